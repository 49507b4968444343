// build_group.c - choices that scenes share, made once for each story that includes them
#include <lauxlib.h>
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

static void declare_group(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    ts_symbol id = ts_build_full(build, scope->pack, definition->name);
    struct ts_draft_group *group;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name shared choices: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    if (!ts_build_claim(build, scope->pack, 'i', id, definition->place)) return;
    group = ts_list_add(&build->groups, build->scratch, sizeof *group);
    *group = (struct ts_draft_group){.id = id, .pack = scope->pack, .definition = definition};
    *ts_map_add(&build->group_by_id, id) = build->groups.count;
}

static const struct ts_draft_group *find_group(const struct ts_build *build, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&build->group_by_id, id);
    return at ? build->groups.items[*at - 1] : NULL;
}

void ts_group_build(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_instance *instance, lua_State *L)
{
    const struct ts_draft_group *group = find_group(build, instance->group);
    struct ts_draft_story *story = ts_build_find_story(build, instance->story->id);
    struct ts_draft_made *made;
    struct ts_scope scope = {
        .build = build, .pack = pack, .L = L, .story = story, .what = ts_build_text(build, instance->group), .field = "choices"};
    if (!group || !story || group->definition->ref == LUA_NOREF) return;
    scope.place = group->definition->place;
    made = ts_list_add(&story->made, build->scratch, sizeof *made);
    made->group = instance->group;
    *ts_map_add(&story->made_by_group, instance->group) = story->made.count;
    luaL_checkstack(L, 40, "to read choices");
    lua_rawgeti(L, LUA_REGISTRYINDEX, group->definition->ref);
    ts_choices_build(&scope, scope.what, &made->choices);
    lua_pop(L, 1);
}

const struct ts_kind ts_kind_choices = {.name = "choices", .is_named = true, .declare = declare_group};
