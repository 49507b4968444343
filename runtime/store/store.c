// store.c - one interface, several drivers: which one a url names, and the way to it
#include <stdlib.h>
#include <string.h>

#include "store/driver.h"

enum ts_status ts_store_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                             struct ts_err *err)
{
    static const char sqlite[] = "sqlite:";
    const char *scheme_end = strstr(url, "://");
    *out = NULL;
    if (!*url) return ts_err_set(err, TS_USAGE, "the store's path is empty: give a path, or \"memory:\"");
    if (strcmp(url, "memory:") == 0) return ts_memory_open(symbols, out, err);
    if (strncmp(url, sqlite, sizeof sqlite - 1) == 0) return ts_sqlite_open(url + sizeof sqlite - 1, mode, symbols, out, err);
    if (scheme_end && !memchr(url, '/', (size_t)(scheme_end - url)))
        return ts_err_set(err, TS_UNAVAILABLE, "no driver for the store \"%s\": give the path of a file, or \"memory:\"", url);
    return ts_sqlite_open(url, mode, symbols, out, err);
}

void ts_store_close(struct ts_store *store)
{
    if (store) store->driver->close(store);
}

bool ts_store_is_memory(const struct ts_store *store)
{
    return store->driver == &ts_memory_driver;
}

enum ts_status ts_lock_refuse(const struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    return ts_err_set(err, TS_BUSY, "run \"%s\" is in hand already in this program: put it down first",
                      ts_symbol_text(store->symbols, run));
}

enum ts_status ts_store_begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    if (store->driver->is_writing(store))
        return ts_err_set(err, TS_REFUSED, "a batch is open already: commit it or take it back before the next one begins");
    return store->driver->begin(store, wait_ms, err);
}

enum ts_status ts_store_commit(struct ts_store *store, struct ts_err *err)
{
    return store->driver->commit(store, err);
}

void ts_store_rollback(struct ts_store *store)
{
    store->driver->rollback(store);
}

bool ts_store_is_writing(const struct ts_store *store)
{
    return store->driver->is_writing(store);
}

enum ts_status ts_store_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    return store->driver->apply(store, changes, receipt, err);
}

enum ts_status ts_store_grant(struct ts_store *store, ts_symbol player, ts_symbol unlock, const char *evidence, int64_t at,
                              struct ts_err *err)
{
    return store->driver->grant(store, player, unlock, evidence, at, err);
}

enum ts_status ts_store_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    return store->driver->lock_run(store, run, err);
}

void ts_store_unlock_run(struct ts_store *store, ts_symbol run)
{
    store->driver->unlock_run(store, run);
}

bool ts_store_is_played(struct ts_store *store, ts_symbol run)
{
    return store->driver->is_played(store, run);
}

void ts_run_record_clear(struct ts_run_record *record)
{
    ts_text_drop(record->reason);
    ts_text_drop(record->text);
    ts_text_drop(record->choices);
    free(record->metaconcepts);
    *record = (struct ts_run_record){0};
}

enum ts_status ts_store_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    return store->driver->load_run(store, run, out, err);
}

enum ts_status ts_store_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err)
{
    return store->driver->each_run(store, filter, each, self, err);
}

enum ts_status ts_store_each_var(struct ts_store *store, int64_t run, ts_each_var *each, void *self, struct ts_err *err)
{
    return store->driver->each_var(store, run, each, self, err);
}

enum ts_status ts_store_each_tally(struct ts_store *store, int64_t run, ts_each_tally *each, void *self, struct ts_err *err)
{
    return store->driver->each_tally(store, run, each, self, err);
}

enum ts_status ts_store_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err)
{
    return store->driver->each_session(store, run, each, self, err);
}

enum ts_status ts_store_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err)
{
    return store->driver->each_mark(store, run, each, self, err);
}

enum ts_status ts_store_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err)
{
    return store->driver->each_fault(store, run, each, self, err);
}

enum ts_status ts_store_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err)
{
    return store->driver->find_universe(store, id, out, found, err);
}

enum ts_status ts_store_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err)
{
    return store->driver->each_universe(store, each, self, err);
}

enum ts_status ts_store_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err)
{
    return store->driver->each_key(store, universe, each, self, err);
}

const struct ts_world *ts_store_world(struct ts_store *store)
{
    return &store->world;
}

enum ts_status ts_store_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err)
{
    return store->driver->find_player(store, player, found, err);
}

enum ts_status ts_store_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    return store->driver->each_completion(store, player, each, self, err);
}

enum ts_status ts_store_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err)
{
    return store->driver->each_unlock(store, player, each, self, err);
}

const char *ts_store_character_name(struct ts_store *store, const char *character, size_t length)
{
    return store->driver->character_name(store, character, length);
}

enum ts_status ts_store_check(struct ts_store *store, ts_each_finding *each, void *self, struct ts_err *err)
{
    return store->driver->check(store, each, self, err);
}
