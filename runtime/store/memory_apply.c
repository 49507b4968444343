// memory_apply.c - one act written into the arrays of a store in memory
#include <stdlib.h>
#include <string.h>

#include "store/memory.h"
#include "store/stored_act.h"

// Does the act bring a run to a turn that it did not stand at before? A branching brings it to the turn it goes on from.
static bool begins_turn(const struct ts_changeset *changes)
{
    return ts_act_is_turn(changes) || changes->kind == TS_ACT_BRANCH;
}

static uint64_t turn_key_of(const struct mem_run *run, int64_t turn)
{
    int64_t index = turn - run->fork_turn;
    return index >= 0 && index < run->head.turn_count ? run->turns[index].key : 0;
}

static struct ts_stand stand_of(const struct mem_store *memory, const struct ts_changeset *changes)
{
    const struct ts_run *run = changes->run;
    const uint64_t *run_row = ts_map_find(&memory->run_of, run->id), *universe_row = ts_map_find(&memory->universe_of, run->universe);
    struct ts_stand stand = {0};
    if (universe_row) stand.universe_row = (int64_t)*universe_row;
    if (universe_row && *universe_row) stand.universe_seq = ts_mem_seq(memory->universes[*universe_row - 1]);
    if (!run_row || !*run_row) return stand;
    const struct mem_run *stored = memory->runs[*run_row - 1];
    stand.exists = true;
    stand.is_deleted = stored->head.is_deleted;
    stand.state = stored->head.state;
    stand.turn = stored->head.turn;
    stand.position = stored->head.position;
    stand.told = stored->head.told;
    stand.session = stored->head.session;
    stand.last_key = stored->head.last_key;
    if (begins_turn(changes)) stand.turn_key = turn_key_of(stored, changes->turn);
    return stand;
}

// --- what was, for undoing

static uint32_t universe_row(const struct mem_writing *writing)
{
    return (uint32_t)writing->universe_row;
}

static uint32_t run_row(const struct mem_writing *writing)
{
    return writing->run ? (uint32_t)writing->run->row : 0;
}

void ts_mem_save_heads(struct mem_writing *writing)
{
    struct mem_store *memory = writing->memory;
    if (writing->universe->saved_in != memory->batch) {
        writing->universe->saved_in = memory->batch;
        ts_mem_undo_add(memory, MEM_UNDO_UNIVERSE, universe_row(writing))->universe = writing->universe->head;
    }
    if (!writing->run || writing->run->saved_in == memory->batch) return;
    writing->run->saved_in = memory->batch;
    memory->heads = ts_mem_room(memory->heads, memory->head_count, &memory->head_room, sizeof *memory->heads);
    struct mem_head *saved = &memory->heads[memory->head_count];
    *saved = writing->run->head;
    ts_text_keep(saved->reason);
    ts_text_keep(saved->text);
    ts_text_keep(saved->choices);
    ts_mem_undo_add(memory, MEM_UNDO_RUN, (uint32_t)writing->run->row)->saved = memory->head_count++;
}

// --- the parts of an act

// The choice's id as shown, when it is not the choice's own.
static ts_symbol pick_of(const struct ts_changeset *changes)
{
    return changes->choice && changes->choice->id == changes->choice_id ? 0 : changes->choice_id;
}

static void write_act(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    struct mem_universe *universe = writing->universe;
    universe->acts = ts_mem_room(universe->acts, universe->head.act_count, &universe->act_room, sizeof *universe->acts);
    universe->acts[universe->head.act_count++] = (struct mem_act){.key = changes->key,
                                                                  .at = changes->at,
                                                                  .position = writing->position,
                                                                  .turn = changes->turn,
                                                                  .run = run_row(writing),
                                                                  .session = changes->run->head.session,
                                                                  .previous = writing->run ? writing->run->head.last_act : 0,
                                                                  .scene = changes->run->head.scene ? changes->run->head.scene->full : 0,
                                                                  .choice = changes->choice ? changes->choice->full : 0,
                                                                  .pick = pick_of(changes),
                                                                  .kind = changes->kind};
    if (writing->position > universe->head.position) universe->head.position = writing->position;
}

static uint32_t act_index(const struct mem_writing *writing)
{
    return writing->universe->head.act_count - 1;
}

static void write_var(void *self, uint32_t slot, struct ts_value now)
{
    struct mem_writing *writing = self;
    struct mem_run *run = writing->run;
    const struct ts_var *var = ts_content_var(writing->changes->content, writing->changes->run->story, slot);
    run->vars = ts_mem_room(run->vars, run->head.var_count, &run->var_room, sizeof *run->vars);
    run->vars[run->head.var_count++] = (struct mem_var){var->owner, var->name, writing->seq, ts_value_keep(now)};
}

static void write_gone(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    for (uint32_t i = 0; i < writing->changes->gone_count; i++) {
        const struct ts_var_gone *gone = &writing->changes->gone[i];
        run->vars = ts_mem_room(run->vars, run->head.var_count, &run->var_room, sizeof *run->vars);
        run->vars[run->head.var_count++] = (struct mem_var){.owner = gone->owner, .name = gone->name, .seq = writing->seq};
    }
}

