// changeset_wire_test.c - a turn as bytes, read where the same content was loaded and other names were met since
#include "game/changeset_wire.h"
#include "small_world.h"

struct ends { // two processes that parted with the same content
    struct small_world *here, *there;
    struct ts_changeset_wire sent, heard;
    struct ts_buffer bytes;
    struct ts_travelled travelled;
};

static int set_up(void **state)
{
    struct ends *ends = calloc(1, sizeof *ends);
    void *here, *there;
    small_world_open(&here);
    small_world_open(&there);
    *ends = (struct ends){.here = here, .there = there};
    ends->sent = (struct ts_changeset_wire){&ends->here->content, ts_symbols_count(ends->here->symbols)};
    ends->heard = (struct ts_changeset_wire){&ends->there->content, ends->sent.shared};
    assert_int_equal(ts_symbols_count(ends->there->symbols), ends->sent.shared);
    name(ends->there, "what only the other has met");
    ends->here->changes.kind = TS_ACT_TURN;
    ends->here->run->id = name(ends->here, "run_a");
    *state = ends;
    return 0;
}

static int tear_down(void **state)
{
    struct ends *ends = *state;
    void *here = ends->here, *there = ends->there;
    ts_travelled_clear(&ends->travelled);
    ts_buffer_clear(&ends->bytes);
    small_world_close(&here);
    small_world_close(&there);
    free(ends);
    return 0;
}

static void set_text(struct ts_changeset *changes, uint32_t slot, enum ts_type type, const char *text)
{
    struct ts_value value = ts_value_text(text, strlen(text));
    value.type = type;
    ts_changeset_set_var(changes, slot, value);
}

static void change_values(struct small_world *small)
{
    struct ts_changeset *changes = &small->changes;
    ts_changeset_set_var(changes, TIDE, ts_value_int(INT64_MIN));
    ts_changeset_set_var(changes, LIT, ts_value_real(-0.0));
    ts_changeset_save(changes);
    set_text(changes, BAG, TS_TREE, "{\"rope\":[1,2.5,\"knots\"]}");
    ts_changeset_set_var(changes, LIT, ts_value_nil());
    set_text(changes, TRUST, TS_TEXT, "a word \xc3\xa9");
    ts_changeset_write(changes, small->keys[1].id, false, ts_value_bool(true));
    ts_changeset_write(changes, small->keys[0].id, true, ts_value_int(-3));
    ts_changeset_save(changes);
    ts_changeset_write(changes, small->keys[0].id, true, ts_value_int(5));
    ts_changeset_write(changes, name(small, "harbour:lamps/east"), false, ts_value_real(1e300));
}

static void tell(struct small_world *small)
{
    struct ts_changeset *changes = &small->changes;
    struct ts_text *authored = ts_text_new("harbour", 7);
    authored->symbol = name(small, "harbour");
    ts_changeset_record(changes, (struct ts_event_record){.action = authored, .place = small->quay.where});
    ts_changeset_record(changes, (struct ts_event_record){.action = ts_text_new("", 0),
                                                          .consequences = ts_text_new("made while playing", 18),
                                                          .care = name(small, "{\"intensity\":0.5}"),
                                                          .major = true});
    changes->has_shown = true;
    ts_buffer_add_text(&changes->shown.text, "The tide turns.\nSlowly.");
    ts_buffer_add_text(&changes->shown.words, "LightToo wet");
    changes->shown.choices = ts_memory_grow(NULL, 2 * sizeof *changes->shown.choices);
    changes->shown.choices[0] = (struct ts_shown_choice){.id = small->light.id, .label_length = 5};
    changes->shown.choices[1] = (struct ts_shown_choice){.id = name(small, "give/rope"), .label_length = 5, .reason = 5, .reason_length = 7, .locked = true};
    changes->shown.choice_count = changes->shown.choice_room = 2;
}

