// merge.c - a branch's world comes home
//
// What a key was when the two universes last had the same history of it is the base: at the fork, or as of the last merge, in either
// direction, since what came home then is not to come again.
#include "engine/merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/kinship.h"

enum { SHOWN_MAX = 40 }; // bytes of a value in a message

// --- rules

enum ts_status ts_merge_read(const char *words, char *storage, size_t size, struct ts_merge_for *out, struct ts_err *err)
{
    static const char *const names[] = {
        [TS_MERGE_REFUSE] = "refuse", [TS_MERGE_THEIRS] = "theirs", [TS_MERGE_OURS] = "ours", [TS_MERGE_SUM] = "sum"};
    const char *equals = strrchr(words, '=');
    size_t length = equals ? (size_t)(equals - words) : 0;
    if (!length || length >= size)
        return ts_err_set(err, TS_USAGE, "the rule \"%.200s\" is none: write KEY=RULE, such as harbour:calm=sum or harbour:*=theirs",
                          words);
    snprintf(storage, size, "%.*s", (int)length, words);
    for (int rule = 0; rule <= TS_MERGE_SUM; rule++) {
        if (strcmp(equals + 1, names[rule])) continue;
        *out = (struct ts_merge_for){storage, (enum ts_merge_rule)rule};
        return TS_OK;
    }
    return ts_err_set(err, TS_USAGE, "no rule is called \"%.40s\": there are theirs, ours, sum and refuse", equals + 1);
}

static bool fits(const struct ts_merge_for *rule, const char *key)
{
    size_t length = strlen(rule->key);
    if (length && rule->key[length - 1] == '*') return !strncmp(rule->key, key, length - 1);
    return !strcmp(rule->key, key);
}

static const struct ts_merge_for *rule_for(const struct ts_merge_rules *rules, const char *key)
{
    const struct ts_merge_for *best = NULL;
    for (uint32_t i = 0; i < rules->count; i++)
        if (fits(&rules->items[i], key) && (!best || strlen(rules->items[i].key) >= strlen(best->key))) best = &rules->items[i];
    return best;
}

// --- what changed

struct changed {
    ts_symbol key;
    enum ts_merge_rule rule;
    struct ts_value base, theirs, ours;
    const char *hindrance; // why the rule cannot settle it; NULL: it does
};

struct merge {
    struct ts_engine *engine;
    const struct ts_merge_rules *rules;
    struct ts_kin kin; // a: the source, b: the target
    int64_t base_universe, base_position, base_seq;
    struct changed *changed;
    uint32_t changed_count, changed_room;
    struct ts_receipt receipt;
};

static void drop(struct changed *changed)
{
    ts_value_drop(&changed->base);
    ts_value_drop(&changed->theirs);
    ts_value_drop(&changed->ours);
}

static void forget_changed(struct merge *merge)
{
    while (merge->changed_count) drop(&merge->changed[--merge->changed_count]);
}

static void clear(struct merge *merge)
{
    forget_changed(merge);
    free(merge->changed);
    ts_kin_clear(&merge->kin);
}

// The last moment whose values both universes have seen: the fork, or the later one of the last merges there and back.
static enum ts_status find_base(struct merge *merge, struct ts_err *err)
{
    const struct ts_kin *kin = &merge->kin;
    struct ts_merged there = {0}, back = {0};
    merge->base_universe = kin->a_line.items[kin->a_common].universe;
    merge->base_position = kin->position;
    merge->base_seq = kin->seq;
    enum ts_status status = ts_store_last_merge(merge->engine->store, kin->b.row, kin->a.row, &there, err);
    if (!status) status = ts_store_last_merge(merge->engine->store, kin->a.row, kin->b.row, &back, err);
    if (status || (!there.seq && !back.seq)) return status;
    bool is_there = there.seq && there.seq >= back.at;
    merge->base_universe = is_there ? kin->a.row : kin->b.row;
    merge->base_position = is_there ? there.position : back.position;
    merge->base_seq = is_there ? there.seq : back.seq;
    return TS_OK;
}

static const char *find_hindrance(const struct changed *changed)
{
    int64_t difference, sum;
    switch (changed->rule) {
    case TS_MERGE_REFUSE: return "its rule is to refuse";
    case TS_MERGE_SUM:
        if (changed->base.type != TS_INT || changed->theirs.type != TS_INT || changed->ours.type != TS_INT)
            return "sum is for whole numbers";
        if (__builtin_sub_overflow(changed->theirs.integer, changed->base.integer, &difference) ||
            __builtin_add_overflow(changed->ours.integer, difference, &sum))
            return "the sum is too large";
        return NULL;
    default: return NULL;
    }
}

static void add_changed(struct merge *merge, const struct changed *changed)
{
    if (merge->changed_count == merge->changed_room) {
        merge->changed_room = merge->changed_room ? merge->changed_room * 2 : 8;
        merge->changed = ts_memory_grow(merge->changed, merge->changed_room * sizeof *merge->changed);
    }
    merge->changed[merge->changed_count++] = *changed;
}

