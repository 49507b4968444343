// fields.h - reads a definition's table by a table of its fields
#ifndef TS_LUA_FIELDS_H
#define TS_LUA_FIELDS_H

#include "lua/build.h"

// Who and what is being read.
struct ts_scope {
    struct ts_build *build;
    struct ts_lua_pack *pack;
    lua_State *L;
    struct ts_place place;        // where it is written
    const char *what;             // "harbour:lantern/quay/light", for messages
    const char *field;            // being read
    struct ts_draft_story *story; // NULL outside stories
    ts_symbol owner;              // whose visits turn its text's alternatives
    int depth;                    // of texts in texts
    bool is_grammar;              // its texts may name rules
    // For the ids of texts, see locale_line.c:
    const char *path;             // of what is read, when it is other than `what`: "harbour:lantern/quay/choices/light"
    const char *line;             // of the text whose parts are read; NULL outside of texts
    const char *first;            // what a text without a name is called; NULL: "label"
    const char *label;            // of the choice that is read, as written; NULL
};

// Reads the value on top of the stack, which is not nil, into the field at `to`, and leaves the stack as it was.
typedef void ts_field_read(struct ts_scope *scope, void *to);

struct ts_field {
    const char *name; // "[1]" is the first value without a name; NULL ends a table of fields
    ts_field_read *read;
    size_t offset; // of its place in the struct that is filled
    bool required;
    const char *doc;
    const char *type; // as editor annotations write it, "turnstone.scene_id"; NULL: what its reader says, see api_class.c
};

// Types of functions, as annotations write them.
#define TS_TYPE_LEAVES "fun(run: turnstone.run, universe: turnstone.universe): string?"
#define TS_TYPE_RULE "fun(progression: turnstone.progression): boolean"
#define TS_TYPE_WEIGHT "number|string|fun(run: turnstone.run, universe: turnstone.universe): number"

enum { TS_FIELD_TABLES = 3 }; // a definition's fields may come from that many tables

struct ts_kind {
    const char *name; // "story"
    bool is_named, is_amendment;
    const struct ts_field *fields[TS_FIELD_TABLES + 1];
    // Each is called with the definition's table on top of the stack; either may be NULL.
    void (*declare)(struct ts_scope *scope, const struct ts_definition *definition);
    void (*build)(struct ts_scope *scope, const struct ts_definition *definition);
};

// Fills `to` from the table on top, in the order of the rows.
void ts_fields_read(struct ts_scope *scope, const struct ts_field *rows, void *to);
// A problem for each field of the table on top that is in none of the tables (up to a NULL).
void ts_fields_check(struct ts_scope *scope, const struct ts_field *const *tables);
bool ts_fields_is_table(struct ts_scope *scope, const char *wanted); // or a problem

// A problem at the scope's place; `hint` may be NULL.
void ts_scope_problem(struct ts_scope *scope, const char *code, const char *hint, const char *format, ...) TS_PRINTF(4, 5);
void ts_scope_wrong(struct ts_scope *scope, const char *wanted); // "must be a list, not a number", of the value on top
struct ts_place ts_scope_find(struct ts_scope *scope, const char *name,
                              enum ts_written how); // where a key or id is written, from the scope's place on
struct ts_place ts_scope_find_text(struct ts_scope *scope, const char *text, size_t length);

// The string keys of the table on top, sorted, in scratch; others are problems.
struct ts_names ts_scope_keys(struct ts_scope *scope);
// How many items the list on top has; a problem and 0 when it is no list.
uint32_t ts_scope_count(struct ts_scope *scope);
bool ts_scope_value(struct ts_scope *scope, bool is_map, struct ts_value *out); // of the value on top, held by the build
char *ts_scope_string(struct ts_scope *scope); // a copy of the string on top in `keep`; NULL and a problem when it is none

