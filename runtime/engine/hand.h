// hand.h - a run in hand: what the files of engine/ share
#ifndef TS_ENGINE_HAND_H
#define TS_ENGINE_HAND_H

#include "base/ident.h"
#include "engine/play.h"
#include "game/grammar.h"
#include "game/care.h"
#include "game/progression.h"
#include "game/view.h"

enum { LOCK_WAIT_MS = 10000 }; // nobody waits longer for the writer's lock

struct ts_offers {
    struct ts_offer *items;
    uint32_t count, room;
    uint32_t open; // not locked
};

// Faults of packs in acts that were stored, this session. After 3 of one pack it is set aside, which is said once.
struct ts_faulty_act { uint32_t pack; int64_t turn; bool is_said; }; // is_said: not a fault, but that the pack was set aside
struct ts_faulty { struct ts_faulty_act *items; uint32_t count, room; };

// Of an act that was refused since it cannot be computed: is the story to blame, and how?
enum ts_refusal {
    TS_REFUSAL_OTHER,
    TS_REFUSAL_STUCK,   // nothing is open and there is no way on
    TS_REFUSAL_ENDLESS, // too many scenes without a choice
    TS_REFUSAL_FAILED,  // a script erred, or what the choice does cannot be done
};

struct ts_play {
    struct ts_engine *engine;
    struct ts_run *run;
    struct ts_loose *stand_in;   // of a run that needs what is gone; owned, NULL for others
    struct ts_changeset changes; // the act in hand; empty between acts
    struct ts_view view;
    struct ts_progression progression;
    struct ts_offers offers, next_offers; // as the player sees them; as the act in hand will leave them
    struct ts_shown shown;                // what the last committed act showed
    struct ts_buffer raw;                 // a text being rendered
    struct ts_faulty faulty;
    ts_symbol ending;
    ts_symbol packs;             // that the run was last played with; 0: not known
    bool is_locked, has_session, in_batch;
    bool has_own_care;           // it goes by settings that it was given, not by its player's
    bool is_unshown;             // turns of a batch have passed whose screen the store does not have
    bool has_lost;               // a choice that was shown was no longer open when it was taken
    ts_symbol agreed; // the scene whose warnings were told in the act in hand, where nobody answers them
    bool is_stale;    // the progression was changed by an act that was undone
    bool is_adrift;   // the store could not be reached: whether the last act was saved is not known
    enum ts_refusal refusal; // of the act in hand
    uint32_t handled; // handlers run in the act in hand
    size_t said;      // bytes that packs had logged before it: what they log in an act that is undone is forgotten
    int64_t heard;    // live: what others did up to this seq was shown as it happened
    uint64_t version; // of the store, when that was last looked for
    uint64_t care_version; // alike, of what players ask for
    const struct ts_narrate *narrate, *next_narrate; // the moment that the last act, or the one in hand, came to rest in; NULL: none to be told
    struct ts_spoken spoken;     // what the run's latest passages said
    bool knows_spoken, knows_tokens, is_narrating; // is_narrating: what a model tells of it may still come
    int64_t run_tokens, session_tokens; // that a model took for it
    struct ts_buffer trouble;    // of narration, not yet said, a line each
    uint64_t troubles[8];        // and what was, by hash
    uint32_t trouble_count;
};

// --- offer.c: what is open in the scene where the run stands, seen from its position. Replaces `offers`.
enum ts_status ts_offers_find(struct ts_play *play, struct ts_offers *offers, struct ts_err *err) TS_MUST_USE;
// The same outside of an act. TS_UNAVAILABLE: the world that conditions ask for could not be read.
enum ts_status ts_offers_find_now(struct ts_play *play, struct ts_offers *offers, struct ts_err *err) TS_MUST_USE;
const struct ts_offer *ts_offers_find_id(const struct ts_offers *offers, ts_symbol id); // as it is shown; NULL: it is not among them
// Is this offer still open? Sets `is_open`.
enum ts_status ts_offer_check(struct ts_play *play, const struct ts_offer *offer, bool *is_open, struct ts_err *err) TS_MUST_USE;
// What `once` and counts go by: the choice's full id, with the value of an `each` behind it ("harbour:lantern/quay/give/rope").
ts_symbol ts_offer_full(struct ts_play *play, const struct ts_choice *choice, ts_symbol id);
// A storylet drawn to be entered; NULL when none is open.
enum ts_status ts_offer_draw(struct ts_play *play, const struct ts_scene *drawing, const struct ts_scene **out,
                             struct ts_err *err) TS_MUST_USE;
