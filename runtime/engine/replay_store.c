// replay_store.c - whole stores computed again: family by family, and what their runs come to
#include "engine/replay_store.h"

#include <stdlib.h>
#include <string.h>

#include "engine/json.h"
#include "engine/retell.h"
#include "engine/simulate.h"

enum { PART_ACTS = 20000 }; // between two looks at the content and steps of progress, at least

struct family_member {
    struct ts_universe_record universe;
    uint32_t family;
};

struct counts {
    int64_t agree, differ, skipped, runs, turns, universes, other_packs, differ_length, skipped_length, words_length;
};

struct lists { struct ts_buffer differ, skipped, words; }; // members of JSON lists

struct replaying_all {
    struct ts_engine *engine;
    const struct ts_replay_all *how;
    ts_symbol only;                 // 0: all runs
    struct family_member *members;  // sorted by family, then as they were made
    uint32_t member_count, member_room;
    uint32_t *parts;                // where each begins in `members`, and the end of the last
    uint32_t part_count;
    struct ts_map family_of;        // universe -> its family + 1
    struct counts sum;
    struct lists lists;
    int64_t acts, acts_done;
};

// --- families: a universe and all that branched off it

static void add_universe(void *self, const struct ts_universe_record *universe)
{
    struct replaying_all *all = self;
    const uint64_t *parent = universe->parent ? ts_map_find(&all->family_of, universe->parent) : NULL;
    uint32_t family = parent ? (uint32_t)*parent - 1 : all->member_count;
    if (all->member_count == all->member_room) {
        all->member_room = all->member_room ? all->member_room * 2 : 16;
        all->members = ts_memory_grow(all->members, all->member_room * sizeof *all->members);
    }
    all->members[all->member_count++] = (struct family_member){*universe, family};
    *ts_map_add(&all->family_of, universe->id) = family + 1;
    all->acts += universe->seq - universe->fork_seq;
}

static int by_family(const void *a, const void *b)
{
    const struct family_member *one = a, *other = b;
    if (one->family != other->family) return one->family < other->family ? -1 : 1;
    return (one->universe.row > other->universe.row) - (one->universe.row < other->universe.row);
}

// Of the run that is asked for, only the family.
static void keep_family(struct replaying_all *all, ts_symbol universe)
{
    const uint64_t *family = ts_map_find(&all->family_of, universe);
    uint32_t kept = 0;
    all->acts = 0;
    for (uint32_t i = 0; i < all->member_count; i++) {
        if (!family || all->members[i].family != *family - 1) continue;
        all->members[kept++] = all->members[i];
        all->acts += all->members[i].universe.seq - all->members[i].universe.fork_seq;
    }
    all->member_count = kept;
}

static void cut_parts(struct replaying_all *all)
{
    int64_t acts = PART_ACTS;
    all->parts = ts_memory_get((all->member_count + 1) * sizeof *all->parts);
    for (uint32_t i = 0; i < all->member_count; i++) {
        bool is_new = !i || all->members[i].family != all->members[i - 1].family;
        if (is_new && acts >= PART_ACTS) {
            all->parts[all->part_count++] = i;
            acts = 0;
        }
        acts += all->members[i].universe.seq - all->members[i].universe.fork_seq;
    }
    all->parts[all->part_count] = all->member_count;
}

static enum ts_status find_parts(struct replaying_all *all, struct ts_err *err)
{
    struct ts_run_record record = {0};
    enum ts_status status = ts_store_each_universe(all->engine->store, add_universe, all, err);
    if (!status && all->how->run) status = ts_store_load_run(all->engine->store, all->only, &record, err);
    if (status) return status;
    if (all->how->run) keep_family(all, record.universe);
    ts_run_record_clear(&record);
    if (all->member_count) qsort(all->members, all->member_count, sizeof *all->members, by_family);
    cut_parts(all);
    return TS_OK;
}

// --- what came of a run

static void add_differ(const struct replaying_all *all, const struct ts_told_run *run, struct ts_buffer *out)
{
    const struct ts_symbols *symbols = all->engine->symbols;
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

static void add_skipped(const struct replaying_all *all, const struct ts_told_run *run, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "run_id", all->engine->symbols, run->record.id);
    ts_json_key(out, "why");
    ts_json_text(out, run->why.bytes ? run->why.bytes : "", run->why.length);
    ts_json_close(out, '}');
}

static void add_words(const struct replaying_all *all, const struct ts_told_run *run, struct ts_buffer *out)
{
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "run_id", all->engine->symbols, run->record.id);
    ts_json_field_int(out, "turn", run->words_turn);
    ts_json_field_symbol(out, "universe_id", all->engine->symbols, run->record.universe);
    ts_json_key(out, "why");
    ts_json_text(out, run->words.bytes, run->words.length);
    ts_json_close(out, '}');
}

static void add_told(const struct replaying_all *all, const struct ts_told_run *run, struct counts *counts, struct lists *lists)
{
    if (run->is_deleted || (all->only && run->record.id != all->only)) return;
    counts->runs++;
    counts->turns += run->turns;
    counts->other_packs += run->has_other_packs;
    counts->agree += run->result == TS_RETOLD_SAME;
    counts->differ += run->result == TS_RETOLD_DIFFERENT;
    counts->skipped += run->result == TS_RETOLD_SKIPPED;
    if (run->result == TS_RETOLD_DIFFERENT) add_differ(all, run, &lists->differ);
    if (run->result == TS_RETOLD_SKIPPED) add_skipped(all, run, &lists->skipped);
    if (run->result == TS_RETOLD_SAME && run->words.length) add_words(all, run, &lists->words);
}

