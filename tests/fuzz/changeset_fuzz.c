// changeset_fuzz.c - bytes that may be a turn on its way from one process to another
#include "../store/acts.h"
#include "game/changeset_wire.h"
#include "place.h"

static void hash_of(const struct ts_travelled *travelled, unsigned char out[TS_HASH_SIZE])
{
    ts_changeset_state_hash(&travelled->changes, NULL, out);
}

// What was read is written and read again: it must be the same turn.
static void go_round(const struct ts_changeset_wire *wire, const struct ts_travelled *first)
{
    struct ts_travelled second;
    struct ts_buffer bytes = {0};
    struct ts_err err;
    unsigned char before[TS_HASH_SIZE], after[TS_HASH_SIZE];
    if (!ts_changeset_can_travel(wire, &first->changes)) abort();
    ts_changeset_encode(wire, &first->changes, true, &bytes);
    if (ts_changeset_decode(wire, bytes.bytes, bytes.length, &second, &err) != TS_OK) abort();
    hash_of(first, before);
    hash_of(&second, after);
    if (memcmp(before, after, TS_HASH_SIZE) != 0) abort();
    ts_travelled_clear(&second);
    ts_buffer_clear(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct acts acts;
    struct ts_travelled travelled;
    struct ts_err err;
    acts_init(&acts);
    *ts_map_add(&acts.content.story_by_id, acts.story.id) = 1;
    struct ts_changeset_wire wire = {&acts.content, ts_symbols_count(acts.symbols)};
    enum ts_status status = ts_changeset_decode(&wire, (const char *)data, size, &travelled, &err);
    if (status == TS_OK) go_round(&wire, &travelled);
    else if (status != TS_DATA || travelled.changes.vars) abort();
    if (status == TS_OK) ts_travelled_clear(&travelled);
    ts_map_clear(&acts.content.story_by_id);
    acts_clear(&acts);
    return 0;
}
