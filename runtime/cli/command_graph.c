// command_graph.c - turnstone graph
#include <string.h>
#include <unistd.h>

#include "cli/open.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "engine/graph.h"
#include "engine/simulate.h"

enum { RUNS_MAX = 1000000, TURNS = 200, SECONDS = 300 };

struct graph_options { const char *format, *out, *view; struct ts_number sim, turns, seed; };

static const struct ts_option options[] = {
    {"format", "FORMAT", "dot, svg or png (default: as FILE ends, else dot)", TS_OPTION_TEXT, offsetof(struct graph_options, format)},
    {"out", "FILE", "write it there, not to standard output", TS_OPTION_TEXT, offsetof(struct graph_options, out)},
    {"view", "VIEW", "scenes: each by itself; clusters: one node an arc (default for more than 150 scenes)", TS_OPTION_TEXT,
     offsetof(struct graph_options, view)},
    {"sim", "N", "play N runs at random and colour what they visited", TS_OPTION_NUMBER, offsetof(struct graph_options, sim)},
    {"turns", "N", "of each of these runs, at most (default 200)", TS_OPTION_NUMBER, offsetof(struct graph_options, turns)},
    {"seed", "N", "what their rolls start from (default 1)", TS_OPTION_NUMBER, offsetof(struct graph_options, seed)},
    {0},
};

struct wanted { const char *format; enum ts_graph_view view; };

// --- what is wanted

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && !strcmp(text + length - tail, end);
}

static enum ts_status read_format(const struct graph_options *how, const char **out, struct ts_err *err)
{
    const char *format = how->format;
    if (!format) format = how->out && ends_with(how->out, ".svg") ? "svg" : how->out && ends_with(how->out, ".png") ? "png" : "dot";
    *out = format;
    if (!strcmp(format, "dot") || !strcmp(format, "svg")) return TS_OK;
    if (strcmp(format, "png") != 0) return ts_err_set(err, TS_USAGE, "--format takes dot, svg or png, not \"%s\"", format);
    if (how->out || !isatty(STDOUT_FILENO)) return TS_OK;
    return ts_err_set(err, TS_USAGE, "a PNG is nothing to read on a terminal: give --out FILE.png");
}

static enum ts_status read_view(const char *view, enum ts_graph_view *out, struct ts_err *err)
{
    *out = !view ? TS_VIEW_FITTING : !strcmp(view, "scenes") ? TS_VIEW_SCENES : TS_VIEW_CLUSTERS;
    if (!view || !strcmp(view, "scenes") || !strcmp(view, "clusters")) return TS_OK;
    return ts_err_set(err, TS_USAGE, "--view takes scenes or clusters, not \"%s\"", view);
}

static enum ts_status read_options(const struct graph_options *how, struct wanted *wanted, struct ts_err *err)
{
    if (how->sim.given && (how->sim.value < 1 || how->sim.value > RUNS_MAX))
        return ts_err_set(err, TS_USAGE, "--sim takes a number from 1 to %d, not \"%lld\"", RUNS_MAX, (long long)how->sim.value);
    if (!how->sim.given && (how->turns.given || how->seed.given))
        return ts_err_set(err, TS_USAGE, "--turns and --seed are for runs that are played: give --sim N too");
    enum ts_status status = read_format(how, &wanted->format, err);
    return status ? status : read_view(how->view, &wanted->view, err);
}

// --- making it

static void show_progress(void *self, const struct ts_simulated *so_far) { ts_bar_show_rate(self, so_far->part, so_far->turns); }

static enum ts_status play(const struct ts_cli *cli, struct ts_front *front, const struct ts_story *story, struct ts_heat *heat, struct ts_err *err)
{
    const struct graph_options *how = cli->options;
    struct ts_buffer json = {0};
    struct ts_bar bar;
    struct ts_simulate_how ways = {.progress = show_progress, .self = &bar};
    struct ts_many many = {.story = ts_symbol_text(front->engine.symbols, story->id),
                           .runs = how->sim.value,
                           .turns = how->turns.given ? how->turns.value : TURNS,
                           .seed = how->seed.given ? (uint64_t)how->seed.value : 1,
                           .chooser = TS_CHOOSE_RANDOM};
    ts_bar_init(&bar, cli, "turns");
    enum ts_status status = ts_simulate_many(&front->engine, &ways, &many, &json, err);
    ts_bar_clear(&bar);
    if (!status) status = ts_heat_read(front->engine.symbols, json.bytes, heat, err);
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status draw(const struct wanted *wanted, const struct ts_engine *engine, const struct ts_story *story, const struct ts_heat *heat,
                           struct ts_buffer *picture, struct ts_err *err)
{
    struct ts_dot how = {.view = wanted->view, .has_legend = true};
    struct ts_buffer dot = {0};
    enum ts_status status = TS_OK;
    ts_graph_dot(engine->content, story, heat, &how, &dot);
    if (strcmp(wanted->format, "dot") != 0) status = ts_graph_draw(&dot, wanted->format, SECONDS, picture, err);
    else ts_buffer_add(picture, dot.bytes, dot.length);
    ts_buffer_clear(&dot);
    return status;
}

static enum ts_status make(const struct ts_cli *cli, const struct wanted *wanted, struct ts_buffer *picture, struct ts_err *err)
{
    const struct graph_options *how = cli->options;
    const struct ts_story *story = NULL;
    struct ts_front front = {0};
    struct ts_heat heat = {0};
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_engine_find_story(&front.engine, cli->words.items[0], &story, err);
    if (!status && how->sim.given) status = play(cli, &front, story, &heat, err);
    if (!status) status = draw(wanted, &front.engine, story, how->sim.given ? &heat : NULL, picture, err);
    ts_heat_clear(&heat);
    ts_front_close(&front);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct graph_options *how = cli->options;
    struct wanted wanted = {0};
    struct ts_output output = {0};
    struct ts_buffer picture = {0};
    enum ts_status status = read_options(how, &wanted, err);
    if (!status && how->out) status = ts_output_open(&output, how->out, err);
    if (!status) status = make(cli, &wanted, &picture, err);
    if (!status) status = how->out ? ts_output_save(&output, &picture, err) : ts_print(&picture, err);
    if (!status && how->out) ts_say(cli, "the graph of \"%s\" is in \"%s\"", cli->words.items[0], how->out);
    ts_output_clear(&output);
    ts_buffer_clear(&picture);
    return status;
}

const struct ts_command ts_command_graph = {
    .name = "graph", .words = "STORY", .help = "draw a story: its scenes and the ways between them", .least = 1, .most = 1,
    .options = options, .size = sizeof(struct graph_options), .run = run,
    .more = "Boxes are scenes, double octagons endings, hexagons detours, notes storylets, which cylinders hold: their pools. Lines are choices;\n"
            "thick ones `next`, dashed ones `otherwise`, dotted ones draws; a circle at a line's end comes back. Scenes are framed by the file\n"
            "they were written in, which is taken for an arc; a file of many scenes falls into the groups that are connected most, each named\n"
            "after its scene nearest to the start. With --sim what was visited is coloured from pale to dark blue; what never was is dashed\n"
            "and red. SVG and PNG are drawn by Graphviz (package graphviz).",
};
