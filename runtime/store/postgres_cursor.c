// postgres_cursor.c - statements of which many rows are expected, fetched piece by piece
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/postgres.h"

enum { PIECE = 1000 }; // rows

struct postgres_cursor {
    struct sql_statement *declare, *fetch, *close;
    bool is_held; // beyond the transaction it was opened in
    bool is_open;
    int64_t connection; // number of the one it is open on
};

static struct sql_statement *say(struct postgres_store *pg, const char *before, int64_t number, const char *behind)
{
    struct ts_buffer words = {0};
    struct sql_statement *statement = NULL;
    ts_buffer_add_format(&words, "%s c%lld %s", before, (long long)number, behind);
    enum ts_status status = ts_sql_prepare(&pg->sql, words.bytes, &statement, NULL);
    (void)status; // words that are wrong are refused when they are run
    ts_buffer_clear(&words);
    return statement;
}

// Outside of a reading and of a batch the server keeps the rows as they are when they are first asked for.
void ts_postgres_expect_many(struct sql_statement *base)
{
    struct postgres_statement *statement = (struct postgres_statement *)base;
    struct postgres_store *pg = statement->store;
    struct ts_buffer behind = {0}, piece = {0};
    int64_t number = ++pg->cursors;
    bool is_held = !pg->sql.readings && !pg->sql.is_writing;
    ts_buffer_add_format(&behind, "NO SCROLL CURSOR %s FOR %s", is_held ? "WITH HOLD" : "", statement->words);
    ts_buffer_add_format(&piece, "FETCH %d FROM", PIECE);
    statement->cursor = ts_memory_get(sizeof *statement->cursor);
    *statement->cursor = (struct postgres_cursor){
        say(pg, "DECLARE", number, behind.bytes), say(pg, piece.bytes, number, ""), say(pg, "CLOSE", number, ""), is_held, false};
    ts_buffer_clear(&behind);
    ts_buffer_clear(&piece);
}

static void declare(struct postgres_store *pg, const struct postgres_statement *statement)
{
    struct postgres_statement *declaring = (struct postgres_statement *)statement->cursor->declare;
    for (int i = 0; i < statement->count; i++) {
        const struct postgres_place *from = &statement->places[i];
        struct postgres_place *to = &declaring->places[i];
        to->type = from->type;
        to->is_null = from->is_null;
        to->bytes.length = 0;
        ts_buffer_add(&to->bytes, from->bytes.bytes, from->bytes.length);
    }
    ts_postgres_send(pg, &declaring->statement, false);
    statement->cursor->is_open = true;
    statement->cursor->connection = pg->number;
}

static enum ts_status fetch(struct postgres_store *pg, struct postgres_statement *statement, struct ts_err *err)
{
    struct postgres_cursor *cursor = statement->cursor;
    struct postgres_statement *fetching = (struct postgres_statement *)cursor->fetch;
    if (!cursor->is_open) declare(pg, statement);
    ts_postgres_send(pg, cursor->fetch, true);
    enum ts_status status = ts_postgres_settle(pg, err);
    statement->store->lib.PQclear(statement->result);
    statement->result = fetching->result;
    statement->row = -1;
    fetching->result = NULL;
    if (status) cursor->is_open = false;
    return status;
}

static enum ts_status lose(struct postgres_store *pg, struct postgres_statement *statement, struct ts_err *err)
{
    statement->cursor->is_open = false;
    return ts_err_set(err, TS_UNAVAILABLE, "the connection to the store \"%s\" was lost while much of it was read: do it again", pg->sql.path);
}

// Rows that follow others can only come of the connection that those came of.
enum ts_status ts_postgres_fetch(struct postgres_store *pg, struct postgres_statement *statement, struct ts_err *err)
{
    bool is_first = !statement->cursor->is_open, is_gone = !is_first && statement->cursor->connection != pg->number;
    if (is_gone) return lose(pg, statement, err);
    enum ts_status status = fetch(pg, statement, err);
    if (status != TS_UNAVAILABLE) return status;
    if (pg->sql.readings) pg->is_torn = true;
    if (pg->sql.readings || !is_first) return status;
    status = ts_postgres_reconnect(pg, err);
    return status ? status : fetch(pg, statement, err);
}

bool ts_postgres_has_more(const struct postgres_statement *statement)
{
    return statement->cursor && statement->store->lib.PQntuples(statement->result) == PIECE;
}

void ts_postgres_close_cursor(struct postgres_statement *statement)
{
    struct postgres_cursor *cursor = statement->cursor;
    struct postgres_store *pg = statement->store;
    if (!cursor || !cursor->is_open) return;
    cursor->is_open = false;
    bool is_there = cursor->is_held || pg->sql.is_writing || pg->sql.readings; // else it ended with its transaction
    if (is_there && cursor->connection == pg->number && !pg->is_lost && !pg->has_failed) ts_postgres_send(pg, cursor->close, false);
}

void ts_postgres_free_cursor(struct postgres_statement *statement)
{
    struct postgres_cursor *cursor = statement->cursor;
    if (!cursor) return;
    ts_postgres_close_cursor(statement);
    ts_sql_free(cursor->declare);
    ts_sql_free(cursor->fetch);
    ts_sql_free(cursor->close);
    free(cursor);
}
