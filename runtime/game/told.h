// told.h - what of a story was told in an act, and when in it: for those who look whether it was to be told
#ifndef TS_GAME_TOLD_H
#define TS_GAME_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "game/content.h"

struct ts_telling {
    const struct ts_scene *scene; // where the run stood
    const struct ts_care *care;   // of the scene itself or of a part of a text; NULL: nothing is declared
    uint32_t pack;                // that wrote it
    size_t at;                    // bytes of the act's text that stand before it
    bool is_scene, is_eased;      // is_scene: its own text, else a part of some text; is_eased: the ceiling had been lowered in this act by then
    bool is_event;                // the words of an event were read: what it may ask is in `event`, see event_care.h, and nothing in the others
    ts_symbol event;
};

// Zero-initialised is nothing yet.
struct ts_told {
    struct ts_telling *items;
    uint32_t count, room;
};

void ts_told_add(struct ts_told *told, struct ts_telling telling); // NULL: nobody listens
void ts_told_empty(struct ts_told *told);                          // nothing of it will be shown, or another act begins; NULL does nothing
void ts_told_clear(struct ts_told *told);

#endif