void ts_offers_add(struct ts_offers *offers, struct ts_offer offer); // takes its item
void ts_offers_empty(struct ts_offers *offers); // drops the items' values, keeps the memory
void ts_offers_clear(struct ts_offers *offers);

// What it is counted by, whatever it offers.
static inline ts_symbol ts_offer_owner(const struct ts_offer *offer)
{
    return offer->choice ? offer->choice->full : offer->storylet ? offer->storylet->full : offer->id;
}

// --- gate.c: what the player asked to be spared, see game/care.h
const struct ts_care_state *ts_gate_state(const struct ts_play *play);
enum ts_status ts_gate_keep(struct ts_play *play, const struct ts_care_state *state, struct ts_err *err) TS_MUST_USE; // in the act in hand
enum ts_status ts_gate_note(struct ts_play *play, enum ts_sign kind, struct ts_err *err) TS_MUST_USE;  // one more sign, for handlers too
enum ts_status ts_gate_open(struct ts_play *play, struct ts_err *err) TS_MUST_USE;                     // it waits no more
void ts_gate_say_still(struct ts_play *play);                                 // that nothing ahead may be shown
void ts_gate_tell_again(struct ts_play *play);                               // where nobody answers them, before the scene is told again
void ts_gate_tell(struct ts_play *play);                                     // the warnings of the scene where the run stands, into what is shown
bool ts_gate_allows(const struct ts_play *play, const struct ts_care *care, uint32_t pack);
bool ts_gate_waits(const struct ts_play *play);                              // for an answer to a warning
bool ts_gate_spares(const struct ts_play *play);                             // is anything not to be shown to this player?
void ts_gate_offer(struct ts_play *play, struct ts_offers *offers);          // its answers, instead of the scene's choices
const char *ts_gate_label(const struct ts_play *play, ts_symbol id);

// --- screen.c
// Renders a text and joins it to `out`, which ts_prose_finish has yet to end. `stream` is whose rolls it takes, `visits` counts its
// owner's, from 1.
enum ts_status ts_screen_render(struct ts_play *play, const struct ts_prose *prose, ts_symbol stream, uint32_t visits, struct ts_buffer *out,
                                struct ts_err *err) TS_MUST_USE;
// The same, into what the act shows; NULL says nothing.
enum ts_status ts_screen_say(struct ts_play *play, const struct ts_prose *prose, ts_symbol stream, uint32_t visits,
                             struct ts_err *err) TS_MUST_USE;
