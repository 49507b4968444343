// command_pack_add.c - turnstone pack add, remove
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/packing.h"
#include "cli/print.h"
#include "engine/findings.h"

static enum ts_status open_own(const struct ts_cli *cli, bool is_loading, struct ts_packing *packing, struct ts_err *err)
{
    if (!cli->globals.no_default_content) return ts_packing_open(cli, is_loading, packing, err);
    return ts_err_set(err, TS_USAGE, "--no-default-content leaves your own packs out, and \"%s\" is about them: leave it away", cli->command->name);
}

// --- add

struct add_options { bool replace; };
static const struct ts_option add_options[] = {
    {"replace", NULL, "take it instead of the version that is there", TS_OPTION_FLAG, offsetof(struct add_options, replace)},
    {0},
};

static enum ts_status add_pack(struct ts_packing *packing, struct ts_added *added, struct ts_err *err)
{
    const struct ts_cli *cli = packing->cli;
    const struct add_options *options = cli->options;
    struct ts_problems problems = {.symbols = packing->symbols};
    struct ts_adding how = {.path = cli->words.items[0],
                            .is_replacing = options->replace,
                            .symbols = packing->symbols,
                            .loading = &packing->how,
                            .problem = ts_problem_add,
                            .self = &problems};
    struct ts_buffer page = {0};
    enum ts_status status = ts_packs_add(packing->folders.packs, &how, added, err);
    ts_problems_write(&problems, &page);
    ts_complain_page(&page);
    ts_buffer_clear(&page);
    ts_problems_clear(&problems);
    return status;
}

// What it asks for comes first: it is loaded from the next call on.
static enum ts_status tell_added(struct ts_packing *packing, const struct ts_added *added, struct ts_err *err)
{
    json_t *pack = NULL;
    struct ts_buffer words = {0};
    enum ts_status status = ts_packing_get(packing, added->name, &pack, err);
    if (status) return status;
    if (added->old_version) ts_buffer_add_format(&words, "pack \"%s\": version %s took the place of %s\n", added->name, added->version, added->old_version);
    else ts_buffer_add_format(&words, "pack \"%s\", version %s, is added\n", added->name, added->version);
    if (added->asks.length) ts_buffer_add_format(&words, "%s", added->asks.bytes);
    ts_buffer_add_format(&words, "`turnstone pack show %s` tells more of it, `turnstone pack disable %s` switches it off", added->name, added->name);
    const char *why = ts_packing_text(pack, "why");
    if (*why) ts_say(packing->cli, "it is left out as things are: %s; `turnstone check %s` says more", why, added->name);
    status = ts_packing_tell(packing->cli,
                             json_pack("{s:s, s:O, s:O, s:s, s:s?}", "pack", added->name, "path", json_object_get(pack, "path"), "permissions",
                                       json_object_get(pack, "permissions"), "version", added->version, "replaced", added->old_version),
                             words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status add(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_packing packing = {0};
    struct ts_added added = {0};
    enum ts_status status = open_own(cli, true, &packing, err);
    if (!status) status = add_pack(&packing, &added, err);
    if (!status) status = ts_packing_again(&packing, err);
    if (!status) status = tell_added(&packing, &added, err);
    ts_added_clear(&added);
    ts_packing_close(&packing);
    return status;
}

// --- remove

struct remove_options { bool yes; };
static const struct ts_option remove_options[] = {
    {"yes", NULL, "do not ask; needed where nobody can be asked", TS_OPTION_FLAG, offsetof(struct remove_options, yes)},
    {0},
};

static enum ts_status check_own(const struct ts_packing *packing, const char *name, struct ts_err *err)
{
    json_t *pack;
    char *path = ts_packs_find_own(packing->folders.packs, name);
    bool is_own = path != NULL;
    free(path);
    if (is_own) return TS_OK;
    enum ts_status status = ts_packing_get(packing, name, &pack, err);
    if (status) return status;
    return ts_err_set(err, TS_REFUSED, "the pack \"%s\" is in \"%s\", which is not yours to remove from here: `turnstone pack disable %s` switches it off", name,
                      ts_packing_text(pack, "path"), name);
}

static enum ts_status check_meant(const struct ts_cli *cli, const char *name, struct ts_err *err)
{
    const struct remove_options *options = cli->options;
    struct ts_buffer question = {0}, kept = {0};
    if (options->yes) return TS_OK;
    ts_buffer_add_format(&question, "Remove your pack \"%s\"? Runs of its stories wait until it is added again. What was set for it is forgotten.", name);
    ts_buffer_add_format(&kept, "the pack \"%s\" was kept", name);
    enum ts_status status = ts_packing_ask(question.bytes, kept.bytes, err);
    ts_buffer_clear(&question);
    ts_buffer_clear(&kept);
    return status;
}

static enum ts_status remove_pack(struct ts_packing *packing, struct ts_err *err)
{
    const char *name = packing->cli->words.items[0];
    struct ts_buffer words = {0};
    enum ts_status status = check_own(packing, name, err);
    if (!status) status = check_meant(packing->cli, name, err);
    if (!status) status = ts_packs_remove(packing->folders.packs, name, err);
    if (status) return status;
    json_t *before = json_incref(packing->packs);
    status = ts_packing_again(packing, err);
    if (!status) ts_packing_say_lost(packing, before);
    ts_buffer_add_format(&words, "pack \"%s\" is removed", name);
    if (!status) status = ts_packing_tell(packing->cli, json_pack("{s:s, s:b}", "pack", name, "removed", 1), words.bytes, err);
    ts_buffer_clear(&words);
    json_decref(before);
    return status;
}

static enum ts_status run_remove(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_packing packing = {0};
    enum ts_status status = open_own(cli, false, &packing, err); // what is removed may be what brings the program down
    if (!status) status = remove_pack(&packing, err);
    ts_packing_close(&packing);
    return status;
}

const struct ts_command ts_command_pack_add = {
    .name = "pack add", .words = "PATH", .help = "take a pack, a folder or a .zip file, among your own", .least = 1, .most = 1,
    .more = "It is copied to turnstone/packs in the folder of your data ($XDG_DATA_HOME, else ~/.local/share), whole or not at all, and\n"
            "loaded from then on. What it asks to be allowed is said, and what is wrong with it: its scripts are run\n"
            "to find out, alone in their box.",
    .options = add_options, .size = sizeof(struct add_options), .run = add,
};
const struct ts_command ts_command_pack_remove = {
    .name = "pack remove", .words = "NAME", .help = "remove one of your own packs", .least = 1, .most = 1,
    .options = remove_options, .size = sizeof(struct remove_options), .run = run_remove,
};
