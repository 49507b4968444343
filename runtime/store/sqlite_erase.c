// sqlite_erase.c - forgetting a person: one transaction, then the file written anew so that nothing deleted is left in it
//
// The transaction leaves a table `erasing`, which is dropped when the file was cleaned: until then an erasing is known to be
// unfinished, whoever it was about. Its coming also changes the schema's number, by which other processes know that names they
// remember may be gone.
#include "store/sqlite_erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/canon.h"

enum { WAIT_MS = 10000, CLEAN_WAIT_MS = 2000 };

enum ts_status ts_sql_erase_do(struct sql_store *sql, const char *words, struct ts_err *err)
{
    return sqlite3_exec(ts_sqlite(sql)->db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_fail(sql, "erasing", err);
}

enum ts_status ts_sql_erase_each(struct sql_store *sql, const char *words, ts_sql_erase_row *give, void *self, struct ts_err *err)
{
    sqlite3_stmt *statement = NULL;
    enum ts_status status = TS_OK;
    int code = sqlite3_prepare_v2(ts_sqlite(sql)->db, words, -1, &statement, NULL);
    while ((code == SQLITE_OK || code == SQLITE_ROW) && !status) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW) status = give(self, statement, err);
    }
    if (!status && code != SQLITE_DONE) status = ts_sql_fail(sql, "erasing", err);
    sqlite3_finalize(statement);
    return status;
}

static enum ts_status note_row(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    (void)row;
    (void)err;
    *(bool *)self = true;
    return TS_OK;
}

enum ts_status ts_sql_erase_has(struct sql_store *sql, const char *words, bool *out, struct ts_err *err)
{
    *out = false;
    return ts_sql_erase_each(sql, words, note_row, out, err);
}

// --- what is the person's

// Runs that branched off theirs are theirs too. Temporary tables are kept in memory, as is all that SQLite lays aside meanwhile.
static enum ts_status find_runs(struct sql_erasure *erasure, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words,
                         "CREATE TEMP TABLE erased_run(id INTEGER PRIMARY KEY);"
                         "CREATE TEMP TABLE erased_character(id INTEGER PRIMARY KEY);"
                         "INSERT INTO erased_run WITH RECURSIVE mine(id) AS (SELECT id FROM run WHERE player = %lld "
                         "UNION SELECT run FROM completion WHERE player = %lld "
                         "UNION SELECT r.id FROM mine m JOIN run r ON r.parent = m.id) SELECT id FROM mine;"
                         "INSERT INTO erased_character SELECT character FROM run WHERE character IS NOT NULL AND id IN erased_run "
                         "EXCEPT SELECT character FROM run WHERE id NOT IN erased_run;",
                         (long long)erasure->player, (long long)erasure->player);
    enum ts_status status = ts_sql_erase_do(erasure->sql, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status add_term(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    const char *words = (const char *)sqlite3_column_text(row, 0);
    (void)err;
    erasure->terms = ts_memory_grow(erasure->terms, (erasure->term_count + 1) * sizeof *erasure->terms);
    erasure->terms[erasure->term_count++] = (struct sql_term){ts_memory_copy(words), strlen(words)};
    return TS_OK;
}

static enum ts_status add_reference(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    const char *id = (const char *)sqlite3_column_text(row, 1);
    struct ts_buffer quoted = {0};
    (void)err;
    ts_canon_add_text(&quoted, id, strlen(id));
    quoted.bytes[quoted.length - 1] = '\0';
    erasure->references = ts_memory_grow(erasure->references, (erasure->reference_count + 1) * sizeof *erasure->references);
    erasure->references[erasure->reference_count++] =
        (struct sql_reference){ts_memory_copy(id), ts_memory_copy(quoted.bytes + 1), {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 2)}};
    ts_buffer_clear(&quoted);
    return TS_OK;
}

// Single letters would be found everywhere, and so would the names of themes and levels that settings of care are made of: only answers of
// turns are typed words.
static enum ts_status find_words(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char terms[] =
        "SELECT text FROM (SELECT n.text FROM player p JOIN name n ON n.id = p.id WHERE p.id = (SELECT id FROM erased_player) "
        "UNION SELECT n.text FROM erased_character e JOIN name n ON n.id = e.id "
        "UNION SELECT n.text FROM erased_character e JOIN character c ON c.id = e.id JOIN name n ON n.id = c.name "
        "UNION SELECT n.text FROM erased_run e JOIN run r ON r.id = e.id JOIN name n ON n.id = r.key "
        "UNION SELECT answer FROM act WHERE answer IS NOT NULL AND kind = 1 AND run IN erased_run) WHERE length(CAST(text AS BLOB)) > 1";
    enum ts_status status = ts_sql_erase_each(erasure->sql, terms, add_term, erasure, err);
    if (status) return status;
    return ts_sql_erase_each(erasure->sql, "SELECT n.id, n.text, n.hash FROM erased_character e JOIN name n ON n.id = e.id WHERE n.text IS NOT NULL",
                             add_reference, erasure, err);
}

