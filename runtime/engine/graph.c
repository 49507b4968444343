// graph.c - the scenes of a story and the ways between them, as nodes and edges
#include "engine/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { CALLERS_DRAWN = 6 }; // a detour from more scenes than that is told in words

struct making {
    struct ts_graph *graph;
    const struct ts_heat *heat;
    struct ts_map detours;   // index + 1 of a scene that some detour leads to
    struct ts_map returns;   // detour and the scene it returns to, when it is another than the one it was called from
    struct ts_map pools;     // symbol -> node + 1
    struct ts_map seen;      // of a choice in a scene
    uint32_t anywhere;       // node + 1
};

static uint64_t pair(uint32_t a, uint32_t b) { return ((uint64_t)a + 1) << 32 | b; }

static struct ts_node *add_node(struct ts_graph *graph, struct ts_node node)
{
    if (graph->node_count == graph->node_room) {
        graph->node_room = graph->node_room ? 2 * graph->node_room : 64;
        graph->nodes = ts_memory_grow(graph->nodes, graph->node_room * sizeof *graph->nodes);
    }
    graph->nodes[graph->node_count] = node;
    return &graph->nodes[graph->node_count++];
}

static struct ts_edge *find_edge(const struct ts_graph *graph, uint32_t from, uint32_t to)
{
    const uint64_t *at = ts_map_find(&graph->edge_at, pair(from, to));
    return at && *at ? &graph->edges[*at - 1] : NULL;
}

static struct ts_edge *get_edge(struct ts_graph *graph, uint32_t from, uint32_t to)
{
    uint64_t *at = ts_map_add(&graph->edge_at, pair(from, to));
    if (*at) return &graph->edges[*at - 1];
    if (graph->edge_count == graph->edge_room) {
        graph->edge_room = graph->edge_room ? 2 * graph->edge_room : 64;
        graph->edges = ts_memory_grow(graph->edges, graph->edge_room * sizeof *graph->edges);
    }
    graph->edges[graph->edge_count++] = (struct ts_edge){.from = from, .to = to};
    *at = graph->edge_count;
    return &graph->edges[graph->edge_count - 1];
}

static void add_kind(struct ts_edge *edge, enum ts_way_kind kind)
{
    if (!(edge->kinds & 1u << kind)) edge->ways++;
    edge->kinds |= 1u << kind;
}

static void add_choice(struct making *making, struct ts_edge *edge, const struct ts_choice *choice)
{
    struct ts_graph *graph = making->graph;
    if (graph->choice_count == graph->choice_room) {
        graph->choice_room = graph->choice_room ? 2 * graph->choice_room : 64;
        graph->choices = ts_memory_grow(graph->choices, graph->choice_room * sizeof *graph->choices);
    }
    graph->choices[graph->choice_count++] = (struct ts_edge_choice){.choice = choice};
    if (edge->last) graph->choices[edge->last - 1].next = graph->choice_count;
    else edge->first = graph->choice_count;
    edge->last = graph->choice_count;
    edge->kinds |= 1u << TS_WAY_CHOICE;
    edge->ways++;
    if (making->heat) edge->taken += ts_heat_get(making->heat, choice->full);
}

// --- nodes

static enum ts_node_kind kind_of(const struct making *making, const struct ts_scene *scene)
{
    if (scene->ending) return TS_NODE_ENDING;
    if (scene->pool) return TS_NODE_STORYLET;
    return ts_map_find(&making->detours, scene->index + 1) ? TS_NODE_DETOUR : TS_NODE_SCENE;
}

static void add_scene(struct making *making, const struct ts_scene *scene)
{
    struct ts_graph *graph = making->graph;
    uint64_t visits = making->heat ? ts_heat_get(making->heat, scene->full) : 0;
    add_node(graph, (struct ts_node){.kind = kind_of(making, scene),
                                     .scene = scene,
                                     .name = ts_symbol_text(graph->symbols, scene->id),
                                     .is_start = scene == graph->story->start,
                                     .scenes = 1,
                                     .met = visits > 0,
                                     .endings = scene->ending != 0,
                                     .storylets = scene->pool != 0,
                                     .visits = visits});
    if (visits > graph->most) graph->most = visits;
}

static uint32_t get_pool(struct making *making, ts_symbol pool)
{
    uint64_t *at = ts_map_add(&making->pools, pool);
    const char *name = ts_symbol_text(making->graph->symbols, pool), *colon = strchr(name, ':');
    if (!*at) {
        add_node(making->graph, (struct ts_node){.kind = TS_NODE_POOL, .name = colon ? colon + 1 : name});
        *at = making->graph->node_count;
    }
    return (uint32_t)*at - 1;
}

static uint32_t get_anywhere(struct making *making)
{
    if (!making->anywhere) {
        add_node(making->graph, (struct ts_node){.kind = TS_NODE_ANYWHERE, .name = "from anywhere", .arc = UINT32_MAX});
        making->anywhere = making->graph->node_count;
    }
    return making->anywhere - 1;
}

// --- detours: a call and where it comes back to

static const struct ts_choice *mover_of(const struct ts_choice *choice)
{
    for (int depth = 0; choice->as && depth < 16; depth++) choice = choice->as;
    return choice;
}

