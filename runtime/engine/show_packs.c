// show_packs.c - the packs there are, what they say of themselves and what became of them, as canonical JSON
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/json.h"
#include "engine/packs.h"

struct known { char *name, *version, *path; bool is_disabled, is_bad, is_twin; };

struct page {
    const struct ts_packs_view *view;
    struct known *packs; // all of them, in load order
    uint32_t count, room;
    struct ts_buffer *json;
};

const char *ts_packs_permission(const char *name)
{
    if (!strcmp(name, "universe.write")) return "write other packs' worlds";
    if (!strcmp(name, "vars.write")) return "change variables of other packs' stories";
    return NULL;
}

const char *ts_packs_type(enum ts_type type)
{
    switch (type) {
    case TS_BOOL: return "boolean";
    case TS_INT: return "integer";
    case TS_REAL: return "number";
    default: return "text";
    }
}

// --- which there are

static void know(void *self, const struct ts_pack_info *info)
{
    struct page *page = self;
    if (page->count == page->room) {
        page->room = page->room ? page->room * 2 : 16;
        page->packs = ts_memory_grow(page->packs, page->room * sizeof *page->packs);
    }
    page->packs[page->count++] = (struct known){.name = ts_memory_copy(info->name),
                                                .version = ts_memory_copy(info->version),
                                                .path = ts_memory_copy(info->path),
                                                .is_disabled = info->is_disabled,
                                                .is_bad = info->is_bad,
                                                .is_twin = info->is_twin};
}

static struct known *find(const struct page *page, const char *name, size_t length)
{
    for (uint32_t i = 0; i < page->count; i++)
        if (!page->packs[i].is_twin && strlen(page->packs[i].name) == length && !memcmp(page->packs[i].name, name, length)) return &page->packs[i];
    return NULL;
}

static void forget(struct page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        free(page->packs[i].name);
        free(page->packs[i].version);
        free(page->packs[i].path);
    }
    free(page->packs);
}

// Why a pack is not loaded: what its scripts got wrong is known once they were run.
static const char *why_left_out(const struct page *page, const struct ts_pack_info *info)
{
    const struct ts_left_out *left_out = page->view->content && !info->is_twin ? ts_packs_find_left_out(page->view->content, info->name) : NULL;
    return left_out ? left_out->why : info->why;
}

// --- one pack

static void add_texts(struct ts_buffer *json, const char *key, const char *const *texts, uint32_t count)
{
    ts_json_key(json, key);
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) ts_json_text(json, texts[i], strlen(texts[i]));
    ts_json_close(json, ']');
}

static void add_permissions(struct ts_buffer *json, const struct ts_pack_info *info)
{
    ts_json_key(json, "permissions");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < info->permission_count; i++) {
        ts_json_open(json, '{');
        ts_json_field_text(json, "name", info->permissions[i]);
        ts_json_field_text(json, "words", ts_packs_permission(info->permissions[i]));
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

static const char *state_here(const struct known *known)
{
    if (!known) return "not there";
    if (known->is_disabled) return "switched off";
    if (known->is_bad) return "left out";
    return known->version ? known->version : "there";
}

// "? weather >= 1.2" requires "weather".
static void add_requires(struct page *page, const struct ts_pack_info *info)
{
    ts_json_key(page->json, "requires");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < info->require_count; i++) {
        const char *name = info->requires[i] + strspn(info->requires[i], "?! \t");
        const struct known *known = find(page, name, strcspn(name, " \t<>=,"));
        bool is_there = known && !known->is_disabled && !known->is_bad;
        ts_json_open(page->json, '{');
        ts_json_field_text(page->json, "here", state_here(known));
        ts_json_field_bool(page->json, "met", ts_requirement_is_met(info->requires[i], is_there ? known->version : NULL));
        ts_json_field_text(page->json, "requirement", info->requires[i]);
        ts_json_close(page->json, '}');
    }
    ts_json_close(page->json, ']');
}

static void add_value(struct ts_buffer *json, const char *key, struct ts_value value)
{
    ts_json_key(json, key);
    ts_json_value(json, value);
}

static void add_limit(struct ts_buffer *json, const char *key, const struct ts_setting_info *setting, double limit)
{
    bool is_whole = setting->initial.type == TS_INT;
    bool is_limited = setting->has_range && isfinite(limit);
    add_value(json, key, !is_limited ? ts_value_nil() : is_whole ? ts_value_int((int64_t)limit) : ts_value_real(limit));
}

static void add_setting(struct ts_buffer *json, const struct ts_setting_info *setting)
{
    ts_json_open(json, '{');
    ts_json_key(json, "choices");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < setting->choice_count; i++) ts_json_value(json, setting->choices[i]);
    ts_json_close(json, ']');
    add_value(json, "default", setting->initial);
    ts_json_field_text(json, "doc", setting->doc);
    add_limit(json, "least", setting, setting->least);
    add_limit(json, "most", setting, setting->most);
    ts_json_field_text(json, "name", setting->name);
    ts_json_field_text(json, "type", ts_packs_type(setting->initial.type));
    add_value(json, "value", setting->value);
    ts_json_close(json, '}');
}

static void add_settings(struct ts_buffer *json, const struct ts_pack_info *info)
{
    ts_json_key(json, "settings");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < info->setting_count; i++) add_setting(json, &info->settings[i]);
    ts_json_close(json, ']');
}

static void add_symbol(struct ts_buffer *json, const struct ts_content *content, ts_symbol symbol)
{
    ts_json_text(json, ts_symbol_text(content->symbols, symbol), ts_symbol_length(content->symbols, symbol));
}

// --- what it does

struct amending { struct ts_buffer *json; ts_symbol pack; };

