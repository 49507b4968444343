// memory.c - a store without a file: opening, batches and their undoing
#include "store/memory.h"

#include <stdlib.h>

void *ts_mem_room(void *array, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room) return array;
    *room = *room ? *room * 2 : 4;
    return ts_memory_grow(array, *room * size);
}

struct mem_undo *ts_mem_undo_add(struct mem_store *memory, enum mem_undo_kind kind, uint32_t owner)
{
    memory->undos = ts_mem_room(memory->undos, memory->undo_count, &memory->undo_room, sizeof *memory->undos);
    struct mem_undo *undo = &memory->undos[memory->undo_count++];
    undo->kind = kind;
    undo->owner = owner;
    undo->other = 0;
    return undo;
}

// --- taking back

static void drop_head(struct mem_head *head)
{
    ts_text_drop(head->reason);
    ts_text_drop(head->text);
    ts_text_drop(head->choices);
}

static void cut_run(struct mem_run *run, const struct mem_head *to)
{
    struct mem_head *head = &run->head;
    while (head->var_count > to->var_count) ts_value_drop(&run->vars[--head->var_count].value);
    while (head->session_count > to->session_count) ts_text_drop(run->sessions[--head->session_count].notes);
    while (head->answer_count > to->answer_count) ts_text_drop(run->answers[--head->answer_count].text);
    while (head->fault_count > to->fault_count) {
        struct mem_fault *fault = &run->faults[--head->fault_count];
        free(fault->where);
        free(fault->message);
    }
}

static void undo_run(struct mem_run *run, const struct mem_head *saved)
{
    cut_run(run, saved);
    drop_head(&run->head);
    run->head = *saved;
}

static void undo_universe(struct mem_universe *universe, const struct mem_universe_head *saved)
{
    while (universe->head.event_count > saved->event_count) ts_mem_event_undo(universe);
    universe->head = *saved;
}

static void undo_one(struct mem_store *memory, const struct mem_undo *undo)
{
    switch (undo->kind) {
    case MEM_UNDO_RUN:
        undo_run(memory->runs[undo->owner - 1], &memory->heads[undo->saved]);
        break;
    case MEM_UNDO_UNIVERSE:
        undo_universe(memory->universes[undo->owner - 1], &undo->universe);
        break;
    case MEM_UNDO_WRITE:
        ts_mem_key_undo(&memory->universes[undo->owner - 1]->keys[undo->other], false);
        break;
    case MEM_UNDO_LATE:
        ts_mem_key_undo(&memory->universes[undo->owner - 1]->keys[undo->other], true);
        break;
    case MEM_UNDO_CLAIM:
        *ts_map_add(&memory->universes[undo->owner - 1]->claims, undo->other) = 0;
        break;
    case MEM_UNDO_NAME:
        *ts_map_add(&memory->names, undo->owner) = undo->other;
        break;
    case MEM_UNDO_PLAYER:
        *ts_map_add(&memory->players, undo->owner) = 0;
        memory->met_count--;
        break;
    }
}

static void free_run(struct mem_run *run)
{
    const struct mem_head nothing = {0};
    cut_run(run, &nothing);
    drop_head(&run->head);
    free(run->vars);
    free(run->tallies);
    free(run->marks);
    free(run->faults);
    free(run->sessions);
    free(run->events);
    free(run->turns);
    free(run->frames);
    free(run->answers);
    free(run->packs);
    free(run);
}

static void free_universe(struct mem_universe *universe)
{
    for (uint32_t i = 0; i < universe->head.event_count; i++) {
        ts_text_drop(universe->events[i].action);
        ts_text_drop(universe->events[i].consequences);
    }
    for (uint32_t i = 0; i < universe->place_count; i++) ts_order_clear(&universe->places[i].order);
    for (uint32_t i = 0; i < universe->key_count; i++) ts_mem_key_clear(&universe->keys[i]);
    ts_order_clear(&universe->order);
    ts_order_clear(&universe->majors);
    ts_map_clear(&universe->place_of);
    ts_map_clear(&universe->key_of);
    ts_map_clear(&universe->claims);
    free(universe->merges);
    free(universe->places);
    free(universe->keys);
    free(universe->acts);
    free(universe->events);
    free(universe);
}

static void cut_rows(struct mem_store *memory, const struct mem_counts *to)
{
    while (memory->run_count > to->runs) {
        struct mem_run *run = memory->runs[--memory->run_count];
        *ts_map_add(&memory->run_of, run->id) = 0;
        memory->universes[run->universe_row - 1]->runs--;
        free_run(run);
    }
    while (memory->universe_count > to->universes) {
        struct mem_universe *universe = memory->universes[--memory->universe_count];
        *ts_map_add(&memory->universe_of, universe->id) = 0;
        free_universe(universe);
    }
    while (memory->completion_count > to->completions) free(memory->completions[--memory->completion_count].metaconcepts);
    while (memory->unlock_count > to->unlocks) free(memory->unlocks[--memory->unlock_count].evidence);
    memory->deed_count = to->deeds;
    while (memory->care_count > to->cares) {
        struct mem_care *care = &memory->cares[--memory->care_count];
        *ts_map_add(&memory->care_of, care->player) = care->earlier;
        ts_text_drop(care->settings);
    }
    ts_mem_cut_kept(memory, to->kept);
    ts_mem_cut_passages(memory, to->passages);
}

