// play.h - a run being played: start, resume, take turns, end
#ifndef TS_ENGINE_PLAY_H
#define TS_ENGINE_PLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "game/care.h"
#include "game/changeset.h"
#include "game/content.h"
#include "game/narrator.h"
#include "game/passage.h"
#include "game/script.h"
#include "game/told.h"
#include "lua/host.h"
#include "store/store.h"

struct ts_waiting_pack { // whose migrations could not be applied, see migrate.h
    ts_symbol pack;
    enum ts_status status;
    char *why; // owned
};

struct ts_play;

struct ts_witness { // sees each act that was computed, before it is stored: what it does not find TS_OK is undone
    enum ts_status (*see)(void *self, struct ts_play *play, struct ts_err *err);
    void *self;
};

struct ts_engine { // what every use case needs; the front end owns it
    struct ts_symbols *symbols;
    struct ts_host *host; // NULL for commands that need no content
    const struct ts_content *content;
    const struct ts_script *script;
    struct ts_store *store;
    bool is_strict; // every fault of a script is an error: the act is refused
    struct ts_waiting_pack *waiting; // owned; ts_migrate_forget
    uint32_t waiting_count;
    int64_t (*now)(void);        // recorded time, ms
    uint64_t (*key)(void *self); // idempotency keys, never 0; NULL: counted up (simulation)
    void *key_self;
    int64_t as_of; // of a past turn computed again: what was completed or granted at that time or later does not count; 0: all does
    bool is_served; // runs that processes beside this one have in hand can be taken up through them
    bool asks;  // a person is there to answer warnings
    bool is_unguarded;    // what players asked to be spared is shown to them: of `sim care --unguarded` alone, which shows that its proof can fail
    struct ts_told *told; // what the act in hand tells, when not NULL
    struct ts_narrator *narrator; // who puts moments into words; NULL: nobody. Not owned
    struct ts_vocabulary *vocabulary; // what it writes is judged by, see vocabulary.h; owned, NULL until then
    // Of acts computed again in a store of their own; all 0 otherwise:
    int64_t then;             // their recorded time, instead of now()
    struct ts_store *log;     // what players had earned is read here, and what narrators told
    const struct ts_witness *witness;
    const char *care;     // that a run was opened or taken up with, as its act's `answer` has it; NULL: nothing new
};

void ts_engine_set_host(struct ts_engine *engine, struct ts_host *host); // its content and scripts are the engine's from now on

// The story of that id. TS_DATA: none has it, or its pack was left out; the words name one that is near.
enum ts_status ts_engine_find_story(const struct ts_engine *engine, const char *id, const struct ts_story **out,
                                    struct ts_err *err) TS_MUST_USE;

// struct ts_play: one run in hand

struct ts_start { // NULL: chosen for them
    const char *story, *run, *player, *character, *universe, *focus;
    const char *care; // settings as an act's `answer` has them, see caring.c, instead of the player's
    bool has_seed, has_at, live;
    uint64_t seed;
    int64_t at;
    uint64_t key; // of the act; 0: a new one
};

struct ts_offer {                   // an open or locked choice as it can be taken
    const struct ts_choice *choice; // NULL: a storylet is offered
    const struct ts_scene *storylet;
    ts_symbol id;         // as shown: "light", "give/rope", or the storylet's id
    struct ts_value item; // of an `each`; nil otherwise
    bool locked;
};

