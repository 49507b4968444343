// link.h - the thin way to a database: statements with parameters, and the rows they give
#ifndef TS_STORE_LINK_H
#define TS_STORE_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/value.h"

struct sql_store;
struct sql_link;

struct sql_statement { // what every database's statement begins with
    const struct sql_link *link;
};

// Parameters are numbered from 1, columns from 0. Bytes that are bound are borrowed until the statement ran.
struct sql_link {
    enum ts_status (*prepare)(struct sql_store *sql, const char *words, struct sql_statement **out, struct ts_err *err);
    void (*free)(struct sql_statement *statement);
    void (*bind_int)(struct sql_statement *statement, int place, int64_t integer);
    void (*bind_id)(struct sql_statement *statement, int place, int64_t id); // 0 is NULL
    void (*bind_bool)(struct sql_statement *statement, int place, bool boolean);
    void (*bind_text)(struct sql_statement *statement, int place, const char *bytes, size_t length); // NULL is NULL
    void (*bind_blob)(struct sql_statement *statement, int place, const void *bytes, size_t length);
    void (*bind_value)(struct sql_statement *statement, int place, struct ts_value value);
    // Resets it unless it has a row.
    enum ts_status (*step)(struct sql_store *sql, struct sql_statement *statement, bool *has_row, struct ts_err *err);
    // To its end, then resets it. Inside a batch it may be on its way only: what goes wrong with it is told by a later call, or the commit.
    enum ts_status (*run)(struct sql_store *sql, struct sql_statement *statement, struct ts_err *err);
    void (*reset)(struct sql_statement *statement);
    // Said once, of one whose rows may be too many to be held at once: they come piece by piece. Where it is said inside of a batch or a reading it
    // is used up there. NULL: none are held anyway.
    void (*expect_many)(struct sql_statement *statement);
    bool (*is_null)(struct sql_statement *statement, int column);
    int64_t (*get_int)(struct sql_statement *statement, int column);             // of NULL 0
    const char *(*get_text)(struct sql_statement *statement, int column);        // until the next step; of NULL NULL
    const void *(*get_blob)(struct sql_statement *statement, int column);        // alike
    size_t (*get_length)(struct sql_statement *statement, int column);           // of its text or blob
    struct ts_value (*get_value)(struct sql_statement *statement, int column);   // a new reference
    // The number of a new row: asked before it is added, 0 when the database counts by itself; then it is known behind the adding.
    enum ts_status (*next_id)(struct sql_store *sql, const char *table, int64_t *out, struct ts_err *err);
    int64_t (*last_id)(struct sql_store *sql, int64_t given);
    // Outside of a batch: has nobody else written in the universe since it was remembered, as far as was told? Whoever writes finds out
    // for certain. NULL: not known without asking.
    bool (*is_fresh)(struct sql_store *sql, int64_t universe);
    // Long work is told of as it goes on, as far as the database counts it, and may take more memory meanwhile; NULL ends it.
    void (*watch)(struct sql_store *sql, void (*tell)(void *self, int64_t operations), void *self);
    bool is_file; // there are questions only for SQLite
    // What was asked for of names already, true with id 0 when there is none; and one that was added. NULL: nothing is asked before.
    bool (*find_name)(struct sql_store *sql, const char *bytes, size_t length, int64_t *id, int64_t *hash);
    void (*note_name)(struct sql_store *sql, const char *bytes, size_t length, int64_t id, int64_t hash);
    // How many rows the statement that was run last changed.
    enum ts_status (*count_changed)(struct sql_store *sql, struct sql_statement *statement, int64_t *out, struct ts_err *err);
};

static inline void ts_sql_int(struct sql_statement *statement, int place, int64_t integer)
{
    statement->link->bind_int(statement, place, integer);
}
static inline void ts_sql_expect_many(struct sql_statement *statement)
{
    if (statement->link->expect_many) statement->link->expect_many(statement);
}
static inline void ts_sql_id(struct sql_statement *statement, int place, int64_t id)
{
    statement->link->bind_id(statement, place, id);
}
static inline void ts_sql_bool(struct sql_statement *statement, int place, bool boolean)
{
    statement->link->bind_bool(statement, place, boolean);
}
static inline void ts_sql_text(struct sql_statement *statement, int place, const char *bytes, size_t length)
{
    statement->link->bind_text(statement, place, bytes, length);
}
static inline void ts_sql_blob(struct sql_statement *statement, int place, const void *bytes, size_t length)
{
    statement->link->bind_blob(statement, place, bytes, length);
}
static inline void ts_sql_value(struct sql_statement *statement, int place, struct ts_value value)
{
    statement->link->bind_value(statement, place, value);
}
static inline bool ts_sql_is_null(struct sql_statement *statement, int column)
{
    return statement->link->is_null(statement, column);
}
static inline int64_t ts_sql_get_int(struct sql_statement *statement, int column)
{
    return statement->link->get_int(statement, column);
}
static inline const char *ts_sql_get_text(struct sql_statement *statement, int column)
{
    return statement->link->get_text(statement, column);
}
static inline const void *ts_sql_get_blob(struct sql_statement *statement, int column)
{
    return statement->link->get_blob(statement, column);
}
static inline size_t ts_sql_get_length(struct sql_statement *statement, int column)
{
    return statement->link->get_length(statement, column);
}
static inline struct ts_value ts_sql_get_value(struct sql_statement *statement, int column)
{
    return statement->link->get_value(statement, column);
}
static inline struct ts_text *ts_sql_get_words(struct sql_statement *statement, int column) // a new reference; NULL is NULL
{
    const char *bytes = ts_sql_get_text(statement, column);
    return bytes ? ts_text_new(bytes, ts_sql_get_length(statement, column)) : NULL;
}

#endif
