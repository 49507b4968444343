// postgres_link.c - calling PostgreSQL: statements put on their way one behind the other, and waited for when an answer is needed
//
// libpq's pipeline mode: what is only run (nobody wants its rows) travels with the next question, or with the commit. So what went wrong is
// told later, and the server skips all that follows it until then.
#include "store/postgres.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_TEXT = 25 };

static struct postgres_statement *of(struct sql_statement *statement)
{
    return (struct postgres_statement *)statement;
}

// --- on the way

static void note(struct postgres_store *pg, const PGresult *result)
{
    if (pg->has_failed) return;
    pg->has_failed = true;
    ts_postgres_fail(pg, result, &pg->failure);
}

static void enqueue(struct postgres_store *pg, struct postgres_queued queued)
{
    pg->queue[pg->queued++] = queued;
}

static void prepare_there(struct postgres_store *pg, struct postgres_statement *statement)
{
    Oid types[PG_PLACES];
    for (int i = 0; i < statement->count; i++) types[i] = statement->places[i].type;
    if (!pg->lib.PQsendPrepare(pg->connection, statement->name, statement->words, statement->count, types)) note(pg, NULL);
    else enqueue(pg, (struct postgres_queued){.statement = statement, .is_preparing = true});
    statement->connection = pg->number;
}

void ts_postgres_send(struct postgres_store *pg, struct sql_statement *base, bool is_read)
{
    struct postgres_statement *statement = of(base);
    const char *values[PG_PLACES];
    int lengths[PG_PLACES], formats[PG_PLACES];
    if (pg->queued + 3 > PG_QUEUE) {
        enum ts_status status = ts_postgres_settle(pg, NULL);
        (void)status; // kept in `failure`
    }
    if (!*statement->name || statement->connection != pg->number) prepare_there(pg, statement);
    for (int i = 0; i < statement->count; i++) {
        const struct postgres_place *place = &statement->places[i];
        values[i] = place->is_null ? NULL : place->bytes.bytes;
        lengths[i] = (int)place->bytes.length;
        formats[i] = 1;
    }
    if (!pg->lib.PQsendQueryPrepared(pg->connection, statement->name, statement->count, values, lengths, formats, 0)) note(pg, NULL);
    else enqueue(pg, (struct postgres_queued){.statement = statement, .is_read = is_read});
    statement->is_asked = is_read;
}

static void take(struct postgres_store *pg, const struct postgres_queued *queued, PGresult *result)
{
    struct postgres_statement *statement = queued->statement;
    ExecStatusType state = pg->lib.PQresultStatus(result);
    if (state != PGRES_COMMAND_OK && state != PGRES_TUPLES_OK && state != PGRES_PIPELINE_ABORTED) note(pg, result);
    if (statement && queued->is_preparing && state != PGRES_COMMAND_OK) statement->connection = 0; // the server skipped it
    if (statement && !queued->is_preparing && state == PGRES_COMMAND_OK) statement->changed = strtoll(pg->lib.PQcmdTuples(result), NULL, 10);
    if (statement && queued->is_read && state == PGRES_TUPLES_OK) {
        pg->lib.PQclear(statement->result);
        statement->result = result;
        statement->row = -1;
        return;
    }
    pg->lib.PQclear(result);
}

static void await_sync(struct postgres_store *pg)
{
    PGresult *result = pg->lib.PQgetResult(pg->connection);
    if (pg->lib.PQresultStatus(result) != PGRES_PIPELINE_SYNC) note(pg, result);
    pg->lib.PQclear(result);
}

void ts_postgres_drop_queue(struct postgres_store *pg)
{
    for (int i = 0; i < pg->queued; i++)
        if (pg->queue[i].statement) pg->queue[i].statement->is_asked = false;
    pg->queued = 0;
}

// Outside of a batch a failure is over when it was told.
static enum ts_status tell(struct postgres_store *pg, struct ts_err *err)
{
    if (!pg->has_failed) return TS_OK;
    if (pg->sql.is_writing) pg->is_torn = true;
    else pg->has_failed = false;
    return ts_err_set(err, pg->failure.status, "%s", pg->failure.message);
}

