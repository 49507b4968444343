// contract_world_test.c - what every store promises of world state and timelines, batched and undone, over every driver
#include "base/rng.h"
#include "contract.h"

// --- world state against a plain list of all writes

struct write {
    int64_t position, seq;
    bool add;
    struct ts_value value;
};
struct model {
    struct write writes[4000];
    int count;
};

static bool comes_before(const struct write *a, const struct write *b)
{
    return a->position < b->position || (a->position == b->position && a->seq < b->seq);
}

// Writes sorted by (position, seq), folded from the start.
static void model_add(struct model *model, struct write write)
{
    int place = model->count++;
    while (place > 0 && comes_before(&write, &model->writes[place - 1])) {
        model->writes[place] = model->writes[place - 1];
        place--;
    }
    model->writes[place] = write;
}

static struct ts_value model_get(const struct model *model, int64_t position)
{
    struct ts_value value = ts_value_int(100);
    for (int i = 0; i < model->count && model->writes[i].position <= position; i++) {
        const struct write *write = &model->writes[i];
        if (!write->add)
            value = write->value.type == TS_NIL ? ts_value_int(100) : write->value;
        else if (value.type == TS_INT)
            value.integer += write->value.integer;
    }
    return value;
}

static void assert_same_value(struct acts *acts, int64_t universe, const struct model *model, ts_symbol key, int64_t position)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value right = model_get(model, position), value;
    assert_ok(acts, world->get(world->self, universe, key, position, ts_value_int(100), &value, &acts->err));
    if (!ts_value_is_equal(value, right))
        fail_msg("at %lld: type %d %lld, wanted type %d %lld", (long long)position, value.type, (long long)value.integer, right.type,
                 (long long)right.integer);
    ts_value_drop(&value);
}

struct told {
    const struct model *model;
    int64_t position;
    int seen;
    bool is_wrong;
};

static void compare_version(void *self, const struct ts_world_version *version)
{
    struct told *told = self;
    int place = told->model->count;
    while (place > 0 && told->model->writes[place - 1].position > told->position) place--;
    const struct write *write = &told->model->writes[place - 1 - told->seen++];
    if (write->position != version->position || write->seq != version->seq || write->add != version->add || !version->run ||
        !ts_value_is_equal(write->value, version->value))
        told->is_wrong = true;
}

static void assert_same_history(struct acts *acts, int64_t universe, const struct model *model, ts_symbol key, int64_t position)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct told told = {.model = model, .position = position};
    assert_ok(acts, world->history(world->self, universe, key, position, 7, compare_version, &told, &acts->err));
    assert_false(told.is_wrong);
}

static struct ts_value random_set(struct ts_rng *rng)
{
    switch (ts_rng_int(rng, 0, 9)) {
    case 0:
        return ts_value_nil();
    case 1:
        return ts_value_bool(true);
    default:
        return ts_value_int(ts_rng_int(rng, -50, 50));
    }
}

// `wide`: positions up to a million, so that the tree of sums has several levels.
static void play_writes(struct fixture *fixture, uint64_t seed, bool wide, bool in_batches)
{
    struct acts *acts = &fixture->acts;
    struct model *models = ts_memory_get(2 * sizeof *models);
    struct ts_rng rng = ts_rng_stream(seed, 1, 2, 3);
    char id[32], universe[40];
    snprintf(id, sizeof id, "r%llu%d%d", (unsigned long long)seed, wide, in_batches);
    snprintf(universe, sizeof universe, "u%s", id);
    struct ts_run *run = start_at(acts, id, universe, 0);
    struct ts_receipt receipt;
    memset(models, 0, 2 * sizeof *models);
    for (int i = 0; i < 1500; i++) {
        int key = (int)ts_rng_int(&rng, 0, 1);
        struct write write = {.add = ts_rng_int(&rng, 0, 9) < 8};
        acts_begin(acts, run, TS_ACT_CATCH_UP);
        run->head.position = wide ? ts_rng_int(&rng, 0, 1000000) : ts_rng_int(&rng, 0, 90);
        if (ts_rng_int(&rng, 0, 3) == 0) run->head.position = i * (wide ? 700 : 1) / 2;
        write.position = run->head.position;
        write.value = write.add ? ts_value_int(ts_rng_int(&rng, -9, 9)) : random_set(&rng);
        ts_changeset_write(&acts->changes, acts->keys[key], write.add, write.value);
        if (!ts_store_is_writing(acts->store)) assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
        assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
        write.seq = receipt.seq;
        model_add(&models[key], write);
        if (!in_batches || ts_rng_int(&rng, 0, 30) == 0) assert_ok(acts, ts_store_commit(acts->store, &acts->err));
        for (int n = 0; n < 4; n++) {
            int64_t at = n == 0 ? write.position : n == 1 ? write.position - 1 : ts_rng_int(&rng, 0, wide ? 1000001 : 800);
            assert_same_value(acts, run->universe_row, &models[key], acts->keys[key], at);
        }
        if (i % 50 == 0) assert_same_history(acts, run->universe_row, &models[key], acts->keys[key], ts_rng_int(&rng, 0, 900));
    }
    if (ts_store_is_writing(acts->store)) assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    reopen(fixture);
    for (int at = 0; at < 800; at++) assert_same_value(acts, run->universe_row, &models[0], acts->keys[0], at * (wide ? 1250 : 1));
    ts_run_free(run);
    free(models);
}

