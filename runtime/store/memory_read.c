// memory_read.c - runs and players read back out of a store in memory
#include <stdlib.h>
#include <string.h>

#include "store/memory.h"

static enum ts_status unknown_run(struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "unknown run: `turnstone runs` lists those there are");
}

static void list_metaconcepts(const struct mem_run *run, struct ts_run_record *out)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < run->head.mark_count; i++) {
        if (run->marks[i].kind != TS_MARK_METACONCEPT) continue;
        out->metaconcepts = ts_mem_room(out->metaconcepts, out->metaconcept_count, &room, sizeof *out->metaconcepts);
        out->metaconcepts[out->metaconcept_count++] = run->marks[i].id;
    }
}

static struct ts_run_record record_of(const struct mem_store *memory, const struct mem_run *run)
{
    const struct mem_head *head = &run->head;
    const uint64_t *name = ts_map_find(&memory->names, run->character);
    struct ts_run_record out = {.id = run->id,
                                .player = run->player,
                                .universe = run->universe,
                                .character = run->character,
                                .character_name = name ? (ts_symbol)*name : 0,
                                .focus = run->focus,
                                .story = run->story,
                                .scene = head->scene,
                                .row = run->row,
                                .universe_row = run->universe_row,
                                .created_at = run->created_at,
                                .last_played = head->last_played,
                                .completed_at = head->completed_at,
                                .seed = run->seed,
                                .live = run->live,
                                .fork_turn = run->fork_turn,
                                .state = head->state,
                                .turn = head->turn,
                                .position = head->position,
                                .told = head->told,
                                .milestones = head->milestones,
                                .insights = head->insights,
                                .session = head->session,
                                .sessions = head->sessions,
                                .session_open = head->session_open,
                                .depth = head->depth,
                                .ending = head->ending,
                                .reason = ts_text_keep(head->reason),
                                .text = ts_text_keep(head->text),
                                .choices = ts_text_keep(head->choices)};
    memcpy(out.stack, head->stack, sizeof out.stack);
    list_metaconcepts(run, &out);
    return out;
}

enum ts_status ts_mem_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const uint64_t *row = ts_map_find(&memory->run_of, run);
    if (!row || !*row || memory->runs[*row - 1]->head.is_deleted)
        return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", ts_symbol_text(store->symbols, run));
    *out = record_of(memory, memory->runs[*row - 1]);
    return TS_OK;
}

enum ts_status ts_mem_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->run_count; i++) {
        const struct mem_run *run = memory->runs[i];
        if (run->head.is_deleted || (filter.player && run->player != filter.player) ||
            (filter.universe && run->universe != filter.universe))
            continue;
        struct ts_run_record record = record_of(memory, run);
        each(self, &record);
        ts_run_record_clear(&record);
    }
    return TS_OK;
}

enum ts_status ts_mem_each_var(struct ts_store *store, int64_t run, ts_each_var *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    struct ts_map seen = {0};
    if (!found) return unknown_run(err);
    for (uint32_t i = found->head.var_count; i-- > 0;) {
        const struct mem_var *var = &found->vars[i];
        uint64_t *mark = ts_map_add(&seen, (uint64_t)var->owner << 32 | var->name);
        if (*mark) continue;
        *mark = 1;
        struct ts_var_record record = {var->owner, var->name, var->value};
        each(self, &record);
    }
    ts_map_clear(&seen);
    return TS_OK;
}

enum ts_status ts_mem_each_tally(struct ts_store *store, int64_t run, ts_each_tally *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    struct ts_map sums = {0}; // symbol -> count << 32 | turn
    if (!found) return unknown_run(err);
    for (uint32_t i = 0; i < found->head.tally_count; i++) {
        uint64_t *sum = ts_map_add(&sums, found->tallies[i].symbol);
        *sum = ((*sum >> 32) + 1) << 32 | found->tallies[i].turn;
    }
    for (uint32_t i = 0; i < sums.room; i++) {
        const struct ts_map_entry *entry = &sums.entries[i];
        if (entry->key) each(self, (ts_symbol)entry->key, (struct ts_tally){(uint32_t)(entry->value >> 32), (uint32_t)entry->value});
    }
    ts_map_clear(&sums);
    return TS_OK;
}

// Sessions are kept as rows of opening and ending; here they become one again.
enum ts_status ts_mem_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    if (!found) return unknown_run(err);
    for (uint32_t i = 0; i < found->head.session_count; i++) {
        const struct mem_session *opened = &found->sessions[i];
        const struct mem_session *ended = i + 1 < found->head.session_count && !opened[1].opens ? &opened[1] : NULL;
        struct ts_session_record record = {.number = opened->number,
                                           .started_at = opened->at,
                                           .first_turn = opened->turn,
                                           .turns = (ended ? ended->turn : found->head.turn) - opened->turn + 1,
                                           .notes = ended && ended->notes ? ended->notes : opened->notes,
                                           .end = ended ? ended->end : "open"};
        if (ended) record.ended_at = ended->at;
        each(self, &record);
        if (ended) i++;
    }
    return TS_OK;
}

enum ts_status ts_mem_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    if (!found) return unknown_run(err);
    for (uint32_t i = 0; i < found->head.mark_count; i++) {
        const struct mem_mark *mark = &found->marks[i];
        struct ts_mark_record record = {mark->turn, mark->kind, mark->id, mark->pack};
        each(self, &record);
    }
    return TS_OK;
}

enum ts_status ts_mem_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    if (!found) return unknown_run(err);
    for (uint32_t i = 0; i < found->head.fault_count; i++) {
        const struct mem_fault *fault = &found->faults[i];
        struct ts_fault_record record = {fault->turn, fault->pack, fault->where, fault->message};
        each(self, &record);
    }
    return TS_OK;
}

enum ts_status ts_mem_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err)
{
    const uint64_t *known = ts_map_find(&ts_mem(store)->players, player);
    (void)err;
    *found = known && *known;
    return TS_OK;
}

enum ts_status ts_mem_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->completion_count; i++) {
        const struct mem_completion *row = &memory->completions[i];
        struct ts_completion_record record = {row->run,   row->universe,   row->story, row->ending,       row->focus,
                                              row->turns, row->milestones, row->at,    row->metaconcepts, row->metaconcept_count};
        if (row->player == player) each(self, &record);
    }
    return TS_OK;
}

enum ts_status ts_mem_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->unlock_count; i++) {
        const struct mem_unlock *row = &memory->unlocks[i];
        struct ts_unlock_record record = {row->unlock, row->at, row->evidence, row->run};
        if (row->player == player) each(self, &record);
    }
    return TS_OK;
}

const char *ts_mem_character_name(struct ts_store *store, const char *character, size_t length)
{
    ts_symbol id = ts_symbol_find(store->symbols, character, length);
    const uint64_t *name = ts_map_find(&ts_mem(store)->names, id);
    return name ? ts_symbol_text(store->symbols, (ts_symbol)*name) : "";
}
