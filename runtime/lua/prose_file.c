// prose_file.c - .story files: what an author wrote as prose, made Lua of as many lines by scripts/prose/
#include "lua/prose_file.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "lua/kinds.h"
#include "lua/prose_pin.h"

static const char prose_end[] = ".story", compiler[] = "prose.compile";
static const struct ts_limits limits = {.steps = INT64_C(2000) * 1000 * 1000, .bytes = (size_t)512 << 20, .millis = 30000};

enum { PATH_SIZE = 300 };

bool ts_prose_file_is(const char *path)
{
    size_t length = strlen(path), end = strlen(prose_end);
    return length > end && strcmp(path + length - end, prose_end) == 0;
}

// --- a box of its own, with our scripts

// `require "prose.lines"`: each once, kept in the registry by name.
static int require_ours(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1), *dot = strchr(name, '.');
    char path[PATH_SIZE];
    struct ts_err err;
    lua_settop(L, 1);
    if (lua_getfield(L, LUA_REGISTRYINDEX, name) != LUA_TNIL) return 1;
    snprintf(path, sizeof path, "prose/%s.lua", dot ? dot + 1 : name);
    const struct ts_embedded_file *file = ts_embedded_get(path);
    if (ts_box_load(ts_box_of(L), path, file->bytes, file->length, 0, &err) != TS_OK) return luaL_error(L, "%s", err.message);
    lua_call(L, 0, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, name);
    return 1;
}

static int open_ours(lua_State *L)
{
    ts_box_env(ts_box_of(L));
    lua_pushcfunction(L, require_ours);
    lua_setfield(L, -2, "require");
    return 0;
}

static struct ts_box *open_box(struct ts_err *err)
{
    struct ts_box *box = ts_box_new("prose");
    if (box && ts_box_run(box, open_ours, NULL, err) == TS_OK) return box;
    if (!box) ts_err_set(err, TS_FAILED, "not enough memory to read prose");
    ts_box_free(box);
    return NULL;
}

// --- what is asked of them

struct asked {
    const char *text;
    size_t length;
    const char *story, *module;
    struct ts_buffer vars, helpers, scenes; // names, one a line
};

static void set_text(lua_State *L, const char *field, const char *text, size_t length)
{
    lua_pushlstring(L, text, length);
    lua_setfield(L, -2, field);
}

// The compiler's function and its argument are pushed by this, given `asked`.
static int ask(lua_State *L)
{
    const struct asked *asked = lua_touserdata(L, 1);
    lua_pushcfunction(L, require_ours);
    lua_pushstring(L, compiler);
    lua_call(L, 1, 1);
    lua_getfield(L, -1, asked->story ? "compile" : "pin");
    if (!asked->story) {
        lua_pushlstring(L, asked->text, asked->length);
        lua_call(L, 1, 2);
        return 2;
    }
    lua_createtable(L, 0, 6);
    set_text(L, "text", asked->text, asked->length);
    set_text(L, "story", asked->story, strlen(asked->story));
    set_text(L, "module", asked->module, strlen(asked->module));
    set_text(L, "vars", asked->vars.bytes ? asked->vars.bytes : "", asked->vars.length);
    set_text(L, "helpers", asked->helpers.bytes ? asked->helpers.bytes : "", asked->helpers.length);
    set_text(L, "scenes", asked->scenes.bytes ? asked->scenes.bytes : "", asked->scenes.length);
    lua_call(L, 1, 3);
    return 3;
}

static void clear_asked(struct asked *asked)
{
    ts_buffer_clear(&asked->vars);
    ts_buffer_clear(&asked->helpers);
    ts_buffer_clear(&asked->scenes);
}

// --- what the script beside it says

static void add_keys(lua_State *L, struct ts_buffer *names)
{
    if (!lua_istable(L, -1)) return;
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING) continue;
        ts_buffer_add_text(names, lua_tostring(L, -2));
        ts_buffer_add_byte(names, '\n');
    }
}

static void add_field_keys(lua_State *L, const char *field, struct ts_buffer *names)
{
    lua_pushstring(L, field);
    lua_rawget(L, -2);
    add_keys(L, names);
    lua_pop(L, 1);
}

static const struct ts_definition *find_story(const struct ts_lua_pack *pack, const char *name)
{
    const struct ts_list *list = &pack->definitions->list;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct ts_definition *definition = list->items[i];
        if (definition->name && strcmp(definition->kind->name, "story") == 0 && strcmp(definition->name, name) == 0 && definition->ref != LUA_NOREF)
            return definition;
    }
    return NULL;
}

struct beside {
    struct asked *asked;
    const struct ts_lua_source *script;
    const struct ts_definition *story;
};

static int read_beside(lua_State *L)
{
    struct beside *beside = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, beside->story->ref);
    add_field_keys(L, "vars", &beside->asked->vars);
    add_field_keys(L, "scenes", &beside->asked->scenes);
    lua_rawgeti(L, LUA_REGISTRYINDEX, beside->script->ref);
    add_keys(L, &beside->asked->helpers);
    return 0;
}

static const struct ts_lua_source *find_script(const struct ts_lua_pack *pack, const char *module)
{
    for (uint32_t i = 0; i < pack->source_count; i++)
        if (strcmp(pack->sources[i].module, module) == 0) return &pack->sources[i];
    return NULL;
}

// --- compiling

static void tell(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, uint32_t line, const char *hint,
                 const char *message)
{
    ts_build_problem(build, pack, (struct ts_place){.file = source->file, .line = line}, "prose-syntax", hint, "%s", message);
    pack->is_broken = true;
}

