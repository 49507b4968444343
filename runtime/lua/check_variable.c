// check_variable.c - variables and world keys that are declared and then left alone
#include <stdio.h>
#include <string.h>

#include "lua/check.h"

struct use { bool is_read, is_written; };

static enum ts_mention mentioned(const struct ts_check_mentions *mentions, const char *name)
{
    return ts_check_mentioned(mentions, name, strlen(name));
}

static void add_mention(struct use *use, enum ts_mention how)
{
    use->is_read |= (how & (TS_MENTION_READ | TS_MENTION_SPELT)) != 0;
    use->is_written |= (how & TS_MENTION_WRITTEN) != 0;
}

// By its names of before, too.
static void add_mentions(const struct ts_build *build, const struct ts_check_mentions *mentions, const struct ts_var *var, struct use *use)
{
    const struct ts_renames *former = &build->host->content.former;
    char full[700];
    add_mention(use, mentioned(mentions, ts_build_text(build, var->name)));
    if (!former->count) return;
    snprintf(full, sizeof full, "%.300s#%.300s", ts_build_text(build, var->owner), ts_build_text(build, var->name));
    for (uint32_t i = 0; i < former->count; i++) {
        const char *before = ts_build_text(build, former->items[i].before), *name = strchr(before, '#');
        if (former->items[i].what != TS_RENAMED_VAR || strcmp(ts_build_text(build, former->items[i].now), full) != 0 || !name) continue;
        add_mention(use, mentioned(mentions, name + 1));
    }
}

static void tell(struct ts_build *build, const struct ts_var *var, struct use use)
{
    struct ts_lua_pack *pack = &build->host->packs[var->pack];
    const char *name = ts_build_text(build, var->name), *owner = ts_build_text(build, var->owner);
    if (!use.is_read && !use.is_written)
        ts_build_warning(build, pack, var->place, "unused-variable", "drop it, or use it", "\"%s\" of \"%s\" is declared and never used", name,
                         owner);
    else if (!use.is_read)
        ts_build_warning(build, pack, var->place, "unread-variable", "drop it, or let a condition, a text or a script ask for it",
                         "\"%s\" of \"%s\" is set and never read", name, owner);
}

// --- a story's

static void add_writes(const struct ts_story *story, struct use *uses)
{
    for (uint32_t i = 0; i < story->scene_count; i++)
        for (uint32_t k = 0; k < story->scenes[i]->choice_count; k++) {
            const struct ts_choice *choice = story->scenes[i]->choices[k];
            for (uint32_t n = 0; n < choice->write_count; n++) uses[choice->writes[n].var].is_written = true;
            if (choice->ask) uses[choice->ask - 1].is_written = true;
        }
}

static void check_story(struct ts_build *build, const struct ts_check_mentions *mentions, const struct ts_story *story)
{
    struct use *uses;
    if (!story->var_count || mentions->has_open_vars[story->pack]) return;
    uses = ts_arena_get(build->scratch, story->var_count * sizeof *uses);
    add_writes(story, uses);
    for (uint32_t i = 0; i < story->var_count; i++) {
        uses[i].is_read = ts_map_find(&mentions->reads, (uint64_t)story->id << 32 | (i + 1)) != NULL;
        add_mentions(build, mentions, &story->vars[i], &uses[i]);
        tell(build, &story->vars[i], uses[i]);
    }
}

// --- a pack's own, and keys of the world

static void check_own(struct ts_build *build, const struct ts_check_mentions *mentions, const struct ts_var *var)
{
    struct use use = {0};
    if (mentions->has_open_own[var->pack]) return;
    add_mentions(build, mentions, var, &use);
    tell(build, var, use);
}

// "lamps/east" may be put together: what it begins with will do.
static void check_key(struct ts_build *build, const struct ts_check_mentions *mentions, const struct ts_world_key *key)
{
    const char *id = ts_build_text(build, key->id), *name = strchr(id, ':') + 1;
    if (!strncmp(name, "npc/", 4)) return; // of `define.npc`, which makes some of its own
    if (strncmp(name, "echo/", 5) == 0) return; // declared by an echo, and used by it
    if (ts_check_mentioned(mentions, name, strcspn(name, "/")) & (TS_MENTION_READ | TS_MENTION_SPELT)) return;
    ts_build_warning(build, &build->host->packs[key->pack], key->place, "unused-key", "drop it, or use it",
                     "the world key \"%s\" is declared and never used", id);
}

void ts_check_vars(struct ts_build *build, const struct ts_check_mentions *mentions)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) check_story(build, mentions, content->stories[i]);
    for (uint32_t i = 0; i + TS_HOST_VARS < content->own_count; i++) check_own(build, mentions, &content->own[i]);
    for (uint32_t i = 0; i < content->key_count; i++) check_key(build, mentions, &content->keys[i]);
}
