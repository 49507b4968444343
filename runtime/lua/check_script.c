// check_script.c - names that scripts write out and that nothing answers to: variables, scenes, world keys, keys of progression
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "game/rename.h"
#include "lua/check.h"

enum { TEXT_MAX = 600 };

struct scripts {
    struct ts_build *build;
    struct ts_lua_pack *pack;
    ts_symbol file;
    struct ts_map stories; // file and line of a function -> 1 + index of its story; SEVERAL
};
enum { SEVERAL = UINT32_MAX };

static const struct ts_content *content_of(const struct scripts *scripts)
{
    return &scripts->build->host->content;
}

// --- whose function it is

static void find_stories(struct scripts *scripts)
{
    const struct ts_content *content = content_of(scripts);
    for (uint32_t i = 1; i < content->call_count; i++) {
        const struct ts_call_info *call = &content->calls[i];
        const uint64_t *at = call->story ? ts_map_find(&content->story_by_id, call->story->id) : NULL;
        if (!call->place.file) continue;
        uint64_t story = at ? *at : SEVERAL;
        uint64_t *known = ts_map_add(&scripts->stories, (uint64_t)call->place.file << 32 | call->place.line);
        *known = *known && *known != story ? SEVERAL : story;
    }
}

static const struct ts_story *story_at(const struct scripts *scripts, const struct ts_script_word *word)
{
    const uint64_t *at = word->function ? ts_map_find(&scripts->stories, (uint64_t)scripts->file << 32 | word->function) : NULL;
    return at && *at && *at != SEVERAL ? content_of(scripts)->stories[*at - 1] : NULL;
}

static void tell(const struct scripts *scripts, const struct ts_script_word *word, const char *code, const char *hint, const char *message)
{
    ts_build_warning(scripts->build, scripts->pack, (struct ts_place){scripts->file, word->line}, code, hint, "%s", message);
}

// --- `run.vars.name`, `run.own.name`

// A pack that is only used when another is there may name what that one has.
static bool waits_for_others(const struct scripts *scripts)
{
    const struct ts_found *found = scripts->build->found ? scripts->build->found->items[scripts->pack->index] : NULL;
    for (uint32_t i = 0; found && i < found->needs.count; i++) {
        const struct ts_need *need = found->needs.items[i];
        if (need->kind == TS_NEED_IF_THERE && !need->found) return true;
    }
    return false;
}

static bool has_var(const struct ts_story *story, ts_symbol name)
{
    return name && ts_map_find(&story->var_by_name, name);
}

static bool is_var_of_any(const struct scripts *scripts, ts_symbol name)
{
    const struct ts_content *content = content_of(scripts);
    for (uint32_t i = 0; i < content->story_count; i++)
        if (has_var(content->stories[i], name)) return true;
    return waits_for_others(scripts);
}

static const char *near_var(const struct scripts *scripts, const struct ts_story *story, const char *name)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    for (uint32_t i = 0; i < content->story_count; i++) {
        const struct ts_story *one = content->stories[i];
        if (story ? one != story : one->pack != scripts->pack->index) continue;
        for (uint32_t k = 0; k < one->var_count; k++)
            if (!ts_near_add(&near, ts_build_text(scripts->build, one->vars[k].name))) break;
    }
    return ts_near_find(&near, name);
}

static void check_var(const struct scripts *scripts, const struct ts_script_word *word)
{
    struct ts_build *build = scripts->build;
    const struct ts_story *story = story_at(scripts, word);
    const char *name = ts_build_format(build, "%.*s", (int)word->token.length, word->token.at);
    ts_symbol symbol = ts_symbol_find(build->symbols, word->token.at, word->token.length);
    if (story ? has_var(story, symbol) : is_var_of_any(scripts, symbol)) return;
    tell(scripts, word, "undeclared-variable", near_var(scripts, story, name),
         story ? ts_build_format(build, "\"%s\" is no variable of \"%s\"", name, ts_build_text(build, story->id))
               : ts_build_format(build, "\"%s\" is no variable of any story", name));
}

