// rate.h - how often somebody may: buckets of tokens that fill up again
#ifndef TS_WEB_RATE_H
#define TS_WEB_RATE_H

#include <stdbool.h>
#include <stdint.h>

struct ts_rate_limit {
    int64_t each; // nanoseconds until another token is there
    int most;     // tokens that a full bucket holds
};

enum { TS_RATE_PLACES = 4096, TS_RATE_NEAR = 8 };

// Buckets by who it is about. However many there are, it stays as large as it is: who was not heard of for longest makes room, and then has
// a full bucket again.
struct ts_rate {
    uint64_t salt; // that nobody can guess, lest some choose whom they push out
    struct ts_bucket { uint64_t key; int64_t full_at; } places[TS_RATE_PLACES]; // when the bucket is full again, on a clock that never goes back
};

void ts_rate_init(struct ts_rate *rate);
// Takes a token at `tick`. Else false, with the whole seconds, at least 1, until there is one.
bool ts_rate_take(struct ts_rate *rate, struct ts_rate_limit limit, uint64_t who, int64_t tick, int *seconds);
void ts_rate_return(struct ts_rate *rate, struct ts_rate_limit limit, uint64_t who);

#endif
