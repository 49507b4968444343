// show.c - what a player sees, as JSON and with names rendered
#include "engine/show.h"

#include <jansson.h>
#include <string.h>

#include "engine/hand.h"
#include "engine/json.h"
#include "game/prose.h"

enum { NAME_MARK = 2 }; // begins a reference to a name, see prose.h
#define NAME_MARK_CODE "\\u0002" // as JSON writes it

static const char *name_of(void *self, const char *character, size_t length)
{
    struct ts_engine *engine = self;
    const char *name = ts_store_character_name(engine->store, character, length);
    return *name ? name : "someone";
}

void ts_show_words(struct ts_engine *engine, const char *text, size_t length, struct ts_buffer *out)
{
    if (!length) return;
    if (!memchr(text, NAME_MARK, length))
        ts_buffer_add(out, text, length);
    else
        ts_prose_name(text, length, name_of, engine, out);
}

const char *ts_show_choice(const struct ts_play *play)
{
    if (play->changes.kind != TS_ACT_TURN || !play->changes.choice_id) return NULL;
    return ts_symbol_text(play->engine->symbols, play->changes.choice_id);
}

void ts_show_add_words(struct ts_engine *engine, struct ts_buffer *json, const char *text, size_t length)
{
    struct ts_buffer words = {0};
    if (!length || !memchr(text, NAME_MARK, length)) {
        ts_json_text(json, length ? text : "", length);
        return;
    }
    ts_show_words(engine, text, length, &words);
    ts_json_text(json, words.bytes, words.length);
    ts_buffer_clear(&words);
}

static void add_parsed(struct ts_engine *engine, struct ts_buffer *json, const json_t *value);

static void add_members(struct ts_engine *engine, struct ts_buffer *json, const json_t *object)
{
    const char *key;
    json_t *member;
    ts_json_open(json, '{');
    json_object_foreach((json_t *)object, key, member) {
        struct ts_buffer words = {0};
        ts_show_words(engine, key, strlen(key), &words);
        ts_json_key_bytes(json, words.length ? words.bytes : "", words.length);
        add_parsed(engine, json, member);
        ts_buffer_clear(&words);
    }
    ts_json_close(json, '}');
}

static void add_items(struct ts_engine *engine, struct ts_buffer *json, const json_t *list)
{
    ts_json_open(json, '[');
    for (size_t i = 0; i < json_array_size(list); i++) add_parsed(engine, json, json_array_get(list, i));
    ts_json_close(json, ']');
}

static void add_parsed(struct ts_engine *engine, struct ts_buffer *json, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: add_members(engine, json, value); break;
    case JSON_ARRAY: add_items(engine, json, value); break;
    case JSON_STRING: ts_show_add_words(engine, json, json_string_value(value), json_string_length(value)); break;
    case JSON_REAL: ts_json_value(json, ts_value_real(json_real_value(value))); break;
    case JSON_INTEGER: ts_json_int(json, json_integer_value(value)); break;
    case JSON_NULL: ts_json_null(json); break;
    default: ts_json_bool(json, json_is_true(value)); break;
    }
}

void ts_show_add_json(struct ts_engine *engine, struct ts_buffer *json, const struct ts_text *stored)
{
    json_t *root = strstr(stored->bytes, NAME_MARK_CODE) ? json_loadb(stored->bytes, stored->length, JSON_DECODE_ANY, NULL) : NULL;
    if (root) add_parsed(engine, json, root);
    else ts_json_raw(json, stored->bytes);
    json_decref(root);
}

void ts_show_add_value(struct ts_engine *engine, struct ts_buffer *json, struct ts_value value)
{
    if (value.type == TS_TEXT) ts_show_add_words(engine, json, value.text->bytes, value.text->length);
    else if (value.type == TS_TREE) ts_show_add_json(engine, json, value.text);
    else ts_json_value(json, value);
}

void ts_show_add_lines(struct ts_engine *engine, struct ts_buffer *json, const struct ts_buffer *lines)
{
    struct ts_buffer words = {0};
    ts_show_words(engine, lines->bytes, lines->length, &words);
    ts_json_lines(json, words.bytes ? words.bytes : "", words.length);
    ts_buffer_clear(&words);
}

static void add_choice(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json, const struct ts_shown_choice *choice)
{
    const char *words = play->shown.words.bytes;
    uint32_t letters = ts_play_asks(play, choice->id);
    ts_json_open(json, '{');
    if (letters) ts_json_field_int(json, "ask", letters);
    ts_json_field_symbol(json, "id", engine->symbols, choice->id);
    ts_json_key(json, "label");
    ts_show_add_words(engine, json, words + choice->label, choice->label_length);
    ts_json_field_bool(json, "locked", choice->locked);
    if (choice->reason_length) {
        ts_json_key(json, "reason");
        ts_show_add_words(engine, json, words + choice->reason, choice->reason_length);
    }
    ts_json_close(json, '}');
}

void ts_show_add_choices(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json)
{
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < play->shown.choice_count; i++) add_choice(engine, play, json, &play->shown.choices[i]);
    ts_json_close(json, ']');
}

void ts_show_shown(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json)
{
    const struct ts_shown *shown = ts_play_shown(play);
    ts_json_open(json, '{');
    ts_json_key(json, "choices");
    ts_show_add_choices(engine, play, json);
    ts_json_key(json, "news");
    ts_show_add_lines(engine, json, &shown->news);
    ts_json_key(json, "notices");
    ts_show_add_lines(engine, json, &shown->notices);
    ts_json_key(json, "passage");
    ts_show_add_words(engine, json, play->changes.passage.bytes, play->changes.passage.length);
    ts_json_key(json, "text");
    ts_show_add_words(engine, json, shown->text.bytes, shown->text.length);
    ts_json_close(json, '}');
}
