// report_graph.c - the graph of a story in the report's page: drawn by Graphviz, or else as a table
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/report_part.h"

enum { SECONDS = 60, NEIGHBOURS = 12 }; // a row names no more

// --- drawn

static void write_swatches(struct ts_report_part *part, const struct ts_graph *graph)
{
    struct ts_buffer *html = part->html;
    ts_buffer_add_text(html, "<ul class=\"legend\" aria-label=\"Legend\">\n");
    for (uint32_t i = 0; i < TS_HEAT_CLASSES && graph->most; i++) {
        uint64_t least = ts_heat_least(i, graph->most), next = i + 1 < TS_HEAT_CLASSES ? ts_heat_least(i + 1, graph->most) : graph->most + 1;
        if (next <= least) continue;
        ts_buffer_add_format(html, "<li style=\"background:%s;color:%s\">", ts_heat_fill(i), ts_heat_ink(i));
        ts_html_number(html, (int64_t)least);
        if (next - 1 > least) ts_buffer_add_text(html, "–"), ts_html_number(html, (int64_t)next - 1);
        ts_buffer_add_text(html, least == 1 && next == 2 ? " visit</li>\n" : " visits</li>\n");
    }
    ts_buffer_add_format(html, "<li style=\"background:#fff;color:%s;border:2px dashed %s\">never visited</li>\n</ul>\n", ts_heat_never, ts_heat_never);
    ts_buffer_add_text(html, graph->is_folded ? "<p class=\"key\">Each folder is an arc of scenes; lines say how many ways lead from one to another.</p>\n"
                                              : "<p class=\"key\">Box: scene. Double octagon: ending. Hexagon: detour. Note: storylet; cylinder: its pool. Thin line: choice; thick: "
                                                "next; dashed: otherwise; dotted: drawn; a circle at an end: comes back.</p>\n");
}

// The page is no XML: what stands before the element is left out.
static void write_picture(struct ts_report_part *part, const struct ts_buffer *svg)
{
    struct ts_buffer *html = part->html;
    const char *start = svg->length ? strstr(svg->bytes, "<svg") : NULL;
    ts_buffer_add_format(html, "<input type=\"checkbox\" class=\"fit\" id=\"p%u-fit\"><label for=\"p%u-fit\">Fit to the width</label>\n"
                               "<div class=\"graph\" role=\"region\" tabindex=\"0\" aria-label=\"Graph of the story, coloured by visits; it scrolls\">\n",
                         part->number, part->number);
    ts_buffer_add_text(html, start ? start : "");
    ts_buffer_add_text(html, "</div>\n");
}

// --- as a table

static void add_neighbour(struct ts_buffer *names, const struct ts_graph *graph, const struct ts_edge *edge, uint32_t index)
{
    if (index > NEIGHBOURS) return;
    if (index) ts_buffer_add_text(names, ", ");
    if (index == NEIGHBOURS) ts_buffer_add_text(names, "…");
    else ts_html_text(names, graph->nodes[edge->to].name);
}

static void write_row(struct ts_report_part *part, const struct ts_graph *graph, uint32_t index, const struct ts_buffer *names)
{
    const struct ts_node *node = &graph->nodes[index];
    struct ts_buffer *html = part->html;
    ts_buffer_add_format(html, "<tr%s><th scope=\"row\">", node->visits || node->kind == TS_NODE_POOL ? "" : " class=\"unmet\"");
    if (node->kind == TS_NODE_POOL) ts_buffer_add_text(html, "pool ");
    ts_html_text(html, node->name);
    ts_buffer_add_text(html, "</th><td class=\"number\">");
    if (node->kind != TS_NODE_POOL) ts_html_number(html, (int64_t)node->visits);
    ts_buffer_add_text(html, "</td><td>");
    ts_buffer_add_text(html, names->length ? names->bytes : node->endings ? "an ending" : "");
    ts_buffer_add_text(html, "</td></tr>\n");
}

static void write_table(struct ts_report_part *part, const struct ts_graph *graph)
{
    struct ts_buffer *html = part->html, *names = ts_memory_get((graph->node_count + 1) * sizeof *names);
    uint32_t *counts = ts_memory_get((graph->node_count + 1) * sizeof *counts), rows = graph->node_count < TS_ROWS_MAX ? graph->node_count : TS_ROWS_MAX;
    memset(names, 0, (graph->node_count + 1) * sizeof *names);
    memset(counts, 0, (graph->node_count + 1) * sizeof *counts);
    for (uint32_t i = 0; i < graph->edge_count; i++) add_neighbour(&names[graph->edges[i].from], graph, &graph->edges[i], counts[graph->edges[i].from]++);
    ts_buffer_add_text(html, "<div class=\"rows\" role=\"region\" tabindex=\"0\" aria-label=\"Ways between the scenes\">\n<table class=\"ways\">\n"
                             "<caption>Where one can get from each scene</caption>\n<thead><tr><th scope=\"col\">Scene</th>"
                             "<th scope=\"col\" class=\"number\">Visits</th><th scope=\"col\">Leads to</th></tr></thead>\n<tbody>\n");
    for (uint32_t i = 0; i < rows; i++) write_row(part, graph, i, &names[i]);
    ts_buffer_add_text(html, "</tbody>\n</table>\n</div>\n");
    for (uint32_t i = 0; i < graph->node_count; i++) ts_buffer_clear(&names[i]);
    free(names);
    free(counts);
}

static void write_excuse(struct ts_report_part *part, const struct ts_err *why)
{
    ts_buffer_add_text(part->html, "<p class=\"note\">The graph could not be drawn, so here it is as a table. ");
    ts_html_text(part->html, why->message);
    ts_buffer_add_text(part->html, ".</p>\n");
}

static void write_graph(struct ts_report_part *part, const struct ts_graph *graph)
{
    struct ts_buffer dot = {0}, svg = {0};
    struct ts_err err = {0};
    char id[16];
    snprintf(id, sizeof id, "p%u-", part->number);
    ts_dot_write(graph, &(struct ts_dot){.id = id}, &dot);
    if (ts_graph_draw(&dot, "svg", SECONDS, &svg, &err)) {
        write_excuse(part, &err);
        write_table(part, graph);
    } else {
        write_swatches(part, graph);
        write_picture(part, &svg);
    }
    ts_buffer_clear(&dot);
    ts_buffer_clear(&svg);
}

void ts_report_graph(struct ts_report_part *part)
{
    struct ts_graph graph, folded;
    ts_graph_make(part->engine->content, part->story, &part->heat, &graph);
    bool is_folded = part->story->scene_count > TS_SCENES_SHOWN;
    if (is_folded) ts_graph_fold(&graph, &folded);
    ts_html_heading(part, "graph", is_folded ? "The story by its arcs" : "The story's graph");
    write_graph(part, is_folded ? &folded : &graph);
    if (is_folded) ts_graph_clear(&folded);
    ts_graph_clear(&graph);
}