static void note_call(struct making *making, const struct ts_scene *caller, const struct ts_scene *detour, const struct ts_scene *onward)
{
    *ts_map_add(&making->detours, detour->index + 1) = 1;
    if (onward && onward != caller) *ts_map_add(&making->returns, pair(detour->index, onward->index)) = 1;
}

static void note_calls(struct making *making, const struct ts_scene *scene)
{
    if (scene->detour) note_call(making, scene, scene->detour, scene->next);
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        const struct ts_choice *mover = mover_of(scene->choices[i]);
        if (mover->detour) note_call(making, scene, mover->detour, mover->to ? mover->to : scene->next);
    }
}

// --- ways

static bool is_call(const struct ts_way *way)
{
    return way->kind == TS_WAY_DETOUR || (way->choice && mover_of(way->choice)->detour);
}

static void add_way(void *self, const struct ts_way *way)
{
    struct making *making = self;
    struct ts_graph *graph = making->graph;
    if (way->kind == TS_WAY_BACK) return; // when all that leads there is known
    if (way->kind == TS_WAY_DRAW) {
        uint32_t pool = get_pool(making, way->to->pool);
        add_kind(get_edge(graph, way->from->index, pool), TS_WAY_DRAW);
        add_kind(get_edge(graph, pool, way->to->index), TS_WAY_DRAW);
        return;
    }
    uint32_t from = way->from ? way->from->index : get_anywhere(making), to = way->to->index;
    if (way->kind != TS_WAY_CHOICE) {
        struct ts_edge *edge = get_edge(graph, from, to);
        add_kind(edge, way->kind);
        edge->comes_back |= is_call(way);
        return;
    }
    uint64_t *seen = ts_map_add(&making->seen, ((uint64_t)from + 1) << 32 | way->choice->full);
    if (*seen) return;
    *seen = 1;
    if (from == to) {
        bool is_drawn = way->from->pool && !mover_of(way->choice)->to; // then it leads back to where it was drawn
        graph->nodes[from].stays += !is_drawn;
        return;
    }
    struct ts_edge *edge = get_edge(graph, from, to);
    add_choice(making, edge, way->choice);
    edge->comes_back |= is_call(way);
}

// What comes back from a detour of one scene, or from a storylet, is told by the edge that leads there.
static void add_way_back(void *self, const struct ts_way *way)
{
    struct making *making = self;
    struct ts_graph *graph = making->graph;
    if (way->kind != TS_WAY_BACK || way->from == way->to) return;
    uint32_t from = way->from->index, to = way->to->index;
    if (way->from->pool && !way->from->back && !way->choice) {
        struct ts_edge *drawn = find_edge(graph, to, get_pool(making, way->from->pool));
        if (drawn) drawn->comes_back = true;
        else add_kind(get_edge(graph, get_pool(making, way->from->pool), to), TS_WAY_BACK);
        return;
    }
    struct ts_edge *called = find_edge(graph, to, from);
    bool is_told = ts_map_find(&making->detours, from + 1) && !ts_map_find(&making->returns, pair(from, to));
    if (!is_told && !(called && called->comes_back)) add_kind(get_edge(graph, from, to), TS_WAY_BACK);
}

static bool is_only_call(const struct making *making, const struct ts_edge *edge)
{
    const struct ts_graph *graph = making->graph;
    if (!edge->comes_back || graph->nodes[edge->to].kind != TS_NODE_DETOUR) return false;
    for (uint32_t at = edge->first; at; at = graph->choices[at - 1].next)
        if (!mover_of(graph->choices[at - 1].choice)->detour) return false;
    return !(edge->kinds & ~(1u << TS_WAY_CHOICE | 1u << TS_WAY_DETOUR));
}

static void hide_common_calls(struct making *making)
{
    struct ts_graph *graph = making->graph;
    for (uint32_t i = 0; i < graph->edge_count; i++) graph->nodes[graph->edges[i].to].callers += is_only_call(making, &graph->edges[i]);
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (graph->nodes[i].callers <= CALLERS_DRAWN) graph->nodes[i].callers = 0;
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        struct ts_edge *edge = &graph->edges[i];
        edge->is_hidden = graph->nodes[edge->to].callers && is_only_call(making, edge);
        graph->nodes[edge->from].calls += edge->is_hidden;
    }
}

void ts_graph_make(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, struct ts_graph *graph)
{
    struct making making = {.graph = graph, .heat = heat};
    *graph = (struct ts_graph){.symbols = content->symbols, .story = story, .is_heated = heat != NULL, .runs = heat ? heat->runs : 0};
    for (uint32_t i = 0; i < story->scene_count; i++) note_calls(&making, story->scenes[i]);
    for (uint32_t i = 0; i < story->scene_count; i++) add_scene(&making, story->scenes[i]);
    ts_story_each_way(content, story, add_way, &making);
    ts_story_each_way(content, story, add_way_back, &making);
    hide_common_calls(&making);
    ts_map_clear(&making.detours);
    ts_map_clear(&making.returns);
    ts_map_clear(&making.pools);
    ts_map_clear(&making.seen);
    ts_graph_find_arcs(graph);
}

void ts_graph_clear(struct ts_graph *graph)
{
    for (uint32_t i = 0; i < graph->arc_count; i++) free(graph->arcs[i].name);
    free(graph->arcs);
    free(graph->nodes);
    free(graph->edges);
    free(graph->choices);
    ts_map_clear(&graph->edge_at);
    *graph = (struct ts_graph){0};
}
