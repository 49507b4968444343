// contract_tree_test.c - trees of branches read as plain lists of all that was ever written would, over every driver
#include "base/rng.h"
#include "contract.h"

enum { TWIGS_MAX = 160, LIVES_MAX = 400, WRITES_MAX = 6000, KEYS = 2, INITIAL = 100 };

struct twig { // a universe of the tree
    int64_t row, position, seq;
    int parent; // -1: the root
    int64_t fork_position, fork_seq;
};

struct life { // a run
    struct ts_run *run;
    int twig, parent; // parent: the life that it goes on with; -1: none
};

struct write {
    int twig, key;
    int64_t position, seq;
    ts_symbol run;
    bool add;
    struct ts_value value;
};

struct deed {
    int twig, life;
    int64_t position, seq;
    uint32_t ordinal;
    ts_symbol place;
    bool major;
};

struct claimed {
    int twig;
    int64_t position, seq;
    ts_symbol key;
};

struct tree {
    struct acts *acts;
    struct ts_rng rng;
    struct twig twigs[TWIGS_MAX];
    struct life lives[LIVES_MAX];
    struct write writes[WRITES_MAX];
    struct deed deeds[WRITES_MAX];
    struct claimed claims[WRITES_MAX];
    int twig_count, life_count, write_count, deed_count, claim_count;
};

static int64_t pick(struct tree *tree, int64_t from, int64_t to)
{
    return ts_rng_int(&tree->rng, from, to);
}

// --- what a universe sees of another

// How many steps up the lineage of `from` the moment is met, when it is seen at positions <= `to`; -1: it is not.
static int steps_to(const struct tree *tree, int from, int64_t to, int twig, int64_t position, int64_t seq)
{
    int64_t until_seq = INT64_MAX;
    int steps = 0;
    while (from != twig) {
        const struct twig *here = &tree->twigs[from];
        if (here->parent < 0) return -1;
        if (here->fork_position < to) to = here->fork_position;
        if (here->fork_seq < until_seq) until_seq = here->fork_seq;
        from = here->parent;
        steps++;
    }
    return position <= to && seq <= until_seq ? steps : -1;
}

// The writes of a key that are seen, in order.
static int list_writes(const struct tree *tree, int twig, int key, int64_t to, const struct write **out)
{
    int count = 0;
    for (int i = 0; i < tree->write_count; i++) {
        const struct write *write = &tree->writes[i];
        if (write->key != key || steps_to(tree, twig, to, write->twig, write->position, write->seq) < 0) continue;
        int place = count++;
        for (; place > 0; place--) {
            const struct write *before = out[place - 1];
            if (before->position < write->position || (before->position == write->position && before->seq < write->seq)) break;
            out[place] = before;
        }
        out[place] = write;
    }
    return count;
}

static struct ts_value fold(const struct write **writes, int count)
{
    struct ts_value value = ts_value_int(INITIAL);
    for (int i = 0; i < count; i++) {
        if (!writes[i]->add) value = writes[i]->value.type == TS_NIL ? ts_value_int(INITIAL) : writes[i]->value;
        else if (value.type == TS_INT) value.integer += writes[i]->value.integer;
    }
    return value;
}

static void assert_same_value(struct tree *tree, int twig, int key, int64_t position)
{
    static const struct write *writes[WRITES_MAX];
    struct acts *acts = tree->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value right = fold(writes, list_writes(tree, twig, key, position, writes)), value;
    assert_ok(acts, world->get(world->self, tree->twigs[twig].row, acts->keys[key], position, ts_value_int(INITIAL), &value, &acts->err));
    if (!ts_value_is_equal(value, right))
        fail_msg("universe %d at %lld: type %d %lld, wanted type %d %lld", twig, (long long)position, value.type, (long long)value.integer,
                 right.type, (long long)right.integer);
    ts_value_drop(&value);
}

struct told {
    const struct write **writes;
    int left;
    int given;
};

static void compare_version(void *self, const struct ts_world_version *version)
{
    struct told *told = self;
    told->given++;
    assert_true(told->left > 0);
    const struct write *write = told->writes[--told->left];
    assert_int_equal(version->position, write->position);
    assert_int_equal(version->seq, write->seq);
    assert_int_equal(version->run, write->run);
    assert_int_equal(version->add, write->add);
    assert_true(ts_value_is_equal(version->value, write->value));
}

