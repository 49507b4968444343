// check_care.c - what content says, or leaves out, about how much it asks of its reader
//
// The host holds back what a player asked to be spared, and warns; it can do so only by what is declared, and only if there is something
// calm to go on with.
#include <string.h>

#include "base/suggest.h"
#include "game/prose.h"
#include "game/rest.h"
#include "game/themes.h"
#include "game/ways.h"
#include "lua/check.h"

static const char *const named[] = {"abuse", "loss", "betrayal", "abandonment", "substance", "behavioral", "violence"}; // reference-facts, "Care"
enum { NAMED = sizeof named / sizeof *named };

struct caring { // what is looked at
    struct ts_build *build;
    const struct ts_story *story;
    struct ts_map *uses;         // of a theme: how often it is declared
    const struct ts_themes *themes;
    const struct ts_scene *scene;
    const struct ts_choice *choice; // NULL: the scene itself
    bool *has_calm_ahead;        // by index of the scene
    bool *is_come_upon;          // by index: a way leads there that does not say what is there
    const int *rest;
};

static void tell(const struct caring *caring, const char *code, const char *hint, const char *what)
{
    const struct ts_choice *choice = caring->choice;
    uint32_t pack = choice ? choice->pack : caring->scene->pack;
    ts_build_warning(caring->build, &caring->build->host->packs[pack], choice ? choice->place : caring->scene->place, code, hint, "%s \"%s\" %s",
                     choice ? "choice" : "scene", ts_build_text(caring->build, choice ? choice->full : caring->scene->full), what);
}

// --- names of themes

static const char *near_theme(const struct caring *caring, ts_symbol theme)
{
    const struct ts_themes *themes = caring->themes;
    const char **names = ts_arena_get(caring->build->scratch, (NAMED + (size_t)themes->count) * sizeof *names);
    size_t count = 0;
    for (; count < NAMED; count++) names[count] = named[count];
    for (uint32_t i = 0; i < themes->count; i++)
        if (*ts_map_find(caring->uses, themes->items[i]) > 1) names[count++] = ts_build_text(caring->build, themes->items[i]);
    return ts_suggest(ts_build_text(caring->build, theme), names, count);
}

// A theme that nobody else names and that is near to one that is known was probably meant to be that one.
static void check_theme(const struct caring *caring, ts_symbol theme)
{
    const char *name = ts_build_text(caring->build, theme), *near = NULL;
    for (size_t i = 0; i < NAMED; i++)
        if (strcmp(name, named[i]) == 0) return;
    if (*ts_map_find(caring->uses, theme) == 1) near = near_theme(caring, theme);
    if (near)
        tell(caring, "unknown-theme", ts_build_did_you_mean(caring->build, near),
             ts_build_format(caring->build, "touches \"%s\", which nothing else does: no player's boundary would be it", name));
}

static void check_themes(const struct caring *caring, const struct ts_care *care)
{
    for (uint32_t i = 0; care && i < care->theme_count; i++) check_theme(caring, care->themes[i]);
    if (care && care->warning && care->warning->type) check_theme(caring, care->warning->type);
}

// --- warnings

static bool is_warned(const struct ts_scene *scene)
{
    return scene && scene->care && scene->care->warning;
}

static bool is_heavy(const struct ts_care *care)
{
    return care && care->intensity >= TS_HEAVY;
}

static const char say_it[] = "give it warning = { type = \"…\", severity = \"moderate\", description = \"What is coming, in a sentence.\" }";

static void check_part(void *self, const struct ts_prose_part *part)
{
    const struct caring *caring = self;
    check_themes(caring, part->care);
    if (is_heavy(part->care) && !part->care->warning && !is_warned(caring->scene))
        tell(caring, "missing-warning", say_it, "has a part of a text that is intense, and nobody is warned of it");
}

