// acts.h - a small content and acts made by hand, for testing stores without scripts
#ifndef TS_TESTS_STORE_ACTS_H
#define TS_TESTS_STORE_ACTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/store.h"

enum { ACTS_SCENES = 3, ACTS_VARS = 3, ACTS_KEYS = 4 };

struct acts {
    struct ts_symbols *symbols;
    struct ts_content content;
    struct ts_pack packs[1];
    struct ts_story story, *stories[1];
    struct ts_scene scenes[ACTS_SCENES];
    const struct ts_scene *scene_list[ACTS_SCENES];
    struct ts_choice choices[ACTS_SCENES];
    struct ts_var vars[ACTS_VARS];
    ts_symbol keys[ACTS_KEYS];
    struct ts_text *deed, *outcome; // authored
    struct ts_store *store;
    struct ts_changeset changes;
    struct ts_run nobody; // where acts stand that no run takes
    uint64_t key;
    int64_t at;
    struct ts_err err;
};

static inline ts_symbol acts_symbol(struct acts *acts, const char *text)
{
    return ts_symbol_of(acts->symbols, text);
}

static inline struct ts_text *acts_authored(struct acts *acts, const char *words)
{
    struct ts_text *text = ts_text_new(words, strlen(words));
    text->symbol = acts_symbol(acts, words);
    return text;
}

static inline void acts_init_scene(struct acts *acts, uint32_t index, const char *id)
{
    char text[64];
    struct ts_scene *scene = &acts->scenes[index];
    struct ts_choice *choice = &acts->choices[index];
    snprintf(text, sizeof text, "harbour:lantern/%s", id);
    scene->id = acts_symbol(acts, id);
    scene->full = scene->where = acts_symbol(acts, text);
    scene->index = index;
    acts->scene_list[index] = scene;
    choice->id = acts_symbol(acts, "go");
    snprintf(text, sizeof text, "harbour:lantern/%s/go", id);
    choice->full = acts_symbol(acts, text);
    choice->bare = acts_symbol(acts, "harbour:lantern#go");
}

static inline void acts_init_story(struct acts *acts)
{
    static const char *const scenes[ACTS_SCENES] = {"quay", "keeper", "home"}, *const vars[ACTS_VARS] = {"lit", "steps", "bag"};
    acts->story = (struct ts_story){.id = acts_symbol(acts, "harbour:lantern"),
                                    .name = acts_symbol(acts, "lantern"),
                                    .title = "Lantern",
                                    .start = &acts->scenes[0],
                                    .scene_count = ACTS_SCENES,
                                    .scenes = acts->scene_list,
                                    .var_count = ACTS_VARS,
                                    .vars = acts->vars};
    for (uint32_t i = 0; i < ACTS_SCENES; i++) acts_init_scene(acts, i, scenes[i]);
    for (uint32_t i = 0; i < ACTS_VARS; i++) acts->vars[i] = (struct ts_var){.name = acts_symbol(acts, vars[i]), .owner = acts->story.id};
}

static inline void acts_init(struct acts *acts)
{
    static const char *const keys[ACTS_KEYS] = {"harbour:nights", "harbour:tide", "harbour:name", "harbour:lamps/east"};
    memset(acts, 0, sizeof *acts);
    acts->symbols = ts_symbols_new();
    acts->packs[0] = (struct ts_pack){.name = acts_symbol(acts, "harbour"), .version = "1", .title = "Harbour"};
    acts->stories[0] = &acts->story;
    acts->content =
        (struct ts_content){.symbols = acts->symbols, .pack_count = 1, .packs = acts->packs, .story_count = 1, .stories = acts->stories};
    acts_init_story(acts);
    for (uint32_t i = 0; i < ACTS_KEYS; i++) acts->keys[i] = acts_symbol(acts, keys[i]);
    acts->deed = acts_authored(acts, "lights the harbour lantern");
    acts->outcome = acts_authored(acts, "Boats find the harbour again.");
    acts->at = INT64_C(1700000000000);
}