static void do_all_that_a_turn_can(struct small_world *small)
{
    struct ts_changeset *changes = &small->changes;
    changes->key = UINT64_MAX;
    changes->at = INT64_C(1772357400000);
    changes->base_seq = 77;
    changes->has_read_world = changes->is_major = true;
    changes->before = small->run->head;
    changes->choice = &small->light;
    changes->choice_id = name(small, "light/lamp");
    changes->packs = name(small, "harbour 1.0.0");
    changes->answer = ts_text_new("Ellen", 5);
    change_values(small);
    tell(small);
    ts_changeset_count(changes, small->light.full);
    ts_changeset_count(changes, name(small, "harbour:light/lamp"));
    ts_changeset_enter(changes, &small->keeper);
    ts_changeset_mark(changes, TS_MARK_INSIGHT, name(small, "all tides turn"), SECOND_LIGHT);
    ts_changeset_mark(changes, TS_MARK_METACONCEPT, small->metaconcepts[1].id, HARBOUR);
    ts_changeset_claim(changes, name(small, "harbour:the_bell"));
    ts_changeset_fault(changes, SECOND_LIGHT, (struct ts_place){name(small, "second_light/init.lua"), 9}, "no such tide");
    small->run->row = 12, small->run->universe_row = 3;
    small->run->universe = name(small, "world"), small->run->character_name = name(small, "Alex");
    small->run->head.turn = 5, small->run->head.position = 51, small->run->head.told = -1, small->run->head.session = 2;
    small->run->head.scene = &small->keeper;
    small->run->head.depth = 2;
    small->run->head.stack[0] = (struct ts_frame){&small->quay, &small->keeper};
    small->run->head.stack[1] = (struct ts_frame){&small->keeper, NULL};
}

static enum ts_status travel(struct ends *ends, bool has_counts)
{
    ends->bytes.length = 0;
    ts_travelled_clear(&ends->travelled);
    assert_true(ts_changeset_can_travel(&ends->sent, &ends->here->changes));
    ts_changeset_encode(&ends->sent, &ends->here->changes, has_counts, &ends->bytes);
    return ts_changeset_decode(&ends->heard, ends->bytes.bytes, ends->bytes.length, &ends->travelled, &ends->here->err);
}

static void assert_same_name(struct ends *ends, ts_symbol here, ts_symbol there)
{
    assert_string_equal(ts_symbol_text(ends->there->symbols, there), ts_symbol_text(ends->here->symbols, here));
}

static void assert_same_hash(struct ends *ends)
{
    unsigned char here[TS_HASH_SIZE], there[TS_HASH_SIZE];
    ts_changeset_state_hash(&ends->here->changes, NULL, here);
    ts_changeset_state_hash(&ends->travelled.changes, NULL, there);
    assert_memory_equal(here, there, TS_HASH_SIZE);
}

static void an_act_is_the_same_on_the_other_end(void **state)
{
    struct ends *ends = *state;
    assert_int_equal(travel(ends, false), TS_OK);
    assert_same_hash(ends);
    do_all_that_a_turn_can(ends->here);
    assert_int_equal(travel(ends, false), TS_OK);
    assert_same_hash(ends);
}

static void what_the_hash_leaves_out_comes_along(void **state)
{
    struct ends *ends = *state;
    const struct ts_changeset *here = &ends->here->changes, *there = &ends->travelled.changes;
    do_all_that_a_turn_can(ends->here);
    assert_int_equal(travel(ends, false), TS_OK);
    assert_true(there->key == here->key);
    assert_int_equal(there->at, here->at);
    assert_int_equal(there->base_seq, here->base_seq);
    assert_true(there->has_read_world);
    assert_int_equal(there->before.position, here->before.position);
    assert_int_equal(there->run->row, 12);
    assert_int_equal(there->run->universe_row, 3);
    assert_int_equal(there->run->head.told, -1);
    assert_same_name(ends, here->run->id, there->run->id);
    assert_same_name(ends, here->packs, there->packs);
    assert_same_name(ends, here->choice->full, there->choice->full);
    assert_same_name(ends, here->events[1].care, there->events[1].care);
    assert_int_equal(there->events[0].action->symbol, here->events[0].action->symbol);
    assert_string_equal(there->faults[0].message, "no such tide");
    assert_int_equal(there->faults[0].place.line, 9);
    assert_string_equal(there->shown.text.bytes, here->shown.text.bytes);
    assert_same_name(ends, here->shown.choices[1].id, there->shown.choices[1].id);
    assert_int_equal(there->shown.choices[1].reason_length, 7);
    assert_memory_equal(there->shown.words.bytes + there->shown.choices[1].reason, "Too wet", 7);
}

