// explore.c - stories played for what is wrong with them
#include "engine/explore.h"

#include <stdlib.h>

#include "engine/exploring.h"
#include "game/ways.h"
#include "lua/blame.h"

// --- which stories

static const char *text_of(const struct ts_engine *engine, ts_symbol symbol)
{
    return ts_symbol_text(engine->symbols, symbol);
}

static bool has_story(const struct ts_content *content, uint32_t pack)
{
    for (uint32_t i = 0; i < content->story_count; i++)
        if (content->stories[i]->pack == pack) return true;
    return false;
}

static bool is_named(const struct ts_engine *engine, const struct ts_story *story, const char *word)
{
    const struct ts_content *content = engine->content;
    const struct ts_pack *pack = ts_content_find_pack(content, ts_symbol_find(engine->symbols, word, strlen(word)));
    if (!strcmp(text_of(engine, story->id), word)) return true;
    return pack && (story->pack == (uint32_t)(pack - content->packs) || !has_story(content, (uint32_t)(pack - content->packs)));
}

static bool is_wanted(const struct ts_engine *engine, const struct ts_explore_how *how, const struct ts_story *story)
{
    for (uint32_t i = 0; i < how->story_count; i++)
        if (is_named(engine, story, how->stories[i])) return true;
    return how->story_count == 0;
}

static enum ts_status find_words(const struct ts_engine *engine, const struct ts_explore_how *how, struct ts_err *err)
{
    for (uint32_t i = 0; i < how->story_count; i++) {
        const char *word = how->stories[i];
        if (ts_content_find_story(engine->content, word) || ts_content_find_pack(engine->content, ts_symbol_find(engine->symbols, word, strlen(word)))) continue;
        return ts_err_set(err, TS_DATA, "there is no pack or story \"%s\" in the content folders: add its folder's parent with --content", word);
    }
    return TS_OK;
}

// --- what content leads to

struct ways { const struct ts_scene *(*items)[2]; uint32_t count, room; };

static void add_way(void *self, const struct ts_way *way)
{
    struct ways *ways = self;
    if (!way->to) return;
    if (ways->count == ways->room) {
        ways->room = ways->room ? ways->room * 2 : 256;
        ways->items = ts_memory_grow(ways->items, ways->room * sizeof *ways->items);
    }
    ways->items[ways->count][0] = way->from;
    ways->items[ways->count++][1] = way->to;
}

static bool reach(struct ts_map *reached, const struct ts_scene *scene)
{
    uint64_t *is_known = ts_map_add(reached, scene->full);
    bool is_new = !*is_known;
    *is_known = 1;
    return is_new;
}

static void find_reached(struct ts_exploring *exploring)
{
    struct ways ways = {0};
    bool has_more = true;
    ts_story_each_way(exploring->engine->content, exploring->story, add_way, &ways);
    reach(&exploring->reached, exploring->story->start);
    while (has_more) {
        has_more = false;
        for (uint32_t i = 0; i < ways.count; i++) {
            const struct ts_scene *from = ways.items[i][0];
            if (!from || ts_map_find(&exploring->reached, from->full)) has_more |= reach(&exploring->reached, ways.items[i][1]);
        }
    }
    free(ways.items);
}

// --- all of them

bool ts_exploring_is_ended(struct ts_exploring *exploring)
{
    const struct ts_explore_how *how = exploring->how;
    if (how->is_ended && how->is_ended(how->self)) exploring->out->is_interrupted = true;
    return exploring->out->is_interrupted;
}

// What fails ends a path, and what is behind it is not met for that: nothing is said of what never happens.
bool ts_exploring_has_error(const struct ts_exploring *exploring, const struct ts_story *story)
{
    const struct ts_findings *findings = exploring->findings;
    for (uint32_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == TS_ERROR && (!story || findings->items[i].story == story)) return true;
    return false;
}

static enum ts_status explore_story(struct ts_exploring *exploring, const struct ts_story *story, struct ts_err *err)
{
    exploring->story = story;
    exploring->out->stories++;
    find_reached(exploring);
    enum ts_status status = ts_search_story(exploring, err);
    exploring->out->is_partial |= exploring->is_partial;
    if (!status) status = ts_lives_lead(exploring, err);
    if (!status && !exploring->out->is_interrupted && !ts_exploring_has_error(exploring, story)) {
        ts_never_judge_scenes(exploring);
        ts_never_judge_conditions(exploring);
    }
    ts_map_clear(&exploring->reached);
    ts_noticed_clear(&exploring->asking->noticed);
    return status;
}

static enum ts_status explore_all(struct ts_exploring *exploring, struct ts_err *err)
{
    const struct ts_content *content = exploring->engine->content;
    const struct ts_explore_how *how = exploring->how;
    enum ts_status status = TS_OK;
    uint32_t skipped = 0;
    for (uint32_t i = 0; i < content->story_count && !status && !exploring->out->is_interrupted; i++) {
        if (is_wanted(exploring->engine, how, content->stories[i])) status = explore_story(exploring, content->stories[i], err);
        else skipped++;
        if (how->progress) how->progress(how->self, i + 1, content->story_count);
    }
    if (status || exploring->out->is_interrupted || skipped || ts_exploring_has_error(exploring, NULL)) return status;
    exploring->story = NULL;
    exploring->is_partial = exploring->out->is_partial;
    ts_never_judge_conditions(exploring);
    ts_never_earned(exploring->engine, exploring->merits, exploring->earned, exploring->findings);
    return TS_OK;
}

