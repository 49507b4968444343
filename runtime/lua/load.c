// load.c - from packs as they were read to content: run, build, resolve, freeze
#include <stdlib.h>
#include <string.h>

#include "lua/alias.h"
#include "lua/load.h"
#include "lua/locale.h"
#include "lua/prose_file.h"

// --- packs

// A state that a limit stopped is of no use to anybody any more, and may hold all that it was allowed.
static void drop_stopped(struct ts_lua_pack *pack)
{
    if (!ts_box_tripped(pack->box)) return;
    ts_box_free(pack->box);
    pack->box = NULL;
    pack->is_broken = true;
}

static void open_pack(struct ts_build *build, struct ts_lua_pack *pack, struct ts_lua_definitions *definitions)
{
    struct ts_err err;
    definitions->arena = build->scratch;
    pack->definitions = definitions;
    if (ts_pack_open(pack, &err) == TS_OK) {
        ts_pack_run(build, pack);
    } else {
        pack->is_broken = true;
        ts_build_problem(build, pack, (struct ts_place){0}, "script-error", NULL, "%s", err.message);
    }
    drop_stopped(pack);
}

// Copies, because each round of loading notes in them how far it came.
static struct ts_lua_source *take_sources(struct ts_build *build, const struct ts_list *list)
{
    struct ts_lua_source *sources = ts_arena_get(build->keep, (list->count + 1) * sizeof *sources);
    for (uint32_t i = 0; i < list->count; i++) sources[i] = *(struct ts_lua_source *)list->items[i];
    return sources;
}

// What is made of prose is up to five times as long.
static size_t written(const struct ts_lua_pack *pack)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < pack->source_count; i++) bytes += pack->sources[i].length * (ts_prose_file_is(pack->sources[i].path) ? 5 : 1);
    return bytes;
}

static void take_found(struct ts_build *build, const struct ts_found *found, uint32_t index)
{
    struct ts_host *host = build->host;
    struct ts_lua_pack *pack = &host->packs[index];
    pack->host = host;
    pack->index = index;
    pack->name = ts_symbol_of(build->symbols, found->name);
    pack->sources = take_sources(build, &found->sources);
    pack->source_count = found->sources.count;
    pack->allowance = ts_allowance_of(written(pack));
    pack->migrations = take_sources(build, &found->migrations);
    pack->migration_count = found->migrations.count;
    pack->settings = (struct ts_setting_info **)found->settings.items;
    pack->setting_count = found->settings.count;
    host->content.packs[index] = (struct ts_pack){.name = pack->name,
                                                  .version = found->version,
                                                  .title = found->title,
                                                  .folder = found->folder,
                                                  .language = found->language,
                                                  .may_write_worlds = found->may_write_worlds,
                                                  .may_write_vars = found->may_write_vars};
}

// What follows from the missing definitions of a broken pack is not told of those that need it.
static void spread_breaks(struct ts_build *build, const struct ts_list *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        const struct ts_found *one = found->items[i];
        for (uint32_t k = 0; k < one->needs.count; k++)
            for (uint32_t n = 0; n < i; n++)
                if (strcmp(((struct ts_found *)found->items[n])->name, ((struct ts_need *)one->needs.items[k])->name) == 0 &&
                    build->host->packs[n].is_broken)
                    build->host->packs[i].is_broken = true;
    }
}

static void close_packs(struct ts_build *build)
{
    struct ts_host *host = build->host;
    for (uint32_t i = 0; i < host->content.pack_count; i++) {
        struct ts_lua_pack *pack = &host->packs[i];
        struct ts_err err;
        if (pack->box) ts_build_forget(pack);
        pack->definitions = NULL;
        for (uint32_t k = 0; k < pack->source_count; k++) ts_source_forget(&pack->sources[k]);
        for (uint32_t k = 0; k < pack->migration_count; k++) ts_source_forget(&pack->migrations[k]);
        if (pack->box && !ts_box_tripped(pack->box) && ts_pack_close(pack, &err) != TS_OK) pack->is_broken = true;
    }
}

static void walk(struct ts_build *build, enum ts_pass pass)
{
    for (uint32_t i = 0; i < build->host->content.pack_count; i++) {
        struct ts_lua_pack *pack = &build->host->packs[i];
        if (!pack->box) continue;
        ts_build_walk(build, pack, pass);
        drop_stopped(pack);
    }
}

void ts_load_packs(struct ts_build *build, const struct ts_list *found)
{
    struct ts_host *host = build->host;
    struct ts_lua_definitions *definitions = ts_arena_get(build->scratch, (found->count + 1) * sizeof *definitions);
    host->packs = ts_arena_get(build->keep, (found->count + 1) * sizeof *host->packs);
    host->content.packs = ts_arena_get(build->keep, (found->count + 1) * sizeof *host->content.packs);
    host->content.pack_count = found->count;
    build->found = found;
    for (uint32_t i = 0; i < found->count; i++) take_found(build, found->items[i], i);
    for (uint32_t i = 0; i < found->count; i++) open_pack(build, &host->packs[i], &definitions[i]);
    spread_breaks(build, found);
    walk(build, TS_PASS_DECLARE);
    for (uint32_t i = 0; i < found->count; i++)
        if (host->packs[i].box) ts_migrations_read(build, &host->packs[i]);
    ts_aliases_open(build);
    walk(build, TS_PASS_BUILD);
    ts_resolve_groups(build);
    walk(build, TS_PASS_INSTANCES);
    ts_resolve_content(build);
    ts_lines_finish(build);
    close_packs(build);
}

// --- the loading as a whole

void ts_load_start(struct ts_build *build, struct ts_symbols *symbols)
{
    struct ts_host *host = ts_memory_get(sizeof *host);
    memset(host, 0, sizeof *host);
    *build = (struct ts_build){.host = host, .symbols = symbols, .keep = ts_arena_new(), .scratch = ts_arena_new()};
    build->problems.arena = build->scratch;
    host->symbols = symbols;
    host->content.symbols = symbols;
    host->content.arena = build->keep;
    ts_lua_script_open(host);
}

void ts_load_end(struct ts_build *build)
{
    build->host->texts = build->texts;
    build->host->text_count = build->text_count;
    build->host->text_room = build->text_room;
    build->texts = NULL;
    build->text_count = 0;
    ts_build_clear(build);
}
