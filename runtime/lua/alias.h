// alias.h - names that packs gave up: read from `define.aliases` and migrations, and what they stand for by now
#ifndef TS_LUA_ALIAS_H
#define TS_LUA_ALIAS_H

#include "lua/fields.h"

enum { TS_FORMER_MAX = 1000 }; // names that one pack may have given up: each is looked at in every loading

struct ts_draft_rename {
    struct ts_rename model;
    struct ts_lua_pack *pack;
    uint32_t migration; // 1 + its index in build->migrations; 0: an alias
    bool is_bad;        // told of; it renames nothing
    bool is_reused;     // a migration's: the old name means something else by now
};

// Reads the tables of renames (`scenes`, `choices`, …) in the table on top into build->renames; other fields are looked at by nobody.
void ts_renames_read(struct ts_scope *scope, uint32_t migration);
extern const struct ts_field ts_rename_fields[];

// What is called so, in the content: calls `each` for every full id of the kind. False ends it.
typedef bool ts_each_defined(void *self, struct ts_build *build, ts_symbol id);
// Of one scene: itself, its ending or its choices. False: it was ended.
bool ts_alias_each_in_scene(struct ts_build *build, const struct ts_draft_scene *scene, enum ts_renamed what, ts_each_defined *each, void *self);
void ts_alias_each_defined(struct ts_build *build, enum ts_renamed what, ts_each_defined *each, void *self);

// --- in the order in which loading comes to know what is defined: stories; scenes, variables and all else; choices
void ts_aliases_open(struct ts_build *build);
void ts_aliases_resolve(struct ts_build *build);
void ts_aliases_resolve_choices(struct ts_build *build);
void ts_aliases_finish(struct ts_build *build); // into the content

// What a name in a script stands for; a warning when it was given up.
ts_symbol ts_alias_now(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, enum ts_renamed what, ts_symbol id);
// A warning when a scene was called by a name that it has no more.
void ts_alias_check_scene(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_scene *scene,
                          const char *name);
// The same for a story.
void ts_alias_check_story(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_story *story,
                          ts_symbol id);
// The id that a choice of the scene has by now, which was called so; 0: there is none.
ts_symbol ts_alias_choice(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const struct ts_draft_scene *scene,
                          ts_symbol id);

#endif
