// earned.c - a player's progression out of the store, by the names that things have now
#include <stdlib.h>
#include <string.h>

#include "engine/hand.h"
#include "game/rename.h"

struct done { // a migration that the store has had
    const struct ts_migration *migration;
    int64_t at, completion;
};

struct earning {
    struct ts_engine *engine;
    struct ts_progression *progression;
    ts_each_completion *each; // what is done with each completion
    void *self;
    struct done *done; // in the order of the content
    uint32_t done_count;
    int64_t before; // what is of this time or later has not happened yet
};

static void note_deed(void *self, const struct ts_deed_record *deed)
{
    struct earning *earning = self;
    const struct ts_content *content = earning->engine->content;
    for (uint32_t i = 0; i < content->migration_count; i++)
        if (content->migrations[i].name == deed->name && content->migrations[i].renames.count)
            earning->done[earning->done_count++] = (struct done){&content->migrations[i], deed->at, deed->completion};
}

static ts_symbol now(const struct earning *earning, const struct ts_renames *renames, enum ts_renamed what, ts_symbol id)
{
    return ts_renames_now(renames, earning->engine->symbols, what, id);
}

static void rename_completion(const struct earning *earning, const struct ts_renames *renames, struct ts_completion_record *completion,
                              ts_symbol *metaconcepts)
{
    completion->story = now(earning, renames, TS_RENAMED_STORY, completion->story);
    completion->ending = now(earning, renames, TS_RENAMED_ENDING, completion->ending);
    completion->focus = now(earning, renames, TS_RENAMED_FOCUS, completion->focus);
    for (uint32_t i = 0; i < completion->metaconcept_count; i++)
        metaconcepts[i] = now(earning, renames, TS_RENAMED_METACONCEPT, metaconcepts[i]);
}

// Migrations hold for what was stored before them, aliases for all.
static void add_completion(void *self, const struct ts_completion_record *stored)
{
    struct earning *earning = self;
    struct ts_completion_record completion = *stored;
    if (stored->at >= earning->before) return;
    ts_symbol *metaconcepts = ts_memory_get((stored->metaconcept_count + 1) * sizeof *metaconcepts);
    if (stored->metaconcept_count) memcpy(metaconcepts, stored->metaconcepts, stored->metaconcept_count * sizeof *metaconcepts);
    for (uint32_t i = 0; i < earning->done_count; i++)
        if (stored->number <= earning->done[i].completion)
            rename_completion(earning, &earning->done[i].migration->renames, &completion, metaconcepts);
    if (earning->engine->content) rename_completion(earning, &earning->engine->content->aliases, &completion, metaconcepts);
    completion.metaconcepts = metaconcepts;
    earning->each(earning->self, &completion);
    free(metaconcepts);
}

// What was got at that time, by the name it has now.
static ts_symbol got(const struct earning *earning, enum ts_renamed what, ts_symbol id, int64_t at)
{
    for (uint32_t i = 0; i < earning->done_count; i++)
        if (at <= earning->done[i].at) id = now(earning, &earning->done[i].migration->renames, what, id);
    return earning->engine->content ? now(earning, &earning->engine->content->aliases, what, id) : id;
}

static void add_unlock(void *self, const struct ts_unlock_record *unlock)
{
    struct earning *earning = self;
    if (unlock->at >= earning->before) return;
    ts_progression_unlock(earning->progression, got(earning, TS_RENAMED_UNLOCK, unlock->unlock, unlock->at));
}

static void add_kept(void *self, const struct ts_kept *kept)
{
    struct earning *earning = self;
    if (kept->at >= earning->before || strcmp(kept->kind, TS_KEPT_SKILL)) return;
    ts_symbol skill = got(earning, TS_RENAMED_SKILL, ts_symbol_of(earning->engine->symbols, kept->name), kept->at);
    ts_progression_learn(earning->progression, skill, strtoll(kept->value, NULL, 10));
}

static void add_to_progression(void *progression, const struct ts_completion_record *completion)
{
    ts_progression_add(progression, completion);
}

static enum ts_status each_completion(struct earning *earning, ts_symbol player, struct ts_err *err)
{
    struct ts_engine *engine = earning->engine;
    struct ts_store *store = engine->log ? engine->log : engine->store;
    uint32_t migrations = engine->content ? engine->content->migration_count : 0;
    earning->before = engine->as_of ? engine->as_of : INT64_MAX;
    earning->done = ts_memory_get((migrations + 1) * sizeof *earning->done);
    enum ts_status status = migrations ? ts_store_each_deed(store, note_deed, earning, err) : TS_OK;
    return status ? status : ts_store_each_completion(store, player, add_completion, earning, err);
}

enum ts_status ts_completions_each(struct ts_engine *engine, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    struct earning earning = {.engine = engine, .each = each, .self = self};
    enum ts_status status = each_completion(&earning, player, err);
    free(earning.done);
    return status;
}

enum ts_status ts_progression_load(struct ts_engine *engine, ts_symbol player, struct ts_progression *out, struct ts_err *err)
{
    struct earning earning = {.engine = engine, .progression = out, .each = add_to_progression, .self = out};
    struct ts_store *store = engine->log ? engine->log : engine->store;
    ts_progression_init(out, engine->symbols, player);
    enum ts_status status = each_completion(&earning, player, err);
    if (!status) status = ts_store_each_unlock(store, player, add_unlock, &earning, err);
    if (!status) status = ts_store_each_kept(store, player, add_kept, &earning, err);
    free(earning.done);
    return status;
}
