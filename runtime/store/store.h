// store.h - where runs, worlds and completions are kept: one interface, several drivers
#ifndef TS_STORE_STORE_H
#define TS_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "base/symbol.h"
#include "game/changeset.h"
#include "game/kept.h"
#include "game/progression.h"
#include "game/run.h"
#include "game/world.h"

struct ts_store;

enum ts_store_mode {
    TS_STORE_READ,   // never writes a byte; TS_DATA when the file is missing ("no store at ...") or of an older version
    TS_STORE_WRITE,  // must exist; one of an older version is migrated first, see ts_store_migrate
    TS_STORE_CREATE, // made when missing: under a temporary name, synced, linked into place
};

// `url`: "memory:", a path, or "postgresql://…" as libpq takes it. `symbols` is shared with the content and outlives the store.
// TS_DATA: foreign, newer, zero-length, corrupt, a copy without its WAL. TS_CANNOT_CREATE, TS_UNAVAILABLE, TS_IO as they say.
enum ts_status ts_store_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                             struct ts_err *err) TS_MUST_USE;
void ts_store_close(struct ts_store *store);  // clears the `open` mark when all was committed
bool ts_store_is_memory(const struct ts_store *store);

// Has whoever runs the server that keeps it switched off what makes a commit outlast a failure of its machine?
bool ts_store_is_unsafe(const struct ts_store *store);

// Called from ts_store_begin once a wait for the writer's lock has lasted a second; `holder`: "process 1234 since 2026-...". "": nobody
// holds it, but the server that has the store cannot be reached.
typedef void ts_waiting(void *self, const char *holder);
void ts_store_set_waiting(struct ts_store *store, ts_waiting *waiting, void *self);
// A number that changes when somebody else has committed since in that universe, by its row (at other times too); 0: in any. Costs no
// reading of the store. 0 in memory.
uint64_t ts_store_version(struct ts_store *store, int64_t universe);
uint64_t ts_store_commits(const struct ts_store *store); // how many batches this very store has committed
// To be asked for before each wait of somebody who has nothing else to do, since it looks after the way to the server, without ever waiting
// itself: what can be read when the version may have changed. Less than 0: it has already, or there is no telling; ask for the version in a
// moment. TS_NEWS_NEVER: nothing is ever told, and nothing to be looked after.
enum { TS_NEWS_NEVER = -2 };
int ts_store_news_fd(struct ts_store *store);
// Another one than before when some player's settings may have changed, by whomever; as cheap.
uint64_t ts_store_care_version(struct ts_store *store);

