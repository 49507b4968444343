// command_store_copy.c - turnstone store copy
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"
#include "store/url.h"

static enum ts_status report(const struct ts_cli *cli, const struct ts_exported *made, int64_t ms, struct ts_err *err)
{
    char *from = ts_url_shown(cli->words.items[0]), *to = ts_url_shown(cli->words.items[1]);
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
    free(from);
    free(to);
    return status;
}

static enum ts_status copy(const struct ts_cli *cli, struct ts_store *from, struct ts_exported *made, struct ts_err *err)
{
    const char *to = cli->words.items[1];
    struct ts_exported given;
    struct ts_import *import;
    enum ts_status status = ts_store_import_begin(to, &import, err);
    if (status) return status;
    int64_t stored = ts_store_import_stored(import);
    if (stored) ts_say(cli, "going on with a copy that was cut, behind line %lld", (long long)stored);
    status = ts_store_export(from, ts_store_import_line, import, &given, err);
    if (!status) status = ts_store_import_end(import, made, err);
    ts_store_import_free(import);
    return status;
}

// --- one that was there already: who killed the copy behind its last step cannot know that it was

enum { PEEK = 64 }; // lines: two stores that are not the same differ in their first names, which are salted

struct peek {
    int64_t left;
    struct ts_buffer line; // the last that was looked at, with the hash of all before it
};

static enum ts_status look(void *self, const char *line, size_t length, struct ts_err *err)
{
    struct peek *peek = self;
    if (!peek->left--) return ts_err_set(err, TS_INTERRUPTED, "enough was seen");
    peek->line.length = 0;
    ts_buffer_add(&peek->line, line, length);
    return TS_OK;
}

static bool is_alike(struct ts_store *from, struct ts_store *to, int64_t lines, struct ts_exported *made)
{
    struct ts_err err;
    struct ts_exported given;
    struct peek one = {.left = lines}, other = {.left = lines};
    enum ts_status first = ts_store_export(from, look, &one, &given, &err), second = ts_store_export(to, look, &other, made, &err);
    bool is_same = first == second && (!first || first == TS_INTERRUPTED) && one.line.length == other.line.length &&
                   !memcmp(one.line.bytes, other.line.bytes, one.line.length);
    ts_buffer_clear(&one.line);
    ts_buffer_clear(&other.line);
    return is_same;
}

static bool is_that_copy(const struct ts_cli *cli, struct ts_front *front, struct ts_exported *made)
{
    struct ts_store *to;
    struct ts_err err;
    if (ts_store_open(cli->words.items[1], TS_STORE_READ, front->engine.symbols, &to, &err)) return false;
    bool is_same = is_alike(front->engine.store, to, PEEK, made) && is_alike(front->engine.store, to, INT64_MAX, made);
    ts_store_close(to);
    if (!is_same) return false;
    char *shown = ts_url_shown(cli->words.items[1]);
    ts_say(cli, "\"%s\" holds this very copy already: it is verified", shown);
    free(shown);
    return true;
}

static enum ts_status copy_whole(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_exported made;
    int64_t start = ts_clock_monotonic();
    if (strcmp(cli->words.items[0], cli->words.items[1]) == 0) return ts_err_set(err, TS_USAGE, "a store is not copied onto itself: give another place for the copy");
    ts_open_engine(&front);
    enum ts_status status = ts_store_open(cli->words.items[0], TS_STORE_READ, front.engine.symbols, &front.engine.store, err);
    if (!status) status = copy(cli, front.engine.store, &made, err);
    if (status == TS_CONFLICT) { // others played on since a copy of it was cut: there is a new one to be made
        char *from = ts_url_shown(cli->words.items[0]);
        ts_say(cli, "\"%s\" has changed since the copy was begun: it is begun anew", from);
        free(from);
        status = copy(cli, front.engine.store, &made, err);
    }
    if (status == TS_CANNOT_CREATE && is_that_copy(cli, &front, &made)) status = TS_OK;
    if (!status) status = report(cli, &made, (ts_clock_monotonic() - start) / 1000000, err);
    ts_front_close(&front);
    return status;
}

// --- with --salvage

struct copy_options {
    bool salvage;
};

