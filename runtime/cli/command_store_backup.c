// command_store_backup.c - turnstone store backup
#include <string.h>

#include "base/clock.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "engine/json.h"

struct backing { struct ts_bar bar; int64_t bytes; };

static void show_progress(void *self, int64_t done, int64_t of)
{
    struct backing *backing = self;
    backing->bytes = of;
    ts_bar_show(&backing->bar, done, of);
}

// "saves/turnstone.db.2026-03-01T09-30-00Z.bak"
static void name_backup(const struct ts_cli *cli, struct ts_buffer *out)
{
    char at[32];
    ts_clock_print(ts_clock_now(), at);
    for (char *colon = at; (colon = strchr(colon, ':'));) *colon = '-';
    ts_buffer_add_format(out, "%s.%s.bak", ts_open_url(cli), at);
}

static enum ts_status report(const struct ts_cli *cli, const char *path, int64_t bytes, int64_t ms, struct ts_err *err)
{
    struct ts_buffer page = {0};
    if (cli->globals.json) {
        ts_json_open(&page, '{');
        ts_json_field_text(&page, "store", ts_open_shown(cli));
        ts_json_field_text(&page, "backup", path);
        ts_json_field_int(&page, "bytes", bytes);
        ts_json_field_int(&page, "ms", ms);
        ts_json_close(&page, '}');
    } else {
        ts_buffer_add_format(&page, "\"%s\" is backed up in \"%s\": %lld bytes in %lld ms", ts_open_shown(cli), path, (long long)bytes, (long long)ms);
    }
    enum ts_status status = ts_print_line(&page, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer path = {0};
    struct backing backing = {.bytes = 0};
    int64_t start = ts_clock_monotonic();
    if (cli->words.count) ts_buffer_add_text(&path, cli->words.items[0]);
    else name_backup(cli, &path);
    ts_bar_init(&backing.bar, cli, "bytes");
    enum ts_status status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_store_backup(front.engine.store, path.bytes, show_progress, &backing, err);
    ts_bar_clear(&backing.bar);
    if (!status) status = report(cli, path.bytes, backing.bytes, (ts_clock_monotonic() - start) / 1000000, err);
    ts_buffer_clear(&path);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_store_backup = {
    .name = "store backup", .words = "[FILE]", .help = "copy the store as it is now into a new file",
    .more = "Without FILE the backup stands beside the store, named by date and time (UTC). Others may go on playing meanwhile: the backup\n"
            "holds all that was stored before it began. What lies at FILE already is left as it is. A backup is a store like any other:\n"
            "to go back to it, give it with --store, or put a copy of it where the store was.",
    .most = 1, .run = run,
};