static void assert_same_history(struct tree *tree, int twig, int key, int64_t position, int64_t limit)
{
    static const struct write *writes[WRITES_MAX];
    struct acts *acts = tree->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    int count = list_writes(tree, twig, key, position, writes);
    struct told told = {writes, count, 0};
    assert_ok(acts, world->history(world->self, tree->twigs[twig].row, acts->keys[key], position, limit, compare_version, &told, &acts->err));
    assert_int_equal(told.given, limit && limit < count ? limit : count);
}

static void assert_same_claims(struct tree *tree, int twig)
{
    struct acts *acts = tree->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    if (!tree->claim_count) return;
    ts_symbol key = tree->claims[pick(tree, 0, tree->claim_count - 1)].key;
    bool right = false, claimed;
    for (int i = 0; i < tree->claim_count; i++) {
        const struct claimed *one = &tree->claims[i];
        if (one->key == key && steps_to(tree, twig, INT64_MAX, one->twig, one->position, one->seq) >= 0) right = true;
    }
    assert_ok(acts, world->is_claimed(world->self, tree->twigs[twig].row, key, &claimed, &acts->err));
    assert_int_equal(claimed, right);
}

// --- events

struct sought {
    const struct tree *tree;
    struct ts_event_query query;
    int reader, run; // lives; -1: anybody
};

struct found {
    const struct deed *list[WRITES_MAX];
    int steps[WRITES_MAX];
    int count;
};

// The life that stands for this one so many steps up; a reader that began later goes on reading as itself.
static int climb(const struct tree *tree, int life, int steps, bool stays)
{
    for (; steps > 0 && life >= 0; steps--) {
        int parent = tree->lives[life].parent;
        if (parent < 0 && stays) return life;
        life = parent;
    }
    return life;
}

static bool fits(const struct sought *sought, const struct deed *deed, int steps)
{
    const struct ts_event_query *query = &sought->query;
    int reader = climb(sought->tree, sought->reader, steps, true), run = climb(sought->tree, sought->run, steps, false);
    bool is_own = reader >= 0 && deed->life == reader;
    if (sought->run >= 0 && deed->life != run) return false;
    if (deed->position < query->from) return false;
    if (deed->seq <= query->since_seq || (query->until_seq && deed->seq > query->until_seq)) return false;
    if (query->others_only && is_own) return false;
    if (query->major_only && !deed->major) return false;
    return sought->reader < 0 || deed->major || is_own || deed->place == query->place;
}

// By what comes first in the lineage, then by position (news: as it was stored), then as it was stored.
static bool comes_before(const struct sought *sought, const struct deed *a, int a_steps, const struct deed *b, int b_steps)
{
    bool is_before = a->ordinal < b->ordinal;
    if (a->seq != b->seq) is_before = a->seq < b->seq;
    if (!sought->query.since_seq && a->position != b->position) is_before = a->position < b->position;
    if (a_steps != b_steps) is_before = a_steps > b_steps;
    return is_before != sought->query.newest_first;
}

static void list_deeds(const struct sought *sought, int twig, struct found *out)
{
    out->count = 0;
    for (int i = 0; i < sought->tree->deed_count; i++) {
        const struct deed *deed = &sought->tree->deeds[i];
        int steps = steps_to(sought->tree, twig, sought->query.to, deed->twig, deed->position, deed->seq);
        if (steps < 0 || !fits(sought, deed, steps)) continue;
        int place = out->count++;
        for (; place > 0 && comes_before(sought, deed, steps, out->list[place - 1], out->steps[place - 1]); place--) {
            out->list[place] = out->list[place - 1];
            out->steps[place] = out->steps[place - 1];
        }
        out->list[place] = deed;
        out->steps[place] = steps;
    }
    if (sought->query.limit && out->count > sought->query.limit) out->count = (int)sought->query.limit;
}

struct seen {
    const struct tree *tree;
    const struct found *right;
    int count;
};

