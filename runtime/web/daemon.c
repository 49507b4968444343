// daemon.c - libmicrohttpd: connections, requests as they come, and answers
#include "web/daemon.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "web/call.h"

enum { SPARE = 100 }; // files

static const int64_t second = 1000000000;
static const struct ts_rate_limit log_limit = {200000000, 50}; // lines: somebody who is refused all the time does not fill a disk

// --- connections

static void print_peer(const struct sockaddr *address, char out[48])
{
    struct in6_addr network;
    if (address->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, out, 48);
    } else if (address->sa_family == AF_INET6) {
        network = ((const struct sockaddr_in6 *)address)->sin6_addr;
        if (!IN6_IS_ADDR_LOOPBACK(&network) && !IN6_IS_ADDR_V4MAPPED(&network)) memset(network.s6_addr + 8, 0, 8);
        inet_ntop(AF_INET6, &network, out, 48);
    } else {
        snprintf(out, 48, "?");
    }
}

static enum MHD_Result is_welcome(void *self, const struct sockaddr *address, socklen_t length)
{
    const struct ts_daemon *daemon = self;
    char peer[48];
    uint32_t count = 0;
    (void)length;
    print_peer(address, peer);
    for (const struct ts_line *line = daemon->lines; line; line = line->next) count += !strcmp(line->peer, peer);
    return count < daemon->door->limits.each ? MHD_YES : MHD_NO;
}

static void open_line(struct ts_daemon *daemon, struct MHD_Connection *connection, void **context)
{
    struct ts_line *line = ts_memory_get(sizeof *line);
    *line = (struct ts_line){.next = daemon->lines, .daemon = daemon};
    line->descriptor = daemon->lib.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    line->due = ts_clock_monotonic() + daemon->door->limits.request_seconds * second;
    print_peer(daemon->lib.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr, line->peer);
    if (line->next) line->next->before = line;
    daemon->lines = line;
    daemon->line_count++;
    *context = line;
}

static void close_line(struct ts_daemon *daemon, struct ts_line *line)
{
    if (line->next) line->next->before = line->before;
    if (line->before) line->before->next = line->next;
    else daemon->lines = line->next;
    daemon->line_count--;
    free(line);
}

static void connected(void *self, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED) open_line(self, connection, context);
    else if (*context) close_line(self, *context);
}

// --- requests

void ts_call_suspend(struct ts_call *call)
{
    call->is_suspended = true;
    call->line->daemon->lib.MHD_suspend_connection(call->connection);
}

void ts_call_resume(struct ts_call *call)
{
    if (!call->is_suspended) return;
    call->is_suspended = false;
    call->line->daemon->lib.MHD_resume_connection(call->connection);
}

void ts_call_cut(struct ts_call *call)
{
    shutdown(call->line->descriptor, SHUT_RDWR);
}

static void *started(void *self, const char *target, struct MHD_Connection *connection)
{
    struct ts_daemon *daemon = self;
    struct ts_call *call = ts_memory_get(sizeof *call);
    memset(call, 0, sizeof *call);
    call->connection = connection;
    call->target = ts_memory_copy(target);
    call->line = daemon->lib.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    call->line->call = call;
    call->visit.door = daemon->door;
    daemon->call_count++;
    return call;
}

static void completed(void *self, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
    struct ts_daemon *daemon = self;
    struct ts_call *call = *context;
    (void)connection, (void)code;
    if (!call) return;
    if (call->asked) ts_pool_hang_up(daemon->pool, call->asked);
    if (call->is_stream) ts_listener_leave(call);
    call->line->call = NULL;
    call->line->due = ts_clock_monotonic() + daemon->door->limits.idle_seconds * second;
    if (daemon->is_ending) shutdown(call->line->descriptor, SHUT_RD); // what was written still goes out
    ts_visit_clear(&call->visit);
    daemon->call_count--;
    free(call->target);
    free(call);
    *context = NULL;
}

static enum MHD_Result add_field(void *self, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct ts_visit *visit = self;
    (void)kind;
    visit->has_more_fields = visit->field_count == TS_VISIT_FIELDS_MAX;
    if (!visit->has_more_fields) visit->fields[visit->field_count++] = (struct ts_field){name, value ? value : ""};
    return visit->has_more_fields ? MHD_NO : MHD_YES;
}

static void begin(struct ts_call *call, const char *method)
{
    struct ts_visit *visit = &call->visit;
    call->is_begun = true;
    visit->method = method;
    visit->target = call->target;
    visit->peer = call->line->peer;
    visit->now = ts_clock_now();
    visit->tick = ts_clock_monotonic();
    call->line->daemon->lib.MHD_get_connection_values(call->connection, MHD_HEADER_KIND, add_field, visit);
    if (call->line->daemon->is_ending) {
        ts_visit_retry(visit, TS_PROBLEM_UNAVAILABLE, 5, "the server is about to end");
        visit->response.closes = true;
    } else {
        ts_door_begin(visit);
    }
    call->line->due = visit->tick + visit->door->limits.request_seconds * second;
}

