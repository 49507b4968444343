// sql_check.h - what the parts of a store's check share
#ifndef TS_STORE_SQL_CHECK_H
#define TS_STORE_SQL_CHECK_H

#include "store/sql.h"

enum { SQL_CODES = 64, SQL_SAID = 20 }; // kinds of findings at most; findings said of each

struct sql_checking {
    struct sql_store *sql;
    const struct ts_checking *how;
    struct {
        const char *code, *hint;
        int64_t found;
    } codes[SQL_CODES];
    int code_count;
    int64_t found;             // of all codes
    int64_t done, stage, of;   // steps: gone, gone when this stage is over, of all
    struct sql_statement *name_text;
};

// What there is to do about a finding.
extern const char ts_sql_go_back[], ts_sql_only_count[];

struct sql_words {
    char text[136];
};
// The text of a name for a sentence; "(forgotten)" when it was erased or is not there.
struct sql_words ts_sql_words(struct sql_checking *checking, int64_t name);

// Tells a finding. `code` and `hint` live for ever; of many with one code only the first are told, and at the end how many more.
void ts_sql_say(struct sql_checking *checking, const char *code, const char *hint, const char *what, ...) TS_PRINTF(4, 5);

// The next stage ends at `percent` of all. Work inside SQLite moves the bar by its operations when `is_inside`.
void ts_sql_check_stage(struct sql_checking *checking, int percent, bool is_inside);
void ts_sql_check_step(struct sql_checking *checking, int64_t steps); // tells how far it is, at most to the end of the stage

// --- sql_question.c: questions in SQL, whose every row is a finding
struct sql_question {
    const char *code, *hint, *sql;
    bool is_of_file, is_of_server; // asked of a store in a file, in a server only
};
enum ts_status ts_sql_ask(struct sql_checking *checking, const struct sql_question *question, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_ask_all(struct sql_checking *checking, struct ts_err *err) TS_MUST_USE;

// --- sql_resum.c: names by their hashes, world keys by their sums
// Leaves the hashes of all names in `sql->hashes`; the caller frees them.
enum ts_status ts_sql_check_names(struct sql_checking *checking, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_check_sums(struct sql_checking *checking, struct ts_err *err) TS_MUST_USE;

// --- sql_rehash.c: the log, read once in order, and the chain of its hashes computed again
enum ts_status ts_sql_rehash(struct sql_checking *checking, struct ts_err *err) TS_MUST_USE;

// --- sql_recount.c: where runs stand by the log, against where their rows say they stand
struct sql_recount;
struct sql_logged { // an act as its row tells it
    int64_t universe, seq, run, turn, kind, position, prev, scene, session, choice;
    const char *tally, *stack;
};
struct sql_stake { // of a run, for the chain
    int64_t key, salt; // its id's name
    bool is_known, is_deleted;
};
enum ts_status ts_sql_recount_open(struct sql_checking *checking, struct sql_recount **out, struct ts_err *err) TS_MUST_USE;
void ts_sql_recount_close(struct sql_recount *recount);
struct sql_stake ts_sql_recount_stake(const struct sql_recount *recount, int64_t run);
enum ts_status ts_sql_recount_act(struct sql_recount *recount, const struct sql_logged *act, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_recount_end(struct sql_recount *recount, struct ts_err *err) TS_MUST_USE; // all acts were seen: the heads

// --- sql_snapshot.c: what a run counts: name -> count << 32 | turn. `bares` remembers choices' bare names.
enum ts_status ts_sql_count_act(struct sql_store *sql, struct ts_map *bares, struct ts_map *counts, const struct sql_logged *act,
                                struct ts_err *err) TS_MUST_USE;
bool ts_sql_counts_are(const struct ts_map *counts, const char *text); // as the snapshot says?
void ts_sql_counts_take(struct ts_map *counts, const char *text);

#endif
