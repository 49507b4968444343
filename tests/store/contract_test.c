// contract_test.c - what every store promises of runs, universes and players, over every driver
#include "contract.h"

// --- runs

static void keeps_a_run(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 5; i++) turn(acts, run);
    acts_begin_turn(acts, run);
    run->head.depth = 1;
    run->head.stack[0] = (struct ts_frame){&acts->scenes[0], NULL};
    run->head.told = 7;
    ts_buffer_add_text(&acts->changes.shown.text, "Fog.\nA lantern.");
    acts->changes.has_shown = true;
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 6);
    assert_int_equal(record.position, 6);
    assert_int_equal(record.state, TS_ACTIVE);
    assert_int_equal(record.seed, 42);
    assert_int_equal(record.told, 7);
    assert_int_equal(record.depth, 1);
    assert_int_equal(record.stack[0][0], acts->scenes[0].full);
    assert_int_equal(record.stack[0][1], 0);
    assert_int_equal(record.scene, run->head.scene->full);
    assert_int_equal(record.player, acts_symbol(acts, "player"));
    assert_int_equal(record.character, run->character);
    assert_int_equal(record.character_name, acts_symbol(acts, "Alex"));
    assert_int_equal(record.story, acts->story.id);
    assert_int_equal(record.sessions, 1);
    assert_true(record.session_open);
    assert_text(record.text, "Fog.\nA lantern.");
    assert_text(record.choices, "[]");
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

static void keeps_what_was_shown_when_a_turn_shows_nothing(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_shown_choice choices[2] = {
        {.id = acts_symbol(acts, "light"), .label = 0, .label_length = 8},
        {.id = acts_symbol(acts, "sit"), .label = 8, .label_length = 4, .reason = 12, .reason_length = 4, .locked = true}};
    acts_begin_turn(acts, run);
    ts_buffer_add_text(&acts->changes.shown.words, "Light\"itSit.Dark");
    acts->changes.shown.choices = choices;
    acts->changes.shown.choice_count = 2;
    acts->changes.has_shown = true;
    enum ts_status status = acts_save(acts);
    acts->changes.shown.choices = NULL;
    acts->changes.shown.choice_count = acts->changes.shown.choice_room = 0;
    assert_ok(acts, status);
    turn(acts, run);
    struct ts_run_record record = load(acts, "r");
    assert_text(record.choices, "[{\"id\":\"light\",\"label\":\"Light\\\"it\",\"locked\":false},"
                                "{\"id\":\"sit\",\"label\":\"Sit.\",\"locked\":true,\"reason\":\"Dark\"}]");
    ts_run_record_clear(&record);
    ts_run_free(run);
}

static void refuses_a_run_id_that_is_taken(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r"), *other = acts_run(acts, "r", "q", "elsewhere", 0);
    acts_begin_start(acts, other);
    assert_int_equal(acts_save(acts), TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "\"r\""));
    ts_run_free(run);
    ts_run_free(other);
}

static void names_an_unknown_run(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run_record record;
    assert_int_equal(ts_store_load_run(acts->store, acts_symbol(acts, "nobody"), &record, &acts->err), TS_DATA);
    assert_non_null(strstr(acts->err.message, "\"nobody\""));
}

static void takes_an_act_sent_twice_once(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_receipt receipt;
    turn(acts, run);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
    assert_true(receipt.already);
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.turn, 1);
    assert_int_equal(get_int(acts, record.universe_row, acts->keys[0], 9), 1);
    ts_run_record_clear(&record);
    ts_run_free(run);
}

static void refuses_another_key_for_a_taken_turn(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    for (int i = 0; i < 3; i++) turn(acts, run);
    acts->changes.key = 999;
    assert_int_equal(acts_save(acts), TS_REFUSED);
    acts->changes.turn = 2; // an older one
    assert_int_equal(acts_save(acts), TS_REFUSED);
    acts->changes.key = 3; // by which turn 2 was taken
    struct ts_receipt receipt;
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
    assert_true(receipt.already);
    ts_store_rollback(acts->store);
    ts_run_free(run);
}

static void answers_conflict_when_the_run_moved_on(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    acts_standard_turn(acts, run);
    acts->changes.turn = acts->changes.before.turn = 5; // computed from a head that the store does not have
    acts->changes.turn = 6;
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    ts_run_free(run);
}

