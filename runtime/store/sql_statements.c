// sql_statements.c - every statement the SQL drivers run, in words that SQLite and PostgreSQL both take
//
// Parameters are numbered in the order of their first use, as SQLite numbers names. What only PostgreSQL wants to be told, as SQLite walks in
// that order anyhow, is a comment. What only SQLite wants to be told (INDEXED BY, the order
// of a CROSS JOIN) and the type ANY are put otherwise when PostgreSQL prepares them, see postgres_dialect.c; pragmas only SQLite is given.
#include "store/sql_statements.h"

// clang-format off

#define RUN_COLUMNS                                                                                                                       \
    "r.id, r.key, r.universe, u.key, r.player, r.character, c.name, r.story, r.focus, r.seed, r.fork_turn, r.created_at, r.state, r.turn, " \
    "r.position, r.told, r.scene, r.stack, r.session, r.milestones, r.insights, r.last_played, r.ending, r.reason, r.completed_at, "      \
    "r.text, r.choices, u.live, rp.key, coalesce(rl.key, r.key), r.fork_seq, r.fork_milestones, r.seq FROM run r "                        \
    "JOIN universe u ON u.id = r.universe LEFT JOIN character c ON c.id = r.character "                                                   \
    "LEFT JOIN run rp ON rp.id = r.parent LEFT JOIN run rl ON rl.id = r.life "

// The events whose places are listed by `found`, as people read them.
#define EVENT_COLUMNS                                                                                                                     \
    "SELECT e.position, e.seq, e.n, r.key, r.character, c.name, an.text, cn.text, e.major, e.place, t.at, e.care FROM "
#define EVENT_JOINS                                                                                                                       \
    " LEFT JOIN run r ON r.id = e.run LEFT JOIN character c ON c.id = r.character LEFT JOIN name an ON an.id = e.action "                      \
    "LEFT JOIN name cn ON cn.id = e.consequences LEFT JOIN act t ON t.universe = e.universe AND t.seq = e.seq "
#define EVENT_FOUND                                                                                                                       \
    " JOIN event e ON e.universe = f.universe AND e.position = f.position AND e.seq = f.seq AND e.n = f.n"
#define OLDEST(of) "ORDER BY " of "position, " of "seq, " of "n "
#define NEWEST(of) "ORDER BY " of "position DESC, " of "seq DESC, " of "n DESC "

// $1 universe, $2 from, $3 to, $4 until seq, $5 not of this run, $6 limit
#define EVENT_ALL(where, order)                                                                                                           \
    EVENT_COLUMNS "event e" EVENT_JOINS "WHERE e.universe = $1 AND e.position BETWEEN $2 AND $3 AND e.seq <= $4 AND e.run IS DISTINCT FROM $5 " where   \
    order("e.") "LIMIT $6"

// As above; $7 place, $8 the reader's last act, 0 to leave its own out. Three sources, each cut at the limit, so that none is read
// further than it can count; the reader's own acts are walked from the last backward.
#define EVENT_SEEN(order, mine_order)                                                                                                     \
    EVENT_COLUMNS "("                                                                                                                     \
    "SELECT * FROM (SELECT universe, position, seq, n FROM event INDEXED BY event_major "                                                 \
    "WHERE universe = $1 AND position BETWEEN $2 AND $3 AND seq <= $4 AND run IS DISTINCT FROM $5 AND major " order("") "LIMIT $6) AS one "                    \
    "UNION SELECT * FROM (SELECT universe, position, seq, n FROM event INDEXED BY event_place "                                           \
    "WHERE universe = $1 AND place = $7 AND position BETWEEN $2 AND $3 AND seq <= $4 AND run IS DISTINCT FROM $5 " order("") "LIMIT $6) AS one "               \
    "UNION SELECT * FROM (WITH RECURSIVE mine(seq, position, prev) AS ("                                                                  \
    "SELECT seq, position, coalesce(prev, seq - 1) FROM act WHERE universe = $1 AND seq = $8 UNION ALL "                                  \
    "SELECT a.seq, a.position, coalesce(a.prev, a.seq - 1) FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.prev "           \
    "WHERE m.position >= $2) SELECT e.universe, e.position, e.seq, e.n FROM (SELECT m.position, m.seq FROM mine m "                       \
    "WHERE m.position BETWEEN $2 AND $3 AND m.seq <= $4 AND EXISTS (SELECT 1 FROM event e WHERE e.universe = $1 "                         \
    "AND e.position = m.position AND e.seq = m.seq) " mine_order "LIMIT $6) m "                                                           \
    "CROSS JOIN event e ON e.universe = $1 AND e.position = m.position AND e.seq = m.seq) AS one"                                         \
    ") f" EVENT_FOUND EVENT_JOINS order("f.") "LIMIT $6"

