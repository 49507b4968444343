// build.h - content while it is loaded: definitions as collected, drafts not yet resolved, problems found
#ifndef TS_LUA_BUILD_H
#define TS_LUA_BUILD_H

#include <lua.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/version.h"
#include "game/content.h"
#include "game/prose.h"
#include "lua/pack.h"

// --- list.c: items that keep their address, in an arena
struct ts_list {
    void **items;
    uint32_t count, room;
};
void ts_list_push(struct ts_list *list, struct ts_arena *arena, void *item);
void *ts_list_add(struct ts_list *list, struct ts_arena *arena, size_t size); // a new item of zeroes

// --- source.c: a pack's script files and where in them a thing is written
enum ts_source_state { TS_SOURCE_NEW, TS_SOURCE_RUNNING, TS_SOURCE_DONE, TS_SOURCE_FAILED };
struct ts_lua_source {
    const char *path;   // "harbour/stories/lantern.lua"
    const char *module; // "stories/lantern"
    const char *text;
    size_t length;
    const char *shown; // what the author wrote, when `text` was made of it; NULL: that is the text
    size_t shown_length;
    ts_symbol file; // of path
    enum ts_source_state state;
    int ref;                       // what the file returned, in the pack's registry
    struct ts_source_index *index; // made at the first question; lives in the arena it was made in
    struct ts_string_index *strings; // the same
};
enum ts_written { TS_WRITTEN_NAME, TS_WRITTEN_ID, TS_WRITTEN_TABLE }; // `name =`, `id = "name"`, `name = {`
// The first line from `line` on that has the name so; `line` itself when there is none.
uint32_t ts_source_line(struct ts_lua_source *source, struct ts_arena *arena, const char *name, enum ts_written how, uint32_t line);
// The line from `line` on at which a string of the script begins; `line` when it is not found near.
uint32_t ts_source_line_of_text(struct ts_lua_source *source, struct ts_arena *arena, const char *text, size_t length, uint32_t line);
// The line as its author wrote it: ts_blame_find of what is shown of the source.
struct ts_excerpt;
bool ts_source_excerpt(const struct ts_lua_source *source, uint32_t line, const char *message, struct ts_excerpt *out);
bool ts_source_has(struct ts_lua_source *source, struct ts_arena *arena, uint32_t line, const char *text, size_t length); // in that line
void ts_source_forget(struct ts_lua_source *source); // the index; before its arena is freed
void ts_source_forget_strings(struct ts_lua_source *source); // called by it
// source_string.c: the line of the byte at `offset` of a text that the script writes as one string, the nearest to `line`; `line` when it
// is put together by the script.
uint32_t ts_source_line_in_text(struct ts_lua_source *source, struct ts_arena *arena, const char *text, size_t length, size_t offset,
                                uint32_t line);

// --- definitions: what scripts handed to `define`, `on` and `amend`
struct ts_kind;
struct ts_definition {
    const struct ts_kind *kind;
    const char *name; // NULL for kinds without
    struct ts_place place;
    int ref; // its table in the pack's registry; LUA_NOREF: none was given
};
struct ts_lua_definitions {
    struct ts_arena *arena;
    struct ts_list list;
    bool is_full;            // there were to be more than the pack may have
    struct ts_place full_at; // where
};

struct ts_lua_instance {
    ts_symbol group;
    const struct ts_story *story;
};

// --- drafts: the model's structs with the names they still have to be resolved by
struct ts_names {
    const char *const *items;
    uint32_t count;
};

struct ts_draft_event {
    struct ts_event_text *text;
    const char *place;
};

struct ts_draft_choice {
    struct ts_choice model;
    const char *to, *detour, *as;
    struct ts_draft_event event;
    struct ts_list writes; // of struct ts_write
    bool is_added;         // by an amendment
    bool is_hidden;        // by an amendment: not offered, but what names it still finds it
};

struct ts_draft_draw {
    const char *pool, *otherwise;
    uint32_t offer;
    bool enter;
};

