// driver.h - what a store driver implements; store.c calls through this table
#ifndef TS_STORE_DRIVER_H
#define TS_STORE_DRIVER_H

#include "store/store.h"

// What a key holds by the rows of one universe.
struct ts_own_value {
    bool is_set;
    struct ts_value value; // when set: with what was added since; a new reference
    int64_t added;         // when not
};

struct ts_fork_point { // of a universe
    int64_t parent;    // its row; 0: it is no branch
    int64_t position, seq;
};

// One universe's own rows, without what it has of those it branched off; lineage.c makes the world that scripts see of it.
// `until_seq`: rows stored later are not there; INT64_MAX: all are.
struct ts_timeline {
    enum ts_status (*head)(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err); // as in ts_world
    enum ts_status (*get)(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                          struct ts_err *err);
    enum ts_status (*find_claim)(void *self, int64_t universe, ts_symbol key, int64_t to, int64_t until_seq, bool *found,
                                 struct ts_err *err); // claimed by an act at a position <= to
    enum ts_status (*history)(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *each_self, struct ts_err *err);
    enum ts_status (*events)(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err);
    enum ts_status (*bystanders)(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err);
    enum ts_status (*each_key)(void *self, int64_t universe, ts_each_key *each, void *each_self, struct ts_err *err);
    enum ts_status (*find_fork)(void *self, int64_t universe, struct ts_fork_point *out, struct ts_err *err);
    // The run that this one branched off; 0: none.
    enum ts_status (*find_parent)(void *self, ts_symbol run, ts_symbol *out, struct ts_err *err);
};

// One member per function of store.h, which holds the contracts.
struct ts_driver {
    void (*close)(struct ts_store *store);

