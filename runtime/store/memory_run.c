// memory_run.c - runs in memory and what they did, now and after a past turn
#include <inttypes.h>
#include <string.h>

#include "store/memory.h"

static const struct mem_universe *universe_of(const struct mem_store *memory, const struct mem_run *run)
{
    return ts_mem_universe(memory, run->universe_row);
}

static void list_metaconcepts(const struct mem_run *run, int64_t until_seq, struct ts_run_record *out)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < run->head.mark_count && run->marks[i].seq <= until_seq; i++) {
        if (run->marks[i].kind != TS_MARK_METACONCEPT) continue;
        out->metaconcepts = ts_mem_room(out->metaconcepts, out->metaconcept_count, &room, sizeof *out->metaconcepts);
        out->metaconcepts[out->metaconcept_count++] = run->marks[i].id;
    }
}

// What it was played with as of an act; before its first own, what the run it goes on with was.
static ts_symbol packs_of(const struct mem_store *memory, const struct mem_run *run, int64_t until_seq)
{
    for (; run; run = ts_mem_run(memory, run->parent)) {
        for (uint32_t i = run->head.is_deleted ? 0 : run->head.packs_count; i-- > 0;)
            if (run->packs[i].seq <= until_seq) return run->packs[i].packs;
        if (run->fork_seq < until_seq) until_seq = run->fork_seq;
    }
    return 0;
}

// What never changes of a run.
static struct ts_run_record identity_of(const struct mem_store *memory, const struct mem_run *run)
{
    const uint64_t *name = ts_map_find(&memory->names, run->character);
    const struct mem_run *parent = ts_mem_run(memory, run->parent);
    return (struct ts_run_record){.id = run->id,
                                  .player = run->player,
                                  .universe = run->universe,
                                  .character = run->character,
                                  .character_name = name ? (ts_symbol)*name : 0,
                                  .focus = run->focus,
                                  .story = run->story,
                                  .row = run->row,
                                  .universe_row = run->universe_row,
                                  .created_at = run->created_at,
                                  .seed = run->seed,
                                  .live = run->live,
                                  .parent = parent ? parent->id : 0,
                                  .life = run->life,
                                  .fork_turn = run->fork_turn,
                                  .fork_seq = run->fork_seq,
                                  .fork_milestones = run->fork_milestones};
}

static struct ts_run_record record_of(const struct mem_store *memory, const struct mem_run *run)
{
    const struct mem_head *head = &run->head;
    struct ts_run_record out = identity_of(memory, run);
    out.seq = universe_of(memory, run)->fork.seq + head->last_act;
    out.scene = head->scene;
    out.last_played = head->last_played;
    out.completed_at = head->completed_at;
    out.state = head->state;
    out.turn = head->turn;
    out.position = head->position;
    out.told = head->told;
    out.milestones = head->milestones;
    out.insights = head->insights;
    out.session = head->session;
    out.sessions = head->sessions;
    out.session_open = head->session_open;
    out.depth = head->depth;
    memcpy(out.stack, head->stack, sizeof out.stack);
    out.ending = head->ending;
    out.reason = ts_text_keep(head->reason);
    out.text = ts_text_keep(head->text);
    out.choices = ts_text_keep(head->choices);
    out.packs = packs_of(memory, run, INT64_MAX);
    list_metaconcepts(run, INT64_MAX, &out);
    return out;
}

static enum ts_status find_run(struct ts_store *store, ts_symbol run, const struct mem_run **out, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const uint64_t *row = ts_map_find(&memory->run_of, run);
    *out = row ? ts_mem_run(memory, (int64_t)*row) : NULL;
    if (*out && !(*out)->head.is_deleted) return TS_OK;
    return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", ts_symbol_text(store->symbols, run));
}

enum ts_status ts_mem_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    const struct mem_run *found;
    enum ts_status status = find_run(store, run, &found, err);
    if (!status) *out = record_of(ts_mem(store), found);
    return status;
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

// --- what it did

static const char *answer_to(const struct mem_run *run, uint32_t act)
{
    for (uint32_t i = run->head.answer_count; i-- > 0 && run->answers[i].act >= act;)
        if (run->answers[i].act == act) return run->answers[i].text->bytes;
    return NULL;
}

