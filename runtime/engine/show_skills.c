// show_skills.c - points, skills and cosmetics of a player, as canonical JSON
#include <string.h>

#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

struct page {
    struct ts_engine *engine;
    const struct ts_progression *progression;
    struct ts_buffer *json;
};

// What it requires; of that, with `is_missing`, only what was not learned.
static void add_required(struct page *page, const char *key, const struct ts_skill *skill, bool is_missing)
{
    ts_json_key(page->json, key);
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < skill->require_count; i++)
        if (!is_missing || !ts_progression_has_learned(page->progression, skill->requires[i])) {
            const char *id = ts_symbol_text(page->engine->symbols, skill->requires[i]);
            ts_json_text(page->json, id, strlen(id));
        }
    ts_json_close(page->json, ']');
}

static void add_skill(struct page *page, const struct ts_skill *skill)
{
    struct ts_buffer *json = page->json;
    ts_json_open(json, '{');
    ts_json_field_int(json, "cost", skill->cost);
    ts_json_field_text(json, "description", skill->description);
    ts_json_field_symbol(json, "id", page->engine->symbols, skill->id);
    ts_json_field_bool(json, "learned", ts_progression_has_learned(page->progression, skill->id));
    add_required(page, "missing", skill, true);
    add_required(page, "requires", skill, false);
    ts_json_field_bool(json, "retired", false);
    ts_json_field_text(json, "title", skill->title);
    ts_json_close(json, '}');
}

// A skill that was learned and is defined no more stays: what was paid is paid.
static void add_retired(void *self, const struct ts_kept *kept)
{
    struct page *page = self;
    const struct ts_content *content = page->engine->content;
    ts_symbol id = ts_symbol_of(page->engine->symbols, kept->name);
    if (strcmp(kept->kind, TS_KEPT_SKILL) || (content && ts_content_find_skill(content, id))) return;
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "id", kept->name);
    ts_json_field_bool(page->json, "learned", true);
    ts_json_field_bool(page->json, "retired", content != NULL);
    ts_json_field_text(page->json, "title", kept->name);
    ts_json_close(page->json, '}');
}

static void add_points(struct page *page)
{
    struct ts_buffer *json = page->json;
    ts_json_key(json, "points");
    ts_json_open(json, '{');
    ts_json_field_int(json, "earned", ts_progression_earned(page->progression));
    ts_json_field_int(json, "left", ts_progression_points(page->progression));
    ts_json_field_int(json, "spent", page->progression->spent);
    ts_json_close(json, '}');
}

enum ts_status ts_show_add_skills(struct ts_engine *engine, const struct ts_progression *progression, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {engine, progression, json};
    const struct ts_content *content = engine->content;
    add_points(&page);
    ts_json_key(json, "skills");
    ts_json_open(json, '[');
    for (uint32_t i = 0; content && i < content->skill_count; i++) add_skill(&page, &content->skills[i]);
    enum ts_status status = ts_store_each_kept(engine->store, progression->player, add_retired, &page, err);
    ts_json_close(json, ']');
    return status;
}

enum ts_status ts_show_skills(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_progression progression;
    ts_symbol id;
    enum ts_status status = ts_show_find_player(engine, player, &id, err);
    if (status) return status;
    status = ts_progression_load(engine, id, &progression, err);
    ts_json_open(json, '{');
    ts_json_field_symbol(json, "player_id", engine->symbols, id);
    if (!status) status = ts_show_add_skills(engine, &progression, json, err);
    ts_json_close(json, '}');
    ts_progression_clear(&progression);
    return status;
}