    enum ts_status (*begin)(struct ts_store *store, int wait_ms, struct ts_err *err);
    enum ts_status (*commit)(struct ts_store *store, struct ts_err *err);
    void (*rollback)(struct ts_store *store);
    bool (*is_writing)(const struct ts_store *store);
    // NULL where nobody stores several acts of others as one batch.
    enum ts_status (*save)(struct ts_store *store, struct ts_err *err);
    enum ts_status (*undo)(struct ts_store *store, struct ts_err *err);
    // NULL where nobody else writes.
    enum ts_status (*begin_reading)(struct ts_store *store, struct ts_err *err);
    void (*end_reading)(struct ts_store *store);
    uint64_t (*version)(struct ts_store *store, int64_t universe);
    int (*news_fd)(struct ts_store *store); // NULL: TS_NEWS_NEVER
    bool (*is_torn)(const struct ts_store *store); // NULL: never
    enum ts_status (*was_reached)(struct ts_store *store, struct ts_err *err); // NULL: always
    // What `changes` stand on is locked, so that what is read from now on holds until the batch ends; NULL: begin locks all.
    enum ts_status (*hold)(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err);
    enum ts_status (*apply)(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
    enum ts_status (*grant)(struct ts_store *store, const struct ts_granting *grant, struct ts_err *err);

    enum ts_status (*lock_run)(struct ts_store *store, ts_symbol run, struct ts_err *err);
    void (*unlock_run)(struct ts_store *store, ts_symbol run);
    bool (*is_played)(struct ts_store *store, ts_symbol run);

    enum ts_status (*load_run)(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
    enum ts_status (*each_run)(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
    enum ts_status (*load_run_at)(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err);
    enum ts_status (*each_var)(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err);
    enum ts_status (*each_tally)(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self,
                                 struct ts_err *err);
    enum ts_status (*each_act)(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err);
    enum ts_status (*each_session)(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
    enum ts_status (*each_mark)(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);
    enum ts_status (*each_fault)(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);

    enum ts_status (*find_universe)(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
    enum ts_status (*each_universe)(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
    enum ts_status (*last_merge)(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err);

    enum ts_status (*find_player)(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
    enum ts_status (*each_completion)(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
    enum ts_status (*each_unlock)(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
    enum ts_status (*load_care)(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err);
    enum ts_status (*set_care)(struct ts_store *store, ts_symbol player, const char *settings, int64_t at, struct ts_err *err);
    enum ts_status (*keep)(struct ts_store *store, ts_symbol player, const struct ts_kept *kept, struct ts_err *err);
    enum ts_status (*each_kept)(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err);
    enum ts_status (*add_passage)(struct ts_store *store, int64_t run, const struct ts_passage *passage, struct ts_err *err);
    enum ts_status (*each_passage)(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self,
                                   struct ts_err *err);
    enum ts_status (*each_player)(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err);
    enum ts_status (*each_deed)(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err);
    enum ts_status (*add_deed)(struct ts_store *store, ts_symbol name, int64_t at, struct ts_err *err);
    const char *(*character_name)(struct ts_store *store, const char *character, size_t length);

    // NULL in drivers that cannot:
    enum ts_status (*check)(struct ts_store *store, const struct ts_checking *how, struct ts_err *err);
    enum ts_status (*open_acts)(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err);
    enum ts_status (*backup)(struct ts_store *store, const char *path, ts_progress *progress, void *self, struct ts_err *err);
    enum ts_status (*export)(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err);
    enum ts_status (*erase_player)(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                   struct ts_err *err);
};

// What a driver says of a run that this very store has locked: TS_BUSY.
enum ts_status ts_lock_refuse(const struct ts_store *store, ts_symbol run, struct ts_err *err);

enum ts_status ts_deed_refuse(const struct ts_store *store, ts_symbol name, struct ts_err *err); // of one that was done: TS_REFUSED

// May the next piece of a turn's passage be this one? `turn`: where the run stands. TS_CONFLICT: it may not.
enum ts_status ts_passage_judge(const struct ts_passage *passage, int64_t turn, int64_t next, struct ts_err *err);

enum ts_status ts_player_refuse(const struct ts_store *store, ts_symbol player, struct ts_err *err); // of who has not played nothing is kept: TS_DATA

// What every driver's store begins with.
struct ts_store {
    const struct ts_driver *driver;
    struct ts_symbols *symbols; // shared, not owned
    struct ts_timeline timeline; // its functions' `self` is the store
    struct ts_lineage *lineage;  // see lineage.h
    struct ts_world world;       // made of both; its `self` is the store
    ts_waiting *waiting;         // NULL: nobody wants to know
    void *waiting_self;
    struct ts_migrated migrated; // when it was opened
    bool is_unsafe;              // see ts_store_is_unsafe
    uint64_t cares;              // settings of players that were written through it
    uint64_t commits;            // batches that it has committed
};

// What every driver's log of a universe begins with.
struct ts_acts {
    enum ts_status (*next)(struct ts_acts *acts, struct ts_logged_act *out, bool *found, struct ts_err *err);
    enum ts_status (*prove)(struct ts_acts *acts, const struct ts_changeset *changes, bool *is_same, struct ts_err *err);
    enum ts_status (*each_claim)(struct ts_acts *acts, ts_each_claim *each, void *self, struct ts_err *err);
    void (*close)(struct ts_acts *acts);
};

// What every driver's import begins with.
struct ts_import {
    enum ts_status (*take_line)(struct ts_import *import, const char *line, size_t length, struct ts_err *err);
    enum ts_status (*end)(struct ts_import *import, struct ts_exported *out, struct ts_err *err);
    void (*free)(struct ts_import *import);
    int64_t stored; // lines that are stored already
};

enum ts_status ts_memory_open(struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sqlite_open(const char *path, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                              struct ts_err *err) TS_MUST_USE;
// --- server.c: a database server's, by the driver there is; without one TS_UNAVAILABLE says how to build it in
enum ts_status ts_server_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                              struct ts_err *err) TS_MUST_USE;
enum ts_status ts_server_import(const char *url, struct ts_import **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_server_migrate(const char *url, struct ts_migrated *out, struct ts_err *err) TS_MUST_USE;
char *ts_server_shown(const char *url);     // see ts_url_shown
bool ts_server_has_secret(const char *url); // see ts_url_has_secret
bool ts_server_seems_secret(const char *url); // the same, as far as can be seen where nothing is there that takes a url apart

enum ts_status ts_postgres_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                                struct ts_err *err) TS_MUST_USE;
enum ts_status ts_postgres_import(const char *url, struct ts_import **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_postgres_migrate(const char *url, struct ts_migrated *out, struct ts_err *err) TS_MUST_USE;
bool ts_postgres_has_secret(const char *url);
char *ts_postgres_shown(const char *url);

enum ts_status ts_sqlite_import(const char *path, struct ts_import **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sqlite_migrate(const char *path, struct ts_migrated *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sqlite_salvage(const char *from, const char *to, struct ts_salvaged_tables *out, struct ts_err *err) TS_MUST_USE;
extern const struct ts_driver ts_memory_driver; // by it a store in memory is known

#endif
