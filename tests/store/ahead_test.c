// ahead_test.c - what a relay shows of turns that are not stored yet is what a store shows of the same turns stored
#include "base/rng.h"
#include "relay_pair.h"

enum { RUNS = 6, ACTS = 600, SETTLED = 60 }; // settled: by then all names have been met

struct lived { // a run, in both stores by the same rows
    struct ts_run *run;
    bool is_front; // goes to its universe's front with each turn
};

struct done { // an act, as it can be done again
    struct ts_head before;
    uint64_t ticket;
    bool is_stored;
};

struct crowd {
    struct pair *pair;
    struct lived lived[RUNS];
    struct done done[ACTS];
    uint64_t seed, rolls;
    int seen_ahead, waited;
};

static int64_t roll(struct crowd *crowd, int64_t below)
{
    return (int64_t)(ts_rng_mix(crowd->seed, ++crowd->rolls) % (uint64_t)below);
}

static void start_all(struct crowd *crowd)
{
    static const char *const universes[RUNS] = {"alone", "live", "live", "live", "wide", "wide"};
    struct acts *acts = &crowd->pair->acts;
    struct ts_store *stores[] = {crowd->pair->direct, crowd->pair->relay};
    for (int s = 0; s < 2; s++) {
        acts->store = stores[s];
        acts->key = 1000000, acts->at = 1;
        for (int i = 0; i < RUNS; i++) {
            char id[16];
            snprintf(id, sizeof id, "r%d", i);
            struct ts_run *run = acts_run(acts, id, "player", universes[i], i == 5 ? 40 : 0);
            acts_begin_start(acts, run);
            assert_ok(acts, acts_save(acts));
            ts_run_free(crowd->lived[i].run);
            crowd->lived[i] = (struct lived){run, i < 4};
        }
    }
}

static void read_head(struct crowd *crowd, struct ts_store *store, int64_t universe, int64_t *position, int64_t *seq)
{
    const struct ts_world *world = ts_store_world(store);
    assert_ok(&crowd->pair->acts, world->head(world->self, universe, position, seq, &crowd->pair->acts.err));
}

// --- an act, made of its number and of where its run stood

static struct ts_value some_value(struct crowd *crowd)
{
    switch (roll(crowd, 5)) {
    case 0: return ts_value_nil();
    case 1: return ts_value_real((double)roll(crowd, 100) / 7);
    case 2: return ts_value_text("words", 5);
    default: return ts_value_int(roll(crowd, 50));
    }
}

// Several times a key of integers, once one of any type.
static void write_world(struct crowd *crowd)
{
    struct acts *acts = &crowd->pair->acts;
    for (int64_t n = roll(crowd, 4); n > 0; n--) {
        ts_symbol key = acts->keys[roll(crowd, 2)];
        bool is_add = roll(crowd, 3) > 0;
        ts_changeset_save(&acts->changes);
        ts_changeset_write(&acts->changes, key, is_add, ts_value_int(roll(crowd, is_add ? 9 : 50)));
    }
    for (int i = 2; i < ACTS_KEYS; i++) { // of any type, whatever is added to them
        bool is_add = roll(crowd, 3) > 0;
        if (roll(crowd, 2)) ts_changeset_write(&acts->changes, acts->keys[i], is_add, is_add ? ts_value_int(roll(crowd, 9)) : some_value(crowd));
    }
}

// Names are numbered as they come, and acts of several universes that are done again come in another order.
static void record_all(struct acts *acts)
{
    char words[32];
    for (int number = 1; number < ACTS; number++) {
        snprintf(words, sizeof words, "deed %d", number);
        acts_record(acts, words, false);
    }
}