static void check_reply_part(void *self, const struct ts_prose_part *part)
{
    const struct caring *caring = self;
    check_themes(caring, part->care);
    if (part->care->warning)
        tell(caring, "warned-reply", caring->choice ? "put the warning on the choice" : "put the warning on the scene",
             "has a warning where nobody is asked: this part is always left out");
}

static void check_replies(struct caring *caring, const struct ts_prose *const texts[], size_t count)
{
    for (size_t i = 0; i < count; i++) ts_prose_each_part(texts[i], check_reply_part, caring);
}

// --- something calm to go on with

// May it be shown to everybody, whatever they asked?
static bool is_calm(const struct caring *caring, const struct ts_care *care, uint32_t pack)
{
    if (!care) return caring->build->host->content.packs[pack].declares_care;
    return care->intensity <= 0 && care->theme_count == 0 && !care->warning;
}

static bool is_calm_scene(const struct caring *caring, const struct ts_scene *scene)
{
    return is_calm(caring, scene->care, scene->pack);
}

static bool has_calm_stand_in(const struct caring *caring, const struct ts_scene *scene)
{
    for (int i = 0; i < 16 && (scene = scene->instead); i++)
        if (is_calm_scene(caring, scene)) return true;
    return false;
}

static bool is_calm_choice(const struct caring *caring, const struct ts_choice *choice)
{
    for (int links = 0; choice && links < 16; links++, choice = choice->as)
        if (!is_calm(caring, choice->care, choice->pack)) return false;
    return true;
}

static bool offers_calm(const struct caring *caring, const struct ts_scene *scene)
{
    for (uint32_t i = 0; i < scene->choice_count; i++)
        if (is_calm_choice(caring, scene->choices[i])) return true;
    return scene->choice_count == 0 || scene->next || scene->otherwise || scene->draw.pool;
}

struct spreading { const struct caring *caring; bool has_changed; };

// To the same scene again is no way on.
static void spread(void *self, const struct ts_way *way)
{
    struct spreading *spreading = self;
    const struct caring *caring = spreading->caring;
    if (!way->from || way->from == way->to || caring->has_calm_ahead[way->from->index]) return;
    if (!is_calm_scene(caring, way->to) && !caring->has_calm_ahead[way->to->index]) return;
    caring->has_calm_ahead[way->from->index] = spreading->has_changed = true;
}

static void find_calm_ahead(struct caring *caring)
{
    const struct ts_content *content = &caring->build->host->content;
    struct spreading spreading = {caring, true};
    caring->has_calm_ahead = ts_arena_get(caring->build->scratch, caring->story->scene_count + 1);
    memset(caring->has_calm_ahead, 0, caring->story->scene_count + 1);
    while (spreading.has_changed) {
        spreading.has_changed = false;
        ts_story_each_way(content, caring->story, spread, &spreading);
    }
}

static bool has_all_themes(const struct ts_care *care, const struct ts_care *of)
{
    for (uint32_t i = 0; i < of->theme_count; i++) {
        uint32_t at = 0;
        while (at < care->theme_count && care->themes[at] != of->themes[i]) at++;
        if (at == care->theme_count) return false;
    }
    return true;
}

// Is the choice closed to all to whom what it leads to is closed?
static bool says_what_comes(const struct ts_care *care, const struct ts_care *scene)
{
    if (!scene) return true;
    return care && care->intensity >= scene->intensity && has_all_themes(care, scene) &&
           (!scene->warning || (care->warning && care->warning->type == scene->warning->type));
}

static void come_upon(void *self, const struct ts_way *way)
{
    const struct caring *caring = self;
    bool is_said = way->kind == TS_WAY_CHOICE && says_what_comes(way->choice->care, way->to->care);
    if (!is_said) caring->is_come_upon[way->to->index] = true;
}

static void find_come_upon(struct caring *caring)
{
    caring->is_come_upon = ts_arena_get(caring->build->scratch, caring->story->scene_count + 1);
    memset(caring->is_come_upon, 0, caring->story->scene_count + 1);
    caring->is_come_upon[caring->story->start->index] = true;
    ts_story_each_way(&caring->build->host->content, caring->story, come_upon, caring);
}

