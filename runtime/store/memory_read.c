// memory_read.c - what runs carry, and players, read back out of a store in memory
#include "store/memory.h"

enum ts_status ts_mem_unknown_run(struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "unknown run: `turnstone runs` lists those there are");
}

enum ts_status ts_mem_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    struct ts_map seen = {0};
    if (!found) return ts_mem_unknown_run(err);
    for (uint32_t i = found->head.var_count; i-- > 0;) {
        const struct mem_var *var = &found->vars[i];
        if (var->seq > until_seq) continue;
        uint64_t *mark = ts_map_add(&seen, (uint64_t)var->owner << 32 | var->name);
        if (*mark) continue;
        *mark = 1;
        struct ts_var_record record = {var->owner, var->name, var->value};
        if (var->value.type != TS_NIL) each(self, &record); // nil: given up
    }
    ts_map_clear(&seen);
    return TS_OK;
}

enum ts_status ts_mem_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self,
                                 struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const struct mem_run *found = ts_mem_run(memory, run);
    struct ts_map sums = {0}; // symbol -> count << 32 | turn
    if (!found) return ts_mem_unknown_run(err);
    uint32_t acts = ts_mem_acts_until(ts_mem_universe(memory, found->universe_row), until_seq);
    for (uint32_t i = 0; i < found->head.tally_count && found->tallies[i].act < acts; i++) {
        const struct mem_tally *tally = &found->tallies[i];
        uint64_t *sum = ts_map_add(&sums, tally->symbol);
        *sum = (tally->is_all ? tally->count : (*sum >> 32) + tally->count) << 32 | tally->turn;
    }
    for (uint32_t i = 0; i < sums.room; i++) {
        const struct ts_map_entry *entry = &sums.entries[i];
        if (entry->value >> 32) each(self, (ts_symbol)entry->key, (struct ts_tally){(uint32_t)(entry->value >> 32), (uint32_t)entry->value});
    }
    ts_map_clear(&sums);
    return TS_OK;
}

// Sessions are kept as rows of opening and ending; here they become one again.
enum ts_status ts_mem_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    if (!found) return ts_mem_unknown_run(err);
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

enum ts_status ts_mem_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err)
{
    const struct mem_run *found = ts_mem_run(ts_mem(store), run);
    if (!found) return ts_mem_unknown_run(err);
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

enum ts_status ts_mem_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->met_count; i++) each(self, memory->met[i]);
    return TS_OK;
}

enum ts_status ts_mem_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->deed_count; i++) each(self, &memory->deeds[i]);
    return TS_OK;
}

static const char *reason_of(const struct mem_store *memory, ts_symbol run)
{
    const uint64_t *row = ts_map_find(&memory->run_of, run);
    const struct mem_run *found = row ? ts_mem_run(memory, (int64_t)*row) : NULL;
    return found && found->head.reason ? found->head.reason->bytes : NULL;
}

enum ts_status ts_mem_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    (void)err;
    for (uint32_t i = 0; i < memory->completion_count; i++) {
        const struct mem_completion *row = &memory->completions[i];
        struct ts_completion_record record = {.run = row->run,
                                              .universe = row->universe,
                                              .story = row->story,
                                              .ending = row->ending,
                                              .focus = row->focus,
                                              .life = row->life,
                                              .turns = row->turns,
                                              .milestones = row->milestones,
                                              .at = row->at,
                                              .metaconcepts = row->metaconcepts,
                                              .metaconcept_count = row->metaconcept_count,
                                              .number = i + 1,
                                              .reason = reason_of(memory, row->run)};
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
        struct ts_unlock_record record = {.unlock = row->unlock, .rule = row->rule, .at = row->at, .evidence = row->evidence, .run = row->run};
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
