// replay_compare.c - what a turn computed again differs in from what is stored of it
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/replaying.h"
#include "engine/show.h"
#include "store/stored_act.h"

struct comparing {
    struct ts_replaying *replaying;
    struct ts_buffer *lines;
    uint32_t count; // of events or faults met so far
};

static const char *text_of(const struct comparing *comparing, ts_symbol symbol)
{
    return ts_symbol_text(comparing->replaying->engine.symbols, symbol);
}

static void begin(struct comparing *comparing)
{
    if (comparing->lines->length) ts_buffer_add_byte(comparing->lines, '\n');
}

static void differ(struct comparing *comparing, const char *what, const char *then, const char *now)
{
    begin(comparing);
    ts_buffer_add_format(comparing->lines, "%s: stored %s, now %s", what, then, now);
}

static void compare_numbers(struct comparing *comparing, const char *what, int64_t then, int64_t now)
{
    char stored[24], computed[24];
    if (then == now) return;
    snprintf(stored, sizeof stored, "%" PRId64, then);
    snprintf(computed, sizeof computed, "%" PRId64, now);
    differ(comparing, what, stored, computed);
}

static void compare_values(struct comparing *comparing, const char *what, struct ts_value then, struct ts_value now)
{
    struct ts_buffer stored = {0}, computed = {0};
    if (ts_value_is_equal(then, now)) return;
    ts_value_encode(then, &stored);
    ts_value_encode(now, &computed);
    differ(comparing, what, stored.bytes, computed.bytes);
    ts_buffer_clear(&stored);
    ts_buffer_clear(&computed);
}

// --- the run

static void compare_place(struct comparing *comparing)
{
    const struct ts_head *then = &comparing->replaying->stored->head, *now = &comparing->replaying->play->run->head;
    if (then->scene != now->scene) differ(comparing, "scene", text_of(comparing, then->scene->full), text_of(comparing, now->scene->full));
    compare_numbers(comparing, "position", then->position, now->position);
    if (!comparing->replaying->after.has_lost_stack) compare_numbers(comparing, "detours to come back from", then->depth, now->depth);
    compare_numbers(comparing, "milestones", then->milestones, now->milestones);
    compare_numbers(comparing, "insights", then->insights, now->insights);
    compare_numbers(comparing, "metaconcepts", comparing->replaying->stored->metaconcept_count, comparing->replaying->play->run->metaconcept_count);
}

static void compare_vars(struct comparing *comparing)
{
    const struct ts_run *then = comparing->replaying->stored, *now = comparing->replaying->play->run;
    for (uint32_t slot = 0; slot < now->var_count; slot++) {
        const struct ts_var *var = ts_content_var(comparing->replaying->engine.content, now->story, slot);
        struct ts_buffer what = {0};
        ts_buffer_add_format(&what, "variable %s", text_of(comparing, var->name));
        compare_values(comparing, what.bytes, then->vars[slot], now->vars[slot]);
        ts_buffer_clear(&what);
    }
}

static void compare_tally(struct comparing *comparing, ts_symbol symbol)
{
    struct ts_buffer what = {0};
    ts_buffer_add_format(&what, "count of %s", text_of(comparing, symbol));
    compare_numbers(comparing, what.bytes, ts_run_tally(comparing->replaying->stored, symbol).count,
                    ts_run_tally(comparing->replaying->play->run, symbol).count);
    ts_buffer_clear(&what);
}

static void compare_tallies(struct comparing *comparing)
{
    const struct ts_map *then = &comparing->replaying->stored->tallies;
    const struct ts_changeset *changes = &comparing->replaying->play->changes;
    for (uint32_t i = 0; i < then->room; i++)
        if (then->entries[i].key) compare_tally(comparing, (ts_symbol)then->entries[i].key);
    for (uint32_t i = 0; i < changes->tally_count; i++)
        if (!ts_run_tally(comparing->replaying->stored, changes->tallies[i].symbol).count) compare_tally(comparing, changes->tallies[i].symbol);
}

// --- deeds

static bool is_same_text(const struct ts_text *a, const struct ts_text *b)
{
    size_t one = a ? a->length : 0, other = b ? b->length : 0;
    return one == other && (!one || !memcmp(a->bytes, b->bytes, one));
}

static void compare_event(void *self, const struct ts_event *event)
{
    struct comparing *comparing = self;
    const struct ts_changeset *changes = &comparing->replaying->play->changes;
    const struct ts_event_record *now = comparing->count < changes->event_count ? &changes->events[comparing->count] : NULL;
    char what[32];
    snprintf(what, sizeof what, "event %" PRIu32, ++comparing->count);
    if (!now) differ(comparing, what, event->action->bytes, "none");
    else if (!is_same_text(event->action, now->action)) differ(comparing, what, event->action->bytes, now->action->bytes);
    else if (!is_same_text(event->consequences, now->consequences))
        differ(comparing, what, event->consequences ? event->consequences->bytes : "no consequences", now->consequences ? now->consequences->bytes : "none");
    else if (event->major != (now->major || changes->is_major)) differ(comparing, what, event->major ? "major" : "minor", event->major ? "minor" : "major");
    else if (event->place != now->place) differ(comparing, what, text_of(comparing, event->place), text_of(comparing, now->place));
}

