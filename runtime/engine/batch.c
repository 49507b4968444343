// batch.c - batches of writes, done anew when the database took them back
#include "engine/batch.h"

#include "base/clock.h"
#include "engine/hand.h"

enum { TRIES = 10, FIRST_NAP = 2000000, DOUBLINGS = 8 }; // a nap in nanoseconds

enum ts_status ts_batch_retry(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    enum ts_status status = batch(self, err);
    // Whatever it ended with: a script whose reading was cut off fails as one that errs does.
    for (int tries = 1; status && ts_store_is_torn(store) && tries < TRIES; tries++) {
        ts_clock_nap((int64_t)FIRST_NAP << (tries < DOUBLINGS ? tries : DOUBLINGS));
        status = batch(self, err);
    }
    return status;
}

enum ts_status ts_batch_once(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    enum ts_status status = ts_store_begin(store, LOCK_WAIT_MS, err);
    if (status) return status;
    status = batch(self, err);
    if (!status) return ts_store_commit(store, err);
    ts_store_rollback(store);
    return status;
}

struct doing {
    struct ts_store *store;
    ts_batch *batch;
    void *self;
};

static enum ts_status once(void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    return ts_batch_once(doing->store, doing->batch, doing->self, err);
}

enum ts_status ts_batch_do(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_retry(store, once, &(struct doing){store, batch, self}, err);
}

static enum ts_status for_player(void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    enum ts_status status = ts_store_hold(doing->store, NULL, err);
    return status ? status : doing->batch(doing->self, err);
}

enum ts_status ts_batch_do_for_player(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_do(store, for_player, &(struct doing){store, batch, self}, err);
}

static enum ts_status try(void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    enum ts_status status = ts_store_begin(doing->store, LOCK_WAIT_MS, err);
    if (status) return status;
    status = doing->batch(doing->self, err);
    ts_store_rollback(doing->store);
    return status;
}

enum ts_status ts_batch_try(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_retry(store, try, &(struct doing){store, batch, self}, err);
}

static enum ts_status reading(void *self, struct ts_err *err)
{
    const struct doing *doing = self;
    enum ts_status status = ts_store_begin_reading(doing->store, err);
    if (status) return status;
    status = doing->batch(doing->self, err);
    ts_store_end_reading(doing->store);
    return status;
}

enum ts_status ts_batch_read(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err)
{
    return ts_batch_retry(store, reading, &(struct doing){store, batch, self}, err);
}
