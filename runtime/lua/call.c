// call.c - one call of the content: into the pack's box and out again
#include "lua/call.h"

#include <lauxlib.h>
#include <string.h>

#include "base/arena.h"
#include "lua/blame.h"
#include "lua/guard.h"

enum { DEPTH_MAX = 8, ARGUMENTS_MAX = 3 };

// A call more in the content; the array lives in the arena and doubles when full.
ts_call ts_call_add_info(struct ts_content *content)
{
    uint32_t count = content->call_count ? content->call_count : 1; // calls[0] stands for none
    if ((count & (count - 1)) == 0) {
        struct ts_call_info *grown = ts_arena_get(content->arena, 2 * count * sizeof *grown);
        if (content->calls) memcpy(grown, content->calls, count * sizeof *grown);
        content->calls = grown;
    }
    content->call_count = count + 1;
    return count;
}

static void remember_call(struct ts_lua_pack *pack, ts_call call)
{
    if (pack->call_count == pack->call_room) {
        pack->call_room = pack->call_room ? pack->call_room * 2 : 64;
        pack->calls = ts_memory_grow(pack->calls, pack->call_room * sizeof *pack->calls);
    }
    pack->calls[pack->call_count++] = call;
}

static int count_arguments(lua_State *L)
{
    lua_Debug debug;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">uS", &debug);
    if (*debug.what == 'm') return 0; // a whole chunk: a condition
    return debug.isvararg || debug.nparams > ARGUMENTS_MAX ? ARGUMENTS_MAX : debug.nparams;
}

static int keep_function(lua_State *L) // out, function
{
    *(int *)lua_touserdata(L, 1) = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

// The function on top becomes a reference; out of memory makes it one to nothing, which errs when called.
static int make_ref(lua_State *L)
{
    int wants = count_arguments(L), ref = LUA_REFNIL;
    lua_pushcfunction(L, keep_function);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, &ref);
    lua_insert(L, -2);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) lua_pop(L, 1);
    return ref * (ARGUMENTS_MAX + 1) + wants;
}

ts_call ts_lua_call_add(struct ts_lua_pack *pack, const char *role, struct ts_place place, const struct ts_story *story)
{
    struct ts_content *content = &pack->host->content;
    int ref = make_ref(ts_box_lua(pack->box));
    ts_call call;
    if (pack->is_rebuilding) {
        if (pack->rebound >= pack->call_count) return 0;
        call = pack->calls[pack->rebound++];
        content->calls[call].ref = ref;
        return call;
    }
    call = ts_call_add_info(content);
    remember_call(pack, call);
    content->calls[call] = (struct ts_call_info){
        .pack = pack->index, .ref = ref, .role = ts_symbol_of(pack->host->symbols, role), .place = place, .story = story};
    return call;
}

static enum ts_status refuse(const struct ts_entry *entry, const char *why, struct ts_err *err)
{
    struct ts_symbols *symbols = entry->host->symbols;
    return ts_err_set(err, TS_FAILED, "%s:%u: %s: %s", ts_symbol_text(symbols, entry->call->place.file), entry->call->place.line,
                      ts_symbol_text(symbols, entry->call->role), why);
}

static void set_view(struct ts_entry *entry, enum ts_phase phase)
{
    struct ts_view *view = entry->view;
    entry->phase = view->phase;
    entry->rights = view->pack;
    entry->rolls = view->rolls;
    entry->stream = view->stream;
    view->phase = phase;
    view->pack = entry->call->pack;
    view->rolls = 0;
    if (!view->stream) view->stream = entry->call->role;
}

enum ts_status ts_call_enter_loose(struct ts_host *host, struct ts_view *view, const struct ts_call_info *info, enum ts_phase phase,
                                   struct ts_entry *entry, struct ts_err *err)
{
    entry->host = host;
    entry->view = view;
    entry->call = info;
    entry->pack = &host->packs[entry->call->pack];
    if (entry->pack->is_broken || !entry->pack->box) return refuse(entry, "its pack could not be loaded again after it was stopped", err);
    if (host->depth >= DEPTH_MAX) return refuse(entry, "calls of packs into each other are nested too deep", err);
    set_view(entry, phase);
    entry->outer = host->view;
    host->view = view;
    host->depth++;
    entry->L = ts_box_lua(entry->pack->box);
    entry->wants = ARGUMENTS_MAX;
    return TS_OK;
}

enum ts_status ts_call_enter(struct ts_host *host, struct ts_view *view, ts_call call, enum ts_phase phase, struct ts_entry *entry,
                             struct ts_err *err)
{
    const struct ts_call_info *info = &host->content.calls[call];
    enum ts_status status = ts_call_enter_loose(host, view, info, phase, entry, err);
    if (status) return status;
    entry->wants = info->ref % (ARGUMENTS_MAX + 1);
    lua_rawgeti(entry->L, LUA_REGISTRYINDEX, info->ref / (ARGUMENTS_MAX + 1));
    return TS_OK;
}

int ts_call_push_objects(struct ts_entry *entry)
{
    const struct ts_lua_pack *pack = entry->pack;
    if (entry->wants > 0) lua_rawgeti(entry->L, LUA_REGISTRYINDEX, pack->run);
    if (entry->wants > 1) lua_rawgeti(entry->L, LUA_REGISTRYINDEX, pack->universe);
    if (entry->wants > 2) lua_rawgeti(entry->L, LUA_REGISTRYINDEX, pack->progression);
    return entry->wants;
}

// A state that a limit stopped is not used again; while a call of it is still under way further out, that one sees to it.
static void replace_stopped(struct ts_entry *entry)
{
    struct ts_err err;
    if (!ts_box_tripped(entry->pack->box) || entry->pack->box->depth > 0) return;
    entry->host->rebuilds++;
    if (ts_lua_pack_rebuild(entry->pack, &err) != TS_OK) entry->pack->is_broken = true;
}

enum ts_status ts_call_run(struct ts_entry *entry, int arguments, int results, const struct ts_limits *limits, struct ts_err *err)
{
    struct ts_host *host = entry->host;
    struct ts_box *box = entry->pack->box, *outer = host->running;
    struct ts_running before = ts_running_call(host, entry->call, entry->view);
    enum ts_status status;
    host->running = box;
    status = outer ? ts_box_call_within(outer, box, arguments, results, limits, err) : ts_box_call(box, arguments, results, limits, err);
    if (!outer) host->steps += ts_box_steps(box);
    host->running = outer;
    *host->now = before;
    if (status == TS_OK) return TS_OK;
    ts_blame_explain(entry->pack, ts_symbol_text(host->symbols, entry->call->role), entry->call->story, err);
    replace_stopped(entry);
    return status;
}

void ts_call_leave(struct ts_entry *entry)
{
    struct ts_view *view = entry->view;
    view->phase = entry->phase;
    view->pack = entry->rights;
    view->rolls = entry->rolls;
    view->stream = entry->stream;
    entry->host->view = entry->outer;
    entry->host->depth--;
}
