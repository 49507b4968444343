// content.h - the content model: everything packs define, resolved and frozen
#ifndef TS_GAME_CONTENT_H
#define TS_GAME_CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/symbol.h"
#include "base/value.h"

// A function or condition of a pack: an index into `calls`; 0 is none. Only lua/ knows what is behind it.
typedef uint32_t ts_call;

struct ts_place { // where in a pack something was written
    ts_symbol file; // "harbour/stories/lantern.lua"
    uint32_t line;
};

struct ts_join { // a call made of others, which packs added: it holds when one of `any` does, and all of `all`
    uint32_t any_count, all_count;
    const ts_call *any, *all;
};

struct ts_call_info {
    uint32_t pack;          // index of the pack that wrote it, whose names and rights it uses
    int ref;                // lua/ finds the function by it
    ts_symbol role;         // "when of harbour:lantern/quay/light", for messages
    struct ts_place place;
    const struct ts_story *story; // a condition's names resolve in it; NULL outside stories
    const struct ts_join *join;   // NULL: a function or condition of its own
};

struct ts_prose; // compiled text, see prose.h

struct ts_care;

struct ts_event_text { // a deed as authored
    const struct ts_prose *action, *consequences; // consequences may be NULL
    bool major;
    ts_symbol place; // 0: the scene's
    const struct ts_care *care; // of its own, see event_care.h; NULL: that of its choice and scene
};

struct ts_write { // `set` or `add` of a choice
    uint32_t var;  // slot, see ts_story
    bool add;
    struct ts_value value;
};

struct ts_scene;

enum ts_warning_severity { TS_MILD, TS_MODERATE, TS_INTENSE }; // of a warning (reference-facts: mild, moderate, intense)

struct ts_warning { // told before what it warns of
    ts_symbol type;          // the theme it warns of; 0: none in particular
    enum ts_warning_severity severity;
    const char *description; // what is coming, in a sentence
    bool is_skippable;
};

struct ts_care { // how much a scene, choice or part of a text may ask of its reader
    double intensity;              // 0..1; negative: not declared
    const ts_symbol *themes;
    uint32_t theme_count;
    const struct ts_warning *warning; // NULL: none
};

struct ts_moment { // offered beside a scene's text and never asked for: something to think about, or a breath to take
    const struct ts_prose *text; // NULL: none
    double minutes;              // how long it takes, as far as its author says; 0: not said
};

struct ts_fact { // what a passage may say of a moment, and must not contradict
    const char *name;              // [a-z0-9_]+; "setting" is where it is
    const struct ts_prose *text;
    const struct ts_prose *against; // words and phrases, parted by commas, that would contradict it; NULL: none
};

struct ts_grammar;

struct ts_narrate { // a moment that a narrator may put into words, behind the authored text; see narrator.h
    const struct ts_prose *brief;
    const struct ts_fact *facts;   // in the order of their names
    uint32_t fact_count;
    const char *tone;              // "hushed"; NULL: neutral
    uint32_t words_min, words_max; // of the passage
    ts_call when;                  // 0: always
    const struct ts_grammar *grammar; // that tells it where no model does; NULL: nothing is told then
    ts_symbol start;               // the rule it begins with
    uint32_t pack;
    struct ts_place place;
};

struct ts_choice {
    ts_symbol id;    // "light"
    ts_symbol full;  // "harbour:lantern/quay/light", or "harbour:light/…" of shared choices: what `once` and counts go by
    ts_symbol bare;  // "harbour:lantern#light": what `seen.light` counts, whatever the scene
    uint32_t pack;
    struct ts_place place;
    const struct ts_prose *label, *locked, *reply;
    ts_call when, effect, each;
    bool once, back;
    uint32_t write_count;
    const struct ts_write *writes;        // in the order set (by name), add (by name)
    const struct ts_event_text *event;
    const struct ts_scene *detour, *to;
    const struct ts_choice *as;           // the choice it acts as, after its own reply
    uint32_t ask;                         // 1 + slot of the variable that takes typed text; 0: asks nothing
    uint32_t ask_max;                     // code points
    uint32_t hide_count;
    const ts_call *hides;                 // conditions of amendments: not offered at all while one is true
    const struct ts_care *care;           // NULL when nothing is declared
};

