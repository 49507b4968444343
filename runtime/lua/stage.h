// stage.h - a simulation script at work: what the files that bind `sim` share
#ifndef TS_LUA_STAGE_H
#define TS_LUA_STAGE_H

#include "base/buffer.h"
#include "lua/api.h"
#include "lua/sim.h"

struct ts_stage {
    const struct ts_sim *sim;
    struct ts_box *box;
    struct ts_buffer failures;  // of sim.expect, a line each, each line once
    uint32_t failure_lines, failure_count, expected, started;
    uint32_t world;             // counts how often the world was renewed: a handle of an earlier one is stale
    struct ts_err last;         // what the engine said last when it refused: its status may decide how the program ends
};

static inline struct ts_stage *ts_stage_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(TS_API_OWNER));
}

// Makes `sim` and `log` globals of the stage's box, with `sim.args` from canonical JSON (a map; NULL: empty). May raise.
void ts_stage_open(lua_State *L, struct ts_stage *stage, const char *args);
// Raises what the engine said, and remembers it.
int ts_stage_fail(lua_State *L, const struct ts_err *err);
// Lets `sim.play` be called with a point like `store:start` with a colon: puts an object before the arguments when there is none.
void ts_stage_add_self(lua_State *L);
// Pushes what the JSON says and gives its memory back, whatever happens.
void ts_stage_push_json(lua_State *L, struct ts_buffer *json);

struct ts_asking { // a chooser function that is asked in the middle of turns
    lua_State *L;
    struct ts_stage *stage;
    int function, run; // where they are on the stack; the run is an object of sim_run.c
};

// --- sim_run.c
enum ts_status ts_sim_run_ask(void *asking, struct ts_sim_run *run, struct ts_buffer *choice, bool *is_over, struct ts_err *err) TS_MUST_USE;
void ts_sim_run_declare(lua_State *L, struct ts_stage *stage);
void ts_sim_run_push(lua_State *L, struct ts_sim_run *run); // in a function of the stage
// --- sim_chooser.c
void ts_sim_chooser_declare(lua_State *L, struct ts_stage *stage);
// Reads the field `chooser` of the table at `argument`, one of sim.choosers, a name or a function, which stays on the stack, at `*function`.
enum ts_chooser ts_sim_chooser_read(lua_State *L, int argument, int *function);
const char *ts_sim_chooser_describe(lua_State *L, enum ts_chooser chooser, int function); // "guided", "greedy", "function"
// For many runs: the script of choices at `function` becomes one of its own, which ends a run instead of failing; ts_sim_chooser_begin
// goes back to its beginning, and is nothing for other functions. The first may raise.
void ts_sim_chooser_own(lua_State *L, int function);
void ts_sim_chooser_begin(void *asking);
// --- sim_expect.c
int ts_sim_expect(lua_State *L);
void ts_sim_expect_forget(struct ts_stage *stage); // what was noted
extern const struct ts_sim_noting ts_sim_expect_noting; // given a struct ts_asking
// --- sim_play.c
int ts_sim_play(lua_State *L);
// --- sim_store.c
void ts_sim_store_declare(lua_State *L, struct ts_stage *stage);

#endif
