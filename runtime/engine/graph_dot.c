// graph_dot.c - a graph in Graphviz's language
#include <stdio.h>
#include <string.h>

#include "engine/graph.h"
#include "game/prose.h"

enum {
    NAME_SHOWN = 28, LABEL_SHOWN = 26, // characters of an id, of a choice's label
    LABELS_SHOWN = 2,                  // choices of one edge that are told by name
    LABELLED = 300,                    // scenes of a graph whose edges are labelled
};

struct writing {
    const struct ts_graph *graph;
    const struct ts_dot *how;
    struct ts_buffer *dot;
    uint64_t busiest; // how often what leads along one edge was taken at most
};

// --- words

static size_t letter(const char *at, size_t left)
{
    unsigned char first = (unsigned char)*at;
    size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return length < left ? length : left;
}

// Inside quotes, and none of it an entity, an escape or a line of its own. `most` letters, then an ellipsis; 0: all.
static void add_words(struct ts_buffer *dot, const char *text, size_t length, size_t most)
{
    size_t shown = 0;
    for (size_t at = 0, step; at < length; at += step, shown++) {
        step = letter(text + at, length - at);
        if (most && shown + 1 == most && at + step < length) {
            ts_buffer_add_text(dot, "…");
            return;
        }
        if (text[at] == '"' || text[at] == '\\') ts_buffer_add_byte(dot, '\\');
        if (text[at] == '&') ts_buffer_add_text(dot, "&amp;");
        else if ((unsigned char)text[at] < ' ' || text[at] == 0x7f) ts_buffer_add_byte(dot, ' ');
        else ts_buffer_add(dot, text + at, step);
    }
}

static void add_text(struct ts_buffer *dot, const char *text, size_t most) { add_words(dot, text, strlen(text), most); }

static void add_count(struct ts_buffer *dot, uint64_t count, const char *one)
{
    ts_buffer_add_format(dot, "%llu %s%s", (unsigned long long)count, one, count == 1 ? "" : "s");
}

static void add_id(struct writing *writing, char kind, uint32_t index)
{
    if (writing->how->id) ts_buffer_add_format(writing->dot, ",id=\"%s%c%u\"", writing->how->id, kind, index);
}

// --- nodes

static const char *shape_of(enum ts_node_kind kind)
{
    switch (kind) {
    case TS_NODE_SCENE: return "box";
    case TS_NODE_ENDING: return "doubleoctagon";
    case TS_NODE_DETOUR: return "hexagon";
    case TS_NODE_STORYLET: return "note";
    case TS_NODE_POOL: return "cylinder";
    case TS_NODE_ANYWHERE: return "plaintext";
    case TS_NODE_ARC: return "folder";
    }
    return "box";
}

static bool has_heat(const struct ts_graph *graph, const struct ts_node *node)
{
    return graph->is_heated && node->kind != TS_NODE_POOL && node->kind != TS_NODE_ANYWHERE;
}

static void add_arc_lines(struct ts_buffer *dot, const struct ts_graph *graph, const struct ts_node *node)
{
    ts_buffer_add_text(dot, "\\n");
    if (graph->is_heated) ts_buffer_add_format(dot, "%u of ", node->met);
    add_count(dot, node->scenes, "scene");
    if (graph->is_heated) ts_buffer_add_text(dot, " visited");
    if (node->endings) ts_buffer_add_text(dot, "\\n"), add_count(dot, node->endings, "ending");
    if (node->storylets) ts_buffer_add_text(dot, "\\n"), add_count(dot, node->storylets, "storylet");
}

static void add_scene_lines(struct ts_buffer *dot, const struct ts_graph *graph, const struct ts_node *node)
{
    if (node->kind == TS_NODE_ENDING) {
        ts_buffer_add_text(dot, "\\nending: ");
        add_text(dot, ts_symbol_text(graph->symbols, node->scene->ending), NAME_SHOWN);
    }
    if (node->stays) ts_buffer_add_text(dot, "\\n"), add_count(dot, node->stays, "choice"), ts_buffer_add_text(dot, node->stays == 1 ? " stays" : " stay");
    if (node->calls) ts_buffer_add_text(dot, "\\n"), add_count(dot, node->calls, "common detour");
    if (node->callers) ts_buffer_add_text(dot, "\\nfrom "), add_count(dot, node->callers, "scene");
}