// --- writing. One writer at a time: begin takes the lock (waiting up to `wait_ms`, then TS_BUSY naming the holder).
// TS_REFUSED: a batch is open already; it stays open.
// Between begin and commit any number of changesets may be applied: a batch. rollback undoes all of them.
enum ts_status ts_store_begin(struct ts_store *store, int wait_ms, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_commit(struct ts_store *store, struct ts_err *err) TS_MUST_USE; // durable when it returns TS_OK
// Commit or what came before it said TS_CONFLICT because the database took the batch back (others wrote the same, the way to it was cut):
// after a rollback it can be done anew. Or a reading of one moment said TS_UNAVAILABLE: alike. Holds until the next begin.
bool ts_store_is_torn(const struct ts_store *store);
bool ts_store_can_tear(const struct ts_store *store); // could it ever?
// TS_UNAVAILABLE: since this was last called an answer was given up, as the store could not be reached for half a minute. What a script made
// of that is no fault of its own, and must not count.
enum ts_status ts_store_was_reached(struct ts_store *store, struct ts_err *err) TS_MUST_USE;
void ts_store_rollback(struct ts_store *store);
bool ts_store_is_writing(const struct ts_store *store);
// Inside of a batch: what is written from now on can be taken back alone, until the next save. TS_REFUSED: on a server, where each stores
// its own acts.
enum ts_status ts_store_save(struct ts_store *store, struct ts_err *err) TS_MUST_USE;
// Takes back what was written since the last save, also an act of which only a part could be written; the batch goes on. When it fails,
// only ts_store_rollback helps.
enum ts_status ts_store_undo(struct ts_store *store, struct ts_err *err) TS_MUST_USE;
// What is read until the end is of one moment, whoever writes meanwhile. One inside of another, or of a batch, is of the outer one's.
enum ts_status ts_store_begin_reading(struct ts_store *store, struct ts_err *err) TS_MUST_USE;
void ts_store_end_reading(struct ts_store *store);

struct ts_receipt {
    int64_t seq;          // of the act in its universe
    bool already;         // the same key had taken this very act before: nothing was written
};
// Inside begin/commit: what the changes stand on is locked, if begin has not locked all, so that what is read from now on holds. NULL: what
// players have.
enum ts_status ts_store_hold(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err) TS_MUST_USE;
// Writes one act inside begin/commit. For TS_ACT_START makes universe, player, character and run where missing and fills
// run->row and run->universe_row. Completion, grants, session rows, marks and faults go with it.
// TS_CONFLICT, nothing written: the run's head in the store is not `changes->before` (turn, state, session, told, position);
// `has_read_world` and the universe's seq is no longer `base_seq`; a run that starts has no `universe_row`, but its universe exists by
// now (find it and place the run anew); the act claims what is claimed. TS_REFUSED: another key holds this turn; the run id is taken.
// TS_ACT_BRANCH makes the universe `run->universe`, forked off as `changes->fork` says, and, when the run has a story, the run: as it
// stands in the changeset, with all its variables in `vars`; fills the rows. TS_REFUSED: the id of universe or run is taken.
// TS_ACT_MERGE: `run` has no story; `run->universe`, `universe_row` and `head.position` say where; `fork` what was brought home.
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
    ts_symbol parent, life;            // of a branch: the run it goes on with, 0 for others; the first run of its life
    int64_t fork_turn, fork_seq, fork_milestones;
    int64_t seq;                       // of its last act
    enum ts_run_state state;
    int64_t turn, position, told, milestones, insights;
    uint32_t session, sessions;        // last session's number; how many there were
    bool session_open;
    uint32_t depth;
    ts_symbol stack[TS_STACK_MAX][2];  // scene, onward: full ids; onward may be 0
    bool has_lost_stack;               // of a past turn: not kept, as an older version took it
    ts_symbol ending;
    struct ts_text *reason;            // new references; may be NULL
    struct ts_text *text, *choices;    // as last shown: text, and canonical JSON [{"id","label","locked"},…]
    ts_symbol *metaconcepts; uint32_t metaconcept_count;
    ts_symbol packs;                   // that it was last played with, as ts_changeset.packs; 0: not known
};
void ts_run_record_clear(struct ts_run_record *record);
enum ts_status ts_store_load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE; // TS_DATA: unknown run
// The run as it was after a past turn, for going back. When the turn lies before the run's fork, all is of the ancestor that took
// it: `id`, `row`, `universe`, `universe_row`; `seq` is that of the turn's act. `state` is active, `told` the seq; session, ending,
// reason, text and choices are not given. TS_DATA: unknown run. TS_REFUSED: no such turn; the message names those there are, or says
// that the run that took it was deleted.
enum ts_status ts_store_load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err) TS_MUST_USE;
typedef void ts_each_var(void *self, const struct ts_var_record *var);
typedef void ts_each_tally(void *self, ts_symbol symbol, struct ts_tally tally);
// Last values and counts, as of `until_seq`, an act of this run; 0: now.
enum ts_status ts_store_each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self, struct ts_err *err) TS_MUST_USE;

struct ts_act_record { int64_t seq, turn, position, at; uint64_t key; enum ts_act_kind kind; uint32_t session; ts_symbol scene, choice, pick; const char *answer; }; // scene, choice: full ids; pick: the choice as shown, 0: its own id; answer may be NULL
typedef bool ts_each_act(void *self, const struct ts_act_record *act);                 // false: enough
// The run's own acts (a branch's after its fork), newest first, from its act `until_seq` backward; 0: from the last.
enum ts_status ts_store_each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err) TS_MUST_USE;

