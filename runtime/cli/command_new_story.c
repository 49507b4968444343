// command_new_story.c - turnstone new story
#include "base/buffer.h"
#include "cli/new.h"

struct story_options { const char *in; };

static const struct ts_option options[] = {
    {"in", "DIR", "the folder of packs it goes to (default: the first --content, else content/, else packs/)", TS_OPTION_TEXT, offsetof(struct story_options, in)},
    {0},
};

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct story_options *given = cli->options;
    struct ts_front front = {0};
    struct ts_buffer story = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    struct ts_create how = {.kind = "story", .folder = ts_new_folder(cli, given->in), .name = cli->words.items[0], .content = front.engine.content};
    ts_buffer_add_format(&story, "%s:%s", how.name, how.name);
    if (!status) status = ts_new_make(cli, &how, story.bytes, err);
    ts_buffer_clear(&story);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_new_story = {
    .name = "new story", .words = "NAME", .help = "begin a pack with a short story, an unlock and a spec",
    .more = "The pack plays, checks and passes its spec as it is: change it piece by piece. NAME is made of a-z, 0-9, _ and -.\n"
            "A folder that is there already is left as it is.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct story_options), .run = run,
};