static void add_heat(struct ts_buffer *dot, const struct ts_graph *graph, const struct ts_node *node)
{
    uint32_t class = ts_heat_class(node->visits, graph->most);
    if (node->visits)
        ts_buffer_add_format(dot, ",fillcolor=\"%s\",fontcolor=\"%s\"", ts_heat_fill(class), ts_heat_ink(class));
    else
        ts_buffer_add_format(dot, ",class=\"never\",style=\"filled,dashed\",fillcolor=\"#ffffff\",color=\"%s\",fontcolor=\"%s\",penwidth=2.2", ts_heat_never, ts_heat_never);
}

// What a node is called in the file: a scene by its id, and nothing else as a scene could be.
static void add_name(struct writing *writing, uint32_t index)
{
    const struct ts_node *node = &writing->graph->nodes[index];
    if (node->kind == TS_NODE_ARC) ts_buffer_add_format(writing->dot, "\"arc:%u\"", index);
    else if (node->kind == TS_NODE_ANYWHERE) ts_buffer_add_text(writing->dot, "\":anywhere\"");
    else ts_buffer_add_format(writing->dot, "\"%s%s\"", node->kind == TS_NODE_POOL ? "pool:" : "", node->name);
}

static void write_node(struct writing *writing, uint32_t index, const char *indent)
{
    const struct ts_graph *graph = writing->graph;
    const struct ts_node *node = &graph->nodes[index];
    struct ts_buffer *dot = writing->dot;
    ts_buffer_add_text(dot, indent);
    add_name(writing, index);
    ts_buffer_add_text(dot, " [label=\"");
    if (node->kind == TS_NODE_POOL) ts_buffer_add_text(dot, "pool ");
    add_text(dot, node->name, NAME_SHOWN);
    if (node->kind == TS_NODE_ARC) add_arc_lines(dot, graph, node);
    else if (node->scene) add_scene_lines(dot, graph, node);
    if (has_heat(graph, node)) ts_buffer_add_format(dot, "\\n%llu ×", (unsigned long long)node->visits);
    ts_buffer_add_format(dot, "\",shape=%s,tooltip=\"", shape_of(node->kind));
    add_text(dot, node->scene ? ts_symbol_text(graph->symbols, node->scene->full) : node->name, 0);
    ts_buffer_add_byte(dot, '"');
    if (node->is_start && (!graph->is_heated || node->visits)) ts_buffer_add_text(dot, ",penwidth=2.5");
    if (has_heat(graph, node)) add_heat(dot, graph, node);
    else if (node->kind == TS_NODE_ANYWHERE || node->kind == TS_NODE_POOL) ts_buffer_add_text(dot, ",style=\"\",class=\"bare\"");
    add_id(writing, 'n', index);
    ts_buffer_add_text(dot, "];\n");
}

static void write_start(struct writing *writing)
{
    const struct ts_graph *graph = writing->graph;
    for (uint32_t i = 0; i < graph->node_count; i++) {
        if (!graph->nodes[i].is_start) continue;
        ts_buffer_add_text(writing->dot, "  \":start\" [label=\"start\",shape=plaintext,style=\"\",class=\"bare\"");
        add_id(writing, 's', 0);
        ts_buffer_add_text(writing->dot, "];\n  \":start\" -> ");
        add_name(writing, i);
        ts_buffer_add_text(writing->dot, " [penwidth=2.5");
        add_id(writing, 't', 0);
        ts_buffer_add_text(writing->dot, "];\n");
    }
}

