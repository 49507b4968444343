// small_world.h - two packs, a story and a world of one value: what tests of the domain play with
#ifndef TESTS_UNIT_SMALL_WORLD_H
#define TESTS_UNIT_SMALL_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "game/script.h"
#include "game/view.h"

enum { HARBOUR, SECOND_LIGHT };              // packs; harbour's is the story
enum { LIT, TIDE, BAG, TRUST, HARBOUR_OWN }; // slots: three of the story, then own ones of second_light and harbour

struct small_world {
    struct ts_symbols *symbols;
    struct ts_content content;
    struct ts_pack packs[2];
    struct ts_story story, *stories[1];
    struct ts_scene quay, keeper;
    const struct ts_scene *scenes[2];
    struct ts_choice light, sit, say;
    const struct ts_choice *quay_choices[2], *keeper_choices[1];
    struct ts_var vars[3], own[2];
    struct ts_world_key keys[3];
    struct ts_metaconcept metaconcepts[2];
    struct ts_run *run;
    struct ts_changeset changes;
    struct ts_world world;
    struct ts_view view;
    struct ts_err err;
    // what the world answers, and how often it was asked
    struct ts_value stored;
    bool has_stored, is_claimed;
    int asked;
};

static inline ts_symbol name(struct small_world *small, const char *text)
{
    return ts_symbol_of(small->symbols, text);
}

static inline enum ts_status small_get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial,
                                       struct ts_value *out, struct ts_err *err)
{
    struct small_world *small = self;
    (void)universe, (void)key, (void)position, (void)err;
    small->asked++;
    *out = ts_value_keep(small->has_stored ? small->stored : initial);
    return TS_OK;
}

static inline enum ts_status small_is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    struct small_world *small = self;
    (void)universe, (void)key, (void)err;
    small->asked++;
    *out = small->is_claimed;
    return TS_OK;
}

static inline void small_story(struct small_world *small)
{
    small->light = (struct ts_choice){
        .id = name(small, "light"), .full = name(small, "harbour:lantern/quay/light"), .bare = name(small, "harbour:lantern#light")};
    small->sit = (struct ts_choice){
        .id = name(small, "sit"), .full = name(small, "harbour:lantern/quay/sit"), .bare = name(small, "harbour:lantern#sit")};
    small->say = (struct ts_choice){
        .id = name(small, "say"), .full = name(small, "harbour:lantern/keeper/say"), .bare = name(small, "harbour:lantern#say")};
    small->quay_choices[0] = &small->light, small->quay_choices[1] = &small->sit, small->keeper_choices[0] = &small->say;
    small->quay = (struct ts_scene){.id = name(small, "quay"),
                                    .full = name(small, "harbour:lantern/quay"),
                                    .where = name(small, "harbour:lantern/quay"),
                                    .choice_count = 2,
                                    .choices = small->quay_choices};
    small->keeper = (struct ts_scene){.id = name(small, "keeper"),
                                      .full = name(small, "harbour:lantern/keeper"),
                                      .where = name(small, "by the lamp"),
                                      .choice_count = 1,
                                      .choices = small->keeper_choices,
                                      .index = 1};
    small->scenes[0] = &small->quay, small->scenes[1] = &small->keeper;
    small->vars[LIT] =
        (struct ts_var){.name = name(small, "lit"), .owner = name(small, "harbour:lantern"), .initial = ts_value_bool(false)};
    small->vars[TIDE] = (struct ts_var){.name = name(small, "tide"), .owner = name(small, "harbour:lantern"), .initial = ts_value_int(3)};
    small->vars[BAG] =
        (struct ts_var){.name = name(small, "bag"), .owner = name(small, "harbour:lantern"), .initial = ts_value_text("[]", 2)};
    small->vars[BAG].initial.type = TS_TREE;
    small->story = (struct ts_story){.id = name(small, "harbour:lantern"),
                                     .name = name(small, "lantern"),
                                     .start = &small->quay,
                                     .scene_count = 2,
                                     .var_count = 3,
                                     .scenes = small->scenes,
                                     .vars = small->vars};
    for (uint32_t i = 0; i < 2; i++) *ts_map_add(&small->story.scene_by_id, small->scenes[i]->id) = i + 1;
    *ts_map_add(&small->story.choice_by_bare, small->light.bare) = small->light.bare;
    *ts_map_add(&small->story.choice_by_bare, small->sit.bare) = small->sit.bare;
    *ts_map_add(&small->story.choice_by_bare, small->say.bare) = small->say.bare;
    small->stories[0] = &small->story;
    *ts_map_add(&small->content.story_by_id, small->story.id) = 1;
}

