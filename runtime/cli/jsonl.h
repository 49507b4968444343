// jsonl.h - a turn as one line of JSON
#ifndef TS_CLI_JSONL_H
#define TS_CLI_JSONL_H

#include "base/buffer.h"
#include "engine/play.h"

struct ts_untold { struct ts_buffer notices, news; }; // lines of an act that was not printed

// What stands on the screen after the last act, in the key order of design §6, with a newline. `has_choice`: the act was a turn.
// What is untold comes first among its notices and news, and is told by it; NULL: nothing is.
void ts_jsonl_add_turn(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play, bool has_choice, struct ts_untold *untold);
void ts_jsonl_add_error(struct ts_buffer *out, const char *message);

#endif
