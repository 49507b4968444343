// grant.h - what rules that are new to a store grant those who earned it before
#ifndef TS_ENGINE_GRANT_H
#define TS_ENGINE_GRANT_H

#include "engine/play.h"

typedef void ts_each_granted(void *self, const char *unlock, int64_t players);
// Asks every rule that this store has not met before, or not in this version of its pack, for every player, and stores what they grant,
// all in one transaction; `each` is called after the commit for those that granted something. A rule that errs is met again next time.
// Nothing is written, and no lock taken, when all are known.
enum ts_status ts_grants_catch_up(struct ts_engine *engine, ts_each_granted *each, void *self, struct ts_err *err) TS_MUST_USE;

// "second_light 1.0.0, second_light/init.lua:3": by what an unlock is granted.
ts_symbol ts_grant_rule(const struct ts_engine *engine, const struct ts_unlock *unlock);

#endif
