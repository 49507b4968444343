// command_store_copy.c - turnstone store copy
#include "base/clock.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"

static enum ts_status report(const struct ts_cli *cli, const struct ts_exported *made, int64_t ms, struct ts_err *err)
{
    const char *from = cli->words.items[0], *to = cli->words.items[1];
    struct ts_buffer page = {0};
    if (cli->globals.json) {
        ts_json_open(&page, '{');
        ts_json_field_text(&page, "from", from);
        ts_json_field_text(&page, "to", to);
        ts_json_field_int(&page, "records", made->records);
        ts_json_field_text(&page, "hash", made->hash);
        ts_json_field_int(&page, "ms", ms);
        ts_json_close(&page, '}');
    } else {
        ts_buffer_add_format(&page, "\"%s\" is copied to \"%s\" in %lld ms; verified: %lld records, hash %s", from, to, (long long)ms,
                             (long long)made->records, made->hash);
    }
    enum ts_status status = ts_print_line(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status copy(struct ts_store *from, const char *to, struct ts_exported *made, struct ts_err *err)
{
    struct ts_exported given;
    struct ts_import *import;
    enum ts_status status = ts_store_import_begin(to, &import, err);
    if (status) return status;
    status = ts_store_export(from, ts_store_import_line, import, &given, err);
    if (!status) status = ts_store_import_end(import, made, err);
    ts_store_import_free(import);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_exported made;
    int64_t start = ts_clock_monotonic();
    ts_open_engine(&front);
    enum ts_status status = ts_store_open(cli->words.items[0], TS_STORE_READ, front.engine.symbols, &front.engine.store, err);
    if (!status) status = copy(front.engine.store, cli->words.items[1], &made, err);
    if (!status) status = report(cli, &made, (ts_clock_monotonic() - start) / 1000000, err);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_store_copy = {
    .name = "store copy", .words = "FROM TO", .help = "copy a store record by record, and verify the copy",
    .more = "FROM and TO are stores as --store names them; TO must not exist yet. Others may go on playing in FROM: the copy is of one moment.\n"
            "It is read back and compared, record by record. It takes no more room than it needs; `turnstone store backup` is faster.",
    .least = 2, .most = 2, .run = run,
};
