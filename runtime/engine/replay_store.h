// replay_store.h - every stored run is a test: whole stores computed again from their logs
#ifndef TS_ENGINE_REPLAY_STORE_H
#define TS_ENGINE_REPLAY_STORE_H

#include "engine/play.h"

struct ts_replay_all {
    const char *run;         // only this run is told of; NULL: all
    ts_progress *progress;   // counts acts; may be NULL
    void *self;
};

// Computes all runs again as they were played: start, turns, sessions, branches, endings, with their choices, typed words, seeds and recorded
// times, universe by universe in the order of the log, and proves each act by its hash. Nothing is written but in memory, and the store may
// be open for reading only. Merges, migrations and deleted runs are taken from the log, as is what a run did once it comes out otherwise
// where others play too; alone in its universe it goes on by the content of now, as long as its choices are open.
// Appends {"agree","differ":[{"ended","ends_now","run_id","turn","universe_id","why"}…],"other_packs","runs","skipped":[{"run_id","why"}…],
// "turns","universes","words":[{"run_id","turn","universe_id","why"}…]}. `words`: runs that agree but for the words of their events, as another
// language has them; told of each is the first, and it is proved that all else is the same. `other_packs` counts runs that were played with other versions of packs than
// are loaded. `*is_same`: nothing differs.
// TS_DATA: unknown run. TS_FAILED: functions of the content kept something between calls.
enum ts_status ts_replay_all(struct ts_engine *engine, const struct ts_replay_all *how, struct ts_buffer *json, bool *is_same,
                             struct ts_err *err) TS_MUST_USE;

#endif