static void make_act(struct crowd *crowd, int number, int who)
{
    struct acts *acts = &crowd->pair->acts;
    struct ts_run *run = crowd->lived[who].run;
    char words[32];
    crowd->rolls = (uint64_t)number << 16;
    run->head = crowd->done[number].before;
    ts_value_drop(&run->vars[1]); // as it was, so that it changes
    acts->key = (uint64_t)number, acts->at = INT64_C(1700000000000) + number;
    acts_standard_turn(acts, run);
    if (crowd->lived[who].is_front) {
        int64_t front;
        read_head(crowd, acts->store, run->universe_row, &front, NULL);
        run->head.position = front + roll(crowd, 3);
    }
    write_world(crowd);
    snprintf(words, sizeof words, "deed %d", number);
    for (int64_t n = roll(crowd, 3); n > 0; n--) acts_record(acts, words, roll(crowd, 2));
    if (number == 1) record_all(acts);
    if (roll(crowd, 4) == 0) ts_changeset_claim(&acts->changes, acts_symbol(acts, words));
    acts->changes.is_major = roll(crowd, 9) == 0;
    stand_on_world(acts);
}

static void do_direct(struct crowd *crowd, int number, int who)
{
    crowd->pair->acts.store = crowd->pair->direct;
    crowd->done[number].before = crowd->lived[who].run->head;
    make_act(crowd, number, who);
    assert_ok(&crowd->pair->acts, acts_save(&crowd->pair->acts));
}

static void do_relayed(struct crowd *crowd, int number, int who)
{
    struct ts_head after = crowd->lived[who].run->head;
    crowd->pair->acts.store = crowd->pair->relay;
    make_act(crowd, number, who);
    assert_memory_equal(&after.position, &crowd->lived[who].run->head.position, sizeof after.position);
    assert_ok(&crowd->pair->acts, acts_save(&crowd->pair->acts));
    crowd->done[number].ticket = ts_relay_last(crowd->pair->relay);
    crowd->done[number].is_stored = !crowd->done[number].ticket;
}

static int who_of(const struct crowd *crowd, int number)
{
    return (int)(ts_rng_mix(crowd->seed ^ 77, (uint64_t)number) % RUNS);
}

// What was lost is computed again, in order; what was not under way is stored.
static void recompute(struct crowd *crowd, int until)
{
    struct pair *pair = crowd->pair;
    struct ts_head now[RUNS];
    settle(pair);
    for (int i = 0; i < RUNS; i++) {
        now[i] = crowd->lived[i].run->head;
        ts_relay_mend(pair->relay, crowd->lived[i].run->universe_row);
    }
    for (int number = 1; number <= until; number++) {
        struct done *done = &crowd->done[number];
        int who = who_of(crowd, number);
        if (done->is_stored) continue;
        done->is_stored = !relayed_is_lost(&pair->relayed, done->ticket);
        if (done->is_stored) continue;
        acts_symbol(&pair->acts, "again");
        pair->acts.store = pair->relay;
        make_act(crowd, number, who);
        assert_ok(&pair->acts, acts_save(&pair->acts));
        done->ticket = ts_relay_last(pair->relay);
        done->is_stored = !done->ticket;
    }
    for (int i = 0; i < RUNS; i++) crowd->lived[i].run->head = now[i];
}

// --- what is seen

struct seen {
    struct acts *acts;
    struct ts_buffer out;
};

static void see_event(void *self, const struct ts_event *event)
{
    struct seen *seen = self;
    ts_buffer_add_format(&seen->out, "%lld %lld %u %u %u %u %d %u %u %lld %s|%s\n", (long long)event->position, (long long)event->seq, event->ordinal,
                         event->run, event->character, event->character_name, event->major, event->place, event->care, (long long)event->at,
                         event->action->bytes, event->consequences ? event->consequences->bytes : "-");
}

static void see_version(void *self, const struct ts_world_version *version)
{
    struct seen *seen = self;
    ts_buffer_add_format(&seen->out, "%lld %lld %u %d ", (long long)version->position, (long long)version->seq, version->run, version->add);
    ts_value_encode(version->value, &seen->out);
    ts_buffer_add_byte(&seen->out, '\n');
}