static const char *text_of(lua_State *L, const char *field)
{
    const char *text;
    lua_getfield(L, -1, field);
    text = lua_tostring(L, -1);
    lua_pop(L, 1); // the row still holds it
    return text;
}

static uint32_t line_of(lua_State *L)
{
    lua_getfield(L, -1, "line");
    uint32_t line = (uint32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return line;
}

static void tell_all(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, lua_State *L, int problems)
{
    for (lua_Integer i = 1; lua_rawgeti(L, problems, i) == LUA_TTABLE; i++, lua_pop(L, 1))
        tell(build, pack, source, line_of(L), text_of(L, "hint"), text_of(L, "message"));
    lua_pop(L, 1);
}

static void tell_unpinned(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, lua_State *L, int list)
{
    for (lua_Integer i = 1; build->is_strict && lua_rawgeti(L, list, i) == LUA_TTABLE; i++, lua_pop(L, 1))
        ts_build_warning(build, pack, (struct ts_place){.file = source->file, .line = line_of(L)}, "unpinned-choice",
                         "`turnstone ids --write` writes them all", "the choice \"%s\" has no id of its own: it is made of its words, and lost with them",
                         text_of(L, "id"));
}

static void tell_too_long(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, size_t length)
{
    char message[128];
    snprintf(message, sizeof message, "what is made of this file has %zu kB, more than the %d kB that are compiled at once", length / 1024,
             TS_BOX_COMPILED_MAX / 1024);
    tell(build, pack, source, 1, "make two stories of it, or write some of its scenes in .lua files, by define.scene", message);
}

// Calls `ask` in the box; on success its results lie at the top.
static enum ts_status call_ours(struct ts_box *box, struct asked *asked, int results, struct ts_err *err)
{
    lua_State *L = ts_box_lua(box);
    lua_pushcfunction(L, ask);
    lua_pushlightuserdata(L, asked);
    return ts_box_call(box, 1, results, &limits, err);
}

static bool compile(struct ts_build *build, struct ts_lua_pack *pack, struct ts_lua_source *source, struct asked *asked)
{
    struct ts_err err;
    struct ts_box *box = open_box(&err);
    enum ts_status status = box ? call_ours(box, asked, 3, &err) : TS_FAILED;
    size_t length = 0;
    if (status) {
        tell(build, pack, source, 1, "split the file", err.message);
    } else {
        lua_State *L = ts_box_lua(box);
        const char *text = lua_tolstring(L, -3, &length);
        tell_all(build, pack, source, L, lua_absindex(L, -2));
        if (text && length > TS_BOX_COMPILED_MAX) {
            tell_too_long(build, pack, source, length);
        } else if (text) {
            tell_unpinned(build, pack, source, L, lua_absindex(L, -1));
            source->shown = source->text;
            source->shown_length = source->length;
            source->text = ts_arena_copy(build->keep, text, length);
            source->length = length;
        }
    }
    ts_box_free(box);
    return source->shown != NULL;
}

bool ts_prose_file_compile(struct ts_build *build, struct ts_lua_pack *pack, struct ts_lua_source *source)
{
    char module[PATH_SIZE];
    struct asked asked = {.text = source->text, .length = source->length, .module = module};
    struct ts_err err;
    if (source->shown || !ts_prose_file_is(source->path)) return true;
    snprintf(module, sizeof module, "%.*s", (int)(strlen(source->module) - strlen(prose_end)), source->module);
    asked.story = strrchr(module, '/') ? strrchr(module, '/') + 1 : module;
    struct beside beside = {.asked = &asked, .script = find_script(pack, module), .story = find_story(pack, asked.story)};
    if (beside.script && beside.script->state == TS_SOURCE_FAILED) return false;
    if (!beside.script || beside.script->state != TS_SOURCE_DONE || !beside.story) {
        tell(build, pack, source, 1, "write a .lua file of the same name beside it, with define.story and that name",
             beside.script ? "the script beside this file defines no story of its name" : "there is no script of the same name beside this file");
        return false;
    }
    bool is_fine = ts_box_run(pack->box, read_beside, &beside, &err) == TS_OK;
    if (is_fine) is_fine = compile(build, pack, source, &asked);
    else tell(build, pack, source, 1, NULL, err.message);
    clear_asked(&asked);
    return is_fine;
}

static void tell_each(lua_State *L, ts_each_unpinned *each, void *self)
{
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) == LUA_TTABLE; i++, lua_pop(L, 1)) each(self, line_of(L), text_of(L, "id"));
    lua_pop(L, 1);
}

enum ts_status ts_prose_pin(struct ts_arena *arena, const char *path, ts_each_unpinned *each, void *self, const char **out, size_t *length,
                            struct ts_err *err)
{
    struct asked asked = {.text = ts_file_read(arena, path, TS_BOX_SOURCE_MAX, &asked.length, err)};
    struct ts_box *box = asked.text ? open_box(err) : NULL;
    enum ts_status status = box ? call_ours(box, &asked, 2, err) : TS_DATA;
    if (!status) {
        lua_State *L = ts_box_lua(box);
        const char *pinned = lua_tolstring(L, -2, length);
        if (pinned) {
            tell_each(L, each, self);
            *out = ts_arena_copy(arena, pinned, *length);
        } else if (lua_rawgeti(L, -1, 1) == LUA_TTABLE) {
            status = ts_err_set(err, TS_DATA, "\"%s\", line %u: %s", path, line_of(L), text_of(L, "message"));
        }
    }
    ts_box_free(box);
    return status;
}
