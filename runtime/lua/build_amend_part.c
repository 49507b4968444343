// build_amend_part.c - the fields of amendments: what is written, where, and under which condition
#include <string.h>

#include "lua/amend.h"

// The value on top is a field's: where that is written.
static struct ts_draft_part *take(struct ts_scope *scope, void *to)
{
    struct ts_draft_part *part = to;
    part->is_given = true;
    part->place = ts_scope_find(scope, scope->field, TS_WRITTEN_NAME);
    return part;
}

// The condition on top in words.
static const char *describe(struct ts_scope *scope)
{
    lua_Debug info;
    if (lua_type(scope->L, -1) == LUA_TSTRING) return ts_build_format(scope->build, "%.400s", lua_tostring(scope->L, -1));
    if (!lua_isfunction(scope->L, -1)) return NULL;
    lua_pushvalue(scope->L, -1);
    if (!lua_getinfo(scope->L, ">S", &info) || info.linedefined <= 0 || info.source[0] != '@') return "a function";
    return ts_build_format(scope->build, "the function at %.200s:%d", info.source + 1, info.linedefined);
}

const char *ts_part_when(struct ts_scope *scope)
{
    const char *when = NULL;
    if (!lua_istable(scope->L, -1)) return NULL;
    lua_pushstring(scope->L, "when");
    lua_rawget(scope->L, -2);
    when = describe(scope);
    lua_pop(scope->L, 1);
    return when;
}

void ts_read_part_text(struct ts_scope *scope, void *to)
{
    struct ts_draft_part *part = take(scope, to);
    part->when = ts_part_when(scope);
    ts_read_text(scope, &part->words);
}

void ts_read_part_words(struct ts_scope *scope, void *to)
{
    ts_read_title(scope, &take(scope, to)->text);
}

void ts_read_part_count(struct ts_scope *scope, void *to)
{
    ts_read_count(scope, &take(scope, to)->count);
}

void ts_read_part_condition(struct ts_scope *scope, void *to)
{
    struct ts_draft_part *part = take(scope, to);
    part->when = describe(scope);
    ts_read_condition(scope, &part->call);
}

void ts_read_part_function(struct ts_scope *scope, void *to)
{
    ts_read_function(scope, &take(scope, to)->call);
}