struct ts_draft_scene {
    struct ts_scene model;
    struct ts_draft_story *story;
    const char *next, *otherwise, *detour, *where, *pool, *instead;
    struct ts_draft_draw *draw;
    struct ts_draft_event event; // of a storylet
    struct ts_names include;
    struct ts_list choices; // of struct ts_draft_choice: own ones, then included, then amended
    struct ts_list before, after; // of struct ts_prose_part: what amendments tell around the text
    bool has_choices;       // some are written, though they may be wrong
    uint32_t amended, joined; // how many parts of amendments changed it, and how many conditions of such were added to its `when`
};

struct ts_draft_group { // choices shared by scenes; made once for each story that includes them
    ts_symbol id;       // "harbour:light"
    struct ts_lua_pack *pack;
    const struct ts_definition *definition;
};

struct ts_draft_made {
    ts_symbol group;
    struct ts_list choices;
};

struct ts_draft_story {
    struct ts_story *story;       // being made
    const struct ts_story *known; // the same, or while a pack is rebuilt the one there is
    struct ts_lua_pack *pack;
    const char *focus, *start;
    struct ts_list scenes, vars, made;
    struct ts_map scene_by_full; // symbol -> index + 1
    uint32_t pool_count;         // in story->pools
    struct ts_map made_by_group; // symbol -> index + 1 in `made`
};

struct ts_draft_deed { // what define.deeds says of a milestone
    const char *focus, *milestone;
    struct ts_place story_place, focus_place, milestone_place; // where each is written
};

struct ts_draft_handler {
    struct ts_handler model;
    const char *story, *scene, *choice, *id, *ending;
    struct ts_lua_pack *asker;                  // who says so; NULL: its own pack
    const struct ts_draft_amendment *amendment; // it is the `enter` of one: waits for the scenes of that
    const char *said;                           // by what it is declared, in messages; NULL: by `on`
    const struct ts_draft_deed *deed;           // it is one: of a focus
};

struct ts_draft_skill {
    struct ts_skill model;
    struct ts_names requires, packs;
    struct ts_list more; // of struct ts_draft_name: skills that amendments require
    ts_call effect;
    bool is_seen, is_followed; // while rings are looked for
};

struct ts_draft_name { // of something, as a pack calls it
    const char *name;
    struct ts_lua_pack *pack;
    struct ts_place place;
};

struct ts_draft_focus {
    struct ts_focus model;
    struct ts_names metaconcepts;
    struct ts_list more; // of struct ts_draft_name: metaconcepts that amendments add
    const char *like;
};

struct ts_check { // a condition, to be checked for unknown names when the content is complete
    struct ts_lua_pack *pack;
    const struct ts_story *story;
    const char *source;
    size_t length;
    struct ts_place place;
    const char *what;
    const struct ts_revert *revert; // it stands in a translation; NULL: in what the pack's author wrote
};
struct ts_locale_file;
struct ts_revert { // a translation that may turn out to ask for what is not there
    const struct ts_locale_file *file;
    uint32_t line;
    const char *id;
    const struct ts_prose *told, *original;
};

// --- problem.c
struct ts_problems {
    struct ts_arena *arena;
    struct ts_list list;
    uint32_t error_count, warning_count;
};

struct ts_build {
    struct ts_host *host;
    struct ts_symbols *symbols;
    struct ts_arena *keep;    // lives as long as the content
    struct ts_arena *scratch; // lives as long as the loading
    bool is_thorough;         // see ts_loading
    bool is_strict;           // told of is also what is well as it is, and could be better
    bool is_rebuilding;       // nothing is kept: only calls get their new refs
    struct ts_problems problems;
    struct ts_map ids; // what was claimed -> index + 1 in `claims`
    struct ts_list claims;
    struct ts_list stories, groups, amendments, changes, handlers, keys, own, unlocks, metaconcepts, focuses, skills, themes, grammars, narrates, checks;
    const struct ts_list *found; // the packs that are loaded, in load order, of struct ts_found; NULL while a pack is rebuilt
    struct ts_list origins, touches;
    struct ts_map requires_by_pair; // conflict.c: indices of two packs -> 1: the first does not require the second, 2: it does
    struct ts_map touch_by_field; // symbol -> index + 1 in `touches`
    struct ts_map origin_by_path; // symbol -> 1: its definition is in `origins`
    struct ts_list lines;               // of struct ts_wording
    struct ts_list renames, migrations; // see alias.h, migration.c
    struct ts_map story_by_id; // symbol -> index + 1 in `stories`
    struct ts_text **texts;    // held by values
    uint32_t text_count, text_room, suggestions, looked; // looked: at ids, for short names in filters
    struct ts_map group_by_id;    // symbol -> index + 1 in `groups`
    struct ts_map choice_by_full; // symbol -> 1
};

