// sql_rehash.c - the log read once, act by act: is it whole, and does the chain of its hashes come out again
//
// What acts carry is read beside them, each kind of row in the order of (universe, seq), so that nothing is looked up by act.
#include <string.h>

#include "store/sql_check.h"

static const char history_changed[] = "somebody or something changed what was written: go back to the newest backup that `turnstone store check` "
                                      "finds fine; the runs can still be played and looked at meanwhile";
static const char history_lost[] = "what is missing cannot be made up: go back to the newest backup that `turnstone store check` finds fine; "
                                   "runs of other universes can be played on meanwhile";
static const char row_stray[] = "rows were put in or acts taken away by other means than turnstone: go back to the newest backup that "
                                "`turnstone store check` finds fine";

enum { ACTS, EVENTS, WORLD, MERGES, TOMBSTONES, VARS, MARKS, FAULTS, PACKS, STREAMS, STEP_ACTS = 4096 };

static const char *const streams[STREAMS] = {
    [ACTS] = "SELECT universe, seq, scene, session, at, choice, pick, tally, answer, stack, run, turn, kind, position, "
             "coalesce(front, position), key, hash, coalesce(prev, seq - 1) FROM act ORDER BY universe, seq",
    [EVENTS] = "SELECT universe, seq, action, consequences, major, place, position, run, care FROM event ORDER BY universe, seq, n",
    [WORLD] = "SELECT universe, seq, key, kind, value, position FROM world UNION ALL SELECT universe, seq, key, 0, CAST(amount AS ANY), position FROM late "
              "ORDER BY 1, 2, 3",
    [MERGES] = "SELECT universe, seq, source, source_position, source_seq FROM merge ORDER BY universe, seq",
    [TOMBSTONES] = "SELECT universe, seq, hash FROM tombstone ORDER BY universe, seq",
    [VARS] = "SELECT r.universe, v.seq, v.name, v.value, r.key FROM var v CROSS JOIN run r ON r.id = v.run ORDER BY 1, 2, 3",
    [MARKS] = "SELECT r.universe, m.seq, m.kind, m.id, m.pack FROM mark m CROSS JOIN run r ON r.id = m.run ORDER BY 1, 2, m.n",
    [FAULTS] = "SELECT r.universe, f.seq, f.pack, f.place, f.message FROM fault f CROSS JOIN run r ON r.id = f.run ORDER BY 1, 2, f.n",
    [PACKS] = "SELECT r.universe, p.seq, p.packs FROM run_pack p CROSS JOIN run r ON r.id = p.run ORDER BY 1, 2",
};

struct rehash {
    struct sql_checking *checking;
    struct sql_recount *recount;
    struct sql_own own; // has the rows of VARS, MARKS, FAULTS and PACKS
    struct sql_rows rows[VARS];
    // the universe whose acts are read
    int64_t universe, key, parent, fork_position, fork_seq, events, events_seq;
    int64_t seq, counted;             // of the act before; events up to events_seq
    unsigned char hash[TS_HASH_SIZE]; // of the act before
    // the act that is read
    struct sql_logged act;
    bool is_buried; // its run was deleted
};

static struct sql_rows *rows_of(struct rehash *rehash, int which)
{
    switch (which) {
    case VARS: return &rehash->own.vars;
    case MARKS: return &rehash->own.marks;
    case FAULTS: return &rehash->own.faults;
    case PACKS: return &rehash->own.packs;
    default: return &rehash->rows[which];
    }
}

// --- rows that belong to no act

static void say_stray(struct rehash *rehash, int which, int64_t universe, int64_t seq)
{
    static const char *const codes[STREAMS] = {[EVENTS] = "event-unfounded", [WORLD] = "world-unfounded", [MERGES] = "merge-unfounded",
                                               [TOMBSTONES] = "tombstone-unfounded", [VARS] = "var-unfounded"};
    static const char *const words[STREAMS] = {[EVENTS] = "an event", [WORLD] = "a write of the world", [MERGES] = "a merge",
                                               [TOMBSTONES] = "a tombstone", [VARS] = "a variable"};
    struct sql_statement *row = rows_of(rehash, which)->statement;
    struct sql_words name = {""};
    if (!codes[which]) return; // asked for in SQL
    if (which == WORLD || which == VARS) name = ts_sql_words(rehash->checking, ts_sql_get_int(row, 2));
    ts_sql_say(rehash->checking, codes[which], row_stray, "%s%s%s%s belongs to act %lld of universe %lld, which did no such thing", words[which],
               *name.text ? " \"" : "", name.text, *name.text ? "\"" : "", (long long)seq, (long long)universe);
}

