// api_log.c - a line for whoever writes the pack
#include "lua/api.h"

enum { SAID_MAX = 64 * 1024, LINE_COST = 100 };

static int log_line(lua_State *L)
{
    struct ts_lua_pack *pack = ts_api_pack(L);
    struct ts_buffer *said = pack->said ? pack->said : &pack->host->said;
    size_t length;
    const char *line = ts_guard_describe(L, 1, &length);
    ts_box_charge(L, LINE_COST + (int64_t)length);
    if (said->length + length + 1 > SAID_MAX) return 0;
    ts_buffer_add(said, line, length);
    ts_buffer_add_byte(said, '\n');
    return 0;
}

static const struct ts_api_row rows[] = {
    {"log", log_line, "log(text)", "Writes a line for the author; shown by check, sim and eval, never to the player."},
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