// What came in with a flight that failed is not taken for the answer to a later question.
static void forget_answers(struct postgres_store *pg)
{
    for (int i = 0; i < pg->queued; i++) {
        struct postgres_statement *statement = pg->queue[i].is_read ? pg->queue[i].statement : NULL;
        if (!statement || statement->row != -1) continue;
        pg->lib.PQclear(statement->result);
        statement->result = NULL;
    }
}

enum ts_status ts_postgres_settle(struct postgres_store *pg, struct ts_err *err)
{
    ts_postgres_end_look(pg);
    if (!pg->queued || pg->is_lost) {
        ts_postgres_drop_queue(pg);
        return tell(pg, err);
    }
    pg->trips++;
    if (!pg->lib.PQpipelineSync(pg->connection)) note(pg, NULL);
    for (int i = 0; i < pg->queued && !pg->is_lost; i++) {
        PGresult *result = pg->lib.PQgetResult(pg->connection);
        if (!result) note(pg, NULL); // it went away
        for (; result; result = pg->lib.PQgetResult(pg->connection)) take(pg, &pg->queue[i], result);
    }
    if (!pg->is_lost) await_sync(pg);
    if (pg->lib.PQstatus(pg->connection) != CONNECTION_OK) {
        note(pg, NULL);
        pg->is_lost = true;
    }
    if (pg->has_failed) forget_answers(pg);
    ts_postgres_drop_queue(pg);
    if (pg->sql.is_writing && !pg->has_failed && !pg->transaction[0]) ts_postgres_take_transaction(pg);
    return tell(pg, err);
}

// --- statements

static int count_places(const char *words)
{
    int count = 0;
    for (const char *at = strchr(words, '$'); at; at = strchr(at + 1, '$')) {
        int place = (int)strtol(at + 1, NULL, 10);
        if (place > count) count = place;
    }
    return count;
}

static struct sql_statement *new_statement(struct postgres_store *pg, const char *words, const char *name, int number)
{
    struct postgres_statement *statement = ts_memory_get(sizeof *statement);
    memset(statement, 0, sizeof *statement);
    statement->statement.link = &ts_postgres_link;
    statement->store = pg;
    statement->words = ts_postgres_words(words);
    statement->count = count_places(words);
    if (name) snprintf(statement->name, sizeof statement->name, "%s%d", name, number);
    return &statement->statement;
}

enum ts_status ts_postgres_open_statements(struct postgres_store *pg, struct ts_err *err)
{
    static const char *const own[PG_OWN] = {
        [PG_LOCK] = "SELECT pg_advisory_xact_lock($1)",
        [PG_TRANSACTION] = "SELECT pg_current_xact_id(), (SELECT max(count) FROM erasing)", // which then is locked until the batch ends
        [PG_OUTCOME] = "SELECT pg_xact_status(CAST($1 AS xid8))",
        [PG_ACT] = "SELECT 1 FROM act WHERE universe = $1 AND seq = $2 AND hash = $3",
        [PG_NOTIFY] = "SELECT pg_notify('turnstone', $1)",
        [PG_TAKE_RUN] = "SELECT pg_try_advisory_lock($1)",
        [PG_GIVE_RUN] = "SELECT pg_advisory_unlock($1)",
        [PG_IS_TAKEN] = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
                        "AND CAST(classid AS BIGINT) = $1 AND CAST(objid AS BIGINT) = $2 AND objsubid = 1 AND granted AND pid <> pg_backend_pid()",
        [PG_HOLDER] = "SELECT a.application_name, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
                      "FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
                      "WHERE l.locktype = 'advisory' AND CAST(l.classid AS BIGINT) = $1 AND CAST(l.objid AS BIGINT) = $2 AND l.objsubid = 1 AND l.granted",
        [PG_NAMES] = "SELECT text, id, hash FROM name WHERE text = ANY(CAST($1 AS TEXT[]))",
        [PG_WAIT] = "SELECT set_config('lock_timeout', $1, true)",
        [PG_ALONE] = "LOCK TABLE erasing IN ACCESS EXCLUSIVE MODE",
        [PG_NEXT_ID] = "SELECT nextval(CAST($1 AS regclass))",
    };
    (void)err;
    for (int i = 0; i < SQL_COUNT; i++) pg->sql.statements[i] = new_statement(pg, ts_sql_statements[i], "s", i);
    for (int i = 0; i < PG_OWN; i++) pg->own[i] = new_statement(pg, own[i], "o", i);
    return TS_OK;
}

