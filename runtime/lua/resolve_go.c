// resolve_go.c - where scripts send a run: the literals of `run:go`, gathered into the stories they are scenes of
#include <string.h>

#include "lua/script_word.h"

struct going {
    struct ts_build *build;
    struct ts_lua_pack *pack;
    ts_symbol file;
    struct ts_list *goes; // by story, of struct ts_go
    struct ts_map *owners; // file and line of a function -> 1 + story index << 32 | 1 + scene index; 0: several scenes
};

static uint64_t key_of(struct ts_place place)
{
    return (uint64_t)place.file << 32 | place.line;
}

static void own(struct going *going, uint32_t story, const struct ts_scene *scene, ts_call call)
{
    struct ts_place place = call ? going->build->host->content.calls[call].place : (struct ts_place){0};
    uint64_t owner = (uint64_t)(story + 1) << 32 | (scene->index + 1);
    if (!place.file) return;
    uint32_t known = going->owners->count;
    uint64_t *at = ts_map_add(going->owners, key_of(place));
    if (known == going->owners->count && *at != owner) *at = 0;
    else *at = owner;
}

static void find_owners(struct going *going)
{
    const struct ts_content *content = &going->build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; k < content->stories[i]->scene_count; k++) {
            const struct ts_scene *scene = content->stories[i]->scenes[k];
            own(going, i, scene, scene->enter);
            for (uint32_t n = 0; n < scene->choice_count; n++) own(going, i, scene, scene->choices[n]->effect);
        }
}

static const struct ts_scene *owner_of(const struct going *going, uint32_t story, uint32_t line)
{
    const uint64_t *at = line ? ts_map_find(going->owners, key_of((struct ts_place){going->file, line})) : NULL;
    if (!at || *at >> 32 != story + 1) return NULL;
    return going->build->host->content.stories[story]->scenes[(uint32_t)*at - 1];
}

// True when the story has a scene that a script of the pack may mean.
static bool add_go(struct going *going, uint32_t story, const char *name, const struct ts_script_word *word)
{
    struct ts_draft_scene *scene = ts_resolve_scene(going->build, going->build->stories.items[story], going->pack, name);
    if (!scene) return false;
    struct ts_go *go = ts_list_add(&going->goes[story], going->build->scratch, sizeof *go);
    *go = (struct ts_go){.from = owner_of(going, story, word->function), .to = &scene->model, .place = {going->file, word->line}};
    return true;
}

// A name without a pack is a scene of the pack's own stories, when they have such.
static void add_named(struct going *going, const char *name, const struct ts_script_word *word)
{
    const struct ts_content *content = &going->build->host->content;
    bool is_own = false;
    for (uint32_t i = 0; i < content->story_count; i++)
        if (content->stories[i]->pack == going->pack->index) is_own |= add_go(going, i, name, word);
    for (uint32_t i = 0; i < content->story_count && !is_own; i++)
        if (content->stories[i]->pack != going->pack->index) (void)add_go(going, i, name, word);
}

// Which scene it is shows only in play: any of the pack's own stories, or of all when it has none.
static void open_stories(struct going *going)
{
    const struct ts_content *content = &going->build->host->content;
    bool has_own = false;
    for (uint32_t i = 0; i < content->story_count; i++) has_own |= content->stories[i]->pack == going->pack->index;
    for (uint32_t i = 0; i < content->story_count; i++)
        if (!has_own || content->stories[i]->pack == going->pack->index) content->stories[i]->goes_anywhere = true;
}

static void read_word(void *self, const struct ts_script_word *word)
{
    struct going *going = self;
    const char *text;
    size_t length;
    bool is_method = ts_word_is(&word[-1], ":");
    if (!ts_word_is(word, "go") || !(is_method || (ts_word_is(&word[-1], ".") && ts_word_is(&word[-2], "run")))) return;
    if (is_method && ts_word_argument(word, &text, &length)) add_named(going, ts_build_format(going->build, "%.*s", (int)length, text), word);
    else open_stories(going);
}

static void finish(struct going *going)
{
    struct ts_content *content = &going->build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_list *list = &going->goes[i];
        struct ts_go *goes = ts_arena_get(going->build->keep, (list->count + 1) * sizeof *goes);
        for (uint32_t k = 0; k < list->count; k++) goes[k] = *(struct ts_go *)list->items[k];
        content->stories[i]->goes = goes;
        content->stories[i]->go_count = list->count;
    }
}

static bool may_go(const struct ts_lua_source *source)
{
    return memmem(source->text, source->length, ":go", 3) || memmem(source->text, source->length, ".go", 3);
}

void ts_resolve_goes(struct ts_build *build)
{
    struct ts_map owners = {0};
    struct going going = {.build = build, .owners = &owners};
    struct ts_content *content = &build->host->content;
    going.goes = ts_arena_get(build->scratch, (content->story_count + 1) * sizeof *going.goes);
    for (uint32_t i = 0; i < content->pack_count; i++) {
        going.pack = &build->host->packs[i];
        for (uint32_t k = 0; k < going.pack->source_count; k++) {
            const struct ts_lua_source *source = &going.pack->sources[k];
            if (!source->text || !may_go(source)) continue;
            if (!owners.count) find_owners(&going);
            going.file = source->file;
            ts_script_each_word(source, read_word, &going);
        }
    }
    finish(&going);
    ts_map_clear(&owners);
}
