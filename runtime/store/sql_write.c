// sql_write.c - one act applied: judged, hashed, written
#include "store/sql.h"

#include <assert.h>
#include <string.h>

#include "store/stored_act.h"

// --- how things stand

static enum ts_status find_turn_key(struct sql_store *sql, const struct sql_run *run, int64_t turn, uint64_t *key, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_TURN_KEY);
    bool found;
    ts_sql_int(statement, 1, run->universe);
    ts_sql_int(statement, 2, run->seq);
    ts_sql_int(statement, 3, 0);
    ts_sql_int(statement, 4, turn);
    enum ts_status status = ts_sql_step(sql, SQL_TURN_KEY, &found, err);
    if (status || !found) return status;
    *key = (uint64_t)ts_sql_get_int(statement, 0);
    ts_sql_done(sql, SQL_TURN_KEY);
    return TS_OK;
}

static enum ts_status find_stand(struct sql_act *act, struct ts_stand *stand)
{
    const struct ts_changeset *changes = act->changes;
    int64_t row = changes->run->row;
    *stand = (struct ts_stand){0};
    enum ts_status status = ts_act_opens_run(changes) ? ts_sql_row_find(act->sql, SQL_RUN_FIND, changes->run->id, &row, act->err) : TS_OK;
    if (!status) status = ts_sql_run_head(act->sql, row, &act->run, act->err);
    if (status) return status;
    if (act->run && changes->kind != TS_ACT_START && changes->kind != TS_ACT_BRANCH && act->run->universe != changes->run->universe_row)
        return ts_err_set(act->err, TS_DATA, "run \"%s\" is in another universe than its act", ts_act_name(changes, changes->run->id));
    if (act->run) {
        stand->exists = true;
        stand->is_deleted = act->run->is_deleted;
        stand->state = act->run->state;
        stand->turn = act->run->turn;
        stand->position = act->run->position;
        stand->told = act->run->told;
        stand->session = act->run->session;
        stand->last_key = act->run->last_key;
        if (ts_act_is_turn(changes) && changes->turn <= act->run->turn)
            status = find_turn_key(act->sql, act->run, changes->turn, &stand->turn_key, act->err);
    }
    if (!status && (changes->kind == TS_ACT_BRANCH || (changes->kind == TS_ACT_START && !act->run)))
        status = ts_sql_row_find(act->sql, SQL_UNIVERSE_FIND, changes->run->universe, &stand->universe_row, act->err);
    if (status || !changes->run->universe_row) return status;
    status = ts_sql_universe(act->sql, changes->run->universe_row, &act->universe, act->err);
    if (!status) stand->universe_seq = act->universe->seq;
    return status;
}

// --- the row of the act itself

struct act_names {
    struct sql_name scene, choice, pick;
};

static enum ts_status name_act(struct sql_act *act, struct act_names *out)
{
    const struct ts_changeset *changes = act->changes;
    const struct ts_choice *choice = changes->choice;
    ts_symbol pick = choice && choice->id == changes->choice_id ? 0 : changes->choice_id;
    enum ts_status status = ts_sql_name(act->sql, changes->run->head.scene ? changes->run->head.scene->full : 0, &out->scene, act->err);
    if (!status) status = ts_sql_name(act->sql, choice ? choice->full : 0, &out->choice, act->err);
    return status ? status : ts_sql_name(act->sql, pick, &out->pick, act->err);
}

static enum ts_status stack_as_text(struct sql_act *act, struct ts_buffer *out)
{
    const struct ts_head *head = &act->changes->run->head;
    sql_frame stack[TS_STACK_MAX];
    for (uint32_t i = 0; i < head->depth; i++) {
        stack[i][0] = head->stack[i].scene->full;
        stack[i][1] = head->stack[i].onward ? head->stack[i].onward->full : 0;
    }
    return ts_sql_stack_text(act->sql, stack, head->depth, out, act->err);
}

static void chain_own(struct sql_act *act, const struct act_names *names, const char *tally, const struct ts_buffer *stack)
{
    struct ts_chain *own = &act->sql->own;
    const struct ts_text *answer = act->changes->answer;
    ts_sql_own_head(own, act->run ? act->run->salt : 0, names->scene.hash, act->changes->run->head.session, act->changes->at, names->choice.hash,
                    names->pick.hash);
    ts_chain_bytes(own, tally, tally ? strlen(tally) : 0);
    ts_chain_bytes(own, answer ? answer->bytes : NULL, answer ? answer->length : 0);
    ts_sql_own_stack(own, act->is_without_stack ? NULL : stack->bytes, stack->length);
}

static void chain_shared(struct sql_act *act)
{
    struct ts_chain *shared = &act->sql->shared;
    ts_chain_int(shared, act->seq);
    ts_chain_name(shared, act->run ? act->run->id.hash : 0);
    ts_chain_int(shared, act->changes->turn);
    ts_chain_int(shared, act->changes->kind);
    ts_chain_int(shared, act->position);
    ts_chain_int(shared, act->universe->position > act->position ? act->universe->position : act->position);
    ts_chain_int(shared, (int64_t)act->changes->key);
}

