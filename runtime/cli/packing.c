// packing.c - the packs there are, in the hand of a command about them
#include "cli/packing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/ask.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/packs_choose.h"

enum ts_status ts_packing_show(struct ts_packing *packing, const char *only, struct ts_buffer *json, struct ts_err *err)
{
    struct ts_packs_view view = {.symbols = packing->symbols,
                                 .loading = &packing->how,
                                 .packs = packing->folders.packs,
                                 .content = packing->host ? ts_host_content(packing->host) : NULL,
                                 .host = packing->host,
                                 .only = only};
    return ts_show_packs(&view, json, err);
}

static enum ts_status look(struct ts_packing *packing, struct ts_err *err)
{
    packing->json.length = 0;
    enum ts_status status = ts_packing_show(packing, NULL, &packing->json, err);
    return status ? status : ts_page_read(&packing->json, &packing->packs, err);
}

// Packs with problems are shown as they are: nothing here is strict.
static enum ts_status find_folders(struct ts_packing *packing, struct ts_err *err)
{
    enum ts_status status = ts_open_folders(packing->cli, true, &packing->folders, err);
    packing->how = ts_open_loading(packing->cli, &packing->folders);
    packing->how.is_strict = false;
    return status;
}

enum ts_status ts_packing_open(const struct ts_cli *cli, bool is_loading, struct ts_packing *packing, struct ts_err *err)
{
    packing->cli = cli;
    packing->symbols = ts_symbols_new();
    enum ts_status status = find_folders(packing, err);
    if (!status && is_loading) status = ts_host_load(packing->symbols, &packing->how, NULL, NULL, &packing->host, err);
    return status ? status : look(packing, err);
}

enum ts_status ts_packing_again(struct ts_packing *packing, struct ts_err *err)
{
    bool is_loading = packing->host != NULL;
    json_decref(packing->packs);
    ts_host_free(packing->host);
    packing->packs = NULL;
    packing->host = NULL;
    ts_folders_clear(&packing->folders);
    enum ts_status status = find_folders(packing, err);
    if (!status && is_loading) status = ts_host_load(packing->symbols, &packing->how, NULL, NULL, &packing->host, err);
    return status ? status : look(packing, err);
}

void ts_packing_close(struct ts_packing *packing)
{
    json_decref(packing->packs);
    ts_buffer_clear(&packing->json);
    ts_host_free(packing->host);
    ts_folders_clear(&packing->folders);
    ts_symbols_free(packing->symbols);
    *packing = (struct ts_packing){0};
}

const char *ts_packing_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static json_t *find(const json_t *packs, const char *name)
{
    size_t index;
    json_t *pack;
    json_array_foreach((json_t *)packs, index, pack)
        if (!json_is_true(json_object_get(pack, "twin")) && !strcmp(ts_packing_text(pack, "name"), name)) return pack;
    return NULL;
}

enum ts_status ts_packing_get(const struct ts_packing *packing, const char *name, json_t **out, struct ts_err *err)
{
    return ts_packs_find_shown(packing->packs, name, out, err);
}

static bool is_left_out(const json_t *pack)
{
    return !strcmp(ts_packing_text(pack, "state"), "left out");
}

void ts_packing_say_lost(const struct ts_packing *packing, const json_t *before)
{
    size_t index;
    json_t *pack;
    json_array_foreach(packing->packs, index, pack) {
        const json_t *then = find(before, ts_packing_text(pack, "name"));
        if (!is_left_out(pack) || (then && is_left_out(then))) continue;
        const char *name = ts_packing_text(pack, "name");
        ts_say(packing->cli, "left out now: %s: %s; `turnstone check %s` says more", name, ts_packing_text(pack, "why"), name);
    }
}

enum ts_status ts_packing_ask(const char *question, const char *kept, struct ts_err *err)
{
    if (!isatty(STDIN_FILENO)) return ts_err_set(err, TS_USAGE, "nobody can be asked here: say --yes when it is meant; %s", kept);
    return ts_ask(question) ? TS_OK : ts_err_set(err, TS_REFUSED, "%s", kept);
}

enum ts_status ts_packing_tell(const struct ts_cli *cli, json_t *object, const char *words, struct ts_err *err)
{
    struct ts_buffer out = {0};
    char *json = cli->globals.json ? json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(15)) : NULL;
    enum ts_status status = TS_OK;
    if (json) ts_buffer_add_text(&out, json);
    else ts_print_clean(&out, words, strlen(words), true);
    if (json || !cli->globals.quiet) status = ts_print_line(&out, err);
    ts_buffer_clear(&out);
    free(json);
    json_decref(object);
    return status;
}
