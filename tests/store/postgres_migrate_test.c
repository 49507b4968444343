// postgres_migrate_test.c - a store of an older version in a PostgreSQL database is brought on where it stands, to what a file would be
#include "contract.h"

#ifdef TURNSTONE_POSTGRESQL
#include <sqlite3.h>

#include "store/postgres.h"

enum { FIRST = 2 }; // no server ever had a store of version 1

struct lines {
    struct ts_buffer text;
    int versions;
};

// --- the fixture of a version as the server of that version would have it

static void note_column(struct ts_column *out, sqlite3_stmt *rows, int index)
{
    snprintf(out->name, sizeof out->name, "%s", sqlite3_column_name(rows, index));
    out->kind = *sqlite3_column_decltype(rows, index);
}

static struct ts_field field_of(sqlite3_stmt *rows, int index)
{
    struct ts_field field = {.kind = TS_FIELD_NULL, .bytes = sqlite3_column_blob(rows, index), .length = (size_t)sqlite3_column_bytes(rows, index)};
    switch (sqlite3_column_type(rows, index)) {
    case SQLITE_INTEGER: return (struct ts_field){.kind = TS_FIELD_INT, .integer = sqlite3_column_int64(rows, index)};
    case SQLITE_FLOAT: return (struct ts_field){.kind = TS_FIELD_REAL, .real = sqlite3_column_double(rows, index)};
    case SQLITE_TEXT: field.kind = TS_FIELD_TEXT; break;
    case SQLITE_BLOB: field.kind = TS_FIELD_BLOB; break;
    }
    return field;
}

static void take_rows(sqlite3 *db, const char *table, struct ts_buffer *columns, struct ts_buffer *out)
{
    struct ts_buffer words = {0};
    sqlite3_stmt *rows;
    ts_buffer_add_format(&words, "SELECT * FROM \"%s\"", table);
    assert_int_equal(sqlite3_prepare_v2(db, words.bytes, -1, &rows, NULL), SQLITE_OK);
    for (int i = 0; i < sqlite3_column_count(rows); i++) ts_buffer_add_format(columns, "%s\"%s\"", i ? ", " : "", sqlite3_column_name(rows, i));
    ts_buffer_add_text(out, "");
    while (sqlite3_step(rows) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            struct ts_column column;
            struct ts_field field = field_of(rows, i);
            note_column(&column, rows, i);
            assert_true(ts_postgres_field_add(out, &column, &field));
            ts_buffer_add_byte(out, i + 1 < sqlite3_column_count(rows) ? '\t' : '\n');
        }
    sqlite3_finalize(rows);
    ts_buffer_clear(&words);
}

static void do_there(PGconn *connection, const char *words)
{
    PGresult *result = PQexec(connection, words);
    ExecStatusType state = PQresultStatus(result);
    assert_string_equal(state == PGRES_FATAL_ERROR ? PQerrorMessage(connection) : "", "");
    PQclear(result);
}

static void copy_table(sqlite3 *db, PGconn *connection, const char *table)
{
    struct ts_buffer words = {0}, columns = {0}, rows = {0};
    take_rows(db, table, &columns, &rows);
    ts_buffer_add_format(&words, "DELETE FROM \"%s\"; COPY \"%s\" (%s) FROM STDIN", table, table, columns.bytes);
    do_there(connection, words.bytes);
    assert_int_equal(PQputCopyData(connection, rows.bytes, (int)rows.length), 1);
    assert_int_equal(PQputCopyEnd(connection, NULL), 1);
    for (PGresult *result; (result = PQgetResult(connection)); PQclear(result)) assert_string_equal(PQresultErrorMessage(result), "");
    ts_buffer_clear(&words);
    ts_buffer_clear(&columns);
    ts_buffer_clear(&rows);
}

// In the fixture's file too, whose path is given.
static void make_old(const struct fixture *fixture, int version, char path[128])
{
    PGconn *connection = PQconnectdb(fixture->url);
    struct ts_buffer script = {0};
    char command[256];
    sqlite3 *db;
    sqlite3_stmt *tables;
    snprintf(path, 128, "%s/v%d.db", fixture->folder, version);
    snprintf(command, sizeof command, "cp tests/store/fixtures/v%d.db %s", version, path);
    assert_int_equal(system(command), 0);
    assert_true(server_empty_database());
    ts_buffer_add_text(&script, "CREATE SCHEMA turnstone; SET search_path = turnstone; ");
    ts_postgres_schema_script(0, version, &script);
    do_there(connection, script.bytes);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &tables, NULL), SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) copy_table(db, connection, (const char *)sqlite3_column_text(tables, 0));
    sqlite3_finalize(tables);
    sqlite3_close(db);
    ts_buffer_clear(&script);
    PQfinish(connection);
}

// --- what both become

