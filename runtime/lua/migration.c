// migration.c - migrations/NNNN_name.lua of a pack: read at load, their functions called once for each run
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "lua/alias.h"
#include "lua/api.h"
#include "lua/call.h"
#include "lua/load.h"

// --- what a file returns

static const struct ts_field migration_fields[] = {
    {"run", ts_read_function, offsetof(struct ts_migration, run), false, "function(vars, run): changes the variables of a stored run"},
    {NULL, NULL, 0, false, NULL},
};

struct reading {
    struct ts_build *build;
    struct ts_lua_pack *pack;
    const struct ts_lua_source *source;
    uint32_t number;
};

static void read_table(lua_State *L, const struct reading *reading)
{
    static const struct ts_field *const tables[] = {ts_rename_fields, migration_fields, NULL};
    struct ts_build *build = reading->build;
    struct ts_migration *migration = build->migrations.items[reading->number - 1];
    struct ts_scope scope = {.build = build, .pack = reading->pack, .L = L, .place = migration->place};
    scope.what = ts_build_text(build, migration->name);
    ts_fields_check(&scope, tables);
    if (!build->is_rebuilding) ts_renames_read(&scope, reading->number);
    ts_fields_read(&scope, migration_fields, migration);
}

// Given the file's function and the reading.
static int run_protected(lua_State *L)
{
    const struct reading *reading = lua_touserdata(L, 2);
    lua_settop(L, 1);
    luaL_checkstack(L, 40, "to read a migration");
    lua_call(L, 0, 1);
    if (!lua_istable(L, -1)) return luaL_error(L, "%s:1: a migration must return a table of what was renamed, and `run`", reading->source->path);
    read_table(L, reading);
    return 0;
}

static void read_file(struct reading *reading)
{
    struct ts_lua_pack *pack = reading->pack;
    lua_State *L = ts_box_lua(pack->box);
    struct ts_lua_definitions *definitions = pack->definitions;
    struct ts_err err;
    pack->definitions = NULL; // it defines nothing
    enum ts_status status = ts_box_load(pack->box, reading->source->path, reading->source->text, reading->source->length, 0, &err);
    if (!status) {
        lua_pushcfunction(L, run_protected);
        lua_insert(L, -2);
        lua_pushlightuserdata(L, reading);
        status = ts_box_call(pack->box, 2, 0, NULL, &err);
    }
    pack->definitions = definitions;
    if (status) ts_source_report(reading->build, pack, reading->source, "script-error", err.message);
}

void ts_migrations_read(struct ts_build *build, struct ts_lua_pack *pack)
{
    for (uint32_t i = 0; i < pack->migration_count && !ts_box_tripped(pack->box); i++) {
        const struct ts_lua_source *source = &pack->migrations[i];
        const char *name = source->module + strlen("migrations/");
        struct ts_migration *migration = ts_list_add(&build->migrations, build->scratch, sizeof *migration);
        struct reading reading = {build, pack, source, build->migrations.count};
        migration->name = ts_build_symbol(build, "%s/%s", ts_build_text(build, pack->name), name);
        migration->pack = pack->index;
        migration->place = (struct ts_place){source->file, 1};
        read_file(&reading);
    }
}

// --- called for a run

enum { NAMES_MAX = 256 };

struct calling {
    struct ts_entry *entry;
    struct ts_migrating *what;
    enum ts_status status;
    struct ts_err *err;
};

static int refuse_var(lua_State *L, const char *name)
{
    const char *names[NAMES_MAX], *near;
    size_t count = 0;
    lua_pushnil(L);
    while (count < NAMES_MAX && lua_next(L, lua_upvalueindex(2))) {
        lua_pop(L, 1);
        names[count++] = lua_tostring(L, -1);
    }
    near = ts_suggest(name, names, count);
    if (near) return luaL_error(L, "no variable is declared by the name \"%s\"; did you mean \"%s\"?", name, near);
    return luaL_error(L, "no variable is declared by the name \"%s\": it can only be read", name);
}

