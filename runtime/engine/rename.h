// rename.h - a run as it was stored, under the names of then, on its way to those of now
#ifndef TS_ENGINE_RENAME_H
#define TS_ENGINE_RENAME_H

#include "engine/play.h"
#include "game/rename.h"

struct ts_loose_var {
    ts_symbol owner, name;
    struct ts_value value; // a reference of its own
};

struct ts_loose {
    struct ts_engine *engine;
    const struct ts_run_record *record;
    ts_symbol story, focus, scene, stack[TS_STACK_MAX][2]; // renamed, step by step
    struct ts_map tallies;                                 // as of ts_run
    struct ts_loose_var *vars;
    uint32_t var_count, var_room;
    ts_symbol *metaconcepts; // of the record, renamed
    struct ts_story stub_story;                  // stand for what is gone, see ts_loose_settle
    struct ts_scene stubs[2 * TS_STACK_MAX + 1];
    uint32_t stub_count;
};

// With variables and counts as of the act `until_seq`; 0: now. To be cleared in any case.
enum ts_status ts_loose_load(struct ts_engine *engine, const struct ts_run_record *record, int64_t until_seq, struct ts_loose *out,
                             struct ts_err *err) TS_MUST_USE;
struct ts_loose ts_loose_copy(const struct ts_loose *loose); // of one that was not settled; to be cleared too
void ts_loose_rename(struct ts_loose *loose, const struct ts_renames *renames);
struct ts_loose_var *ts_loose_find_var(const struct ts_loose *loose, ts_symbol owner, ts_symbol name); // NULL: it has none
void ts_loose_put_var(struct ts_loose *loose, ts_symbol owner, ts_symbol name, struct ts_value value);  // takes the value
// The run, under names that the content has. TS_DATA: it needs a story, scene or kind of value that is gone; the message says which, and
// what would help. With `is_lenient` a missing story and missing scenes are stood for by stubs that live as long as `loose`, and values are taken as they are.
enum ts_status ts_loose_settle(struct ts_loose *loose, bool is_lenient, struct ts_run **out, struct ts_err *err) TS_MUST_USE;
void ts_loose_clear(struct ts_loose *loose);

#endif
