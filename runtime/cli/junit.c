// junit.c - how tests ended, as JUnit XML
#include "cli/junit.h"

#include <string.h>

// Characters that XML 1.0 cannot hold, not even escaped, and bytes that are no UTF-8, become question marks.
static size_t sequence_length(const unsigned char *text)
{
    size_t length = *text < 0x80 ? 1 : *text < 0xC2 ? 0 : *text < 0xE0 ? 2 : *text < 0xF0 ? 3 : *text < 0xF5 ? 4 : 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xC0) != 0x80) return 0; // the NUL at the end too
    if (length == 1 && *text < 0x20 && !strchr("\t\n\r", *text)) return 0;
    if (length == 3 && text[0] == 0xE0 && text[1] < 0xA0) return 0;
    if (length == 3 && text[0] == 0xED && text[1] > 0x9F) return 0;
    if (length == 3 && text[0] == 0xEF && text[1] == 0xBF && text[2] > 0xBD) return 0;
    if (length == 4 && ((text[0] == 0xF0 && text[1] < 0x90) || (text[0] == 0xF4 && text[1] > 0x8F))) return 0;
    return length;
}

static const char *entity(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    case '\t': return "&#9;";
    default: return NULL;
    }
}

static void add_escaped(struct ts_buffer *xml, const char *text)
{
    for (size_t length; *text; text += length) {
        const char *name = entity(*text);
        length = sequence_length((const unsigned char *)text);
        if (name) ts_buffer_add_text(xml, name);
        else if (length) ts_buffer_add(xml, text, length);
        else ts_buffer_add_byte(xml, '?');
        if (!length) length = 1;
    }
}

static void add_attribute(struct ts_buffer *xml, const char *name, const char *value)
{
    ts_buffer_add_format(xml, " %s=\"", name);
    add_escaped(xml, value);
    ts_buffer_add_byte(xml, '"');
}

static void add_ending(struct ts_buffer *xml, const struct ts_tested_one *one)
{
    const char *name = one->end == TS_SPEC_FAILED ? "failure" : "error";
    ts_buffer_add_format(xml, ">\n      <%s", name);
    add_attribute(xml, "message", one->message);
    ts_buffer_add_byte(xml, '>');
    add_escaped(xml, one->where);
    ts_buffer_add_text(xml, ": ");
    add_escaped(xml, one->message);
    ts_buffer_add_format(xml, "</%s>\n    </testcase>\n", name);
}

static void add_case(struct ts_buffer *xml, const struct ts_tested_one *one)
{
    ts_buffer_add_text(xml, "    <testcase");
    add_attribute(xml, "classname", one->file);
    add_attribute(xml, "name", one->name);
    add_attribute(xml, "file", one->file);
    ts_buffer_add_format(xml, " time=\"%.6f\"", one->seconds);
    if (one->end == TS_SPEC_PASSED) {
        ts_buffer_add_text(xml, "/>\n");
    } else if (one->end == TS_SPEC_SKIPPED) {
        ts_buffer_add_text(xml, ">\n      <skipped");
        if (*one->message) add_attribute(xml, "message", one->message);
        ts_buffer_add_text(xml, "/>\n    </testcase>\n");
    } else {
        add_ending(xml, one);
    }
}

static void add_counts(struct ts_buffer *xml, const struct ts_tested_one *items, uint32_t count)
{
    uint32_t ends[4] = {0};
    double seconds = 0;
    for (uint32_t i = 0; i < count; i++) {
        ends[items[i].end]++;
        seconds += items[i].seconds;
    }
    ts_buffer_add_format(xml, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\" time=\"%.6f\">\n", count, ends[TS_SPEC_FAILED],
                         ends[TS_SPEC_ERRED], ends[TS_SPEC_SKIPPED], seconds);
}

// A suite for each file: its tests follow each other.
static void add_suites(struct ts_buffer *xml, const struct ts_tested *tested)
{
    for (uint32_t first = 0, next; first < tested->count; first = next) {
        next = first + 1;
        while (next < tested->count && !strcmp(tested->items[next].file, tested->items[first].file)) next++;
        ts_buffer_add_text(xml, "  <testsuite");
        add_attribute(xml, "name", tested->items[first].file);
        add_counts(xml, tested->items + first, next - first);
        for (uint32_t i = first; i < next; i++) add_case(xml, &tested->items[i]);
        ts_buffer_add_text(xml, "  </testsuite>\n");
    }
}

void ts_junit_write(struct ts_buffer *xml, const struct ts_tested *tested)
{
    ts_buffer_add_text(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_counts(xml, tested->items, tested->count);
    add_suites(xml, tested);
    ts_buffer_add_text(xml, "</testsuites>\n");
}
