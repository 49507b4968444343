// cache.h - answers by what was asked, for as long as this process lives: the oldest go when there is no room
#ifndef TS_NARRATOR_CACHE_H
#define TS_NARRATOR_CACHE_H

#include "base/buffer.h"
#include "base/hash.h"

enum { TS_CACHE_ANSWERS = 256, TS_CACHE_BYTES = 512 * 1024 };

struct ts_cached { unsigned char hash[TS_HASH_SIZE]; struct ts_buffer words; };
struct ts_cache { // zero-initialised, cleared at the end
    struct ts_cached items[TS_CACHE_ANSWERS]; // a ring, the oldest at `first`
    int first, count;
    size_t bytes;
};
const struct ts_buffer *ts_cache_find(const struct ts_cache *cache, const unsigned char hash[TS_HASH_SIZE]); // NULL: it was not asked, or is forgotten
void ts_cache_put(struct ts_cache *cache, const unsigned char hash[TS_HASH_SIZE], const struct ts_buffer *words);
void ts_cache_clear(struct ts_cache *cache);

#endif
