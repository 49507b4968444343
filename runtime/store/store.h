// store.h - where runs, worlds and completions are kept: one interface, several drivers
#ifndef TS_STORE_STORE_H
#define TS_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/symbol.h"
#include "game/changeset.h"
#include "game/progression.h"
#include "game/run.h"
#include "game/world.h"

struct ts_store;

enum ts_store_mode {
    TS_STORE_READ,   // never writes a byte; TS_DATA when the file is missing ("no store at ...")
    TS_STORE_WRITE,  // must exist
    TS_STORE_CREATE, // made when missing: under a temporary name, synced, linked into place
};

// `url`: "memory:" or a path. `symbols` is shared with the content and outlives the store.
// TS_DATA: foreign, newer, zero-length, corrupt, a copy without its WAL. TS_CANNOT_CREATE, TS_UNAVAILABLE, TS_IO as they say.
enum ts_status ts_store_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                             struct ts_err *err) TS_MUST_USE;
void ts_store_close(struct ts_store *store);  // clears the `open` mark when all was committed
bool ts_store_is_memory(const struct ts_store *store);

// --- writing. One writer at a time: begin takes the lock (waiting up to `wait_ms`, then TS_BUSY naming the holder).
// TS_REFUSED: a batch is open already; it stays open.
// Between begin and commit any number of changesets may be applied: a batch. rollback undoes all of them.
enum ts_status ts_store_begin(struct ts_store *store, int wait_ms, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_commit(struct ts_store *store, struct ts_err *err) TS_MUST_USE; // durable when it returns TS_OK
void ts_store_rollback(struct ts_store *store);
bool ts_store_is_writing(const struct ts_store *store);

struct ts_receipt {
    int64_t seq;          // of the act in its universe
    bool already;         // the same key had taken this very act before: nothing was written
};
// Writes one act inside begin/commit. For TS_ACT_START makes universe, player, character and run where missing and fills
// run->row and run->universe_row. Completion, grants, session rows, marks and faults go with it.
// TS_CONFLICT, nothing written: the run's head in the store is not `changes->before` (turn, state, session, told, position);
// `has_read_world` and the universe's seq is no longer `base_seq`; a run that starts has no `universe_row`, but its universe exists by
// now (find it and place the run anew); the act claims what is claimed. TS_REFUSED: another key holds this turn; the run id is taken.
enum ts_status ts_store_apply(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt,
                              struct ts_err *err) TS_MUST_USE;

// The play lock of a run: dies with the process. TS_BUSY names the process that holds it, or says that this very store holds it.
enum ts_status ts_store_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err) TS_MUST_USE;
void ts_store_unlock_run(struct ts_store *store, ts_symbol run);
bool ts_store_is_played(struct ts_store *store, ts_symbol run); // locked by another living process

// --- reading a run back
struct ts_var_record { ts_symbol owner, name; struct ts_value value; };                 // borrowed during the call
struct ts_run_record {
    ts_symbol id, player, universe, character, character_name, focus, story, scene; // scene: full id
    int64_t row, universe_row, created_at, last_played, completed_at;
    uint64_t seed;
    bool live;
    int64_t fork_turn;
    enum ts_run_state state;
    int64_t turn, position, told, milestones, insights;
    uint32_t session, sessions;        // last session's number; how many there were
    bool session_open;
    uint32_t depth;
    ts_symbol stack[TS_STACK_MAX][2];  // scene, onward: full ids; onward may be 0
    ts_symbol ending;
    struct ts_text *reason;            // new references; may be NULL
    struct ts_text *text, *choices;    // as last shown: text, and canonical JSON [{"id","label","locked"},…]
    ts_symbol *metaconcepts; uint32_t metaconcept_count;
};
void ts_run_record_clear(struct ts_run_record *record);
enum ts_status ts_store_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE; // TS_DATA: unknown run
typedef void ts_each_var(void *self, const struct ts_var_record *var);
typedef void ts_each_tally(void *self, ts_symbol symbol, struct ts_tally tally);
enum ts_status ts_store_each_var(struct ts_store *store, int64_t run, ts_each_var *each, void *self, struct ts_err *err) TS_MUST_USE;   // last values
enum ts_status ts_store_each_tally(struct ts_store *store, int64_t run, ts_each_tally *each, void *self, struct ts_err *err) TS_MUST_USE;

typedef void ts_each_run(void *self, const struct ts_run_record *run);
struct ts_run_filter { ts_symbol player, universe; };                                  // 0: all
enum ts_status ts_store_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err) TS_MUST_USE; // by creation

struct ts_session_record { uint32_t number; int64_t started_at, ended_at, first_turn, turns; struct ts_text *notes; const char *end; }; // end: "open", "paused", "completed", "abandoned", "interrupted"
typedef void ts_each_session(void *self, const struct ts_session_record *session);
enum ts_status ts_store_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err) TS_MUST_USE;

struct ts_mark_record { int64_t turn; enum ts_mark_kind kind; ts_symbol id, pack; };
typedef void ts_each_mark(void *self, const struct ts_mark_record *mark);
enum ts_status ts_store_each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err) TS_MUST_USE;

struct ts_fault_record { int64_t turn; ts_symbol pack; const char *where, *message; };
typedef void ts_each_fault(void *self, const struct ts_fault_record *fault);
enum ts_status ts_store_each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err) TS_MUST_USE;

// --- universes
struct ts_universe_record { ts_symbol id, parent; int64_t row, position, seq, fork_position, fork_seq, created_at; bool live; int64_t runs, events; };
typedef void ts_each_universe(void *self, const struct ts_universe_record *universe);
enum ts_status ts_store_find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err) TS_MUST_USE;
// The world as scripts see it. Lives as long as the store.
const struct ts_world *ts_store_world(struct ts_store *store);
typedef void ts_each_key(void *self, ts_symbol key);
enum ts_status ts_store_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err) TS_MUST_USE; // keys ever written

// --- players
typedef void ts_each_completion(void *self, const struct ts_completion_record *completion);
struct ts_unlock_record { ts_symbol unlock; int64_t at; const char *evidence; ts_symbol run; }; // run: whose completion granted it; 0: by a pack's first load
typedef void ts_each_unlock(void *self, const struct ts_unlock_record *unlock);
enum ts_status ts_store_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err) TS_MUST_USE; // in order
enum ts_status ts_store_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err) TS_MUST_USE;
// Grants outside a run (a pack that adds rules was loaded): inside begin/commit.
enum ts_status ts_store_grant(struct ts_store *store, ts_symbol player, ts_symbol unlock, const char *evidence, int64_t at, struct ts_err *err) TS_MUST_USE;
const char *ts_store_character_name(struct ts_store *store, const char *character, size_t length); // "" when forgotten; valid until the next call

// --- care of the store itself
struct ts_finding { const char *code, *what, *hint; };
typedef void ts_each_finding(void *self, const struct ts_finding *finding);
// Integrity, foreign keys, gap-free seqs, heads against logs, progression inputs. Calls `each` per finding.
enum ts_status ts_store_check(struct ts_store *store, ts_each_finding *each, void *self, struct ts_err *err) TS_MUST_USE;

#endif
