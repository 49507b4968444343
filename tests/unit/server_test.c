// server_test.c - the server over real sockets, its workers played by the test: slow, rude and departing clients, streams, its end
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "web/server.h"

enum { ANSWER_SIZE = 1 << 16, PATIENCE_MS = 20000, FLOOD = 400, FLOOD_PIECE = 32 << 10 };

struct place { // where a server runs
    char folder[64], accounts[96], said[96], url[128], host[64], cookie[128];
    struct ts_limits limits;
    pid_t process;
    int told; // the server's URL comes out of here
    uint16_t port;
};

// --- workers that do as they are told

static void answer(struct ts_wire *wire, uint64_t number, enum ts_reply_type type, const char *words)
{
    struct ts_answer_head head = {200, type};
    struct ts_buffer bytes = {0};
    ts_buffer_add(&bytes, &head, sizeof head);
    ts_buffer_add_text(&bytes, words);
    ts_wire_add(wire, TS_FRAME_ANSWER, number, bytes.bytes, bytes.length);
    ts_buffer_clear(&bytes);
}

struct told {
    pid_t server;
    uint64_t late; // a request whose answer is held back until "go"
    int left;      // how many streams were hung up
};

static void obey(struct told *told, struct ts_wire *wire, const struct ts_wire_frame *frame)
{
    char piece[FLOOD_PIECE], *ask = strndup(frame->bytes, frame->length);
    memset(piece, 'x', sizeof piece);
    if (frame->kind == TS_FRAME_HANGUP) told->left++;
    else if (strstr(ask, "\"do\":\"die\"")) _exit(1);
    else if (strstr(ask, "\"do\":\"wait\"")) told->late = frame->number;
    else if (strstr(ask, "\"do\":\"left\"")) answer(wire, frame->number, TS_REPLY_JSON, told->left ? "\"left\"" : "\"there\"");
    else if (strstr(ask, "\"do\":\"html\"")) answer(wire, frame->number, TS_REPLY_HTML, "<script>1</script>");
    else if (strstr(ask, "\"do\":\"end\"")) kill(told->server, SIGTERM), answer(wire, frame->number, TS_REPLY_JSON, "\"before the end\"");
    else if (strstr(ask, "\"run\":")) answer(wire, frame->number, TS_REPLY_STREAM, "");
    else answer(wire, frame->number, TS_REPLY_JSON, "{\"is\":\"answered\"}");
    if (strstr(ask, "\"do\":\"go\"") && told->late) answer(wire, told->late, TS_REPLY_JSON, "\"late\"");
    for (int i = 0; strstr(ask, "\"run\":\"flood\"") && i < FLOOD; i++) ts_wire_add(wire, TS_FRAME_EVENT, frame->number, piece, sizeof piece);
    if (strstr(ask, "\"run\":\"news\"")) ts_wire_add(wire, TS_FRAME_EVENT, frame->number, "event: news\ndata: {}\n\n", 22);
    free(ask);
}

_Noreturn static void work(int master, pid_t server)
{
    struct ts_wire wire = {.fd = master};
    struct ts_wire_frame frame;
    struct told told = {.server = server};
    while (!wire.is_ended) {
        struct pollfd ready = {.fd = master, .events = POLLIN};
        if (poll(&ready, 1, -1) > 0) ts_wire_hear(&wire);
        bool was_ended = wire.is_ended;
        wire.is_ended = false;
        while (ts_wire_next(&wire, &frame)) obey(&told, &wire, &frame);
        if (was_ended && told.late) answer(&wire, told.late, TS_REPLY_JSON, "\"at last\"");
        ts_wire_flush(&wire, true);
        wire.is_ended |= was_ended;
    }
    _exit(0);
}

static void nurse(void *self, int master)
{
    struct ts_wire wire = {.fd = master};
    uint64_t index;
    int given;
    pid_t server = getppid();
    (void)self;
    signal(SIGTERM, SIG_IGN);
    ts_wire_add(&wire, TS_FRAME_READY, 0, "core 1.0.0", 10);
    ts_wire_flush(&wire, true);
    while (ts_wire_receive(master, &index, &given)) {
        if (!fork()) work(given, server);
        close(given);
    }
    close(master);
    while (wait(NULL) > 0) continue;
}

// --- the server, in a process of its own

static void listens(void *self, const char *url)
{
    struct place *place = self;
    assert_int_equal(write(place->told, url, strlen(url)), strlen(url));
    close(place->told);
}

static void says(void *self, const char *line)
{
    struct place *place = self;
    FILE *said = fopen(place->said, "a");
    fprintf(said, "%s\n", line);
    fclose(said);
}

static void note(int number) // as who calls the server has to
{
    (void)number;
}