// The log of one universe, act by act in the order they were stored, all as it stood when it was opened, whoever writes meanwhile. (Of a
// branch: what follows its fork.) TS_REFUSED: a store in memory, which keeps no hashes; or a batch is open.
struct ts_acts;
struct ts_logged_act {
    struct ts_act_record act; // its answer is valid until the next one
    ts_symbol run;            // 0: no run took it, or nobody knows its name any more
    int64_t run_row;          // 0: no run took it
    bool is_buried;           // its run was deleted: what it did to its run is gone
    int64_t front;            // the universe's last position after it
    uint64_t key;
    ts_symbol packs;          // what the run was played with from it on; 0: as before
};
enum ts_status ts_acts_open(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_acts_next(struct ts_acts *acts, struct ts_logged_act *out, bool *found, struct ts_err *err) TS_MUST_USE;
// Is what this changeset would store, with its time, key and packs, what the act that was given last has stored? By the hash of the act,
// which covers all that README.md says.
enum ts_status ts_acts_prove(struct ts_acts *acts, const struct ts_changeset *changes, bool *is_same, struct ts_err *err) TS_MUST_USE;
typedef void ts_each_claim(void *self, ts_symbol key, int64_t seq);
enum ts_status ts_acts_each_claim(struct ts_acts *acts, ts_each_claim *each, void *self, struct ts_err *err) TS_MUST_USE; // of the universe
void ts_acts_close(struct ts_acts *acts); // NULL is fine

// What a narrator told of a turn, behind its authored text, piece by piece; names in it are references. Not in the chain, and no part of the act:
// it comes after it. What the grammar told comes with the turn itself, as its piece 0 (ts_changeset.passage).
struct ts_passage {
    int64_t turn;
    uint32_t piece;              // from 0, gap-free in its turn
    enum ts_passage_by by;
    const char *text;            // finished: paragraphs parted by '\n'. "": nothing was told, and what it cost
    size_t length;
    bool is_joined;              // goes on in the paragraph of what stands before it; otherwise one of its own
    int64_t tokens_in, tokens_out; // that a model took for it
    int64_t at;                  // recorded time, ms
};
void ts_passage_show(struct ts_buffer *text, const struct ts_passage *passage); // appends it to a screen, in a paragraph of its own or joined
// Inside begin/commit: of a run by its row; the text goes to the end of the stored screen too. TS_CONFLICT, nothing written: the run stands at
// another turn, or `piece` is not the next one. TS_DATA: unknown run.
enum ts_status ts_store_add_passage(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err) TS_MUST_USE;
// Those of turns from `from` up to `to`, both included, in order; a branch has those of its ancestors up to their forks too. What it is told of the
// turn it forks from comes behind theirs, and its pieces count from 0 again.
typedef void ts_each_passage(void *self, const struct ts_passage *passage); // borrowed during the call
enum ts_status ts_store_each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err) TS_MUST_USE;

typedef void ts_each_run(void *self, const struct ts_run_record *run);
struct ts_run_filter { ts_symbol player, universe; };                                  // 0: all
enum ts_status ts_store_each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err) TS_MUST_USE; // by creation

struct ts_session_record { uint32_t number; int64_t started_at, ended_at, first_turn, turns; struct ts_text *notes; const char *end; }; // end: "open", "paused", "completed", "abandoned", "interrupted"
typedef void ts_each_session(void *self, const struct ts_session_record *session);
enum ts_status ts_store_each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err) TS_MUST_USE;

// Marks of a branch's ancestors up to the forks are given too, milestones and insights; metaconcepts a branch has by its own marks.
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
enum ts_status ts_store_each_key(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err) TS_MUST_USE; // keys ever written, those of its ancestors too, each once
// What universes branched off each other share. `position` and `seq` bound what of `universe` can be seen.
struct ts_ancestor { int64_t universe, position, seq; };
typedef void ts_each_ancestor(void *self, const struct ts_ancestor *ancestor);
enum ts_status ts_store_each_ancestor(struct ts_store *store, int64_t universe, ts_each_ancestor *each, void *self, struct ts_err *err) TS_MUST_USE; // itself first, without bounds (INT64_MAX), then parent by parent
// One universe's own events, without what it has of its ancestors; as `events` of ts_world.
enum ts_status ts_store_each_own_event(struct ts_store *store, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *self, struct ts_err *err) TS_MUST_USE;
// The key's value as it stood at (position, seq), over `initial`; a new reference. seq 0: now.
enum ts_status ts_store_value_at(struct ts_store *store, int64_t universe, ts_symbol key, int64_t position, int64_t seq, struct ts_value initial, struct ts_value *out, struct ts_err *err) TS_MUST_USE;
// Was the key claimed in the universe, as of `seq`? 0: now.
enum ts_status ts_store_is_claimed_at(struct ts_store *store, int64_t universe, ts_symbol key, int64_t seq, bool *out, struct ts_err *err) TS_MUST_USE;
// When `source` was last merged into `universe`; all 0: never.
struct ts_merged { int64_t position, seq, at; }; // of the source as it stood then; the merge's own seq in `universe`
enum ts_status ts_store_last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err) TS_MUST_USE;