static void write_nodes(struct writing *writing)
{
    const struct ts_graph *graph = writing->graph;
    for (uint32_t arc = 0; graph->arc_count > 1 && arc < graph->arc_count; arc++) {
        ts_buffer_add_format(writing->dot, "  subgraph cluster_%u {\n    style=rounded; color=\"#94a3b8\"; fontsize=13; fontcolor=\"#334155\"; label=\"", arc);
        add_text(writing->dot, graph->arcs[arc].name, 0);
        ts_buffer_add_text(writing->dot, "\"");
        if (writing->how->id) ts_buffer_add_format(writing->dot, "; id=\"%sc%u\"", writing->how->id, arc);
        ts_buffer_add_text(writing->dot, ";\n");
        for (uint32_t i = 0; i < graph->node_count; i++)
            if (graph->nodes[i].arc == arc) write_node(writing, i, "    ");
        ts_buffer_add_text(writing->dot, "  }\n");
    }
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (graph->arc_count <= 1 || graph->nodes[i].arc == UINT32_MAX) write_node(writing, i, "  ");
}

// --- edges

static void add_choice(struct writing *writing, const struct ts_choice *choice)
{
    struct ts_text *label = choice->label ? ts_prose_fixed(choice->label) : NULL;
    if (label && label->length) add_words(writing->dot, label->bytes, label->length, LABEL_SHOWN);
    else add_text(writing->dot, ts_symbol_text(writing->graph->symbols, choice->id), LABEL_SHOWN);
}

static uint32_t count_choices(const struct ts_graph *graph, const struct ts_edge *edge)
{
    uint32_t count = 0;
    for (uint32_t at = edge->first; at; at = graph->choices[at - 1].next) count++;
    return count;
}

static void add_choices(struct writing *writing, const struct ts_edge *edge)
{
    const struct ts_graph *graph = writing->graph;
    uint32_t left = count_choices(graph, edge), shown = left > LABELS_SHOWN + 1 ? LABELS_SHOWN : left;
    for (uint32_t at = edge->first; at && shown; at = graph->choices[at - 1].next, shown--, left--) {
        add_choice(writing, graph->choices[at - 1].choice);
        if (left > 1) ts_buffer_add_text(writing->dot, "\\n");
    }
    if (left) ts_buffer_add_format(writing->dot, "and %u more", left);
}

static const char *word_of(unsigned kinds)
{
    if (kinds & 1u << TS_WAY_CHOICE) return NULL;
    if (kinds & 1u << TS_WAY_DETOUR) return "detour";
    if (kinds & 1u << TS_WAY_NEXT) return "next";
    if (kinds & 1u << TS_WAY_OTHERWISE) return "otherwise";
    if (kinds & 1u << TS_WAY_INSTEAD) return "instead";
    if (kinds & 1u << TS_WAY_GO) return "script";
    return NULL;
}

static void add_label(struct writing *writing, const struct ts_edge *edge)
{
    const char *word = word_of(edge->kinds);
    if (!writing->graph->is_folded && writing->graph->node_count > LABELLED) return;
    if (!writing->graph->is_folded && !edge->first && !word) return;
    ts_buffer_add_text(writing->dot, ",label=\"");
    if (writing->graph->is_folded) add_count(writing->dot, edge->ways, "way");
    else if (edge->first) add_choices(writing, edge);
    else ts_buffer_add_text(writing->dot, word);
    ts_buffer_add_byte(writing->dot, '"');
}

// For pages that style the picture, and for who reads the file.
static const char *class_of(unsigned kinds)
{
    static const char *const names[] = {"choice", "next", "otherwise", "detour", "draw", "back", "go"};
    uint32_t kind = 0;
    while (kind < TS_WAY_GO && !(kinds & 1u << kind)) kind++;
    return names[kind];
}

static const char *style_of(unsigned kinds)
{
    if (kinds & 1u << TS_WAY_CHOICE) return NULL;
    if (kinds & 1u << TS_WAY_NEXT) return "style=bold";
    if (kinds & 1u << TS_WAY_DETOUR) return "style=bold,arrowhead=vee";
    if (kinds & 1u << TS_WAY_OTHERWISE) return "style=dashed";
    if (kinds & 1u << TS_WAY_INSTEAD) return "style=dashed,arrowhead=empty";
    if (kinds & 1u << TS_WAY_DRAW) return "style=dotted,arrowhead=vee";
    if (kinds & 1u << TS_WAY_BACK) return "style=dashed,arrowhead=odot";
    return "style=dashed,arrowhead=empty";
}

