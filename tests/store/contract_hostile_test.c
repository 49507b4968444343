// contract_hostile_test.c - every store gives back what it was given, whatever that looks like: no text is ever taken for words of a database
#include "contract.h"

#include "base/canon.h"
#include "base/rng.h"

enum { ROUNDS = 24, PIECES_MAX = 12, LONG = 20000 };

// A text made of what means something to databases, to their protocols and to those who print.
static const char *const pieces[] = {"'", "\"", "\\", "`", "$1", "$$", "$2, $3", ";", "--", "/*", "*/", "%", "%s", "%n", "{", "}", "{}", "[", "]", ",", ":", "::text", "=", "(", ")", "?",
                                     "?1", "@", "#", "\\N", "\\.", "\\x41", "\\'", "E'\\''", "U&'\\0041'", "''", "\"\"", "NULL", "null", "true", "0", "-1", "1e9", " ", "\t", "\n", "\r\n",
                                     "\x01", "\x1b[2J", "\x7f", "'; DROP TABLE act; --", "'; DROP SCHEMA turnstone CASCADE; --", "\"; DELETE FROM name; --", "') ON CONFLICT DO NOTHING; --",
                                     "' || pg_sleep(9) || '", "\\); COPY name TO PROGRAM 'true'; --", "\xc3\xa9", "e\xcc\x81", "\xe2\x80\xae", "\xef\xbb\xbf", "\xef\xbf\xbf", "\xf0\x9f\x9a\xa2",
                                     "\xf4\x8f\xbf\xbf", "a", "Z", "_"};

struct hostile {
    struct acts *acts;
    struct ts_rng rng;
    int serial;
    struct ts_buffer text, given, got; // the one made last; what was put in, and came out, a line each
};

static int pick(struct hostile *hostile, int count)
{
    return (int)ts_rng_int(&hostile->rng, 0, count - 1);
}

// Never the same twice.
static const char *make(struct hostile *hostile)
{
    int count = 1 + pick(hostile, PIECES_MAX);
    hostile->text.length = 0;
    for (int i = 0; i < count; i++) ts_buffer_add_text(&hostile->text, pieces[pick(hostile, sizeof pieces / sizeof *pieces)]);
    if (pick(hostile, 40) == 0)
        while (hostile->text.length < LONG) ts_buffer_add_text(&hostile->text, pieces[pick(hostile, sizeof pieces / sizeof *pieces)]);
    ts_buffer_add_format(&hostile->text, "%d", hostile->serial++);
    return hostile->text.bytes;
}

static void note(struct ts_buffer *out, const char *what, const char *text)
{
    ts_buffer_add_format(out, "%s <", what);
    ts_buffer_add_text(out, text ? text : "(none)");
    ts_buffer_add_text(out, ">\n");
}

static const char *give(struct hostile *hostile, const char *what)
{
    const char *text = make(hostile);
    note(&hostile->given, what, text);
    return text;
}

static ts_symbol give_symbol(struct hostile *hostile, const char *what)
{
    return acts_symbol(hostile->acts, give(hostile, what));
}

static struct ts_text *give_text(struct hostile *hostile, const char *what)
{
    const char *text = give(hostile, what);
    return ts_text_new(text, hostile->text.length);
}

static void got(struct hostile *hostile, const char *what, ts_symbol symbol)
{
    note(&hostile->got, what, ts_symbol_text(hostile->acts->symbols, symbol));
}

static void got_text(struct hostile *hostile, const char *what, const struct ts_text *text)
{
    note(&hostile->got, what, text ? text->bytes : NULL);
}

static void add_made(struct hostile *hostile, struct ts_buffer *json)
{
    const char *text = make(hostile);
    ts_canon_add_text(json, text, hostile->text.length);
}

// --- in: each thing that a store keeps a text of

static struct ts_run *new_run(struct hostile *hostile)
{
    struct ts_run *run = acts_run(hostile->acts, "r", "p", "u", 0);
    run->id = give_symbol(hostile, "run");
    run->player = give_symbol(hostile, "player");
    run->universe = give_symbol(hostile, "universe");
    run->character = give_symbol(hostile, "character");
    run->character_name = give_symbol(hostile, "name");
    run->focus = give_symbol(hostile, "focus");
    return run;
}

