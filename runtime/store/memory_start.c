// memory_start.c - universes and runs in memory that an act begins with
#include "store/memory.h"

static int64_t make_universe(struct mem_store *memory, const struct ts_changeset *changes)
{
    struct mem_universe *universe = ts_memory_get(sizeof *universe);
    *universe = (struct mem_universe){.id = changes->run->universe,
                                      .live = changes->run->live,
                                      .created_at = changes->at,
                                      .fork = {changes->fork.universe, changes->fork.position, changes->fork.seq},
                                      .head = {.position = changes->fork.position}};
    memory->universes = ts_mem_room(memory->universes, memory->universe_count, &memory->universe_room, sizeof(struct mem_universe *));
    memory->universes[memory->universe_count++] = universe;
    *ts_map_add(&memory->universe_of, universe->id) = memory->universe_count;
    return memory->universe_count;
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
                            .life = from->life ? from->life : from->id,
                            .parent = changes->fork.run,
                            .fork_turn = from->fork_turn,
                            .fork_seq = changes->fork.seq,
                            .fork_milestones = from->fork_milestones,
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

static void start_run(struct mem_store *memory, const struct ts_changeset *changes)
{
    struct ts_run *run = changes->run;
    run->row = make_run(memory, changes, run->universe_row)->row;
    memory->universes[run->universe_row - 1]->runs++;
    if (run->player) ts_mem_meet_player(memory, run->player);
    if (run->character) name_character(memory, run->character, run->character_name);
}

void ts_mem_start(struct mem_store *memory, const struct ts_changeset *changes)
{
    const uint64_t *row = ts_map_find(&memory->universe_of, changes->run->universe);
    changes->run->universe_row = row && *row ? (int64_t)*row : make_universe(memory, changes);
    start_run(memory, changes);
}

void ts_mem_branch(struct mem_store *memory, const struct ts_changeset *changes)
{
    changes->run->universe_row = make_universe(memory, changes);
    if (changes->run->story) start_run(memory, changes);
}
