// sqlite.h - a store in one SQLite file: what its parts share
#ifndef TS_STORE_SQLITE_H
#define TS_STORE_SQLITE_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "store/chain.h"
#include "store/driver.h"
#include "store/world_sum.h"

enum {
    SQL_APPLICATION = 0x5475726e,      // "Turn"
    SQL_APPLICATION_OPEN = 0x5475726f, // in the main file while the log beside it holds more (see migrations/001_first.sql)
    SQL_VERSION = 1,                   // number of the last migration
    SQL_CACHED = 4096,                 // heads of runs, universes and keys remembered at most
};

enum sql { // sqlite_statements.c has their words
    SQL_BEGIN,
    SQL_BEGIN_READING,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_APPLICATION_GET,
    SQL_MARK_OPEN,
    SQL_MARK_CLOSED,
    SQL_NAME_FIND,
    SQL_NAME_ADD,
    SQL_NAME_TEXT,
    SQL_PLAYER_ADD,
    SQL_PLAYER_FIND,
    SQL_CHARACTER_PUT,
    SQL_CHARACTER_NAME,
    SQL_UNIVERSE_FIND,
    SQL_UNIVERSE_ADD,
    SQL_UNIVERSE_HEAD,
    SQL_UNIVERSE_EACH,
    SQL_UNIVERSE_COUNT,
    SQL_UNIVERSE_COUNT_MORE,
    SQL_UNIVERSE_KEYS,
    SQL_RUN_FIND,
    SQL_RUN_STAND,
    SQL_RUN_ADD,
    SQL_RUN_HEAD,
    SQL_RUN_HEAD_SHOWN,
    SQL_RUN_END,
    SQL_RUN_REASON,
    SQL_RUN_LOAD,
    SQL_RUN_EACH,
    SQL_RUN_METACONCEPTS,
    SQL_RUN_SESSIONS,
    SQL_ACT_ADD,
    SQL_TURN_KEY,
    SQL_VAR_ADD,
    SQL_VAR_EACH,
    SQL_MARK_ADD,
    SQL_MARK_EACH,
    SQL_FAULT_ADD,
    SQL_FAULT_EACH,
    SQL_SESSION_OPEN,
    SQL_SESSION_END,
    SQL_SESSION_EACH,
    SQL_CLAIM_ADD,
    SQL_CLAIM_FIND,
    SQL_SNAPSHOT_ADD,
    SQL_SNAPSHOT_LAST,
    SQL_TALLY_EACH,
    SQL_EVENT_ADD,
    SQL_EVENT_ALL,
    SQL_EVENT_ALL_NEWEST,
    SQL_EVENT_MAJOR,
    SQL_EVENT_MAJOR_NEWEST,
    SQL_EVENT_SEEN,
    SQL_EVENT_SEEN_NEWEST,
    SQL_EVENT_RUN,
    SQL_EVENT_RUN_NEWEST,
    SQL_EVENT_NEWS,
    SQL_EVENT_NEWS_NEWEST,
    SQL_WORLD_ADD,
    SQL_WORLD_AT,
    SQL_WORLD_HISTORY,
    SQL_LATE_ADD,
    SQL_LATE_PUT,
    SQL_LATE_RANGE,
    SQL_BYSTANDERS,
    SQL_COMPLETION_ADD,
    SQL_COMPLETION_METACONCEPT_ADD,
    SQL_COMPLETION_EACH,
    SQL_COMPLETION_METACONCEPTS,
    SQL_UNLOCK_ADD,
    SQL_UNLOCK_EACH,
    SQL_RUN_ACTS,
    SQL_RUN_VARS,
    SQL_RUN_MARKS,
    SQL_RUN_FAULTS,
    SQL_TOMBSTONE_ADD,
    SQL_BURY_ACT,
    SQL_BURY_RUN,
    SQL_BURY_VARS,
    SQL_BURY_MARKS,
    SQL_BURY_FAULTS,
    SQL_BURY_SNAPSHOTS,
    SQL_BURY_SESSIONS,
    SQL_COUNT
};
extern const char *const ts_sql_statements[SQL_COUNT];
extern const char ts_embedded_001_first_sql[]; // migrations/001_first.sql, put in by the build

struct sql_name {
    int64_t id, hash;
}; // id 0: none; -1: known not to be there, in the round that `hash` tells

struct sql_universe { // as the last act left it
    int64_t row, position, seq;
    unsigned char hash[TS_HASH_SIZE];
    int64_t uncounted; // events since its row counted them; -1: not known
};

struct sql_run { // head of a run; written at commit when it changed
    int64_t row, universe, salt, seq, last_played;
    struct sql_name id;
    enum ts_run_state state;
    int64_t turn, position, told, milestones, insights;
    uint64_t last_key;
    uint32_t session, depth;
    ts_symbol scene, stack[TS_STACK_MAX][2];
    bool is_deleted, is_dirty, has_shown;
    struct ts_buffer text, choices;
};

