// passage_rules.c - what a passage of this run, in this moment, may say
#include <string.h>

#include "engine/prompt.h"
#include "engine/vocabulary.h"

// Who asked not to read of a theme reads no word of it; who asked for less than everything, none of a theme that the scene does not declare either:
// nobody has warned them of it.
void ts_passage_spare(const struct ts_play *play, struct ts_buffer *forbidden)
{
    const struct ts_content *content = play->engine->content;
    const struct ts_care_settings *settings = &ts_gate_state(play)->settings;
    const struct ts_care *care = play->run->head.scene->care;
    bool is_strict = settings->pure || ts_care_ceiling(settings) < 1;
    for (uint32_t i = 0; i < content->theme_count; i++) {
        const struct ts_theme *theme = &content->themes[i];
        bool is_declared = false, is_shut = is_strict;
        for (uint32_t n = 0; care && n < care->theme_count; n++) is_declared |= care->themes[n] == theme->id;
        if (is_declared && !settings->pure) is_shut = false; // they read on where it is declared
        for (uint32_t n = 0; n < settings->boundary_count; n++) is_shut |= settings->boundaries[n] == theme->id;
        for (uint32_t n = 0; is_shut && n < theme->word_count; n++) ts_buffer_add_format(forbidden, "%s\n", theme->words[n]);
    }
}

static void add_against(const struct ts_vignette *moment, struct ts_buffer *against)
{
    for (uint32_t i = 0; i < moment->narrate->fact_count; i++)
        for (const char *at = moment->against[i].bytes; at && *at; at += strcspn(at, ","), at += *at == ',')
            ts_buffer_add_format(against, "%.*s\n", (int)strcspn(at, ","), at);
}

void ts_passage_rules_make(struct ts_play *play, const struct ts_vignette *moment, const struct ts_prompt *prompt, struct ts_passage_rules *out)
{
    const struct ts_shown *shown = &play->shown;
    *out = (struct ts_passage_rules){.language = ts_prompt_language(play, moment->narrate), .lexicon = ts_vocabulary_of(play->engine)};
    ts_buffer_add(&out->known, prompt->known.bytes, prompt->known.length);
    ts_passage_spare(play, &out->forbidden);
    add_against(moment, &out->against);
    for (uint32_t i = 0; i < shown->choice_count; i++)
        if (!shown->choices[i].locked)
            ts_buffer_add_format(&out->choices, "%.*s\n", (int)shown->choices[i].label_length, shown->words.bytes + shown->choices[i].label);
}
