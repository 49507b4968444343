// explore_asking.c - stands between the engine and what answers for scripts, and notes what they ask about
#include <stdlib.h>

#include "engine/exploring.h"

static enum ts_status end(struct ts_asking *asking, struct ts_view *view, ts_call call, enum ts_status status)
{
    view->noticed = NULL;
    if (status) asking->failed = call;
    return status;
}

static enum ts_status test(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_asking *asking = self;
    asking->is_condition[call] = true;
    asking->asked[call]++;
    view->noticed = &asking->noticed;
    asking->noticed.asks_others = false;
    enum ts_status status = asking->inner->test(asking->inner->self, view, call, out, err);
    asking->asks_others[call] |= asking->noticed.asks_others;
    return end(asking, view, call, status);
}

static enum ts_status number(void *self, struct ts_view *view, ts_call call, double *out, struct ts_err *err)
{
    struct ts_asking *asking = self;
    view->noticed = &asking->noticed;
    return end(asking, view, call, asking->inner->number(asking->inner->self, view, call, out, err));
}

static enum ts_status value(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err)
{
    struct ts_asking *asking = self;
    return end(asking, view, call, asking->inner->value(asking->inner->self, view, call, out, err));
}

static enum ts_status words(void *self, struct ts_view *view, ts_call call, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_asking *asking = self;
    return end(asking, view, call, asking->inner->words(asking->inner->self, view, call, out, err));
}

static enum ts_status list(void *self, struct ts_view *view, ts_call call, struct ts_value **items, uint32_t *count, struct ts_err *err)
{
    struct ts_asking *asking = self;
    view->noticed = &asking->noticed;
    return end(asking, view, call, asking->inner->list(asking->inner->self, view, call, items, count, err));
}

static enum ts_status act(void *self, struct ts_view *view, ts_call call, const struct ts_happened *what, struct ts_err *err)
{
    struct ts_asking *asking = self;
    view->noticed = &asking->noticed;
    return end(asking, view, call, asking->inner->act(asking->inner->self, view, call, what, err));
}

static enum ts_status migrate(void *self, struct ts_view *view, ts_call call, struct ts_migrating *what, struct ts_err *err)
{
    struct ts_asking *asking = self;
    return asking->inner->migrate(asking->inner->self, view, call, what, err);
}

static enum ts_status rule(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_asking *asking = self;
    return end(asking, view, call, asking->inner->rule(asking->inner->self, view, call, out, err));
}

static void *get_for_calls(const struct ts_content *content, size_t each)
{
    void *list = ts_memory_get((content->call_count + 1) * each);
    return memset(list, 0, (content->call_count + 1) * each);
}

void ts_asking_begin(struct ts_asking *asking, struct ts_engine *engine)
{
    *asking = (struct ts_asking){.script = {asking, test, number, value, words, list, act, migrate, rule}, .inner = engine->script};
    asking->call_count = engine->content->call_count;
    asking->is_condition = get_for_calls(engine->content, sizeof *asking->is_condition);
    asking->asks_others = get_for_calls(engine->content, sizeof *asking->asks_others);
    asking->asked = get_for_calls(engine->content, sizeof *asking->asked);
    engine->script = &asking->script;
}

void ts_asking_recount(struct ts_asking *asking)
{
    memset(asking->asked, 0, (asking->call_count + 1) * sizeof *asking->asked);
}

void ts_asking_end(struct ts_asking *asking, struct ts_engine *engine)
{
    engine->script = asking->inner;
    ts_noticed_clear(&asking->noticed);
    free(asking->is_condition);
    free(asking->asks_others);
    free(asking->asked);
    *asking = (struct ts_asking){0};
}