_Noreturn static void serve(struct place *place)
{
    struct ts_err err;
    struct ts_server_how how = {.bind = "127.0.0.1", .accounts = place->accounts, .player = "p1", .name = "Ann", .version = "1.0.0", .language = "",
                                .limits = place->limits, .pool = {.workers = 1, .nurse = nurse}, .listens = listens, .says = says, .self = place};
    signal(SIGTERM, note);
    enum ts_status status = ts_server_run(&how, &err);
    if (status != TS_INTERRUPTED) fprintf(stderr, "%s\n", err.message);
    _exit(status == TS_INTERRUPTED ? 0 : 1);
}

static void start(struct place *place)
{
    int ends[2];
    size_t length = 0;
    ssize_t count;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    place->process = fork();
    place->told = ends[1];
    if (!place->process) {
        close(ends[0]);
        serve(place);
    }
    close(ends[1]);
    while ((count = read(ends[0], place->url + length, sizeof place->url - 1 - length)) > 0) length += (size_t)count;
    close(ends[0]);
    place->url[length] = '\0';
    place->port = (uint16_t)atoi(strrchr(place->url, ':') + 1);
    snprintf(place->host, sizeof place->host, "127.0.0.1:%u", place->port);
}

// --- clients

static int dial(const struct place *place)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(place->port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(client, (struct sockaddr *)&to, sizeof to), 0);
    return client;
}

static bool is_ready(int client, int ms)
{
    struct pollfd ready = {.fd = client, .events = POLLIN};
    return poll(&ready, 1, ms) > 0;
}

static void say(int client, const char *text)
{
    (void)!send(client, text, strlen(text), MSG_NOSIGNAL); // who is cut off hears of it by reading
}

// What comes until the other side ends, or `until` stood in it.
static const char *hear(int client, const char *until, char out[ANSWER_SIZE])
{
    size_t length = 0;
    out[0] = '\0';
    while (length < ANSWER_SIZE - 1 && (!until || !strstr(out, until))) {
        assert_true(is_ready(client, PATIENCE_MS));
        ssize_t count = recv(client, out + length, ANSWER_SIZE - 1 - length, 0);
        if (count <= 0) break;
        length += (size_t)count;
        out[length] = '\0';
    }
    return out;
}

static void ask(const struct place *place, int client, const char *request)
{
    char text[4096];
    snprintf(text, sizeof text, "%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", request, place->host, place->cookie);
    say(client, text);
}

// The status of an answer on a connection of its own; 0: it was ended without one.
static int give(const struct place *place, const char *bytes, char out[ANSWER_SIZE])
{
    int client = dial(place), status = 0;
    say(client, bytes);
    sscanf(hear(client, NULL, out), "HTTP/1.1 %d", &status);
    close(client);
    return status;
}

static int get(const struct place *place, const char *request, char out[ANSWER_SIZE])
{
    char text[4096];
    snprintf(text, sizeof text, "%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n", request, place->host, place->cookie);
    return give(place, text, out);
}

static void sign_in(struct place *place)
{
    char out[ANSWER_SIZE], request[256];
    snprintf(request, sizeof request, "GET %s", strstr(place->url, "/enter"));
    assert_int_equal(get(place, request, out), 303);
    const char *cookie = strstr(out, "Set-Cookie: ") + 12;
    snprintf(place->cookie, sizeof place->cookie, "%.*s", (int)strcspn(cookie, ";"), cookie);
}

static struct place *open_place(void **state, struct ts_limits limits)
{
    struct place *place = calloc(1, sizeof *place);
    strcpy(place->folder, "/tmp/turnstone-server-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->accounts, sizeof place->accounts, "%s/s.accounts", place->folder);
    snprintf(place->said, sizeof place->said, "%s/said", place->folder);
    place->limits = limits;
    start(place);
    sign_in(place);
    *state = place;
    return place;
}

static int ended(struct place *place)
{
    int status = -1;
    pid_t process = place->process;
    place->process = 0;
    waitpid(process, &status, 0);
    return status;
}

static int close_place(void **state)
{
    struct place *place = *state;
    char command[128];
    int failed = 0;
    if (place->process) kill(place->process, SIGTERM), failed = ended(place);
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    failed |= system(command);
    free(place);
    return failed;
}

static int open_plain(void **state)
{
    open_place(state, (struct ts_limits){0});
    return 0;
}

static int open_strict(void **state)
{
    open_place(state, (struct ts_limits){.request_seconds = 1, .idle_seconds = 2, .each = 6, .streams = 2, .unread = 64 << 10});
    return 0;
}

// --- the tests

static void gives_what_workers_answer(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
    assert_non_null(strstr(out, "Content-Type: application/json\r\n"));
    assert_non_null(strstr(out, "\r\n\r\n{\"is\":\"answered\"}"));
    assert_int_equal(get(place, "HEAD /api/v1/stories", out), 200);
    assert_null(strstr(out, "answered"));
    assert_int_equal(get(place, "GET /api/v1/stories?do=html", out), 200);
    assert_non_null(strstr(out, "Content-Security-Policy: sandbox allow-scripts; default-src 'none'"));
    assert_null(strstr(out, "allow-same-origin"));
}

static void answers_several_requests_on_one_connection(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int client = dial(place);
    for (int i = 0; i < 3; i++) {
        ask(place, client, "GET /api/v1/stories");
        hear(client, "{\"is\":\"answered\"}", out);
    }
    ask(place, client, "GET /api/v1/stories");
    ask(place, client, "GET /api/v1/nowhere");
    hear(client, "\"unknown\"", out);
    assert_non_null(strstr(out, "answered"));
    close(client);
}

static void lets_a_client_go_while_a_worker_computes(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int client = dial(place);
    ask(place, client, "GET /api/v1/stories?do=wait");
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200); // so the one before has come
    close(client);
    assert_int_equal(get(place, "GET /api/v1/stories?do=go", out), 200);
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
}

