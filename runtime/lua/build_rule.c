// build_rule.c - handlers: what a pack does when something happens
#include <lauxlib.h>
#include <string.h>

#include "base/suggest.h"
#include "lua/kinds.h"
#include "lua/prelude.h"

static const struct ts_field filter_fields[] = {
    {"story", ts_read_words, offsetof(struct ts_draft_handler, story), false, "only in this story"},
    {"scene", ts_read_words, offsetof(struct ts_draft_handler, scene), false, "only in this scene: \"lantern/quay\""},
    {"choice", ts_read_words, offsetof(struct ts_draft_handler, choice), false, "only this choice: \"lantern/quay/light\""},
    {"id", ts_read_words, offsetof(struct ts_draft_handler, id), false, "only this milestone, insight, metaconcept or unlock"},
    {"ending", ts_read_words, offsetof(struct ts_draft_handler, ending), false, "only this ending: \"lantern/spoken\""},
    {"every", ts_read_count, offsetof(struct ts_draft_handler, model.every), false, "only every so many turns of the run"},
    {NULL, NULL, 0, false, NULL},
};

ts_call ts_handler_make(struct ts_scope *scope, const char *function, const char *name)
{
    ts_call call = 0;
    ts_prelude_push(scope->L, &ts_api_on, function);
    lua_pushstring(scope->L, name);
    lua_call(scope->L, 1, 1);
    ts_read_function(scope, &call);
    lua_pop(scope->L, 1);
    return call;
}

static const char *nearest_happening(const char *name)
{
    const char *names[TS_HAPPENING_COUNT];
    for (int i = 0; i < TS_HAPPENING_COUNT; i++) names[i] = ts_happening_name(i);
    return ts_suggest(name, names, TS_HAPPENING_COUNT);
}

static void build_handler(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {filter_fields, NULL};
    struct ts_build *build = scope->build;
    int happening = ts_happening_find(definition->name);
    struct ts_draft_handler *handler;
    if (happening < 0) {
        ts_scope_problem(scope, "unknown-event", ts_build_did_you_mean(build, nearest_happening(definition->name)),
                         "nothing is called \"%s\"", definition->name);
        return;
    }
    handler = ts_list_add(&build->handlers, build->scratch, sizeof *handler);
    handler->model.happening = (enum ts_happening)happening;
    handler->model.pack = scope->pack->index;
    handler->model.place = definition->place;
    scope->what = ts_build_format(build, "on %s of %s", definition->name, ts_build_text(build, scope->pack->name));
    lua_rawgeti(scope->L, -1, 1);
    if (lua_istable(scope->L, -1)) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, filter_fields, handler);
    }
    lua_rawgeti(scope->L, -2, 2);
    scope->field = "handler";
    ts_read_function(scope, &handler->model.run);
    lua_pop(scope->L, 2);
}

const struct ts_kind ts_kind_handler = {.name = "on", .is_named = true, .fields = {filter_fields}, .build = build_handler};
