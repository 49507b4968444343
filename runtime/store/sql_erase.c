// sql_erase.c - forgetting a person: one transaction, then whatever the database must do so that nothing deleted is left in it
//
// The transaction leaves a mark, which goes when that was done: until then an erasing is known to be unfinished, whoever it was about.
// By its coming other processes know that names they remember may be gone.
#include "store/sql_erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/canon.h"

// --- statements

static enum ts_status prepare(struct sql_erasure *erasure, const char *words, bool is_long, struct sql_statement **out, struct ts_err *err)
{
    enum ts_status status = ts_sql_prepare(erasure->sql, words, out, err);
    if (!status && is_long) ts_sql_expect_many(*out);
    if (!status && strstr(words, "$1")) ts_sql_int(*out, 1, erasure->player);
    return status;
}

enum ts_status ts_sql_erase_do(struct sql_erasure *erasure, const char *const *list, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (; *list && !status; list++) {
        struct sql_statement *statement = NULL;
        status = prepare(erasure, *list, false, &statement, err);
        if (!status) status = erasure->sql->link->run(erasure->sql, statement, err);
        ts_sql_free(statement);
    }
    return status;
}

enum ts_status ts_sql_erase_each(struct sql_erasure *erasure, const char *words, ts_sql_erase_row *give, void *self, struct ts_err *err)
{
    struct sql_statement *row = NULL;
    bool found = true;
    enum ts_status status = prepare(erasure, words, true, &row, err);
    while (!status) {
        status = ts_sql_next(erasure->sql, row, &found, err);
        if (status || !found) break;
        status = give(self, row, err);
    }
    ts_sql_free(row);
    return status;
}

// --- what is the person's

// Runs that branched off theirs are theirs too.
static enum ts_status find_runs(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char *const words[] = {
        "CREATE TEMP TABLE erased_run(id INTEGER PRIMARY KEY)",
        "CREATE TEMP TABLE erased_character(id INTEGER PRIMARY KEY)",
        "INSERT INTO erased_run WITH RECURSIVE mine(id) AS (SELECT id FROM run WHERE player = $1 "
        "UNION SELECT run FROM completion WHERE player = $1 "
        "UNION SELECT r.id FROM mine m JOIN run r ON r.parent = m.id) SELECT id FROM mine",
        "INSERT INTO erased_character SELECT r.character FROM run r WHERE r.character IS NOT NULL AND r.id IN (SELECT id FROM erased_run) "
        "EXCEPT SELECT r.character FROM run r WHERE NOT EXISTS (SELECT 1 FROM erased_run e WHERE e.id = r.id)",
        NULL};
    return ts_sql_erase_do(erasure, words, err);
}

// Single letters would be found everywhere.
static enum ts_status add_term(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    const char *words = ts_sql_get_text(row, 0);
    (void)err;
    if (!words || strlen(words) < 2) return TS_OK;
    erasure->terms = ts_memory_grow(erasure->terms, (erasure->term_count + 1) * sizeof *erasure->terms);
    erasure->terms[erasure->term_count++] = (struct sql_term){ts_memory_copy(words), strlen(words)};
    return TS_OK;
}

static enum ts_status add_reference(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    const char *id = ts_sql_get_text(row, 1);
    struct ts_buffer quoted = {0};
    (void)err;
    ts_canon_add_text(&quoted, id, strlen(id));
    quoted.bytes[quoted.length - 1] = '\0';
    erasure->references = ts_memory_grow(erasure->references, (erasure->reference_count + 1) * sizeof *erasure->references);
    erasure->references[erasure->reference_count++] =
        (struct sql_reference){ts_memory_copy(id), ts_memory_copy(quoted.bytes + 1), {ts_sql_get_int(row, 0), ts_sql_get_int(row, 2)}};
    ts_buffer_clear(&quoted);
    return TS_OK;
}

