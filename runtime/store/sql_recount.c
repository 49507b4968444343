// sql_recount.c - where runs stand by the log, against where their rows and snapshots say they stand
#include <stdlib.h>
#include <string.h>

#include "store/sql_check.h"

static const char head_wrong[] = "the run would go on from where it does not stand: leave it alone, and go back to the newest backup that "
                                 "`turnstone store check` finds fine; other runs can be played on";
static const char counts_wrong[] = "nothing played is lost, but what the run counts (visits, times taken) reads wrong from there on: go back to the "
                                   "newest backup that `turnstone store check` finds fine";
static const char log_wrong[] = "acts were lost, doubled or put in: go back to the newest backup that `turnstone store check` finds fine; "
                                "runs of other universes can be played on";

struct stand {
    int64_t turn, position, seq, session, scene;
    uint64_t stack; // its text's hash; 0: none
};

struct recounted {
    int64_t id, key, salt, universe, told, state, milestones, insights, fork_turn, fork_seq, fork_milestones, own_milestones, own_insights;
    int64_t first_insights;   // of the run it goes on with; -1: nobody knows any more
    int64_t last_kind;        // but for migrations, which change no state, and care, which does only where it leads to an ending
    int64_t migrated;         // the last act that was one; 0: none; INT64_MAX: one of a run that goes on with it
    struct recounted *parent; // NULL: none, or it was deleted
    struct stand row, log;
    uint64_t turn_stack;      // of its last turn's act
    bool is_deleted, is_completed;
    int64_t uses;             // of the counts below that are still to come
    struct ts_map counts;     // name -> count << 32 | turn
};

struct watch { // when this act was counted, the branch begins with its run's counts
    int64_t universe, seq;
    struct recounted *branch;
};

struct sql_recount {
    struct sql_checking *checking;
    struct recounted *runs; // by id
    int64_t run_count;
    struct ts_map run_at;
    struct recounted *last;
    struct watch *watches; // by (universe, seq)
    int64_t watch_count, watch;
    struct sql_rows snapshots;
    struct ts_map bares; // choice -> 1 + the id of its bare name
};

static const uint64_t lost_stack = 1; // not kept, as an older version took it

static uint64_t stack_hash(const char *text)
{
    if (!text || !*text) return 0;
    if (!strcmp(text, "?")) return lost_stack;
    text += *text == '?'; // of an older version, kept but in no hash
    return ts_hash_fast(text, strlen(text)) | 2;
}

static struct recounted *find_run(const struct sql_recount *recount, int64_t id)
{
    const uint64_t *at = ts_map_find(&recount->run_at, (uint64_t)id);
    return at ? &recount->runs[*at - 1] : NULL;
}

// --- the runs as their rows tell them

static const char all_runs[] =
    "SELECT r.id, r.key, r.universe, r.told, r.state, r.milestones, r.insights, r.fork_turn, r.fork_seq, r.fork_milestones, "
    "(SELECT count(*) FROM mark WHERE run = r.id AND kind = 1), (SELECT count(*) FROM mark WHERE run = r.id AND kind = 2), "
    "r.turn, r.position, r.seq, r.session, r.scene, r.stack, r.salt, r.completed_at IS NOT NULL, r.parent, "
    "(SELECT count(*) FROM mark m WHERE m.run = r.parent AND m.kind = 2 AND m.seq <= r.fork_seq), "
    "(SELECT count(*) FROM snapshot WHERE run = r.id) FROM run r ORDER BY r.id";

static void read_run(struct sql_recount *recount, struct sql_statement *row)
{
    struct recounted *run = &recount->runs[recount->run_count++];
    *run = (struct recounted){.is_deleted = ts_sql_is_null(row, 18),
                              .is_completed = ts_sql_get_int(row, 19) != 0,
                              .salt = ts_sql_get_int(row, 18),
                              .last_kind = -1};
    int64_t *const columns[] = {&run->id,         &run->key,      &run->universe,        &run->told,           &run->state,
                                &run->milestones, &run->insights, &run->fork_turn,       &run->fork_seq,       &run->fork_milestones,
                                &run->own_milestones, &run->own_insights, &run->row.turn, &run->row.position, &run->row.seq,
                                &run->row.session, &run->row.scene};
    for (int i = 0; i < (int)(sizeof columns / sizeof *columns); i++) *columns[i] = ts_sql_get_int(row, i);
    run->row.stack = stack_hash(ts_sql_get_text(row, 17));
    run->log.turn = run->fork_turn;
    if (!run->is_deleted) run->uses = ts_sql_get_int(row, 22);
    *ts_map_add(&recount->run_at, (uint64_t)run->id) = (uint64_t)recount->run_count;
    if (ts_sql_is_null(row, 20)) return;
    run->parent = find_run(recount, ts_sql_get_int(row, 20));
    bool is_known = run->parent && !run->parent->is_deleted && run->parent->first_insights >= 0;
    run->first_insights = is_known ? run->parent->first_insights + ts_sql_get_int(row, 21) : -1;
    if (run->parent && run->parent->is_deleted) run->parent = NULL;
}

