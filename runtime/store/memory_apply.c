// memory_apply.c - one act written into the arrays of a store in memory
#include <stdlib.h>
#include <string.h>

#include "store/memory.h"
#include "store/stored_act.h"

static struct ts_stand stand_of(const struct mem_store *memory, const struct ts_changeset *changes)
{
    const struct ts_run *run = changes->run;
    const uint64_t *run_row = ts_map_find(&memory->run_of, run->id), *universe_row = ts_map_find(&memory->universe_of, run->universe);
    struct ts_stand stand = {0};
    if (universe_row) stand.universe_row = (int64_t)*universe_row;
    if (universe_row && *universe_row) stand.universe_seq = memory->universes[*universe_row - 1]->head.act_count;
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
    if (ts_act_is_turn(changes) && changes->turn < stored->head.key_count) stand.turn_key = stored->keys[changes->turn];
    return stand;
}

// --- rows that are made when missing

static struct mem_universe *make_universe(struct mem_store *memory, const struct ts_changeset *changes)
{
    struct mem_universe *universe = ts_memory_get(sizeof *universe);
    *universe = (struct mem_universe){.id = changes->run->universe, .live = changes->run->live, .created_at = changes->at};
    memory->universes = ts_mem_room(memory->universes, memory->universe_count, &memory->universe_room, sizeof(struct mem_universe *));
    memory->universes[memory->universe_count++] = universe;
    *ts_map_add(&memory->universe_of, universe->id) = memory->universe_count;
    return universe;
}

static struct mem_run *make_run(struct mem_store *memory, const struct ts_changeset *changes, int64_t universe_row)
{
    const struct ts_run *from = changes->run;
    struct mem_run *run = ts_memory_get(sizeof *run);
    *run = (struct mem_run){.id = from->id,
                            .player = from->player,
                            .universe = from->universe,
                            .character = from->character,
                            .character_name = from->character_name,
                            .focus = from->focus,
                            .story = from->story->id,
                            .seed = from->seed,
                            .live = from->live,
                            .fork_turn = from->fork_turn,
                            .created_at = changes->at,
                            .universe_row = universe_row};
    memory->runs = ts_mem_room(memory->runs, memory->run_count, &memory->run_room, sizeof(struct mem_run *));
    memory->runs[memory->run_count++] = run;
    run->row = memory->run_count;
    *ts_map_add(&memory->run_of, run->id) = memory->run_count;
    return run;
}

static void name_character(struct mem_store *memory, ts_symbol character, ts_symbol name)
{
    uint64_t *known = ts_map_add(&memory->names, character);
    if (*known == name) return;
    ts_mem_undo_add(memory, MEM_UNDO_NAME, character)->other = (uint32_t)*known;
    *known = name;
}

static void start(struct mem_store *memory, const struct ts_changeset *changes)
{
    struct ts_run *run = changes->run;
    const uint64_t *row = ts_map_find(&memory->universe_of, run->universe);
    if (!row || !*row) {
        make_universe(memory, changes);
        row = ts_map_find(&memory->universe_of, run->universe);
    }
    run->universe_row = (int64_t)*row;
    run->row = make_run(memory, changes, run->universe_row)->row;
    memory->universes[*row - 1]->runs++;
    if (run->player) ts_mem_meet_player(memory, run->player);
    if (run->character) name_character(memory, run->character, run->character_name);
}

// --- what was, for undoing

