// script.c - answers what the domain asks of scripts
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/canon.h"
#include "lua/api.h"
#include "lua/blame.h"
#include "lua/call.h"
#include "lua/plain.h"

// What is only read is asked often and answered soon.
static const struct ts_limits reading = {.steps = 1000000};

static enum ts_status mistake(const struct ts_entry *entry, const char *what, int index, struct ts_err *err)
{
    struct ts_symbols *symbols = entry->host->symbols;
    ts_err_set(err, TS_FAILED, "%s:%u: %s %s, not a %s", ts_symbol_text(symbols, entry->call->place.file), entry->call->place.line,
                      ts_symbol_text(symbols, entry->call->role), what, luaL_typename(entry->L, index));
    ts_blame_explain(entry->pack, NULL, NULL, err);
    return TS_FAILED;
}

// One call that only reads, up to its one result on the stack. The caller pops it and leaves when this is TS_OK.
static enum ts_status ask(struct ts_host *host, struct ts_view *view, ts_call call, struct ts_entry *entry, struct ts_err *err)
{
    enum ts_status status = ts_call_enter(host, view, call, TS_READING, entry, err);
    if (status != TS_OK) return status;
    status = ts_call_run(entry, ts_call_push_objects(entry), 1, &reading, err);
    if (status != TS_OK) ts_call_leave(entry);
    return status;
}

static void answered(struct ts_entry *entry)
{
    lua_pop(entry->L, 1);
    ts_call_leave(entry);
}

// Most conditions need no Lua, see plain.h.
static bool answer_plainly(const struct ts_host *host, struct ts_view *view, ts_call call, struct ts_value *out)
{
    uint32_t rights = view->pack;
    bool is_answered;
    if (call >= host->plain_count || !host->plains[call]) return false;
    view->pack = host->content.calls[call].pack;
    is_answered = ts_plain_value(host->plains[call], view, out);
    view->pack = rights;
    return is_answered;
}

static bool is_joined(const struct ts_host *host, ts_call call)
{
    return host->content.calls[call].join != NULL;
}

static enum ts_status test(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_entry entry;
    struct ts_value plain;
    enum ts_status status;
    if (is_joined(self, call)) return ts_join_ask(self, view, call, test, out, err);
    if (answer_plainly(self, view, call, &plain)) {
        *out = ts_value_is_true(plain);
        ts_value_drop(&plain);
        return TS_OK;
    }
    status = ask(self, view, call, &entry, err);
    if (status != TS_OK) return status;
    *out = lua_toboolean(entry.L, -1);
    answered(&entry);
    return TS_OK;
}

static enum ts_status number(void *self, struct ts_view *view, ts_call call, double *out, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status = ask(self, view, call, &entry, err);
    if (status != TS_OK) return status;
    if (lua_type(entry.L, -1) == LUA_TNUMBER && isfinite(lua_tonumber(entry.L, -1))) *out = lua_tonumber(entry.L, -1);
    else status = mistake(&entry, "must give a finite number", -1, err);
    answered(&entry);
    return status;
}

static enum ts_status value(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status;
    if (answer_plainly(self, view, call, out)) return TS_OK;
    status = ask(self, view, call, &entry, err);
    if (status != TS_OK) return status;
    status = ts_lua_read_value(entry.L, -1, false, out, err);
    if (status != TS_OK)
        ts_err_wrap(err, "%s:%u: the result", ts_symbol_text(entry.host->symbols, entry.call->place.file), entry.call->place.line);
    answered(&entry);
    return status;
}

static enum ts_status read_words(struct ts_entry *entry, struct ts_buffer *out, struct ts_err *err)
{
    size_t length;
    const char *bytes;
    if (lua_isnil(entry->L, -1)) return TS_OK;
    if (lua_type(entry->L, -1) != LUA_TSTRING) return mistake(entry, "must return a string", -1, err);
    bytes = lua_tolstring(entry->L, -1, &length);
    if (!ts_canon_is_text(bytes, length)) return mistake(entry, "must return UTF-8 text without NUL", -1, err);
    if (length > TS_VALUE_MAX) return mistake(entry, "must return at most 64 kB", -1, err);
    ts_buffer_add(out, bytes, length);
    return TS_OK;
}

static enum ts_status words(void *self, struct ts_view *view, ts_call call, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status = ask(self, view, call, &entry, err);
    if (status != TS_OK) return status;
    status = read_words(&entry, out, err);
    answered(&entry);
    return status;
}

enum { ITEMS_MAX = 200 };

static void drop_items(struct ts_value *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) ts_value_drop(&items[i]);
    free(items);
}

static enum ts_status read_item(struct ts_entry *entry, int list, uint32_t i, struct ts_value *out, struct ts_err *err)
{
    enum ts_status status;
    lua_rawgeti(entry->L, list, (lua_Integer)i + 1);
    status = ts_lua_read_value(entry->L, -1, false, out, err);
    if (status != TS_OK)
        ts_err_wrap(err, "%s:%u: item %u", ts_symbol_text(entry->host->symbols, entry->call->place.file), entry->call->place.line, i + 1);
    lua_pop(entry->L, 1);
    return status;
}

