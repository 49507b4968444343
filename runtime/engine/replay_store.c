// replay_store.c - whole stores computed again: parts shared out to worker processes, and what all runs come to
#include "engine/replay_store.h"

#include "engine/json.h"
#include "engine/replay_part.h"

// --- in a worker

static enum ts_status do_part(void *self, int64_t part, struct ts_crew_worker *worker, struct ts_buffer *answer, struct ts_err *err)
{
    struct ts_replay_work *work = self;
    struct ts_engine *engine = work->engine;
    work->worker = worker;
    enum ts_status status = engine->store ? TS_OK : ts_store_open(work->how->store_url, TS_STORE_READ, engine->symbols, &engine->store, err);
    return status ? status : ts_replay_tell(work, part, answer, err);
}

// Else the index of the store's log would be left beside it.
static void leave(void *self)
{
    ts_store_close(((struct ts_replay_work *)self)->engine->store);
}

// --- at home

static enum ts_status take_part(void *self, int64_t part, const struct ts_buffer *answer, bool *is_enough, struct ts_err *err)
{
    (void)is_enough;
    (void)err;
    ts_replay_take(self, part, answer);
    return TS_OK;
}

static void hear(void *self, int64_t told)
{
    const struct ts_replay_work *work = self;
    if (work->how->progress) work->how->progress(work->how->self, work->acts_done + told, work->acts);
}

static bool is_ended(void *self)
{
    struct ts_replay_work *work = self;
    if (ts_replay_is_ended(work)) work->sum.is_interrupted = true;
    return work->sum.is_interrupted;
}

static void name_part(void *self, int64_t part, struct ts_buffer *out)
{
    const struct ts_replay_work *work = self;
    uint32_t first = work->parts[part], last = work->parts[part + 1] - 1;
    const char *name = ts_symbol_text(work->engine->symbols, work->members[first].universe.id);
    if (first == last) ts_buffer_add_format(out, "the universe \"%s\"", name);
    else ts_buffer_add_format(out, "the universes from \"%s\" to \"%s\"", name, ts_symbol_text(work->engine->symbols, work->members[last].universe.id));
    ts_buffer_add_text(out, ": compute their runs one by one, with `turnstone replay RUN --whole`");
}

// A connection to a store must not live in two processes: it is closed before there are any, and opened again behind them, which also
// takes away what a worker that was killed has left beside the store.
static enum ts_status tell_by_crew(struct ts_replay_work *work, struct ts_err *err)
{
    struct ts_crew crew = {.jobs = ts_crew_jobs(work->how->jobs),
                           .parts = work->part_count,
                           .self = work,
                           .work = do_part,
                           .leave = leave,
                           .take = take_part,
                           .heard = hear,
                           .is_ended = is_ended,
                           .name = name_part};
    struct ts_engine *engine = work->engine;
    if (crew.jobs > crew.parts) crew.jobs = (int)crew.parts;
    ts_store_close(engine->store);
    engine->store = NULL;
    enum ts_status status = ts_crew_run(&crew, err);
    enum ts_status opened = ts_store_open(work->how->store_url, TS_STORE_READ, engine->symbols, &engine->store, status ? NULL : err);
    return status ? status : opened;
}

static enum ts_status tell_here(struct ts_replay_work *work, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t part = 0; part < work->part_count && !status && !work->sum.is_interrupted; part++) {
        struct ts_buffer answer = {0};
        status = ts_replay_tell(work, part, &answer, err);
        if (!status) ts_replay_take(work, part, &answer);
        ts_buffer_clear(&answer);
    }
    return status;
}

static enum ts_status tell(struct ts_replay_work *work, struct ts_err *err)
{
    const struct ts_replay_all *how = work->how;
    bool is_shared = how->store_url && !how->run && work->part_count && !ts_store_is_memory(work->engine->store);
    ts_host_remember(work->engine->host);
    if (how->watch) how->watch(how->self, true);
    enum ts_status status = is_shared ? tell_by_crew(work, err) : tell_here(work, err);
    if (how->watch) how->watch(how->self, false);
    return status;
}

// --- the sum

static void write_list(struct ts_buffer *json, const char *key, const struct ts_buffer *members)
{
    ts_json_key(json, key);
    ts_json_open(json, '[');
    if (members->length) ts_buffer_add(json, members->bytes, members->length);
    ts_json_close(json, ']');
}

static void write_sum(const struct ts_replay_work *work, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_int(json, "agree", work->sum.agree);
    write_list(json, "differ", &work->lists.differ);
    ts_json_field_bool(json, "is_interrupted", work->sum.is_interrupted);
    ts_json_field_int(json, "other_packs", work->sum.other_packs);
    ts_json_field_int(json, "runs", work->sum.runs);
    write_list(json, "skipped", &work->lists.skipped);
    ts_json_field_int(json, "turns", work->sum.turns);
    ts_json_field_int(json, "universes", work->sum.universes);
    ts_json_field_int(json, "universes_left", work->member_count - work->sum.universes);
    write_list(json, "words", &work->lists.words);
    ts_json_close(json, '}');
}

enum ts_status ts_replay_all(struct ts_engine *engine, const struct ts_replay_all *how, struct ts_buffer *json, bool *is_same, struct ts_err *err)
{
    struct ts_replay_work work = {.engine = engine, .how = how};
    char id[TS_IDENT_MAX + 1];
    enum ts_status status = how->run ? ts_ident_read("run id", how->run, id, err) : TS_OK;
    if (!status && how->run) work.only = ts_symbol_of(engine->symbols, id);
    if (!status) status = ts_replay_cut(&work, err);
    if (!status) status = tell(&work, err);
    *is_same = !work.sum.differ && (work.sum.agree || !work.sum.skipped);
    if (!status) write_sum(&work, json);
    ts_replay_work_clear(&work);
    return status;
}
