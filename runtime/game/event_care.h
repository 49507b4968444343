// event_care.h - what an event may ask of who reads of it: gathered where it comes from, kept with it, judged for its reader
//
// Kept as canonical JSON, interned, keys that say nothing left out: {"intensity":0.8,"themes":["loss"],"warned":true}, or {"undeclared":true} of a
// pack that declares nothing anywhere, which may have written anything. Symbol 0: it asks nothing, as events of before there was this.
#ifndef TS_GAME_EVENT_CARE_H
#define TS_GAME_EVENT_CARE_H

#include "game/care.h"

enum { TS_EVENT_THEMES_MAX = 64 }; // with more it counts as undeclared

// Zero-initialised asks nothing.
struct ts_event_care {
    double intensity;                          // the greatest of all
    ts_symbol themes[TS_EVENT_THEMES_MAX];     // of all, sorted by name
    uint32_t theme_count;
    bool is_warned;                            // of something that has no theme
    bool is_undeclared;
};

// The stricter of what it holds and what a scene, choice or part of a text of that pack declares; NULL: nothing.
void ts_event_care_add(struct ts_event_care *care, const struct ts_content *content, const struct ts_care *declared, uint32_t pack);
void ts_event_care_add_parts(struct ts_event_care *care, const struct ts_content *content, const struct ts_prose *prose); // whatever of it is told
// What an event declares itself stands instead of what it comes from: of intensity (unless negative) and themes (unless NULL) each for itself.
void ts_event_care_own(struct ts_event_care *care, const struct ts_content *content, const struct ts_care *own);
ts_symbol ts_event_care_symbol(const struct ts_event_care *care, struct ts_symbols *symbols);
// False when it cannot be read, which nobody is then shown who is spared anything.
bool ts_event_care_read(struct ts_event_care *care, struct ts_symbols *symbols, ts_symbol kept) TS_MUST_USE;
bool ts_event_care_allows(struct ts_symbols *symbols, const struct ts_care_state *state, ts_symbol kept);

// What stands in the stead of its action, behind the character's name; its consequences are then left out.
extern const char ts_event_spared[];

#endif
