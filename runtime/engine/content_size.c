// content_size.c - how much there is of the content: what `check` has looked at
#include "engine/content_size.h"

#include <string.h>

#include "engine/json.h"

bool ts_pack_names_hold(const struct ts_pack_names *packs, const char *pack)
{
    for (uint32_t i = 0; i < packs->count; i++)
        if (!strcmp(packs->items[i], pack)) return true;
    return packs->count == 0;
}

static const char *pack_of(const struct ts_content *content, uint32_t pack)
{
    return ts_symbol_text(content->symbols, content->packs[pack].name);
}

// What is left in a scene by others is theirs: a mod is measured by what it does.
static void measure_scene(const struct ts_content *content, const struct ts_pack_names *packs, const struct ts_scene *scene, struct ts_content_size *size)
{
    size->scenes += ts_pack_names_hold(packs, pack_of(content, scene->pack));
    for (uint32_t i = 0; i < scene->choice_count; i++) size->choices += ts_pack_names_hold(packs, pack_of(content, scene->choices[i]->pack));
}

struct measuring { const struct ts_content *content; const struct ts_pack_names *packs; struct ts_content_size *size; };

static void measure_amendment(void *self, const struct ts_origin *origin)
{
    struct measuring *measuring = self;
    measuring->size->amendments += ts_pack_names_hold(measuring->packs, ts_symbol_text(measuring->content->symbols, origin->pack));
}

static void measure_handlers(const struct ts_content *content, const struct ts_pack_names *packs, struct ts_content_size *size)
{
    for (int i = 0; i < TS_HAPPENING_COUNT; i++)
        for (uint32_t k = 0; k < content->handler_count[i]; k++) size->handlers += ts_pack_names_hold(packs, pack_of(content, content->handlers[i][k].pack));
}

struct ts_content_size ts_content_size_of(const struct ts_host *host, const struct ts_pack_names *packs)
{
    const struct ts_content *content = ts_host_content(host);
    struct ts_content_size size = {0};
    struct measuring measuring = {content, packs, &size};
    for (uint32_t i = 0; i < content->pack_count; i++) size.packs += ts_pack_names_hold(packs, pack_of(content, i));
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->scene_count; k++) measure_scene(content, packs, content->stories[i]->scenes[k], &size);
    for (uint32_t i = 0; i < content->key_count; i++) size.keys += ts_pack_names_hold(packs, pack_of(content, content->keys[i].pack));
    for (uint32_t i = 0; i < content->unlock_count; i++) size.unlocks += ts_pack_names_hold(packs, pack_of(content, content->unlocks[i].pack));
    measure_handlers(content, packs, &size);
    ts_host_each_amendment(host, measure_amendment, &measuring);
    return size;
}

static void write_count(uint32_t count, const char *what, struct ts_buffer *out)
{
    ts_buffer_add_format(out, ", %u %s%s", count, what, count == 1 ? "" : "s");
}

void ts_content_size_write(const struct ts_content_size *size, struct ts_buffer *out)
{
    ts_buffer_add_format(out, "%u pack%s", size->packs, size->packs == 1 ? "" : "s");
    write_count(size->scenes, "scene", out);
    write_count(size->choices, "choice", out);
    if (size->amendments) write_count(size->amendments, "amendment", out);
    if (size->handlers) write_count(size->handlers, "handler", out);
    if (size->unlocks) write_count(size->unlocks, "unlock", out);
    if (size->keys) write_count(size->keys, "world key", out);
}

void ts_content_size_write_json(const struct ts_content_size *size, struct ts_buffer *out)
{
    ts_json_field_int(out, "packs", size->packs);
    ts_json_field_int(out, "scenes", size->scenes);
    ts_json_field_int(out, "choices", size->choices);
    ts_json_field_int(out, "amendments", size->amendments);
    ts_json_field_int(out, "handlers", size->handlers);
    ts_json_field_int(out, "unlocks", size->unlocks);
    ts_json_field_int(out, "keys", size->keys);
}