// The seq of the run's act before in this universe, when it is not the one just before.
static void bind_prev(struct sql_act *act, struct sql_statement *statement, int place)
{
    if (!act->run || act->run->seq == act->seq - 1) ts_sql_id(statement, place, 0);
    else ts_sql_int(statement, place, act->run->seq);
}

static enum ts_status write_act(struct sql_act *act, const struct act_names *names, const char *tally, const struct ts_buffer *stack,
                                const unsigned char hash[TS_HASH_SIZE])
{
    const struct ts_changeset *changes = act->changes;
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_ACT_ADD);
    ts_sql_int(statement, 1, act->universe->row);
    ts_sql_int(statement, 2, act->seq);
    ts_sql_id(statement, 3, act->run ? act->run->row : 0);
    ts_sql_int(statement, 4, changes->turn);
    ts_sql_int(statement, 5, changes->kind);
    ts_sql_int(statement, 6, act->position);
    bind_prev(act, statement, 7);
    ts_sql_id(statement, 8, act->universe->position > act->position ? act->universe->position : 0);
    ts_sql_int(statement, 9, (int64_t)changes->key);
    ts_sql_blob(statement, 10, hash, TS_HASH_SIZE);
    ts_sql_int(statement, 11, changes->run->head.session);
    ts_sql_id(statement, 12, names->scene.id);
    ts_sql_int(statement, 13, changes->at);
    ts_sql_id(statement, 14, names->choice.id);
    ts_sql_id(statement, 15, names->pick.id);
    ts_sql_text(statement, 16, tally, tally ? strlen(tally) : 0);
    ts_sql_text(statement, 17, changes->answer ? changes->answer->bytes : NULL, changes->answer ? changes->answer->length : 0);
    ts_sql_text(statement, 18, stack->bytes, stack->length);
    return ts_sql_run(act->sql, SQL_ACT_ADD, act->err);
}

// Where a branch forks off, or what a merge brought home.
static enum ts_status chain_fork(struct sql_act *act)
{
    const struct ts_fork *fork = &act->changes->fork;
    struct ts_chain *shared = &act->sql->shared;
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_MERGE_ADD);
    if (act->changes->kind != TS_ACT_BRANCH && act->changes->kind != TS_ACT_MERGE) return TS_OK;
    bool is_merge = act->changes->kind == TS_ACT_MERGE;
    int64_t source = 0;
    enum ts_status status = is_merge ? ts_sql_universe_hash(act->sql, fork->universe, &source, act->err) : TS_OK;
    ts_chain_tag(shared, is_merge ? 'g' : 'b');
    if (is_merge) ts_chain_name(shared, source);
    ts_chain_int(shared, fork->position);
    ts_chain_int(shared, fork->seq);
    if (status || !is_merge) return status;
    ts_sql_int(statement, 1, act->universe->row);
    ts_sql_int(statement, 2, act->seq);
    ts_sql_int(statement, 3, fork->universe);
    ts_sql_int(statement, 4, fork->position);
    ts_sql_int(statement, 5, fork->seq);
    return ts_sql_run(act->sql, SQL_MERGE_ADD, act->err);
}

// What the act did to its run is hashed by itself, so that it can be deleted and its hash kept.
static enum ts_status close_act(struct sql_act *act, const struct act_names *names, const char *tally, const struct ts_buffer *stack)
{
    struct sql_store *sql = act->sql;
    struct sql_universe *universe = act->universe;
    unsigned char own[TS_HASH_SIZE], hash[TS_HASH_SIZE];
    ts_hash_chain(NULL, sql->own.bytes, sql->own.length, own);
    ts_chain_bytes(&sql->shared, own, sizeof own);
    ts_hash_chain(universe->hash, sql->shared.bytes, sql->shared.length, hash);
    memcpy(act->hash, hash, TS_HASH_SIZE);
    if (act->is_proof) return TS_OK;
    enum ts_status status = write_act(act, names, tally, stack, hash);
    if (status) return status;
    memcpy(universe->hash, hash, TS_HASH_SIZE);
    universe->seq = act->seq;
    if (act->position > universe->position) universe->position = act->position;
    sql->written = *universe;
    return TS_OK;
}

// --- the run's head, written at commit

static void change_head(struct sql_act *act)
{
    const struct ts_head *from = &act->changes->run->head;
    struct sql_run *run = act->run;
    run->state = from->state;
    run->turn = from->turn;
    run->position = from->position;
    run->told = from->told;
    run->seq = act->seq;
    run->milestones = from->milestones;
    run->insights = from->insights;
    run->session = from->session;
    if (act->changes->kind != TS_ACT_MIGRATE) run->last_played = act->changes->at; // nobody played
    run->last_key = act->changes->key;
    run->scene = from->scene ? from->scene->full : 0;
    run->depth = from->depth;
    for (uint32_t i = 0; i < from->depth; i++) {
        run->stack[i][0] = from->stack[i].scene->full;
        run->stack[i][1] = from->stack[i].onward ? from->stack[i].onward->full : 0;
    }
    ts_sql_run_touch(act->sql, run);
    if (!act->changes->has_shown) return;
    run->has_shown = true;
    run->text.length = run->choices.length = 0;
    if (act->changes->shown.text.length) ts_buffer_add(&run->text, act->changes->shown.text.bytes, act->changes->shown.text.length);
    ts_act_choices(act->changes, &run->choices);
}

