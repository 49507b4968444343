// show_mastery.c - how far a player came in stories and metaconcepts, and what their characters left in each universe, as canonical JSON
#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

struct page {
    struct ts_engine *engine;
    const struct ts_progression *progression;
    struct ts_buffer *json;
};

static void add_id(struct page *page, ts_symbol id)
{
    ts_json_text(page->json, ts_symbol_text(page->engine->symbols, id), ts_symbol_length(page->engine->symbols, id));
}

// --- stories: the endings reached, of those there are

static int64_t count_of(struct page *page, const char *kind, const struct ts_story *story, ts_symbol ending)
{
    struct ts_symbols *symbols = page->engine->symbols;
    struct ts_buffer key = {0};
    ts_buffer_add_format(&key, "%s/%s%s%s", kind, ts_symbol_text(symbols, story->id), ending ? "/" : "", ending ? ts_symbol_text(symbols, ending) : "");
    ts_symbol symbol = ts_symbol_find(symbols, key.bytes, key.length);
    ts_buffer_clear(&key);
    return symbol ? ts_progression_count(page->progression, symbol) : 0;
}

// Many scenes may end in one ending.
static uint32_t add_endings(struct page *page, const struct ts_story *story)
{
    struct ts_map met = {0};
    ts_json_key(page->json, "endings");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < story->scene_count; i++) {
        ts_symbol ending = story->scenes[i]->ending;
        uint64_t *is_met = ending ? ts_map_add(&met, ending) : NULL;
        if (is_met && !*is_met && count_of(page, "ending", story, ending)) add_id(page, ending);
        if (is_met) *is_met = 1;
    }
    ts_json_close(page->json, ']');
    uint32_t count = met.count;
    ts_map_clear(&met);
    return count;
}

static void add_story(struct page *page, const struct ts_story *story)
{
    int64_t completed = count_of(page, "story", story, 0);
    if (!completed) return;
    ts_json_open(page->json, '{');
    ts_json_field_int(page->json, "completed", completed);
    uint32_t count = add_endings(page, story);
    ts_json_field_int(page->json, "of", count);
    ts_json_field_symbol(page->json, "story", page->engine->symbols, story->id);
    ts_json_field_text(page->json, "title", story->title);
    ts_json_close(page->json, '}');
}

// --- metaconcepts, by category

static bool is_integrated(const struct page *page, ts_symbol id)
{
    for (uint32_t i = 0; i < page->progression->metaconcept_count; i++)
        if (page->progression->metaconcepts[i] == id) return true;
    return false;
}

static bool is_in(const struct ts_metaconcept *concept, const char *category)
{
    return !strcmp(concept->category ? concept->category : "", category);
}

static void add_category(struct page *page, const char *category)
{
    const struct ts_content *content = page->engine->content;
    int64_t count = 0;
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "category", category);
    ts_json_key(page->json, "integrated");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < content->metaconcept_count; i++) {
        if (!is_in(&content->metaconcepts[i], category)) continue;
        count++;
        if (is_integrated(page, content->metaconcepts[i].id)) add_id(page, content->metaconcepts[i].id);
    }
    ts_json_close(page->json, ']');
    ts_json_field_int(page->json, "of", count);
    ts_json_close(page->json, '}');
}

static void add_categories(struct page *page)
{
    const struct ts_content *content = page->engine->content;
    for (uint32_t i = 0; i < content->metaconcept_count; i++) {
        const char *category = content->metaconcepts[i].category ? content->metaconcepts[i].category : "";
        uint32_t first = 0;
        while (!is_in(&content->metaconcepts[first], category)) first++;
        if (first == i) add_category(page, category);
    }
}

void ts_show_add_mastery(struct ts_engine *engine, const struct ts_progression *progression, struct ts_buffer *json)
{
    struct page page = {engine, progression, json};
    const struct ts_content *content = engine->content;
    ts_json_key(json, "mastery");
    ts_json_open(json, '{');
    ts_json_key(json, "metaconcepts");
    ts_json_open(json, '[');
    if (content) add_categories(&page);
    ts_json_close(json, ']');
    ts_json_key(json, "stories");
    ts_json_open(json, '[');
    for (uint32_t i = 0; content && i < content->story_count; i++) add_story(&page, content->stories[i]);
    ts_json_close(json, ']');
    ts_json_close(json, '}');
}