static void reads_the_world_as_a_plain_list_of_writes_would(void **state)
{
    struct fixture *fixture = fixture_of(state);
    bool is_memory = ts_store_is_memory(fixture->acts.store);
    bool is_far = strncmp(fixture->url, "postgres", 8) == 0; // each question is a way to go
    for (uint64_t seed = 1; seed <= (is_memory ? 20 : is_far ? 1 : 3); seed++) {
        play_writes(fixture, seed, false, true);
        play_writes(fixture, seed, true, true);
    }
    play_writes(fixture, 77, false, is_memory);
    assert_sound(&fixture->acts);
}

static void folds_several_writes_of_an_act_into_one(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    acts_begin_turn(acts, run);
    ts_changeset_write(&acts->changes, acts->keys[1], true, ts_value_int(5));
    ts_changeset_write(&acts->changes, acts->keys[0], false, ts_value_int(10));
    ts_changeset_write(&acts->changes, acts->keys[0], true, ts_value_int(2));
    ts_changeset_write(&acts->changes, acts->keys[1], true, ts_value_int(6));
    assert_ok(acts, acts_save(acts));
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 1), 12);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[1], 1), 11);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 0), 0);
    assert_sound(acts);
    ts_run_free(run);
}

static void wraps_late_sums_around(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start_at(acts, "r", "world", 100000);
    static const int64_t positions[] = {100000, 3, 3, 3, 5000}, amounts[] = {1, INT64_MAX, INT64_MAX, INT64_MIN, INT64_MAX};
    for (int i = 0; i < 5; i++) {
        acts_begin(acts, run, TS_ACT_CATCH_UP);
        run->head.position = positions[i];
        ts_changeset_write(&acts->changes, acts->keys[0], true, ts_value_int(amounts[i]));
        assert_ok(acts, acts_save(acts));
        if (i != 2) continue;
        assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 3), -2);
        assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 100000), -1);
        assert_sound(acts);
    }
    reopen(fixture);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 2), 0);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 3), INT64_MAX - 1);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 5000), -3);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 100000), -2);
    run->head.position = 100000;
    acts_begin(acts, run, TS_ACT_CATCH_UP);
    acts->changes.before.position = 5000;
    ts_changeset_write(&acts->changes, acts->keys[0], true, ts_value_int(INT64_MIN));
    assert_ok(acts, acts_save(acts));
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], 100000), INT64_MAX - 1);
    assert_sound(acts);
    ts_run_free(run);
}

// --- events against a plain list of all of them

struct deed {
    int64_t position, seq;
    uint32_t ordinal;
    ts_symbol run, place;
    bool major;
};
struct deeds {
    struct deed list[4000];
    int count;
};
struct seen {
    struct deed list[4000];
    int count;
};

static void take_event(void *self, const struct ts_event *event)
{
    struct seen *seen = self;
    seen->list[seen->count++] = (struct deed){event->position, event->seq, event->ordinal, event->run, event->place, event->major};
    assert_true(event->action->length > 0);
    assert_true(event->at > 0);
    assert_int_equal(event->care != 0, event->major); // see acts_record
    assert_true(event->character != 0 && event->character_name != 0);
}

