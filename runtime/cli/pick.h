// pick.h - which choice a typed line means
#ifndef TS_CLI_PICK_H
#define TS_CLI_PICK_H

#include "base/buffer.h"
#include "base/status.h"
#include "base/symbol.h"
#include "engine/play.h"

// A number as shown, a choice's id, or the beginning of one label alone. TS_REFUSED says what could have been meant.
enum ts_status ts_pick(struct ts_engine *engine, const struct ts_shown *shown, const char *line, uint32_t *index, struct ts_err *err) TS_MUST_USE;

// A line of a program: an id, or an id, a space and an answer. Copies the id into `id`; `answer` points into the line or is NULL.
void ts_pick_split(const struct ts_symbols *symbols, const struct ts_shown *shown, const char *line, struct ts_buffer *id, const char **answer);

#endif
