// changeset_fold.c - what an act comes to: each key and variable once, and one hash of it all
#include "base/canon.h"
#include "game/changeset.h"

static bool is_written_before(const struct ts_changeset *changes, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (changes->world[i].key == changes->world[index].key) return true;
    return false;
}

static struct ts_folded_write fold_from(const struct ts_changeset *changes, uint32_t index)
{
    struct ts_folded_write folded = {changes->world[index].key, changes->world[index].add, changes->world[index].value};
    for (uint32_t i = index + 1; i < changes->world_count; i++) {
        const struct ts_world_change *change = &changes->world[i];
        if (change->key != folded.key) continue;
        if (change->add) {
            folded.value.integer += change->value.integer;
        } else {
            folded.add = false;
            folded.value = change->value;
        }
    }
    return folded;
}

void ts_changeset_each_write(const struct ts_changeset *changes, void (*each)(void *self, const struct ts_folded_write *write), void *self)
{
    for (uint32_t i = 0; i < changes->world_count; i++) {
        struct ts_folded_write folded;
        if (is_written_before(changes, i)) continue;
        folded = fold_from(changes, i);
        each(self, &folded);
    }
}

void ts_changeset_each_var(const struct ts_changeset *changes, void (*each)(void *self, uint32_t slot, struct ts_value now), void *self)
{
    for (uint32_t i = 0; i < changes->var_count; i++) {
        const struct ts_var_change *change = &changes->vars[i];
        if (changes->last_change[change->slot] == i + 1) each(self, change->slot, change->now);
    }
}

// The act in words, close to JSON: every text is quoted, so no two acts read the same.
enum { USUAL_SIZE = 1000 };

struct writer {
    const struct ts_changeset *changes;
    struct ts_buffer out;
};

static void add_name(struct writer *writer, ts_symbol symbol)
{
    const struct ts_symbols *symbols = writer->changes->content->symbols;
    ts_canon_add_text(&writer->out, ts_symbol_text(symbols, symbol), ts_symbol_length(symbols, symbol));
}

static void add_field_name(struct writer *writer, const char *field, ts_symbol symbol)
{
    ts_buffer_add_text(&writer->out, field);
    add_name(writer, symbol);
}

static void add_field_int(struct writer *writer, const char *field, int64_t integer)
{
    ts_buffer_add_text(&writer->out, field);
    ts_canon_add_int(&writer->out, integer);
}

static void add_text(struct writer *writer, const struct ts_text *text)
{
    if (text) {
        ts_canon_add_text(&writer->out, text->bytes, text->length);
    } else {
        ts_buffer_add_text(&writer->out, "null");
    }
}

static void add_var(void *self, uint32_t slot, struct ts_value now)
{
    struct writer *writer = self;
    const struct ts_var *var = ts_content_var(writer->changes->content, writer->changes->run->story, slot);
    add_field_name(writer, "[", var->owner);
    add_field_name(writer, ",", var->name);
    ts_buffer_add_byte(&writer->out, ',');
    ts_value_encode(now, &writer->out);
    ts_buffer_add_byte(&writer->out, ']');
}

static void add_write(void *self, const struct ts_folded_write *write)
{
    struct writer *writer = self;
    add_field_name(writer, write->add ? "[\"+\"," : "[\"=\",", write->key);
    ts_buffer_add_byte(&writer->out, ',');
    ts_value_encode(write->value, &writer->out);
    ts_buffer_add_byte(&writer->out, ']');
}

static void add_head(struct writer *writer, const struct ts_head *head)
{
    add_field_int(writer, ",\"position\":", head->position);
    ts_buffer_add_text(&writer->out, ",\"state\":\"");
    ts_buffer_add_text(&writer->out, ts_run_state_name(head->state));
    add_field_name(writer, "\",\"scene\":", head->scene ? head->scene->full : 0);
    add_field_int(writer, ",\"milestones\":", head->milestones);
    add_field_int(writer, ",\"insights\":", head->insights);
    ts_buffer_add_text(&writer->out, ",\"stack\":[");
    for (uint32_t i = 0; i < head->depth; i++) {
        add_field_name(writer, "[", head->stack[i].scene->full);
        add_field_name(writer, ",", head->stack[i].onward ? head->stack[i].onward->full : 0);
        ts_buffer_add_byte(&writer->out, ']');
    }
    ts_buffer_add_byte(&writer->out, ']');
}

