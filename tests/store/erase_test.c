// erase_test.c - a person forgotten: what goes, what stays, what is told, and that no byte of it is left
#include "person.h"

#include <sqlite3.h>

static void delete(struct acts *acts, struct ts_run *run)
{
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
}

static void leaves_no_byte_of_the_person(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *gone = person(acts, "mq-gone", "maria-quux", "Rosalind");
    personal_turn(acts, first, deed);
    personal_turn(acts, gone, deed);
    delete(acts, gone);
    end(acts, first);
    struct ts_run *second = person(acts, "mq-second", "maria-quux", "Rosalind"), *other = neighbour(acts, deed);
    personal_turn(acts, second, "walks on");
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) assert_true(count_files_with(fixture, secrets[i]) > 0);
    struct ts_erased erased = erase(acts, "maria-quux", &remnants);
    assert_int_equal(erased.runs, 3);
    assert_int_equal(erased.completions, 1);
    assert_int_equal(erased.unlocks, 1);
    assert_int_equal(erased.texts, 3); // the deed, the neighbour's screen and choices
    assert_int_equal(remnants.count, 0);
    assert_gone(fixture); // while it is open
    assert_sound(acts);
    reopen(fixture);
    assert_gone(fixture);
    assert_sound(acts);
    ts_run_free(first), ts_run_free(second), ts_run_free(gone), ts_run_free(other);
}

struct deeds {
    int count, of_someone;
    char last[128];
};

static void each_deed(void *self, const struct ts_event *event)
{
    struct deeds *deeds = self;
    deeds->count++;
    if (event->character_name) return;
    deeds->of_someone++;
    snprintf(deeds->last, sizeof deeds->last, "%s", event->action->bytes);
}

static void keeps_what_others_did_and_saw(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query all = {.to = 100};
    struct remnants remnants;
    struct deeds deeds = {0};
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, deed);
    personal_turn(acts, first, deed);
    erase(acts, "maria-quux", &remnants);
    assert_ok(acts, world->events(world->self, other->universe_row, &all, each_deed, &deeds, &acts->err));
    assert_int_equal(deeds.count, 2);
    assert_int_equal(deeds.of_someone, 1);
    assert_null(strstr(deeds.last, "Rosalind"));
    assert_non_null(strstr(deeds.last, " lights the lamp"));
    struct ts_run_record record = load(acts, "other");
    assert_string_equal(record.text->bytes, deeds.last); // the same reference
    assert_non_null(strstr(record.choices->bytes, "\\u0003 lights the lamp"));
    const char *id = record.text->bytes + 1;
    assert_string_equal(ts_store_character_name(acts->store, id, strcspn(id, "\x03")), ""); // so it is read as "someone"
    ts_run_record_clear(&record);
    turn(acts, other);
    assert_sound(acts);
    ts_run_free(first), ts_run_free(other);
}

static void take_passage(void *self, const struct ts_passage *passage)
{
    snprintf(self, 128, "%.*s", (int)passage->length, passage->text);
}

static void keeps_what_others_were_told_and_names_nobody_there(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    char last[128] = "";
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, "walks on");
    struct ts_changeset *changes = acts_begin_turn(acts, other);
    ts_buffer_add_text(&changes->passage, deed);
    assert_ok(acts, acts_save(acts));
    int64_t turn = other->head.turn;
    acts_begin_turn(acts, other);
    ts_buffer_add_text(&acts->changes.passage, "Rosalind is far.");
    assert_ok(acts, acts_save(acts));
    erase(acts, "maria-quux", &remnants);
    assert_ok(acts, ts_store_each_passage(acts->store, other->row, turn, turn, take_passage, last, &acts->err));
    assert_null(strstr(last, "Rosalind"));
    assert_null(strstr(last, "maria-quux"));
    assert_non_null(strstr(last, " lights the lamp"));
    assert_int_equal(remnants.count, 1); // words without a reference are told of
    assert_string_equal(remnants.where[0], "passage");
    assert_string_equal(remnants.text[0], "Rosalind is far.");
    assert_sound(acts);
    ts_run_free(first), ts_run_free(other);
}

static void keeps_names_that_others_use(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    struct ts_run *mine = person(acts, "harbour:nights", "maria-quux", "Alex"), *other = person(acts, "other", "otto", "Alex");
    turn(acts, mine);
    turn(acts, other);
    erase(acts, "maria-quux", &remnants);
    assert_string_equal(ts_store_character_name(acts->store, "otto/Alex", 9), "Alex");
    assert_string_equal(ts_store_character_name(acts->store, "maria-quux/Alex", 15), "");
    assert_int_equal(get_int(acts, other->universe_row, acts->keys[0], 100), 2); // a world key that a run had the name of
    assert_sound(acts);
    ts_run_free(mine), ts_run_free(other);
}

