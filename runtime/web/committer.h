// committer.h - the process that stores what workers computed, those that wait as one group
#ifndef TS_WEB_COMMITTER_H
#define TS_WEB_COMMITTER_H

#include "base/status.h"
#include "engine/play.h"

// Opens the store, takes workers' sockets from `nursery` (ts_wire_receive) as they come, and serves them until it and all of them have hung up.
// What stands in TS_FRAME_STORE is ts_relay_read's, see store/relay.h; each is answered by a TS_FRAME_STORED of the same number once the group
// is stored or is not. Each worker's turns are stored in the order they came.
enum ts_status ts_committer_run(struct ts_engine *engine, const char *store, int nursery, struct ts_err *err) TS_MUST_USE;

struct ts_stored_head { uint32_t status; }; // enum ts_status; then the words that say why

#endif
