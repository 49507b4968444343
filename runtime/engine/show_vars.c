// show_vars.c - a run's variables, its care and its character as canonical JSON, over what the content declares
#include <stdlib.h>
#include <string.h>

#include "engine/json.h"
#include "engine/show.h"

struct named {
    const char *owner, *name;
    struct ts_value value;
}; // value is a reference of its own
struct vars {
    struct ts_engine *engine;
    const char *story, *story_now;
    struct named *items;
    uint32_t count, room;
};

static void put_var(struct vars *vars, const char *owner, const char *name, struct ts_value value)
{
    for (uint32_t i = 0; i < vars->count; i++) {
        struct named *var = &vars->items[i];
        if (strcmp(var->owner, owner) || strcmp(var->name, name)) continue;
        if (value.type == TS_NIL) return; // back to what was declared
        ts_value_drop(&var->value);
        var->value = ts_value_keep(value);
        return;
    }
    if (vars->count == vars->room) {
        vars->room = vars->room ? vars->room * 2 : 16;
        vars->items = ts_memory_grow(vars->items, vars->room * sizeof *vars->items);
    }
    vars->items[vars->count++] = (struct named){owner, name, ts_value_keep(value)};
}

static void each_var(void *self, const struct ts_var_record *var)
{
    struct vars *vars = self;
    put_var(vars, ts_symbol_text(vars->engine->symbols, var->owner), ts_symbol_text(vars->engine->symbols, var->name), var->value);
}

static void put_declared(struct vars *vars, const struct ts_content *content, ts_symbol story_id)
{
    const struct ts_story *story = content ? ts_content_find_story(content, ts_symbol_text(vars->engine->symbols, story_id)) : NULL;
    for (uint32_t i = 0; story && i < story->var_count + content->own_count; i++) {
        const struct ts_var *var = ts_content_var(content, story, i);
        put_var(vars, ts_symbol_text(vars->engine->symbols, var->owner), ts_symbol_text(vars->engine->symbols, var->name), var->initial);
    }
}

static int by_name(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    int order = strcmp(one->owner, other->owner);
    return order ? order : strcmp(one->name, other->name);
}

static void add_var(struct ts_engine *engine, struct ts_buffer *json, const struct named *var)
{
    ts_json_key(json, var->name);
    ts_show_add_value(engine, json, var->value);
}

// Under the name it was begun with, or the one that its story has by now.
static bool is_of_story(const struct vars *vars, const struct named *var)
{
    return !strcmp(var->owner, vars->story) || !strcmp(var->owner, vars->story_now);
}

// What the run's player asked to be spared: the host's, shown by itself.
static bool is_care(const struct named *var)
{
    return !strcmp(var->owner, "care") && !strcmp(var->name, "settings");
}

// Who its character became: the host's too.
static bool is_character(const struct named *var)
{
    return !strcmp(var->owner, "run.character");
}

static void add_story_vars(struct ts_buffer *json, const struct vars *vars)
{
    ts_json_key(json, "vars");
    ts_json_open(json, '{');
    for (uint32_t i = 0; i < vars->count; i++)
        if (is_of_story(vars, &vars->items[i])) add_var(vars->engine, json, &vars->items[i]);
    ts_json_close(json, '}');
}

static void add_own_vars(struct ts_buffer *json, const struct vars *vars)
{
    const char *owner = NULL;
    ts_json_key(json, "own");
    ts_json_open(json, '{');
    for (uint32_t i = 0; i < vars->count; i++) {
        const struct named *var = &vars->items[i];
        if (is_of_story(vars, var) || is_care(var) || is_character(var)) continue;
        if (!owner || strcmp(owner, var->owner)) {
            if (owner) ts_json_close(json, '}');
            owner = var->owner;
            ts_json_key(json, owner);
            ts_json_open(json, '{');
        }
        add_var(vars->engine, json, var);
    }
    if (owner) ts_json_close(json, '}');
    ts_json_close(json, '}');
}

static void add_state(struct ts_engine *engine, struct ts_buffer *json, const struct ts_care_state *state)
{
    const struct ts_symbols *symbols = engine->symbols;
    ts_show_add_care(engine, json, &state->settings);
    json->length--; // the brace that closes the settings
    ts_json_key(json, "ceiling_now");
    ts_json_value(json, ts_value_real(ts_care_ceiling(&state->settings)));
    ts_json_field_symbol(json, "gate", symbols, state->gate);
    ts_json_field_int(json, "skips_session", state->skips_session);
    ts_json_field_int(json, "left_out", state->left.count);
    ts_json_close(json, '}');
}

// The run's own copy, and what came of it. Without its story nobody can tell.
static void add_care(struct ts_buffer *json, const struct vars *vars, const struct ts_story *story)
{
    const struct ts_content *content = vars->engine->content;
    int64_t slot = story ? ts_care_slot(content, story) : -1;
    ts_json_key(json, "care");
    if (slot < 0) {
        ts_json_null(json);
        return;
    }
    struct ts_run *run = ts_run_new(content, story);
    for (uint32_t i = 0; i < vars->count; i++) {
        if (!is_care(&vars->items[i])) continue;
        ts_value_drop(&run->vars[slot]);
        run->vars[slot] = ts_value_keep(vars->items[i].value);
    }
    add_state(vars->engine, json, ts_care_of(content, run));
    ts_run_free(run);
}

static void add_character(struct ts_buffer *json, const struct vars *vars)
{
    const struct ts_text *state = NULL;
    for (uint32_t i = 0; i < vars->count; i++)
        if (is_character(&vars->items[i]) && vars->items[i].value.type == TS_TREE) state = vars->items[i].value.text;
    ts_json_key(json, "character");
    ts_show_add_character(vars->engine, json, state);
}

static void clear(struct vars *vars)
{
    for (uint32_t i = 0; i < vars->count; i++) ts_value_drop(&vars->items[i].value);
    free(vars->items);
}

enum ts_status ts_show_add_vars(struct ts_engine *engine, const struct ts_run_record *record, struct ts_buffer *json, struct ts_err *err)
{
    struct vars vars = {.engine = engine};
    vars.story = vars.story_now = ts_symbol_text(engine->symbols, record->story);
    const struct ts_story *story = engine->content ? ts_content_find_story(engine->content, vars.story) : NULL;
    if (story) vars.story_now = ts_symbol_text(engine->symbols, story->id);
    put_declared(&vars, engine->content, record->story);
    enum ts_status status = ts_store_each_var(engine->store, record->row, 0, each_var, &vars, err);
    if (vars.count) qsort(vars.items, vars.count, sizeof *vars.items, by_name);
    add_story_vars(json, &vars);
    add_own_vars(json, &vars);
    add_care(json, &vars, story);
    add_character(json, &vars);
    clear(&vars);
    return status;
}