static void tells_where_scripts_copied_words(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, "ROSALIND, not Rosalinde");
    acts_begin_turn(acts, first);
    acts->changes.answer = text_of("Zebulon");
    ts_changeset_write(&acts->changes, acts->keys[2], false, ts_value_text("for Zebulon!", 12));
    assert_ok(acts, acts_save(acts));
    acts_begin_turn(acts, other);
    ts_changeset_set_var(&acts->changes, 0, ts_value_text(deed, strlen(deed)));
    acts_record(acts, "meets Rosalind", false);
    assert_ok(acts, acts_save(acts));
    erase(acts, "maria-quux", &remnants);
    assert_int_equal(remnants.count, 4);
    static const char *const wheres[] = {"event", "world value", "screen", "choices on screen"};
    for (int i = 0; i < 4; i++) assert_string_equal(remnants.where[i], wheres[i]);
    assert_string_equal(remnants.text[0], "meets Rosalind");
    assert_string_equal(remnants.id[1], "\"harbour:name\" at position 1 of universe \"world\"");
    assert_true(remnants.is_exact[1]);
    assert_false(remnants.is_exact[2]);
    assert_sound(acts); // values are in the chain, and were let be
    ts_run_free(first), ts_run_free(other);
}

// How the store writes a reference to a character inside of a value.
static void kept_reference(struct acts *acts, const char *character, char *out, size_t size)
{
    struct ts_buffer kept = {0};
    struct sql_name name;
    assert_ok(acts, ts_sql_name_find(ts_sql(acts->store), acts_symbol(acts, character), &name, &acts->err));
    ts_sql_reference_add(&kept, &name);
    snprintf(out, size, "\x02%s\x03", kept.bytes);
    ts_buffer_clear(&kept);
}

static struct ts_value tree_of(const char *json)
{
    struct ts_value tree = ts_value_text(json, strlen(json));
    tree.type = TS_TREE;
    return tree;
}

struct values {
    int count;
    char words[8][256];
};

static void each_version(void *self, const struct ts_world_version *version)
{
    struct values *values = self;
    snprintf(values->words[values->count++], 256, "%s", version->value.text->bytes);
}

static struct values history(struct acts *acts, const struct ts_run *run)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct values out = {0};
    assert_ok(acts, world->history(world->self, run->universe_row, acts->keys[2], 100, 10, each_version, &out, &acts->err));
    return out;
}

static void write_value(struct acts *acts, struct ts_run *run, struct ts_value value)
{
    acts_begin_turn(acts, run);
    ts_changeset_write(&acts->changes, acts->keys[2], false, value);
    assert_ok(acts, acts_save(acts));
}

// What lives leave in a world is read by name as long as there is one, and then by nobody's.
static void empties_references_inside_of_values(void **state)
{
    static const char grave[] = "\x02maria-quux/Rosalind\x03's rest", list[] = "[\"\\u0002maria-quux/Ro \\\"R\\\"\\u0003\",\"\\u0002no one\\u0003\"]";
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *second = person(acts, "mq-second", "maria-quux", "Ro \"R\"");
    struct ts_run *other = neighbour(acts, "nothing");
    write_value(acts, first, ts_value_text(grave, strlen(grave)));
    write_value(acts, second, tree_of(list));
    reopen(fixture);
    struct values before = history(acts, other);
    assert_int_equal(before.count, 2);
    assert_string_equal(before.words[0], list);
    assert_string_equal(before.words[1], grave);
    assert_sound(acts);
    erase(acts, "maria-quux", &remnants);
    assert_int_equal(remnants.count, 0);
    assert_int_equal(count_files_with(fixture, "Rosalind"), 0);
    assert_int_equal(count_files_with(fixture, "Ro \\\"R"), 0);
    assert_int_equal(count_files_with(fixture, "maria-quux"), 0);
    struct values after = history(acts, other);
    assert_non_null(strstr(after.words[0], "\\u0002#"));
    assert_non_null(strstr(after.words[0], "no one"));
    assert_string_equal(strchr(after.words[1], '\x03') + 1, "'s rest");
    assert_sound(acts);
    ts_run_free(first), ts_run_free(second), ts_run_free(other);
}

