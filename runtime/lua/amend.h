// amend.h - what packs change in what others wrote: as it is read, applied, told of when two meet, and remembered
#ifndef TS_LUA_AMEND_H
#define TS_LUA_AMEND_H

#include "lua/kinds.h"

// One field of an amendment: where it is written, and under which condition, for `turnstone pack who`.
struct ts_draft_part {
    struct ts_place place;
    const char *when; // in words; NULL: always
    union {
        const struct ts_prose *words;
        const char *text;
        ts_call call;
        struct ts_draft_choice *choice;
        const char *id; // of a choice to hide
        uint32_t count;
    };
    ts_call hidden_while; // of a choice to hide; 0: for good
    bool is_given;
};

struct ts_draft_amendment { // of a scene, a storylet, or the scenes of an ending
    const struct ts_kind *kind;
    struct ts_lua_pack *pack;
    struct ts_place place;
    struct ts_draft_story *story;
    const char *name; // full id
    struct ts_draft_part before, replace, after, label, enter, when, weight;
    double weight_fixed;                  // when weight.call is 0
    struct ts_list adds, hides, replaces; // of struct ts_draft_part
    struct ts_list choices;               // of struct ts_draft_choice: those added and those that replace
    struct ts_list scenes;                // of struct ts_draft_scene: found when all are known
};

struct ts_draft_change { // of an unlock, a cosmetic, a skill, an echo or a focus
    const struct ts_kind *kind;
    struct ts_lua_pack *pack;
    struct ts_place place;
    const char *name; // as written
    struct ts_draft_part title, description, when, also, only;      // of an unlock or a cosmetic
    struct ts_draft_part cost, effect, leaves;                      // of a skill, and of an echo
    struct ts_names requires_added, requires_hidden, endings_added; // of these too
    struct ts_draft_part setting;                                   // of a focus, as those that follow
    struct ts_names ideas_added, ideas_hidden, metaconcepts_added, prompts_added;
    struct ts_milestones milestones_added;
};

// --- build_amend.c, build_amend_choice.c: what is inside of an amendment's `text`, `choices`, and `hide` of those
extern const struct ts_field ts_amend_text_fields[], ts_amend_choices_fields[], ts_amend_hide_fields[];

// --- build_amend_part.c: readers of fields into a struct ts_draft_part
void ts_read_part_text(struct ts_scope *scope, void *to);
void ts_read_part_words(struct ts_scope *scope, void *to);
void ts_read_part_count(struct ts_scope *scope, void *to);
void ts_read_part_condition(struct ts_scope *scope, void *to);
void ts_read_part_function(struct ts_scope *scope, void *to);
// build_amend_choice.c: of a struct ts_draft_amendment
void ts_read_part_choices(struct ts_scope *scope, void *to);
// The `when` of the table on top as it is written, "the function at fog/init.lua:3" for one, NULL for none; in keep.
const char *ts_part_when(struct ts_scope *scope);

// What may change one thing: each of these is looked at for each other, or each time the thing is asked for.
enum {
    TS_AMENDED_MAX = 1000,      // parts of amendments of a scene
    TS_AMENDED_WHILE_MAX = 32,  // conditions added to one choice, storylet or rule
    TS_AMENDS_MAX = 10000,      // scenes that one pack amends, each time counted: an ending has many
};
// True when the thing at `path` has had `count` of them: told of as a problem.
bool ts_amend_is_full(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, uint32_t count, uint32_t most, const char *path);

// resolve_amend.c: amendments of scenes find these and change them, packs in load order, then in order of definition
void ts_resolve_amendments(struct ts_build *build);
// resolve_amend_choice.c: what an amendment does to the choices of a scene
void ts_amend_choices(struct ts_build *build, const struct ts_draft_amendment *amendment, struct ts_draft_scene *scene);
// resolve_change.c: amendments of unlocks, cosmetics and focuses, and what all that change a definition share
struct ts_changing {
    struct ts_build *build;
    const struct ts_draft_change *change;
    const char *id; // full, of what is changed
};
void ts_change_note(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field, const char *what);
void ts_change_claim(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field); // only one has its way
void ts_change_text(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field, const char **text);
void ts_change_refuse(struct ts_build *build, const struct ts_draft_change *change, struct ts_near *near); // there is none of that name
// resolve_reward.c: those of skills and echoes; false when it is neither
bool ts_reward_change(struct ts_build *build, const struct ts_draft_change *change);
void ts_resolve_changes(struct ts_build *build);
// conflict.c: two packs that touch one field
// Tells of an amendment of a pack's field, known by its path ("harbour:lantern/quay/text"); a warning when another pack has changed that
// before and no requirement says which of them comes first.
void ts_conflict_touch(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *path, const char *what);
// Does the pack require the other, by itself or by what it requires? Itself: yes.
bool ts_pack_requires(struct ts_build *build, const struct ts_lua_pack *pack, const struct ts_lua_pack *other);
// A warning when a pack amends what belongs to one that it does not require, so that their order is chance.
void ts_conflict_check_order(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, uint32_t owner, const char *what);
// The name is of a pack that is not there: what is written for it is left out, with a problem unless the pack says it can do without.
bool ts_conflict_is_absent(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *name);
// origin.c: notes that what is at `path` was changed. `path` and `when` (may be NULL) are copied, `what` is not.
struct ts_origin *ts_origin_add(struct ts_build *build, const char *path, const char *what, const struct ts_lua_pack *pack, struct ts_place place,
                                const char *when);
// The same of where a choice was defined, before it is changed: the content may keep nothing of it. Once for each.
void ts_origin_add_choice(struct ts_build *build, const char *path, const struct ts_lua_pack *pack, struct ts_place place);
void ts_origin_finish(struct ts_build *build); // into the host
// origin_near.c: an id of the content that is near a wrong one, a choice's with "choices/" if that has it; NULL
const char *ts_origin_near(const struct ts_host *host, const char *wrong);

#endif