static void check_own(const struct scripts *scripts, const struct ts_script_word *word)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    const char *name = ts_build_format(scripts->build, "%.*s", (int)word->token.length, word->token.at);
    for (uint32_t i = 0; i < content->own_count; i++) {
        const char *own = ts_build_text(scripts->build, content->own[i].name);
        if (content->own[i].pack != scripts->pack->index) continue;
        if (strcmp(own, name) == 0) return;
        ts_near_add(&near, own);
    }
    for (uint32_t i = 0; i < content->former.count; i++) {
        const char *before = strchr(ts_build_text(scripts->build, content->former.items[i].before), '#');
        if (before && strcmp(before + 1, name) == 0) return;
    }
    tell(scripts, word, "undeclared-variable", ts_near_find(&near, name),
         ts_build_format(scripts->build, "\"%s\" is none of the variables that define.own declares in \"%s\"", name,
                         ts_build_text(scripts->build, scripts->pack->name)));
}

static void check_field(const struct scripts *scripts, const struct ts_script_word *word)
{
    if (!ts_word_is(&word[-1], ".") || !ts_word_is(&word[-3], ".") || !ts_word_is(&word[-4], "run")) return;
    if (ts_word_is(&word[-2], "vars")) check_var(scripts, word);
    if (ts_word_is(&word[-2], "own")) check_own(scripts, word);
}

// --- `universe:add("key", 1)`

static bool is_loaded(const struct scripts *scripts, const char *id)
{
    ts_symbol pack = ts_symbol_find(scripts->build->symbols, id, strcspn(id, ":"));
    return pack && ts_content_find_pack(content_of(scripts), pack);
}

static void check_key(const struct scripts *scripts, const struct ts_script_word *word, const char *key)
{
    struct ts_build *build = scripts->build;
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(build);
    bool has_pack = strchr(key, ':') != NULL;
    const char *own = ts_build_text(build, scripts->pack->name);
    const char *full = has_pack ? key : ts_build_format(build, "%s:%s", own, key);
    if (!is_loaded(scripts, full) || ts_content_find_declared(content, full, strlen(full))) return;
    for (uint32_t i = 0; i < content->key_count; i++) {
        const char *id = ts_build_text(build, content->keys[i].id);
        if (has_pack || content->keys[i].pack == scripts->pack->index) ts_near_add(&near, has_pack ? id : strchr(id, ':') + 1);
    }
    tell(scripts, word, "unknown-in-script", ts_near_find(&near, key), ts_build_format(build, "no world key is named \"%s\"", key));
}

// --- `run:go "scene"`, `run:integrate "name"`

static bool is_scene(const struct scripts *scripts, const char *name)
{
    const struct ts_content *content = content_of(scripts);
    for (uint32_t i = 0; i < content->story_count; i++)
        if (ts_resolve_scene(scripts->build, scripts->build->stories.items[i], scripts->pack, name)) return true;
    return waits_for_others(scripts);
}

static void check_scene(const struct scripts *scripts, const struct ts_script_word *word, const char *name)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    if (is_scene(scripts, name)) return;
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t k = 0; content->stories[i]->pack == scripts->pack->index && k < content->stories[i]->scene_count; k++)
            if (!ts_near_add(&near, ts_build_text(scripts->build, content->stories[i]->scenes[k]->id))) break;
    tell(scripts, word, "unknown-in-script", ts_near_find(&near, name), ts_build_format(scripts->build, "no scene is named \"%s\"", name));
}

// By its whole id, by its name in the pack, or core's by its bare name.
static bool is_named(const struct scripts *scripts, const struct ts_map *ids, enum ts_renamed what, const char *name)
{
    struct ts_build *build = scripts->build;
    const struct ts_renames *former = &content_of(scripts)->former;
    const char *forms[] = {name, ts_build_format(build, "%s:%s", ts_build_text(build, scripts->pack->name), name),
                           ts_build_format(build, "core:%s", name), strncmp(name, "core:", 5) ? name : name + 5};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ts_symbol symbol = ts_symbol_of(build->symbols, forms[i]);
        if (ts_map_find(ids, ts_renames_now(former, build->symbols, what, symbol))) return true;
    }
    return waits_for_others(scripts);
}