static void keeps_texts_apart_that_differed(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    struct ts_run *one = person(acts, "mq-first", "maria-quux", "Rosalind"), *two = person(acts, "mq-second", "maria-quux", "Rosa");
    char clash[128];
    personal_turn(acts, one, deed);
    personal_turn(acts, two, "\x02maria-quux/Rosa\x03 lights the lamp");
    for (int i = 0; i < 2; i++) { // such a text is there already
        kept_reference(acts, i ? "maria-quux/Rosa" : "maria-quux/Rosalind", clash, sizeof clash);
        strcat(clash, " lights the lamp");
        personal_turn(acts, two, clash);
    }
    assert_int_equal(erase(acts, "maria-quux", &remnants).texts, 2);
    assert_sound(acts);
    ts_run_free(one), ts_run_free(two);
}

static void refuses_while_a_run_is_played(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    struct ts_store *player;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *second = person(acts, "mq-second", "maria-quux", "Rosalind");
    assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &player, &acts->err));
    assert_ok(acts, ts_store_lock_run(player, second->id, &acts->err));
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_BUSY);
    assert_non_null(strstr(acts->err.message, "mq-second"));
    assert_false(erased.is_erased);
    turn(acts, first); // nothing was touched, and nothing is held
    ts_store_close(player);
    erase(acts, "maria-quux", &remnants);
    ts_run_free(first), ts_run_free(second);
}

static void does_not_know_the_unknown(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    struct ts_erased erased;
    struct ts_run *run = start(acts, "r");
    assert_int_equal(erase_with(acts, "nobody", &remnants, &erased), TS_DATA);
    assert_non_null(strstr(acts->err.message, "nobody"));
    turn(acts, run);
    erase(acts, "player", &remnants);
    assert_int_equal(erase_with(acts, "player", &remnants, &erased), TS_DATA);
    ts_run_free(run);
}

// A reader keeps the log from being emptied, not the person from being forgotten.
static void cleans_later_when_somebody_reads(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_erased erased;
    sqlite3 *reader;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    personal_turn(acts, first, deed);
    assert_int_equal(sqlite3_open(fixture->url, &reader), SQLITE_OK);
    assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT * FROM run", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_BUSY);
    assert_true(erased.is_erased);
    assert_non_null(strstr(acts->err.message, "run it again"));
    assert_true(count_files_with(fixture, "Rosalind") > 0);
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_BUSY);
    sqlite3_close(reader);
    reopen(fixture); // by another process
    assert_ok(acts, erase_with(acts, "maria-quux", &remnants, &erased));
    assert_false(erased.is_erased);
    for (size_t i = 0; i < 2; i++) assert_int_equal(count_files_with(fixture, secrets[i]), 0);
    assert_int_equal(erase_with(acts, "maria-quux", &remnants, &erased), TS_DATA);
    assert_sound(acts);
    ts_run_free(first);
}

// What was deleted or shortened before, by a SQLite that does not overwrite, is in pages that no deletion touches any more.
static void cleans_pages_that_were_freed_before(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    sqlite3 *careless;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    assert_int_equal(sqlite3_open(fixture->url, &careless), SQLITE_OK);
    assert_int_equal(sqlite3_exec(careless,
                                  "PRAGMA secure_delete = OFF; CREATE TABLE old(t); INSERT INTO old VALUES (replace(hex(zeroblob(999)), '0', 'dear diary ')); "
                                  "DROP TABLE old",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(careless);
    assert_true(count_files_with(fixture, "dear diary") > 0);
    erase(acts, "maria-quux", &remnants);
    assert_gone(fixture);
    assert_sound(acts);
    ts_run_free(first);
}

// What it remembers of names would else be rows that hold none.
static void is_noticed_by_another_process(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_store *here = acts->store, *there;
    struct remnants remnants;
    assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &there, &acts->err));
    acts->store = there;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind");
    acts->store = here;
    erase(acts, "maria-quux", &remnants);
    acts->store = there;
    struct ts_run *again = person(acts, "mq-second", "maria-quux", "Rosalind");
    assert_string_equal(ts_store_character_name(there, "maria-quux/Rosalind", 19), "Rosalind");
    assert_sound(acts);
    acts->store = here;
    ts_store_close(there);
    ts_run_free(first), ts_run_free(again);
}

static void takes_branches_with_it(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    bool found;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *branch;
    struct ts_run_record at;
    personal_turn(acts, first, deed);
    assert_ok(acts, ts_store_load_run_at(acts->store, first->id, 1, &at, &acts->err));
    branch = acts_run(acts, "mq-second", "maria-quux", "elsewhere", at.position);
    branch->character = first->character;
    branch->character_name = first->character_name;
    branch->head = first->head;
    branch->life = first->id;
    branch->fork_turn = 1;
    acts_begin(acts, branch, TS_ACT_BRANCH);
    acts->changes.fork = (struct ts_fork){.universe = at.universe_row, .run = at.row, .position = at.position, .seq = at.seq};
    acts->changes.opens_session = true;
    branch->head.session = 1;
    branch->head.state = TS_ACTIVE;
    assert_ok(acts, acts_save(acts));
    personal_turn(acts, branch, deed);
    ts_run_record_clear(&at);
    assert_int_equal(erase(acts, "maria-quux", &remnants).runs, 2);
    assert_gone(fixture);
    assert_ok(acts, ts_store_find_player(acts->store, acts_symbol(acts, "maria-quux"), &found, &acts->err));
    assert_false(found);
    assert_sound(acts);
    ts_run_free(first), ts_run_free(branch);
}