static inline void acts_clear(struct acts *acts)
{
    ts_store_close(acts->store);
    ts_changeset_clear(&acts->changes);
    ts_text_drop(acts->deed);
    ts_text_drop(acts->outcome);
    ts_symbols_free(acts->symbols);
}

static inline struct ts_run *acts_run(struct acts *acts, const char *id, const char *player, const char *universe, int64_t position)
{
    struct ts_run *run = ts_run_new(&acts->content, &acts->story);
    char name[64];
    snprintf(name, sizeof name, "who_%s", id);
    run->id = acts_symbol(acts, id);
    run->player = acts_symbol(acts, player);
    run->universe = acts_symbol(acts, universe);
    run->character = acts_symbol(acts, name);
    run->character_name = acts_symbol(acts, "Alex");
    run->focus = acts_symbol(acts, "grief");
    run->seed = 42;
    run->head.position = position;
    run->head.scene = &acts->scenes[0];
    return run;
}

// Begins an act; what it changes is up to the caller.
static inline struct ts_changeset *acts_begin(struct acts *acts, struct ts_run *run, enum ts_act_kind kind)
{
    struct ts_changeset *changes = &acts->changes;
    changes->content = &acts->content;
    changes->run = run;
    ts_changeset_reset(changes);
    changes->kind = kind;
    changes->key = ++acts->key;
    changes->at = ++acts->at;
    changes->before = run->head;
    changes->turn = run->head.turn;
    return changes;
}

static inline struct ts_changeset *acts_begin_start(struct acts *acts, struct ts_run *run)
{
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_START);
    struct ts_universe_record universe;
    bool found = false;
    enum ts_status status = ts_store_find_universe(acts->store, run->universe, &universe, &found, &acts->err);
    run->universe_row = !status && found ? universe.row : 0;
    run->head.state = TS_ACTIVE;
    run->head.session = 1;
    changes->opens_session = true;
    ts_changeset_enter(changes, run->head.scene);
    return changes;
}

// A turn to the next scene, one position on.
static inline struct ts_changeset *acts_begin_turn(struct acts *acts, struct ts_run *run)
{
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_TURN);
    const struct ts_choice *choice = &acts->choices[run->head.scene->index];
    run->head.state = TS_ACTIVE;
    changes->turn = ++run->head.turn;
    changes->choice = choice;
    changes->choice_id = choice->id;
    run->head.position++;
    ts_changeset_count(changes, choice->full);
    ts_changeset_count(changes, choice->bare);
    run->head.scene = &acts->scenes[(run->head.scene->index + 1) % ACTS_SCENES];
    ts_changeset_enter(changes, run->head.scene);
    return changes;
}

// --- names that change

// What counted under a name counts under another.
static inline void acts_move_tally(struct acts *acts, struct ts_run *run, ts_symbol from, ts_symbol to)
{
    struct ts_tally old = ts_run_tally(run, from), now = ts_run_tally(run, to);
    ts_changeset_put_tally(&acts->changes, from, (struct ts_tally){0});
    ts_changeset_put_tally(&acts->changes, to, (struct ts_tally){old.count + now.count, old.turn > now.turn ? old.turn : now.turn});
}

// "harbour/0001_pier": scene quay is called pier, and what counted there counts here; variable steps is called strides. The content stays
// as it is: the next act is of another content.
static inline struct ts_changeset *acts_begin_migrate(struct acts *acts, struct ts_run *run, const char *packs)
{
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_MIGRATE);
    struct ts_value steps = ts_value_keep(run->vars[1]);
    changes->choice_id = acts_symbol(acts, "harbour/0001_pier");
    changes->packs = packs ? acts_symbol(acts, packs) : 0;
    acts_move_tally(acts, run, acts_symbol(acts, "harbour:lantern/quay"), acts_symbol(acts, "harbour:lantern/pier"));
    ts_changeset_give_up_var(changes, acts->story.id, acts_symbol(acts, "steps"));
    acts->vars[1].name = acts_symbol(acts, "strides");
    ts_value_drop(&run->vars[1]);
    run->vars[1] = (struct ts_value){.type = TS_NIL};
    ts_changeset_set_var(changes, 1, steps);
    if (run->head.scene == &acts->scenes[0]) acts->scenes[0].full = acts_symbol(acts, "harbour:lantern/pier");
    return changes;
}

