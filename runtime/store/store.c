// store.c - one interface, several drivers: which one a url names, and the way to it
#include <stdlib.h>

#include "store/driver.h"
#include "store/lineage.h"
#include "store/url.h"

enum ts_status ts_store_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                             struct ts_err *err)
{
    const char *path = url;
    *out = NULL;
    enum ts_status status = ts_url_is_server(url) ? ts_server_open(url, mode, symbols, out, err) : ts_url_find_path(url, &path, err);
    if (status) return status;
    if (!ts_url_is_server(url)) status = ts_url_is_memory(url) ? ts_memory_open(symbols, out, err) : ts_sqlite_open(path, mode, symbols, out, err);
    if (status) return status;
    (*out)->lineage = ts_lineage_new();
    (*out)->world = ts_lineage_world(*out);
    return TS_OK;
}

void ts_store_close(struct ts_store *store)
{
    if (!store) return;
    ts_lineage_free(store->lineage);
    store->driver->close(store);
}

void ts_store_set_waiting(struct ts_store *store, ts_waiting *waiting, void *self)
{
    store->waiting = waiting;
    store->waiting_self = self;
}

uint64_t ts_store_version(struct ts_store *store, int64_t universe)
{
    return store->driver->version(store, universe);
}

uint64_t ts_store_commits(const struct ts_store *store) { return store->commits; }

int ts_store_news_fd(struct ts_store *store)
{
    return store->driver->news_fd ? store->driver->news_fd(store) : TS_NEWS_NEVER;
}

uint64_t ts_store_care_version(struct ts_store *store)
{
    return ts_store_version(store, 0) + store->cares;
}

const struct ts_migrated *ts_store_migrated(const struct ts_store *store)
{
    return &store->migrated;
}

bool ts_store_is_unsafe(const struct ts_store *store) { return store->is_unsafe; }

bool ts_store_is_memory(const struct ts_store *store)
{
    return store->driver == &ts_memory_driver;
}

enum ts_status ts_store_begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    if (store->driver->is_writing(store))
        return ts_err_set(err, TS_REFUSED, "a batch is open already: commit it or take it back before the next one begins");
    return store->driver->begin(store, wait_ms, err);
}

enum ts_status ts_store_commit(struct ts_store *store, struct ts_err *err)
{
    enum ts_status status = store->driver->commit(store, err);
    if (status) ts_lineage_forget(store->lineage);
    else store->commits++;
    return status;
}

bool ts_store_is_torn(const struct ts_store *store)
{
    return store->driver->is_torn && store->driver->is_torn(store);
}

bool ts_store_can_tear(const struct ts_store *store) { return store->driver->is_torn != NULL; }

enum ts_status ts_store_was_reached(struct ts_store *store, struct ts_err *err)
{
    return store->driver->was_reached ? store->driver->was_reached(store, err) : TS_OK;
}

enum ts_status ts_store_hold(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err)
{
    return store->driver->hold ? store->driver->hold(store, changes, err) : TS_OK;
}

void ts_store_rollback(struct ts_store *store)
{
    store->driver->rollback(store);
    ts_lineage_forget(store->lineage);
}

bool ts_store_is_writing(const struct ts_store *store)
{
    return store->driver->is_writing(store);
}

enum ts_status ts_store_save(struct ts_store *store, struct ts_err *err)
{
    if (store->driver->save) return store->driver->save(store, err);
    return ts_err_set(err, TS_REFUSED, "this store takes back a batch as a whole");
}

enum ts_status ts_store_undo(struct ts_store *store, struct ts_err *err)
{
    ts_lineage_forget(store->lineage);
    return store->driver->undo(store, err);
}

enum ts_status ts_store_begin_reading(struct ts_store *store, struct ts_err *err)
{
    return store->driver->begin_reading ? store->driver->begin_reading(store, err) : TS_OK;
}

void ts_store_end_reading(struct ts_store *store)
{
    if (store->driver->end_reading) store->driver->end_reading(store);
}

enum ts_status ts_store_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    store->cares += changes->care != NULL;
    return store->driver->apply(store, changes, receipt, err);
}

enum ts_status ts_store_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err)
{
    return store->driver->grant(store, grant, err);
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

void ts_passage_show(struct ts_buffer *text, const struct ts_passage *passage)
{
    if (!passage->length) return;
    if (text->length) ts_buffer_add_byte(text, passage->is_joined ? ' ' : '\n');
    ts_buffer_add(text, passage->text, passage->length);
}

enum ts_status ts_store_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    return store->driver->load_run(store, run, out, err);
}

enum ts_status ts_store_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err)
{
    return store->driver->each_run(store, filter, each, self, err);
}

enum ts_status ts_store_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err)
{
    return store->driver->each_var(store, run, until_seq ? until_seq : INT64_MAX, each, self, err);
}

enum ts_status ts_store_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self, struct ts_err *err)
{
    return store->driver->each_tally(store, run, until_seq ? until_seq : INT64_MAX, each, self, err);
}

enum ts_status ts_store_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    return store->driver->load_run_at(store, run, turn, out, err);
}

enum ts_status ts_store_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err)
{
    return store->driver->each_act(store, run, until_seq ? until_seq : INT64_MAX, each, self, err);
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

enum ts_status ts_store_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err)
{
    return store->driver->last_merge(store, universe, source, out, err);
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

enum ts_status ts_store_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err)
{
    return store->driver->load_care(store, player, out, err);
}

enum ts_status ts_store_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err)
{
    store->cares++;
    return store->driver->set_care(store, player, settings, at, err);
}

enum ts_status ts_store_keep(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err)
{
    return store->driver->keep(store, player, kept, err);
}

enum ts_status ts_store_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err)
{
    return store->driver->each_kept(store, player, each, self, err);
}

enum ts_status ts_store_add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err)
{
    return store->driver->add_passage(store, run, passage, err);
}

enum ts_status ts_store_each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err)
{
    return store->driver->each_passage(store, run, from, to, each, self, err);
}

enum ts_status ts_store_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err)
{
    return store->driver->each_player(store, each, self, err);
}

enum ts_status ts_store_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err)
{
    return store->driver->each_deed(store, each, self, err);
}

enum ts_status ts_store_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err)
{
    return store->driver->add_deed(store, name, at, err);
}

const char *ts_store_character_name(struct ts_store *store, const char *character, size_t length)
{
    return store->driver->character_name(store, character, length);
}
