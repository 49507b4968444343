// show_graph.c - a story's scenes and the ways between them, as JSON
#include <string.h>

#include "engine/graph.h"
#include "engine/json.h"

static const char *const node_kinds[] = {[TS_NODE_SCENE] = "scene", [TS_NODE_ENDING] = "ending", [TS_NODE_DETOUR] = "detour", [TS_NODE_STORYLET] = "storylet",
                                         [TS_NODE_POOL] = "pool", [TS_NODE_ANYWHERE] = "anywhere", [TS_NODE_ARC] = "arc"};
static const char *const way_kinds[] = {[TS_WAY_CHOICE] = "choice", [TS_WAY_NEXT] = "next", [TS_WAY_OTHERWISE] = "otherwise", [TS_WAY_DETOUR] = "detour",
                                        [TS_WAY_DRAW] = "draw", [TS_WAY_BACK] = "back", [TS_WAY_INSTEAD] = "instead", [TS_WAY_GO] = "go"};

static void add_node(const struct ts_graph *graph, const struct ts_node *node, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_text(json, "kind", node_kinds[node->kind]);
    ts_json_field_text(json, "name", node->name);
    ts_json_field_symbol(json, "scene", graph->symbols, node->scene ? node->scene->full : 0);
    ts_json_field_bool(json, "start", node->is_start);
    if (graph->is_heated) ts_json_field_int(json, "visits", (int64_t)node->visits);
    ts_json_close(json, '}');
}

static void add_edge(const struct ts_graph *graph, const struct ts_edge *edge, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_int(json, "from", edge->from);
    ts_json_key(json, "kinds");
    ts_json_open(json, '[');
    for (unsigned kind = 0; kind < sizeof way_kinds / sizeof *way_kinds; kind++)
        if (edge->kinds & 1u << kind) ts_json_text(json, way_kinds[kind], strlen(way_kinds[kind]));
    ts_json_close(json, ']');
    if (graph->is_heated) ts_json_field_int(json, "taken", (int64_t)edge->taken);
    ts_json_field_int(json, "to", edge->to);
    ts_json_field_int(json, "ways", edge->ways);
    ts_json_close(json, '}');
}

void ts_show_graph(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, struct ts_buffer *json)
{
    struct ts_graph graph = {0};
    ts_graph_make(content, story, heat, &graph);
    ts_json_open(json, '{');
    ts_json_key(json, "edges");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < graph.edge_count; i++) add_edge(&graph, &graph.edges[i], json);
    ts_json_close(json, ']');
    ts_json_key(json, "nodes");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < graph.node_count; i++) add_node(&graph, &graph.nodes[i], json);
    ts_json_close(json, ']');
    if (heat) ts_json_field_int(json, "runs", heat->runs);
    ts_json_field_symbol(json, "story", content->symbols, story->id);
    ts_json_close(json, '}');
    ts_graph_clear(&graph);
}
