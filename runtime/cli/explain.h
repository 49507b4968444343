// explain.h - why an unlock is granted, or what is missing, in words
#ifndef TS_CLI_EXPLAIN_H
#define TS_CLI_EXPLAIN_H

#include <jansson.h>

#include "base/buffer.h"

// One line of what ts_show_explain says of an unlock.
void ts_explain_add(struct ts_buffer *page, const json_t *unlock);
// What an ending card says: what this run granted, and what other rules have begun to see. `unlocks`: the list of ts_show_explain.
void ts_explain_card(struct ts_buffer *page, const json_t *unlocks, const char *run);

#endif
