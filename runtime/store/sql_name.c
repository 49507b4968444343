// sql_name.c - ids and texts as small numbers in the file
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

int64_t ts_sql_name_hash(int64_t salt, const char *bytes, size_t length)
{
    unsigned char before[TS_HASH_SIZE] = {0}, hash[TS_HASH_SIZE];
    uint64_t out = 0;
    for (int i = 0; i < 8; i++) before[i] = (unsigned char)((uint64_t)salt >> (i * 8));
    ts_hash_chain(before, bytes, length, hash);
    for (int i = 0; i < 8; i++) out |= (uint64_t)hash[i] << (i * 8);
    return out ? (int64_t)out : 1;
}

void ts_sql_names_forget(struct sql_store *sql)
{
    if (sql->names) memset(sql->names, 0, sql->name_room * sizeof *sql->names);
    memset(sql->back, 0, sizeof sql->back);
}

static enum ts_status find(struct sql_store *sql, const char *bytes, size_t length, struct sql_name *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_NAME_FIND);
    bool found;
    *out = (struct sql_name){0};
    if (sql->link->find_name && sql->link->find_name(sql, bytes, length, &out->id, &out->hash)) return TS_OK;
    ts_sql_text(statement, 1, bytes, length);
    enum ts_status status = ts_sql_step(sql, SQL_NAME_FIND, &found, err);
    if (status || !found) return status;
    *out = (struct sql_name){ts_sql_get_int(statement, 0), ts_sql_get_int(statement, 1)};
    ts_sql_done(sql, SQL_NAME_FIND);
    return TS_OK;
}

static enum ts_status add(struct sql_store *sql, const char *bytes, size_t length, struct sql_name *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_NAME_ADD);
    int64_t salt = ts_hash_salt();
    enum ts_status status = sql->link->next_id(sql, "name", &out->id, err);
    if (status) return status;
    out->hash = ts_sql_name_hash(salt, bytes, length);
    ts_sql_text(statement, 1, bytes, length);
    ts_sql_int(statement, 2, salt);
    ts_sql_int(statement, 3, out->hash);
    ts_sql_id(statement, 4, out->id);
    status = ts_sql_run(sql, SQL_NAME_ADD, err);
    out->id = sql->link->last_id(sql, out->id);
    if (sql->link->note_name) sql->link->note_name(sql, bytes, length, out->id, out->hash);
    sql->has_written = true;
    return status;
}

static enum ts_status find_or_add(struct sql_store *sql, const char *bytes, size_t length, struct sql_name *out, struct ts_err *err)
{
    enum ts_status status = find(sql, bytes, length, out, err);
    return status || out->id || !sql->is_writing ? status : add(sql, bytes, length, out, err);
}

static struct sql_name *remembered(struct sql_store *sql, ts_symbol symbol)
{
    if (symbol >= sql->name_room) {
        uint32_t room = (ts_symbols_count(sql->store.symbols) + 1) * 2;
        sql->names = ts_memory_grow(sql->names, room * sizeof *sql->names);
        memset(sql->names + sql->name_room, 0, (room - sql->name_room) * sizeof *sql->names);
        sql->name_room = room;
    }
    return &sql->names[symbol];
}

// Nobody else can add a name while this store writes.
static bool is_absent(const struct sql_store *sql, const struct sql_name *name)
{
    return name->id < 0 && sql->is_writing && name->hash == sql->round;
}

enum ts_status ts_sql_name(struct sql_store *sql, ts_symbol symbol, struct sql_name *out, struct ts_err *err)
{
    *out = *remembered(sql, symbol);
    if (out->id > 0 || !symbol) return TS_OK;
    const char *text = ts_symbol_text(sql->store.symbols, symbol);
    size_t length = ts_symbol_length(sql->store.symbols, symbol);
    enum ts_status status = is_absent(sql, out) ? add(sql, text, length, out, err) : find_or_add(sql, text, length, out, err);
    if (!status) *remembered(sql, symbol) = *out;
    return status;
}

enum ts_status ts_sql_name_find(struct sql_store *sql, ts_symbol symbol, struct sql_name *out, struct ts_err *err)
{
    struct sql_name *known = remembered(sql, symbol);
    bool absent = is_absent(sql, known);
    *out = absent ? (struct sql_name){0} : *known;
    if (out->id > 0 || absent || !symbol) return TS_OK;
    enum ts_status status = find(sql, ts_symbol_text(sql->store.symbols, symbol), ts_symbol_length(sql->store.symbols, symbol), out, err);
    if (!status) *known = out->id ? *out : (struct sql_name){-1, sql->is_writing ? sql->round : -1};
    return status;
}

