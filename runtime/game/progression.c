// progression.c - what a player has earned: computed from completions, never kept beside them
#include "game/progression.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"
#include "game/kept.h"

// Which of the sets a symbol was joined to: bits in `joined`.
enum { IN_RUNS = 1, IN_UNIVERSES = 2, IN_METACONCEPTS = 4 };

void ts_progression_init(struct ts_progression *progression, struct ts_symbols *symbols, ts_symbol player)
{
    *progression = (struct ts_progression){.symbols = symbols, .player = player};
}

void ts_progression_clear(struct ts_progression *progression)
{
    free(progression->runs);
    free(progression->universes);
    free(progression->metaconcepts);
    ts_map_clear(&progression->tallies);
    ts_map_clear(&progression->unlocked);
    ts_map_clear(&progression->learned);
    ts_map_clear(&progression->since);
    ts_map_clear(&progression->joined);
    ts_map_clear(&progression->lives);
    *progression = (struct ts_progression){0};
}

static bool join(struct ts_progression *progression, ts_symbol symbol, uint64_t set, ts_symbol **list, uint32_t *count, uint32_t *room)
{
    uint64_t *sets = ts_map_add(&progression->joined, symbol);
    if (*sets & set) return false;
    *sets |= set;
    if (*count == *room) {
        *room = *room ? *room * 2 : 8;
        *list = ts_memory_grow(*list, *room * sizeof **list);
    }
    (*list)[(*count)++] = symbol;
    return true;
}

// Does this count for the first time in that life? From now on it has.
static bool count_once(struct ts_progression *progression, ts_symbol life, ts_symbol what)
{
    uint64_t *counted = ts_map_add(&progression->lives, (uint64_t)life << 32 | what);
    bool is_first = !*counted;
    *counted = 1;
    return is_first;
}

static void tally(struct ts_progression *progression, const char *kind, ts_symbol what, ts_symbol life, int64_t at)
{
    struct ts_buffer words = {0};
    ts_symbol key;
    uint64_t *last;
    if (!what) return;
    ts_buffer_add_text(&words, kind);
    ts_buffer_add(&words, ts_symbol_text(progression->symbols, what), ts_symbol_length(progression->symbols, what));
    key = ts_symbol_add(progression->symbols, words.bytes, words.length);
    ts_buffer_clear(&words);
    if (!count_once(progression, life, key)) return;
    ++*ts_map_add(&progression->tallies, key);
    last = ts_map_add(&progression->since, key);
    if ((int64_t)*last < at) *last = (uint64_t)at;
}

void ts_progression_add(struct ts_progression *progression, const struct ts_completion_record *completion)
{
    ts_symbol life = completion->life ? completion->life : completion->run;
    if (!join(progression, completion->run, IN_RUNS, &progression->runs, &progression->run_count, &progression->run_room)) return;
    progression->turns += completion->turns;
    progression->milestones += completion->milestones;
    if (count_once(progression, life, 0)) {
        progression->completed++;
        if (completion->universe)
            join(progression, completion->universe, IN_UNIVERSES, &progression->universes, &progression->universe_count,
                 &progression->universe_room);
    }
    for (uint32_t i = 0; i < completion->metaconcept_count; i++)
        join(progression, completion->metaconcepts[i], IN_METACONCEPTS, &progression->metaconcepts, &progression->metaconcept_count,
             &progression->metaconcept_room);
    tally(progression, "story/", completion->story, life, completion->at);
    tally(progression, "ending/", completion->ending, life, completion->at);
    tally(progression, "focus/", completion->focus, life, completion->at);
}

void ts_progression_unlock(struct ts_progression *progression, ts_symbol unlock)
{
    *ts_map_add(&progression->unlocked, unlock) = 1;
}

bool ts_progression_is_unlocked(const struct ts_progression *progression, ts_symbol unlock)
{
    return ts_map_find(&progression->unlocked, unlock) != NULL;
}

int64_t ts_progression_earned(const struct ts_progression *progression)
{
    return progression->completed * TS_POINTS_A_RUN + progression->turns / TS_TURNS_A_POINT;
}

int64_t ts_progression_points(const struct ts_progression *progression)
{
    return ts_progression_earned(progression) - progression->spent;
}

void ts_progression_learn(struct ts_progression *progression, ts_symbol skill, int64_t paid)
{
    *ts_map_add(&progression->learned, skill) = 1;
    progression->spent += paid;
}

bool ts_progression_has_learned(const struct ts_progression *progression, ts_symbol skill)
{
    return ts_map_find(&progression->learned, skill) != NULL;
}

int64_t ts_progression_count(const struct ts_progression *progression, ts_symbol key)
{
    const uint64_t *count = ts_map_find(&progression->tallies, key);
    return count ? (int64_t)*count : 0;
}
