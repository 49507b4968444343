// chain.h - the bytes of an act that its hash is made of
#ifndef TS_STORE_CHAIN_H
#define TS_STORE_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/value.h"

// Zero-initialised is empty. Every field tells its own length, so that no two acts have the same bytes.
struct ts_chain {
    unsigned char *bytes;
    size_t length, room;
};

void ts_chain_free(struct ts_chain *chain);
void ts_chain_int(struct ts_chain *chain, int64_t integer);
void ts_chain_name(struct ts_chain *chain, int64_t hash);                      // a name by its hash; 0: no name
void ts_chain_bytes(struct ts_chain *chain, const void *bytes, size_t length); // NULL differs from empty
void ts_chain_value(struct ts_chain *chain, struct ts_value value);
void ts_chain_tag(struct ts_chain *chain, char tag); // what comes next

#endif
