// retell.c - universes told again, act by act
#include "engine/retell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 1024 }; // acts a commit in memory

// --- a store in memory that knows what packs did to the one that is retold

struct deeds {
    struct ts_store *to;
    enum ts_status status;
    struct ts_err *err;
};

static void add_deed(void *self, const struct ts_deed_record *deed)
{
    struct deeds *deeds = self;
    if (!deeds->status) deeds->status = ts_store_add_deed(deeds->to, deed->name, deed->at, deeds->err);
}

static enum ts_status copy_deeds(struct ts_retelling *retelling, struct ts_err *err)
{
    struct deeds deeds = {.to = retelling->then.store, .err = err};
    enum ts_status status = ts_store_begin(deeds.to, 0, err);
    if (!status) status = ts_store_each_deed(retelling->engine->store, add_deed, &deeds, err);
    if (!status) status = deeds.status;
    return status ? status : ts_store_commit(deeds.to, err);
}

static uint64_t key_of_act(void *self)
{
    return ((struct ts_retelling *)self)->act.key;
}

enum ts_status ts_retelling_open(struct ts_engine *engine, struct ts_retelling *out, struct ts_err *err)
{
    *out = (struct ts_retelling){.engine = engine, .then = *engine};
    out->witness = (struct ts_witness){ts_retell_judge, out};
    out->then.store = NULL;
    out->then.log = engine->store;
    out->then.witness = &out->witness;
    out->then.key = key_of_act;
    out->then.key_self = out;
    out->then.is_strict = false;
    enum ts_status status = ts_store_open("memory:", TS_STORE_CREATE, engine->symbols, &out->then.store, err);
    return status ? status : copy_deeds(out, err);
}

static void let_go(struct ts_told_run *run)
{
    ts_play_free(run->play);
    run->play = NULL;
}

void ts_retelling_close(struct ts_retelling *retelling)
{
    for (uint32_t i = 0; i < retelling->run_count; i++) {
        struct ts_told_run *run = retelling->runs[i];
        let_go(run);
        ts_run_record_clear(&run->record);
        ts_buffer_clear(&run->why);
        ts_buffer_clear(&run->words);
        free(run);
    }
    free(retelling->runs);
    ts_map_clear(&retelling->run_of_row);
    ts_map_clear(&retelling->run_of_id);
    ts_retell_forget_writes(retelling);
    free(retelling->writes);
    ts_acts_close(retelling->acts);
    ts_changeset_clear(&retelling->logged);
    if (retelling->then.store) ts_store_close(retelling->then.store);
    *retelling = (struct ts_retelling){0};
}

// --- runs

static struct ts_told_run *add_run(struct ts_retelling *retelling, int64_t row)
{
    struct ts_told_run *run = ts_memory_get(sizeof *run);
    memset(run, 0, sizeof *run);
    run->row = row;
    if (retelling->run_count == retelling->run_room) {
        retelling->run_room = retelling->run_room ? retelling->run_room * 2 : 16;
        retelling->runs = ts_memory_grow(retelling->runs, retelling->run_room * sizeof(struct ts_told_run *));
    }
    retelling->runs[retelling->run_count++] = run;
    *ts_map_add(&retelling->run_of_row, (uint64_t)row) = retelling->run_count;
    return run;
}

// What is left of one that was deleted: that it was there.
static void be_deleted(struct ts_retelling *retelling, struct ts_told_run *run)
{
    char name[32];
    snprintf(name, sizeof name, "~%lld", (long long)run->row); // no id that anybody gives begins so
    run->is_deleted = run->is_logged = true;
    run->record.id = retelling->act.run ? retelling->act.run : ts_symbol_of(retelling->engine->symbols, name);
    run->record.universe = retelling->universe.id;
    run->result = TS_RETOLD_SKIPPED;
}

static enum ts_status meet_run(struct ts_retelling *retelling, struct ts_told_run **out, struct ts_err *err)
{
    const struct ts_logged_act *act = &retelling->act;
    uint64_t *known = ts_map_find(&retelling->run_of_row, (uint64_t)act->run_row);
    enum ts_status status = TS_OK;
    *out = NULL;
    if (!act->run_row) return TS_OK;
    if (known) {
        *out = retelling->runs[*known - 1];
        return TS_OK;
    }
    struct ts_told_run *run = *out = add_run(retelling, act->run_row);
    if (act->is_buried) be_deleted(retelling, run);
    else status = ts_store_load_run(retelling->engine->store, act->run, &run->record, err);
    *ts_map_add(&retelling->run_of_id, run->record.id) = retelling->run_count;
    return status;
}

