// edition.h - which packs, in which versions, a run is played with
#ifndef TS_ENGINE_EDITION_H
#define TS_ENGINE_EDITION_H

#include "engine/play.h"

// "core 1.0.0, harbour 1.2.0": what is loaded.
ts_symbol ts_edition_now(const struct ts_engine *engine);

// Each pack of such a list.
typedef void ts_each_edition(void *self, const char *pack, const char *version);
void ts_edition_each(const char *list, ts_each_edition *each, void *self);

enum ts_edition_change { TS_EDITION_MISSING, TS_EDITION_OLDER, TS_EDITION_NEWER };
struct ts_edition_difference {
    enum ts_edition_change change;
    const char *pack, *was, *now; // now: NULL when it is missing; borrowed during the call
};
typedef void ts_each_difference(void *self, const struct ts_edition_difference *difference);
// How what is loaded differs from what the run was played with (0: not known, then nothing does). Packs that came are no difference.
void ts_edition_each_difference(const struct ts_engine *engine, ts_symbol packs, ts_each_difference *each, void *self);

// Is the pack of this name loaded in another version than the run was played with? True when that is not known.
bool ts_edition_is_another(const struct ts_engine *engine, ts_symbol packs, const char *pack, size_t length);
// A line "  it was played with harbour 1.2.0, and 1.3.0 is loaded" after others, when that is known.
void ts_edition_add_pack(const struct ts_engine *engine, ts_symbol packs, ts_symbol pack, struct ts_buffer *out);
// Lines for the player: of packs that are missing or older.
void ts_edition_add_notices(const struct ts_engine *engine, ts_symbol packs, struct ts_buffer *out);

#endif
