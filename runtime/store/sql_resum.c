// sql_resum.c - names by their hashes and world keys by their sums, computed again from the rows
#include <stdlib.h>

#include "store/sql_check.h"

static const char one_text[] = "an id or text was changed after it was written, and stands so in every turn that names it; the runs can be "
                               "played on: go back to a backup to have it as it was";
static const char hold_sums[] = "the key reads wrong from there on: go back to the newest backup that `turnstone store check` finds fine, or "
                                "let a script `set` the key anew";

// Reads a statement to its end.
typedef void take_row(struct sql_checking *checking, struct sql_statement *row, void *self);

static enum ts_status each_row(struct sql_checking *checking, const char *words, take_row *take, void *self, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    struct sql_statement *statement = NULL;
    bool found = true;
    enum ts_status status = ts_sql_prepare(sql, words, &statement, err);
    if (!status) ts_sql_expect_many(statement);
    while (!status && found) {
        status = ts_sql_next(sql, statement, &found, err);
        if (!status && found) take(checking, statement, self);
    }
    ts_sql_free(statement);
    return status;
}

// --- names

enum { HOLES = 4, SMALL = 1024 };

// A table by id: as long as ids are about as dense as they were given out.
static void make_room(struct sql_checking *checking, struct sql_statement *row, void *self)
{
    struct sql_store *sql = checking->sql;
    int64_t count = ts_sql_get_int(row, 0), last = ts_sql_get_int(row, 1);
    (void)self;
    if (last < 0 || last / HOLES > count + SMALL) return;
    sql->hash_count = last + 1;
    sql->hashes = ts_memory_get((size_t)sql->hash_count * sizeof *sql->hashes);
    for (int64_t i = 0; i <= last; i++) sql->hashes[i] = 0;
}

// An erased name has neither text nor salt; one whose text was emptied has no salt. Both keep their hash.
static void check_name(struct sql_checking *checking, struct sql_statement *row, void *self)
{
    struct sql_store *sql = checking->sql;
    int64_t id = ts_sql_get_int(row, 0), hash = ts_sql_get_int(row, 3);
    const char *text = ts_sql_get_text(row, 1);
    bool has_salt = !ts_sql_is_null(row, 2);
    (void)self;
    if (id >= 0 && id < sql->hash_count) sql->hashes[id] = hash;
    if (!has_salt) return;
    if (!text)
        ts_sql_say(checking, "name-changed", one_text, "the text of name %lld was taken away", (long long)id);
    else if (ts_sql_name_hash(ts_sql_get_int(row, 2), text, ts_sql_get_length(row, 1)) != hash)
        ts_sql_say(checking, "name-changed", one_text, "\"%s\" (name %lld) is not the text that was written", text, (long long)id);
}

enum ts_status ts_sql_check_names(struct sql_checking *checking, struct ts_err *err)
{
    enum ts_status status = each_row(checking, "SELECT count(*), max(id) FROM name", make_room, NULL, err);
    return status ? status : each_row(checking, "SELECT id, text, salt, hash FROM name", check_name, NULL, err);
}

// --- world keys

struct resum {
    int64_t universe, key, sum;
    bool is_said; // of this key
    struct sql_statement *late;
};

static void say_sum(struct sql_checking *checking, struct resum *resum, int64_t position)
{
    struct sql_statement *statement = NULL;
    struct sql_words key = ts_sql_words(checking, resum->key), universe = {"(unknown)"};
    if (resum->is_said) return;
    if (!ts_sql_prepare(checking->sql, "SELECT key FROM universe WHERE id = $1", &statement, NULL)) {
        bool found;
        ts_sql_int(statement, 1, resum->universe);
        if (!ts_sql_next(checking->sql, statement, &found, NULL) && found) universe = ts_sql_words(checking, ts_sql_get_int(statement, 0));
    }
    ts_sql_free(statement);
    ts_sql_say(checking, "world-sum", hold_sums, "the sums of world key \"%s\" in universe \"%s\" are wrong from position %lld on", key.text,
               universe.text, (long long)position);
    resum->is_said = true;
}

// What had been added late at just this position when a set came; see world_sum.h.
static bool is_leaf_right(struct sql_store *sql, struct resum *resum, int64_t position, int64_t seq, int64_t leaf)
{
    int64_t late = 0;
    bool found = true;
    ts_sql_int(resum->late, 1, resum->universe);
    ts_sql_int(resum->late, 2, resum->key);
    ts_sql_int(resum->late, 3, position);
    ts_sql_int(resum->late, 4, seq);
    while (!ts_sql_next(sql, resum->late, &found, NULL) && found) late = ts_sum_add(late, ts_sql_get_int(resum->late, 0));
    return late == leaf;
}

// universe, key, position, seq, kind, sum, value, leaf, in the table's own order
static void check_sum(struct sql_checking *checking, struct sql_statement *row, void *self)
{
    struct resum *resum = self;
    int64_t universe = ts_sql_get_int(row, 0), key = ts_sql_get_int(row, 1), position = ts_sql_get_int(row, 2);
    bool is_set = ts_sql_get_int(row, 4) != 0;
    if (universe != resum->universe || key != resum->key)
        *resum = (struct resum){.universe = universe, .key = key, .late = resum->late};
    if (!is_set) resum->sum = ts_sum_add(resum->sum, ts_sql_get_int(row, 6));
    if (resum->sum != ts_sql_get_int(row, 5)) say_sum(checking, resum, position);
    if (is_set && !is_leaf_right(checking->sql, resum, position, ts_sql_get_int(row, 3), ts_sql_get_int(row, 7)))
        say_sum(checking, resum, position);
}

enum ts_status ts_sql_check_sums(struct sql_checking *checking, struct ts_err *err)
{
    struct resum resum = {0};
    enum ts_status status =
        ts_sql_prepare(checking->sql, "SELECT amount FROM late WHERE universe = $1 AND key = $2 AND position = $3 AND seq < $4", &resum.late, err);
    if (!status)
        status = each_row(
        checking, "SELECT universe, key, position, seq, kind, sum, value, leaf FROM world ORDER BY universe, key, position, seq", check_sum,
        &resum, err);
    ts_sql_free(resum.late);
    return status;
}
