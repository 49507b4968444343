// prose.c - authored text: rendered as the reader's moment asks
#include "game/prose.h"

#include <string.h>

#include "base/rng.h"
#include "game/care.h"
#include "game/grammar.h"
#include "game/prose_node.h"
#include "game/script.h"

struct rendering {
    const struct ts_prose *prose;
    struct ts_view *view;
    uint32_t visits;
    struct ts_buffer *out;
    struct ts_err *err;
    struct ts_value count; // what `#` stands for
};

const struct ts_prose *ts_prose_of_parts(struct ts_arena *arena, const struct ts_prose_part *parts, uint32_t count)
{
    struct ts_prose *prose;
    struct ts_prose_part *kept;
    if (count == 1 && parts->words && !parts->when && !parts->unless && !parts->guest && !parts->care) return parts->words;
    prose = ts_arena_get(arena, sizeof *prose);
    kept = ts_arena_get(arena, count * sizeof *kept);
    if (count) memcpy(kept, parts, count * sizeof *kept);
    prose->parts = kept;
    prose->part_count = count;
    return prose;
}

void ts_prose_become(const struct ts_prose *prose, const struct ts_prose *other)
{
    *(struct ts_prose *)prose = *other; // it lives in an arena, and was made to be written
}

ts_call ts_prose_when(const struct ts_prose *prose)
{
    return prose && prose->part_count == 1 ? prose->parts->when : 0;
}

struct ts_text *ts_prose_fixed(const struct ts_prose *prose)
{
    return prose ? prose->fixed : NULL;
}

// --- alternatives

// The n-th place of a permutation rolled anew for each round of `count` visits, so that nothing repeats within a round.
static uint32_t shuffled(const struct rendering *rendering, const struct ts_prose_node *node, uint32_t visit)
{
    struct ts_rng rng = ts_rng_stream(rendering->view->run->seed, rendering->prose->owner, visit / node->count, node->number);
    unsigned char order[TS_PROSE_BRANCHES_MAX];
    uint32_t last = visit % node->count;
    for (uint32_t i = 0; i < node->count; i++) order[i] = (unsigned char)i;
    for (uint32_t i = 0; i <= last; i++) {
        uint32_t other = (uint32_t)ts_rng_int(&rng, i, node->count - 1);
        unsigned char spare = order[i];
        order[i] = order[other];
        order[other] = spare;
    }
    return order[last];
}

static const struct ts_prose_node *pick(const struct rendering *rendering, const struct ts_prose_node *node)
{
    uint32_t visit = rendering->visits ? rendering->visits - 1 : 0;
    switch (node->kind) {
    case TS_PROSE_CYCLE:
        return node->branches[visit % node->count];
    case TS_PROSE_ONCE:
        return visit < node->count ? node->branches[visit] : NULL;
    case TS_PROSE_SHUFFLE:
        return node->branches[shuffled(rendering, node, visit)];
    default:
        return node->branches[visit < node->count ? visit : node->count - 1];
    }
}

// --- what is inserted

// Words that come from outside the author's text: no control characters, but names kept whole. `has_glue`: `<>` joins.
static void add_foreign(struct ts_buffer *out, const char *bytes, size_t length, bool has_glue)
{
    for (size_t i = 0; i < length; i++) {
        const char *close = bytes[i] == TS_PROSE_NAME_OPEN ? memchr(bytes + i, TS_PROSE_NAME_CLOSE, length - i) : NULL;
        if (close) {
            ts_buffer_add(out, bytes + i, (size_t)(close - bytes) + 1 - i);
            i = (size_t)(close - bytes);
        } else if (has_glue && bytes[i] == '<' && i + 1 < length && bytes[i + 1] == '>') {
            ts_buffer_add_byte(out, TS_PROSE_GLUE);
            i++;
        } else {
            bool is_control = (unsigned char)bytes[i] < 0x20 && bytes[i] != '\n';
            ts_buffer_add_byte(out, is_control ? ' ' : bytes[i]);
        }
    }
}

static void add_value(struct ts_buffer *out, struct ts_value value)
{
    struct ts_buffer words = {0};
    if (value.type == TS_TEXT) {
        add_foreign(out, value.text->bytes, value.text->length, false);
        return;
    }
    ts_value_print(value, &words);
    add_foreign(out, words.bytes, words.length, false);
    ts_buffer_clear(&words);
}

