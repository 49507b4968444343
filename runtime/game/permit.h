// permit.h - what a script may not do, in words: shared by the files of the view
#ifndef TS_GAME_PERMIT_H
#define TS_GAME_PERMIT_H

#include "game/view.h"

// TS_FAILED in a reading phase; `what` is the deed ("recording an event").
enum ts_status ts_permit_write(const struct ts_view *view, const char *what, struct ts_err *err) TS_MUST_USE;
// TS_FAILED when the value's encoding passes TS_VALUE_MAX; `what` and `name` say where it would go.
enum ts_status ts_permit_size(struct ts_value value, const char *what, const char *name, struct ts_err *err) TS_MUST_USE;
// TS_FAILED when `count` has reached `most`.
enum ts_status ts_permit_more(const char *what, uint32_t count, uint32_t most, struct ts_err *err) TS_MUST_USE;

#endif