// vars.name = value; upvalues: the values, the names that are declared.
static int set_var(lua_State *L)
{
    const char *name = luaL_checkstring(L, 2);
    lua_settop(L, 3);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TNIL) return refuse_var(L, name);
    lua_pop(L, 1);
    lua_rawset(L, lua_upvalueindex(1));
    return 0;
}

static const char *name_of(const struct calling *calling, const struct ts_migrated_var *var)
{
    return ts_symbol_text(calling->entry->host->symbols, var->name);
}

// Two tables: the values by name, and the names that are declared.
static void push_values(lua_State *L, const struct calling *calling)
{
    const struct ts_migrating *what = calling->what;
    lua_createtable(L, 0, (int)what->count);
    lua_createtable(L, 0, (int)what->count);
    for (uint32_t i = 0; i < what->count; i++) {
        ts_lua_push_value(L, what->vars[i].value, what->vars[i].is_map);
        lua_setfield(L, -3, name_of(calling, &what->vars[i]));
        if (!what->vars[i].is_declared) continue;
        lua_pushboolean(L, true);
        lua_setfield(L, -2, name_of(calling, &what->vars[i]));
    }
}

// What the script sees of the two tables at `values` and behind it.
static void push_vars(lua_State *L, int values)
{
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, values);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, values);
    lua_pushvalue(L, values + 1);
    lua_pushcclosure(L, set_var, 2);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, "vars");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

static void set_words(lua_State *L, const char *field, const char *words)
{
    lua_pushstring(L, words);
    lua_setfield(L, -2, field);
}

static void push_run(lua_State *L, const struct calling *calling)
{
    const struct ts_run *run = calling->entry->view->run;
    lua_createtable(L, 0, 5);
    set_words(L, "id", ts_symbol_text(calling->entry->host->symbols, run->id));
    set_words(L, "story", calling->what->story);
    set_words(L, "scene", calling->what->scene);
    set_words(L, "state", ts_run_state_name(run->head.state));
    lua_pushinteger(L, run->head.turn);
    lua_setfield(L, -2, "turn");
}

static void take_var(lua_State *L, struct calling *calling, struct ts_migrated_var *var)
{
    struct ts_value now = ts_value_nil();
    lua_pushstring(L, name_of(calling, var));
    lua_rawget(L, -2);
    if (!lua_isnil(L, -1)) calling->status = ts_lua_read_value(L, -1, var->is_map, &now, calling->err);
    lua_pop(L, 1);
    if (calling->status) {
        ts_err_wrap(calling->err, "variable \"%s\"", name_of(calling, var));
        return;
    }
    var->is_changed = !ts_value_is_equal(var->value, now);
    ts_value_drop(&var->value);
    var->value = now;
}

// The function and the calling: made here, where memory may run out.
static int call_migration(lua_State *L)
{
    struct calling *calling = lua_touserdata(L, 2);
    luaL_checkstack(L, 20, "to call a migration");
    lua_settop(L, 2);
    push_values(L, calling);
    lua_pushvalue(L, 1);
    push_vars(L, 3);
    push_run(L, calling);
    lua_call(L, 2, 0);
    lua_settop(L, 3);
    for (uint32_t i = 0; i < calling->what->count && !calling->status; i++)
        if (calling->what->vars[i].is_declared) take_var(L, calling, &calling->what->vars[i]);
    return 0;
}

enum ts_status ts_migration_call(void *self, struct ts_view *view, ts_call call, struct ts_migrating *what, struct ts_err *err)
{
    struct ts_entry entry;
    struct ts_err why = {0};
    struct calling calling = {.entry = &entry, .what = what, .err = &why};
    enum ts_status status = ts_call_enter(self, view, call, TS_READING, &entry, err);
    if (status) return status;
    lua_pushcfunction(entry.L, call_migration);
    lua_insert(entry.L, -2);
    lua_pushlightuserdata(entry.L, &calling);
    status = ts_call_run(&entry, 2, 0, NULL, err);
    if (!status && calling.status)
        status = ts_err_set(err, calling.status, "%s:%u: %s", ts_symbol_text(entry.host->symbols, entry.call->place.file), entry.call->place.line,
                            why.message);
    ts_call_leave(&entry);
    return status;
}
