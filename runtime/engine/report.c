// report.c - the report's page as a whole: its template filled in
#include "engine/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "engine/report_part.h"

struct page {
    struct ts_engine *engine;
    const struct ts_report *what;
    const json_t *plays;
    struct ts_buffer *html;
};

static int64_t get(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }

static int64_t sum(const json_t *plays, const char *key)
{
    size_t index;
    json_t *play;
    int64_t all = 0;
    json_array_foreach(plays, index, play) all += get(play, key);
    return all;
}

static void write_count(struct ts_buffer *html, int64_t count, const char *one, const char *many)
{
    ts_html_number(html, count);
    ts_buffer_add_text(html, count == 1 ? one : many);
}

// --- the head

static void write_title(struct page *page) { ts_html_text(page->html, page->what->title ? page->what->title : "Simulation"); }

static void write_style(struct page *page)
{
    const struct ts_embedded_file *style = ts_embedded_get("report/page.css");
    ts_buffer_add(page->html, style->bytes, style->length);
}

static void write_version(struct page *page) { ts_html_text(page->html, TURNSTONE_VERSION); }

static void write_verdict(struct page *page)
{
    const struct ts_report *what = page->what;
    if (!what->expected) return;
    ts_buffer_add_format(page->html, "<p class=\"verdict %s\">", what->failed ? "bad" : "good");
    if (what->failed) ts_html_number(page->html, what->failed), ts_buffer_add_text(page->html, " of ");
    else if (what->expected > 1) ts_buffer_add_text(page->html, "All ");
    write_count(page->html, what->expected, " expectation", " expectations");
    ts_buffer_add_text(page->html, what->failed ? " failed</p>\n" : " held</p>\n");
}

static void write_lead(struct page *page)
{
    struct ts_buffer *html = page->html;
    ts_buffer_add_text(html, "<p class=\"lead\">");
    write_count(html, sum(page->plays, "runs"), " run, ", " runs, ");
    write_count(html, sum(page->plays, "turns"), " turn", " turns");
    ts_buffer_add_text(html, "</p>\n");
    write_verdict(page);
}

// --- what is in it

static const char *id_of(const json_t *play)
{
    const char *id = json_string_value(json_object_get(play, "story"));
    return id ? id : "";
}

static const char *title_of(const struct page *page, const json_t *play)
{
    const struct ts_story *story = ts_content_find_story(page->engine->content, id_of(play));
    return story && story->title && *story->title ? story->title : id_of(play);
}

static void write_contents(struct page *page)
{
    size_t index;
    json_t *play;
    if (json_array_size(page->plays) < 2) return;
    ts_buffer_add_text(page->html, "<nav aria-label=\"Stories\"><ul>\n");
    json_array_foreach(page->plays, index, play) {
        ts_buffer_add_format(page->html, "<li><a href=\"#p%u-story\">", (unsigned)index + 1);
        ts_html_text(page->html, title_of(page, play));
        ts_buffer_add_text(page->html, "</a></li>\n");
    }
    ts_buffer_add_text(page->html, "</ul></nav>\n");
}

static void write_expectations(struct page *page)
{
    const char *line = page->what->failures;
    if (!line || !*line) return;
    ts_buffer_add_text(page->html, "<section class=\"expectations\" aria-labelledby=\"expectations\">\n<h2 id=\"expectations\">What was expected and is not so</h2>\n<ul>\n");
    while (*line) {
        size_t length = strcspn(line, "\n");
        ts_buffer_add_text(page->html, "<li>");
        ts_html_words(page->html, line, length);
        ts_buffer_add_text(page->html, "</li>\n");
        line += length + (line[length] == '\n');
    }
    ts_buffer_add_text(page->html, "</ul>\n</section>\n");
}

// --- a story

static void write_figure(struct ts_buffer *html, const char *word, int64_t value, const char *mark)
{
    ts_buffer_add_format(html, "<div%s><dt>%s</dt><dd>", mark, word);
    ts_html_number(html, value);
    ts_buffer_add_text(html, "</dd></div>\n");
}

static void write_figures(struct ts_report_part *part)
{
    struct ts_buffer *html = part->html;
    const json_t *play = part->play, *coverage = json_object_get(play, "coverage");
    int64_t failures = (int64_t)json_array_size(json_object_get(play, "failures"));
    ts_buffer_add_text(html, "<dl class=\"figures\">\n");
    write_figure(html, "Runs", get(play, "runs"), "");
    write_figure(html, "Turns", get(play, "turns"), "");
    write_figure(html, "Events", get(play, "events"), "");
    write_figure(html, "Endings reached", (int64_t)json_object_size(json_object_get(play, "endings")), "");
    if (coverage) {
        ts_buffer_add_text(html, "<div><dt>Choices taken</dt><dd>");
        ts_html_per_cent(html, get(coverage, "choices_met"), get(coverage, "choices_total"));
        ts_buffer_add_text(html, "</dd></div>\n");
    }
    write_figure(html, "Runs stuck", get(play, "stuck"), get(play, "stuck") ? " class=\"bad\"" : "");
    write_figure(html, "Failures", failures, failures ? " class=\"bad\"" : "");
    ts_buffer_add_text(html, "</dl>\n");
}

