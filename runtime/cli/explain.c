// explain.c - why an unlock is granted, or what is missing, in words
#include "cli/explain.h"

#include <string.h>

#include "cli/page.h"
#include "cli/print.h"

enum { NEARLY_MAX = 3 };

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static void add_read(struct ts_buffer *page, const json_t *read)
{
    const json_t *needs = json_object_get(read, "needs");
    ts_buffer_add_format(page, "`%s` is ", words(read, "read"));
    ts_page_add_value(page, json_object_get(read, "value"));
    if (!needs) return;
    ts_buffer_add_text(page, ", needs ");
    ts_page_add_value(page, needs);
}

static void add_reads(struct ts_buffer *page, const json_t *unlock)
{
    const json_t *reads = json_object_get(unlock, "reads");
    const char *joint = json_is_true(json_object_get(unlock, "either")) ? ", or " : "; ";
    for (size_t i = 0; i < json_array_size(reads); i++) {
        if (i) ts_buffer_add_text(page, joint);
        add_read(page, json_array_get(reads, i));
    }
    if (!json_array_size(reads)) ts_buffer_add_text(page, "its rule reads nothing");
}

void ts_explain_add(struct ts_buffer *page, const json_t *unlock)
{
    bool is_granted = json_is_true(json_object_get(unlock, "granted"));
    const char *rule = words(unlock, "rule"), *error = words(unlock, "error");
    ts_buffer_add_format(page, "%s: %s", words(unlock, "unlock"), is_granted ? "granted" : "locked");
    if (is_granted && *words(unlock, "since")) ts_buffer_add_format(page, " %s", words(unlock, "since"));
    if (is_granted && *words(unlock, "run")) ts_buffer_add_format(page, " by run \"%s\"", words(unlock, "run"));
    ts_buffer_add_text(page, ": ");
    if (*error) ts_buffer_add_format(page, "its rule failed: %s", error);
    else add_reads(page, unlock);
    if (is_granted && *words(unlock, "granted_by")) ts_buffer_add_format(page, " (%s)", words(unlock, "granted_by"));
    else if (*rule) ts_buffer_add_format(page, " (%s)", rule);
    else ts_buffer_add_text(page, " (its rule is no longer in the content)");
    ts_buffer_add_byte(page, '\n');
}

static const char *title_of(const json_t *unlock)
{
    return *words(unlock, "title") ? words(unlock, "title") : words(unlock, "unlock");
}

// A rule that reads something above nothing is on its way.
static bool is_nearly(const json_t *unlock)
{
    const json_t *reads = json_object_get(unlock, "reads");
    for (size_t i = 0; i < json_array_size(reads); i++)
        if (json_integer_value(json_object_get(json_array_get(reads, i), "value")) > 0) return !json_is_true(json_object_get(unlock, "granted"));
    return false;
}

void ts_explain_card(struct ts_buffer *page, const json_t *unlocks, const char *run)
{
    int nearly = 0;
    size_t index;
    json_t *unlock;
    json_array_foreach(unlocks, index, unlock)
        if (!strcmp(words(unlock, "run"), run)) ts_buffer_add_format(page, "granted: %s\n", title_of(unlock));
    json_array_foreach(unlocks, index, unlock) {
        if (!is_nearly(unlock) || nearly == NEARLY_MAX) continue;
        nearly++;
        ts_buffer_add_format(page, "nearly: %s (", title_of(unlock));
        add_reads(page, unlock);
        ts_buffer_add_text(page, ")\n");
    }
}
