// migrate.h - migrations of packs: done once to a store, to all runs of the pack's stories, each pack's in one transaction
#ifndef TS_ENGINE_MIGRATE_H
#define TS_ENGINE_MIGRATE_H

#include "engine/rename.h"

// Does what the content's migrations ask that was not done to this store: each is remembered by its name, and each run that it concerns has
// an act of it. Of one pack's all or none, in one transaction. A pack whose migration errs, or whose runs are being played elsewhere, is
// told of by `failed` and waits: its runs cannot be taken up, all others can. With engine->is_strict that ends the call.
struct ts_migrating_heard {
    void (*applied)(void *self, const char *migration, int64_t runs); // of those that concerned a run
    void (*failed)(void *self, const char *pack, const char *why);
    void *self;
};
enum ts_status ts_migrate_store(struct ts_engine *engine, const struct ts_migrating_heard *heard, struct ts_err *err) TS_MUST_USE;
void ts_migrate_forget(struct ts_engine *engine); // which packs wait
// Can a run of the story be begun? Why its pack waits.
enum ts_status ts_migrate_check_waiting(const struct ts_engine *engine, ts_symbol story, struct ts_err *err) TS_MUST_USE;
// Can one be taken up? Also TS_REFUSED when a migration has yet to be applied.
enum ts_status ts_migrate_check(struct ts_engine *engine, ts_symbol story, struct ts_err *err) TS_MUST_USE;

// The run's stored names become those that aliases give them, in an act of its own when there are any. The caller has locked it.
enum ts_status ts_migrate_names(struct ts_engine *engine, ts_symbol run, struct ts_err *err) TS_MUST_USE;

// What a past state lacks: the migrations that the run had after its act `until_seq`.
enum ts_status ts_migrate_past(struct ts_loose *loose, int64_t until_seq, struct ts_err *err) TS_MUST_USE;
// The story, focus and metaconcepts of a run's row keep their names: brings them to those that migrations gave them up to `until_seq`; 0: now.
enum ts_status ts_migrate_row(struct ts_loose *loose, int64_t until_seq, struct ts_err *err) TS_MUST_USE;

// One migration, function and all.
enum ts_status ts_migration_run(struct ts_loose *loose, const struct ts_migration *migration, struct ts_err *err) TS_MUST_USE;

// --- migrate_act.c: what `after` has otherwise than `before`, stored as an act for each of the names; with none of them one act, when
// there is anything to store.
struct ts_migrate_act {
    struct ts_engine *engine;
    const struct ts_run_record *record;
    struct ts_loose before, after;
    const ts_symbol *names;
    uint32_t name_count;
};
enum ts_status ts_migrate_act_load(struct ts_migrate_act *act, struct ts_err *err) TS_MUST_USE; // both, of the record; to be cleared in any case
void ts_migrate_act_clear(struct ts_migrate_act *act);
enum ts_status ts_migrate_act_store(struct ts_migrate_act *act, struct ts_err *err) TS_MUST_USE; // inside begin/commit
bool ts_migrate_act_is_needed(const struct ts_migrate_act *act);

// The id that a choice shown in a scene has by now.
ts_symbol ts_migrate_choice(const struct ts_engine *engine, ts_symbol scene, ts_symbol choice, ts_symbol scene_now);

#endif