// Passes over what stands before the act.
static enum ts_status pass_strays(struct rehash *rehash, int which, int64_t universe, int64_t seq, struct ts_err *err)
{
    struct sql_rows *rows = rows_of(rehash, which);
    enum ts_status status = TS_OK;
    while (rows->has_row && !status) {
        if (rows->universe > universe || (rows->universe == universe && rows->seq >= seq)) return TS_OK;
        say_stray(rehash, which, rows->universe, rows->seq);
        status = ts_sql_rows_next(rehash->checking->sql, rows, err);
    }
    return status;
}

static enum ts_status pass_all_strays(struct rehash *rehash, int64_t universe, int64_t seq, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (int which = EVENTS; which < STREAMS && !status; which++) status = pass_strays(rehash, which, universe, seq, err);
    return status;
}

// --- what the act did to the world

static enum ts_status chain_event(struct rehash *rehash, struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    struct sql_statement *row = rehash->rows[EVENTS].statement;
    const struct sql_logged *act = &rehash->act;
    if (ts_sql_get_int(row, 6) != act->position || ts_sql_get_int(row, 7) != act->run)
        ts_sql_say(rehash->checking, "event-unfounded", row_stray, "an event of act %lld of universe \"%s\" is not at its place or not of its run",
                   (long long)act->seq, ts_sql_words(rehash->checking, rehash->key).text);
    rehash->counted += act->seq <= rehash->events_seq;
    ts_chain_tag(&sql->shared, 'e');
    enum ts_status status = ts_sql_chain_name(sql, &sql->shared, ts_sql_get_int(row, 2), err);
    if (!status) status = ts_sql_chain_name(sql, &sql->shared, ts_sql_get_int(row, 3), err);
    ts_chain_int(&sql->shared, ts_sql_get_int(row, 4));
    if (!status) status = ts_sql_chain_name(sql, &sql->shared, ts_sql_get_int(row, 5), err);
    if (status || ts_sql_is_null(row, 8)) return status; // as it was before there was care
    ts_chain_tag(&sql->shared, 'r');
    return ts_sql_chain_name(sql, &sql->shared, ts_sql_get_int(row, 8), err);
}

static enum ts_status chain_write(struct rehash *rehash, struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    struct sql_statement *row = rehash->rows[WORLD].statement;
    struct ts_value value = ts_sql_get_value(row, 4);
    if (ts_sql_get_int(row, 5) != rehash->act.position)
        ts_sql_say(rehash->checking, "world-unfounded", row_stray, "a write of act %lld of universe \"%s\" is not at the act's position",
                   (long long)rehash->act.seq, ts_sql_words(rehash->checking, rehash->key).text);
    ts_chain_tag(&sql->shared, 'w');
    enum ts_status status = ts_sql_chain_name(sql, &sql->shared, ts_sql_get_int(row, 2), err);
    ts_chain_int(&sql->shared, ts_sql_get_int(row, 3));
    ts_chain_value(&sql->shared, value);
    ts_value_drop(&value);
    return status;
}

static enum ts_status chain_merge(struct rehash *rehash, struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    struct sql_statement *row = rehash->rows[MERGES].statement;
    int64_t source;
    enum ts_status status = ts_sql_universe_hash(sql, ts_sql_get_int(row, 2), &source, err);
    ts_chain_tag(&sql->shared, 'g');
    ts_chain_name(&sql->shared, source);
    ts_chain_int(&sql->shared, ts_sql_get_int(row, 3));
    ts_chain_int(&sql->shared, ts_sql_get_int(row, 4));
    return status;
}

