// join.c - calls made of others: what packs add to conditions and rules that are not theirs
#include <string.h>

#include "lua/call.h"

ts_call ts_call_join(struct ts_host *host, const struct ts_join *parts, ts_call like)
{
    struct ts_arena *arena = host->content.arena;
    struct ts_join *join = ts_arena_get(arena, sizeof *join);
    ts_call *calls = ts_arena_get(arena, (parts->any_count + parts->all_count + 1) * sizeof *calls);
    ts_call call = ts_call_add_info(&host->content);
    *join = *parts;
    join->any = calls;
    join->all = calls + parts->any_count;
    if (parts->any_count) memcpy(calls, parts->any, parts->any_count * sizeof *calls);
    if (parts->all_count) memcpy(calls + parts->any_count, parts->all, parts->all_count * sizeof *calls);
    host->content.calls[call] = host->content.calls[like];
    host->content.calls[call].join = join;
    return call;
}

struct asking {
    struct ts_host *host;
    struct ts_view *view;
    ts_ask *ask;
    struct ts_err *err; // of the first part that erred without anywhere to keep that
    enum ts_status status;
};

// A part that errs does not hold, and its own pack is blamed; nor does one whose pack is set aside.
static bool holds(struct asking *asking, ts_call part)
{
    const struct ts_call_info *info = &asking->host->content.calls[part];
    struct ts_err err;
    bool answer = false;
    if (asking->view->is_aside && asking->view->is_aside(asking->view->whose, info->pack)) return false;
    enum ts_status status = asking->ask(asking->host, asking->view, part, &answer, &err);
    if (!status) return answer;
    if (asking->view->changes) ts_changeset_fault(asking->view->changes, info->pack, info->place, err.message);
    else if (!asking->status) {
        *asking->err = err;
        asking->status = status;
    }
    return false;
}

enum ts_status ts_join_ask(struct ts_host *host, struct ts_view *view, ts_call call, ts_ask *ask, bool *out, struct ts_err *err)
{
    const struct ts_join *join = host->content.calls[call].join;
    struct asking asking = {.host = host, .view = view, .ask = ask, .err = err};
    bool any = join->any_count == 0, all = true;
    for (uint32_t i = 0; i < join->any_count; i++) any |= holds(&asking, join->any[i]); // all of them: what they read explains
    for (uint32_t i = 0; i < join->all_count; i++) all &= holds(&asking, join->all[i]);
    *out = any && all;
    return *out ? TS_OK : asking.status;
}