static const struct ts_option options[] = {
    {"salvage", NULL, "save what can still be read of a damaged FROM, or of one without its log", TS_OPTION_FLAG, offsetof(struct copy_options, salvage)},
    {0},
};

static void add_json(struct ts_buffer *page, const struct ts_cli *cli, const struct ts_salvaged_tables *read)
{
    ts_json_open(page, '{');
    ts_json_field_text(page, "from", cli->words.items[0]);
    ts_json_field_text(page, "to", cli->words.items[1]);
    ts_json_key(page, "tables");
    ts_json_open(page, '{');
    for (int i = 0; i < read->count; i++) {
        const struct ts_salvaged *table = &read->tables[i];
        ts_json_key(page, table->table);
        ts_json_open(page, '{');
        ts_json_field_int(page, "rows", table->rows);
        ts_json_field_int(page, "dropped", table->dropped);
        ts_json_field_int(page, "made", table->made);
        ts_json_field_int(page, "gaps", table->gaps);
        ts_json_close(page, '}');
    }
    ts_json_close(page, '}');
    ts_json_close(page, '}');
}

static void add_words(struct ts_buffer *page, const struct ts_cli *cli, const struct ts_salvaged_tables *read)
{
    const char *from = cli->words.items[0], *to = cli->words.items[1], *comma = "";
    int64_t rows = 0;
    for (int i = 0; i < read->count; i++) rows += read->tables[i].rows;
    ts_buffer_add_format(page, "%lld rows of \"%s\" are saved to \"%s\": ", (long long)rows, from, to);
    for (int i = 0; i < read->count; i++) {
        if (!read->tables[i].rows) continue;
        ts_buffer_add_format(page, "%s%lld of %s", comma, (long long)read->tables[i].rows, read->tables[i].table);
        comma = ", ";
    }
    ts_buffer_add_format(page, "\n\"%s\" is unchanged; look with `turnstone store check --store \"%s\"`", from, to);
}

static void tell_losses(const struct ts_salvaged_tables *read)
{
    bool is_whole = true;
    struct ts_err said = {0};
    for (int i = 0; i < read->count; i++) {
        const struct ts_salvaged *table = &read->tables[i];
        if (!table->gaps && !table->dropped && !table->made) continue;
        ts_err_set(&said, TS_DATA, "%s: %lld place%s could not be read; %lld row%s read but not kept, %lld made up for what is lost", table->table,
                   (long long)table->gaps, table->gaps == 1 ? "" : "s", (long long)table->dropped, table->dropped == 1 ? "" : "s",
                   (long long)table->made);
        ts_complain(&said);
        is_whole = false;
    }
    if (is_whole) return;
    ts_err_set(&said, TS_DATA, "what was lost may be in a backup");
    ts_complain(&said);
}

static enum ts_status salvage(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_salvaged_tables read = {0};
    struct ts_buffer page = {0};
    enum ts_status status = ts_store_salvage(cli->words.items[0], cli->words.items[1], &read, err);
    if (!status) {
        tell_losses(&read);
        (cli->globals.json ? add_json : add_words)(&page, cli, &read);
        status = ts_print_line(&page, err);
    }
    ts_salvaged_tables_clear(&read);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct copy_options *how = cli->options;
    return how->salvage ? salvage(cli, err) : copy_whole(cli, err);
}

const struct ts_command ts_command_store_copy = {
    .name = "store copy", .words = "FROM TO", .help = "copy a store record by record, and verify the copy",
    .more = "FROM and TO are stores as --store names them; TO must not exist yet. Others may go on playing in FROM: the copy is of one moment.\n"
            "It is read back and compared, record by record. It takes no more room than it needs; `turnstone store backup` is faster.\n"
            "A file is made whole or not at all. A copy to a server that was cut goes on where it stands when the same command is given again;\n"
            "until it has ended nobody can open that store. Where TO is that very copy already, it is verified and told as done.\n"
            "With --salvage FROM may be damaged, cut short, or without its log: it is only read, and what can be saved of it goes to TO. What is lost\n"
            "is told; `turnstone store check` says what TO lacks. Runs whose pages are whole go on as they were.",
    .least = 2, .most = 2, .options = options, .size = sizeof(struct copy_options), .run = run,
};
