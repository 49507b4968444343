// show_player.c - what a player has earned, and why, as canonical JSON
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "engine/board.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/packs.h"
#include "engine/show.h"
#include "game/explain.h"

const char *ts_show_unlock_id(const char *id)
{
    return strncmp(id, "core:", 5) == 0 ? id + 5 : id;
}

// --- the player's progression and grants

struct grant {
    ts_symbol unlock, run, rule;
    int64_t at;
    char *evidence;
};

struct page {
    struct ts_engine *engine;
    struct ts_progression progression;
    struct grant *grants;
    uint32_t count, room;
    struct ts_buffer *json;
};

// What was granted under a name that was given up is the one that has another by now.
static ts_symbol name_now(const struct ts_content *content, ts_symbol unlock)
{
    const uint64_t *at = content ? ts_map_find(&content->unlock_by_id, unlock) : NULL;
    return at ? content->unlocks[*at - 1].id : unlock;
}

static void each_unlock(void *self, const struct ts_unlock_record *unlock)
{
    struct page *page = self;
    if (page->count == page->room) {
        page->room = page->room ? page->room * 2 : 8;
        page->grants = ts_memory_grow(page->grants, page->room * sizeof *page->grants);
    }
    const char *evidence = unlock->evidence && *unlock->evidence ? unlock->evidence : "[]";
    struct grant *grant = &page->grants[page->count++];
    *grant = (struct grant){name_now(page->engine->content, unlock->unlock), unlock->run, unlock->rule, unlock->at, ts_memory_get(strlen(evidence) + 1)};
    strcpy(grant->evidence, evidence);
}

enum ts_status ts_show_find_player(struct ts_engine *engine, const char *player, ts_symbol *out, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    bool found = false;
    enum ts_status status = ts_ident_read("player id", player, id, err);
    if (status) return status;
    *out = ts_symbol_of(engine->symbols, id);
    status = ts_store_find_player(engine->store, *out, &found, err);
    if (status || found) return status;
    return ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: `turnstone runs` shows who has played", id);
}

static enum ts_status find(struct page *page, const char *player, struct ts_err *err)
{
    ts_symbol symbol;
    enum ts_status status = ts_show_find_player(page->engine, player, &symbol, err);
    if (!status) status = ts_progression_load(page->engine, symbol, &page->progression, err);
    if (!status) status = ts_store_each_unlock(page->engine->store, symbol, each_unlock, page, err);
    return status;
}

static void clear(struct page *page)
{
    for (uint32_t i = 0; i < page->count; i++) free(page->grants[i].evidence);
    free(page->grants);
    ts_progression_clear(&page->progression);
}

static const struct ts_unlock *find_rule(const struct ts_content *content, ts_symbol unlock)
{
    for (uint32_t i = 0; content && i < content->unlock_count; i++)
        if (content->unlocks[i].id == unlock) return &content->unlocks[i];
    return NULL;
}

static const struct grant *find_grant(const struct page *page, ts_symbol unlock)
{
    for (uint32_t i = 0; i < page->count; i++)
        if (page->grants[i].unlock == unlock) return &page->grants[i];
    return NULL;
}

// --- progression

static void add_symbols(struct page *page, const char *key, const ts_symbol *items, uint32_t count)
{
    const struct ts_symbols *symbols = page->engine->symbols;
    ts_json_key(page->json, key);
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < count; i++) ts_json_text(page->json, ts_symbol_text(symbols, items[i]), ts_symbol_length(symbols, items[i]));
    ts_json_close(page->json, ']');
}

// --- unlocks and cosmetics: every rule of the content, and what was granted by rules that are gone

typedef void add_one(struct page *page, ts_symbol unlock, const struct ts_unlock *rule); // rule: NULL when it is gone

static void add_each(struct page *page, bool is_cosmetic, add_one *add)
{
    const struct ts_content *content = page->engine->content;
    for (uint32_t i = 0; content && i < content->unlock_count; i++) {
        const struct ts_unlock *rule = &content->unlocks[i];
        if (ts_unlock_is_cosmetic(ts_symbol_text(page->engine->symbols, rule->id)) == is_cosmetic) add(page, rule->id, rule);
    }
    for (uint32_t i = 0; i < page->count; i++) {
        ts_symbol granted = page->grants[i].unlock;
        if (!find_rule(content, granted) && ts_unlock_is_cosmetic(ts_symbol_text(page->engine->symbols, granted)) == is_cosmetic) add(page, granted, NULL);
    }
}

