// sqlite_salvage.c - what can still be read of a damaged file, put into a new store
//
// All keys of tables are whole numbers. Where a page cannot be read, the next one that can is looked for by keys ever further on; from
// there rows are read backward to the damage, then forward to the next. The file itself is only read.
#include "store/sqlite.h"

#include <string.h>

#include "base/clock.h"

enum { KEYS_MAX = 4, REACH = 40 };

struct key {
    int64_t parts[KEYS_MAX];
};

struct salvage {
    const char *path; // borrowed
    sqlite3 *db;
    struct sql_new new;
    int keys;         // of the table being read, and below
    sqlite3_stmt *forward, *backward, *insert;
    struct key last;  // row read, going forward
    struct ts_salvaged table;
};

static enum ts_status make(struct salvage *salvage, const char *words, struct ts_err *err)
{
    return sqlite3_exec(salvage->new.db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_new_fail(&salvage->new, err);
}

// --- reading a table around its damage

static int compare(const struct salvage *salvage, const struct key *a, const struct key *b)
{
    for (int i = 0; i < salvage->keys; i++)
        if (a->parts[i] != b->parts[i]) return a->parts[i] < b->parts[i] ? -1 : 1;
    return 0;
}

static struct key filled(int64_t with)
{
    struct key key;
    for (int i = 0; i < KEYS_MAX; i++) key.parts[i] = with;
    return key;
}

static void seek(struct salvage *salvage, sqlite3_stmt *rows, const struct key *from, const struct key *to)
{
    sqlite3_reset(rows);
    for (int i = 0; i < salvage->keys; i++) {
        sqlite3_bind_int64(rows, i + 1, from->parts[i]);
        sqlite3_bind_int64(rows, salvage->keys + i + 1, to->parts[i]);
    }
}

// The next row between the two, if it can be read: one whose key is out of order is as good as none.
static int step(struct salvage *salvage, sqlite3_stmt *rows, const struct key *from, const struct key *to, struct key *out)
{
    int code = sqlite3_step(rows);
    for (int i = 0; code == SQLITE_ROW && i < salvage->keys; i++) {
        if (sqlite3_column_type(rows, i) != SQLITE_INTEGER) return SQLITE_CORRUPT;
        out->parts[i] = sqlite3_column_int64(rows, i);
    }
    if (code == SQLITE_ROW && (compare(salvage, out, from) <= 0 || compare(salvage, out, to) >= 0)) return SQLITE_CORRUPT;
    return code;
}

static enum ts_status keep(struct salvage *salvage, sqlite3_stmt *rows, struct ts_err *err)
{
    int columns = sqlite3_column_count(rows) - salvage->keys;
    for (int i = 0; i < columns; i++) sqlite3_bind_value(salvage->insert, i + 1, sqlite3_column_value(rows, salvage->keys + i));
    int code = sqlite3_step(salvage->insert) & 0xff;
    sqlite3_reset(salvage->insert);
    if (code != SQLITE_DONE && code != SQLITE_CONSTRAINT && code != SQLITE_MISMATCH) return ts_sql_new_fail(&salvage->new, err);
    *(code == SQLITE_DONE ? &salvage->table.rows : &salvage->table.dropped) += 1;
    return TS_OK;
}

static enum ts_status read_forward(struct salvage *salvage, bool *is_over, struct ts_err *err)
{
    const struct key end = filled(INT64_MAX);
    struct key key;
    enum ts_status status = TS_OK;
    int code = SQLITE_ROW;
    seek(salvage, salvage->forward, &salvage->last, &end);
    while (!status && (code = step(salvage, salvage->forward, &salvage->last, &end, &key)) == SQLITE_ROW) {
        status = keep(salvage, salvage->forward, err);
        salvage->last = key;
    }
    *is_over = code == SQLITE_DONE;
    return status;
}

static enum ts_status read_backward(struct salvage *salvage, struct key to, struct ts_err *err)
{
    struct key key;
    enum ts_status status = TS_OK;
    seek(salvage, salvage->backward, &salvage->last, &to);
    while (!status && step(salvage, salvage->backward, &salvage->last, &to, &key) == SQLITE_ROW) {
        status = keep(salvage, salvage->backward, err);
        to = key;
    }
    return status;
}

// A row behind the damage that can be read, by the last part of the key first: `forward` stands on it. False: there is none.
static bool find_landing(struct salvage *salvage, struct key *out)
{
    const struct key end = filled(INT64_MAX);
    for (int level = salvage->keys - 1; level >= 0; level--) {
        for (int reach = 0; reach < REACH; reach++) {
            struct key from = salvage->last;
            for (int i = level + 1; i < salvage->keys; i++) from.parts[i] = INT64_MAX;
            if (from.parts[level] < 0) from.parts[level] = 0;
            from.parts[level] += (INT64_C(1) << reach) - (level < salvage->keys - 1);
            seek(salvage, salvage->forward, &from, &end);
            int code = step(salvage, salvage->forward, &from, &end, out);
            if (code == SQLITE_ROW || code == SQLITE_DONE) return code == SQLITE_ROW;
        }
    }
    return false;
}

static enum ts_status read_rows(struct salvage *salvage, struct ts_err *err)
{
    bool is_over = false, has_landed = true;
    salvage->last = filled(INT64_MIN);
    enum ts_status status = read_forward(salvage, &is_over, err);
    while (!status && !is_over && has_landed) {
        struct key landing = filled(INT64_MAX);
        salvage->table.gaps++;
        has_landed = find_landing(salvage, &landing);
        if (has_landed) status = keep(salvage, salvage->forward, err);
        if (!status) status = read_backward(salvage, landing, err);
        salvage->last = landing;
        if (!status && has_landed) status = read_forward(salvage, &is_over, err);
    }
    return status;
}

// --- a table: its statements, as the new store knows its columns

static bool prepare_rows(struct salvage *salvage, sqlite3_stmt *names, int order, sqlite3_stmt **out)
{
    static const char places[] = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8";
    const char *keys = (const char *)sqlite3_column_text(names, 2);
    struct ts_buffer words = {0};
    int length = salvage->keys * 4 - 2;
    ts_buffer_add_format(&words, "SELECT %s, %s FROM \"%s\" WHERE (%s) > (%.*s) AND (%s) < (%.*s) ORDER BY %s", keys,
                         (const char *)sqlite3_column_text(names, 0), salvage->table.table, keys, length, places, keys, length,
                         places + salvage->keys * 4, (const char *)sqlite3_column_text(names, order));
    bool done = sqlite3_prepare_v2(salvage->db, words.bytes, -1, out, NULL) == SQLITE_OK;
    ts_buffer_clear(&words);
    return done;
}

static bool prepare_insert(struct salvage *salvage, sqlite3_stmt *names)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "INSERT INTO \"%s\" VALUES (%s)", salvage->table.table, (const char *)sqlite3_column_text(names, 1));
    bool done = sqlite3_prepare_v2(salvage->new.db, words.bytes, -1, &salvage->insert, NULL) == SQLITE_OK;
    ts_buffer_clear(&words);
    return done;
}

