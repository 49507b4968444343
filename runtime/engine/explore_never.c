// explore_never.c - what never happened while a story was played
#include <stdlib.h>

#include "engine/exploring.h"
#include "game/ways.h"

enum { ASKED_ENOUGH = 20, ASKED_OFTEN = 200 }; // often: in guided lives, where not all states were looked at

static const char *text_of(const struct ts_exploring *exploring, ts_symbol symbol)
{
    return ts_symbol_text(exploring->engine->symbols, symbol);
}

static bool is_met(const struct ts_exploring *exploring, ts_symbol full)
{
    return ts_coverage_get(exploring->coverage, full) > 0;
}

static bool is_reachable(const struct ts_exploring *exploring, const struct ts_scene *scene)
{
    return ts_map_find(&exploring->reached, scene->full) != NULL;
}

static void add(const struct ts_exploring *exploring, struct ts_found_way finding, const char *words, const char *name)
{
    struct ts_buffer message = {0};
    ts_buffer_add_format(&message, words, name);
    if (exploring->is_partial) ts_buffer_add_format(&message, " in %d guided runs of up to %d turns", TS_EXPLORE_RUNS, TS_EXPLORE_RUN_TURNS);
    finding.severity = TS_WARNING;
    finding.message = ts_buffer_take(&message);
    ts_findings_add(exploring->findings, &finding, NULL);
}

// --- conditions

static bool is_asked(const struct ts_exploring *exploring, ts_call call)
{
    if (exploring->is_partial) return exploring->asking->asked[call] >= ASKED_OFTEN;
    return exploring->watching->calls[call].asked >= ASKED_ENOUGH;
}

static bool is_never_true(const struct ts_exploring *exploring, ts_call call)
{
    const struct ts_watched *watched = &exploring->watching->calls[call];
    return is_asked(exploring, call) && !watched->held && !watched->failed;
}

static bool is_always_true(const struct ts_exploring *exploring, ts_call call)
{
    const struct ts_watched *watched = &exploring->watching->calls[call];
    return is_asked(exploring, call) && watched->held == watched->asked;
}

// Parts of a join are others'. Where not all was looked at, nothing is said of what depends on other lives: few of those there may be were led.
static bool is_judged(const struct ts_exploring *exploring, ts_call call)
{
    const struct ts_call_info *info = &exploring->engine->content->calls[call];
    if (exploring->is_partial && exploring->asking->asks_others[call]) return false;
    return exploring->asking->is_condition[call] && !info->join && info->story == exploring->story;
}

static void judge_condition(const struct ts_exploring *exploring, ts_call call)
{
    const struct ts_call_info *info = &exploring->engine->content->calls[call];
    bool is_never = is_never_true(exploring, call);
    struct ts_found_way finding = {.pack = info->pack, .place = info->place, .story = info->story};
    finding.code = is_never ? "never-true" : "always-true";
    finding.hint = is_never ? "what it guards is never met: mend the condition, or take it out"
                            : "it decides nothing: mend the condition, or leave it out";
    if (is_never) add(exploring, finding, "the %s was never true", text_of(exploring, info->role));
    else if (is_always_true(exploring, call)) add(exploring, finding, "the %s was always true", text_of(exploring, info->role));
}

void ts_never_judge_conditions(const struct ts_exploring *exploring)
{
    for (ts_call call = 1; call < exploring->watching->count; call++)
        if (is_judged(exploring, call)) judge_condition(exploring, call);
}

// --- scenes and choices

static bool is_never_open(const struct ts_exploring *exploring, const struct ts_choice *choice)
{
    return choice->when && is_never_true(exploring, choice->when);
}

// Where not all states were looked at, a scene that is seldom met tells little.
static bool is_known(const struct ts_exploring *exploring, const struct ts_scene *scene)
{
    return !exploring->is_partial || ts_coverage_get(&exploring->guided, scene->full) >= ASKED_ENOUGH;
}

static void judge_choices(struct ts_exploring *exploring, const struct ts_scene *scene, struct ts_map *told)
{
    if (!is_known(exploring, scene)) return;
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        const struct ts_choice *choice = scene->choices[i];
        uint64_t *is_told = ts_map_add(told, choice->full);
        if (*is_told || is_met(exploring, choice->full)) continue;
        *is_told = 1;
        if (is_never_open(exploring, choice)) continue; // which is told by itself
        add(exploring, (struct ts_found_way){.code = "never-reached", .story = exploring->story, .pack = choice->pack, .place = choice->place,
                                             .hint = "see what its conditions and those on the way to it ask for"},
            "choice \"%s\" was never taken", text_of(exploring, choice->full));
    }
}

void ts_never_judge_scenes(struct ts_exploring *exploring)
{
    struct ts_map told = {0};
    for (uint32_t i = 0; i < exploring->story->scene_count; i++) {
        const struct ts_scene *scene = exploring->story->scenes[i];
        if (!is_reachable(exploring, scene)) continue; // which is found without playing
        if (is_met(exploring, scene->full)) {
            judge_choices(exploring, scene, &told);
            continue;
        }
        if (scene->when && is_never_true(exploring, scene->when)) continue;
        add(exploring, (struct ts_found_way){.code = "never-reached", .story = exploring->story, .pack = scene->pack, .place = scene->place,
                                             .hint = "see what the choices that lead there ask for"},
            scene->pool ? "storylet \"%s\" was never met" : "scene \"%s\" was never reached", text_of(exploring, scene->full));
    }
    ts_map_clear(&told);
}

bool ts_never_is_complete(const struct ts_exploring *exploring)
{
    for (ts_call call = 1; call < exploring->watching->count; call++)
        if (is_judged(exploring, call) && is_never_true(exploring, call)) return false;
    for (uint32_t i = 0; i < exploring->story->scene_count; i++) {
        const struct ts_scene *scene = exploring->story->scenes[i];
        if (!is_reachable(exploring, scene)) continue;
        if (!is_met(exploring, scene->full)) return false;
        for (uint32_t k = 0; k < scene->choice_count; k++)
            if (!is_met(exploring, scene->choices[k]->full)) return false;
    }
    return true;
}

bool ts_never_is_settled(const struct ts_exploring *exploring)
{
    for (ts_call call = 1; call < exploring->watching->count; call++)
        if (is_judged(exploring, call) && is_always_true(exploring, call)) return false;
    return ts_never_is_complete(exploring);
}
