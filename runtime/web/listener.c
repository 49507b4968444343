// listener.c - streams of server-sent events, and those who listen to them
#include <string.h>
#include <sys/epoll.h>

#include "base/clock.h"
#include "web/call.h"

enum { PIECE = 4096, LEFT_MAX = 64 };

static const int64_t beat_length = 15000000000;
static const char beat[] = ":\n\n";

// Asked when something can be sent. Nothing there: the connection sleeps until there is.
static ssize_t read_stream(void *self, uint64_t position, char *out, size_t most)
{
    struct ts_call *call = self;
    size_t left = call->out.length - call->sent;
    (void)position;
    if (call->is_gone) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!left && call->is_ended) return MHD_CONTENT_READER_END_OF_STREAM;
    if (!left) {
        ts_call_suspend(call);
        return 0;
    }
    if (left > most) left = most;
    memcpy(out, call->out.bytes + call->sent, left);
    call->sent += left;
    if (call->sent == call->out.length) call->sent = call->out.length = 0;
    return (ssize_t)left;
}

enum MHD_Result ts_listener_start(struct ts_call *call)
{
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = call};
    const struct mhd_library *lib = &call->line->daemon->lib;
    struct MHD_Response *response = lib->MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, read_stream, call, NULL);
    call->is_stream = true;
    call->line->due = 0;
    call->beat = call->looked = ts_clock_monotonic();
    ts_call_add_fields(call, response);
    epoll_ctl(call->line->daemon->watch, EPOLL_CTL_ADD, call->line->descriptor, &event); // without it the next sign of life finds out
    ts_buffer_add_text(&call->out, beat);
    enum MHD_Result result = lib->MHD_queue_response(call->connection, MHD_HTTP_OK, response);
    lib->MHD_destroy_response(response);
    return result;
}

static void leave(struct ts_call *call)
{
    call->is_gone = true;
    if (call->is_suspended) ts_call_resume(call);
    else ts_call_cut(call);
}

void ts_listener_add(struct ts_call *call, const char *bytes, size_t length)
{
    if (call->is_ended || call->is_gone) return;
    if (call->sent) {
        call->out.length -= call->sent;
        memmove(call->out.bytes, call->out.bytes + call->sent, call->out.length);
        call->sent = 0;
    }
    if (call->out.length + length > call->line->daemon->door->limits.unread) { // who does not read is let go of: it may come again
        leave(call);
        return;
    }
    ts_buffer_add(&call->out, bytes, length);
    call->beat = ts_clock_monotonic();
    ts_call_resume(call);
}

void ts_listener_end(struct ts_call *call)
{
    call->is_ended = true;
    ts_call_resume(call);
}

void ts_listener_beat(struct ts_call *call, int64_t tick)
{
    if (tick - call->beat >= beat_length) ts_listener_add(call, beat, sizeof beat - 1);
    if (tick - call->looked < beat_length) return;
    call->looked = tick; // also where so much is told that no sign of life is needed
    if (!ts_session_find(call->line->daemon->door->accounts, call->visit.token, ts_clock_now())) ts_listener_end(call);
}

void ts_listener_leave(struct ts_call *call)
{
    epoll_ctl(call->line->daemon->watch, EPOLL_CTL_DEL, call->line->descriptor, NULL);
    ts_buffer_clear(&call->out);
}

void ts_listener_hear(struct ts_daemon *daemon)
{
    struct epoll_event left[LEFT_MAX];
    int count = epoll_wait(daemon->watch, left, LEFT_MAX, 0);
    for (int i = 0; i < count; i++) leave(left[i].data.ptr);
}

// --- what the pool says

static void answered(void *self, struct ts_answer_head head, const char *body, size_t length)
{
    struct ts_call *call = self;
    if (head.type == TS_REPLY_STREAM) {
        ts_door_answer(&call->visit, 200, TS_REPLY_STREAM, NULL, 0);
        call->is_stream = true;
    } else {
        call->asked = 0;
        if (length || head.status < 500) ts_door_answer(&call->visit, head.status, head.type, body, length);
        else if (head.status == 503) ts_visit_retry(&call->visit, TS_PROBLEM_UNAVAILABLE, 5, "nobody is there to answer this just now: try again in a moment");
        else ts_visit_refuse(&call->visit, TS_PROBLEM_FAILED, "whoever answered this ended over it, three times, so that nobody knows whether it was done: look before it is asked again");
    }
    ts_call_resume(call);
}

static void heard(void *self, const char *bytes, size_t length)
{
    ts_listener_add(self, bytes, length);
}

static void ended(void *self)
{
    struct ts_call *call = self;
    call->asked = 0;
    ts_listener_end(call);
}

const struct ts_asker ts_listener_asker = {.answered = answered, .event = heard, .ended = ended};