static inline void small_packs(struct small_world *small)
{
    small->packs[HARBOUR].name = name(small, "harbour");
    small->packs[SECOND_LIGHT].name = name(small, "second_light");
    small->own[0] = (struct ts_var){
        .name = name(small, "trust"), .owner = name(small, "second_light"), .pack = SECOND_LIGHT, .initial = ts_value_int(0)};
    small->own[1] =
        (struct ts_var){.name = name(small, "mood"), .owner = name(small, "harbour"), .pack = HARBOUR, .initial = ts_value_int(0)};
    small->keys[0] = (struct ts_world_key){.id = name(small, "harbour:warm_nights"), .pack = HARBOUR, .initial = ts_value_int(0)};
    small->keys[1] = (struct ts_world_key){.id = name(small, "harbour:lamps"), .pack = HARBOUR, .initial = ts_value_bool(false)};
    small->keys[2] = (struct ts_world_key){.id = name(small, "second_light:calm"), .pack = SECOND_LIGHT, .initial = ts_value_int(10)};
    small->metaconcepts[0] = (struct ts_metaconcept){.id = name(small, "agency"), .title = "Prioritize Player Agency"};
    small->metaconcepts[1] = (struct ts_metaconcept){.id = name(small, "balance_tone"), .title = "Balance Tone"};
    for (uint32_t i = 0; i < 3; i++) *ts_map_add(&small->content.key_by_id, small->keys[i].id) = i + 1;
    for (uint32_t i = 0; i < 2; i++) *ts_map_add(&small->content.metaconcept_by_id, small->metaconcepts[i].id) = i + 1;
}

static inline void small_run(struct small_world *small)
{
    small->run = ts_run_new(&small->content, &small->story);
    small->run->character = name(small, "alex");
    small->run->seed = 7;
    small->run->head = (struct ts_head){.state = TS_ACTIVE, .turn = 4, .position = 50, .scene = &small->quay};
    small->changes.content = &small->content;
    small->changes.run = small->run;
    small->changes.turn = 4;
    small->world = (struct ts_world){.self = small, .get = small_get, .is_claimed = small_is_claimed};
    small->view = (struct ts_view){.content = &small->content,
                                   .run = small->run,
                                   .changes = &small->changes,
                                   .world = &small->world,
                                   .phase = TS_WRITING,
                                   .pack = HARBOUR,
                                   .position = 50};
}

static inline int small_world_open(void **state)
{
    struct small_world *small = calloc(1, sizeof *small);
    small->symbols = ts_symbols_new();
    small_story(small);
    small_packs(small);
    small->content.symbols = small->symbols;
    small->content.arena = ts_arena_new();
    small->content.pack_count = 2, small->content.packs = small->packs;
    small->content.story_count = 1, small->content.stories = small->stories;
    small->content.own_count = 2, small->content.own = small->own;
    small->content.key_count = 3, small->content.keys = small->keys;
    small->content.metaconcept_count = 2, small->content.metaconcepts = small->metaconcepts;
    small_run(small);
    *state = small;
    return 0;
}

static inline int small_world_close(void **state)
{
    struct small_world *small = *state;
    ts_changeset_clear(&small->changes);
    ts_run_free(small->run);
    free(small->view.queue);
    free(small->view.completion_reason);
    ts_value_drop(&small->vars[BAG].initial);
    ts_value_drop(&small->stored);
    ts_map_clear(&small->story.scene_by_id);
    ts_map_clear(&small->story.choice_by_bare);
    ts_map_clear(&small->content.story_by_id);
    ts_map_clear(&small->content.key_by_id);
    ts_map_clear(&small->content.metaconcept_by_id);
    ts_arena_free(small->content.arena);
    ts_symbols_free(small->symbols);
    free(small);
    return 0;
}

// The status must be refused with a message that holds these words.
static inline void assert_says(const struct ts_err *err, const char *words)
{
    if (!strstr(err->message, words)) fail_msg("\"%s\" does not say \"%s\"", err->message, words);
}

#endif
