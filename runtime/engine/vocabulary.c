// vocabulary.c - the words that the texts of all stories have
#include "engine/vocabulary.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "game/prose_node.h"
#include "game/sentence.h"

struct ts_vocabulary {
    struct ts_lexicon lexicon;
    struct ts_map words; // hash -> 1
};

static uint64_t hash_of(const char *word, size_t length)
{
    return ts_hash_fast(word, length) | 1;
}

static bool has(void *self, const char *word, size_t length)
{
    const struct ts_vocabulary *vocabulary = self;
    return ts_map_find(&vocabulary->words, hash_of(word, length)) != NULL;
}

static void add_words(struct ts_vocabulary *vocabulary, const char *text, size_t length)
{
    const char *at = text;
    struct ts_spelt word;
    struct ts_buffer lower = {0};
    while (ts_spelt_next(&at, text, text + length, &word)) {
        if (word.is_capital && !word.is_first) continue; // a name is no word
        lower.length = 0;
        ts_spelt_lower(word.at, word.length, &lower);
        *ts_map_add(&vocabulary->words, hash_of(lower.bytes, lower.length)) = 1;
    }
    ts_buffer_clear(&lower);
}

static void add_node(void *self, struct ts_prose_node *node)
{
    if (node->kind == TS_PROSE_WORDS) add_words(self, node->words, node->count);
}

static void add_prose(struct ts_vocabulary *vocabulary, const struct ts_prose *prose)
{
    if (!prose) return;
    ts_prose_each_node(prose, add_node, vocabulary);
    for (uint32_t i = 0; i < prose->part_count; i++) add_prose(vocabulary, prose->parts[i].words);
}

static void add_scene(struct ts_vocabulary *vocabulary, const struct ts_scene *scene)
{
    add_prose(vocabulary, scene->text);
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        add_prose(vocabulary, scene->choices[i]->label);
        add_prose(vocabulary, scene->choices[i]->reply);
    }
}

const struct ts_lexicon *ts_vocabulary_of(struct ts_engine *engine)
{
    if (engine->vocabulary) return &engine->vocabulary->lexicon;
    struct ts_vocabulary *vocabulary = engine->vocabulary = ts_memory_get(sizeof *vocabulary);
    const struct ts_content *content = engine->content;
    *vocabulary = (struct ts_vocabulary){.lexicon = {has, vocabulary}};
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t n = 0; n < content->stories[i]->scene_count; n++) add_scene(vocabulary, content->stories[i]->scenes[n]);
    return &vocabulary->lexicon;
}

void ts_vocabulary_forget(struct ts_engine *engine)
{
    if (!engine->vocabulary) return;
    ts_map_clear(&engine->vocabulary->words);
    free(engine->vocabulary);
    engine->vocabulary = NULL;
}
