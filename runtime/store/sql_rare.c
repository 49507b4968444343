// sql_rare.c - what few acts write: sessions, completions, unlocks, snapshots of counts
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

#include "store/stored_act.h"

enum { SNAPSHOT_SHARE = 4, WAYPOINT_TURNS = 64, COUNT_ACTS = 256 };

static enum ts_status end_session(struct sql_act *act, int64_t at, int64_t last_turn, const char *end, const struct ts_text *notes)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_SESSION_END);
    ts_sql_int(statement, 1, at);
    ts_sql_int(statement, 2, last_turn);
    ts_sql_text(statement, 3, end, strlen(end));
    ts_sql_text(statement, 4, notes ? notes->bytes : NULL, notes ? notes->length : 0);
    ts_sql_int(statement, 5, act->run->row);
    return ts_sql_run(act->sql, SQL_SESSION_END, act->err);
}

static enum ts_status open_session(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_SESSION_OPEN);
    const struct ts_text *notes = act->changes->ends_session ? NULL : act->changes->notes;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, act->changes->run->head.session);
    ts_sql_int(statement, 3, act->changes->at);
    ts_sql_int(statement, 4, act->changes->before.turn + 1);
    ts_sql_text(statement, 5, notes ? notes->bytes : NULL, notes ? notes->length : 0);
    return ts_sql_run(act->sql, SQL_SESSION_OPEN, act->err);
}

// The run's head is still the one before the act: `last_played` is when a session that died was last heard of.
enum ts_status ts_sql_write_sessions(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    enum ts_status status = TS_OK;
    if (changes->opens_session) {
        status = end_session(act, act->run->last_played, changes->before.turn, "interrupted", NULL);
        if (!status) status = open_session(act);
    }
    if (!status && changes->ends_session)
        status = end_session(act, changes->at, changes->run->head.turn, ts_act_session_end(changes), changes->notes);
    return status;
}

// --- completion

static enum ts_status add_metaconcepts(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_COMPLETION_METACONCEPT_ADD);
    const struct ts_run *run = act->changes->run;
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < run->metaconcept_count && !status; i++) {
        struct sql_name name;
        status = ts_sql_name(act->sql, run->metaconcepts[i], &name, act->err);
        ts_sql_int(statement, 1, act->run->row);
        ts_sql_int(statement, 2, i);
        ts_sql_int(statement, 3, name.id);
        if (!status) status = ts_sql_run(act->sql, SQL_COMPLETION_METACONCEPT_ADD, act->err);
    }
    return status;
}

static const struct ts_text *reason_of(const struct ts_changeset *changes)
{
    return changes->reason ? changes->reason : changes->completion.reason;
}

static enum ts_status add_completion(struct sql_act *act, const struct sql_name *ending)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_COMPLETION_ADD);
    const struct ts_changeset *changes = act->changes;
    const struct ts_run *run = changes->run;
    const struct ts_text *reason = reason_of(changes);
    struct sql_name player, story, focus;
    enum ts_status status = ts_sql_name(act->sql, run->player, &player, act->err);
    if (!status) status = ts_sql_name(act->sql, run->story->id, &story, act->err);
    if (!status) status = ts_sql_name(act->sql, run->focus, &focus, act->err);
    if (status) return status;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, player.id);
    ts_sql_int(statement, 3, act->universe->row);
    ts_sql_int(statement, 4, story.id);
    ts_sql_id(statement, 5, ending->id);
    ts_sql_id(statement, 6, focus.id);
    ts_sql_int(statement, 7, changes->completion.turns);
    ts_sql_int(statement, 8, changes->completion.milestones);
    ts_sql_text(statement, 9, reason ? reason->bytes : NULL, reason ? reason->length : 0);
    ts_sql_int(statement, 10, changes->at);
    status = ts_sql_run(act->sql, SQL_COMPLETION_ADD, act->err);
    return status ? status : add_metaconcepts(act);
}

static enum ts_status end_run(struct sql_act *act, const struct sql_name *ending)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_RUN_END);
    ts_sql_id(statement, 1, ending->id);
    ts_sql_int(statement, 2, act->changes->at);
    ts_sql_int(statement, 3, act->run->row);
    return ts_sql_run(act->sql, SQL_RUN_END, act->err);
}

static enum ts_status write_reason(struct sql_act *act, const struct ts_text *reason)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_RUN_REASON);
    ts_sql_text(statement, 1, reason->bytes, reason->length);
    ts_sql_int(statement, 2, act->run->row);
    return ts_sql_run(act->sql, SQL_RUN_REASON, act->err);
}

enum ts_status ts_sql_write_completion(struct sql_act *act)
{
    const struct ts_text *reason = reason_of(act->changes);
    struct sql_name ending;
    enum ts_status status = reason ? write_reason(act, reason) : TS_OK;
    if (status || !act->changes->completes) return status;
    status = ts_sql_name(act->sql, act->changes->completion.ending, &ending, act->err);
    if (!status) status = add_completion(act, &ending);
    return status ? status : end_run(act, &ending);
}