// The signs before a's columns keep SQLite from taking their bounds for e's, as it does, and reading a timeline where an act would do.
// $1 universe, $2 from, $3 to, $4 until seq, $5 not of this run, $6 limit, $7 place, $8 the reader, $9 has a reader, $10 since seq, $11 only major
#define EVENT_NEWS(order)                                                                                                                 \
    EVENT_COLUMNS "act a CROSS JOIN event e ON e.universe = a.universe AND e.position = +a.position AND e.seq = +a.seq" EVENT_JOINS       \
    "WHERE a.universe = $1 AND a.position BETWEEN $2 AND $3 AND a.seq <= $4 AND a.run IS DISTINCT FROM $5 AND $6 > 0 AND (e.place = $7 OR e.major OR " \
    "e.run = $8 OR NOT $9) AND a.seq > $10 AND (e.major OR NOT $11) ORDER BY a.seq " order ", e.n " order " LIMIT $6"

// A run's own: $1 universe, $2 its last act, $3 from, $4 since seq, $5 to, $6 until seq, $7 whatever a reader may know, $8 place,
// $9 only major, $10 limit. Its acts are walked from the last backward; cut at the limit, so that the newest cost no more than they are.
#define RUN_FITS "($7 OR e.major OR e.place = $8) AND (e.major OR NOT $9)"
#define EVENT_RUN(order, mine_order)                                                                                                      \
    EVENT_COLUMNS "(WITH RECURSIVE mine(seq, position, prev) AS ("                                                                        \
    "SELECT seq, position, coalesce(prev, seq - 1) FROM act WHERE universe = $1 AND seq = $2 UNION ALL "                                  \
    "SELECT a.seq, a.position, coalesce(a.prev, a.seq - 1) FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.prev "           \
    "WHERE m.position >= $3 AND a.seq > $4) SELECT e.universe, e.position, e.seq, e.n FROM (SELECT m.position, m.seq FROM mine m "        \
    "WHERE m.position BETWEEN $3 AND $5 AND m.seq > $4 AND m.seq <= $6 AND EXISTS (SELECT 1 FROM event e WHERE e.universe = $1 "          \
    "AND e.position = m.position AND e.seq = m.seq AND " RUN_FITS ") " mine_order "LIMIT $10) m "                                         \
    "CROSS JOIN event e ON e.universe = $1 AND e.position = m.position AND e.seq = m.seq AND " RUN_FITS                                   \
    ") f" EVENT_FOUND EVENT_JOINS order("f.") "LIMIT $10"

#define BACKWARD " /* ORDER BY m.seq DESC */"

// A run's acts from its last one backward: $1 universe, $2 the last one's seq, $3 the seq behind which to stop.
#define MINE                                                                                                                              \
    "WITH RECURSIVE mine(seq, prev) AS (SELECT seq, coalesce(prev, seq - 1) FROM act WHERE universe = $1 AND seq = $2 AND seq > $3 "      \
    "UNION ALL SELECT a.seq, coalesce(a.prev, a.seq - 1) FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.prev "             \
    "WHERE a.seq > $3) "

// A run and those it goes on with, each with its last act that still counts: $1 the run.
#define LINE                                                                                                                              \
    "WITH RECURSIVE line(run, until, own) AS (SELECT CAST($1 AS BIGINT), 9223372036854775807, TRUE UNION ALL "                                               \
    "SELECT r.parent, r.fork_seq, FALSE FROM line l JOIN run r ON r.id = l.run WHERE r.parent IS NOT NULL) "

