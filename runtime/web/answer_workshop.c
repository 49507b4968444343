// answer_workshop.c - what an author asks: what is wrong with packs, and how a story hangs together
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/findings.h"
#include "engine/graph.h"
#include "engine/packs.h"
#include "web/answers.h"
#include "web/errand.h"

enum { DRAWING_SECONDS = 60 };

// --- check: by a child, since it loads packs as they lie there now, which may be what brings a process down

struct checking { const char *pack; const struct ts_loading *loading; };
static const struct ts_said checking[] = {{"pack", TS_SAID_TEXT, false, offsetof(struct checking, pack)}, {0}};

static void write_found(const struct ts_problems *problems, const struct ts_host *host, const struct ts_pack_names *packs, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    if (host) {
        struct ts_content_size size = ts_content_size_of(host, packs);
        ts_content_size_write_json(&size, out);
    }
    ts_json_key(out, "problems");
    ts_problems_write_json(problems, out);
    ts_json_close(out, '}');
}

static enum ts_status load_packs(struct ts_symbols *symbols, const struct ts_loading *loading, struct ts_problems *problems, struct ts_host **out,
                                 struct ts_err *err)
{
    struct ts_packs *packs = NULL;
    struct ts_loading how = *loading;
    how.is_thorough = how.has_lines = true;
    how.is_strict = false;
    how.running = NULL;
    enum ts_status status = ts_packs_open(getenv("XDG_DATA_HOME"), getenv("HOME"), &packs, err);
    if (!status) ts_packs_apply(packs, &how);
    if (!status) status = ts_host_load(symbols, &how, ts_problem_add, problems, out, err);
    ts_packs_close(packs);
    return status;
}

static enum ts_status check(const struct ts_engine *engine, void *self, struct ts_errand_child *child, struct ts_buffer *out, struct ts_buffer *more,
                            struct ts_err *err)
{
    const struct checking *said = self;
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_problems problems = {.symbols = symbols};
    const struct ts_pack_names packs = {&said->pack, said->pack != NULL};
    struct ts_host *host = NULL;
    (void)engine, (void)child, (void)more;
    enum ts_status status = load_packs(symbols, said->loading, &problems, &host, err);
    if (!status) status = ts_problems_narrow(&problems, ts_host_content(host), &packs, err);
    if (!status) write_found(&problems, host, &packs, out);
    ts_problems_clear(&problems);
    ts_host_free(host);
    ts_symbols_free(symbols);
    return status;
}

static enum ts_status send_out(struct ts_desk *desk, const struct ts_request *request, const struct ts_errand_how *how, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_errand_begin(desk, how, request, NULL, err);
    reply->is_kept = !status;
    return status;
}

enum ts_status ts_answer_check(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct checking said = {.loading = desk->how->loading};
    enum ts_status status = ts_said_read(checking, request->query, &said, err);
    if (!status && !said.loading) status = ts_err_set(err, TS_UNAVAILABLE, "this server does not know where its packs lie");
    return status ? status : send_out(desk, request, &(struct ts_errand_how){check, &said, TS_REPLY_JSON}, reply, err);
}

// --- the graph

struct drawing {
    const char *story, *simulation, *view;
    const struct ts_story *found;
    struct ts_heat heat; // of the simulation; empty: none is named
};
static const struct ts_said drawing[] = {
    {"story", TS_SAID_TEXT, true, offsetof(struct drawing, story)},
    {"simulation", TS_SAID_TEXT, false, offsetof(struct drawing, simulation)},
    {"view", TS_SAID_TEXT, false, offsetof(struct drawing, view)},
    {0},
};

static enum ts_status read_heat(struct ts_desk *desk, struct drawing *said, struct ts_err *err)
{
    const struct ts_symbols *symbols = desk->engine->symbols;
    const struct ts_errand *errand = ts_errand_find(desk, ts_symbol_find(symbols, said->simulation, strlen(said->simulation)));
    if (!errand || errand->state != TS_ERRAND_DONE) return ts_err_set(err, TS_DATA, "there is no simulation \"%.64s\" that has ended", said->simulation);
    return ts_heat_read(symbols, errand->answer.bytes, &said->heat, err);
}

static enum ts_status read_drawing(struct ts_desk *desk, const struct ts_request *request, struct drawing *said, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_said_read(drawing, request->query, said, err);
    if (!status && said->simulation && ts_is_elsewhere(desk, said->simulation, reply)) return TS_OK;
    if (!status) status = ts_engine_find_story(desk->engine, said->story, &said->found, err);
    return status || !said->simulation ? status : read_heat(desk, said, err);
}

enum ts_status ts_answer_graph(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct drawing said = {0};
    enum ts_status status = read_drawing(desk, request, &said, reply, err);
    if (!status && !reply->elsewhere) ts_show_graph(desk->engine->content, said.found, said.simulation ? &said.heat : NULL, &reply->body);
    ts_heat_clear(&said.heat);
    return status;
}

static enum ts_status draw(const struct ts_engine *engine, void *self, struct ts_errand_child *child, struct ts_buffer *out, struct ts_buffer *more,
                           struct ts_err *err)
{
    const struct drawing *said = self;
    enum ts_graph_view view = !said->view ? TS_VIEW_FITTING : !strcmp(said->view, "clusters") ? TS_VIEW_CLUSTERS : TS_VIEW_SCENES;
    struct ts_dot how = {.view = view, .has_legend = true};
    struct ts_buffer dot = {0};
    (void)child, (void)more;
    ts_graph_dot(engine->content, said->found, said->simulation ? &said->heat : NULL, &how, &dot);
    enum ts_status status = ts_graph_draw(&dot, "svg", DRAWING_SECONDS, out, err);
    ts_buffer_clear(&dot);
    return status;
}

enum ts_status ts_answer_picture(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct drawing said = {0};
    enum ts_status status = read_drawing(desk, request, &said, reply, err);
    if (!status && !reply->elsewhere) status = send_out(desk, request, &(struct ts_errand_how){draw, &said, TS_REPLY_SVG}, reply, err);
    ts_heat_clear(&said.heat);
    return status;
}
