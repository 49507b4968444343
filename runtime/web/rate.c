// rate.c - how often somebody may: buckets of tokens that fill up again
#include "web/rate.h"

#include <string.h>

#include "base/hash.h"

void ts_rate_init(struct ts_rate *rate)
{
    memset(rate, 0, sizeof *rate);
    rate->salt = (uint64_t)ts_hash_salt();
}

// The bucket of `who`; when there is none, the one among its neighbours that has been full for longest.
static struct ts_bucket *find(struct ts_rate *rate, uint64_t who, bool *is_there)
{
    const uint64_t words[] = {rate->salt, who};
    uint64_t start = ts_hash_fast(words, sizeof words);
    struct ts_bucket *oldest = NULL;
    for (uint64_t i = 0; i < TS_RATE_NEAR; i++) {
        struct ts_bucket *bucket = &rate->places[(start + i) % TS_RATE_PLACES];
        *is_there = bucket->key == who;
        if (*is_there) return bucket;
        if (!oldest || bucket->full_at < oldest->full_at) oldest = bucket;
    }
    return oldest;
}

bool ts_rate_take(struct ts_rate *rate, struct ts_rate_limit limit, uint64_t who, int64_t tick, int *seconds)
{
    bool is_there;
    struct ts_bucket *bucket = find(rate, who, &is_there);
    if (!is_there || bucket->full_at < tick) *bucket = (struct ts_bucket){who, tick};
    int64_t wait = bucket->full_at + limit.each - tick - limit.each * limit.most; // until one more fits in
    *seconds = (int)((wait + 999999999) / 1000000000);
    if (wait > 0) return false;
    bucket->full_at += limit.each;
    return true;
}

void ts_rate_return(struct ts_rate *rate, struct ts_rate_limit limit, uint64_t who)
{
    bool is_there;
    struct ts_bucket *bucket = find(rate, who, &is_there);
    if (is_there) bucket->full_at -= limit.each;
}