#define OWN_VARS "SELECT r.universe, v.seq, v.name, v.value FROM var v JOIN run r ON r.id = v.run "
#define OWN_MARKS "SELECT r.universe, m.seq, m.kind, m.id, m.pack FROM mark m JOIN run r ON r.id = m.run "
#define OWN_PACKS "SELECT r.universe, p.seq, p.packs FROM run_pack p JOIN run r ON r.id = p.run "
#define OWN_FAULTS "SELECT r.universe, f.seq, f.pack, f.place, f.message FROM fault f JOIN run r ON r.id = f.run "

// Columns that others have, of a row that has none.
#define NO_VALUE "CAST(NULL AS ANY), CAST(NULL AS BIGINT)"
#define NO_SUM "CAST(NULL AS BIGINT), " NO_VALUE

// The number of the last completion, though it may have been forgotten with its player.
#define LAST_COMPLETION "coalesce((SELECT max(c.last) FROM (SELECT max(id) AS last FROM completion UNION ALL SELECT max(completion) FROM deed) AS c), 0)"

const char *const ts_sql_statements[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_BEGIN_READING] = "BEGIN",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_SAVE] = "SAVEPOINT act",
    [SQL_SAVE_END] = "RELEASE act",
    [SQL_UNDO] = "ROLLBACK TO act",
    [SQL_DATA_VERSION] = "PRAGMA data_version",
    [SQL_APPLICATION_GET] = "PRAGMA application_id",
    [SQL_SCHEMA_GET] = "PRAGMA schema_version",
    [SQL_MARK_OPEN] = "PRAGMA application_id = 0x5475726f",
    [SQL_MARK_CLOSED] = "PRAGMA application_id = 0x5475726e",

    [SQL_NAME_FIND] = "SELECT id, hash FROM name WHERE text = $1",
    [SQL_NAME_ADD] = "INSERT INTO name(text, salt, hash, id) VALUES ($1, $2, $3, $4)",
    [SQL_NAME_TEXT] = "SELECT text, hash FROM name WHERE id = $1",

    [SQL_PLAYER_ADD] = "INSERT INTO player(id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    [SQL_PLAYER_FIND] = "SELECT 1 FROM player WHERE id = $1",
    [SQL_PLAYER_EACH] = "SELECT id FROM player ORDER BY created_at, id",
    [SQL_CARE_FIND] = "SELECT settings FROM care WHERE player = $1",
    [SQL_CARE_PUT] = "INSERT INTO care(player, settings, at) VALUES ($1, $2, $3) ON CONFLICT(player) DO UPDATE SET settings = $2, at = $3",
    [SQL_KEPT_EACH] = "SELECT kind, name, value, at FROM kept WHERE player = $1 ORDER BY kind, name",
    [SQL_KEPT_PUT] = "INSERT INTO kept(player, kind, name, value, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT(player, kind, name) DO UPDATE SET value = $4, at = $5",
    [SQL_KEPT_DROP] = "DELETE FROM kept WHERE player = $1 AND kind = $2 AND name = $3",
    [SQL_CHARACTER_PUT] = "INSERT INTO character(id, name) VALUES ($1, $2) ON CONFLICT(id) DO UPDATE SET name = $2 WHERE character.name IS DISTINCT FROM $2",
    [SQL_CHARACTER_FIND] = "SELECT k.id, k.hash FROM name k JOIN character c ON c.id = k.id WHERE k.text = $1",
    [SQL_CHARACTER_NAME] = "SELECT n.text FROM name k JOIN character c ON c.id = k.id JOIN name n ON n.id = c.name WHERE k.text = $1",

    [SQL_UNIVERSE_FIND] = "SELECT id FROM universe WHERE key = $1",
    [SQL_UNIVERSE_ADD] = "INSERT INTO universe(key, live, created_at, parent, fork_position, fork_seq, id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [SQL_UNIVERSE_FORK] = "SELECT u.parent, u.fork_position, u.fork_seq, a.hash FROM universe u "
                          "JOIN act a ON a.universe = u.parent AND a.seq = u.fork_seq WHERE u.id = $1",
    [SQL_UNIVERSE_HASH] = "SELECT k.hash FROM universe u JOIN name k ON k.id = u.key WHERE u.id = $1",
    [SQL_UNIVERSE_HEAD] = "SELECT seq, coalesce(front, position), hash FROM act WHERE universe = $1 ORDER BY seq DESC LIMIT 1",
    [SQL_UNIVERSE_EACH] = "SELECT u.id, u.key, p.key, u.fork_position, u.fork_seq, u.live, u.created_at, "
                          "(SELECT count(*) FROM run r WHERE r.universe = u.id AND r.salt IS NOT NULL), "
                          "u.events + (SELECT count(*) FROM act a CROSS JOIN event e ON e.universe = a.universe AND e.position = +a.position "
                          "AND e.seq = +a.seq WHERE a.universe = u.id AND a.seq > u.events_seq) "
                          "FROM universe u LEFT JOIN universe p ON p.id = u.parent WHERE $1 = 0 OR u.key = $1 ORDER BY u.id",
    [SQL_UNIVERSE_COUNT] = "UPDATE universe SET events = events + (SELECT count(*) FROM act a CROSS JOIN event e ON e.universe = a.universe "
                           "AND e.position = +a.position AND e.seq = +a.seq WHERE a.universe = $1 AND a.seq > events_seq), events_seq = $2 WHERE id = $1",
    [SQL_UNIVERSE_COUNT_MORE] = "UPDATE universe SET events = events + $1, events_seq = $2 WHERE id = $3",
    [SQL_UNIVERSE_KEYS] = "WITH RECURSIVE k(key) AS (SELECT (SELECT key FROM world WHERE universe = $1 ORDER BY key LIMIT 1) UNION ALL "
                          "SELECT (SELECT key FROM world WHERE universe = $1 AND key > k.key ORDER BY key LIMIT 1) FROM k "
                          "WHERE k.key IS NOT NULL) SELECT key FROM k WHERE key IS NOT NULL /* ORDER BY key */",

    [SQL_RUN_FIND] = "SELECT id, seq, universe FROM run WHERE key = $1",
    [SQL_RUN_PARENT] = "SELECT p.key FROM run r JOIN run p ON p.id = r.parent WHERE r.key = $1",
    [SQL_RUN_STAND] = "SELECT r.universe, r.key, k.hash, r.salt, r.state, r.turn, r.position, r.told, r.seq, r.session, r.milestones, "
                      "r.insights, r.last_played, a.key FROM run r JOIN name k ON k.id = r.key "
                      "LEFT JOIN act a ON a.universe = r.universe AND a.seq = r.seq WHERE r.id = $1",
    [SQL_RUN_ADD] = "INSERT INTO run(key, universe, player, character, story, focus, seed, fork_turn, created_at, salt, state, turn, "
                    "position, told, seq, session, milestones, insights, last_played, parent, fork_seq, fork_milestones, life, id) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, 0, $9, $11, $12, $13, "
                    "(SELECT coalesce(life, id) FROM run WHERE id = $11), $14)",
    [SQL_RUN_HEAD] = "UPDATE run SET state = $1, turn = $2, position = $3, told = $4, seq = $5, scene = $6, stack = $7, session = $8, "
                     "milestones = $9, insights = $10, last_played = $11 WHERE id = $12",
    [SQL_RUN_HEAD_SHOWN] = "UPDATE run SET state = $1, turn = $2, position = $3, told = $4, seq = $5, scene = $6, stack = $7, session = $8, "
                           "milestones = $9, insights = $10, last_played = $11, text = $12, choices = $13 WHERE id = $14",
    [SQL_RUN_END] = "UPDATE run SET ending = $1, completed_at = $2 WHERE id = $3",
    [SQL_RUN_REASON] = "UPDATE run SET reason = $1 WHERE id = $2",
    [SQL_RUN_LOAD] = "SELECT " RUN_COLUMNS "WHERE r.key = $1 AND r.salt IS NOT NULL",
    [SQL_RUN_EACH] = "SELECT " RUN_COLUMNS "WHERE r.salt IS NOT NULL AND ($1 = 0 OR r.player = $1) AND ($2 = 0 OR u.key = $2) ORDER BY r.id",
    [SQL_RUN_METACONCEPTS] = "SELECT id FROM mark WHERE run = $1 AND kind = 3 AND seq <= $2 ORDER BY seq, n",
    [SQL_RUN_SESSIONS] = "SELECT count(*), count(*) - count(\"end\") FROM session WHERE run = $1",

    [SQL_PACKS_FIND] = LINE "SELECT p.packs FROM line l JOIN run_pack p ON p.run = l.run AND p.seq <= l.until AND p.seq <= $2 ORDER BY p.seq DESC LIMIT 1",
    [SQL_PACKS_ADD] = "INSERT INTO run_pack(run, seq, packs) VALUES ($1, $2, $3)",

    [SQL_ACT_ADD] = "INSERT INTO act(universe, seq, run, turn, kind, position, prev, front, key, hash, session, scene, at, choice, pick, tally, answer, "
                    "stack) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    // The act that took a turn ($2 of run $1), walked to from the next waypoint or the last act: its seq, position, scene, stack.
    [SQL_TURN_FIND] = "WITH RECURSIVE mine(universe, seq, turn, kind, prev) AS (SELECT a.universe, a.seq, a.turn, a.kind, coalesce(a.prev, a.seq - 1) "
                      "FROM run r JOIN act a ON a.universe = r.universe AND a.seq = "
                      "coalesce((SELECT w.seq FROM waypoint w WHERE w.run = $1 AND w.turn >= $2 ORDER BY w.turn LIMIT 1), r.seq) WHERE r.id = $1 "
                      "UNION ALL SELECT a.universe, a.seq, a.turn, a.kind, coalesce(a.prev, a.seq - 1) FROM mine m "
                      "CROSS JOIN act a ON a.universe = m.universe AND a.seq = m.prev WHERE m.turn >= $2) "
                      "SELECT a.seq, a.position, a.scene, a.stack, a.at FROM mine m CROSS JOIN act a ON a.universe = m.universe AND a.seq = m.seq "
                      "WHERE m.turn = $2 AND m.kind IN (0, 1, 10) ORDER BY a.seq LIMIT 1",
    // How many milestones and insights came later ($2 the act, of run $1).
    [SQL_MARKS_SINCE] = "SELECT count(CASE WHEN kind = 1 THEN 1 END), count(CASE WHEN kind = 2 THEN 1 END) FROM mark WHERE run = $1 AND seq > $2",
    [SQL_ACT_EACH] = MINE "SELECT a.seq, a.turn, a.kind, a.position, a.session, a.at, a.scene, a.choice, a.pick, a.answer, a.key FROM mine m "
                     "CROSS JOIN act a ON a.universe = $1 AND a.seq = m.seq" BACKWARD,
    [SQL_WAYPOINT_ADD] = "INSERT INTO waypoint(run, turn, seq) VALUES ($1, $2, $3)",
    [SQL_MERGE_ADD] = "INSERT INTO merge(universe, seq, source, source_position, source_seq) VALUES ($1, $2, $3, $4, $5)",
    [SQL_MERGE_LAST] = "SELECT source_position, source_seq, seq FROM merge WHERE universe = $1 AND source = $2 ORDER BY seq DESC LIMIT 1",
    [SQL_ACT_RUN] = "SELECT run FROM act WHERE universe = $1 AND seq = $2",
    [SQL_TURN_KEY] = MINE "SELECT a.key FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.seq WHERE a.turn = $4 AND a.kind <= 1 LIMIT 1",
    [SQL_VAR_ADD] = "INSERT INTO var(run, name, seq, value) VALUES ($1, $2, $3, $4)",
    [SQL_VAR_EACH] = "WITH RECURSIVE v(name) AS (SELECT (SELECT name FROM var WHERE run = $1 ORDER BY name LIMIT 1) UNION ALL "
                     "SELECT (SELECT name FROM var WHERE run = $1 AND name > v.name ORDER BY name LIMIT 1) FROM v WHERE v.name IS NOT NULL) "
                     "SELECT n.text, x.value FROM v JOIN name n ON n.id = v.name CROSS JOIN var x ON x.run = $1 AND x.name = v.name AND x.seq = "
                     "(SELECT seq FROM var WHERE run = $1 AND name = v.name AND seq <= $2 ORDER BY seq DESC LIMIT 1) /* ORDER BY v.name */",
    [SQL_MARK_ADD] = "INSERT INTO mark(run, seq, n, turn, kind, id, pack) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [SQL_MARK_EACH] = LINE "SELECT m.turn, m.kind, m.id, m.pack FROM line l JOIN mark m ON m.run = l.run AND m.seq <= l.until "
                      "WHERE l.own OR m.kind <> 3 ORDER BY m.seq, m.n",
    [SQL_FAULT_ADD] = "INSERT INTO fault(run, seq, n, turn, pack, place, message) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [SQL_FAULT_EACH] = "SELECT turn, pack, place, message FROM fault WHERE run = $1 ORDER BY seq, n",
    [SQL_PASSAGE_ADD] = "INSERT INTO passage(run, turn, piece, source, joined, tokens_in, tokens_out, at, text) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    [SQL_PASSAGE_NEXT] = "SELECT coalesce(max(piece), -1) + 1 FROM passage WHERE run = $1 AND turn = $2",
    [SQL_PASSAGE_SHOW] = "UPDATE run SET text = CASE WHEN text <> '' THEN text || $1 || $2 ELSE $2 END WHERE id = $3",
    // Of those before it, whose rows are older, a run has what they had been told up to its fork.
    [SQL_PASSAGE_EACH] = "WITH RECURSIVE line(run, until) AS (SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT) UNION ALL "
                         "SELECT r.parent, CASE WHEN r.fork_turn < l.until THEN r.fork_turn ELSE l.until END FROM line l JOIN run r ON r.id = l.run "
                         "WHERE r.parent IS NOT NULL AND l.until >= $3) "
                         "SELECT p.turn, p.piece, p.source, p.joined, p.tokens_in, p.tokens_out, p.at, p.text FROM line l JOIN passage p ON p.run = l.run "
                         "AND p.turn BETWEEN $3 AND l.until ORDER BY p.turn, p.run, p.piece",
    [SQL_SESSION_OPEN] = "INSERT INTO session(run, number, started_at, first_turn, notes) VALUES ($1, $2, $3, $4, $5)",
    [SQL_SESSION_END] = "UPDATE session SET ended_at = $1, turns = $2 - first_turn + 1, \"end\" = $3, notes = coalesce($4, notes) "
                        "WHERE run = $5 AND \"end\" IS NULL",
    [SQL_SESSION_EACH] = "SELECT s.number, s.started_at, s.ended_at, s.first_turn, coalesce(s.turns, r.turn - s.first_turn + 1), s.notes, s.\"end\" "
                         "FROM session s JOIN run r ON r.id = s.run WHERE s.run = $1 ORDER BY s.number",
    [SQL_CLAIM_ADD] = "INSERT INTO claim(universe, key, seq) VALUES ($1, $2, $3)",
    [SQL_CLAIM_FIND] = "SELECT 1 FROM claim c JOIN act a ON a.universe = c.universe AND a.seq = c.seq "
                       "WHERE c.universe = $1 AND c.key = $2 AND c.seq <= $3 AND a.position <= $4",
    [SQL_SNAPSHOT_ADD] = "INSERT INTO snapshot(run, turn, seq, tally) VALUES ($1, $2, $3, $4)",
    // By the turn of the act $2, so that no later snapshot is passed by; a great $2 is no act, and gets the last one.
    [SQL_SNAPSHOT_LAST] = "SELECT turn, tally, seq FROM snapshot WHERE run = $1 AND seq <= $2 AND turn <= coalesce((SELECT a.turn FROM run r "
                          "JOIN act a ON a.universe = r.universe AND a.seq = $2 WHERE r.id = $1), $2) ORDER BY turn DESC LIMIT 1",
    // Newest first.
    [SQL_TALLY_EACH] = MINE "SELECT a.turn, a.scene, a.choice, a.tally, a.kind FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.seq "
                       "WHERE a.kind <= 1 OR a.tally IS NOT NULL" BACKWARD,

    [SQL_EVENT_ADD] = "INSERT INTO event(universe, position, seq, n, run, action, consequences, major, place, care) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [SQL_EVENT_ALL] = EVENT_ALL("", OLDEST),
    [SQL_EVENT_ALL_NEWEST] = EVENT_ALL("", NEWEST),
    [SQL_EVENT_MAJOR] = EVENT_ALL("AND e.major ", OLDEST),
    [SQL_EVENT_MAJOR_NEWEST] = EVENT_ALL("AND e.major ", NEWEST),
    [SQL_EVENT_SEEN] = EVENT_SEEN(OLDEST, "ORDER BY m.seq "),
    [SQL_EVENT_SEEN_NEWEST] = EVENT_SEEN(NEWEST, BACKWARD " "),
    [SQL_EVENT_RUN] = EVENT_RUN(OLDEST, "ORDER BY m.seq "),
    [SQL_EVENT_RUN_NEWEST] = EVENT_RUN(NEWEST, BACKWARD " "),
    [SQL_EVENT_NEWS] = EVENT_NEWS(""),
    [SQL_EVENT_NEWS_NEWEST] = EVENT_NEWS("DESC"),

    [SQL_WORLD_ADD] = "INSERT INTO world(universe, key, position, seq, kind, sum, value, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    // Up to three rows: 0 and the top level of the late sums, 1 and the last row, 2 and the last set.
    [SQL_WORLD_AT] = "SELECT * FROM (SELECT 0, level, " NO_SUM " FROM late_sum WHERE universe = $1 AND key = $2 ORDER BY level DESC LIMIT 1) AS one "
                     "UNION ALL SELECT * FROM (SELECT 1, position, sum, " NO_VALUE " FROM world WHERE universe = $1 AND key = $2 AND position <= $3 "
                     "ORDER BY position DESC, seq DESC LIMIT 1) AS one "
                     "UNION ALL SELECT * FROM (SELECT 2, position, sum, value, leaf FROM world INDEXED BY world_set WHERE universe = $1 AND key = $2 "
                     "AND position <= $3 AND kind = 1 ORDER BY position DESC, seq DESC LIMIT 1) AS one",
    // The same without what was stored after $4; its late sums are added up, not read from the tree.
    [SQL_WORLD_AT_SEQ] = "SELECT * FROM (SELECT 1, position, sum, " NO_VALUE " FROM world WHERE universe = $1 AND key = $2 AND position <= $3 "
                         "AND seq <= $4 ORDER BY position DESC, seq DESC LIMIT 1) AS one "
                         "UNION ALL SELECT * FROM (SELECT 2, position, sum, value, leaf FROM world INDEXED BY world_set WHERE universe = $1 AND key = $2 "
                         "AND position <= $3 AND seq <= $4 AND kind = 1 ORDER BY position DESC, seq DESC LIMIT 1) AS one",
    [SQL_LATE_AT_SEQ] = "SELECT sum(amount >> 32), sum(amount & 4294967295) FROM late WHERE universe = $1 AND key = $2 AND position <= $3 AND seq <= $4",
    [SQL_WORLD_HISTORY] = "SELECT h.position, h.seq, h.kind, h.value, r.key FROM (SELECT position, seq, kind, value FROM world "
                          "WHERE universe = $1 AND key = $2 AND position <= $3 AND seq <= $4 UNION ALL SELECT position, seq, 0, CAST(amount AS ANY) FROM late "
                          "WHERE universe = $1 AND key = $2 AND position <= $3 AND seq <= $4 ORDER BY 1 DESC, 2 DESC LIMIT $5) h "
                          "LEFT JOIN act a ON a.universe = $1 AND a.seq = h.seq LEFT JOIN run r ON r.id = a.run ORDER BY 1 DESC, 2 DESC",
    [SQL_LATE_ADD] = "INSERT INTO late(universe, key, position, seq, amount) VALUES ($1, $2, $3, $4, $5)",
    [SQL_LATE_PUT] = "INSERT INTO late_sum(universe, key, level, bucket, sum) VALUES ($1, $2, $3, $4, $5) "
                     "ON CONFLICT(universe, key, level, bucket) DO UPDATE SET sum = $5",
    [SQL_LATE_RANGE] = "SELECT sum(sum >> 32), sum(sum & 4294967295) FROM late_sum WHERE universe = $1 AND key = $2 AND level = $3 AND bucket BETWEEN $4 AND $5",
    [SQL_BYSTANDERS] = "SELECT r.key, r.character, c.name, r.position, r.state FROM run r LEFT JOIN character c ON c.id = r.character "
                       "WHERE r.universe = $1 AND r.salt IS NOT NULL ORDER BY r.id",

    [SQL_COMPLETION_ADD] = "INSERT INTO completion(id, run, player, universe, story, ending, focus, turns, milestones, reason, at) "
                           "VALUES (" LAST_COMPLETION " + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [SQL_COMPLETION_METACONCEPT_ADD] = "INSERT INTO completion_metaconcept(completion, n, metaconcept) "
                                       "VALUES ((SELECT id FROM completion WHERE run = $1), $2, $3)",
    [SQL_COMPLETION_EACH] = "SELECT c.id, r.key, u.key, c.story, c.ending, c.focus, c.turns, c.milestones, c.at, coalesce(l.key, r.key), c.reason "
                            "FROM completion c JOIN run r ON r.id = c.run LEFT JOIN run l ON l.id = r.life JOIN universe u ON u.id = c.universe WHERE c.player = $1 ORDER BY c.id",
    [SQL_COMPLETION_METACONCEPTS] = "SELECT metaconcept FROM completion_metaconcept WHERE completion = $1 ORDER BY n",
    [SQL_UNLOCK_ADD] = "INSERT INTO \"unlock\"(player, \"unlock\", at, run, evidence, rule) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    [SQL_UNLOCK_EACH] = "SELECT l.\"unlock\", l.at, l.evidence, r.key, l.rule FROM \"unlock\" l LEFT JOIN run r ON r.id = l.run "
                        "WHERE l.player = $1 ORDER BY l.id",

    [SQL_DEED_ADD] = "INSERT INTO deed(name, at, completion) VALUES ($1, $2, " LAST_COMPLETION ") ON CONFLICT DO NOTHING",
    [SQL_DEED_EACH] = "SELECT name, at, completion FROM deed ORDER BY id",

    [SQL_RUN_ACTS] = MINE "SELECT a.universe, a.seq, a.scene, a.session, a.at, a.choice, a.pick, a.tally, a.answer, a.stack "
                     "FROM mine m CROSS JOIN act a ON a.universe = $1 AND a.seq = m.seq ORDER BY m.seq",
    [SQL_RUN_VARS] = OWN_VARS "WHERE v.run = $1 ORDER BY v.seq, v.name",
    [SQL_RUN_MARKS] = OWN_MARKS "WHERE m.run = $1 ORDER BY m.seq, m.n",
    [SQL_RUN_FAULTS] = OWN_FAULTS "WHERE f.run = $1 ORDER BY f.seq, f.n",
    [SQL_RUN_PACKS] = OWN_PACKS "WHERE p.run = $1 ORDER BY p.seq",
    [SQL_TOMBSTONE_ADD] = "INSERT INTO tombstone(universe, seq, hash) VALUES ($1, $2, $3)",
    [SQL_BURY_ACT] = "UPDATE act SET scene = NULL, session = NULL, at = NULL, choice = NULL, pick = NULL, tally = NULL, answer = NULL, "
                     "stack = NULL WHERE universe = $1 AND seq = $2",
    [SQL_BURY_RUN] = "UPDATE run SET salt = NULL, scene = NULL, stack = NULL, reason = NULL, text = NULL, choices = NULL WHERE id = $1",
    [SQL_BURY_VARS] = "DELETE FROM var WHERE run = $1",
    [SQL_BURY_MARKS] = "DELETE FROM mark WHERE run = $1",
    [SQL_BURY_FAULTS] = "DELETE FROM fault WHERE run = $1",
    [SQL_BURY_PACKS] = "DELETE FROM run_pack WHERE run = $1",
    [SQL_BURY_SNAPSHOTS] = "DELETE FROM snapshot WHERE run = $1",
    [SQL_BURY_WAYPOINTS] = "DELETE FROM waypoint WHERE run = $1",
    [SQL_BURY_SESSIONS] = "DELETE FROM session WHERE run = $1",
    [SQL_BURY_PASSAGES] = "DELETE FROM passage WHERE run = $1",
};
