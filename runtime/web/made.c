// made.c - what an idempotency key has done already, by the store
#include "web/made.h"

#include <stdlib.h>

#include "base/arena.h"

enum { RECENT_MS = 60 * 60 * 1000 };

static bool each_choice(void *self, const struct ts_act_record *act)
{
    uint64_t *key = self;
    bool is_chosen = act->kind == TS_ACT_START || act->kind == TS_ACT_TURN || act->kind == TS_ACT_CARE;
    if (is_chosen) *key = act->key;
    return !is_chosen;
}

enum ts_status ts_made_last_key(struct ts_engine *engine, int64_t run, uint64_t *out, struct ts_err *err)
{
    *out = 0;
    return ts_store_each_act(engine->store, run, 0, each_choice, out, err);
}

struct recent { ts_symbol run; int64_t row; };
struct finding { int64_t since; struct recent *runs; uint32_t count, room; };

static void each_run(void *self, const struct ts_run_record *run)
{
    struct finding *finding = self;
    if (run->created_at < finding->since) return;
    if (finding->count == finding->room) {
        finding->room = finding->room ? finding->room * 2 : 8;
        finding->runs = ts_memory_grow(finding->runs, finding->room * sizeof *finding->runs);
    }
    finding->runs[finding->count++] = (struct recent){run->id, run->row};
}

static bool each_act(void *self, const struct ts_act_record *act)
{
    *(uint64_t *)self = act->key; // in the end that of the oldest
    return true;
}

enum ts_status ts_made_find(struct ts_desk *desk, uint64_t key, ts_symbol player, ts_symbol *out, struct ts_err *err)
{
    struct ts_engine *engine = desk->engine;
    struct finding finding = {.since = engine->now() - RECENT_MS};
    *out = 0;
    if (!key) return TS_OK;
    enum ts_status status = ts_store_each_run(engine->store, (struct ts_run_filter){.player = player}, each_run, &finding, err);
    for (uint32_t i = finding.count; i-- > 0 && !status && !*out;) {
        uint64_t first = 0;
        status = ts_store_each_act(engine->store, finding.runs[i].row, 0, each_act, &first, err);
        if (first == key) *out = finding.runs[i].run;
    }
    free(finding.runs);
    return status;
}