struct sql_key { // what a world key holds behind its last row
    int64_t universe, last_position, set_position;
    ts_symbol key;
    bool has_row;
    int levels;          // of the tree of late adds; 0: none
    struct ts_sum_at at; // late sums are not kept here; `at.value` is owned
};

struct sql_back {
    int64_t id, hash;
    ts_symbol symbol;
    bool has_symbol;
};

struct sql_store {
    struct ts_store store;
    sqlite3 *db;
    sqlite3_stmt *statements[SQL_COUNT];
    char *path;
    enum ts_store_mode mode;
    int lock_file;                                                     // -1: none
    struct ts_map locked;                                              // runs locked by this store: id -> row; 0: no longer
    int64_t fresh_universe; // without the lock: its keys hold as they are remembered, until the next act; 0: none
    bool is_writing, has_written, is_broken, has_marked, is_mark_open; // broken: an act was written in part, only undoing helps
    int wal_pages;
    unsigned version; // of the data, when this store last committed
    int64_t round;    // counts the times that others had written meanwhile
    struct sql_name *names;
    uint32_t name_room;               // by symbol
    struct sql_back back[SQL_CACHED]; // by id, as far as remembered
    struct ts_map var_names, bares;   // owner and name -> symbol of "owner.name"; full choice -> bare
    struct sql_universe *universes;
    uint32_t universe_count;
    struct ts_map universe_at;
    struct sql_run *runs;
    uint32_t run_count;
    struct ts_map run_at;
    struct sql_key *keys;
    uint32_t key_count;
    struct ts_map key_at;
    struct ts_chain own, shared; // of the act being written
    char *character_name;        // last answer of ts_store_character_name
};

static inline struct sql_store *ts_sql(struct ts_store *store)
{
    return (struct sql_store *)store;
}

// --- sqlite_call.c: calling SQLite
enum ts_status ts_sql_fail(struct sql_store *sql, const char *doing, struct ts_err *err);         // what SQLite's last error means
enum ts_status ts_sql_run(struct sql_store *sql, enum sql which, struct ts_err *err) TS_MUST_USE; // to its end, then resets it
enum ts_status ts_sql_step(struct sql_store *sql, enum sql which, bool *has_row,
                           struct ts_err *err) TS_MUST_USE; // resets it unless it has a row
static inline sqlite3_stmt *ts_sql_of(struct sql_store *sql, enum sql which)
{
    return sql->statements[which];
}
static inline void ts_sql_done(struct sql_store *sql, enum sql which)
{
    sqlite3_reset(sql->statements[which]);
}
static inline void ts_sql_int(sqlite3_stmt *statement, int place, int64_t integer)
{
    sqlite3_bind_int64(statement, place, integer);
}
void ts_sql_id(sqlite3_stmt *statement, int place, int64_t id);                         // 0 is NULL
void ts_sql_text(sqlite3_stmt *statement, int place, const char *bytes, size_t length); // borrowed until the statement ran; NULL is NULL
void ts_sql_value(sqlite3_stmt *statement, int place, struct ts_value value);           // borrowed alike
struct ts_value ts_sql_column_value(sqlite3_stmt *statement, int place);                // a new reference
struct ts_text *ts_sql_column_text(sqlite3_stmt *statement, int place);                 // a new reference; NULL is NULL

// --- sqlite_name.c
enum ts_status ts_sql_name(struct sql_store *sql, ts_symbol symbol, struct sql_name *out,
                           struct ts_err *err) TS_MUST_USE; // adds; 0 gives id 0
enum ts_status ts_sql_name_find(struct sql_store *sql, ts_symbol symbol, struct sql_name *out,
                                struct ts_err *err) TS_MUST_USE; // id 0: unknown
