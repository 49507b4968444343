// made.h - what an idempotency key has done already, by the store: so that it is done once, whoever died meanwhile
#ifndef TS_WEB_MADE_H
#define TS_WEB_MADE_H

#include "web/answer.h"

// The key of the last act of a run that a player's choice was: a turn, the answer to a warning, a wish to be spared, or its beginning. 0: none.
enum ts_status ts_made_last_key(struct ts_engine *engine, int64_t run, uint64_t *out, struct ts_err *err) TS_MUST_USE;
// The run of that player that was begun, or branched off, with this key within the last hour; 0: none was.
enum ts_status ts_made_find(struct ts_desk *desk, uint64_t key, ts_symbol player, ts_symbol *out, struct ts_err *err) TS_MUST_USE;

#endif