// --- players
typedef void ts_each_completion(void *self, const struct ts_completion_record *completion);
struct ts_unlock_record { ts_symbol unlock, rule; int64_t at; const char *evidence; ts_symbol run; }; // run: whose completion granted it; 0: by a pack's first load
typedef void ts_each_unlock(void *self, const struct ts_unlock_record *unlock);
enum ts_status ts_store_find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err) TS_MUST_USE; // in order
enum ts_status ts_store_each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err) TS_MUST_USE;
// What the player asked to be spared, as canonical JSON (game/care.h), a new reference; NULL: nothing yet. Written by an act's `care`, or
// by ts_store_set_care inside begin/commit: settings made outside of a run, also before the first one, by which the player comes to be known.
enum ts_status ts_store_load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_store_set_care(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err) TS_MUST_USE;
// What the player keeps, see game/kept.h: inside begin/commit; the same kind and name again takes its place. TS_DATA: unknown player.
enum ts_status ts_store_keep(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err) TS_MUST_USE;
typedef void ts_each_kept(void *self, const struct ts_kept *kept); // borrowed during the call
enum ts_status ts_store_each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err) TS_MUST_USE; // by kind and name
// Grants outside a run (a pack that adds rules was loaded): inside begin/commit. What is granted already stays as it is.
struct ts_granting { ts_symbol player, unlock, rule; const char *evidence; int64_t at; };
enum ts_status ts_store_grant(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err) TS_MUST_USE;
typedef void ts_each_player(void *self, ts_symbol player);
enum ts_status ts_store_each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err) TS_MUST_USE; // by first coming; forgotten ones are left out

// --- what packs did to this store, each once: migrations ("harbour/0001_quay") and unlock rules that were asked for all players when
// they were first met ("rule second_light:second_light"), known by name.
struct ts_deed_record { ts_symbol name; int64_t at, completion; }; // completion: how many there were then
typedef void ts_each_deed(void *self, const struct ts_deed_record *deed);
enum ts_status ts_store_each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err) TS_MUST_USE; // in order
enum ts_status ts_store_add_deed(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err) TS_MUST_USE;      // inside begin/commit; TS_REFUSED: it is there
const char *ts_store_character_name(struct ts_store *store, const char *character, size_t length); // "" when forgotten; valid until the next call

// --- care of the store itself
typedef void ts_progress(void *self, int64_t done, int64_t of);
struct ts_finding { const char *code, *what, *hint; };
typedef void ts_each_finding(void *self, const struct ts_finding *finding);
struct ts_checking { ts_each_finding *each; ts_progress *progress; void *self; }; // progress may be NULL
// Integrity, foreign keys, gap-free seqs, the chain of hashes, heads, variables and counts against logs, completions and unlocks against
// the runs that earned them. Calls `each` per finding.
enum ts_status ts_store_check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err) TS_MUST_USE;

// A copy of the whole store as it stands now, while others go on playing; made under a temporary name, synced, linked into place.
// `progress` counts bytes. TS_CANNOT_CREATE: `url` exists, or cannot be made. TS_REFUSED: a store in memory, or a batch is open.
enum ts_status ts_store_backup(struct ts_store *store, const char *url, ts_progress *progress, void *self, struct ts_err *err) TS_MUST_USE;

// The store as lines of JSON, one a record, all of one moment (see README.md): each line carries its number and a hash over itself and
// all lines before it; the last one says how many there were. TS_REFUSED: a store in memory, or a batch is open.
struct ts_exported { int64_t records; char hash[17]; };                                                // of the last line, which stands for all
typedef enum ts_status ts_each_line(void *self, const char *line, size_t length, struct ts_err *err); // without newline
enum ts_status ts_store_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err) TS_MUST_USE;
// A new store out of such lines, exactly as it was, or none: begun, given each line, ended; nobody sees it before. Lines are pushed, so
// that an export can be what pushes them. TS_DATA names the line that is missing, repeated, out of place or altered and never shows
// it; TS_CANNOT_CREATE: `url` exists already. In a database server what is stored stays when the import is cut or freed before its end:
// the store is unfinished then, nobody else can open it, and another import of the same lines, from the first on, goes on with it.
// TS_CONFLICT: they are others; it is gone, and can be begun anew.
struct ts_import;
enum ts_status ts_store_import_begin(const char *url, struct ts_import **out, struct ts_err *err) TS_MUST_USE;
int64_t ts_store_import_stored(const struct ts_import *import); // lines that an import which was cut has left; 0: none
enum ts_status ts_store_import_line(void *import, const char *line, size_t length, struct ts_err *err) TS_MUST_USE; // a ts_each_line
// Verified by exporting what was made: `out` is of that.
enum ts_status ts_store_import_end(struct ts_import *import, struct ts_exported *out, struct ts_err *err) TS_MUST_USE;
void ts_store_import_free(struct ts_import *import); // in any case; NULL is fine

