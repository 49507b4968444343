// postgres_schema.c - the schema in a PostgreSQL database: judged, made, brought to the present version
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

extern const char ts_embedded_001_first_postgres_sql[]; // put in by the build

static const char *const additions[SQL_VERSION] = {ts_embedded_001_first_postgres_sql}; // to the migrations, by their numbers

enum { OURS = 8, UNFINISHED = 100 };

// 0: there is none yet; UNFINISHED: it is being copied to. Nothing was written when it is refused.
static enum ts_status find_version(struct postgres_store *pg, int64_t *version, struct ts_err *err)
{
    static const char tables[] = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                                 "WHERE n.nspname = 'turnstone' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";
    static const char ours[] = "SELECT sum(CASE c.relname WHEN 'copying' THEN 100 ELSE 1 END) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'turnstone' "
                               "AND c.relkind IN ('r', 'p') AND c.relname IN ('version', 'name', 'universe', 'run', 'act', 'event', 'world', 'var', 'copying')";
    int64_t count, known = 0;
    *version = 0;
    enum ts_status status = ts_postgres_ask(pg, tables, 1, &count, err);
    if (!status && count) status = ts_postgres_ask(pg, ours, 1, &known, err);
    if (status || !count) return status;
    if (known == OURS + UNFINISHED) {
        *version = UNFINISHED;
        return TS_OK;
    }
    if (known != OURS)
        return ts_err_set(err, TS_DATA, "the schema \"turnstone\" of the database \"%s\" is of another program, or lacks tables: use another database",
                          pg->sql.path);
    return ts_postgres_ask(pg, "SELECT max(number) FROM turnstone.version", 1, version, err);
}

void ts_postgres_schema_script(int from, int to, struct ts_buffer *out)
{
    for (int number = from + 1; number <= to; number++) {
        ts_postgres_schema_words(ts_sql_migrations[number - 1], out);
        ts_buffer_add_byte(out, ';');
        if (additions[number - 1]) ts_buffer_add_text(out, additions[number - 1]);
        if (number > 1) ts_buffer_add_format(out, ";INSERT INTO version(number, at) VALUES (%d, %lld);", number, (long long)ts_clock_now());
    }
}

static enum ts_status migrate(struct postgres_store *pg, int64_t from, struct ts_err *err)
{
    struct ts_buffer script = {0};
    ts_postgres_schema_script((int)from, SQL_VERSION, &script);
    enum ts_status status = ts_postgres_exec(pg, script.bytes, err);
    ts_buffer_clear(&script);
    return status;
}

static enum ts_status refuse_unfinished(const struct postgres_store *pg, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA,
                      "the store \"%s\" is unfinished: a copy to it is under way or was cut; go on with the same `turnstone store copy FROM TO`, which ends it",
                      pg->sql.path);
}

