// junit.c - how tests ended, as JUnit XML in a file that is there whole or as it was
#include "cli/junit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"

// --- the XML

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

static void write_xml(struct ts_buffer *xml, const struct ts_tested *tested)
{
    ts_buffer_add_text(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    add_counts(xml, tested->items, tested->count);
    add_suites(xml, tested);
    ts_buffer_add_text(xml, "</testsuites>\n");
}

// --- the file

static enum ts_status refuse(const char *path, int reason, struct ts_err *err)
{
    return ts_err_set(err, TS_CANNOT_CREATE, "cannot write \"%s\": %s; give --junit another path", path, strerror(reason));
}

enum ts_status ts_junit_open(struct ts_junit *junit, const char *path, struct ts_err *err)
{
    struct stat info;
    struct ts_buffer draft = {0};
    if (!stat(path, &info) && S_ISDIR(info.st_mode)) return refuse(path, EISDIR, err);
    ts_buffer_add_format(&draft, "%s.XXXXXX", path);
    junit->path = path;
    junit->draft = ts_buffer_take(&draft);
    junit->file = mkostemp(junit->draft, O_CLOEXEC);
    if (junit->file >= 0 && !fchmod(junit->file, 0644)) return TS_OK;
    int reason = errno;
    if (junit->file < 0) {
        free(junit->draft);
        junit->draft = NULL;
    }
    return refuse(path, reason, err);
}

enum ts_status ts_junit_write(struct ts_junit *junit, const struct ts_tested *tested, struct ts_err *err)
{
    struct ts_buffer xml = {0};
    write_xml(&xml, tested);
    bool is_written = ts_descriptor_write(junit->file, xml.bytes, xml.length) && !fsync(junit->file) && !rename(junit->draft, junit->path);
    int reason = errno;
    ts_buffer_clear(&xml);
    if (!is_written) return ts_err_set(err, TS_IO, "cannot write \"%s\": %s; what was there is as it was", junit->path, strerror(reason));
    free(junit->draft);
    junit->draft = NULL;
    close(junit->file);
    return TS_OK;
}

void ts_junit_close(struct ts_junit *junit)
{
    if (!junit->draft) return;
    close(junit->file);
    unlink(junit->draft);
    free(junit->draft);
    junit->draft = NULL;
}
