// content_size.h - how much there is of the content: what `check` has looked at
#ifndef TS_ENGINE_CONTENT_SIZE_H
#define TS_ENGINE_CONTENT_SIZE_H

#include "base/buffer.h"
#include "lua/host.h"

struct ts_pack_names { const char *const *items; uint32_t count; }; // none: all

struct ts_content_size { uint32_t packs, scenes, choices, amendments, handlers, keys, unlocks; };

// Of the packs named; no names: of all.
struct ts_content_size ts_content_size_of(const struct ts_host *host, const struct ts_pack_names *packs);
void ts_content_size_write(const struct ts_content_size *size, struct ts_buffer *out);      // "1 pack, 2 scenes, 6 choices"
void ts_content_size_write_json(const struct ts_content_size *size, struct ts_buffer *out); // its fields, into an object that is open

bool ts_pack_names_hold(const struct ts_pack_names *packs, const char *pack); // is the pack among those asked for?

#endif
