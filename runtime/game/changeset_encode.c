// changeset_encode.c - a turn as bytes, for another process with the same content
#include "game/changeset_wire.h"

struct encoder {
    const struct ts_changeset_wire *wire;
    const struct ts_changeset *changes;
    struct ts_buffer *out;
};

// --- what can travel

static bool has_number(const struct ts_story *story, const struct ts_scene *scene)
{
    return !scene || (scene->index < story->scene_count && story->scenes[scene->index] == scene);
}

static bool have_numbers(const struct ts_changeset *changes)
{
    const struct ts_story *story = changes->run->story;
    const struct ts_head *head = &changes->run->head;
    bool all = has_number(story, head->scene);
    for (uint32_t i = 0; i < head->depth && all; i++) all = has_number(story, head->stack[i].scene) && has_number(story, head->stack[i].onward);
    for (uint32_t i = 0; i < changes->entered_count && all; i++) all = has_number(story, changes->entered[i].scene);
    return all;
}

bool ts_changeset_can_travel(const struct ts_changeset_wire *wire, const struct ts_changeset *changes)
{
    return changes->kind == TS_ACT_TURN && changes->content == wire->content && changes->run->story && !changes->completes &&
           !changes->grant_count && !changes->gone_count && !changes->care && !changes->reason && !changes->notes &&
           !changes->completion.reason && !changes->opens_session && !changes->ends_session &&
           ts_map_find(&wire->content->story_by_id, changes->run->story->id) && have_numbers(changes);
}

// --- names, texts and values

// Even: a symbol that both know; 1: its text follows.
static void put_name(struct encoder *encoder, ts_symbol symbol)
{
    const struct ts_symbols *symbols = encoder->wire->content->symbols;
    if (symbol <= encoder->wire->shared) {
        ts_bytes_put(encoder->out, (uint64_t)symbol << 1);
        return;
    }
    ts_bytes_put(encoder->out, 1);
    ts_bytes_put_bytes(encoder->out, ts_symbol_text(symbols, symbol), ts_symbol_length(symbols, symbol));
}

// As a name; 0 is none at all.
static void put_text(struct encoder *encoder, const struct ts_text *text)
{
    if (!text || (text->symbol && text->symbol <= encoder->wire->shared)) {
        put_name(encoder, text ? text->symbol : 0);
        return;
    }
    ts_bytes_put(encoder->out, 1);
    ts_bytes_put_bytes(encoder->out, text->bytes, text->length);
}

static void put_value(struct encoder *encoder, struct ts_value value)
{
    uint64_t bits;
    ts_bytes_put(encoder->out, value.type);
    switch (value.type) {
    case TS_NIL: break;
    case TS_BOOL: ts_bytes_put(encoder->out, value.boolean); break;
    case TS_INT: ts_bytes_put_int(encoder->out, value.integer); break;
    case TS_REAL:
        memcpy(&bits, &value.real, sizeof bits);
        ts_bytes_put_whole(encoder->out, bits);
        break;
    case TS_TEXT:
    case TS_TREE: ts_bytes_put_bytes(encoder->out, value.text->bytes, value.text->length); break;
    }
}

static void put_scene(struct encoder *encoder, const struct ts_scene *scene)
{
    ts_bytes_put(encoder->out, scene ? scene->index + 1 : 0);
}

// --- the parts

static void put_run(struct encoder *encoder)
{
    const struct ts_run *run = encoder->changes->run;
    ts_bytes_put(encoder->out, *ts_map_find(&encoder->wire->content->story_by_id, run->story->id) - 1);
    ts_bytes_put_int(encoder->out, run->row);
    ts_bytes_put_int(encoder->out, run->universe_row);
    put_name(encoder, run->id);
    put_name(encoder, run->universe);
    put_name(encoder, run->character);
    put_name(encoder, run->character_name);
}

static void put_stand(struct encoder *encoder, const struct ts_head *head)
{
    ts_bytes_put(encoder->out, head->state);
    ts_bytes_put_int(encoder->out, head->turn);
    ts_bytes_put_int(encoder->out, head->position);
    ts_bytes_put_int(encoder->out, head->told);
    ts_bytes_put(encoder->out, head->session);
}

static void put_head(struct encoder *encoder, const struct ts_head *head)
{
    put_stand(encoder, head);
    ts_bytes_put_int(encoder->out, head->milestones);
    ts_bytes_put_int(encoder->out, head->insights);
    put_scene(encoder, head->scene);
    ts_bytes_put(encoder->out, head->depth);
    for (uint32_t i = 0; i < head->depth; i++) {
        put_scene(encoder, head->stack[i].scene);
        put_scene(encoder, head->stack[i].onward);
    }
}

static void put_act(struct encoder *encoder)
{
    const struct ts_changeset *changes = encoder->changes;
    ts_bytes_put_whole(encoder->out, changes->key);
    ts_bytes_put_int(encoder->out, changes->at);
    ts_bytes_put_int(encoder->out, changes->turn);
    ts_bytes_put_int(encoder->out, changes->base_seq);
    ts_bytes_put(encoder->out, changes->has_read_world | changes->is_major << 1 | changes->has_shown << 2);
    put_name(encoder, changes->choice ? changes->choice->full : 0);
    put_name(encoder, changes->choice ? changes->choice->id : 0);
    put_name(encoder, changes->choice_id);
    put_name(encoder, changes->packs);
    put_text(encoder, changes->answer);
}

