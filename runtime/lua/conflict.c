// conflict.c - two packs that change one thing, and whether it is said which of them comes first
#include <string.h>

#include "lua/amend.h"

struct touch { // the last one of a field
    struct ts_lua_pack *pack;
    struct ts_place place;
    const char *what;
};

// --- what packs require

static bool needs(const struct ts_build *build, uint32_t pack, const char *name)
{
    const struct ts_list *list = &((const struct ts_found *)build->found->items[pack])->needs;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct ts_need *need = list->items[i];
        if (need->kind != TS_NEED_NOT_THERE && !strcmp(need->name, name)) return true;
    }
    return false;
}

// Packs are in load order, so that what one requires stands before it.
static bool reaches(const struct ts_build *build, uint32_t from, uint32_t to)
{
    bool *is_required;
    if (needs(build, from, ((const struct ts_found *)build->found->items[to])->name)) return true; // nearly always
    is_required = ts_arena_get(build->scratch, from + 1);
    is_required[from] = true;
    for (uint32_t at = from + 1; at-- > to;)
        for (uint32_t i = to; is_required[at] && i < at; i++)
            is_required[i] = is_required[i] || needs(build, at, ((const struct ts_found *)build->found->items[i])->name);
    return is_required[to];
}

bool ts_pack_requires(struct ts_build *build, const struct ts_lua_pack *pack, const struct ts_lua_pack *other)
{
    uint64_t *known;
    if (pack == other) return true;
    if (!build->found || other->index >= pack->index) return false;
    known = ts_map_add(&build->requires_by_pair, (uint64_t)pack->index << 32 | (other->index + 1));
    if (!*known) *known = 1 + reaches(build, pack->index, other->index);
    return *known == 2;
}

void ts_conflict_check_order(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, uint32_t owner, const char *what)
{
    const struct ts_lua_pack *other = &build->host->packs[owner];
    const char *name = ts_build_text(build, other->name);
    if (ts_pack_requires(build, pack, other)) return;
    ts_build_warning(build, pack, place, "unordered",
                     ts_build_format(build, "add \"%s\" to requires in pack.lua, or \"? %s\" if the pack can do without it", name, name),
                     "\"%s\" is amended, but pack \"%s\" does not require \"%s\"", what, ts_build_text(build, pack->name), name);
}

static const struct ts_lua_pack *find_pack(const struct ts_build *build, const char *name, size_t length)
{
    const struct ts_content *content = &build->host->content;
    const struct ts_pack *pack = ts_content_find_pack(content, ts_symbol_find(build->symbols, name, length));
    return pack ? &build->host->packs[pack - content->packs] : NULL;
}

static const char *nearest_pack(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->host->content.pack_count; i++)
        if (!ts_near_add(&near, ts_build_text(build, build->host->packs[i].name))) break;
    return ts_near_find(&near, name);
}

bool ts_conflict_is_absent(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *name)
{
    const char *colon = strchr(name, ':'), *other, *near;
    if (!colon || find_pack(build, name, (size_t)(colon - name))) return false;
    other = ts_build_format(build, "%.*s", (int)(colon - name), name);
    if (!build->found || needs(build, pack->index, other)) return true;
    near = nearest_pack(build, other);
    ts_build_problem(build, pack, place, "unknown-pack",
                     near ? near : ts_build_format(build, "add \"? %s\" to requires in pack.lua if the pack can do without it", other),
                     "\"%s\" is named, but there is no pack \"%s\"", name, other);
    return true;
}

// --- fields

static void report(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *path, const char *what,
                   const struct touch *before)
{
    const char *one = ts_build_text(build, before->pack->name), *other = ts_build_text(build, pack->name);
    ts_build_warning(build, pack, place, "conflict",
                     ts_build_format(build,
                                     "say which comes first: \"%s\" or \"? %s\" in requires of %s/pack.lua, or the other way round; "
                                     "`turnstone pack who %s` shows all",
                                     one, one, other, path),
                     "\"%s\" is changed by two packs: by \"%s\" (%s) at %s:%u and by \"%s\" (%s) here; \"%s\" comes later and has its way",
                     path, one, before->what, ts_build_text(build, before->place.file), before->place.line, other, what, other);
}

void ts_conflict_touch(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *path, const char *what)
{
    uint64_t *at = ts_map_add(&build->touch_by_field, ts_symbol_of(build->symbols, path));
    struct touch *touch = *at ? build->touches.items[*at - 1] : NULL;
    if (touch && !ts_pack_requires(build, pack, touch->pack) && !ts_pack_requires(build, touch->pack, pack))
        report(build, pack, place, path, what, touch);
    if (!touch) {
        touch = ts_list_add(&build->touches, build->scratch, sizeof *touch);
        *at = build->touches.count;
    }
    *touch = (struct touch){.pack = pack, .place = place, .what = what};
}