static enum ts_status compare_events(struct comparing *comparing, struct ts_err *err)
{
    struct ts_replaying *replaying = comparing->replaying;
    const struct ts_world *world = ts_store_world(replaying->engine.store);
    const struct ts_changeset *changes = &replaying->play->changes;
    struct ts_event_query query = {
        .to = INT64_MAX, .since_seq = replaying->seq - 1, .until_seq = replaying->seq, .run = replaying->after.id};
    comparing->count = 0;
    enum ts_status status = world->events(world->self, replaying->after.universe_row, &query, compare_event, comparing, err);
    for (uint32_t i = comparing->count; i < changes->event_count && !status; i++) {
        char what[32];
        snprintf(what, sizeof what, "event %" PRIu32, i + 1);
        differ(comparing, what, "none", changes->events[i].action->bytes);
    }
    return status;
}

static void compare_fault(void *self, const struct ts_fault_record *fault)
{
    struct comparing *comparing = self;
    const struct ts_changeset *changes = &comparing->replaying->play->changes;
    bool is_there = false;
    if (fault->turn != comparing->replaying->turn) return;
    comparing->count++;
    for (uint32_t i = 0; i < changes->fault_count; i++) is_there |= ts_act_pack(changes, changes->faults[i].pack) == fault->pack;
    if (!is_there) differ(comparing, "fault", fault->where && *fault->where ? fault->where : text_of(comparing, fault->pack), "none");
}

static enum ts_status compare_faults(struct comparing *comparing, struct ts_err *err)
{
    const struct ts_changeset *changes = &comparing->replaying->play->changes;
    comparing->count = 0;
    enum ts_status status = ts_store_each_fault(comparing->replaying->engine.store, comparing->replaying->after.row, compare_fault, comparing, err);
    if (!status && changes->fault_count > comparing->count) compare_numbers(comparing, "faults", comparing->count, changes->fault_count);
    return status;
}

// --- the world

struct keys {
    ts_symbol *items;
    uint32_t count, room;
};

static void add_key(void *self, ts_symbol key)
{
    struct keys *keys = self;
    for (uint32_t i = 0; i < keys->count; i++)
        if (keys->items[i] == key) return;
    if (keys->count == keys->room) {
        keys->room = keys->room ? keys->room * 2 : 16;
        keys->items = ts_memory_grow(keys->items, keys->room * sizeof *keys->items);
    }
    keys->items[keys->count++] = key;
}

// A key that is not declared any more cannot be asked for, and is left out.
static enum ts_status compare_key(struct comparing *comparing, ts_symbol key, struct ts_err *err)
{
    struct ts_replaying *replaying = comparing->replaying;
    struct ts_play *play = replaying->play;
    struct ts_value then = ts_value_nil(), now = ts_value_nil(), initial = ts_universe_initial(&replaying->engine, key);
    struct ts_buffer what = {0};
    if (initial.type == TS_NIL) return TS_OK;
    enum ts_status status = ts_store_value_at(replaying->engine.store, replaying->after.universe_row, key, replaying->after.position, replaying->seq,
                                              initial, &then, err);
    if (!status) status = ts_view_get(&play->view, key, play->run->head.position, &now, err);
    ts_buffer_add_format(&what, "world %s", text_of(comparing, key));
    if (!status) compare_values(comparing, what.bytes, then, now);
    ts_value_drop(&then);
    ts_value_drop(&now);
    ts_buffer_clear(&what);
    return status;
}

static enum ts_status compare_world(struct comparing *comparing, struct ts_err *err)
{
    const struct ts_changeset *changes = &comparing->replaying->play->changes;
    struct keys keys = {0};
    enum ts_status status = ts_store_each_key(comparing->replaying->engine.store, comparing->replaying->after.universe_row, add_key, &keys, err);
    for (uint32_t i = 0; i < changes->world_count; i++) add_key(&keys, changes->world[i].key);
    for (uint32_t i = 0; i < keys.count && !status; i++) status = compare_key(comparing, keys.items[i], err);
    free(keys.items);
    return status;
}

// --- the screen

static void compare_screen(struct comparing *comparing)
{
    const struct ts_replaying *replaying = comparing->replaying;
    const struct ts_run_record *stored = &replaying->present;
    struct ts_changeset shown = replaying->play->changes; // of it only the screen is read, which the play holds by now
    struct ts_buffer choices = {0};
    if (!replaying->is_shown || !stored->text) return;
    shown.shown = replaying->play->shown;
    if (stored->text->length != shown.shown.text.length || memcmp(stored->text->bytes, shown.shown.text.bytes, stored->text->length)) {
        begin(comparing);
        ts_buffer_add_text(comparing->lines, "text: reads otherwise than it did");
    }
    ts_act_choices(&shown, &choices);
    if (stored->choices && strcmp(stored->choices->bytes, choices.bytes)) {
        begin(comparing);
        ts_buffer_add_text(comparing->lines, "choices: others are open, or read otherwise");
    }
    ts_buffer_clear(&choices);
}

static void compare_end(struct comparing *comparing)
{
    const struct ts_replaying *replaying = comparing->replaying;
    bool is_last = replaying->turn == replaying->present.turn, now = replaying->play->changes.completes;
    if (is_last && (now || !replaying->is_shown)) return; // it may have been completed afterwards, from outside
    if (!is_last && now) differ(comparing, "ending", "none", text_of(comparing, replaying->play->changes.completion.ending));
    if (is_last && replaying->present.ending) differ(comparing, "ending", text_of(comparing, replaying->present.ending), "none");
}

enum ts_status ts_replay_compare(struct ts_replaying *replaying, struct ts_buffer *lines, struct ts_err *err)
{
    struct comparing comparing = {replaying, lines, 0};
    compare_place(&comparing);
    compare_vars(&comparing);
    compare_tallies(&comparing);
    compare_end(&comparing);
    compare_screen(&comparing);
    enum ts_status status = compare_world(&comparing, err);
    if (!status) status = compare_events(&comparing, err);
    return status ? status : compare_faults(&comparing, err);
}
