// chain.c - the bytes of an act that its hash is made of
#include "store/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { INT_MAX_BYTES = 10 };

static unsigned char *room_for(struct ts_chain *chain, size_t length)
{
    if (chain->length + length > chain->room) {
        chain->room = (chain->length + length) * 2 + 256;
        chain->bytes = ts_memory_grow(chain->bytes, chain->room);
    }
    return chain->bytes + chain->length;
}

void ts_chain_free(struct ts_chain *chain)
{
    free(chain->bytes);
    *chain = (struct ts_chain){0};
}

void ts_chain_int(struct ts_chain *chain, int64_t integer)
{
    uint64_t rest = ((uint64_t)integer << 1) ^ (integer < 0 ? UINT64_MAX : 0);
    unsigned char *out = room_for(chain, INT_MAX_BYTES), *end = out;
    while (rest >= 0x80) {
        *end++ = (unsigned char)(rest | 0x80);
        rest >>= 7;
    }
    *end++ = (unsigned char)rest;
    chain->length += (size_t)(end - out);
}

void ts_chain_name(struct ts_chain *chain, int64_t hash)
{
    unsigned char *out = room_for(chain, sizeof hash);
    for (size_t i = 0; i < sizeof hash; i++) out[i] = (unsigned char)((uint64_t)hash >> (i * 8));
    chain->length += sizeof hash;
}

void ts_chain_bytes(struct ts_chain *chain, const void *bytes, size_t length)
{
    if (!bytes) {
        ts_chain_int(chain, -1);
        return;
    }
    ts_chain_int(chain, (int64_t)length);
    if (length) memcpy(room_for(chain, length), bytes, length);
    chain->length += length;
}

void ts_chain_tag(struct ts_chain *chain, char tag)
{
    *room_for(chain, 1) = (unsigned char)tag;
    chain->length++;
}

void ts_chain_value(struct ts_chain *chain, struct ts_value value)
{
    ts_chain_int(chain, value.type);
    switch (value.type) {
    case TS_NIL:
        break;
    case TS_BOOL:
        ts_chain_int(chain, value.boolean);
        break;
    case TS_INT:
        ts_chain_int(chain, value.integer);
        break;
    case TS_REAL: {
        int64_t bits;
        memcpy(&bits, &value.real, sizeof bits);
        ts_chain_name(chain, bits);
        break;
    }
    case TS_TEXT:
    case TS_TREE:
        ts_chain_bytes(chain, value.text->bytes, value.text->length);
        break;
    }
}
