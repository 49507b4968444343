// retell.h - universes told again from their log, act by act, and which runs come out otherwise
//
// All universes that branched off each other are told in one store in memory, each act at its seq. While a run comes out as it is stored, its
// acts are computed and proved by their hashes; from where it does not, and of runs that cannot be computed, what they did to the world is
// taken from the log, so that others meet what they met then.
#ifndef TS_ENGINE_RETELL_H
#define TS_ENGINE_RETELL_H

#include "engine/hand.h"

enum ts_retold { TS_RETOLD_SAME, TS_RETOLD_DIFFERENT, TS_RETOLD_SKIPPED };

struct ts_told_run { // a run on its way through the log
    struct ts_run_record record; // as it is stored by now; owned. Of a deleted one only the ids that are left
    int64_t row;
    bool is_deleted;
    bool is_logged;         // what it does is taken from the log from here on
    struct ts_play *play;   // in the store in memory; NULL: not in hand
    struct ts_run stand_in; // for what is taken from the log of one that never came into hand
    struct ts_story stub;
    ts_symbol scene;        // where it stands by the log
    int64_t turns;          // that were computed
    enum ts_retold result;
    int64_t turn, seq;      // of the first act that comes out otherwise
    struct ts_buffer why;   // a line; of a skipped one too
    ts_symbol ends_now;     // the ending's id, else the scene's
    bool has_other_packs;   // it was played with other versions of packs than are loaded
    bool has_other_words;   // hashes differ where nothing but names or places in files does
    struct ts_buffer words; // an event that says the same in other words, a line; empty: none does
    int64_t words_turn;     // where the first of them is
};

struct ts_write_row { int64_t seq; ts_symbol key; bool is_claim, add; struct ts_value value; };

struct ts_retelling {
    struct ts_engine *engine;          // with the store that is retold
    struct ts_engine then;             // with the one in memory; plays point to it
    struct ts_witness witness;
    struct ts_told_run **runs;         // of all universes told so far, as they came
    uint32_t run_count, run_room;
    struct ts_map run_of_row, run_of_id; // index + 1
    // the universe that is told
    struct ts_universe_record universe;
    int64_t here;                      // its row in memory; 0: not opened yet
    struct ts_acts *acts;
    struct ts_logged_act act;          // the present one
    bool has_act;
    struct ts_write_row *writes;       // of the whole universe by seq, read when the first is needed
    uint32_t write_count, write_room;
    bool has_writes;
    // the act that is computed
    struct ts_told_run *run;
    int attempt;                       // 0: with what was earned when the run came into hand; 1, 2: by now, with and without this very moment
    bool is_seen, wants_again, is_settled;
    struct ts_changeset logged;        // an act as the log has it
    bool (*look_up)(void *self, int64_t acts); // asked now and then, with how many acts of the universe are told: go on? NULL: yes
    void *self;
};

enum ts_status ts_retelling_open(struct ts_engine *engine, struct ts_retelling *out, struct ts_err *err) TS_MUST_USE; // to be closed in any case
void ts_retelling_close(struct ts_retelling *retelling);
// Parents before their branches. What a universe holds that cannot be read is an error; what its runs come to is told of each.
// TS_INTERRUPTED: `look_up` said so.
enum ts_status ts_retell_universe(struct ts_retelling *retelling, const struct ts_universe_record *universe, struct ts_err *err) TS_MUST_USE;

// --- retell_act.c: the present act of the present run, computed and stored in memory
enum ts_status ts_retell_compute(struct ts_retelling *retelling, struct ts_err *err) TS_MUST_USE;
// --- retell_judge.c: an act that is computed and about to be stored in memory: is it what is stored?
enum ts_status ts_retell_judge(void *retelling, struct ts_play *play, struct ts_err *err);
void ts_retell_differ(struct ts_retelling *retelling, const char *why); // the present run, from the present act on
ts_symbol ts_retell_end_of(const struct ts_retelling *retelling, const struct ts_run *run);
// --- retell_words.c: is the act what is stored, but for the words of its events? Then it has the stored ones by now.
enum ts_status ts_retell_prove_words(struct ts_retelling *retelling, struct ts_changeset *changes, bool *is_same, struct ts_err *err) TS_MUST_USE;
// --- retell_logged.c: the present act as the log has it, stored in memory; of `run`, or of nobody when it is NULL
enum ts_status ts_retell_logged(struct ts_retelling *retelling, struct ts_told_run *run, struct ts_err *err) TS_MUST_USE;
void ts_retell_forget_writes(struct ts_retelling *retelling);
// --- retell.c
enum ts_status ts_retell_next(struct ts_retelling *retelling, struct ts_err *err) TS_MUST_USE; // the next act becomes the present one

#endif
