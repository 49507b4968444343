// sql_question.c - what a store is asked in SQL: every row of an answer is a finding
#include <string.h>

#include "store/sql_check.h"

static const char only_progress[] = "the runs themselves can be played on: only what this player was given is wrong; go back to the newest "
                                    "backup that `turnstone store check` finds fine";
static const char by_hand[] = "nothing played is lost: somebody changed this by other means than turnstone; go back to a backup to be sure";
static const char erase_again[] = "run `turnstone player erase` for that person again when nobody plays; everything else is whole";
static const char only_sessions[] = "the run can be played on: only the record of its sittings is wrong; a backup has it right";
static const char only_slow[] = "nothing is lost and play can go on: only branching at some past turns is slow or refused; a backup has it right";
static const char only_care[] = "nothing played is lost, but what this player asked to be spared is not known any more: make the settings again with "
                                "`turnstone player care`";
static const char only_kept[] = "nothing played is lost, but how many points this player has left to learn with is not known: a backup has it right";
static const char only_passages[] = "nothing played is lost: what a narrator told of a turn is not whole, and shows so where it is read again";
static const char only_branch[] = "what the branch goes on with is not what it says: play on in the universe it came from, and branch again there";

// Sums in halves: those of 64 bits wrap around, which SQL cannot.
#define HIGH(high, low) "((" high ") + ((" low ") >> 32) & 4294967295)"
#define DIFFER(high, low, other_high, other_low)                                                                                           \
    "((" low ") & 4294967295 <> (" other_low ") & 4294967295 OR " HIGH(high, low) " <> " HIGH(other_high, other_low) ")"

#define BITS "CAST(6 * q.level AS INTEGER)"

#define RUN_NAME "coalesce((SELECT text FROM name WHERE id = r.key), '(forgotten)')"
#define UNIVERSE_NAME(universe) "(SELECT n.text FROM universe u JOIN name n ON n.id = u.key WHERE u.id = " universe ")"
#define IS_RENAMED "EXISTS (SELECT 1 FROM act a WHERE a.universe = r.universe AND a.run = r.id AND a.kind = 12)"
#define IS_ERASED "(r.salt IS NULL AND NOT EXISTS (SELECT 1 FROM name n WHERE n.id = r.player AND n.salt IS NOT NULL))"