static void put_value(struct hostile *hostile, ts_symbol key)
{
    const char *text = give(hostile, "world");
    ts_changeset_write(&hostile->acts->changes, key, false, ts_value_text(text, hostile->text.length));
}

static void put_event(struct hostile *hostile)
{
    struct ts_event_record event = {.action = give_text(hostile, "action"), .major = true};
    event.consequences = give_text(hostile, "consequences");
    event.consequences->symbol = acts_symbol(hostile->acts, event.consequences->bytes);
    event.place = give_symbol(hostile, "place");
    event.care = give_symbol(hostile, "care");
    ts_changeset_record(&hostile->acts->changes, event);
}

static void turn_of(struct hostile *hostile, struct ts_run *run, ts_symbol key)
{
    struct acts *acts = hostile->acts;
    struct ts_changeset *changes = acts_begin_turn(acts, run);
    changes->choice_id = give_symbol(hostile, "pick");
    changes->answer = give_text(hostile, "answer");
    const char *text = give(hostile, "var");
    ts_changeset_set_var(changes, 0, ts_value_text(text, hostile->text.length));
    put_value(hostile, key);
    put_event(hostile);
    ts_changeset_mark(changes, TS_MARK_MILESTONE, give_symbol(hostile, "milestone"), 0);
    ts_changeset_fault(changes, 0, (struct ts_place){.file = acts_symbol(acts, "init.lua"), .line = 1}, give(hostile, "fault"));
    changes->packs = give_symbol(hostile, "packs");
    changes->has_shown = true;
    ts_buffer_add_text(&changes->shown.text, give(hostile, "shown"));
    assert_ok(acts, acts_save(acts));
}

static void end(struct hostile *hostile, struct ts_run *run)
{
    struct acts *acts = hostile->acts;
    set_state(acts, run, TS_ACT_COMPLETE, TS_COMPLETED);
    acts->changes.completes = true;
    acts->changes.completion = (struct ts_completion){.ending = give_symbol(hostile, "ending"), .turns = run->head.turn, .milestones = run->head.milestones};
    acts->changes.reason = give_text(hostile, "reason");
    acts->changes.notes = give_text(hostile, "notes");
    ts_symbol unlock = give_symbol(hostile, "unlock"), rule = give_symbol(hostile, "rule");
    ts_changeset_grant(&acts->changes, unlock, rule, copy(give(hostile, "evidence")));
    assert_ok(acts, acts_save(acts));
}

// {"…":true}
static void set_care(struct hostile *hostile, const struct ts_run *run)
{
    struct acts *acts = hostile->acts;
    struct ts_buffer json = {0};
    ts_buffer_add_byte(&json, '{');
    add_made(hostile, &json);
    ts_buffer_add_text(&json, ":true}");
    note(&hostile->given, "settings", json.bytes);
    assert_ok(acts, ts_store_set_care(acts->store, run->player, json.bytes, 1, &acts->err));
    ts_buffer_clear(&json);
}

