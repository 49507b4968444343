// command_universe_diff.c - turnstone universe diff: what differs between two universes since they parted
#include "cli/open.h"
#include "cli/page.h"
#include "engine/show.h"

static const struct ts_column event_columns[] = {
    {"POSITION", "position", true}, {"WHO", "character_name", false}, {"MAJOR", "major", false}, {"ACTION", "action", false}, {"CONSEQUENCES", "consequences", false}, {0},
};

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void add_side(struct ts_buffer *page, const json_t *diff, const char *side)
{
    const json_t *events = json_object_get(json_object_get(diff, "events"), side);
    ts_buffer_add_format(page, "\nonly in \"%s\"\n", text_of(diff, side));
    ts_page_table(page, events, event_columns, "nothing has happened");
}

static void add_value(struct ts_buffer *page, const char *what, const json_t *values, const char *key)
{
    ts_buffer_add_format(page, "%s", what);
    ts_page_add_value(page, json_object_get(values, key));
}

static void add_world(struct ts_buffer *page, const json_t *diff)
{
    const char *key;
    json_t *values, *world = json_object_get(diff, "world");
    ts_buffer_add_text(page, json_object_size(world) ? "\nworld\n" : "\nno world key differs\n");
    json_object_foreach(world, key, values) {
        ts_buffer_add_format(page, "  %s", key);
        add_value(page, ": was ", values, "fork");
        add_value(page, ", a ", values, "a");
        add_value(page, ", b ", values, "b");
        ts_buffer_add_byte(page, '\n');
    }
}

static void write_page(struct ts_buffer *page, const json_t *diff)
{
    const json_t *fork = json_object_get(diff, "fork");
    ts_buffer_add_format(page, "a is \"%s\", b is \"%s\"; they share \"%s\" up to position %lld, as it was after its act %lld\n", text_of(diff, "a"), text_of(diff, "b"),
                         text_of(diff, "ancestor"), (long long)json_integer_value(json_object_get(fork, "position")),
                         (long long)json_integer_value(json_object_get(fork, "seq")));
    add_side(page, diff, "a");
    add_side(page, diff, "b");
    add_world(page, diff);
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_diff(&front.engine, cli->words.items[0], cli->words.items[1], &json, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_universe_diff = {
    .name = "universe diff", .words = "A B", .help = "show what differs between two universes since they parted", .least = 2, .most = 2, .run = run,
};
