// require.c - runs a pack's files: each once, in order or when another needs it
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "lua/build.h"
#include "lua/prose_file.h"

enum { MODULE_MAX = 200 };

static struct ts_lua_source *find_module(struct ts_lua_pack *pack, const char *module)
{
    for (uint32_t i = 0; i < pack->source_count; i++)
        if (strcmp(pack->sources[i].module, module) == 0) return &pack->sources[i];
    return NULL;
}

// "rules.tide" as "rules/tide"; false when it has other than names between its dots.
static bool read_module(const char *name, char out[MODULE_MAX])
{
    size_t length = strlen(name);
    const char *part = name;
    if (length == 0 || length >= MODULE_MAX) return false;
    for (size_t i = 0; i <= length; i++) {
        if (name[i] != '.' && name[i] != '/' && name[i] != '\0') continue;
        if (!ts_ident_is_name(part, (size_t)(name + i - part))) return false;
        part = name + i + 1;
    }
    for (size_t i = 0; i <= length; i++) out[i] = name[i] == '.' ? '/' : name[i];
    return true;
}

// The folder, inside the pack, of the file that calls: "stories/", or "".
static void calling_folder(lua_State *L, char out[MODULE_MAX])
{
    lua_Debug frame;
    const char *path, *slash;
    out[0] = '\0';
    if (!lua_getstack(L, 1, &frame) || !lua_getinfo(L, "S", &frame) || frame.source[0] != '@') return;
    path = strchr(frame.source, '/');
    slash = path ? strrchr(path, '/') : NULL;
    if (path && slash > path && slash - path < MODULE_MAX) snprintf(out, MODULE_MAX, "%.*s", (int)(slash - path), path + 1);
}

static struct ts_lua_source *find_required(lua_State *L, struct ts_lua_pack *pack, const char *module)
{
    char folder[MODULE_MAX], path[MODULE_MAX * 2];
    struct ts_lua_source *source = find_module(pack, module);
    if (source) return source;
    calling_folder(L, folder);
    snprintf(path, sizeof path, "%s%s", folder, module);
    return find_module(pack, path);
}

static int refuse_unknown(lua_State *L, struct ts_lua_pack *pack, const char *module)
{
    const char *near = NULL, *best = NULL;
    for (uint32_t i = 0; i < pack->source_count && !best; i++) {
        const char *name = pack->sources[i].module;
        near = ts_suggest(module, &name, 1);
        if (near) best = near;
    }
    if (best) return luaL_error(L, "there is no file \"%s.lua\" in this pack; did you mean \"%s\"?", module, best);
    return luaL_error(L, "there is no file \"%s.lua\" in this pack; require loads files of the same pack only", module);
}

// Runs the file's function, which is on top, and leaves what it returned in its stead. Raises.
static void run_function(lua_State *L, struct ts_lua_source *source)
{
    source->state = TS_SOURCE_RUNNING;
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    source->ref = luaL_ref(L, LUA_REGISTRYINDEX);
    source->state = TS_SOURCE_DONE;
    if (lua_istable(L, -1) || lua_isfunction(L, -1))
        if (ts_box_watch(ts_box_of(L), -1, NULL) != TS_OK) luaL_error(L, "not enough memory");
}

static void run_source(lua_State *L, struct ts_lua_pack *pack, struct ts_lua_source *source)
{
    struct ts_err err;
    if (ts_box_load(pack->box, source->path, source->text, source->length, 0, &err) != TS_OK) {
        source->state = TS_SOURCE_FAILED;
        lua_pushstring(L, err.message);
        lua_error(L);
    }
    run_function(L, source);
}

static int require_module(lua_State *L)
{
    struct ts_lua_pack *pack = ts_lua_pack_of(L);
    char module[MODULE_MAX];
    struct ts_lua_source *source;
    ts_box_charge(L, MODULE_MAX);
    if (lua_type(L, 1) != LUA_TSTRING) return luaL_error(L, "require needs the name of a file, as in require \"rules.tide\"");
    if (!read_module(lua_tostring(L, 1), module)) return luaL_error(L, "require takes names with dots between them, as in \"rules.tide\"");
    source = find_required(L, pack, module);
    if (!source) return refuse_unknown(L, pack, module);
    if (source->state == TS_SOURCE_RUNNING)
        return luaL_error(L, "\"%s\" is required while it is still being loaded: two files need each other", module);
    if (source->state == TS_SOURCE_FAILED) return luaL_error(L, "\"%s\" could not be loaded", module);
    if (source->state == TS_SOURCE_DONE)
        lua_rawgeti(L, LUA_REGISTRYINDEX, source->ref);
    else if (pack->definitions)
        run_source(L, pack, source);
    else
        return luaL_error(L, "require works only while the pack is loaded");
    return 1;
}