enum ts_status ts_mem_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const struct mem_run *found = ts_mem_run(memory, run);
    if (!found) return ts_mem_unknown_run(err);
    const struct mem_universe *universe = universe_of(memory, found);
    uint32_t count = ts_mem_acts_until(universe, until_seq), last = found->head.last_act;
    while (last > count) last = universe->acts[last - 1].previous;
    for (; last; last = universe->acts[last - 1].previous) {
        const struct mem_act *act = &universe->acts[last - 1];
        struct ts_act_record record = {.seq = universe->fork.seq + last,
                                       .turn = act->turn,
                                       .position = act->position,
                                       .at = act->at,
                                       .key = act->key,
                                       .kind = act->kind,
                                       .session = act->session,
                                       .scene = act->scene,
                                       .choice = act->choice,
                                       .pick = act->pick,
                                       .answer = answer_to(found, last - 1)};
        if (!each(self, &record)) break;
    }
    return TS_OK;
}

// Ancestors before descendants; what one of them reached goes when it is deleted. Metaconcepts a branch has by marks of its own.
static void give_marks(const struct mem_store *memory, const struct mem_run *run, int64_t until_seq, bool is_ancestor, ts_each_mark *each,
                       void *self)
{
    const struct mem_run *parent = ts_mem_run(memory, run->parent);
    if (parent) give_marks(memory, parent, run->fork_seq, true, each, self);
    if (run->head.is_deleted) return;
    for (uint32_t i = 0; i < run->head.mark_count && run->marks[i].seq <= until_seq; i++) {
        const struct mem_mark *mark = &run->marks[i];
        struct ts_mark_record record = {mark->turn, mark->kind, mark->id, mark->pack};
        if (!is_ancestor || mark->kind != TS_MARK_METACONCEPT) each(self, &record);
    }
}

enum ts_status ts_mem_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const struct mem_run *found = ts_mem_run(memory, run);
    if (!found) return ts_mem_unknown_run(err);
    give_marks(memory, found, INT64_MAX, false, each, self);
    return TS_OK;
}

// --- as it was

// The head counts all that was reached, by its ancestors too; what was reached later is taken off.
static void count_reached(const struct mem_run *run, struct ts_run_record *out)
{
    out->milestones = run->head.milestones;
    out->insights = run->head.insights;
    for (uint32_t i = run->head.mark_count; i-- > 0 && run->marks[i].seq > out->seq;) {
        out->milestones -= run->marks[i].kind == TS_MARK_MILESTONE;
        out->insights -= run->marks[i].kind == TS_MARK_INSIGHT;
    }
}

static struct ts_run_record record_at(const struct mem_store *memory, const struct mem_run *run, uint32_t index)
{
    const struct mem_universe *universe = universe_of(memory, run);
    const struct mem_turn *turn = &run->turns[index];
    const struct mem_act *act = &universe->acts[turn->act];
    uint32_t first = index ? turn[-1].frame_end : 0;
    struct ts_run_record out = identity_of(memory, run);
    out.seq = out.told = universe->fork.seq + turn->act + 1;
    out.last_played = act->at;
    out.state = TS_ACTIVE;
    out.turn = act->turn;
    out.position = act->position;
    out.scene = act->scene;
    out.depth = turn->frame_end - first;
    if (out.depth) memcpy(out.stack, run->frames + first, out.depth * sizeof *run->frames);
    count_reached(run, &out);
    out.packs = packs_of(memory, run, out.seq);
    list_metaconcepts(run, out.seq, &out);
    return out;
}

enum ts_status ts_mem_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    const struct mem_store *memory = ts_mem(store);
    const struct mem_run *found, *taker;
    enum ts_status status = find_run(store, run, &found, err);
    if (status) return status;
    if (turn < 0 || turn > found->head.turn)
        return ts_err_set(err, TS_REFUSED, "run \"%s\" has no such turn: it has turns 0 to %" PRId64, ts_symbol_text(store->symbols, run),
                          found->head.turn);
    for (taker = found; taker->parent && turn < taker->fork_turn;) taker = ts_mem_run(memory, taker->parent);
    if (taker->head.is_deleted)
        return ts_err_set(err, TS_REFUSED,
                          "turn %" PRId64 " of run \"%s\" was taken as run \"%s\", which was deleted: branch at a later turn", turn,
                          ts_symbol_text(store->symbols, run), ts_symbol_text(store->symbols, taker->id));
    *out = record_at(memory, taker, (uint32_t)(turn - taker->fork_turn));
    return TS_OK;
}