static void add_events(struct writer *writer, const struct ts_changeset *changes)
{
    ts_buffer_add_text(&writer->out, "],\"events\":[");
    for (uint32_t i = 0; i < changes->event_count; i++) {
        const struct ts_event_record *event = &changes->events[i];
        bool major = event->major || changes->is_major;
        add_field_name(writer, major ? "[true," : "[false,", event->place);
        ts_buffer_add_byte(&writer->out, ',');
        add_text(writer, event->action);
        ts_buffer_add_byte(&writer->out, ',');
        add_text(writer, event->consequences);
        if (event->care) add_field_name(writer, ",", event->care);
        ts_buffer_add_byte(&writer->out, ']');
    }
}

static void add_deeds(struct writer *writer, const struct ts_changeset *changes)
{
    ts_buffer_add_text(&writer->out, "],\"entered\":[");
    for (uint32_t i = 0; i < changes->entered_count; i++) add_field_name(writer, ",", changes->entered[i].scene->full);
    ts_buffer_add_text(&writer->out, "],\"marks\":[");
    for (uint32_t i = 0; i < changes->mark_count; i++) {
        add_field_int(writer, ",", changes->marks[i].kind);
        add_field_name(writer, ",", changes->marks[i].id);
    }
    ts_buffer_add_text(&writer->out, "],\"claims\":[");
    for (uint32_t i = 0; i < changes->claim_count; i++) add_field_name(writer, ",", changes->claims[i]);
    ts_buffer_add_text(&writer->out, "],\"grants\":[");
    for (uint32_t i = 0; i < changes->grant_count; i++) add_field_name(writer, ",", changes->grants[i].unlock);
    ts_buffer_add_text(&writer->out, "],\"faults\":[");
    for (uint32_t i = 0; i < changes->fault_count; i++) add_field_name(writer, ",", changes->content->packs[changes->faults[i].pack].name);
    ts_buffer_add_text(&writer->out, "]");
}

static void add_completion(struct writer *writer, const struct ts_changeset *changes)
{
    if (!changes->completes) return;
    add_field_name(writer, ",\"ending\":", changes->completion.ending);
    add_field_int(writer, ",\"turns\":", changes->completion.turns);
    add_field_int(writer, ",\"counted\":", changes->completion.milestones);
}

// Only where there is something, so that all other acts hash as they did before there was care.
static void add_care(struct writer *writer, const struct ts_changeset *changes)
{
    if (!changes->care) return;
    ts_buffer_add_text(&writer->out, ",\"care\":");
    add_text(writer, changes->care);
}

void ts_changeset_state_hash(const struct ts_changeset *changes, const unsigned char *before, unsigned char out[TS_HASH_SIZE])
{
    struct writer writer = {.changes = changes};
    ts_buffer_grow(&writer.out, USUAL_SIZE);
    add_field_int(&writer, "{\"kind\":", changes->kind);
    add_field_int(&writer, ",\"turn\":", changes->turn);
    add_field_name(&writer, ",\"choice\":", changes->choice_id);
    ts_buffer_add_text(&writer.out, ",\"answer\":");
    add_text(&writer, changes->answer);
    add_head(&writer, &changes->run->head);
    ts_buffer_add_text(&writer.out, ",\"vars\":[");
    ts_changeset_each_var(changes, add_var, &writer);
    ts_buffer_add_text(&writer.out, "],\"world\":[");
    ts_changeset_each_write(changes, add_write, &writer);
    add_events(&writer, changes);
    add_deeds(&writer, changes);
    add_completion(&writer, changes);
    add_care(&writer, changes);
    ts_hash_chain(before, writer.out.bytes, writer.out.length, out);
    ts_buffer_clear(&writer.out);
}
