// build_text.c - texts, conditions and functions of a definition
#include <lauxlib.h>
#include <string.h>

#include "base/canon.h"
#include "lua/locale.h"

enum { DEPTH_MAX = 8, PARTS_MAX = 1000, CONDITION_COST = 2000, FUNCTION_COST = 500 };

const char *ts_scope_role(struct ts_scope *scope)
{
    return ts_build_format(scope->build, "%s of %s", scope->field, scope->what);
}

static const struct ts_story *known_story(const struct ts_scope *scope)
{
    return scope->story ? scope->story->known : NULL;
}

// --- conditions and functions

// By what compiling takes: it grows with the line, see condition.c.
void ts_scope_charge_condition(struct ts_scope *scope, size_t length, struct ts_place place)
{
    ts_box_charge(scope->L, CONDITION_COST + (lua_Integer)length + 2 * (lua_Integer)place.line);
}

ts_call ts_scope_compile(struct ts_scope *scope, const char *source, size_t length)
{
    struct ts_build *build = scope->build;
    struct ts_place place = ts_scope_find_text(scope, source, length);
    struct ts_check *check;
    struct ts_err err;
    ts_call call = 0;
    ts_scope_charge_condition(scope, length, place);
    if (!ts_canon_is_text(source, length))
        ts_err_set(&err, TS_FAILED, "it is not text in UTF-8");
    else if (ts_condition_compile(scope->pack, known_story(scope), source, length, ts_scope_role(scope), place, &call, &err) == TS_OK)
        goto compiled;
    ts_build_problem(build, scope->pack, place, "bad-condition", NULL, "the condition \"%.200s\" in %s cannot be read: %s", source,
                     ts_scope_role(scope), err.message);
    return 0;
compiled:
    if (build->is_rebuilding) return call;
    check = ts_list_add(&build->checks, build->scratch, sizeof *check);
    *check = (struct ts_check){.pack = scope->pack,
                               .story = known_story(scope),
                               .length = length,
                               .place = place,
                               .what = ts_scope_role(scope),
                               .source = ts_arena_copy(build->scratch, source, length)};
    return call;
}

// Keeps a copy of the function on top.
static ts_call keep_function(struct ts_scope *scope)
{
    lua_State *L = scope->L;
    lua_Debug info;
    struct ts_place place = scope->place;
    ts_box_charge(L, FUNCTION_COST);
    if (ts_box_watch(scope->pack->box, -1, NULL) != TS_OK) luaL_error(L, "not enough memory");
    lua_pushvalue(L, -1);
    if (lua_getinfo(L, ">S", &info) && info.linedefined > 0 && info.source[0] == '@')
        place = (struct ts_place){.file = ts_symbol_of(scope->build->symbols, info.source + 1), .line = (uint32_t)info.linedefined};
    lua_pushvalue(L, -1);
    return ts_lua_call_add(scope->pack, ts_scope_role(scope), place, known_story(scope));
}

void ts_read_function(struct ts_scope *scope, void *to)
{
    if (lua_isfunction(scope->L, -1))
        *(ts_call *)to = keep_function(scope);
    else
        ts_scope_wrong(scope, "a function");
}

void ts_read_condition(struct ts_scope *scope, void *to)
{
    size_t length;
    const char *source;
    if (lua_isfunction(scope->L, -1)) {
        *(ts_call *)to = keep_function(scope);
    } else if (lua_type(scope->L, -1) == LUA_TSTRING) {
        source = lua_tolstring(scope->L, -1, &length);
        *(ts_call *)to = ts_scope_compile(scope, source, length);
    } else {
        ts_scope_wrong(scope, "a condition in quotes or a function");
    }
}

// --- texts

static const struct ts_prose *wrap_function(struct ts_scope *scope)
{
    struct ts_prose_part part = {.function = keep_function(scope)};
    return ts_prose_of_parts(scope->build->keep, &part, 1);
}

struct part {
    const struct ts_prose *first, *text, *instead;
    ts_call when;
};