void ts_build_clear(struct ts_build *build);

// Adds a problem, once. `hint` may be NULL. What may only follow from a broken pack's missing definitions is left out.
void ts_build_problem(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *code, const char *hint,
                      const char *format, ...) TS_PRINTF(6, 7);
void ts_build_warning(struct ts_build *build, struct ts_lua_pack *pack, struct ts_place place, const char *code, const char *hint,
                      const char *format, ...) TS_PRINTF(6, 7); // what does not keep the pack from being used
const struct ts_problem *ts_problems_get(const struct ts_problems *problems, uint32_t index); // NULL: there are not so many
void ts_problems_cut(struct ts_problems *problems, uint32_t count); // forgets all after the first so many
const char *ts_build_did_you_mean(struct ts_build *build, const char *name); // `did you mean "name"?`; NULL for NULL
// Calls `each` for all problems, by pack, file and line; gives the number of errors. `first` (may be NULL) gets the first in words.
uint32_t ts_problems_report(struct ts_build *build, ts_each_problem *each, void *self, char *first, size_t size);

// "file:line: what; hint", in the arena.
char *ts_problem_words(struct ts_arena *arena, const struct ts_symbols *symbols, const struct ts_problem *problem);
// Takes over what a round of loading found, and calls `each` for the errors that a pack is to blame for; gives their number. While some
// pack has an error of its own, what may only follow from it is let go: the next round is without that pack. Warnings are those of the last.
typedef void ts_each_blamed(void *self, const struct ts_problem *problem);
uint32_t ts_problems_judge(const struct ts_problems *round, struct ts_problems *all, ts_each_blamed *each, void *self);

// --- near.c: the hint for a wrong name
enum { TS_NEAR_MAX = 1000 };
struct ts_near {
    struct ts_build *build;
    bool is_open;
    uint32_t count;
    const char *names[TS_NEAR_MAX];
};
struct ts_near ts_near_start(struct ts_build *build);
bool ts_near_add(struct ts_near *near, const char *name);                // false: more cannot be taken
const char *ts_near_find(const struct ts_near *near, const char *wrong); // `did you mean "name"?`, or NULL

// --- names.c
char *ts_build_format(struct ts_build *build, const char *format, ...) TS_PRINTF(2, 3); // in scratch
ts_symbol ts_build_symbol(struct ts_build *build, const char *format, ...) TS_PRINTF(2, 3);
const char *ts_build_text(const struct ts_build *build, ts_symbol symbol);
// "pack:name" of a name, or the name itself when it says its pack.
ts_symbol ts_build_full(struct ts_build *build, const struct ts_lua_pack *pack, const char *name);
// Bare for pack "core", else "pack:name": ids of focuses and metaconcepts.
ts_symbol ts_build_bare(struct ts_build *build, const struct ts_lua_pack *pack, const char *name);
// Claims an id for what is defined at `place`; a problem that names both places when it is taken. `room` parts namespaces.
bool ts_build_claim(struct ts_build *build, struct ts_lua_pack *pack, char room, ts_symbol id, struct ts_place place);
struct ts_draft_story *ts_build_find_story(struct ts_build *build, ts_symbol id);       // NULL when unknown
const char *ts_build_near_story(struct ts_build *build, const char *name);              // a hint or NULL
struct ts_lua_source *ts_build_source(struct ts_lua_pack *pack, struct ts_place place); // NULL when it is none of the pack's
void ts_build_hold(struct ts_build *build, struct ts_value value);                      // frees its text with the content

