// show_character.c - who the character of a run became, as canonical JSON: with all its keys, the empty ones too
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "engine/show.h"

enum { DIGITS = 15 }; // feelings are thousandths

static void fill(json_t *object, const char *key, json_t *value)
{
    if (!json_object_get(object, key)) json_object_set(object, key, value);
    json_decref(value);
}

static json_t *whole(const struct ts_text *state)
{
    json_t *character = state ? json_loadb(state->bytes, state->length, 0, NULL) : NULL, *arc;
    const char *name;
    if (!character) character = json_object();
    fill(character, "level", json_integer(1));
    fill(character, "inventory", json_object());
    fill(character, "relationships", json_object());
    fill(character, "met", json_array());
    fill(character, "quests", json_object());
    fill(character, "traits", json_array());
    fill(character, "arcs", json_object());
    fill(json_object_get(character, "quests"), "active", json_array());
    fill(json_object_get(character, "quests"), "done", json_array());
    json_object_foreach(json_object_get(character, "arcs"), name, arc) {
        fill(arc, "finished", json_false());
        fill(arc, "steps", json_array());
    }
    return character;
}

void ts_show_add_character(struct ts_engine *engine, struct ts_buffer *json, const struct ts_text *state)
{
    json_t *character = whole(state);
    char *bytes = json_dumps(character, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(DIGITS));
    struct ts_text *text = ts_text_new(bytes, strlen(bytes));
    ts_show_add_json(engine, json, text);
    ts_text_drop(text);
    free(bytes);
    json_decref(character);
}