// The source is read as of its last act, so that what is stored in it meanwhile is left to the next merge.
static enum ts_status look_at(struct merge *merge, ts_symbol key, struct ts_err *err)
{
    struct ts_store *store = merge->engine->store;
    const struct ts_kin *kin = &merge->kin;
    struct ts_value initial = ts_universe_initial(merge->engine, key);
    const struct ts_merge_for *rule = rule_for(merge->rules, ts_symbol_text(merge->engine->symbols, key));
    struct changed changed = {.key = key, .rule = rule ? rule->rule : TS_MERGE_REFUSE};
    enum ts_status status =
        ts_store_value_at(store, merge->base_universe, key, merge->base_position, merge->base_seq, initial, &changed.base, err);
    if (!status) status = ts_store_value_at(store, kin->a.row, key, kin->a.position, kin->a.seq, initial, &changed.theirs, err);
    if (!status) status = ts_store_value_at(store, kin->b.row, key, kin->b.position, 0, initial, &changed.ours, err);
    if (status || ts_value_is_equal(changed.base, changed.theirs)) {
        drop(&changed);
        return status;
    }
    changed.hindrance = rule ? find_hindrance(&changed) : "no rule";
    add_changed(merge, &changed);
    return TS_OK;
}

static void add_shown(struct ts_buffer *words, const char *what, struct ts_value value)
{
    struct ts_buffer text = {0};
    ts_value_encode(value, &text);
    size_t length = text.length <= SHOWN_MAX ? text.length : SHOWN_MAX;
    while (length < text.length && length && ((unsigned char)text.bytes[length] & 0xc0) == 0x80) length--;
    ts_buffer_add_format(words, "%s %.*s%s", what, (int)length, text.bytes, length < text.length ? "\u2026" : "");
    ts_buffer_clear(&text);
}

static void add_unsettled(struct merge *merge, const struct changed *changed, struct ts_buffer *words)
{
    ts_buffer_add_format(words, "\n  %s: ", ts_symbol_text(merge->engine->symbols, changed->key));
    add_shown(words, "was", changed->base);
    add_shown(words, ", theirs", changed->theirs);
    add_shown(words, ", ours", changed->ours);
    ts_buffer_add_format(words, " (%s)", changed->hindrance);
}

static enum ts_status check_settled(struct merge *merge, struct ts_err *err)
{
    struct ts_buffer words = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < merge->changed_count; i++) {
        if (!merge->changed[i].hindrance) continue;
        count++;
        if (words.length < TS_ERR_SIZE - 600) add_unsettled(merge, &merge->changed[i], &words);
        else if (words.bytes[words.length - 1] != '.') ts_buffer_add_text(&words, "\n  and more ...");
    }
    if (count)
        ts_err_set(err, TS_DATA, "nothing was merged: give a --rule KEY=theirs, ours or sum for %s%s",
                   count == 1 ? "this key" : "each of these keys", words.bytes);
    ts_buffer_clear(&words);
    return count ? TS_DATA : TS_OK;
}

static enum ts_status compute(struct merge *merge, const char *source, const char *target, struct ts_err *err)
{
    struct ts_keys keys = {0};
    forget_changed(merge);
    ts_kin_clear(&merge->kin);
    enum ts_status status = ts_kin_find(merge->engine, source, target, &merge->kin, err);
    if (!status) status = find_base(merge, err);
    if (!status) status = ts_keys_find(merge->engine, merge->kin.a.row, 0, &keys, err);
    for (uint32_t i = 0; i < keys.count && !status; i++) status = look_at(merge, keys.items[i], err);
    ts_keys_clear(&keys);
    return status ? status : check_settled(merge, err);
}

// --- bringing it home

static bool is_brought(const struct changed *changed)
{
    return changed->rule == TS_MERGE_THEIRS || changed->rule == TS_MERGE_SUM;
}

static bool brings_any(const struct merge *merge)
{
    for (uint32_t i = 0; i < merge->changed_count; i++)
        if (is_brought(&merge->changed[i])) return true;
    return false;
}

static void write(struct ts_changeset *changes, const struct changed *changed)
{
    if (changed->rule == TS_MERGE_SUM)
        ts_changeset_write(changes, changed->key, true, ts_value_int(changed->theirs.integer - changed->base.integer));
    else ts_changeset_write(changes, changed->key, false, ts_value_keep(changed->theirs));
}

static struct ts_text *text_of(struct ts_buffer *words)
{
    struct ts_text *text = ts_text_new(words->bytes, words->length);
    ts_buffer_clear(words);
    return text;
}

