// migrate_store.c - the migrations that a store has not had yet, to all runs that they concern
#include <stdlib.h>
#include <string.h>

#include "engine/batch.h"
#include "engine/gone.h"
#include "engine/hand.h"
#include "engine/migrate.h"

struct concerned { // a run of the pack
    ts_symbol run;
    bool is_locked;
};

struct migrating { // one pack's
    struct ts_engine *engine;
    uint32_t pack;
    const struct ts_migration **pending;
    int64_t *runs; // by pending: how many it concerned
    uint32_t pending_count;
    struct concerned *concerned;
    uint32_t concerned_count, concerned_room;
};

// --- which are pending

static void strike(void *self, const struct ts_deed_record *deed)
{
    struct migrating *migrating = self;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < migrating->pending_count; i++)
        if (migrating->pending[i]->name != deed->name) migrating->pending[kept++] = migrating->pending[i];
    migrating->pending_count = kept;
}

static enum ts_status find_pending(struct migrating *migrating, struct ts_err *err)
{
    const struct ts_content *content = migrating->engine->content;
    migrating->pending_count = 0;
    for (uint32_t i = 0; i < content->migration_count; i++)
        if (content->migrations[i].pack == migrating->pack) migrating->pending[migrating->pending_count++] = &content->migrations[i];
    return migrating->pending_count ? ts_store_each_deed(migrating->engine->store, strike, migrating, err) : TS_OK;
}

// --- which runs they concern

// By the name in front of its story's, which may be one that is gone.
static ts_symbol pack_of(const struct ts_engine *engine, ts_symbol story)
{
    const char *text = ts_symbol_text(engine->symbols, story);
    return ts_symbol_find(engine->symbols, text, strcspn(text, ":"));
}

static void each_run(void *self, const struct ts_run_record *record)
{
    struct migrating *migrating = self;
    if (pack_of(migrating->engine, record->story) != migrating->engine->content->packs[migrating->pack].name) return;
    if (migrating->concerned_count == migrating->concerned_room) {
        migrating->concerned_room = migrating->concerned_room ? migrating->concerned_room * 2 : 32;
        migrating->concerned = ts_memory_grow(migrating->concerned, migrating->concerned_room * sizeof *migrating->concerned);
    }
    migrating->concerned[migrating->concerned_count++] = (struct concerned){record->id, false};
}

// So that nobody plays on under names that are being changed.
static enum ts_status lock_runs(struct migrating *migrating, struct ts_err *err)
{
    struct ts_engine *engine = migrating->engine;
    for (uint32_t i = 0; i < migrating->concerned_count; i++) {
        enum ts_status status = ts_store_lock_run(engine->store, migrating->concerned[i].run, err);
        if (status == TS_BUSY) {
            struct ts_err why = *err;
            return ts_err_set(err, status, "migration \"%s\" waits until nobody plays: %s", ts_symbol_text(engine->symbols, migrating->pending[0]->name),
                              why.message);
        }
        if (status) return status;
        migrating->concerned[i].is_locked = true;
    }
    return TS_OK;
}

// --- the work

static const struct ts_var *find_declared(const struct ts_migrate_act *act, const struct ts_loose_var *var)
{
    const struct ts_content *content = act->engine->content;
    const struct ts_story *story = ts_content_find_story(content, ts_symbol_text(act->engine->symbols, act->after.story));
    for (uint32_t slot = 0; story && slot < story->var_count + content->own_count; slot++) {
        const struct ts_var *declared = ts_content_var(content, story, slot);
        if (declared->owner == var->owner && declared->name == var->name) return declared;
    }
    return NULL;
}