static void add_unlock(struct page *page, ts_symbol unlock, const struct ts_unlock *rule)
{
    (void)rule;
    ts_json_field_bool(page->json, ts_show_unlock_id(ts_symbol_text(page->engine->symbols, unlock)), find_grant(page, unlock) != NULL);
}

static void add_unlocks(struct page *page)
{
    ts_json_key(page->json, "unlocks");
    size_t start = page->json->length;
    ts_json_open(page->json, '{');
    add_each(page, false, add_unlock);
    ts_json_close(page->json, '}');
    ts_json_sort(page->json, start);
}

static void add_cosmetic(struct page *page, ts_symbol cosmetic, const struct ts_unlock *rule)
{
    const char *id = ts_symbol_text(page->engine->symbols, cosmetic);
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "description", rule ? rule->description : NULL);
    ts_json_field_bool(page->json, "earned", find_grant(page, cosmetic) != NULL);
    ts_json_field_text(page->json, "id", id);
    ts_json_field_bool(page->json, "retired", !rule && page->engine->content);
    ts_json_field_text(page->json, "title", rule ? rule->title : id);
    ts_json_close(page->json, '}');
}

static void add_cosmetics(struct page *page)
{
    ts_json_key(page->json, "cosmetics");
    ts_json_open(page->json, '[');
    add_each(page, true, add_cosmetic);
    ts_json_close(page->json, ']');
}

// Who granted what: in the order of granting.
static void add_grants(struct page *page)
{
    ts_json_key(page->json, "granted");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->count; i++) {
        const struct grant *grant = &page->grants[i];
        ts_json_open(page->json, '{');
        ts_json_field_symbol(page->json, "granted_by", page->engine->symbols, grant->rule);
        ts_json_field_symbol(page->json, "run", page->engine->symbols, grant->run);
        ts_json_field_time(page->json, "since", grant->at);
        ts_json_field_text(page->json, "unlock", ts_show_unlock_id(ts_symbol_text(page->engine->symbols, grant->unlock)));
        ts_json_close(page->json, '}');
    }
    ts_json_close(page->json, ']');
}

static enum ts_status add_board_name(struct page *page, struct ts_err *err)
{
    char *name;
    enum ts_status status = ts_board_load_name(page->engine, page->progression.player, &name, err);
    ts_json_field_text(page->json, "board_name", name);
    free(name);
    return status;
}

enum ts_status ts_show_player(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {.engine = engine, .json = json};
    enum ts_status status = find(&page, player, err);
    if (!status) {
        const struct ts_progression *progression = &page.progression;
        size_t start = json->length;
        ts_json_open(json, '{');
        ts_json_field_symbol(json, "player_id", engine->symbols, progression->player);
        ts_json_field_int(json, "completed_runs", progression->completed);
        ts_json_field_int(json, "turns", progression->turns);
        ts_json_field_int(json, "milestones", progression->milestones);
        add_symbols(&page, "completed_run_ids", progression->runs, progression->run_count);
        add_symbols(&page, "universes", progression->universes, progression->universe_count);
        add_symbols(&page, "metaconcepts", progression->metaconcepts, progression->metaconcept_count);
        add_unlocks(&page);
        add_cosmetics(&page);
        add_grants(&page);
        ts_show_add_mastery(engine, progression, json);
        status = ts_show_add_skills(engine, progression, json, err);
        if (!status) status = add_board_name(&page, err);
        if (!status) status = ts_show_add_contributions(engine, progression->player, json, err);
        if (!status) status = ts_show_add_players_care(engine, progression->player, json, err);
        ts_json_close(json, '}');
        ts_json_sort(json, start);
    }
    clear(&page);
    return status;
}

// --- why, or why not

static struct ts_view view_of(struct page *page, const struct ts_unlock *rule)
{
    struct ts_engine *engine = page->engine;
    return (struct ts_view){.content = engine->content,
                            .script = engine->script,
                            .world = ts_store_world(engine->store),
                            .progression = &page->progression,
                            .phase = TS_READING,
                            .pack = rule->pack};
}

static void add_place(struct page *page, const struct ts_unlock *rule)
{
    struct ts_buffer place = {0};
    const struct ts_call_info *part;
    for (uint32_t i = 0; (part = ts_content_rule_part(page->engine->content, rule, i)); i++) {
        const struct ts_place *at = part->pack == rule->pack && i == 0 ? &rule->place : &part->place; // others amended it
        ts_buffer_add_format(&place, "%s%s:%u", i ? ", " : "", ts_symbol_text(page->engine->symbols, at->file), at->line);
    }
    ts_json_field_text(page->json, "rule", place.bytes);
    ts_buffer_clear(&place);
}