// --- what was found

struct order { const struct ts_engine *engine; const struct ts_found_way *finding; };

static int compare(const void *left, const void *right)
{
    const struct order *a = left, *b = right;
    const struct ts_found_way *one = a->finding, *other = b->finding;
    int files = strcmp(text_of(a->engine, one->place.file), text_of(b->engine, other->place.file));
    if (files) return files;
    if (one->place.line != other->place.line) return one->place.line < other->place.line ? -1 : 1;
    int codes = strcmp(one->code, other->code);
    return codes ? codes : strcmp(one->message, other->message);
}

static char *tell_step(const struct ts_engine *engine, const struct ts_found_way *finding, struct ts_step step)
{
    struct ts_buffer out = {0}, answer = {0};
    const struct ts_choice *asking = NULL;
    for (uint32_t i = 0; i < finding->story->scene_count && step.answer && !asking; i++)
        for (uint32_t k = 0; k < finding->story->scenes[i]->choice_count; k++)
            if (finding->story->scenes[i]->choices[k]->id == step.choice && finding->story->scenes[i]->choices[k]->ask)
                asking = finding->story->scenes[i]->choices[k];
    const char *words = ts_path_answer(step.answer, asking, &answer);
    ts_buffer_add_text(&out, text_of(engine, step.choice));
    if (words) ts_buffer_add_format(&out, " %s", words);
    ts_buffer_clear(&answer);
    return ts_buffer_take(&out);
}

// As in what is found without playing. The source is owned.
static struct ts_problem make_problem(const struct ts_engine *engine, const struct ts_found_way *finding)
{
    struct ts_problem problem = {.severity = finding->severity, .code = finding->code, .pack = engine->content->packs[finding->pack].name,
                                 .place = finding->place, .message = finding->message, .hint = finding->hint};
    struct ts_excerpt excerpt;
    struct ts_buffer source = {0};
    if (!ts_host_find_excerpt(engine->host, finding->place, finding->message, &excerpt)) return problem;
    ts_buffer_add(&source, excerpt.text, excerpt.length);
    problem.source = ts_buffer_take(&source);
    problem.column = excerpt.column;
    return problem;
}

static void tell(const struct ts_engine *engine, const struct ts_found_way *finding, ts_each_explored *each, void *self)
{
    struct ts_problem problem = make_problem(engine, finding);
    char **path = ts_memory_get((finding->path.count + 1) * sizeof *path);
    for (uint32_t i = 0; i < finding->path.count; i++) path[i] = tell_step(engine, finding, finding->path.steps[i]);
    each(self, &(struct ts_explored_finding){.problem = problem,
                                    .story = finding->story ? text_of(engine, finding->story->id) : NULL,
                                    .focus = finding->focus ? text_of(engine, finding->focus) : NULL,
                                    .path = (const char *const *)path, .path_count = finding->path.count, .has_path = finding->has_path,
                                    .is_lived = finding->is_lived, .seed = finding->seed});
    for (uint32_t i = 0; i < finding->path.count; i++) free(path[i]);
    free(path);
    free((char *)problem.source);
}

static void tell_all(const struct ts_engine *engine, const struct ts_findings *findings, ts_each_explored *each, void *self)
{
    struct order *order = ts_memory_get((findings->count + 1) * sizeof *order);
    for (uint32_t i = 0; i < findings->count; i++) order[i] = (struct order){engine, &findings->items[i]};
    qsort(order, findings->count, sizeof *order, compare);
    for (uint32_t i = 0; i < findings->count; i++) tell(engine, order[i].finding, each, self);
    free(order);
}

enum ts_status ts_explore(struct ts_engine *engine, const struct ts_explore_how *how, ts_each_explored *each, void *self,
                          struct ts_explored *out, struct ts_err *err)
{
    struct ts_watching watching = {0};
    struct ts_asking asking = {0};
    struct ts_coverage coverage = {0};
    struct ts_findings findings = {0};
    struct ts_merits merits = {0};
    struct ts_map earned = {0};
    struct ts_exploring exploring = {.engine = engine, .how = how, .asking = &asking, .watching = &watching, .coverage = &coverage,
                                     .findings = &findings, .out = out, .earned = &earned, .merits = &merits, .seed = how->seed,
                                     .states = how->states ? how->states : TS_EXPLORE_STATES,
                                     .turns = how->turns ? how->turns : TS_EXPLORE_TURNS};
    *out = (struct ts_explored){0};
    enum ts_status status = find_words(engine, how, err);
    if (!status) status = ts_store_open("memory:", TS_STORE_CREATE, engine->symbols, &engine->store, err);
    if (status) return status;
    ts_watching_begin(&watching, engine, false);
    ts_asking_begin(&asking, engine);
    status = explore_all(&exploring, err);
    if (!status) tell_all(engine, &findings, each, self);
    ts_asking_end(&asking, engine);
    ts_watching_end(&watching, engine);
    ts_watching_clear(&watching);
    ts_coverage_clear(&coverage);
    ts_coverage_clear(&exploring.guided);
    ts_findings_clear(&findings);
    ts_merits_clear(&merits);
    ts_map_clear(&earned);
    ts_store_close(engine->store);
    engine->store = NULL;
    return status;
}