static void says_so_when_workers_die_over_a_request(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    assert_int_equal(get(place, "GET /api/v1/stories?do=die", out), 500);
    assert_non_null(strstr(out, "\"code\":\"failed\""));
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
}

static void survives_what_is_no_http(void **state)
{
    struct place *place = *state;
    static const char *const rude[] = {"\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02\x01\xfc", "GET / HTTP/1.1\r\n: \r\n\r\n",
                                       "GET / HTTP/1.1\r\nHost\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n", "\xff\xff\xff\r\n\r\n", "GET  HTTP/1.1\r\n\r\n"};
    char out[ANSWER_SIZE], text[1024];
    for (size_t i = 0; i < sizeof rude / sizeof *rude; i++) assert_int_not_equal(give(place, rude[i], out), 200);
    snprintf(text, sizeof text, "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: %s\r\n\r\n",
             place->host, place->host);
    assert_int_equal(give(place, text, out), 400);
    assert_null(strstr(out + 5, "HTTP/1.1")); // what follows is not taken for a request
    snprintf(text, sizeof text, "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\nContent-Length: 4\r\nContent-Length: 0\r\n\r\n{  }", place->host);
    assert_int_equal(give(place, text, out), 400);
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
}

static void refuses_too_much_before_reading_it(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE], *text = calloc(1, 1 << 18);
    snprintf(text, 1 << 18, "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\nContent-Length: 100000000\r\n\r\n", place->host);
    int client = dial(place), status = 0;
    say(client, text);
    sscanf(hear(client, NULL, out), "HTTP/1.1 %d", &status);
    assert_int_equal(status, 413);
    close(client);
    snprintf(text, 1 << 18, "GET / HTTP/1.1\r\nHost: %s\r\nA: ", place->host);
    memset(text + strlen(text), 'x', 100000);
    client = dial(place), status = 0;
    say(client, text);
    sscanf(hear(client, NULL, out), "HTTP/1.1 %d", &status);
    assert_in_range(status, 400, 499);
    close(client);
    free(text);
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
}

static void cuts_slow_clients(void **state)
{
    struct place *place = *state;
    char byte = 0;
    int silent = dial(place), slow = dial(place), slow_body = dial(place);
    char text[512];
    snprintf(text, sizeof text, "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\nContent-Length: 60000\r\n\r\n", place->host);
    say(slow, "GET / HTTP/1.1\r\n");
    say(slow_body, text);
    int64_t start_at = ts_clock_millis(), cut = 0;
    while (cut < 3 && ts_clock_millis() - start_at < PATIENCE_MS) { // a byte now and then keeps nobody in
        const int clients[] = {silent, slow, slow_body};
        cut = 0;
        say(slow, "A");
        say(slow_body, "A");
        for (int i = 0; i < 3; i++) cut += is_ready(clients[i], 50) && recv(clients[i], &byte, 1, MSG_PEEK) <= 0;
    }
    assert_int_equal(cut, 3);
    close(silent), close(slow), close(slow_body);
}

static void limits_connections_of_an_address(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int clients[7];
    for (int i = 0; i < 6; i++) {
        clients[i] = dial(place);
        ask(place, clients[i], "GET /api/v1/stories");
        hear(clients[i], "answered", out);
    }
    clients[6] = dial(place);
    ask(place, clients[6], "GET /api/v1/stories");
    assert_string_equal(hear(clients[6], NULL, out), "");
    for (int i = 0; i < 7; i++) close(clients[i]);
    while (get(place, "GET /api/v1/stories", out) != 200) continue; // as soon as they are gone
}