enum ts_once { TS_ONCE_NO, TS_ONCE_RUN, TS_ONCE_WORLD };

struct ts_draw {
    ts_symbol pool;  // "harbour:dusk"; 0: the scene does not draw
    uint32_t offer;  // how many are offered as choices
    bool enter;      // one is entered instead
    const struct ts_scene *otherwise;
};

struct ts_scene {
    ts_symbol id;    // "quay"
    ts_symbol full;  // "harbour:lantern/quay"
    uint32_t index;  // in its story's `scenes`
    uint32_t pack;
    struct ts_place place;
    ts_symbol where; // the place others share (default its full id)
    const struct ts_prose *text;
    ts_call enter;
    uint32_t choice_count;
    const struct ts_choice *const *choices; // own and included, in order shown
    struct ts_draw draw;
    const struct ts_scene *next, *otherwise, *detour;
    bool back;
    ts_symbol ending; // "spoken"; 0: goes on

    // A storylet is a scene that is drawn. pool is 0 for plain scenes.
    ts_symbol pool;
    const struct ts_prose *label;
    ts_call when, weight;
    double weight_fixed; // used when weight is 0
    enum ts_once once;
    uint32_t cooldown;   // turns
    bool urgent;
    const struct ts_event_text *event; // recorded when it is taken from an offer; NULL

    const struct ts_care *care;     // NULL when nothing is declared
    const struct ts_scene *instead; // where those are led who asked not to see it; NULL: past it
    bool rest;                      // somewhere to rest: nothing is asked here
    struct ts_moment reflect, breath;
    const struct ts_narrate *narrate; // NULL: authored text alone
};

enum {
    TS_PACK_HOST = UINT32_MAX, // whose a variable is that no pack declares
    TS_HOST_VARS = 2,          // so many of them follow the packs' own
};

struct ts_var {
    ts_symbol name;
    ts_symbol owner;     // "harbour:lantern" (a story's vars) or "harbour" (a pack's own)
    uint32_t pack;
    struct ts_value initial;
    bool is_map;         // an empty table declared a map
    struct ts_place place;
};

struct ts_go { // a script's `run:go "scene"`, as it is written
    const struct ts_scene *from; // whose `enter` or choice's effect it is in; NULL: of a handler, or of a function that many call
    const struct ts_scene *to;
    struct ts_place place;
};

struct ts_story {
    ts_symbol id;        // "harbour:lantern"
    ts_symbol name;      // "lantern"
    uint32_t pack;
    struct ts_place place;
    const char *title;
    ts_symbol focus;     // 0: none
    const struct ts_scene *start;
    uint32_t scene_count, var_count;
    const struct ts_scene *const *scenes;  // storylets too
    const struct ts_var *vars;             // slots 0..var_count-1; the packs' own vars follow, see ts_content
    struct ts_map scene_by_id;             // local id symbol, former ones too -> index + 1
    struct ts_map var_by_name;             // name symbol, former ones too -> slot + 1
    struct ts_map choice_by_bare;          // `bare` symbol, former ones too -> the symbol it counts by
    struct ts_map pools;                   // pool symbol -> index + 1 in `pool_scenes`
    const struct ts_scene_list *pool_scenes;
    const struct ts_narrate *recap;        // puts a catch-up into words; NULL: its lines alone
    bool is_endless;                       // says that it is meant to go on
    uint32_t go_count;
    const struct ts_go *goes;
    bool goes_anywhere;                    // a script of its pack goes to scenes that are named only in play
};

struct ts_scene_list {
    uint32_t count;
    const struct ts_scene *const *scenes;
};

struct ts_world_key {
    ts_symbol id;        // "harbour:warm_nights"
    uint32_t pack;
    struct ts_value initial;
    bool is_map;
    struct ts_place place;
};

struct ts_unlock {
    ts_symbol id;        // "second_light:second_light"; of a cosmetic "harbour:cosmetic/blue_coat"
    uint32_t pack;
    const char *title, *description;
    ts_call when;
    struct ts_place place;
};

struct ts_skill {        // learned by a player for points that completed runs earned
    ts_symbol id;        // "harbour:old_hand"
    uint32_t pack;
    const char *title, *description;
    uint32_t cost;       // points
    const ts_symbol *requires; // that must be learned before
    uint32_t require_count;
    struct ts_place place;     // what it does is a handler of run.started, see ts_handler
};

