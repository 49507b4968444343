// crew.h - worker processes that share out the parts of one piece of work
#ifndef TS_ENGINE_CREW_H
#define TS_ENGINE_CREW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

enum { TS_CREW_MAX = 256 }; // workers

struct ts_crew_worker; // the process that does a part, as the part sees it

// Parts are numbered from 0. Whoever dies with a part in hand (killed, out of memory) has it done again by another, up to three times.
struct ts_crew {
    int jobs;       // how many work at once
    int64_t parts;
    bool is_fresh;  // a new process for every part, so that nothing that one leaves behind can reach another
    void *self;
    // In a worker, a fork of this process that ends with _exit: does a part and writes what goes home as bytes. A failure goes home as it is.
    enum ts_status (*work)(void *self, int64_t part, struct ts_crew_worker *worker, struct ts_buffer *answer, struct ts_err *err);
    void (*leave)(void *self); // in a worker that has no more to do: lets go of what its parts kept open; may be NULL
    // Here, part after part in their order, whoever was done first. `is_enough`: what follows is not needed.
    enum ts_status (*take)(void *self, int64_t part, const struct ts_buffer *answer, bool *is_enough, struct ts_err *err);
    void (*heard)(void *self, int64_t done); // what workers told of the parts that are not yet taken, in all; may be NULL
    bool (*is_ended)(void *self);            // asked now and then: workers get SIGTERM, what they still bring home is taken; may be NULL
    void (*name)(void *self, int64_t part, struct ts_buffer *out); // of a part, and how to do it alone: "runs 5 to 8: `…`"
};

int ts_crew_jobs(int asked); // 0: one for each processor; never more than TS_CREW_MAX
// TS_FAILED: a part has ended three workers. Otherwise what the first part in their order said that failed.
enum ts_status ts_crew_run(const struct ts_crew *crew, struct ts_err *err) TS_MUST_USE;
// In a worker: how far its part has got.
void ts_crew_tell(struct ts_crew_worker *worker, int64_t done);

#endif
