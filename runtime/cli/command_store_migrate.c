// command_store_migrate.c - turnstone store migrate
#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

static void write_json(struct ts_buffer *out, const struct ts_migrated *done)
{
    ts_json_open(out, '{');
    ts_json_field_int(out, "from", done->from);
    ts_json_field_int(out, "to", done->to);
    ts_json_field_text(out, "backup", done->backup[0] ? done->backup : NULL);
    ts_json_close(out, '}');
}

static void write_words(struct ts_buffer *out, const char *url, const struct ts_migrated *done) // url: as it is shown
{
    if (done->from == done->to) {
        ts_buffer_add_format(out, "nothing to do: the store \"%s\" is of version %d, as this turnstone writes it\n", url, done->to);
        return;
    }
    if (!done->from) {
        ts_buffer_add_format(out, "made the tables of a store in \"%s\", of version %d\n", url, done->to);
        return;
    }
    ts_buffer_add_format(out, "brought the store \"%s\" from version %d to %d\n", url, done->from, done->to);
    if (done->backup[0]) ts_buffer_add_format(out, "the store as it was is \"%s\": remove it when all is well\n", done->backup);
    else ts_buffer_add_text(out, TS_OPEN_GRANT_AGAIN "\n");
}

// The migrations of packs, where there are packs.
static enum ts_status settle(const struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status && front.engine.content) {
        status = ts_open_store(cli, &front, TS_STORE_WRITE, err);
        if (!status) status = ts_open_migrate(cli, &front, err);
        if (!status) status = ts_open_grant(cli, &front, err);
    }
    ts_front_close(&front);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const char *url = ts_open_url(cli);
    struct ts_migrated done;
    struct ts_buffer page = {0};
    enum ts_status status = *url ? ts_store_migrate(url, &done, err) : ts_err_set(err, TS_USAGE, "--store needs a path");
    if (status) return status;
    if (cli->globals.json) write_json(&page, &done);
    else write_words(&page, ts_open_shown(cli), &done);
    status = cli->globals.json ? ts_print_line(&page, err) : ts_print(&page, err);
    ts_buffer_clear(&page);
    return status ? status : settle(cli, err);
}

const struct ts_command ts_command_store_migrate = {
    .name = "store migrate", .words = "", .help = "bring a store that an older turnstone wrote to the present version", .run = run,
    .more = "A backup is made first, beside the store: its name with .v1.bak behind it, of whatever version it was. Commands that change\n"
            "a store do the same by themselves when they meet an older one; commands that only read leave it as it is and say so.\n"
            "Migrations of packs that the store has not had yet are then done to it, as commands that change it do by themselves.\n"
            "Nobody else may have the store open meanwhile. It takes about twice the store's size on the disk.\n"
            "In a database server it is one transaction, and there is no backup: make one before. Its tables must be this user's.\n"
            "A database without any gets them.",
};
