// answer.h - what the files of a worker share: the desk, runs in hand, streams, and ways to answer
#ifndef TS_WEB_ANSWER_H
#define TS_WEB_ANSWER_H

#include "base/ident.h"
#include "engine/json.h"
#include "engine/show.h"
#include "web/desk.h"
#include "web/said.h"
#include "web/storing.h"

struct ts_asked;
struct ts_errand;

// --- seat.c: runs in hand, taken up when they are asked for

struct ts_seat {
    struct ts_play *play;
    ts_symbol run, player;
    uint64_t key;      // of the turn, answer to a warning, or wish to be spared that was taken last; 0: none was
    int64_t asked_at;  // ms, when somebody last asked for it
    uint32_t listeners; // streams of it that are open
    struct ts_narration *narration; // of its last turn, under way; NULL: none
    bool is_stirred;   // what stands on the screen was changed by another act than an answer of this run's: listeners are told
};

struct ts_stream { // of a run, open
    uint64_t number;
    ts_symbol run;
};

struct ts_withheld { uint64_t ticket, number; struct ts_buffer bytes; };

struct ts_desk {
    struct ts_engine *engine;
    const struct ts_desk_how *how;
    struct ts_wire master;
    struct ts_storing storing;  // its store is NULL where this worker commits by itself
    struct ts_seat **seats;     uint32_t seat_count, seat_room;
    struct ts_stream *streams;  uint32_t stream_count, stream_room;
    struct ts_errand **errands; uint32_t errand_count, errand_room;
    struct ts_asked **asked;    uint32_t asked_count, asked_room; // in the order in which they came
    struct ts_withheld *withheld; uint32_t withheld_count, withheld_room; // events of streams that wait, in their order
    struct ts_stored *notes;    uint32_t note_count, note_room;   // how turns ended that were under way, not yet seen to
    uint64_t made_key;          // by which the first act is known that is made for the request in hand; 0: any
    uint64_t (*other_key)(void *self);
    void *other_self;
    json_t *about;              // what manifests say of packs, by name, see answer_story.c; NULL: nobody asked yet
};

enum { TS_TOLD_MAX = 1000 }; // of a long list, when nobody says how many; 0, said by who asks: all

enum { TS_SEATS_MAX = 400, TS_SEAT_IDLE_MS = 10 * 60 * 1000 };

struct ts_seat *ts_seat_find(struct ts_desk *desk, ts_symbol run); // NULL: it is not in hand
// In hand already, or taken up: then it is active. Errors are those of ts_play_resume.
enum ts_status ts_seat_take(struct ts_desk *desk, const char *run, struct ts_seat **out, struct ts_err *err) TS_MUST_USE;
struct ts_seat *ts_seat_add(struct ts_desk *desk, struct ts_play *play); // of a run that has just begun
void ts_seat_drop(struct ts_desk *desk, struct ts_seat *seat);           // frees it as it is; what was committed stays
// Pauses, where it goes on, and drops it; what that fails with does not matter: the next who takes the run up closes its session.
void ts_seat_leave(struct ts_desk *desk, struct ts_seat *seat);
void ts_seats_leave_idle(struct ts_desk *desk, int64_t now); // those that nobody has asked for
void ts_seats_leave_all(struct ts_desk *desk);
void ts_seats_drop_universe(struct ts_desk *desk, int64_t universe); // by its row: what is in hand of it is not what is stored

// --- narrated.c: moments that a model puts into words
void ts_seat_narrate(struct ts_seat *seat); // of the act that was just computed, if there is anything to be told
void ts_seat_hush(struct ts_seat *seat);    // before anything else is done with the run: what was told stays
int ts_narrator_fd(const struct ts_desk *desk); // -1: nothing will be heard
void ts_narrated_hear(struct ts_desk *desk);    // tells those who listen what has come

// --- stream.c: who listens
void ts_stream_tell(struct ts_desk *desk, ts_symbol run, const char *event, const struct ts_buffer *data); // JSON
void ts_stream_open(struct ts_desk *desk, const struct ts_request *request); // answers with the stream; one of a run that is not in hand tells nothing until it is
void ts_stream_close(struct ts_desk *desk, uint64_t number); // its listener has left
void ts_streams_end(struct ts_desk *desk, ts_symbol run);    // tells `gone`, and ends them
void ts_streams_cut(struct ts_desk *desk, ts_symbol run);    // ends them without a word: who listens comes again, and has the run taken up anew
// What others did since is told to those who listen; screens that changed are shown. Cheap where nothing was stored.
void ts_streams_hear(struct ts_desk *desk);
bool ts_streams_wait(const struct ts_desk *desk); // does somebody listen in a world where news comes from elsewhere?

// --- desk.c
enum ts_status ts_forbid(struct ts_reply *reply, struct ts_err *err, const char *format, ...) TS_PRINTF(3, 4); // TS_REFUSED, told as 403
// Another worker's: the reply says so, and nothing is to be done. `universe` is made a symbol.
bool ts_is_elsewhere(struct ts_desk *desk, const char *universe, struct ts_reply *reply);
void ts_desk_send(struct ts_desk *desk, uint64_t number, const struct ts_reply *reply, enum ts_status status, const struct ts_err *err);
// May who asked see that player's, or that universe's things? Else forbidden. Of a player who never played: TS_DATA for keepers, told by the engine.
enum ts_status ts_check_player(const struct ts_request *request, const char *player, struct ts_reply *reply, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_check_universe(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err) TS_MUST_USE;
const char *ts_word_of(const struct ts_request *request, const char *name); // of the path; NULL: it has none

#endif