static void answers_conflict_when_the_world_that_was_read_moved_on(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *one = start(acts, "one"), *two = start(acts, "two");
    turn(acts, two); // seq 3
    acts_standard_turn(acts, one);
    acts->changes.has_read_world = true;
    acts->changes.base_seq = 2;
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    acts->changes.base_seq = 3;
    assert_ok(acts, acts_save(acts));
    assert_sound(acts);
    ts_run_free(one);
    ts_run_free(two);
}

static void answers_conflict_when_another_hand_moved_the_run(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    const struct ts_head before = run->head;
    static const enum ts_act_kind kinds[] = {TS_ACT_TURN, TS_ACT_PAUSE, TS_ACT_CATCH_UP};
    for (int i = 0; i < 9; i++) {
        run->head = before;
        if (kinds[i % 3] == TS_ACT_TURN) acts_standard_turn(acts, run);
        else acts_begin(acts, run, kinds[i % 3]);
        struct ts_head *seen = &acts->changes.before;
        if (i / 3 == 0) seen->session--;
        if (i / 3 == 1) seen->told--;
        if (i / 3 == 2) seen->position++;
        assert_int_equal(acts_save(acts), TS_CONFLICT);
    }
    run->head = before;
    turn(acts, run);
    assert_sound(acts);
    ts_run_free(run);
}

static void answers_conflict_when_a_new_universe_was_begun_meanwhile(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *two = acts_run(acts, "two", "player", "world", 0);
    struct ts_universe_record universe;
    struct ts_receipt receipt;
    bool found;
    struct ts_run *one = start(acts, "one");
    acts_begin_start(acts, two);
    two->universe_row = 0; // as it was before `one` began
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    assert_non_null(strstr(acts->err.message, "\"world\""));
    assert_int_equal(two->row, 0);
    assert_ok(acts, ts_store_find_universe(acts->store, one->universe, &universe, &found, &acts->err));
    assert_int_equal(universe.runs, 1);
    two->head = (struct ts_head){.scene = &acts->scenes[0]};
    acts_begin_start(acts, two);
    assert_ok(acts, acts_save(acts));
    two->universe_row = 0; // sent again by somebody who has not heard of it
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
    assert_true(receipt.already);
    ts_store_rollback(acts->store);
    assert_sound(acts);
    ts_run_free(one);
    ts_run_free(two);
}

static void locks_a_run_once(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r"), *other = start(acts, "other");
    assert_ok(acts, ts_store_lock_run(acts->store, run->id, &acts->err));
    assert_int_equal(ts_store_lock_run(acts->store, run->id, &acts->err), TS_BUSY);
    assert_string_equal(acts->err.message, "run \"r\" is in hand already in this program: put it down first");
    assert_ok(acts, ts_store_lock_run(acts->store, other->id, &acts->err));
    ts_store_unlock_run(acts->store, run->id);
    ts_store_unlock_run(acts->store, run->id);
    assert_ok(acts, ts_store_lock_run(acts->store, run->id, &acts->err));
    assert_int_equal(ts_store_lock_run(acts->store, other->id, &acts->err), TS_BUSY);
    ts_run_free(run);
    ts_run_free(other);
}

// --- variables and counts

struct vars {
    int count;
    int64_t steps;
    bool lit;
    char bag[64];
};

static void take_var(void *self, const struct ts_var_record *var)
{
    struct vars *vars = self;
    vars->count++;
    if (var->value.type == TS_INT) vars->steps = var->value.integer;
    if (var->value.type == TS_BOOL) vars->lit = var->value.boolean;
    if (var->value.type == TS_TREE) snprintf(vars->bag, sizeof vars->bag, "%s", var->value.text->bytes);
}

static void keeps_the_last_value_of_each_variable(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_value bag = ts_value_text("[\"rope\"]", 8);
    struct vars vars = {0};
    bag.type = TS_TREE;
    acts_begin_turn(acts, run);
    ts_changeset_set_var(&acts->changes, 2, bag);
    ts_changeset_set_var(&acts->changes, 0, ts_value_bool(false));
    ts_changeset_set_var(&acts->changes, 0, ts_value_bool(true));
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 20; i++) turn(acts, run);
    reopen(fixture);
    assert_ok(acts, ts_store_each_var(acts->store, run->row, 0, take_var, &vars, &acts->err));
    assert_int_equal(vars.count, 3);
    assert_int_equal(vars.steps, 21);
    assert_true(vars.lit);
    assert_string_equal(vars.bag, "[\"rope\"]");
    assert_sound(acts);
    ts_run_free(run);
}