static void check_metaconcept(const struct scripts *scripts, const struct ts_script_word *word, const char *name)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    if (is_named(scripts, &content->metaconcept_by_id, TS_RENAMED_METACONCEPT, name)) return;
    for (uint32_t i = 0; i < content->metaconcept_count; i++) ts_near_add(&near, ts_build_text(scripts->build, content->metaconcepts[i].id));
    tell(scripts, word, "unknown-in-script", ts_near_find(&near, name), ts_build_format(scripts->build, "no metaconcept is named \"%s\"", name));
}

// --- `progression:count "ending/harbour:lantern/spoken"`, `progression:unlocked "name"`

static const struct ts_story *story_of(const struct scripts *scripts, const char *id, size_t length)
{
    return ts_content_find_story(content_of(scripts), ts_build_format(scripts->build, "%.*s", (int)length, id));
}

// What is wrong with "harbour:lantern/spoken"; NULL: a run can end so. `hint` gets what may have been meant.
static const char *ending_fault(const struct scripts *scripts, const char *ending, const char **hint)
{
    struct ts_build *build = scripts->build;
    size_t length = strcspn(ending, "/");
    const struct ts_story *story = story_of(scripts, ending, length);
    struct ts_near near = ts_near_start(build);
    const char *name = ending[length] ? ending + length + 1 : "";
    if (!story) return *hint = ts_build_near_story(build, ts_build_format(build, "%.*s", (int)length, ending)), "there is no such story";
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const char *one = story->scenes[i]->ending ? ts_build_text(build, story->scenes[i]->ending) : NULL;
        if (one && strcmp(one, name) == 0) return NULL;
        if (one) ts_near_add(&near, one);
    }
    *hint = ts_near_find(&near, name);
    return "the story has no such ending";
}

static const char *focus_fault(const struct scripts *scripts, const char *focus, const char **hint)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    if (ts_map_find(&content->focus_by_id, ts_symbol_of(scripts->build->symbols, focus))) return NULL;
    for (uint32_t i = 0; i < content->focus_count; i++) ts_near_add(&near, ts_build_text(scripts->build, content->focuses[i].id));
    *hint = ts_near_find(&near, focus);
    return "there is no such focus";
}

static const char *fault_of(const struct scripts *scripts, const char *key, const char **hint)
{
    size_t length = strcspn(key, "/");
    const char *id = key[length] ? key + length + 1 : key + length;
    bool has_pack = strchr(id, ':') != NULL;
    if (length == 6 && strncmp(key, "ending", length) == 0) {
        if (!has_pack) return *hint = "write it as \"ending/pack:story/name\"", "it does not say whose ending";
        return is_loaded(scripts, id) || !waits_for_others(scripts) ? ending_fault(scripts, id, hint) : NULL;
    }
    if (length == 5 && strncmp(key, "story", length) == 0) {
        if (story_of(scripts, id, strlen(id)) || (!is_loaded(scripts, id) && waits_for_others(scripts))) return NULL;
        return *hint = ts_build_near_story(scripts->build, id), "there is no such story";
    }
    if (length == 5 && strncmp(key, "focus", length) == 0) {
        if (has_pack && !is_loaded(scripts, id) && waits_for_others(scripts)) return NULL;
        return focus_fault(scripts, id, hint);
    }
    return *hint = "it counts \"ending/pack:story/name\", \"story/pack:story\" and \"focus/name\"", "nothing is counted under such a name";
}

static void check_count(const struct scripts *scripts, const struct ts_script_word *word, const char *key)
{
    struct ts_build *build = scripts->build;
    ts_symbol now = ts_renames_key(&content_of(scripts)->former, build->symbols, ts_symbol_of(build->symbols, key));
    const char *hint = NULL, *fault = fault_of(scripts, ts_build_text(build, now), &hint);
    if (fault) tell(scripts, word, "impossible-unlock", hint, ts_build_format(build, "no run is ever counted under \"%s\": %s", key, fault));
}