static bool is_visible(const struct deed *deed, const struct ts_event_query *query)
{
    bool own = query->reader && deed->run == query->reader;
    if (query->run && deed->run != query->run) return false;
    if (deed->position < query->from || deed->position > query->to) return false;
    if (deed->seq <= query->since_seq || (query->until_seq && deed->seq > query->until_seq)) return false;
    if (query->others_only && own) return false;
    if (query->major_only && !deed->major) return false;
    return !query->reader || deed->major || own || deed->place == query->place;
}

static int compare_deeds(const void *a, const void *b, void *self)
{
    const struct deed *one = a, *two = b;
    const struct ts_event_query *query = self;
    int order = 0;
    if (!query->since_seq && one->position != two->position)
        order = one->position < two->position ? -1 : 1;
    else if (one->seq != two->seq)
        order = one->seq < two->seq ? -1 : 1;
    else
        order = one->ordinal < two->ordinal ? -1 : 1;
    return query->newest_first ? -order : order;
}

static void assert_same_events(struct acts *acts, int64_t universe, const struct deeds *deeds, struct ts_event_query *query)
{
    static struct seen right, seen;
    const struct ts_world *world = ts_store_world(acts->store);
    right.count = seen.count = 0;
    for (int i = 0; i < deeds->count; i++)
        if (is_visible(&deeds->list[i], query)) right.list[right.count++] = deeds->list[i];
    qsort_r(right.list, (size_t)right.count, sizeof *right.list, compare_deeds, query);
    if (query->limit && right.count > query->limit) right.count = (int)query->limit;
    assert_ok(acts, world->events(world->self, universe, query, take_event, &seen, &acts->err));
    assert_int_equal(seen.count, right.count);
    for (int i = 0; i < seen.count; i++) {
        assert_int_equal(seen.list[i].seq, right.list[i].seq);
        assert_int_equal(seen.list[i].ordinal, right.list[i].ordinal);
        assert_int_equal(seen.list[i].run, right.list[i].run);
        assert_int_equal(seen.list[i].place, right.list[i].place);
        assert_int_equal(seen.list[i].major, right.list[i].major);
    }
}

