// graph_cluster.c - the arcs of a story, and the story as a graph of its arcs
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/graph.h"

enum {
    WHOLE_ALONE = 24, // scenes of a story written in one file that stay together
    WHOLE_FILE = 60,  // of one file of several
    ARCS_MAX = 200,   // the smallest of more are put together
};

struct sorting {
    struct ts_graph *graph;
    uint32_t *depth;   // ways from the start to each node; UINT32_MAX: none leads there
    uint32_t room;     // of arcs
    uint32_t *local;   // of each node: its number in the file in hand
    uint32_t *nodes;   // of the file in hand
};

// --- how far from the start each node is

struct adjacency { uint32_t *start, *to; };

static struct adjacency list_ways(const struct ts_graph *graph)
{
    struct adjacency ways = {ts_memory_get((graph->node_count + 2) * sizeof(uint32_t)), ts_memory_get((graph->edge_count + 1) * sizeof(uint32_t))};
    memset(ways.start, 0, (graph->node_count + 2) * sizeof(uint32_t));
    for (uint32_t i = 0; i < graph->edge_count; i++) ways.start[graph->edges[i].from + 2]++;
    for (uint32_t i = 1; i <= graph->node_count; i++) ways.start[i + 1] += ways.start[i];
    for (uint32_t i = 0; i < graph->edge_count; i++) ways.to[ways.start[graph->edges[i].from + 1]++] = graph->edges[i].to;
    return ways;
}

static uint32_t *measure_depths(const struct ts_graph *graph)
{
    struct adjacency ways = list_ways(graph);
    uint32_t *depth = ts_memory_get((graph->node_count + 1) * sizeof *depth), *queue = ts_memory_get((graph->node_count + 1) * sizeof *queue);
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->node_count; i++) {
        depth[i] = graph->nodes[i].is_start ? 0 : UINT32_MAX;
        if (graph->nodes[i].is_start) queue[count++] = i;
    }
    for (uint32_t at = 0; at < count; at++) {
        for (uint32_t i = ways.start[queue[at]]; i < ways.start[queue[at] + 1]; i++) {
            if (depth[ways.to[i]] != UINT32_MAX) continue;
            depth[ways.to[i]] = depth[queue[at]] + 1;
            queue[count++] = ways.to[i];
        }
    }
    free(queue);
    free(ways.start);
    free(ways.to);
    return depth;
}

// --- files

static uint32_t add_arc(struct sorting *sorting, const char *name, size_t length)
{
    struct ts_graph *graph = sorting->graph;
    if (graph->arc_count == sorting->room) {
        sorting->room = sorting->room ? 2 * sorting->room : 16;
        graph->arcs = ts_memory_grow(graph->arcs, sorting->room * sizeof *graph->arcs);
    }
    char *copy = ts_memory_get(length + 1);
    memcpy(copy, name, length);
    copy[length] = '\0';
    graph->arcs[graph->arc_count] = (struct ts_arc){copy, 0};
    return graph->arc_count++;
}

static bool skip(const char **at, const char *start)
{
    size_t length = strlen(start);
    if (strncmp(*at, start, length) != 0) return false;
    *at += length;
    return true;
}

// "harbour/stories/lantern/cellar.lua" is "cellar" to readers of harbour:lantern; another pack's file keeps that pack's name.
static uint32_t add_file(struct sorting *sorting, const char *file)
{
    const struct ts_graph *graph = sorting->graph;
    const char *id = ts_symbol_text(graph->symbols, graph->story->id), *colon = strchr(id, ':'), *at = file, *dot = strrchr(file, '.');
    size_t pack = colon ? (size_t)(colon - id) : 0;
    bool is_own = !strncmp(file, id, pack) && file[pack] == '/';
    if (is_own) at += pack + 1;
    if (is_own && skip(&at, "stories/") && colon && !strncmp(at, colon + 1, strlen(colon + 1)) && at[strlen(colon + 1)] == '/')
        at += strlen(colon + 1) + 1;
    return add_arc(sorting, at, dot && dot > at ? (size_t)(dot - at) : strlen(at));
}

