// replay_part.h - a store that is computed again: its parts, which can be told in any order, and what they come to
//
// A part is whole families: a universe and all that branched off it. What is read of other families is in the log and does not depend on
// how they come out by now, so that no part has to wait for another.
#ifndef TS_ENGINE_REPLAY_PART_H
#define TS_ENGINE_REPLAY_PART_H

#include "engine/crew.h"
#include "engine/replay_store.h"
#include "engine/retell.h"

struct ts_replay_member {
    struct ts_universe_record universe;
    uint32_t family;
};

struct ts_replay_counts { // what a part's answer begins with; its lists follow, so many bytes each
    int64_t agree, differ, skipped, runs, turns, universes, other_packs, differ_length, skipped_length, words_length;
    int64_t is_interrupted; // not all of it is told
};

struct ts_replay_lists { struct ts_buffer differ, skipped, words; }; // members of JSON lists

struct ts_replay_work {
    struct ts_engine *engine;
    const struct ts_replay_all *how;
    ts_symbol only;                  // 0: all runs
    struct ts_replay_member *members; // sorted by family, then as they were made; owned
    uint32_t member_count, member_room;
    uint32_t *parts;                 // where each begins in `members`, and the end of the last; owned
    uint32_t part_count;
    struct ts_map family_of;         // universe -> its family + 1
    int64_t acts, acts_done;         // acts_done: of the parts that are taken
    struct ts_replay_counts sum;
    struct ts_replay_lists lists;
    struct ts_crew_worker *worker;   // NULL: at home
};

// Reads what universes there are and cuts them into parts; of a run alone its family is the only part.
enum ts_status ts_replay_cut(struct ts_replay_work *work, struct ts_err *err) TS_MUST_USE;
void ts_replay_work_clear(struct ts_replay_work *work);
int64_t ts_replay_acts_of(const struct ts_replay_work *work, int64_t part);
// Appends the counts and the lists of a part. When it is asked to end, what is left out is whole families.
enum ts_status ts_replay_tell(struct ts_replay_work *work, int64_t part, struct ts_buffer *answer, struct ts_err *err) TS_MUST_USE;
// Adds an answer up. Parts are taken in their order.
void ts_replay_take(struct ts_replay_work *work, int64_t part, const struct ts_buffer *answer);
bool ts_replay_is_ended(const struct ts_replay_work *work);

#endif
