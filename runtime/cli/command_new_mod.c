// command_new_mod.c - turnstone new mod
#include "cli/new.h"

struct mod_options { const char *in, *whose; };

static const struct ts_option options[] = {
    {"for", "WHOSE", "the PACK it changes, its PACK:STORY, or the PACK:STORY/SCENE it amends; must be given", TS_OPTION_TEXT, offsetof(struct mod_options, whose)},
    {"in", "DIR", "the folder of packs it goes to (default: the first --content, else content/, else packs/)", TS_OPTION_TEXT, offsetof(struct mod_options, in)},
    {0},
};

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct mod_options *given = cli->options;
    struct ts_front front = {0};
    if (!given->whose) return ts_err_set(err, TS_USAGE, "\"new mod\" needs --for: whose story it changes, as in --for harbour or --for harbour:lantern/quay");
    enum ts_status status = ts_open_content(cli, &front, err);
    struct ts_create how = {.kind = "mod", .folder = ts_new_folder(cli, given->in), .name = cli->words.items[0], .content = front.engine.content};
    if (!status) status = ts_create_find_scene(front.engine.content, given->whose, &how, err);
    if (!status) status = ts_new_make(cli, &how, ts_symbol_text(front.engine.symbols, how.story->id), err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_new_mod = {
    .name = "new mod", .words = "NAME", .help = "begin a pack that changes another: an amended scene, a handler, an unlock and a spec",
    .more = "Without a scene it amends the first one of the story, and without a story the pack's first. It plays, checks and passes its spec\n"
            "as it is: change it piece by piece. NAME is made of a-z, 0-9, _ and -. A folder that is there already is left as it is.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct mod_options), .run = run,
};
