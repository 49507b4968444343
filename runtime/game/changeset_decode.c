// changeset_decode.c - a turn read from bytes that another process with the same content wrote
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "game/changeset_wire.h"

enum { LISTED_MAX = 1 << 16 }; // of what room is made for at once: more than any turn has

struct decoder {
    const struct ts_changeset_wire *known;
    struct ts_bytes wire;
    struct ts_changeset *changes;
    struct ts_run *run;
    uint32_t slots;
};

static bool get_flag(struct decoder *decoder)
{
    return ts_bytes_get_below(&decoder->wire, 2);
}

static uint32_t get_number(struct decoder *decoder)
{
    return ts_bytes_get_below(&decoder->wire, UINT32_MAX);
}

static uint32_t get_listed(struct decoder *decoder)
{
    return ts_bytes_get_below(&decoder->wire, LISTED_MAX);
}

static void refuse(struct decoder *decoder)
{
    decoder->wire = (struct ts_bytes){.at = decoder->wire.end, .end = decoder->wire.end, .is_bad = true};
}

// --- names, texts and values

// `*is_text`: no symbol that both know, but a text that follows.
static ts_symbol get_known(struct decoder *decoder, bool *is_text)
{
    uint64_t number = ts_bytes_get(&decoder->wire);
    *is_text = number == 1;
    if (*is_text) return 0;
    if (number & 1 || number >> 1 > decoder->known->shared) refuse(decoder);
    return decoder->wire.is_bad ? 0 : (ts_symbol)(number >> 1);
}

static ts_symbol get_name(struct decoder *decoder)
{
    bool is_text;
    size_t length;
    ts_symbol symbol = get_known(decoder, &is_text);
    if (!is_text) return symbol;
    const char *text = ts_bytes_get_text(&decoder->wire, &length);
    return decoder->wire.is_bad ? 0 : ts_symbol_add(decoder->known->content->symbols, text, length);
}

static struct ts_text *get_text(struct decoder *decoder)
{
    const struct ts_symbols *symbols = decoder->known->content->symbols;
    bool is_text;
    size_t length;
    ts_symbol symbol = get_known(decoder, &is_text);
    if (!is_text && !symbol) return NULL;
    const char *bytes = is_text ? ts_bytes_get_text(&decoder->wire, &length) : ts_symbol_text(symbols, symbol);
    struct ts_text *text = ts_text_new(bytes, is_text ? length : ts_symbol_length(symbols, symbol));
    text->symbol = symbol;
    return text;
}

static struct ts_value get_real(struct decoder *decoder)
{
    uint64_t bits = ts_bytes_get_whole(&decoder->wire);
    double real;
    memcpy(&real, &bits, sizeof real);
    if (!isfinite(real)) refuse(decoder);
    return ts_value_real(real);
}

static struct ts_value get_tree(struct decoder *decoder)
{
    struct ts_value tree = ts_value_nil();
    size_t length;
    const char *bytes = ts_bytes_get_bytes(&decoder->wire, &length);
    if (ts_value_decode(bytes, length, &tree, NULL) == TS_OK && tree.type == TS_TREE) return tree;
    ts_value_drop(&tree);
    refuse(decoder);
    return tree;
}

static struct ts_value get_value(struct decoder *decoder)
{
    size_t length;
    const char *text;
    switch (ts_bytes_get_below(&decoder->wire, TS_TREE + 1)) {
    case TS_BOOL: return ts_value_bool(get_flag(decoder));
    case TS_INT: return ts_value_int(ts_bytes_get_int(&decoder->wire));
    case TS_REAL: return get_real(decoder);
    case TS_TEXT: text = ts_bytes_get_text(&decoder->wire, &length); return ts_value_text(text, length);
    case TS_TREE: return get_tree(decoder);
    default: return ts_value_nil();
    }
}

// --- scenes

static const struct ts_scene *find_scene(struct decoder *decoder)
{
    uint32_t number = ts_bytes_get_below(&decoder->wire, decoder->run->story->scene_count + 1);
    return number ? decoder->run->story->scenes[number - 1] : NULL;
}

static const struct ts_scene *get_scene(struct decoder *decoder)
{
    const struct ts_scene *scene = find_scene(decoder);
    if (!scene) refuse(decoder);
    return scene;
}

// --- the parts

static void get_run(struct decoder *decoder)
{
    const struct ts_content *content = decoder->known->content;
    struct ts_run *run = decoder->run;
    uint32_t story = ts_bytes_get_below(&decoder->wire, content->story_count);
    if (decoder->wire.is_bad) return;
    run->story = content->stories[story];
    decoder->slots = run->story->var_count + content->own_count;
    run->row = ts_bytes_get_int(&decoder->wire);
    run->universe_row = ts_bytes_get_int(&decoder->wire);
    run->id = get_name(decoder);
    run->universe = get_name(decoder);
    run->character = get_name(decoder);
    run->character_name = get_name(decoder);
}

