// completion.c - what a completed run leaves its player
#include <stdlib.h>

#include "engine/grant.h"
#include "engine/hand.h"

static bool is_aside(const void *play, uint32_t pack)
{
    return ts_aside_is(play, pack);
}

// A rule that errs grants nothing and is named; it is asked again at the next completion.
static void ask_rule(struct ts_play *play, const struct ts_unlock *unlock)
{
    struct ts_view *view = &play->view;
    struct ts_reads reads = {0};
    struct ts_err err;
    bool granted = false;
    view->reads = &reads;
    view->is_aside = is_aside;
    view->whose = play;
    view->phase = TS_READING;
    enum ts_status status = view->script->rule(view->script->self, view, unlock->when, &granted, &err);
    view->reads = NULL;
    view->is_aside = NULL;
    char *evidence = ts_reads_json(&reads);
    ts_reads_clear(&reads);
    if (status) ts_changeset_fault(&play->changes, unlock->pack, unlock->place, err.message);
    if (status || !granted) {
        free(evidence);
        return;
    }
    ts_progression_unlock(&play->progression, unlock->id);
    ts_changeset_grant(&play->changes, unlock->id, ts_grant_rule(play->engine, unlock), evidence);
    ts_view_happened(view, (struct ts_happened){.happening = TS_UNLOCK_GRANTED, .id = unlock->id, .scene = play->run->head.scene});
}

void ts_completion_ask_rules(struct ts_play *play)
{
    const struct ts_content *content = play->engine->content;
    for (uint32_t i = 0; i < content->unlock_count; i++)
        if (!ts_progression_is_unlocked(&play->progression, content->unlocks[i].id) && !ts_aside_is(play, content->unlocks[i].pack)) ask_rule(play, &content->unlocks[i]);
}

static void award(struct ts_play *play)
{
    struct ts_run *run = play->run;
    const struct ts_completion *completion = &play->changes.completion;
    ts_progression_add(&play->progression, &(struct ts_completion_record){.run = run->id,
                                                                          .life = run->life,
                                                                          .universe = run->universe,
                                                                          .story = run->story->id,
                                                                          .ending = completion->ending,
                                                                          .focus = run->focus,
                                                                          .turns = completion->turns,
                                                                          .milestones = completion->milestones,
                                                                          .at = play->changes.at,
                                                                          .metaconcepts = run->metaconcepts,
                                                                          .metaconcept_count = run->metaconcept_count});
}

// "spoken" of "harbour:lantern" is kept as "harbour:lantern/spoken".
static ts_symbol full_ending(struct ts_play *play, ts_symbol ending)
{
    struct ts_symbols *symbols = play->engine->symbols;
    struct ts_buffer name = {0};
    if (!ending) return 0;
    ts_buffer_add_format(&name, "%s/%s", ts_symbol_text(symbols, play->run->story->id), ts_symbol_text(symbols, ending));
    ts_symbol symbol = ts_symbol_add(symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return symbol;
}

static enum ts_status reload(struct ts_play *play, struct ts_err *err)
{
    ts_progression_clear(&play->progression);
    return ts_progression_load(play->engine, play->run->player, &play->progression, err);
}

enum ts_status ts_completion_make(struct ts_play *play, ts_symbol local_ending, struct ts_text *reason, struct ts_err *err)
{
    struct ts_changeset *changes = &play->changes;
    struct ts_run *run = play->run;
    ts_symbol ending = full_ending(play, local_ending);
    enum ts_status status = ts_run_state_move(run->head.state, TS_COMPLETED, err);
    if (status) {
        ts_text_drop(reason);
        return status;
    }
    status = reload(play, err); // the player may have completed other runs since this one was taken up
    if (status) {
        ts_text_drop(reason);
        return status;
    }
    run->head.state = TS_COMPLETED;
    changes->completes = changes->ends_session = true;
    changes->completion.ending = ending;
    changes->completion.reason = reason;
    if (ending)
        ts_view_happened(&play->view, (struct ts_happened){.happening = TS_ENDING_REACHED, .scene = run->head.scene, .ending = ending});
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_RUN_COMPLETED, .scene = run->head.scene, .ending = ending});
    ts_handlers_run(play);
    changes->completion.turns = run->head.turn - run->fork_turn;
    changes->completion.milestones = run->head.milestones - run->fork_milestones;
    award(play);
    ts_completion_ask_rules(play);
    ts_handlers_run(play);
    changes->completion.milestones = run->head.milestones - run->fork_milestones; // what a grant's handlers reached counts too
    return TS_OK;
}
