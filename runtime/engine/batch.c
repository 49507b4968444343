// batch.c - batches of writes, done anew when the database took them back
#include "engine/batch.h"

#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/rng.h"
#include "engine/hand.h"

enum { TRIES = 10, FIRST_NAP = 2000000, SECOND = 1000000000, DOUBLINGS = 8 }; // naps in nanoseconds

static void nap(int tries)
{
    uint64_t longest = (uint64_t)FIRST_NAP << (tries < DOUBLINGS ? tries : DOUBLINGS);
    int64_t length = (int64_t)(ts_rng_mix((uint64_t)ts_clock_monotonic(), (uint64_t)getpid()) % longest);
    nanosleep(&(struct timespec){.tv_sec = length / SECOND, .tv_nsec = length % SECOND}, NULL);
}

enum ts_status ts_batch_retry(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    enum ts_status status = batch(self, err);
    // Whatever it ended with: a script whose reading was cut off fails as one that errs does.
    for (int tries = 1; status && ts_store_is_torn(store) && tries < TRIES; tries++) {
        nap(tries);
        status = batch(self, err);
    }
    return status;
}

struct doing {
    struct ts_store *store;
    ts_batch *batch;
    void *self;
    bool is_for_player;
};

static enum ts_status once(void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    enum ts_status status = ts_store_begin(doing->store, LOCK_WAIT_MS, err);
    if (status) return status;
    if (doing->is_for_player) status = ts_store_hold(doing->store, NULL, err);
    if (!status) status = doing->batch(doing->self, err);
    if (!status) return ts_store_commit(doing->store, err);
    ts_store_rollback(doing->store);
    return status;
}

enum ts_status ts_batch_do(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_retry(store, once, &(struct doing){store, batch, self, false}, err);
}

enum ts_status ts_batch_do_for_player(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_retry(store, once, &(struct doing){store, batch, self, true}, err);
}
