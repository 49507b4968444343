// api_log.c - a line for whoever writes the pack
#include "lua/api.h"

enum { SAID_MAX = 64 * 1024, LINE_COST = 100, ARGUMENT_COST = 10 };

// Each argument becomes the text that stands for it, before anything is written: a script's __tostring may log too.
static size_t describe_all(lua_State *L, int count)
{
    size_t whole = 0, length;
    luaL_checkstack(L, 8, "log");
    for (int i = 1; i <= count; i++) {
        (void)ts_guard_describe(L, i, &length);
        lua_replace(L, i);
        ts_box_charge(L, ARGUMENT_COST + (int64_t)length);
        whole += length + 1; // a tab after it, or the line's end
    }
    return whole;
}

static int log_line(lua_State *L)
{
    struct ts_lua_pack *pack = ts_api_pack(L);
    struct ts_buffer *said = pack->said ? pack->said : &pack->host->said;
    int count = lua_gettop(L);
    ts_box_charge(L, LINE_COST);
    if (said->length + describe_all(L, count) > SAID_MAX) return 0;
    for (int i = 1; i <= count; i++) {
        size_t length;
        const char *text = lua_tolstring(L, i, &length);
        if (i > 1) ts_buffer_add_byte(said, '\t');
        ts_buffer_add(said, text, length);
    }
    ts_buffer_add_byte(said, '\n');
    return 0;
}

static const struct ts_api_row rows[] = {
    {"log", log_line, "log(...)", "Writes a line for the author, a tab between its values; shown by check, sim and eval, never to the player."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_log = {"log", "What every script sees beside Lua's safe base.", rows};

void ts_api_open_log(lua_State *L, struct ts_lua_pack *pack)
{
    lua_pushlightuserdata(L, pack);
    lua_pushlightuserdata(L, (void *)rows);
    lua_pushlightuserdata(L, (void *)&ts_api_log);
    lua_pushcclosure(L, log_line, 3);
    ts_box_env(pack->box);
    lua_insert(L, -2);
    lua_setfield(L, -2, "log");
    lua_pop(L, 1);
}

void ts_host_take_said(struct ts_host *host, struct ts_buffer *out)
{
    ts_buffer_add(out, host->said.bytes, host->said.length);
    host->said.length = 0;
}

size_t ts_host_said(const struct ts_host *host)
{
    return host->said.length;
}

void ts_host_forget_said(struct ts_host *host, size_t length)
{
    if (length < host->said.length) host->said.length = length;
}
