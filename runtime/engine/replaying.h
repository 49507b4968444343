// replaying.h - a turn computed again: what replay.c makes and replay_show.c tells
#ifndef TS_ENGINE_REPLAYING_H
#define TS_ENGINE_REPLAYING_H

#include "engine/hand.h"
#include "engine/past.h"
#include "engine/replay.h"

struct ts_replaying {
    struct ts_engine engine;             // as it was then
    const struct ts_replay *what;
    struct ts_run_record present;        // the run as it is now
    struct ts_run_record before, after;  // and as it was around the turn; not of one that is not stored
    int64_t turn, seq, previous, at;     // acts: of the turn, and of the run before it; recorded time
    ts_symbol pick;                      // the choice as shown
    char *answer;                        // owned; may be NULL
    bool is_shown;                       // the present screen is this turn's
    struct ts_past past;
    struct ts_play *play;                // the turn as it comes out now, in its changeset
    struct ts_run *stored;               // the run as the turn left it then; NULL: it is not stored
    enum ts_status ended;                // of the turn
    struct ts_err err;                   // why it was refused
};

// --- replay.c: the choice of a logged turn as it was shown, which is the last part of its own id unless it is kept beside that.
ts_symbol ts_replay_pick(struct ts_symbols *symbols, const struct ts_act_record *act);
// --- replay_show.c: appends the page; `*is_same`: nothing differs from what is stored.
enum ts_status ts_replay_show(struct ts_replaying *replaying, struct ts_buffer *json, bool *is_same, struct ts_err *err) TS_MUST_USE;
// --- replay_compare.c: appends what differs from what is stored, a line each.
enum ts_status ts_replay_compare(struct ts_replaying *replaying, struct ts_buffer *lines, struct ts_err *err) TS_MUST_USE;

#endif