static enum ts_status prepare(struct sql_store *sql, const char *words, struct sql_statement **out, struct ts_err *err)
{
    (void)err;
    *out = new_statement(ts_postgres(sql), words, NULL, 0);
    return TS_OK;
}

static void free_statement(struct sql_statement *base)
{
    struct postgres_statement *statement = of(base);
    ts_postgres_free_cursor(statement);
    for (int i = 0; i < statement->store->queued; i++)
        if (statement->store->queue[i].statement == statement) statement->store->queue[i].statement = NULL;
    for (int i = 0; i < PG_PLACES; i++) ts_buffer_clear(&statement->places[i].bytes);
    ts_buffer_clear(&statement->blob);
    statement->store->lib.PQclear(statement->result);
    free(statement->words);
    free(statement);
}

static void reset(struct sql_statement *base)
{
    of(base)->store->lib.PQclear(of(base)->result);
    of(base)->result = NULL;
    ts_postgres_close_cursor(of(base));
}

static enum ts_status run(struct sql_store *sql, struct sql_statement *statement, struct ts_err *err)
{
    struct postgres_store *pg = ts_postgres(sql);
    bool is_of_reading = !sql->is_writing && (statement == ts_sql_of(sql, SQL_BEGIN_READING) || statement == ts_sql_of(sql, SQL_COMMIT));
    bool is_done = false;
    enum ts_status status = is_of_reading ? ts_postgres_reading(pg, statement, &is_done, err) : TS_OK;
    if (status || is_done) return status;
    if (pg->has_failed) return tell(pg, err);
    ts_postgres_send(pg, statement, false);
    if (sql->is_writing || statement == ts_sql_of(sql, SQL_BEGIN_READING)) return TS_OK;
    if (!is_of_reading) return ts_postgres_settle(pg, err);
    pg->lib.PQflush(pg->connection); // nobody waits for the end of what only read
    return TS_OK;
}

static enum ts_status get_rows(struct postgres_store *pg, struct postgres_statement *statement, struct ts_err *err)
{
    if (pg->has_failed) return tell(pg, err);
    return statement->cursor ? ts_postgres_fetch(pg, statement, err) : ts_postgres_answer(pg, &statement->statement, err);
}

static enum ts_status step(struct sql_store *sql, struct sql_statement *base, bool *has_row, struct ts_err *err)
{
    struct postgres_statement *statement = of(base);
    enum ts_status status = TS_OK;
    *has_row = false;
    bool is_at_end = statement->result && statement->row + 1 >= statement->store->lib.PQntuples(statement->result);
    if (!statement->result || (is_at_end && ts_postgres_has_more(statement))) status = get_rows(ts_postgres(sql), statement, err);
    if (status) return status;
    *has_row = ++statement->row < statement->store->lib.PQntuples(statement->result);
    if (!*has_row) reset(base);
    return TS_OK;
}

// --- parameters

static struct ts_buffer *place_of(struct sql_statement *base, int place, Oid type, bool is_null)
{
    struct postgres_place *at = &of(base)->places[place - 1];
    at->type = type;
    at->is_null = is_null;
    at->bytes.length = 0;
    return &at->bytes;
}

static void bind_int(struct sql_statement *statement, int place, int64_t integer)
{
    uint64_t bytes = htobe64((uint64_t)integer);
    ts_buffer_add(place_of(statement, place, TYPE_INT8, false), &bytes, sizeof bytes);
}

static void bind_id(struct sql_statement *statement, int place, int64_t id)
{
    if (id) bind_int(statement, place, id);
    else place_of(statement, place, TYPE_INT8, true);
}

static void bind_bool(struct sql_statement *statement, int place, bool boolean)
{
    ts_buffer_add_byte(place_of(statement, place, TYPE_BOOL, false), boolean);
}

