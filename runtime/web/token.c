// token.c - what lets somebody in: random words, of which only hashes are kept
#include "web/token.h"

#include <sodium.h>
#include <string.h>

static void print(const unsigned char bytes[TS_TOKEN_BYTES], char out[TS_TOKEN_SIZE])
{
    sodium_bin2base64(out, TS_TOKEN_SIZE, bytes, TS_TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void ts_token_make(char out[TS_TOKEN_SIZE])
{
    unsigned char bytes[TS_TOKEN_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    print(bytes, out);
}

bool ts_token_is(const char *text)
{
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    return length == TS_TOKEN_SIZE - 1 && !text[length];
}

void ts_token_hash(const char *token, unsigned char out[TS_TOKEN_HASH])
{
    crypto_generichash(out, TS_TOKEN_HASH, (const unsigned char *)token, strlen(token), NULL, 0);
}

void ts_token_csrf(const char *token, char out[TS_TOKEN_SIZE])
{
    static const unsigned char key[] = "turnstone, X-CSRF-Token"; // so that it is another hash than the one that is kept
    unsigned char bytes[TS_TOKEN_BYTES];
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)token, strlen(token), key, sizeof key - 1);
    print(bytes, out);
}

bool ts_token_same(const char *one, const char *other)
{
    unsigned char left[TS_TOKEN_HASH], right[TS_TOKEN_HASH];
    ts_token_hash(one, left);
    ts_token_hash(other, right);
    return !sodium_memcmp(left, right, sizeof left);
}
