// profile.h - where the packs' scripts spent their steps and time
#ifndef TS_ENGINE_PROFILE_H
#define TS_ENGINE_PROFILE_H

#include "engine/watching.h"

// A line for each call that ran, the costliest first: share of all steps, steps and microseconds in all and a call, how often it ran,
// what it is and where it was written. Ends with a line of totals.
void ts_profile_write_text(const struct ts_engine *engine, const struct ts_watching *watching, struct ts_buffer *out);
// The same as folded stacks, "pack;story/scene;role file:line N", N in steps: what flame graph viewers read.
void ts_profile_write_folded(const struct ts_engine *engine, const struct ts_watching *watching, struct ts_buffer *out);

#endif
