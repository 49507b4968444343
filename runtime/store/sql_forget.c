// sql_forget.c - names that only an erased person used, and references to their characters, emptied in place
#include "store/sql_erase.h"

#include <stdlib.h>
#include <string.h>

#include "store/reference.h"
#include "store/tables.h"

// --- names

// A column that points to names. The person's own rows that stay do not count: their places in the chain need the hash alone.
static enum ts_status use_column(struct sql_erasure *erasure, const char *table, const char *column, struct ts_err *err)
{
    const char *but = "";
    struct ts_buffer words = {0};
    if (!strcmp(table, "run") && !strcmp(column, "key")) but = " AND id NOT IN (SELECT id FROM erased_run)";
    if (!strcmp(table, "character") && !strcmp(column, "id")) but = " AND id NOT IN (SELECT id FROM erased_character)";
    ts_buffer_add_format(&words, "INSERT INTO used_name SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL%s ON CONFLICT DO NOTHING",
                         column, table, column, but);
    enum ts_status status = ts_sql_erase_do(erasure, (const char *const[]){words.bytes, NULL}, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status use_columns(struct sql_erasure *erasure, struct ts_err *err)
{
    struct ts_tables tables = {0};
    enum ts_status status = ts_tables_load(&tables, err);
    for (int i = 0; i < tables.count; i++)
        for (int j = 0; j < tables.items[i].count && !status; j++)
            if (!strcmp(tables.items[i].columns[j].other, "name"))
                status = use_column(erasure, tables.items[i].name, tables.items[i].columns[j].name, err);
    ts_tables_clear(&tables);
    return status;
}

struct lists {
    struct sql_store *sql;
    struct sql_statement *add;
    struct ts_map known; // ids that were added
};

static enum ts_status use_name(struct lists *lists, int64_t id, struct ts_err *err)
{
    if (id <= 0 || (*ts_map_add(&lists->known, (uint64_t)id))++) return TS_OK;
    ts_sql_int(lists->add, 1, id);
    return lists->sql->link->run(lists->sql, lists->add, err);
}

// A text of numbers, the first of every `step` a name's.
static enum ts_status use_list(void *self, struct sql_statement *row, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    const char *rest = ts_sql_get_text(row, 0);
    int64_t step = ts_sql_get_int(row, 1), place = 0;
    if (rest && *rest == '?') rest++; // see migrations/002_going_back.sql
    for (char *end; rest && *rest && !status; rest = end) {
        int64_t id = strtoll(rest, &end, 10);
        if (end == rest) break;
        if (place++ % step == 0) status = use_name(self, id, err);
    }
    return status;
}

static enum ts_status use_lists(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char words[] = "SELECT tally, CASE WHEN kind = 12 THEN 3 ELSE 1 END FROM act WHERE tally IS NOT NULL "
                                "UNION ALL SELECT stack, 1 FROM act WHERE stack IS NOT NULL "
                                "UNION ALL SELECT stack, 1 FROM run WHERE stack IS NOT NULL UNION ALL SELECT tally, 3 FROM snapshot";
    struct lists lists = {.sql = erasure->sql};
    enum ts_status status = ts_sql_prepare(erasure->sql, "INSERT INTO used_name VALUES ($1) ON CONFLICT DO NOTHING", &lists.add, err);
    if (!status) status = ts_sql_erase_each(erasure, words, use_list, &lists, err);
    ts_sql_free(lists.add);
    ts_map_clear(&lists.known);
    return status;
}

enum ts_status ts_sql_forget_names(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char *const begin[] = {"CREATE TEMP TABLE used_name(id INTEGER PRIMARY KEY)", NULL};
    static const char *const end[] = {"UPDATE name SET text = NULL, salt = NULL WHERE text IS NOT NULL "
                                      "AND NOT EXISTS (SELECT 1 FROM used_name u WHERE u.id = name.id)",
                                      "DROP TABLE used_name", NULL};
    enum ts_status status = ts_sql_erase_do(erasure, begin, err);
    if (!status) status = use_columns(erasure, err);
    if (!status) status = use_lists(erasure, err);
    return status ? status : ts_sql_erase_do(erasure, end, err);
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
// `attempt` makes it differ when a text like that is there already.
static void add_token(const struct sql_name *name, int attempt, struct ts_buffer *out)
{
    ts_sql_reference_add(out, name);
    if (attempt) ts_buffer_add_format(out, ".%d", attempt);
}

// True when anything was emptied; appends the whole text, so or so.
static bool empty_marked(const struct sql_erasure *erasure, const char *text, size_t length, bool is_json, int attempt, struct ts_buffer *out)
{
    const char *end = text + length;
    size_t id_length;
    bool has_changed = false;
    for (const char *id; (id = ts_reference_next(text, end, is_json, &id_length));) {
        const struct sql_name *name = name_of(erasure, is_json, id, id_length);
        ts_buffer_add(out, text, (size_t)(id - text));
        if (name) add_token(name, attempt, out);
        else ts_buffer_add(out, id, id_length);
        has_changed = has_changed || name;
        text = id + id_length;
    }
    ts_buffer_add(out, text, (size_t)(end - text));
    return has_changed;
}

static bool empty_text(const struct sql_erasure *erasure, const char *text, size_t length, int attempt, struct ts_buffer *out)
{
    struct ts_buffer plain = {0};
    bool has_changed = empty_marked(erasure, text, length, false, attempt, &plain);
    out->length = 0;
    has_changed = empty_marked(erasure, plain.bytes, plain.length, true, attempt, out) || has_changed;
    ts_buffer_clear(&plain);
    return has_changed;
}

struct emptying {
    struct sql_erasure *erasure;
    struct sql_statement *put; // $1 the text, then the row's keys
    int keys;
    struct ts_buffer text;
};

static enum ts_status put_text(struct emptying *emptying, struct sql_statement *row, struct ts_err *err)
{
    struct sql_store *sql = emptying->erasure->sql;
    ts_sql_text(emptying->put, 1, emptying->text.bytes, emptying->text.length);
    for (int i = 0; i < emptying->keys; i++) ts_sql_int(emptying->put, i + 2, ts_sql_get_int(row, i + 1));
    emptying->erasure->out->texts++;
    return sql->link->run(sql, emptying->put, err);
}

static enum ts_status empty_row(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct emptying *emptying = self;
    if (!empty_text(emptying->erasure, ts_sql_get_text(row, 0), ts_sql_get_length(row, 0), 0, &emptying->text)) return TS_OK;
    return put_text(emptying, row, err);
}

static enum ts_status has_name(struct sql_store *sql, const struct ts_buffer *text, bool *out, struct ts_err *err)
{
    ts_sql_text(ts_sql_of(sql, SQL_NAME_FIND), 1, text->bytes, text->length);
    enum ts_status status = ts_sql_step(sql, SQL_NAME_FIND, out, err);
    if (!status && *out) ts_sql_done(sql, SQL_NAME_FIND);
    return status;
}

// A text that is there already in its new form, though no story writes such, keeps the other from becoming it.
static enum ts_status empty_name(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct emptying *emptying = self;
    const char *text = ts_sql_get_text(row, 0);
    size_t length = ts_sql_get_length(row, 0);
    bool is_taken = true;
    enum ts_status status = TS_OK;
    for (int attempt = 0; is_taken && !status; attempt++) {
        if (!empty_text(emptying->erasure, text, length, attempt, &emptying->text)) return TS_OK;
        status = has_name(emptying->erasure->sql, &emptying->text, &is_taken, err);
    }
    return status ? status : put_text(emptying, row, err);
}

static enum ts_status empty_all(struct sql_erasure *erasure, const char *find, const char *put, int keys, ts_sql_erase_row *give,
                                struct ts_err *err)
{
    struct emptying emptying = {.erasure = erasure, .keys = keys};
    enum ts_status status = ts_sql_prepare(erasure->sql, put, &emptying.put, err);
    if (!status) status = ts_sql_erase_each(erasure, find, give, &emptying, err);
    ts_sql_free(emptying.put);
    ts_buffer_clear(&emptying.text);
    return status;
}

// Texts in which the marks of a reference stand, as such or as JSON writes them.
#define FIND(table, text, keys)                                                                                                            \
    "SELECT " text ", " keys " FROM " table " WHERE " text " LIKE '%\002%' OR " text " LIKE '%\\u0002%' ESCAPE '!' ORDER BY " keys

enum ts_status ts_sql_forget_references(struct sql_erasure *erasure, struct ts_err *err)
{
    static const struct {
        const char *find, *put;
        int keys;
    } columns[] = { // none of them is in the chain
        {FIND("run", "text", "id"), "UPDATE run SET text = $1 WHERE id = $2", 1},
        {FIND("passage", "text", "run, turn, piece"), "UPDATE passage SET text = $1 WHERE run = $2 AND turn = $3 AND piece = $4", 3},
        {FIND("run", "choices", "id"), "UPDATE run SET choices = $1 WHERE id = $2", 1},
        {FIND("run", "reason", "id"), "UPDATE run SET reason = $1 WHERE id = $2", 1},
        {FIND("session", "notes", "run, number"), "UPDATE session SET notes = $1 WHERE run = $2 AND number = $3", 2},
        {FIND("completion", "reason", "id"), "UPDATE completion SET reason = $1 WHERE id = $2", 1},
        {FIND("\"unlock\"", "evidence", "id"), "UPDATE \"unlock\" SET evidence = $1 WHERE id = $2", 1},
    };
    if (!erasure->reference_count) return TS_OK;
    enum ts_status status =
        empty_all(erasure, FIND("name", "text", "id"), "UPDATE name SET text = $1, salt = NULL WHERE id = $2", 1, empty_name, err);
    for (size_t i = 0; i < sizeof columns / sizeof *columns && !status; i++)
        status = empty_all(erasure, columns[i].find, columns[i].put, columns[i].keys, empty_row, err);
    return status;
}