static void put_var(void *self, uint32_t slot, struct ts_value now)
{
    struct encoder *encoder = self;
    ts_bytes_put(encoder->out, slot + 1);
    put_value(encoder, now);
}

static void put_write(void *self, const struct ts_folded_write *write)
{
    struct encoder *encoder = self;
    put_name(encoder, write->key);
    ts_bytes_put(encoder->out, write->add);
    put_value(encoder, write->value);
}

static void put_events(struct encoder *encoder)
{
    const struct ts_changeset *changes = encoder->changes;
    ts_bytes_put(encoder->out, changes->event_count);
    for (uint32_t i = 0; i < changes->event_count; i++) {
        const struct ts_event_record *event = &changes->events[i];
        put_text(encoder, event->action);
        put_text(encoder, event->consequences);
        put_name(encoder, event->place);
        put_name(encoder, event->care);
        ts_bytes_put(encoder->out, event->major);
    }
}

static void put_tally(struct encoder *encoder, ts_symbol symbol)
{
    struct ts_tally tally = ts_run_tally(encoder->changes->run, symbol);
    put_name(encoder, symbol);
    ts_bytes_put(encoder->out, tally.count);
    ts_bytes_put(encoder->out, tally.turn);
}

static void put_tallies(struct encoder *encoder)
{
    const struct ts_changeset *changes = encoder->changes;
    ts_bytes_put(encoder->out, changes->tally_count);
    for (uint32_t i = 0; i < changes->tally_count; i++) put_tally(encoder, changes->tallies[i].symbol);
}

static void put_counts(struct encoder *encoder, bool has_counts)
{
    const struct ts_map *tallies = &encoder->changes->run->tallies;
    ts_bytes_put(encoder->out, has_counts ? tallies->count : 0);
    for (uint32_t i = 0; i < tallies->room && has_counts; i++)
        if (tallies->entries[i].key) put_tally(encoder, (ts_symbol)tallies->entries[i].key);
}

static void put_deeds(struct encoder *encoder)
{
    const struct ts_changeset *changes = encoder->changes;
    ts_bytes_put(encoder->out, changes->entered_count);
    for (uint32_t i = 0; i < changes->entered_count; i++) put_scene(encoder, changes->entered[i].scene);
    ts_bytes_put(encoder->out, changes->mark_count);
    for (uint32_t i = 0; i < changes->mark_count; i++) {
        ts_bytes_put(encoder->out, changes->marks[i].kind);
        put_name(encoder, changes->marks[i].id);
        ts_bytes_put(encoder->out, changes->marks[i].pack);
    }
    ts_bytes_put(encoder->out, changes->claim_count);
    for (uint32_t i = 0; i < changes->claim_count; i++) put_name(encoder, changes->claims[i]);
    ts_bytes_put(encoder->out, changes->fault_count);
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        const struct ts_fault *fault = &changes->faults[i];
        ts_bytes_put(encoder->out, fault->pack);
        put_name(encoder, fault->place.file);
        ts_bytes_put(encoder->out, fault->place.line);
        ts_bytes_put_bytes(encoder->out, fault->message, strlen(fault->message));
    }
}

// News and notices are not stored.
static void put_shown(struct encoder *encoder)
{
    const struct ts_shown *shown = &encoder->changes->shown;
    ts_bytes_put_bytes(encoder->out, encoder->changes->passage.bytes, encoder->changes->passage.length);
    if (!encoder->changes->has_shown) return;
    ts_bytes_put_bytes(encoder->out, shown->text.bytes, shown->text.length);
    ts_bytes_put(encoder->out, shown->choice_count);
    for (uint32_t i = 0; i < shown->choice_count; i++) {
        const struct ts_shown_choice *choice = &shown->choices[i];
        put_name(encoder, choice->id);
        ts_bytes_put(encoder->out, choice->locked);
        ts_bytes_put_bytes(encoder->out, choice->label_length ? shown->words.bytes + choice->label : NULL, choice->label_length);
        ts_bytes_put_bytes(encoder->out, choice->reason_length ? shown->words.bytes + choice->reason : NULL, choice->reason_length);
    }
}

void ts_changeset_encode(const struct ts_changeset_wire *wire, const struct ts_changeset *changes, bool has_counts, struct ts_buffer *out)
{
    struct encoder encoder = {wire, changes, out};
    put_run(&encoder);
    put_act(&encoder);
    put_stand(&encoder, &changes->before);
    put_head(&encoder, &changes->run->head);
    ts_changeset_each_var(changes, put_var, &encoder);
    ts_bytes_put(out, 0);
    ts_changeset_each_write(changes, put_write, &encoder);
    ts_bytes_put(out, 0);
    put_events(&encoder);
    put_counts(&encoder, has_counts);
    put_tallies(&encoder);
    put_deeds(&encoder);
    put_shown(&encoder);
}