static void clear(struct sql_erasure *erasure)
{
    for (uint32_t i = 0; i < erasure->term_count; i++) free(erasure->terms[i].words);
    for (uint32_t i = 0; i < erasure->reference_count; i++) {
        free(erasure->references[i].id);
        free(erasure->references[i].json);
    }
    free(erasure->terms);
    free(erasure->references);
}

// --- their runs

struct run_rows {
    struct sql_store *sql;
    int64_t *rows;
    ts_symbol *locked;
    uint32_t count, locked_count;
};

static enum ts_status add_row(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct run_rows *runs = self;
    (void)err;
    runs->rows = ts_memory_grow(runs->rows, (runs->count + 1) * sizeof *runs->rows);
    runs->rows[runs->count++] = sqlite3_column_int64(row, 0);
    return TS_OK;
}

static enum ts_status lock_one(struct run_rows *runs, const struct sql_run *run, struct ts_err *err)
{
    ts_symbol symbol;
    enum ts_status status = ts_sql_symbol(runs->sql, run->id.id, &symbol, err);
    if (!status) status = ts_sql_lock_run(&runs->sql->store, symbol, err);
    if (!status) runs->locked[runs->locked_count++] = symbol;
    return status;
}

// None is buried before all are held: whoever plays one of them keeps them all.
static enum ts_status lock_all(struct run_rows *runs, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    runs->locked = ts_memory_get((runs->count + 1) * sizeof *runs->locked);
    for (uint32_t i = 0; i < runs->count && !status; i++) {
        struct sql_run *run;
        status = ts_sql_run_head(runs->sql, runs->rows[i], &run, err);
        if (!status) status = lock_one(runs, run, err);
    }
    return status;
}

static enum ts_status bury_all(struct run_rows *runs, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < runs->count && !status; i++) {
        struct sql_run *run;
        status = ts_sql_run_head(runs->sql, runs->rows[i], &run, err);
        if (!status) status = ts_sql_bury(runs->sql, run, err);
    }
    return status;
}

static enum ts_status bury_runs(struct sql_erasure *erasure, struct ts_err *err)
{
    struct run_rows runs = {.sql = erasure->sql};
    enum ts_status status = ts_sql_erase_each(
        erasure->sql, "SELECT r.id FROM erased_run e JOIN run r ON r.id = e.id WHERE r.salt IS NOT NULL ORDER BY r.id", add_row, &runs, err);
    if (!status) status = lock_all(&runs, err);
    if (!status) status = bury_all(&runs, err);
    while (runs.locked_count) ts_sql_unlock_run(&erasure->sql->store, runs.locked[--runs.locked_count]);
    free(runs.rows);
    free(runs.locked);
    return status;
}

// --- all of it

static enum ts_status count(void *self, sqlite3_stmt *row, struct ts_err *err)
{
    struct ts_erased *out = self;
    (void)err;
    out->runs = sqlite3_column_int64(row, 0);
    out->completions = sqlite3_column_int64(row, 1);
    out->unlocks = sqlite3_column_int64(row, 2);
    return TS_OK;
}

// What is left of a run is its place in the chain.
static enum ts_status delete_rows(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char counts[] = "SELECT (SELECT count(*) FROM erased_run), (SELECT count(*) FROM completion WHERE run IN erased_run), "
                                 "(SELECT count(*) FROM \"unlock\" WHERE player IN erased_player)";
    static const char words[] =
        "DELETE FROM completion_metaconcept WHERE completion IN (SELECT id FROM completion WHERE run IN erased_run);"
        "DELETE FROM completion WHERE run IN erased_run;"
        "DELETE FROM \"unlock\" WHERE player IN erased_player;"
        "DELETE FROM care WHERE player IN erased_player;"
        "DELETE FROM kept WHERE player IN erased_player;"
        "UPDATE \"unlock\" SET run = NULL WHERE run IN erased_run;"
        "UPDATE character SET name = NULL WHERE id IN erased_character;"
        "UPDATE run SET player = NULL, focus = NULL, seed = 0, created_at = 0, milestones = 0, insights = 0, last_played = 0, ending = NULL, "
        "completed_at = NULL, fork_milestones = 0 WHERE id IN erased_run;"
        "DELETE FROM player WHERE id IN erased_player;";
    enum ts_status status = ts_sql_erase_each(erasure->sql, counts, count, erasure->out, err);
    return status ? status : ts_sql_erase_do(erasure->sql, words, err);
}