static void sort_by_file(struct sorting *sorting)
{
    struct ts_graph *graph = sorting->graph;
    struct ts_map files = {0};
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct ts_scene *scene = graph->nodes[i].scene;
        if (!scene) continue;
        uint64_t *arc = ts_map_add(&files, (uint64_t)scene->place.file + 1);
        if (!*arc) *arc = add_file(sorting, ts_symbol_text(graph->symbols, scene->place.file)) + 1;
        graph->nodes[i].arc = (uint32_t)*arc - 1;
        graph->arcs[*arc - 1].scenes++;
    }
    for (uint32_t i = 0; i < graph->edge_count; i++) { // a pool is where its storylets are
        struct ts_node *from = &graph->nodes[graph->edges[i].from], *to = &graph->nodes[graph->edges[i].to];
        if (from->kind == TS_NODE_POOL && to->kind == TS_NODE_STORYLET) from->arc = to->arc;
    }
    ts_map_clear(&files);
}

// --- files of many scenes

static uint32_t gather(struct sorting *sorting, uint32_t arc)
{
    const struct ts_graph *graph = sorting->graph;
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->node_count; i++) {
        if (graph->nodes[i].arc != arc) continue;
        sorting->local[i] = count;
        sorting->nodes[count++] = i;
    }
    return count;
}

static uint32_t link(const struct sorting *sorting, uint32_t arc, struct ts_link *links)
{
    const struct ts_graph *graph = sorting->graph;
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        const struct ts_edge *edge = &graph->edges[i];
        if (graph->nodes[edge->from].arc != arc || graph->nodes[edge->to].arc != arc) continue;
        links[count++] = (struct ts_link){sorting->local[edge->from], sorting->local[edge->to], edge->ways + edge->comes_back};
    }
    return count;
}

// Those that nothing is connected with are one group; the others are called by their scene nearest to the start.
static void name_groups(struct sorting *sorting, uint32_t arc, uint32_t count, const uint32_t *group_of, uint32_t groups)
{
    struct ts_graph *graph = sorting->graph;
    uint32_t *size = ts_memory_get((groups + 1) * sizeof *size), *first = ts_memory_get((groups + 1) * sizeof *first);
    uint32_t *made = ts_memory_get((groups + 1) * sizeof *made), apart = UINT32_MAX;
    for (uint32_t i = 0; i < groups; i++) size[i] = 0, first[i] = UINT32_MAX, made[i] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = sorting->nodes[i], group = group_of[i];
        size[group]++;
        if (!graph->nodes[node].scene) continue;
        if (first[group] == UINT32_MAX || sorting->depth[node] < sorting->depth[first[group]]) first[group] = node;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct ts_node *node = &graph->nodes[sorting->nodes[i]];
        uint32_t *to = size[group_of[i]] == 1 && !node->is_start ? &apart : &made[group_of[i]];
        const char *name = to == &apart || first[group_of[i]] == UINT32_MAX ? "apart" : graph->nodes[first[group_of[i]]].name;
        if (*to == UINT32_MAX) *to = add_arc(sorting, name, strlen(name));
        node->arc = *to;
        graph->arcs[*to].scenes += node->scenes;
    }
    graph->arcs[arc].scenes = 0;
    free(size);
    free(first);
    free(made);
}

static void split(struct sorting *sorting, uint32_t arc)
{
    struct ts_graph *graph = sorting->graph;
    uint32_t count = gather(sorting, arc), *group_of = ts_memory_get((count + 1) * sizeof *group_of);
    struct ts_link *links = ts_memory_get((graph->edge_count + 1) * sizeof *links);
    uint32_t groups = ts_arcs_find(count, links, link(sorting, arc, links), group_of);
    if (groups > 1) name_groups(sorting, arc, count, group_of, groups);
    free(links);
    free(group_of);
}

// --- tidying up

static int by_size(const void *a, const void *b)
{
    const struct ts_arc *left = *(const struct ts_arc *const *)a, *right = *(const struct ts_arc *const *)b;
    if (left->scenes != right->scenes) return left->scenes > right->scenes ? -1 : 1;
    return left < right ? -1 : 1;
}

// How many scenes an arc must at least have to be kept when there are too many.
static void mark_kept(const struct ts_graph *graph, bool *is_kept)
{
    const struct ts_arc **order = ts_memory_get((graph->arc_count + 1) * sizeof *order);
    for (uint32_t i = 0; i < graph->arc_count; i++) order[i] = &graph->arcs[i];
    qsort(order, graph->arc_count, sizeof *order, by_size);
    for (uint32_t i = 0; i < graph->arc_count; i++) is_kept[order[i] - graph->arcs] = i < ARCS_MAX && order[i]->scenes > 0;
    free(order);
}

