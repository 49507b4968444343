// lives.h - a store with some of everything: lives that end, come late, are deleted, last long, branch and come home
#ifndef TS_TESTS_STORE_LIVES_H
#define TS_TESTS_STORE_LIVES_H

#include "acts.h"

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

static inline void lives_save(struct acts *acts)
{
    assert_ok(acts, acts_save(acts));
}

static inline struct ts_run *lives_begin_run(struct acts *acts, const char *id, const char *universe, int64_t position)
{
    struct ts_run *run = acts_run(acts, id, "player", universe, position);
    acts_begin_start(acts, run);
    lives_save(acts);
    return run;
}

static inline void lives_turns(struct acts *acts, struct ts_run *run, int turns)
{
    for (int i = 0; i < turns; i++) {
        acts_standard_turn(acts, run);
        lives_save(acts);
    }
}

static inline void lives_mark(struct acts *acts, struct ts_run *run, enum ts_mark_kind kind, const char *id)
{
    acts_standard_turn(acts, run);
    ts_changeset_mark(&acts->changes, kind, acts_symbol(acts, id), 0);
    lives_save(acts);
}

static inline void lives_end_session(struct acts *acts, struct ts_run *run, enum ts_act_kind kind, enum ts_run_state state)
{
    acts_begin(acts, run, kind);
    run->head.state = state;
    acts->changes.ends_session = true;
}

static inline void lives_resume(struct acts *acts, struct ts_run *run)
{
    acts_begin(acts, run, TS_ACT_RESUME);
    run->head.state = TS_ACTIVE;
    run->head.session++;
    acts->changes.opens_session = true;
    lives_save(acts);
}

static inline void lives_complete(struct acts *acts, struct ts_run *run)
{
    char *evidence = ts_memory_copy("[]");
    lives_end_session(acts, run, TS_ACT_COMPLETE, TS_COMPLETED);
    acts->changes.completes = true;
    acts->changes.completion = (struct ts_completion){.ending = acts_symbol(acts, "harbour:lantern/spoken"),
                                                      .turns = run->head.turn - run->fork_turn,
                                                      .milestones = run->head.milestones - run->fork_milestones};
    ts_changeset_grant(&acts->changes, acts_symbol(acts, "core:second"), 0, evidence);
    lives_save(acts);
}

static inline void lives_put_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    ts_run_tally_put(self, symbol, tally);
}

static inline const struct ts_scene *lives_scene_of(const struct acts *acts, ts_symbol full)
{
    for (uint32_t i = 0; i < ACTS_SCENES; i++)
        if (acts->scenes[i].full == full) return &acts->scenes[i];
    return NULL;
}

static inline struct ts_run *lives_branch(struct acts *acts, const char *from, int64_t turn, const char *id)
{
    struct ts_run_record then;
    char universe[64];
    snprintf(universe, sizeof universe, "world~%s", id);
    assert_ok(acts, ts_store_load_run_at(acts->store, acts_symbol(acts, from), turn, &then, &acts->err));
    struct ts_run *run = acts_run(acts, id, "player", universe, then.position);
    assert_ok(acts, ts_store_each_tally(acts->store, then.row, then.seq, lives_put_tally, run, &acts->err));
    run->fork_turn = run->head.turn = then.turn;
    run->fork_milestones = run->head.milestones = then.milestones;
    run->head.insights = then.insights;
    run->head.state = TS_PAUSED;
    run->head.told = then.seq + 1;
    run->head.scene = lives_scene_of(acts, then.scene);
    acts_begin(acts, run, TS_ACT_BRANCH);
    acts->changes.fork = (struct ts_fork){then.universe_row, then.row, then.position, then.seq};
    ts_changeset_set_var(&acts->changes, 1, ts_value_int(then.turn));
    lives_save(acts);
    ts_run_record_clear(&then);
    return run;
}

static inline struct ts_universe_record lives_universe_of(struct acts *acts, const char *id)
{
    struct ts_universe_record universe;
    bool found;
    assert_ok(acts, ts_store_find_universe(acts->store, acts_symbol(acts, id), &universe, &found, &acts->err));
    assert_true(found);
    return universe;
}

static inline void lives_branch_alone(struct acts *acts, const char *from, int64_t position, const char *id)
{
    struct ts_universe_record universe = lives_universe_of(acts, from);
    struct ts_run nobody = {.universe = acts_symbol(acts, id), .head.position = position};
    acts_begin(acts, &nobody, TS_ACT_BRANCH);
    acts->changes.fork = (struct ts_fork){universe.row, 0, position, universe.seq};
    lives_save(acts);
}

static inline void lives_merge(struct acts *acts, const char *from, const char *into)
{
    struct ts_universe_record source = lives_universe_of(acts, from), target = lives_universe_of(acts, into);
    struct ts_run nobody = {.universe = target.id, .universe_row = target.row, .head.position = target.position};
    acts_begin(acts, &nobody, TS_ACT_MERGE);
    acts->changes.fork = (struct ts_fork){source.row, 0, source.position, source.seq};
    ts_changeset_write(&acts->changes, acts->keys[0], true, ts_value_int(2));
    lives_save(acts);
}

