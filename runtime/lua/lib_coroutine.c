// lib_coroutine.c - coroutines that pay for being made and pass a trip on to whoever resumes them
#include "lua/guard.h"

enum { RESUME_STEPS = 10 };

static lua_State *get_thread(lua_State *L)
{
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    return thread;
}

static int create(lua_State *L)
{
    lua_State *thread;
    luaL_checktype(L, 1, LUA_TFUNCTION);
    ts_guard_charge(L, TS_HOOK_PERIOD); // its own count of instructions begins anew
    thread = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, thread, 1);
    return 1;
}

// Why the thread cannot be resumed, NULL when it can.
static const char *obstacle(lua_State *L, lua_State *thread)
{
    lua_Debug frame;
    if (lua_status(thread) == LUA_YIELD) return NULL;
    if (L == thread || (lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &frame))) return "cannot resume non-suspended coroutine";
    return lua_status(thread) == LUA_OK && lua_gettop(thread) > 0 ? NULL : "cannot resume dead coroutine";
}

// Resumes with the `count` values on top; leaves the results or one error value there. Returns how many, -1 on error.
static int resume_with(lua_State *L, lua_State *thread, int count)
{
    struct ts_box *box = ts_guard_box(L);
    const char *why = obstacle(L, thread);
    int results, status;
    ts_guard_charge(L, RESUME_STEPS + count / 8);
    if (why) return lua_pushstring(L, why), -1;
    if (!lua_checkstack(thread, count)) return lua_pushliteral(L, "too many arguments to resume"), -1;
    lua_xmove(L, thread, count);
    box->current = thread;
    status = lua_resume(thread, L, count, &results);
    box->current = L;
    ts_guard_caught(L, status);
    if (status != LUA_OK && status != LUA_YIELD) return lua_xmove(thread, L, 1), -1;
    if (!lua_checkstack(L, results + 1)) {
        lua_pop(thread, results);
        return lua_pushliteral(L, "too many results to resume"), -1;
    }
    lua_xmove(thread, L, results);
    return results;
}

static int resume(lua_State *L)
{
    int results = resume_with(L, get_thread(L), lua_gettop(L) - 1);
    lua_pushboolean(L, results >= 0);
    if (results < 0) results = 1;
    lua_insert(L, -(results + 1));
    return results + 1;
}

static int resume_wrapped(lua_State *L)
{
    int results = resume_with(L, lua_tothread(L, lua_upvalueindex(1)), lua_gettop(L));
    if (results >= 0) return results;
    return lua_error(L); // as it is: the place in the message is that inside the coroutine
}

static int wrap(lua_State *L)
{
    create(L);
    lua_pushcclosure(L, resume_wrapped, 1);
    return 1;
}

// Nothing runs when one is closed: there is no __close.
static int close_one(lua_State *L)
{
    lua_State *thread = get_thread(L);
    lua_Debug frame;
    int status = lua_status(thread);
    ts_guard_charge(L, RESUME_STEPS);
    if (L == thread || (status == LUA_OK && lua_getstack(thread, 0, &frame)))
        return luaL_error(L, "cannot close a %s coroutine", L == thread ? "running" : "normal");
    status = lua_resetthread(thread);
    ts_guard_caught(L, LUA_OK);
    lua_pushboolean(L, status == LUA_OK);
    if (status == LUA_OK) return 1;
    lua_xmove(thread, L, 1);
    return 2;
}

void ts_lib_coroutine(lua_State *L)
{
    static const char *const plain[] = {"isyieldable", "running", "status", "yield", NULL};
    static const luaL_Reg own[] = {
        {"create", create}, {"resume", resume}, {"wrap", wrap}, {"close", close_one}, {NULL, NULL},
    };
    int stock;
    lua_pushcfunction(L, luaopen_coroutine);
    lua_call(L, 0, 1);
    stock = lua_gettop(L);
    luaL_newlib(L, own);
    for (const char *const *name = plain; *name; name++) {
        lua_getfield(L, stock, *name);
        lua_setfield(L, -2, *name);
    }
    lua_remove(L, stock);
}
