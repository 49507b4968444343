// page.c - JSON of the engine as pages for people
#include "cli/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/canon.h"
#include "cli/print.h"
#include "cli/wrap.h"

enum { COLUMNS_MAX = 16 };

enum ts_status ts_page_read(const struct ts_buffer *json, json_t **out, struct ts_err *err)
{
    json_error_t problem;
    *out = json_loadb(json->bytes, json->length, JSON_DECODE_ANY | JSON_ALLOW_NUL, &problem);
    return *out ? TS_OK : ts_err_set(err, TS_DATA, "what the store holds cannot be shown: %s; `turnstone store check` looks at all of it", problem.text);
}

static void add_list(struct ts_buffer *page, const json_t *list)
{
    size_t index;
    json_t *item;
    if (!json_array_size(list)) ts_buffer_add_text(page, "-");
    json_array_foreach(list, index, item) {
        if (index) ts_buffer_add_text(page, ", ");
        ts_page_add_value(page, item);
    }
}

static void add_object(struct ts_buffer *page, const json_t *object)
{
    const char *key;
    json_t *item;
    bool is_first = true;
    if (!json_object_size(object)) ts_buffer_add_text(page, "-");
    json_object_foreach((json_t *)object, key, item) {
        if (!is_first) ts_buffer_add_text(page, ", ");
        ts_print_clean(page, key, strlen(key), false);
        ts_buffer_add_text(page, " = ");
        ts_page_add_value(page, item);
        is_first = false;
    }
}

void ts_page_add_value(struct ts_buffer *page, const json_t *value)
{
    switch (value ? json_typeof(value) : JSON_NULL) {
    case JSON_STRING: ts_print_clean(page, json_string_value(value), json_string_length(value), false); break;
    case JSON_INTEGER: ts_canon_add_int(page, json_integer_value(value)); break;
    case JSON_REAL: ts_canon_add_real(page, json_real_value(value)); break;
    case JSON_TRUE: ts_buffer_add_text(page, "yes"); break;
    case JSON_FALSE: ts_buffer_add_text(page, "no"); break;
    case JSON_NULL: ts_buffer_add_text(page, "-"); break;
    case JSON_ARRAY: add_list(page, value); break;
    case JSON_OBJECT: add_object(page, value); break;
    }
}

// --- tables

struct cell { char *words; size_t length, width; };

static struct cell make_cell(const json_t *value)
{
    struct ts_buffer words = {0};
    ts_page_add_value(&words, value);
    struct cell cell = {.length = words.length, .width = words.length ? ts_text_width(words.bytes, words.length) : 0};
    cell.words = ts_buffer_take(&words);
    return cell;
}

static void add_cell(struct ts_buffer *page, const struct cell *cell, size_t width, bool is_right, bool is_last)
{
    size_t space = width > cell->width ? width - cell->width : 0;
    for (size_t i = 0; is_right && i < space; i++) ts_buffer_add_byte(page, ' ');
    ts_buffer_add(page, cell->words, cell->length);
    for (size_t i = 0; !is_right && !is_last && i < space; i++) ts_buffer_add_byte(page, ' ');
    ts_buffer_add_text(page, is_last ? "\n" : "  ");
}

static size_t count_columns(const struct ts_column *columns)
{
    size_t count = 0;
    while (columns[count].title && count < COLUMNS_MAX) count++;
    return count;
}

// Cells row by row, the titles first.
static struct cell *make_cells(const json_t *list, const struct ts_column *columns, size_t count)
{
    size_t rows = json_array_size(list), row;
    struct cell *cells = ts_memory_get((rows + 1) * count * sizeof *cells);
    json_t *object;
    for (size_t i = 0; i < count; i++) {
        json_t *title = json_string(columns[i].title);
        cells[i] = make_cell(title);
        json_decref(title);
    }
    json_array_foreach(list, row, object)
        for (size_t i = 0; i < count; i++) cells[(row + 1) * count + i] = make_cell(json_object_get(object, columns[i].key));
    return cells;
}

