// explore_merit.c - completions met, to see what unlock rules say of many of them
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/exploring.h"

enum { ROUNDS = 96, CAREFUL_ROUNDS = 6 };

static void join_metaconcepts(struct ts_completion_record *record, const struct ts_run *run)
{
    ts_symbol *list = ts_memory_get((record->metaconcept_count + run->metaconcept_count + 1) * sizeof *list);
    uint32_t count = record->metaconcept_count;
    if (count) memcpy(list, record->metaconcepts, count * sizeof *list);
    for (uint32_t i = 0; i < run->metaconcept_count; i++) {
        bool is_known = false;
        for (uint32_t k = 0; k < count; k++) is_known |= list[k] == run->metaconcepts[i];
        if (!is_known) list[count++] = run->metaconcepts[i];
    }
    free((ts_symbol *)record->metaconcepts);
    record->metaconcepts = list;
    record->metaconcept_count = count;
}

static struct ts_completion_record *find(struct ts_merits *merits, ts_symbol story, ts_symbol ending)
{
    for (uint32_t i = 0; i < merits->count; i++)
        if (merits->items[i].story == story && merits->items[i].ending == ending) return &merits->items[i];
    if (merits->count == merits->room) {
        merits->room = merits->room ? merits->room * 2 : 16;
        merits->items = ts_memory_grow(merits->items, merits->room * sizeof *merits->items);
    }
    merits->items[merits->count++] = (struct ts_completion_record){.story = story, .ending = ending};
    return &merits->items[merits->count - 1];
}

// The longest of each ending, with all that was integrated on the way to it.
void ts_merits_add(struct ts_merits *merits, const struct ts_play *play)
{
    const struct ts_completion *completion = &play->changes.completion;
    if (!play->changes.completes) return;
    struct ts_completion_record *record = find(merits, play->run->story->id, completion->ending);
    if (completion->turns > record->turns) record->turns = completion->turns;
    if (completion->milestones > record->milestones) record->milestones = completion->milestones;
    record->focus = play->run->story->focus;
    if (play->run->metaconcept_count) join_metaconcepts(record, play->run);
}

void ts_merits_clear(struct ts_merits *merits)
{
    for (uint32_t i = 0; i < merits->count; i++) free((ts_symbol *)merits->items[i].metaconcepts);
    free(merits->items);
    *merits = (struct ts_merits){0};
}

// --- unlocks

struct career { // of somebody who completes all there is, again and again
    struct ts_engine *engine;
    struct ts_progression progression;
    struct ts_map *earned;
};

static void ask_rules(struct career *career)
{
    struct ts_engine *engine = career->engine;
    const struct ts_content *content = engine->content;
    struct ts_err err;
    for (uint32_t i = 0; i < content->unlock_count; i++) {
        const struct ts_unlock *unlock = &content->unlocks[i];
        struct ts_view view = {.content = content, .script = engine->script, .world = ts_empty_world(), .progression = &career->progression,
                               .phase = TS_READING, .pack = unlock->pack};
        bool holds = false;
        if (ts_progression_is_unlocked(&career->progression, unlock->id)) continue;
        if (engine->script->rule(engine->script->self, &view, unlock->when, &holds, &err) || !holds) continue;
        ts_progression_unlock(&career->progression, unlock->id);
        *ts_map_add(career->earned, unlock->id) = 1;
    }
}

static void complete(struct career *career, const struct ts_completion_record *merit, int round, uint32_t number)
{
    struct ts_engine *engine = career->engine;
    struct ts_completion_record record = *merit;
    char id[64];
    snprintf(id, sizeof id, "explored_%d_%" PRIu32, round, number);
    record.run = record.life = record.universe = ts_symbol_of(engine->symbols, id);
    record.at = ((int64_t)round + 1) * 1000;
    if (round % 2 && engine->content->focus_count) record.focus = engine->content->focuses[(uint32_t)round / 2 % engine->content->focus_count].id;
    ts_progression_add(&career->progression, &record);
}

static bool is_all_earned(const struct ts_engine *engine, const struct ts_map *earned)
{
    for (uint32_t i = 0; i < engine->content->unlock_count; i++)
        if (!ts_map_find(earned, engine->content->unlocks[i].id)) return false;
    return true;
}

static void report(struct ts_engine *engine, const struct ts_unlock *unlock, struct ts_findings *findings)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "unlock \"%s\" was never earned, though every ending that was met was completed %d times",
                         ts_symbol_text(engine->symbols, unlock->id), ROUNDS);
    struct ts_found_way finding = {.severity = TS_WARNING, .code = "never-earned", .pack = unlock->pack, .place = unlock->place,
                                   .message = ts_buffer_take(&words), .hint = "its rule asks for what no story gives, or for very much of it"};
    ts_findings_add(findings, &finding, NULL);
}

void ts_never_earned(struct ts_engine *engine, const struct ts_merits *merits, struct ts_map *earned, struct ts_findings *findings)
{
    struct career career = {.engine = engine, .earned = earned};
    ts_progression_init(&career.progression, engine->symbols, ts_symbol_of(engine->symbols, "explorer"));
    for (int round = 0; round < ROUNDS && !is_all_earned(engine, earned); round++) {
        for (uint32_t i = 0; i < merits->count; i++) {
            complete(&career, &merits->items[i], round, i);
            if (round < CAREFUL_ROUNDS) ask_rules(&career);
        }
        ask_rules(&career);
    }
    ts_progression_clear(&career.progression);
    for (uint32_t i = 0; i < engine->content->unlock_count; i++)
        if (!ts_map_find(earned, engine->content->unlocks[i].id)) report(engine, &engine->content->unlocks[i], findings);
}
