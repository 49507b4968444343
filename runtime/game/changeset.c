// changeset.c - a turn as a value: all that one act changes, and what it was computed from
#include "game/changeset.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

// Room for one more in a log; doubling.
static void *make_room(void *log, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room) return log;
    *room = *room ? *room * 2 : 8;
    return ts_memory_grow(log, *room * size);
}

static void drop_event(struct ts_event_record *event)
{
    ts_text_drop(event->action);
    ts_text_drop(event->consequences);
}

static void cut_world(struct ts_changeset *changes, uint32_t length)
{
    while (changes->world_count > length) ts_value_drop(&changes->world[--changes->world_count].value);
}

static void cut_events(struct ts_changeset *changes, uint32_t length)
{
    while (changes->event_count > length) drop_event(&changes->events[--changes->event_count]);
}

static void cut_grants(struct ts_changeset *changes, uint32_t length)
{
    while (changes->grant_count > length) free(changes->grants[--changes->grant_count].evidence);
}

static void forget_vars(struct ts_changeset *changes)
{
    while (changes->var_count) {
        struct ts_var_change *change = &changes->vars[--changes->var_count];
        changes->last_change[change->slot] = 0;
        ts_value_drop(&change->before);
        ts_value_drop(&change->now);
    }
}

static void empty(struct ts_changeset *changes)
{
    forget_vars(changes);
    cut_world(changes, 0);
    cut_events(changes, 0);
    cut_grants(changes, 0);
    while (changes->fault_count) free(changes->faults[--changes->fault_count].message);
    ts_text_drop(changes->answer);
    ts_text_drop(changes->reason);
    ts_text_drop(changes->notes);
    ts_text_drop(changes->care);
    ts_text_drop(changes->completion.reason);
}

static void empty_buffer(struct ts_buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes) buffer->bytes[0] = '\0';
}

static void empty_shown(struct ts_shown *shown)
{
    empty_buffer(&shown->text);
    empty_buffer(&shown->words);
    empty_buffer(&shown->news);
    empty_buffer(&shown->notices);
    shown->choice_count = 0;
}

void ts_changeset_reset(struct ts_changeset *changes)
{
    empty(changes);
    empty_shown(&changes->shown);
    empty_buffer(&changes->passage);
    *changes = (struct ts_changeset){
        .content = changes->content,
        .run = changes->run,
        .vars = changes->vars,
        .var_room = changes->var_room,
        .gone = changes->gone,
        .gone_room = changes->gone_room,
        .world = changes->world,
        .world_room = changes->world_room,
        .events = changes->events,
        .event_room = changes->event_room,
        .tallies = changes->tallies,
        .tally_room = changes->tally_room,
        .entered = changes->entered,
        .entered_room = changes->entered_room,
        .marks = changes->marks,
        .mark_room = changes->mark_room,
        .claims = changes->claims,
        .claim_room = changes->claim_room,
        .faults = changes->faults,
        .fault_room = changes->fault_room,
        .grants = changes->grants,
        .grant_room = changes->grant_room,
        .shown = changes->shown,
        .passage = changes->passage,
        .last_change = changes->last_change,
        .last_room = changes->last_room,
    };
}

void ts_shown_clear(struct ts_shown *shown)
{
    ts_buffer_clear(&shown->text);
    ts_buffer_clear(&shown->words);
    ts_buffer_clear(&shown->news);
    ts_buffer_clear(&shown->notices);
    free(shown->choices);
    *shown = (struct ts_shown){0};
}

void ts_changeset_clear(struct ts_changeset *changes)
{
    empty(changes);
    free(changes->vars);
    free(changes->gone);
    free(changes->world);
    free(changes->events);
    free(changes->tallies);
    free(changes->entered);
    free(changes->marks);
    free(changes->claims);
    free(changes->faults);
    free(changes->grants);
    free(changes->last_change);
    ts_shown_clear(&changes->shown);
    ts_buffer_clear(&changes->passage);
    *changes = (struct ts_changeset){0};
}