static void gives_events_as_they_come(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int client = dial(place);
    ask(place, client, "GET /api/v1/runs/news/events");
    hear(client, "event: news\ndata: {}\n\n", out);
    assert_non_null(strstr(out, "Content-Type: text/event-stream\r\n"));
    assert_non_null(strstr(out, "Cache-Control: no-store\r\n"));
    close(client);
    int64_t since = ts_clock_millis();
    do assert_int_equal(get(place, "GET /api/v1/stories?do=left", out), 200); // the worker hears that it has left
    while (!strstr(out, "\"left\"") && ts_clock_millis() - since < PATIENCE_MS);
    assert_non_null(strstr(out, "\"left\""));
}

static void limits_the_streams_of_a_session(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int clients[2];
    for (int i = 0; i < 2; i++) {
        clients[i] = dial(place);
        ask(place, clients[i], "GET /api/v1/runs/news/events");
        hear(clients[i], "event: news", out);
    }
    assert_int_equal(get(place, "GET /api/v1/runs/news/events", out), 429);
    close(clients[0]), close(clients[1]);
}

static void lets_go_of_who_does_not_read_a_stream(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    size_t total = 0;
    ssize_t count;
    int client = dial(place);
    ask(place, client, "GET /api/v1/runs/flood/events");
    int64_t since = ts_clock_millis();
    do assert_int_equal(get(place, "GET /api/v1/stories?do=left", out), 200);
    while (!strstr(out, "\"left\"") && ts_clock_millis() - since < PATIENCE_MS);
    assert_non_null(strstr(out, "\"left\""));
    while ((count = recv(client, out, sizeof out, 0)) > 0) total += (size_t)count;
    assert_true(total < (size_t)FLOOD * FLOOD_PIECE);
    close(client);
}

static void ends_when_it_is_asked_to(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int stream = dial(place), waiting = dial(place), idle = dial(place);
    ask(place, stream, "GET /api/v1/runs/news/events");
    hear(stream, "event: news", out);
    ask(place, waiting, "GET /api/v1/stories?do=wait");
    ask(place, idle, "GET /api/v1/stories");
    hear(idle, "answered", out);
    kill(place->process, SIGTERM);
    assert_non_null(strstr(hear(stream, NULL, out), "0\r\n\r\n")); // the stream ends well
    assert_string_equal(hear(idle, NULL, out), "");                // too late for anything new
    kill(place->process, SIGTERM);                                 // asked twice: at once
    assert_int_equal(ended(place), 0);
    close(stream), close(waiting), close(idle);
}

static void answers_what_is_in_hand_before_it_ends(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    int client = dial(place);
    ask(place, client, "GET /api/v1/stories?do=end");
    assert_non_null(strstr(hear(client, NULL, out), "before the end"));
    assert_int_equal(ended(place), 0);
    close(client);
}

static void checks_passwords_beside_other_work(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE], text[1024];
    const char *body = "{\"name\":\"Ben\",\"password\":\"wrong\"}";
    int client = dial(place);
    snprintf(text, sizeof text, "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", place->host, strlen(body), body);
    say(client, text);
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
    assert_non_null(strstr(hear(client, "signed-out", out), "HTTP/1.1 401"));
    close(client);
}

static void says_of_refusals_nothing_that_players_wrote(void **state)
{
    struct place *place = *state;
    char out[ANSWER_SIZE];
    get(place, "DELETE /api/v1/runs/secretrun?secretquery=1", out); // no CSRF token
    get(place, "GET /enter?token=secrettoken", out);
    assert_int_equal(get(place, "GET /api/v1/stories", out), 200);
    FILE *said = fopen(place->said, "r");
    assert_non_null(said);
    size_t length = fread(out, 1, sizeof out - 1, said);
    fclose(said);
    out[length] = '\0';
    assert_non_null(strstr(out, "403 to 127.0.0.1: DELETE /runs/{run}: the header X-CSRF-Token"));
    assert_null(strstr(out, "secret"));
    assert_null(strstr(out, "/stories"));
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, open_plain, close_place)
#define STRICT(test) cmocka_unit_test_setup_teardown(test, open_strict, close_place)
    const struct CMUnitTest tests[] = {
        EACH(gives_what_workers_answer), EACH(answers_several_requests_on_one_connection), EACH(lets_a_client_go_while_a_worker_computes),
        EACH(says_so_when_workers_die_over_a_request), STRICT(survives_what_is_no_http), EACH(refuses_too_much_before_reading_it), STRICT(cuts_slow_clients),
        STRICT(limits_connections_of_an_address), EACH(gives_events_as_they_come), STRICT(limits_the_streams_of_a_session), STRICT(lets_go_of_who_does_not_read_a_stream), EACH(ends_when_it_is_asked_to),
        EACH(answers_what_is_in_hand_before_it_ends), EACH(checks_passwords_beside_other_work), EACH(says_of_refusals_nothing_that_players_wrote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