// Without the line's number and hash, and without when a migration was done.
static enum ts_status keep_line(void *self, const char *line, size_t length, struct ts_err *err)
{
    static const char version[] = "\"version\":{";
    struct lines *lines = self;
    const char *start = memchr(line, ',', length), *end = memmem(line, length, ",\"hash\":\"", 9);
    (void)err;
    for (const char *at; (at = memmem(end + 1, (size_t)(line + length - end - 1), ",\"hash\":\"", 9));) end = at;
    if (strncmp(start + 1, version, sizeof version - 1) == 0) {
        lines->versions++;
        end = strstr(start, ",\"at\":");
    }
    if (memmem(line, length, "\"end\":", 6)) return TS_OK;
    ts_buffer_add(&lines->text, start + 1, (size_t)(end - start - 1));
    ts_buffer_add_byte(&lines->text, '\n');
    return TS_OK;
}

static void export_all(struct acts *acts, const char *url, struct lines *out)
{
    struct ts_store *store;
    struct ts_exported exported;
    int found = 0;
    assert_ok(acts, ts_store_open(url, TS_STORE_READ, acts->symbols, &store, &acts->err));
    assert_ok(acts, ts_store_export(store, keep_line, out, &exported, &acts->err));
    assert_ok(acts, ts_store_check(store, &(struct ts_checking){.each = count_finding, .self = &found}, &acts->err));
    assert_int_equal(found, 0);
    ts_store_close(store);
}

static void refuses_to_read(struct acts *acts, const char *url)
{
    struct ts_store *store;
    assert_int_equal(ts_store_open(url, TS_STORE_READ, acts->symbols, &store, &acts->err), TS_DATA);
    assert_non_null(strstr(acts->err.message, "turnstone store migrate"));
}

static void assert_same(const struct lines *one, const struct lines *other)
{
    size_t same = 0;
    while (one->text.bytes[same] && one->text.bytes[same] == other->text.bytes[same]) same++;
    assert_string_equal(one->text.bytes + same, other->text.bytes + same);
    assert_int_equal(one->versions, SQL_VERSION);
    assert_int_equal(other->versions, SQL_VERSION);
}

static void bring_on(struct fixture *fixture, int version)
{
    struct acts *acts = &fixture->acts;
    struct lines of_file = {0}, of_server = {0};
    struct ts_migrated done;
    char path[128];
    make_old(fixture, version, path);
    refuses_to_read(acts, fixture->url);
    assert_ok(acts, ts_store_migrate(fixture->url, &done, &acts->err));
    assert_int_equal(done.from, version);
    assert_int_equal(done.to, SQL_VERSION);
    assert_ok(acts, ts_store_migrate(path, &done, &acts->err));
    export_all(acts, fixture->url, &of_server);
    export_all(acts, path, &of_file);
    assert_same(&of_file, &of_server);
    ts_buffer_clear(&of_file.text);
    ts_buffer_clear(&of_server.text);
}

static void brings_every_older_store_to_what_a_file_would_be(void **state)
{
    for (int version = FIRST; version < SQL_VERSION; version++) bring_on(fixture_of(state), version);
}

static void is_brought_on_by_who_opens_it_for_writing_too(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    char path[128];
    ts_store_close(acts->store);
    make_old(fixture, SQL_VERSION - 1, path);
    assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err));
    assert_int_equal(ts_store_migrated(acts->store)->from, SQL_VERSION - 1);
    assert_int_equal(ts_store_migrated(acts->store)->to, SQL_VERSION);
    ts_store_close(acts->store);
    assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err));
    assert_int_equal(ts_store_migrated(acts->store)->to, ts_store_migrated(acts->store)->from);
    assert_sound(acts);
}

static void an_empty_database_gets_its_tables(void **state)
{
    struct fixture *fixture = fixture_of(state);
    struct acts *acts = &fixture->acts;
    struct ts_migrated done;
    ts_store_close(acts->store);
    assert_true(server_empty_database());
    assert_ok(acts, ts_store_migrate(fixture->url, &done, &acts->err));
    assert_int_equal(done.from, 0);
    assert_ok(acts, ts_store_migrate(fixture->url, &done, &acts->err));
    assert_int_equal(done.from, SQL_VERSION);
    assert_ok(acts, ts_store_open(fixture->url, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err));
    struct ts_run *run = start(acts, "r");
    assert_sound(acts);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(brings_every_older_store_to_what_a_file_would_be),
        CASE(is_brought_on_by_who_opens_it_for_writing_too),
        CASE(an_empty_database_gets_its_tables),
    };
    return run_over_server(cases, sizeof cases / sizeof *cases);
}
#else
int main(void)
{
    fprintf(stderr, "SKIPPED: built without PostgreSQL\n");
    return 0;
}
#endif
