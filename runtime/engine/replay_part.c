// replay_part.c - a store's universes cut into parts, and what the runs of a part come to
#include "engine/replay_part.h"

#include <stdlib.h>
#include <string.h>

#include "engine/json.h"
#include "engine/simulate.h"

enum { PARTS = 8, PART_ACTS = 20000, TELL_ACTS = 4096 }; // parts for each worker; acts that are a part in any case; between two steps of progress

// --- families

static int64_t acts_of(const struct ts_universe_record *universe)
{
    return universe->seq - universe->fork_seq;
}

static void add_universe(void *self, const struct ts_universe_record *universe)
{
    struct ts_replay_work *work = self;
    const uint64_t *parent = universe->parent ? ts_map_find(&work->family_of, universe->parent) : NULL;
    uint32_t family = parent ? (uint32_t)*parent - 1 : work->member_count;
    if (work->member_count == work->member_room) {
        work->member_room = work->member_room ? work->member_room * 2 : 16;
        work->members = ts_memory_grow(work->members, work->member_room * sizeof *work->members);
    }
    work->members[work->member_count++] = (struct ts_replay_member){*universe, family};
    *ts_map_add(&work->family_of, universe->id) = family + 1;
    work->acts += acts_of(universe);
}

static int by_family(const void *a, const void *b)
{
    const struct ts_replay_member *one = a, *other = b;
    if (one->family != other->family) return one->family < other->family ? -1 : 1;
    return (one->universe.row > other->universe.row) - (one->universe.row < other->universe.row);
}

// Of the run that is asked for, only the family.
static void keep_family(struct ts_replay_work *work, ts_symbol universe)
{
    const uint64_t *family = ts_map_find(&work->family_of, universe);
    uint32_t kept = 0;
    work->acts = 0;
    for (uint32_t i = 0; i < work->member_count; i++) {
        if (!family || work->members[i].family != *family - 1) continue;
        work->members[kept++] = work->members[i];
        work->acts += acts_of(&work->members[i].universe);
    }
    work->member_count = kept;
}

// What comes out does not depend on where it is cut.
static void cut_parts(struct ts_replay_work *work)
{
    int64_t share = work->acts / ((int64_t)ts_crew_jobs(work->how->jobs) * PARTS) + 1, least = share < PART_ACTS ? share : PART_ACTS, acts = least;
    work->parts = ts_memory_get((work->member_count + 1) * sizeof *work->parts);
    for (uint32_t i = 0; i < work->member_count; i++) {
        bool is_new = !i || work->members[i].family != work->members[i - 1].family;
        if (is_new && acts >= least) {
            work->parts[work->part_count++] = i;
            acts = 0;
        }
        acts += acts_of(&work->members[i].universe);
    }
    work->parts[work->part_count] = work->member_count;
}

enum ts_status ts_replay_cut(struct ts_replay_work *work, struct ts_err *err)
{
    struct ts_run_record record = {0};
    enum ts_status status = ts_store_each_universe(work->engine->store, add_universe, work, err);
    if (!status && work->only) status = ts_store_load_run(work->engine->store, work->only, &record, err);
    if (status) return status;
    if (work->only) keep_family(work, record.universe);
    ts_run_record_clear(&record);
    if (work->member_count) qsort(work->members, work->member_count, sizeof *work->members, by_family);
    cut_parts(work);
    return TS_OK;
}

void ts_replay_work_clear(struct ts_replay_work *work)
{
    free(work->members);
    free(work->parts);
    ts_map_clear(&work->family_of);
    ts_buffer_clear(&work->lists.differ);
    ts_buffer_clear(&work->lists.skipped);
    ts_buffer_clear(&work->lists.words);
}

int64_t ts_replay_acts_of(const struct ts_replay_work *work, int64_t part)
{
    int64_t acts = 0;
    for (uint32_t i = work->parts[part]; i < work->parts[part + 1]; i++) acts += acts_of(&work->members[i].universe);
    return acts;
}

// --- what came of a run

static void add_differ(const struct ts_replay_work *work, const struct ts_told_run *run, struct ts_buffer *out)
{
    const struct ts_symbols *symbols = work->engine->symbols;
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "ended", symbols, run->record.ending ? run->record.ending : run->record.scene);
    ts_json_field_symbol(out, "ends_now", symbols, run->ends_now);
    ts_json_field_symbol(out, "run_id", symbols, run->record.id);
    ts_json_field_int(out, "turn", run->turn);
    ts_json_field_symbol(out, "universe_id", symbols, run->record.universe);
    ts_json_key(out, "why");
    ts_json_text(out, run->why.bytes ? run->why.bytes : "", run->why.length);
    ts_json_close(out, '}');
}

static void add_skipped(const struct ts_replay_work *work, const struct ts_told_run *run, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "run_id", work->engine->symbols, run->record.id);
    ts_json_key(out, "why");
    ts_json_text(out, run->why.bytes ? run->why.bytes : "", run->why.length);
    ts_json_close(out, '}');
}

static void add_words(const struct ts_replay_work *work, const struct ts_told_run *run, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "run_id", work->engine->symbols, run->record.id);
    ts_json_field_int(out, "turn", run->words_turn);
    ts_json_field_symbol(out, "universe_id", work->engine->symbols, run->record.universe);
    ts_json_key(out, "why");
    ts_json_text(out, run->words.bytes, run->words.length);
    ts_json_close(out, '}');
}

