// command_run_branch.c - turnstone run branch: going back to a past turn, in a world of one's own
#include <stdio.h>

#include "cli/hint.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/branch.h"
#include "engine/show.h"

struct branch_options { struct ts_number at; const char *id; };

static const struct ts_option options[] = {
    {"at", "TURN", "as it stood after this turn; 0 is its opening", TS_OPTION_NUMBER, offsetof(struct branch_options, at)},
    {"id", "NEW", "the new run's id (default: the first free of ID-2, ID-3, ...)", TS_OPTION_TEXT, offsetof(struct branch_options, id)},
    {0},
};

// Without --at nobody can say what is meant, but which turns there are.
static enum ts_status refuse_present(struct ts_front *front, const char *run, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    struct ts_run_record record = {0};
    enum ts_status status = ts_ident_read("run id", run, id, err);
    if (!status) status = ts_store_load_run(front->engine.store, ts_symbol_of(front->engine.symbols, id), &record, err);
    if (status) return status;
    status = ts_err_set(err, TS_USAGE, "say after which turn, with --at: run \"%s\" has turns 0 to %lld", id, (long long)record.turn);
    ts_run_record_clear(&record);
    return status;
}

static enum ts_status tell(const struct ts_cli *cli, const struct ts_branched *made, struct ts_err *err)
{
    struct ts_buffer out = {0};
    if (cli->globals.json) {
        ts_show_branched(made, &out);
    } else {
        ts_buffer_add_format(&out, "run \"%s\" goes on with \"%s\" after turn %lld, at position %lld of a universe of its own, \"%s\"\nplay it with: ", made->run,
                             made->parent, (long long)made->turn, (long long)made->position, made->universe);
        ts_hint_add(&out, cli, "play --run", made->run);
    }
    enum ts_status status = cli->globals.quiet && !cli->globals.json ? TS_OK : ts_print_line(&out, err);
    ts_buffer_clear(&out);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct branch_options *how = cli->options;
    const char *id = cli->words.items[0];
    struct ts_front front = {0};
    struct ts_branched made;
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, how->at.given ? TS_STORE_WRITE : TS_STORE_READ, err);
    if (!status && how->at.given) status = ts_open_migrate(cli, &front, err);
    if (!status) status = how->at.given ? ts_branch_run(&front.engine, id, how->at.value, how->id, &made, err) : refuse_present(&front, id, err);
    if (!status) status = tell(cli, &made, err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_run_branch = {
    .name = "run branch", .words = "ID", .help = "go back: a new run as this one stood after a past turn",
    .more = "The new run lives in a universe of its own, which has of the shared one what had happened there by then. What others do later does\n"
            "not reach it, and what is done in it stays there. The run itself stays as it is; one that has ended can be gone back in, too.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct branch_options), .run = run,
};