static struct mem_counts count_all(const struct mem_store *memory)
{
    return (struct mem_counts){.runs = memory->run_count,
                               .universes = memory->universe_count,
                               .completions = memory->completion_count,
                               .unlocks = memory->unlock_count,
                               .deeds = memory->deed_count,
                               .cares = memory->care_count,
                               .kept = memory->kept_count,
                               .passages = memory->passage_count,
                               .undos = memory->undo_count,
                               .heads = memory->head_count};
}

static void take_back(struct mem_store *memory, const struct mem_counts *to)
{
    while (memory->undo_count > to->undos) undo_one(memory, &memory->undos[--memory->undo_count]);
    memory->head_count = to->heads;
    cut_rows(memory, to);
}

static void rollback(struct ts_store *store)
{
    struct mem_store *memory = ts_mem(store);
    if (!memory->is_writing) return;
    take_back(memory, &memory->before);
    memory->is_writing = false;
}

// --- batches

static enum ts_status begin(struct ts_store *store, int wait_ms, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)wait_ms;
    (void)err;
    memory->is_writing = true;
    memory->batch++;
    memory->before = memory->saved = count_all(memory);
    return TS_OK;
}

static enum ts_status save(struct ts_store *store, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)err;
    memory->batch++;
    memory->saved = count_all(memory);
    return TS_OK;
}

static enum ts_status undo(struct ts_store *store, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)err;
    memory->batch++;
    take_back(memory, &memory->saved);
    return TS_OK;
}

static enum ts_status commit(struct ts_store *store, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)err;
    while (memory->head_count) drop_head(&memory->heads[--memory->head_count]);
    memory->undo_count = 0;
    memory->is_writing = false;
    return TS_OK;
}

static bool is_writing(const struct ts_store *store)
{
    return ((const struct mem_store *)store)->is_writing;
}

static uint64_t version(struct ts_store *store, int64_t universe)
{
    (void)store, (void)universe;
    return 0; // nobody else writes here
}

// --- nobody else can play what is in this memory

static enum ts_status lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    uint64_t *held = ts_map_add(&ts_mem(store)->locked, run);
    if (*held) return ts_lock_refuse(store, run, err);
    *held = 1;
    return TS_OK;
}

static void unlock_run(struct ts_store *store, ts_symbol run)
{
    uint64_t *held = ts_map_find(&ts_mem(store)->locked, run);
    if (held) *held = 0;
}

static bool is_played(struct ts_store *store, ts_symbol run)
{
    (void)store;
    (void)run;
    return false;
}

static enum ts_status check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err)
{
    (void)store;
    (void)how;
    (void)err;
    return TS_OK;
}

static void close_store(struct ts_store *store)
{
    struct mem_store *memory = ts_mem(store);
    rollback(store);
    cut_rows(memory, &(struct mem_counts){0});
    ts_map_clear(&memory->run_of);
    ts_map_clear(&memory->universe_of);
    ts_map_clear(&memory->players);
    ts_map_clear(&memory->names);
    ts_map_clear(&memory->care_of);
    ts_map_clear(&memory->locked);
    free(memory->runs);
    free(memory->universes);
    free(memory->completions);
    free(memory->unlocks);
    free(memory->met);
    free(memory->deeds);
    free(memory->cares);
    free(memory->kept);
    free(memory->passages);
    free(memory->undos);
    free(memory->heads);
    free(memory);
}

const struct ts_driver ts_memory_driver = {
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .is_writing = is_writing,
    .save = save,
    .undo = undo,
    .version = version,
    .apply = ts_mem_apply,
    .grant = ts_mem_grant,
    .lock_run = lock_run,
    .unlock_run = unlock_run,
    .is_played = is_played,
    .load_run = ts_mem_load_run,
    .each_run = ts_mem_each_run,
    .load_run_at = ts_mem_load_run_at,
    .each_var = ts_mem_each_var,
    .each_tally = ts_mem_each_tally,
    .each_act = ts_mem_each_act,
    .each_session = ts_mem_each_session,
    .each_mark = ts_mem_each_mark,
    .each_fault = ts_mem_each_fault,
    .find_universe = ts_mem_find_universe,
    .each_universe = ts_mem_each_universe,
    .last_merge = ts_mem_last_merge,
    .find_player = ts_mem_find_player,
    .each_completion = ts_mem_each_completion,
    .each_unlock = ts_mem_each_unlock,
    .load_care = ts_mem_load_care,
    .set_care = ts_mem_set_care,
    .keep = ts_mem_keep,
    .each_kept = ts_mem_each_kept,
    .add_passage = ts_mem_add_passage,
    .each_passage = ts_mem_each_passage,
    .each_player = ts_mem_each_player,
    .each_deed = ts_mem_each_deed,
    .add_deed = ts_mem_add_deed,
    .character_name = ts_mem_character_name,
    .check = check,
};

enum ts_status ts_memory_open(struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err)
{
    struct mem_store *memory = ts_memory_get(sizeof *memory);
    (void)err;
    *memory = (struct mem_store){.store = {.driver = &ts_memory_driver, .symbols = symbols, .timeline = ts_mem_timeline()}};
    *out = &memory->store;
    return TS_OK;
}
