// fields.c - reads a definition's table by a table of its fields
#include "lua/fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "lua/locale.h"

enum { NAMES_MAX = 64, LIST_MAX = 200, UNKNOWN_MAX = 20, VALUE_COST = 500, WORD_COST = 100 };

// --- problems

static const char *what_of(const struct ts_scope *scope)
{
    return scope->what ? scope->what : "this definition";
}

void ts_scope_problem(struct ts_scope *scope, const char *code, const char *hint, const char *format, ...)
{
    char message[TS_ERR_SIZE];
    va_list words;
    va_start(words, format);
    vsnprintf(message, sizeof message, format, words);
    va_end(words);
    ts_build_problem(scope->build, scope->pack, scope->place, code, hint, "%s", message);
}

void ts_scope_wrong(struct ts_scope *scope, const char *wanted)
{
    ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" must be %s, not a %s", scope->field ? scope->field : "table",
                     what_of(scope), wanted, lua_typename(scope->L, lua_type(scope->L, -1)));
}

struct ts_place ts_scope_find(struct ts_scope *scope, const char *name, enum ts_written how)
{
    struct ts_lua_source *source = ts_build_source(scope->pack, scope->place);
    struct ts_place place = scope->place;
    if (source) place.line = ts_source_line(source, scope->build->scratch, name, how, place.line);
    return place;
}

struct ts_place ts_scope_find_text(struct ts_scope *scope, const char *text, size_t length)
{
    struct ts_lua_source *source = ts_build_source(scope->pack, scope->place);
    struct ts_place place = scope->place;
    if (source) place.line = ts_source_line_of_text(source, scope->build->scratch, text, length, place.line);
    return place;
}

// --- fields

static void push_field(lua_State *L, const char *name)
{
    if (strcmp(name, "[1]") == 0) {
        lua_rawgeti(L, -1, 1);
    } else {
        lua_pushstring(L, name);
        lua_rawget(L, -2);
    }
}

bool ts_fields_is_table(struct ts_scope *scope, const char *wanted)
{
    if (lua_istable(scope->L, -1)) return true;
    ts_scope_wrong(scope, wanted);
    return false;
}

// A field without a name of its own is called by what it is: "the label".
static void report_missing(struct ts_scope *scope, const struct ts_field *row)
{
    if (*row->name == '[') ts_scope_problem(scope, "missing-field", NULL, "\"%s\" lacks %s", what_of(scope), row->doc);
    else ts_scope_problem(scope, "missing-field", NULL, "\"%s\" has no \"%s\"", what_of(scope), row->name);
}

void ts_fields_read(struct ts_scope *scope, const struct ts_field *rows, void *to)
{
    const char *outer = scope->field;
    for (const struct ts_field *row = rows; row->name; row++) {
        push_field(scope->L, row->name);
        scope->field = row->name;
        if (!lua_isnil(scope->L, -1))
            row->read(scope, (char *)to + row->offset);
        else if (row->required)
            report_missing(scope, row);
        lua_pop(scope->L, 1);
    }
    scope->field = outer;
}

static bool is_field(const struct ts_field *const *tables, const char *name)
{
    for (; *tables; tables++)
        for (const struct ts_field *row = *tables; row->name; row++)
            if (strcmp(row->name, name) == 0) return true;
    return false;
}

static const char *nearest(const struct ts_field *const *tables, const char *name)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; *tables; tables++)
        for (const struct ts_field *row = *tables; row->name && count < NAMES_MAX; row++) names[count++] = row->name;
    return ts_suggest(name, names, count);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *key_name(struct ts_scope *scope)
{
    lua_State *L = scope->L;
    size_t length;
    const char *name;
    if (lua_isinteger(L, -1)) return ts_build_format(scope->build, "[%lld]", (long long)lua_tointeger(L, -1));
    if (lua_type(L, -1) != LUA_TSTRING) return ts_build_format(scope->build, "[a %s]", lua_typename(L, lua_type(L, -1)));
    name = lua_tolstring(L, -1, &length);
    return ts_arena_copy(scope->build->scratch, name, length > TS_IDENT_MAX ? TS_IDENT_MAX : length);
}

void ts_fields_check(struct ts_scope *scope, const struct ts_field *const *tables)
{
    lua_State *L = scope->L;
    struct ts_list unknown = {0};
    for (lua_pushnil(L); lua_next(L, -2);) {
        const char *name;
        lua_pop(L, 1);
        name = key_name(scope);
        ts_box_charge(L, WORD_COST);
        if (!is_field(tables, name)) ts_list_push(&unknown, scope->build->scratch, (void *)name);
    }
    if (unknown.count) qsort(unknown.items, unknown.count, sizeof *unknown.items, compare_names);
    for (uint32_t i = 0; i < unknown.count && i < UNKNOWN_MAX; i++) {
        const char *name = unknown.items[i];
        struct ts_place place = ts_scope_find(scope, name, TS_WRITTEN_NAME);
        ts_build_problem(scope->build, scope->pack, place, "unknown-field", ts_build_did_you_mean(scope->build, nearest(tables, name)),
                         "unknown field \"%s\" in \"%s\"", name, what_of(scope));
    }
}