static enum ts_status begin_copy(struct postgres_store *pg, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words,
                         "DELETE FROM version; CREATE TABLE copying (version BIGINT NOT NULL, line BIGINT NOT NULL, hash BYTEA NOT NULL); "
                         "INSERT INTO copying VALUES (%d, 0, '')",
                         SQL_VERSION);
    enum ts_status status = ts_postgres_exec(pg, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status judge(struct postgres_store *pg, int64_t version, bool is_copy, struct ts_err *err)
{
    if (version == UNFINISHED) return is_copy ? TS_OK : refuse_unfinished(pg, err);
    if (!is_copy || version == 0) return TS_OK;
    return ts_err_set(err, TS_CANNOT_CREATE, "there is a store in \"%s\" already, which was left as it is: give another database", pg->sql.path);
}

// Tables are made and changed by who owns the schema. One that somebody else has prepared could hold what is run when tables are used.
static enum ts_status check_owner(struct postgres_store *pg, int64_t version, struct ts_err *err)
{
    static const char words[] = "SELECT CAST(CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE') "
                                "ELSE pg_has_role(n.nspowner, 'USAGE') END AS INTEGER) FROM (SELECT 1) one LEFT JOIN pg_namespace n ON n.nspname = 'turnstone'";
    const char *path = pg->sql.path, *user = pg->lib.PQuser(pg->connection);
    int64_t may;
    enum ts_status status = ts_postgres_ask(pg, words, 1, &may, err);
    if (status || may == 1) return status;
    if (version > 0 && version != UNFINISHED)
        return ts_err_set(err, TS_CANNOT_CREATE,
                          "the store \"%s\" is of version %lld, and its tables are not user \"%s\"'s: have their owner bring it to version %d with "
                          "`turnstone store migrate`",
                          path, (long long)version, user, SQL_VERSION);
    return ts_err_set(err, TS_CANNOT_CREATE,
                      "there is no store at \"%s\" yet, and user \"%s\" may not make one: have who owns that database, or its schema \"turnstone\", do `turnstone "
                      "store migrate`, and then `turnstone store grant` for others",
                      path, user);
}

// One at a time: who waited finds it done.
static enum ts_status bring_on(struct postgres_store *pg, bool is_copy, struct ts_err *err)
{
    struct ts_buffer lock = {0};
    int64_t version;
    ts_buffer_add_format(&lock, "BEGIN; SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(%lld)",
                         (long long)ts_postgres_lock_key(PG_SCHEMA, 0));
    enum ts_status status = ts_postgres_exec(pg, lock.bytes, err);
    if (!status) status = find_version(pg, &version, err);
    if (!status) status = judge(pg, version, is_copy, err);
    if (!status) status = check_owner(pg, version, err);
    if (!status && version == 0) status = ts_postgres_exec(pg, "CREATE SCHEMA IF NOT EXISTS turnstone", err);
    if (!status && version < SQL_VERSION) status = migrate(pg, version, err);
    if (!status && version == 0 && is_copy) status = begin_copy(pg, err);
    if (!status) pg->sql.store.migrated = (struct ts_migrated){.from = (int)version, .to = SQL_VERSION};
    enum ts_status ended = ts_postgres_exec(pg, status ? "ROLLBACK" : "COMMIT", status ? NULL : err);
    ts_buffer_clear(&lock);
    return status ? status : ended;
}

enum ts_status ts_postgres_schema(struct postgres_store *pg, struct ts_err *err)
{
    const char *path = pg->sql.path;
    int64_t version;
    enum ts_status status = find_version(pg, &version, err);
    if (status || version == SQL_VERSION) return status;
    if (version == UNFINISHED) return refuse_unfinished(pg, err);
    if (version > SQL_VERSION)
        return ts_err_set(err, TS_DATA, "the store \"%s\" is of version %lld, and this program knows version %d: use a newer turnstone", path,
                          (long long)version, SQL_VERSION);
    if (version == 0 && pg->sql.mode != TS_STORE_CREATE)
        return ts_err_set(err, TS_DATA, "no store at \"%s\": `turnstone play STORY` or `turnstone store migrate` makes one", path);
    if (pg->sql.mode == TS_STORE_READ)
        return ts_err_set(err, TS_DATA, "the store \"%s\" is of version %lld: bring it to version %d with `turnstone store migrate`", path,
                          (long long)version, SQL_VERSION);
    return bring_on(pg, false, err);
}

enum ts_status ts_postgres_schema_begin_copy(struct postgres_store *pg, struct ts_err *err)
{
    return bring_on(pg, true, err);
}

enum ts_status ts_postgres_migrate(const char *url, struct ts_migrated *out, struct ts_err *err)
{
    struct postgres_store *pg;
    enum ts_status status = ts_postgres_new(url, TS_STORE_CREATE, NULL, &pg, err);
    if (status) return status;
    status = ts_postgres_connect(pg, err);
    pg->sql.store.migrated = (struct ts_migrated){.from = SQL_VERSION, .to = SQL_VERSION};
    if (!status) status = ts_postgres_schema(pg, err);
    *out = pg->sql.store.migrated;
    ts_postgres_close(&pg->sql.store);
    return status;
}