// Where the damaged file does not know the table any more, there is nothing to read.
static enum ts_status prepare(struct salvage *salvage, bool *is_known, struct ts_err *err)
{
    static const char words[] =
        "SELECT group_concat(c, ', '), group_concat('?', ', '), k.up, k.down, k.n FROM (SELECT '\"' || name || '\"' AS c FROM pragma_table_info(?1)), "
        "(SELECT group_concat(c, ', ') AS up, group_concat(c || ' DESC', ', ') AS down, count(*) AS n FROM "
        "(SELECT '\"' || name || '\"' AS c FROM pragma_table_info(?1) WHERE pk ORDER BY pk)) AS k";
    sqlite3_stmt *names = NULL;
    bool done = sqlite3_prepare_v2(salvage->new.db, words, -1, &names, NULL) == SQLITE_OK;
    if (done) sqlite3_bind_text(names, 1, salvage->table.table, -1, SQLITE_STATIC);
    done = done && sqlite3_step(names) == SQLITE_ROW;
    if (done) {
        salvage->keys = sqlite3_column_int(names, 4);
        *is_known = prepare_rows(salvage, names, 2, &salvage->forward) && prepare_rows(salvage, names, 3, &salvage->backward);
        done = prepare_insert(salvage, names);
    }
    sqlite3_finalize(names);
    return done ? TS_OK : ts_sql_new_fail(&salvage->new, err);
}

// The index of texts tells names whose own page is lost; what is not known of them is found by ts_sql_mend.
static enum ts_status read_names(struct salvage *salvage, const char *order, struct ts_err *err)
{
    sqlite3_stmt *rows = NULL;
    enum ts_status status = TS_OK;
    if (sqlite3_prepare_v2(salvage->new.db, "INSERT OR IGNORE INTO name(id, text, hash) VALUES (?1, ?2, 0)", -1, &salvage->insert, NULL) != SQLITE_OK)
        return ts_sql_new_fail(&salvage->new, err);
    salvage->keys = 0;
    if (sqlite3_prepare_v2(salvage->db, order, -1, &rows, NULL) == SQLITE_OK)
        while (!status && sqlite3_step(rows) == SQLITE_ROW) {
            status = keep(salvage, rows, err);
            if (!sqlite3_changes(salvage->new.db)) salvage->table.rows--;
        }
    sqlite3_finalize(rows);
    sqlite3_finalize(salvage->insert);
    salvage->insert = NULL;
    return status;
}

