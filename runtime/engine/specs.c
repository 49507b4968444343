// specs.c - the specs that lie beside packs' content, run with that content
#include "engine/specs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "engine/json.h"
#include "engine/simulate.h"
#include "lua/spec_files.h"

// What the engine plays for one test: the steps of its own code are counted in lua/spec.c. A million turns take some seconds.
enum { WORLD_TURNS = 1000000, WORLD_MILLIS = 60000 };

struct running {
    struct ts_engine *engine;
    const struct ts_specs_how *how;
    struct ts_arena *arena; // of the files
    const char *args;
    struct ts_spec_file *files;
    uint32_t count;
    bool is_through; // all files were run
};

static const struct ts_pack *find_pack(const struct ts_content *content, const char *name)
{
    for (uint32_t i = 0; i < content->pack_count; i++)
        if (!strcmp(ts_symbol_text(content->symbols, content->packs[i].name), name)) return &content->packs[i];
    return NULL;
}

static enum ts_status refuse_pack(const struct ts_content *content, const char *name, struct ts_err *err)
{
    for (uint32_t i = 0; i < content->left_out_count; i++)
        if (!content->left_out[i].is_twin && !strcmp(ts_symbol_text(content->symbols, content->left_out[i].pack), name))
            return ts_err_set(err, TS_DATA, "the pack \"%s\" is not loaded: %s", name, content->left_out[i].why);
    const char **names = ts_memory_get((content->pack_count + 1) * sizeof *names);
    for (uint32_t i = 0; i < content->pack_count; i++) names[i] = ts_symbol_text(content->symbols, content->packs[i].name);
    const char *near = ts_suggest(name, names, content->pack_count);
    if (near) ts_err_set(err, TS_DATA, "no pack \"%s\"; did you mean \"%s\"?", name, near);
    else ts_err_set(err, TS_DATA, "no pack \"%s\": `turnstone pack list` shows what there is", name);
    free(names);
    return TS_DATA;
}

// --- the files

static enum ts_status gather_pack(struct running *running, const struct ts_pack *pack, struct ts_err *err)
{
    return ts_spec_files_find(running->arena, pack->folder, ts_symbol_text(running->engine->symbols, pack->name), &running->files, &running->count,
                              err);
}

static enum ts_status gather_named(struct running *running, const char *name, struct ts_err *err)
{
    const struct ts_pack *pack = find_pack(running->engine->content, name);
    uint32_t before = running->count;
    if (!pack) return refuse_pack(running->engine->content, name, err);
    enum ts_status status = gather_pack(running, pack, err);
    if (status || running->count > before) return status;
    return ts_err_set(err, TS_DATA, "the pack \"%s\" has no specs: they are files tests/NAME_spec.lua in \"%s\"", name, pack->folder);
}

static enum ts_status gather(struct running *running, struct ts_err *err)
{
    const struct ts_content *content = running->engine->content;
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < running->how->pack_count && !status; i++) status = gather_named(running, running->how->packs[i], err);
    for (uint32_t i = 0; !running->how->pack_count && i < content->pack_count && !status; i++)
        status = gather_pack(running, &content->packs[i], err);
    return status;
}

// --- running them

static enum ts_status run_files(void *self, const struct ts_sim *sim, struct ts_err *err)
{
    struct running *running = self;
    const struct ts_specs_how *how = running->how;
    struct ts_spec_how ways = {.filter = how->filter, .has_seed = how->has_seed, .seed = how->seed, .args = running->args, .each = how->each,
                               .self = how->self};
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < running->count && !status; i++) status = ts_spec_run(&running->files[i], sim, &ways, err);
    running->is_through = !status;
    return status;
}

static void tell_stray(const struct running *running, const struct ts_err *err)
{
    struct ts_spec_test test = {.end = TS_SPEC_FAILED, .file = "content", .name = "content keeps no state of its own", .where = "content",
                                .message = err->message};
    running->how->each(running->how->self, &test);
}

static enum ts_status run_all(struct running *running, struct ts_err *err)
{
    struct ts_simulate_how ways = {.name = "test",
                                   .jobs = 1,
                                   .world_turns = WORLD_TURNS,
                                   .world_millis = WORLD_MILLIS,
                                   .seed = running->how->seed,
                                   .say = running->how->say,
                                   .self = running->how->self};
    enum ts_status status = ts_simulate_with(running->engine, &ways, run_files, running, err);
    if (status != TS_FAILED || !running->is_through) return status;
    tell_stray(running, err);
    return TS_OK;
}

enum ts_status ts_specs_run(struct ts_engine *engine, const struct ts_specs_how *how, uint32_t *files, struct ts_err *err)
{
    struct ts_buffer args = {0};
    struct running running = {.engine = engine, .how = how, .arena = ts_arena_new()};
    ts_json_open(&args, '{');
    if (how->has_seed) ts_json_field_int(&args, "seed", (int64_t)how->seed);
    ts_json_close(&args, '}');
    running.args = args.bytes;
    enum ts_status status = gather(&running, err);
    *files = running.count;
    if (!status && running.count) status = run_all(&running, err);
    free(running.files);
    ts_arena_free(running.arena);
    ts_buffer_clear(&args);
    return status;
}
