// report_part.h - what the files that write the report's page share
#ifndef TS_ENGINE_REPORT_PART_H
#define TS_ENGINE_REPORT_PART_H

#include <jansson.h>

#include "engine/graph.h"
#include "engine/report.h"

enum { TS_ROWS_MAX = 1000 }; // of a table; how many more there are is said

struct ts_report_part { // of one story that was played
    const struct ts_engine *engine;
    struct ts_buffer *html;
    const json_t *play;
    const struct ts_story *story; // NULL: the content has it no more
    struct ts_heat heat;
    bool is_heated;               // the play told its coverage
    unsigned number;              // from 1; element ids begin with "p<number>-"
};

// --- report_html.c
void ts_html_words(struct ts_buffer *html, const char *text, size_t length); // for content and attributes in double quotes
void ts_html_text(struct ts_buffer *html, const char *text);
void ts_html_number(struct ts_buffer *html, int64_t number); // "33,200"
void ts_html_per_cent(struct ts_buffer *html, int64_t part, int64_t all);
void ts_html_place(struct ts_buffer *html, const struct ts_symbols *symbols, struct ts_place place); // "harbour/init.lua:3"
void ts_html_heading(struct ts_report_part *part, const char *id, const char *words);

// A table of counts with bars, in a box that scrolls when it is long.
struct ts_bars { struct ts_buffer *html; int64_t most; uint32_t rows, left_out; };
void ts_bars_open(struct ts_bars *bars, const char *caption, const char *what, const char *counted);
// `detail` stands below in small; NULL: nothing. False: there are rows enough, it is only counted.
bool ts_bars_row(struct ts_bars *bars, const char *words, size_t length, const char *detail, int64_t count);
void ts_bars_close(struct ts_bars *bars);

// --- report_chart.c
void ts_report_endings(struct ts_report_part *part);
void ts_report_lengths(struct ts_report_part *part);
void ts_report_unlocks(struct ts_report_part *part);
void ts_report_coverage(struct ts_report_part *part);
void ts_report_failures(struct ts_report_part *part);

// --- report_met.c: scenes and choices one by one
struct ts_met { const struct ts_scene *scene; const struct ts_choice *choice; int64_t count; }; // choice NULL: the scene itself
struct ts_met_list { struct ts_met *items; uint32_t count, room, met; }; // most often first
struct ts_met_list ts_met_scenes(const struct ts_report_part *part);
struct ts_met_list ts_met_choices(const struct ts_report_part *part);
void ts_report_never(struct ts_report_part *part);
void ts_report_visits(struct ts_report_part *part);

// --- report_graph.c
void ts_report_graph(struct ts_report_part *part);

#endif