// The names of themes and levels that settings of care are made of would be found everywhere, too: only answers of turns are typed words.
static enum ts_status find_words(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char terms[] =
        "SELECT n.text FROM player p JOIN name n ON n.id = p.id WHERE p.id = $1 "
        "UNION SELECT n.text FROM erased_character e JOIN name n ON n.id = e.id "
        "UNION SELECT n.text FROM erased_character e JOIN character c ON c.id = e.id JOIN name n ON n.id = c.name "
        "UNION SELECT n.text FROM erased_run e JOIN run r ON r.id = e.id JOIN name n ON n.id = r.key "
        "UNION SELECT answer FROM act WHERE answer IS NOT NULL AND kind = 1 AND run IN (SELECT id FROM erased_run) ORDER BY 1";
    static const char references[] =
        "SELECT n.id, n.text, n.hash FROM erased_character e JOIN name n ON n.id = e.id WHERE n.text IS NOT NULL ORDER BY n.id";
    enum ts_status status = ts_sql_erase_each(erasure, terms, add_term, erasure, err);
    return status ? status : ts_sql_erase_each(erasure, references, add_reference, erasure, err);
}

// What was locked stays so until nothing can be taken back any more.
static void clear(struct sql_erasure *erasure)
{
    struct ts_store *store = &erasure->sql->store;
    while (erasure->locked_count) store->driver->unlock_run(store, erasure->locked[--erasure->locked_count]);
    for (uint32_t i = 0; i < erasure->term_count; i++) free(erasure->terms[i].words);
    for (uint32_t i = 0; i < erasure->reference_count; i++) {
        free(erasure->references[i].id);
        free(erasure->references[i].json);
    }
    free(erasure->terms);
    free(erasure->references);
    free(erasure->runs);
    free(erasure->locked);
}

// --- their runs

static enum ts_status add_run(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct sql_erasure *erasure = self;
    (void)err;
    erasure->runs = ts_memory_grow(erasure->runs, (erasure->run_count + 1) * sizeof *erasure->runs);
    erasure->runs[erasure->run_count++] = ts_sql_get_int(row, 0);
    return TS_OK;
}

static enum ts_status lock_one(struct sql_erasure *erasure, const struct sql_run *run, struct ts_err *err)
{
    struct ts_store *store = &erasure->sql->store;
    ts_symbol symbol;
    enum ts_status status = ts_sql_symbol(erasure->sql, run->id.id, &symbol, err);
    if (!status) status = store->driver->lock_run(store, symbol, err);
    if (!status) erasure->locked[erasure->locked_count++] = symbol;
    return status;
}

// None is buried before all are held: whoever plays one of them keeps them all.
static enum ts_status lock_all(struct sql_erasure *erasure, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    erasure->locked = ts_memory_get((erasure->run_count + 1) * sizeof *erasure->locked);
    for (uint32_t i = 0; i < erasure->run_count && !status; i++) {
        struct sql_run *run;
        status = ts_sql_run_head(erasure->sql, erasure->runs[i], &run, err);
        if (!status) status = lock_one(erasure, run, err);
    }
    return status;
}

static enum ts_status bury_all(struct sql_erasure *erasure, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < erasure->run_count && !status; i++) {
        struct sql_run *run;
        status = ts_sql_run_head(erasure->sql, erasure->runs[i], &run, err);
        if (!status) status = ts_sql_bury(erasure->sql, run, err);
    }
    return status;
}

static enum ts_status bury_runs(struct sql_erasure *erasure, struct ts_err *err)
{
    enum ts_status status = ts_sql_erase_each(
        erasure, "SELECT r.id FROM erased_run e JOIN run r ON r.id = e.id WHERE r.salt IS NOT NULL ORDER BY r.id", add_run, erasure, err);
    if (!status) status = lock_all(erasure, err);
    return status ? status : bury_all(erasure, err);
}

// --- all of it

static enum ts_status count(void *self, struct sql_statement *row, struct ts_err *err)
{
    struct ts_erased *out = self;
    (void)err;
    out->runs = ts_sql_get_int(row, 0);
    out->completions = ts_sql_get_int(row, 1);
    out->unlocks = ts_sql_get_int(row, 2);
    return TS_OK;
}

#define THEIR_RUNS "(SELECT id FROM erased_run)"

