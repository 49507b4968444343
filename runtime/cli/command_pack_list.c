// command_pack_list.c - turnstone pack list, show
#include <string.h>

#include "cli/packing.h"
#include "cli/page.h"
#include "cli/print.h"

static const struct ts_column columns[] = {
    {"PACK", "name", false}, {"VERSION", "version", false}, {"STATE", "state", false}, {"FROM", "path", false}, {0},
};
static const struct ts_column rows[] = {
    {"pack", "name", false}, {"title", "title", false}, {"version", "version", false}, {"state", "state", false}, {"why", "why", false},
    {"about", "description", false}, {"authors", "authors", false}, {"license", "license", false}, {"api", "api", false}, {"from", "path", false}, {0},
};
static const struct ts_column require_columns[] = {{"REQUIRES", "requirement", false}, {"HERE", "here", false}, {"MET", "met", false}, {0}};
static const struct ts_column setting_columns[] = {
    {"SETTING", "name", false}, {"VALUE", "value", false}, {"DEFAULT", "default", false}, {"TYPE", "type", false}, {"ABOUT", "doc", false}, {0},
};

static const struct ts_column define_rows[] = {
    {"stories", "stories", false}, {"adds the scenes", "scenes", false}, {"amends", "amends", false}, {"unlocks", "unlocks", false},
    {"world keys", "keys", false}, {"listens to", "listens", false}, {0},
};

static void write_twin(struct ts_buffer *page, const json_t *packs, const char *name)
{
    size_t index;
    json_t *pack;
    ts_buffer_add_format(page, "): `turnstone pack remove %s`", name);
    json_array_foreach((json_t *)packs, index, pack) {
        if (json_is_true(json_object_get(pack, "twin")) || strcmp(ts_packing_text(pack, "name"), name) != 0) continue;
        ts_buffer_add_text(page, ", or `turnstone pack add ");
        ts_page_add_value(page, json_object_get(pack, "path"));
        ts_buffer_add_text(page, " --replace`");
    }
}

static void write_list(struct ts_buffer *page, const json_t *packs)
{
    size_t index;
    json_t *pack;
    ts_page_table(page, packs, columns, "no packs");
    json_array_foreach((json_t *)packs, index, pack) {
        if (!*ts_packing_text(pack, "why")) continue;
        bool is_twin = json_is_true(json_object_get(pack, "twin"));
        ts_buffer_add_format(page, "\n%s is left out%s", ts_packing_text(pack, "name"), is_twin ? " (" : ": ");
        ts_page_add_value(page, json_object_get(pack, "why"));
        if (is_twin) write_twin(page, packs, ts_packing_text(pack, "name"));
        ts_buffer_add_byte(page, '\n');
    }
}

static enum ts_status list(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_packing packing = {0};
    enum ts_status status = ts_packing_open(cli, true, &packing, err);
    if (!status) status = ts_page_print(cli, &packing.json, write_list, err);
    ts_packing_close(&packing);
    return status;
}

// --- one pack

static void write_unused(struct ts_buffer *page, const json_t *pack)
{
    size_t index;
    json_t *path;
    json_array_foreach(json_object_get(pack, "unused"), index, path) {
        ts_buffer_add_format(page, "another \"%s\" is not used, in ", ts_packing_text(pack, "name"));
        ts_page_add_value(page, path);
        ts_buffer_add_byte(page, '\n');
    }
}

static void write_permissions(struct ts_buffer *page, const json_t *permissions)
{
    size_t index;
    json_t *permission;
    json_array_foreach((json_t *)permissions, index, permission) {
        const char *words = ts_packing_text(permission, "words");
        ts_buffer_add_text(page, "it may ");
        ts_page_add_value(page, json_object_get(permission, *words ? "words" : "name"));
        ts_buffer_add_byte(page, '\n');
    }
}

static void write_table(struct ts_buffer *page, const json_t *list, const struct ts_column *table)
{
    if (!json_array_size(list)) return;
    ts_buffer_add_byte(page, '\n');
    ts_page_table(page, list, table, "");
}

static void write_defines(struct ts_buffer *page, const json_t *defines)
{
    if (!json_is_object(defines)) return;
    size_t before = page->length;
    ts_buffer_add_byte(page, '\n');
    ts_page_card(page, defines, define_rows);
    if (page->length == before + 1) page->bytes[page->length = before] = '\0'; // it does nothing
}

static void write_show(struct ts_buffer *page, const json_t *pack)
{
    ts_page_card(page, pack, rows);
    write_unused(page, pack);
    write_permissions(page, json_object_get(pack, "permissions"));
    write_table(page, json_object_get(pack, "requires"), require_columns);
    write_table(page, json_object_get(pack, "settings"), setting_columns);
    write_defines(page, json_object_get(pack, "defines"));
}

static enum ts_status show(struct ts_cli *cli, struct ts_err *err)
{
    const char *name = cli->words.items[0];
    struct ts_packing packing = {0};
    struct ts_buffer json = {0};
    json_t *pack;
    enum ts_status status = ts_packing_open(cli, true, &packing, err);
    if (!status) status = ts_packing_get(&packing, name, &pack, err);
    if (!status) status = ts_packing_show(&packing, name, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_show, err);
    ts_buffer_clear(&json);
    ts_packing_close(&packing);
    return status;
}

const struct ts_command ts_command_pack_list = {
    .name = "pack list", .words = "", .help = "all packs there are, in the order in which they are loaded", .run = list,
    .more = "A pack with an error is left out, together with those that require it; the others are played without them.",
};
const struct ts_command ts_command_pack_show = {
    .name = "pack show", .words = "NAME", .help = "what a pack says of itself, may do, can be set to, defines and changes", .least = 1, .most = 1, .run = show,
};