static void keep(struct hostile *hostile, const struct ts_run *run)
{
    struct acts *acts = hostile->acts;
    char *name = copy(give(hostile, "kept")), *value = copy(give(hostile, "value"));
    struct ts_kept kept = {.kind = TS_KEPT_BOARD, .name = name, .value = value, .at = 1};
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_keep(acts->store, run->player, &kept, &acts->err));
    set_care(hostile, run);
    assert_ok(acts, ts_store_add_deed(acts->store, give_symbol(hostile, "deed"), 1, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    free(name);
    free(value);
}

// --- out

static bool got_act(void *self, const struct ts_act_record *act)
{
    if (act->kind != TS_ACT_TURN) return true;
    got(self, "pick", act->pick);
    note(&((struct hostile *)self)->got, "answer", act->answer);
    return false;
}

static void got_var(void *self, const struct ts_var_record *var)
{
    got_text(self, "var", var->value.type == TS_TEXT ? var->value.text : NULL);
}

static void got_event(void *self, const struct ts_event *event)
{
    got_text(self, "action", event->action);
    got_text(self, "consequences", event->consequences);
    got(self, "place", event->place);
    got(self, "care", event->care);
}

static void got_mark(void *self, const struct ts_mark_record *mark)
{
    got(self, "milestone", mark->id);
}

static void got_fault(void *self, const struct ts_fault_record *fault)
{
    note(&((struct hostile *)self)->got, "fault", fault->message);
}

static void got_session(void *self, const struct ts_session_record *session)
{
    got_text(self, "notes", session->notes);
}

static void got_unlock(void *self, const struct ts_unlock_record *unlock)
{
    got(self, "unlock", unlock->unlock);
    got(self, "rule", unlock->rule);
    note(&((struct hostile *)self)->got, "evidence", unlock->evidence);
}

static void got_kept(void *self, const struct ts_kept *kept)
{
    note(&((struct hostile *)self)->got, "kept", kept->name);
    note(&((struct hostile *)self)->got, "value", kept->value);
}

static void got_deed(void *self, const struct ts_deed_record *deed)
{
    struct hostile *hostile = self;
    const char *text = ts_symbol_text(hostile->acts->symbols, deed->name);
    if (strcmp(text, hostile->text.bytes) == 0) got(self, "deed", deed->name); // the one made last
}

static void read_who(struct hostile *hostile, const struct ts_run_record *run)
{
    struct acts *acts = hostile->acts;
    const char *character = ts_symbol_text(acts->symbols, run->character);
    got(hostile, "run", run->id);
    got(hostile, "player", run->player);
    got(hostile, "universe", run->universe);
    got(hostile, "character", run->character);
    note(&hostile->got, "name", ts_store_character_name(acts->store, character, strlen(character)));
    got(hostile, "focus", run->focus);
}

static void read_turn(struct hostile *hostile, const struct ts_run_record *run, ts_symbol key)
{
    struct acts *acts = hostile->acts;
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value value;
    assert_ok(acts, ts_store_each_act(acts->store, run->row, 0, got_act, hostile, &acts->err));
    assert_ok(acts, ts_store_each_var(acts->store, run->row, 0, got_var, hostile, &acts->err));
    assert_ok(acts, world->get(world->self, run->universe_row, key, 9, ts_value_nil(), &value, &acts->err));
    got_text(hostile, "world", value.type == TS_TEXT ? value.text : NULL);
    ts_value_drop(&value);
    assert_ok(acts, world->events(world->self, run->universe_row, &(struct ts_event_query){.to = 9}, got_event, hostile, &acts->err));
    assert_ok(acts, ts_store_each_mark(acts->store, run->row, got_mark, hostile, &acts->err));
    assert_ok(acts, ts_store_each_fault(acts->store, run->row, got_fault, hostile, &acts->err));
    got(hostile, "packs", run->packs);
    got_text(hostile, "shown", run->text);
}

static void read_all(struct hostile *hostile, ts_symbol id, ts_symbol key)
{
    struct acts *acts = hostile->acts;
    struct ts_run_record run;
    struct ts_text *care;
    assert_ok(acts, ts_store_load_run(acts->store, id, &run, &acts->err));
    read_who(hostile, &run);
    read_turn(hostile, &run, key);
    got(hostile, "ending", run.ending);
    got_text(hostile, "reason", run.reason);
    assert_ok(acts, ts_store_each_session(acts->store, run.row, got_session, hostile, &acts->err));
    assert_ok(acts, ts_store_each_unlock(acts->store, run.player, got_unlock, hostile, &acts->err));
    assert_ok(acts, ts_store_each_kept(acts->store, run.player, got_kept, hostile, &acts->err));
    assert_ok(acts, ts_store_load_care(acts->store, run.player, &care, &acts->err));
    got_text(hostile, "settings", care);
    assert_ok(acts, ts_store_each_deed(acts->store, got_deed, hostile, &acts->err));
    ts_text_drop(care);
    ts_run_record_clear(&run);
}

static void play_round(struct fixture *fixture, int round)
{
    struct acts *acts = &fixture->acts;
    struct hostile hostile = {.acts = acts, .rng = ts_rng_stream(7, (uint64_t)round, 0, 0), .serial = round * 1000};
    struct ts_run *run = new_run(&hostile);
    size_t same = 0;
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    ts_symbol key = acts_symbol(acts, make(&hostile));
    turn_of(&hostile, run, key);
    end(&hostile, run);
    keep(&hostile, run);
    if (round % 4 == 0) reopen(fixture);
    read_all(&hostile, run->id, key);
    while (hostile.given.bytes[same] && hostile.given.bytes[same] == hostile.got.bytes[same]) same++;
    assert_string_equal(hostile.got.bytes + same, hostile.given.bytes + same); // from where they part
    ts_buffer_clear(&hostile.text);
    ts_buffer_clear(&hostile.given);
    ts_buffer_clear(&hostile.got);
    ts_run_free(run);
}

static void gives_back_every_text_as_it_was(void **state)
{
    for (int round = 0; round < ROUNDS; round++) play_round(fixture_of(state), round);
    assert_sound(&fixture_of(state)->acts);
}

static void copy_to(struct acts *acts, struct ts_store *from, const char *to, struct ts_exported *out)
{
    struct ts_import *import;
    struct ts_exported given;
    assert_ok(acts, ts_store_import_begin(to, &import, &acts->err));
    assert_ok(acts, ts_store_export(from, ts_store_import_line, import, &given, &acts->err));
    assert_ok(acts, ts_store_import_end(import, out, &acts->err));
    assert_string_equal(out->hash, given.hash);
    ts_store_import_free(import);
}

// What is copied goes by another way into a database than what is played.
static void is_copied_as_it_was(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_exported there, back;
    char path[128];
    for (int round = 0; round < ROUNDS; round++) play_round(fixture, round);
    if (ts_store_is_memory(acts->store)) return;
    snprintf(path, sizeof path, "%s/copy.db", fixture->folder);
    copy_to(acts, acts->store, path, &there);
    if (strncmp(fixture->url, "postgres", 8) != 0) return;
    struct ts_store *file;
    assert_true(server_empty_database());
    assert_ok(acts, ts_store_open(path, TS_STORE_READ, acts->symbols, &file, &acts->err));
    copy_to(acts, file, fixture->url, &back);
    assert_string_equal(back.hash, there.hash);
    ts_store_close(file);
    reopen(fixture);
    assert_sound(acts);
}

// Looked for as a key first, then written as words, then as a key.
static void takes_an_event_that_reads_like_what_is_claimed(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "a");
    acts_standard_turn(acts, run);
    acts_record(acts, "harbour:bell", true);
    ts_changeset_claim(&acts->changes, acts_symbol(acts, "harbour:bell"));
    assert_ok(acts, acts_save(acts));
    assert_sound(acts);
    ts_run_free(run);
}

