// report_met.c - the scenes and choices of a story, one by one: how often each was met, and what never was
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/report_part.h"
#include "game/prose.h"

// --- listing them

static void add(struct ts_met_list *list, const struct ts_report_part *part, const struct ts_scene *scene, const struct ts_choice *choice)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 256;
        list->items = ts_memory_grow(list->items, list->room * sizeof *list->items);
    }
    int64_t count = (int64_t)ts_heat_get(&part->heat, choice ? choice->full : scene->full);
    list->items[list->count++] = (struct ts_met){scene, choice, count};
    list->met += count > 0;
}

static int by_count(const void *a, const void *b)
{
    const struct ts_met *left = a, *right = b;
    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    if (left->scene->index != right->scene->index) return left->scene->index < right->scene->index ? -1 : 1;
    if (!left->choice) return 0;
    return left->choice->full < right->choice->full ? -1 : left->choice->full > right->choice->full;
}

static struct ts_met_list sort(struct ts_met_list list)
{
    if (list.count) qsort(list.items, list.count, sizeof *list.items, by_count);
    return list;
}

struct ts_met_list ts_met_scenes(const struct ts_report_part *part)
{
    struct ts_met_list list = {0};
    for (uint32_t i = 0; i < part->story->scene_count; i++) add(&list, part, part->story->scenes[i], NULL);
    return sort(list);
}

// A choice that several scenes include is one.
struct ts_met_list ts_met_choices(const struct ts_report_part *part)
{
    struct ts_met_list list = {0};
    struct ts_map told = {0};
    for (uint32_t i = 0; i < part->story->scene_count; i++) {
        const struct ts_scene *scene = part->story->scenes[i];
        for (uint32_t k = 0; k < scene->choice_count; k++) {
            uint64_t *is_told = ts_map_add(&told, scene->choices[k]->full);
            if (!*is_told) add(&list, part, scene, scene->choices[k]);
            *is_told = 1;
        }
    }
    ts_map_clear(&told);
    return sort(list);
}

// --- naming them

static const char *name_of(const struct ts_report_part *part, ts_symbol full) // without the story, which is known here
{
    const char *text = ts_symbol_text(part->engine->symbols, full), *story = ts_symbol_text(part->engine->symbols, part->story->id);
    size_t length = strlen(story);
    return !strncmp(text, story, length) && text[length] == '/' ? text + length + 1 : text;
}

// What is shown of a choice: its label, or its id where the label depends on what happens.
static void find_label(const struct ts_report_part *part, const struct ts_choice *choice, const char **words, size_t *length)
{
    struct ts_text *label = choice->label ? ts_prose_fixed(choice->label) : NULL;
    *words = label && label->length ? label->bytes : name_of(part, choice->full);
    *length = label && label->length ? label->length : strlen(*words);
    if (*length > 120) for (*length = 120; ((*words)[*length] & 0xc0) == 0x80; --*length) continue;
}

// --- what never was

static void open_never(struct ts_report_part *part, const char *caption, const char *what)
{
    struct ts_buffer *html = part->html;
    ts_buffer_add_format(html, "<div class=\"rows\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table class=\"never\">\n<caption>%s</caption>\n"
                               "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">Written in</th></tr></thead>\n<tbody>\n", caption, caption, what);
}

static void write_never(struct ts_report_part *part, const struct ts_met *met)
{
    struct ts_buffer *html = part->html;
    const char *words = name_of(part, met->choice ? met->choice->full : met->scene->full);
    size_t length = strlen(words);
    if (met->choice) find_label(part, met->choice, &words, &length);
    ts_buffer_add_text(html, "<tr><th scope=\"row\">");
    ts_html_words(html, words, length);
    if (met->choice) ts_buffer_add_text(html, " <small>"), ts_html_text(html, name_of(part, met->choice->full)), ts_buffer_add_text(html, "</small>");
    ts_buffer_add_text(html, "</th><td class=\"place\">");
    ts_html_place(html, part->engine->symbols, met->choice ? met->choice->place : met->scene->place);
    ts_buffer_add_text(html, "</td></tr>\n");
}

static void write_nevers(struct ts_report_part *part, const struct ts_met_list *list, const char *caption, const char *what, const char *all)
{
    uint32_t rows = 0;
    if (list->met == list->count) {
        ts_buffer_add_format(part->html, "<p class=\"none\">%s</p>\n", all);
        return;
    }
    open_never(part, caption, what);
    for (uint32_t i = list->met; i < list->count && rows < TS_ROWS_MAX; i++, rows++) write_never(part, &list->items[i]);
    ts_buffer_add_text(part->html, "</tbody>\n</table>\n");
    if (list->count - list->met > rows) {
        ts_buffer_add_text(part->html, "<p class=\"more\">And ");
        ts_html_number(part->html, list->count - list->met - rows);
        ts_buffer_add_text(part->html, " more: <code>turnstone sim --json</code> lists them all.</p>\n");
    }
    ts_buffer_add_text(part->html, "</div>\n");
}

void ts_report_never(struct ts_report_part *part)
{
    struct ts_met_list scenes = ts_met_scenes(part), choices = ts_met_choices(part);
    ts_html_heading(part, "never", "Never reached");
    write_nevers(part, &scenes, "Scenes that no run came to", "Scene", "Every scene was visited.");
    write_nevers(part, &choices, "Choices that no run took", "Choice", "Every choice was taken.");
    free(scenes.items);
    free(choices.items);
}

// --- how often what was

static void write_counts(struct ts_report_part *part, const struct ts_met_list *list, const char *caption, const char *what, const char *counted)
{
    struct ts_bars bars = {.html = part->html, .most = list->count ? list->items[0].count : 0};
    ts_bars_open(&bars, caption, what, counted);
    for (uint32_t i = 0; i < list->met; i++) {
        const struct ts_met *met = &list->items[i];
        const char *words = name_of(part, met->scene->full), *detail = NULL;
        size_t length = strlen(words);
        if (met->choice) {
            find_label(part, met->choice, &words, &length);
            detail = name_of(part, met->choice->full);
        }
        ts_bars_row(&bars, words, length, detail, met->count);
    }
    ts_bars_close(&bars);
}

void ts_report_visits(struct ts_report_part *part)
{
    struct ts_met_list scenes = ts_met_scenes(part), choices = ts_met_choices(part);
    ts_buffer_add_text(part->html, "<div class=\"pair\">\n<article>\n");
    ts_html_heading(part, "visits", "Visits of each scene");
    write_counts(part, &scenes, "How often each scene was entered", "Scene", "Visits");
    ts_buffer_add_text(part->html, "</article>\n<article>\n");
    ts_html_heading(part, "choices", "Choices taken");
    write_counts(part, &choices, "How often each choice was taken", "Choice", "Taken");
    ts_buffer_add_text(part->html, "</article>\n</div>\n");
    free(scenes.items);
    free(choices.items);
}