struct tallies {
    const struct ts_run *run;
    uint32_t count, wrong;
};

static void compare_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    struct tallies *tallies = self;
    struct ts_tally right = ts_run_tally(tallies->run, symbol);
    tallies->count++;
    if (right.count != tally.count || right.turn != tally.turn) tallies->wrong++;
}

static void counts_as_the_run_counted(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    struct tallies tallies = {.run = run};
    for (int i = 1; i <= 700; i++) {
        acts_standard_turn(acts, run);
        if (i % 20 == 0) ts_changeset_mark(&acts->changes, TS_MARK_METACONCEPT, acts_symbol(acts, "calm"), 0);
        if (i % 33 == 0) ts_changeset_enter(&acts->changes, &acts->scenes[2]);
        if (i % 50 == 0) ts_changeset_count(&acts->changes, acts_symbol(acts, "give/rope"));
        assert_ok(acts, acts_save(acts));
    }
    reopen(fixture);
    assert_ok(acts, ts_store_each_tally(acts->store, run->row, 0, compare_tally, &tallies, &acts->err));
    assert_int_equal(tallies.wrong, 0);
    assert_int_equal(tallies.count, run->tallies.count);
    assert_sound(acts);
    ts_run_free(run);
}

// --- sessions, marks, faults

struct sessions {
    int count;
    struct ts_session_record last;
    char notes[64], ends[128];
};

static void take_session(void *self, const struct ts_session_record *session)
{
    struct sessions *sessions = self;
    size_t length = strlen(sessions->ends);
    sessions->count++;
    sessions->last = *session;
    snprintf(sessions->ends + length, sizeof sessions->ends - length, "%s:%d ", session->end, (int)session->turns);
    snprintf(sessions->notes, sizeof sessions->notes, "%s", session->notes ? session->notes->bytes : "");
}

static void keeps_sessions_and_closes_dead_ones(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    struct sessions sessions = {0};
    for (int i = 0; i < 3; i++) turn(acts, run);
    set_state(acts, run, TS_ACT_PAUSE, TS_PAUSED);
    acts->changes.notes = ts_text_new("First.", 6);
    assert_ok(acts, acts_save(acts));
    set_state(acts, run, TS_ACT_RESUME, TS_ACTIVE);
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 2; i++) turn(acts, run);
    reopen(fixture);
    set_state(acts, run, TS_ACT_RESUME, TS_ACTIVE); // the process died
    assert_ok(acts, acts_save(acts));
    turn(acts, run);
    assert_ok(acts, ts_store_each_session(acts->store, run->row, take_session, &sessions, &acts->err));
    assert_string_equal(sessions.ends, "paused:3 interrupted:2 open:1 ");
    assert_int_equal(sessions.last.number, 3);
    assert_int_equal(sessions.last.first_turn, 6);
    set_state(acts, run, TS_ACT_ABANDON, TS_ABANDONED);
    acts->changes.notes = ts_text_new("Last.", 5);
    acts->changes.reason = ts_text_new("Rain", 4);
    assert_ok(acts, acts_save(acts));
    sessions = (struct sessions){0};
    assert_ok(acts, ts_store_each_session(acts->store, run->row, take_session, &sessions, &acts->err));
    assert_string_equal(sessions.ends, "paused:3 interrupted:2 abandoned:1 ");
    assert_string_equal(sessions.notes, "Last.");
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.state, TS_ABANDONED);
    assert_int_equal(record.sessions, 3);
    assert_false(record.session_open);
    assert_text(record.reason, "Rain");
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

static void take_mark(void *self, const struct ts_mark_record *mark)
{
    *(int64_t *)self = *(int64_t *)self * 100 + mark->turn * 10 + mark->kind;
}

static void take_fault(void *self, const struct ts_fault_record *fault)
{
    snprintf(self, 128, "%d %s %s", (int)fault->turn, fault->where, fault->message);
}

