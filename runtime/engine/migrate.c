// migrate.c - one run's migrations: those it has yet to have, those it had, the names it is to have by aliases
#include "engine/migrate.h"

#include <stdlib.h>
#include <string.h>

#include "engine/batch.h"
#include "engine/hand.h"
#include "game/script.h"

// --- one migration of one run

struct giving { // the variables that a migration's function is given
    struct ts_loose *loose;
    struct ts_migrating list;
};

static const char *loose_text(const struct ts_loose *loose, ts_symbol symbol)
{
    return ts_symbol_text(loose->engine->symbols, symbol);
}

static struct ts_migrated_var *find(const struct ts_migrating *list, ts_symbol name)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->vars[i].name == name) return &list->vars[i];
    return NULL;
}

static void give_declared(struct giving *giving, const struct ts_var *declared)
{
    const struct ts_loose_var *var = ts_loose_find_var(giving->loose, declared->owner, declared->name);
    if (find(&giving->list, declared->name)) return; // the story's come before the pack's own
    giving->list.vars[giving->list.count++] = (struct ts_migrated_var){
        declared->name, declared->owner, true, declared->is_map, false, ts_value_keep(var ? var->value : declared->initial)};
}

static void give_stored(struct giving *giving, const struct ts_loose_var *var)
{
    if (!var->name || find(&giving->list, var->name)) return;
    giving->list.vars[giving->list.count++] = (struct ts_migrated_var){.name = var->name, .owner = var->owner, .value = ts_value_keep(var->value)};
}

// Names of the story and of the pack itself, not those that other packs keep in the run.
static bool is_ours(const struct ts_loose_var *var, ts_symbol story, ts_symbol story_before, ts_symbol pack)
{
    return var->owner == story || var->owner == story_before || var->owner == pack;
}

static void take_back(struct giving *giving)
{
    for (uint32_t i = 0; i < giving->list.count; i++) {
        struct ts_migrated_var *var = &giving->list.vars[i];
        if (var->is_changed) ts_loose_put_var(giving->loose, var->owner, var->name, ts_value_keep(var->value));
        ts_value_drop(&var->value);
    }
    free(giving->list.vars);
}

static struct ts_run *stand_in(const struct ts_loose *loose, const struct ts_story *story)
{
    struct ts_run *run = ts_run_new(loose->engine->content, story);
    run->id = loose->record->id;
    run->player = loose->record->player;
    run->universe = loose->record->universe;
    run->character = loose->record->character;
    run->character_name = loose->record->character_name;
    run->seed = loose->record->seed;
    run->universe_row = loose->record->universe_row;
    run->head = (struct ts_head){.state = loose->record->state, .turn = loose->record->turn, .position = loose->record->position};
    run->head.scene = story->start;
    return run;
}

static enum ts_status call(struct giving *giving, const struct ts_migration *migration, const struct ts_story *story, struct ts_err *err)
{
    struct ts_engine *engine = giving->loose->engine;
    struct ts_run *run = stand_in(giving->loose, story);
    struct ts_view view = {.content = engine->content, .run = run, .world = ts_store_world(engine->store), .script = engine->script,
                           .phase = TS_READING, .position = run->head.position, .stream = migration->name};
    giving->list.story = loose_text(giving->loose, story->id);
    giving->list.scene = loose_text(giving->loose, giving->loose->scene);
    enum ts_status status = engine->script->migrate(engine->script->self, &view, migration->run, &giving->list, err);
    ts_run_free(run);
    if (!status) return TS_OK;
    struct ts_err why = *err;
    return ts_err_set(err, status, "migration \"%s\" of run \"%s\": %s; nothing was changed", ts_symbol_text(engine->symbols, migration->name),
                      ts_symbol_text(engine->symbols, giving->loose->record->id), why.message);
}

static enum ts_status give_and_call(struct ts_loose *loose, const struct ts_loose *before, const struct ts_migration *migration,
                                    const struct ts_story *story, struct ts_err *err)
{
    const struct ts_content *content = loose->engine->content;
    ts_symbol pack = content->packs[migration->pack].name;
    struct giving giving = {.loose = loose};
    giving.list.vars = ts_memory_get((story->var_count + content->own_count + before->var_count + 1) * sizeof *giving.list.vars);
    for (uint32_t i = 0; i < story->var_count; i++) give_declared(&giving, &story->vars[i]);
    for (uint32_t i = 0; i < content->own_count; i++)
        if (content->own[i].pack == migration->pack) give_declared(&giving, &content->own[i]);
    for (uint32_t i = 0; i < before->var_count; i++)
        if (is_ours(&before->vars[i], loose->story, before->story, pack)) give_stored(&giving, &before->vars[i]);
    enum ts_status status = call(&giving, migration, story, err);
    take_back(&giving);
    return status;
}

enum ts_status ts_migration_run(struct ts_loose *loose, const struct ts_migration *migration, struct ts_err *err)
{
    struct ts_loose before = ts_loose_copy(loose);
    enum ts_status status = TS_OK;
    ts_loose_rename(loose, &migration->renames);
    const struct ts_story *story = ts_content_find_story(loose->engine->content, loose_text(loose, loose->story));
    if (migration->run && story && story->pack == migration->pack) status = give_and_call(loose, &before, migration, story, err);
    ts_loose_clear(&before);
    return status;
}

