// debug.h - what a story's author wants to know of a run in hand: why a choice is closed, what was looked at, what it cost
#ifndef TS_ENGINE_DEBUG_H
#define TS_ENGINE_DEBUG_H

#include "engine/play.h"
#include "game/looks.h"

enum ts_closing {
    TS_CLOSED_SPENT,  // `once`, and it was taken
    TS_CLOSED_HIDDEN, // by an amendment, whose condition holds
    TS_CLOSED_WHEN,   // its `when` is false
    TS_CLOSED_ERROR,  // its `when` errs, which counts as false
};

struct ts_closed {
    ts_symbol id;              // of the choice, local
    enum ts_closing why;
    bool is_shown;             // locked, with its reason; else not offered at all
    struct ts_place place;     // of the condition; no line of a choice that is spent
    const struct ts_looks *looks; // what the condition looked at, with the values
    const char *error;         // NULL unless it errs
};
typedef void ts_each_closed(void *self, const struct ts_closed *closed);
// Every choice of the scene where the run stands that cannot be taken, in the scene's order (those made by `each` are left out).
void ts_debug_each_closed(struct ts_play *play, ts_each_closed *each, void *self);

// What is looked at in the turns from now on is written into `looks`, which is emptied first; NULL: no longer.
void ts_debug_watch(struct ts_play *play, struct ts_looks *looks);

// Lua as the story's pack might write it, see ts_host_ask; changes nothing.
enum ts_status ts_debug_ask(struct ts_play *play, const char *source, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
// --- These change the run outside of any turn: for a store that is thrown away.
enum ts_status ts_debug_do(struct ts_play *play, const char *source, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_debug_go(struct ts_play *play, const char *scene, struct ts_err *err) TS_MUST_USE; // TS_REFUSED: there is no such scene

#endif
