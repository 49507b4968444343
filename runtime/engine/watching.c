// watching.c - what the packs' functions and conditions did while runs were played
#include "engine/watching.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "game/view.h"

struct span {
    struct ts_watching *watching;
    struct ts_watched *call;
    uint32_t pack;
    bool is_measured, is_counted; // its steps; else its time
    int64_t began;
};

static struct span begin(struct ts_watching *watching, const struct ts_view *view, ts_call call)
{
    struct span span = {.watching = watching, .call = &watching->calls[call], .pack = view->content->calls[call].pack};
    span.call->asked++;
    span.is_counted = (++watching->begun * UINT64_C(0x9e3779b97f4a7c15)) >> 63; // half of them, in no pattern that calls could have
    span.is_measured = watching->is_measured && !watching->depth; // what a call asks in its turn is part of it
    watching->depth++;
    if (!span.is_measured) return span;
    if (span.is_counted) ts_host_set_exact(watching->host, span.pack, true);
    span.began = span.is_counted ? ts_host_steps(watching->host) : ts_clock_monotonic();
    return span;
}

static enum ts_status end(const struct span *span, enum ts_status status)
{
    struct ts_watching *watching = span->watching;
    span->call->failed += status != TS_OK;
    watching->depth--;
    if (!span->is_measured) return status;
    if (span->is_counted) {
        span->call->steps += ts_host_steps(watching->host) - span->began;
        span->call->counted++;
        ts_host_set_exact(watching->host, span->pack, false);
    } else {
        span->call->nanos += ts_clock_monotonic() - span->began;
        span->call->timed++;
    }
    return status;
}

static enum ts_status test(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    enum ts_status status = watching->inner->test(watching->inner->self, view, call, out, err);
    span.call->held += !status && *out;
    return end(&span, status);
}

static enum ts_status number(void *self, struct ts_view *view, ts_call call, double *out, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    return end(&span, watching->inner->number(watching->inner->self, view, call, out, err));
}

static enum ts_status value(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    enum ts_status status = watching->inner->value(watching->inner->self, view, call, out, err);
    span.call->held += !status && ts_value_is_true(*out);
    return end(&span, status);
}

static enum ts_status words(void *self, struct ts_view *view, ts_call call, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    return end(&span, watching->inner->words(watching->inner->self, view, call, out, err));
}

static enum ts_status list(void *self, struct ts_view *view, ts_call call, struct ts_value **items, uint32_t *count, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    return end(&span, watching->inner->list(watching->inner->self, view, call, items, count, err));
}

static enum ts_status act(void *self, struct ts_view *view, ts_call call, const struct ts_happened *what, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    return end(&span, watching->inner->act(watching->inner->self, view, call, what, err));
}

static enum ts_status migrate(void *self, struct ts_view *view, ts_call call, struct ts_migrating *what, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    return end(&span, watching->inner->migrate(watching->inner->self, view, call, what, err));
}

static enum ts_status rule(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err)
{
    struct ts_watching *watching = self;
    struct span span = begin(watching, view, call);
    enum ts_status status = watching->inner->rule(watching->inner->self, view, call, out, err);
    span.call->held += !status && *out;
    return end(&span, status);
}

void ts_watching_begin(struct ts_watching *watching, struct ts_engine *engine, bool is_measured)
{
    *watching = (struct ts_watching){.script = {watching, test, number, value, words, list, act, migrate, rule},
                                     .inner = engine->script,
                                     .host = engine->host,
                                     .count = engine->content->call_count,
                                     .is_measured = is_measured};
    watching->calls = ts_memory_get(watching->count * sizeof *watching->calls);
    memset(watching->calls, 0, watching->count * sizeof *watching->calls);
    engine->script = &watching->script;
}

void ts_watching_end(struct ts_watching *watching, struct ts_engine *engine)
{
    engine->script = watching->inner;
}

void ts_watching_add(struct ts_watching *watching, const struct ts_watched *others)
{
    for (uint32_t i = 0; i < watching->count; i++) {
        struct ts_watched *call = &watching->calls[i];
        call->asked += others[i].asked;
        call->held += others[i].held;
        call->failed += others[i].failed;
        call->counted += others[i].counted;
        call->timed += others[i].timed;
        call->steps += others[i].steps;
        call->nanos += others[i].nanos;
    }
}

static int64_t for_all(int64_t sum, uint64_t measured, uint64_t asked)
{
    return measured ? (int64_t)((double)sum / (double)measured * (double)asked) : 0;
}

int64_t ts_watched_steps(const struct ts_watched *call)
{
    return for_all(call->steps, call->counted, call->asked);
}

int64_t ts_watched_nanos(const struct ts_watched *call)
{
    return for_all(call->nanos, call->timed, call->asked);
}

void ts_watching_clear(struct ts_watching *watching)
{
    free(watching->calls);
    *watching = (struct ts_watching){0};
}
