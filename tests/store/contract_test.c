// contract_test.c - what every store promises, over every driver
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>

#include "base/rng.h"
#include "acts.h"

struct fixture {
    struct acts acts;
    char folder[64], url[128];
};

static struct fixture *fixture_of(void **state) { return *state; }

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    const char *driver = *state;
    memset(fixture, 0, sizeof *fixture);
    acts_init(&fixture->acts);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/contract-XXXXXX");
    if (!mkdtemp(fixture->folder)) return -1;
    if (strcmp(driver, "memory") == 0)
        snprintf(fixture->url, sizeof fixture->url, "memory:");
    else
        snprintf(fixture->url, sizeof fixture->url, "%s/a.db", fixture->folder);
    *state = fixture;
    return ts_store_open(fixture->url, TS_STORE_CREATE, fixture->acts.symbols, &fixture->acts.store, &fixture->acts.err);
}

static int tear_down(void **state)
{
    struct fixture *fixture = fixture_of(state);
    char command[128];
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

// Opens the file anew, so that nothing is remembered; a store in memory stays.
static void reopen(struct fixture *fixture)
{
    struct acts *acts = &fixture->acts;
    if (ts_store_is_memory(acts->store)) return;
    ts_store_close(acts->store);
    assert_int_equal(ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err), TS_OK);
}

static void count_finding(void *self, const struct ts_finding *finding)
{
    print_message("finding: %s: %s\n", finding->code, finding->what);
    ++*(int *)self;
}

static void assert_sound(struct acts *acts)
{
    int found = 0;
    assert_int_equal(ts_store_check(acts->store, count_finding, &found, &acts->err), TS_OK);
    assert_int_equal(found, 0);
}

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

static struct ts_run *start_at(struct acts *acts, const char *id, const char *universe, int64_t position)
{
    struct ts_run *run = acts_run(acts, id, "player", universe, position);
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    return run;
}

static struct ts_run *start(struct acts *acts, const char *id) { return start_at(acts, id, "world", 0); }

static void turn(struct acts *acts, struct ts_run *run)
{
    acts_standard_turn(acts, run);
    assert_ok(acts, acts_save(acts));
}

static struct ts_run_record load(struct acts *acts, const char *id)
{
    struct ts_run_record record;
    assert_ok(acts, ts_store_load_run(acts->store, acts_symbol(acts, id), &record, &acts->err));
    return record;
}

static int64_t get_int(struct acts *acts, int64_t universe, ts_symbol key, int64_t position)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value value;
    assert_ok(acts, world->get(world->self, universe, key, position, ts_value_int(0), &value, &acts->err));
    assert_int_equal(value.type, TS_INT);
    return value.integer;
}

static void assert_text(const struct ts_text *text, const char *words)
{
    assert_non_null(text);
    assert_string_equal(text->bytes, words);
}

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
    struct ts_shown_choice choices[2] = {{.id = acts_symbol(acts, "light"), .label = 0, .label_length = 8},
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

// --- variables and counts

struct vars { int count; int64_t steps; bool lit; char bag[64]; };

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
    assert_ok(acts, ts_store_each_var(acts->store, run->row, take_var, &vars, &acts->err));
    assert_int_equal(vars.count, 3);
    assert_int_equal(vars.steps, 21);
    assert_true(vars.lit);
    assert_string_equal(vars.bag, "[\"rope\"]");
    assert_sound(acts);
    ts_run_free(run);
}

struct tallies { const struct ts_run *run; uint32_t count, wrong; };

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
    assert_ok(acts, ts_store_each_tally(acts->store, run->row, compare_tally, &tallies, &acts->err));
    assert_int_equal(tallies.wrong, 0);
    assert_int_equal(tallies.count, run->tallies.count);
    assert_sound(acts);
    ts_run_free(run);
}

// --- sessions, marks, faults

struct sessions { int count; struct ts_session_record last; char notes[64], ends[128]; };

static void take_session(void *self, const struct ts_session_record *session)
{
    struct sessions *sessions = self;
    size_t length = strlen(sessions->ends);
    sessions->count++;
    sessions->last = *session;
    snprintf(sessions->ends + length, sizeof sessions->ends - length, "%s:%d ", session->end, (int)session->turns);
    snprintf(sessions->notes, sizeof sessions->notes, "%s", session->notes ? session->notes->bytes : "");
}