// --- a part: whole families, each in a memory of its own

static enum ts_status tell_family(struct replaying_all *all, uint32_t first, uint32_t end, struct counts *counts, struct lists *lists,
                                  struct ts_err *err)
{
    struct ts_retelling retelling = {0};
    enum ts_status status = ts_retelling_open(all->engine, &retelling, err);
    for (uint32_t i = first; i < end && !status; i++) {
        status = ts_retell_universe(&retelling, &all->members[i].universe, err);
        counts->universes++;
    }
    for (uint32_t i = 0; i < retelling.run_count && !status; i++) add_told(all, retelling.runs[i], counts, lists);
    ts_retelling_close(&retelling);
    return status;
}

static void move_list(struct ts_buffer *answer, struct ts_buffer *list)
{
    if (list->length) ts_buffer_add(answer, list->bytes, list->length);
    ts_buffer_clear(list);
}

static enum ts_status tell_part(struct replaying_all *all, int64_t part, struct ts_buffer *answer, struct ts_err *err)
{
    struct counts counts = {0};
    struct lists lists = {0};
    uint32_t end = all->parts[part + 1], next;
    enum ts_status status = TS_OK;
    for (uint32_t i = all->parts[part]; i < end && !status; i = next) {
        for (next = i + 1; next < end && all->members[next].family == all->members[i].family;) next++;
        status = tell_family(all, i, next, &counts, &lists, err);
    }
    if (!status) status = ts_stray_check(all->engine, err);
    counts.differ_length = (int64_t)lists.differ.length;
    counts.skipped_length = (int64_t)lists.skipped.length;
    counts.words_length = (int64_t)lists.words.length;
    ts_buffer_add(answer, (const char *)&counts, sizeof counts);
    move_list(answer, &lists.differ);
    move_list(answer, &lists.skipped);
    move_list(answer, &lists.words);
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

static int64_t acts_of(const struct replaying_all *all, int64_t part)
{
    int64_t acts = 0;
    for (uint32_t i = all->parts[part]; i < all->parts[part + 1]; i++) acts += all->members[i].universe.seq - all->members[i].universe.fork_seq;
    return acts;
}

static void take(struct replaying_all *all, int64_t part, const struct ts_buffer *answer)
{
    struct counts counts, *sum = &all->sum;
    const char *members = answer->bytes + sizeof counts;
    memcpy(&counts, answer->bytes, sizeof counts);
    sum->agree += counts.agree;
    sum->differ += counts.differ;
    sum->skipped += counts.skipped;
    sum->runs += counts.runs;
    sum->turns += counts.turns;
    sum->universes += counts.universes;
    sum->other_packs += counts.other_packs;
    members = add_list(&all->lists.differ, members, counts.differ_length);
    members = add_list(&all->lists.skipped, members, counts.skipped_length);
    add_list(&all->lists.words, members, counts.words_length);
    all->acts_done += acts_of(all, part);
    if (all->how->progress) all->how->progress(all->how->self, all->acts_done, all->acts);
}

static enum ts_status tell_all(struct replaying_all *all, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    ts_host_remember(all->engine->host);
    for (uint32_t part = 0; part < all->part_count && !status; part++) {
        struct ts_buffer answer = {0};
        status = tell_part(all, part, &answer, err);
        if (!status) take(all, part, &answer);
        ts_buffer_clear(&answer);
    }
    return status;
}

static void write_list(struct ts_buffer *json, const char *key, const struct ts_buffer *members)
{
    ts_json_key(json, key);
    ts_json_open(json, '[');
    if (members->length) ts_buffer_add(json, members->bytes, members->length);
    ts_json_close(json, ']');
}

static void write_sum(const struct replaying_all *all, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    ts_json_field_int(json, "agree", all->sum.agree);
    write_list(json, "differ", &all->lists.differ);
    ts_json_field_int(json, "other_packs", all->sum.other_packs);
    ts_json_field_int(json, "runs", all->sum.runs);
    write_list(json, "skipped", &all->lists.skipped);
    ts_json_field_int(json, "turns", all->sum.turns);
    ts_json_field_int(json, "universes", all->sum.universes);
    write_list(json, "words", &all->lists.words);
    ts_json_close(json, '}');
}

enum ts_status ts_replay_all(struct ts_engine *engine, const struct ts_replay_all *how, struct ts_buffer *json, bool *is_same, struct ts_err *err)
{
    struct replaying_all all = {.engine = engine, .how = how};
    char id[TS_IDENT_MAX + 1];
    enum ts_status status = how->run ? ts_ident_read("run id", how->run, id, err) : TS_OK;
    if (!status && how->run) all.only = ts_symbol_of(engine->symbols, id);
    if (!status) status = find_parts(&all, err);
    if (!status) status = tell_all(&all, err);
    *is_same = !all.sum.differ;
    if (!status) write_sum(&all, json);
    free(all.members);
    free(all.parts);
    ts_map_clear(&all.family_of);
    ts_buffer_clear(&all.lists.differ);
    ts_buffer_clear(&all.lists.skipped);
    ts_buffer_clear(&all.lists.words);
    return status;
}