static const struct sql_question questions[] = {
    {"foreign-key", ts_sql_go_back,
     "SELECT format('a row of \"%s\" points to a row of \"%s\" that is not there', \"table\", parent) FROM pragma_foreign_key_check", .is_of_file = true},
    {"version-row", by_hand,
     "SELECT format('the store says it is of version %d, but its record of migrations has %d, the last with number %d', p.user_version, "
     "v.count, v.last) FROM pragma_user_version p, (SELECT count(*) AS count, coalesce(max(number), 0) AS last FROM version) v "
     "WHERE p.user_version <> v.count OR p.user_version <> v.last", .is_of_file = true},

    {"erasing", erase_again,
     "SELECT 'a person was forgotten, but the file was not written anew: it may still hold what nothing refers to' "
     "FROM sqlite_schema WHERE name = 'erasing'", .is_of_file = true},
    {"erasing", erase_again,
     "SELECT 'a person was forgotten, but the tables were not written anew: the server''s files may still hold what nothing refers to' "
     "FROM erasing WHERE is_unclean", .is_of_server = true},

    // completions and what they gave
    {"completion-missing", ts_sql_go_back,
     "SELECT format('run \"%s\" is completed, but no completion was recorded', " RUN_NAME ") FROM run r "
     "WHERE r.completed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM completion c WHERE c.run = r.id) AND NOT " IS_ERASED},
    {"completion-unfounded", only_progress,
     "SELECT format('a completion is recorded for run \"%s\", which is not completed', " RUN_NAME ") FROM completion c "
     "JOIN run r ON r.id = c.run WHERE r.completed_at IS NULL"},
    {"completion-twice", only_progress,
     "SELECT format('run \"%s\" has %d completions', " RUN_NAME ", c.times) FROM (SELECT run, count(*) AS times FROM completion "
     "GROUP BY run HAVING count(*) > 1) c JOIN run r ON r.id = c.run"},
    {"completion-differs", only_progress,
     "SELECT format('the completion of run \"%s\" tells of %d turns and %d milestones, but the run has %d and %d since it began', " RUN_NAME
     ", c.turns, c.milestones, r.turn - r.fork_turn, r.milestones - r.fork_milestones) FROM completion c JOIN run r ON r.id = c.run "
     "WHERE c.turns <> r.turn - r.fork_turn OR c.milestones <> r.milestones - r.fork_milestones"},
    {"completion-of-another", only_progress,
     "SELECT format('the completion of run \"%s\" names another player, universe, story, focus or ending than the run', " RUN_NAME ") "
     "FROM completion c JOIN run r ON r.id = c.run WHERE c.player IS DISTINCT FROM r.player OR c.universe <> r.universe "
     "OR c.ending IS DISTINCT FROM r.ending OR c.at IS DISTINCT FROM r.completed_at "
     "OR ((c.story <> r.story OR c.focus IS DISTINCT FROM r.focus) AND r.salt IS NOT NULL AND NOT " IS_RENAMED ")"},
    {"completion-metaconcept", only_progress,
     "SELECT format('the completion of run \"%s\" has other metaconcepts than the run', " RUN_NAME ") FROM completion c "
     "JOIN run r ON r.id = c.run WHERE r.salt IS NOT NULL AND NOT " IS_RENAMED " AND (EXISTS (SELECT metaconcept FROM completion_metaconcept WHERE completion = c.id "
     "EXCEPT SELECT id FROM mark WHERE run = r.id AND kind = 3) OR (SELECT count(*) FROM completion_metaconcept WHERE completion = c.id) "
     "<> (SELECT count(DISTINCT id) FROM mark WHERE run = r.id AND kind = 3))"},
    {"unlock-unfounded", only_progress,
     "SELECT format('unlock \"%s\" of player \"%s\" was granted by run \"%s\", which has no completion by this player', "
     "(SELECT text FROM name WHERE id = l.\"unlock\"), (SELECT text FROM name WHERE id = l.player), " RUN_NAME ") FROM \"unlock\" l "
     "JOIN run r ON r.id = l.run WHERE NOT EXISTS (SELECT 1 FROM completion c WHERE c.run = l.run AND c.player = l.player)"},

    {"care-unreadable", only_care,
     "SELECT format('the care settings of player \"%s\" are not what turnstone writes', coalesce((SELECT text FROM name WHERE id = c.player), "
     "'(forgotten)')) FROM care c WHERE iif(json_valid(settings), json_type(settings) <> 'object' OR json(settings) <> settings, 1)", .is_of_file = true},

    {"kept-unreadable", only_kept,
     "SELECT format('what player \"%s\" keeps has a %s \"%s\" that turnstone does not write', coalesce((SELECT text FROM name WHERE id = k.player), "
     "'(forgotten)'), kind, name) FROM kept k WHERE kind = 'skill' AND (value NOT GLOB '[0-9]*' OR value GLOB '*[^0-9]*' OR length(value) > 9)", .is_of_file = true},

    // sessions
    {"session-count", only_sessions,
     "SELECT format('run \"%s\" is in session %d, but %d sessions are recorded, the last with number %d', " RUN_NAME
     ", r.session, s.sessions, s.last) FROM run r JOIN (SELECT q.id, (SELECT count(*) FROM session s WHERE s.run = q.id) AS sessions, "
     "(SELECT coalesce(max(number), 0) FROM session s WHERE s.run = q.id) AS last FROM run q) s ON s.id = r.id "
     "WHERE r.salt IS NOT NULL AND (r.session <> s.sessions OR r.session <> s.last)"},
    {"session-turns", only_sessions,
     "SELECT format('session %d of run \"%s\" begins with turn %d, but the sessions before it hold the turns up to %d', s.number, " RUN_NAME
     ", s.first_turn, s.before) FROM (SELECT run, number, first_turn, lag(first_turn + turns - 1) OVER (PARTITION BY run ORDER BY number) "
     "AS before FROM session) s JOIN run r ON r.id = s.run WHERE s.first_turn - 1 <> coalesce(s.before, r.fork_turn)"},
    {"session-turns", only_sessions,
     "SELECT format('the last session of run \"%s\" ends with turn %d, but the run stands at turn %d', " RUN_NAME
     ", s.first_turn + s.turns - 1, r.turn) FROM run r JOIN session s ON s.run = r.id AND s.number = r.session "
     "WHERE s.turns IS NOT NULL AND s.first_turn + s.turns - 1 <> r.turn"},

    // what acts carry
    {"mark-unfounded", ts_sql_go_back,
     "SELECT format('run \"%s\" has reached \"%s\" in an act that is not its own', " RUN_NAME ", (SELECT text FROM name WHERE id = m.id)) "
     "FROM mark m CROSS JOIN run r ON r.id = m.run LEFT JOIN act a ON a.universe = r.universe AND a.seq = m.seq "
     "WHERE a.run IS DISTINCT FROM m.run OR a.turn IS DISTINCT FROM m.turn"},
    {"fault-unfounded", ts_sql_go_back,
     "SELECT format('run \"%s\" has a fault in an act that is not its own: %s', " RUN_NAME ", f.place) FROM fault f "
     "CROSS JOIN run r ON r.id = f.run LEFT JOIN act a ON a.universe = r.universe AND a.seq = f.seq "
     "WHERE a.run IS DISTINCT FROM f.run OR a.turn IS DISTINCT FROM f.turn"},
    {"packs-unfounded", ts_sql_go_back,
     "SELECT format('run \"%s\" was played with other packs since an act that is not its own', " RUN_NAME ") FROM run_pack p "
     "CROSS JOIN run r ON r.id = p.run LEFT JOIN act a ON a.universe = r.universe AND a.seq = p.seq WHERE a.run IS DISTINCT FROM p.run"},
    {"passage-unfounded", only_passages,
     "SELECT format('run \"%s\" has a passage of turn %d, where it has not been, or it lacks a piece', " RUN_NAME ", p.turn) FROM "
     "(SELECT run, turn, count(*) AS pieces, min(piece) AS first, max(piece) AS last FROM passage GROUP BY run, turn) p LEFT JOIN run r ON r.id = p.run "
     "WHERE r.salt IS NULL OR p.turn > r.turn OR p.turn < r.fork_turn OR p.first <> 0 OR p.last <> p.pieces - 1"},
    {"claim-unfounded", ts_sql_go_back,
     "SELECT format('\"%s\" of universe \"%s\" was claimed by an act that is not there', (SELECT text FROM name WHERE id = c.key), "
     UNIVERSE_NAME("c.universe") ") FROM claim c LEFT JOIN act a ON a.universe = c.universe AND a.seq = c.seq WHERE a.seq IS NULL"},
    {"waypoint", only_slow,
     "SELECT format('turn %d of run \"%s\" does not stand in the log where a waypoint says', w.turn, " RUN_NAME ") FROM waypoint w "
     "CROSS JOIN run r ON r.id = w.run LEFT JOIN act a ON a.universe = r.universe AND a.seq = w.seq "
     "WHERE a.run IS DISTINCT FROM w.run OR a.turn IS DISTINCT FROM w.turn OR a.kind <> 1"},
    {"merge-unfounded", ts_sql_go_back,
     "SELECT format('a merge is recorded for act %d of universe \"%s\", which is none, or brought home more than there was', m.seq, "
     UNIVERSE_NAME("m.universe") ") FROM merge m LEFT JOIN act a ON a.universe = m.universe AND a.seq = m.seq "
     "WHERE a.kind IS DISTINCT FROM 11 OR NOT EXISTS (SELECT 1 FROM act s WHERE s.universe = m.source AND s.seq = m.source_seq)"},

    {"waypoint", only_slow,
     "SELECT format('run \"%s\" has %d waypoints for its turns %d to %d', " RUN_NAME ", w.count, r.fork_turn, r.turn) FROM run r "
     "JOIN (SELECT q.id, (SELECT count(*) FROM waypoint WHERE run = q.id) AS count FROM run q) w ON w.id = r.id "
     "WHERE r.salt IS NOT NULL AND w.count <> r.turn / 64 - r.fork_turn / 64"},
    {"universe-empty", ts_sql_go_back,
     "SELECT format('universe \"%s\" has no acts at all', " UNIVERSE_NAME("e.id") ") FROM universe e "
     "WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.universe = e.id)"},
    {"head-told", ts_sql_go_back,
     "SELECT format('run \"%s\" was told the news up to act %d, which its universe has not reached', " RUN_NAME ", r.told) FROM run r "
     "WHERE r.told > (SELECT a.seq FROM act a WHERE a.universe = r.universe ORDER BY a.seq DESC LIMIT 1)"},

    // branches
    {"fork-unfounded", only_branch,
     "SELECT format('universe \"%s\" branches off \"%s\" at act %d and position %d, which is not there or not its own', "
     UNIVERSE_NAME("b.id") ", " UNIVERSE_NAME("b.parent") ", b.fork_seq, b.fork_position) FROM universe b JOIN universe p ON p.id = b.parent "
     "WHERE b.fork_position IS NULL OR b.fork_seq IS NULL OR b.fork_seq <= coalesce(p.fork_seq, 0) "
     "OR b.fork_position < coalesce(p.fork_position, 0) OR b.id = b.parent "
     "OR NOT EXISTS (SELECT 1 FROM act a WHERE a.universe = b.parent AND a.seq = b.fork_seq)"},
    {"fork-unfounded", only_branch,
     "SELECT format('universe \"%s\" has a fork, but no parent', " UNIVERSE_NAME("u.id") ") FROM universe u "
     "WHERE u.parent IS NULL AND (u.fork_position IS NOT NULL OR u.fork_seq IS NOT NULL)"},
    {"fork-of-run", only_branch,
     "SELECT format('run \"%s\" says it goes on with turn %d of run \"%s\", but act %d there is another one', " RUN_NAME
     ", r.fork_turn, (SELECT text FROM name WHERE id = p.key), r.fork_seq) FROM run r JOIN run p ON p.id = r.parent "
     "JOIN universe u ON u.id = r.universe LEFT JOIN act a ON a.universe = p.universe AND a.seq = r.fork_seq "
     "WHERE a.run IS DISTINCT FROM p.id OR a.turn <> r.fork_turn OR u.parent IS DISTINCT FROM p.universe OR u.fork_seq IS DISTINCT FROM r.fork_seq "
     "OR u.fork_position IS DISTINCT FROM a.position"},
    {"fork-of-run", only_branch,
     "SELECT format('run \"%s\" counts turns or milestones of a run before it, but names none', " RUN_NAME ") FROM run r "
     "WHERE r.parent IS NULL AND (r.fork_seq IS NOT NULL OR r.fork_turn <> 0 OR r.fork_milestones <> 0)"},
    {"fork-milestones", ts_sql_only_count,
     "SELECT format('run \"%s\" begins with %d milestones, but the run it goes on with had %d by then', " RUN_NAME
     ", r.fork_milestones, p.before) FROM run r JOIN (SELECT b.id, o.salt, o.fork_milestones + (SELECT count(*) FROM mark m "
     "WHERE m.run = o.id AND m.kind = 1 AND m.seq <= b.fork_seq) AS before FROM run b JOIN run o ON o.id = b.parent) p ON p.id = r.id "
     "WHERE p.salt IS NOT NULL AND r.salt IS NOT NULL AND r.fork_milestones <> p.before"},
    {"life", only_progress,
     "SELECT format('run \"%s\" does not belong to the life it goes on with', " RUN_NAME ") FROM run r LEFT JOIN run p ON p.id = r.parent "
     "WHERE CASE WHEN p.id IS NULL THEN r.life IS NOT NULL AND r.life <> r.id ELSE r.life IS DISTINCT FROM coalesce(p.life, p.id) END"},

    // sums of late adds
    {"late-sum", ts_sql_go_back,
     "SELECT format('the late sums of world key \"%s\" in universe \"%s\" do not add up', (SELECT text FROM name WHERE id = s.key), "
     UNIVERSE_NAME("s.universe") ") FROM (SELECT universe, key, level, CAST(sum(sum >> 32) AS BIGINT) AS high, CAST(sum(sum & 4294967295) AS BIGINT) AS low FROM late_sum "
     "GROUP BY universe, key, level) s LEFT JOIN (SELECT universe, key, CAST(sum(amount >> 32) AS BIGINT) AS high, CAST(sum(amount & 4294967295) AS BIGINT) AS low FROM late "
     "GROUP BY universe, key) l ON l.universe = s.universe AND l.key = s.key "
     "WHERE l.key IS NULL OR " DIFFER("s.high", "s.low", "l.high", "l.low")},
    {"late-sum", ts_sql_go_back,
     "SELECT format('a late sum of world key \"%s\" in universe \"%s\" is not what was added there', (SELECT text FROM name WHERE id = s.key), "
     UNIVERSE_NAME("s.universe") ") FROM late_sum s JOIN (SELECT q.universe, q.key, q.level, q.bucket, "
     "(SELECT CAST(coalesce(sum(amount >> 32), 0) AS BIGINT) FROM late l WHERE l.universe = q.universe AND l.key = q.key AND l.position BETWEEN "
     "q.bucket << " BITS " AND (q.bucket << " BITS ") | ((CAST(1 AS BIGINT) << " BITS ") - 1)) AS high, "
     "(SELECT CAST(coalesce(sum(amount & 4294967295), 0) AS BIGINT) FROM late l WHERE l.universe = q.universe AND l.key = q.key AND l.position BETWEEN "
     "q.bucket << " BITS " AND (q.bucket << " BITS ") | ((CAST(1 AS BIGINT) << " BITS ") - 1)) AS low FROM late_sum q) l "
     "ON l.universe = s.universe AND l.key = s.key AND l.level = s.level AND l.bucket = s.bucket "
     "WHERE " DIFFER("s.sum >> 32", "s.sum & 4294967295", "l.high", "l.low")},
    {"late-sum", ts_sql_go_back,
     "SELECT format('world key \"%s\" in universe \"%s\" has late adds, but no sums of them', (SELECT text FROM name WHERE id = l.key), "
     UNIVERSE_NAME("l.universe") ") FROM (SELECT DISTINCT universe, key FROM late) l "
     "WHERE NOT EXISTS (SELECT 1 FROM late_sum s WHERE s.universe = l.universe AND s.key = l.key)"},
};

enum ts_status ts_sql_ask(struct sql_checking *checking, const struct sql_question *question, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    struct sql_statement *statement = NULL;
    bool found = true;
    if (sql->link->is_file ? question->is_of_server : question->is_of_file) return TS_OK;
    enum ts_status status = ts_sql_prepare(sql, question->sql, &statement, err);
    while (!status && found) {
        status = ts_sql_next(sql, statement, &found, err);
        const char *what = !status && found ? ts_sql_get_text(statement, 0) : NULL;
        if (what && strcmp(what, "ok") != 0) ts_sql_say(checking, question->code, question->hint, "%s", what);
    }
    ts_sql_free(statement);
    return status;
}

enum ts_status ts_sql_ask_all(struct sql_checking *checking, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && !status; i++) status = ts_sql_ask(checking, &questions[i], err);
    return status;
}
