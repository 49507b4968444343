// api.c - rows become methods and fields
#include "lua/api.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"

enum { MESSAGE_MAX = 1024, NAMES_MAX = 64, FIELDS_UPVALUE = TS_API_CACHE + 1, METHODS_UPVALUE };

static bool is_field(const struct ts_api_row *row)
{
    return !strchr(row->signature, '(');
}

static const struct ts_api_row *row_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(TS_API_ROW));
}

static const struct ts_api_module *module_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(TS_API_MODULE));
}

// --- errors

// Pushes the place of the script that called, through our own Lua.
static void push_where(lua_State *L)
{
    static const char ours[] = "=scripts/";
    lua_Debug frame;
    int level = 1;
    while (lua_getstack(L, level, &frame) && lua_getinfo(L, "S", &frame) && (frame.what[0] == 'C' || !strncmp(frame.source, ours, strlen(ours)))) level++;
    luaL_where(L, level);
}

static int raise(lua_State *L, const char *why)
{
    const struct ts_api_row *row = row_of(L);
    const struct ts_api_module *module = module_of(L);
    push_where(L);
    if (!row || row->name[0] == '_') lua_pushfstring(L, "%s: %s", module->name, why);
    else lua_pushfstring(L, "%s:%s: %s", module->name, row->name, why);
    lua_concat(L, 2);
    return lua_error(L);
}

int ts_api_fail(lua_State *L, const char *format, ...)
{
    char why[MESSAGE_MAX];
    va_list words;
    va_start(words, format);
    vsnprintf(why, sizeof why, format, words);
    va_end(words);
    return raise(L, why);
}

// Of a message of several lines the first: the others tell of it to people, and an error of Lua's is one line.
int ts_api_pass(lua_State *L, const struct ts_err *err)
{
    char why[MESSAGE_MAX];
    snprintf(why, sizeof why, "%.*s", (int)strcspn(err->message, "\n"), err->message);
    return raise(L, why);
}

int ts_api_fail_unknown(lua_State *L, const char *what, const char *wrong, const char *near)
{
    if (near) return ts_api_fail(L, "no %s \"%.100s\"; did you mean \"%s\"?", what, wrong, near);
    return ts_api_fail(L, "no %s \"%.100s\"", what, wrong);
}

static int fail_field(lua_State *L, const char *wrong)
{
    const struct ts_api_row *rows = module_of(L)->rows;
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; rows[count].name && count < NAMES_MAX; count++) names[count] = rows[count].name;
    return ts_api_fail_unknown(L, "field", wrong, ts_suggest(wrong, names, count));
}

// --- binding

// A row that was given up works on, and says what to use in its stead.
static int call_deprecated(lua_State *L)
{
    const struct ts_api_row *row = row_of(L);
    ts_deprecated_warn(L, row->name, row->instead);
    return row->function(L);
}

// Behind a type's methods: fields are made when asked for.
static int index_field(lua_State *L)
{
    const struct ts_api_row *row;
    if (lua_type(L, 2) != LUA_TSTRING) return ts_api_fail(L, "has no field of type %s", luaL_typename(L, 2));
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(FIELDS_UPVALUE));
    row = lua_touserdata(L, -1);
    if (!row) return fail_field(L, lua_tostring(L, 2));
    if (row->instead) ts_deprecated_warn(L, row->name, row->instead);
    return row->function(L);
}

// The same for types whose objects hold something: here the object stays argument 1.
static int index_object(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(METHODS_UPVALUE)) != LUA_TNIL) return 1;
    lua_pop(L, 1);
    return index_field(L);
}

static int refuse_write(lua_State *L)
{
    return ts_api_fail(L, "\"%.100s\" cannot be assigned; variables are in run.vars, the world in universe:set",
                       lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

static int print_name(lua_State *L)
{
    lua_pushstring(L, module_of(L)->name);
    return 1;
}

struct binding { // stack indices of the tables that take the rows
    const struct ts_api_module *module;
    void *owner;
    int cache, methods, fields, meta;
};

static void push_closure(lua_State *L, const struct binding *binding, lua_CFunction function, const struct ts_api_row *row, bool finds)
{
    lua_pushlightuserdata(L, binding->owner);
    if (row) lua_pushlightuserdata(L, (void *)row);
    else lua_pushnil(L);
    lua_pushlightuserdata(L, (void *)binding->module);
    lua_pushvalue(L, binding->cache);
    if (finds) lua_pushvalue(L, binding->fields);
    if (finds) lua_pushvalue(L, binding->methods);
    lua_pushcclosure(L, function, finds ? METHODS_UPVALUE : TS_API_CACHE);
}

static void bind_row(lua_State *L, const struct binding *binding, const struct ts_api_row *row)
{
    bool is_meta = strncmp(row->name, "__", 2) == 0;
    if (!row->function) return;
    lua_pushstring(L, row->name);
    if (is_field(row) && !is_meta) {
        lua_pushlightuserdata(L, (void *)row);
        lua_rawset(L, binding->fields);
        return;
    }
    push_closure(L, binding, row->instead ? call_deprecated : row->function, row, false);
    lua_rawset(L, is_meta ? binding->meta : binding->methods);
}

static void bind_meta(lua_State *L, const struct binding *binding)
{
    lua_pushvalue(L, binding->methods);
    lua_setfield(L, binding->meta, "__index");
    push_closure(L, binding, refuse_write, NULL, false);
    lua_setfield(L, binding->meta, "__newindex");
    push_closure(L, binding, print_name, NULL, false);
    lua_setfield(L, binding->meta, "__tostring");
    lua_pushboolean(L, 0);
    lua_setfield(L, binding->meta, "__metatable");
    lua_createtable(L, 0, 1);
    push_closure(L, binding, index_field, NULL, true);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, binding->methods);
}

static void declare(lua_State *L, const struct ts_api_module *module, void *owner, bool has_state)
{
    int top = lua_gettop(L);
    struct binding binding = {module, owner, top + 1, top + 2, top + 3, top + 4};
    luaL_checkstack(L, 16, NULL);
    for (int i = 0; i < 4; i++) lua_newtable(L);
    bind_meta(L, &binding);
    if (has_state) {
        push_closure(L, &binding, index_object, NULL, true);
        lua_setfield(L, binding.meta, "__index");
    }
    for (const struct ts_api_row *row = module->rows; row->name; row++) bind_row(L, &binding, row);
    lua_rawsetp(L, LUA_REGISTRYINDEX, module);
    lua_pushvalue(L, binding.methods);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &module->rows); // a second key: what ts_api_keep adds to
    lua_settop(L, top);
}

