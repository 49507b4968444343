// show.h - runs, players and universes as canonical JSON, the same for the command line, pages and scripts
#ifndef TS_ENGINE_SHOW_H
#define TS_ENGINE_SHOW_H

#include "base/buffer.h"
#include "base/status.h"
#include "engine/play.h"
#include "game/care.h"

// Keys as in design §6. TS_DATA: unknown id.
enum ts_status ts_show_run(struct ts_engine *engine, const char *run, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// Of that its key "recent_events" alone.
enum ts_status ts_show_recent(struct ts_engine *engine, const char *run, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
struct ts_shown_runs { const char *player, *universe, *state; }; // of these alone; NULL: all
enum ts_status ts_show_runs(struct ts_engine *engine, const struct ts_shown_runs *which, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE; // a list
enum ts_status ts_show_check_state(const char *state, struct ts_err *err) TS_MUST_USE; // TS_USAGE: no run is ever in a state of that name
enum ts_status ts_show_player(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// The symbol of a player who has played. TS_DATA: nobody is called so.
enum ts_status ts_show_find_player(struct ts_engine *engine, const char *player, ts_symbol *out, struct ts_err *err) TS_MUST_USE;
// {"player_id","points":{"earned","left","spent"},"skills":[{"cost","description","id","learned","missing" (of what it requires, ids not learned yet),
// "requires" (ids),"retired","title"}]}; of retired ones, which no pack at hand defines any more, only "id","learned","retired","title".
enum ts_status ts_show_skills(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_show_add_skills(struct ts_engine *engine, const struct ts_progression *progression, struct ts_buffer *json,
                                  struct ts_err *err) TS_MUST_USE; // its keys "points" and "skills"
// The key "mastery": {"metaconcepts":[{"category","integrated":[ids],"of"}],"stories":[{"completed","endings":[reached],"of","story","title"}]}, of
// stories that were completed; empty without content.
void ts_show_add_mastery(struct ts_engine *engine, const struct ts_progression *progression, struct ts_buffer *json);
// The key "contributions", by universe: [{"events","major","people","places","universe_id"}]: deeds of the player's characters, and the major ones among
// them; how many people of the world ("npc/..." keys) their runs changed something of; in how many places they did something.
enum ts_status ts_show_add_contributions(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// All that is stored of one person: {"care","completions","deleted_run_ids","events","first_seen","player_id","progression","runs","unlocks"}; a run
// is as ts_show_run gives it, with "first_run_id","fork_seq","fork_turn","parent_run_id" and "turn_list" besides.
enum ts_status ts_show_export(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_show_universe(struct ts_engine *engine, const char *universe, int64_t at, struct ts_buffer *json,
                                struct ts_err *err) TS_MUST_USE; // at < 0: the present
enum ts_status ts_show_universes(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE; // those that the player has a run in; 0: all
// at < 0: the present; since < 0: from the start; limit 0: all. The first `limit` from `since` on; without `since` the last ones.
// `reader`: only what this run may know, seen from `place`, and as its player asked.
struct ts_timeline {
    int64_t at, since, limit;
    ts_symbol reader, place;
};
enum ts_status ts_show_timeline(struct ts_engine *engine, const char *universe, const struct ts_timeline *what, struct ts_buffer *json,
                                struct ts_err *err) TS_MUST_USE;
// A timeline to be drawn: {"branches":[{"position","universe_id"}],"from","lanes":[{"character_name","deeds":[how many a step],"first","last","run_id","state"}],
// "major":[{"action","character_name","position","run_id"}],"more" (lanes left out),"parent":{"position","universe_id"} (null: it is none's branch),
// "position","step" (positions),"to","universe_id"}. As long however long the history: at most TS_LANES_STEPS steps and the last major event of each, and
// TS_LANES_MAX lanes and branches, of those who did the most. to < 0: the end; width 0: 120 steps. `reader`: as of a timeline.
enum { TS_LANES_MAX = 100, TS_LANES_STEPS = 240 };
struct ts_lanes { int64_t from, to, width; ts_symbol reader; };
enum ts_status ts_show_lanes(struct ts_engine *engine, const char *universe, const struct ts_lanes *what, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// One of a timeline's; with "spared":true in the stead of words that `reader` asked to be spared. NULL: all is shown.
void ts_show_add_event(struct ts_engine *engine, struct ts_buffer *json, const struct ts_event *event, const struct ts_care_state *reader);
bool ts_show_spares(struct ts_engine *engine, const struct ts_care_state *reader, const struct ts_event *event);
// What a run's player asked to be spared, as the run has it, by its store row.
enum ts_status ts_show_load_run_care(struct ts_engine *engine, int64_t run, struct ts_care_state *out, struct ts_err *err) TS_MUST_USE;
// What differs between two universes since they parted: {"a","b","ancestor","fork":{"position","seq"},"events":{"a":[…],"b":[…]},
// "world":{key:{"a","b","fork"}}}. TS_DATA: they are one, or have nothing in common.
enum ts_status ts_show_diff(struct ts_engine *engine, const char *a, const char *b, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// The last `limit` turns of a run, through its forks: [{"answer","choice","label","position","run_id","scene","turn"},…], oldest first; 0: all. `label`
// is null where the content does not say it in plain words.
enum ts_status ts_show_history(struct ts_engine *engine, const char *run, int64_t limit, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// What a player asked to be spared: {"boundaries":["loss"],"breaths","ceiling","comfort","pacing","pure","reflections"}, and with content
// "undeclared": boundaries that no pack at hand declares. They are kept and honoured.
enum ts_status ts_show_load_care(struct ts_engine *engine, ts_symbol player, struct ts_care_settings *out, struct ts_err *err) TS_MUST_USE; // the default for who set none
void ts_show_add_care(struct ts_engine *engine, struct ts_buffer *json, const struct ts_care_settings *settings);
enum ts_status ts_show_add_players_care(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE; // the key "care"
// Why an unlock is granted, or what is missing: {"unlock","granted","rule":"file:line","reads":[{"read","value","needs"}]}; "needs" is the least
// that would do, of each or, with "either", of one of them. Granted ones have "since","run","granted_by". unlock NULL: all, a list.
enum ts_status ts_show_explain(struct ts_engine *engine, const char *player, const char *unlock, struct ts_buffer *json,
                               struct ts_err *err) TS_MUST_USE;
// What going back made: {"parent_run_id","position","run_id","turn","universe_id"}, or of a universe alone {"parent_universe_id","position","universe_id"}.
struct ts_branched;
void ts_show_branched(const struct ts_branched *made, struct ts_buffer *json);
// Parts of a screen as JSON, names rendered: words as a text, lines as a list of texts, choices as a list of
// {"ask" (letters, when it asks for some),"id","label","locked","reason" (when there is one)}.
void ts_show_add_words(struct ts_engine *engine, struct ts_buffer *json, const char *text, size_t length);
void ts_show_add_json(struct ts_engine *engine, struct ts_buffer *json, const struct ts_text *stored); // JSON, all texts in it as words
void ts_show_add_value(struct ts_engine *engine, struct ts_buffer *json, struct ts_value value); // all texts in it as words
void ts_show_add_lines(struct ts_engine *engine, struct ts_buffer *json, const struct ts_buffer *lines);
void ts_show_add_choices(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json);
// The present screen: {"text","choices":[{"id","label","locked","reason"}],"news","notices","passage"} with names rendered.
void ts_show_shown(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json);
// --- show_narration.c: "narration":{"by_grammar","by_model","tokens_in","tokens_out"}: pieces told, and what a model took for them.
enum ts_status ts_show_add_narration(struct ts_engine *engine, int64_t run, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// {"against","facts","tone","words_max","words_min"} of the moment that the last act came to rest in; null: nothing is to be told of it.
void ts_show_moment(struct ts_play *play, struct ts_buffer *json);
// The keys "vars" (the story's), "own" (by pack), "care" and "character" of a run's page. Care is as a player's, with "ceiling_now", "eased",
// "gate", "left" and "skips_session" of care.h; null without the run's story.
enum ts_status ts_show_add_vars(struct ts_engine *engine, const struct ts_run_record *record, struct ts_buffer *json,
                                struct ts_err *err) TS_MUST_USE;
// {"arcs":{name:{"finished","steps"}},"inventory":{thing:count},"level","met","quests":{"active","done"},"relationships":{name:-1..1},"traits"} of
// game/character.h's value; NULL: nothing was said of the character.
void ts_show_add_character(struct ts_engine *engine, struct ts_buffer *json, const struct ts_text *state);
// Appends a stored text with the names in it rendered; one that is forgotten is "someone".
void ts_show_words(struct ts_engine *engine, const char *text, size_t length, struct ts_buffer *out);
struct ts_untold { struct ts_buffer notices, news; }; // lines of an act that was not shown
// What stands on the screen after the last act, in the key order of design §6. `choice`: the one that the act took, NULL when it took none.
// What is untold comes first among its notices and news, and is told by it; NULL: nothing is.
void ts_show_turn(struct ts_engine *engine, const struct ts_play *play, const char *choice, struct ts_untold *untold, struct ts_buffer *json);
// The key "granted": ids of what the last act granted its player.
void ts_show_add_granted(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json);
// A turn, and where one is: "story","title","character_name","universe_id","focus","live","place","warning" (it waits for an answer to one),
// "pacing","here" (names of others who did something at this place lately),"recap" (the run's last deeds, as lines).
enum ts_status ts_show_screen(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// The id, as shown, of the choice taken by the last act; NULL when that took none.
const char *ts_show_choice(const struct ts_play *play);
// An unlock's id as people write it: core's by bare name, others "pack:name".
const char *ts_show_unlock_id(const char *id);

#endif