const struct ts_field ts_part_fields[] = {
    {"when", ts_read_condition, offsetof(struct part, when), false, "shown only while this holds"},
    {"[1]", ts_read_text, offsetof(struct part, first), false, "the words"},
    {"text", ts_read_text, offsetof(struct part, text), false, "the words, by name"},
    {"instead", ts_read_text, offsetof(struct part, instead), false, "the words for those who asked not to see these"},
    {NULL, NULL, 0, false, NULL},
};

static struct ts_prose_part read_part(struct ts_scope *scope)
{
    static const struct ts_field *const tables[] = {ts_part_fields, ts_care_fields, NULL};
    struct ts_prose_part out = {0};
    struct part part = {0};
    struct ts_care care = ts_care_none();
    if (lua_isfunction(scope->L, -1)) return (struct ts_prose_part){.function = keep_function(scope)};
    if (lua_type(scope->L, -1) == LUA_TSTRING) return (struct ts_prose_part){.words = ts_scope_prose(scope)};
    if (!ts_fields_is_table(scope, "a text, a function or a part { text = … }")) return out;
    ts_fields_check(scope, tables);
    ts_fields_read(scope, ts_part_fields, &part);
    ts_fields_read(scope, ts_care_fields, &care);
    out = (struct ts_prose_part){.words = part.text ? part.text : part.first,
                                 .when = part.when,
                                 .instead = part.instead,
                                 .care = ts_care_keep(scope, &care)};
    if (!out.words) ts_scope_problem(scope, "missing-field", NULL, "a part of %s has no text", ts_scope_role(scope));
    return out;
}

static bool is_part(struct ts_scope *scope)
{
    static const char *const names[] = {"text", "when", "themes", "intensity", "warning", "instead"};
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++) {
        lua_pushstring(scope->L, names[i]);
        lua_rawget(scope->L, -2);
        found = !lua_isnil(scope->L, -1);
        lua_pop(scope->L, 1);
    }
    return found;
}

static const struct ts_prose *read_parts(struct ts_scope *scope)
{
    struct ts_prose_part *parts, one;
    const char *line = scope->line;
    uint32_t count;
    if (is_part(scope)) {
        one = read_part(scope);
        return ts_prose_of_parts(scope->build->keep, &one, 1);
    }
    count = ts_scope_count(scope);
    if (count > PARTS_MAX) {
        ts_scope_problem(scope, "bad-text", NULL, "%s has more than %d parts", ts_scope_role(scope), PARTS_MAX);
        return NULL;
    }
    parts = ts_arena_get(scope->build->scratch, (count + 1) * sizeof *parts);
    for (uint32_t i = 0; i < count; i++) {
        if (line) scope->line = ts_build_format(scope->build, "%s/%u", line, i + 1);
        lua_rawgeti(scope->L, -1, i + 1);
        parts[i] = read_part(scope);
        lua_pop(scope->L, 1);
    }
    scope->line = line;
    return ts_prose_of_parts(scope->build->keep, parts, count);
}

void ts_read_text(struct ts_scope *scope, void *to)
{
    const struct ts_prose **out = to;
    const char *field = scope->field, *line = scope->line;
    luaL_checkstack(scope->L, 20, "to read a text");
    if (scope->depth >= DEPTH_MAX) {
        ts_scope_problem(scope, "bad-text", NULL, "%s has texts in texts more than %d deep", ts_scope_role(scope), DEPTH_MAX);
        return;
    }
    scope->depth++;
    scope->line = ts_scope_line(scope);
    if (lua_type(scope->L, -1) == LUA_TSTRING)
        *out = ts_scope_prose(scope);
    else if (lua_isfunction(scope->L, -1))
        *out = wrap_function(scope);
    else if (lua_istable(scope->L, -1))
        *out = read_parts(scope);
    else
        ts_scope_wrong(scope, "a text, a function or a list of parts");
    scope->depth--;
    scope->field = field;
    scope->line = line;
}