static void get_act(struct decoder *decoder, struct ts_choice *choice)
{
    struct ts_changeset *changes = decoder->changes;
    changes->key = ts_bytes_get_whole(&decoder->wire);
    changes->at = ts_bytes_get_int(&decoder->wire);
    changes->turn = ts_bytes_get_int(&decoder->wire);
    changes->base_seq = ts_bytes_get_int(&decoder->wire);
    uint32_t flags = ts_bytes_get_below(&decoder->wire, 1 << 3);
    changes->has_read_world = flags & 1;
    changes->is_major = flags >> 1 & 1;
    changes->has_shown = flags >> 2 & 1;
    choice->full = get_name(decoder);
    choice->id = get_name(decoder);
    changes->choice = choice->full ? choice : NULL;
    changes->choice_id = get_name(decoder);
    changes->packs = get_name(decoder);
    changes->answer = get_text(decoder);
}

static void get_stand(struct decoder *decoder, struct ts_head *head)
{
    head->state = (enum ts_run_state)ts_bytes_get_below(&decoder->wire, TS_ARCHIVED + 1);
    head->turn = ts_bytes_get_int(&decoder->wire);
    head->position = ts_bytes_get_int(&decoder->wire);
    head->told = ts_bytes_get_int(&decoder->wire);
    head->session = get_number(decoder);
    if (head->position < 0) refuse(decoder);
}

static void get_head(struct decoder *decoder)
{
    struct ts_head *head = &decoder->run->head;
    get_stand(decoder, head);
    head->milestones = ts_bytes_get_int(&decoder->wire);
    head->insights = ts_bytes_get_int(&decoder->wire);
    head->scene = find_scene(decoder);
    uint32_t depth = ts_bytes_get_below(&decoder->wire, TS_STACK_MAX + 1);
    for (uint32_t i = 0; i < depth && !decoder->wire.is_bad; i++) {
        const struct ts_scene *scene = get_scene(decoder);
        head->stack[head->depth++] = (struct ts_frame){scene, find_scene(decoder)};
    }
}

static void get_vars(struct decoder *decoder)
{
    struct ts_changeset *changes = decoder->changes;
    uint32_t slot;
    changes->last_room = decoder->slots;
    changes->last_change = ts_memory_get(decoder->slots * sizeof *changes->last_change + 1);
    memset(changes->last_change, 0, decoder->slots * sizeof *changes->last_change);
    changes->vars = ts_memory_get(decoder->slots * sizeof *changes->vars + 1);
    while ((slot = ts_bytes_get_below(&decoder->wire, decoder->slots + 1))) {
        if (changes->last_change[slot - 1]) refuse(decoder);
        if (decoder->wire.is_bad) return;
        changes->vars[changes->var_count++] = (struct ts_var_change){.slot = slot - 1, .now = get_value(decoder)};
        changes->last_change[slot - 1] = changes->var_count;
    }
}

static bool is_written(const struct decoder *decoder, ts_symbol key)
{
    const struct ts_changeset *changes = decoder->changes;
    for (uint32_t i = 0; i < changes->world_count; i++)
        if (changes->world[i].key == key) return true;
    return false;
}

static void get_world(struct decoder *decoder)
{
    ts_symbol key;
    while ((key = get_name(decoder))) {
        bool is_add = get_flag(decoder);
        struct ts_value value = get_value(decoder);
        if ((is_add && value.type != TS_INT) || decoder->changes->world_count >= TS_ACT_WRITES_MAX || is_written(decoder, key)) {
            refuse(decoder);
            ts_value_drop(&value);
            return;
        }
        ts_changeset_write(decoder->changes, key, is_add, value);
    }
}

static void get_events(struct decoder *decoder)
{
    for (uint32_t count = ts_bytes_get_count(&decoder->wire); count && !decoder->wire.is_bad; count--) {
        struct ts_event_record event = {.action = get_text(decoder)};
        if (!event.action) refuse(decoder);
        event.consequences = get_text(decoder);
        event.place = get_name(decoder);
        event.care = get_name(decoder);
        event.major = get_flag(decoder);
        ts_changeset_record(decoder->changes, event);
    }
}

static ts_symbol get_tally(struct decoder *decoder, struct ts_tally *tally)
{
    ts_symbol symbol = get_name(decoder);
    tally->count = get_number(decoder);
    tally->turn = get_number(decoder);
    if (!symbol) refuse(decoder);
    return decoder->wire.is_bad ? 0 : symbol;
}

