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
#include "store/sqlite_file.h"
#include "store/sqlite_statements.h"
#include "store/world_sum.h"

enum {
    SQL_APPLICATION = 0x5475726e,      // "Turn"
    SQL_APPLICATION_OPEN = 0x5475726f, // in the main file while the log beside it holds more (see migrations/001_first.sql)
    SQL_APPLICATION_MOVING = 0x54757270, // in the main file while it is brought to a later version (see sqlite_migrate.c)
    SQL_VERSION = 5,                   // number of the last migration
    SQL_BUSY_MS = 200,                 // how long SQLite waits for locks of its own
    SQL_CACHED = 4096,                 // heads of runs, universes and keys remembered at most
};

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
    bool is_writing, has_written, is_broken, has_marked, has_counted, is_mark_open; // counted: its commits show in page 1; broken: an act was written in part, only undoing helps
    int wal_pages;
    unsigned version; // of the data, when this store last committed
    int schema;       // its number when names were last remembered; erasing somebody changes it
    int64_t round;    // counts the times that others had written meanwhile
    struct sql_name *names;
    uint32_t name_room;               // by symbol
    struct sql_back back[SQL_CACHED]; // by id, as far as remembered
    int64_t *hashes, hash_count;      // of all names by id, while a check reads every act; NULL: not now
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
                           struct ts_err *err) TS_MUST_USE; // adds in a batch, outside gives id 0; 0 gives id 0
enum ts_status ts_sql_name_find(struct sql_store *sql, ts_symbol symbol, struct sql_name *out,
                                struct ts_err *err) TS_MUST_USE; // id 0: unknown
