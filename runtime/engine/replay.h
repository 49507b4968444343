// replay.h - a turn computed again, from the log, storing nothing
#ifndef TS_ENGINE_REPLAY_H
#define TS_ENGINE_REPLAY_H

#include "engine/play.h"

struct ts_replay {
    const char *run;
    int64_t turn;       // from 1; negative: the last one
    const char *choice; // not NULL: instead the turn that would follow now, if this was taken
    const char *answer; // and the words typed with it; NULL: none
};

enum ts_replayed {
    TS_REPLAYED_SAME,      // as it is stored
    TS_REPLAYED_DIFFERENT, // the content, or what it depends on, has changed
    TS_REPLAYED_FAILED,    // the turn is refused
    TS_REPLAYED_NEW,       // it is not stored, so there is nothing to compare
};

// Computes one turn as it was computed then: the same choice and typed words, seed, recorded time, and of the world and of what the player
// had earned all that was stored by then, and nothing later. No lock is taken and the store may be open for reading only: a run may be
// played elsewhere meanwhile. (What the runs nearby were doing is not kept: `universe:here` and the like see them as they are now.)
// Appends {"answer","choice","choices","differences","error","events","faults","marks","position","result","run_id","scene","seed",
// "text","turn","universe_id","vars","world"}: what comes out now; `vars` {name: {"before","now"}} and `world` {key: {"add" or "set"}} what it
// changed; `differences` a line each, against the store. A turn's text is stored only while it is the run's last.
// TS_DATA: unknown run, or the content lacks what it needs. TS_REFUSED: no such turn, or none can follow.
enum ts_status ts_replay_turn(struct ts_engine *engine, const struct ts_replay *what, struct ts_buffer *json, enum ts_replayed *out,
                              struct ts_err *err) TS_MUST_USE;

#endif