// Texts made while playing are not remembered, as there is no end of them; but what reads like a name is that name.
enum ts_status ts_sql_name_of_text(struct sql_store *sql, const struct ts_text *text, struct sql_name *out, struct ts_err *err)
{
    *out = (struct sql_name){0};
    if (!text) return TS_OK;
    ts_symbol symbol = text->symbol ? text->symbol : ts_symbol_find(sql->store.symbols, text->bytes, text->length);
    if (symbol) return ts_sql_name(sql, symbol, out, err);
    return find_or_add(sql, text->bytes, text->length, out, err);
}

// The place where the id is remembered, read if need be. With `wants_symbol` its text is given a symbol.
static enum ts_status look_up(struct sql_store *sql, int64_t id, bool wants_symbol, struct sql_back **out, struct ts_err *err)
{
    struct sql_back *back = *out = &sql->back[(uint64_t)id % SQL_CACHED];
    struct sql_statement *statement = ts_sql_of(sql, SQL_NAME_TEXT);
    bool found;
    if (back->id == id && (back->has_symbol || !wants_symbol)) return TS_OK;
    ts_sql_int(statement, 1, id);
    enum ts_status status = ts_sql_step(sql, SQL_NAME_TEXT, &found, err);
    if (status) return status;
    *back = (struct sql_back){.id = id, .has_symbol = wants_symbol};
    if (!found) return TS_OK;
    const char *text = ts_sql_get_text(statement, 0);
    if (text && wants_symbol) back->symbol = ts_symbol_add(sql->store.symbols, text, ts_sql_get_length(statement, 0));
    back->hash = ts_sql_get_int(statement, 1);
    ts_sql_done(sql, SQL_NAME_TEXT);
    return TS_OK;
}

enum ts_status ts_sql_symbol(struct sql_store *sql, int64_t id, ts_symbol *out, struct ts_err *err)
{
    struct sql_back *back;
    *out = 0;
    if (!id) return TS_OK;
    enum ts_status status = look_up(sql, id, true, &back, err);
    if (!status) *out = back->symbol;
    return status;
}

enum ts_status ts_sql_hash_of(struct sql_store *sql, int64_t id, int64_t *out, struct ts_err *err)
{
    struct sql_back *back;
    *out = id > 0 && id < sql->hash_count ? sql->hashes[id] : 0;
    if (!id || id < sql->hash_count) return TS_OK;
    enum ts_status status = look_up(sql, id, false, &back, err);
    if (!status) *out = back->hash;
    return status;
}

enum ts_status ts_sql_row_find(struct sql_store *sql, enum sql which, ts_symbol id, int64_t *row, struct ts_err *err)
{
    struct sql_name name;
    bool found;
    *row = 0;
    enum ts_status status = ts_sql_name_find(sql, id, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, which), 1, name.id);
    status = ts_sql_step(sql, which, &found, err);
    if (status || !found) return status;
    *row = ts_sql_get_int(ts_sql_of(sql, which), 0);
    ts_sql_done(sql, which);
    return TS_OK;
}

ts_symbol ts_sql_var_name(struct sql_store *sql, ts_symbol owner, ts_symbol name)
{
    uint64_t *known = ts_map_add(&sql->var_names, (uint64_t)owner << 32 | name);
    struct ts_buffer text = {0};
    if (*known) return (ts_symbol)*known;
    ts_buffer_add_text(&text, ts_symbol_text(sql->store.symbols, owner));
    ts_buffer_add_byte(&text, '.');
    ts_buffer_add_text(&text, ts_symbol_text(sql->store.symbols, name));
    *known = ts_symbol_add(sql->store.symbols, text.bytes, text.length);
    ts_buffer_clear(&text);
    return (ts_symbol)*known;
}

ts_symbol ts_sql_bare(struct sql_store *sql, ts_symbol full)
{
    uint64_t *known = ts_map_add(&sql->bares, full);
    const char *text = ts_symbol_text(sql->store.symbols, full), *first = strchr(text, '/'), *last = strrchr(text, '/');
    struct ts_buffer bare = {0};
    if (*known || !first) return (ts_symbol)*known;
    ts_buffer_add(&bare, text, (size_t)(first - text));
    ts_buffer_add_byte(&bare, '#');
    ts_buffer_add_text(&bare, last + 1);
    *known = ts_symbol_add(sql->store.symbols, bare.bytes, bare.length);
    ts_buffer_clear(&bare);
    return (ts_symbol)*known;
}
