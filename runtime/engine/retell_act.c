// retell_act.c - an act of a log computed again, as the engine computes any other
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/branch.h"
#include "engine/migrate.h"
#include "engine/replaying.h"
#include "engine/retell.h"
#include "game/rename.h"

static const char *text_of(const struct ts_retelling *retelling, ts_symbol symbol)
{
    return symbol ? ts_symbol_text(retelling->engine->symbols, symbol) : NULL;
}

// By the name that it has now.
static const char *name_now(const struct ts_retelling *retelling, enum ts_renamed what, ts_symbol id)
{
    return text_of(retelling, id ? ts_renames_now(&retelling->engine->content->former, retelling->engine->symbols, what, id) : 0);
}

static enum ts_status start(struct ts_retelling *retelling, struct ts_err *err)
{
    const struct ts_run_record *record = &retelling->run->record;
    struct ts_start how = {.story = name_now(retelling, TS_RENAMED_STORY, record->story),
                           .run = text_of(retelling, record->id),
                           .player = text_of(retelling, record->player),
                           .character = record->character_name ? text_of(retelling, record->character_name) : "someone",
                           .universe = text_of(retelling, record->universe),
                           .focus = name_now(retelling, TS_RENAMED_FOCUS, record->focus),
                           .has_seed = true,
                           .has_at = true,
                           .live = retelling->universe.live,
                           .seed = record->seed,
                           .at = retelling->act.act.position};
    return ts_play_start(&retelling->then, &how, &retelling->run->play, err);
}

// --- a branch

// A branch goes on from what its parent is by the content of now; when that is otherwise there is nothing to compare it with.
static enum ts_status check_parent(const struct ts_retelling *retelling, struct ts_err *err)
{
    const struct ts_run_record *record = &retelling->run->record;
    const char *parent = text_of(retelling, record->parent);
    uint64_t *index = ts_map_find(&retelling->run_of_id, record->parent);
    const struct ts_told_run *told = index ? retelling->runs[*index - 1] : NULL;
    if (!told || told->is_deleted)
        return ts_err_set(err, TS_DATA, "its first %" PRId64 " turns were taken as run \"%s\", which was deleted", record->fork_turn, parent ? parent : "?");
    if (told->result == TS_RETOLD_SKIPPED) return ts_err_set(err, TS_DATA, "it goes on from run \"%s\", which cannot be replayed", parent);
    if (told->result == TS_RETOLD_DIFFERENT && told->turn <= record->fork_turn)
        return ts_err_set(err, TS_REFUSED, "it goes on from turn %" PRId64 " of run \"%s\", which is otherwise since turn %" PRId64, record->fork_turn, parent,
                          told->turn);
    return TS_OK;
}

static enum ts_status branch(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_run_record *record = &retelling->run->record;
    enum ts_status status = check_parent(retelling, err);
    if (status) return status;
    status = ts_store_commit(retelling->then.store, err);
    if (!status)
        status = ts_branch_again(&retelling->then, text_of(retelling, record->parent), record->fork_turn, text_of(retelling, record->id),
                                 text_of(retelling, record->universe), err);
    enum ts_status begun = ts_store_begin(retelling->then.store, 0, status ? NULL : err);
    if (!status) status = begun;
    if (!status) status = ts_play_revive(&retelling->then, text_of(retelling, record->id), &retelling->run->play, err);
    if (!status) ts_play_set_batch(retelling->run->play, true);
    return status;
}

// --- a turn

static const struct ts_choice *find_choice(const struct ts_retelling *retelling, const struct ts_scene *scene, const char *pick)
{
    size_t length = strcspn(pick, "/");
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        const char *id = ts_symbol_text(retelling->engine->symbols, scene->choices[i]->id);
        if (strlen(id) == length && !strncmp(id, pick, length)) return scene->choices[i];
    }
    return NULL;
}

static enum ts_status say_closed(const struct ts_retelling *retelling, const char *pick, struct ts_err *err)
{
    const struct ts_content *content = retelling->engine->content;
    const struct ts_scene *scene = retelling->run->play->run->head.scene;
    const struct ts_choice *choice = find_choice(retelling, scene, pick);
    const char *where = text_of(retelling, scene->full);
    if (!choice && !scene->draw.pool) return ts_err_set(err, TS_REFUSED, "scene \"%s\" has no choice \"%s\"", where, pick);
    if (!choice || !choice->when) return ts_err_set(err, TS_REFUSED, "choice \"%s\" is not open in \"%s\"", pick, where);
    const struct ts_place *place = &content->calls[choice->when].place;
    return ts_err_set(err, TS_REFUSED, "choice \"%s\" is not open in \"%s\": its `when` (%s:%u) is false", pick, where,
                      ts_symbol_text(content->symbols, place->file), (unsigned)place->line);
}

