// rng.c - random streams that need no storage: each is made of what it is for
#include "base/rng.h"

#include <assert.h>

__extension__ typedef unsigned __int128 wide;

// SplitMix64's step and finisher (Steele, Lea, Flood 2014).
static uint64_t split(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

uint64_t ts_rng_mix(uint64_t a, uint64_t b)
{
    uint64_t state = a;
    state = split(&state) ^ b;
    return split(&state);
}

struct ts_rng ts_rng_stream(uint64_t seed, uint64_t purpose, uint64_t turn, uint64_t id)
{
    uint64_t state = ts_rng_mix(ts_rng_mix(ts_rng_mix(seed, purpose), turn), id);
    struct ts_rng rng;
    for (int i = 0; i < 4; i++) rng.state[i] = split(&state);
    return rng;
}

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

uint64_t ts_rng_next(struct ts_rng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

// Lemire's method: the high half of a product, thrown again in the few cases that would favour some numbers.
int64_t ts_rng_int(struct ts_rng *rng, int64_t low, int64_t high)
{
    uint64_t span = (uint64_t)high - (uint64_t)low + 1, least;
    wide product;
    assert(low <= high);
    if (span == 0) return (int64_t)ts_rng_next(rng);
    least = -span % span;
    do {
        product = (wide)ts_rng_next(rng) * span;
    } while ((uint64_t)product < least);
    return (int64_t)((uint64_t)low + (uint64_t)(product >> 64));
}

double ts_rng_real(struct ts_rng *rng)
{
    return (double)(ts_rng_next(rng) >> 11) * 0x1p-53;
}