static void bind_bytes(struct sql_statement *statement, int place, Oid type, const void *bytes, size_t length)
{
    struct ts_buffer *at = place_of(statement, place, type, !bytes);
    ts_buffer_add_text(at, "");
    if (bytes) ts_buffer_add(at, bytes, length);
}

static void bind_text(struct sql_statement *statement, int place, const char *bytes, size_t length)
{
    bind_bytes(statement, place, TYPE_TEXT, bytes, length);
}

static void bind_blob(struct sql_statement *statement, int place, const void *bytes, size_t length)
{
    bind_bytes(statement, place, TYPE_BYTEA, bytes, length);
}

// As its canonical encoding, which any program can read.
static void bind_value(struct sql_statement *statement, int place, struct ts_value value)
{
    struct ts_buffer *at = place_of(statement, place, TYPE_TEXT, value.type == TS_NIL);
    if (value.type != TS_NIL) ts_value_encode(value, at);
}

// --- columns

static bool is_null(struct sql_statement *statement, int column)
{
    return of(statement)->store->lib.PQgetisnull(of(statement)->result, of(statement)->row, column);
}

static int64_t get_int(struct sql_statement *statement, int column)
{
    const char *text = of(statement)->store->lib.PQgetvalue(of(statement)->result, of(statement)->row, column);
    return *text == 't' ? 1 : strtoll(text, NULL, 10); // "t", "f": a boolean; "": NULL
}

static const char *get_text(struct sql_statement *statement, int column)
{
    return is_null(statement, column) ? NULL : of(statement)->store->lib.PQgetvalue(of(statement)->result, of(statement)->row, column);
}

static bool is_blob(struct sql_statement *statement, int column)
{
    return of(statement)->store->lib.PQftype(of(statement)->result, column) == TYPE_BYTEA;
}

static size_t get_length(struct sql_statement *statement, int column)
{
    size_t length = (size_t)of(statement)->store->lib.PQgetlength(of(statement)->result, of(statement)->row, column);
    return is_blob(statement, column) && length >= 2 ? length / 2 - 1 : length; // "\x0123"
}

static int digit(char byte)
{
    return byte <= '9' ? byte - '0' : byte - 'a' + 10;
}

static const void *get_blob(struct sql_statement *statement, int column)
{
    struct ts_buffer *blob = &of(statement)->blob;
    const char *text = get_text(statement, column);
    blob->length = 0;
    if (!text || !is_blob(statement, column)) return text;
    for (text += 2; text[0] && text[1]; text += 2) ts_buffer_add_byte(blob, (char)(digit(text[0]) << 4 | digit(text[1])));
    return blob->bytes;
}

static struct ts_value get_value(struct sql_statement *statement, int column)
{
    struct ts_value value = ts_value_nil();
    const char *text = get_text(statement, column);
    if (!text || ts_value_decode(text, get_length(statement, column), &value, NULL)) return ts_value_nil();
    return value;
}

static int64_t last_id(struct sql_store *sql, int64_t given)
{
    (void)sql;
    return given;
}

static enum ts_status count_changed(struct sql_store *sql, struct sql_statement *statement, int64_t *out, struct ts_err *err)
{
    enum ts_status status = ts_postgres_settle(ts_postgres(sql), err);
    *out = of(statement)->changed;
    return status;
}

static void watch(struct sql_store *sql, void (*told)(void *self, int64_t operations), void *self)
{
    (void)sql, (void)told, (void)self; // it counts nothing that it tells
}

const struct sql_link ts_postgres_link = {
    .prepare = prepare,
    .free = free_statement,
    .bind_int = bind_int,
    .bind_id = bind_id,
    .bind_bool = bind_bool,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_value = bind_value,
    .step = step,
    .run = run,
    .reset = reset,
    .expect_many = ts_postgres_expect_many,
    .is_null = is_null,
    .get_int = get_int,
    .get_text = get_text,
    .get_blob = get_blob,
    .get_length = get_length,
    .get_value = get_value,
    .next_id = ts_postgres_next_id,
    .last_id = last_id,
    .is_fresh = ts_postgres_is_fresh,
    .find_name = ts_postgres_find_name,
    .note_name = ts_postgres_note_name,
    .count_changed = count_changed,
    .watch = watch,
};