static void compare_event(void *self, const struct ts_event *event)
{
    struct seen *seen = self;
    assert_true(seen->count < seen->right->count);
    const struct deed *deed = seen->right->list[seen->count++];
    assert_int_equal(event->position, deed->position);
    assert_int_equal(event->seq, deed->seq);
    assert_int_equal(event->ordinal, deed->ordinal);
    assert_int_equal(event->run, deed->life < 0 ? 0 : seen->tree->lives[deed->life].run->id);
    assert_int_equal(event->major, deed->major);
    assert_int_equal(event->place, deed->place);
}

static int pick_life(struct tree *tree, int twig)
{
    int life = (int)pick(tree, 0, tree->life_count - 1);
    for (int i = 0; i < tree->life_count; i++) {
        if (tree->lives[life].twig == twig) return life;
        life = (life + 1) % tree->life_count;
    }
    return life;
}

static void assert_same_events(struct tree *tree, int twig)
{
    static struct found right;
    struct acts *acts = tree->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    struct sought sought = {.tree = tree, .reader = -1, .run = -1};
    struct ts_event_query *query = &sought.query;
    *query = (struct ts_event_query){.from = pick(tree, 0, tree->twigs[twig].position), .newest_first = pick(tree, 0, 1), .limit = pick(tree, 0, 12)};
    if (pick(tree, 0, 2) == 0) query->from = 0;
    query->to = pick(tree, 0, 3) ? query->from + pick(tree, 0, 60) : INT64_MAX;
    if (pick(tree, 0, 2)) sought.reader = pick_life(tree, twig);
    if (pick(tree, 0, 2) == 0) sought.run = pick(tree, 0, 2) ? pick_life(tree, twig) : sought.reader;
    if (sought.reader >= 0) query->reader = tree->lives[sought.reader].run->id;
    if (sought.run >= 0) query->run = tree->lives[sought.run].run->id;
    if (sought.reader >= 0) query->others_only = pick(tree, 0, 1);
    query->place = acts->scenes[pick(tree, 0, 2)].where;
    query->major_only = pick(tree, 0, 5) == 0;
    if (pick(tree, 0, 2) == 0) query->since_seq = pick(tree, 1, tree->twigs[twig].seq);
    if (pick(tree, 0, 3) == 0) query->until_seq = pick(tree, 1, tree->twigs[twig].seq);
    list_deeds(&sought, twig, &right);
    struct seen seen = {tree, &right, 0};
    assert_ok(acts, world->events(world->self, tree->twigs[twig].row, query, compare_event, &seen, &acts->err));
    assert_int_equal(seen.count, right.count);
}

static void assert_same(struct tree *tree, int twig)
{
    const struct twig *here = &tree->twigs[twig];
    for (int key = 0; key < KEYS; key++) {
        assert_same_value(tree, twig, key, here->position + 1);
        assert_same_value(tree, twig, key, here->fork_position);
        for (int i = 0; i < 2; i++) assert_same_value(tree, twig, key, pick(tree, 0, here->position));
    }
    assert_same_history(tree, twig, (int)pick(tree, 0, KEYS - 1), pick(tree, 0, here->position), pick(tree, 0, 9));
    assert_same_claims(tree, twig);
    for (int i = 0; i < 3; i++) assert_same_events(tree, twig);
}

// --- growing

static int add_twig(struct tree *tree, struct twig twig)
{
    assert_true(tree->twig_count < TWIGS_MAX);
    tree->twigs[tree->twig_count] = twig;
    return tree->twig_count++;
}

static int add_life(struct tree *tree, struct ts_run *run, int twig, int parent)
{
    assert_true(tree->life_count < LIVES_MAX);
    tree->lives[tree->life_count] = (struct life){run, twig, parent};
    return tree->life_count++;
}

static void apply(struct tree *tree, int twig)
{
    struct ts_receipt receipt;
    assert_ok(tree->acts, ts_store_apply(tree->acts->store, &tree->acts->changes, &receipt, &tree->acts->err));
    assert_int_equal(receipt.seq, ++tree->twigs[twig].seq);
    int64_t position = tree->acts->changes.run->head.position;
    if (position > tree->twigs[twig].position) tree->twigs[twig].position = position;
}

