// show_narration.c - what narrators told of a run, what it cost, and the moment it stands in
#include "engine/json.h"
#include "engine/show.h"
#include "engine/vignette.h"

// --- what was told

struct told { int64_t by_grammar, by_model, tokens_in, tokens_out; };

static void count(void *self, const struct ts_passage *passage)
{
    struct told *told = self;
    told->tokens_in += passage->tokens_in;
    told->tokens_out += passage->tokens_out;
    if (!passage->length) return;
    if (passage->by == TS_BY_GRAMMAR) told->by_grammar++;
    else told->by_model++;
}

enum ts_status ts_show_add_narration(struct ts_engine *engine, int64_t run, struct ts_buffer *json, struct ts_err *err)
{
    struct told told = {0};
    enum ts_status status = ts_store_each_passage(engine->store, run, 0, INT64_MAX, count, &told, err);
    ts_json_key(json, "narration");
    ts_json_open(json, '{');
    ts_json_field_int(json, "by_grammar", told.by_grammar);
    ts_json_field_int(json, "by_model", told.by_model);
    ts_json_field_int(json, "tokens_in", told.tokens_in);
    ts_json_field_int(json, "tokens_out", told.tokens_out);
    ts_json_close(json, '}');
    return status;
}

// --- the moment that the last act came to rest in

static void add_facts(const struct ts_play *play, const struct ts_narrate *narrate, const char *key, const struct ts_buffer *texts, struct ts_buffer *json)
{
    ts_json_key(json, key);
    ts_json_open(json, '{');
    for (uint32_t i = 0; i < narrate->fact_count; i++) {
        if (!texts[i].length) continue;
        ts_json_key(json, narrate->facts[i].name);
        ts_show_add_words(play->engine, json, texts[i].bytes, texts[i].length);
    }
    ts_json_close(json, '}');
}

void ts_show_moment(struct ts_play *play, struct ts_buffer *json)
{
    struct ts_vignette moment = {0};
    struct ts_err err;
    const struct ts_narrate *narrate = play->narrate;
    if (!narrate || ts_vignette_make(play, narrate, &moment, &err)) {
        ts_json_null(json);
        ts_vignette_clear(&moment);
        return;
    }
    ts_json_open(json, '{');
    add_facts(play, narrate, "against", moment.against, json);
    add_facts(play, narrate, "facts", moment.facts, json);
    ts_json_field_text(json, "tone", narrate->tone ? narrate->tone : "neutral");
    ts_json_field_int(json, "words_max", narrate->words_max);
    ts_json_field_int(json, "words_min", narrate->words_min);
    ts_json_close(json, '}');
    ts_vignette_clear(&moment);
}