enum ts_status ts_sql_write_grants(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_UNLOCK_ADD);
    const struct ts_changeset *changes = act->changes;
    struct sql_name player;
    enum ts_status status = ts_sql_name(act->sql, changes->run->player, &player, act->err);
    for (uint32_t i = 0; i < changes->grant_count && !status; i++) {
        const char *evidence = changes->grants[i].evidence ? changes->grants[i].evidence : "[]";
        struct sql_name unlock, rule;
        status = ts_sql_name(act->sql, changes->grants[i].unlock, &unlock, act->err);
        if (!status) status = ts_sql_name(act->sql, changes->grants[i].rule, &rule, act->err);
        if (status) return status;
        ts_sql_int(statement, 1, player.id);
        ts_sql_int(statement, 2, unlock.id);
        ts_sql_int(statement, 3, changes->at);
        ts_sql_id(statement, 4, changes->completes ? act->run->row : 0);
        ts_sql_text(statement, 5, evidence, strlen(evidence));
        ts_sql_id(statement, 6, rule.id);
        status = ts_sql_run(act->sql, SQL_UNLOCK_ADD, act->err);
    }
    return status;
}

// --- counts of a universe's events, so that it can be described without reading its log

static enum ts_status count_again(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_UNIVERSE_COUNT);
    ts_sql_int(statement, 1, act->universe->row);
    ts_sql_int(statement, 2, act->seq);
    return ts_sql_run(act->sql, SQL_UNIVERSE_COUNT, act->err);
}

static enum ts_status count_more(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_UNIVERSE_COUNT_MORE);
    ts_sql_int(statement, 1, act->universe->uncounted);
    ts_sql_int(statement, 2, act->seq);
    ts_sql_int(statement, 3, act->universe->row);
    return ts_sql_run(act->sql, SQL_UNIVERSE_COUNT_MORE, act->err);
}

enum ts_status ts_sql_write_count(struct sql_act *act)
{
    struct sql_universe *universe = act->universe;
    if (universe->uncounted >= 0) universe->uncounted += act->changes->event_count;
    if (act->seq % COUNT_ACTS) return TS_OK;
    enum ts_status status = universe->uncounted < 0 ? count_again(act) : count_more(act);
    universe->uncounted = 0;
    return status;
}

// --- counts, now and then whole, so that a resume need not read a run's whole log

static enum ts_status last_snapshot(struct sql_act *act, int64_t *turn)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_SNAPSHOT_LAST);
    bool found;
    *turn = 0;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, INT64_MAX);
    enum ts_status status = ts_sql_step(act->sql, SQL_SNAPSHOT_LAST, &found, act->err);
    if (status || !found) return status;
    *turn = ts_sql_get_int(statement, 0);
    ts_sql_done(act->sql, SQL_SNAPSHOT_LAST);
    return TS_OK;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// What was counted, by name, so that the same counts are written alike by any process.
static const char **list_counted(const struct ts_run *run, const struct ts_symbols *symbols, uint32_t *count)
{
    const char **names = ts_memory_get((run->tallies.count + 1) * sizeof *names);
    *count = 0;
    for (uint32_t i = 0; i < run->tallies.room; i++) {
        ts_symbol symbol = (ts_symbol)run->tallies.entries[i].key;
        if (symbol && ts_run_tally(run, symbol).count) names[(*count)++] = ts_symbol_text(symbols, symbol);
    }
    if (*count) qsort(names, *count, sizeof *names, compare_texts);
    return names;
}

static enum ts_status tallies_as_text(struct sql_act *act, struct ts_buffer *out)
{
    struct ts_symbols *symbols = act->sql->store.symbols;
    uint32_t count;
    const char **names = list_counted(act->changes->run, symbols, &count);
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < count && !status; i++) {
        ts_symbol symbol = ts_symbol_of(symbols, names[i]);
        struct ts_tally tally = ts_run_tally(act->changes->run, symbol);
        struct sql_name name;
        status = ts_sql_name(act->sql, symbol, &name, act->err);
        ts_buffer_add_format(out, out->length ? " %lld %u %u" : "%lld %u %u", (long long)name.id, (unsigned)tally.count,
                             (unsigned)tally.turn);
    }
    free(names);
    return status;
}

// The more there is to count, the rarer, so that snapshots stay a small part of the store.
static enum ts_status is_snapshot_due(struct sql_act *act, bool *out)
{
    int64_t turn = act->changes->turn, last;
    *out = false;
    if (!ts_act_needs_counts(act->changes)) return TS_OK;
    enum ts_status status = last_snapshot(act, &last);
    *out = !status && turn - last >= (int64_t)act->changes->run->tallies.count * SNAPSHOT_SHARE;
    return status;
}

enum ts_status ts_sql_write_snapshot(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_SNAPSHOT_ADD);
    struct ts_buffer text = {0};
    bool is_due = true; // a branch begins with one
    enum ts_status status = act->changes->kind == TS_ACT_BRANCH ? TS_OK : is_snapshot_due(act, &is_due);
    if (status || !is_due) return status;
    ts_buffer_add_text(&text, "");
    status = tallies_as_text(act, &text);
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, act->changes->turn);
    ts_sql_int(statement, 3, act->seq);
    ts_sql_text(statement, 4, text.bytes, text.length);
    if (!status) status = ts_sql_run(act->sql, SQL_SNAPSHOT_ADD, act->err);
    ts_buffer_clear(&text);
    return status;
}

// --- where turns stand in the log

enum ts_status ts_sql_write_waypoint(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_WAYPOINT_ADD);
    if (act->changes->turn % WAYPOINT_TURNS) return TS_OK;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, act->changes->turn);
    ts_sql_int(statement, 3, act->seq);
    return ts_sql_run(act->sql, SQL_WAYPOINT_ADD, act->err);
}
