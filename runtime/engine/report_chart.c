// report_chart.c - endings, lengths, unlocks, coverage and failures of the runs of one story
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/report_part.h"

enum { WIDTH = 640, HEIGHT = 220, FOOT = 24, HEAD = 18 }; // of the histogram, in its own units

static int64_t get(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }

static double get_real(const json_t *object, const char *key) { return json_number_value(json_object_get(object, key)); }

static const char *get_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

// --- what runs came to

struct came { const char *id; int64_t runs; };

static int by_runs(const void *a, const void *b)
{
    const struct came *left = a, *right = b;
    if (left->runs != right->runs) return left->runs > right->runs ? -1 : 1;
    return strcmp(left->id, right->id);
}

// Most often first; those of `known`, which may be NULL, that no run came to last, with 0.
static struct came *list(const json_t *object, const struct came *known, size_t known_count, size_t *count)
{
    struct came *came = ts_memory_get((json_object_size(object) + known_count + 1) * sizeof *came);
    const char *id;
    json_t *runs;
    *count = 0;
    json_object_foreach((json_t *)object, id, runs) came[(*count)++] = (struct came){id, json_integer_value(runs)};
    for (size_t i = 0; i < known_count; i++)
        if (!json_object_get(object, known[i].id)) came[(*count)++] = known[i];
    qsort(came, *count, sizeof *came, by_runs);
    return came;
}

static const char *skip_story(const struct ts_report_part *part, const char *id) // "harbour:lantern/spoken": "spoken", the story is known here
{
    const char *story = get_text(part->play, "story");
    size_t length = strlen(story);
    return !strncmp(id, story, length) && id[length] == '/' ? id + length + 1 : id;
}

static void write_came(struct ts_report_part *part, const char *caption, const char *what, const struct came *came, size_t count, const char *title)
{
    struct ts_bars bars = {.html = part->html, .most = get(part->play, "runs")};
    ts_bars_open(&bars, caption, what, "Runs");
    for (size_t i = 0; i < count; i++) {
        struct ts_buffer share = {0};
        ts_html_per_cent(&share, came[i].runs, bars.most);
        if (title) ts_buffer_add_text(&share, title);
        const char *id = skip_story(part, came[i].id);
        ts_bars_row(&bars, id, strlen(id), came[i].runs ? share.bytes : "never", came[i].runs);
        ts_buffer_clear(&share);
    }
    ts_bars_close(&bars);
}

// An ending is told of as "harbour:lantern/spoken": so are those the story has.
static size_t list_endings(const struct ts_report_part *part, struct came **known)
{
    const struct ts_symbols *symbols = part->engine->symbols;
    uint32_t scenes = part->story ? part->story->scene_count : 0;
    struct ts_map told = {0};
    size_t count = 0;
    *known = ts_memory_get((scenes + 1) * sizeof **known);
    for (uint32_t i = 0; i < scenes; i++) {
        ts_symbol ending = part->story->scenes[i]->ending;
        uint64_t *is_told = ending ? ts_map_add(&told, ending) : NULL;
        if (!is_told || *is_told) continue;
        *is_told = 1;
        struct ts_buffer id = {0};
        ts_buffer_add_format(&id, "%s/%s", ts_symbol_text(symbols, part->story->id), ts_symbol_text(symbols, ending));
        (*known)[count++] = (struct came){ts_buffer_take(&id), 0};
    }
    ts_map_clear(&told);
    return count;
}

void ts_report_endings(struct ts_report_part *part)
{
    struct came *known;
    size_t known_count = list_endings(part, &known), count;
    struct came *came = list(json_object_get(part->play, "endings"), known, known_count, &count);
    ts_buffer_add_text(part->html, "<article>\n");
    ts_html_heading(part, "endings", "Endings");
    if (count) write_came(part, "How often each ending was reached", "Ending", came, count, " of the runs");
    else ts_buffer_add_text(part->html, "<p class=\"none\">The story has no ending.</p>\n");
    ts_buffer_add_text(part->html, "</article>\n");
    for (size_t i = 0; i < known_count; i++) free((char *)known[i].id);
    free(known);
    free(came);
}