static void add_granted(struct page *page, const struct grant *grant)
{
    ts_json_field_symbol(page->json, "run", page->engine->symbols, grant->run);
    ts_json_field_symbol(page->json, "granted_by", page->engine->symbols, grant->rule);
    ts_json_field_time(page->json, "since", grant->at);
    ts_json_key(page->json, "reads");
    ts_json_raw(page->json, grant->evidence);
}

static void add_locked(struct page *page, const struct ts_unlock *rule)
{
    struct ts_view view = view_of(page, rule);
    struct ts_explanation explanation;
    ts_explain(&view, rule->when, &explanation);
    char *reads = ts_explanation_json(&explanation);
    if (explanation.error) ts_json_field_text(page->json, "error", explanation.error);
    if (explanation.is_either) ts_json_field_bool(page->json, "either", true);
    ts_json_key(page->json, "reads");
    ts_json_raw(page->json, reads);
    free(reads);
    ts_explanation_clear(&explanation);
}

static void add_explanation(struct page *page, ts_symbol unlock)
{
    const struct ts_unlock *rule = find_rule(page->engine->content, unlock);
    const struct grant *grant = find_grant(page, unlock);
    char last = page->json->length ? page->json->bytes[page->json->length - 1] : '[';
    size_t start = page->json->length + (last != '[');
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "unlock", ts_show_unlock_id(ts_symbol_text(page->engine->symbols, unlock)));
    ts_json_field_bool(page->json, "granted", grant != NULL);
    if (rule) add_place(page, rule);
    if (rule && rule->title) ts_json_field_text(page->json, "title", rule->title);
    if (grant)
        add_granted(page, grant);
    else if (rule)
        add_locked(page, rule);
    ts_json_close(page->json, '}');
    ts_json_sort(page->json, start);
}

// --- which unlock is meant: its full id, core's bare one, or the bare name of any pack's when no other has it

static bool is_named(const char *id, const char *name)
{
    const char *colon = strchr(id, ':');
    return !strcmp(id, name) || !strcmp(ts_show_unlock_id(id), name) || (colon && !strcmp(colon + 1, name));
}

static ts_symbol find_unlock(struct page *page, const char *name)
{
    const struct ts_content *content = page->engine->content;
    for (uint32_t i = 0; content && i < content->unlock_count; i++)
        if (is_named(ts_symbol_text(page->engine->symbols, content->unlocks[i].id), name)) return content->unlocks[i].id;
    for (uint32_t i = 0; i < page->count; i++)
        if (is_named(ts_symbol_text(page->engine->symbols, page->grants[i].unlock), name)) return page->grants[i].unlock;
    return 0;
}

// People leave out packs, so the bare names are near too.
static enum ts_status refuse_unlock(struct page *page, const char *name, struct ts_err *err)
{
    const struct ts_content *content = page->engine->content;
    uint32_t count = content ? content->unlock_count : 0;
    const char **names = ts_memory_get((2 * count + 1) * sizeof *names);
    for (uint32_t i = 0; i < count; i++) {
        const char *id = ts_symbol_text(page->engine->symbols, content->unlocks[i].id), *colon = strchr(id, ':');
        names[i] = ts_show_unlock_id(id);
        names[count + i] = colon ? colon + 1 : id;
    }
    const char *near = ts_suggest(name, names, 2 * count);
    free(names);
    enum ts_status status = content ? ts_packs_check_left_out(content, "unlock", name, err) : TS_OK;
    if (status) return status;
    return near ? ts_err_set(err, TS_DATA, "there is no unlock \"%s\": did you mean \"%s\"?", name, near)
                : ts_err_set(err, TS_DATA, "there is no unlock \"%s\": leave it out to see all", name);
}

static void add_all(struct page *page)
{
    const struct ts_content *content = page->engine->content;
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; content && i < content->unlock_count; i++) add_explanation(page, content->unlocks[i].id);
    for (uint32_t i = 0; i < page->count; i++)
        if (!find_rule(content, page->grants[i].unlock)) add_explanation(page, page->grants[i].unlock);
    ts_json_close(page->json, ']');
}

enum ts_status ts_show_explain(struct ts_engine *engine, const char *player, const char *unlock, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {.engine = engine, .json = json};
    enum ts_status status = find(&page, player, err);
    ts_symbol symbol = !status && unlock ? find_unlock(&page, unlock) : 0;
    if (!status && unlock && !symbol) status = refuse_unlock(&page, unlock, err);
    if (!status && unlock) add_explanation(&page, symbol);
    if (!status && !unlock) add_all(&page);
    clear(&page);
    return status;
}
