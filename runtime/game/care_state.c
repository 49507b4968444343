// care_state.c - what came of a player's settings in a run: kept in a variable of the host's own
#include <jansson.h>
#include <string.h>

#include "base/canon.h"
#include "base/hash.h"
#include "base/rng.h"
#include "game/care.h"

static const char *const signs[TS_SIGN_COUNT] = {[TS_SIGN_SKIP] = "skip", [TS_SIGN_HASTE] = "haste", [TS_SIGN_EXIT] = "exit"};

const char *ts_sign_name(enum ts_sign sign)
{
    return signs[sign];
}

enum ts_sign ts_sign_find(const char *name)
{
    enum ts_sign sign = 0;
    while (sign < TS_SIGN_COUNT && strcmp(signs[sign], name) != 0) sign++;
    return sign;
}

int64_t ts_care_slot(const struct ts_content *content, const struct ts_story *story)
{
    return content->care_var ? (int64_t)story->var_count + content->care_var - 1 : -1;
}

// --- read back

static void read_signs(struct ts_care_state *state, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list) && state->sign_count < TS_SIGNS_MAX; i++) {
        const json_t *pair = json_array_get(list, i);
        const char *name = json_string_value(json_array_get(pair, 0));
        enum ts_sign kind = name ? ts_sign_find(name) : TS_SIGN_COUNT;
        if (kind == TS_SIGN_COUNT) continue;
        state->signs[state->sign_count].kind = kind;
        state->signs[state->sign_count++].turn = json_integer_value(json_array_get(pair, 1));
    }
}

static void read_answers(struct ts_answers *answers, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) ts_care_put(answers, (uint32_t)json_integer_value(json_array_get(list, i)));
}

void ts_care_state_read(struct ts_care_state *state, struct ts_symbols *symbols, const struct ts_text *text)
{
    json_t *read = json_loadb(text->bytes, text->length, 0, NULL);
    *state = (struct ts_care_state){0};
    ts_care_settings_read(&state->settings, symbols, text->bytes, text->length);
    state->asks = json_is_true(json_object_get(read, "asks"));
    state->gate = ts_symbol_of(symbols, json_string_value(json_object_get(read, "gate")));
    state->skips_session = (uint32_t)json_integer_value(json_object_get(read, "skips"));
    read_answers(&state->agreed, json_object_get(read, "agreed"));
    read_answers(&state->left, json_object_get(read, "left"));
    read_signs(state, json_object_get(read, "signs"));
    json_decref(read);
}

const struct ts_care_state *ts_care_of(const struct ts_content *content, struct ts_run *run)
{
    static const struct ts_care_state plain = {.settings = {.ceiling = 1, .comfort = TS_COMFORT_DEEP, .pacing = TS_PACING_MODERATE}};
    int64_t slot = run->story ? ts_care_slot(content, run->story) : -1;
    struct ts_text *text = slot >= 0 && run->vars[slot].type == TS_TREE ? run->vars[slot].text : NULL;
    if (!text) return &plain;
    if (text != run->care_source) {
        if (!run->care) run->care = ts_memory_get(sizeof *run->care);
        ts_care_state_read(run->care, content->symbols, text);
        ts_text_drop(run->care_source);
        run->care_source = ts_text_keep(text);
    }
    return run->care;
}

// --- written down

enum { MEMBERS_MAX = 16 };

static void write(struct ts_buffer *out, const json_t *value);

static void write_list(struct ts_buffer *out, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        ts_buffer_add_byte(out, i ? ',' : '[');
        write(out, json_array_get(list, i));
    }
    ts_buffer_add_text(out, json_array_size(list) ? "]" : "[]");
}