// Only ways by choice are counted; what else nobody can have walked is what leaves or reaches a place never visited.
static void add_edge_heat(struct writing *writing, const struct ts_edge *edge)
{
    const struct ts_graph *graph = writing->graph;
    static const char *const lines[TS_HEAT_CLASSES] = {"#9db4c8", "#6f9bc4", "#447fb8", "#2360a5", "#0b3c7d"};
    const struct ts_node *from = &graph->nodes[edge->from], *to = &graph->nodes[edge->to];
    bool is_walked = edge->first || (graph->is_folded && edge->kinds == 1u << TS_WAY_CHOICE) ? edge->taken > 0
                     : (from->visits || !has_heat(graph, from)) && (to->visits || !has_heat(graph, to));
    uint32_t class = ts_heat_class(edge->taken, writing->busiest);
    if (!is_walked) ts_buffer_add_format(writing->dot, ",color=\"%s\",fontcolor=\"%s\"", ts_heat_never, ts_heat_never);
    else ts_buffer_add_format(writing->dot, ",color=\"%s\",penwidth=%u.%u", lines[class], 1 + class / 2, class % 2 * 5);
}

static void write_edge(struct writing *writing, uint32_t index)
{
    const struct ts_edge *edge = &writing->graph->edges[index];
    const char *style = style_of(edge->kinds);
    struct ts_buffer *dot = writing->dot;
    ts_buffer_add_text(dot, "  ");
    add_name(writing, edge->from);
    ts_buffer_add_text(dot, " -> ");
    add_name(writing, edge->to);
    ts_buffer_add_format(dot, " [class=\"%s\"", class_of(edge->kinds));
    add_label(writing, edge);
    if (style && !writing->graph->is_folded) ts_buffer_add_format(dot, ",%s", style);
    if (edge->comes_back) ts_buffer_add_text(dot, ",dir=both,arrowtail=odot");
    if (writing->graph->is_heated) add_edge_heat(writing, edge);
    add_id(writing, 'e', index);
    ts_buffer_add_text(dot, "];\n");
}

// --- the whole

static void write_title(struct writing *writing, uint32_t scenes, uint32_t choices)
{
    const struct ts_graph *graph = writing->graph;
    struct ts_buffer *dot = writing->dot;
    ts_buffer_add_text(dot, "  label=\"");
    add_text(dot, graph->story->title ? graph->story->title : "", 60);
    ts_buffer_add_text(dot, " (");
    add_text(dot, ts_symbol_text(graph->symbols, graph->story->id), 0);
    ts_buffer_add_text(dot, ")\\n");
    add_count(dot, scenes, "scene");
    ts_buffer_add_text(dot, ", ");
    add_count(dot, choices, "choice");
    if (graph->is_heated) ts_buffer_add_text(dot, "; coloured by the visits of "), add_count(dot, (uint64_t)graph->runs, "run");
    ts_buffer_add_text(dot, "\";\n");
}

static void add_swatch(struct ts_buffer *dot, const char *fill, const char *ink, const char *border)
{
    ts_buffer_add_format(dot, "<TR><TD BGCOLOR=\"%s\" COLOR=\"%s\" BORDER=\"%d\"><FONT COLOR=\"%s\">", fill, border, *border == '#' ? 2 : 0, ink);
}

static void write_heat_rows(struct writing *writing)
{
    const struct ts_graph *graph = writing->graph;
    struct ts_buffer *dot = writing->dot;
    for (uint32_t i = 0; i < TS_HEAT_CLASSES && graph->most; i++) {
        uint64_t least = ts_heat_least(i, graph->most), next = i + 1 < TS_HEAT_CLASSES ? ts_heat_least(i + 1, graph->most) : graph->most + 1;
        if (next <= least) continue;
        add_swatch(dot, ts_heat_fill(i), ts_heat_ink(i), "black");
        ts_buffer_add_format(dot, next - 1 > least ? "%llu to %llu visits" : "%llu ×", (unsigned long long)least, (unsigned long long)next - 1);
        ts_buffer_add_text(dot, "</FONT></TD></TR>");
    }
    add_swatch(dot, "#ffffff", ts_heat_never, ts_heat_never);
    ts_buffer_add_text(dot, "never visited</FONT></TD></TR>");
}

