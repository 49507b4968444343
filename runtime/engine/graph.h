// graph.h - a story as a picture: its scenes and the ways between them, by arcs, coloured by how often they were visited
#ifndef TS_ENGINE_GRAPH_H
#define TS_ENGINE_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/status.h"
#include "engine/play.h"
#include "game/ways.h"

// --- how often what was met while runs were played

struct ts_heat { // zero-initialised is empty
    struct ts_map counts; // full symbol of a scene or choice -> how often
    int64_t runs;
};
// Out of the JSON of `sim.play`: its "runs" and "coverage". TS_DATA when it has none.
enum ts_status ts_heat_read(const struct ts_symbols *symbols, const char *plays_json, struct ts_heat *heat, struct ts_err *err) TS_MUST_USE;
uint64_t ts_heat_get(const struct ts_heat *heat, ts_symbol full);
void ts_heat_clear(struct ts_heat *heat);

// From few to many: a class of TS_HEAT_CLASSES for a count that is not 0, where `most` is the highest there is; and the least of a class.
enum { TS_HEAT_CLASSES = 5 };
uint32_t ts_heat_class(uint64_t count, uint64_t most);
uint64_t ts_heat_least(uint32_t class, uint64_t most);
const char *ts_heat_fill(uint32_t class); // "#b3d3ea": a ramp of one hue, told apart by whoever sees no red or no green
const char *ts_heat_ink(uint32_t class);  // to write on it
extern const char ts_heat_never[];        // what was never met: far from the ramp

// --- the graph

enum ts_node_kind {
    TS_NODE_SCENE, TS_NODE_ENDING, TS_NODE_DETOUR, TS_NODE_STORYLET,
    TS_NODE_POOL,     // of storylets: between who draws and what is drawn
    TS_NODE_ANYWHERE, // whence a script goes, when its scene is not known
    TS_NODE_ARC,      // many scenes, in the view of arcs
};

struct ts_node {
    enum ts_node_kind kind;
    const struct ts_scene *scene;       // NULL: none
    const char *name;
    bool is_start;
    uint32_t arc;                       // index in `arcs`; the anywhere node has none: UINT32_MAX
    uint32_t stays;                     // choices that lead to their own scene, or stay in the arc
    uint32_t calls, callers;            // detours that stand in so many scenes that their edges are not drawn: from here; to here
    uint32_t scenes, met, endings, storylets; // 1 or 0 of each; of an arc as many as are in it
    uint64_t visits;
};

struct ts_edge { // all that leads from one node to another
    uint32_t from, to;
    unsigned kinds;        // 1 << enum ts_way_kind
    bool comes_back;       // what leads back is joined to it: a detour's return, a storylet's
    bool is_hidden;        // counted at its ends, see `calls`
    uint32_t ways;         // choices, and 1 for each other kind
    uint32_t first, last;  // of `choices`, index + 1; 0: none
    uint64_t taken;        // its choices
};
struct ts_edge_choice { const struct ts_choice *choice; uint32_t next; };

struct ts_arc { char *name; uint32_t scenes; }; // owned

struct ts_graph { // zero-initialised is empty
    const struct ts_symbols *symbols;
    const struct ts_story *story;
    struct ts_node *nodes;
    struct ts_edge *edges;
    struct ts_edge_choice *choices;
    struct ts_arc *arcs;
    uint32_t node_count, node_room, edge_count, edge_room, choice_count, choice_room, arc_count;
    struct ts_map edge_at; // from and to -> index + 1
    bool is_heated, is_folded;
    uint64_t most;         // visits of a node
    int64_t runs;          // that the heat is of
};

// Scenes in the story's order, so that node i is scene i; then pools. With heat, which may be NULL.
void ts_graph_make(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, struct ts_graph *graph);
void ts_graph_clear(struct ts_graph *graph);

// --- graph_cluster.c: arcs are the files that scenes were written in; a file of many scenes falls into those that are connected most
// (graph_arc.c), each named after its scene nearest to the start.
void ts_graph_find_arcs(struct ts_graph *graph);
void ts_graph_fold(const struct ts_graph *graph, struct ts_graph *folded); // a node for each arc, borrowing the names of `graph`

// --- graph_arc.c: numbers the nodes 0 to result - 1 by the groups in which most ways stay. The same for the same graph.
struct ts_link { uint32_t a, b; int64_t weight; };
uint32_t ts_arcs_find(uint32_t count, const struct ts_link *links, uint32_t link_count, uint32_t *arc_of);

// --- graph_dot.c
enum ts_graph_view { TS_VIEW_FITTING, TS_VIEW_SCENES, TS_VIEW_CLUSTERS }; // FITTING: scenes, of big stories clusters
enum { TS_SCENES_SHOWN = 150 };                                           // no more are shown each by itself
struct ts_dot {
    enum ts_graph_view view;
    bool has_legend;
    const char *id; // before the ids of all elements, when several pictures stand in one page; NULL: none
};
// The story in Graphviz's language; the same bytes for the same content and heat.
void ts_graph_dot(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, const struct ts_dot *how,
                  struct ts_buffer *dot);
void ts_dot_write(const struct ts_graph *graph, const struct ts_dot *how, struct ts_buffer *dot);

// --- show_graph.c: {"edges":[{"from","kinds":["choice","next",…],"taken","to","ways"}],"nodes":[{"kind","name","scene","start","visits"}],"runs","story"};
// edges lead from one place in the list of nodes to another. "runs", "taken" and "visits" are there with heat, which may be NULL.
void ts_show_graph(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, struct ts_buffer *json);

// --- graph_draw.c: Graphviz's `dot`, run as a child. TS_UNAVAILABLE: it is not there, or it failed or took more than `seconds`: in words.
enum ts_status ts_graph_draw(const struct ts_buffer *dot, const char *format, int seconds, struct ts_buffer *picture,
                             struct ts_err *err) TS_MUST_USE;

#endif
