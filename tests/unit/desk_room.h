// desk_room.h - a worker with a committer, a store and a small pack of its own, asked as its master asks
#ifndef TS_TEST_DESK_ROOM_H
#define TS_TEST_DESK_ROOM_H

#include "pack_folder.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

#include "base/clock.h"
#include "web/committer.h"
#include "web/desk.h"

static const char room_script[] =
    "define.story \"s\" { title = \"A Tale\", start = \"here\", vars = { n = 0, word = \"\" }, scenes = {\n"
    "  here = { text = \"Here.\", choices = {\n"
    "    { \"Wait\", id = \"wait\", add = { n = 1 } },\n"
    "    { \"Sing\", id = \"sing\", event = { action = \"sings\", consequences = \"It echoes.\", major = true } },\n"
    "    { \"Open\", id = \"open\", when = \"n > 100\", locked = \"It is stuck.\" },\n"
    "    { \"Break\", id = \"break\", effect = function(run) error(\"not that\") end },\n"
    "    { \"Say\", id = \"say\", ask = { var = \"word\", max = 20 } },\n"
    "    { \"Go\", id = \"go\", to = \"there\" } } },\n"
    "  there = { text = \"There.\", ending = \"done\" } } }\n";

struct room {
    struct fixture *packs;
    char store[128], folder[64];
    const char *folders[1];
    struct ts_loading loading;
    struct ts_engine engine;
    pid_t worker, committer;
    int nursery; // our end of the committer's
    struct ts_wire wire;
    uint64_t number;
    int status; // of the last answer
    uint16_t type;
    json_t *body; // of it, or NULL
    struct ts_buffer bytes, events; // as they came; of streams, those since room_ask
    bool has_ended; // a stream
};

static uint64_t room_key(void *self)
{
    static const uint64_t step = 0x9e3779b97f4a7c15u;
    uint64_t *last = self;
    return *last += step;
}

static inline void room_committer(struct room *room)
{
    int ends[2];
    assert_true(ts_wire_pair(ends));
    room->committer = fork();
    if (!room->committer) {
        struct ts_err err;
        close(ends[0]);
        _exit(ts_committer_run(&room->engine, room->store, ends[1], &err) ? 1 : 0);
    }
    close(ends[1]);
    room->nursery = ends[0];
}

// A worker that is the `index`th of `workers`.
static inline void room_worker(struct room *room, uint32_t index, uint32_t workers)
{
    int master[2], committer[2];
    assert_true(ts_wire_pair(master) && ts_wire_pair(committer));
    room->worker = fork();
    if (!room->worker) {
        struct ts_err err = {0};
        uint64_t last = (uint64_t)getpid();
        close(master[0]), close(committer[0]), close(room->nursery);
        room->engine.key = room_key;
        room->engine.key_self = &last;
        struct ts_desk_how how = {.engine = &room->engine, .store = room->store, .loading = &room->loading, .index = index, .workers = workers,
                                  .board = ts_board_new(), .master = master[1], .committer = committer[1]};
        _exit(ts_desk_run(&how, &err) ? 1 : 0);
    }
    assert_true(ts_wire_give(room->nursery, index, committer[0]));
    close(committer[0]), close(committer[1]), close(master[1]);
    room->wire = (struct ts_wire){.fd = master[0]};
}

static inline int room_start(void **state)
{
    struct room *room = calloc(1, sizeof *room);
    start((void **)&room->packs);
    struct fixture *packs = room->packs;
    put_pack(packs, "tale", "description = \"A small one.\", settings = { fog = { default = 0.5, min = 0, max = 1, doc = \"How thick.\" } }", room_script);
    strcpy(room->folder, packs->folder);
    room->folders[0] = room->folder;
    room->loading = (struct ts_loading){.folders = room->folders, .folder_count = 1};
    if (ts_host_load(packs->symbols, &room->loading, NULL, NULL, &packs->host, &packs->err)) fail_msg("%s", packs->err.message);
    room->engine = (struct ts_engine){.symbols = packs->symbols, .now = ts_clock_now, .asks = true};
    ts_engine_set_host(&room->engine, packs->host);
    snprintf(room->store, sizeof room->store, "%s/store.db", packs->folder);
    struct ts_store *store;
    if (ts_store_open(room->store, TS_STORE_CREATE, packs->symbols, &store, &packs->err)) fail_msg("%s", packs->err.message);
    ts_store_close(store);
    setenv("XDG_DATA_HOME", packs->folder, 1);
    room_committer(room);
    room_worker(room, 0, 1);
    *state = room;
    return 0;
}

// The master hangs up.
static inline void room_end_worker(struct room *room)
{
    int status = 0;
    shutdown(room->wire.fd, SHUT_WR);
    waitpid(room->worker, &status, 0);
    ts_wire_clear(&room->wire);
    assert_int_equal(status, 0);
}

static inline int room_stop(void **state)
{
    struct room *room = *state;
    room_end_worker(room);
    close(room->nursery);
    waitpid(room->committer, NULL, 0);
    json_decref(room->body);
    ts_buffer_clear(&room->bytes);
    ts_buffer_clear(&room->events);
    stop((void **)&room->packs);
    free(room);
    return 0;
}

// --- asking

struct asks { const char *route, *path, *query, *body, *key, *player; bool is_keeper; }; // route: "POST /runs/{run}/turns"; path: "{\"run\":\"r1\"}"

