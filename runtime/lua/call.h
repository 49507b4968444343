// call.h - one call of the content: into the pack's box and out again
#ifndef TS_LUA_CALL_H
#define TS_LUA_CALL_H

#include "lua/pack.h"

// A reference is the registry's number of the function, times 4, plus how many arguments it takes (at most 3).
struct ts_entry {
    struct ts_host *host;
    struct ts_lua_pack *pack;
    const struct ts_call_info *call;
    lua_State *L;
    struct ts_view *view, *outer;
    int wants;            // arguments the function takes
    enum ts_phase phase;  // of the view before, as the rest
    uint32_t rights, rolls;
    ts_symbol stream;
};

// Sets the view up for the call and pushes its function. After TS_OK ts_call_leave must follow.
enum ts_status ts_call_enter(struct ts_host *host, struct ts_view *view, ts_call call, enum ts_phase phase, struct ts_entry *entry,
                             struct ts_err *err) TS_MUST_USE;
// The same for a function that is no call of the content and has yet to be pushed: it takes all arguments. `info` must outlive the entry.
enum ts_status ts_call_enter_loose(struct ts_host *host, struct ts_view *view, const struct ts_call_info *info, enum ts_phase phase,
                                   struct ts_entry *entry, struct ts_err *err) TS_MUST_USE;
// Pushes run, universe and progression, as many as the function takes.
int ts_call_push_objects(struct ts_entry *entry);
// Runs the function below its arguments. When a limit stopped it, the pack's state is thrown away and made anew.
enum ts_status ts_call_run(struct ts_entry *entry, int arguments, int results, const struct ts_limits *limits,
                           struct ts_err *err) TS_MUST_USE;
void ts_call_leave(struct ts_entry *entry);

// A call more in the content, still empty.
ts_call ts_call_add_info(struct ts_content *content);

// --- join.c: calls made of others
// A call that holds as `parts` (copied) say, called by what `like` is called by.
ts_call ts_call_join(struct ts_host *host, const struct ts_join *parts, ts_call like);
typedef enum ts_status ts_ask(void *host, struct ts_view *view, ts_call call, bool *out, struct ts_err *err);
// Asks all parts of a joined call by `ask`. One that errs does not hold and is a fault of its own pack; where nothing is written, and
// without it nothing holds, the error is the answer.
enum ts_status ts_join_ask(struct ts_host *host, struct ts_view *view, ts_call call, ts_ask *ask, bool *out, struct ts_err *err);

#endif