enum ts_status ts_sql_name_of_text(struct sql_store *sql, const struct ts_text *text, struct sql_name *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_symbol(struct sql_store *sql, int64_t id, ts_symbol *out,
                             struct ts_err *err) TS_MUST_USE; // 0 for id 0 or an erased name
enum ts_status ts_sql_hash_of(struct sql_store *sql, int64_t id, int64_t *out, struct ts_err *err) TS_MUST_USE; // 0 for id 0
ts_symbol ts_sql_var_name(struct sql_store *sql, ts_symbol owner, ts_symbol name);
ts_symbol ts_sql_bare(struct sql_store *sql, ts_symbol full); // "harbour:lantern#light" of "harbour:lantern/quay/light"
int64_t ts_sql_name_hash(int64_t salt, const char *bytes, size_t length);
void ts_sql_names_forget(struct sql_store *sql);

// --- sqlite_cache.c
void ts_sql_cache_forget(struct sql_store *sql);                                          // dirty heads too
enum ts_status ts_sql_cache_flush(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // writes dirty heads
enum ts_status ts_sql_universe(struct sql_store *sql, int64_t row, struct sql_universe **out, struct ts_err *err) TS_MUST_USE;
bool ts_sql_is_known(const struct sql_store *sql, int64_t row, int64_t seq); // is the universe remembered as it is at this seq?
enum ts_status ts_sql_run_head(struct sql_store *sql, int64_t row, struct sql_run **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_key(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, struct sql_key **out,
                          struct ts_err *err) TS_MUST_USE;

// --- sqlite_lock.c
enum ts_status ts_sql_lock_open(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;
void ts_sql_lock_close(struct sql_store *sql);
enum ts_status ts_sql_lock_writer(struct sql_store *sql, int wait_ms, struct ts_err *err) TS_MUST_USE;
void ts_sql_unlock_writer(struct sql_store *sql);
enum ts_status ts_sql_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err);
void ts_sql_unlock_run(struct ts_store *store, ts_symbol run);
bool ts_sql_is_played(struct ts_store *store, ts_symbol run);

// --- sqlite_file.c: what is in a file before SQLite opens it; sqlite_create.c: a new one
enum ts_status ts_sql_file_judge(const char *path, struct ts_err *err) TS_MUST_USE; // TS_DATA: not to be opened
bool ts_sql_file_exists(const char *path);
enum ts_status ts_sql_file_create(const char *path, struct ts_err *err) TS_MUST_USE;

// --- sqlite_mark.c: the `open` mark
enum ts_status ts_sql_mark_begin(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;  // before the first write of this store
enum ts_status ts_sql_mark_commit(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // COMMIT, and a checkpoint when one is due
void ts_sql_mark_end(struct sql_store *sql);                                              // before closing

// --- sqlite_batch.c
enum ts_status ts_sql_begin(struct ts_store *store, int wait_ms, struct ts_err *err);
enum ts_status ts_sql_commit(struct ts_store *store, struct ts_err *err);
void ts_sql_rollback(struct ts_store *store);

// --- sqlite_write.c, sqlite_start.c, sqlite_part.c, sqlite_rare.c, sqlite_world.c, sqlite_own.c: applying
struct sql_act { // an act on its way in
    struct sql_store *sql;
    const struct ts_changeset *changes;
    struct sql_universe *universe;
    struct sql_run *run;
    int64_t seq, position;
    enum ts_status status; // of the callbacks
    struct ts_err *err;
};
enum ts_status ts_sql_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
enum ts_status ts_sql_grant(struct ts_store *store, ts_symbol player, ts_symbol unlock, const char *evidence, int64_t at,
                            struct ts_err *err);
enum ts_status ts_sql_start(struct sql_store *sql, const struct ts_changeset *changes, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_write_vars(struct sql_act *act) TS_MUST_USE; // these add to the chains what they write
enum ts_status ts_sql_write_world(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_events(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_marks(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_faults(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_claims(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_sessions(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_completion(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_grants(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_snapshot(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_count(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_tally_text(struct sql_act *act, struct ts_buffer *out,
                                 bool *is_plain) TS_MUST_USE; // plain: what the row tells anyhow
enum ts_status ts_sql_bury(struct sql_store *sql, const struct sql_run *run, struct ts_err *err) TS_MUST_USE;

// What an act did to its own run, as rows tell it; see sqlite_own.c.
struct sql_rows { // rows by (universe, seq, ...), read a step ahead
    sqlite3_stmt *statement;
    bool has_row;
};
struct sql_own {
    struct sql_store *sql;
    struct sql_rows vars, marks, faults;
};
enum ts_status ts_sql_rows_next(struct sql_store *sql, struct sql_rows *rows, struct ts_err *err) TS_MUST_USE;
// Is the row ahead of this act? Rows of acts before it are passed over.
enum ts_status ts_sql_rows_of(struct sql_store *sql, struct sql_rows *rows, int64_t universe, int64_t seq, bool *out,
                              struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_chain_name(struct sql_store *sql, struct ts_chain *chain, int64_t id, struct ts_err *err) TS_MUST_USE;
// `act` has the columns of RUN_ACTS.
enum ts_status ts_sql_own_hash(struct sql_own *own, sqlite3_stmt *act, int64_t salt, unsigned char out[TS_HASH_SIZE],
                               struct ts_err *err) TS_MUST_USE;
void ts_sql_own_head(struct ts_chain *chain, int64_t salt, int64_t scene, int64_t session, int64_t at, int64_t choice, int64_t pick);

// --- reading
struct ts_world ts_sql_world(struct sql_store *sql);
enum ts_status ts_sql_world_at(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial,
                               struct ts_value *out, struct ts_err *err);
enum ts_status ts_sql_late_until(struct sql_store *sql, int64_t universe, int64_t key, int levels, int64_t position, int64_t *out,
                                 struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_world_row(struct sql_store *sql, int64_t universe, int64_t key, int64_t position, struct sql_key *out,
                                struct ts_err *err) TS_MUST_USE; // `at.value` is a new reference
enum ts_status ts_sql_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err);
enum ts_status ts_sql_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_sql_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_var(struct ts_store *store, int64_t run, ts_each_var *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_tally(struct ts_store *store, int64_t run, ts_each_tally *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);
enum ts_status ts_sql_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err);
enum ts_status ts_sql_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
const char *ts_sql_character_name(struct ts_store *store, const char *character, size_t length);
enum ts_status ts_sql_check(struct ts_store *store, ts_each_finding *each, void *self, struct ts_err *err);

#endif