static enum ts_status render_value(const struct rendering *rendering, const struct ts_prose_node *node)
{
    const struct ts_script *script = rendering->view->script;
    struct ts_value value = ts_value_nil();
    enum ts_status status = script->value(script->self, rendering->view, node->call, &value, rendering->err);
    if (!status) add_value(rendering->out, value);
    ts_value_drop(&value);
    return status;
}

static void render_character(const struct rendering *rendering)
{
    const struct ts_symbols *symbols = rendering->view->content->symbols;
    ts_symbol character = rendering->view->run->character;
    ts_buffer_add_byte(rendering->out, TS_PROSE_NAME_OPEN);
    ts_buffer_add(rendering->out, ts_symbol_text(symbols, character), ts_symbol_length(symbols, character));
    ts_buffer_add_byte(rendering->out, TS_PROSE_NAME_CLOSE);
}

// --- nodes and parts

static enum ts_status render_nodes(const struct rendering *rendering, const struct ts_prose_node *node);

static enum ts_status render_condition(const struct rendering *rendering, const struct ts_prose_node *node)
{
    const struct ts_script *script = rendering->view->script;
    bool holds = false;
    enum ts_status status = script->test(script->self, rendering->view, node->call, &holds, rendering->err);
    if (status) return status;
    if (holds) return render_nodes(rendering, node->branches[0]);
    return node->count > 1 ? render_nodes(rendering, node->branches[1]) : TS_OK;
}

// What the thing told under that name is, for what agrees with it.
static enum ts_status bound_value(const struct rendering *rendering, const struct ts_prose_node *node, struct ts_value *out)
{
    const struct ts_symbols *symbols = rendering->view->content->symbols;
    ts_symbol is = rendering->view->grammar ? ts_grammar_bound_is(rendering->view->grammar, node->bound) : 0;
    if (is) *out = ts_value_text(ts_symbol_text(symbols, is), ts_symbol_length(symbols, is));
    return TS_OK;
}

static enum ts_status render_rule(const struct rendering *rendering, const struct ts_prose_node *node)
{
    if (!rendering->view->grammar) return ts_err_set(rendering->err, TS_FAILED, "{@%s} is known in a grammar alone", node->words);
    return ts_grammar_insert(rendering->view->grammar, node, rendering->out, rendering->err);
}

static enum ts_status render_select(const struct rendering *rendering, const struct ts_prose_node *node)
{
    const struct ts_script *script = rendering->view->script;
    struct rendering inner = *rendering;
    struct ts_value value = ts_value_nil();
    enum ts_status status = node->bound ? bound_value(rendering, node, &value) : script->value(script->self, rendering->view, node->call, &value, rendering->err);
    if (!status) status = render_nodes(&inner, ts_prose_select(node, value, &inner.count));
    ts_value_drop(&value);
    return status;
}

static enum ts_status render_node(const struct rendering *rendering, const struct ts_prose_node *node)
{
    switch (node->kind) {
    case TS_PROSE_WORDS:
        ts_buffer_add(rendering->out, node->words, node->count);
        return TS_OK;
    case TS_PROSE_VALUE:
        return render_value(rendering, node);
    case TS_PROSE_CHARACTER:
        render_character(rendering);
        return TS_OK;
    case TS_PROSE_ITEM:
        if (rendering->view->item) add_value(rendering->out, *rendering->view->item);
        return TS_OK;
    case TS_PROSE_CONDITION:
        return render_condition(rendering, node);
    case TS_PROSE_SELECT:
        return render_select(rendering, node);
    case TS_PROSE_RULE:
        return render_rule(rendering, node);
    case TS_PROSE_COUNT:
        add_value(rendering->out, rendering->count);
        return TS_OK;
    default:
        return render_nodes(rendering, pick(rendering, node));
    }
}

static enum ts_status render_nodes(const struct rendering *rendering, const struct ts_prose_node *node)
{
    enum ts_status status = TS_OK;
    for (; node && !status; node = node->next) status = render_node(rendering, node);
    return status;
}