static void play_deeds(struct acts *acts, struct ts_run *runs[3], struct deeds *deeds, struct ts_rng *rng)
{
    struct ts_receipt receipt;
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    for (int i = 0; i < 300; i++) {
        struct ts_run *run = runs[ts_rng_int(rng, 0, 2)];
        uint32_t first = (uint32_t)deeds->count;
        if (ts_rng_int(rng, 0, 9) == 0)
            acts_begin(acts, run, TS_ACT_CATCH_UP);
        else
            acts_begin_turn(acts, run);
        for (int64_t n = ts_rng_int(rng, 0, 2); n > 0; n--) {
            bool major = ts_rng_int(rng, 0, 9) == 0;
            uint32_t ordinal = (uint32_t)deeds->count - first;
            acts_record(acts, n == 1 ? NULL : "walks", major);
            deeds->list[deeds->count++] = (struct deed){run->head.position, 0, ordinal, run->id, run->head.scene->where, major};
        }
        assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
        for (int n = (int)first; n < deeds->count; n++) deeds->list[n].seq = receipt.seq;
    }
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

static void shows_each_reader_what_it_may_know(void **state)
{
    static struct deeds deeds;
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_rng rng = ts_rng_stream(5, 6, 7, 8);
    struct ts_run *runs[3] = {start_at(acts, "one", "world", 40), start_at(acts, "two", "world", 0), start_at(acts, "three", "world", 70)};
    deeds.count = 0;
    for (int round = 0; round < 3; round++) {
        play_deeds(acts, runs, &deeds, &rng);
        if (round == 1) reopen(fixture);
        for (int i = 0; i < 200; i++) {
            struct ts_event_query query = {
                .from = ts_rng_int(&rng, 0, 100), .newest_first = ts_rng_int(&rng, 0, 1), .limit = ts_rng_int(&rng, 0, 12)};
            query.to = ts_rng_int(&rng, 0, 3) ? query.from + ts_rng_int(&rng, 0, 150) : INT64_MAX;
            if (ts_rng_int(&rng, 0, 2)) query.reader = runs[ts_rng_int(&rng, 0, 2)]->id;
            if (ts_rng_int(&rng, 0, 2) == 0) query.run = runs[ts_rng_int(&rng, 0, 2)]->id;
            if (query.reader) query.others_only = ts_rng_int(&rng, 0, 1);
            query.place = acts->scenes[ts_rng_int(&rng, 0, 2)].where;
            query.major_only = ts_rng_int(&rng, 0, 5) == 0;
            if (ts_rng_int(&rng, 0, 2) == 0) query.since_seq = ts_rng_int(&rng, 1, 300);
            if (ts_rng_int(&rng, 0, 3) == 0) query.until_seq = ts_rng_int(&rng, 1, 500);
            assert_same_events(acts, runs[0]->universe_row, &deeds, &query);
        }
    }
    assert_sound(acts);
    for (int i = 0; i < 3; i++) ts_run_free(runs[i]);
}

static void tells_a_runs_own_events_of_its_universe_only(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *one = start_at(acts, "one", "world", 0), *two = start_at(acts, "two", "elsewhere", 0);
    static struct seen seen;
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX, .run = one->id, .newest_first = true, .limit = 2};
    for (int i = 0; i < 5; i++) {
        turn(acts, one);
        turn(acts, two);
    }
    seen.count = 0;
    assert_ok(acts, world->events(world->self, one->universe_row, &query, take_event, &seen, &acts->err));
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.list[0].position, 5);
    assert_int_equal(seen.list[1].position, 4);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    acts_standard_turn(acts, one);
    assert_ok(acts, acts_apply(acts));
    seen.count = 0;
    assert_ok(acts, world->events(world->self, one->universe_row, &query, take_event, &seen, &acts->err));
    assert_int_equal(seen.list[0].position, 6); // not committed yet
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    seen.count = 0;
    assert_ok(acts, world->events(world->self, two->universe_row, &query, take_event, &seen, &acts->err));
    query.run = acts_symbol(acts, "nobody");
    assert_ok(acts, world->events(world->self, one->universe_row, &query, take_event, &seen, &acts->err));
    query.run = 0;
    query.reader = one->id;
    query.place = acts_symbol(acts, "nowhere");
    assert_ok(acts, world->events(world->self, two->universe_row, &query, take_event, &seen, &acts->err));
    assert_int_equal(seen.count, 0);
    ts_run_free(one);
    ts_run_free(two);
}

// --- batches

static void describe(struct acts *acts, int64_t universe, struct ts_buffer *out)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX};
    struct seen *seen = ts_memory_get(sizeof *seen);
    seen->count = 0;
    assert_ok(acts, world->events(world->self, universe, &query, take_event, seen, &acts->err));
    for (int i = 0; i < seen->count; i++)
        ts_buffer_add_format(out, "%lld/%lld/%u ", (long long)seen->list[i].position, (long long)seen->list[i].seq,
                             (unsigned)seen->list[i].run);
    for (int64_t at = 0; at < 40; at++) ts_buffer_add_format(out, "%lld ", (long long)get_int(acts, universe, acts->keys[0], at));
    free(seen);
}