static void keeps_marks_and_faults(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    struct ts_place place = {acts_symbol(acts, "harbour/init.lua"), 7};
    int64_t marks = 0;
    char fault[128] = "";
    turn(acts, run);
    acts_begin_turn(acts, run);
    ts_changeset_mark(&acts->changes, TS_MARK_MILESTONE, acts_symbol(acts, "first"), 0);
    ts_changeset_mark(&acts->changes, TS_MARK_METACONCEPT, acts_symbol(acts, "calm"), 0);
    ts_changeset_fault(&acts->changes, 0, place, "no such lamp");
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, ts_store_each_mark(acts->store, run->row, take_mark, &marks, &acts->err));
    assert_int_equal(marks, 2123);
    assert_ok(acts, ts_store_each_fault(acts->store, run->row, take_fault, fault, &acts->err));
    assert_string_equal(fault, "2 harbour/init.lua:7 no such lamp");
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.milestones, 1);
    assert_int_equal(record.metaconcept_count, 1);
    assert_int_equal(record.metaconcepts[0], acts_symbol(acts, "calm"));
    ts_run_record_clear(&record);
    assert_sound(acts);
    ts_run_free(run);
}

// --- completion

static void take_unlock(void *self, const struct ts_unlock_record *unlock)
{
    size_t length = strlen(self);
    snprintf((char *)self + length, 128 - length, "%d %s ", (int)(unlock->run != 0), unlock->evidence);
}

static void records_a_completion_once_and_for_ever(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r");
    struct completions completions = {0};
    char unlocks[128] = "";
    bool found;
    for (int i = 0; i < 3; i++) turn(acts, run);
    acts_begin_turn(acts, run);
    ts_changeset_mark(&acts->changes, TS_MARK_METACONCEPT, acts_symbol(acts, "calm"), 0);
    assert_ok(acts, acts_save(acts));
    complete(acts, run);
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, acts_save(acts)); // sent again
    acts->changes.key = 12345;        // by somebody who has not heard of it
    assert_int_equal(acts_save(acts), TS_CONFLICT);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_grant(acts->store, &(struct ts_granting){.player = run->player, .unlock = acts_symbol(acts, "core:second"), .evidence = "[2]", .at = 5}, &acts->err));
    assert_ok(acts, ts_store_grant(acts->store, &(struct ts_granting){.player = run->player, .unlock = acts_symbol(acts, "core:third"), .evidence = "[3]", .at = 5}, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    struct ts_run_record record = load(acts, "r");
    assert_int_equal(record.ending, acts_symbol(acts, "harbour:lantern/spoken"));
    assert_int_equal(record.completed_at, record.last_played);
    assert_text(record.reason, "Retired");
    ts_run_record_clear(&record);
    assert_sound(acts);
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    reopen(fixture);
    assert_ok(acts, ts_store_each_completion(acts->store, run->player, take_completion, &completions, &acts->err));
    assert_int_equal(completions.count, 1);
    assert_int_equal(completions.last.run, run->id);
    assert_int_equal(completions.last.turns, 4);
    assert_int_equal(completions.last.focus, run->focus);
    assert_int_equal(completions.last.metaconcept_count, 1);
    assert_ok(acts, ts_store_each_unlock(acts->store, run->player, take_unlock, unlocks, &acts->err));
    assert_string_equal(unlocks, "1 [1] 0 [3] ");
    assert_ok(acts, ts_store_find_player(acts->store, run->player, &found, &acts->err));
    assert_true(found);
    assert_ok(acts, ts_store_find_player(acts->store, acts_symbol(acts, "nobody"), &found, &acts->err));
    assert_false(found);
    ts_run_free(run);
}

static void count_run(void *self, const struct ts_run_record *run)
{
    (void)run;
    ++*(int *)self;
}

static void count_event(void *self, const struct ts_event *event)
{
    (void)event;
    ++*(int *)self;
}

static void deletes_a_run_but_not_its_events(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r"), *other = start(acts, "other"), *again = acts_run(acts, "r", "player", "world", 0);
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX};
    struct ts_run_record record;
    int runs = 0, events = 0;
    for (int i = 0; i < 4; i++) {
        turn(acts, run);
        turn(acts, other);
    }
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    assert_sound(acts);
    reopen(fixture);
    world = ts_store_world(acts->store);
    assert_int_equal(ts_store_load_run(acts->store, run->id, &record, &acts->err), TS_DATA);
    assert_ok(acts, ts_store_each_run(acts->store, (struct ts_run_filter){0}, count_run, &runs, &acts->err));
    assert_int_equal(runs, 1);
    assert_ok(acts, world->events(world->self, other->universe_row, &query, count_event, &events, &acts->err));
    assert_int_equal(events, 8);
    acts_begin_start(acts, again);
    assert_int_equal(acts_save(acts), TS_REFUSED);
    turn(acts, other);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(other);
    ts_run_free(again);
}