struct ts_savepoint ts_changeset_save(struct ts_changeset *changes)
{
    changes->var_floor = changes->var_count;
    changes->world_floor = changes->world_count;
    return (struct ts_savepoint){
        .vars = changes->var_count,
        .gone = changes->gone_count,
        .world = changes->world_count,
        .events = changes->event_count,
        .tallies = changes->tally_count,
        .entered = changes->entered_count,
        .marks = changes->mark_count,
        .claims = changes->claim_count,
        .faults = changes->fault_count,
        .grants = changes->grant_count,
        .is_major = changes->is_major,
        .completes = changes->completes,
        .has_care = changes->care != NULL,
        .metaconcepts = changes->run->metaconcept_count,
        .head = changes->run->head,
    };
}

static void undo_vars(struct ts_changeset *changes, uint32_t length)
{
    while (changes->var_count > length) {
        struct ts_var_change *change = &changes->vars[--changes->var_count];
        struct ts_value *var = &changes->run->vars[change->slot];
        ts_value_drop(var);
        *var = change->before;
        changes->last_change[change->slot] = change->earlier;
        ts_value_drop(&change->now);
    }
}

static void undo_tallies(struct ts_changeset *changes, uint32_t length)
{
    while (changes->tally_count > length) {
        struct ts_tally_change *change = &changes->tallies[--changes->tally_count];
        ts_run_tally_put(changes->run, change->symbol, change->before);
    }
}

void ts_changeset_undo(struct ts_changeset *changes, const struct ts_savepoint *savepoint)
{
    undo_vars(changes, savepoint->vars);
    undo_tallies(changes, savepoint->tallies);
    cut_world(changes, savepoint->world);
    cut_events(changes, savepoint->events);
    cut_grants(changes, savepoint->grants);
    changes->gone_count = savepoint->gone;
    changes->entered_count = savepoint->entered;
    changes->mark_count = savepoint->marks;
    changes->claim_count = savepoint->claims;
    changes->is_major = savepoint->is_major;
    changes->completes = savepoint->completes;
    if (!savepoint->has_care) {
        ts_text_drop(changes->care);
        changes->care = NULL;
    }
    changes->var_floor = savepoint->vars;
    changes->world_floor = savepoint->world;
    changes->run->metaconcept_count = savepoint->metaconcepts;
    changes->run->head = savepoint->head;
}

static uint32_t *last_change_of(struct ts_changeset *changes, uint32_t slot)
{
    if (slot >= changes->last_room) {
        uint32_t room = changes->run->var_count;
        assert(slot < room);
        changes->last_change = ts_memory_grow(changes->last_change, room * sizeof *changes->last_change);
        memset(changes->last_change + changes->last_room, 0, (room - changes->last_room) * sizeof *changes->last_change);
        changes->last_room = room;
    }
    return &changes->last_change[slot];
}

void ts_changeset_set_var(struct ts_changeset *changes, uint32_t slot, struct ts_value value)
{
    struct ts_value *var = &changes->run->vars[slot];
    uint32_t *last = last_change_of(changes, slot);
    if (ts_value_is_equal(*var, value)) {
        ts_value_drop(&value);
        return;
    }
    if (*last > changes->var_floor) {
        struct ts_var_change *change = &changes->vars[*last - 1];
        ts_value_drop(var);
        ts_value_drop(&change->now);
        *var = value;
        change->now = ts_value_keep(value);
        return;
    }
    changes->vars = make_room(changes->vars, changes->var_count, &changes->var_room, sizeof *changes->vars);
    changes->vars[changes->var_count++] =
        (struct ts_var_change){.slot = slot, .earlier = *last, .before = *var, .now = ts_value_keep(value)};
    *last = changes->var_count;
    *var = value;
}

void ts_changeset_give_up_var(struct ts_changeset *changes, ts_symbol owner, ts_symbol name)
{
    changes->gone = make_room(changes->gone, changes->gone_count, &changes->gone_room, sizeof *changes->gone);
    changes->gone[changes->gone_count++] = (struct ts_var_gone){owner, name};
}

static struct ts_world_change *find_recent(struct ts_changeset *changes, ts_symbol key)
{
    for (uint32_t i = changes->world_count; i > changes->world_floor; i--)
        if (changes->world[i - 1].key == key) return &changes->world[i - 1];
    return NULL;
}

