// driver.h - what a store driver implements; store.c calls through this table
#ifndef TS_STORE_DRIVER_H
#define TS_STORE_DRIVER_H

#include "store/store.h"

// One member per function of store.h, which holds the contracts.
struct ts_driver {
    void (*close)(struct ts_store *store);

    enum ts_status (*begin)(struct ts_store *store, int wait_ms, struct ts_err *err);
    enum ts_status (*commit)(struct ts_store *store, struct ts_err *err);
    void (*rollback)(struct ts_store *store);
    bool (*is_writing)(const struct ts_store *store);
    enum ts_status (*apply)(struct ts_store *store, const struct ts_changeset *changes, struct ts_receipt *receipt, struct ts_err *err);
    enum ts_status (*grant)(struct ts_store *store, ts_symbol player, ts_symbol unlock, const char *evidence, int64_t at,
                            struct ts_err *err);

    enum ts_status (*lock_run)(struct ts_store *store, ts_symbol run, struct ts_err *err);
    void (*unlock_run)(struct ts_store *store, ts_symbol run);
    bool (*is_played)(struct ts_store *store, ts_symbol run);

    enum ts_status (*load_run)(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err);
    enum ts_status (*each_run)(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err);
    enum ts_status (*each_var)(struct ts_store *store, int64_t run, ts_each_var *each, void *self, struct ts_err *err);
    enum ts_status (*each_tally)(struct ts_store *store, int64_t run, ts_each_tally *each, void *self, struct ts_err *err);
    enum ts_status (*each_session)(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err);
    enum ts_status (*each_mark)(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err);
    enum ts_status (*each_fault)(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err);

    enum ts_status (*find_universe)(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err);
    enum ts_status (*each_universe)(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err);
    enum ts_status (*each_key)(struct ts_store *store, int64_t universe, ts_each_key *each, void *self, struct ts_err *err);

    enum ts_status (*find_player)(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err);
    enum ts_status (*each_completion)(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err);
    enum ts_status (*each_unlock)(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err);
    const char *(*character_name)(struct ts_store *store, const char *character, size_t length);

    enum ts_status (*check)(struct ts_store *store, ts_each_finding *each, void *self, struct ts_err *err);
};

// What a driver says of a run that this very store has locked: TS_BUSY.
enum ts_status ts_lock_refuse(const struct ts_store *store, ts_symbol run, struct ts_err *err);

// What every driver's store begins with.
struct ts_store {
    const struct ts_driver *driver;
    struct ts_symbols *symbols; // shared, not owned
    struct ts_world world;      // its `self` is the store
};

enum ts_status ts_memory_open(struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sqlite_open(const char *path, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out,
                              struct ts_err *err) TS_MUST_USE;
extern const struct ts_driver ts_memory_driver; // by it a store in memory is known

#endif
