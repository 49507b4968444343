// route.h - what can be asked over HTTP: one table for the server, its workers and docs/http.md
#ifndef TS_WEB_ROUTE_H
#define TS_WEB_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct ts_desk;
struct ts_request;
struct ts_reply;
struct ts_visit;

// In a worker: answers (see desk.h). Not TS_OK: a problem is told, with the words of `err`.
typedef enum ts_status ts_answer(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err);
// In the master, for what needs neither engine nor store: signing in and out, invitations (see server.h).
typedef enum ts_status ts_greet(struct ts_visit *visit, struct ts_err *err);

enum ts_role { TS_ROLE_NONE, TS_ROLE_PLAYER, TS_ROLE_KEEPER }; // the least that is needed; NONE: nobody need be signed in

enum ts_where {
    TS_AT_ANY,      // any worker
    TS_AT_RUN,      // the one whose universe {run} lives in
    TS_AT_UNIVERSE, // the one that has {universe}
};

enum { TS_ROUTE_WORDS_MAX = 2 };

struct ts_route {
    const char *method, *path; // below /api/v1: "/runs/{run}/turns"
    const char *as;            // the command that does the same; NULL: none
    enum ts_role least;
    enum ts_where where;
    ts_answer *answer;         // NULL: the master's own
    ts_greet *greet;
    bool is_stream;            // server-sent events
    bool needs_key;            // an Idempotency-Key must be there
    const char *help;          // one line for docs/http.md
};

extern const struct ts_route ts_routes[]; // ends with method NULL

struct ts_route_word { const char *name; size_t name_length; const char *text; size_t length; }; // "{run}" and what stands there, still percent-encoded
struct ts_route_match {
    const struct ts_route *route; // NULL: no such path, or not with this method
    bool has_path;                // the path is there, with other methods
    struct ts_route_word words[TS_ROUTE_WORDS_MAX];
    uint32_t word_count;
};
struct ts_route_match ts_route_find(const char *method, const char *path); // borrows path

uint32_t ts_route_owner(const char *universe, uint32_t workers); // whose a universe is

#endif
