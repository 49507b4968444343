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
    ts_progression_add(earning->progression, &completion);
    free(metaconcepts);
}

static void add_unlock(void *self, const struct ts_unlock_record *unlock)
{
    struct earning *earning = self;
    ts_symbol id = unlock->unlock;
    if (unlock->at >= earning->before) return;
    for (uint32_t i = 0; i < earning->done_count; i++)
        if (unlock->at <= earning->done[i].at) id = now(earning, &earning->done[i].migration->renames, TS_RENAMED_UNLOCK, id);
    if (earning->engine->content) id = now(earning, &earning->engine->content->aliases, TS_RENAMED_UNLOCK, id);
    ts_progression_unlock(earning->progression, id);
}

enum ts_status ts_progression_load(struct ts_engine *engine, ts_symbol player, struct ts_progression *out, struct ts_err *err)
{
    uint32_t migrations = engine->content ? engine->content->migration_count : 0;
    struct earning earning = {.engine = engine, .progression = out, .before = engine->as_of ? engine->as_of : INT64_MAX};
    struct ts_store *store = engine->log ? engine->log : engine->store;
    ts_progression_init(out, engine->symbols, player);
    earning.done = ts_memory_get((migrations + 1) * sizeof *earning.done);
    enum ts_status status = migrations ? ts_store_each_deed(store, note_deed, &earning, err) : TS_OK;
    if (!status) status = ts_store_each_completion(store, player, add_completion, &earning, err);
    if (!status) status = ts_store_each_unlock(store, player, add_unlock, &earning, err);
    free(earning.done);
    return status;
}
