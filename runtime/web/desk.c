// desk.c - a worker of the server: hears what is asked, has it answered, and looks after what is in hand
#include "web/desk.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "web/asked.h"
#include "web/errand.h"
#include "web/problem.h"

enum { LISTEN_MS = 50, IDLE_MS = 30000, ERRANDS_WATCHED = 16 };
enum { MASTER, STORING, NEWS, NARRATOR, FIRST_ERRAND }; // what is waited for

// --- what is sent

void ts_desk_send(struct ts_desk *desk, uint64_t number, const struct ts_reply *reply, enum ts_status status, const struct ts_err *err)
{
    struct ts_answer_head head = {(uint16_t)(reply->status ? reply->status : 200), (uint16_t)reply->type};
    struct ts_buffer bytes = {0};
    struct ts_err too_long;
    if (!status && reply->body.length > TS_FRAME_MAX - sizeof head) { // which the master would take for a bug of ours
        status = ts_err_set(&too_long, TS_REFUSED, "the answer is too long to be given at once: ask for less of it, as with \"limit\" or \"since\"");
        err = &too_long;
    }
    if (status) {
        enum ts_problem_code code = reply->is_forbidden ? TS_PROBLEM_FORBIDDEN : ts_problem_of(status);
        head = (struct ts_answer_head){(uint16_t)ts_problem_rows[code].status, TS_REPLY_PROBLEM};
        ts_buffer_add(&bytes, &head, sizeof head);
        struct ts_buffer problem = {0};
        ts_problem_write(&problem, code, err->message);
        ts_buffer_add(&bytes, problem.bytes, problem.length);
        ts_buffer_clear(&problem);
    } else {
        ts_buffer_add(&bytes, &head, sizeof head);
        ts_buffer_add(&bytes, reply->body.bytes, reply->body.length);
    }
    ts_wire_add(&desk->master, TS_FRAME_ANSWER, number, bytes.bytes, bytes.length);
    ts_buffer_clear(&bytes);
}

enum ts_status ts_forbid(struct ts_reply *reply, struct ts_err *err, const char *format, ...)
{
    char words[512];
    va_list list;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    reply->is_forbidden = true;
    return ts_err_set(err, TS_REFUSED, "%s", words);
}

// --- what a request is about

const char *ts_word_of(const struct ts_request *request, const char *name)
{
    return json_string_value(json_object_get(request->words, name));
}

bool ts_is_elsewhere(struct ts_desk *desk, const char *universe, struct ts_reply *reply)
{
    if (ts_route_owner(universe, desk->how->workers) == desk->how->index) return false;
    struct ts_symbols *symbols = desk->engine->symbols;
    reply->elsewhere = ts_symbol_text(symbols, ts_symbol_of(symbols, universe));
    return true;
}

enum ts_status ts_check_player(const struct ts_request *request, const char *player, struct ts_reply *reply, struct ts_err *err)
{
    if (request->is_keeper || !strcmp(player, request->player)) return TS_OK;
    return ts_forbid(reply, err, "what player \"%s\" has is shown to them and to keepers", player);
}

static void each_mine(void *self, const struct ts_run_record *run)
{
    (void)run;
    *(bool *)self = true;
}

enum ts_status ts_check_universe(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_engine *engine = desk->engine;
    bool is_mine = request->is_keeper;
    if (is_mine) return TS_OK;
    struct ts_run_filter filter = {ts_symbol_of(engine->symbols, request->player), ts_symbol_of(engine->symbols, request->universe)};
    enum ts_status status = ts_store_each_run(engine->store, filter, each_mine, &is_mine, err);
    if (status || is_mine) return status;
    return ts_forbid(reply, err, "universe \"%s\" is shown to who has a run in it, and to keepers", request->universe);
}

// --- the loop

static void take(struct ts_desk *desk, const struct ts_wire_frame *frame)
{
    if (frame->kind == TS_FRAME_ASK) ts_asked_take(desk, frame->number, frame->bytes, frame->length);
    if (frame->kind != TS_FRAME_HANGUP) return;
    ts_stream_close(desk, frame->number);
    ts_errand_leave(desk, frame->number);
}

// Whatever is on its way to be stored comes to its end.
static void finish(struct ts_desk *desk)
{
    struct ts_err err;
    enum ts_status status = TS_OK;
    do {
        ts_asked_settle(desk);
        if (desk->storing.store) status = ts_storing_wait(&desk->storing, &err);
    } while (!status && desk->note_count);
}