static void write_packs(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    run->packs = ts_mem_room(run->packs, run->head.packs_count, &run->packs_room, sizeof *run->packs);
    run->packs[run->head.packs_count++] = (struct mem_packs){writing->seq, writing->changes->packs};
}

static void add_tally(struct mem_writing *writing, ts_symbol symbol, struct ts_tally tally)
{
    struct mem_run *run = writing->run;
    run->tallies = ts_mem_room(run->tallies, run->head.tally_count, &run->tally_room, sizeof *run->tallies);
    run->tallies[run->head.tally_count++] = (struct mem_tally){symbol, tally.turn, tally.count, act_index(writing), writing->changes->kind == TS_ACT_MIGRATE};
}

static void write_tallies(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    for (uint32_t i = 0; i < changes->tally_count; i++) {
        ts_symbol symbol = changes->tallies[i].symbol;
        bool is_all = changes->kind == TS_ACT_MIGRATE;
        add_tally(writing, symbol, is_all ? ts_run_tally(changes->run, symbol) : (struct ts_tally){1, (uint32_t)changes->turn});
    }
}

// A branch begins with all that its life has counted.
static void write_all_tallies(struct mem_writing *writing)
{
    const struct ts_map *tallies = &writing->changes->run->tallies;
    for (uint32_t i = 0; i < tallies->room; i++) {
        ts_symbol symbol = (ts_symbol)tallies->entries[i].key;
        if (symbol) add_tally(writing, symbol, ts_run_tally(writing->changes->run, symbol));
    }
}

static uint32_t key_index(struct mem_universe *universe, ts_symbol id)
{
    uint64_t *index = ts_map_add(&universe->key_of, id);
    if (!*index) {
        universe->keys = ts_mem_room(universe->keys, universe->key_count, &universe->key_room, sizeof *universe->keys);
        universe->keys[universe->key_count++] = (struct mem_key){.id = id};
        *index = universe->key_count;
    }
    return (uint32_t)*index - 1;
}

static void write_world(void *self, const struct ts_folded_write *folded)
{
    struct mem_writing *writing = self;
    uint32_t index = key_index(writing->universe, folded->key);
    struct mem_write write = {.position = writing->position,
                              .seq = writing->seq,
                              .value = ts_value_keep(folded->value),
                              .run = run_row(writing),
                              .add = folded->add};
    bool late = ts_mem_key_write(&writing->universe->keys[index], &write);
    ts_mem_undo_add(writing->memory, late ? MEM_UNDO_LATE : MEM_UNDO_WRITE, universe_row(writing))->other = index;
}

static void note_own_event(struct mem_run *run, uint32_t index)
{
    run->events = ts_mem_room(run->events, run->head.event_count, &run->event_room, sizeof *run->events);
    run->events[run->head.event_count++] = index;
}

static void write_events(struct mem_writing *writing)
{
    for (uint32_t i = 0; i < writing->changes->event_count; i++) {
        const struct ts_event_record *event = &writing->changes->events[i];
        if (writing->run) note_own_event(writing->run, writing->universe->head.event_count);
        struct mem_event row = {.position = writing->position,
                                .seq = writing->seq,
                                .action = ts_text_keep(event->action),
                                .consequences = ts_text_keep(event->consequences),
                                .run = run_row(writing),
                                .place = event->place,
                                .care = event->care,
                                .ordinal = i,
                                .major = event->major || writing->changes->is_major};
        ts_mem_event_add(writing->universe, &row);
    }
}

static void write_marks(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    for (uint32_t i = 0; i < writing->changes->mark_count; i++) {
        const struct ts_mark *mark = &writing->changes->marks[i];
        run->marks = ts_mem_room(run->marks, run->head.mark_count, &run->mark_room, sizeof *run->marks);
        run->marks[run->head.mark_count++] =
            (struct mem_mark){writing->changes->turn, writing->seq, mark->kind, mark->id, ts_act_pack(writing->changes, mark->pack)};
    }
}

static void write_claims(struct mem_writing *writing)
{
    for (uint32_t i = 0; i < writing->changes->claim_count; i++) {
        *ts_map_add(&writing->universe->claims, writing->changes->claims[i]) = writing->universe->head.act_count;
        ts_mem_undo_add(writing->memory, MEM_UNDO_CLAIM, universe_row(writing))->other = writing->changes->claims[i];
    }
}

static void replace_text(struct ts_text **text, struct ts_text *now)
{
    ts_text_drop(*text);
    *text = now;
}

static void write_shown(struct mem_writing *writing)
{
    const struct ts_shown *shown = &writing->changes->shown;
    struct ts_buffer choices = {0};
    ts_act_choices(writing->changes, &choices);
    replace_text(&writing->run->head.text, ts_text_new(shown->text.bytes, shown->text.length));
    replace_text(&writing->run->head.choices, ts_text_new(choices.bytes, choices.length));
    ts_buffer_clear(&choices);
}