struct ts_names ts_scope_keys(struct ts_scope *scope)
{
    lua_State *L = scope->L;
    struct ts_list keys = {0};
    for (lua_pushnil(L); lua_next(L, -2);) {
        const char *name = (lua_pop(L, 1), key_name(scope));
        ts_box_charge(L, WORD_COST);
        if (lua_type(L, -1) == LUA_TSTRING)
            ts_list_push(&keys, scope->build->scratch, (void *)name);
        else
            ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" needs names, as in { name = … }, but has %s",
                             scope->field ? scope->field : "table", what_of(scope), name);
    }
    if (keys.count) qsort(keys.items, keys.count, sizeof *keys.items, compare_names);
    return (struct ts_names){.items = (const char *const *)keys.items, .count = keys.count};
}

uint32_t ts_scope_count(struct ts_scope *scope)
{
    lua_State *L = scope->L;
    lua_Unsigned length, keys = 0;
    if (!ts_fields_is_table(scope, "a list")) return 0;
    length = lua_rawlen(L, -1);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) keys++;
    if (keys == length && length <= UINT32_MAX) return (uint32_t)length;
    ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" must be a list without gaps or names",
                     scope->field ? scope->field : "table", what_of(scope));
    return 0;
}

bool ts_scope_value(struct ts_scope *scope, bool is_map, struct ts_value *out)
{
    struct ts_err err;
    if (ts_lua_read_value(scope->L, lua_gettop(scope->L), is_map, out, &err) != TS_OK) {
        ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" cannot be kept: %s", scope->field, what_of(scope), err.message);
        return false;
    }
    ts_build_hold(scope->build, *out);
    ts_box_charge(scope->L, VALUE_COST + (out->type == TS_TEXT || out->type == TS_TREE ? 2 * (lua_Integer)out->text->length : 0));
    return true;
}

char *ts_scope_string(struct ts_scope *scope)
{
    size_t length;
    const char *text;
    if (lua_type(scope->L, -1) != LUA_TSTRING) {
        ts_scope_wrong(scope, "a text");
        return NULL;
    }
    text = lua_tolstring(scope->L, -1, &length);
    ts_box_charge(scope->L, WORD_COST + (lua_Integer)length);
    if (!ts_canon_is_text(text, length)) {
        ts_scope_problem(scope, "bad-text", NULL, "\"%s\" of \"%s\" is not text in UTF-8", scope->field, what_of(scope));
        return NULL;
    }
    return ts_arena_copy(scope->build->keep, text, length);
}

// --- readers

void ts_read_nothing(struct ts_scope *scope, void *to)
{
    (void)scope;
    (void)to;
}

void ts_read_table(struct ts_scope *scope, void *to)
{
    (void)to;
    (void)ts_fields_is_table(scope, "a table");
}

void ts_read_words(struct ts_scope *scope, void *to)
{
    *(const char **)to = ts_scope_string(scope);
}

void ts_read_title(struct ts_scope *scope, void *to)
{
    const char *words = ts_scope_string(scope);
    if (words) *(const char **)to = ts_scope_told(scope, ts_scope_line(scope), words);
}

void ts_read_name(struct ts_scope *scope, void *to)
{
    const char *text = ts_scope_string(scope);
    if (!text) return;
    if (ts_ident_is_name(text, strlen(text)))
        *(ts_symbol *)to = ts_symbol_of(scope->build->symbols, text);
    else
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" of \"%s\" must be a name of a-z, 0-9, _ and -, not \"%s\"", scope->field,
                         what_of(scope), text);
}

void ts_read_bool(struct ts_scope *scope, void *to)
{
    if (lua_isboolean(scope->L, -1))
        *(bool *)to = lua_toboolean(scope->L, -1);
    else
        ts_scope_wrong(scope, "true or false");
}

void ts_read_count(struct ts_scope *scope, void *to)
{
    int is_integer;
    lua_Integer count = lua_type(scope->L, -1) == LUA_TNUMBER ? lua_tointegerx(scope->L, -1, &is_integer) : (is_integer = 0);
    if (is_integer && count >= 0 && count <= INT32_MAX)
        *(uint32_t *)to = (uint32_t)count;
    else if (lua_type(scope->L, -1) != LUA_TNUMBER)
        ts_scope_wrong(scope, "a whole number");
    else
        ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" must be a whole number from 0", scope->field, what_of(scope));
}

void ts_read_share(struct ts_scope *scope, void *to)
{
    double share = lua_type(scope->L, -1) == LUA_TNUMBER ? lua_tonumber(scope->L, -1) : -1;
    if (share >= 0 && share <= 1)
        *(double *)to = share;
    else
        ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" must be a number from 0 to 1", scope->field, what_of(scope));
}

void ts_read_names(struct ts_scope *scope, void *to)
{
    struct ts_names *names = to;
    uint32_t count = 1;
    const char **items;
    bool is_list = lua_istable(scope->L, -1);
    if (is_list) count = ts_scope_count(scope);
    if (count > LIST_MAX) {
        ts_scope_problem(scope, "wrong-type", NULL, "\"%s\" of \"%s\" has more than %d items", scope->field, what_of(scope), LIST_MAX);
        return;
    }
    items = ts_arena_get(scope->build->keep, (count + 1) * sizeof *items);
    names->items = items;
    for (uint32_t i = 0; i < count; i++) {
        if (is_list) lua_rawgeti(scope->L, -1, i + 1);
        if ((items[names->count] = ts_scope_string(scope))) names->count++;
        if (is_list) lua_pop(scope->L, 1);
    }
}
