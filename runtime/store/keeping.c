// keeping.c - a store as a whole: checked, read act by act, backed up, carried elsewhere, brought on
#include "store/driver.h"
#include "store/url.h"

static enum ts_status has_no_file(const struct ts_store *store, const char *what, struct ts_err *err)
{
    if (store && !ts_store_is_memory(store))
        return ts_err_set(err, TS_REFUSED,
                          "this turnstone cannot %s a store in a database server: make a file of it with `turnstone store copy URL FILE`, do it "
                          "there, and copy that into another database", what);
    return ts_err_set(err, TS_REFUSED, "a store in memory has no file to %s: name one with --store", what);
}

enum ts_status ts_store_check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err)
{
    return store->driver->check ? store->driver->check(store, how, err) : has_no_file(store, "check", err);
}

enum ts_status ts_acts_open(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err)
{
    *out = NULL;
    if (!store->driver->open_acts) return ts_err_set(err, TS_REFUSED, "a store in memory keeps no hashes to compare with: name one with --store");
    if (ts_store_is_writing(store)) return ts_err_set(err, TS_REFUSED, "the log cannot be read while a batch is open");
    return store->driver->open_acts(store, universe, out, err);
}

enum ts_status ts_acts_next(struct ts_acts *acts, struct ts_logged_act *out, bool *found, struct ts_err *err)
{
    return acts->next(acts, out, found, err);
}

enum ts_status ts_acts_prove(struct ts_acts *acts, const struct ts_changeset *changes, bool *is_same, struct ts_err *err)
{
    return acts->prove(acts, changes, is_same, err);
}

enum ts_status ts_acts_each_claim(struct ts_acts *acts, ts_each_claim *each, void *self, struct ts_err *err)
{
    return acts->each_claim(acts, each, self, err);
}

void ts_acts_close(struct ts_acts *acts)
{
    if (acts) acts->close(acts);
}

enum ts_status ts_store_backup(struct ts_store *store, const char *url, ts_progress *progress, void *self, struct ts_err *err)
{
    const char *path;
    if (!store->driver->backup && !ts_store_is_memory(store))
        return ts_err_set(err, TS_REFUSED, "a store in a database server is backed up by `turnstone store copy URL FILE`, or by the server's own tools");
    enum ts_status status = ts_url_find_path(url, &path, err);
    if (status) return status;
    return store->driver->backup && !ts_url_is_memory(url) ? store->driver->backup(store, path, progress, self, err) : has_no_file(ts_url_is_memory(url) ? NULL : store, "back up", err);
}

enum ts_status ts_store_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err)
{
    *out = (struct ts_exported){0};
    return store->driver->export ? store->driver->export(store, each, self, out, err) : has_no_file(store, "export", err);
}

enum ts_status ts_store_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                     struct ts_err *err)
{
    *out = (struct ts_erased){0};
    return store->driver->erase_player ? store->driver->erase_player(store, player, each, self, out, err) : has_no_file(store, "erase from", err);
}

enum ts_status ts_store_import_begin(const char *url, struct ts_import **out, struct ts_err *err)
{
    const char *path;
    *out = NULL;
    if (ts_url_is_server(url)) return ts_server_import(url, out, err);
    enum ts_status status = ts_url_find_path(url, &path, err);
    if (status) return status;
    return ts_url_is_memory(url) ? has_no_file(NULL, "import into", err) : ts_sqlite_import(path, out, err);
}

int64_t ts_store_import_stored(const struct ts_import *import)
{
    return import->stored;
}

enum ts_status ts_store_import_line(void *import, const char *line, size_t length, struct ts_err *err)
{
    return ((struct ts_import *)import)->take_line(import, line, length, err);
}

enum ts_status ts_store_import_end(struct ts_import *import, struct ts_exported *out, struct ts_err *err)
{
    return import->end(import, out, err);
}

void ts_store_import_free(struct ts_import *import)
{
    if (import) import->free(import);
}

enum ts_status ts_store_salvage(const char *from, const char *to, struct ts_salvaged_tables *out, struct ts_err *err)
{
    const char *from_path, *to_path;
    enum ts_status status = ts_url_find_path(from, &from_path, err);
    if (!status) status = ts_url_find_path(to, &to_path, err);
    if (status) return status;
    return ts_url_is_memory(from) || ts_url_is_memory(to) ? has_no_file(NULL, "save", err) : ts_sqlite_salvage(from_path, to_path, out, err);
}

void ts_salvaged_tables_clear(struct ts_salvaged_tables *tables)
{
    ts_buffer_clear(&tables->names);
    *tables = (struct ts_salvaged_tables){0};
}

enum ts_status ts_store_migrate(const char *url, struct ts_migrated *out, struct ts_err *err)
{
    const char *path;
    *out = (struct ts_migrated){0};
    if (ts_url_is_server(url)) return ts_server_migrate(url, out, err);
    enum ts_status status = ts_url_find_path(url, &path, err);
    if (status) return status;
    return ts_url_is_memory(url) ? has_no_file(NULL, "migrate", err) : ts_sqlite_migrate(path, out, err);
}