static void write_head(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    const struct ts_head *from = &changes->run->head;
    struct mem_run *run = writing->run;
    struct mem_head *head = &run->head;
    head->state = from->state;
    head->is_deleted = changes->kind == TS_ACT_DELETE;
    head->turn = from->turn;
    head->position = from->position;
    head->told = from->told;
    head->milestones = from->milestones;
    head->insights = from->insights;
    head->session = from->session;
    if (changes->kind != TS_ACT_MIGRATE) head->last_played = changes->at; // nobody played
    head->last_key = changes->key;
    head->last_act = writing->universe->head.act_count;
    head->scene = from->scene ? from->scene->full : 0;
    head->depth = from->depth;
    for (uint32_t i = 0; i < from->depth; i++) {
        head->stack[i][0] = from->stack[i].scene->full;
        head->stack[i][1] = from->stack[i].onward ? from->stack[i].onward->full : 0;
    }
    if (changes->reason || changes->completion.reason)
        replace_text(&head->reason, ts_text_keep(changes->reason ? changes->reason : changes->completion.reason));
}

// By which a turn is known, and where the run stood after it: what it needs to be gone back to.
static void write_turn(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    struct mem_head *head = &run->head;
    for (uint32_t i = 0; i < head->depth; i++) {
        run->frames = ts_mem_room(run->frames, head->frame_count, &run->frame_room, sizeof *run->frames);
        memcpy(run->frames[head->frame_count++], head->stack[i], sizeof head->stack[i]);
    }
    run->turns = ts_mem_room(run->turns, head->turn_count, &run->turn_room, sizeof *run->turns);
    run->turns[head->turn_count++] = (struct mem_turn){writing->changes->key, act_index(writing), head->frame_count};
}

static void write_answer(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    run->answers = ts_mem_room(run->answers, run->head.answer_count, &run->answer_room, sizeof *run->answers);
    run->answers[run->head.answer_count++] = (struct mem_answer){act_index(writing), ts_text_keep(writing->changes->answer)};
}

static void write_merge(struct mem_writing *writing)
{
    struct mem_universe *universe = writing->universe;
    const struct ts_fork *from = &writing->changes->fork;
    universe->merges = ts_mem_room(universe->merges, universe->head.merge_count, &universe->merge_room, sizeof *universe->merges);
    universe->merges[universe->head.merge_count++] = (struct mem_merge){from->universe, {from->position, from->seq, writing->seq}};
}

static void write_shared(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    write_act(writing);
    if (changes->world_count) ts_changeset_each_write(changes, write_world, writing);
    if (changes->event_count) write_events(writing);
    if (changes->claim_count) write_claims(writing);
    if (changes->kind == TS_ACT_MERGE) write_merge(writing);
}

static void write_own(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    if (changes->gone_count) write_gone(writing);
    if (changes->var_count) ts_changeset_each_var(changes, write_var, writing);
    if (changes->kind == TS_ACT_BRANCH) write_all_tallies(writing);
    else if (changes->tally_count) write_tallies(writing);
    if (changes->mark_count) write_marks(writing);
    if (changes->answer) write_answer(writing);
    if (changes->packs) write_packs(writing);
    if (changes->fault_count) ts_mem_write_faults(writing);
    if (changes->opens_session || changes->ends_session) ts_mem_write_sessions(writing);
    if (changes->completes) ts_mem_write_completion(writing);
    if (changes->grant_count) ts_mem_write_grants(writing);
    if (changes->care) ts_mem_write_care(writing);
    write_head(writing);
    if (begins_turn(changes)) write_turn(writing);
    if (changes->has_shown) write_shown(writing);
    if (changes->passage.length) ts_mem_write_passage(writing);
}

enum ts_status ts_mem_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    struct ts_stand stand = stand_of(memory, changes);
    enum ts_status status = ts_stand_judge(&stand, changes, &receipt->already, err);
    receipt->seq = stand.universe_seq;
    if (!status && !receipt->already && changes->claim_count) status = ts_claims_judge(&store->world, changes, err);
    if (status || receipt->already) return status;
    if (changes->kind == TS_ACT_START) ts_mem_start(memory, changes);
    if (changes->kind == TS_ACT_BRANCH) ts_mem_branch(memory, changes);
    struct mem_writing writing = {.memory = memory,
                                  .changes = changes,
                                  .universe = ts_mem_universe(memory, changes->run->universe_row),
                                  .universe_row = changes->run->universe_row,
                                  .run = changes->run->story ? ts_mem_run(memory, changes->run->row) : NULL,
                                  .position = changes->run->head.position};
    writing.seq = ts_mem_seq(writing.universe) + 1;
    ts_mem_save_heads(&writing);
    write_shared(&writing);
    if (writing.run) write_own(&writing);
    receipt->seq = writing.seq;
    return TS_OK;
}