static void set_state(struct acts *acts, struct ts_run *run, enum ts_act_kind kind, enum ts_run_state to)
{
    acts_begin(acts, run, kind);
    run->head.state = to;
    acts->changes.ends_session = kind != TS_ACT_RESUME && kind != TS_ACT_ARCHIVE;
    if (kind != TS_ACT_RESUME) return;
    acts->changes.opens_session = true;
    run->head.session++;
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

static void take_mark(void *self, const struct ts_mark_record *mark) { *(int64_t *)self = *(int64_t *)self * 100 + mark->turn * 10 + mark->kind; }

static void take_fault(void *self, const struct ts_fault_record *fault) { snprintf(self, 128, "%d %s %s", (int)fault->turn, fault->where, fault->message); }

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

struct completions { int count; struct ts_completion_record last; };

static void take_completion(void *self, const struct ts_completion_record *completion)
{
    struct completions *completions = self;
    completions->count++;
    completions->last = *completion;
}

static void take_unlock(void *self, const struct ts_unlock_record *unlock)
{
    size_t length = strlen(self);
    snprintf((char *)self + length, 128 - length, "%d %s ", (int)(unlock->run != 0), unlock->evidence);
}

static char *copy(const char *text) { return strcpy(ts_memory_get(strlen(text) + 1), text); }

static void complete(struct acts *acts, struct ts_run *run)
{
    set_state(acts, run, TS_ACT_COMPLETE, TS_COMPLETED);
    acts->changes.completes = true;
    acts->changes.completion = (struct ts_completion){.ending = acts_symbol(acts, "harbour:lantern/spoken"), .turns = run->head.turn, .milestones = 1};
    acts->changes.reason = ts_text_new("Retired", 7);
    ts_changeset_grant(&acts->changes, acts_symbol(acts, "core:second"), copy("[1]"));
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
    assert_ok(acts, ts_store_grant(acts->store, run->player, acts_symbol(acts, "core:second"), "[2]", 5, &acts->err));
    assert_ok(acts, ts_store_grant(acts->store, run->player, acts_symbol(acts, "core:third"), "[3]", 5, &acts->err));
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
    assert_ok(acts, ts_store_each_run(acts->store, (struct ts_run_filter){.universe = acts_symbol(acts, "one")}, count_run, &count, &acts->err));
    assert_int_equal(count, 2);
    assert_ok(acts, ts_store_each_run(acts->store, (struct ts_run_filter){.player = acts_symbol(acts, "player")}, count_run, &count, &acts->err));
    assert_int_equal(count, 5);
    assert_ok(acts, ts_store_each_run(acts->store, (struct ts_run_filter){.player = acts_symbol(acts, "nobody")}, count_run, &count, &acts->err));
    assert_int_equal(count, 5);
    ts_run_free(a);
    ts_run_free(b);
    ts_run_free(c);
}

// --- universes

static void take_universe(void *self, const struct ts_universe_record *universe) { *(struct ts_universe_record *)self = *universe; }
static void count_key(void *self, ts_symbol key) { *(int *)self += key != 0; }

static void take_bystander(void *self, const struct ts_bystander *who) { *(int64_t *)self = *(int64_t *)self * 100 + who->position; }

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

// --- world state against a plain list of all writes

struct write { int64_t position, seq; bool add; struct ts_value value; };
struct model { struct write writes[4000]; int count; };

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

struct told { const struct model *model; int64_t position; int seen; bool is_wrong; };

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
    case 0: return ts_value_nil();
    case 1: return ts_value_bool(true);
    default: return ts_value_int(ts_rng_int(rng, -50, 50));
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
    for (uint64_t seed = 1; seed <= (is_memory ? 20 : 3); seed++) {
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

// --- events against a plain list of all of them

struct deed { int64_t position, seq; uint32_t ordinal; ts_symbol run, place; bool major; };
struct deeds { struct deed list[4000]; int count; };
struct seen { struct deed list[4000]; int count; };

static void take_event(void *self, const struct ts_event *event)
{
    struct seen *seen = self;
    seen->list[seen->count++] = (struct deed){event->position, event->seq, event->ordinal, event->run, event->place, event->major};
    assert_true(event->action->length > 0);
    assert_true(event->at > 0);
    assert_true(event->character != 0 && event->character_name != 0);
}

static bool is_visible(const struct deed *deed, const struct ts_event_query *query)
{
    bool own = query->reader && deed->run == query->reader;
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
    if (!query->since_seq && one->position != two->position) order = one->position < two->position ? -1 : 1;
    else if (one->seq != two->seq) order = one->seq < two->seq ? -1 : 1;
    else order = one->ordinal < two->ordinal ? -1 : 1;
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
        if (ts_rng_int(rng, 0, 9) == 0) acts_begin(acts, run, TS_ACT_CATCH_UP);
        else acts_begin_turn(acts, run);
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
            struct ts_event_query query = {.from = ts_rng_int(&rng, 0, 100), .newest_first = ts_rng_int(&rng, 0, 1), .limit = ts_rng_int(&rng, 0, 12)};
            query.to = ts_rng_int(&rng, 0, 3) ? query.from + ts_rng_int(&rng, 0, 150) : INT64_MAX;
            if (ts_rng_int(&rng, 0, 2)) query.reader = runs[ts_rng_int(&rng, 0, 2)]->id;
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

// --- batches

static void describe(struct acts *acts, int64_t universe, struct ts_buffer *out)
{
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = INT64_MAX};
    struct seen *seen = ts_memory_get(sizeof *seen);
    seen->count = 0;
    assert_ok(acts, world->events(world->self, universe, &query, take_event, seen, &acts->err));
    for (int i = 0; i < seen->count; i++)
        ts_buffer_add_format(out, "%lld/%lld/%u ", (long long)seen->list[i].position, (long long)seen->list[i].seq, (unsigned)seen->list[i].run);
    for (int64_t at = 0; at < 40; at++) ts_buffer_add_format(out, "%lld ", (long long)get_int(acts, universe, acts->keys[0], at));
    free(seen);
}

static void leaves_nothing_of_what_is_undone(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_run *run = start_at(acts, "r", "world", 5), *late = start_at(acts, "late", "world", 0), *fresh = acts_run(acts, "fresh", "new player", "new world", 0);
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
            ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:sword"));
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

#define CASE(name) {#name, name, set_up, tear_down, NULL}

int main(void)
{
    static const struct CMUnitTest cases[] = {
        CASE(keeps_a_run), CASE(keeps_what_was_shown_when_a_turn_shows_nothing), CASE(refuses_a_run_id_that_is_taken),
        CASE(names_an_unknown_run), CASE(takes_an_act_sent_twice_once), CASE(refuses_another_key_for_a_taken_turn),
        CASE(answers_conflict_when_the_run_moved_on), CASE(answers_conflict_when_the_world_that_was_read_moved_on),
        CASE(keeps_the_last_value_of_each_variable), CASE(counts_as_the_run_counted), CASE(keeps_sessions_and_closes_dead_ones),
        CASE(keeps_marks_and_faults), CASE(records_a_completion_once_and_for_ever), CASE(deletes_a_run_but_not_its_events),
        CASE(lists_runs_by_creation_and_filter), CASE(tells_where_a_universe_stands), CASE(claims_once_in_a_universe),
        CASE(calls_characters_by_name), CASE(reads_the_world_as_a_plain_list_of_writes_would),
        CASE(folds_several_writes_of_an_act_into_one), CASE(shows_each_reader_what_it_may_know), CASE(leaves_nothing_of_what_is_undone),
        CASE(writes_in_a_batch_what_single_acts_write),
    };
    enum { COUNT = sizeof cases / sizeof *cases };
    static const char *const drivers[] = {"memory", "sqlite"};
    int failed = 0;
    for (size_t d = 0; d < sizeof drivers / sizeof *drivers; d++) {
        struct CMUnitTest tests[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            tests[i] = cases[i];
            tests[i].initial_state = (void *)drivers[d];
        }
        print_message("%s\n", drivers[d]);
        failed += cmocka_run_group_tests_name(drivers[d], tests, NULL, NULL);
    }
    return failed;
}