// A run of nobody's line, somewhere behind the fork.
static int begin_life(struct tree *tree, int twig, const char *universe)
{
    char id[32];
    snprintf(id, sizeof id, "%s.%d", universe, tree->life_count);
    const struct twig *here = &tree->twigs[twig];
    struct ts_run *run = acts_run(tree->acts, id, "player", universe, here->fork_position + pick(tree, 0, 20));
    acts_begin_start(tree->acts, run);
    apply(tree, twig);
    tree->twigs[twig].row = run->universe_row;
    return add_life(tree, run, twig, -1);
}

static void write_world(struct tree *tree, struct write write)
{
    write.add = pick(tree, 0, 9) < 8;
    write.value = ts_value_int(pick(tree, -9, 9));
    if (!write.add && pick(tree, 0, 5) == 0) write.value = pick(tree, 0, 1) ? ts_value_nil() : ts_value_bool(true);
    ts_changeset_write(&tree->acts->changes, tree->acts->keys[write.key], write.add, write.value);
    tree->writes[tree->write_count++] = write;
}

static void record(struct tree *tree, struct deed deed)
{
    deed.major = pick(tree, 0, 4) == 0;
    deed.place = tree->lives[deed.life].run->head.scene->where;
    acts_record(tree->acts, "walks", deed.major);
    tree->deeds[tree->deed_count++] = deed;
}

static void claim(struct tree *tree, struct claimed claimed)
{
    char key[32];
    snprintf(key, sizeof key, "harbour:thing%d", (int)pick(tree, 0, 40));
    claimed.key = acts_symbol(tree->acts, key);
    for (int i = 0; i < tree->claim_count; i++) {
        const struct claimed *one = &tree->claims[i];
        if (one->key == claimed.key && steps_to(tree, claimed.twig, INT64_MAX, one->twig, one->position, one->seq) >= 0) return;
    }
    ts_changeset_claim(&tree->acts->changes, claimed.key);
    tree->claims[tree->claim_count++] = claimed;
}

// A run goes a little way on, and writes, tells and claims what it likes.
static void live(struct tree *tree, int life)
{
    struct ts_run *run = tree->lives[life].run;
    int twig = tree->lives[life].twig;
    acts_begin_turn(tree->acts, run);
    run->head.position += pick(tree, 0, 3);
    int64_t position = run->head.position, seq = tree->twigs[twig].seq + 1;
    for (int key = 0; key < KEYS; key++)
        if (pick(tree, 0, 1)) write_world(tree, (struct write){.twig = twig, .key = key, .position = position, .seq = seq, .run = run->id});
    for (int64_t n = 0, count = pick(tree, 0, 2); n < count; n++)
        record(tree, (struct deed){.twig = twig, .life = life, .position = position, .seq = seq, .ordinal = (uint32_t)n});
    if (pick(tree, 0, 3) == 0) claim(tree, (struct claimed){.twig = twig, .position = position, .seq = seq});
    apply(tree, twig);
}

// The life goes on from one of its turns, which an ancestor may have taken.
static int branch_life(struct tree *tree, int life, int64_t turn)
{
    struct ts_run_record past;
    char id[32];
    snprintf(id, sizeof id, "b%d", tree->life_count);
    struct acts *acts = tree->acts;
    assert_ok(acts, ts_store_load_run_at(acts->store, tree->lives[life].run->id, turn, &past, &acts->err));
    while (tree->lives[life].run->id != past.id) life = tree->lives[life].parent;
    int twig = add_twig(tree, (struct twig){.parent = tree->lives[life].twig,
                                            .position = past.position,
                                            .seq = past.seq,
                                            .fork_position = past.position,
                                            .fork_seq = past.seq});
    struct ts_run *run = acts_run(acts, id, "player", id, 0);
    acts_begin_branch(acts, run, &past);
    apply(tree, twig);
    tree->twigs[twig].row = run->universe_row;
    set_state(acts, run, TS_ACT_RESUME, TS_ACTIVE);
    apply(tree, twig);
    ts_run_record_clear(&past);
    return add_life(tree, run, twig, life);
}

