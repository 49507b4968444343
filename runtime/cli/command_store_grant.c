// command_store_grant.c - turnstone store grant
#include "cli/open.h"
#include "cli/print.h"

struct grant_options {
    bool read_only, keeper;
};

static const struct ts_option options[] = {
    {"read-only", NULL, "for who only reads: `runs`, `run show`, `store check`, `store export` and the like", TS_OPTION_FLAG, offsetof(struct grant_options, read_only)},
    {"keeper", NULL, "for who also deletes runs", TS_OPTION_FLAG, offsetof(struct grant_options, keeper)},
    {0},
};

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct grant_options *how = cli->options;
    struct ts_buffer page = {0};
    if (how->read_only && how->keeper) return ts_err_set(err, TS_USAGE, "--read-only and --keeper exclude each other: who deletes runs does not only read");
    enum ts_granted granted = how->read_only ? TS_GRANT_READER : how->keeper ? TS_GRANT_KEEPER : TS_GRANT_PLAYER;
    enum ts_status status = ts_store_grant_words(cli->words.items[0], granted, &page, err);
    if (!status) status = ts_print(&page, err);
    ts_buffer_clear(&page);
    return status;
}

const struct ts_command ts_command_store_grant = {
    .name = "store grant", .words = "ROLE", .help = "print the SQL that gives a role of a database server what playing needs",
    .more = "Nothing is asked or changed: read it, and give it to the server as whoever owns the store's tables, `turnstone store grant players |\n"
            "psql --set ON_ERROR_STOP=1 DATABASE`. The role must be there (`CREATE ROLE players LOGIN`); what it was granted before on these tables\n"
            "is taken back. It may then read all, and write what playing writes: no row of the log can be changed or deleted, no table made or\n"
            "dropped. Do it again after `turnstone store migrate`, with the new turnstone.",
    .least = 1, .most = 1, .options = options, .size = sizeof(struct grant_options), .run = run,
};
