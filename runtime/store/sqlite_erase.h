// sqlite_erase.h - forgetting a person: what the parts of it share
#ifndef TS_STORE_SQLITE_ERASE_H
#define TS_STORE_SQLITE_ERASE_H

#include "store/sqlite.h"

struct sql_term { // words that are the person's own: ids, names, typed answers
    char *words;
    size_t length;
};

struct sql_reference { // to a character: by its id, as it stands in a text and as JSON writes it; what values keep takes its place
    char *id, *json;
    struct sql_name name;
};

// One erasing. While it lasts there are temporary tables `erased_run` and `erased_character` (rows of those that go).
struct sql_erasure {
    struct sql_store *sql;
    int64_t player; // row of its id in `name`
    struct sql_term *terms;
    struct sql_reference *references;
    uint32_t term_count, reference_count;
    int attempt; // makes tokens differ when a text like that is there already
    struct ts_erased *out;
};

// Runs statements without results.
enum ts_status ts_sql_erase_do(struct sql_store *sql, const char *words, struct ts_err *err) TS_MUST_USE;
// Calls `give` with each row of one.
typedef enum ts_status ts_sql_erase_row(void *self, sqlite3_stmt *row, struct ts_err *err);
enum ts_status ts_sql_erase_each(struct sql_store *sql, const char *words, ts_sql_erase_row *give, void *self, struct ts_err *err) TS_MUST_USE;
// Has it any row?
enum ts_status ts_sql_erase_has(struct sql_store *sql, const char *words, bool *out, struct ts_err *err) TS_MUST_USE;

// --- sqlite_forget.c
// Names that nothing but the person's own rows refers to any more lose text and salt; their hashes stay.
enum ts_status ts_sql_forget_names(struct sql_erasure *erasure, struct ts_err *err) TS_MUST_USE;
// References to the person's characters lose the id, wherever the chain of hashes does not hold the text by value.
enum ts_status ts_sql_forget_references(struct sql_erasure *erasure, struct ts_err *err) TS_MUST_USE;

// --- sqlite_remnant.c: where the terms are still to be read
enum ts_status ts_sql_each_remnant(struct sql_erasure *erasure, ts_each_remnant *each, void *self, struct ts_err *err) TS_MUST_USE;

#endif