static void add_told(const struct ts_replay_work *work, const struct ts_told_run *run, struct ts_replay_counts *counts, struct ts_replay_lists *lists)
{
    if (run->is_deleted || (work->only && run->record.id != work->only)) return;
    counts->runs++;
    counts->turns += run->turns;
    counts->other_packs += run->has_other_packs;
    counts->agree += run->result == TS_RETOLD_SAME;
    counts->differ += run->result == TS_RETOLD_DIFFERENT;
    counts->skipped += run->result == TS_RETOLD_SKIPPED;
    if (run->result == TS_RETOLD_DIFFERENT) add_differ(work, run, &lists->differ);
    if (run->result == TS_RETOLD_SKIPPED) add_skipped(work, run, &lists->skipped);
    if (run->result == TS_RETOLD_SAME && run->words.length) add_words(work, run, &lists->words);
}

// --- a part: family by family, each in a memory of its own

struct desk { // a part that is being told
    struct ts_replay_work *work;
    struct ts_replay_counts counts;
    struct ts_replay_lists lists;
    int64_t acts, told; // of the universes that are done; how much of it was told
};

bool ts_replay_is_ended(const struct ts_replay_work *work)
{
    return work->how->is_ended && work->how->is_ended(work->how->self);
}

// Gives whether to go on.
static bool look_up(void *self, int64_t acts)
{
    struct desk *desk = self;
    const struct ts_replay_work *work = desk->work;
    int64_t done = desk->acts + acts;
    if (ts_replay_is_ended(work)) return false;
    if (done - desk->told < TELL_ACTS) return true;
    desk->told = done;
    if (work->worker) ts_crew_tell(work->worker, done);
    else if (work->how->progress) work->how->progress(work->how->self, work->acts_done + done, work->acts);
    return true;
}

static enum ts_status tell_family(struct desk *desk, uint32_t first, uint32_t end, struct ts_err *err)
{
    const struct ts_replay_work *work = desk->work;
    struct ts_retelling retelling = {0};
    enum ts_status status = ts_retelling_open(work->engine, &retelling, err);
    retelling.look_up = look_up;
    retelling.self = desk;
    for (uint32_t i = first; i < end && !status; i++) {
        status = ts_retell_universe(&retelling, &work->members[i].universe, err);
        desk->acts += acts_of(&work->members[i].universe);
    }
    if (!status) desk->counts.universes += end - first;
    for (uint32_t i = 0; i < retelling.run_count && !status; i++) add_told(work, retelling.runs[i], &desk->counts, &desk->lists);
    ts_retelling_close(&retelling);
    return status;
}

static uint32_t end_of_family(const struct ts_replay_work *work, uint32_t first, uint32_t end)
{
    uint32_t next = first + 1;
    while (next < end && work->members[next].family == work->members[first].family) next++;
    return next;
}

static void move_list(struct ts_buffer *answer, struct ts_buffer *list)
{
    if (list->length) ts_buffer_add(answer, list->bytes, list->length);
    ts_buffer_clear(list);
}

static void write_answer(struct desk *desk, struct ts_buffer *answer)
{
    desk->counts.differ_length = (int64_t)desk->lists.differ.length;
    desk->counts.skipped_length = (int64_t)desk->lists.skipped.length;
    desk->counts.words_length = (int64_t)desk->lists.words.length;
    ts_buffer_add(answer, (const char *)&desk->counts, sizeof desk->counts);
    move_list(answer, &desk->lists.differ);
    move_list(answer, &desk->lists.skipped);
    move_list(answer, &desk->lists.words);
}

enum ts_status ts_replay_tell(struct ts_replay_work *work, int64_t part, struct ts_buffer *answer, struct ts_err *err)
{
    struct desk desk = {.work = work};
    uint32_t end = work->parts[part + 1], next;
    enum ts_status status = TS_OK;
    for (uint32_t i = work->parts[part]; i < end && !status; i = next) {
        next = end_of_family(work, i, end);
        status = tell_family(&desk, i, next, err);
    }
    desk.counts.is_interrupted = status == TS_INTERRUPTED;
    if (desk.counts.is_interrupted) status = TS_OK;
    if (!status) status = ts_stray_check(work->engine, err);
    write_answer(&desk, answer);
    return status;
}

// --- the sum

// Gives where the next list's members begin.
static const char *add_list(struct ts_buffer *list, const char *members, int64_t length)
{
    if (list->length && length) ts_buffer_add_byte(list, ',');
    if (length) ts_buffer_add(list, members, (size_t)length);
    return members + length;
}

void ts_replay_take(struct ts_replay_work *work, int64_t part, const struct ts_buffer *answer)
{
    struct ts_replay_counts counts, *sum = &work->sum;
    const char *members = answer->bytes + sizeof counts;
    memcpy(&counts, answer->bytes, sizeof counts);
    sum->agree += counts.agree;
    sum->differ += counts.differ;
    sum->skipped += counts.skipped;
    sum->runs += counts.runs;
    sum->turns += counts.turns;
    sum->universes += counts.universes;
    sum->other_packs += counts.other_packs;
    sum->is_interrupted |= counts.is_interrupted;
    members = add_list(&work->lists.differ, members, counts.differ_length);
    members = add_list(&work->lists.skipped, members, counts.skipped_length);
    add_list(&work->lists.words, members, counts.words_length);
    work->acts_done += ts_replay_acts_of(work, part);
}