static enum ts_status read_runs(struct sql_recount *recount, struct ts_err *err)
{
    struct sql_store *sql = recount->checking->sql;
    struct sql_statement *counting = NULL, *statement = NULL;
    bool found = false;
    enum ts_status status = ts_sql_prepare(sql, "SELECT count(*) FROM run", &counting, err);
    if (!status) status = ts_sql_next(sql, counting, &found, err);
    if (found) recount->runs = ts_memory_get((size_t)(ts_sql_get_int(counting, 0) + 1) * sizeof *recount->runs);
    ts_sql_free(counting);
    if (!status) status = ts_sql_prepare(sql, all_runs, &statement, err);
    if (!status) ts_sql_expect_many(statement);
    while (!status) {
        status = ts_sql_next(sql, statement, &found, err);
        if (status || !found) break;
        read_run(recount, statement);
    }
    ts_sql_free(statement);
    return status;
}

static int by_place(const void *one, const void *other)
{
    const struct watch *a = one, *b = other;
    if (a->universe != b->universe) return a->universe < b->universe ? -1 : 1;
    return (a->seq > b->seq) - (a->seq < b->seq);
}

// Branches stand behind those they go on with, so that from the last to the first, whoever is needed is known to be.
static void place_watches(struct sql_recount *recount)
{
    for (int64_t i = recount->run_count; i-- > 0;) {
        struct recounted *run = &recount->runs[i];
        if (!run->uses || !run->parent) continue;
        recount->watches = ts_memory_grow(recount->watches, (size_t)(recount->watch_count + 1) * sizeof *recount->watches);
        recount->watches[recount->watch_count++] = (struct watch){run->parent->universe, run->fork_seq, run};
        run->parent->uses++;
    }
    if (recount->watch_count) qsort(recount->watches, (size_t)recount->watch_count, sizeof *recount->watches, by_place);
}

enum ts_status ts_sql_recount_open(struct sql_checking *checking, struct sql_recount **out, struct ts_err *err)
{
    static const char snapshots[] = "SELECT r.universe, s.seq, s.run, s.turn, s.tally FROM snapshot s CROSS JOIN run r ON r.id = s.run ORDER BY 1, 2";
    struct sql_recount *recount = *out = ts_memory_get(sizeof *recount);
    *recount = (struct sql_recount){.checking = checking};
    enum ts_status status = read_runs(recount, err);
    if (status) return status;
    place_watches(recount);
    status = ts_sql_prepare(checking->sql, snapshots, &recount->snapshots.statement, err);
    if (!status) ts_sql_expect_many(recount->snapshots.statement);
    return status ? status : ts_sql_rows_next(checking->sql, &recount->snapshots, err);
}

void ts_sql_recount_close(struct sql_recount *recount)
{
    if (!recount) return;
    for (int64_t i = 0; i < recount->run_count; i++) ts_map_clear(&recount->runs[i].counts);
    ts_sql_free(recount->snapshots.statement);
    ts_map_clear(&recount->run_at);
    ts_map_clear(&recount->bares);
    free(recount->runs);
    free(recount->watches);
    free(recount);
}

struct sql_stake ts_sql_recount_stake(const struct sql_recount *recount, int64_t run)
{
    const struct recounted *found = find_run(recount, run);
    return found ? (struct sql_stake){found->key, found->salt, true, found->is_deleted} : (struct sql_stake){0};
}

// --- snapshots of counts

static void copy_counts(struct recounted *to, const struct recounted *from)
{
    for (uint32_t i = 0; i < from->counts.room; i++)
        if (from->counts.entries[i].key) *ts_map_add(&to->counts, from->counts.entries[i].key) = from->counts.entries[i].value;
}

static void release(struct recounted *run)
{
    if (--run->uses <= 0) ts_map_clear(&run->counts);
}

static void serve_watches(struct sql_recount *recount, struct recounted *run, const struct sql_logged *act)
{
    const struct watch here = {act->universe, act->seq, NULL};
    for (; recount->watch < recount->watch_count && by_place(&recount->watches[recount->watch], &here) <= 0; recount->watch++) {
        struct recounted *branch = recount->watches[recount->watch].branch;
        if (by_place(&recount->watches[recount->watch], &here) == 0 && branch->parent == run)
            copy_counts(branch, run);
        else
            branch->parent = NULL; // there is no such act: said elsewhere
        if (branch->parent) release(run);
    }
}