// --- what others do for it

static void know(void *self, const struct ts_secret *secret)
{
    struct ts_call *call = self;
    ts_door_know(&call->visit, secret);
    ts_call_resume(call);
}

static uint32_t count_streams(const struct ts_daemon *daemon, const char *token)
{
    uint32_t count = 0;
    for (const struct ts_line *line = daemon->lines; line; line = line->next)
        count += line->call && line->call->is_stream && !strcmp(line->call->visit.token, token);
    return count;
}

static void ask(struct ts_call *call)
{
    struct ts_visit *visit = &call->visit;
    const struct ts_route *route = visit->match.route;
    struct ts_asker asker = ts_listener_asker;
    asker.self = call;
    if (route->is_stream && count_streams(call->line->daemon, visit->token) >= visit->door->limits.streams) {
        ts_visit_retry(visit, TS_PROBLEM_TOO_MANY, 15, "%u streams are open already: close a window that shows a story", visit->door->limits.streams);
        return;
    }
    call->asked = ts_pool_ask(call->line->daemon->pool, route->where, visit->match.word_count ? visit->word[0] : NULL, &visit->ask, asker);
    if (call->asked) ts_call_suspend(call);
    else ts_visit_retry(visit, TS_PROBLEM_UNAVAILABLE, 2, "too many are asking at once: try again in a moment");
}

static void work(struct ts_call *call)
{
    if (ts_passwords_add(call->line->daemon->passwords, &call->visit.secret, know, call)) ts_call_suspend(call);
    else ts_visit_retry(&call->visit, TS_PROBLEM_TOO_MANY, 5, "too many are signing in at once: try again in a moment");
}

// --- answers

void ts_call_add_fields(const struct ts_call *call, struct MHD_Response *response)
{
    const struct mhd_library *lib = &call->line->daemon->lib;
    const struct ts_response *from = &call->visit.response;
    for (const struct ts_field *field = ts_door_policy(from->policy); field->name; field++)
        lib->MHD_add_response_header(response, field->name, field->value ? field->value : ts_assets_policy(call->visit.door->assets));
    for (uint32_t i = 0; i < from->field_count; i++) lib->MHD_add_response_header(response, from->fields[i].name, from->fields[i].value);
    if (from->type) lib->MHD_add_response_header(response, "Content-Type", from->type);
    if (from->closes) lib->MHD_add_response_header(response, "Connection", "close");
}

// Of the request only what is ours: the method, and the row of the table.
static void log_refusal(const struct ts_call *call)
{
    const struct ts_daemon *daemon = call->line->daemon;
    const struct ts_visit *visit = &call->visit;
    const struct ts_route *route = visit->match.route;
    char line[512];
    int seconds;
    if (!visit->response.is_refusal || !daemon->says || !ts_rate_take(&visit->door->attempts, log_limit, 1, visit->tick, &seconds)) return;
    snprintf(line, sizeof line, "%u to %s: %s%s%s%s%s", visit->response.status, visit->peer, route ? route->method : "", route ? " " : "", route ? route->path : "",
             route && visit->response.why ? ": " : "", visit->response.why ? visit->response.why : route ? "" : "a page");
    daemon->says(daemon->self, line);
}

static enum MHD_Result answer(struct ts_call *call)
{
    const struct mhd_library *lib = &call->line->daemon->lib;
    struct ts_response *from = &call->visit.response;
    size_t length = from->fixed ? from->fixed_length : from->body.length;
    char *bytes = from->fixed || !length ? (char *)from->fixed : ts_buffer_take(&from->body);
    struct MHD_Response *response =
        lib->MHD_create_response_from_buffer(length, bytes, from->fixed || !length ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
    if (!response) return MHD_NO;
    log_refusal(call);
    ts_call_add_fields(call, response);
    call->line->due = ts_clock_monotonic() + 3 * call->visit.door->limits.request_seconds * second; // until it is read
    enum MHD_Result result = lib->MHD_queue_response(call->connection, from->status, response);
    lib->MHD_destroy_response(response);
    return result;
}

// Called with the head, then with each piece of the body, then when all came, and again when the connection is resumed.
static enum MHD_Result handle(void *self, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                              const char *body, size_t *length, void **context)
{
    struct ts_call *call = *context;
    (void)self, (void)connection, (void)url, (void)version;
    if (!call->is_begun) {
        begin(call, method);
        bool is_cut = call->visit.stage == TS_STAGE_DONE && call->visit.response.closes;
        return is_cut ? answer(call) : MHD_YES; // else a refusal waits for the body, so that the connection can go on
    }
    if (*length) {
        ts_door_take(&call->visit, body, *length);
        *length = 0;
        return MHD_YES;
    }
    ts_door_finish(&call->visit);
    call->line->due = 0;
    if (call->visit.stage == TS_STAGE_SECRET) work(call);
    else if (call->visit.stage == TS_STAGE_ASKS) ask(call);
    if (call->is_suspended) return MHD_YES;
    return call->is_stream ? ts_listener_start(call) : answer(call);
}

// The path and the query stay as they were sent: we read them ourselves.
static size_t leave_encoded(void *self, struct MHD_Connection *connection, char *text)
{
    (void)self, (void)connection;
    return strlen(text);
}

// --- the daemon

// As many as may be, less what the process needs beside.
static unsigned most_connections(const struct ts_limits *limits)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur > limits->connections + SPARE) return limits->connections;
    return files.rlim_cur > 2 * SPARE ? (unsigned)files.rlim_cur - SPARE : SPARE;
}