// --- readers
void ts_read_nothing(struct ts_scope *scope, void *to); // somebody else reads it
void ts_read_table(struct ts_scope *scope, void *to);   // must be a table; somebody else reads it
void ts_read_words(struct ts_scope *scope, void *to);   // const char *: any string
void ts_read_title(struct ts_scope *scope, void *to);   // const char *: words that players see, in their language
void ts_read_name(struct ts_scope *scope, void *to);    // ts_symbol: a name
void ts_read_bool(struct ts_scope *scope, void *to);    // bool
void ts_read_count(struct ts_scope *scope, void *to);   // uint32_t: an integer from 0
void ts_read_share(struct ts_scope *scope, void *to);   // double: 0..1
void ts_read_names(struct ts_scope *scope, void *to);   // struct ts_names: a string or a list of strings
// manifest.c, setting.c
extern const struct ts_field ts_manifest_fields[], ts_setting_fields[];
void ts_settings_read(struct ts_scope *scope, void *to); // struct ts_list of struct ts_setting_info
// build_event.c
extern const struct ts_field ts_event_fields[];
void ts_read_event(struct ts_scope *scope, void *to); // struct ts_draft_event: words or a table
// build_prose.c
const struct ts_prose *ts_scope_prose(struct ts_scope *scope); // of the string on top; NULL and a problem when it is none
// build_text.c
extern const struct ts_field ts_part_fields[];
void ts_scope_charge_condition(struct ts_scope *scope, size_t length, struct ts_place place);
void ts_read_text(struct ts_scope *scope, void *to);                                 // const struct ts_prose *
void ts_read_condition(struct ts_scope *scope, void *to);                            // ts_call: a string or function
void ts_read_function(struct ts_scope *scope, void *to);                             // ts_call
ts_call ts_scope_compile(struct ts_scope *scope, const char *source, size_t length); // 0 and a problem when it is none
const char *ts_scope_role(struct ts_scope *scope);                                   // "when of harbour:lantern/quay/light"
// build_care.c
extern const struct ts_field ts_warning_fields[];
extern const struct ts_field ts_care_fields[]; // into a struct ts_care made by ts_care_none
struct ts_care ts_care_none(void);
const struct ts_care *ts_care_keep_own(struct ts_scope *scope, const struct ts_care *care); // of an event: NULL when it leaves all to its choice and scene
void ts_read_themes(struct ts_scope *scope, void *to); // the themes of a struct ts_care
const struct ts_care *ts_care_keep(struct ts_scope *scope, const struct ts_care *care); // NULL when nothing is declared
extern const struct ts_field ts_moment_fields[];
void ts_moment_read(struct ts_scope *scope, void *to); // struct ts_moment: a text, or a table
// build_narrate.c
extern const struct ts_field ts_narrate_fields[], ts_recap_fields[];
void ts_narrate_read(struct ts_scope *scope, void *to); // const struct ts_narrate *
void ts_recap_read(struct ts_scope *scope, void *to);   // the same, of a story's `recap`
// build_scene.c
extern const struct ts_field ts_scene_fields[], ts_draw_fields[];
// The scene whose table is on top, added to the scope's story. `id` is local; NULL and a problem when the id is taken.
struct ts_draft_scene *ts_scene_add(struct ts_scope *scope, const char *name, ts_symbol pool);
void ts_scene_build(struct ts_scope *scope, struct ts_draft_scene *scene, const struct ts_field *const *tables); // reads fields and choices
// build_choice.c
extern const struct ts_field ts_choice_fields[], ts_ask_fields[];
// The choices in the list on top; full ids are `prefix`/id.
void ts_choices_build(struct ts_scope *scope, const char *prefix, struct ts_list *out);
struct ts_draft_choice *ts_choice_build(struct ts_scope *scope, const char *prefix); // NULL and a problem without an id
// build_world.c
void ts_vars_build(struct ts_scope *scope, ts_symbol owner, struct ts_list *out); // struct ts_var, sorted by name
// The value under `name` of the table on top is what the world's key `full`, without its pack, begins with.
void ts_world_key_declare(struct ts_scope *scope, const char *name, const char *full);
// build_focus.c
struct ts_milestones {
    const struct ts_named_words *items; // in `keep`, by name
    uint32_t count;
};
void ts_read_milestones(struct ts_scope *scope, void *to); // struct ts_milestones: a table of names with words
void ts_read_prompts(struct ts_scope *scope, void *to);    // struct ts_names: a list of words that players see
// build_rule.c: the handler that `function` of scripts/prelude/handler.lua gives for a name, kept as the scope's field.
ts_call ts_handler_make(struct ts_scope *scope, const char *function, const char *name);
// build_group.c
void ts_group_build(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_instance *instance, lua_State *L);

#endif