// What a migration made of a variable must be what the variable is declared for, or the run could not be taken up.
static enum ts_status check_kinds(const struct ts_migrate_act *act, struct ts_err *err)
{
    for (uint32_t i = 0; i < act->after.var_count; i++) {
        const struct ts_loose_var *var = &act->after.vars[i], *before = ts_loose_find_var(&act->before, var->owner, var->name);
        const struct ts_var *declared = find_declared(act, var);
        if (!declared || !ts_gone_is_other_kind(declared, var->value) || (before && ts_value_is_equal(before->value, var->value))) continue;
        return ts_err_set(err, TS_FAILED,
                          "migration \"%s\" would leave run \"%s\" with a value of another kind in the variable \"%s\" than it is declared with "
                          "(%s:%u): nothing was changed",
                          ts_symbol_text(act->engine->symbols, act->names[act->name_count - 1]),
                          ts_symbol_text(act->engine->symbols, act->record->id), ts_symbol_text(act->engine->symbols, var->name),
                          ts_symbol_text(act->engine->symbols, declared->place.file), declared->place.line);
    }
    return TS_OK;
}

static enum ts_status make_acts(struct migrating *migrating, struct ts_migrate_act *act, struct ts_err *err)
{
    ts_symbol *names = ts_memory_get((migrating->pending_count + 1) * sizeof *names);
    enum ts_status status = ts_migrate_act_load(act, err);
    act->names = names;
    for (uint32_t i = 0; i < migrating->pending_count && !status; i++) {
        names[act->name_count++] = migrating->pending[i]->name;
        status = ts_migration_run(&act->after, migrating->pending[i], err);
        migrating->runs[i]++;
    }
    if (!status) ts_loose_rename(&act->after, &act->engine->content->aliases);
    if (!status) status = check_kinds(act, err);
    // A run whose story is gone stays as it is stored: there is nothing that its variables could be written for.
    if (!status && ts_content_find_story(act->engine->content, ts_symbol_text(act->engine->symbols, act->after.story)))
        status = ts_migrate_act_store(act, err);
    free(names);
    return status;
}

static enum ts_status migrate_run(struct migrating *migrating, ts_symbol run, struct ts_err *err)
{
    struct ts_run_record record;
    enum ts_status status = ts_store_load_run(migrating->engine->store, run, &record, err);
    if (status) return status;
    struct ts_migrate_act act = {.engine = migrating->engine, .record = &record};
    status = make_acts(migrating, &act, err);
    ts_migrate_act_clear(&act);
    ts_run_record_clear(&record);
    return status;
}

static void unlock_runs(struct migrating *migrating)
{
    for (uint32_t i = 0; i < migrating->concerned_count; i++)
        if (migrating->concerned[i].is_locked) ts_store_unlock_run(migrating->engine->store, migrating->concerned[i].run);
    migrating->concerned_count = 0;
}

static enum ts_status migrate_all(void *self, struct ts_err *err)
{
    struct migrating *migrating = self;
    struct ts_engine *engine = migrating->engine;
    unlock_runs(migrating); // of a time before that was taken back
    memset(migrating->runs, 0, engine->content->migration_count * sizeof *migrating->runs);
    enum ts_status status = find_pending(migrating, err); // again: somebody may have been quicker
    if (status || !migrating->pending_count) return status;
    status = ts_store_each_run(engine->store, (struct ts_run_filter){0}, each_run, migrating, err);
    if (!status) status = lock_runs(migrating, err);
    for (uint32_t i = 0; i < migrating->concerned_count && !status; i++) status = migrate_run(migrating, migrating->concerned[i].run, err);
    for (uint32_t i = 0; i < migrating->pending_count && !status; i++)
        status = ts_store_add_deed(engine->store, migrating->pending[i]->name, engine->now(), err);
    return status;
}

static enum ts_status migrate(struct migrating *migrating, struct ts_err *err)
{
    enum ts_status status = ts_batch_do(migrating->engine->store, migrate_all, migrating, err);
    unlock_runs(migrating);
    return status;
}

// --- a pack whose migrations could not be applied: its runs wait, all others are played