static void add_amendment(void *self, const struct ts_origin *origin)
{
    struct amending *amending = self;
    struct ts_buffer words = {0};
    if (origin->pack != amending->pack) return;
    ts_buffer_add_format(&words, "%s %s", origin->what, origin->path);
    ts_json_text(amending->json, words.bytes, words.length);
    ts_buffer_clear(&words);
}

static void add_amends(struct ts_buffer *json, const struct ts_host *host, ts_symbol pack)
{
    struct amending amending = {json, pack};
    ts_json_key(json, "amends");
    ts_json_open(json, '[');
    ts_host_each_amendment(host, add_amendment, &amending);
    ts_json_close(json, ']');
}

static uint32_t count_handlers(const struct ts_content *content, int happening, uint32_t pack)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < content->handler_count[happening]; i++) count += content->handlers[happening][i].pack == pack;
    return count;
}

static void add_handlers(struct ts_buffer *json, const struct ts_content *content, uint32_t pack)
{
    uint32_t count = 0;
    for (int i = 0; i < TS_HAPPENING_COUNT; i++) count += count_handlers(content, i, pack);
    ts_json_field_int(json, "handlers", count);
}

static void add_listens(struct ts_buffer *json, const struct ts_content *content, uint32_t pack)
{
    ts_json_key(json, "listens");
    ts_json_open(json, '[');
    for (int i = 0; i < TS_HAPPENING_COUNT; i++)
        if (count_handlers(content, i, pack)) ts_json_text(json, ts_happening_name(i), strlen(ts_happening_name(i)));
    ts_json_close(json, ']');
}

static void add_keys(struct ts_buffer *json, const struct ts_content *content, uint32_t pack)
{
    ts_json_key(json, "keys");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < content->key_count; i++)
        if (content->keys[i].pack == pack) add_symbol(json, content, content->keys[i].id);
    ts_json_close(json, ']');
}

// Scenes that it brings to stories it did not write.
static void add_scenes(struct ts_buffer *json, const struct ts_content *content, uint32_t pack)
{
    ts_json_key(json, "scenes");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_story *story = content->stories[i];
        for (uint32_t k = 0; k < story->scene_count && story->pack != pack; k++)
            if (story->scenes[k]->pack == pack) add_symbol(json, content, story->scenes[k]->full);
    }
    ts_json_close(json, ']');
}

static void add_defines(struct ts_buffer *json, const struct ts_packs_view *view, uint32_t pack)
{
    const struct ts_content *content = view->content;
    ts_json_open(json, '{');
    add_amends(json, view->host, content->packs[pack].name);
    add_handlers(json, content, pack);
    add_keys(json, content, pack);
    add_listens(json, content, pack);
    add_scenes(json, content, pack);
    ts_json_key(json, "stories");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < content->story_count; i++)
        if (content->stories[i]->pack == pack) add_symbol(json, content, content->stories[i]->id);
    ts_json_close(json, ']');
    ts_json_key(json, "unlocks");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < content->unlock_count; i++)
        if (content->unlocks[i].pack == pack) add_symbol(json, content, content->unlocks[i].id);
    ts_json_close(json, ']');
    ts_json_close(json, '}');
}

static void add_defines_if_loaded(struct page *page, const char *name)
{
    const struct ts_content *content = page->view->content;
    ts_json_key(page->json, "defines");
    const struct ts_pack *pack = content ? ts_content_find_pack(content, ts_symbol_find(content->symbols, name, strlen(name))) : NULL;
    if (pack) add_defines(page->json, page->view, (uint32_t)(pack - content->packs));
    else ts_json_null(page->json);
}

// Where others of its name lie, which it is used instead of.
static void add_unused(struct page *page, const struct ts_pack_info *info)
{
    ts_json_key(page->json, "unused");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->count; i++)
        if (!info->is_twin && page->packs[i].is_twin && !strcmp(page->packs[i].name, info->name))
            ts_json_text(page->json, page->packs[i].path, strlen(page->packs[i].path));
    ts_json_close(page->json, ']');
}

static void add_state(struct page *page, const struct ts_pack_info *info)
{
    const char *why = info->is_disabled ? NULL : why_left_out(page, info);
    ts_json_field_text(page->json, "state", info->is_disabled ? "disabled" : why ? "left out" : "enabled");
    ts_json_field_text(page->json, "title", info->title);
    ts_json_field_bool(page->json, "twin", info->is_twin);
    add_unused(page, info);
    ts_json_field_text(page->json, "version", info->version);
    ts_json_field_text(page->json, "why", why);
}

static void add_pack(void *self, const struct ts_pack_info *info)
{
    struct page *page = self;
    struct ts_buffer *json = page->json;
    if (page->view->only && (info->is_twin || strcmp(page->view->only, info->name) != 0)) return;
    ts_json_open(json, '{');
    ts_json_field_text(json, "api", info->api);
    add_texts(json, "authors", info->authors, info->author_count);
    add_defines_if_loaded(page, info->name);
    ts_json_field_text(json, "description", info->description);
    ts_json_field_text(json, "license", info->license);
    ts_json_field_text(json, "name", info->name);
    ts_json_field_bool(json, "own", ts_packs_is_own(page->view->packs, info->path));
    ts_json_field_text(json, "path", info->path);
    add_permissions(json, info);
    add_requires(page, info);
    add_settings(json, info);
    add_state(page, info);
    ts_json_close(json, '}');
}

enum ts_status ts_show_packs(const struct ts_packs_view *view, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {.view = view, .json = json};
    enum ts_status status = ts_host_each_pack(view->symbols, view->loading, NULL, know, &page, err);
    if (!view->only) ts_json_open(json, '[');
    if (!status) status = ts_host_each_pack(view->symbols, view->loading, NULL, add_pack, &page, err);
    if (!view->only) ts_json_close(json, ']');
    forget(&page);
    return status;
}
