// api_ids.c - the ids of the content at hand, as annotations that editors complete from
#include <stdio.h>
#include <string.h>

#include "game/content.h"
#include "lua/api_class.h"

// An alias being written: each of its words once.
struct alias {
    const struct ts_content *content;
    struct ts_buffer *out;
    struct ts_map told;
};

static void begin(struct alias *alias, const char *name)
{
    ts_buffer_add_format(alias->out, "\n---@alias turnstone.%s string", name); // other ids are no error: they may be of packs that are not here
}

static void end(struct alias *alias)
{
    ts_buffer_add_byte(alias->out, '\n');
    ts_map_clear(&alias->told);
    alias->told = (struct ts_map){0};
}

static void add_words(struct alias *alias, const char *before, const char *id)
{
    char full[300];
    int length = snprintf(full, sizeof full, "%s%s", before, id);
    ts_symbol symbol = length < (int)sizeof full ? ts_symbol_of(alias->content->symbols, full) : 0;
    uint64_t *is_told = symbol ? ts_map_add(&alias->told, symbol) : NULL;
    if (!is_told || *is_told) return;
    *is_told = 1;
    ts_buffer_add_format(alias->out, "\n---|\"%s\"", full);
}

static void add_id(struct alias *alias, ts_symbol id)
{
    add_words(alias, "", ts_symbol_text(alias->content->symbols, id));
}

// What a pack's own scripts may leave out of an id: "warm_nights" of "harbour:warm_nights".
static void add_own(struct alias *alias, ts_symbol id)
{
    const char *colon = strchr(ts_symbol_text(alias->content->symbols, id), ':');
    add_id(alias, id);
    if (colon) add_words(alias, "", colon + 1);
}

static void each_scene(struct alias *alias, void (*add)(struct alias *alias, const struct ts_scene *scene))
{
    for (uint32_t i = 0; i < alias->content->story_count; i++)
        for (uint32_t k = 0; k < alias->content->stories[i]->scene_count; k++) add(alias, alias->content->stories[i]->scenes[k]);
}

static void add_scene(struct alias *alias, const struct ts_scene *scene)
{
    add_id(alias, scene->id);
    add_id(alias, scene->full);
}

static void add_seen(struct alias *alias, const struct ts_scene *scene)
{
    add_id(alias, scene->id);
    for (uint32_t i = 0; i < scene->choice_count; i++) add_id(alias, scene->choices[i]->id);
}

static void add_ending(struct alias *alias, const struct ts_scene *scene)
{
    const struct ts_symbols *symbols = alias->content->symbols;
    const char *slash = strchr(ts_symbol_text(symbols, scene->full), '/');
    struct ts_buffer key = {0};
    if (!scene->ending || !slash) return;
    ts_buffer_add_text(&key, "ending/");
    ts_buffer_add(&key, ts_symbol_text(symbols, scene->full), (size_t)(slash - ts_symbol_text(symbols, scene->full)));
    ts_buffer_add_format(&key, "/%s", ts_symbol_text(symbols, scene->ending));
    add_words(alias, "", key.bytes);
    ts_buffer_clear(&key);
}

static void add_tallies(struct alias *alias)
{
    const struct ts_content *content = alias->content;
    each_scene(alias, add_ending);
    for (uint32_t i = 0; i < content->story_count; i++) add_words(alias, "story/", ts_symbol_text(content->symbols, content->stories[i]->id));
    for (uint32_t i = 0; i < content->focus_count; i++) add_words(alias, "focus/", ts_symbol_text(content->symbols, content->focuses[i].id));
}

static void add_alias(struct alias *alias, const char *name, void (*add)(struct alias *alias))
{
    begin(alias, name);
    if (alias->content) add(alias);
    end(alias);
}

static void add_scenes(struct alias *alias) { each_scene(alias, add_scene); }
static void add_all_seen(struct alias *alias) { each_scene(alias, add_seen); }

static void add_keys(struct alias *alias)
{
    for (uint32_t i = 0; i < alias->content->key_count; i++) add_own(alias, alias->content->keys[i].id);
}

static void add_unlocks(struct alias *alias)
{
    for (uint32_t i = 0; i < alias->content->unlock_count; i++) add_own(alias, alias->content->unlocks[i].id);
}

static void add_metaconcepts(struct alias *alias)
{
    for (uint32_t i = 0; i < alias->content->metaconcept_count; i++) add_own(alias, alias->content->metaconcepts[i].id);
}

static void add_happenings(struct ts_buffer *out)
{
    ts_buffer_add_text(out, "\n---@alias turnstone.happening");
    for (int i = 0; i < TS_HAPPENING_COUNT; i++) ts_buffer_add_format(out, "\n---|\"%s\"", ts_happening_name(i));
    ts_buffer_add_byte(out, '\n');
}

// --- variables

static const char *type_of(const struct ts_var *var)
{
    switch (var->initial.type) {
    case TS_BOOL: return "boolean";
    case TS_INT: return "integer";
    case TS_REAL: return "number";
    case TS_TEXT: return "string";
    default: return "table";
    }
}

static void add_var(struct alias *alias, const struct ts_var *var)
{
    const struct ts_symbols *symbols = alias->content->symbols;
    uint64_t *is_told = ts_map_add(&alias->told, var->name);
    if (!*is_told)
        ts_buffer_add_format(alias->out, "---@field %s %s Of %s.\n", ts_symbol_text(symbols, var->name), type_of(var), ts_symbol_text(symbols, var->owner));
    *is_told = 1;
}

static void add_vars(struct alias *alias)
{
    const struct ts_content *content = alias->content;
    ts_buffer_add_text(alias->out, "\n---@class turnstone.run.vars\n");
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->var_count; k++) add_var(alias, &content->stories[i]->vars[k]);
    end(alias);
    ts_buffer_add_text(alias->out, "---@class turnstone.run.own\n");
    for (uint32_t i = 0; i + 1 < content->own_count; i++) add_var(alias, &content->own[i]);
    end(alias);
}

void ts_api_ids(const struct ts_content *content, struct ts_buffer *out)
{
    struct alias alias = {.content = content, .out = out};
    add_happenings(out);
    add_alias(&alias, "scene_id", add_scenes);
    add_alias(&alias, "seen_id", add_all_seen);
    add_alias(&alias, "world_key", add_keys);
    add_alias(&alias, "unlock_id", add_unlocks);
    add_alias(&alias, "metaconcept_id", add_metaconcepts);
    add_alias(&alias, "tally_key", add_tallies);
    if (content) add_vars(&alias);
}