// A new store out of what can still be read of a damaged one, or of one that lacks its log; that one is only read. Rows that referred to what
// is lost are mended or let go: `store check` then says what is missing. TS_DATA: nothing can be read, no store was made.
// TS_CANNOT_CREATE: `to` exists already. TS_BUSY: somebody has `from` open.
enum { TS_SALVAGED_MAX = 32 };
struct ts_salvaged { // a table
    const char *table;
    int64_t rows, dropped, made, gaps; // now there of those read; read but not kept; made up for others; places that could not be read
};
struct ts_salvaged_tables { // zero-initialised, cleared at the end
    struct ts_salvaged tables[TS_SALVAGED_MAX];
    int count;
    struct ts_buffer names; // of the tables
};
enum ts_status ts_store_salvage(const char *from, const char *to, struct ts_salvaged_tables *out, struct ts_err *err) TS_MUST_USE;
void ts_salvaged_tables_clear(struct ts_salvaged_tables *tables);

// Brings an older store to this version, each migration in a transaction of its own, a backup first beside it ("URL.v1.bak", then
// ".v1.bak.2"). A store left half-way by a crash is taken up where it stands. TS_BUSY: another process has it open. In a database server it
// is one transaction, without a backup, and an empty database gets its tables (from 0). TS_CANNOT_CREATE: its tables are another user's.
struct ts_migrated { int from, to; char backup[4096]; }; // from == to: nothing was to be done, no backup
enum ts_status ts_store_migrate(const char *url, struct ts_migrated *out, struct ts_err *err) TS_MUST_USE;
const struct ts_migrated *ts_store_migrated(const struct ts_store *store); // what opening it for writing did of that

// The SQL that gives a role of a database server what it needs, as whoever owns the tables may run it; the same again takes nothing away that
// it needs. Readers read. Players also write what playing writes, and can change or delete no row of the log. Keepers also delete runs.
// Migrating, erasing and importing take the tables' owner. TS_USAGE: no name of a role.
enum ts_granted { TS_GRANT_READER, TS_GRANT_PLAYER, TS_GRANT_KEEPER };
enum ts_status ts_store_grant_words(const char *role, enum ts_granted granted, struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;

// Forgets a person, in one transaction: runs with all their turns, those that branched off them and those deleted before, completions,
// unlocks, what they asked to be spared, names, every text of theirs. Events stay; texts of events, screens, notes and reasons of others that name their characters
// keep an empty reference in place of the id, read as "someone". When it returns TS_OK no byte of it is left in the file, its log, or
// free pages (of a server: in the tables' files; its own log and copies keep what they had), but for what `each` was told of, where nothing is changed: the person's ids, names and typed answers, found word by word
// where scripts copied them; in values of world keys, variables, answers and faults of others, which the chain of hashes holds as they
// are, a reference to a character is such a copy too.
// TS_DATA: unknown player. TS_BUSY: a run of theirs is being played; or, with `is_erased`: all is forgotten, but somebody reads on and
// the log may hold remains: to be called again, which then returns TS_OK with `is_erased` false once the file is clean. On a server also
// TS_CANNOT_CREATE with `is_erased`: only the owner of the tables and the database can clean them. TS_CONFLICT and ts_store_is_torn: as above.
struct ts_remnant { const char *where, *id, *text; bool is_exact; }; // "world value", "\"harbour:name\" at position 3 of universe \"u\"", the text around it; inexact: but for the case of letters
typedef void ts_each_remnant(void *self, const struct ts_remnant *remnant);
struct ts_erased { int64_t runs, completions, unlocks, texts; bool is_erased; }; // texts: of events, screens and so on, whose reference was emptied
enum ts_status ts_store_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out, struct ts_err *err) TS_MUST_USE;

#endif