// An ending to which only choices lead that say what comes is never met by those who asked not to; any other scene may be, by those who
// ask for it while they are there.
static void check_way_on(const struct caring *caring)
{
    const struct ts_scene *scene = caring->scene;
    bool is_shown = is_calm_scene(caring, scene);
    if (scene->ending && !caring->is_come_upon[scene->index]) return;
    if (is_shown && (scene->ending || offers_calm(caring, scene))) return;
    if (caring->has_calm_ahead[scene->index] || (!is_shown && has_calm_stand_in(caring, scene))) return;
    ts_build_problem(caring->build, &caring->build->host->packs[scene->pack], scene->place, "no-calm-way",
                     "give it instead = \"a scene\" that declares nothing, or lead to one that does not", "a player who asked to be spared %s \"%s\" has no way on: there is nothing calm in its stead or ahead",
                     is_shown ? "what is open in" : "what is in", ts_build_text(caring->build, scene->full));
}

// --- heavy, and rest

static void check_heavy(const struct caring *caring)
{
    const struct ts_scene *scene = caring->scene;
    const struct ts_care *care = scene->care;
    if (!is_heavy(care)) return;
    if (!care->warning) tell(caring, "missing-warning", say_it, "is intense, and nobody is warned of it");
    if (caring->rest[scene->index] > TS_REST_NEAR)
        tell(caring, "far-from-rest", "let a scene with rest = true be near: somewhere to sit down", "is intense, and it is more than 3 choices to a scene to rest in");
}

static bool shares_theme(const struct ts_care *one, const struct ts_care *other)
{
    for (uint32_t i = 0; i < one->theme_count; i++)
        for (uint32_t k = 0; k < other->theme_count; k++)
            if (one->themes[i] == other->themes[k]) return true;
    return false;
}

static void check_instead(const struct caring *caring)
{
    const struct ts_scene *scene = caring->scene;
    const struct ts_care *care = scene->care, *other = scene->instead ? scene->instead->care : NULL;
    if (!care || !other || scene->instead->instead) return; // one that has a stand-in of its own leads on to that
    if (shares_theme(care, other) || (other->intensity > 0 && other->intensity >= care->intensity))
        tell(caring, "heavy-instead", "let the scene in its stead be calmer, and about something else",
             ts_build_format(caring->build, "has \"%s\" in its stead, which asks the same of those who asked to be spared it",
                             ts_build_text(caring->build, scene->instead->full)));
}

static void check_rest(const struct caring *caring)
{
    const struct ts_care *care = caring->scene->care;
    if (caring->scene->rest && care && (care->intensity > 0 || care->theme_count || care->warning))
        tell(caring, "heavy-rest", "declare nothing in it, or let it be no rest", "is somewhere to rest, and asks something of its reader");
}

// --- all of a story

static void check_event(struct caring *caring, const struct ts_event_text *event)
{
    if (!event) return;
    const struct ts_prose *const texts[] = {event->action, event->consequences};
    check_themes(caring, event->care);
    check_replies(caring, texts, sizeof texts / sizeof *texts);
}

static void check_choice(struct caring *caring, const struct ts_choice *choice)
{
    const struct ts_prose *const texts[] = {choice->label, choice->locked, choice->reply};
    const struct ts_scene *to = choice->detour ? choice->detour : choice->to;
    caring->choice = choice;
    check_themes(caring, choice->care);
    check_replies(caring, texts, sizeof texts / sizeof *texts);
    check_event(caring, choice->event);
    if (is_heavy(choice->care) && !choice->care->warning && !is_warned(to))
        tell(caring, "missing-warning", say_it, "is intense, and nobody is warned of it");
    caring->choice = NULL;
}

