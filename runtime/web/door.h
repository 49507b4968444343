// door.h - everybody comes in here: what a request must be like, whose it is, what it is answered; no sockets
//
// A visit goes: begin (its head came), take (its body comes), finish (all of it came). After each its stage says what is wanted next.
#ifndef TS_WEB_DOOR_H
#define TS_WEB_DOOR_H

#include "web/account.h"
#include "web/asset.h"
#include "web/rate.h"
#include "web/visit.h"

struct ts_limits { // 0: the default
    uint32_t body;               // bytes; 64 kB
    uint32_t head;               // bytes of request line and fields; 16 kB
    uint32_t connections;        // 1000 in all
    uint32_t each;               // connections of one address; 600
    uint32_t streams;            // of one session at once; 16
    uint32_t session_rate, address_rate; // requests a second; 20 to the API of a session, 400 of an address; three times as many at once
    uint32_t request_seconds;    // until a request must have come whole; 20
    uint32_t idle_seconds;       // until the next must have come on a connection that is kept open; 75
    uint32_t unread;             // bytes of a stream that wait for who does not read; 256 kB
};

struct ts_door_how {
    const char *accounts;        // the file's path
    const char *const *hosts;    // what may stand in Host, port included; ends with NULL
    const char *url;             // the server's as others are given it: "http://127.0.0.1:8080"
    const char *player_id, *name; // who launched it
    const char *version, *language;
    const struct ts_embedded_file *files; // NULL: ts_embedded_scripts
    struct ts_limits limits;
};

struct ts_loading_state { // of packs
    bool is_wanted;          // somebody asked for it, and it has not begun
    bool is_under_way;
    struct ts_buffer packs;  // that are served: "core 1.0.0, harbour 1.2.0"
    struct ts_buffer why;    // the last loading failed; empty: it did not
};

struct ts_door {
    struct ts_accounts *accounts;
    struct ts_assets *assets;
    struct ts_rate requests, attempts;
    struct ts_limits limits;
    char **hosts, *url, *version, *language, *player_id;
    char cookie[32];                        // its name: every accounts file has its own, since browsers give cookies to all ports of a host
    unsigned char launch[TS_TOKEN_HASH];    // of the token
    bool is_launched;                       // it was exchanged
    struct ts_loading_state loading;
};

// Fills in defaults; `token` is the launch token. Whoever launched has an account from then on, as keeper.
enum ts_status ts_door_open(const struct ts_door_how *how, int64_t now, struct ts_door **out, char token[TS_TOKEN_SIZE], struct ts_err *err) TS_MUST_USE;
void ts_door_close(struct ts_door *door);

void ts_door_begin(struct ts_visit *visit);
void ts_door_take(struct ts_visit *visit, const char *bytes, size_t length);
void ts_door_finish(struct ts_visit *visit);
void ts_door_know(struct ts_visit *visit, const struct ts_secret *secret); // `secret` was worked out
// A worker's answer, or what it came to instead.
void ts_door_answer(struct ts_visit *visit, unsigned status, int reply_type, const char *body, size_t length);

// The headers that go with every answer of a policy, up to one with name NULL; a NULL value: the door's own policy for pages.
const struct ts_field *ts_door_policy(enum ts_policy policy);

#endif