// What was heard before the master hung up is still answered.
static void hear_master(struct ts_desk *desk)
{
    struct ts_wire_frame frame;
    ts_wire_hear(&desk->master);
    bool is_ended = desk->master.is_ended;
    desk->master.is_ended = false;
    while (ts_wire_next(&desk->master, &frame)) take(desk, &frame);
    if (is_ended) finish(desk);
    ts_wire_flush(&desk->master, is_ended);
    desk->master.is_ended |= is_ended;
}

static int patience(const struct ts_desk *desk, int news)
{
    if (!ts_streams_wait(desk)) return IDLE_MS;
    return news < 0 ? LISTEN_MS : IDLE_MS;
}

static void hear(struct ts_desk *desk, struct pollfd *ready)
{
    ts_wire_flush(&desk->master, false);
    if (desk->storing.store && ready[STORING].revents) ts_storing_hear(&desk->storing);
    if (ready[MASTER].revents & (POLLIN | POLLHUP | POLLERR)) hear_master(desk);
    ts_asked_settle(desk);
    ts_errands_hear(desk);
    ts_narrated_hear(desk);
    ts_streams_hear(desk);
    ts_seats_leave_idle(desk, ts_clock_millis());
    ts_wire_flush(&desk->master, false);
}

// Until the master hangs up. When the committer is gone, so is this worker: another one is asked again what this one has not answered.
static enum ts_status work(struct ts_desk *desk, struct ts_err *err)
{
    while (!desk->master.is_ended) {
        struct pollfd ready[FIRST_ERRAND + ERRANDS_WATCHED];
        int news = ts_store_news_fd(desk->engine->store);
        ready[MASTER] = (struct pollfd){.fd = desk->master.fd, .events = (short)(POLLIN | (ts_wire_has_unsent(&desk->master) ? POLLOUT : 0))};
        ready[STORING] = (struct pollfd){.fd = desk->storing.store ? desk->storing.wire.fd : -1, .events = POLLIN};
        ready[NEWS] = (struct pollfd){.fd = news, .events = POLLIN};
        ready[NARRATOR] = (struct pollfd){.fd = ts_narrator_fd(desk), .events = POLLIN};
        nfds_t count = FIRST_ERRAND + ts_errands_watch(desk, ready + FIRST_ERRAND, ERRANDS_WATCHED);
        if (poll(ready, count, patience(desk, news)) < 0 && errno != EINTR) return ts_err_set(err, TS_IO, "cannot wait for what is asked: %s", strerror(errno));
        hear(desk, ready);
        if (desk->storing.wire.is_ended) return ts_err_set(err, TS_UNAVAILABLE, "the process that stores turns has ended");
    }
    return TS_OK;
}

static uint64_t next_key(void *self)
{
    struct ts_desk *desk = self;
    uint64_t key = desk->made_key;
    desk->made_key = 0; // it is of the act that was asked for, not of those that follow in its batch
    return key ? key : desk->other_key(desk->other_self);
}

// What both the committer and this process know is counted before a store is opened.
static enum ts_status open_store(struct ts_desk *desk, struct ts_err *err)
{
    struct ts_engine *engine = desk->engine;
    const struct ts_changeset_wire known = {engine->content, ts_symbols_count(engine->symbols)};
    if (desk->how->committer < 0) return ts_store_open(desk->how->store, TS_STORE_WRITE, engine->symbols, &engine->store, err);
    desk->storing.stored = ts_asked_note;
    desk->storing.self = desk;
    enum ts_status status = ts_storing_open(&desk->storing, desk->how->store, desk->how->committer, &known, err);
    engine->store = desk->storing.store;
    return status;
}

static void close_all(struct ts_desk *desk)
{
    ts_errands_end(desk);
    ts_asked_forget(desk);
    while (desk->seat_count) ts_seat_drop(desk, desk->seats[0]);
    ts_wire_clear(&desk->master);
    if (desk->storing.store) ts_storing_close(&desk->storing);
    else ts_store_close(desk->engine->store);
    desk->engine->store = NULL;
    desk->engine->key = desk->other_key;
    desk->engine->key_self = desk->other_self;
    free(desk->seats);
    free(desk->streams);
    free(desk->errands);
    json_decref(desk->about);
}

enum ts_status ts_desk_run(const struct ts_desk_how *how, struct ts_err *err)
{
    struct ts_engine *engine = how->engine;
    struct ts_desk desk = {.engine = engine, .how = how, .master = {.fd = how->master}, .storing = {.wire = {.fd = -1}},
                           .other_key = engine->key, .other_self = engine->key_self};
    enum ts_status status = open_store(&desk, err);
    engine->key = next_key;
    engine->key_self = &desk;
    engine->is_served = true;
    if (!status) status = work(&desk, err);
    if (!status) ts_seats_leave_all(&desk);
    close_all(&desk);
    return status;
}