static void say_snapshot(struct sql_recount *recount, int64_t run, bool is_stray)
{
    struct sql_statement *row = recount->snapshots.statement;
    struct recounted *of = find_run(recount, run);
    ts_sql_say(recount->checking, is_stray ? "snapshot-unfounded" : "snapshot", counts_wrong,
               is_stray ? "run \"%s\" has counts as of turn %lld (act %lld), which is not its own"
                        : "what run \"%s\" counts as of turn %lld (act %lld) is not what its log gives",
               ts_sql_words(recount->checking, of ? of->key : 0).text, (long long)ts_sql_get_int(row, 3),
               (long long)recount->snapshots.seq);
}

static void check_snapshot(struct sql_recount *recount, struct recounted *run, const struct sql_logged *act)
{
    struct sql_statement *row = recount->snapshots.statement;
    const char *text = ts_sql_get_text(row, 4);
    if (!run || ts_sql_get_int(row, 2) != run->id || ts_sql_get_int(row, 3) != act->turn) {
        say_snapshot(recount, ts_sql_get_int(row, 2), true);
        return;
    }
    // All that is known when the parent was deleted. And its names may be of a migration that came after the turn gone back to.
    if (act->kind == TS_ACT_BRANCH && (!run->parent || run->parent->migrated > run->fork_seq)) {
        ts_map_clear(&run->counts); // what its parent counted then is under other names
        ts_sql_counts_take(&run->counts, text);
    } else if (!ts_sql_counts_are(&run->counts, text)) {
        say_snapshot(recount, run->id, false);
    }
    release(run);
}

static enum ts_status check_snapshots(struct sql_recount *recount, struct recounted *run, const struct sql_logged *act, struct ts_err *err)
{
    struct sql_store *sql = recount->checking->sql;
    struct sql_rows *rows = &recount->snapshots;
    enum ts_status status = TS_OK;
    while (rows->has_row && !status) {
        const struct watch its = {rows->universe, rows->seq, NULL};
        int order = by_place(&its, &(struct watch){act->universe, act->seq, NULL});
        if (order > 0) return TS_OK;
        if (order < 0) say_snapshot(recount, ts_sql_get_int(rows->statement, 2), true);
        else check_snapshot(recount, run, act);
        status = ts_sql_rows_next(sql, rows, err);
    }
    return status;
}

// --- where the run stands

static void check_turn(struct sql_recount *recount, struct recounted *run, const struct sql_logged *act)
{
    int64_t expected = act->kind == TS_ACT_START ? 0 : run->log.turn + 1;
    if (act->kind > TS_ACT_TURN) return;
    if (act->turn < expected || (act->kind == TS_ACT_START && run->log.seq))
        ts_sql_say(recount->checking, "turn-twice", log_wrong, "turn %lld of run \"%s\" is in the log again, as act %lld", (long long)act->turn,
                   ts_sql_words(recount->checking, run->key).text, (long long)act->seq);
    else if (act->turn > expected)
        ts_sql_say(recount->checking, "turn-gap", log_wrong, "the log of run \"%s\" goes from turn %lld to turn %lld",
                   ts_sql_words(recount->checking, run->key).text, (long long)run->log.turn, (long long)act->turn);
    run->log.turn = act->turn;
}

static void check_link(struct sql_recount *recount, const struct recounted *run, const struct sql_logged *act)
{
    if (act->universe != run->universe)
        ts_sql_say(recount->checking, "act-elsewhere", log_wrong, "act %lld of universe %lld is of run \"%s\", which lives in another",
                   (long long)act->seq, (long long)act->universe, ts_sql_words(recount->checking, run->key).text);
    else if (act->prev != run->log.seq)
        ts_sql_say(recount->checking, "log-link", log_wrong, "act %lld of run \"%s\" names act %lld as the run's act before it, which is act %lld",
                   (long long)act->seq, ts_sql_words(recount->checking, run->key).text, (long long)act->prev, (long long)run->log.seq);
}

// Who goes back in the run behind its fork begins with the names of now too.
static void note_migration(struct recounted *run, int64_t seq)
{
    run->migrated = seq;
    for (struct recounted *before = run->parent; before; before = before->parent) before->migrated = INT64_MAX;
}

