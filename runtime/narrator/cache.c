// cache.c - answers by what was asked
#include "narrator/cache.h"

#include <string.h>

static struct ts_cached *item_of(const struct ts_cache *cache, int index)
{
    return (struct ts_cached *)&cache->items[(cache->first + index) % TS_CACHE_ANSWERS];
}

const struct ts_buffer *ts_cache_find(const struct ts_cache *cache, const unsigned char hash[TS_HASH_SIZE])
{
    for (int i = 0; i < cache->count; i++)
        if (!memcmp(item_of(cache, i)->hash, hash, TS_HASH_SIZE)) return &item_of(cache, i)->words;
    return NULL;
}

static void drop_oldest(struct ts_cache *cache)
{
    struct ts_cached *item = item_of(cache, 0);
    cache->bytes -= item->words.length;
    ts_buffer_clear(&item->words);
    cache->first = (cache->first + 1) % TS_CACHE_ANSWERS;
    cache->count--;
}

void ts_cache_put(struct ts_cache *cache, const unsigned char hash[TS_HASH_SIZE], const struct ts_buffer *words)
{
    if (words->length > TS_CACHE_BYTES || ts_cache_find(cache, hash)) return;
    while (cache->count == TS_CACHE_ANSWERS || (cache->count && cache->bytes + words->length > TS_CACHE_BYTES)) drop_oldest(cache);
    struct ts_cached *item = item_of(cache, cache->count++);
    memcpy(item->hash, hash, TS_HASH_SIZE);
    ts_buffer_add(&item->words, words->bytes, words->length);
    cache->bytes += words->length;
}

void ts_cache_clear(struct ts_cache *cache)
{
    while (cache->count) drop_oldest(cache);
}
