// hash.c - fingerprints: a fast one for tables, a strong one for chains
//
// The fast one folds 128-bit products of 16 bytes at a time, as wyhash does (Wang Yi, public domain), read as little-endian
// words, so that it is the same on every machine.
#include "base/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

static const uint64_t SALT[3] = {0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu, 0x8ebc6af09c88c6e3u};

static uint64_t fold(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word8(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static uint64_t word4(const unsigned char *bytes)
{
    return bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 | (uint64_t)bytes[3] << 24;
}

uint64_t ts_hash_fast(const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t state = SALT[0], a = 0, b = 0;
    size_t left = length;
    for (; left > 16; left -= 16, at += 16) state = fold(word8(at) ^ SALT[1], word8(at + 8) ^ state);
    if (left >= 8) {
        a = word8(at), b = word8(at + left - 8);
    } else if (left >= 4) {
        a = word4(at), b = word4(at + left - 4);
    } else if (left > 0) {
        a = (uint64_t)at[0] << 16 | (uint64_t)at[left / 2] << 8 | at[left - 1];
    }
    return fold(SALT[2] ^ length, fold(a ^ SALT[1], b ^ state));
}

void ts_hash_chain(const unsigned char *before, const void *bytes, size_t length, unsigned char out[TS_HASH_SIZE])
{
    crypto_generichash_state state;
    int failed = crypto_generichash_init(&state, NULL, 0, TS_HASH_SIZE);
    if (before) failed |= crypto_generichash_update(&state, before, TS_HASH_SIZE);
    failed |= crypto_generichash_update(&state, bytes, length);
    failed |= crypto_generichash_final(&state, out, TS_HASH_SIZE);
    assert(!failed);
    (void)failed;
}

int64_t ts_hash_salt(void)
{
    int64_t salt;
    randombytes_buf(&salt, sizeof salt);
    return salt;
}