// --- all of it

static enum ts_status write_rare(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    enum ts_status status = TS_OK;
    if (changes->opens_session || changes->ends_session) status = ts_sql_write_sessions(act);
    if (!status && (changes->completes || changes->reason)) status = ts_sql_write_completion(act);
    if (!status && changes->grant_count) status = ts_sql_write_grants(act);
    if (!status && changes->care) status = ts_sql_write_care(act);
    if (!status && changes->passage.length && act->run) status = ts_sql_write_passage(act);
    return status;
}

static enum ts_status write_own(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    enum ts_status status = changes->var_count || changes->gone_count ? ts_sql_write_vars(act) : TS_OK;
    if (!status && changes->mark_count) status = ts_sql_write_marks(act);
    if (!status && changes->fault_count) status = ts_sql_write_faults(act);
    if (!status && changes->packs && act->run) status = ts_sql_write_packs(act);
    return status;
}

static enum ts_status write_shared(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    enum ts_status status = changes->event_count ? ts_sql_write_events(act) : TS_OK;
    if (!status && changes->world_count) status = ts_sql_write_world(act);
    if (!status && changes->claim_count && !act->is_proof) status = ts_sql_write_claims(act); // not in the chain
    return status;
}

static enum ts_status write_parts(struct sql_act *act)
{
    struct ts_buffer tally = {0}, stack = {0};
    struct act_names names;
    bool is_plain;
    act->sql->own.length = act->sql->shared.length = 0;
    enum ts_status status = name_act(act, &names);
    if (!status) status = ts_sql_tally_text(act, &tally, &is_plain);
    const char *text = status || is_plain ? NULL : tally.bytes;
    if (!status) status = stack_as_text(act, &stack);
    if (!status) {
        chain_own(act, &names, text, &stack);
        chain_shared(act);
        status = write_own(act);
    }
    if (!status) status = write_shared(act);
    if (!status) status = chain_fork(act);
    if (!status) status = close_act(act, &names, text, &stack);
    if (!status && !act->is_proof) status = write_rare(act);
    ts_buffer_clear(&tally);
    ts_buffer_clear(&stack);
    return status;
}

enum ts_status ts_sql_prove(struct sql_act *act)
{
    assert(!act->sql->is_writing);
    act->is_proof = true;
    act->seq = act->universe->seq + 1;
    act->position = act->changes->run->head.position;
    return write_parts(act);
}

// The universe and, unless no run takes it, the run of an act that opens them.
static enum ts_status open_rows(struct sql_act *act)
{
    struct ts_run *run = act->changes->run;
    enum ts_status status = ts_sql_start(act->sql, act->changes, act->err);
    if (!status) status = ts_sql_universe(act->sql, run->universe_row, &act->universe, act->err);
    return status || !run->story ? status : ts_sql_run_head(act->sql, run->row, &act->run, act->err);
}

static enum ts_status bury(struct sql_act *act)
{
    enum ts_status status = ts_sql_cache_flush(act->sql, act->err);
    if (!status) status = ts_sql_bury(act->sql, act->run, act->err);
    act->run->is_deleted = true;
    return status;
}

// What the run's own rows say behind the act.
static enum ts_status finish_run(struct sql_act *act)
{
    enum ts_status status = TS_OK;
    change_head(act);
    switch (act->changes->kind) {
    case TS_ACT_TURN:
        status = ts_sql_write_waypoint(act);
        return status ? status : ts_sql_write_snapshot(act);
    case TS_ACT_BRANCH: return ts_sql_write_snapshot(act);
    case TS_ACT_DELETE: return bury(act);
    default: return TS_OK;
    }
}

static enum ts_status write_all(struct sql_act *act)
{
    enum ts_status status = TS_OK;
    act->sql->has_written = true;
    if (act->changes->kind == TS_ACT_START || act->changes->kind == TS_ACT_BRANCH) status = open_rows(act);
    if (status) return status;
    act->seq = act->universe->seq + 1;
    act->position = act->changes->run->head.position;
    status = write_parts(act);
    if (!status) status = ts_sql_write_count(act);
    return status || !act->run ? status : finish_run(act);
}

enum ts_status ts_sql_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    struct sql_act act = {.sql = ts_sql(store), .changes = changes, .err = err};
    struct ts_stand stand;
    assert(act.sql->is_writing);
    enum ts_status status = ts_store_hold(store, changes, err);
    if (!status) status = find_stand(&act, &stand);
    if (!status) status = ts_stand_judge(&stand, changes, &receipt->already, err);
    if (status) return status;
    receipt->seq = stand.universe_seq;
    if (!receipt->already && changes->claim_count) status = ts_claims_judge(&store->world, changes, err);
    if (status || receipt->already) return status;
    status = write_all(&act);
    act.sql->is_broken = act.sql->is_broken || status;
    receipt->seq = act.seq;
    return status;
}
