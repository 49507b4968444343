// resolve_skill.c - the skills that skills require: names become skills, and rings are told of
#include <string.h>

#include "lua/alias.h"

static struct ts_draft_skill *find(const struct ts_build *build, ts_symbol id)
{
    for (uint32_t i = 0; i < build->skills.count; i++)
        if (((struct ts_draft_skill *)build->skills.items[i])->model.id == id) return build->skills.items[i];
    return NULL;
}

static const char *nearest(struct ts_build *build, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->skills.count; i++) {
        const char *id = ts_build_text(build, ((struct ts_draft_skill *)build->skills.items[i])->model.id), *colon = strchr(id, ':');
        if (!ts_near_add(&near, strchr(name, ':') || !colon ? id : colon + 1)) break;
    }
    return ts_near_find(&near, name);
}

static void require(struct ts_build *build, struct ts_draft_skill *skill, ts_symbol *requires, const struct ts_draft_name *name)
{
    ts_symbol id = ts_alias_now(build, name->pack, name->place, TS_RENAMED_SKILL, ts_build_full(build, name->pack, name->name));
    if (find(build, id)) requires[skill->model.require_count++] = id;
    else
        ts_build_problem(build, name->pack, name->place, "unknown-skill", nearest(build, name->name), "skill \"%s\" requires \"%s\", which is no skill",
                         ts_build_text(build, skill->model.id), name->name);
}

static void resolve(struct ts_build *build, struct ts_draft_skill *skill)
{
    ts_symbol *requires = ts_arena_get(build->keep, (skill->requires.count + skill->more.count + 1) * sizeof *requires);
    skill->model.requires = requires;
    for (uint32_t i = 0; i < skill->requires.count; i++)
        require(build, skill, requires, &(struct ts_draft_name){skill->requires.items[i], &build->host->packs[skill->model.pack], skill->model.place});
    for (uint32_t i = 0; i < skill->more.count; i++) require(build, skill, requires, skill->more.items[i]);
}

// `is_seen`: on the way that is followed; `is_followed`: all ways from it are known.
static bool is_in_ring(const struct ts_build *build, struct ts_draft_skill *skill)
{
    bool is_ring = skill->is_seen && !skill->is_followed;
    if (skill->is_seen) return is_ring;
    skill->is_seen = true;
    for (uint32_t i = 0; i < skill->model.require_count && !is_ring; i++) is_ring = is_in_ring(build, find(build, skill->model.requires[i]));
    skill->is_followed = true;
    return is_ring;
}

void ts_resolve_skills(struct ts_build *build)
{
    for (uint32_t i = 0; i < build->skills.count; i++) resolve(build, build->skills.items[i]);
    for (uint32_t i = 0; i < build->skills.count; i++) {
        struct ts_draft_skill *skill = build->skills.items[i];
        if (skill->is_seen || !is_in_ring(build, skill)) continue;
        ts_build_problem(build, &build->host->packs[skill->model.pack], skill->model.place, "skill-cycle", "let one of them go without the other",
                         "skill \"%s\" requires, itself or through others, what requires itself", ts_build_text(build, skill->model.id));
    }
}
