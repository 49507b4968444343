// ask.c - Lua that somebody types while a run is played: one expression or a few statements
#include <stdio.h>

#include "base/canon.h"
#include "lua/api.h"
#include "lua/call.h"

static const char name[] = "eval";

// Compiles `before` and the source where conditions are, and pushes the function.
static enum ts_status compile(const struct ts_entry *entry, const char *before, const char *source, struct ts_err *err)
{
    struct ts_buffer chunk = {0};
    ts_buffer_add_format(&chunk, "local _, universe, progression = ... %s%s", before, source);
    lua_rawgeti(entry->L, LUA_REGISTRYINDEX, entry->pack->conditions);
    enum ts_status status = ts_box_load(entry->pack->box, name, chunk.bytes, chunk.length, -1, err);
    lua_remove(entry->L, status == TS_OK ? -2 : -1);
    ts_buffer_clear(&chunk);
    return status;
}

static enum ts_status run(struct ts_entry *entry, struct ts_err *err)
{
    enum ts_status status = ts_call_run(entry, ts_call_push_objects(entry), 1, NULL, err);
    if (!entry->pack->has_tables) return status;
    enum ts_status settled = ts_vars_settle(entry->pack, status == TS_OK, err);
    return status ? status : settled;
}

static void write_answer(const struct ts_entry *entry, struct ts_buffer *out)
{
    struct ts_value value;
    struct ts_err err;
    if (lua_isnil(entry->L, -1)) {
        ts_buffer_add_text(out, "nil");
    } else if (ts_lua_read_value(entry->L, -1, false, &value, &err) == TS_OK) {
        ts_value_encode(value, out);
        ts_value_drop(&value);
    } else {
        ts_buffer_add_format(out, "a %s", luaL_typename(entry->L, -1));
    }
}

enum ts_status ts_host_ask(struct ts_host *host, struct ts_view *view, uint32_t pack, const char *source, bool may_write,
                           struct ts_buffer *out, struct ts_err *err)
{
    const struct ts_call_info info = {.pack = pack, .role = ts_symbol_of(host->symbols, name), .story = view->run->story,
                                      .place = {.file = ts_symbol_of(host->symbols, name), .line = 1}};
    struct ts_entry entry;
    struct ts_err statement;
    enum ts_status status = ts_call_enter_loose(host, view, &info, may_write ? TS_WRITING : TS_READING, &entry, err);
    if (status) return status;
    status = compile(&entry, "return ", source, err);
    if (status && may_write && !compile(&entry, "", source, &statement)) status = TS_OK;
    if (!status) status = run(&entry, err);
    if (!status) {
        write_answer(&entry, out);
        lua_pop(entry.L, 1);
    }
    ts_call_leave(&entry);
    return status;
}