static enum ts_status read_list(struct ts_entry *entry, struct ts_value **items, uint32_t *count, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    uint32_t i, length;
    int list;
    if (lua_isnil(entry->L, -1)) return TS_OK;
    if (!lua_istable(entry->L, -1)) return mistake(entry, "must return a list", -1, err);
    ts_seal_resolve(entry->L, lua_gettop(entry->L));
    list = lua_gettop(entry->L);
    if (lua_rawlen(entry->L, list) > ITEMS_MAX) return lua_pop(entry->L, 1), mistake(entry, "must return at most 200 values", -1, err);
    length = (uint32_t)lua_rawlen(entry->L, list);
    *items = ts_memory_get((length + 1) * sizeof **items);
    for (i = 0; status == TS_OK && i < length; i++) status = read_item(entry, list, i, &(*items)[i], err);
    *count = status == TS_OK ? length : i - 1;
    lua_pop(entry->L, 1);
    return status;
}

static enum ts_status list(void *self, struct ts_view *view, ts_call call, struct ts_value **items, uint32_t *count, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status = ask(self, view, call, &entry, err);
    *items = NULL;
    *count = 0;
    if (status != TS_OK) return status;
    status = read_list(&entry, items, count, err);
    if (status != TS_OK) {
        drop_items(*items, *count);
        *items = NULL;
        *count = 0;
    }
    answered(&entry);
    return status;
}

static enum ts_status rule(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status;
    if (is_joined(self, call)) return ts_join_ask(self, view, call, rule, out, err);
    status = ts_call_enter(self, view, call, TS_READING, &entry, err);
    if (status != TS_OK) return status;
    lua_rawgeti(entry.L, LUA_REGISTRYINDEX, entry.pack->progression);
    status = ts_call_run(&entry, 1, 1, &reading, err);
    if (status == TS_OK) {
        *out = lua_toboolean(entry.L, -1);
        lua_pop(entry.L, 1);
    }
    ts_call_leave(&entry);
    return status;
}

// lua_pushstring, since it knows a text by its address; that of a symbol stays.
static void push_symbol_field(lua_State *L, const struct ts_host *host, const char *name, ts_symbol symbol)
{
    if (!symbol) return;
    lua_pushstring(L, ts_symbol_text(host->symbols, symbol));
    lua_setfield(L, -2, name);
}

static void push_integer_field(lua_State *L, const char *name, int64_t integer)
{
    lua_pushinteger(L, integer);
    lua_setfield(L, -2, name);
}

static void push_event(lua_State *L, const struct ts_host *host, const struct ts_view *view, const struct ts_happened *what)
{
    lua_createtable(L, 0, 10);
    lua_pushstring(L, ts_happening_name(what->happening));
    lua_setfield(L, -2, "name");
    push_symbol_field(L, host, "story", view->run->story->id);
    push_symbol_field(L, host, "pack", host->content.packs[view->run->story->pack].name);
    push_symbol_field(L, host, "scene", what->scene ? what->scene->full : 0);
    push_symbol_field(L, host, "choice", what->choice);
    push_symbol_field(L, host, "id", what->id);
    push_symbol_field(L, host, "ending", what->ending);
    push_integer_field(L, "turn", view->run->head.turn);
    push_integer_field(L, "position", view->position);
    push_integer_field(L, "events", what->events);
}

// handler, run, universe, entry, what: builds the event where memory may run out.
static int call_with_event(lua_State *L)
{
    const struct ts_entry *entry = lua_touserdata(L, 4);
    const struct ts_happened *what = lua_touserdata(L, 5);
    lua_settop(L, 3);
    push_event(L, entry->host, entry->view, what);
    lua_call(L, 3, 0);
    return 0;
}

static int push_handler(struct ts_entry *entry, const struct ts_happened *what)
{
    lua_State *L = entry->L;
    if (!what || entry->wants < 3) return ts_call_push_objects(entry);
    lua_pushcfunction(L, call_with_event);
    lua_insert(L, -2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, entry->pack->run);
    lua_rawgeti(L, LUA_REGISTRYINDEX, entry->pack->universe);
    lua_pushlightuserdata(L, entry);
    lua_pushlightuserdata(L, (void *)what);
    return 5;
}

static enum ts_status act(void *self, struct ts_view *view, ts_call call, const struct ts_happened *what, struct ts_err *err)
{
    struct ts_entry entry;
    enum ts_status status = ts_call_enter(self, view, call, TS_WRITING, &entry, err);
    if (status != TS_OK) return status;
    status = ts_call_run(&entry, push_handler(&entry, what), 0, NULL, err);
    if (entry.pack->has_tables) {
        enum ts_status settled = ts_vars_settle(entry.pack, status == TS_OK, err);
        if (status == TS_OK && settled != TS_OK)
            ts_err_wrap(err, "%s:%u", ts_symbol_text(entry.host->symbols, entry.call->place.file), entry.call->place.line);
        if (status == TS_OK) status = settled;
    }
    ts_call_leave(&entry);
    return status;
}

void ts_lua_script_open(struct ts_host *host)
{
    host->now = &host->unheard;
    host->script = (struct ts_script){
        .self = host, .test = test, .number = number, .value = value, .words = words, .list = list, .act = act, .migrate = ts_migration_call, .rule = rule};
}