static enum ts_status chain_rows(struct rehash *rehash, int which, enum ts_status (*chain)(struct rehash *rehash, struct ts_err *err),
                                 struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    struct sql_rows *rows = &rehash->rows[which];
    bool has_row;
    enum ts_status status;
    while (!(status = ts_sql_rows_of(sql, rows, rehash->act.universe, rehash->act.seq, &has_row, err)) && has_row) {
        status = chain(rehash, err);
        if (!status) status = ts_sql_rows_next(sql, rows, err);
        if (status) break;
    }
    return status;
}

static void chain_branch(struct rehash *rehash)
{
    struct ts_chain *shared = &rehash->checking->sql->shared;
    ts_chain_tag(shared, 'b');
    ts_chain_int(shared, rehash->fork_position);
    ts_chain_int(shared, rehash->fork_seq);
}

// --- the act's hash

static void chain_head(struct rehash *rehash, struct sql_statement *row, int64_t run_hash)
{
    struct ts_chain *shared = &rehash->checking->sql->shared;
    shared->length = 0;
    ts_chain_int(shared, rehash->act.seq);
    ts_chain_name(shared, run_hash);
    for (int column = 11; column <= 15; column++) ts_chain_int(shared, ts_sql_get_int(row, column));
}

// A deleted run's acts are known by their tombstones, and only those.
static enum ts_status own_hash(struct rehash *rehash, const struct sql_stake *stake, unsigned char out[TS_HASH_SIZE], struct ts_err *err)
{
    struct sql_checking *checking = rehash->checking;
    struct sql_rows *stones = &rehash->rows[TOMBSTONES];
    bool has_stone;
    enum ts_status status = ts_sql_rows_of(checking->sql, stones, rehash->act.universe, rehash->act.seq, &has_stone, err);
    rehash->is_buried = stake->is_known && stake->is_deleted;
    if (!status && has_stone && rehash->is_buried && ts_sql_get_length(stones->statement, 2) == TS_HASH_SIZE) {
        memcpy(out, ts_sql_get_blob(stones->statement, 2), TS_HASH_SIZE);
        return ts_sql_rows_next(checking->sql, stones, err);
    }
    if (!status && rehash->is_buried) {
        ts_sql_say(checking, "tombstone-missing", history_lost, "act %lld of universe \"%s\" is of the deleted run \"%s\", but left no tombstone",
                   (long long)rehash->act.seq, ts_sql_words(checking, rehash->key).text, ts_sql_words(checking, stake->key).text);
        memset(out, 0, TS_HASH_SIZE);
        return TS_OK;
    }
    return status ? status : ts_sql_own_hash(&rehash->own, rehash->rows[ACTS].statement, stake->salt, out, err);
}

static enum ts_status hash_act(struct rehash *rehash, const struct sql_stake *stake, unsigned char out[TS_HASH_SIZE], struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    unsigned char own[TS_HASH_SIZE];
    int64_t run_hash;
    enum ts_status status = ts_sql_hash_of(sql, stake->key, &run_hash, err);
    if (!status) status = own_hash(rehash, stake, own, err);
    if (status) return status;
    chain_head(rehash, rehash->rows[ACTS].statement, run_hash);
    status = chain_rows(rehash, EVENTS, chain_event, err);
    if (!status) status = chain_rows(rehash, WORLD, chain_write, err);
    if (rehash->act.kind == TS_ACT_BRANCH) chain_branch(rehash);
    if (!status && rehash->act.kind == TS_ACT_MERGE) status = chain_rows(rehash, MERGES, chain_merge, err);
    ts_chain_bytes(&sql->shared, own, sizeof own);
    ts_hash_chain(rehash->hash, sql->shared.bytes, sql->shared.length, out);
    return status;
}

static void say_broken(struct rehash *rehash, const struct sql_stake *stake)
{
    const struct sql_logged *act = &rehash->act;
    struct sql_words universe = ts_sql_words(rehash->checking, rehash->key), run = ts_sql_words(rehash->checking, stake->key);
    if (act->run)
        ts_sql_say(rehash->checking, "chain-broken", history_changed, "act %lld of universe \"%s\" (turn %lld of run \"%s\") is not as it was written",
                   (long long)act->seq, universe.text, (long long)act->turn, run.text);
    else
        ts_sql_say(rehash->checking, "chain-broken", history_changed, "act %lld of universe \"%s\" is not as it was written",
                   (long long)act->seq, universe.text);
}