static void get_tallies(struct decoder *decoder)
{
    struct ts_tally tally;
    ts_symbol symbol;
    for (uint32_t count = ts_bytes_get_count(&decoder->wire); count && (symbol = get_tally(decoder, &tally)); count--)
        ts_run_tally_put(decoder->run, symbol, tally);
    for (uint32_t count = ts_bytes_get_count(&decoder->wire); count && (symbol = get_tally(decoder, &tally)); count--)
        ts_changeset_put_tally(decoder->changes, symbol, tally);
}

static void get_entered(struct decoder *decoder)
{
    struct ts_changeset *changes = decoder->changes;
    uint32_t count = get_listed(decoder);
    changes->entered = ts_memory_get(count * sizeof *changes->entered + 1);
    for (; count && !decoder->wire.is_bad; count--) changes->entered[changes->entered_count++].scene = get_scene(decoder);
}

static void get_marks(struct decoder *decoder)
{
    struct ts_changeset *changes = decoder->changes;
    uint32_t count = get_listed(decoder);
    changes->marks = ts_memory_get(count * sizeof *changes->marks + 1);
    for (; count && !decoder->wire.is_bad; count--) {
        struct ts_mark *mark = &changes->marks[changes->mark_count++];
        mark->kind = (enum ts_mark_kind)ts_bytes_get_below(&decoder->wire, TS_MARK_METACONCEPT + 1);
        mark->id = get_name(decoder);
        mark->pack = get_number(decoder);
        if (!mark->kind || !mark->id) refuse(decoder);
    }
}

static void get_claims(struct decoder *decoder)
{
    ts_symbol key;
    for (uint32_t count = ts_bytes_get_count(&decoder->wire); count && (key = get_name(decoder)); count--) ts_changeset_claim(decoder->changes, key);
}

static void get_faults(struct decoder *decoder)
{
    for (uint32_t count = ts_bytes_get_count(&decoder->wire); count && !decoder->wire.is_bad; count--) {
        uint32_t pack = ts_bytes_get_below(&decoder->wire, decoder->known->content->pack_count);
        struct ts_place place = {.file = get_name(decoder)};
        struct ts_buffer message = {0};
        size_t length;
        place.line = get_number(decoder);
        const char *words = ts_bytes_get_text(&decoder->wire, &length);
        ts_buffer_add(&message, words, length);
        ts_changeset_fault(decoder->changes, pack, place, message.bytes);
        ts_buffer_clear(&message);
    }
}

static uint32_t get_words(struct decoder *decoder, struct ts_buffer *words, uint32_t *at)
{
    size_t length;
    const char *bytes = ts_bytes_get_text(&decoder->wire, &length);
    *at = (uint32_t)words->length;
    ts_buffer_add(words, bytes, length);
    return (uint32_t)length;
}

static void get_shown(struct decoder *decoder)
{
    struct ts_shown *shown = &decoder->changes->shown;
    uint32_t at;
    get_words(decoder, &decoder->changes->passage, &at);
    if (!decoder->changes->has_shown) return;
    get_words(decoder, &shown->text, &at);
    uint32_t count = get_listed(decoder);
    shown->choices = ts_memory_get(count * sizeof *shown->choices + 1);
    for (; count && !decoder->wire.is_bad; count--) {
        struct ts_shown_choice *choice = &shown->choices[shown->choice_count++];
        choice->id = get_name(decoder);
        choice->locked = get_flag(decoder);
        choice->label_length = get_words(decoder, &shown->words, &choice->label);
        choice->reason_length = get_words(decoder, &shown->words, &choice->reason);
    }
}

static void get_all(struct decoder *decoder, struct ts_choice *choice)
{
    get_run(decoder);
    if (decoder->wire.is_bad) return;
    get_act(decoder, choice);
    get_stand(decoder, &decoder->changes->before);
    get_head(decoder);
    get_vars(decoder);
    get_world(decoder);
    get_events(decoder);
    get_tallies(decoder);
    get_entered(decoder);
    get_marks(decoder);
    get_claims(decoder);
    get_faults(decoder);
    get_shown(decoder);
}

enum ts_status ts_changeset_decode(const struct ts_changeset_wire *wire, const char *bytes, size_t length, struct ts_travelled *out,
                                   struct ts_err *err)
{
    struct decoder decoder = {.known = wire, .wire = {bytes, bytes + length}, .changes = &out->changes, .run = &out->run};
    *out = (struct ts_travelled){.changes = {.kind = TS_ACT_TURN, .content = wire->content, .run = &out->run}};
    get_all(&decoder, &out->choice);
    if (!decoder.wire.is_bad && decoder.wire.at == decoder.wire.end) return TS_OK;
    ts_travelled_clear(out);
    return ts_err_set(err, TS_DATA, "what came to be stored is no turn of this content: %zu bytes that cannot be read", length);
}

void ts_travelled_clear(struct ts_travelled *travelled)
{
    ts_changeset_clear(&travelled->changes);
    ts_map_clear(&travelled->run.tallies);
    *travelled = (struct ts_travelled){0};
}
