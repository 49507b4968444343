// spared.c - what a player asked to be spared, as a person reads it
#include "cli/spared.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"

static void add(struct ts_buffer *out, const char *words)
{
    ts_buffer_add_format(out, "%s%s", out->length ? "; " : "", words);
}

static bool is_off(const json_t *care, const char *key)
{
    return json_is_false(json_object_get(care, key));
}

// As it holds now; of a player it is what they asked for.
static void add_ceiling(struct ts_buffer *out, const json_t *care)
{
    double asked = json_number_value(json_object_get(care, "ceiling"));
    const json_t *now = json_object_get(care, "ceiling_now");
    double ceiling = now ? json_number_value(now) : asked;
    if (ceiling < 1) ts_buffer_add_format(out, "nothing above %g", ceiling);
    if (json_is_true(json_object_get(care, "eased")))
        ts_buffer_add_format(out, " (made gentler on signs that it is too much%s)", ceiling < asked ? "; the player can raise it again" : "");
}

static void add_boundaries(struct ts_buffer *out, const json_t *themes)
{
    for (size_t i = 0; i < json_array_size(themes); i++) {
        if (!i) add(out, "nothing of ");
        else ts_buffer_add_text(out, ", ");
        ts_buffer_add_text(out, json_string_value(json_array_get(themes, i)));
    }
}

// What a run alone has.
static void add_state(struct ts_buffer *out, const json_t *care)
{
    const char *gate = json_string_value(json_object_get(care, "gate"));
    long long session = json_integer_value(json_object_get(care, "skips_session")), left = json_integer_value(json_object_get(care, "left_out"));
    if (session) {
        add(out, "in session ");
        ts_buffer_add_format(out, "%lld all that is warned of is left out", session);
    }
    if (left) {
        add(out, "");
        ts_buffer_add_format(out, "%lld part%s of texts left out for good", left, left == 1 ? "" : "s");
    }
    if (!gate) return;
    add(out, "a warning waits for an answer, before ");
    ts_buffer_add_text(out, gate);
}

void ts_spared_say(json_t *owner)
{
    const json_t *care = json_object_get(owner, "care");
    const char *pacing = json_string_value(json_object_get(care, "pacing"));
    struct ts_buffer words = {0};
    if (!json_is_object(care)) return;
    add_ceiling(&words, care);
    add_boundaries(&words, json_object_get(care, "boundaries"));
    if (json_is_true(json_object_get(care, "pure"))) add(&words, "only the game");
    if (is_off(care, "reflections")) add(&words, "no questions to think about");
    if (is_off(care, "breaths")) add(&words, "no breaths");
    if (!words.length) add(&words, "nothing is held back");
    if (pacing && strcmp(pacing, "moderate")) {
        add(&words, "at a ");
        ts_buffer_add_format(&words, "%s pace", pacing);
    }
    add_state(&words, care);
    json_object_set_new(owner, "care", json_string(words.bytes));
    ts_buffer_clear(&words);
}