static inline int room_route(const char *route)
{
    size_t method = strcspn(route, " ");
    for (int i = 0; ts_routes[i].method; i++)
        if (strlen(ts_routes[i].method) == method && !strncmp(ts_routes[i].method, route, method) && !strcmp(ts_routes[i].path, route + method + 1)) return i;
    fail_msg("there is no route %s", route);
    return -1;
}

static inline json_t *room_object(const char *text)
{
    json_error_t error;
    json_t *object = text ? json_loads(text, 0, &error) : json_null();
    if (!object) fail_msg("%s: %s", text, error.text);
    return object;
}

static inline uint64_t room_send(struct room *room, struct asks asks)
{
    json_t *root = json_object();
    json_object_set_new(root, "route", json_integer(room_route(asks.route)));
    json_object_set_new(root, "words", room_object(asks.path ? asks.path : "{}"));
    json_object_set_new(root, "query", room_object(asks.query ? asks.query : "{}"));
    json_object_set_new(root, "body", room_object(asks.body));
    json_object_set_new(root, "key", asks.key ? json_string(asks.key) : json_null());
    json_object_set_new(root, "name", json_string("Ann"));
    json_object_set_new(root, "player", json_string(asks.player ? asks.player : "ann"));
    json_object_set_new(root, "keeper", json_boolean(asks.is_keeper));
    char *text = json_dumps(root, JSON_COMPACT);
    ts_wire_add(&room->wire, TS_FRAME_ASK, ++room->number, text, strlen(text));
    ts_wire_flush(&room->wire, true);
    free(text);
    json_decref(root);
    return room->number;
}

static inline void room_take(struct room *room, const struct ts_wire_frame *frame, uint64_t number)
{
    struct ts_answer_head head;
    if (frame->kind == TS_FRAME_EVENT) ts_buffer_add(&room->events, frame->bytes, frame->length);
    if (frame->kind == TS_FRAME_END) room->has_ended = true;
    if (frame->number != number) return;
    json_decref(room->body);
    room->body = NULL;
    room->bytes.length = 0;
    room->status = frame->kind == TS_FRAME_ELSEWHERE ? -1 : 0;
    if (frame->kind == TS_FRAME_ELSEWHERE) ts_buffer_add(&room->bytes, frame->bytes, frame->length);
    if (frame->kind != TS_FRAME_ANSWER) return;
    memcpy(&head, frame->bytes, sizeof head);
    room->status = head.status;
    room->type = head.type;
    ts_buffer_add(&room->bytes, frame->bytes + sizeof head, frame->length - sizeof head);
    room->body = json_loadb(room->bytes.bytes, room->bytes.length, 0, NULL);
}

// Until that request is answered.
static inline void room_wait(struct room *room, uint64_t number)
{
    struct ts_wire_frame frame;
    bool is_answered = false;
    while (!is_answered) {
        struct pollfd ready = {.fd = room->wire.fd, .events = POLLIN};
        while (!is_answered && ts_wire_next(&room->wire, &frame)) {
            room_take(room, &frame, number);
            is_answered = frame.number == number && (frame.kind == TS_FRAME_ANSWER || frame.kind == TS_FRAME_ELSEWHERE);
        }
        if (is_answered) break;
        if (room->wire.is_ended) fail_msg("the worker has ended");
        if (poll(&ready, 1, 20000) <= 0) fail_msg("the worker does not answer");
        ts_wire_hear(&room->wire);
    }
}

// Until an event of that name has come on any stream.
static inline void room_hear(struct room *room, const char *event)
{
    struct ts_wire_frame frame;
    while (!room->events.bytes || !strstr(room->events.bytes, event)) {
        struct pollfd ready = {.fd = room->wire.fd, .events = POLLIN};
        while (ts_wire_next(&room->wire, &frame)) room_take(room, &frame, 0);
        if (room->events.bytes && strstr(room->events.bytes, event)) break;
        if (poll(&ready, 1, 20000) <= 0) fail_msg("no event %s, but: %s", event, room->events.bytes ? room->events.bytes : "none");
        ts_wire_hear(&room->wire);
    }
}

static inline json_t *room_ask(struct room *room, struct asks asks)
{
    room_wait(room, room_send(room, asks));
    return room->body;
}

static inline json_t *room_expect(struct room *room, int status, struct asks asks)
{
    room_ask(room, asks);
    if (room->status != status) fail_msg("%s: %d, not %d: %s", asks.route, room->status, status, room->bytes.bytes ? room->bytes.bytes : "");
    return room->body;
}

// A problem of that code, whose detail has these words.
static inline void room_refused(struct room *room, const char *code, const char *words, struct asks asks)
{
    room_ask(room, asks);
    const char *has = json_string_value(json_object_get(room->body, "code")), *detail = json_string_value(json_object_get(room->body, "detail"));
    if (!has || strcmp(has, code) || !strstr(detail, words)) fail_msg("%s: wanted %s, %s; got %s", asks.route, code, words, room->bytes.bytes);
    assert_int_equal(room->type, TS_REPLY_PROBLEM);
    assert_int_equal(json_integer_value(json_object_get(room->body, "status")), room->status);
}

static inline const char *room_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static inline int64_t room_int(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

#define START(words) {.route = "POST /runs", .body = "{\"story\":\"tale:s\"" words "}"}
#define TURN(run, choice, turn, with_key)                                                                                                  \
    {.route = "POST /runs/{run}/turns", .path = "{\"run\":\"" run "\"}", .body = "{\"choice\":\"" choice "\",\"turn\":" #turn "}", .key = with_key}

#endif