struct ts_metaconcept {
    ts_symbol id;        // core's by bare name, others "pack:name"
    const char *title, *category;
    const char *const *scope;      // parts of the runtime it speaks to ("narrative", "game")
    uint32_t scope_count;
    uint32_t pack;
    struct ts_place place;
};

struct ts_named_words { // something with a name and words
    const char *name, *words;
};

struct ts_theme {        // the words by which it is known in what a narrator wrote; packs may add to a theme, each by a row of its own
    ts_symbol id;        // "loss"
    const char *const *words; // and phrases, in small letters; "*" at the end of one: any ending
    uint32_t word_count;
    uint32_t pack;
    struct ts_place place;
};

struct ts_focus {
    ts_symbol id;        // core's by bare name ("grief"), others "pack:name"
    const char *title, *setting;
    const char *const *ideas;      // it works with
    uint32_t idea_count;
    const ts_symbol *metaconcepts; // that fit it, in the order given
    uint32_t metaconcept_count;
    const struct ts_named_words *milestones; // what may be reached on the way, by name
    uint32_t milestone_count;
    const char *const *prompts;        // to think about
    uint32_t prompt_count;
    const char *const *themes;         // that suit it
    uint32_t theme_count;
    const char *pacing;                // that suits it: "fast", "moderate", "slow"; NULL: any
    ts_symbol like;                    // the focus whose stories fit it too; 0: none
    uint32_t pack;
    struct ts_place place;
};

enum ts_happening { // what handlers can wait for (design §4, `on`)
    TS_RUN_STARTED, TS_RUN_RESUMED, TS_SCENE_ENTERED, TS_CHOICE_TAKEN, TS_TURN_ENDED, TS_MILESTONE_REACHED, TS_INSIGHT_FOUND,
    TS_METACONCEPT_INTEGRATED, TS_ENDING_REACHED, TS_RUN_COMPLETED, TS_RUN_ABANDONED, TS_UNLOCK_GRANTED, TS_NEWS_ARRIVED, TS_CARE_SIGNED,
    TS_HAPPENING_COUNT
};

const char *ts_happening_name(enum ts_happening happening);          // "run.started"
int ts_happening_find(const char *name);                             // -1 when unknown

struct ts_handler {
    enum ts_happening happening;
    uint32_t pack;
    ts_call run;
    // The filter: a field that is 0 fits all.
    ts_symbol story, scene, choice, id, ending; // full ids; `id`: the milestone, insight, metaconcept or unlock
    uint32_t every;                             // only when the run's turn is divisible by it
    ts_symbol skill;                            // only when the player has learned it
    ts_symbol of;                               // only in stories of the pack of this name
    ts_symbol focus;                            // only in runs that carry it
    ts_symbol echo;                             // the world key that takes what `run` says, or the character's name without one; 0: `run` acts
    struct ts_place place;
};

struct ts_pack {
    ts_symbol name;
    const char *version, *title, *folder;
    const char *language;                       // its texts are written in, "en"
    bool may_write_worlds, may_write_vars;      // permissions "universe.write", "vars.write"
    bool declares_care;                         // some of it says how intense it is or what it touches: what says nothing is calm
};

struct ts_left_out { // a pack that was found and not loaded
    ts_symbol pack;
    const char *why;  // "harbour/init.lua:3: …", or "it requires \"weather\", which is not there"
    ts_symbol off;    // the pack that is switched off, and which it requires, itself or through others; 0: that is not why
    bool is_disabled; // its user switched it off
    bool is_twin;     // another of its name is used instead
    const char *folder;
};

// What was renamed: once known by `before`, now by `now`, both full ids: stories "pack:story", scenes and storylets "pack:story/scene",
// choices by what counts go by, variables "pack:story#name" (a story's) or "pack#name" (a pack's own), endings "pack:story/ending".
// See rename.h for what follows from one.
enum ts_renamed {
    TS_RENAMED_STORY, TS_RENAMED_SCENE, TS_RENAMED_CHOICE, TS_RENAMED_VAR, TS_RENAMED_ENDING, TS_RENAMED_UNLOCK, TS_RENAMED_FOCUS,
    TS_RENAMED_METACONCEPT, TS_RENAMED_SKILL
};
struct ts_rename {
    enum ts_renamed what;
    ts_symbol before, now;
    struct ts_place place;
};
struct ts_renames {
    uint32_t count;
    const struct ts_rename *items;
    struct ts_map at; // ts_rename_key of an item -> its index + 1; empty: they are few, and gone through
};