static void write_object(struct ts_buffer *out, json_t *object)
{
    const char *keys[MEMBERS_MAX], *key;
    json_t *member;
    size_t count = 0;
    json_object_foreach(object, key, member) {
        size_t at = count++;
        for (; at && strcmp(keys[at - 1], key) > 0; at--) keys[at] = keys[at - 1];
        keys[at] = key;
    }
    for (size_t i = 0; i < count; i++) {
        ts_buffer_add_byte(out, i ? ',' : '{');
        ts_canon_add_text(out, keys[i], strlen(keys[i]));
        ts_buffer_add_byte(out, ':');
        write(out, json_object_get(object, keys[i]));
    }
    ts_buffer_add_text(out, count ? "}" : "{}");
}

// As values are written everywhere, see base/canon.h: 0.3 and not all the digits that it has.
static void write(struct ts_buffer *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: write_object(out, (json_t *)value); break;
    case JSON_ARRAY: write_list(out, value); break;
    case JSON_STRING: ts_canon_add_text(out, json_string_value(value), json_string_length(value)); break;
    case JSON_INTEGER: ts_canon_add_int(out, json_integer_value(value)); break;
    case JSON_REAL: ts_canon_add_real(out, json_real_value(value)); break;
    case JSON_TRUE: ts_buffer_add_text(out, "true"); break;
    case JSON_FALSE: ts_buffer_add_text(out, "false"); break;
    case JSON_NULL: ts_buffer_add_text(out, "null"); break;
    }
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static void put_answers(json_t *object, const char *key, const struct ts_answers *answers)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < answers->count; i++) json_array_append_new(list, json_integer(answers->keys[i]));
    if (answers->count) put(object, key, json_incref(list));
    json_decref(list);
}

static void put_signs(json_t *object, const struct ts_care_state *state)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < state->sign_count; i++)
        json_array_append_new(list, json_pack("[sI]", signs[state->signs[i].kind], (json_int_t)state->signs[i].turn));
    if (state->sign_count) put(object, "signs", json_incref(list));
    json_decref(list);
}

struct ts_value ts_care_encode(const struct ts_content *content, const struct ts_care_state *state)
{
    struct ts_buffer settings = {0};
    ts_care_settings_encode(&state->settings, content->symbols, &settings);
    json_t *object = json_loadb(settings.bytes, settings.length, 0, NULL);
    if (state->asks) put(object, "asks", json_true());
    if (state->gate) put(object, "gate", json_string(ts_symbol_text(content->symbols, state->gate)));
    if (state->skips_session) put(object, "skips", json_integer(state->skips_session));
    put_answers(object, "agreed", &state->agreed);
    put_answers(object, "left", &state->left);
    put_signs(object, state);
    settings.length = 0;
    write(&settings, object);
    struct ts_value value = ts_value_nil();
    if (json_object_size(object)) value = (struct ts_value){.type = TS_TREE, .text = ts_text_new(settings.bytes, settings.length)};
    json_decref(object);
    ts_buffer_clear(&settings);
    return value;
}

// --- what it says

uint32_t ts_care_signs(const struct ts_care_state *state, enum ts_sign kind, int64_t turn)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < state->sign_count; i++)
        count += state->signs[i].kind == kind && state->signs[i].turn > turn - TS_SIGN_TURNS;
    return count;
}

uint32_t ts_care_key(const struct ts_content *content, ts_symbol scene, const struct ts_warning *warning)
{
    uint64_t words = ts_hash_fast(warning->description, strlen(warning->description));
    return (uint32_t)ts_rng_mix(ts_symbol_hash(content->symbols, scene), words);
}

bool ts_care_has(const struct ts_answers *answers, uint32_t key)
{
    for (uint32_t i = 0; i < answers->count; i++)
        if (answers->keys[i] == key) return true;
    return false;
}

void ts_care_put(struct ts_answers *answers, uint32_t key)
{
    if (ts_care_has(answers, key)) return;
    if (answers->count == TS_ANSWERS_MAX) memmove(answers->keys, answers->keys + 1, --answers->count * sizeof key);
    answers->keys[answers->count++] = key;
}

bool ts_care_skips(const struct ts_care_state *state, const struct ts_run *run)
{
    return state->skips_session && state->skips_session == run->head.session;
}