static inline void lives_one(struct acts *acts)
{
    struct ts_run *run = lives_begin_run(acts, "alex", "world", 0);
    lives_turns(acts, run, 2);
    lives_mark(acts, run, TS_MARK_MILESTONE, "met");
    lives_mark(acts, run, TS_MARK_INSIGHT, "light");
    lives_mark(acts, run, TS_MARK_METACONCEPT, "core:tide");
    acts_standard_turn(acts, run);
    ts_changeset_claim(&acts->changes, acts->keys[3]);
    ts_changeset_fault(&acts->changes, 0, (struct ts_place){acts_symbol(acts, "harbour/init.lua"), 3}, "no such key");
    acts->changes.answer = ts_text_new("Sam", 3);
    ts_changeset_write(&acts->changes, acts->keys[1], false, ts_value_int(9));
    lives_save(acts);
    lives_complete(acts, run);
    ts_run_free(run);
}

// Comes later to positions where the key was written ahead already: its adds are late.
static inline void lives_late(struct acts *acts)
{
    struct ts_run *ahead = lives_begin_run(acts, "ahead", "world", 50), *late = lives_begin_run(acts, "late", "world", 2);
    lives_turns(acts, ahead, 3);
    lives_turns(acts, late, 2);
    lives_end_session(acts, late, TS_ACT_PAUSE, TS_PAUSED);
    lives_save(acts);
    lives_resume(acts, late);
    lives_turns(acts, late, 2);
    lives_end_session(acts, ahead, TS_ACT_PAUSE, TS_PAUSED);
    lives_save(acts);
    ts_run_free(ahead);
    ts_run_free(late);
}

static inline void lives_deleted(struct acts *acts)
{
    struct ts_run *run = lives_begin_run(acts, "gone", "world", 7);
    lives_turns(acts, run, 3);
    lives_complete(acts, run);
    acts_begin(acts, run, TS_ACT_DELETE);
    lives_save(acts);
    ts_run_free(run);
}

static inline void lives_long(struct acts *acts)
{
    struct ts_run *run = lives_begin_run(acts, "long", "elsewhere", 0);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    for (int i = 0; i < 300; i++) {
        acts_standard_turn(acts, run);
        assert_ok(acts, acts_apply(acts));
    }
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    ts_run_free(run);
}

static inline void lives_branches(struct acts *acts)
{
    struct ts_run *first = lives_branch(acts, "alex", 4, "first");
    lives_resume(acts, first);
    lives_turns(acts, first, 3);
    lives_mark(acts, first, TS_MARK_MILESTONE, "again");
    struct ts_run *second = lives_branch(acts, "first", 6, "second");
    lives_resume(acts, second);
    lives_turns(acts, second, 1);
    lives_complete(acts, second);
    lives_branch_alone(acts, "world~first", 8, "alone");
    lives_merge(acts, "world~first", "world");
    ts_run_free(lives_branch(acts, "long", 290, "short"));
    ts_run_free(first);
    ts_run_free(second);
}

// Played with other packs since, and under names that changed; one that is deleted too.
static inline void lives_moved(struct acts *acts)
{
    static const char *const ids[] = {"moved", "moved_gone"};
    for (int i = 0; i < 2; i++) {
        struct ts_run *run = acts_run(acts, ids[i], "player", i ? "changed" : "changing", 0);
        acts_begin_start(acts, run);
        acts->changes.packs = acts_symbol(acts, "core 1.0.0, harbour 1.0.0");
        lives_save(acts);
        lives_turns(acts, run, 3);
        acts_begin_migrate(acts, run, "core 1.0.0, harbour 2.0.0");
        lives_save(acts);
        lives_turns(acts, run, 2);
        if (i) acts_begin(acts, run, TS_ACT_DELETE);
        if (i) lives_save(acts);
        acts_unmigrate(acts);
        ts_run_free(run);
    }
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_add_deed(acts->store, acts_symbol(acts, "harbour/0001_pier"), acts->at, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

// Told of by the grammar, then by a model.
static inline void lives_told(struct acts *acts)
{
    struct ts_run *run = lives_begin_run(acts, "told", "told_world", 0);
    struct ts_passage passage = {.turn = 2, .piece = 1, .by = TS_BY_MODEL, .text = "A bell.", .length = 7, .tokens_in = 20, .tokens_out = 3, .at = acts->at};
    lives_turns(acts, run, 1);
    acts_standard_turn(acts, run);
    ts_buffer_add_text(&acts->changes.passage, "Fog.");
    lives_save(acts);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_add_passage(acts->store, run->row, &passage, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    ts_run_free(run);
}

// Asked to be spared something, in a run and later outside of any.
static inline void lives_careful(struct acts *acts)
{
    struct ts_run *run = acts_run(acts, "careful", "gentle", "careful_world", 0);
    acts_begin_start(acts, run);
    lives_save(acts);
    lives_turns(acts, run, 2);
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_CARE);
    changes->choice_id = acts_symbol(acts, "care:set");
    changes->answer = ts_text_new("ceiling=0.5", 11);
    changes->care = ts_text_new("{\"ceiling\":0.5}", 15);
    lives_save(acts);
    lives_turns(acts, run, 1);
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_ok(acts, ts_store_set_care(acts->store, run->player, "{\"boundaries\":[\"loss\"],\"ceiling\":0.5}", acts->at, &acts->err));
    struct ts_kept skill = {.kind = TS_KEPT_SKILL, .name = "harbour:old_hand", .value = "1", .at = acts->at};
    assert_ok(acts, ts_store_keep(acts->store, run->player, &skill, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
    ts_run_free(run);
}

static inline void lives_play(struct acts *acts)
{
    lives_one(acts);
    lives_late(acts);
    lives_deleted(acts);
    lives_long(acts);
    lives_branches(acts);
    lives_moved(acts);
    lives_told(acts);
    lives_careful(acts);
}

#endif