// --- kinds.c: what can be defined. Walks one pass over a pack's definitions, inside its box.
enum ts_pass { TS_PASS_DECLARE, TS_PASS_BUILD, TS_PASS_INSTANCES };
void ts_build_walk(struct ts_build *build, struct ts_lua_pack *pack, enum ts_pass pass);
void ts_build_forget(struct ts_lua_pack *pack); // releases the tables of its definitions

// --- define.c: binds define, on, amend and require; the pack collects into pack->definitions.
void ts_define_open(lua_State *L); // into the environment on top
// --- migration.c: reads the pack's migrations into build->migrations and build->renames.
void ts_migrations_read(struct ts_build *build, struct ts_lua_pack *pack);
// --- require.c
void ts_require_open(lua_State *L); // into the environment on top
// A script's error, at the line that its message names; the pack is broken.
void ts_source_report(struct ts_build *build, struct ts_lua_pack *pack, const struct ts_lua_source *source, const char *code, char *message);
// Runs the files not run yet, in order; a problem for each that fails.
void ts_pack_run(struct ts_build *build, struct ts_lua_pack *pack);

// --- pack.c: a new box for a pack whose sources are read; TS_FAILED when it cannot be made.
enum ts_status ts_pack_open(struct ts_lua_pack *pack, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_pack_close(struct ts_lua_pack *pack, struct ts_err *err) TS_MUST_USE; // when its definitions are forgotten: it is frozen

// --- folder.c, manifest.c, requirement.c: packs as found on disk
enum ts_need_kind { TS_NEED_PACK, TS_NEED_IF_THERE, TS_NEED_NOT_THERE }; // "harbour", "? harbour", "! harbour"
struct ts_need {
    enum ts_need_kind kind;
    const char *text; // as written
    const char *name;
    const char *range; // ">= 1.2 < 2"; NULL: any version
    struct ts_found *found; // who is meant; NULL: nobody is there
};
struct ts_found {
    uint32_t index; // in the finder's list
    const char *name;   // as its manifest says; before that of the folder or the archive
    const char *folder; // "content/harbour" or "content/harbour.zip"
    uint64_t device, inode;
    bool is_archive;
    const char *manifest; // the text of pack.lua; NULL: it cannot be read
    size_t manifest_length;
    const char *version, *title;
    struct ts_list needs;
    struct ts_pack_info info; // the rest of its manifest
    struct ts_list settings;  // of struct ts_setting_info
    bool may_write_worlds, may_write_vars;
    bool is_disabled;
    bool is_twin; // there is another of its name, which is used
    const char *why;                    // it cannot be loaded; NULL: it can
    const char *off;                    // it cannot because this pack is switched off; NULL: that is not why
    struct ts_list sources, migrations; // of struct ts_lua_source: the scripts in the order they run, and migrations by name
    struct ts_list locales;             // of struct ts_locale_file
    const char *language;               // it is written in
};
struct ts_finder {
    const struct ts_loading *how;
    struct ts_build *build;
    struct ts_list found;
};
enum ts_status ts_folder_find(struct ts_finder *finder, const char *folder, struct ts_err *err) TS_MUST_USE;
void ts_folder_read_manifest(struct ts_finder *finder, struct ts_found *found); // its text
void ts_folder_read(struct ts_finder *finder, struct ts_found *found);          // its script files
// --- archive.c: a pack that is a .zip file: its manifest's text and its script files; nothing of it is written to disk.
void ts_archive_read(struct ts_finder *finder, struct ts_found *found);
// --- script_file.c: which files of a pack are scripts, whether they lie in a folder or an archive
enum { TS_PACK_FILES_MAX = 5000, TS_PACK_DEPTH_MAX = 8 };
bool ts_script_file_is(const char *inner); // a script or a migration; not pack.lua, what lies in tests/ and locale/, hidden or other files
void ts_script_file_add(struct ts_finder *finder, struct ts_found *found, const char *inner, const char *text, size_t length);
void ts_script_file_settle(struct ts_finder *finder, struct ts_found *found); // when the pack's name is known: names and sorts them
// --- manifest.c
void ts_manifest_read(struct ts_finder *finder, struct ts_found *found);
// The packs that can be loaded, those that others require first, then by name, or as `how` shuffles them. What lacks a pack, or requires
// one that cannot be loaded, gets its `why`, and a problem when that is its own mistake.
void ts_requirement_sort(struct ts_finder *finder, const struct ts_loading *how, struct ts_list *order);
// A problem of a pack that is found and not yet loaded, which then cannot be. Its place is where pack.lua has the string `at` (NULL:
// its first line), as far as there is a pack.lua.
void ts_found_problem_at(struct ts_finder *finder, struct ts_found *found, const char *at, const char *code, const char *hint,
                         const char *message);
void ts_found_problem(struct ts_finder *finder, struct ts_found *found, const char *code, const char *hint, const char *message);

// --- setting.c
// NULL, or why the setting cannot have the value: "is outside of its range".
const char *ts_setting_refusal(const struct ts_setting_info *setting, struct ts_value value);
// What a user set; a warning when it does not fit any more.
void ts_setting_set(struct ts_finder *finder, struct ts_found *found, const struct ts_setting *set);
void ts_settings_open(lua_State *L, const struct ts_lua_pack *pack); // into the environment on top

// Reads a whole regular file of at most so many bytes into the arena; NULL with a reason when it cannot.
const char *ts_file_read(struct ts_arena *arena, const char *path, size_t most, size_t *length, struct ts_err *err);

// --- resolve.c: from drafts to the model
void ts_resolve_groups(struct ts_build *build);  // which stories each group of shared choices is made for
void ts_resolve_content(struct ts_build *build); // all that follows; fills host->content
// The scene a name of `pack` stands for in the story; NULL when there is none.
struct ts_draft_scene *ts_resolve_scene(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack,
                                        const char *name);

struct ts_target { // a scene named by something
    struct ts_draft_story *story;
    uint32_t pack;
    struct ts_place place;
    const char *field, *what;
};
// NULL when `name` is NULL, or unknown: then with a problem.
const struct ts_scene *ts_resolve_target(struct ts_build *build, const struct ts_target *from, const char *name);
ts_symbol ts_resolve_place(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack, const char *name);
// The deed with its place found; NULL when none was written.
const struct ts_event_text *ts_resolve_event(struct ts_build *build, struct ts_draft_story *story, const struct ts_lua_pack *pack,
                                             const struct ts_draft_event *event);
// resolve_go.c: which scenes scripts name in `run:go`; into the finished stories.
void ts_resolve_goes(struct ts_build *build);
// resolve_choice.c: puts together the choices of each scene, then resolves their targets.
void ts_resolve_includes(struct ts_build *build, struct ts_draft_scene *scene);
void ts_resolve_choices(struct ts_build *build, struct ts_draft_scene *scene);
// resolve_rule.c: what handlers wait for
struct ts_draft_handler *ts_build_add_handler(struct ts_build *build, const struct ts_handler *model); // after those of its pack
void ts_resolve_handlers(struct ts_build *build);
// build_skill.c: what it does for the pack when a run begins
void ts_skill_add_effect(struct ts_build *build, const struct ts_draft_skill *skill, ts_call effect, uint32_t pack, struct ts_place place);
// --- resolve_skill.c: the skills that skills require, and rings of them
void ts_resolve_skills(struct ts_build *build);
// finish.c: the model's arrays and maps
void ts_finish_content(struct ts_build *build);
// check.c: what must hold of content that is complete
bool ts_check_leads_on(const struct ts_draft_scene *scene); // there is a way on from it, its written choices apart
void ts_check_content(struct ts_build *build);

#endif
