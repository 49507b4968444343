// postgres_names.c - the names that an act will write, asked for all at once with the lock of its universe
//
// So that an act with new names needs no more answers than one without. What was not asked for is asked when it is needed.
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/stored_act.h"

void ts_postgres_names_forget(struct postgres_store *pg)
{
    for (uint32_t i = 0; i < pg->name_count; i++) free(pg->names[i].text);
    pg->name_count = 0;
}

static struct postgres_name *find(const struct postgres_store *pg, const char *bytes, size_t length)
{
    for (uint32_t i = 0; i < pg->name_count; i++)
        if (pg->names[i].length == length && memcmp(pg->names[i].text, bytes, length) == 0) return &pg->names[i];
    return NULL;
}

bool ts_postgres_find_name(struct sql_store *sql, const char *bytes, size_t length, int64_t *id, int64_t *hash)
{
    const struct postgres_name *name = find(ts_postgres(sql), bytes, length);
    if (!name || !sql->is_writing) return false;
    *id = name->id;
    *hash = name->hash;
    return true;
}

void ts_postgres_note_name(struct sql_store *sql, const char *bytes, size_t length, int64_t id, int64_t hash)
{
    struct postgres_name *name = find(ts_postgres(sql), bytes, length);
    if (!name) return;
    name->id = id;
    name->hash = hash;
}

// --- collecting

static void want(struct postgres_store *pg, const char *bytes, size_t length)
{
    if (find(pg, bytes, length)) return;
    if (pg->name_count == pg->name_space) {
        pg->name_space = pg->name_space ? pg->name_space * 2 : 16;
        pg->names = ts_memory_grow(pg->names, pg->name_space * sizeof *pg->names);
    }
    char *copy = ts_memory_get(length + 1);
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    pg->names[pg->name_count++] = (struct postgres_name){.text = copy, .length = length};
}

static void want_symbol(struct postgres_store *pg, ts_symbol symbol)
{
    const struct sql_store *sql = &pg->sql;
    if (!symbol || (symbol < sql->name_room && sql->names[symbol].id > 0)) return;
    want(pg, ts_symbol_text(sql->store.symbols, symbol), ts_symbol_length(sql->store.symbols, symbol));
}

static void want_text(struct postgres_store *pg, const struct ts_text *text)
{
    if (!text) return;
    if (text->symbol) want_symbol(pg, text->symbol);
    else want(pg, text->bytes, text->length);
}

struct wanting {
    struct postgres_store *pg;
    const struct ts_changeset *changes;
};

static void want_var(void *self, uint32_t slot, struct ts_value now)
{
    const struct wanting *wanting = self;
    const struct ts_var *var = ts_content_var(wanting->changes->content, wanting->changes->run->story, slot);
    (void)now;
    want_symbol(wanting->pg, ts_sql_var_name(&wanting->pg->sql, var->owner, var->name));
}

static void want_place(struct postgres_store *pg, const struct ts_changeset *changes)
{
    const struct ts_run *run = changes->run;
    if (run->head.scene) want_symbol(pg, run->head.scene->full);
    for (uint32_t i = 0; i < run->head.depth; i++) {
        want_symbol(pg, run->head.stack[i].scene->full);
        if (run->head.stack[i].onward) want_symbol(pg, run->head.stack[i].onward->full);
    }
    if (changes->choice) want_symbol(pg, changes->choice->full);
    want_symbol(pg, changes->choice_id);
    want_symbol(pg, changes->packs);
    for (uint32_t i = 0; i < changes->tally_count; i++) want_symbol(pg, changes->tallies[i].symbol);
}

static void want_people(struct postgres_store *pg, const struct ts_changeset *changes)
{
    const struct ts_run *run = changes->run;
    const ts_symbol names[] = {run->id, run->universe, run->player, run->character, run->character_name, run->focus, changes->completion.ending};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) want_symbol(pg, names[i]);
    if (run->story) want_symbol(pg, run->story->id);
    for (uint32_t i = 0; i < run->metaconcept_count && changes->completes; i++) want_symbol(pg, run->metaconcepts[i]);
    for (uint32_t i = 0; i < changes->grant_count; i++) {
        want_symbol(pg, changes->grants[i].unlock);
        want_symbol(pg, changes->grants[i].rule);
    }
}