// The content as it was before.
static inline void acts_unmigrate(struct acts *acts)
{
    acts->vars[1].name = acts_symbol(acts, "steps");
    acts->scenes[0].full = acts_symbol(acts, "harbour:lantern/quay");
}

// --- going back

struct acts_carried {
    struct acts *acts;
    struct ts_run *run;
};

static inline void acts_carry_var(void *self, const struct ts_var_record *var)
{
    struct acts_carried *carried = self;
    for (uint32_t i = 0; i < ACTS_VARS; i++)
        if (carried->acts->vars[i].name == var->name) ts_changeset_set_var(&carried->acts->changes, i, ts_value_keep(var->value));
}

static inline void acts_carry_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    struct acts_carried *carried = self;
    ts_run_tally_put(carried->run, symbol, tally);
}

static inline void acts_carry_metaconcept(struct acts *acts, struct ts_run *run, ts_symbol id)
{
    struct ts_changeset *changes = &acts->changes;
    changes->marks = ts_memory_grow(changes->marks, (changes->mark_count + 1) * sizeof *changes->marks);
    changes->mark_room = changes->mark_count + 1;
    changes->marks[changes->mark_count++] = (struct ts_mark){TS_MARK_METACONCEPT, id, 0};
    ts_run_add_metaconcept(run, id);
}

static inline const struct ts_scene *acts_scene(struct acts *acts, ts_symbol full)
{
    for (uint32_t i = 0; i < ACTS_SCENES; i++)
        if (acts->scenes[i].full == full) return &acts->scenes[i];
    return NULL;
}

// `run` stands as the past turn stood, in a universe of its own.
static inline void acts_stand_at(struct acts *acts, struct ts_run *run, const struct ts_run_record *past)
{
    run->player = past->player;
    run->character = past->character;
    run->character_name = past->character_name;
    run->life = past->life;
    run->fork_turn = past->turn;
    run->fork_milestones = past->milestones;
    run->head = (struct ts_head){.state = TS_PAUSED,
                                 .turn = past->turn,
                                 .position = past->position,
                                 .told = past->seq + 1,
                                 .scene = acts_scene(acts, past->scene),
                                 .depth = past->depth,
                                 .milestones = past->milestones,
                                 .insights = past->insights};
    for (uint32_t i = 0; i < past->depth; i++)
        run->head.stack[i] = (struct ts_frame){acts_scene(acts, past->stack[i][0]), acts_scene(acts, past->stack[i][1])};
}

// A run goes on from a past turn, as ts_store_load_run_at gave it.
static inline struct ts_changeset *acts_begin_branch(struct acts *acts, struct ts_run *run, const struct ts_run_record *past)
{
    struct acts_carried carried = {acts, run};
    acts_stand_at(acts, run, past);
    struct ts_changeset *changes = acts_begin(acts, run, TS_ACT_BRANCH);
    changes->fork = (struct ts_fork){past->universe_row, past->row, past->position, past->seq};
    enum ts_status status = ts_store_each_var(acts->store, past->row, past->seq, acts_carry_var, &carried, &acts->err);
    if (!status) status = ts_store_each_tally(acts->store, past->row, past->seq, acts_carry_tally, &carried, &acts->err);
    if (status) changes->fork.universe = 0;
    for (uint32_t i = 0; i < past->metaconcept_count; i++) acts_carry_metaconcept(acts, run, past->metaconcepts[i]);
    return changes;
}