// Opens a new run and takes turn 0, committed. Takes its play lock.
enum ts_status ts_play_start(struct ts_engine *engine, const struct ts_start *how, struct ts_play **out, struct ts_err *err) TS_MUST_USE;
// Takes up a stored run: locks it, closes a session that died as interrupted, opens a new one, resumes a paused or abandoned run.
enum ts_status ts_play_resume(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err) TS_MUST_USE;
// The same for a run in hand whose session has ended.
enum ts_status ts_play_reopen(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
// Takes up a stored run to end, archive or delete it: locked, but no session is opened and no script asked.
enum ts_status ts_play_load(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err) TS_MUST_USE;
void ts_play_free(struct ts_play *play); // unlocks; what was committed stays

struct ts_take {
    const char *choice, *answer;
    uint64_t key;
}; // key 0: a new one
// One turn, committed when TS_OK. TS_REFUSED: unknown, closed or locked choice, a needed answer is missing, or an error of the choice
// itself: nothing has changed and play goes on.
enum ts_status ts_play_take(struct ts_play *play, const struct ts_take *take, struct ts_err *err) TS_MUST_USE;
bool ts_play_has_erred(const struct ts_play *play); // of one that was refused: a script erred
// chooser.c: a choice at random from those whose turn neither ends the run nor is refused; TS_FAILED when none is left.
enum ts_status ts_play_auto(struct ts_play *play, struct ts_err *err) TS_MUST_USE;

// caring.c: what the player asks to be spared, at once and saved; each an act of its own, which is no turn.
enum ts_caring { TS_CARING_SET, TS_CARING_SKIP, TS_CARING_SKIP_ALL, TS_CARING_SIGN, TS_CARING_FOLLOW };
struct ts_caring_how { enum ts_caring what; const char *name, *value; }; // of SET as ts_care_settings_change; of SIGN the sign's name
// SET: keeps it for the player and the run; the scene is told again, or the run led past it. SKIP: past the scene where it stands.
// SKIP_ALL: all that is warned of, for this session. SIGN: of being overwhelmed, for the rules of packs.
// FOLLOW: what the player asked for elsewhere meanwhile, see ts_care_follow. TS_REFUSED: nothing has changed.
enum ts_status ts_play_care(struct ts_play *play, struct ts_caring_how how, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_play_care_again(struct ts_play *play, const char *pick, const char *answer, struct ts_err *err) TS_MUST_USE; // out of the log
const struct ts_care_state *ts_play_care_state(const struct ts_play *play);

enum ts_status ts_play_pause(struct ts_play *play, const char *notes, struct ts_err *err) TS_MUST_USE;     // ends the session
enum ts_status ts_play_complete(struct ts_play *play, const char *reason, struct ts_err *err) TS_MUST_USE; // idempotent
enum ts_status ts_play_abandon(struct ts_play *play, const char *reason, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_play_archive(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_play_delete(struct ts_play *play, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_play_catch_up(struct ts_play *play, struct ts_err *err) TS_MUST_USE; // recap goes to shown.news

// While a player is choosing in a live universe: what others have done since, as lines to be shown now (they are not told again by
// later acts); and what became of the choices. Cheap when nothing was stored; nothing in other universes.
enum ts_following {
    TS_FOLLOWS_NOTHING, // all is as it was shown
    TS_FOLLOWS_CHOICES, // others are open now: in `shown`
    TS_FOLLOWS_RUN,     // nothing was left open and the run went on: all of `shown` is new
};
enum ts_status ts_play_hear(struct ts_play *play, struct ts_buffer *lines, enum ts_following *out, struct ts_err *err) TS_MUST_USE;

const struct ts_run *ts_play_run(const struct ts_play *play);
const struct ts_shown *ts_play_shown(const struct ts_play *play); // of the last act, or as stored on resume
uint32_t ts_play_asks(const struct ts_play *play, ts_symbol choice); // letters that a choice as shown asks for at most; 0: none
ts_symbol ts_play_ending(const struct ts_play *play);                    // set once completed by an ending
bool ts_play_has_session(const struct ts_play *play);
uint32_t ts_play_events(const struct ts_play *play); // recorded by the last act
// Sets a variable of the story outside any turn: for tests of content alone, as the log knows nothing of it.
enum ts_status ts_play_set(struct ts_play *play, const char *name, struct ts_value value, struct ts_err *err) TS_MUST_USE; // takes value

// In a batch the screen is not stored with each act; the last act of a batch must be outside it.
void ts_play_set_batch(struct ts_play *play, bool in_batch);

#endif
