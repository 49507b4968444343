// batch.h - batches of writes, done anew when the database took them back; nobody else begins and commits
#ifndef TS_ENGINE_BATCH_H
#define TS_ENGINE_BATCH_H

#include "store/store.h"

// Called again from its beginning when it was taken back: what a first call left behind must not count.
typedef enum ts_status ts_batch(void *self, struct ts_err *err);

// Calls it, and again while the store took back what it did (ts_store_is_torn): a little later each time, so that those who met do not
// meet again. Ten times in vain, it ends as the last one did: mostly with TS_CONFLICT.
enum ts_status ts_batch_retry(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

// Inside of what is called again, for who computes first and begins late: one begin and commit; what fails is rolled back.
enum ts_status ts_batch_once(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

// Both: what is done inside of one begin and commit, and again. TS_BUSY: another holds the store.
enum ts_status ts_batch_do(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

// The same for what a player has: of two such batches the second reads what the first has written.
enum ts_status ts_batch_do_for_player(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

// A trial: rolled back whatever it ended with.
enum ts_status ts_batch_try(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

// What only reads, as of one moment; again, of a later moment, when the way to the store was cut meanwhile.
enum ts_status ts_batch_read(struct ts_store *store, ts_batch *batch, void *self, struct ts_err *err) TS_MUST_USE;

#endif
