// view.h - what a script sees and may do in the present act
#ifndef TS_GAME_VIEW_H
#define TS_GAME_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rng.h"
#include "game/changeset.h"
#include "game/content.h"
#include "game/event_care.h"
#include "game/looks.h"
#include "game/noticed.h"
#include "game/progression.h"
#include "game/reads.h"
#include "game/run.h"
#include "game/told.h"
#include "game/world.h"

enum ts_phase {
    TS_READING, // `when`, `text`, `weight`, `each`: may only read
    TS_WRITING, // `effect`, `enter`, handlers
};

struct ts_grammar_telling;

struct ts_happened { // what a handler is told
    enum ts_happening happening;
    const struct ts_scene *scene;
    ts_symbol choice;    // full id
    ts_symbol id;        // milestone, insight, metaconcept, unlock; of care.signed the sign
    ts_symbol ending;
    uint32_t events;     // recorded so far in this turn
};

struct ts_view {
    const struct ts_content *content;
    struct ts_run *run;
    struct ts_changeset *changes;          // NULL: nothing can be written
    const struct ts_world *world;
    const struct ts_script *script;
    struct ts_progression *progression;
    struct ts_reads *reads;                // records progression reads when not NULL
    struct ts_looks *looks;                // records what variables, world keys and counts are read when not NULL
    const struct ts_reads *supposed;       // what is read in the stead of what is so, when not NULL, see explain.h
    struct ts_noticed *noticed;            // records what is asked of run and world when not NULL
    bool (*is_aside)(const void *whose, uint32_t pack); // while an unlock rule is asked: is what that pack added to it left alone? NULL: no
    const void *whose;
    enum ts_phase phase;
    uint32_t pack;                         // whose rights: set by the host from the call
    int64_t position;                      // what is seen is what is visible here
    ts_symbol stream;                      // what the rolls of this callback are for
    uint32_t rolls;                        // streams taken by it so far
    uint64_t occasion;                     // tells handlers' rolls apart; 0 outside them
    struct ts_grammar_telling *grammar;    // that tells what is rendered; NULL: it is no grammar's text
    const struct ts_value *item;           // `{item}` of an `each`; NULL outside
    ts_symbol telling;                     // the scene whose text is told; 0: words whose warnings nobody can answer
    bool has_warned;                       // all that is warned of in it was warned of in this act
    struct ts_told *told;                  // records what is told when not NULL
    bool is_unguarded;                     // nothing is held back, whatever the player asked: see struct ts_engine
    const struct ts_scene *go;             // set by run:go in a writing phase; NULL
    bool has_eased;                        // the ceiling was lowered in this act
    bool asks_completion;                  // set by run:complete
    bool asks_catch_up;                    // set by run:catch_up
    char *completion_reason;               // owned; may be NULL
    struct ts_happened *queue; uint32_t queue_count, queue_room; // happened, not yet handled
};

// --- variables. Slots as in ts_story; `nil` restores the default. TS_FAILED: read-only phase, not permitted, too large.
struct ts_value ts_view_var(const struct ts_view *view, uint32_t slot);                 // borrowed
enum ts_status ts_view_set_var(struct ts_view *view, uint32_t slot, struct ts_value value, struct ts_err *err) TS_MUST_USE; // takes value

// The variable plus an amount, a new number: integers stay integers. nil when either is not a number or the range would be passed.
struct ts_value ts_view_sum(const struct ts_view *view, uint32_t slot, struct ts_value amount);

// --- world. `key` is the full id of a declared key, with a part after `/` allowed ("harbour:lamps/east" of "harbour:lamps").
enum ts_status ts_view_get(struct ts_view *view, ts_symbol key, int64_t position, struct ts_value *out, struct ts_err *err) TS_MUST_USE; // new reference; sees own writes
enum ts_status ts_view_set(struct ts_view *view, ts_symbol key, struct ts_value value, struct ts_err *err) TS_MUST_USE;  // takes value
enum ts_status ts_view_add(struct ts_view *view, ts_symbol key, int64_t amount, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_view_claim(struct ts_view *view, ts_symbol key, bool *got, struct ts_err *err) TS_MUST_USE;
// Is it claimed, by its full name or one that it had before?
enum ts_status ts_view_is_claimed(const struct ts_view *view, ts_symbol full, bool *out, struct ts_err *err) TS_MUST_USE;
// Resolves "warm_nights" (own pack), "harbour:warm_nights" or "lamps/east" to a full id's symbol. TS_FAILED with "did you mean".
enum ts_status ts_view_key(struct ts_view *view, const char *name, ts_symbol *out, struct ts_err *err) TS_MUST_USE;

// --- deeds
enum ts_status ts_view_record(struct ts_view *view, struct ts_event_record event, const struct ts_care *own, struct ts_err *err) TS_MUST_USE; // takes texts; own: of event_care.h, NULL: nothing
bool ts_view_lets_read(const struct ts_view *view, ts_symbol care); // may the run's player read the words of an event that asks this? Told, if so
void ts_view_event_care(const struct ts_view *view, struct ts_event_care *care); // adds what an event has of the choice and scene that are played
enum ts_status ts_view_mark_major(struct ts_view *view, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_view_mark(struct ts_view *view, enum ts_mark_kind kind, ts_symbol id, struct ts_err *err) TS_MUST_USE; // insights and metaconcepts once a run; queues what happened
// The milestone of that name of the run's focus, once a run. `first`: it was reached now; false when its focus has none of the name.
enum ts_status ts_view_reach(struct ts_view *view, const char *name, bool *first, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_view_go(struct ts_view *view, const char *scene, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_view_ease(struct ts_view *view, struct ts_err *err) TS_MUST_USE; // lowers the care ceiling, see care.h
enum ts_status ts_view_complete(struct ts_view *view, const char *reason, struct ts_err *err) TS_MUST_USE;
void ts_view_happened(struct ts_view *view, struct ts_happened what);

// A `when`: one that errs is false, and a fault of the act.
bool ts_view_test(struct ts_view *view, ts_call call);

// --- counts. `name` is a scene's or choice's local id, or "scene/choice"; unknown names are TS_FAILED with "did you mean".
enum ts_status ts_view_tally(const struct ts_view *view, const char *name, struct ts_tally *out, struct ts_err *err) TS_MUST_USE;

// --- names given up: what is called so by now, itself when it was not renamed. All that callbacks look up passes here.
ts_symbol ts_view_now(const struct ts_view *view, enum ts_renamed what, ts_symbol id);
// The same of "ending/pack:story/name", "story/id", "focus/id".
ts_symbol ts_view_progression_key(const struct ts_view *view, ts_symbol key);
// What a scene or choice of the run's story that is called by a name given up should be called by, as ts_view_tally takes it; 0 when the
// name is its own, or nobody's.
ts_symbol ts_view_given_up(const struct ts_view *view, const char *name);

// A stream of its own for each time it is asked within a callback: of run seed, pack, turn, `stream` and how often asked.
struct ts_rng ts_view_rng(struct ts_view *view);

#endif