static void see_bystander(void *self, const struct ts_bystander *who)
{
    struct seen *seen = self;
    ts_buffer_add_format(&seen->out, "%u %u %u %lld %d\n", who->run, who->character, who->character_name, (long long)who->position, who->state);
}

static void count_key(void *self, ts_symbol key)
{
    *(uint64_t *)self += ts_rng_mix(key, 1); // in any order
}

static void see_values(struct crowd *crowd, const struct ts_world *world, int64_t universe, int64_t front, struct seen *seen)
{
    struct acts *acts = &crowd->pair->acts;
    for (int i = 0; i < ACTS_KEYS; i++) {
        for (int n = 0; n < 3; n++) {
            struct ts_value value;
            int64_t position = n ? roll(crowd, front + 2) : front;
            struct ts_value initial = roll(crowd, 2) ? ts_value_int(7) : ts_value_real(0.1);
            assert_ok(acts, world->get(world->self, universe, acts->keys[i], position, initial, &value, &acts->err));
            ts_value_encode(value, &seen->out);
            ts_buffer_add_byte(&seen->out, '\n');
            ts_value_drop(&value);
        }
        assert_ok(acts, world->history(world->self, universe, acts->keys[i], front - roll(crowd, 3), roll(crowd, 6), see_version, seen, &acts->err));
    }
}

static void see_events(struct crowd *crowd, const struct ts_world *world, int64_t universe, int64_t front, int64_t seq, struct seen *seen)
{
    struct acts *acts = &crowd->pair->acts;
    for (int n = 0; n < 6; n++) {
        struct ts_event_query query = {.from = roll(crowd, front + 1), .to = roll(crowd, 2) ? INT64_MAX : front - roll(crowd, 3)};
        query.reader = roll(crowd, 2) ? crowd->lived[roll(crowd, RUNS)].run->id : 0;
        query.place = roll(crowd, 2) ? acts->scenes[roll(crowd, ACTS_SCENES)].where : 0;
        query.run = roll(crowd, 3) ? 0 : crowd->lived[roll(crowd, RUNS)].run->id;
        if (query.run && query.reader) query.reader = query.run;
        query.since_seq = roll(crowd, 2) ? seq - roll(crowd, 8) : 0;
        if (query.since_seq < 0) query.since_seq = 0;
        query.until_seq = roll(crowd, 4) ? 0 : seq - roll(crowd, 5);
        if (query.until_seq < 0) query.until_seq = 0;
        query.others_only = query.reader && !query.run && roll(crowd, 2);
        query.major_only = roll(crowd, 3) == 0;
        query.newest_first = roll(crowd, 2);
        query.limit = roll(crowd, 3) ? roll(crowd, 9) : 0;
        assert_ok(acts, world->events(world->self, universe, &query, see_event, seen, &acts->err));
        ts_buffer_add_text(&seen->out, "--\n");
    }
}

static void see_all(struct crowd *crowd, struct ts_store *store, int64_t universe, int number, struct ts_buffer *out)
{
    struct acts *acts = &crowd->pair->acts;
    const struct ts_world *world = ts_store_world(store);
    struct seen seen = {acts, {0}};
    int64_t position, seq;
    uint64_t keys = 0;
    bool is_claimed;
    crowd->rolls = UINT64_C(1) << 40 | (uint64_t)number << 16;
    read_head(crowd, store, universe, &position, &seq);
    ts_buffer_add_format(&seen.out, "%lld %lld\n", (long long)position, (long long)seq);
    see_values(crowd, world, universe, position, &seen);
    see_events(crowd, world, universe, position, seq, &seen);
    for (int n = 0; n < 5; n++) {
        char words[32];
        snprintf(words, sizeof words, "deed %lld", (long long)(number - roll(crowd, 20)));
        assert_ok(acts, world->is_claimed(world->self, universe, acts_symbol(acts, words), &is_claimed, &acts->err));
        ts_buffer_add_byte(&seen.out, is_claimed ? '1' : '0');
    }
    assert_ok(acts, world->bystanders(world->self, universe, see_bystander, &seen, &acts->err));
    assert_ok(acts, ts_store_each_key(store, universe, count_key, &keys, &acts->err));
    ts_buffer_add_format(&seen.out, "%llx\n", (unsigned long long)keys);
    *out = seen.out;
}