void ts_api_declare(lua_State *L, const struct ts_api_module *module, void *owner)
{
    declare(L, module, owner, false);
}

void ts_api_declare_objects(lua_State *L, const struct ts_api_module *module, void *owner)
{
    declare(L, module, owner, true);
}

void *ts_api_push(lua_State *L, const struct ts_api_module *module, size_t size)
{
    void *object = lua_newuserdatauv(L, size, 0);
    if (size) memset(object, 0, size);
    lua_rawgetp(L, LUA_REGISTRYINDEX, module);
    lua_setmetatable(L, -2);
    return object;
}

void ts_api_keep(lua_State *L, const struct ts_api_module *module, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &module->rows);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

// --- what modules share

bool ts_api_try(lua_State *L, lua_CFunction body, void *data, int results)
{
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, data);
    return lua_pcall(L, 1, results, 0) == LUA_OK;
}

struct ts_view *ts_api_view(lua_State *L)
{
    struct ts_view *view = ts_api_pack(L)->host->view;
    if (!view || !view->run) ts_api_fail(L, "is only there inside a callback that is given it");
    return view;
}

void ts_api_push_symbol(lua_State *L, const struct ts_symbols *symbols, ts_symbol symbol)
{
    if (symbol) lua_pushlstring(L, ts_symbol_text(symbols, symbol), ts_symbol_length(symbols, symbol));
    else lua_pushnil(L);
}

void ts_api_push_text(lua_State *L, const struct ts_text *text)
{
    if (text) lua_pushlstring(L, text->bytes, text->length);
    else lua_pushnil(L);
}

void ts_api_push_name(lua_State *L, const struct ts_symbols *symbols, ts_symbol character)
{
    if (character) lua_pushfstring(L, "\x02%s\x03", ts_symbol_text(symbols, character));
    else lua_pushnil(L);
}

static ts_symbol find_id(const struct ts_lua_pack *pack, const struct ts_map *ids, const char *before, const char *name)
{
    char full[2 * 128 + 2];
    ts_symbol symbol;
    int length = snprintf(full, sizeof full, "%s%s%s", before, *before ? ":" : "", name);
    if (length < 0 || (size_t)length >= sizeof full) return 0;
    symbol = ts_symbol_find(pack->host->symbols, full, (size_t)length);
    return symbol && ts_map_find(ids, symbol) ? symbol : 0;
}

ts_symbol ts_api_resolve(const struct ts_lua_pack *pack, const struct ts_map *ids, const char *name)
{
    bool is_core = strncmp(name, "core:", 5) == 0;
    ts_symbol found = find_id(pack, ids, ts_symbol_text(pack->host->symbols, pack->name), name);
    if (!found) found = find_id(pack, ids, "", name);
    if (!found) found = is_core ? find_id(pack, ids, "", name + 5) : find_id(pack, ids, "core", name);
    return found;
}

void ts_api_warn_former(lua_State *L, const struct ts_symbols *symbols, ts_symbol asked, ts_symbol now)
{
    if (now && asked != now) ts_deprecated_warn(L, ts_symbol_text(symbols, asked), ts_symbol_text(symbols, now));
}

static int keep_ref(lua_State *L)
{
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

void ts_api_open(lua_State *L)
{
    struct ts_lua_pack *pack = ts_lua_pack_of(L);
    lua_newtable(L);
    pack->tables = keep_ref(L);
    pack->has_tables = false;
    ts_api_open_rng(L, pack);
    ts_api_open_run(L, pack);
    pack->run = keep_ref(L);
    ts_api_open_universe(L, pack);
    pack->universe = keep_ref(L);
    ts_api_open_progression(L, pack);
    pack->progression = keep_ref(L);
    ts_condition_open(L, pack);
    pack->conditions = keep_ref(L);
    ts_api_open_log(L, pack);
}
