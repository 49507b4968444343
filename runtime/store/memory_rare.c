// memory_rare.c - what few acts write: sessions, faults, completions, unlocks, settings of care
#include <stdlib.h>
#include <string.h>

#include "store/memory.h"
#include "store/stored_act.h"

void ts_mem_write_faults(struct mem_writing *writing)
{
    struct mem_run *run = writing->run;
    for (uint32_t i = 0; i < writing->changes->fault_count; i++) {
        const struct ts_fault *fault = &writing->changes->faults[i];
        struct ts_buffer where = {0};
        ts_act_fault_where(writing->changes, fault, &where);
        run->faults = ts_mem_room(run->faults, run->head.fault_count, &run->fault_room, sizeof *run->faults);
        run->faults[run->head.fault_count++] = (struct mem_fault){writing->changes->turn, ts_act_pack(writing->changes, fault->pack),
                                                                  ts_buffer_take(&where), ts_memory_copy(fault->message ? fault->message : "")};
    }
}

// --- sessions

static void add_session_row(struct mem_writing *writing, const struct mem_session *row)
{
    struct mem_run *run = writing->run;
    run->sessions = ts_mem_room(run->sessions, run->head.session_count, &run->session_room, sizeof *run->sessions);
    run->sessions[run->head.session_count++] = *row;
}

void ts_mem_write_sessions(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    struct mem_head *head = &writing->run->head;
    if (changes->opens_session) {
        if (head->session_open)
            add_session_row(writing, &(struct mem_session){.at = head->last_played, .turn = changes->before.turn, .end = "interrupted"});
        add_session_row(writing, &(struct mem_session){.opens = true,
                                                       .number = changes->run->head.session,
                                                       .at = changes->at,
                                                       .turn = changes->before.turn + 1,
                                                       .notes = changes->ends_session ? NULL : ts_text_keep(changes->notes)});
        head->sessions++;
        head->session_open = true;
    }
    if (changes->ends_session && head->session_open) {
        add_session_row(writing, &(struct mem_session){.at = changes->at,
                                                       .turn = changes->run->head.turn,
                                                       .end = ts_act_session_end(changes),
                                                       .notes = ts_text_keep(changes->notes)});
        head->session_open = false;
    }
}

// --- completions and unlocks

static void add_completion(struct mem_writing *writing)
{
    struct mem_store *memory = writing->memory;
    const struct ts_changeset *changes = writing->changes;
    const struct ts_run *run = changes->run;
    size_t size = run->metaconcept_count * sizeof *run->metaconcepts;
    memory->completions = ts_mem_room(memory->completions, memory->completion_count, &memory->completion_room, sizeof *memory->completions);
    struct mem_completion *row = &memory->completions[memory->completion_count++];
    *row = (struct mem_completion){.run = run->id,
                                   .player = run->player,
                                   .universe = run->universe,
                                   .story = run->story->id,
                                   .ending = changes->completion.ending,
                                   .focus = run->focus,
                                   .life = writing->run->life,
                                   .turns = changes->completion.turns,
                                   .milestones = changes->completion.milestones,
                                   .at = changes->at,
                                   .metaconcepts = ts_memory_get(size),
                                   .metaconcept_count = run->metaconcept_count};
    if (size) memcpy(row->metaconcepts, run->metaconcepts, size);
}

void ts_mem_write_completion(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    struct mem_head *head = &writing->run->head;
    if (!changes->completes || head->completed_at) return;
    head->completed_at = changes->at;
    head->ending = changes->completion.ending;
    add_completion(writing);
}

static void add_unlock(struct mem_store *memory, ts_symbol player, ts_symbol run, const struct ts_grant *grant, int64_t at)
{
    for (uint32_t i = 0; i < memory->unlock_count; i++)
        if (memory->unlocks[i].player == player && memory->unlocks[i].unlock == grant->unlock) return;
    memory->unlocks = ts_mem_room(memory->unlocks, memory->unlock_count, &memory->unlock_room, sizeof *memory->unlocks);
    memory->unlocks[memory->unlock_count++] = 
        (struct mem_unlock){player, grant->unlock, grant->rule, run, at, ts_memory_copy(grant->evidence ? grant->evidence : "[]")};
}

void ts_mem_write_grants(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    for (uint32_t i = 0; i < changes->grant_count; i++)
        add_unlock(writing->memory, changes->run->player, changes->completes ? changes->run->id : 0, &changes->grants[i], changes->at);
}

void ts_mem_meet_player(struct mem_store *memory, ts_symbol player)
{
    uint64_t *known = ts_map_add(&memory->players, player);
    if (*known) return;
    ts_mem_undo_add(memory, MEM_UNDO_PLAYER, player);
    *known = 1;
    memory->met = ts_mem_room(memory->met, memory->met_count, &memory->met_room, sizeof *memory->met);
    memory->met[memory->met_count++] = player;
}

enum ts_status ts_mem_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)err;
    ts_mem_meet_player(memory, grant->player);
    add_unlock(memory, grant->player, 0, &(struct ts_grant){grant->unlock, grant->rule, (char *)grant->evidence}, grant->at);
    return TS_OK;
}

enum ts_status ts_mem_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    for (uint32_t i = 0; i < memory->deed_count; i++)
        if (memory->deeds[i].name == name) return ts_deed_refuse(store, name, err);
    memory->deeds = ts_mem_room(memory->deeds, memory->deed_count, &memory->deed_room, sizeof *memory->deeds);
    memory->deeds[memory->deed_count++] = (struct ts_deed_record){name, at, memory->completion_count};
    return TS_OK;
}

// --- what players asked to be spared

static void add_care(struct mem_store *memory, ts_symbol player, struct ts_text *settings)
{
    uint64_t *last = ts_map_add(&memory->care_of, player);
    memory->cares = ts_mem_room(memory->cares, memory->care_count, &memory->care_room, sizeof *memory->cares);
    memory->cares[memory->care_count++] = (struct mem_care){player, (uint32_t)*last, settings};
    *last = memory->care_count;
}

void ts_mem_write_care(struct mem_writing *writing)
{
    add_care(writing->memory, writing->changes->run->player, ts_text_keep(writing->changes->care));
}

enum ts_status ts_mem_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    (void)at, (void)err;
    ts_mem_meet_player(memory, player);
    add_care(memory, player, ts_text_new(settings, strlen(settings)));
    return TS_OK;
}

enum ts_status ts_mem_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const uint64_t *last = ts_map_find(&memory->care_of, player);
    (void)err;
    *out = last && *last ? ts_text_keep(memory->cares[*last - 1].settings) : NULL;
    return TS_OK;
}
