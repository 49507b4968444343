// call.h - one request on its connection: suspended while others work for it, answered, or a stream for as long as its client stays
#ifndef TS_WEB_CALL_H
#define TS_WEB_CALL_H

#include <microhttpd.h>

#include "base/library.h"
#include "web/door.h"
#include "web/password.h"
#include "web/pool.h"

#define MHD_FUNCTIONS(do) \
    do(MHD_start_daemon) do(MHD_run) do(MHD_get_timeout) do(MHD_get_daemon_info) do(MHD_quiesce_daemon) do(MHD_stop_daemon) \
    do(MHD_get_connection_info) do(MHD_get_connection_values) do(MHD_suspend_connection) do(MHD_resume_connection) \
    do(MHD_create_response_from_buffer) do(MHD_create_response_from_callback) do(MHD_add_response_header) do(MHD_queue_response) \
    do(MHD_destroy_response)

struct mhd_library { MHD_FUNCTIONS(TS_LIBRARY_FUNCTION) };

struct ts_daemon;
struct ts_call;

struct ts_line { // a connection
    struct ts_line *next, *before;
    struct ts_daemon *daemon;
    struct ts_call *call; // NULL: none just now
    int descriptor;
    int64_t due;          // tick by which what goes on must have come to an end; 0: no matter
    char peer[48];        // the other side's address; of IPv6 its network, which one client has whole
};

struct ts_call {
    struct ts_visit visit;
    struct ts_line *line;
    struct MHD_Connection *connection;
    char *target;
    uint64_t asked;       // its number in the pool; 0: not asked, or answered
    bool is_begun, is_suspended;
    // Of a stream:
    bool is_stream, is_ended, is_gone; // ended: all was said; gone: nobody listens
    struct ts_buffer out;
    size_t sent;
    int64_t beat, looked; // ticks: of its last sign of life; when its session was last looked for
};

struct ts_daemon {
    struct mhd_library lib;
    struct MHD_Daemon *http;
    struct ts_door *door;
    struct ts_pool *pool;
    struct ts_passwords *passwords;
    struct ts_line *lines;
    uint32_t line_count, call_count;
    int watch;            // an epoll that wakes when a stream's client leaves
    bool is_ending;
    void (*says)(void *self, const char *line);
    void *self;
};

void ts_call_suspend(struct ts_call *call);
void ts_call_resume(struct ts_call *call); // fine when it is not suspended
void ts_call_cut(struct ts_call *call);    // ends the connection as it is

// --- listener.c: streams
extern const struct ts_asker ts_listener_asker; // without its `self`
enum MHD_Result ts_listener_start(struct ts_call *call); // answers with a stream
void ts_listener_add(struct ts_call *call, const char *bytes, size_t length);
void ts_listener_end(struct ts_call *call);
void ts_listener_beat(struct ts_call *call, int64_t tick); // now and then: says that it is alive, and looks whether who listens still may
void ts_listener_leave(struct ts_call *call);              // its connection is done with
void ts_listener_hear(struct ts_daemon *daemon);           // who has left

// The headers of an answer, but for its type.
void ts_call_add_fields(const struct ts_call *call, struct MHD_Response *response);

#endif
