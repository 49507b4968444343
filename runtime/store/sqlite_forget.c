// sqlite_forget.c - names that only an erased person used, and references to their characters, emptied in place
#include "store/sqlite_erase.h"

#include <stdlib.h>
#include <string.h>

#include "store/reference.h"

// --- names

struct lists {
    struct sql_erasure *erasure;
    sqlite3_stmt *add;
};

// A column that points to names. The person's own rows that stay do not count: their places in the chain need the hash alone.
static enum ts_status use_column(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    const char *table = (const char *)sqlite3_column_text(row, 0), *column = (const char *)sqlite3_column_text(row, 1), *but = "";
    struct ts_buffer words = {0};
    if (!strcmp(table, "run") && !strcmp(column, "key")) but = " AND id NOT IN erased_run";
    if (!strcmp(table, "character") && !strcmp(column, "id")) but = " AND id NOT IN erased_character";
    ts_buffer_add_format(&words, "INSERT OR IGNORE INTO used_name SELECT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL%s", column, table, column,
                         but);
    enum ts_status status = ts_sql_erase_do(erasure->sql, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

// A text of numbers, the first of every `step` a name's.
static enum ts_status use_list(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct lists *lists = self;
    int step = sqlite3_column_int(row, 1), place = 0;
    const char *rest = (const char *)sqlite3_column_text(row, 0);
    if (rest && *rest == '?') rest++; // see migrations/002_going_back.sql
    for (char *end; rest && *rest; rest = end) {
        long long id = strtoll(rest, &end, 10);
        if (end == rest) break;
        if (place++ % step) continue;
        sqlite3_bind_int64(lists->add, 1, id);
        if (sqlite3_step(lists->add) != SQLITE_DONE) return ts_sql_fail(lists->erasure->sql, "erasing", err);
        sqlite3_reset(lists->add);
    }
    return TS_OK;
}

static enum ts_status use_lists(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char words[] = "SELECT tally, iif(kind = 12, 3, 1) FROM act WHERE tally IS NOT NULL UNION ALL SELECT stack, 1 FROM act WHERE stack IS NOT NULL "
                                "UNION ALL SELECT stack, 1 FROM run WHERE stack IS NOT NULL UNION ALL SELECT tally, 3 FROM snapshot";
    struct lists lists = {erasure, NULL};
    if (sqlite3_prepare_v2(ts_sqlite(erasure->sql)->db, "INSERT OR IGNORE INTO used_name VALUES ($1)", -1, &lists.add, NULL) != SQLITE_OK)
        return ts_sql_fail(erasure->sql, "erasing", err);
    enum ts_status status = ts_sql_erase_each(erasure->sql, words, use_list, &lists, err);
    sqlite3_finalize(lists.add);
    return status;
}

enum ts_status ts_sql_forget_names(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char columns[] = "SELECT t.name, f.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f "
                                  "WHERE t.type = 'table' AND f.\"table\" = 'name'";
    static const char end[] = "UPDATE name SET text = NULL, salt = NULL WHERE text IS NOT NULL AND id NOT IN used_name; DROP TABLE used_name";
    enum ts_status status = ts_sql_erase_do(erasure->sql, "CREATE TEMP TABLE used_name(id INTEGER PRIMARY KEY)", err);
    if (!status) status = ts_sql_erase_each(erasure->sql, columns, use_column, erasure, err);
    if (!status) status = use_lists(erasure, err);
    return status ? status : ts_sql_erase_do(erasure->sql, end, err);
}

// --- references

static const struct sql_name *name_of(const struct sql_erasure *erasure, bool is_json, const char *id, size_t length)
{
    for (uint32_t i = 0; i < erasure->reference_count; i++) {
        const char *known = is_json ? erasure->references[i].json : erasure->references[i].id;
        if (strlen(known) == length && !memcmp(known, id, length)) return &erasure->references[i].name;
    }
    return NULL;
}

// What stands instead of the id is what values have (sql_reference.c): another one for each, so that texts that differ go on to differ.
static void add_token(const struct sql_erasure *erasure, const struct sql_name *name, struct ts_buffer *out)
{
    ts_sql_reference_add(out, name);
    if (erasure->attempt) ts_buffer_add_format(out, ".%d", erasure->attempt);
}

// True when anything was emptied; appends the whole text, so or so.
static bool empty_references(const struct sql_erasure *erasure, const char *text, size_t length, bool is_json, struct ts_buffer *out)
{
    const char *end = text + length;
    size_t id_length;
    bool has_changed = false;
    for (const char *id; (id = ts_reference_next(text, end, is_json, &id_length));) {
        const struct sql_name *name = name_of(erasure, is_json, id, id_length);
        ts_buffer_add(out, text, (size_t)(id - text));
        if (name) add_token(erasure, name, out);
        else ts_buffer_add(out, id, id_length);
        has_changed = has_changed || name;
        text = id + id_length;
    }
    ts_buffer_add(out, text, (size_t)(end - text));
    return has_changed;
}

// SQL: forgotten(text) is the text with its references emptied; NULL when it has none of them.
static void forgotten(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct sql_erasure *erasure = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    struct ts_buffer plain = {0}, json = {0};
    (void)count;
    if (!text) return;
    bool has_changed = empty_references(erasure, text, (size_t)sqlite3_value_bytes(values[0]), false, &plain);
    has_changed = empty_references(erasure, plain.bytes, plain.length, true, &json) || has_changed;
    if (has_changed) sqlite3_result_text64(context, json.bytes, json.length, SQLITE_TRANSIENT, SQLITE_UTF8);
    ts_buffer_clear(&plain);
    ts_buffer_clear(&json);
}

static enum ts_status empty_column(struct sql_erasure *erasure, const char *words, struct ts_err *err)
{
    enum ts_status status = ts_sql_erase_do(erasure->sql, words, err);
    erasure->out->texts += sqlite3_changes64(ts_sqlite(erasure->sql)->db);
    return status;
}

// A text that is there already in its new form, though no story writes such, keeps the other from becoming it.
static enum ts_status empty_names(struct sql_erasure *erasure, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    bool has_more = true;
    for (erasure->attempt = 0; has_more && !status; erasure->attempt++) {
        status = empty_column(erasure, "UPDATE OR IGNORE name SET text = forgotten(text), salt = NULL WHERE forgotten(text) IS NOT NULL", err);
        if (!status) status = ts_sql_erase_has(erasure->sql, "SELECT 1 FROM name WHERE forgotten(text) IS NOT NULL LIMIT 1", &has_more, err);
    }
    erasure->attempt = 0;
    return status;
}

static enum ts_status empty_all(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char *const columns[] = { // none of them is in the chain
        "UPDATE run SET text = forgotten(text) WHERE forgotten(text) IS NOT NULL",
        "UPDATE run SET choices = forgotten(choices) WHERE forgotten(choices) IS NOT NULL",
        "UPDATE run SET reason = forgotten(reason) WHERE forgotten(reason) IS NOT NULL",
        "UPDATE session SET notes = forgotten(notes) WHERE forgotten(notes) IS NOT NULL",
        "UPDATE completion SET reason = forgotten(reason) WHERE forgotten(reason) IS NOT NULL",
        "UPDATE \"unlock\" SET evidence = forgotten(evidence) WHERE forgotten(evidence) IS NOT NULL",
    };
    enum ts_status status = empty_names(erasure, err);
    for (size_t i = 0; i < sizeof columns / sizeof *columns && !status; i++) status = empty_column(erasure, columns[i], err);
    return status;
}

enum ts_status ts_sql_forget_references(struct sql_erasure *erasure, struct ts_err *err)
{
    sqlite3 *db = ts_sqlite(erasure->sql)->db;
    if (!erasure->reference_count) return TS_OK;
    if (sqlite3_create_function_v2(db, "forgotten", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, erasure, forgotten, NULL, NULL, NULL) != SQLITE_OK)
        return ts_sql_fail(erasure->sql, "erasing", err);
    enum ts_status status = empty_all(erasure, err);
    sqlite3_create_function_v2(db, "forgotten", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
    return status;
}