// Goes on from the stored hash, so that one change is one finding.
static enum ts_status check_hash(struct rehash *rehash, struct ts_err *err)
{
    struct sql_stake stake = ts_sql_recount_stake(rehash->recount, rehash->act.run);
    struct sql_statement *row = rehash->rows[ACTS].statement;
    unsigned char hash[TS_HASH_SIZE];
    enum ts_status status = hash_act(rehash, &stake, hash, err);
    if (status) return status;
    const void *stored = ts_sql_get_blob(row, 16);
    bool is_same = stored && ts_sql_get_length(row, 16) == TS_HASH_SIZE && memcmp(hash, stored, TS_HASH_SIZE) == 0;
    if (!is_same) say_broken(rehash, &stake);
    memcpy(rehash->hash, is_same || !stored || ts_sql_get_length(row, 16) != TS_HASH_SIZE ? hash : stored, TS_HASH_SIZE);
    return TS_OK;
}

// --- universes

static void end_universe(struct rehash *rehash)
{
    if (!rehash->universe || (rehash->counted == rehash->events && rehash->events_seq <= rehash->seq)) return;
    ts_sql_say(rehash->checking, "event-count", ts_sql_only_count, "universe \"%s\" counts %lld events up to act %lld, but has %lld",
               ts_sql_words(rehash->checking, rehash->key).text, (long long)rehash->events, (long long)rehash->events_seq,
               (long long)rehash->counted);
}

// A branch goes on from the parent's act at the fork.
static enum ts_status find_fork_hash(struct rehash *rehash, struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    struct sql_statement *statement = NULL;
    bool found = false;
    memset(rehash->hash, 0, sizeof rehash->hash);
    if (!rehash->parent) return TS_OK;
    enum ts_status status = ts_sql_prepare(sql, "SELECT hash FROM act WHERE universe = $1 AND seq = $2", &statement, err);
    if (status) return status;
    ts_sql_int(statement, 1, rehash->parent);
    ts_sql_int(statement, 2, rehash->fork_seq);
    status = ts_sql_next(sql, statement, &found, err);
    const void *hash = found ? ts_sql_get_blob(statement, 0) : NULL;
    if (hash && ts_sql_get_length(statement, 0) == TS_HASH_SIZE) memcpy(rehash->hash, hash, TS_HASH_SIZE);
    ts_sql_free(statement);
    return status;
}

static enum ts_status begin_universe(struct rehash *rehash, int64_t universe, struct ts_err *err)
{
    static const char words[] = "SELECT key, parent, fork_position, fork_seq, events, events_seq FROM universe WHERE id = $1";
    struct sql_store *sql = rehash->checking->sql;
    int64_t *const columns[] = {&rehash->key, &rehash->parent, &rehash->fork_position, &rehash->fork_seq, &rehash->events, &rehash->events_seq};
    struct sql_statement *statement = NULL;
    bool found = false;
    end_universe(rehash);
    rehash->universe = universe;
    rehash->counted = 0;
    enum ts_status status = ts_sql_prepare(sql, words, &statement, err);
    if (status) return status;
    ts_sql_int(statement, 1, universe);
    status = ts_sql_next(sql, statement, &found, err);
    for (int i = 0; i < 6; i++) *columns[i] = found ? ts_sql_get_int(statement, i) : 0;
    ts_sql_free(statement);
    rehash->seq = rehash->fork_seq;
    return status ? status : find_fork_hash(rehash, err);
}

// --- the log