static void check_scene(struct caring *caring, const struct ts_scene *scene)
{
    const struct ts_prose *const texts[] = {scene->label, scene->reflect.text, scene->breath.text};
    caring->scene = scene;
    check_themes(caring, scene->care);
    ts_prose_each_part(scene->text, check_part, caring);
    check_replies(caring, texts, sizeof texts / sizeof *texts);
    check_event(caring, scene->event);
    for (uint32_t i = 0; i < scene->choice_count; i++)
        if (scene->choices[i]->pack == scene->pack) check_choice(caring, scene->choices[i]);
    check_heavy(caring);
    check_instead(caring);
    check_rest(caring);
    if (!scene->pool) check_way_on(caring); // what is drawn is not drawn for those who asked not to see it
}

static void check_story(struct caring *caring, const struct ts_story *story)
{
    int *rest = ts_arena_get(caring->build->scratch, ((size_t)story->scene_count + 1) * sizeof *rest);
    caring->story = story;
    caring->rest = rest;
    ts_story_rest(&caring->build->host->content, story, rest);
    find_calm_ahead(caring);
    find_come_upon(caring);
    for (uint32_t i = 0; i < story->scene_count; i++) check_scene(caring, story->scenes[i]);
}

// A pack that declares nothing counts as if it touched everything: who asks to be spared anything cannot play it.
static void check_declared(struct ts_build *build, const struct ts_story *story)
{
    if (build->is_strict)
        ts_build_warning(build, &build->host->packs[story->pack], story->place, "undeclared-care",
                         "give a scene intensity = 0 when all is calm, or say how intense it is",
                         "\"%s\" says nowhere what it asks of its reader, so that it is closed to all who asked to be spared something",
                         ts_build_text(build, story->id));
}

// --- how often each theme is declared

static void count_care(struct ts_map *uses, const struct ts_care *care)
{
    for (uint32_t i = 0; care && i < care->theme_count; i++) ++*ts_map_add(uses, care->themes[i]);
    if (care && care->warning && care->warning->type) ++*ts_map_add(uses, care->warning->type);
}

static void count_part(void *self, const struct ts_prose_part *part)
{
    count_care(self, part->care);
}

static void count_event(struct ts_map *uses, const struct ts_event_text *event)
{
    if (!event) return;
    count_care(uses, event->care);
    ts_prose_each_part(event->action, count_part, uses);
    ts_prose_each_part(event->consequences, count_part, uses);
}

static void count_scene(struct ts_map *uses, const struct ts_scene *scene)
{
    const struct ts_prose *const texts[] = {scene->text, scene->label, scene->reflect.text, scene->breath.text};
    count_care(uses, scene->care);
    count_event(uses, scene->event);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ts_prose_each_part(texts[i], count_part, uses);
    for (uint32_t k = 0; k < scene->choice_count; k++) {
        const struct ts_choice *choice = scene->choices[k];
        const struct ts_prose *const told[] = {choice->label, choice->locked, choice->reply};
        count_care(uses, choice->care);
        count_event(uses, choice->event);
        for (size_t i = 0; i < sizeof told / sizeof *told; i++) ts_prose_each_part(told[i], count_part, uses);
    }
}

void ts_check_care(struct ts_build *build)
{
    const struct ts_content *content = &build->host->content;
    struct ts_map uses = {0};
    struct ts_themes themes = {0};
    struct caring caring = {.build = build, .uses = &uses, .themes = &themes};
    ts_themes_find(&themes, content);
    for (uint32_t i = 0; i < content->story_count; i++)
        for (uint32_t n = 0; n < content->stories[i]->scene_count; n++) count_scene(&uses, content->stories[i]->scenes[n]);
    for (uint32_t i = 0; i < content->story_count; i++)
        if (content->packs[content->stories[i]->pack].declares_care) check_story(&caring, content->stories[i]);
        else check_declared(build, content->stories[i]);
    ts_themes_clear(&themes);
    ts_map_clear(&uses);
}
