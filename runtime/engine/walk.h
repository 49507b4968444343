// walk.h - the way of one turn through scenes
#ifndef TS_ENGINE_WALK_H
#define TS_ENGINE_WALK_H

#include "engine/hand.h"

struct ts_walk {
    struct ts_play *play;
    uint32_t scenes;
    bool silent;  // returned to: neither enter, text nor detour is repeated
    bool arrived; // the run stands in a scene that lets the player choose, or ends
};

const struct ts_scene *ts_walk_here(const struct ts_play *play);
void ts_walk_go(struct ts_walk *walk, const struct ts_scene *scene);
// A detour from here, which will come back to `onward`, or here when it is NULL. TS_FAILED: too many without a way back.
enum ts_status ts_walk_push(struct ts_play *play, const struct ts_scene *onward, struct ts_err *err) TS_MUST_USE;
bool ts_walk_pop(struct ts_walk *walk); // back to where the last detour left; false: none did
enum ts_status ts_walk_enter_storylet(struct ts_walk *walk, const struct ts_scene *storylet, struct ts_err *err) TS_MUST_USE;
void ts_walk_leave_storylet(struct ts_play *play);
enum ts_status ts_walk_move(struct ts_walk *walk, const struct ts_choice *choice, struct ts_err *err) TS_MUST_USE; // what a choice's taking leads to

// gate.c: leads past what may not be shown; before what is warned of the way stops, until the player has answered. `stays`: it is entered.
enum ts_status ts_gate_tend(struct ts_walk *walk, bool *stays, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_gate_answer(struct ts_walk *walk, const struct ts_offer *offer, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_gate_lead_past(struct ts_walk *walk, struct ts_err *err) TS_MUST_USE;

#endif