static void leaves_nothing_of_what_is_undone(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start_at(acts, "r", "world", 5), *late = start_at(acts, "late", "world", 0),
                  *fresh = acts_run(acts, "fresh", "new player", "new world", 0);
    struct ts_buffer before = {0}, after = {0};
    struct completions completions = {0};
    struct ts_universe_record universe;
    bool found;
    for (int i = 0; i < 10; i++) turn(acts, run);
    for (int i = 0; i < 3; i++) turn(acts, late);
    describe(acts, run->universe_row, &before);
    struct ts_head run_head = run->head, late_head = late->head;
    for (int round = 0; round < 3; round++) {
        assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
        for (int i = 0; i < 5; i++) {
            acts_standard_turn(acts, i % 2 ? run : late);
            ts_changeset_write(&acts->changes, acts->keys[0], i == 3, ts_value_int(i));
            if (i == 0) ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:sword"));
            acts->changes.has_shown = true;
            ts_buffer_add_text(&acts->changes.shown.text, "Gone.");
            assert_ok(acts, acts_apply(acts));
        }
        acts_begin_start(acts, fresh);
        assert_ok(acts, acts_apply(acts));
        complete(acts, run);
        assert_ok(acts, acts_apply(acts));
        ts_store_rollback(acts->store);
        run->head = run_head;
        late->head = late_head;
        fresh->head = (struct ts_head){.scene = &acts->scenes[0]};
        after.length = 0;
        describe(acts, run->universe_row, &after);
        assert_string_equal(before.bytes, after.bytes);
    }
    assert_ok(acts, ts_store_find_universe(acts->store, fresh->universe, &universe, &found, &acts->err));
    assert_false(found);
    assert_ok(acts, ts_store_find_player(acts->store, fresh->player, &found, &acts->err));
    assert_false(found);
    assert_ok(acts, ts_store_each_completion(acts->store, run->player, take_completion, &completions, &acts->err));
    assert_int_equal(completions.count, 0);
    const struct ts_world *world = ts_store_world(acts->store);
    assert_ok(acts, world->is_claimed(world->self, run->universe_row, acts_symbol(acts, "harbour:sword"), &found, &acts->err));
    assert_false(found);
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 10);
    assert_null(record.text);
    ts_run_record_clear(&record);
    turn(acts, run);
    turn(acts, late);
    acts_begin_start(acts, fresh);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    assert_sound(acts);
    ts_buffer_clear(&before);
    ts_buffer_clear(&after);
    ts_run_free(run);
    ts_run_free(late);
    ts_run_free(fresh);
}

static void refuses_a_batch_within_a_batch(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    assert_int_equal(ts_store_begin(acts->store, 0, &acts->err), TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "a batch is open already"));
    assert_true(ts_store_is_writing(acts->store));
    if (!ts_store_is_memory(acts->store)) {
        struct ts_store *other;
        assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &other, &acts->err));
        // The outer batch still holds the lock: of all, or of its universe.
        if (strncmp(fixture->url, "postgres", 8) != 0) {
            assert_int_equal(ts_store_begin(other, 0, &acts->err), TS_BUSY);
        } else {
            assert_ok(acts, ts_store_begin(other, 0, &acts->err));
            assert_int_equal(ts_store_hold(other, &acts->changes, &acts->err), TS_BUSY);
            ts_store_rollback(other);
        }
        ts_store_close(other);
    }
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 2);
    ts_run_record_clear(&record);
    ts_run_free(run);
}

static void play_both(struct acts *acts, const char *universe, bool in_batch, struct ts_buffer *out)
{
    char one[32], two[32];
    snprintf(one, sizeof one, "%s one", universe);
    snprintf(two, sizeof two, "%s two", universe);
    struct ts_run *a = start_at(acts, one, universe, 9), *b = start_at(acts, two, universe, 0);
    if (in_batch) assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    for (int i = 0; i < 30; i++) {
        struct ts_run *run = i % 3 ? a : b;
        acts_standard_turn(acts, run);
        assert_ok(acts, in_batch ? acts_apply(acts) : acts_save(acts));
        struct ts_run_record record = load(acts, i % 3 ? one : two); // seen before it is committed
        assert_int_equal(record.turn, run->head.turn);
        ts_run_record_clear(&record);
    }
    if (in_batch) assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    for (int64_t at = 0; at < 40; at++) ts_buffer_add_format(out, "%lld ", (long long)get_int(acts, a->universe_row, acts->keys[0], at));
    ts_run_free(a);
    ts_run_free(b);
}

static void writes_in_a_batch_what_single_acts_write(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_buffer single = {0}, batch = {0};
    play_both(acts, "single", false, &single);
    play_both(acts, "batch", true, &batch);
    assert_string_equal(single.bytes, batch.bytes);
    assert_sound(acts);
    ts_buffer_clear(&single);
    ts_buffer_clear(&batch);
}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(reads_the_world_as_a_plain_list_of_writes_would),
        CASE(folds_several_writes_of_an_act_into_one),
        CASE(wraps_late_sums_around),
        CASE(shows_each_reader_what_it_may_know),
        CASE(tells_a_runs_own_events_of_its_universe_only),
        CASE(leaves_nothing_of_what_is_undone),
        CASE(refuses_a_batch_within_a_batch),
        CASE(writes_in_a_batch_what_single_acts_write),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