// What they asked to be spared is theirs, in their row and in their run; the words of it are everybody's.
static void takes_their_settings_with_it(void **state)
{
    static const char settings[] = "{\"boundaries\":[\"drowning-of-wolves\"],\"ceiling\":0.5}";
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct remnants remnants;
    struct ts_text *left;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, "a tale of drowning-of-wolves");
    struct ts_changeset *changes = acts_begin(acts, first, TS_ACT_CARE);
    changes->choice_id = acts_symbol(acts, "care:set");
    changes->answer = text_of("boundary=no-otters");
    changes->care = text_of(settings);
    ts_changeset_set_var(changes, 0, ts_value_text(settings, sizeof settings - 1));
    assert_ok(acts, acts_save(acts));
    turn(acts, first);
    changes = acts_begin(acts, first, TS_ACT_CARE);
    changes->answer = text_of("a tale");
    assert_ok(acts, acts_save(acts));
    struct ts_kept name = {.kind = TS_KEPT_BOARD, .name = TS_KEPT_BOARD_NAME, .value = "Rosalind of the Otters", .at = acts->at};
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_keep(acts->store, first->player, &name, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    assert_true(count_files_with(fixture, "of the Otters") > 0);
    assert_true(count_files_with(fixture, "no-otters") > 0);
    erase(acts, "maria-quux", &remnants);
    assert_int_equal(remnants.count, 0);
    assert_int_equal(count_files_with(fixture, "no-otters"), 0);
    assert_int_equal(count_files_with(fixture, "boundaries"), 0);
    assert_int_equal(count_files_with(fixture, "of the Otters"), 0);
    assert_true(count_files_with(fixture, "drowning-of-wolves") > 0); // the neighbour's screen
    assert_ok(acts, ts_store_load_care(acts->store, acts_symbol(acts, "maria-quux"), &left, &acts->err));
    assert_null(left);
    assert_sound(acts);
    ts_run_free(first), ts_run_free(other);
}

static void do_many(struct acts *acts, struct ts_run *run, const char *format, int count)
{
    char words[128];
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    for (int i = 0; i < count; i++) {
        snprintf(words, sizeof words, format, i);
        acts_begin_turn(acts, run);
        acts_record(acts, words, true);
        assert_ok(acts, acts_apply(acts));
    }
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

// On a server rows come a thousand at a time.
static void empties_and_tells_however_much_there_is(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct remnants remnants;
    struct ts_run *first = person(acts, "mq-first", "maria-quux", "Rosalind"), *other = neighbour(acts, "nothing");
    do_many(acts, first, "\x02maria-quux/Rosalind\x03 is here, %d", 1500);
    do_many(acts, other, "Rosalind was here, %d", 2000);
    assert_int_equal(erase(acts, "maria-quux", &remnants).texts, 1500);
    assert_int_equal(remnants.count, 2000);
    assert_string_equal(remnants.text[7], "Rosalind was here, 7");
    assert_sound(acts);
    ts_run_free(first), ts_run_free(other);
}

int main(void)
{
    static const char *const drivers[] = {"sqlite", "postgresql", NULL}, *const files[] = {"sqlite", NULL};
    const struct CMUnitTest tests[] = {
        CASE(leaves_no_byte_of_the_person),  CASE(keeps_what_others_did_and_saw), CASE(keeps_names_that_others_use),
        CASE(keeps_what_others_were_told_and_names_nobody_there),
        CASE(tells_where_scripts_copied_words), CASE(keeps_texts_apart_that_differed), CASE(refuses_while_a_run_is_played),
        CASE(does_not_know_the_unknown),     CASE(is_noticed_by_another_process), CASE(takes_branches_with_it),
        CASE(empties_references_inside_of_values), CASE(takes_their_settings_with_it),
        CASE(empties_and_tells_however_much_there_is),
    };
    const struct CMUnitTest of_file[] = {CASE(cleans_later_when_somebody_reads), CASE(cleans_pages_that_were_freed_before)};
    int failed = run_over(drivers, tests, sizeof tests / sizeof *tests);
    return failed + run_over(files, of_file, sizeof of_file / sizeof *of_file);
}
