// memory_passage.c - what a narrator told of turns, in memory: pieces as they came
#include <stdlib.h>

#include "base/arena.h"
#include "store/memory.h"
#include "store/stored_act.h"

static void add(struct mem_store *memory, int64_t run, const struct ts_passage *passage)
{
    memory->passages = ts_mem_room(memory->passages, memory->passage_count, &memory->passage_room, sizeof *memory->passages);
    struct mem_passage *row = &memory->passages[memory->passage_count++];
    *row = (struct mem_passage){run, *passage};
    char *text = ts_memory_get(passage->length + 1);
    if (passage->length) memcpy(text, passage->text, passage->length);
    row->passage.text = text;
}

static int64_t find_next(const struct mem_store *memory, int64_t run, int64_t turn)
{
    for (uint32_t i = memory->passage_count; i-- > 0;)
        if (memory->passages[i].run == run && memory->passages[i].passage.turn == turn) return memory->passages[i].passage.piece + 1;
    return 0;
}

void ts_mem_write_passage(struct mem_writing *writing)
{
    const struct ts_changeset *changes = writing->changes;
    struct ts_passage passage = {.turn = changes->turn, .by = TS_BY_GRAMMAR, .text = changes->passage.bytes, .length = changes->passage.length, .at = changes->at};
    passage.piece = ts_act_is_turn(changes) ? 0 : (uint32_t)find_next(writing->memory, writing->run->row, changes->turn);
    add(writing->memory, writing->run->row, &passage);
}

static void show(struct mem_run *run, const struct ts_passage *passage)
{
    struct ts_buffer text = {0};
    if (!passage->length) return;
    if (run->head.text) ts_buffer_add(&text, run->head.text->bytes, run->head.text->length);
    ts_passage_show(&text, passage);
    ts_text_drop(run->head.text);
    run->head.text = ts_text_new(text.bytes, text.length);
    ts_buffer_clear(&text);
}

enum ts_status ts_mem_add_passage(struct ts_store *store, int64_t row, const struct ts_passage *passage, struct ts_err *err)
{
    struct mem_store *memory = ts_mem(store);
    struct mem_run *run = ts_mem_run(memory, row);
    if (!run || run->head.is_deleted) return ts_mem_unknown_run(err);
    enum ts_status status = ts_passage_judge(passage, run->head.turn, find_next(memory, row, passage->turn), err);
    if (status) return status;
    struct mem_writing writing = {.memory = memory, .universe = ts_mem_universe(memory, run->universe_row), .universe_row = run->universe_row, .run = run};
    ts_mem_save_heads(&writing);
    add(memory, row, passage);
    show(run, passage);
    return TS_OK;
}

void ts_mem_cut_passages(struct mem_store *memory, uint32_t count)
{
    while (memory->passage_count > count) free((char *)memory->passages[--memory->passage_count].passage.text);
}

// Ancestors first: what they had been told up to the fork.
static void give(const struct mem_store *memory, const struct mem_run *run, int64_t from, int64_t to, ts_each_passage *each, void *self)
{
    const struct mem_run *parent = ts_mem_run(memory, run->parent);
    if (to < from) return;
    if (parent) give(memory, parent, from, run->fork_turn < to ? run->fork_turn : to, each, self);
    for (uint32_t i = 0; i < memory->passage_count && !run->head.is_deleted; i++) {
        const struct mem_passage *row = &memory->passages[i];
        if (row->run == run->row && row->passage.turn >= from && row->passage.turn <= to) each(self, &row->passage);
    }
}

enum ts_status ts_mem_each_passage(struct ts_store *store, int64_t row, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const struct mem_run *run = ts_mem_run(memory, row);
    if (!run) return ts_mem_unknown_run(err);
    give(memory, run, from, to, each, self);
    return TS_OK;
}