// --- migrations in the run's own log

static const struct ts_migration *find_migration(const struct ts_content *content, ts_symbol name)
{
    for (uint32_t i = 0; i < content->migration_count; i++)
        if (content->migrations[i].name == name) return &content->migrations[i];
    return NULL;
}

struct had { // migrations that the run had, newest first
    const struct ts_content *content;
    int64_t after, until; // acts; until 0: all
    const struct ts_migration **items;
    uint32_t count;
};

static bool each_act(void *self, const struct ts_act_record *act)
{
    struct had *had = self;
    const struct ts_migration *migration = act->kind == TS_ACT_MIGRATE ? find_migration(had->content, act->pick) : NULL;
    if (act->seq <= had->after) return false;
    if (migration && had->count < had->content->migration_count && (!had->until || act->seq <= had->until)) had->items[had->count++] = migration;
    return true;
}

static enum ts_status find_had(const struct ts_loose *loose, struct had *had, struct ts_err *err)
{
    had->content = loose->engine->content;
    had->items = ts_memory_get((had->content->migration_count + 1) * sizeof *had->items);
    return ts_store_each_act(loose->engine->store, loose->record->row, 0, each_act, had, err);
}

enum ts_status ts_migrate_past(struct ts_loose *loose, int64_t until_seq, struct ts_err *err)
{
    struct had had = {.after = until_seq};
    if (!loose->engine->content->migration_count || !until_seq) return TS_OK;
    enum ts_status status = find_had(loose, &had, err);
    while (had.count && !status) status = ts_migration_run(loose, had.items[--had.count], err);
    free(had.items);
    return status;
}

static bool is_of_row(enum ts_renamed what)
{
    return what == TS_RENAMED_STORY || what == TS_RENAMED_FOCUS || what == TS_RENAMED_METACONCEPT;
}

static bool renames_rows(const struct ts_content *content)
{
    for (uint32_t i = 0; i < content->migration_count; i++)
        for (uint32_t k = 0; k < content->migrations[i].renames.count; k++)
            if (is_of_row(content->migrations[i].renames.items[k].what)) return true;
    return false;
}

static void rename_row(struct ts_loose *loose, const struct ts_renames *renames)
{
    struct ts_symbols *symbols = loose->engine->symbols;
    loose->story = ts_renames_now(renames, symbols, TS_RENAMED_STORY, loose->story);
    loose->focus = ts_renames_now(renames, symbols, TS_RENAMED_FOCUS, loose->focus);
    for (uint32_t i = 0; i < loose->record->metaconcept_count; i++)
        loose->metaconcepts[i] = ts_renames_now(renames, symbols, TS_RENAMED_METACONCEPT, loose->metaconcepts[i]);
}

enum ts_status ts_migrate_row(struct ts_loose *loose, int64_t until_seq, struct ts_err *err)
{
    struct had had = {.until = until_seq};
    if (!renames_rows(loose->engine->content)) return TS_OK;
    enum ts_status status = find_had(loose, &had, err);
    while (had.count && !status) rename_row(loose, &had.items[--had.count]->renames);
    free(had.items);
    return status;
}

// --- one run

static bool has_story(const struct ts_loose *loose)
{
    return ts_content_find_story(loose->engine->content, loose_text(loose, loose->story)) != NULL;
}

// What the run's row says for good reads otherwise now.
static bool has_other_row(const struct ts_migrate_act *act)
{
    size_t size = act->record->metaconcept_count * sizeof *act->before.metaconcepts;
    return act->before.story != act->after.story || act->before.focus != act->after.focus ||
           (size && memcmp(act->before.metaconcepts, act->after.metaconcepts, size));
}

static bool find_act(void *self, const struct ts_act_record *record)
{
    bool *is_first = self;
    if (record->kind == TS_ACT_MIGRATE) *is_first = false;
    return *is_first;
}

static enum ts_status has_no_act(const struct ts_migrate_act *act, bool *out, struct ts_err *err)
{
    *out = true;
    return ts_store_each_act(act->engine->store, act->record->row, 0, find_act, out, err);
}

static enum ts_status store_names(void *self, struct ts_err *err)
{
    return ts_migrate_act_store(self, err);
}

static enum ts_status make_names(struct ts_migrate_act *act, struct ts_err *err)
{
    enum ts_status status = ts_migrate_act_load(act, err);
    if (status) return status;
    ts_loose_rename(&act->after, &act->engine->content->aliases);
    bool is_needed = ts_migrate_act_is_needed(act);
    if (!is_needed && has_other_row(act)) status = has_no_act(act, &is_needed, err);
    if (status || !is_needed || !has_story(&act->after)) return status;
    return ts_batch_do(act->engine->store, store_names, act, err);
}

enum ts_status ts_migrate_names(struct ts_engine *engine, ts_symbol run, struct ts_err *err)
{
    struct ts_run_record record;
    if (!engine->content->aliases.count || ts_store_is_writing(engine->store)) return TS_OK;
    enum ts_status status = ts_store_load_run(engine->store, run, &record, err);
    if (status) return status;
    struct ts_migrate_act act = {.engine = engine, .record = &record};
    status = make_names(&act, err);
    ts_migrate_act_clear(&act);
    ts_run_record_clear(&record);
    return status;
}