static enum ts_status read_table(struct salvage *salvage, const char *table, struct ts_err *err)
{
    bool is_known = false;
    salvage->table = (struct ts_salvaged){.table = table};
    enum ts_status status = prepare(salvage, &is_known, err);
    if (!status && is_known) status = read_rows(salvage, err);
    if (!is_known) salvage->table.gaps = 1;
    sqlite3_finalize(salvage->forward);
    sqlite3_finalize(salvage->backward);
    sqlite3_finalize(salvage->insert);
    salvage->forward = salvage->backward = salvage->insert = NULL;
    if (status || !salvage->table.gaps || strcmp(table, "name") != 0) return status;
    status = read_names(salvage, "SELECT id, text FROM name WHERE text IS NOT NULL ORDER BY text", err);
    return status ? status : read_names(salvage, "SELECT id, text FROM name WHERE text IS NOT NULL ORDER BY text DESC", err);
}

// --- the whole

static enum ts_status nothing(const struct salvage *salvage, const char *why, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "nothing can be read of \"%s\" any more (%s), so no store was made: go back to a backup; the file is as it was",
                      salvage->path, why);
}

// A log that belongs to it is read along, its index kept in memory, which needs the store for oneself.
static enum ts_status open_damaged(struct salvage *salvage, struct ts_err *err)
{
    static const char settings[] = "PRAGMA writable_schema = ON; PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                   "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000";
    struct ts_buffer url = {0};
    bool has_log, is_alone;
    enum ts_status status = ts_sql_file_judge_damaged(salvage->path, &has_log, err);
    if (status) return status;
    is_alone = has_log && ts_sql_file_is_writable(salvage->path);
    ts_sql_url(&url, salvage->path, has_log ? "" : "?immutable=1");
    int code = sqlite3_open_v2(url.bytes, &salvage->db,
                               (is_alone ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    ts_buffer_clear(&url);
    if (code == SQLITE_OK) code = sqlite3_db_config(salvage->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    if (code == SQLITE_OK && is_alone) code = sqlite3_exec(salvage->db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
    if (code == SQLITE_OK) code = sqlite3_exec(salvage->db, settings, NULL, NULL, NULL);
    return code == SQLITE_OK ? TS_OK : nothing(salvage, sqlite3_errmsg(salvage->db), err);
}

// The first statement finds out what the schema has lost, the others know what is left of it.
static enum ts_status begin_reading(struct salvage *salvage, struct ts_err *err)
{
    struct sqlite_store damaged = {.db = salvage->db, .sql = {.path = (char *)salvage->path}};
    sqlite3_stmt *asked = NULL;
    int version = 0, code = sqlite3_exec(salvage->db, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) & 0xff;
    if (code == SQLITE_BUSY || code == SQLITE_CANTOPEN || code == SQLITE_NOMEM) return ts_sql_fail(&damaged.sql, "reading it", err);
    if (sqlite3_prepare_v2(salvage->db, "PRAGMA user_version", -1, &asked, NULL) == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW)
        version = sqlite3_column_int(asked, 0);
    sqlite3_finalize(asked);
    if (version == 0) return nothing(salvage, "its first page is damaged", err);
    if (version == SQL_VERSION) return TS_OK;
    return ts_err_set(err, TS_DATA,
                      "the damaged store \"%s\" is of version %d, and only version %d can be saved from: bring it over with `turnstone store migrate` "
                      "first, or go back to a backup",
                      salvage->path, version, SQL_VERSION);
}

static enum ts_status read_all(struct salvage *salvage, struct ts_salvaged_tables *out, struct ts_err *err)
{
    int64_t rows = 0;
    struct sqlite_store made = {.db = salvage->new.db, .sql = {.path = (char *)salvage->new.path}};
    enum ts_status status = ts_sql_migrate_from(&made.sql, 0, ts_clock_now(), err);
    if (!status) status = ts_sql_tables(&made.sql, &out->names, err);
    if (!status) status = make(salvage, "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -64000; BEGIN IMMEDIATE; DELETE FROM version", err);
    for (const char *table = out->names.bytes; !status && *table; table += strlen(table) + 1) {
        status = read_table(salvage, table, err);
        if (out->count < TS_SALVAGED_MAX) out->tables[out->count++] = salvage->table;
        if (strcmp(table, "version") != 0) rows += salvage->table.rows;
    }
    return !status && !rows ? nothing(salvage, "no table of it is left", err) : status;
}

enum ts_status ts_sqlite_salvage(const char *from, const char *to, struct ts_salvaged_tables *out, struct ts_err *err)
{
    struct salvage salvage = {.path = from};
    enum ts_status status = open_damaged(&salvage, err);
    if (!status) status = begin_reading(&salvage, err);
    if (!status) status = ts_sql_new_open(&salvage.new, to, err);
    if (!status) status = read_all(&salvage, out, err);
    if (!status) status = ts_sql_mend(&salvage.new, out, err);
    if (!status) status = make(&salvage, "COMMIT", err);
    if (!status) status = ts_sql_new_seal(&salvage.new, err);
    if (!status) status = ts_sql_new_place(&salvage.new, err);
    ts_sql_new_close(&salvage.new);
    sqlite3_close(salvage.db);
    return status;
}
