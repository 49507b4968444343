// narrator_waiting_test.c - many that wait hold little, and words are heard as soon as they are there
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <sys/socket.h>

#include "../narrator/server.h"

enum { MANY = 100, MOST_KB = 20 * 1024, TOKENS = 200, WAIT_MS = 5000, SOON_MS = 50, WORDS = 20, MOST_WORDS = 17 };

static long resident_kb(void)
{
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &pages, &resident) != 2) abort();
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void hear_for(struct ts_narrator *narrator, int64_t length_ms)
{
    int64_t end = ts_clock_millis() + length_ms;
    for (int64_t left; (left = end - ts_clock_millis()) > 0;) {
        struct pollfd ready = {.fd = narrator->fd(narrator), .events = POLLIN};
        poll(&ready, 1, (int)left);
        narrator->hear(narrator);
    }
}

static void a_hundred_that_wait_hold_little(void **state)
{
    struct server server;
    static struct heard heard[MANY];
    static char moments[MANY][4096];
    (void)state;
    server_start(&server, NULL);
    struct ts_narrator *narrator = narrator_of(server.url, "silence", NULL);
    long before = resident_kb();
    for (int i = 0; i < MANY; i++) {
        memset(moments[i], 'a' + i % 26, sizeof moments[i] - 1);
        moments[i][0] = (char)('a' + i / 26);
        heard_ask(&heard[i], narrator, moments[i], TOKENS, WAIT_MS);
    }
    hear_for(narrator, 1000);
    long held = resident_kb() - before;
    for (int i = 0; i < MANY; i++) assert_false(heard[i].is_over);
    print_message("%d waiting hold %ld kB\n", MANY, held);
    if (held > MOST_KB) fail_msg("%d waiting hold %ld kB", MANY, held);
    for (int i = 0; i < MANY; i++) heard_wait(&heard[i], narrator, WAIT_MS);
    for (int i = 0; i < MANY; i++) {
        assert_true(heard[i].is_over);
        assert_int_equal(heard[i].outcome.end, TS_NARRATOR_FAILED);
        heard_clear(&heard[i]);
    }
    ts_narrator_close(narrator);
    server_end(&server);
}

// --- a server that is this test itself, so that it knows when words left

static int listen_here(char url[64])
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listening, (struct sockaddr *)&place, size) || listen(listening, 1) || getsockname(listening, (struct sockaddr *)&place, &size)) abort();
    snprintf(url, 64, "http://127.0.0.1:%d/v1", ntohs(place.sin_port));
    return listening;
}

// The request's body has ended with this.
static int take_request(int listening, struct ts_narrator *narrator)
{
    char bytes[16384] = "";
    size_t length = 0;
    for (struct pollfd coming = {.fd = listening, .events = POLLIN}; !poll(&coming, 1, 0);) hear_for(narrator, 5);
    int fd = accept(listening, NULL, NULL);
    while (!strstr(bytes, "\"include_usage\":true}}")) {
        hear_for(narrator, 5);
        ssize_t count = recv(fd, bytes + length, sizeof bytes - 1 - length, MSG_DONTWAIT);
        if (count > 0) length += (size_t)count;
        bytes[length] = '\0';
    }
    return fd;
}

static void put(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) != (ssize_t)strlen(text)) abort();
}

// Puts one more word, and says after how many microseconds it was heard.
static int64_t word_us(int fd, struct ts_narrator *narrator, const struct heard *heard)
{
    int64_t sent = ts_clock_monotonic();
    int before = heard->times;
    put(fd, "data: {\"choices\":[{\"delta\":{\"content\":\" fog\"}}]}\n\n");
    while (heard->times == before && ts_clock_monotonic() - sent < INT64_C(1000000) * WAIT_MS) {
        struct pollfd ready = {.fd = narrator->fd(narrator), .events = POLLIN};
        poll(&ready, 1, WAIT_MS);
        narrator->hear(narrator);
    }
    assert_int_equal(heard->times, before + 1);
    return (ts_clock_monotonic() - sent) / 1000;
}

static void words_are_heard_as_soon_as_they_are_there(void **state)
{
    char url[64];
    struct heard heard;
    int listening = listen_here(url), soon = 0;
    struct ts_narrator *narrator = narrator_of(url, "mine", NULL);
    (void)state;
    heard_ask(&heard, narrator, "{}", TOKENS, 4 * WAIT_MS);
    int fd = take_request(listening, narrator);
    put(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
    hear_for(narrator, 20);
    assert_int_equal(heard.times, 0);
    for (int i = 0; i < WORDS; i++) {
        int64_t took_us = word_us(fd, narrator, &heard);
        if (i == 0) print_message("first words after %lld us\n", (long long)took_us);
        soon += took_us < SOON_MS * 1000;
    }
    if (soon < MOST_WORDS) fail_msg("%d of %d words within %d ms", soon, WORDS, SOON_MS); // a machine may stand still for a moment
    put(fd, "data: [DONE]\n\n"); // and the connection stays
    heard_wait(&heard, narrator, WAIT_MS);
    assert_int_equal(heard.outcome.end, TS_NARRATOR_DONE);
    heard_clear(&heard);
    ts_narrator_close(narrator);
    close(fd);
    close(listening);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_that_wait_hold_little),
        cmocka_unit_test(words_are_heard_as_soon_as_they_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