void ts_require_open(lua_State *L)
{
    lua_pushstring(L, "require");
    lua_pushcfunction(L, require_module);
    lua_rawset(L, -3);
}

// Given the file's function and the source.
static int run_file_protected(lua_State *L)
{
    struct ts_lua_source *source = lua_touserdata(L, 2);
    lua_settop(L, 1);
    run_function(L, source);
    return 0;
}

// The line in "harbour/stories/lantern.lua:12: why", whatever file of the pack it names.
static struct ts_place read_place(const struct ts_lua_source *sources, uint32_t count, char *message)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct ts_lua_source *source = &sources[i];
        size_t length = strlen(source->path);
        uint32_t line = 0;
        int used = 0;
        if (strncmp(message, source->path, length) != 0 || sscanf(message + length, ":%u:%n", &line, &used) != 1 || used == 0) continue;
        length += (size_t)used;
        while (message[length] == ' ') length++;
        memmove(message, message + length, strlen(message + length) + 1);
        return (struct ts_place){.file = source->file, .line = line};
    }
    return (struct ts_place){0};
}

// A traceback of one line only says the place again.
static void cut_trace(char *message)
{
    char *trace = strchr(message, '\n');
    if (trace && !strchr(trace + 1, '\n')) *trace = '\0';
}

void ts_source_report(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, const char *code, char *message)
{
    struct ts_place place = read_place(pack->sources, pack->source_count, message);
    if (!place.file) place = read_place(source, 1, message); // a migration is none of the pack's scripts
    cut_trace(message);
    if (!place.file) place = (struct ts_place){.file = source->file, .line = 1};
    bool is_heavy = pack->box && ts_box_tripped(pack->box) == TS_TRIP_MEMORY; // a manifest is read outside of the pack's box
    ts_build_problem(build, pack, place, code, is_heavy ? TS_TOO_LARGE_HINT : NULL, "%s", message);
    pack->is_broken = true;
}

// A file cut short leaves others that it was requiring half done.
static void fail_running(struct ts_lua_pack *pack)
{
    for (uint32_t i = 0; i < pack->source_count; i++)
        if (pack->sources[i].state == TS_SOURCE_RUNNING) pack->sources[i].state = TS_SOURCE_FAILED;
}

static void run_file(struct ts_build *build, struct ts_lua_pack *pack, struct ts_lua_source *source)
{
    lua_State *L = ts_box_lua(pack->box);
    struct ts_err err;
    if (!ts_prose_file_compile(build, pack, source)) {
        source->state = TS_SOURCE_FAILED;
        return;
    }
    if (ts_box_load(pack->box, source->path, source->text, source->length, 0, &err) != TS_OK) {
        source->state = TS_SOURCE_FAILED;
        ts_source_report(build, pack, source, "syntax-error", err.message);
        return;
    }
    lua_pushcfunction(L, run_file_protected);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, source);
    if (ts_box_call(pack->box, 2, 0, NULL, &err) == TS_OK) return;
    if (source->state == TS_SOURCE_NEW) source->state = TS_SOURCE_FAILED;
    fail_running(pack);
    if (!pack->definitions->is_full) ts_source_report(build, pack, source, "script-error", err.message);
}

// Said once, whatever the scripts made of the error.
static void tell_full(struct ts_build *build, struct ts_lua_pack *pack)
{
    pack->is_broken = true;
    ts_build_problem(build, pack, pack->definitions->full_at, "too-many", TS_TOO_LARGE_HINT,
                     "pack \"%s\" has more than %u definitions, which is the limit for as much as is written in it",
                     ts_build_text(build, pack->name), pack->allowance.definitions);
}

void ts_pack_run(struct ts_build *build, struct ts_lua_pack *pack)
{
    for (uint32_t i = 0; i < pack->source_count && !ts_box_tripped(pack->box) && !pack->definitions->is_full; i++) {
        struct ts_running before = ts_running_script(pack, pack->sources[i].file);
        if (pack->sources[i].state == TS_SOURCE_NEW) run_file(build, pack, &pack->sources[i]);
        *pack->host->now = before;
    }
    if (pack->definitions->is_full) tell_full(build, pack);
}
