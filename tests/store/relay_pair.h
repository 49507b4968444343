// relay_pair.h - a store that is played directly beside one that is played through a relay
#ifndef TS_TESTS_STORE_RELAY_PAIR_H
#define TS_TESTS_STORE_RELAY_PAIR_H

#include "bare_export.h"
#include "contract.h"
#include "relayed.h"

struct pair { // a store that is played directly, and one through a relay
    struct acts acts;
    struct relayed relayed;
    struct ts_store *direct, *relay;
    char folder[64];
};

static inline struct ts_store *open_store(struct pair *pair, const char *name)
{
    char path[128];
    struct ts_store *store = NULL;
    snprintf(path, sizeof path, "%s/%s.db", pair->folder, name);
    assert_ok(&pair->acts, ts_store_open(path, TS_STORE_CREATE, pair->acts.symbols, &store, &pair->acts.err));
    return store;
}

static inline int set_up_pair(void **state)
{
    struct pair *pair = ts_memory_get(sizeof *pair);
    memset(pair, 0, sizeof *pair);
    acts_init(&pair->acts);
    *ts_map_add(&pair->acts.content.story_by_id, pair->acts.story.id) = 1;
    snprintf(pair->folder, sizeof pair->folder, "%s/relay-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(pair->folder)) return -1;
    pair->direct = open_store(pair, "direct");
    struct ts_store *base = open_store(pair, "relay"), *store = open_store(pair, "relay");
    pair->acts.store = pair->relay = relayed_open(&pair->relayed, base, store, &pair->acts.content);
    *state = pair;
    return 0;
}

static inline int tear_down_pair(void **state)
{
    struct pair *pair = *state;
    char command[128];
    pair->acts.store = NULL;
    ts_store_close(pair->direct);
    ts_store_close(pair->relay);
    relayed_clear(&pair->relayed);
    ts_map_clear(&pair->acts.content.story_by_id);
    acts_clear(&pair->acts);
    snprintf(command, sizeof command, "rm -rf %s", pair->folder);
    int failed = system(command);
    free(pair);
    return failed;
}

// The act in hand knows what it was computed on.
static inline void stand_on_world(struct acts *acts)
{
    struct ts_changeset *changes = &acts->changes;
    const struct ts_world *world = ts_store_world(acts->store);
    assert_ok(acts, world->head(world->self, changes->run->universe_row, NULL, &changes->base_seq, &acts->err));
    changes->has_read_world = true;
}

static inline void begin_turn(struct acts *acts, struct ts_run *run)
{
    acts_standard_turn(acts, run);
    stand_on_world(acts);
}

static inline void take_turn(struct acts *acts, struct ts_run *run)
{
    begin_turn(acts, run);
    assert_ok(acts, acts_save(acts));
}

// The act in hand did not happen.
static inline void forget_act(struct acts *acts)
{
    ts_changeset_undo(&acts->changes, &(struct ts_savepoint){.head = acts->changes.before});
}

static inline void settle(struct pair *pair)
{
    while (ts_relay_is_under_way(pair->relay, 0)) assert_ok(&pair->acts, relayed_wait(&pair->relayed, &pair->acts.err));
}

static inline void assert_same_stores(struct pair *pair)
{
    struct ts_buffer direct = {0}, relayed = {0};
    assert_ok(&pair->acts, bare_export(pair->direct, &direct, &pair->acts.err));
    assert_ok(&pair->acts, bare_export(pair->relay, &relayed, &pair->acts.err));
    assert_string_equal(relayed.bytes, direct.bytes);
    ts_buffer_clear(&direct);
    ts_buffer_clear(&relayed);
}

#define PAIR_CASE(name) cmocka_unit_test_setup_teardown(name, set_up_pair, tear_down_pair)

#endif
