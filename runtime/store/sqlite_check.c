// sqlite_check.c - does the store hold together: what is asked in which order, and how findings are told
#include "store/sqlite_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_KILOBYTES = 64000, USUAL_KILOBYTES = 16000, STEP_OPERATIONS = 100000 };

const char ts_sql_go_back[] = "go back to the newest backup that `turnstone store check` finds fine, or save what can be read with "
                              "`turnstone store copy FROM TO --salvage`; keep this file for looking into";
const char ts_sql_only_count[] = "nothing played is lost and play can go on: only this count is wrong; a copy by `turnstone store export` and "
                                 "`store import` would carry it along, a backup from before has it right";

// --- telling

static int find_code(struct sql_checking *checking, const char *code, const char *hint)
{
    int at = 0;
    while (at < checking->code_count && strcmp(checking->codes[at].code, code) != 0) at++;
    if (at == SQL_CODES) return SQL_CODES - 1;
    if (at < checking->code_count) return at;
    checking->codes[at].code = code;
    checking->codes[at].hint = hint;
    return checking->code_count++;
}

void ts_sql_say(struct sql_checking *checking, const char *code, const char *hint, const char *what, ...)
{
    char words[1024];
    struct ts_finding finding = {code, words, hint};
    va_list args;
    checking->found++;
    if (++checking->codes[find_code(checking, code, hint)].found > SQL_SAID) return;
    va_start(args, what);
    vsnprintf(words, sizeof words, what, args);
    va_end(args);
    checking->how->each(checking->how->self, &finding);
}

static void say_rest(struct sql_checking *checking)
{
    for (int i = 0; i < checking->code_count; i++) {
        char words[64];
        struct ts_finding finding = {checking->codes[i].code, words, checking->codes[i].hint};
        if (checking->codes[i].found <= SQL_SAID) continue;
        snprintf(words, sizeof words, "and %lld more like these", (long long)(checking->codes[i].found - SQL_SAID));
        checking->how->each(checking->how->self, &finding);
    }
}

struct sql_words ts_sql_words(struct sql_checking *checking, int64_t name)
{
    struct sql_words words = {"(forgotten)"};
    sqlite3_bind_int64(checking->name_text, 1, name);
    if (sqlite3_step(checking->name_text) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(checking->name_text, 0);
        if (text) snprintf(words.text, sizeof words.text, "%s", text);
    }
    sqlite3_reset(checking->name_text);
    return words;
}

// --- how far it is

void ts_sql_check_step(struct sql_checking *checking, int64_t steps)
{
    checking->done += steps;
    if (checking->done > checking->stage) checking->done = checking->stage;
    if (checking->how->progress) checking->how->progress(checking->how->self, checking->done, checking->of);
}

// Of work inside SQLite only its operations can be counted.
static int count_operations(void *self)
{
    ts_sql_check_step(self, STEP_OPERATIONS / 32);
    return 0;
}

void ts_sql_check_stage(struct sql_checking *checking, int percent, bool is_inside)
{
    bool counts = is_inside && checking->how->progress;
    checking->done = checking->stage;
    checking->stage = checking->of * percent / 100;
    sqlite3_progress_handler(checking->sql->db, counts ? STEP_OPERATIONS : 0, counts ? count_operations : NULL, checking);
    ts_sql_check_step(checking, 0);
}

// Every act counts twice: once for the pages and tables, once for the log.
static enum ts_status count_steps(struct sql_checking *checking, struct ts_err *err)
{
    static const char acts[] = "SELECT coalesce(sum((SELECT seq FROM act a WHERE a.universe = u.id ORDER BY seq DESC LIMIT 1) "
                               "- coalesce(u.fork_seq, 0)), 0) FROM universe u";
    sqlite3_stmt *statement = NULL;
    enum ts_status status = TS_OK;
    if (sqlite3_prepare_v2(checking->sql->db, acts, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        checking->of = 2 * sqlite3_column_int64(statement, 0);
    else
        status = ts_sql_fail(checking->sql, "checking", err);
    sqlite3_finalize(statement);
    return status;
}

// --- all of it

static enum ts_status check_all(struct sql_checking *checking, struct ts_err *err)
{
    const struct sql_question pages = {"damaged", ts_sql_go_back, "PRAGMA integrity_check(20)"};
    enum ts_status status = count_steps(checking, err);
    ts_sql_check_stage(checking, 25, true);
    if (!status) status = ts_sql_ask(checking, &pages, err);
    if (status || checking->found) return status;
    ts_sql_check_stage(checking, 40, true);
    status = ts_sql_ask_all(checking, err);
    if (!status) status = ts_sql_check_names(checking, err);
    ts_sql_check_stage(checking, 45, true);
    if (!status) status = ts_sql_check_sums(checking, err);
    if (!status) status = ts_sql_rehash(checking, err);
    ts_sql_check_stage(checking, 100, false);
    return status;
}

static void set_cache(struct sql_store *sql, int kilobytes)
{
    char words[64];
    snprintf(words, sizeof words, "PRAGMA cache_size = -%d", kilobytes);
    sqlite3_exec(sql->db, words, NULL, NULL, NULL);
}

static enum ts_status check_prepared(struct sql_checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    set_cache(sql, CACHE_KILOBYTES);
    enum ts_status status = check_all(checking, err);
    sqlite3_progress_handler(sql->db, 0, NULL, NULL);
    sqlite3_finalize(checking->name_text);
    set_cache(sql, USUAL_KILOBYTES);
    free(sql->hashes);
    sql->hashes = NULL;
    sql->hash_count = 0;
    return status;
}

// All of one moment, whoever goes on playing.
static enum ts_status check_as_one(struct sql_checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    bool is_open = !sqlite3_get_autocommit(sql->db);
    enum ts_status status = is_open ? ts_sql_cache_flush(sql, err) : ts_sql_run(sql, SQL_BEGIN_READING, err);
    if (status) return status;
    if (sqlite3_prepare_v2(sql->db, "SELECT text FROM name WHERE id = $1", -1, &checking->name_text, NULL) != SQLITE_OK)
        status = ts_sql_fail(sql, "checking", err);
    if (!status) status = check_prepared(checking, err);
    if (is_open) return status;
    enum ts_status ended = ts_sql_run(sql, SQL_COMMIT, status ? NULL : err);
    return status ? status : ended;
}

// Damage that stops the reading is a finding too.
enum ts_status ts_sql_check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err)
{
    struct sql_checking checking = {.sql = ts_sql(store), .how = how};
    struct ts_err why = {0};
    enum ts_status status = check_as_one(&checking, &why);
    if (status == TS_DATA) ts_sql_say(&checking, "damaged", ts_sql_go_back, "%s", why.message);
    say_rest(&checking);
    return status && status != TS_DATA ? ts_err_set(err, status, "%s", why.message) : TS_OK;
}
