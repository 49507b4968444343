// build_amend_part.c - the fields of amendments: what is written, where, and under which condition
#include <string.h>

#include "lua/amend.h"

// The value on top is a field's: where that is written.
static struct ts_draft_part *take(struct ts_scope *scope, void *to)
{
    struct ts_draft_part *part = to;
    part->is_given = true;
    part->place = ts_scope_find(scope, scope->field, false);
    return part;
}

const char *ts_part_when(struct ts_scope *scope)
{
    const char *when = NULL;
    if (!lua_istable(scope->L, -1)) return NULL;
    lua_pushstring(scope->L, "when");
    lua_rawget(scope->L, -2);
    if (lua_type(scope->L, -1) == LUA_TSTRING) when = ts_build_format(scope->build, "%.400s", lua_tostring(scope->L, -1));
    else if (lua_isfunction(scope->L, -1)) when = "a function";
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
    ts_read_words(scope, &take(scope, to)->text);
}

void ts_read_part_condition(struct ts_scope *scope, void *to)
{
    struct ts_draft_part *part = take(scope, to);
    if (lua_type(scope->L, -1) == LUA_TSTRING) part->when = ts_build_format(scope->build, "%.400s", lua_tostring(scope->L, -1));
    ts_read_condition(scope, &part->call);
}

void ts_read_part_function(struct ts_scope *scope, void *to)
{
    ts_read_function(scope, &take(scope, to)->call);
}