// One major event of nobody's: "The branch "storm" came home. What it brought: harbour:calm, harbour:warm_nights."
static void record(const struct merge *merge, struct ts_changeset *changes)
{
    const struct ts_symbols *symbols = merge->engine->symbols;
    struct ts_buffer action = {0}, consequences = {0};
    ts_buffer_add_format(&action, "The branch \"%s\" came home", ts_symbol_text(symbols, merge->kin.a.id));
    for (uint32_t i = 0; i < merge->changed_count; i++)
        if (is_brought(&merge->changed[i]))
            ts_buffer_add_format(&consequences, "%s%s",
                                 consequences.length ? ", " : "What it brought: ", ts_symbol_text(symbols, merge->changed[i].key));
    ts_buffer_add_byte(&consequences, '.');
    ts_changeset_record(changes,
                        (struct ts_event_record){.action = text_of(&action), .consequences = text_of(&consequences), .major = true});
}

static enum ts_status apply(struct merge *merge, struct ts_err *err)
{
    struct ts_engine *engine = merge->engine;
    const struct ts_kin *kin = &merge->kin;
    struct ts_content none = {.symbols = engine->symbols};
    struct ts_run nobody = {.universe = kin->b.id, .universe_row = kin->b.row, .live = kin->b.live};
    struct ts_changeset changes = {
        .kind = TS_ACT_MERGE, .content = &none, .run = &nobody, .at = engine->now(), .base_seq = kin->b.seq, .has_read_world = true};
    nobody.head.position = kin->b.position;
    changes.before = nobody.head;
    changes.fork = (struct ts_fork){.universe = kin->a.row, .position = kin->a.position, .seq = kin->a.seq};
    changes.key = ts_act_key(engine, &nobody, kin->b.seq);
    for (uint32_t i = 0; i < merge->changed_count; i++)
        if (is_brought(&merge->changed[i])) write(&changes, &merge->changed[i]);
    record(merge, &changes);
    enum ts_status status = ts_store_apply(engine->store, &changes, &merge->receipt, err);
    ts_changeset_clear(&changes);
    return status;
}

struct merging {
    struct merge *merge;
    const char *source, *target;
};

// Computed before the lock is taken; once more under it when somebody was quicker.
static enum ts_status apply_or_compute(void *self, struct ts_err *err)
{
    const struct merging *merging = self;
    struct merge *merge = merging->merge;
    merge->receipt = (struct ts_receipt){0};
    enum ts_status status = apply(merge, err);
    if (status != TS_CONFLICT || ts_store_is_torn(merge->engine->store)) return status;
    status = compute(merge, merging->source, merging->target, err);
    return status || !brings_any(merge) ? status : apply(merge, err);
}

// --- the page

static void add_brought(const struct merge *merge, struct ts_buffer *json, const struct changed *changed)
{
    ts_json_key(json, ts_symbol_text(merge->engine->symbols, changed->key));
    ts_json_open(json, '{');
    ts_json_key(json, "base");
    ts_json_value(json, changed->base);
    ts_json_key(json, "ours");
    ts_json_value(json, changed->ours);
    ts_json_field_text(json, "rule", changed->rule == TS_MERGE_SUM ? "sum" : "theirs");
    ts_json_key(json, "theirs");
    ts_json_value(json, changed->theirs);
    ts_json_close(json, '}');
}

static void add_page(const struct merge *merge, struct ts_buffer *json)
{
    const struct ts_symbols *symbols = merge->engine->symbols;
    ts_json_open(json, '{');
    ts_json_key(json, "brought");
    ts_json_open(json, '{');
    for (uint32_t i = 0; i < merge->changed_count; i++)
        if (is_brought(&merge->changed[i])) add_brought(merge, json, &merge->changed[i]);
    ts_json_close(json, '}');
    ts_json_key(json, "kept");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < merge->changed_count; i++)
        if (!is_brought(&merge->changed[i]))
            ts_json_text(json, ts_symbol_text(symbols, merge->changed[i].key), ts_symbol_length(symbols, merge->changed[i].key));
    ts_json_close(json, ']');
    ts_json_field_int(json, "position", merge->kin.b.position);
    ts_json_key(json, "seq");
    if (merge->receipt.seq) ts_json_int(json, merge->receipt.seq);
    else ts_json_null(json);
    ts_json_field_symbol(json, "source", symbols, merge->kin.a.id);
    ts_json_field_symbol(json, "universe_id", symbols, merge->kin.b.id);
    ts_json_close(json, '}');
}

enum ts_status ts_merge(struct ts_engine *engine, const char *source, const char *target, const struct ts_merge_rules *rules,
                        struct ts_buffer *json, struct ts_err *err)
{
    struct merge merge = {.engine = engine, .rules = rules};
    enum ts_status status = compute(&merge, source, target, err);
    if (!status && brings_any(&merge)) status = ts_batch_do(engine->store, apply_or_compute, &(struct merging){&merge, source, target}, err);
    if (!status) add_page(&merge, json);
    clear(&merge);
    return status;
}