static ts_symbol find_pick(const struct ts_retelling *retelling)
{
    const struct ts_engine *engine = retelling->engine;
    ts_symbol pick = ts_replay_pick(engine->symbols, &retelling->act.act);
    if (!engine->content->former.count || !retelling->run->scene) return pick;
    return ts_migrate_choice(engine, retelling->run->scene, pick, retelling->run->play->run->head.scene->full);
}

static enum ts_status take(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_play *play = retelling->run->play;
    ts_symbol pick = find_pick(retelling);
    enum ts_status status = TS_OK;
    if (!ts_offers_find_id(&play->offers, pick)) status = ts_offers_find(play, &play->offers, err); // others may have opened it
    if (status) return status;
    if (!ts_offers_find_id(&play->offers, pick)) return say_closed(retelling, text_of(retelling, pick), err);
    struct ts_take how = {.choice = text_of(retelling, pick), .answer = retelling->act.act.answer};
    status = ts_play_take(play, &how, err);
    if (status == TS_REFUSED && !retelling->is_seen && play->has_lost) return say_closed(retelling, how.choice, err);
    return status;
}

// --- other acts

static enum ts_status resume(struct ts_play *play, struct ts_err *err)
{
    play->is_stale = true; // whoever takes a run up looks what was earned
    return ts_play_reopen(play, err);
}

// Others had taken all that was open: then the act walked on, else it moved to the present.
static enum ts_status catch_up(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_play *play = retelling->run->play;
    enum ts_status status = ts_offers_find(play, &play->offers, err);
    if (status || play->offers.open || play->run->head.scene->ending) return status ? status : ts_play_catch_up(play, err);
    if (ts_offers_follow(play) == TS_FOLLOWS_RUN) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "nothing is open in \"%s\", and there is no way on", text_of(retelling, play->run->head.scene->full));
}

static enum ts_status compute(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_play *play = retelling->run->play;
    retelling->then.care = retelling->act.act.answer;
    switch (retelling->act.act.kind) {
    case TS_ACT_START: return start(retelling, err);
    case TS_ACT_BRANCH: return branch(retelling, err);
    case TS_ACT_TURN: return take(retelling, err);
    case TS_ACT_PAUSE: return ts_play_pause(play, NULL, err);
    case TS_ACT_RESUME: return resume(play, err);
    case TS_ACT_ABANDON: return ts_play_abandon(play, NULL, err);
    case TS_ACT_COMPLETE: return ts_play_complete(play, NULL, err);
    case TS_ACT_ARCHIVE: return ts_play_archive(play, err);
    case TS_ACT_CARE: return ts_play_care_again(play, text_of(retelling, retelling->act.act.pick), retelling->act.act.answer, err);
    case TS_ACT_CATCH_UP: return catch_up(retelling, err);
    default: return ts_retell_logged(retelling, retelling->run, err); // a migration: the run has its names of now from the start
    }
}

// What others had earned for the player when this was computed is not in the log but by its time.
static enum ts_status recall(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_play *play = retelling->run->play;
    retelling->then.as_of = retelling->act.act.at + (retelling->attempt == 2);
    if (!play->has_session) play->faulty.count = 0; // whoever took it up to end it knew of no faults
    ts_progression_clear(&play->progression);
    enum ts_status status = ts_progression_load(&retelling->then, play->run->player, &play->progression, err);
    return status ? status : ts_offers_find(play, &play->offers, err);
}

static bool may_be_otherwise(const struct ts_retelling *retelling, enum ts_status status)
{
    const struct ts_told_run *run = retelling->run;
    if (retelling->attempt == 2 || !run->play || run->result == TS_RETOLD_DIFFERENT || retelling->is_settled) return false;
    if (retelling->act.act.kind == TS_ACT_START || retelling->act.act.kind == TS_ACT_BRANCH) return false;
    return retelling->wants_again || status == TS_REFUSED || status == TS_FAILED;
}

enum ts_status ts_retell_compute(struct ts_retelling *retelling, struct ts_err *err)
{
    enum ts_status status;
    int64_t seq = retelling->act.act.seq;
    retelling->attempt = 0;
    do {
        retelling->is_seen = retelling->wants_again = retelling->is_settled = false;
        status = compute(retelling, err);
        if (!status || !may_be_otherwise(retelling, status)) break;
        retelling->attempt++;
        status = recall(retelling, err);
    } while (!status);
    if (!status && !retelling->is_seen && retelling->act.act.kind != TS_ACT_MIGRATE)
        return ts_err_set(err, TS_REFUSED, "the run is %s already", ts_run_state_name(retelling->run->play->run->head.state));
    retelling->run->turns += !status && retelling->act.act.kind == TS_ACT_TURN && seq == retelling->act.act.seq;
    return status;
}