// A universe goes on from a position of its own and any of its acts, with new lives.
static void branch_twig(struct tree *tree, int parent)
{
    const struct twig *from = &tree->twigs[parent];
    int64_t seq = pick(tree, from->fork_seq + 1, from->seq), position = pick(tree, from->fork_position, from->position);
    char id[32];
    snprintf(id, sizeof id, "u%d", tree->twig_count);
    int twig = add_twig(tree, (struct twig){.parent = parent,
                                            .position = position,
                                            .seq = seq,
                                            .fork_position = position,
                                            .fork_seq = seq});
    acts_begin_universe(tree->acts, id, (struct ts_fork){tree->twigs[parent].row, 0, position, seq});
    apply(tree, twig);
    begin_life(tree, twig, id);
    begin_life(tree, twig, id);
}

static struct tree *plant(struct acts *acts, uint64_t seed, const char *universe)
{
    struct tree *tree = ts_memory_get(sizeof *tree);
    memset(tree, 0, sizeof *tree);
    tree->acts = acts;
    tree->rng = ts_rng_stream(seed, 3, 2, 1);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    int root = add_twig(tree, (struct twig){.parent = -1});
    for (int i = 0; i < 3; i++) begin_life(tree, root, universe);
    return tree;
}

static void fell(struct tree *tree)
{
    for (int i = 0; i < tree->life_count; i++) ts_run_free(tree->lives[i].run);
    free(tree);
}

static void commit(struct tree *tree, bool goes_on)
{
    assert_ok(tree->acts, ts_store_commit(tree->acts->store, &tree->acts->err));
    if (goes_on) assert_ok(tree->acts, ts_store_begin(tree->acts->store, 0, &tree->acts->err));
}

static void reads_a_tree_of_branches_as_plain_lists_would(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct tree *tree = plant(&fixture->acts, 11, "root");
    for (int i = 0; i < 900; i++) {
        int life = (int)pick(tree, 0, tree->life_count - 1);
        int64_t what = pick(tree, 0, 39);
        if (what == 0) branch_twig(tree, (int)pick(tree, 0, tree->twig_count - 1));
        else if (what < 3) branch_life(tree, life, pick(tree, 0, tree->lives[life].run->head.turn));
        else live(tree, life);
        if (i % 3 == 0) assert_same(tree, (int)pick(tree, 0, tree->twig_count - 1));
        if (i % 50 == 0) commit(tree, true);
        if (i != 500) continue;
        commit(tree, false);
        reopen(fixture);
        assert_ok(&fixture->acts, ts_store_begin(fixture->acts.store, 0, &fixture->acts.err));
    }
    commit(tree, false);
    reopen(fixture);
    for (int i = 0; i < tree->twig_count; i++) assert_same(tree, i);
    assert_sound(&fixture->acts);
    fell(tree);
}

// A branch of a branch, and so on: each one lives a little, while those before it go on too.
static void grow_deep(struct fixture *fixture, int depth)
{
    struct tree *tree = plant(&fixture->acts, (uint64_t)depth, "deep");
    int life = 0;
    for (int i = 0; i < 20; i++) live(tree, (int)pick(tree, 0, 2));
    for (int level = 0; level < depth; level++) {
        int64_t turn = tree->lives[life].run->head.turn;
        life = branch_life(tree, life, turn - (turn > 0 && pick(tree, 0, 1) ? 1 : 0));
        for (int i = 0; i < 3; i++) live(tree, life);
        live(tree, (int)pick(tree, 0, tree->life_count - 1));
        if (level % 10 == 0) assert_same(tree, tree->lives[life].twig);
    }
    commit(tree, false);
    for (int round = 0; round < 2; round++) { // cold, then remembered
        for (int i = 0; i < 20; i++) assert_same(tree, tree->lives[life].twig);
        for (int i = 0; i < 20; i++) assert_same(tree, (int)pick(tree, 0, tree->twig_count - 1));
        if (round == 0) reopen(fixture);
    }
    assert_sound(&fixture->acts);
    fell(tree);
}

static void reads_a_branch(void **state)
{
    grow_deep(fixture_of(state), 1);
}

static void reads_a_branch_of_ten_branches(void **state)
{
    grow_deep(fixture_of(state), 10);
}

static void reads_a_branch_of_a_hundred_branches(void **state)
{
    grow_deep(fixture_of(state), 100);
}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(reads_a_tree_of_branches_as_plain_lists_would),
        CASE(reads_a_branch),
        CASE(reads_a_branch_of_ten_branches),
        CASE(reads_a_branch_of_a_hundred_branches),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
