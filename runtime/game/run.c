// run.c - one playthrough of a story: where it stands and what it carries
#include "game/run.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

enum { STATE_COUNT = TS_ARCHIVED + 1 };

static const char *const state_names[STATE_COUNT] = {"new", "active", "paused", "abandoned", "completed", "archived"};

// One bit for each state that may follow.
static const unsigned moves[STATE_COUNT] = {
    [TS_NEW] = 1u << TS_ACTIVE,
    [TS_ACTIVE] = 1u << TS_PAUSED | 1u << TS_ABANDONED | 1u << TS_COMPLETED,
    [TS_PAUSED] = 1u << TS_ACTIVE | 1u << TS_ABANDONED | 1u << TS_COMPLETED,
    [TS_ABANDONED] = 1u << TS_ACTIVE | 1u << TS_ARCHIVED,
    [TS_COMPLETED] = 1u << TS_ARCHIVED,
    [TS_ARCHIVED] = 0,
};

const char *ts_run_state_name(enum ts_run_state state)
{
    return state_names[state];
}

// `"paused", "abandoned" or "completed"`
static void list_moves(unsigned allowed, char *out, size_t size)
{
    int left = __builtin_popcount(allowed);
    size_t length = 0;
    for (int state = 0; state < STATE_COUNT; state++) {
        if (!(allowed & 1u << state)) continue;
        left--;
        length += (size_t)snprintf(out + length, size - length, "\"%s\"%s", state_names[state], left > 1 ? ", " : left ? " or " : "");
    }
}

enum ts_status ts_run_state_move(enum ts_run_state from, enum ts_run_state to, struct ts_err *err)
{
    char allowed[80];
    if (moves[from] & 1u << to) return TS_OK;
    if (!moves[from])
        return ts_err_set(err, TS_REFUSED, "run is \"%s\" and cannot become \"%s\"; \"%s\" is final", state_names[from], state_names[to],
                          state_names[from]);
    list_moves(moves[from], allowed, sizeof allowed);
    return ts_err_set(err, TS_REFUSED, "run is \"%s\" and cannot become \"%s\"; from \"%s\" it can only become %s", state_names[from],
                      state_names[to], state_names[from], allowed);
}

struct ts_run *ts_run_new(const struct ts_content *content, const struct ts_story *story)
{
    struct ts_run *run = ts_memory_get(sizeof *run);
    *run = (struct ts_run){.story = story, .var_count = story->var_count + content->own_count};
    run->vars = ts_memory_get(run->var_count * sizeof *run->vars);
    for (uint32_t slot = 0; slot < run->var_count; slot++) run->vars[slot] = ts_value_keep(ts_content_var(content, story, slot)->initial);
    return run;
}

void ts_run_free(struct ts_run *run)
{
    if (!run) return;
    for (uint32_t slot = 0; slot < run->var_count; slot++) ts_value_drop(&run->vars[slot]);
    free(run->vars);
    ts_map_clear(&run->tallies);
    free(run->metaconcepts);
    free(run->care);
    ts_text_drop(run->care_source);
    free(run);
}

struct ts_tally ts_run_tally(const struct ts_run *run, ts_symbol symbol)
{
    const uint64_t *packed = ts_map_find(&run->tallies, symbol);
    return packed ? (struct ts_tally){(uint32_t)*packed, (uint32_t)(*packed >> 32)} : (struct ts_tally){0};
}

void ts_run_tally_put(struct ts_run *run, ts_symbol symbol, struct ts_tally tally)
{
    *ts_map_add(&run->tallies, symbol) = (uint64_t)tally.turn << 32 | tally.count;
}

bool ts_run_has_metaconcept(const struct ts_run *run, ts_symbol id)
{
    for (uint32_t i = 0; i < run->metaconcept_count; i++)
        if (run->metaconcepts[i] == id) return true;
    return false;
}

void ts_run_add_metaconcept(struct ts_run *run, ts_symbol id)
{
    if (ts_run_has_metaconcept(run, id)) return;
    if (run->metaconcept_count == run->metaconcept_room) {
        run->metaconcept_room = run->metaconcept_room ? run->metaconcept_room * 2 : 8;
        run->metaconcepts = ts_memory_grow(run->metaconcepts, run->metaconcept_room * sizeof *run->metaconcepts);
    }
    run->metaconcepts[run->metaconcept_count++] = id;
}
