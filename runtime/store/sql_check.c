// sql_check.c - does the store hold together: what is asked in which order, and how findings are told
#include "store/sql_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    bool found = false;
    ts_sql_int(checking->name_text, 1, name);
    if (ts_sql_next(checking->sql, checking->name_text, &found, NULL) || !found) return words;
    const char *text = ts_sql_get_text(checking->name_text, 0);
    if (text) snprintf(words.text, sizeof words.text, "%s", text);
    checking->name_text->link->reset(checking->name_text);
    return words;
}

// --- how far it is

void ts_sql_check_step(struct sql_checking *checking, int64_t steps)
{
    checking->done += steps;
    if (checking->done > checking->stage) checking->done = checking->stage;
    if (checking->how->progress) checking->how->progress(checking->how->self, checking->done, checking->of);
}

// Of work inside the database only its operations can be counted, if at all.
static void count_operations(void *self, int64_t operations)
{
    ts_sql_check_step(self, operations / 32);
}

void ts_sql_check_stage(struct sql_checking *checking, int percent, bool is_inside)
{
    bool counts = is_inside && checking->how->progress;
    checking->done = checking->stage;
    checking->stage = checking->of * percent / 100;
    checking->sql->link->watch(checking->sql, counts ? count_operations : NULL, checking);
    ts_sql_check_step(checking, 0);
}

// Every act counts twice: once for the pages and tables, once for the log.
static enum ts_status count_steps(struct sql_checking *checking, struct ts_err *err)
{
    static const char acts[] = "SELECT coalesce(sum((SELECT seq FROM act a WHERE a.universe = u.id ORDER BY seq DESC LIMIT 1) "
                               "- coalesce(u.fork_seq, 0)), 0) FROM universe u";
    struct sql_statement *statement = NULL;
    bool found = false;
    enum ts_status status = ts_sql_prepare(checking->sql, acts, &statement, err);
    if (!status) status = ts_sql_next(checking->sql, statement, &found, err);
    if (found) checking->of = 2 * ts_sql_get_int(statement, 0);
    ts_sql_free(statement);
    return status;
}

// --- all of it

static enum ts_status check_all(struct sql_checking *checking, struct ts_err *err)
{
    const struct sql_question pages = {"damaged", ts_sql_go_back, "PRAGMA integrity_check(20)", .is_of_file = true};
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

static enum ts_status check_prepared(struct sql_checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    enum ts_status status = check_all(checking, err);
    sql->link->watch(sql, NULL, NULL);
    ts_sql_free(checking->name_text);
    free(sql->hashes);
    sql->hashes = NULL;
    sql->hash_count = 0;
    return status;
}

// All of one moment, whoever goes on playing.
static enum ts_status check_as_one(struct sql_checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    enum ts_status status = sql->is_writing ? ts_sql_cache_flush(sql, err) : TS_OK;
    if (!status) status = ts_sql_begin_reading(sql, err);
    if (status) return status;
    status = ts_sql_prepare(sql, "SELECT text FROM name WHERE id = $1", &checking->name_text, err);
    if (!status) status = check_prepared(checking, err);
    enum ts_status ended = ts_sql_end_reading(sql, status ? NULL : err);
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