static void write_how(struct ts_report_part *part)
{
    const char *chooser = json_string_value(json_object_get(part->play, "chooser"));
    ts_buffer_add_text(part->html, "<p class=\"how\"><code>");
    ts_html_text(part->html, id_of(part->play));
    ts_buffer_add_text(part->html, "</code>");
    if (chooser) ts_buffer_add_text(part->html, ", played by the chooser <code>"), ts_html_text(part->html, chooser), ts_buffer_add_text(part->html, "</code>");
    if (get(part->play, "cut_off")) {
        ts_buffer_add_text(part->html, "; ");
        write_count(part->html, get(part->play, "cut_off"), " run was", " runs were");
        ts_buffer_add_text(part->html, " cut off, still going");
    }
    if (json_is_true(json_object_get(part->play, "is_interrupted"))) ts_buffer_add_text(part->html, "; it was ended early, and this is what was done until then");
    ts_buffer_add_text(part->html, "</p>\n");
}

static void write_play(struct page *page, const json_t *play, unsigned number)
{
    struct ts_report_part part = {.engine = page->engine, .html = page->html, .play = play, .number = number};
    char *text = json_dumps(play, 0);
    part.story = ts_content_find_story(page->engine->content, id_of(play));
    part.is_heated = text && !ts_heat_read(page->engine->symbols, text, &part.heat, NULL);
    free(text);
    ts_buffer_add_format(page->html, "<section aria-labelledby=\"p%u-story\">\n<h2 id=\"p%u-story\">", number, number);
    ts_html_text(page->html, title_of(page, play));
    ts_buffer_add_text(page->html, "</h2>\n");
    write_how(&part);
    write_figures(&part);
    ts_buffer_add_text(page->html, "<div class=\"cards\">\n");
    ts_report_endings(&part);
    if (json_object_get(play, "turn_counts")) ts_report_lengths(&part);
    if (part.is_heated) ts_report_coverage(&part);
    ts_report_unlocks(&part);
    ts_buffer_add_text(page->html, "</div>\n");
    ts_report_failures(&part);
    if (part.story && part.is_heated) {
        ts_report_graph(&part);
        ts_report_never(&part);
        ts_report_visits(&part);
    }
    ts_buffer_add_text(page->html, "</section>\n");
    ts_heat_clear(&part.heat);
}

static void write_stories(struct page *page)
{
    size_t index;
    json_t *play;
    json_array_foreach(page->plays, index, play) write_play(page, play, (unsigned)index + 1);
    if (!json_array_size(page->plays)) ts_buffer_add_text(page->html, "<p class=\"none\">The script played no story with sim.play.</p>\n");
}

// --- the template: each `{{name}}` in it is written by a function

struct blank { const char *name; void (*write)(struct page *page); };

static const struct blank blanks[] = {
    {"title", write_title}, {"style", write_style}, {"lead", write_lead}, {"contents", write_contents},
    {"expectations", write_expectations}, {"stories", write_stories}, {"version", write_version},
};

static void fill(struct page *page, const char *template)
{
    for (const char *open; (open = strstr(template, "{{")); ) {
        const char *name = open + 2, *close = strstr(name, "}}");
        ts_buffer_add(page->html, template, (size_t)(open - template));
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
            if (strlen(blanks[i].name) == (size_t)(close - name) && !strncmp(blanks[i].name, name, (size_t)(close - name))) blanks[i].write(page);
        template = close + 2;
    }
    ts_buffer_add_text(page->html, template);
}

enum ts_status ts_report_write(struct ts_engine *engine, const struct ts_report *what, struct ts_buffer *html, struct ts_err *err)
{
    json_error_t problem;
    json_t *plays = json_loads(what->plays_json, 0, &problem);
    if (!json_is_array(plays)) {
        json_decref(plays);
        return ts_err_set(err, TS_DATA, "what was played is no list in JSON: %s", problem.text);
    }
    struct page page = {engine, what, plays, html};
    fill(&page, ts_embedded_get("report/page.html")->bytes);
    json_decref(plays);
    return TS_OK;
}