void ts_report_unlocks(struct ts_report_part *part)
{
    size_t count;
    struct came *came = list(json_object_get(part->play, "unlocks"), NULL, 0, &count);
    ts_buffer_add_text(part->html, "<article>\n");
    ts_html_heading(part, "unlocks", "Unlocks");
    if (count) write_came(part, "How many runs earned each unlock", "Unlock", came, count, " of the runs");
    else ts_buffer_add_text(part->html, "<p class=\"none\">No run earned an unlock.</p>\n");
    ts_buffer_add_text(part->html, "</article>\n");
    free(came);
}

// --- how long runs were

static int64_t find_highest(const json_t *histogram)
{
    int64_t most = 1;
    size_t index;
    json_t *bin;
    json_array_foreach(histogram, index, bin) if (get(bin, "runs") > most) most = get(bin, "runs");
    return most;
}

static void write_range(struct ts_buffer *html, const json_t *bin)
{
    ts_html_number(html, get(bin, "from"));
    if (get(bin, "to") == get(bin, "from")) return;
    ts_buffer_add_text(html, "–");
    ts_html_number(html, get(bin, "to"));
}

static void write_bin(struct ts_buffer *html, const json_t *bin, size_t index, size_t count, int64_t most)
{
    double step = (double)WIDTH / (double)count;
    int64_t runs = get(bin, "runs");
    int high = (int)((HEIGHT - FOOT - HEAD) * runs / most);
    if (runs && high < 2) high = 2;
    ts_buffer_add_format(html, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"><title>", (int)(step * (double)index) + 1,
                         HEIGHT - FOOT - high, step > 4 ? (int)step - 2 : 1, high);
    write_range(html, bin);
    ts_buffer_add_text(html, " turns: ");
    ts_html_number(html, runs);
    ts_buffer_add_text(html, " runs</title></rect>\n");
}

static void write_label(struct ts_buffer *html, const json_t *bin, int x, const char *anchor)
{
    ts_buffer_add_format(html, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, HEIGHT - 5, anchor);
    write_range(html, bin);
    ts_buffer_add_text(html, "</text>\n");
}

static void write_histogram(struct ts_report_part *part, const json_t *histogram)
{
    struct ts_buffer *html = part->html;
    size_t count = json_array_size(histogram), index;
    int64_t most = find_highest(histogram);
    json_t *bin;
    ts_buffer_add_format(html, "<figure class=\"chart\">\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"p%u-histogram\">\n<title id=\"p%u-histogram\">"
                               "Distribution of the number of turns in a run; the highest bar is ",
                         WIDTH, HEIGHT, part->number, part->number);
    ts_html_number(html, most);
    ts_buffer_add_format(html, " runs</title>\n<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", HEIGHT - FOOT, WIDTH, HEIGHT - FOOT);
    json_array_foreach(histogram, index, bin) write_bin(html, bin, index, count, most);
    write_label(html, json_array_get(histogram, 0), 0, "start");
    if (count > 2) write_label(html, json_array_get(histogram, count / 2), (int)(WIDTH * (2 * (count / 2) + 1) / (2 * count)), "middle");
    if (count > 1) write_label(html, json_array_get(histogram, count - 1), WIDTH, "end");
    ts_buffer_add_text(html, "</svg>\n<figcaption>Across: turns of a run. Up: how many runs, at most ");
    ts_html_number(html, most);
    ts_buffer_add_text(html, ".</figcaption>\n</figure>\n");
}