static void lists_runs_by_creation_and_filter(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *a = start_at(acts, "a", "one", 0), *b = start_at(acts, "b", "two", 0), *c = start_at(acts, "c", "one", 3);
    int count = 0;
    assert_ok(acts,
              ts_store_each_run(acts->store, (struct ts_run_filter){.universe = acts_symbol(acts, "one")}, count_run, &count, &acts->err));
    assert_int_equal(count, 2);
    assert_ok(acts,
              ts_store_each_run(acts->store, (struct ts_run_filter){.player = acts_symbol(acts, "player")}, count_run, &count, &acts->err));
    assert_int_equal(count, 5);
    assert_ok(acts,
              ts_store_each_run(acts->store, (struct ts_run_filter){.player = acts_symbol(acts, "nobody")}, count_run, &count, &acts->err));
    assert_int_equal(count, 5);
    ts_run_free(a);
    ts_run_free(b);
    ts_run_free(c);
}

// --- universes

static void take_universe(void *self, const struct ts_universe_record *universe)
{
    *(struct ts_universe_record *)self = *universe;
}
static void count_key(void *self, ts_symbol key)
{
    *(int *)self += key != 0;
}

static void take_bystander(void *self, const struct ts_bystander *who)
{
    *(int64_t *)self = *(int64_t *)self * 100 + who->position;
}

static void tells_where_a_universe_stands(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *one = start_at(acts, "one", "world", 20), *two = start_at(acts, "two", "world", 3);
    struct ts_universe_record universe = {0};
    const struct ts_world *world;
    int64_t position, seq, all = 0;
    int keys = 0;
    bool found;
    turn(acts, one);
    turn(acts, two);
    reopen(fixture);
    world = ts_store_world(acts->store);
    assert_ok(acts, world->head(world->self, one->universe_row, &position, &seq, &acts->err));
    assert_int_equal(position, 21);
    assert_int_equal(seq, 4);
    assert_ok(acts, ts_store_find_universe(acts->store, acts_symbol(acts, "world"), &universe, &found, &acts->err));
    assert_true(found);
    assert_int_equal(universe.position, 21);
    assert_int_equal(universe.runs, 2);
    assert_int_equal(universe.events, 2);
    assert_ok(acts, ts_store_find_universe(acts->store, acts_symbol(acts, "nowhere"), &universe, &found, &acts->err));
    assert_false(found);
    assert_ok(acts, ts_store_each_universe(acts->store, take_universe, &universe, &acts->err));
    assert_int_equal(universe.seq, 4);
    assert_ok(acts, ts_store_each_key(acts->store, one->universe_row, count_key, &keys, &acts->err));
    assert_int_equal(keys, 1);
    assert_ok(acts, world->bystanders(world->self, one->universe_row, take_bystander, &all, &acts->err));
    assert_int_equal(all, 2104);
    ts_run_free(one);
    ts_run_free(two);
}

static void counts_events_exactly(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start(acts, "r"), *other = start(acts, "other");
    struct ts_event_query query = {.to = INT64_MAX};
    struct ts_universe_record universe;
    struct ts_receipt receipt;
    bool found;
    for (int i = 1; i <= 600; i++) { // past the acts at which a file notes its count
        struct ts_run *who = i % 3 ? run : other;
        struct ts_head before = who->head;
        bool keeps = i % 7 != 0;
        acts_begin_turn(acts, who);
        for (int n = i % 4; n > 0; n--) acts_record(acts, NULL, false);
        if (!ts_store_is_writing(acts->store)) assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
        assert_ok(acts, ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err));
        if (i % 50 == 0 || i % 50 == 7) {
            const struct ts_world *world = ts_store_world(acts->store);
            int events = 0;
            assert_ok(acts, world->events(world->self, run->universe_row, &query, count_event, &events, &acts->err));
            assert_ok(acts, ts_store_find_universe(acts->store, run->universe, &universe, &found, &acts->err));
            assert_int_equal(universe.events, events);
            assert_ok(acts, ts_store_each_universe(acts->store, take_universe, &universe, &acts->err));
            assert_int_equal(universe.events, events);
        }
        if (keeps) assert_ok(acts, ts_store_commit(acts->store, &acts->err));
        if (!keeps) {
            ts_store_rollback(acts->store);
            ts_changeset_undo(&acts->changes, &(struct ts_savepoint){.head = before});
        }
        if (i == 400) reopen(fixture);
    }
    acts_begin(acts, other, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    const struct ts_world *world = ts_store_world(acts->store);
    int events = 0;
    assert_ok(acts, world->events(world->self, run->universe_row, &query, count_event, &events, &acts->err));
    assert_ok(acts, ts_store_find_universe(acts->store, run->universe, &universe, &found, &acts->err));
    assert_int_equal(universe.events, events);
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(other);
}

