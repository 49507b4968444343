// contract_passage_test.c - what every store promises of what a narrator told: piece by piece, behind the screen, of a run and its branches
#include "contract.h"

// A turn whose screen ends with what the grammar told.
static void told_turn(struct acts *acts, struct ts_run *run, const char *words)
{
    struct ts_changeset *changes = acts_begin_turn(acts, run);
    changes->has_shown = true;
    ts_buffer_add_text(&changes->shown.text, "The quay.\n");
    ts_buffer_add_text(&changes->shown.text, words);
    ts_buffer_add_text(&changes->passage, words);
    assert_ok(acts, acts_save(acts));
}

static void add_words(void *self, const struct ts_passage *passage)
{
    ts_buffer_add_format(self, "%d.%u%c%c%.*s;", (int)passage->turn, passage->piece, passage->by == TS_BY_GRAMMAR ? 'g' : 'm', passage->is_joined ? '+' : ' ',
                         (int)passage->length, passage->text);
}

static void assert_told(struct acts *acts, const struct ts_run *run, int64_t from, int64_t to, const char *expected)
{
    struct ts_buffer all = {0};
    assert_ok(acts, ts_store_each_passage(acts->store, run->row, from, to, add_words, &all, &acts->err));
    ts_buffer_add_text(&all, "");
    assert_string_equal(all.bytes ? all.bytes : "", expected);
    ts_buffer_clear(&all);
}

static void assert_screen(struct acts *acts, const char *id, const char *expected)
{
    struct ts_run_record record = load(acts, id);
    assert_text(record.text, expected);
    ts_run_record_clear(&record);
}

static void keeps_what_the_grammar_told_with_its_turn(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    told_turn(acts, run, "Fog.");
    turn(acts, run); // of which nothing is told
    told_turn(acts, run, "Rain.");
    reopen(fixture_of(state));
    assert_told(acts, run, 0, 100, "1.0g Fog.;3.0g Rain.;");
    assert_told(acts, run, 2, 3, "3.0g Rain.;");
    assert_told(acts, run, 2, 2, "");
    assert_screen(acts, "r", "The quay.\nRain.");
    assert_sound(acts);
    ts_run_free(run);
}

static void goes_on_piece_by_piece_and_so_does_the_screen(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    told_turn(acts, run, "Fog.");
    assert_ok(acts, acts_tell(acts, run, 1, "A bell.", false));
    assert_ok(acts, acts_tell(acts, run, 2, "It is far.", true));
    assert_ok(acts, acts_tell(acts, run, 3, "", false)); // only what it cost
    assert_screen(acts, "r", "The quay.\nFog.\nA bell. It is far.");
    reopen(fixture_of(state));
    assert_screen(acts, "r", "The quay.\nFog.\nA bell. It is far.");
    assert_told(acts, run, 0, 100, "1.0g Fog.;1.1m A bell.;1.2m+It is far.;1.3m ;");
    set_state(acts, run, TS_ACT_PAUSE, TS_PAUSED);
    assert_ok(acts, acts_save(acts));
    assert_screen(acts, "r", "The quay.\nFog.\nA bell. It is far.");
    assert_sound(acts);
    ts_run_free(run);
}

static void is_the_whole_screen_where_no_text_was_written(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_changeset *changes = acts_begin_turn(acts, run);
    changes->has_shown = true;
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, acts_tell(acts, run, 0, "A bell.", false));
    assert_ok(acts, acts_tell(acts, run, 1, "It is far.", true));
    assert_screen(acts, "r", "A bell. It is far.");
    reopen(fixture_of(state));
    assert_screen(acts, "r", "A bell. It is far.");
    ts_run_free(run);
}

static void take_cost(void *self, const struct ts_passage *passage)
{
    *(struct ts_passage *)self = *passage;
}

static void keeps_what_a_piece_cost(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_passage last = {0};
    assert_ok(acts, acts_tell(acts, run, 0, "Fog.", false));
    int64_t at = acts->at;
    reopen(fixture_of(state));
    assert_ok(acts, ts_store_each_passage(acts->store, run->row, 0, 0, take_cost, &last, &acts->err));
    assert_int_equal(last.tokens_in, 20);
    assert_int_equal(last.tokens_out, 7);
    assert_int_equal(last.at, at);
    ts_run_free(run);
}

