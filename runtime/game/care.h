// care.h - what a player asked to be spared, and whether something may be shown: kept by the host, whatever packs do
//
// Source of the words and numbers: reference-facts, "Care". A run carries its settings in a variable of the host's own, so that they are
// saved, undone, branched and replayed as variables are; a player's own are kept in the store and taken over by each run they play.
#ifndef TS_GAME_CARE_H
#define TS_GAME_CARE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "base/value.h"
#include "game/content.h"
#include "game/run.h"

enum ts_comfort { TS_COMFORT_LIGHT, TS_COMFORT_MODERATE, TS_COMFORT_DEEP };
enum ts_pacing { TS_PACING_FAST, TS_PACING_MODERATE, TS_PACING_SLOW };
enum ts_sign { TS_SIGN_SKIP, TS_SIGN_HASTE, TS_SIGN_EXIT, TS_SIGN_COUNT }; // of being overwhelmed

enum { TS_BOUNDARIES_MAX = 64, TS_SIGNS_MAX = 16, TS_ANSWERS_MAX = 64, TS_SIGN_TURNS = 20 };
#define TS_EASED_CEILING 0.5 // what signs of overwhelm lower it to

struct ts_care_settings { // of a player; a run has its own copy
    double ceiling;                           // 0..1: nothing more intense is shown
    enum ts_comfort comfort;                  // light, moderate, deep: sets the ceiling to 0.3, 0.6, 1
    enum ts_pacing pacing;
    ts_symbol boundaries[TS_BOUNDARIES_MAX];  // themes, sorted by name, whether any pack declares them or not
    uint32_t boundary_count;
    bool pure;                                // only the game: no warnings, no moments, nothing with a theme
    bool no_reflections, no_breaths;          // declined for good
    bool is_eased;                            // by signs that it is too much: at most TS_EASED_CEILING, in all runs, until the player raises it
};

struct ts_care_state { // of a run: the player's settings, and what came of them
    struct ts_care_settings settings;
    bool asks;                                // a warning waits for an answer; else it is told, and what it warns of follows
    uint32_t skips_session;                   // in this session all that is warned of is left out; 0: in none
    ts_symbol gate;                           // the scene whose warning waits for an answer; 0: none
    struct ts_answers { uint32_t keys[TS_ANSWERS_MAX], count; } agreed, left; // warnings answered by going on, or by leaving out: the latest last
    struct { enum ts_sign kind; int64_t turn; } signs[TS_SIGNS_MAX]; uint32_t sign_count; // the latest last
};

struct ts_care_settings ts_care_default(void); // deep, ceiling 1, moderate pacing, no boundary: nothing is held back, and all is warned of
const char *ts_comfort_name(enum ts_comfort comfort);
const char *ts_pacing_name(enum ts_pacing pacing);
const char *ts_sign_name(enum ts_sign sign); // "skip", "haste", "exit"
enum ts_sign ts_sign_find(const char *name); // TS_SIGN_COUNT when none is called so

// Canonical JSON, keys that hold the default left out; read back, whatever it says that is unknown or out of range is left out. What is no JSON is taken
// for the most careful: ceiling 0.
void ts_care_settings_encode(const struct ts_care_settings *settings, const struct ts_symbols *symbols, struct ts_buffer *out);
void ts_care_settings_read(struct ts_care_settings *settings, struct ts_symbols *symbols, const char *json, size_t length);
// One change, as a player says it: "ceiling" "0.5"; "comfort" "light"; "pacing" "slow"; "boundary" "loss", and "-loss" takes it back;
// "pure" / "reflections" / "breaths" "on" or "off". TS_REFUSED names what there is and which values it takes. Nothing is changed then.
enum ts_status ts_care_settings_change(struct ts_care_settings *settings, struct ts_symbols *symbols, const char *name, const char *value,
                                       struct ts_err *err) TS_MUST_USE;

// A run's state, out of its variable. Valid until that changes; cheap to ask.
const struct ts_care_state *ts_care_of(const struct ts_content *content, struct ts_run *run);
void ts_care_state_read(struct ts_care_state *state, struct ts_symbols *symbols, const struct ts_text *text); // what ts_care_encode gave
struct ts_value ts_care_encode(const struct ts_content *content, const struct ts_care_state *state); // for the variable
int64_t ts_care_slot(const struct ts_content *content, const struct ts_story *story); // the variable's; -1: the content has none
double ts_care_ceiling(const struct ts_care_settings *settings); // as it holds now: what was asked for, or lower when eased
uint32_t ts_care_signs(const struct ts_care_state *state, enum ts_sign kind, int64_t turn); // in the last TS_SIGN_TURNS turns
uint32_t ts_care_key(const struct ts_content *content, ts_symbol scene, const struct ts_warning *warning); // what an answer to it is kept by
bool ts_care_has(const struct ts_answers *answers, uint32_t key);
void ts_care_put(struct ts_answers *answers, uint32_t key); // once; of too many the first is forgotten, and will be asked again

// May it be shown? `care` NULL: nothing is declared. A pack that declares nothing anywhere counts as if it touched everything, fully.
bool ts_care_allows(const struct ts_content *content, const struct ts_care_state *state, const struct ts_care *care, uint32_t pack);
bool ts_care_spares(const struct ts_care_state *state); // is anything not to be shown to this player?
bool ts_care_warns(const struct ts_care_state *state, const struct ts_care *care); // is its warning to be told before it?
bool ts_care_skips(const struct ts_care_state *state, const struct ts_run *run);   // left out without asking, this session

// Who stands in for the scene: itself when it may be shown, else its `instead`, and so on; NULL: nobody may. `is_shut`: not itself.
const struct ts_scene *ts_care_stand_in(const struct ts_content *content, const struct ts_care_state *state, const struct ts_scene *scene,
                                        bool is_shut);
// The nearest scene that it leads to and that may be shown, an ending only when there is no other; NULL: there is none.
const struct ts_scene *ts_care_ahead(const struct ts_content *content, const struct ts_story *story, const struct ts_care_state *state,
                                     const struct ts_scene *scene);

#endif