static void tidy(struct sorting *sorting)
{
    struct ts_graph *graph = sorting->graph;
    uint32_t before = graph->arc_count, kept = 0, others = UINT32_MAX;
    uint32_t *now = ts_memory_get((before + 1) * sizeof *now);
    bool *is_kept = ts_memory_get(before + 1);
    mark_kept(graph, is_kept);
    for (uint32_t i = 0; i < before; i++) {
        struct ts_arc arc = graph->arcs[i];
        now[i] = kept;
        if (!is_kept[i]) free(arc.name);
        else graph->arcs[kept++] = arc;
    }
    graph->arc_count = kept;
    for (uint32_t i = 0; i < graph->node_count; i++) {
        struct ts_node *node = &graph->nodes[i];
        if (node->kind == TS_NODE_ANYWHERE) continue;
        if (!is_kept[node->arc] && others == UINT32_MAX) others = add_arc(sorting, "others", 6);
        if (is_kept[node->arc]) node->arc = now[node->arc];
        else node->arc = others, graph->arcs[others].scenes += node->scenes;
    }
    free(now);
    free(is_kept);
}

void ts_graph_find_arcs(struct ts_graph *graph)
{
    struct sorting sorting = {.graph = graph,
                              .depth = measure_depths(graph),
                              .local = ts_memory_get((graph->node_count + 1) * sizeof(uint32_t)),
                              .nodes = ts_memory_get((graph->node_count + 1) * sizeof(uint32_t))};
    sort_by_file(&sorting);
    for (uint32_t i = 0, files = graph->arc_count; i < files; i++)
        if (graph->arcs[i].scenes > (files > 1 ? WHOLE_FILE : WHOLE_ALONE)) split(&sorting, i);
    tidy(&sorting);
    free(sorting.depth);
    free(sorting.local);
    free(sorting.nodes);
}

// --- the view of arcs

static void fold_node(struct ts_graph *folded, const struct ts_node *node)
{
    if (node->kind == TS_NODE_ANYWHERE) return;
    struct ts_node *arc = &folded->nodes[node->arc];
    arc->is_start |= node->is_start;
    arc->scenes += node->scenes;
    arc->met += node->met;
    arc->endings += node->endings;
    arc->storylets += node->storylets;
    arc->stays += node->stays;
    arc->visits += node->visits;
    if (arc->visits > folded->most) folded->most = arc->visits;
}

static void fold_edge(struct ts_graph *folded, const struct ts_graph *graph, const struct ts_edge *edge)
{
    uint32_t from = graph->nodes[edge->from].arc, to = graph->nodes[edge->to].arc;
    if (from == UINT32_MAX) return;
    if (from == to) {
        folded->nodes[from].stays += edge->ways;
        return;
    }
    uint64_t *at = ts_map_add(&folded->edge_at, ((uint64_t)from + 1) << 32 | to);
    if (!*at) {
        folded->edges[folded->edge_count] = (struct ts_edge){.from = from, .to = to};
        *at = ++folded->edge_count;
    }
    struct ts_edge *sum = &folded->edges[*at - 1];
    sum->kinds |= edge->kinds;
    sum->ways += edge->ways;
    sum->taken += edge->taken;
    sum->comes_back |= edge->comes_back;
}

void ts_graph_fold(const struct ts_graph *graph, struct ts_graph *folded)
{
    *folded = (struct ts_graph){.symbols = graph->symbols,
                                .story = graph->story,
                                .nodes = ts_memory_get((graph->arc_count + 1) * sizeof *folded->nodes),
                                .node_count = graph->arc_count,
                                .edges = ts_memory_get((graph->edge_count + 1) * sizeof *folded->edges),
                                .is_heated = graph->is_heated,
                                .is_folded = true,
                                .runs = graph->runs};
    for (uint32_t i = 0; i < graph->arc_count; i++)
        folded->nodes[i] = (struct ts_node){.kind = TS_NODE_ARC, .name = graph->arcs[i].name, .arc = UINT32_MAX};
    for (uint32_t i = 0; i < graph->node_count; i++) fold_node(folded, &graph->nodes[i]);
    for (uint32_t i = 0; i < graph->edge_count; i++) fold_edge(folded, graph, &graph->edges[i]);
}