static void assert_seen_alike(struct crowd *crowd, int number)
{
    int64_t universe = crowd->lived[roll(crowd, RUNS)].run->universe_row;
    struct ts_buffer direct, relayed;
    bool sees = ts_relay_is_under_way(crowd->pair->relay, universe) && ts_relay_sees(crowd->pair->relay, universe);
    int waits = crowd->pair->relayed.waits;
    if (!crowd->pair->relayed.written && roll(crowd, 4) == 0 && crowd->pair->relayed.count) assert_ok(&crowd->pair->acts, relayed_write(&crowd->pair->relayed, &crowd->pair->acts.err));
    see_all(crowd, crowd->pair->direct, universe, number, &direct);
    see_all(crowd, crowd->pair->relay, universe, number, &relayed);
    if (sees && waits == crowd->pair->relayed.waits) crowd->seen_ahead++;
    else if (sees) crowd->waited++;
    assert_string_equal(relayed.bytes, direct.bytes);
    ts_buffer_clear(&direct);
    ts_buffer_clear(&relayed);
}

static bool has_trouble(const struct crowd *crowd)
{
    for (int i = 0; i < RUNS; i++)
        if (ts_relay_is_spoiled(crowd->pair->relay, crowd->lived[i].run->universe_row)) return true;
    return false;
}

// --- the two side by side

static void live(struct crowd *crowd, int failures)
{
    struct pair *pair = crowd->pair;
    start_all(crowd);
    for (int number = 1; number < ACTS; number++) {
        int who = who_of(crowd, number);
        bool fails = failures && number > SETTLED;
        if (fails && number % 37 == 0) pair->relayed.fail_group = 1;
        if (fails && number % 53 == 0) pair->relayed.fail_turn = 1 + number % 5;
        while (pair->relayed.count && (pair->relayed.count > 40 || ts_rng_mix(crowd->seed, (uint64_t)number) % 9 == 0))
            if (relayed_wait(&pair->relayed, &pair->acts.err)) break;
        for (int tries = 0; has_trouble(crowd) && tries < 10; tries++) recompute(crowd, number - 1);
        do_direct(crowd, number, who);
        if (!ts_relay_sees(pair->relay, crowd->lived[who].run->universe_row)) settle(pair);
        for (int tries = 0; has_trouble(crowd) && tries < 10; tries++) recompute(crowd, number - 1);
        do_relayed(crowd, number, who);
        if (!pair->relayed.fail_group && !pair->relayed.fail_turn) assert_seen_alike(crowd, number);
        if (pair->relayed.lost_count > RELAYED_MAX / 2) pair->relayed.lost_count = 0;
    }
    settle(pair);
    while (has_trouble(crowd)) recompute(crowd, ACTS - 1);
    settle(pair);
    assert_false(has_trouble(crowd));
    assert_same_stores(pair);
    pair->acts.store = pair->relay;
    assert_sound(&pair->acts);
}

static void live_all(struct pair *pair, uint64_t seed, int failures, int least)
{
    struct crowd *crowd = ts_memory_get(sizeof *crowd);
    *crowd = (struct crowd){.pair = pair, .seed = seed};
    live(crowd, failures);
    assert_true(crowd->seen_ahead > least);
    for (int i = 0; i < RUNS; i++) ts_run_free(crowd->lived[i].run);
    free(crowd);
}

static void what_is_under_way_is_seen_as_if_it_were_stored(void **state)
{
    live_all(*state, 1, 0, 100);
}

static void groups_that_fail_are_computed_again_and_the_same_comes_of_it(void **state)
{
    live_all(*state, 2, 1, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAIR_CASE(what_is_under_way_is_seen_as_if_it_were_stored),
        PAIR_CASE(groups_that_fail_are_computed_again_and_the_same_comes_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