// What is left of a run is its place in the chain.
static enum ts_status delete_rows(struct sql_erasure *erasure, struct ts_err *err)
{
    static const char counts[] = "SELECT (SELECT count(*) FROM erased_run), (SELECT count(*) FROM completion WHERE run IN " THEIR_RUNS "), "
                                 "(SELECT count(*) FROM \"unlock\" WHERE player = $1)";
    static const char *const words[] = {
        "DELETE FROM completion_metaconcept WHERE completion IN (SELECT id FROM completion WHERE run IN " THEIR_RUNS ")",
        "DELETE FROM completion WHERE run IN " THEIR_RUNS,
        "DELETE FROM \"unlock\" WHERE player = $1",
        "DELETE FROM care WHERE player = $1",
        "DELETE FROM kept WHERE player = $1",
        "UPDATE \"unlock\" SET run = NULL WHERE run IN " THEIR_RUNS,
        "UPDATE character SET name = NULL WHERE id IN (SELECT id FROM erased_character)",
        "UPDATE run SET player = NULL, focus = NULL, seed = 0, created_at = 0, milestones = 0, insights = 0, last_played = 0, ending = NULL, "
        "completed_at = NULL, fork_milestones = 0 WHERE id IN " THEIR_RUNS,
        "DELETE FROM player WHERE id = $1",
        NULL};
    enum ts_status status = ts_sql_erase_each(erasure, counts, count, erasure->out, err);
    return status ? status : ts_sql_erase_do(erasure, words, err);
}

static enum ts_status erase_all(struct sql_erasure *erasure, ts_each_remnant *each, void *self, struct ts_err *err)
{
    static const char *const end[] = {"DROP TABLE erased_run", "DROP TABLE erased_character", NULL};
    enum ts_status status = find_runs(erasure, err);
    if (!status) status = find_words(erasure, err);
    if (!status) status = bury_runs(erasure, err);
    if (!status) status = delete_rows(erasure, err);
    if (!status) status = ts_sql_forget_names(erasure, err);
    if (!status) status = ts_sql_forget_references(erasure, err);
    if (!status) status = ts_sql_each_remnant(erasure, each, self, err);
    return status ? status : ts_sql_erase_do(erasure, end, err);
}

static enum ts_status commit(struct sql_store *sql, const char *player, struct ts_err *err)
{
    enum ts_status status = sql->store.driver->commit(&sql->store, err);
    if (status != TS_UNAVAILABLE) return status;
    return ts_err_set(err, status,
                      "the connection to the store \"%s\" was lost while player \"%s\" was being erased, and whether they are is not known: run it "
                      "again when its server runs",
                      sql->path, player);
}

static enum ts_status erase(struct sql_store *sql, const struct sql_erase_ways *ways, ts_symbol player, int64_t row, ts_each_remnant *each,
                            void *self, struct ts_erased *out, struct ts_err *err)
{
    struct sql_erasure erasure = {.sql = sql, .player = row, .out = out};
    const char *id = ts_symbol_text(sql->store.symbols, player);
    enum ts_status status = erase_all(&erasure, each, self, err);
    if (!status) status = ways->mark(sql, err);
    ts_sql_cache_forget(sql);
    if (!status) status = commit(sql, id, err);
    ts_sql_names_forget(sql);
    out->is_erased = !status;
    sql->store.driver->rollback(&sql->store);
    if (status && status != TS_UNAVAILABLE) ts_err_wrap(err, "nothing of player \"%s\" was erased", id);
    clear(&erasure);
    return status;
}

// Tells who is meant, or that an erasing was left unfinished.
static enum ts_status find(struct sql_store *sql, const struct sql_erase_ways *ways, ts_symbol player, int64_t *row, bool *is_unfinished,
                           struct ts_err *err)
{
    struct sql_name name = {0};
    bool found = false;
    enum ts_status status = ts_sql_find_player(&sql->store, player, &found, err);
    if (!status && found) status = ts_sql_name_find(sql, player, &name, err);
    *row = name.id;
    return status ? status : ways->find_unfinished(sql, is_unfinished, err);
}

enum ts_status ts_sql_erase(struct sql_store *sql, const struct sql_erase_ways *ways, ts_symbol player, ts_each_remnant *each, void *self,
                            struct ts_erased *out, struct ts_err *err)
{
    bool is_unfinished = false;
    int64_t row = 0;
    *out = (struct ts_erased){0};
    enum ts_status status = ways->begin(sql, err);
    if (status) return status;
    status = find(sql, ways, player, &row, &is_unfinished, err);
    if (!status && row) status = erase(sql, ways, player, row, each, self, out, err);
    if (!status && !row && !is_unfinished)
        status = ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: nothing was erased", ts_symbol_text(sql->store.symbols, player));
    sql->store.driver->rollback(&sql->store);
    return status ? status : ways->clean(sql, err);
}
