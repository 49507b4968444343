// tested.c - how tests ended, gathered and written
#include "cli/tested.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/print.h"
#include "engine/json.h"

void ts_tested_add(void *self, const struct ts_spec_test *test)
{
    struct ts_tested *tested = self;
    if (tested->count == tested->room) {
        tested->room = tested->room * 2 + 16;
        tested->items = ts_memory_grow(tested->items, tested->room * sizeof *tested->items);
    }
    tested->items[tested->count++] =
        (struct ts_tested_one){.end = test->end, .file = ts_memory_copy(test->file), .name = ts_memory_copy(test->name),
                               .where = ts_memory_copy(test->where), .message = ts_memory_copy(test->message), .seconds = test->seconds};
}

void ts_tested_clear(struct ts_tested *tested)
{
    for (uint32_t i = 0; i < tested->count; i++) {
        free(tested->items[i].file);
        free(tested->items[i].name);
        free(tested->items[i].where);
        free(tested->items[i].message);
    }
    free(tested->items);
    *tested = (struct ts_tested){0};
}

static bool has_failed(const struct ts_tested_one *one)
{
    return one->end == TS_SPEC_FAILED || one->end == TS_SPEC_ERRED;
}

uint32_t ts_tested_failed(const struct ts_tested *tested)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < tested->count; i++) count += has_failed(&tested->items[i]);
    return count;
}

uint32_t ts_tested_skipped(const struct ts_tested *tested)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < tested->count; i++) count += tested->items[i].end == TS_SPEC_SKIPPED;
    return count;
}

const char *ts_spec_end_name(enum ts_spec_end end)
{
    static const char *const names[] = {"passed", "skipped", "failed", "error"};
    return names[end];
}

static void write_clean(struct ts_buffer *page, const char *text)
{
    ts_print_clean(page, text, strlen(text), false);
}

// The first line of the message stands beside the name, the others below, indented.
static void write_failure(const struct ts_tested_one *one, struct ts_buffer *page)
{
    const char *line = one->message, *end = line + strcspn(line, "\n");
    write_clean(page, one->where);
    ts_buffer_add_text(page, ": ");
    write_clean(page, one->name);
    ts_buffer_add_text(page, ": ");
    ts_print_clean(page, line, (size_t)(end - line), false);
    ts_buffer_add_byte(page, '\n');
    while (*end) {
        line = end + 1;
        end = line + strcspn(line, "\n");
        if (end == line) continue;
        ts_buffer_add_text(page, "    ");
        ts_print_clean(page, line, (size_t)(end - line), false);
        ts_buffer_add_byte(page, '\n');
    }
}

void ts_tested_write(const struct ts_tested *tested, struct ts_buffer *page)
{
    uint32_t failed = ts_tested_failed(tested), skipped = ts_tested_skipped(tested);
    for (uint32_t i = 0; i < tested->count; i++)
        if (has_failed(&tested->items[i])) write_failure(&tested->items[i], page);
    ts_buffer_add_format(page, "%u passed, %u failed, %u skipped\n", tested->count - failed - skipped, failed, skipped);
}

static void write_one(const struct ts_tested_one *one, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_text(json, "end", ts_spec_end_name(one->end));
    ts_json_field_text(json, "file", one->file);
    ts_json_field_text(json, "message", *one->message ? one->message : NULL);
    ts_json_field_text(json, "name", one->name);
    ts_json_key(json, "seconds");
    ts_buffer_add_format(json, "%.6f", one->seconds);
    ts_json_field_text(json, "where", one->where);
    ts_json_close(json, '}');
}

void ts_tested_write_json(const struct ts_tested *tested, struct ts_buffer *json)
{
    uint32_t failed = ts_tested_failed(tested), skipped = ts_tested_skipped(tested);
    ts_json_open(json, '{');
    ts_json_field_int(json, "failed", failed);
    ts_json_field_int(json, "passed", tested->count - failed - skipped);
    ts_json_field_int(json, "skipped", skipped);
    ts_json_key(json, "tests");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < tested->count; i++) write_one(&tested->items[i], json);
    ts_json_close(json, ']');
    ts_json_close(json, '}');
}