static void check_unlocked(const struct scripts *scripts, const struct ts_script_word *word, const char *name)
{
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(scripts->build);
    if (is_named(scripts, &content->unlock_by_id, TS_RENAMED_UNLOCK, name)) return;
    for (uint32_t i = 0; i < content->unlock_count; i++) ts_near_add(&near, ts_build_text(scripts->build, content->unlocks[i].id));
    tell(scripts, word, "impossible-unlock", ts_near_find(&near, name), ts_build_format(scripts->build, "no unlock is named \"%s\"", name));
}

// --- `progression:learned "name"`, `universe:echoes "name"`

static void check_learned(const struct scripts *scripts, const struct ts_script_word *word, const char *name)
{
    struct ts_build *build = scripts->build;
    const struct ts_content *content = content_of(scripts);
    struct ts_near near = ts_near_start(build);
    if (is_named(scripts, &content->skill_by_id, TS_RENAMED_SKILL, name)) return;
    for (uint32_t i = 0; i < content->skill_count; i++) {
        const char *id = ts_build_text(build, content->skills[i].id);
        ts_near_add(&near, strchr(name, ':') ? id : strchr(id, ':') + 1);
    }
    tell(scripts, word, "unknown-in-script", ts_near_find(&near, name), ts_build_format(build, "no skill is named \"%s\"", name));
}

static void check_echoes(const struct scripts *scripts, const struct ts_script_word *word, const char *name)
{
    struct ts_build *build = scripts->build;
    const char *colon = strchr(name, ':'), *local = colon ? colon + 1 : name;
    const char *key = ts_build_format(build, "%s:echo/%s", colon ? ts_build_format(build, "%.*s", (int)(colon - name), name) : ts_build_text(build, scripts->pack->name), local);
    if (!is_loaded(scripts, key) || ts_content_find_key(content_of(scripts), ts_symbol_of(build->symbols, key))) return;
    tell(scripts, word, "unknown-in-script", "define.echo declares it", ts_build_format(build, "no echo is named \"%s\"", name));
}

// --- calls by a method

typedef void check_name(const struct scripts *scripts, const struct ts_script_word *word, const char *name);
static const struct { const char *object, *method; check_name *check; } methods[] = {
    {"run", "go", check_scene},         {"run", "integrate", check_metaconcept}, {"universe", "get", check_key},
    {"universe", "set", check_key},     {"universe", "add", check_key},          {"universe", "update", check_key},
    {"progression", "count", check_count}, {"progression", "since", check_count}, {"progression", "unlocked", check_unlocked},
    {"progression", "learned", check_learned}, {"universe", "echoes", check_echoes},
};

// What progression counts by, whatever the rule calls its argument.
static bool is_tally(const struct ts_script_word *word)
{
    static const char *const kinds[] = {"ending/", "story/", "focus/"};
    const char *text;
    size_t length;
    if (!ts_word_argument(word, &text, &length)) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (length > strlen(kinds[i]) && !strncmp(text, kinds[i], strlen(kinds[i]))) return true;
    return false;
}

static void check_method(const struct scripts *scripts, const struct ts_script_word *word)
{
    const char *text;
    size_t length;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (!ts_word_is(word, methods[i].method)) continue;
        if (!ts_word_is(&word[-2], methods[i].object) && !(methods[i].check == check_count && is_tally(word))) continue;
        if (ts_word_argument(word, &text, &length) && length < TEXT_MAX)
            methods[i].check(scripts, word, ts_build_format(scripts->build, "%.*s", (int)length, text));
    }
}

static void read_word(void *self, const struct ts_script_word *word)
{
    if (word->token.kind != TS_TOKEN_NAME) return;
    check_field(self, word);
    if (ts_word_is(&word[-1], ":")) check_method(self, word);
}

void ts_check_scripts(struct ts_build *build)
{
    struct scripts scripts = {.build = build};
    find_stories(&scripts);
    for (uint32_t i = 0; i < build->host->content.pack_count; i++) {
        scripts.pack = &build->host->packs[i];
        for (uint32_t k = 0; k < scripts.pack->source_count; k++) {
            scripts.file = scripts.pack->sources[k].file;
            if (scripts.pack->sources[k].text) ts_script_each_word(&scripts.pack->sources[k], read_word, &scripts);
        }
    }
    ts_map_clear(&scripts.stories);
}
