// command_universe_branch.c - turnstone universe branch: a world that goes on from a past moment of another
#include "cli/hint.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/branch.h"
#include "engine/show.h"

struct branch_options { struct ts_number at; const char *id; };

static const struct ts_option options[] = {
    {"at", "P", "with what stands up to this position (default: the end)", TS_OPTION_NUMBER, offsetof(struct branch_options, at)},
    {"id", "NEW", "the new universe's id (default: the first free of ID-2, ID-3, ...)", TS_OPTION_TEXT, offsetof(struct branch_options, id)},
    {0},
};

static enum ts_status tell(const struct ts_cli *cli, const struct ts_branched *made, struct ts_err *err)
{
    struct ts_buffer out = {0};
    if (cli->globals.json) {
        ts_show_branched(made, &out);
    } else {
        ts_buffer_add_format(&out, "universe \"%s\" goes on with \"%s\" after position %lld\nbegin a life in it with: ", made->universe, made->parent,
                             (long long)made->position);
        ts_hint_add(&out, cli, "play STORY --universe", made->universe);
    }
    enum ts_status status = cli->globals.quiet && !cli->globals.json ? TS_OK : ts_print_line(&out, err);
    ts_buffer_clear(&out);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct branch_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_branched made;
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_WRITE, err);
    if (!status) status = ts_branch_universe(&front.engine, cli->words.items[0], how->at.given ? how->at.value : -1, how->id, &made, err);
    if (!status) status = tell(cli, &made, err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_universe_branch = {
    .name = "universe branch", .words = "ID", .help = "make a new universe with this one's history up to a position", .least = 1, .most = 1,
    .options = options, .size = sizeof(struct branch_options), .run = run,
};