static enum ts_status render_function(const struct ts_prose_part *part, struct ts_view *view, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_buffer words = {0};
    enum ts_status status = view->script->words(view->script->self, view, part->function, &words, err);
    if (!status) add_foreign(out, words.bytes, words.length, true);
    ts_buffer_clear(&words);
    return status;
}

// What a guest's part said before it erred is forgotten.
static enum ts_status excuse(const struct ts_prose_guest *guest, struct ts_view *view, uint32_t visits, struct ts_buffer *out, size_t before,
                             struct ts_err *err)
{
    if (view->changes) ts_changeset_fault(view->changes, guest->pack, guest->place, err->message);
    if (out->bytes) out->bytes[out->length = before] = '\0';
    return ts_prose_render(guest->own, view, visits, out, err);
}

static uint32_t pack_of(const struct ts_prose_part *part, const struct ts_view *view)
{
    return part->guest ? part->guest->pack : view->run->story->pack;
}

static void note(const struct ts_prose_part *part, const struct ts_view *view)
{
    if (!view->told || !view->run || (!part->care && !part->guest)) return;
    ts_told_add(view->told, (struct ts_telling){.scene = view->run->head.scene,
                                                .care = part->care,
                                                .pack = pack_of(part, view),
                                                .at = view->changes ? view->changes->shown.text.length : 0,
                                                .is_eased = view->has_eased});
}

// May the reader not see it, or has nobody asked them yet?
static bool is_spared(const struct ts_prose_part *part, struct ts_view *view)
{
    if (!view->run || view->is_unguarded || (!part->care && !part->guest)) return false;
    const struct ts_care_state *state = ts_care_of(view->content, view->run);
    if (!ts_care_allows(view->content, state, part->care, pack_of(part, view))) return true;
    if (!ts_care_warns(state, part->care)) return false;
    if (!view->telling) return true;
    uint32_t key = ts_care_key(view->content, view->telling, part->care->warning);
    return ts_care_has(&state->left, key) || !(view->has_warned || ts_care_has(&state->agreed, key));
}

static enum ts_status render_part(const struct ts_prose_part *part, struct ts_view *view, uint32_t visits, struct ts_buffer *out,
                                  struct ts_err *err)
{
    enum ts_status status = TS_OK;
    size_t before = out->length;
    if (part->when && !ts_view_test(view, part->when)) return TS_OK;
    if (part->unless && ts_view_test(view, part->unless)) return TS_OK;
    bool is_told = !is_spared(part, view);
    if (!is_told) status = ts_prose_render(part->instead, view, visits, out, err);
    else if (part->words) status = ts_prose_render(part->words, view, visits, out, err);
    else if (part->function) status = render_function(part, view, out, err);
    if (!status && is_told && out->length > before) note(part, view);
    return status == TS_FAILED && part->guest ? excuse(part->guest, view, visits, out, before, err) : status;
}

static enum ts_status render_parts(const struct ts_prose *prose, struct ts_view *view, uint32_t visits, struct ts_buffer *out,
                                   struct ts_err *err)
{
    enum ts_status status = TS_OK;
    size_t start = out->length;
    for (uint32_t i = 0; i < prose->part_count && !status; i++) {
        if (out->length > start) ts_buffer_add_byte(out, '\n');
        status = render_part(&prose->parts[i], view, visits, out, err);
    }
    return status;
}

enum ts_status ts_prose_render(const struct ts_prose *prose, struct ts_view *view, uint32_t visits, struct ts_buffer *out,
                               struct ts_err *err)
{
    struct rendering rendering = {.prose = prose, .view = view, .visits = visits, .out = out, .err = err};
    if (!prose) return TS_OK;
    if (prose->fixed) {
        ts_buffer_add(out, prose->raw, prose->raw_length);
        return TS_OK;
    }
    return prose->parts ? render_parts(prose, view, visits, out, err) : render_nodes(&rendering, prose->nodes);
}

void ts_prose_each_part(const struct ts_prose *prose, ts_each_part *each, void *self)
{
    for (uint32_t i = 0; prose && i < prose->part_count; i++) {
        if (prose->parts[i].care) each(self, &prose->parts[i]);
        ts_prose_each_part(prose->parts[i].words, each, self);
    }
}
