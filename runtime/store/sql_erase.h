// sql_erase.h - forgetting a person: what the parts of it share
#ifndef TS_STORE_SQL_ERASE_H
#define TS_STORE_SQL_ERASE_H

#include "store/sql.h"

struct sql_term { // words that are the person's own: ids, names, typed answers
    char *words;
    size_t length;
};

struct sql_reference { // to a character: by its id, as it stands in a text and as JSON writes it; what values keep takes its place
    char *id, *json;
    struct sql_name name;
};

// What each database does about it in its own way.
struct sql_erase_ways {
    // A batch in which nobody else writes, and nothing is remembered of what was before.
    enum ts_status (*begin)(struct sql_store *sql, struct ts_err *err);
    enum ts_status (*find_unfinished)(struct sql_store *sql, bool *out, struct ts_err *err); // in it: was one before never cleaned up after?
    // In it: from the commit on one is unfinished, and others will know that names they remember may be gone.
    enum ts_status (*mark)(struct sql_store *sql, struct ts_err *err);
    enum ts_status (*clean)(struct sql_store *sql, struct ts_err *err); // behind it: nothing that was erased is left anywhere
};

// One erasing. While it lasts there are temporary tables `erased_run` and `erased_character` (rows of those that go).
struct sql_erasure {
    struct sql_store *sql;
    int64_t player; // row of its id in `name`
    struct sql_term *terms;
    struct sql_reference *references;
    uint32_t term_count, reference_count;
    int64_t *runs; // rows of those to be buried
    ts_symbol *locked;
    uint32_t run_count, locked_count;
    struct ts_erased *out;
};

// As ts_store_erase_player.
enum ts_status ts_sql_erase(struct sql_store *sql, const struct sql_erase_ways *ways, ts_symbol player, ts_each_remnant *each, void *self,
                            struct ts_erased *out, struct ts_err *err) TS_MUST_USE;

// In all their statements $1 is the person. Runs those of a list, which ends with NULL.
enum ts_status ts_sql_erase_do(struct sql_erasure *erasure, const char *const *list, struct ts_err *err) TS_MUST_USE;
// Calls `give` with each row of one, however many there are.
typedef enum ts_status ts_sql_erase_row(void *self, struct sql_statement *row, struct ts_err *err);
enum ts_status ts_sql_erase_each(struct sql_erasure *erasure, const char *words, ts_sql_erase_row *give, void *self,
                                 struct ts_err *err) TS_MUST_USE;

// --- sql_forget.c
// Names that nothing but the person's own rows refers to any more lose text and salt; their hashes stay.
enum ts_status ts_sql_forget_names(struct sql_erasure *erasure, struct ts_err *err) TS_MUST_USE;
// References to the person's characters lose the id, wherever the chain of hashes does not hold the text by value.
enum ts_status ts_sql_forget_references(struct sql_erasure *erasure, struct ts_err *err) TS_MUST_USE;

// --- sql_remnant.c: where the terms are still to be read
enum ts_status ts_sql_each_remnant(struct sql_erasure *erasure, ts_each_remnant *each, void *self, struct ts_err *err) TS_MUST_USE;

#endif
