// sql_start.c - the rows a new run stands on: universe, player, character, and its own
#include "store/sql.h"

static enum ts_status put_universe(struct sql_store *sql, const struct ts_changeset *changes, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNIVERSE_ADD);
    bool is_branch = changes->kind == TS_ACT_BRANCH;
    struct sql_name name;
    int64_t row;
    enum ts_status status = ts_sql_row_find(sql, SQL_UNIVERSE_FIND, changes->run->universe, &changes->run->universe_row, err);
    if (status || changes->run->universe_row) return status;
    status = ts_sql_name(sql, changes->run->universe, &name, err);
    if (status) return status;
    status = sql->link->next_id(sql, "universe", &row, err);
    if (status) return status;
    ts_sql_int(statement, 1, name.id);
    ts_sql_int(statement, 2, changes->run->live);
    ts_sql_int(statement, 3, changes->at);
    ts_sql_id(statement, 4, is_branch ? changes->fork.universe : 0);
    is_branch ? ts_sql_int(statement, 5, changes->fork.position) : ts_sql_id(statement, 5, 0);
    is_branch ? ts_sql_int(statement, 6, changes->fork.seq) : ts_sql_id(statement, 6, 0);
    ts_sql_id(statement, 7, row);
    status = ts_sql_run(sql, SQL_UNIVERSE_ADD, err);
    changes->run->universe_row = sql->link->last_id(sql, row);
    return status;
}

enum ts_status ts_sql_put_player(struct sql_store *sql, ts_symbol player, int64_t at, int64_t *id, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_PLAYER_ADD);
    struct sql_name name;
    enum ts_status status = ts_sql_name(sql, player, &name, err);
    *id = name.id;
    if (status || !name.id) return status;
    ts_sql_int(statement, 1, name.id);
    ts_sql_int(statement, 2, at);
    return ts_sql_run(sql, SQL_PLAYER_ADD, err);
}

static enum ts_status put_character(struct sql_store *sql, const struct ts_run *run, int64_t *id, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_CHARACTER_PUT);
    struct sql_name character, name;
    enum ts_status status = ts_sql_name(sql, run->character, &character, err);
    *id = character.id;
    if (status || !character.id) return status;
    status = ts_sql_name(sql, run->character_name, &name, err);
    if (status) return status;
    ts_sql_note_character(sql, run->character, run->character_name);
    ts_sql_int(statement, 1, character.id);
    ts_sql_id(statement, 2, name.id);
    return ts_sql_run(sql, SQL_CHARACTER_PUT, err);
}

static enum ts_status put_run(struct sql_store *sql, const struct ts_changeset *changes, int64_t player, int64_t character,
                              struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_RUN_ADD);
    struct ts_run *run = changes->run;
    struct sql_name key, story, focus;
    int64_t row = 0;
    enum ts_status status = ts_sql_name(sql, run->id, &key, err);
    if (!status) status = ts_sql_name(sql, run->story->id, &story, err);
    if (!status) status = ts_sql_name(sql, run->focus, &focus, err);
    if (!status) status = sql->link->next_id(sql, "run", &row, err);
    if (status) return status;
    ts_sql_int(statement, 1, key.id);
    ts_sql_int(statement, 2, run->universe_row);
    ts_sql_id(statement, 3, player);
    ts_sql_id(statement, 4, character);
    ts_sql_int(statement, 5, story.id);
    ts_sql_id(statement, 6, focus.id);
    ts_sql_int(statement, 7, (int64_t)run->seed);
    ts_sql_int(statement, 8, run->fork_turn);
    ts_sql_int(statement, 9, changes->at);
    ts_sql_int(statement, 10, ts_hash_salt());
    ts_sql_id(statement, 11, changes->fork.run);
    ts_sql_id(statement, 12, changes->fork.run ? changes->fork.seq : 0);
    ts_sql_int(statement, 13, run->fork_milestones);
    ts_sql_id(statement, 14, row);
    status = ts_sql_run(sql, SQL_RUN_ADD, err);
    run->row = sql->link->last_id(sql, row);
    return status;
}

enum ts_status ts_sql_start(struct sql_store *sql, const struct ts_changeset *changes, struct ts_err *err)
{
    int64_t player = 0, character = 0;
    enum ts_status status = put_universe(sql, changes, err);
    if (status || !changes->run->story) return status; // a universe alone
    status = ts_sql_put_player(sql, changes->run->player, changes->at, &player, err);
    if (!status) status = put_character(sql, changes->run, &character, err);
    return status ? status : put_run(sql, changes, player, character, err);
}

enum ts_status ts_sql_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    struct sql_statement *statement = ts_sql_of(sql, SQL_UNLOCK_ADD);
    struct ts_buffer text = {0};
    struct sql_name name, rule;
    int64_t id = 0;
    enum ts_status status = ts_sql_put_player(sql, grant->player, grant->at, &id, err);
    if (!status) status = ts_sql_name(sql, grant->unlock, &name, err);
    if (!status) status = ts_sql_name(sql, grant->rule, &rule, err);
    if (status) return status;
    ts_buffer_add_text(&text, grant->evidence ? grant->evidence : "[]");
    ts_sql_int(statement, 1, id);
    ts_sql_int(statement, 2, name.id);
    ts_sql_int(statement, 3, grant->at);
    ts_sql_id(statement, 4, 0);
    ts_sql_text(statement, 5, text.bytes, text.length);
    ts_sql_id(statement, 6, rule.id);
    status = ts_sql_run(sql, SQL_UNLOCK_ADD, err);
    ts_buffer_clear(&text);
    return status;
}
