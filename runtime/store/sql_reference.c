// sql_reference.c - references to characters inside of values: kept as numbers, so that a person can be forgotten
//
// The chain of acts holds values as they are, so nothing in them can be emptied later. A reference to a character is therefore kept
// as "#", the number of its id in `name`, ".", and that row's hash in hex. It is told as the id as long as there is one; of an erased
// person the number alone is left, which nobody is called by. The hash is made with a salt that no script reads, so none can guess
// another's number.
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"
#include "store/reference.h"
#include "store/sql.h"

enum { HEX = 16, TOKEN_MAX = 64 };

// Appends what stands in the id's place; nothing: it stays.
typedef enum ts_status sql_reword(struct sql_store *sql, const char *id, size_t length, struct ts_buffer *out, struct ts_err *err);

void ts_sql_reference_add(struct ts_buffer *out, const struct sql_name *name)
{
    ts_buffer_add_format(out, "#%lld.%016llx", (long long)name->id, (unsigned long long)name->hash);
}

static enum ts_status number(struct sql_store *sql, const char *id, size_t length, struct ts_buffer *out, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_CHARACTER_FIND);
    bool found;
    ts_sql_text(statement, 1, id, length);
    enum ts_status status = ts_sql_step(sql, SQL_CHARACTER_FIND, &found, err);
    if (status || !found) return status;
    ts_sql_reference_add(out, &(struct sql_name){ts_sql_get_int(statement, 0), ts_sql_get_int(statement, 1)});
    ts_sql_done(sql, SQL_CHARACTER_FIND);
    return TS_OK;
}

static bool read_number(const char *token, size_t length, struct sql_name *out)
{
    char text[TOKEN_MAX], *end;
    if (length >= sizeof text || length < HEX + 3 || *token != '#') return false;
    memcpy(text, token, length);
    text[length] = '\0';
    out->id = strtoll(text + 1, &end, 10);
    out->hash = (int64_t)strtoull(text + length - HEX, NULL, 16);
    return out->id > 0 && *end == '.' && end == text + length - HEX - 1;
}

static enum ts_status name(struct sql_store *sql, const char *token, size_t length, struct ts_buffer *out, struct ts_err *err)
{
    struct sql_name meant;
    ts_symbol symbol;
    int64_t hash;
    if (!read_number(token, length, &meant)) return TS_OK;
    enum ts_status status = ts_sql_symbol(sql, meant.id, &symbol, err);
    if (!status) status = ts_sql_hash_of(sql, meant.id, &hash, err);
    if (!status && symbol && hash == meant.hash)
        ts_buffer_add(out, ts_symbol_text(sql->store.symbols, symbol), ts_symbol_length(sql->store.symbols, symbol));
    return status;
}

// Keys of a map stand in the order of their bytes: a reference in one stays as it is.
static bool is_in_key(const char *at, const char *end)
{
    for (; at < end && *at != '"'; at++)
        if (*at == '\\') at++;
    return at + 1 < end && at[1] == ':';
}

// The same within a tree, where ids are written as JSON writes them.
static enum ts_status reword_quoted(struct sql_store *sql, sql_reword *reword, const char *id, size_t length, struct ts_buffer *out,
                                    struct ts_err *err)
{
    struct ts_buffer quoted = {0}, reworded = {0}, written = {0};
    struct ts_value plain = ts_value_nil();
    enum ts_status status = TS_OK;
    ts_buffer_add_byte(&quoted, '"');
    ts_buffer_add(&quoted, id, length);
    ts_buffer_add_byte(&quoted, '"');
    if (ts_value_decode(quoted.bytes, quoted.length, &plain, NULL) == TS_OK && plain.type == TS_TEXT)
        status = reword(sql, plain.text->bytes, plain.text->length, &reworded, err);
    if (reworded.length) {
        ts_canon_add_text(&written, reworded.bytes, reworded.length);
        ts_buffer_add(out, written.bytes + 1, written.length - 2);
    }
    ts_value_drop(&plain);
    ts_buffer_clear(&quoted);
    ts_buffer_clear(&reworded);
    ts_buffer_clear(&written);
    return status;
}

static enum ts_status reword_all(struct sql_store *sql, sql_reword *reword, struct ts_value value, struct ts_buffer *out, struct ts_err *err)
{
    bool is_json = value.type == TS_TREE;
    const char *text = value.text->bytes, *end = text + value.text->length;
    enum ts_status status = TS_OK;
    size_t length;
    for (const char *id; !status && (id = ts_reference_next(text, end, is_json, &length));) {
        ts_buffer_add(out, text, (size_t)(id - text));
        size_t before = out->length;
        if (!is_json) status = reword(sql, id, length, out, err);
        else if (!is_in_key(id + length, end)) status = reword_quoted(sql, reword, id, length, out, err);
        if (out->length == before) ts_buffer_add(out, id, length);
        text = id + length;
    }
    ts_buffer_add(out, text, (size_t)(end - text));
    return status;
}

static enum ts_status reword_value(struct sql_store *sql, sql_reword *reword, struct ts_value value, struct ts_value *out, struct ts_err *err)
{
    struct ts_buffer words = {0};
    size_t length;
    *out = ts_value_keep(value);
    if (value.type != TS_TEXT && value.type != TS_TREE) return TS_OK;
    if (!ts_reference_next(value.text->bytes, value.text->bytes + value.text->length, value.type == TS_TREE, &length)) return TS_OK;
    enum ts_status status = reword_all(sql, reword, value, &words, err);
    ts_value_drop(out);
    if (!status) {
        *out = ts_value_text(words.bytes, words.length);
        out->type = value.type;
    }
    ts_buffer_clear(&words);
    return status;
}

enum ts_status ts_sql_value_kept(struct sql_store *sql, struct ts_value value, struct ts_value *out, struct ts_err *err)
{
    return reword_value(sql, number, value, out, err);
}

enum ts_status ts_sql_value_told(struct sql_store *sql, struct sql_statement *row, int place, struct ts_value *out, struct ts_err *err)
{
    struct ts_value kept = ts_sql_get_value(row, place);
    enum ts_status status = reword_value(sql, name, kept, out, err);
    ts_value_drop(&kept);
    return status;
}
