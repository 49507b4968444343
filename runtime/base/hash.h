// hash.h - fingerprints: a fast one for tables, a strong one for chains
#ifndef TS_BASE_HASH_H
#define TS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { TS_HASH_SIZE = 16 };

uint64_t ts_hash_fast(const void *bytes, size_t length);                      // 64 bits, the same on every machine; not for secrets
// BLAKE2b-128 of `before` (TS_HASH_SIZE bytes, or NULL) followed by the bytes.
void ts_hash_chain(const unsigned char *before, const void *bytes, size_t length, unsigned char out[TS_HASH_SIZE]);

int64_t ts_hash_salt(void); // a number that nobody can guess

#endif