// Claims both in a batch that goes on: nothing of the act stays, and the batch can be committed.
static void assert_claim_conflicts(struct acts *acts, struct ts_run *run, ts_symbol first, ts_symbol second)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_head before = run->head;
    struct ts_receipt receipt;
    int64_t seq, seq_after;
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_apply(acts));
    before = run->head;
    assert_ok(acts, world->head(world->self, run->universe_row, NULL, &seq, &acts->err));
    int64_t nights = get_int(acts, run->universe_row, acts->keys[0], INT64_MAX);
    acts_standard_turn(acts, run);
    ts_changeset_claim(&acts->changes, first);
    ts_changeset_claim(&acts->changes, second);
    assert_int_equal(ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err), TS_CONFLICT);
    assert_non_null(strstr(acts->err.message, ts_symbol_text(acts->symbols, first)));
    run->head = before;
    assert_ok(acts, world->head(world->self, run->universe_row, NULL, &seq_after, &acts->err));
    assert_int_equal(seq, seq_after);
    assert_int_equal(get_int(acts, run->universe_row, acts->keys[0], INT64_MAX), nights);
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

static void claims_once_in_a_universe(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *one = start_at(acts, "one", "a", 0), *two = start_at(acts, "two", "b", 0);
    const struct ts_world *world = ts_store_world(acts->store);
    ts_symbol key = acts_symbol(acts, "harbour:sword");
    bool claimed;
    acts_begin_turn(acts, one);
    ts_changeset_claim(&acts->changes, key);
    assert_ok(acts, acts_save(acts));
    assert_ok(acts, world->is_claimed(world->self, one->universe_row, key, &claimed, &acts->err));
    assert_true(claimed);
    assert_ok(acts, world->is_claimed(world->self, two->universe_row, key, &claimed, &acts->err));
    assert_false(claimed);
    assert_claim_conflicts(acts, one, key, key);
    key = acts_symbol(acts, "harbour:shield");
    assert_claim_conflicts(acts, one, key, key);
    assert_ok(acts, world->is_claimed(world->self, one->universe_row, key, &claimed, &acts->err));
    assert_false(claimed);
    turn(acts, one);
    assert_sound(acts);
    ts_run_free(one);
    ts_run_free(two);
}

static void calls_characters_by_name(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    assert_string_equal(ts_store_character_name(acts->store, "who_r", 5), "Alex");
    assert_string_equal(ts_store_character_name(acts->store, "nobody", 6), "");
    ts_run_free(run);
}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(keeps_a_run),
        CASE(keeps_what_was_shown_when_a_turn_shows_nothing),
        CASE(refuses_a_run_id_that_is_taken),
        CASE(names_an_unknown_run),
        CASE(takes_an_act_sent_twice_once),
        CASE(refuses_another_key_for_a_taken_turn),
        CASE(answers_conflict_when_the_run_moved_on),
        CASE(answers_conflict_when_the_world_that_was_read_moved_on),
        CASE(answers_conflict_when_another_hand_moved_the_run),
        CASE(answers_conflict_when_a_new_universe_was_begun_meanwhile),
        CASE(locks_a_run_once),
        CASE(keeps_the_last_value_of_each_variable),
        CASE(counts_as_the_run_counted),
        CASE(keeps_sessions_and_closes_dead_ones),
        CASE(keeps_marks_and_faults),
        CASE(records_a_completion_once_and_for_ever),
        CASE(deletes_a_run_but_not_its_events),
        CASE(lists_runs_by_creation_and_filter),
        CASE(tells_where_a_universe_stands),
        CASE(counts_events_exactly),
        CASE(claims_once_in_a_universe),
        CASE(calls_characters_by_name),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