// --- acts

enum ts_status ts_retell_next(struct ts_retelling *retelling, struct ts_err *err)
{
    enum ts_status status = ts_acts_next(retelling->acts, &retelling->act, &retelling->has_act, err);
    retelling->then.then = retelling->then.as_of = retelling->act.act.at;
    return status;
}

// Errors of the machine end the telling; all others are the act's own.
static bool is_of_machine(enum ts_status status)
{
    return status == TS_IO || status == TS_BUSY || status == TS_UNAVAILABLE || status == TS_INTERRUPTED || status == TS_CANNOT_CREATE;
}

static void refuse(struct ts_retelling *retelling, enum ts_status status, const struct ts_err *why)
{
    struct ts_told_run *run = retelling->run;
    const struct ts_run *hand = run->play ? run->play->run : NULL;
    run->is_logged = true;
    if (retelling->is_settled) return;
    if (hand) run->ends_now = ts_retell_end_of(retelling, hand);
    if (run->result == TS_RETOLD_DIFFERENT) return;
    ts_retell_differ(retelling, why->message);
    if (status == TS_DATA && !hand) run->result = TS_RETOLD_SKIPPED; // what it needs is not in the content
}

static enum ts_status tell_act(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_told_run *run = NULL;
    enum ts_status status = meet_run(retelling, &run, err);
    if (status) return status;
    const struct ts_logged_act first = retelling->act; // a branching takes two
    struct ts_err why;
    retelling->run = run;
    if (run && !run->is_logged) {
        status = ts_retell_compute(retelling, &why);
        if (!status) return TS_OK;
        if (is_of_machine(status)) {
            *err = why;
            return status;
        }
        refuse(retelling, status, &why);
    }
    const struct ts_logged_act second = retelling->act;
    bool has_second = retelling->has_act && second.act.seq != first.act.seq;
    retelling->act = first;
    status = ts_retell_logged(retelling, run, err);
    if (status || !has_second) return status;
    retelling->act = second;
    return tell_act(retelling, err);
}

static void end_act(struct ts_retelling *retelling)
{
    struct ts_told_run *run = retelling->run;
    if (!run) return;
    if (retelling->act.act.scene) run->scene = retelling->act.act.scene;
    if (retelling->act.act.seq < run->record.seq) return;
    if (run->play && !run->is_logged) run->ends_now = ts_retell_end_of(retelling, run->play->run);
    let_go(run); // what it did last
}

static enum ts_status look_up(const struct ts_retelling *retelling, int64_t acts, struct ts_err *err)
{
    if (!retelling->look_up || retelling->look_up(retelling->self, acts)) return TS_OK;
    return ts_err_set(err, TS_INTERRUPTED, "it was ended early");
}

static enum ts_status end_batch(struct ts_retelling *retelling, int64_t acts, struct ts_err *err)
{
    struct ts_store *memory = retelling->then.store;
    enum ts_status status = look_up(retelling, acts, err);
    return status || !ts_store_is_writing(memory) ? status : ts_store_commit(memory, err);
}

static enum ts_status tell_acts(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_store *memory = retelling->then.store;
    enum ts_status status = ts_retell_next(retelling, err);
    for (int64_t count = 1; retelling->has_act && !status; count++) {
        if (!ts_store_is_writing(memory)) status = ts_store_begin(memory, 0, err);
        if (!status) status = tell_act(retelling, err);
        if (status) break;
        end_act(retelling);
        if (count % BATCH == 0) status = end_batch(retelling, count, err);
        if (!status) status = ts_retell_next(retelling, err);
    }
    if (status) ts_store_rollback(memory);
    else if (ts_store_is_writing(memory)) status = ts_store_commit(memory, err);
    return status;
}

enum ts_status ts_retell_universe(struct ts_retelling *retelling, const struct ts_universe_record *universe, struct ts_err *err)
{
    retelling->universe = *universe;
    retelling->here = 0;
    retelling->has_writes = false;
    enum ts_status status = look_up(retelling, 0, err);
    if (!status) status = ts_acts_open(retelling->engine->store, universe->row, &retelling->acts, err);
    if (!status) status = tell_acts(retelling, err);
    ts_acts_close(retelling->acts);
    retelling->acts = NULL;
    ts_retell_forget_writes(retelling);
    return status;
}