void ts_changeset_write(struct ts_changeset *changes, ts_symbol key, bool add, struct ts_value value)
{
    struct ts_world_change *recent = find_recent(changes, key);
    if (recent && add) {
        assert(recent->value.type == TS_INT && value.type == TS_INT);
        recent->value.integer += value.integer;
        return;
    }
    if (recent) {
        ts_value_drop(&recent->value);
        *recent = (struct ts_world_change){key, false, value};
        return;
    }
    changes->world = make_room(changes->world, changes->world_count, &changes->world_room, sizeof *changes->world);
    changes->world[changes->world_count++] = (struct ts_world_change){key, add, value};
}

void ts_changeset_record(struct ts_changeset *changes, struct ts_event_record event)
{
    changes->events = make_room(changes->events, changes->event_count, &changes->event_room, sizeof *changes->events);
    changes->events[changes->event_count++] = event;
}

void ts_changeset_put_tally(struct ts_changeset *changes, ts_symbol symbol, struct ts_tally tally)
{
    changes->tallies = make_room(changes->tallies, changes->tally_count, &changes->tally_room, sizeof *changes->tallies);
    changes->tallies[changes->tally_count++] = (struct ts_tally_change){symbol, ts_run_tally(changes->run, symbol)};
    ts_run_tally_put(changes->run, symbol, tally);
}

void ts_changeset_count(struct ts_changeset *changes, ts_symbol symbol)
{
    ts_changeset_put_tally(changes, symbol, (struct ts_tally){ts_run_tally(changes->run, symbol).count + 1, (uint32_t)changes->turn});
}

void ts_changeset_enter(struct ts_changeset *changes, const struct ts_scene *scene)
{
    changes->entered = make_room(changes->entered, changes->entered_count, &changes->entered_room, sizeof *changes->entered);
    changes->entered[changes->entered_count++] = (struct ts_entered){scene};
    ts_changeset_count(changes, scene->full);
}

static ts_symbol symbol_in(struct ts_symbols *symbols, const char *room, const char *what)
{
    struct ts_buffer name = {0};
    ts_buffer_add_format(&name, "%s/%s", room, what);
    ts_symbol symbol = ts_symbol_add(symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return symbol;
}

ts_symbol ts_insight_symbol(const struct ts_content *content, ts_symbol insight)
{
    return symbol_in(content->symbols, "insight", ts_symbol_text(content->symbols, insight));
}

ts_symbol ts_milestone_symbol(const struct ts_content *content, const char *name)
{
    return symbol_in(content->symbols, "milestone", name);
}

static void mark_run(struct ts_changeset *changes, enum ts_mark_kind kind, ts_symbol id)
{
    switch (kind) {
    case TS_MARK_MILESTONE:
        changes->run->head.milestones++;
        break;
    case TS_MARK_INSIGHT:
        changes->run->head.insights++;
        ts_changeset_count(changes, ts_insight_symbol(changes->content, id));
        break;
    case TS_MARK_METACONCEPT:
        ts_run_add_metaconcept(changes->run, id);
        ts_changeset_count(changes, id);
        break;
    }
}

void ts_changeset_mark(struct ts_changeset *changes, enum ts_mark_kind kind, ts_symbol id, uint32_t pack)
{
    changes->marks = make_room(changes->marks, changes->mark_count, &changes->mark_room, sizeof *changes->marks);
    changes->marks[changes->mark_count++] = (struct ts_mark){kind, id, pack};
    mark_run(changes, kind, id);
}

void ts_changeset_claim(struct ts_changeset *changes, ts_symbol key)
{
    changes->claims = make_room(changes->claims, changes->claim_count, &changes->claim_room, sizeof *changes->claims);
    changes->claims[changes->claim_count++] = key;
}

void ts_changeset_fault(struct ts_changeset *changes, uint32_t pack, struct ts_place place, const char *message)
{
    for (uint32_t i = 0; i < changes->fault_count; i++)
        if (changes->faults[i].pack == pack && strcmp(changes->faults[i].message, message) == 0) return;
    changes->faults = make_room(changes->faults, changes->fault_count, &changes->fault_room, sizeof *changes->faults);
    changes->faults[changes->fault_count++] = (struct ts_fault){pack, place, ts_memory_copy(message)};
}

void ts_changeset_grant(struct ts_changeset *changes, ts_symbol unlock, ts_symbol rule, char *evidence)
{
    changes->grants = make_room(changes->grants, changes->grant_count, &changes->grant_room, sizeof *changes->grants);
    changes->grants[changes->grant_count++] = (struct ts_grant){unlock, rule, evidence};
}
