// show_diff.c - what differs between two universes since they parted, as canonical JSON
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/kinship.h"
#include "engine/show.h"

struct diff {
    struct ts_engine *engine;
    struct ts_kin kin;
    struct ts_buffer *json;
};

// --- events

static void each_event(void *self, const struct ts_event *event)
{
    struct diff *diff = self;
    ts_show_add_event(diff->engine, diff->json, event, NULL);
}

static enum ts_status add_window(struct diff *diff, int64_t universe, const struct ts_event_query *query, struct ts_err *err)
{
    return ts_store_each_own_event(diff->engine->store, universe, query, each_event, diff, err);
}

// Of the common ancestor: what only one of the two can see, stored later than the other's window or standing behind it.
static enum ts_status add_common(struct diff *diff, const struct ts_ancestor *seen, struct ts_err *err)
{
    int64_t position = diff->kin.position, seq = diff->kin.seq;
    struct ts_event_query late = {.to = position, .since_seq = seq, .until_seq = seen->seq},
                          far = {.to = seen->position, .until_seq = seen->seq};
    enum ts_status status = seen->seq > seq ? add_window(diff, seen->universe, &late, err) : TS_OK;
    far.from = position < INT64_MAX ? position + 1 : position;
    if (!status && seen->position > position) status = add_window(diff, seen->universe, &far, err);
    return status;
}

static enum ts_status add_events(struct diff *diff, const char *key, const struct ts_line *line, uint32_t common, struct ts_err *err)
{
    ts_json_key(diff->json, key);
    ts_json_open(diff->json, '[');
    enum ts_status status = add_common(diff, &line->items[common], err);
    for (uint32_t i = common; i-- > 0 && !status;) {
        struct ts_event_query query = {.to = line->items[i].position, .until_seq = line->items[i].seq};
        status = add_window(diff, line->items[i].universe, &query, err);
    }
    ts_json_close(diff->json, ']');
    return status;
}

// --- the world

static void add_value(struct diff *diff, const char *key, struct ts_value value)
{
    ts_json_key(diff->json, key);
    ts_show_add_value(diff->engine, diff->json, value);
}

static void add_differing(struct diff *diff, ts_symbol key, struct ts_value fork, struct ts_value a, struct ts_value b)
{
    if (ts_value_is_equal(a, b)) return;
    ts_json_key(diff->json, ts_symbol_text(diff->engine->symbols, key));
    ts_json_open(diff->json, '{');
    add_value(diff, "a", a);
    add_value(diff, "b", b);
    add_value(diff, "fork", fork);
    ts_json_close(diff->json, '}');
}

static enum ts_status add_key(struct diff *diff, ts_symbol key, struct ts_err *err)
{
    struct ts_store *store = diff->engine->store;
    const struct ts_kin *kin = &diff->kin;
    struct ts_value initial = ts_universe_initial(diff->engine, key), fork = ts_value_nil(), a = ts_value_nil(), b = ts_value_nil();
    int64_t ancestor = kin->a_line.items[kin->a_common].universe;
    enum ts_status status = ts_store_value_at(store, ancestor, key, kin->position, kin->seq, initial, &fork, err);
    if (!status) status = ts_store_value_at(store, kin->a.row, key, kin->a.position, 0, initial, &a, err);
    if (!status) status = ts_store_value_at(store, kin->b.row, key, kin->b.position, 0, initial, &b, err);
    if (!status) add_differing(diff, key, fork, a, b);
    ts_value_drop(&fork);
    ts_value_drop(&a);
    ts_value_drop(&b);
    return status;
}

static enum ts_status add_world(struct diff *diff, struct ts_err *err)
{
    struct ts_keys keys;
    enum ts_status status = ts_keys_find(diff->engine, diff->kin.a.row, diff->kin.b.row, &keys, err);
    ts_json_key(diff->json, "world");
    ts_json_open(diff->json, '{');
    for (uint32_t i = 0; i < keys.count && !status; i++) status = add_key(diff, keys.items[i], err);
    ts_json_close(diff->json, '}');
    ts_keys_clear(&keys);
    return status;
}

static enum ts_status add_page(struct diff *diff, struct ts_err *err)
{
    const struct ts_symbols *symbols = diff->engine->symbols;
    const struct ts_kin *kin = &diff->kin;
    struct ts_buffer *json = diff->json;
    ts_json_open(json, '{');
    ts_json_field_symbol(json, "a", symbols, kin->a.id);
    ts_json_field_symbol(json, "ancestor", symbols, kin->ancestor);
    ts_json_field_symbol(json, "b", symbols, kin->b.id);
    ts_json_key(json, "events");
    ts_json_open(json, '{');
    enum ts_status status = add_events(diff, "a", &kin->a_line, kin->a_common, err);
    if (!status) status = add_events(diff, "b", &kin->b_line, kin->b_common, err);
    ts_json_close(json, '}');
    ts_json_key(json, "fork");
    ts_json_open(json, '{');
    ts_json_field_int(json, "position", kin->position);
    ts_json_field_int(json, "seq", kin->seq);
    ts_json_close(json, '}');
    if (!status) status = add_world(diff, err);
    ts_json_close(json, '}');
    return status;
}

enum ts_status ts_show_diff(struct ts_engine *engine, const char *a, const char *b, struct ts_buffer *json, struct ts_err *err)
{
    struct diff diff = {.engine = engine, .json = json};
    enum ts_status status = ts_kin_find(engine, a, b, &diff.kin, err);
    if (!status) status = add_page(&diff, err);
    ts_kin_clear(&diff.kin);
    return status;
}
