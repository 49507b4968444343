// crowd.c - many players at once over HTTP: starts a server, plays a turn each a second, prints one JSON object
//
// crowd BINARY PLAYERS SECONDS [UNIVERSES [EACH]]: players share so many universes (default: each has one), and take EACH turns a second
// (default 1; 0: the next as soon as one is answered). The server has the first processor, the crowd the second. A turn's time counts from
// when it was due, so that a server that stands still is seen to.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "web/account.h"
#include "web/token.h"

enum { PLAYERS_MAX = 1000, ANSWER_MAX = 1 << 16, TURNS_MAX = 4 << 20 };

struct player {
    int connection, index;
    char cookie[80], csrf[TS_TOKEN_SIZE], run[64];
    char answer[ANSWER_MAX];
    size_t length;
    int turn;
    int64_t due, start; // start: when the turn under way was due; 0: none is
};

struct crowd {
    const char *binary;
    int players, seconds, universes, each, port, epoll;
    char folder[64], accounts[96];
    pid_t server;
    struct player *all;
    int64_t *times;
    size_t count;
    unsigned seed;
};

_Noreturn static void fail(const char *what, const char *detail)
{
    fprintf(stderr, "crowd: %s: %s\n", what, detail);
    exit(1);
}

// --- the server

static void sit_on(int processor)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    if (sysconf(_SC_NPROCESSORS_ONLN) > 1) sched_setaffinity(0, sizeof one, &one);
}

// Accounts and sessions as if all had joined and signed in.
static void make_accounts(struct crowd *crowd)
{
    struct ts_accounts *accounts;
    struct ts_err err;
    if (ts_accounts_open(crowd->accounts, ts_clock_now(), &accounts, &err)) fail("accounts", err.message);
    for (int i = 0; i < crowd->players; i++) {
        struct ts_account account = {.role = TS_ROLE_PLAYER};
        struct player *player = &crowd->all[i];
        char token[TS_TOKEN_SIZE];
        snprintf(account.name, sizeof account.name, "p%d", i);
        snprintf(account.player_id, sizeof account.player_id, "p%d", i);
        if (ts_account_add(accounts, &account, &err) || ts_session_add(accounts, account.player_id, ts_clock_now(), token, &err)) fail("accounts", err.message);
        snprintf(player->cookie, sizeof player->cookie, "turnstone-%s=%s", ts_accounts_id(accounts), token);
        ts_token_csrf(token, player->csrf);
        player->index = i;
    }
    ts_accounts_close(accounts);
}

static void start_server(struct crowd *crowd)
{
    char store[96], url[256] = "";
    int ends[2];
    size_t length = 0;
    ssize_t count;
    snprintf(store, sizeof store, "%s/s.db", crowd->folder);
    if (pipe(ends)) fail("pipe", "");
    crowd->server = fork();
    if (!crowd->server) {
        sit_on(0);
        dup2(ends[1], 1);
        close(ends[0]), close(ends[1]);
        execl(crowd->binary, crowd->binary, "serve", "--port", "0", "--store", store, "--content", "tests/bench/content", "--rate", "100000", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (!strchr(url, '\n') && (count = read(ends[0], url + length, sizeof url - 1 - length)) > 0) length += (size_t)count;
    crowd->port = length ? atoi(strrchr(url, ':') + 1) : 0;
    if (!crowd->port) fail("the server did not start", url);
}

// --- memory: of each process its own share

static long share_of(int process)
{
    char path[64], line[256];
    long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld", &kilobytes) == 1) break;
    if (file) fclose(file);
    return kilobytes;
}

static long share_of_tree(int process)
{
    char path[80];
    long sum = share_of(process);
    int child;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", process, process);
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%d", &child) == 1) sum += share_of_tree(child);
    if (file) fclose(file);
    return sum;
}

// --- a player

static void send_request(struct crowd *crowd, struct player *player, const char *path, const char *body)
{
    char text[2048];
    int length = snprintf(text, sizeof text,
                          "POST /api/v1%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nX-CSRF-Token: %s\r\nIdempotency-Key: t%d\r\n"
                          "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                          path, crowd->port, player->cookie, player->csrf, player->turn + 1, strlen(body), body);
    player->length = 0;
    if (send(player->connection, text, (size_t)length, MSG_NOSIGNAL) != length) fail("cannot send", path);
}

static void dial(struct crowd *crowd, struct player *player)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)crowd->port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = player};
    player->connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(player->connection, (struct sockaddr *)&to, sizeof to)) fail("cannot connect", "");
    epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, player->connection, &event);
}

static void begin(struct crowd *crowd, struct player *player)
{
    char body[256];
    snprintf(body, sizeof body, "{\"story\":\"bench:standard\",\"character\":\"C%d\",\"universe\":\"u%d\",\"seed\":%d}", player->index,
             player->index % crowd->universes, player->index);
    send_request(crowd, player, "/runs", body);
}

// One of the choices that are open, of the answer before.
static bool choose(struct crowd *crowd, const struct player *player, char out[64])
{
    char open[16][64];
    int count = 0;
    const char *at = strstr(player->answer, "\"choices\":[");
    while (at && count < 16 && (at = strstr(at, "{\"id\":\""))) {
        const char *end = strchr(at, '}'), *locked = strstr(at, "\"locked\":false");
        at += 7;
        if (locked && end && locked < end) snprintf(open[count++], 64, "%.*s", (int)strcspn(at, "\""), at);
    }
    if (count) strcpy(out, open[rand_r(&crowd->seed) % count]);
    return count;
}

