// care_audit.h - do runs keep to what their players asked? Judged from outside, by what was shown
//
// Nothing of what holds things back is asked here (ts_care_allows, gate.c): the settings that a player made are kept beside the run, what
// an act showed is taken from what it entered, told and offers, and both are compared anew.
#ifndef TS_ENGINE_CARE_AUDIT_H
#define TS_ENGINE_CARE_AUDIT_H

#include "base/map.h"
#include "base/rng.h"
#include "engine/chooser.h"
#include "game/care.h"
#include "game/themes.h"
#include "game/told.h"

enum ts_breach {
    TS_BREACH_CEILING,  // shown, and more intense than the ceiling
    TS_BREACH_BOUNDARY, // shown, and beyond a boundary, or with a theme in a pure game
    TS_BREACH_WARNING,  // shown without the warning before it
    TS_BREACH_DEAD_END, // nothing is open, or what was taken is refused since nothing may be shown
    TS_BREACH_REST,     // a scene of TS_HEAVY that is more than TS_REST_NEAR choices from rest
    TS_BREACH_COUNT
};

enum { TS_BREACHES_TOLD = 20 };

struct ts_breach_found { // the first of its kind in its scene
    enum ts_breach kind;
    int64_t run, turn;   // number of the run, from 1
    uint64_t seed;
    struct ts_buffer scene, place, what, path; // path: what the player did, a line each, the settings first
};

struct ts_care_player { // a random player: what they asked for, and how they are
    struct ts_care_settings settings;
    bool asks;      // warnings wait for their answer
    bool is_eased;  // the ceiling was lowered, and they have not raised it since
    int leaves_out; // of what they are warned of: nothing, now and then, everything
    struct ts_rng rng;
};

struct ts_care_audit {
    struct ts_engine *engine;
    const struct ts_story *story;
    int64_t runs, turns, parts; // parts: shown that say what they may ask
    int64_t counts[TS_BREACH_COUNT];
    struct ts_breach_found found[TS_BREACHES_TOLD];
    uint32_t found_count;
    int *rest;                  // by index of the scene, see rest.h; owned
    struct ts_themes themes;
    struct ts_told told;        // the engine's while a part is played
    // the run in hand
    struct ts_care_player player;
    struct ts_map warned;       // hash of what a warning says -> 1: it was told
    struct ts_buffer path, care;
    int64_t number, turn, idle; // idle: acts since the last turn
    uint64_t seed;
    bool is_over;               // it has come to a dead end
};

struct ts_care_audit *ts_care_audit_new(struct ts_engine *engine, const struct ts_story *story);
void ts_care_audit_free(struct ts_care_audit *audit);
void ts_care_audit_forget(struct ts_care_audit *audit); // all that was counted and found

// A run begins: with these settings, for ts_start.care; borrowed until the next.
const char *ts_care_audit_begin(struct ts_care_audit *audit, int64_t number, uint64_t seed);
void ts_care_audit_look(struct ts_care_audit *audit, const struct ts_play *play); // at an act that was stored
void ts_care_audit_refused(struct ts_care_audit *audit, const struct ts_play *play, const char *why); // play NULL: the opening
// One act of the player's: a choice, an answer to a warning, or a change of what they ask for. It was looked at when TS_OK.
enum ts_status ts_care_audit_act(struct ts_care_audit *audit, struct ts_play *play, const struct ts_choosing *how, bool *is_turn,
                                 struct ts_err *err) TS_MUST_USE;

void ts_care_audit_judge_read(struct ts_care_audit *audit, ts_symbol kept, const struct ts_scene *scene, const char *what); // words of an event were shown

// --- care_audit_read.c: what /timeline and /recap tell the player from time to time, in stores in memory
void ts_care_audit_read(struct ts_care_audit *audit, const struct ts_play *play);

// --- care_player.c
void ts_care_player_begin(struct ts_care_audit *audit); // settings and habits, by the seed of the run
// Without a look at it. `is_done`: it was stored; else nothing has changed, and that is no harm.
enum ts_status ts_care_player_act(struct ts_care_audit *audit, struct ts_play *play, const struct ts_choosing *how, bool *is_done,
                                  struct ts_err *err) TS_MUST_USE;

// --- care_audit_tell.c
void ts_care_audit_add_found(struct ts_care_audit *audit, struct ts_breach_found *found); // takes its texts, which are then empty
void ts_care_audit_write(const struct ts_care_audit *audit, struct ts_buffer *out);      // for another process
void ts_care_audit_add(struct ts_care_audit *audit, const char **at);
// {"boundaries","ceiling","dead_ends","far_from_rest","parts","runs","turns","violations":[{"kind","path","place","run","scene","seed","turn",
// "what"}…],"warnings"}
void ts_care_audit_json(const struct ts_care_audit *audit, struct ts_buffer *json);

#endif
