// desk.h - a worker of the server: the engine, runs in hand, requests and what becomes of them
#ifndef TS_WEB_DESK_H
#define TS_WEB_DESK_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "engine/play.h"
#include "web/board.h"
#include "web/frame.h"
#include "web/route.h"

// A TS_FRAME_ASK has this JSON: {"route":index in ts_routes,"words":{"run":"r1"},"query":{"limit":"5"},"body":{…} or null,"key":"…" or null,
// "name":"Ann","player":"p1","keeper":false}. Words and query are decoded UTF-8; what they and the body say is not yet checked.
struct ts_request {
    uint64_t number;
    const struct ts_route *route;
    const json_t *words, *query, *body; // body: an object, or NULL
    uint64_t key;                       // of the Idempotency-Key and who sent it; 0: none
    const char *player, *name;          // who asks; the player's id is checked
    bool is_keeper;
    const char *run, *universe;         // of the path, checked; NULL: it has none
};

struct ts_reply {
    int status;               // 0: 200
    enum ts_reply_type type;
    struct ts_buffer body;
    const char *elsewhere;    // a universe's id, borrowed from the engine's symbols: nothing was done, and the worker that has it is to be asked
    bool is_forbidden;        // of a problem: it is there, but not for who asked
    bool is_kept;             // it was answered already, or will be (a stream has: TS_FRAME_ANSWER of type TS_REPLY_STREAM with no body, then its events)
};

struct ts_desk_how {
    struct ts_engine *engine; // with content, without a store
    const char *store;        // its url
    const struct ts_loading *loading; // from where the content was loaded, and how; NULL: the workshop's routes say that they cannot be answered
    uint32_t index, workers;  // which of how many
    struct ts_board *board;   // that all of them have; borrowed
    int master, committer;    // descriptors; committer -1: this worker commits by itself
};
// Serves until the master hangs up; then pauses all runs in hand.
enum ts_status ts_desk_run(const struct ts_desk_how *how, struct ts_err *err) TS_MUST_USE;

#endif