void ts_report_lengths(struct ts_report_part *part)
{
    static const struct { const char *key, *word; } figures[] = {{"least", "Least"}, {"median", "Median"}, {"mean", "Mean"}, {"most", "Most"}};
    const json_t *counts = json_object_get(part->play, "turn_counts"), *histogram = json_object_get(counts, "histogram");
    struct ts_buffer *html = part->html;
    ts_buffer_add_text(html, "<article>\n");
    ts_html_heading(part, "lengths", "Turns of a run");
    if (json_array_size(histogram)) write_histogram(part, histogram);
    ts_buffer_add_text(html, "<dl class=\"small figures\">");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        double value = get_real(counts, figures[i].key);
        bool is_whole = value == (double)(int64_t)value;
        ts_buffer_add_format(html, is_whole ? "<div><dt>%s</dt><dd>%.0f</dd></div>" : "<div><dt>%s</dt><dd>%.1f</dd></div>", figures[i].word, value);
    }
    ts_buffer_add_text(html, "</dl>\n</article>\n");
}

// --- how much of the story was met

static void write_share(struct ts_report_part *part, const char *words, int64_t met, int64_t all)
{
    struct ts_buffer *html = part->html;
    ts_buffer_add_format(html, "<p class=\"share\" style=\"--w:%d%%\"><span>%s</span> <b>", all ? (int)(met * 100 / all) : 0, words);
    ts_html_per_cent(html, met, all);
    ts_buffer_add_text(html, "</b> <small>");
    ts_html_number(html, met);
    ts_buffer_add_text(html, " of ");
    ts_html_number(html, all);
    ts_buffer_add_text(html, met < all ? "; never: " : "");
    if (met < all) ts_html_number(html, all - met);
    ts_buffer_add_text(html, "</small></p>\n");
}

void ts_report_coverage(struct ts_report_part *part)
{
    const json_t *coverage = json_object_get(part->play, "coverage");
    ts_buffer_add_text(part->html, "<article>\n");
    ts_html_heading(part, "coverage", "Coverage");
    write_share(part, "Scenes visited", get(coverage, "scenes_met"), get(coverage, "scenes_total"));
    write_share(part, "Choices taken", get(coverage, "choices_met"), get(coverage, "choices_total"));
    ts_buffer_add_text(part->html, "</article>\n");
}

// --- what went wrong

static void write_path(struct ts_buffer *html, const json_t *path)
{
    size_t index;
    json_t *choice;
    ts_buffer_add_text(html, "<ol class=\"path\">");
    json_array_foreach(path, index, choice) {
        ts_buffer_add_text(html, "<li>");
        ts_html_text(html, json_is_string(choice) ? json_string_value(choice) : "");
        ts_buffer_add_text(html, "</li>");
    }
    ts_buffer_add_text(html, "</ol>\n");
}

static void write_failure(struct ts_buffer *html, const json_t *failure)
{
    const json_t *path = json_object_get(failure, "path");
    int64_t times = get(failure, "times");
    ts_buffer_add_text(html, "<li class=\"failure\"><pre>");
    ts_html_text(html, get_text(failure, "error"));
    ts_buffer_add_format(html, "</pre>\n<p class=\"where\">Run %lld, turn %lld", (long long)get(failure, "run"), (long long)get(failure, "turn"));
    if (times > 1) ts_buffer_add_text(html, "; in "), ts_html_number(html, times), ts_buffer_add_text(html, " runs");
    ts_buffer_add_text(html, json_array_size(path) ? ". The way there:</p>\n" : ". No choice leads there: it is met at once.</p>\n");
    if (json_array_size(path)) write_path(html, path);
    if (*get_text(failure, "command")) ts_buffer_add_text(html, "<pre class=\"command\">"), ts_html_text(html, get_text(failure, "command")), ts_buffer_add_text(html, "</pre>\n");
    ts_buffer_add_text(html, "</li>\n");
}

void ts_report_failures(struct ts_report_part *part)
{
    const json_t *failures = json_object_get(part->play, "failures");
    struct ts_buffer *html = part->html;
    size_t index;
    json_t *failure;
    ts_html_heading(part, "failures", "Failures");
    if (!json_array_size(failures)) {
        ts_buffer_add_text(html, "<p class=\"none\">Nothing failed.</p>\n");
        return;
    }
    ts_buffer_add_text(html, "<ul class=\"failures\">\n");
    json_array_foreach(failures, index, failure) write_failure(html, failure);
    ts_buffer_add_text(html, "</ul>\n");
}