struct ts_migration { // migrations/NNNN_name.lua of a pack: applied once to a store
    ts_symbol name;   // "harbour/0001_quay"
    uint32_t pack;
    struct ts_renames renames;
    ts_call run;      // function(vars, run): changes the variables of a run of one of the pack's stories; 0: none
    struct ts_place place;
};

struct ts_content {
    struct ts_symbols *symbols;                 // shared with the engine and the store; not owned
    struct ts_arena *arena;
    uint32_t pack_count, story_count, key_count, unlock_count, metaconcept_count, focus_count, own_count, call_count, skill_count, theme_count, grammar_count;
    struct ts_pack *packs;                      // in load order
    uint32_t left_out_count, migration_count;
    struct ts_left_out *left_out;
    struct ts_renames aliases;                  // as declared by `define.aliases`, packs in load order: hold at any time
    struct ts_migration *migrations;            // packs in load order, then by name
    struct ts_renames former;                   // names given up, of aliases and migrations, that mean nothing else by now: what scripts
                                                // may still call things by
    struct ts_story **stories;
    struct ts_world_key *keys;
    struct ts_unlock *unlocks;
    struct ts_skill *skills;
    struct ts_metaconcept *metaconcepts;
    struct ts_focus *focuses;
    struct ts_theme *themes;
    struct ts_grammar **grammars;
    struct ts_var *own;                         // every pack's own vars: slot of own[i] in a run is story->var_count + i; last the host's
    uint32_t care_var;                          // 1 + index in `own` of the variable in which a run's care is kept; 0: none
    uint32_t character_var;                     // the same of the variable in which who the character became is kept
    struct ts_call_info *calls;                 // calls[0] is unused
    struct ts_handler *handlers[TS_HAPPENING_COUNT]; // each in load order
    uint32_t handler_count[TS_HAPPENING_COUNT];
    const char *const *words;                   // what the host says itself, by enum ts_word (game/words.h); NULL: as it is in English
    const char *language;                       // that texts are told in, "de"; NULL: as they were written
    struct ts_map story_by_id, key_by_id, unlock_by_id, focus_by_id, metaconcept_by_id, skill_by_id, grammar_by_id; // symbol -> index + 1
};

const struct ts_pack *ts_content_find_pack(const struct ts_content *content, ts_symbol name); // its index: less content->packs
const struct ts_story *ts_content_find_story(const struct ts_content *content, const char *id);
const struct ts_scene *ts_story_find_scene(const struct ts_story *story, ts_symbol id);
const struct ts_scene *ts_story_find_scene_full(const struct ts_story *story, ts_symbol full);
const struct ts_world_key *ts_content_find_key(const struct ts_content *content, ts_symbol id);
// The declaration that covers a key with parts: "harbour:lamps/east/2" is declared by "harbour:lamps/east" or "harbour:lamps".
const struct ts_world_key *ts_content_find_declared(const struct ts_content *content, const char *id, size_t length);
const struct ts_skill *ts_content_find_skill(const struct ts_content *content, ts_symbol id);
bool ts_unlock_is_cosmetic(const char *id); // told by its id, so that one whose definition is gone is still known for what it is
const struct ts_focus *ts_content_find_focus(const struct ts_content *content, ts_symbol id);
bool ts_focus_fits(const struct ts_focus *focus, const struct ts_story *story); // is it the story's, or like the story's?
// The title of a metaconcept or unlock by its id; for anything else (a milestone, an insight) the words themselves.
const char *ts_content_title(const struct ts_content *content, ts_symbol id);
// The functions an unlock's rule is made of: its own and those of packs that amended it, or theirs instead of it. NULL after the last.
const struct ts_call_info *ts_content_rule_part(const struct ts_content *content, const struct ts_unlock *unlock, uint32_t index);
const struct ts_var *ts_content_var(const struct ts_content *content, const struct ts_story *story, uint32_t slot);

#endif
