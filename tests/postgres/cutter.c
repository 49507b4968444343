// cutter.c - stands between programs and a PostgreSQL server, and cuts the way of one of them before the message of a number
//
// cutter PORT AT [all]: the server is at PORT of 127.0.0.1. Prints the port where it listens itself and its process, then "cut before T"
// when it cut, T being the message's type and upper or lower case the server's or a program's; and how many messages there were, when it
// is asked to end. Messages are counted over all connections, in both directions, on each from the first statement prepared on (with `all`:
// from its first). After the cut all goes through.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINES = 64, PIECE = 65536 };

struct way { // of one direction
    int from, to;
    bool is_asking; // from a program to the server
    bool has_begun; // its first message, which has no type, is through
    unsigned char *bytes;
    size_t length, room;
};

struct line {
    struct way ways[2];
    bool is_open, counts;
};

struct cutter {
    int ear, port;
    long count, at;
    bool is_all;
    struct line lines[LINES];
};

static volatile sig_atomic_t is_over;

static void end(int number)
{
    (void)number;
    is_over = 1;
}

static void die(const char *why)
{
    perror(why);
    exit(1);
}

static void hang_up(struct line *line)
{
    for (int i = 0; i < 2; i++) {
        close(line->ways[i].from);
        free(line->ways[i].bytes);
    }
    *line = (struct line){0};
}

static bool send_all(int to, const unsigned char *bytes, size_t length)
{
    for (ssize_t sent; length; bytes += sent, length -= (size_t)sent)
        if ((sent = send(to, bytes, length, MSG_NOSIGNAL)) <= 0) return false;
    return true;
}

// How long the message at the way's front is; 0: it is not all there.
static size_t measure(const struct way *way)
{
    uint32_t length;
    size_t head = way->is_asking && !way->has_begun ? 0 : 1; // the type
    if (way->length < head + sizeof length) return 0;
    memcpy(&length, way->bytes + head, sizeof length);
    return way->length < head + ntohl(length) ? 0 : head + ntohl(length);
}

// One message further, or false: this is where the line is cut.
static bool pass_one(struct cutter *cutter, struct line *line, struct way *way, size_t length)
{
    char type = way->is_asking && !way->has_begun ? '-' : (char)way->bytes[0];
    if (cutter->is_all || (way->is_asking && type == 'P')) line->counts = true;
    if (line->counts && ++cutter->count == cutter->at) {
        printf("cut before %c %s\n", type, way->is_asking ? "of the program" : "of the server");
        return false;
    }
    way->has_begun = true;
    if (!send_all(way->to, way->bytes, length)) return false;
    way->length -= length;
    memmove(way->bytes, way->bytes + length, way->length);
    return true;
}

static void carry(struct cutter *cutter, struct line *line, struct way *way)
{
    if (way->room < way->length + PIECE) {
        way->room = way->length + PIECE;
        way->bytes = realloc(way->bytes, way->room);
        if (!way->bytes) die("memory");
    }
    ssize_t count = read(way->from, way->bytes + way->length, PIECE);
    if (count <= 0) {
        hang_up(line);
        return;
    }
    way->length += (size_t)count;
    for (size_t length; (length = measure(way));)
        if (!pass_one(cutter, line, way, length)) {
            hang_up(line);
            return;
        }
}

// Messages go on one by one, and none waits for another.
static int hurry(int line)
{
    if (line >= 0) setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    return line;
}

static int reach(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int out = socket(AF_INET, SOCK_STREAM, 0);
    if (out >= 0 && connect(out, (struct sockaddr *)&address, sizeof address)) {
        close(out);
        return -1;
    }
    return hurry(out);
}

static void answer_call(struct cutter *cutter)
{
    int program = hurry(accept(cutter->ear, NULL, NULL)), server = program < 0 ? -1 : reach(cutter->port), free = 0;
    while (free < LINES && cutter->lines[free].is_open) free++;
    if (server < 0 || free == LINES) {
        if (program >= 0) close(program);
        if (server >= 0) close(server);
        return;
    }
    struct way asking = {.from = program, .to = server, .is_asking = true}, answering = {.from = server, .to = program};
    cutter->lines[free] = (struct line){.ways = {asking, answering}, .is_open = true};
}

static void serve(struct cutter *cutter)
{
    struct pollfd ends[1 + 2 * LINES] = {{.fd = cutter->ear, .events = POLLIN}};
    for (int i = 0; i < LINES; i++)
        for (int k = 0; k < 2; k++) {
            const struct line *line = &cutter->lines[i];
            ends[1 + 2 * i + k] = (struct pollfd){.fd = line->is_open ? line->ways[k].from : -1, .events = POLLIN};
        }
    if (poll(ends, 1 + 2 * LINES, -1) <= 0) return;
    for (int i = 0; i < LINES; i++)
        for (int k = 0; k < 2; k++)
            if (ends[1 + 2 * i + k].revents && cutter->lines[i].is_open) carry(cutter, &cutter->lines[i], &cutter->lines[i].ways[k]);
    if (ends[0].revents) answer_call(cutter);
}

static int listen_somewhere(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int ear = socket(AF_INET, SOCK_STREAM, 0);
    if (ear < 0 || bind(ear, (struct sockaddr *)&address, size) || listen(ear, LINES)) die("listen");
    if (getsockname(ear, (struct sockaddr *)&address, &size)) die("getsockname");
    *port = ntohs(address.sin_port);
    return ear;
}

int main(int count, char **words)
{
    struct sigaction how = {.sa_handler = end};
    static struct cutter cutter;
    int port;
    if (count < 3) {
        fputs("usage: cutter PORT AT [all]\n", stderr);
        return 64;
    }
    cutter.port = atoi(words[1]);
    cutter.at = atol(words[2]);
    cutter.is_all = count > 3 && strcmp(words[3], "all") == 0;
    cutter.ear = listen_somewhere(&port);
    sigaction(SIGTERM, &how, NULL); // without SA_RESTART: poll ends
    printf("%d %ld\n", port, (long)getpid());
    fflush(stdout);
    while (!is_over) serve(&cutter);
    printf("%ld messages\n", cutter.count);
    return 0;
}