static void move_on(struct recounted *run, const struct sql_logged *act)
{
    run->log.position = act->position;
    run->log.seq = act->seq;
    run->log.session = act->session;
    run->log.scene = act->scene;
    run->log.stack = stack_hash(act->stack);
    if (act->kind <= TS_ACT_TURN || act->kind == TS_ACT_BRANCH || act->kind == TS_ACT_MIGRATE) run->turn_stack = run->log.stack;
    if (act->kind == TS_ACT_MIGRATE) note_migration(run, act->seq);
    else if (act->kind != TS_ACT_CARE) run->last_kind = act->kind;
}

enum ts_status ts_sql_recount_act(struct sql_recount *recount, const struct sql_logged *act, struct ts_err *err)
{
    struct recounted *run = recount->last && recount->last->id == act->run ? recount->last : find_run(recount, act->run);
    enum ts_status status = TS_OK;
    recount->last = run;
    if (run) {
        check_link(recount, run, act);
        check_turn(recount, run, act);
        move_on(run, act);
        if (run->uses > 0) status = ts_sql_count_act(recount->checking->sql, &recount->bares, &run->counts, act, err);
    }
    if (!status) status = check_snapshots(recount, run, act, err); // of a branch's first act they may be all that is known
    if (run) serve_watches(recount, run, act);
    return status;
}

// --- the heads, when all acts were seen

static int64_t state_by_log(const struct recounted *run)
{
    switch (run->last_kind) {
    case TS_ACT_PAUSE: return TS_PAUSED;
    case TS_ACT_ABANDON: return TS_ABANDONED;
    case TS_ACT_COMPLETE: return TS_COMPLETED;
    case TS_ACT_ARCHIVE: return TS_ARCHIVED;
    case TS_ACT_START:
    case TS_ACT_TURN:
    case TS_ACT_RESUME:
        if (run->is_completed) return TS_COMPLETED;
        return run->state == TS_PAUSED ? TS_PAUSED : TS_ACTIVE; // harmless: it is resumed
    default: return run->state;
    }
}

static void compare(struct sql_recount *recount, const struct recounted *run, const char *code, const char *noun, int64_t says, int64_t is)
{
    if (says == is) return;
    ts_sql_say(recount->checking, code, head_wrong, "run \"%s\" stands at %s %lld, but by its log at %lld",
               ts_sql_words(recount->checking, run->key).text, noun, (long long)says, (long long)is);
}

static void compare_words(struct sql_recount *recount, const struct recounted *run, const char *code, const char *noun, bool is_same)
{
    if (is_same) return;
    ts_sql_say(recount->checking, code, head_wrong, "run \"%s\" does not have the %s that its log gives",
               ts_sql_words(recount->checking, run->key).text, noun);
}

static void compare_count(struct sql_recount *recount, const struct recounted *run, const char *code, const char *noun, int64_t says, int64_t is)
{
    if (says == is) return;
    ts_sql_say(recount->checking, code, ts_sql_only_count, "run \"%s\" counts %lld %s, but its log has %lld",
               ts_sql_words(recount->checking, run->key).text, (long long)says, noun, (long long)is);
}

static void check_living(struct sql_recount *recount, const struct recounted *run)
{
    bool is_stack = run->row.stack == run->log.stack || run->row.stack == run->turn_stack || run->log.stack == lost_stack ||
                    run->turn_stack == lost_stack;
    compare(recount, run, "head-session", "session", run->row.session, run->log.session);
    compare_words(recount, run, "head-scene", "scene", run->row.scene == run->log.scene);
    compare_words(recount, run, "head-stack", "detours", is_stack);
    compare_words(recount, run, "head-state", "state", run->state == state_by_log(run));
    compare_count(recount, run, "head-milestones", "milestones", run->milestones, run->fork_milestones + run->own_milestones);
    if (run->first_insights >= 0)
        compare_count(recount, run, "head-insights", "insights", run->insights, run->first_insights + run->own_insights);
}

static void check_run(struct sql_recount *recount, const struct recounted *run)
{
    compare(recount, run, "head-act", "act", run->row.seq, run->log.seq);
    compare(recount, run, "head-turn", "turn", run->row.turn, run->log.turn);
    compare(recount, run, "head-position", "position", run->row.position, run->log.position);
    if (!run->is_deleted) check_living(recount, run);
}

enum ts_status ts_sql_recount_end(struct sql_recount *recount, struct ts_err *err)
{
    const struct sql_logged none = {.universe = INT64_MAX, .seq = INT64_MAX};
    for (int64_t i = 0; i < recount->run_count; i++) check_run(recount, &recount->runs[i]);
    return check_snapshots(recount, NULL, &none, err);
}
