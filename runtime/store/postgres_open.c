// postgres_open.c - opening and closing a store in a PostgreSQL database
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

void ts_postgres_close(struct ts_store *store)
{
    struct postgres_store *pg = ts_postgres(ts_sql(store));
    if (pg->connection) ts_postgres_rollback(store);
    ts_postgres_drop_queue(pg);
    ts_sql_clear(&pg->sql);
    for (int i = 0; i < PG_OWN; i++) ts_sql_free(pg->own[i]);
    pg->lib.PQfinish(pg->connection);
    pg->lib.PQfinish(pg->coming);
    ts_map_clear(&pg->held);
    ts_map_clear(&pg->told_of);
    ts_postgres_names_forget(pg);
    free(pg->names);
    free(pg->url);
    free(pg);
}

static bool is_torn(const struct ts_store *store)
{
    return ((const struct postgres_store *)store)->is_torn;
}

static void set_driver(struct ts_driver *driver)
{
    driver->close = ts_postgres_close;
    driver->begin = ts_postgres_begin;
    driver->commit = ts_postgres_commit;
    driver->rollback = ts_postgres_rollback;
    driver->is_torn = is_torn;
    driver->was_reached = ts_postgres_was_reached;
    driver->hold = ts_postgres_hold;
    driver->version = ts_postgres_version;
    driver->news_fd = ts_postgres_news_fd;
    driver->lock_run = ts_postgres_lock_run;
    driver->unlock_run = ts_postgres_unlock_run;
    driver->is_played = ts_postgres_is_played;
    driver->export = ts_postgres_export;
    driver->erase_player = ts_postgres_erase_player;
}

enum ts_status ts_postgres_load(struct pq_library *out, struct ts_err *err)
{
    static const char *const names[] = {PQ_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    return ts_library_load("a store in a PostgreSQL database", TURNSTONE_LIBPQ, names, out, err);
}

enum ts_status ts_postgres_new(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct postgres_store **out, struct ts_err *err)
{
    struct pq_library lib;
    enum ts_status status = ts_postgres_load(&lib, err);
    if (status) return status;
    struct postgres_store *pg = *out = ts_memory_get(sizeof *pg);
    char *shown = ts_postgres_shown(url);
    memset(pg, 0, sizeof *pg);
    pg->lib = lib;
    pg->url = ts_memory_copy(url);
    ts_sql_init(&pg->sql, &ts_postgres_link, shown, mode, symbols);
    set_driver(&pg->sql.driver);
    free(shown);
    return TS_OK;
}

enum ts_status ts_postgres_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err)
{
    struct postgres_store *pg;
    *out = NULL;
    enum ts_status status = ts_postgres_new(url, mode, symbols, &pg, err);
    if (status) return status;
    status = ts_postgres_connect(pg, err);
    if (!status) status = ts_postgres_schema(pg, err);
    if (!status) status = ts_postgres_count_erasings(pg, err);
    if (!status) status = ts_postgres_open_statements(pg, err);
    if (!status && !pg->lib.PQenterPipelineMode(pg->connection))
        status = ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" does not take statements", pg->sql.path);
    if (status) {
        ts_postgres_close(&pg->sql.store);
        return status;
    }
    if (!pg->sql.store.migrated.from) pg->sql.store.migrated.to = 0; // it was not there before
    *out = &pg->sql.store;
    return TS_OK;
}