// An act of no run in a universe.
static inline struct ts_changeset *acts_begin_alone(struct acts *acts, enum ts_act_kind kind, const char *universe, int64_t position)
{
    acts->nobody = (struct ts_run){.universe = acts_symbol(acts, universe), .head = {.position = position}};
    return acts_begin(acts, &acts->nobody, kind);
}

// A universe alone goes on from (position, seq) of another.
static inline struct ts_changeset *acts_begin_universe(struct acts *acts, const char *universe, struct ts_fork fork)
{
    struct ts_changeset *changes = acts_begin_alone(acts, TS_ACT_BRANCH, universe, fork.position);
    changes->fork = fork;
    return changes;
}

// What `source` holds comes to a universe at its present; the writes are up to the caller.
static inline struct ts_changeset *acts_begin_merge(struct acts *acts, const char *universe, struct ts_fork source)
{
    struct ts_universe_record into = {0};
    bool found = false;
    enum ts_status status = ts_store_find_universe(acts->store, acts_symbol(acts, universe), &into, &found, &acts->err);
    struct ts_changeset *changes = acts_begin_alone(acts, TS_ACT_MERGE, universe, status || !found ? 0 : into.position);
    acts->nobody.universe_row = into.row;
    changes->fork = source;
    return changes;
}

static inline void acts_record(struct acts *acts, const char *action, bool major)
{
    const struct ts_scene *scene = acts->changes.run->head.scene;
    struct ts_event_record event = {.place = scene ? scene->where : 0, .major = major};
    if (major) event.care = acts_symbol(acts, "{\"intensity\":0.5}");
    event.action = action ? ts_text_new(action, strlen(action)) : ts_text_keep(acts->deed);
    event.consequences = action ? NULL : ts_text_keep(acts->outcome);
    ts_changeset_record(&acts->changes, event);
}

// What a turn of the standard story does: a variable, an event, an add to the world.
static inline void acts_standard_turn(struct acts *acts, struct ts_run *run)
{
    struct ts_changeset *changes = acts_begin_turn(acts, run);
    ts_changeset_set_var(changes, 1, ts_value_int(run->head.turn));
    acts_record(acts, NULL, run->head.turn % 30 == 0);
    ts_changeset_write(changes, acts->keys[0], true, ts_value_int(1));
}

static inline enum ts_status acts_apply(struct acts *acts)
{
    struct ts_receipt receipt;
    return ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err);
}

static inline enum ts_status acts_save(struct acts *acts)
{
    enum ts_status status = ts_store_begin(acts->store, 1000, &acts->err);
    if (status) return status;
    status = acts_apply(acts);
    if (!status) return ts_store_commit(acts->store, &acts->err);
    ts_store_rollback(acts->store);
    return status;
}

// A piece of what a narrator told of the turn that the run stands at.
static inline enum ts_status acts_add_passage(struct acts *acts, const struct ts_run *run, uint32_t piece, const char *words, bool is_joined)
{
    struct ts_passage passage = {.turn = run->head.turn,
                                 .piece = piece,
                                 .by = TS_BY_MODEL,
                                 .text = words,
                                 .length = strlen(words),
                                 .is_joined = is_joined,
                                 .tokens_in = 20,
                                 .tokens_out = 7,
                                 .at = ++acts->at};
    return ts_store_add_passage(acts->store, run->row, &passage, &acts->err);
}

static inline enum ts_status acts_tell(struct acts *acts, const struct ts_run *run, uint32_t piece, const char *words, bool is_joined)
{
    enum ts_status status = ts_store_begin(acts->store, 1000, &acts->err);
    if (status) return status;
    status = acts_add_passage(acts, run, piece, words, is_joined);
    if (!status) return ts_store_commit(acts->store, &acts->err);
    ts_store_rollback(acts->store);
    return status;
}

#endif