static void counts_come_along_when_asked_for(void **state)
{
    struct ends *ends = *state;
    ts_run_tally_put(ends->here->run, ends->here->sit.full, (struct ts_tally){7, 3});
    do_all_that_a_turn_can(ends->here);
    assert_int_equal(travel(ends, false), TS_OK);
    assert_int_equal(ts_run_tally(&ends->travelled.run, ends->there->sit.full).count, 0);
    assert_int_equal(travel(ends, true), TS_OK);
    assert_int_equal(ends->travelled.run.tallies.count, ends->here->run->tallies.count);
    assert_int_equal(ts_run_tally(&ends->travelled.run, ends->there->sit.full).count, 7);
    assert_int_equal(ts_run_tally(&ends->travelled.run, ends->there->sit.full).turn, 3);
    assert_same_hash(ends);
}

static bool travels(struct ends *ends)
{
    return ts_changeset_can_travel(&ends->sent, &ends->here->changes);
}

static void only_ordinary_turns_travel(void **state)
{
    struct ends *ends = *state;
    struct ts_changeset *changes = &ends->here->changes;
    assert_true(travels(ends));
    changes->kind = TS_ACT_PAUSE;
    assert_false(travels(ends));
    changes->kind = TS_ACT_TURN, changes->completes = true;
    assert_false(travels(ends));
    changes->completes = false, changes->ends_session = true;
    assert_false(travels(ends));
    changes->ends_session = false;
    ends->here->run->head.scene = &ends->there->quay; // of another content
    assert_false(travels(ends));
    ends->here->run->head.scene = &ends->here->quay;
    ts_changeset_grant(changes, name(ends->here, "second_light:second_light"), 0, NULL);
    assert_false(travels(ends));
}

static enum ts_status decode(struct ends *ends, size_t length)
{
    ts_travelled_clear(&ends->travelled);
    char *exact = malloc(length ? length : 1); // so that a sanitizer sees what is read beyond
    memcpy(exact, ends->bytes.bytes, length);
    enum ts_status status = ts_changeset_decode(&ends->heard, exact, length, &ends->travelled, &ends->here->err);
    free(exact);
    return status;
}

static void bytes_that_end_too_soon_or_go_on_are_refused(void **state)
{
    struct ends *ends = *state;
    do_all_that_a_turn_can(ends->here);
    assert_int_equal(travel(ends, true), TS_OK);
    size_t whole = ends->bytes.length;
    for (size_t length = 0; length < whole; length++) assert_int_equal(decode(ends, length), TS_DATA);
    assert_int_equal(decode(ends, whole), TS_OK);
    ts_buffer_add_byte(&ends->bytes, 0);
    assert_int_equal(decode(ends, whole + 1), TS_DATA);
    assert_int_equal(ends->travelled.changes.var_count, 0);
    assert_says(&ends->here->err, "no turn of this content");
}

static void altered_bytes_are_refused_or_are_another_turn(void **state)
{
    struct ends *ends = *state;
    unsigned char hash[TS_HASH_SIZE];
    int refused = 0;
    do_all_that_a_turn_can(ends->here);
    assert_int_equal(travel(ends, true), TS_OK);
    for (size_t i = 0; i < ends->bytes.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
            ends->bytes.bytes[i] ^= (char)(1 << bit);
            enum ts_status status = decode(ends, ends->bytes.length);
            assert_true(status == TS_OK || status == TS_DATA);
            if (status) refused++;
            else ts_changeset_state_hash(&ends->travelled.changes, NULL, hash);
            ends->bytes.bytes[i] ^= (char)(1 << bit);
        }
    }
    assert_true(refused > 100);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_act_is_the_same_on_the_other_end),
        CASE(what_the_hash_leaves_out_comes_along),
        CASE(counts_come_along_when_asked_for),
        CASE(only_ordinary_turns_travel),
        CASE(bytes_that_end_too_soon_or_go_on_are_refused),
        CASE(altered_bytes_are_refused_or_are_another_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