enum ts_status ts_sql_name_of_text(struct sql_store *sql, const struct ts_text *text, struct sql_name *out, struct ts_err *err) TS_MUST_USE;
// The row that RUN_FIND or UNIVERSE_FIND gives for an id; 0: there is none.
enum ts_status ts_sql_row_find(struct sql_store *sql, enum sql which, ts_symbol id, int64_t *row, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_symbol(struct sql_store *sql, int64_t id, ts_symbol *out,
                             struct ts_err *err) TS_MUST_USE; // 0 for id 0 or an erased name
enum ts_status ts_sql_hash_of(struct sql_store *sql, int64_t id, int64_t *out, struct ts_err *err) TS_MUST_USE; // 0 for id 0
ts_symbol ts_sql_var_name(struct sql_store *sql, ts_symbol owner, ts_symbol name);
ts_symbol ts_sql_bare(struct sql_store *sql, ts_symbol full); // "harbour:lantern#light" of "harbour:lantern/quay/light"
int64_t ts_sql_name_hash(int64_t salt, const char *bytes, size_t length);
void ts_sql_names_forget(struct sql_store *sql);

// --- sqlite_cache.c
typedef ts_symbol sql_frame[2]; // a detour that will come back: scene, onward
enum ts_status ts_sql_stack_text(struct sql_store *sql, const sql_frame *stack, uint32_t depth, struct ts_buffer *out,
                                 struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_stack_read(struct sql_store *sql, const char *text, sql_frame *stack, uint32_t *depth,
                                 struct ts_err *err) TS_MUST_USE;
void ts_sql_cache_forget(struct sql_store *sql);                                          // dirty heads too
enum ts_status ts_sql_cache_flush(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // writes dirty heads
enum ts_status ts_sql_universe(struct sql_store *sql, int64_t row, struct sql_universe **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_universe_hash(struct sql_store *sql, int64_t row, int64_t *out, struct ts_err *err) TS_MUST_USE; // of its name
bool ts_sql_is_known(const struct sql_store *sql, int64_t row, int64_t seq); // is the universe remembered as it is at this seq?
enum ts_status ts_sql_run_head(struct sql_store *sql, int64_t row, struct sql_run **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_key(struct sql_store *sql, int64_t universe, ts_symbol key, int64_t name, struct sql_key **out,
                          struct ts_err *err) TS_MUST_USE;

// --- sqlite_lock.c
enum ts_status ts_sql_lock_open(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;
void ts_sql_lock_close(struct sql_store *sql);
enum ts_status ts_sql_lock_writer(struct sql_store *sql, int wait_ms, struct ts_err *err) TS_MUST_USE;
void ts_sql_unlock_writer(struct sql_store *sql);
// Whoever may write has the store open together with others, or `alone` to migrate it; held until the lock file is closed. Does not
// wait. Who is alone and asks not to be any more lets others in without a moment in which nobody holds it.
enum ts_status ts_sql_lock_whole(struct sql_store *sql, bool alone, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err);
void ts_sql_unlock_run(struct ts_store *store, ts_symbol run);
bool ts_sql_is_played(struct ts_store *store, ts_symbol run);

// --- sqlite_new.c: a store that is filled in one go; nobody sees it before it is whole. sqlite_gather.c: its file layer
struct sql_new {
    const char *path; // borrowed
    struct ts_buffer made;
    sqlite3_vfs *layer;
    sqlite3 *db;      // without journal or syncs: what is left half-way is thrown away
};
// TS_CANNOT_CREATE: the path exists, or the log of a store that was there.
enum ts_status ts_sql_new_open(struct sql_new *new, const char *path, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_new_fail(struct sql_new *new, struct ts_err *err);              // what SQLite's last error on it means
enum ts_status ts_sql_new_seal(struct sql_new *new, struct ts_err *err) TS_MUST_USE;  // all is written: in the shape of a store closed well
enum ts_status ts_sql_new_place(struct sql_new *new, struct ts_err *err) TS_MUST_USE; // once sealed
void ts_sql_new_close(struct sql_new *new);                                           // zero-initialised is fine
enum ts_status ts_sql_new_check_log(const char *path, struct ts_err *err) TS_MUST_USE; // a log alone would be played into what is put there
sqlite3_vfs *ts_sql_gather_new(void);            // registered under a name of its own
void ts_sql_gather_free(sqlite3_vfs *layer);

// --- sqlite_mend.c: in the transaction that filled it; then all its references hold, and `tables` says what came of them
enum ts_status ts_sql_mend(struct sql_new *new, struct ts_salvaged_tables *tables, struct ts_err *err) TS_MUST_USE;

// --- sqlite_open.c
void ts_sql_url(struct ts_buffer *out, const char *path, const char *query); // a file name as a SQLite url

// --- sqlite_mark.c: the `open` mark
enum ts_status ts_sql_mark_begin(struct sql_store *sql, struct ts_err *err) TS_MUST_USE;  // before the first write of this store
enum ts_status ts_sql_mark_commit(struct sql_store *sql, struct ts_err *err) TS_MUST_USE; // COMMIT, and a checkpoint when one is due
void ts_sql_mark_end(struct sql_store *sql);                                              // before closing
int ts_sql_stamp(sqlite3 *db); // inside a transaction, or of a new file; a code of SQLite's
#define SQL_CACHE_SIZE "PRAGMA cache_size = -16000;"
// Writes the file anew and empties the log, so that nothing deleted is left in either; drops the table `erasing`. The writer's lock is
// held. TS_BUSY: somebody goes on reading longer than that.
enum ts_status ts_sql_mark_clean(struct sql_store *sql, int wait_ms, struct ts_err *err) TS_MUST_USE;

// --- sqlite_batch.c
enum ts_status ts_sql_begin(struct ts_store *store, int wait_ms, struct ts_err *err);
enum ts_status ts_sql_commit(struct ts_store *store, struct ts_err *err);
void ts_sql_rollback(struct ts_store *store);

// --- sqlite_write.c, sqlite_start.c, sqlite_part.c, sqlite_pack.c, sqlite_rare.c, sqlite_care.c, sqlite_world.c, sqlite_own.c: applying
struct sql_act { // an act on its way in
    struct sql_store *sql;
    const struct ts_changeset *changes;
    struct sql_universe *universe;
    struct sql_run *run;
    int64_t seq, position;
    bool is_proof;         // it is hashed as it would be, and not written
    bool is_without_stack; // its hash does not cover detours, as in version 1
    unsigned char hash[TS_HASH_SIZE];
    enum ts_status status; // of the callbacks
    struct ts_err *err;
};
// The hash that the act would have behind `universe`, which with `run` need not be remembered ones; neither is changed. Not in a batch.
enum ts_status ts_sql_prove(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
enum ts_status ts_sql_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err);
enum ts_status ts_sql_start(struct sql_store *sql, const struct ts_changeset *changes, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_write_vars(struct sql_act *act) TS_MUST_USE; // these add to the chains what they write
enum ts_status ts_sql_write_world(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_events(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_marks(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_faults(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_packs(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_claims(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_sessions(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_completion(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_grants(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_care(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_snapshot(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_waypoint(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_write_count(struct sql_act *act) TS_MUST_USE;
enum ts_status ts_sql_tally_text(struct sql_act *act, struct ts_buffer *out,
                                 bool *is_plain) TS_MUST_USE; // plain: what the row tells anyhow
enum ts_status ts_sql_bury(struct sql_store *sql, const struct sql_run *run, struct ts_err *err) TS_MUST_USE;

// What an act did to its own run, as rows tell it; see sqlite_own.c.
struct sql_rows { // rows by (universe, seq, ...), read a step ahead
    sqlite3_stmt *statement;
    bool has_row;
    int64_t universe, seq; // of the row ahead
};
struct sql_own {
    struct sql_store *sql;
    struct sql_rows vars, marks, faults, packs;
};
enum ts_status ts_sql_rows_next(struct sql_store *sql, struct sql_rows *rows, struct ts_err *err) TS_MUST_USE;
// Is the row ahead of this act? Rows of acts before it are passed over.
enum ts_status ts_sql_rows_of(struct sql_store *sql, struct sql_rows *rows, int64_t universe, int64_t seq, bool *out,
                              struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_chain_name(struct sql_store *sql, struct ts_chain *chain, int64_t id, struct ts_err *err) TS_MUST_USE;
// `act` has the columns of RUN_ACTS.
enum ts_status ts_sql_own_hash(struct sql_own *own, sqlite3_stmt *act, int64_t salt, unsigned char out[TS_HASH_SIZE],
                               struct ts_err *err) TS_MUST_USE;
void ts_sql_own_stack(struct ts_chain *chain, const void *stack, size_t length); // what is neither NULL nor '?'
void ts_sql_own_head(struct ts_chain *chain, int64_t salt, int64_t scene, int64_t session, int64_t at, int64_t choice, int64_t pick);

// --- reading
typedef enum ts_status sql_give(struct sql_store *sql, sqlite3_stmt *row, void *each, struct ts_err *err);
enum ts_status ts_sql_each_row(struct sql_store *sql, enum sql which, sql_give *give, void *each,
                               struct ts_err *err) TS_MUST_USE; // to its end
enum ts_status ts_sql_last_act(struct sql_store *sql, int64_t run, int64_t *universe, int64_t *seq,
                               struct ts_err *err) TS_MUST_USE; // as it is in its row
enum ts_status ts_sql_read_metaconcepts(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE;
// What the run was played with, as of an act; a branch has its parent's until its own first.
enum ts_status ts_sql_read_packs(struct sql_store *sql, int64_t until_seq, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE;
extern const struct ts_timeline ts_sql_timeline;
enum ts_status ts_sql_world_at(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                               struct ts_err *err);
enum ts_status ts_sql_late_until(struct sql_store *sql, int64_t universe, int64_t key, int levels, int64_t position, int64_t *out,
                                 struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_world_row(struct sql_store *sql, int64_t universe, int64_t key, int64_t position, struct sql_key *out,
                                struct ts_err *err) TS_MUST_USE; // `at.value` is a new reference
enum ts_status ts_sql_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err);
enum ts_status ts_sql_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_sql_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
enum ts_status ts_sql_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err);
enum ts_status ts_sql_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);
enum ts_status ts_sql_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
enum ts_status ts_sql_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err);
enum ts_status ts_sql_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
enum ts_status ts_sql_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err);
enum ts_status ts_sql_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err);
enum ts_status ts_sql_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err);
const char *ts_sql_character_name(struct ts_store *store, const char *character, size_t length);
enum ts_status ts_sql_check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err);

// --- sqlite_care.c
enum ts_status ts_sql_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err);
enum ts_status ts_sql_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err);

// --- sqlite_kept.c
enum ts_status ts_sql_put_kept(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err);
enum ts_status ts_sql_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err);

// --- sqlite_acts.c
enum ts_status ts_sql_open_acts(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err);

// --- sqlite_backup.c, sqlite_export.c, sqlite_import.c, sqlite_erase.c (see sqlite_erase.h)
enum ts_status ts_sql_backup(struct ts_store *store, const char *path, ts_progress *progress, void *self, struct ts_err *err);
enum ts_status ts_sql_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err);
// The names of all tables, those that others refer to first, then by name: each with its NUL, an empty one behind the last.
enum ts_status ts_sql_tables(struct sql_store *sql, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sql_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                   struct ts_err *err);

#endif