static void take_turn(struct crowd *crowd, struct player *player)
{
    char path[128], body[256], choice[64];
    if (!choose(crowd, player, choice)) fail("no choice is open", player->answer);
    snprintf(path, sizeof path, "/runs/%s/turns", player->run);
    snprintf(body, sizeof body, "{\"choice\":\"%s\",\"turn\":%d}", choice, player->turn);
    send_request(crowd, player, path, body);
}

// The whole answer is there?
static bool hear(struct player *player)
{
    ssize_t count = recv(player->connection, player->answer + player->length, ANSWER_MAX - 1 - player->length, MSG_DONTWAIT);
    if (!count) fail("the server hung up", "");
    if (count < 0) return false;
    player->length += (size_t)count;
    player->answer[player->length] = '\0';
    const char *body = strstr(player->answer, "\r\n\r\n"), *length = strstr(player->answer, "Content-Length: ");
    return body && length && player->length >= (size_t)(body + 4 - player->answer) + (size_t)atol(length + 16);
}

static void read_answer(struct player *player)
{
    const char *run = strstr(player->answer, "\"run\":\""), *turn = strstr(player->answer, "\"turn\":");
    if (!run || !turn || strncmp(player->answer, "HTTP/1.1 20", 11)) fail("refused", player->answer);
    snprintf(player->run, sizeof player->run, "%.*s", (int)strcspn(run + 7, "\""), run + 7);
    player->turn = atoi(turn + 7);
}

// --- the crowd

static void begin_all(struct crowd *crowd)
{
    for (int i = 0; i < crowd->players; i++) {
        struct player *player = &crowd->all[i];
        dial(crowd, player);
        begin(crowd, player);
        while (!hear(player)) usleep(200);
        read_answer(player);
    }
}

static void answered(struct crowd *crowd, struct player *player, int64_t now)
{
    if (!player->start || !hear(player)) return;
    if (crowd->count < TURNS_MAX) crowd->times[crowd->count++] = now - player->start;
    player->start = 0;
    read_answer(player);
}

static void play(struct crowd *crowd)
{
    struct epoll_event ready[64];
    int64_t start = ts_clock_monotonic(), end = start + crowd->seconds * 1000000000ll, step = crowd->each ? 1000000000ll / crowd->each : 0, now;
    for (int i = 0; i < crowd->players; i++) crowd->all[i].due = start + step * i / crowd->players;
    while ((now = ts_clock_monotonic()) < end) {
        int64_t next = now + 50000000;
        for (int i = 0; i < crowd->players; i++) {
            struct player *player = &crowd->all[i];
            if (!player->start && player->due <= now) {
                player->start = step ? player->due : now;
                player->due = step ? player->due + step : 0;
                take_turn(crowd, player);
            }
            if (!player->start && player->due < next) next = player->due;
        }
        int wait_ms = (int)((next - ts_clock_monotonic()) / 1000000), count = epoll_wait(crowd->epoll, ready, 64, wait_ms < 0 ? 0 : wait_ms);
        for (int i = 0; i < count; i++) answered(crowd, ready[i].data.ptr, ts_clock_monotonic());
    }
}

static int by_size(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

static void print(const struct crowd *crowd, long memory)
{
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used); // all of the server's processes, from its start
    double busy = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    if (!crowd->count) fail("no turn was taken", "");
    qsort(crowd->times, crowd->count, sizeof *crowd->times, by_size);
    printf("{\"players\":%d,\"universes\":%d,\"seconds\":%d,\"turns\":%zu,\"turns_a_second\":%.0f,\"median_ms\":%.2f,\"median_target_ms\":20,\"p99_ms\":%.2f,"
           "\"p99_target_ms\":100,\"longest_ms\":%.2f,\"processor_ms_a_turn\":%.2f,\"memory_mb\":%.1f,\"memory_target_mb\":150}\n",
           crowd->players, crowd->universes, crowd->seconds, crowd->count, (double)crowd->count / crowd->seconds, (double)crowd->times[crowd->count / 2] / 1e6,
           (double)crowd->times[crowd->count * 99 / 100] / 1e6, (double)crowd->times[crowd->count - 1] / 1e6, busy * 1e3 / (double)crowd->count, (double)memory / 1024);
}

int main(int argc, char **argv)
{
    struct crowd crowd = {.folder = "/var/tmp/turnstone-crowd-XXXXXX"}; // on a disk: what is measured is durable
    char command[96];
    if (argc < 4) fail("usage", "crowd BINARY PLAYERS SECONDS [UNIVERSES [EACH]]");
    crowd.binary = argv[1], crowd.players = atoi(argv[2]), crowd.seconds = atoi(argv[3]);
    crowd.universes = argc > 4 ? atoi(argv[4]) : crowd.players;
    crowd.each = argc > 5 ? atoi(argv[5]) : 1;
    if (crowd.players < 1 || crowd.players > PLAYERS_MAX || crowd.universes < 1) fail("usage", "so many players cannot be");
    crowd.all = calloc((size_t)crowd.players, sizeof *crowd.all);
    crowd.times = calloc(TURNS_MAX, sizeof *crowd.times);
    crowd.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!mkdtemp(crowd.folder)) fail("folder", crowd.folder);
    snprintf(crowd.accounts, sizeof crowd.accounts, "%s/s.db.accounts", crowd.folder);
    make_accounts(&crowd);
    start_server(&crowd);
    sit_on(1);
    begin_all(&crowd);
    play(&crowd);
    long memory = share_of_tree(crowd.server);
    kill(crowd.server, SIGTERM);
    waitpid(crowd.server, NULL, 0);
    print(&crowd, memory);
    snprintf(command, sizeof command, "rm -rf %s", crowd.folder);
    return system(command) ? 1 : 0;
}