static void note_waiting(struct ts_engine *engine, uint32_t pack, enum ts_status status, const struct ts_err *why)
{
    engine->waiting = ts_memory_grow(engine->waiting, (engine->waiting_count + 1) * sizeof *engine->waiting);
    engine->waiting[engine->waiting_count++] = (struct ts_waiting_pack){engine->content->packs[pack].name, status, ts_memory_copy(why->message)};
}

void ts_migrate_forget(struct ts_engine *engine)
{
    for (uint32_t i = 0; i < engine->waiting_count; i++) free(engine->waiting[i].why);
    free(engine->waiting);
    engine->waiting = NULL;
    engine->waiting_count = 0;
}

enum ts_status ts_migrate_check_waiting(const struct ts_engine *engine, ts_symbol story, struct ts_err *err)
{
    ts_symbol pack = pack_of(engine, story);
    for (uint32_t i = 0; i < engine->waiting_count; i++)
        if (engine->waiting[i].pack == pack)
            return ts_err_set(err, engine->waiting[i].status, "the stories of \"%s\" wait for a migration: %s",
                              ts_symbol_text(engine->symbols, pack), engine->waiting[i].why);
    return TS_OK;
}

enum ts_status ts_migrate_check(struct ts_engine *engine, ts_symbol story, struct ts_err *err)
{
    struct migrating migrating = {.engine = engine};
    const struct ts_content *content = engine->content;
    enum ts_status status = ts_migrate_check_waiting(engine, story, err);
    if (status || !content->migration_count) return status;
    const struct ts_pack *pack = ts_content_find_pack(content, pack_of(engine, story));
    if (!pack) return TS_OK;
    migrating.pack = (uint32_t)(pack - content->packs);
    migrating.pending = ts_memory_get(content->migration_count * sizeof *migrating.pending);
    status = find_pending(&migrating, err);
    if (!status && migrating.pending_count)
        status = ts_err_set(err, TS_REFUSED, "the migration \"%s\" comes first: it is applied when the run is taken up anew",
                            ts_symbol_text(engine->symbols, migrating.pending[0]->name));
    free(migrating.pending);
    return status;
}

// --- all packs, each in a transaction of its own

static bool is_own_fault(enum ts_status status)
{
    return status == TS_FAILED || status == TS_BUSY || status == TS_DATA || status == TS_REFUSED;
}

static enum ts_status migrate_pack(struct migrating *migrating, const struct ts_migrating_heard *heard, struct ts_err *err)
{
    struct ts_engine *engine = migrating->engine;
    enum ts_status status = find_pending(migrating, err);
    if (status || !migrating->pending_count) return status;
    status = migrate(migrating, err);
    for (uint32_t i = 0; i < migrating->pending_count && !status; i++)
        if (migrating->runs[i]) heard->applied(heard->self, ts_symbol_text(engine->symbols, migrating->pending[i]->name), migrating->runs[i]);
    if (engine->is_strict || !is_own_fault(status)) return status;
    note_waiting(engine, migrating->pack, status, err);
    heard->failed(heard->self, ts_symbol_text(engine->symbols, engine->content->packs[migrating->pack].name), err->message);
    err->message[0] = '\0';
    return TS_OK;
}

enum ts_status ts_migrate_store(struct ts_engine *engine, const struct ts_migrating_heard *heard, struct ts_err *err)
{
    struct migrating migrating = {.engine = engine};
    enum ts_status status = TS_OK;
    if (!engine->content || !engine->content->migration_count) return TS_OK;
    size_t count = engine->content->migration_count;
    migrating.pending = ts_memory_get(count * sizeof *migrating.pending);
    migrating.runs = ts_memory_get(count * sizeof *migrating.runs);
    ts_migrate_forget(engine);
    for (; migrating.pack < engine->content->pack_count && !status; migrating.pack++) status = migrate_pack(&migrating, heard, err);
    free(migrating.concerned);
    free(migrating.runs);
    free(migrating.pending);
    return status;
}
