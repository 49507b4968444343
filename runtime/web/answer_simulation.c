// answer_simulation.c - many runs without a player, begun from a page: how far they are, and what came of them
#include <string.h>

#include "base/clock.h"
#include "base/embedded.h"
#include "engine/chooser.h"
#include "engine/report.h"
#include "engine/simulate.h"
#include "web/answers.h"
#include "web/errand.h"

enum { RUNS = 1000, TURNS = 200, RUNS_MAX = 100000, TURNS_MAX = 10000 };

struct simulating {
    const char *story, *chooser;
    struct ts_said_number runs, turns, seed;
    struct ts_errand_child *child; // in the child
};
static const struct ts_said simulating[] = {
    {"story", TS_SAID_TEXT, true, offsetof(struct simulating, story)},
    {"runs", TS_SAID_NUMBER, false, offsetof(struct simulating, runs)},
    {"turns", TS_SAID_NUMBER, false, offsetof(struct simulating, turns)},
    {"seed", TS_SAID_NUMBER, false, offsetof(struct simulating, seed)},
    {"chooser", TS_SAID_TEXT, false, offsetof(struct simulating, chooser)},
    {0},
};

// --- in the child

static void tell(void *self, const struct ts_simulated *so_far)
{
    struct simulating *how = self;
    ts_errand_tell(how->child, (int64_t)(so_far->part * (double)how->runs.value), how->runs.value);
}

static void write_arguments(const struct simulating *how, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_text(json, "chooser", how->chooser);
    ts_json_field_int(json, "jobs", 1);
    ts_json_field_int(json, "runs", how->runs.value);
    ts_json_field_int(json, "seed", how->seed.value);
    ts_json_field_text(json, "story", how->story);
    ts_json_field_int(json, "turns", how->turns.value);
    ts_json_close(json, '}');
}

static enum ts_status simulate(const struct ts_engine *given, void *self, struct ts_errand_child *child, struct ts_buffer *out, struct ts_buffer *more,
                               struct ts_err *err)
{
    struct simulating *how = self;
    struct ts_engine engine = *given;
    const struct ts_embedded_file *script = ts_embedded_find_sim("play");
    struct ts_buffer arguments = {0}, plays = {0};
    how->child = child;
    engine.asks = engine.is_served = false; // nobody is there to answer warnings
    write_arguments(how, &arguments);
    struct ts_simulate_how ways = {.name = script->name, .source = script->bytes, .length = script->length, .args_json = arguments.bytes,
                                   .jobs = 1, .progress = tell, .plays = &plays, .self = how};
    enum ts_status status = ts_simulate(&engine, &ways, out, err);
    while (!status && out->length && out->bytes[out->length - 1] == '\n') out->length--;
    if (!status) status = ts_report_write(&engine, &(struct ts_report){.title = how->story, .plays_json = plays.bytes}, more, err);
    ts_buffer_clear(&arguments);
    ts_buffer_clear(&plays);
    return status;
}

// --- begun

static enum ts_status check(struct ts_desk *desk, struct simulating *said, struct ts_err *err)
{
    const struct ts_story *story;
    enum ts_chooser chooser;
    const char *near = NULL;
    if (!said->chooser) said->chooser = "random";
    if (!said->runs.given) said->runs.value = RUNS;
    if (!said->turns.given) said->turns.value = TURNS;
    if (!said->seed.given) said->seed.value = 1;
    if (said->runs.value < 1 || said->runs.value > RUNS_MAX) return ts_err_set(err, TS_USAGE, "\"runs\" is to be from 1 to %d", RUNS_MAX);
    if (said->turns.value < 1 || said->turns.value > TURNS_MAX) return ts_err_set(err, TS_USAGE, "\"turns\" is to be from 1 to %d", TURNS_MAX);
    if (!ts_chooser_find(said->chooser, &chooser, &near))
        return ts_err_set(err, TS_USAGE, near ? "no chooser \"%s\": did you mean \"%s\"?" : "no chooser \"%s\": there are random, first, least_used and guided", said->chooser, near);
    return ts_engine_find_story(desk->engine, said->story, &story, err);
}

enum ts_status ts_answer_simulate(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct simulating said = {0};
    struct ts_errand *errand = NULL;
    enum ts_status status = ts_said_read(simulating, request->body, &said, err);
    if (!status) status = check(desk, &said, err);
    if (!status) status = ts_errand_begin(desk, &(struct ts_errand_how){simulate, &said, TS_REPLY_JSON}, NULL, &errand, err);
    if (status) return status;
    errand->of = said.runs.value;
    reply->status = 202;
    ts_json_open(&reply->body, '{');
    ts_json_field_symbol(&reply->body, "id", desk->engine->symbols, errand->id);
    ts_json_close(&reply->body, '}');
    return TS_OK;
}

// --- asked for

static enum ts_status find(struct ts_desk *desk, const struct ts_request *request, struct ts_errand **out, struct ts_reply *reply, struct ts_err *err)
{
    const char *id = ts_word_of(request, "id");
    *out = NULL;
    if (ts_is_elsewhere(desk, id, reply)) return TS_OK;
    *out = ts_errand_find(desk, ts_symbol_find(desk->engine->symbols, id, strlen(id)));
    if (!*out) return ts_err_set(err, TS_DATA, "there is no simulation \"%.64s\": they are kept for an hour, and until packs are loaded again", id);
    (*out)->since = ts_clock_millis();
    return TS_OK;
}

enum ts_status ts_answer_simulation(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    static const char *const states[] = {[TS_ERRAND_RUNS] = "running", [TS_ERRAND_DONE] = "done", [TS_ERRAND_FAILED] = "failed"};
    struct ts_errand *errand;
    struct ts_buffer *json = &reply->body;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = find(desk, request, &errand, reply, err);
    if (status || reply->elsewhere) return status;
    ts_json_open(json, '{');
    if (errand->state == TS_ERRAND_FAILED) ts_json_field_text(json, "detail", errand->err.message);
    ts_json_field_int(json, "done", errand->state == TS_ERRAND_DONE ? errand->of : errand->done);
    ts_json_field_symbol(json, "id", desk->engine->symbols, errand->id);
    ts_json_field_int(json, "of", errand->of);
    ts_json_key(json, "report");
    if (errand->state == TS_ERRAND_DONE) ts_json_raw(json, errand->answer.bytes);
    else ts_json_null(json);
    ts_json_field_text(json, "state", states[errand->state]);
    ts_json_close(json, '}');
    return TS_OK;
}

enum ts_status ts_answer_simulation_report(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_errand *errand;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = find(desk, request, &errand, reply, err);
    if (status || reply->elsewhere) return status;
    if (errand->state != TS_ERRAND_DONE) return ts_err_set(err, TS_REFUSED, "the simulation has not ended well: there is no report");
    reply->type = TS_REPLY_HTML;
    ts_buffer_add(&reply->body, errand->more.bytes, errand->more.length);
    return TS_OK;
}

enum ts_status ts_answer_simulation_events(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_errand *errand;
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = find(desk, request, &errand, reply, err);
    if (status || reply->elsewhere) return status;
    ts_errand_listen(desk, errand, request->number);
    reply->is_kept = true;
    return TS_OK;
}

enum ts_status ts_answer_end_simulation(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_errand *errand;
    enum ts_status status = ts_said_read(ts_said_nothing, request->body, NULL, err);
    if (!status) status = find(desk, request, &errand, reply, err);
    if (status || reply->elsewhere) return status;
    ts_errand_drop(desk, errand);
    reply->status = 204;
    return TS_OK;
}