static enum ts_status erase_all(struct sql_erasure *erasure, ts_each_remnant *each, void *self, struct ts_err *err)
{
    static const char end[] = "DROP TABLE erased_run; DROP TABLE erased_character; DROP TABLE erased_player;"
                              "CREATE TABLE IF NOT EXISTS erasing(since INTEGER)";
    struct ts_buffer player = {0};
    ts_buffer_add_format(&player, "CREATE TEMP TABLE erased_player(id INTEGER PRIMARY KEY); INSERT INTO erased_player VALUES (%lld)",
                         (long long)erasure->player);
    enum ts_status status = ts_sql_erase_do(erasure->sql, player.bytes, err);
    if (!status) status = find_runs(erasure, err);
    if (!status) status = find_words(erasure, err);
    if (!status) status = bury_runs(erasure, err);
    if (!status) status = delete_rows(erasure, err);
    if (!status) status = ts_sql_forget_names(erasure, err);
    if (!status) status = ts_sql_forget_references(erasure, err);
    if (!status) status = ts_sql_each_remnant(erasure, each, self, err);
    if (!status) status = ts_sql_erase_do(erasure->sql, end, err);
    ts_buffer_clear(&player);
    return status;
}

static enum ts_status erase(struct sql_store *sql, int64_t player, ts_each_remnant *each, void *self, struct ts_erased *out, struct ts_err *err)
{
    struct sql_erasure erasure = {.sql = sql, .player = player, .out = out};
    enum ts_status status = erase_all(&erasure, each, self, err);
    ts_sql_cache_forget(sql);
    if (!status) status = ts_sql_commit(&sql->store, err);
    ts_sql_names_forget(sql);
    out->is_erased = !status;
    clear(&erasure);
    return status;
}

static enum ts_status clean(struct sql_store *sql, struct ts_err *err)
{
    struct ts_err why = {0};
    enum ts_status status = ts_sql_lock_writer(sql, CLEAN_WAIT_MS, &why);
    if (!status) {
        status = ts_sql_mark_clean(sql, CLEAN_WAIT_MS, &why);
        ts_sql_unlock_writer(sql);
    }
    if (!status) return TS_OK;
    return ts_err_set(err, status, "erased, but the file may still hold remains that nothing refers to (%s): run it again when nobody plays", why.message);
}

// In a batch of its own; tells who is meant, or that an erasing was left unfinished.
static enum ts_status find(struct sql_store *sql, ts_symbol player, int64_t *row, bool *is_unfinished, struct ts_err *err)
{
    struct sql_name name = {0};
    bool found = false;
    enum ts_status status = ts_sql_find_player(&sql->store, player, &found, err);
    if (!status && found) status = ts_sql_name_find(sql, player, &name, err);
    *row = name.id;
    return status ? status : ts_sql_erase_has(sql, "SELECT 1 FROM sqlite_schema WHERE name = 'erasing'", is_unfinished, err);
}

enum ts_status ts_sql_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                   struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    bool is_unfinished;
    int64_t row;
    *out = (struct ts_erased){0};
    enum ts_status status = ts_sql_erase_do(sql, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", err);
    if (!status) status = ts_sql_begin(store, WAIT_MS, err);
    if (status) return status;
    ts_sql_names_forget(sql); // another process may have erased somebody
    status = find(sql, player, &row, &is_unfinished, err);
    if (!status && row) status = erase(sql, row, each, self, out, err);
    if (!status && !row && !is_unfinished)
        status = ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: nothing was erased", ts_symbol_text(store->symbols, player));
    ts_sql_rollback(store);
    if (status && row && !out->is_erased)
        ts_err_wrap(err, "nothing of player \"%s\" was erased", ts_symbol_text(store->symbols, player));
    if (!status) status = ts_sql_erase_do(sql, "PRAGMA temp_store = FILE", err);
    return status ? status : clean(sql, err);
}
