// narration.c - how many passages a second the grammar of the shipped harbour tells, on one core, each with a seed of its own
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "game/grammar.h"
#include "game/run.h"
#include "lua/host.h"

enum { PASSAGES = 100000 };

static void stop(const char *why)
{
    fprintf(stderr, "narration: %s\n", why);
    exit(1);
}

static const struct ts_narrate *find(const struct ts_story *story)
{
    for (uint32_t i = 0; story && i < story->scene_count; i++)
        if (story->scenes[i]->narrate && story->scenes[i]->narrate->grammar) return story->scenes[i]->narrate;
    stop("no scene of the story narrates");
    return NULL;
}

// Passages a second; what was told lately is kept, as in play.
static double rate(const struct ts_narrate *narrate, struct ts_view *view)
{
    static const char lamp[] = "the lantern is lit";
    struct ts_buffer told = {0}, *facts = calloc(narrate->fact_count + 1, sizeof *facts);
    struct ts_spoken spoken = {0};
    struct ts_err err;
    if (!facts) stop("out of memory");
    for (uint32_t i = 0; i < narrate->fact_count; i++) ts_buffer_add_text(&facts[i], lamp);
    int64_t begun = ts_clock_monotonic();
    for (uint64_t seed = 1; seed <= PASSAGES; seed++) {
        told.length = 0;
        struct ts_grammar_asked asked = {.narrate = narrate, .facts = facts, .spoken = &spoken, .seed = seed,
                                         .words_min = narrate->words_min, .words_max = narrate->words_max};
        if (ts_grammar_tell(&asked, view, &told, &err)) stop(err.message);
        ts_spoken_add(&spoken, told.bytes, told.length);
    }
    double seconds = (double)(ts_clock_monotonic() - begun) / 1e9;
    for (uint32_t i = 0; i < narrate->fact_count; i++) ts_buffer_clear(&facts[i]);
    ts_buffer_clear(&told);
    free(facts);
    return PASSAGES / seconds;
}

// narration CONTENT STORY
int main(int count, char **words)
{
    if (count < 3) stop("say a folder of packs and a story");
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_host *host = NULL;
    struct ts_err err;
    const char *folders[] = {words[1]};
    if (ts_host_load(symbols, &(struct ts_loading){.folders = folders, .folder_count = 1}, NULL, NULL, &host, &err)) stop(err.message);
    const struct ts_content *content = ts_host_content(host);
    const struct ts_story *story = ts_content_find_story(content, words[2]);
    const struct ts_narrate *narrate = find(story);
    struct ts_run *run = ts_run_new(content, story);
    struct ts_changeset changes = {.content = content, .run = run};
    struct ts_view view = {.content = content, .run = run, .changes = &changes, .script = ts_host_script(host), .phase = TS_READING};
    printf("%.0f\n", rate(narrate, &view));
    ts_changeset_clear(&changes);
    ts_run_free(run);
    ts_host_free(host);
    ts_symbols_free(symbols);
    return 0;
}