static void check_order(struct rehash *rehash)
{
    const struct sql_logged *act = &rehash->act;
    struct sql_checking *checking = rehash->checking;
    bool is_gap = act->seq != rehash->seq + 1, is_first = rehash->seq == rehash->fork_seq;
    bool is_wrong_branch = (act->kind == TS_ACT_BRANCH) != (is_first && !is_gap && rehash->parent);
    bool is_early = rehash->parent && act->position < rehash->fork_position;
    if (!is_gap && !is_wrong_branch && !is_early) return;
    struct sql_words universe = ts_sql_words(checking, rehash->key);
    if (is_gap)
        ts_sql_say(checking, "seq-gap", history_lost, "the log of universe \"%s\" goes from act %lld to act %lld", universe.text,
                   (long long)rehash->seq, (long long)act->seq);
    else if (is_wrong_branch)
        ts_sql_say(checking, "branch-act", history_changed, "act %lld of universe \"%s\" should %sbe the one that branched it off",
                   (long long)act->seq, universe.text, act->kind == TS_ACT_BRANCH ? "not " : "");
    if (is_early)
        ts_sql_say(checking, "before-fork", history_changed, "act %lld of universe \"%s\" is at position %lld, before the fork at %lld",
                   (long long)act->seq, universe.text, (long long)act->position, (long long)rehash->fork_position);
}

static void read_act(struct rehash *rehash, struct sql_statement *row)
{
    rehash->act = (struct sql_logged){.universe = ts_sql_get_int(row, 0),
                                      .seq = ts_sql_get_int(row, 1),
                                      .scene = ts_sql_get_int(row, 2),
                                      .session = ts_sql_get_int(row, 3),
                                      .choice = ts_sql_get_int(row, 5),
                                      .tally = ts_sql_get_text(row, 7),
                                      .stack = ts_sql_get_text(row, 9),
                                      .run = ts_sql_get_int(row, 10),
                                      .turn = ts_sql_get_int(row, 11),
                                      .kind = ts_sql_get_int(row, 12),
                                      .position = ts_sql_get_int(row, 13),
                                      .prev = ts_sql_get_int(row, 17)};
}

static enum ts_status check_act(struct rehash *rehash, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    read_act(rehash, rehash->rows[ACTS].statement);
    if (rehash->act.universe != rehash->universe) status = begin_universe(rehash, rehash->act.universe, err);
    if (!status) status = pass_all_strays(rehash, rehash->act.universe, rehash->act.seq, err);
    if (status) return status;
    check_order(rehash);
    rehash->seq = rehash->act.seq;
    status = check_hash(rehash, err);
    return status ? status : ts_sql_recount_act(rehash->recount, &rehash->act, err);
}

static enum ts_status check_acts(struct rehash *rehash, struct ts_err *err)
{
    struct sql_rows *acts = &rehash->rows[ACTS];
    enum ts_status status = TS_OK;
    for (int64_t count = 1; acts->has_row && !status; count++) {
        status = check_act(rehash, err);
        if (!status) status = ts_sql_rows_next(rehash->checking->sql, acts, err);
        if (count % STEP_ACTS == 0) ts_sql_check_step(rehash->checking, STEP_ACTS);
    }
    end_universe(rehash);
    if (!status) status = pass_all_strays(rehash, INT64_MAX, INT64_MAX, err);
    return status ? status : ts_sql_recount_end(rehash->recount, err);
}

static enum ts_status open_streams(struct rehash *rehash, struct ts_err *err)
{
    struct sql_store *sql = rehash->checking->sql;
    enum ts_status status = TS_OK;
    for (int which = 0; which < STREAMS && !status; which++) {
        struct sql_rows *rows = rows_of(rehash, which);
        status = ts_sql_prepare(sql, streams[which], &rows->statement, err);
        if (!status) ts_sql_expect_many(rows->statement);
        if (!status) status = ts_sql_rows_next(sql, rows, err);
    }
    return status;
}

enum ts_status ts_sql_rehash(struct sql_checking *checking, struct ts_err *err)
{
    struct rehash rehash = {.checking = checking, .own = {.sql = checking->sql}};
    ts_sql_check_stage(checking, 60, true);
    enum ts_status status = ts_sql_recount_open(checking, &rehash.recount, err);
    if (!status) status = open_streams(&rehash, err);
    ts_sql_check_stage(checking, 100, false);
    if (!status) status = check_acts(&rehash, err);
    for (int which = 0; which < STREAMS; which++) ts_sql_free(rows_of(&rehash, which)->statement);
    ts_sql_recount_close(rehash.recount);
    return status;
}