static void save_heads(struct mem_writing *writing)
{
    struct mem_store *memory = writing->memory;
    if (writing->universe->saved_in != memory->batch) {
        writing->universe->saved_in = memory->batch;
        ts_mem_undo_add(memory, MEM_UNDO_UNIVERSE, (uint32_t)writing->run->universe_row)->universe = writing->universe->head;
    }
    if (writing->run->saved_in == memory->batch) return;
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

static void write_act(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    struct mem_universe *universe = writing->universe;
    universe->acts = ts_mem_room(universe->acts, universe->head.act_count, &universe->act_room, sizeof *universe->acts);
    universe->acts[universe->head.act_count++] = (struct mem_act){.key = changes->key,
                                                                  .at = changes->at,
                                                                  .position = writing->position,
                                                                  .turn = changes->turn,
                                                                  .run = (uint32_t)writing->run->row,
                                                                  .scene = changes->run->head.scene ? changes->run->head.scene->full : 0,
                                                                  .choice = changes->choice ? changes->choice->full : 0,
                                                                  .choice_id = changes->choice_id,
                                                                  .kind = changes->kind};
    if (writing->position > universe->head.position) universe->head.position = writing->position;
}

static void write_var(void *self, uint32_t slot, struct ts_value now)
{
    struct mem_writing *writing = self;
    struct mem_run *run = writing->run;
    const struct ts_var *var = ts_content_var(writing->changes->content, writing->changes->run->story, slot);
    run->vars = ts_mem_room(run->vars, run->head.var_count, &run->var_room, sizeof *run->vars);
    run->vars[run->head.var_count++] = (struct mem_var){var->owner, var->name, writing->seq, ts_value_keep(now)};
}

static void write_tallies(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    for (uint32_t i = 0; i < writing->changes->tally_count; i++) {
        run->tallies = ts_mem_room(run->tallies, run->head.tally_count, &run->tally_room, sizeof *run->tallies);
        run->tallies[run->head.tally_count++] = (struct mem_tally){writing->changes->tallies[i].symbol, (uint32_t)writing->changes->turn};
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
                              .run = (uint32_t)writing->run->row,
                              .add = folded->add};
    bool late = ts_mem_key_write(&writing->universe->keys[index], &write);
    ts_mem_undo_add(writing->memory, late ? MEM_UNDO_LATE : MEM_UNDO_WRITE, (uint32_t)writing->run->universe_row)->other = index;
}

static void write_events(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    for (uint32_t i = 0; i < writing->changes->event_count; i++) {
        const struct ts_event_record *event = &writing->changes->events[i];
        run->events = ts_mem_room(run->events, run->head.event_count, &run->event_room, sizeof *run->events);
        run->events[run->head.event_count++] = writing->universe->head.event_count;
        struct mem_event row = {.position = writing->position,
                                .seq = writing->seq,
                                .action = ts_text_keep(event->action),
                                .consequences = ts_text_keep(event->consequences),
                                .run = (uint32_t)run->row,
                                .place = event->place,
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
            (struct mem_mark){writing->changes->turn, mark->kind, mark->id, ts_act_pack(writing->changes, mark->pack)};
    }
}

static void write_claims(struct mem_writing *writing)
{
    for (uint32_t i = 0; i < writing->changes->claim_count; i++) {
        *ts_map_add(&writing->universe->claims, writing->changes->claims[i]) = 1;
        ts_mem_undo_add(writing->memory, MEM_UNDO_CLAIM, (uint32_t)writing->run->universe_row)->other = writing->changes->claims[i];
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
    head->last_played = changes->at;
    head->last_key = changes->key;
    head->scene = from->scene ? from->scene->full : 0;
    head->depth = from->depth;
    for (uint32_t i = 0; i < from->depth; i++) {
        head->stack[i][0] = from->stack[i].scene->full;
        head->stack[i][1] = from->stack[i].onward ? from->stack[i].onward->full : 0;
    }
    if (changes->reason || changes->completion.reason)
        replace_text(&head->reason, ts_text_keep(changes->reason ? changes->reason : changes->completion.reason));
    if (!ts_act_is_turn(changes)) return;
    run->keys = ts_mem_room(run->keys, head->key_count, &run->key_room, sizeof *run->keys);
    run->keys[head->key_count++] = changes->key;
}

static void write_parts(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    write_act(writing);
    if (changes->var_count) ts_changeset_each_var(changes, write_var, writing);
    if (changes->tally_count) write_tallies(writing);
    if (changes->world_count) ts_changeset_each_write(changes, write_world, writing);
    if (changes->event_count) write_events(writing);
    if (changes->mark_count) write_marks(writing);
    if (changes->claim_count) write_claims(writing);
    if (changes->fault_count) ts_mem_write_faults(writing);
    if (changes->opens_session || changes->ends_session) ts_mem_write_sessions(writing);
    if (changes->completes) ts_mem_write_completion(writing);
    if (changes->grant_count) ts_mem_write_grants(writing);
    write_head(writing);
    if (changes->has_shown) write_shown(writing);
}

enum ts_status ts_mem_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    struct ts_stand stand = stand_of(memory, changes);
    enum ts_status status = ts_stand_judge(&stand, changes, &receipt->already, err);
    receipt->seq = stand.universe_seq;
    if (!status && !receipt->already && changes->claim_count) status = ts_claims_judge(&store->world, changes, err);
    if (status || receipt->already) return status;
    if (changes->kind == TS_ACT_START) start(memory, changes);
    struct mem_writing writing = {.memory = memory,
                                  .changes = changes,
                                  .universe = ts_mem_universe(memory, changes->run->universe_row),
                                  .run = ts_mem_run(memory, changes->run->row),
                                  .seq = stand.universe_seq + 1,
                                  .position = changes->run->head.position};
    save_heads(&writing);
    write_parts(&writing);
    receipt->seq = writing.seq;
    return TS_OK;
}