static void want_parts(struct postgres_store *pg, const struct ts_changeset *changes)
{
    for (uint32_t i = 0; i < changes->world_count; i++) want_symbol(pg, changes->world[i].key);
    for (uint32_t i = 0; i < changes->claim_count; i++) want_symbol(pg, changes->claims[i]);
    for (uint32_t i = 0; i < changes->mark_count; i++) {
        want_symbol(pg, changes->marks[i].id);
        want_symbol(pg, ts_act_pack(changes, changes->marks[i].pack));
    }
    for (uint32_t i = 0; i < changes->event_count; i++) {
        want_text(pg, changes->events[i].action);
        want_text(pg, changes->events[i].consequences);
        want_symbol(pg, changes->events[i].care);
        want_symbol(pg, changes->events[i].place);
    }
}

// --- asking

// As PostgreSQL writes a list of texts.
static void add_quoted(struct ts_buffer *out, const char *bytes, size_t length)
{
    ts_buffer_add_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"' || bytes[i] == '\\') ts_buffer_add_byte(out, '\\');
        ts_buffer_add_byte(out, bytes[i]);
    }
    ts_buffer_add_byte(out, '"');
}

void ts_postgres_names_ask(struct postgres_store *pg, const struct ts_changeset *changes)
{
    struct wanting wanting = {pg, changes};
    struct ts_buffer list = {0};
    ts_postgres_names_forget(pg);
    want_place(pg, changes);
    want_people(pg, changes);
    want_parts(pg, changes);
    if (changes->var_count) ts_changeset_each_var(changes, want_var, &wanting);
    if (!pg->name_count) return;
    for (uint32_t i = 0; i < pg->name_count; i++) {
        ts_buffer_add_byte(&list, i ? ',' : '{');
        add_quoted(&list, pg->names[i].text, pg->names[i].length);
    }
    ts_buffer_add_byte(&list, '}');
    ts_sql_text(pg->own[PG_NAMES], 1, list.bytes, list.length);
    ts_postgres_send(pg, pg->own[PG_NAMES], true);
    ts_buffer_clear(&list);
}

enum ts_status ts_postgres_names_take(struct postgres_store *pg, struct ts_err *err)
{
    struct sql_statement *statement = pg->own[PG_NAMES];
    bool found = true;
    enum ts_status status = TS_OK;
    if (!pg->name_count) return TS_OK;
    while (!status) {
        status = ts_sql_next(&pg->sql, statement, &found, err);
        if (status || !found) break;
        ts_postgres_note_name(&pg->sql, ts_sql_get_text(statement, 0), ts_sql_get_length(statement, 0), ts_sql_get_int(statement, 1),
                              ts_sql_get_int(statement, 2));
    }
    if (status) ts_postgres_names_forget(pg);
    return status;
}

// --- numbers of new rows: names have theirs set aside by the block, so that adding one needs no answer

static enum ts_status next_of(struct postgres_store *pg, const char *sequence, int64_t *out, struct ts_err *err)
{
    struct sql_statement *statement = pg->own[PG_NEXT_ID];
    bool found;
    ts_sql_text(statement, 1, sequence, strlen(sequence));
    enum ts_status status = ts_sql_next(&pg->sql, statement, &found, err);
    if (status) return status;
    *out = ts_sql_get_int(statement, 0);
    statement->link->reset(statement);
    return TS_OK;
}

enum ts_status ts_postgres_next_id(struct sql_store *sql, const char *table, int64_t *out, struct ts_err *err)
{
    enum { BLOCK = 64 }; // as migrations/001_first.postgres.sql says
    struct postgres_store *pg = ts_postgres(sql);
    char sequence[64];
    snprintf(sequence, sizeof sequence, "%s_id_seq", table);
    if (strcmp(table, "name") != 0) return next_of(pg, sequence, out, err);
    if (pg->name_next >= pg->name_end) {
        enum ts_status status = next_of(pg, sequence, &pg->name_next, err);
        if (status) return status;
        pg->name_end = pg->name_next + BLOCK;
    }
    *out = pg->name_next++;
    return TS_OK;
}
