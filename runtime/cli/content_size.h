// content_size.h - how much there is of the content: what `check` has looked at
#ifndef TS_CLI_CONTENT_SIZE_H
#define TS_CLI_CONTENT_SIZE_H

#include "base/buffer.h"
#include "cli/option.h"
#include "lua/host.h"

struct ts_content_size { uint32_t packs, scenes, choices, amendments, handlers, keys, unlocks; };

// Of the packs named; no names: of all.
struct ts_content_size ts_content_size_of(const struct ts_host *host, const struct ts_words *packs);
void ts_content_size_write(const struct ts_content_size *size, struct ts_buffer *out);      // "1 pack, 2 scenes, 6 choices"
void ts_content_size_write_json(const struct ts_content_size *size, struct ts_buffer *out); // its fields, into an object that is open

bool ts_words_has_or_none(const struct ts_words *packs, const char *pack); // is the pack among those asked for?

#endif