static void refuses_what_comes_too_late_or_out_of_order(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r"), late = *run;
    told_turn(acts, run, "Fog.");
    assert_int_equal(acts_tell(acts, &late, 0, "Of the turn before.", false), TS_CONFLICT);
    assert_int_equal(acts_tell(acts, run, 0, "Again.", false), TS_CONFLICT);
    assert_int_equal(acts_tell(acts, run, 2, "A gap.", false), TS_CONFLICT);
    late.row = 999;
    assert_int_equal(acts_tell(acts, &late, 0, "Of nobody.", false), TS_DATA);
    assert_told(acts, run, 0, 100, "1.0g Fog.;");
    assert_screen(acts, "r", "The quay.\nFog.");
    turn(acts, run); // the store goes on
    assert_sound(acts);
    ts_run_free(run);
}

static void takes_it_back_with_its_batch(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    told_turn(acts, run, "Fog.");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, acts_add_passage(acts, run, 1, "A bell.", false));
    ts_store_rollback(acts->store);
    assert_told(acts, run, 0, 100, "1.0g Fog.;");
    assert_screen(acts, "r", "The quay.\nFog.");
    assert_ok(acts, acts_tell(acts, run, 1, "A gull.", false));
    assert_told(acts, run, 0, 100, "1.0g Fog.;1.1m A gull.;");
    ts_run_free(run);
}

static void gives_a_branch_what_its_ancestors_were_told(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    told_turn(acts, run, "One.");
    assert_ok(acts, acts_tell(acts, run, 1, "And more.", true));
    told_turn(acts, run, "Two.");
    told_turn(acts, run, "Three.");
    struct ts_run *second = go_on(acts, "r", 2, "second");
    told_turn(acts, second, "Else.");
    struct ts_run *third = go_on(acts, "second", 1, "third");
    told_turn(acts, third, "Other.");
    reopen(fixture_of(state));
    assert_told(acts, second, 0, 100, "1.0g One.;1.1m+And more.;2.0g Two.;3.0g Else.;");
    assert_told(acts, third, 0, 100, "1.0g One.;1.1m+And more.;2.0g Other.;");
    assert_told(acts, run, 3, 3, "3.0g Three.;");
    assert_told(acts, second, 2, 3, "2.0g Two.;3.0g Else.;");
    assert_sound(acts);
    ts_run_free(run), ts_run_free(second), ts_run_free(third);
}

// Of the turn that it forks from a branch may be told again: behind what was told there.
static void gives_what_a_branch_is_told_at_its_fork_behind_what_was_told_there(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    told_turn(acts, run, "One.");
    assert_ok(acts, acts_tell(acts, run, 1, "And more.", true));
    struct ts_run *second = go_on(acts, "r", 1, "second");
    assert_ok(acts, acts_tell(acts, second, 0, "Again.", false));
    reopen(fixture_of(state));
    assert_told(acts, second, 0, 100, "1.0g One.;1.1m+And more.;1.0m Again.;");
    assert_told(acts, run, 0, 100, "1.0g One.;1.1m+And more.;");
    assert_sound(acts);
    ts_run_free(run), ts_run_free(second);
}

static void lets_go_of_it_with_its_run(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r"), *other = start(acts, "other");
    told_turn(acts, run, "Fog.");
    told_turn(acts, other, "Rain.");
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    reopen(fixture_of(state));
    assert_told(acts, run, 0, 100, "");
    assert_told(acts, other, 0, 100, "1.0g Rain.;");
    assert_int_not_equal(acts_tell(acts, run, 1, "A ghost.", false), TS_OK);
    assert_sound(acts);
    ts_run_free(run), ts_run_free(other);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(keeps_what_the_grammar_told_with_its_turn),
        CASE(goes_on_piece_by_piece_and_so_does_the_screen),
        CASE(is_the_whole_screen_where_no_text_was_written),
        CASE(keeps_what_a_piece_cost),
        CASE(refuses_what_comes_too_late_or_out_of_order),
        CASE(takes_it_back_with_its_batch),
        CASE(gives_a_branch_what_its_ancestors_were_told),
        CASE(gives_what_a_branch_is_told_at_its_fork_behind_what_was_told_there),
        CASE(lets_go_of_it_with_its_run),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
