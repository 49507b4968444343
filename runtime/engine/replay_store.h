// replay_store.h - every stored run is a test: whole stores computed again from their logs
#ifndef TS_ENGINE_REPLAY_STORE_H
#define TS_ENGINE_REPLAY_STORE_H

#include "engine/play.h"

struct ts_replay_all {
    const char *run;         // only this run is told of; NULL: all
    const char *store_url;   // as the engine's store was opened: worker processes open it themselves. NULL: all is told in this process
    int jobs;                // how many of those; 0: one for each processor
    ts_progress *progress;   // counts acts; may be NULL
    void (*watch)(void *self, bool is_on); // from now on, and no more, signals are noted instead of ending the process; may be NULL
    bool (*is_ended)(void *self);          // has one come? then what was done by then is told; may be NULL
    void *self;
};

// Computes all runs again as they were played: start, turns, sessions, branches, endings, with their choices, typed words, seeds and recorded
// times, universe by universe in the order of the log, and proves each act by its hash. Nothing is written but in memory, and the store may
// be open for reading only. Merges, migrations and deleted runs are taken from the log, as is what a run did once it comes out otherwise
// where others play too; alone in its universe it goes on by the content of now, as long as its choices are open.
// A whole store is shared out to worker processes; what is appended does not depend on how many there are. The engine's store is closed
// meanwhile and opened again; one run alone, and a store in memory, stay in this process.
// Appends {"agree","differ":[{"ended","ends_now","run_id","turn","universe_id","why"}…],"is_interrupted","other_packs","runs",
// "skipped":[{"run_id","why"}…],"turns","universes","universes_left","words":[{"run_id","turn","universe_id","why"}…]}. `words`: runs that agree but for the words of their events, as another
// language has them; told of each is the first, and it is proved that all else is the same. `other_packs` counts runs that were played with other versions of packs than
// are loaded. `*is_same`: nothing differs, and runs agree if there are any: where all were skipped, nothing is proved.
// TS_DATA: unknown run. TS_FAILED: functions of the content kept something between calls, or a part has ended three workers.
enum ts_status ts_replay_all(struct ts_engine *engine, const struct ts_replay_all *how, struct ts_buffer *json, bool *is_same,
                             struct ts_err *err) TS_MUST_USE;

#endif