enum ts_status ts_screen_say_scene(struct ts_play *play, struct ts_err *err) TS_MUST_USE; // where the run stands
// Adds labels and reasons of the offers to `shown`.
enum ts_status ts_offers_show(struct ts_play *play, const struct ts_offers *offers, struct ts_shown *shown, struct ts_err *err) TS_MUST_USE;
void ts_screen_add_choice(struct ts_shown *shown, struct ts_shown_choice choice); // its words are in shown->words
// What the scene leaves one to think about, or a breath to take, the first time it is met: to those who want such.
enum ts_status ts_screen_add_moments(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
void ts_screen_add_notices(struct ts_play *play); // milestones, insights, unlocks and faults of the act

// --- choice.c
enum ts_status ts_choice_act(struct ts_play *play, ts_call call, ts_symbol stream,
                             struct ts_err *err) TS_MUST_USE; // an effect or enter; 0: nothing
enum ts_status ts_choice_record(struct ts_play *play, const struct ts_event_text *event, ts_symbol owner, const struct ts_scene *storylet,
                                struct ts_err *err) TS_MUST_USE; // storylet: that it comes of; NULL: of the choice taken
// Puts typed words into the variable the choice asks for.
enum ts_status ts_choice_hear(struct ts_play *play, const struct ts_choice *choice, const char *answer, struct ts_err *err) TS_MUST_USE;
// set/add, effect, event and reply. An `as` choice prints its own reply, then acts as the other: `*choice` is then the one whose
// move counts. `id` is the first one's as shown.
enum ts_status ts_choice_do(struct ts_play *play, const struct ts_choice **choice, ts_symbol id, struct ts_err *err) TS_MUST_USE;
// Puts what failed before the error, unless that says it, and its pack if that is not the story's.
enum ts_status ts_choice_blame(const struct ts_play *play, const char *noun, ts_symbol full, uint32_t pack, struct ts_err *err);

// --- handlers.c: everything that happened and is not yet handled goes to its handlers, each inside its own savepoint.
void ts_handlers_run(struct ts_play *play);

// --- aside.c: a pack whose scripts erred 3 times in a session, the act in hand included, is set aside for the rest of it.
bool ts_aside_is(const struct ts_play *play, uint32_t pack); // its handlers and unlock rules are then left alone
void ts_aside_say(struct ts_play *play);                     // adds what is to be said of it to the faults of the act
void ts_aside_keep(struct ts_play *play);                    // the act in hand is stored
void ts_aside_add_stored(struct ts_play *play, const struct ts_fault_record *fault); // one of the session so far, out of the store
void ts_aside_go_back(struct ts_play *play);                 // the run stands where the store has it: what came after is forgotten

// --- turn.c: computes one act into play->changes and play->next_offers, committing nothing.
enum ts_status ts_turn_open(struct ts_play *play, struct ts_err *err) TS_MUST_USE; // turn 0
enum ts_status ts_turn_take(struct ts_play *play, const struct ts_offer *offer, const char *answer, struct ts_err *err) TS_MUST_USE;
// What may be shown has changed: the scene is told again, or the run is led past it. `skips`: past it in any case.
enum ts_status ts_turn_tend(struct ts_play *play, bool skips, struct ts_err *err) TS_MUST_USE;
// Shows the scene where the run stands again, without entering it (after a catch-up); when nothing is open there, the way on is walked.
enum ts_status ts_turn_show(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
// Goes to a scene from outside of any turn and shows it; NULL: to where a script has asked to go, or the same again.
enum ts_status ts_turn_go(struct ts_play *play, const struct ts_scene *scene, struct ts_err *err) TS_MUST_USE;
// The way on from a scene where nothing is open any more: others took what was.
enum ts_status ts_turn_walk(struct ts_play *play, struct ts_err *err) TS_MUST_USE;

// --- completion.c: the run completes in the act in hand; rules whose facts changed are asked, their grants queued.
enum ts_status ts_completion_make(struct ts_play *play, ts_symbol ending, struct ts_text *reason,
                                  struct ts_err *err) TS_MUST_USE; // takes reason
void ts_completion_ask_rules(struct ts_play *play);                // also when a pack that adds rules was loaded
// --- caring.c: as a run is opened or taken up its copy follows its player's settings, or those given. `has_changed`: what may be shown is otherwise now.
enum ts_status ts_care_take_over(struct ts_play *play, const char *given, bool *has_changed, struct ts_err *err) TS_MUST_USE;
// Before a turn: what the player asked for in another sitting, or outside of play, holds from here on. An act of its own, when there is any.
void ts_care_change_players(struct ts_play *play, const struct ts_care_settings *settings); // the player's own, with the act in hand
enum ts_status ts_care_follow(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
// --- earned.c: what a player has earned, under the names that things have now
enum ts_status ts_completions_each(struct ts_engine *engine, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_progression_load(struct ts_engine *engine, ts_symbol player, struct ts_progression *out, struct ts_err *err) TS_MUST_USE;

// --- news.c
// What others stored behind the run since it was last told, as lines in `shown.news` and queued happenings.
enum ts_status ts_news_find(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
// The same while a player is choosing, as lines in `out`. `has_more`: others have stored something since it was last asked.
enum ts_status ts_news_hear(struct ts_play *play, struct ts_buffer *out, bool *has_more, struct ts_err *err) TS_MUST_USE;
// One line of either: whose deed it was, by a reference, and what it says to this player.
void ts_news_add_line(struct ts_play *play, const struct ts_event *event, struct ts_buffer *line);
// A bounded recap of what lies behind `from`, up to `to`.
enum ts_status ts_news_recap(struct ts_play *play, int64_t from, int64_t to, struct ts_err *err) TS_MUST_USE;

// --- live.c: of what the screen offers, somebody took something: the screen follows, and when nothing is left the run goes on.
enum ts_following ts_offers_follow(struct ts_play *play);

// --- act.c: begins an act (changes emptied, base_seq and time taken) and stores it.
enum ts_status ts_act_begin(struct ts_play *play, enum ts_act_kind kind, struct ts_err *err) TS_MUST_USE;
void ts_act_undo(struct ts_play *play); // the run is as before ts_act_begin
// Computes with `compute` and stores: again under the writer's lock when what was read has changed meanwhile.
typedef enum ts_status ts_compute(struct ts_play *play, void *self, struct ts_err *err);
enum ts_status ts_act_do(struct ts_play *play, enum ts_act_kind kind, uint64_t key, ts_compute *compute, void *self,
                         struct ts_err *err) TS_MUST_USE;
// Before an offer is looked for: where the run stands when that is not known. TS_CONFLICT: further on than was shown, and what is shown is new.
enum ts_status ts_act_settle(struct ts_play *play, struct ts_err *err) TS_MUST_USE;

// A number by which the act after `base_seq` in the universe is known.
uint64_t ts_act_key(const struct ts_engine *engine, const struct ts_run *run, int64_t base_seq);
// Stores an act that no run takes, once it is filled, under the writer's lock. TS_CONFLICT: what it read has changed.
enum ts_status ts_act_store_alone(struct ts_engine *engine, const struct ts_changeset *changes, struct ts_receipt *receipt,
                                  struct ts_err *err) TS_MUST_USE;

// --- empty_world.c: the world of a universe that its first run has yet to open.
const struct ts_world *ts_empty_world(void);

// --- revive.c: a run out of its record.
// With variables and counts as of the act `until_seq`; 0: now.
enum ts_status ts_run_revive(struct ts_engine *engine, const struct ts_run_record *record, int64_t until_seq, struct ts_run **out,
                             struct ts_err *err) TS_MUST_USE;
// The stored screen of a run, appended; its choices by the ids that they have since the scene is called `scene_now`.
void ts_shown_revive(const struct ts_engine *engine, const struct ts_run_record *record, ts_symbol scene, ts_symbol scene_now,
                     struct ts_shown *shown);
enum ts_status ts_play_revive(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err) TS_MUST_USE;
// Under the names it is stored with, whatever of them the content has: to be ended, archived or deleted, not to be played.
enum ts_status ts_play_revive_as_stored(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err) TS_MUST_USE;
struct ts_play *ts_play_new(struct ts_engine *engine, struct ts_run *run);
// The run as the store has it, in the same hand: after what was in hand did not come to be stored.
enum ts_status ts_play_reload(struct ts_play *play, struct ts_err *err) TS_MUST_USE;

// --- branch.c, branch_universe.c
// "alex-2": the base, shortened where it must be, and a number.
void ts_branch_number_id(const char *base, char mark, int64_t number, char out[TS_IDENT_MAX + 1]);
// The number from 2 on with which the id is free: looked for in doubling steps, then between, so that the hundredth branch is found as
// fast as the first.
typedef enum ts_status ts_is_taken(struct ts_engine *engine, const char *id, bool *taken, struct ts_err *err);
enum ts_status ts_branch_find_number(struct ts_engine *engine, const char *base, char mark, ts_is_taken *ask, int64_t *out, struct ts_err *err) TS_MUST_USE;
ts_is_taken ts_branch_is_universe; // is there such a universe?

// --- show_universe.c
// TS_DATA: no id, or nobody's.
enum ts_status ts_universe_find(struct ts_engine *engine, const char *id, struct ts_universe_record *out, struct ts_err *err) TS_MUST_USE;
// What a key is where nobody has written it, borrowed: "harbour:lamps/east" is one of "harbour:lamps". nil: it is not declared.
struct ts_value ts_universe_initial(const struct ts_engine *engine, ts_symbol key);

#endif
