// stage.h - a simulation script at work: what the files that bind `sim` share
#ifndef TS_LUA_STAGE_H
#define TS_LUA_STAGE_H

#include "base/buffer.h"
#include "lua/api.h"
#include "lua/sim.h"

struct ts_stage {
    const struct ts_sim *sim;
    struct ts_box *box;
    struct ts_buffer failures;  // of sim.expect, a line each
    uint32_t failure_count, expected, started;
    struct ts_err last;         // what the engine said last when it refused: its status may decide how the program ends
};

static inline struct ts_stage *ts_stage_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(TS_API_OWNER));
}

// Raises what the engine said, and remembers it.
int ts_stage_fail(lua_State *L, const struct ts_err *err);
// Lets `sim.play` be called with a point like `store:start` with a colon: puts an object before the arguments when there is none.
void ts_stage_add_self(lua_State *L);
// Pushes what the JSON says and gives its memory back, whatever happens.
void ts_stage_push_json(lua_State *L, struct ts_buffer *json);

// --- sim_run.c
void ts_sim_run_declare(lua_State *L, struct ts_stage *stage);
void ts_sim_run_push(lua_State *L, struct ts_sim_run *run);
// --- sim_chooser.c
void ts_sim_chooser_declare(lua_State *L, struct ts_stage *stage);
// Reads the field `chooser` of the table at `argument`; a function stays on the stack, at `*function`.
enum ts_chooser ts_sim_chooser_read(lua_State *L, int argument, int *function);
// --- sim_store.c
void ts_sim_store_declare(lua_State *L, struct ts_stage *stage);

#endif
