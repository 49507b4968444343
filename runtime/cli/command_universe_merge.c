// command_universe_merge.c - turnstone universe merge: a branch's world comes home
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ident.h"
#include "cli/open.h"
#include "cli/page.h"
#include "engine/merge.h"

struct merge_options { const char *into; struct ts_words rules; };

static const struct ts_option options[] = {
    {"into", "B", "the universe that it comes home to", TS_OPTION_TEXT, offsetof(struct merge_options, into)},
    {"rule", "KEY=RULE", "for a key, or all that begin so (harbour:*): theirs, ours, sum or refuse; may be given again", TS_OPTION_LIST,
     offsetof(struct merge_options, rules)},
    {0},
};

struct rules { char (*keys)[2 * TS_IDENT_MAX]; struct ts_merge_for *items; };

static enum ts_status read_rules(const struct ts_words *words, struct rules *out, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    out->keys = ts_memory_get((words->count + 1) * sizeof *out->keys);
    out->items = ts_memory_get((words->count + 1) * sizeof *out->items);
    for (uint32_t i = 0; i < words->count && !status; i++) {
        status = ts_merge_read(words->items[i], out->keys[i], sizeof *out->keys, &out->items[i], err);
        for (uint32_t n = 0; n < i && !status; n++)
            if (!strcmp(out->items[n].key, out->items[i].key)) status = ts_err_set(err, TS_USAGE, "\"%s\" is given two rules: leave one out", out->items[i].key);
    }
    return status;
}

static void add_brought(struct ts_buffer *page, const json_t *merge)
{
    const char *key;
    json_t *values;
    json_object_foreach(json_object_get(merge, "brought"), key, values) {
        ts_buffer_add_format(page, "  %s: was ", key);
        ts_page_add_value(page, json_object_get(values, "base"));
        ts_buffer_add_text(page, ", theirs ");
        ts_page_add_value(page, json_object_get(values, "theirs"));
        ts_buffer_add_text(page, ", ours ");
        ts_page_add_value(page, json_object_get(values, "ours"));
        ts_buffer_add_format(page, " (%s)\n", json_string_value(json_object_get(values, "rule")));
    }
}

static void write_page(struct ts_buffer *page, const json_t *merge)
{
    const char *source = json_string_value(json_object_get(merge, "source")), *target = json_string_value(json_object_get(merge, "universe_id"));
    const json_t *kept = json_object_get(merge, "kept");
    if (!json_object_size(json_object_get(merge, "brought")))
        ts_buffer_add_format(page, "nothing of \"%s\" was to be brought into \"%s\": nothing was stored\n", source, target);
    else
        ts_buffer_add_format(page, "\"%s\" came home to \"%s\", at position %lld:\n", source, target, (long long)json_integer_value(json_object_get(merge, "position")));
    add_brought(page, merge);
    if (!json_array_size(kept)) return;
    ts_buffer_add_text(page, "kept as they are: ");
    ts_page_add_value(page, kept);
    ts_buffer_add_byte(page, '\n');
}

static enum ts_status merge(struct ts_cli *cli, const struct ts_merge_rules *rules, struct ts_err *err)
{
    const struct merge_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_WRITE, err);
    if (!status) status = ts_merge(&front.engine, cli->words.items[0], how->into, rules, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct merge_options *how = cli->options;
    struct rules rules = {0};
    if (!how->into) return ts_err_set(err, TS_USAGE, "say which universe \"%s\" comes home to, with --into", cli->words.items[0]);
    enum ts_status status = read_rules(&how->rules, &rules, err);
    if (!status) status = merge(cli, &(struct ts_merge_rules){rules.items, how->rules.count}, err);
    free(rules.keys);
    free(rules.items);
    ts_words_clear(&how->rules);
    return status;
}

const struct ts_command ts_command_universe_merge = {
    .name = "universe merge", .words = "A", .help = "bring what a branch changed in its world home into another universe",
    .more = "Every key that A changed since it parted from B, or was last merged into it, needs a rule: theirs takes A's value, ours keeps B's, sum\n"
            "adds what A added. A key without one, or with refuse, is named, and nothing is stored. What comes home stands at B's present; nothing\n"
            "that happened there is rewritten.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct merge_options), .run = run,
};
