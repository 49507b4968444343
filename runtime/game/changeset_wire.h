// changeset_wire.h - a turn as bytes, for another process that parted from this one after the content was loaded
#ifndef TS_GAME_CHANGESET_WIRE_H
#define TS_GAME_CHANGESET_WIRE_H

#include "base/bytes.h"
#include "game/changeset.h"

// What both have alike: scenes, stories and packs by their numbers in the content, and the symbols up to `shared`. All other names go as text.
struct ts_changeset_wire {
    const struct ts_content *content;
    ts_symbol shared;
};

// Ordinary turns can: no completion, grant, session or settings of care.
bool ts_changeset_can_travel(const struct ts_changeset_wire *wire, const struct ts_changeset *changes);

// Appends it, with all that a store reads of it and its run. `has_counts`: all that the run has counted goes along, as a store needs it for
// its snapshots; otherwise only what this turn counted.
void ts_changeset_encode(const struct ts_changeset_wire *wire, const struct ts_changeset *changes, bool has_counts, struct ts_buffer *out);

struct ts_travelled { // a turn that was read; its own but for the content
    struct ts_changeset changes; // its `run` and `choice` are the ones below; each variable and key once, as it ended
    struct ts_run run;           // ids, rows and head; of variables none, of counts those that came along
    struct ts_choice choice;     // its ids
};

// Reads all of `bytes`; `out` need not be initialised, and stays where it is until it is cleared. TS_DATA: no turn on this wire; `out` is empty.
enum ts_status ts_changeset_decode(const struct ts_changeset_wire *wire, const char *bytes, size_t length, struct ts_travelled *out,
                                   struct ts_err *err) TS_MUST_USE;
void ts_travelled_clear(struct ts_travelled *travelled);

#endif
