// rng.h - random streams that need no storage: each is made of what it is for
#ifndef TS_BASE_RNG_H
#define TS_BASE_RNG_H

#include <stdint.h>

// xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64 from a mix of the parts.
struct ts_rng {
    uint64_t state[4];
};

uint64_t ts_rng_mix(uint64_t a, uint64_t b);                                  // one well-mixed number of two; order matters
// The stream of (run seed, pack or purpose, turn, id): equal parts give equal rolls in every process (design §3).
struct ts_rng ts_rng_stream(uint64_t seed, uint64_t purpose, uint64_t turn, uint64_t id);
uint64_t ts_rng_next(struct ts_rng *rng);
int64_t ts_rng_int(struct ts_rng *rng, int64_t low, int64_t high);            // low..high inclusive, unbiased; low <= high
double ts_rng_real(struct ts_rng *rng);                                       // 0 <= x < 1

#endif