// Trees of values, whose keys are texts too.
static void gives_back_every_tree_as_it_was(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    const struct ts_world *world;
    struct hostile hostile = {.acts = acts, .rng = ts_rng_stream(8, 0, 0, 0)};
    struct ts_run *run = start(acts, "r");
    for (int round = 0; round < ROUNDS; round++) {
        struct ts_buffer json = {0}, again = {0};
        struct ts_value tree, back;
        ts_buffer_add_byte(&json, '{');
        add_made(&hostile, &json);
        ts_buffer_add_text(&json, ":[");
        add_made(&hostile, &json);
        ts_buffer_add_text(&json, ",-0.5,9223372036854775807,true]}");
        assert_ok(acts, ts_value_decode(json.bytes, json.length, &tree, &acts->err));
        acts_begin_turn(acts, run);
        ts_changeset_write(&acts->changes, acts->keys[2], false, tree);
        assert_ok(acts, acts_save(acts));
        if (round % 6 == 0) reopen(fixture);
        world = ts_store_world(acts->store);
        assert_ok(acts, world->get(world->self, run->universe_row, acts->keys[2], 1000, ts_value_nil(), &back, &acts->err));
        ts_value_encode(back, &again);
        assert_string_equal(again.bytes, json.bytes);
        ts_value_drop(&back);
        ts_buffer_clear(&json);
        ts_buffer_clear(&again);
    }
    assert_sound(acts);
    ts_buffer_clear(&hostile.text);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(gives_back_every_text_as_it_was),
        CASE(gives_back_every_tree_as_it_was),
        CASE(is_copied_as_it_was),
        CASE(takes_an_event_that_reads_like_what_is_claimed),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