static void write_legend(struct writing *writing)
{
    struct ts_buffer *dot = writing->dot;
    ts_buffer_add_text(dot, "  \":legend\" [shape=plaintext,style=\"\",label=<<TABLE BORDER=\"1\" COLOR=\"#94a3b8\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"3\">");
    if (writing->graph->is_folded) ts_buffer_add_text(dot, "<TR><TD ALIGN=\"LEFT\">folder: an arc of scenes</TD></TR>");
    else
        ts_buffer_add_text(dot, "<TR><TD ALIGN=\"LEFT\">box: scene; double octagon: ending<BR ALIGN=\"LEFT\"/>hexagon: detour; note: storylet; cylinder: pool<BR ALIGN=\"LEFT\"/>"
                                "thin line: choice; thick: next; dashed: otherwise<BR ALIGN=\"LEFT\"/>dotted: drawn; circle at an end: comes back<BR ALIGN=\"LEFT\"/></TD></TR>");
    if (writing->graph->is_heated) write_heat_rows(writing);
    ts_buffer_add_text(dot, "</TABLE>>];\n");
}

static void write_head(struct writing *writing)
{
    struct ts_buffer *dot = writing->dot;
    bool is_big = !writing->graph->is_folded && writing->graph->node_count > LABELLED;
    ts_buffer_add_text(dot, "digraph story {\n  graph [rankdir=LR,labelloc=t,fontname=\"Helvetica\",fontsize=16,nodesep=0.2,ranksep=0.4");
    if (is_big) ts_buffer_add_text(dot, ",splines=line,nslimit=2,nslimit1=2,mclimit=0.3");
    if (writing->how->id) ts_buffer_add_format(dot, ",id=\"%sg\"", writing->how->id);
    ts_buffer_add_text(dot, "];\n  node [fontname=\"Helvetica\",fontsize=11,style=\"filled\",fillcolor=\"#f8fafc\",color=\"#475569\",margin=\"0.12,0.06\"];\n"
                            "  edge [fontname=\"Helvetica\",fontsize=9,color=\"#64748b\",fontcolor=\"#334155\",arrowsize=0.7];\n");
}

static uint32_t count_story_choices(const struct ts_story *story)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->scene_count; i++) count += story->scenes[i]->choice_count;
    return count;
}

void ts_dot_write(const struct ts_graph *graph, const struct ts_dot *how, struct ts_buffer *dot)
{
    struct writing writing = {graph, how, dot, 0};
    for (uint32_t i = 0; i < graph->edge_count; i++)
        if (graph->edges[i].taken > writing.busiest) writing.busiest = graph->edges[i].taken;
    write_head(&writing);
    if (how->has_legend) write_title(&writing, graph->story->scene_count, count_story_choices(graph->story));
    write_start(&writing);
    write_nodes(&writing);
    for (uint32_t i = 0; i < graph->edge_count; i++)
        if (!graph->edges[i].is_hidden) write_edge(&writing, i);
    if (how->has_legend) write_legend(&writing);
    ts_buffer_add_text(dot, "}\n");
}

void ts_graph_dot(const struct ts_content *content, const struct ts_story *story, const struct ts_heat *heat, const struct ts_dot *how,
                  struct ts_buffer *dot)
{
    struct ts_graph graph, folded;
    ts_graph_make(content, story, heat, &graph);
    bool is_folded = how->view == TS_VIEW_FITTING ? story->scene_count > TS_SCENES_SHOWN : how->view == TS_VIEW_CLUSTERS;
    if (is_folded) ts_graph_fold(&graph, &folded);
    ts_dot_write(is_folded ? &folded : &graph, how, dot);
    if (is_folded) ts_graph_clear(&folded);
    ts_graph_clear(&graph);
}
