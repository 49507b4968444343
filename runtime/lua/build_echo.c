// build_echo.c - echoes: what a completed character leaves in its universe, to be met by later ones
#include <string.h>

#include "base/ident.h"
#include "lua/kinds.h"

struct echo {
    const char *story;
    struct ts_names endings;
    ts_call leaves;
};

static const struct ts_field echo_fields[] = {
    {"story", ts_read_words, offsetof(struct echo, story), true, "the story whose completed runs leave it"},
    {"endings", ts_read_names, offsetof(struct echo, endings), false, "only these endings of it", "string|string[]"},
    {"leaves", ts_read_function, offsetof(struct echo, leaves), false,
     "function(run, universe): the words that are left, nil for none; without it the character's name",
     TS_TYPE_LEAVES},
    {NULL, NULL, 0, false, NULL},
};

static const char *key_of(struct ts_scope *scope, const struct ts_definition *definition)
{
    return ts_build_format(scope->build, "echo/%s", definition->name);
}

// It is kept under a key of the world, so that it has a position and a history, and is met by those who come behind.
static void declare_echo(struct ts_scope *scope, const struct ts_definition *definition)
{
    struct ts_build *build = scope->build;
    struct ts_world_key *key;
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) {
        ts_scope_problem(scope, "bad-name", NULL, "\"%s\" cannot name an echo: use a-z, 0-9, _ and -", definition->name);
        return;
    }
    key = ts_list_add(&build->keys, build->scratch, sizeof *key);
    *key = (struct ts_world_key){.id = ts_build_full(build, scope->pack, key_of(scope, definition)), .pack = scope->pack->index,
                                 .initial = ts_value_text("", 0), .place = definition->place};
    ts_build_hold(build, key->initial);
    (void)ts_build_claim(build, scope->pack, 'w', key->id, definition->place);
}

static void add_handler(struct ts_scope *scope, const struct ts_definition *definition, const struct echo *echo, const char *ending)
{
    struct ts_build *build = scope->build;
    struct ts_draft_handler *handler = ts_build_add_handler(
        build, &(struct ts_handler){.happening = TS_RUN_COMPLETED, .pack = scope->pack->index, .place = definition->place, .run = echo->leaves,
                                    .echo = ts_build_full(build, scope->pack, key_of(scope, definition))});
    handler->story = echo->story;
    handler->ending = ending;
}

static void build_echo(struct ts_scope *scope, const struct ts_definition *definition)
{
    static const struct ts_field *const tables[] = {echo_fields, NULL};
    struct echo echo = {0};
    if (!ts_ident_is_name(definition->name, strlen(definition->name))) return; // told when it was to be declared
    scope->what = ts_build_text(scope->build, ts_build_full(scope->build, scope->pack, key_of(scope, definition)));
    ts_fields_check(scope, tables);
    ts_fields_read(scope, echo_fields, &echo);
    if (!echo.story) return;
    if (!echo.endings.count) add_handler(scope, definition, &echo, NULL);
    for (uint32_t i = 0; i < echo.endings.count; i++) add_handler(scope, definition, &echo, echo.endings.items[i]);
}

const struct ts_kind ts_kind_echo = {.name = "echo", .is_named = true, .fields = {echo_fields}, .declare = declare_echo, .build = build_echo};
