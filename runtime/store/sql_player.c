// sql_player.c - players, what they completed and were granted, and how characters are called
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum ts_status ts_sql_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_name name;
    *found = false;
    enum ts_status status = ts_sql_name_find(sql, player, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_PLAYER_FIND), 1, name.id);
    status = ts_sql_step(sql, SQL_PLAYER_FIND, found, err);
    ts_sql_done(sql, SQL_PLAYER_FIND);
    return status;
}

struct each_player {
    ts_each_player *each;
    void *self;
};

static enum ts_status give_player(struct sql_store *sql, struct sql_statement *row, void *each, struct ts_err *err)
{
    const struct each_player *to = each;
    ts_symbol player;
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 0), &player, err);
    if (!status && player) to->each(to->self, player);
    return status;
}

enum ts_status ts_sql_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err)
{
    return ts_sql_each_row(ts_sql(store), SQL_PLAYER_EACH, give_player, &(struct each_player){each, self}, err);
}

struct symbols {
    ts_symbol *list;
    uint32_t count;
};

static enum ts_status read_metaconcepts(struct sql_store *sql, int64_t completion, struct symbols *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_COMPLETION_METACONCEPTS);
    bool found = true;
    enum ts_status status = TS_OK;
    out->count = 0;
    ts_sql_int(statement, 1, completion);
    while (!status) {
        status = ts_sql_step(sql, SQL_COMPLETION_METACONCEPTS, &found, err);
        if (status || !found) return status;
        out->list = ts_memory_grow(out->list, (out->count + 1) * sizeof *out->list);
        status = ts_sql_symbol(sql, ts_sql_get_int(statement, 0), &out->list[out->count++], err);
    }
    ts_sql_done(sql, SQL_COMPLETION_METACONCEPTS);
    return status;
}

static enum ts_status give_completion(struct sql_store *sql, struct sql_statement *row, struct symbols *metaconcepts, ts_each_completion *each,
                                      void *self, struct ts_err *err)
{
    struct ts_completion_record record = {
        .turns = ts_sql_get_int(row, 6), .milestones = ts_sql_get_int(row, 7), .at = ts_sql_get_int(row, 8),
        .number = ts_sql_get_int(row, 0)};
    ts_symbol *const names[] = {&record.run, &record.universe, &record.story, &record.ending, &record.focus};
    enum ts_status status = TS_OK;
    for (int i = 0; i < 5 && !status; i++) status = ts_sql_symbol(sql, ts_sql_get_int(row, i + 1), names[i], err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 9), &record.life, err);
    if (!status) status = read_metaconcepts(sql, ts_sql_get_int(row, 0), metaconcepts, err);
    record.metaconcepts = metaconcepts->list;
    record.metaconcept_count = metaconcepts->count;
    record.reason = ts_sql_get_text(row, 10);
    if (!status) each(self, &record);
    return status;
}

enum ts_status ts_sql_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct symbols metaconcepts = {0};
    struct sql_name name;
    bool found = true;
    enum ts_status status = ts_sql_name_find(sql, player, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_COMPLETION_EACH), 1, name.id);
    while (!status && found) {
        status = ts_sql_step(sql, SQL_COMPLETION_EACH, &found, err);
        if (!status && found) status = give_completion(sql, ts_sql_of(sql, SQL_COMPLETION_EACH), &metaconcepts, each, self, err);
    }
    ts_sql_done(sql, SQL_COMPLETION_EACH);
    free(metaconcepts.list);
    return status;
}

static enum ts_status give_unlock(struct sql_store *sql, struct sql_statement *row, ts_each_unlock *each, void *self, struct ts_err *err)
{
    struct ts_unlock_record record = {.at = ts_sql_get_int(row, 1), .evidence = ts_sql_get_text(row, 2)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 0), &record.unlock, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 3), &record.run, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 4), &record.rule, err);
    if (!status) each(self, &record);
    return status;
}

enum ts_status ts_sql_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_name name;
    bool found = true;
    enum ts_status status = ts_sql_name_find(sql, player, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_UNLOCK_EACH), 1, name.id);
    while (!status && found) {
        status = ts_sql_step(sql, SQL_UNLOCK_EACH, &found, err);
        if (!status && found) status = give_unlock(sql, ts_sql_of(sql, SQL_UNLOCK_EACH), each, self, err);
    }
    ts_sql_done(sql, SQL_UNLOCK_EACH);
    return status;
}

void ts_sql_note_character(struct sql_store *sql, ts_symbol character, ts_symbol name)
{
    if (sql->link->is_fresh && character && name) *ts_map_add(&sql->named, character) = name;
}

const char *ts_sql_character_name(struct ts_store *store, const char *character, size_t length)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_CHARACTER_NAME);
    const uint64_t *known = ts_map_find(&sql->named, ts_symbol_find(store->symbols, character, length));
    bool found;
    if (known) return ts_symbol_text(store->symbols, (ts_symbol)*known);
    free(sql->character_name);
    sql->character_name = NULL;
    ts_sql_text(statement, 1, character, length);
    if (ts_sql_step(sql, SQL_CHARACTER_NAME, &found, NULL) || !found) return "";
    const char *name = ts_sql_get_text(statement, 0);
    sql->character_name = ts_memory_copy(name);
    ts_sql_done(sql, SQL_CHARACTER_NAME);
    return sql->character_name ? sql->character_name : "";
}