enum ts_status ts_daemon_open(const struct ts_daemon_how *how, struct ts_daemon **out, struct ts_err *err)
{
    static const char *const names[] = {MHD_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    struct ts_daemon *daemon = ts_memory_get(sizeof *daemon);
    const struct ts_limits *limits = &how->door->limits;
    *daemon = (struct ts_daemon){.door = how->door, .pool = how->pool, .passwords = how->passwords, .says = how->says, .self = how->self};
    *out = NULL;
    if (ts_library_load("serving HTTP", TURNSTONE_LIBMICROHTTPD, names, &daemon->lib, err)) {
        free(daemon);
        return TS_UNAVAILABLE;
    }
    daemon->watch = epoll_create1(EPOLL_CLOEXEC);
    daemon->http = daemon->lib.MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, is_welcome, daemon, handle, daemon, //
                                                MHD_OPTION_LISTEN_SOCKET, how->listening, MHD_OPTION_CONNECTION_LIMIT, most_connections(limits), //
                                                MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)limits->idle_seconds, //
                                                MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)limits->head + (8 << 10), // beside the head: a piece of the body, or of an answer
                                                MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, daemon, //
                                                MHD_OPTION_URI_LOG_CALLBACK, started, daemon, MHD_OPTION_NOTIFY_COMPLETED, completed, daemon, //
                                                MHD_OPTION_NOTIFY_CONNECTION, connected, daemon, MHD_OPTION_END);
    if (daemon->watch >= 0 && daemon->http) {
        *out = daemon;
        return TS_OK;
    }
    ts_daemon_close(daemon);
    return ts_err_set(err, TS_IO, "cannot serve HTTP: %s", strerror(errno));
}

void ts_daemon_watch(const struct ts_daemon *daemon, int out[2], int *wait_ms)
{
    MHD_UNSIGNED_LONG_LONG wait;
    out[0] = daemon->lib.MHD_get_daemon_info(daemon->http, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    out[1] = daemon->watch;
    if (daemon->lib.MHD_get_timeout(daemon->http, &wait) == MHD_YES && wait < (unsigned)*wait_ms) *wait_ms = (int)wait;
}

void ts_daemon_run(struct ts_daemon *daemon)
{
    ts_listener_hear(daemon);
    daemon->lib.MHD_run(daemon->http);
}

void ts_daemon_sweep(struct ts_daemon *daemon)
{
    int64_t tick = ts_clock_monotonic();
    for (struct ts_line *line = daemon->lines; line; line = line->next) {
        if (line->due && line->due < tick) shutdown(line->descriptor, SHUT_RDWR);
        if (line->call && line->call->is_stream) ts_listener_beat(line->call, tick);
    }
}

void ts_daemon_end(struct ts_daemon *daemon)
{
    MHD_socket listening = daemon->lib.MHD_quiesce_daemon(daemon->http);
    daemon->is_ending = true;
    if (listening != MHD_INVALID_SOCKET) close(listening);
    for (struct ts_line *line = daemon->lines; line; line = line->next) {
        if (!line->call) shutdown(line->descriptor, SHUT_RD);
        else if (line->call->is_stream) ts_listener_end(line->call);
    }
}

bool ts_daemon_is_idle(const struct ts_daemon *daemon)
{
    return !daemon->call_count;
}

void ts_daemon_close(struct ts_daemon *daemon)
{
    if (!daemon) return;
    for (struct ts_line *line = daemon->lines; line; line = line->next)
        if (line->call) ts_call_cut(line->call), ts_call_resume(line->call);
    if (daemon->http) daemon->lib.MHD_stop_daemon(daemon->http);
    if (daemon->watch >= 0) close(daemon->watch);
    free(daemon);
}
