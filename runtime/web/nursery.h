// nursery.h - the process that has the content, and forks the workers and the committer
#ifndef TS_WEB_NURSERY_H
#define TS_WEB_NURSERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "engine/play.h"

struct ts_nursery {
    // Content is loaded, the store made when missing, brought on, and closed again: no connection crosses a fork.
    // `packs`: "core 1.0.0, harbour 1.2.0".
    enum ts_status (*load)(void *self, struct ts_engine **out, struct ts_buffer *packs, struct ts_err *err);
    void (*part)(void *self); // in a new worker: what must not be the same in two of them, as the stream of keys
    void *self;
    const char *store; // its url
    const struct ts_loading *loading; // filled in by `load`: from where the content was loaded, and how
    uint32_t workers;
    bool has_committer; // false: workers commit by themselves, as a database server has them all
};

// Tells the master TS_FRAME_READY or TS_FRAME_FAILED; then every descriptor that comes (ts_wire_give, with the worker's index) becomes a
// worker. When the master hangs up, or the committer dies, it waits until all it forked have ended.
void ts_nursery_run(const struct ts_nursery *nursery, int master);

#endif