void ts_page_table(struct ts_buffer *page, const json_t *list, const struct ts_column *columns, const char *empty)
{
    size_t rows = json_array_size(list) + 1, count = count_columns(columns), widths[COLUMNS_MAX] = {0};
    if (rows == 1) {
        ts_buffer_add_format(page, "%s\n", empty);
        return;
    }
    struct cell *cells = make_cells(list, columns, count);
    for (size_t i = 0; i < rows * count; i++)
        if (cells[i].width > widths[i % count]) widths[i % count] = cells[i].width;
    for (size_t i = 0; i < rows * count; i++)
        add_cell(page, &cells[i], widths[i % count], columns[i % count].is_number, i % count == count - 1);
    for (size_t i = 0; i < rows * count; i++) free(cells[i].words);
    free(cells);
}

// --- cards

static bool is_empty(const json_t *value)
{
    return !value || json_is_null(value) || (json_is_array(value) && !json_array_size(value)) || (json_is_object(value) && !json_object_size(value)) ||
           (json_is_string(value) && !json_string_length(value));
}

void ts_page_card(struct ts_buffer *page, const json_t *object, const struct ts_column *rows)
{
    int width = 0;
    for (const struct ts_column *row = rows; row->title; row++)
        if ((int)strlen(row->title) > width) width = (int)strlen(row->title);
    for (const struct ts_column *row = rows; row->title; row++) {
        const json_t *value = json_object_get(object, row->key);
        if (is_empty(value)) continue;
        ts_buffer_add_format(page, "%-*s  ", width, row->title);
        ts_page_add_value(page, value);
        ts_buffer_add_byte(page, '\n');
    }
}

// --- anything

static bool is_table(const json_t *value)
{
    return json_array_size(value) > 0 && json_is_object(json_array_get(value, 0));
}

static void add_any_table(struct ts_buffer *page, const char *key, const json_t *list)
{
    struct ts_column columns[COLUMNS_MAX + 1] = {0};
    size_t count = 0;
    const char *name;
    json_t *value;
    json_object_foreach(json_array_get(list, 0), name, value) {
        if (count == COLUMNS_MAX || is_table(value)) continue;
        columns[count++] = (struct ts_column){name, name, json_is_number(value)};
    }
    ts_buffer_add_format(page, "\n%s\n", key);
    ts_page_table(page, list, columns, "none");
}

static void add_members(struct ts_buffer *page, const json_t *object, int indent)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) {
        bool is_inner = json_object_size(value) > 0;
        if (is_table(value)) continue;
        ts_buffer_add_format(page, "%*s%s:", indent, "", key);
        if (is_inner) {
            ts_buffer_add_byte(page, '\n');
            add_members(page, value, indent + 2);
            continue;
        }
        ts_buffer_add_byte(page, ' ');
        ts_page_add_value(page, value);
        ts_buffer_add_byte(page, '\n');
    }
    json_object_foreach((json_t *)object, key, value)
        if (is_table(value)) add_any_table(page, key, value);
}

void ts_page_any(struct ts_buffer *page, const json_t *root)
{
    if (json_is_object(root)) {
        add_members(page, root, 0);
        return;
    }
    ts_page_add_value(page, root);
    ts_buffer_add_byte(page, '\n');
}

enum ts_status ts_page_print(const struct ts_cli *cli, struct ts_buffer *json, ts_page_write *write, struct ts_err *err)
{
    if (cli->globals.json) return ts_print_line(json, err);
    struct ts_buffer page = {0};
    json_t *root;
    enum ts_status status = ts_page_read(json, &root, err);
    if (!status) {
        write(&page, root);
        json_decref(root);
        status = ts_print(&page, err);
    }
    ts_buffer_clear(&page);
    json->length = 0;
    return status;
}
