// jsonl.h - a turn as one line of JSON
#ifndef TS_CLI_JSONL_H
#define TS_CLI_JSONL_H

#include "base/buffer.h"
#include "engine/show.h"

// ts_show_turn with a newline. `has_choice`: the act was a turn.
void ts_jsonl_add_turn(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play, bool has_choice, struct ts_untold *untold);
void ts_jsonl_add_error(struct ts_buffer *out, const char *message);

#endif
