// server.h - the misbehaving model's server, started and ended by a test, and a narrator that asks it
#ifndef TESTS_NARRATOR_SERVER_H
#define TESTS_NARRATOR_SERVER_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "narrator/model.h"

struct server { pid_t process; int input; char url[64]; };

// Its own options, ended by NULL. TURNSTONE_MODEL says where it lies.
static inline void server_start(struct server *server, const char *const *options)
{
    const char *words[8] = {getenv("TURNSTONE_MODEL")};
    int in[2], out[2], count = 1;
    char port[16] = "";
    if (!words[0]) words[0] = "build/tests/model";
    while (options && *options && count < 7) words[count++] = *options++;
    if (pipe(in) || pipe(out)) abort();
    server->process = fork();
    if (!server->process) {
        dup2(in[0], 0), dup2(out[1], 1);
        close(in[0]), close(in[1]), close(out[0]), close(out[1]);
        execv(words[0], (char **)words);
        perror(words[0]);
        _exit(127);
    }
    close(in[0]), close(out[1]);
    server->input = in[1];
    for (size_t length = 0; length < sizeof port - 1 && !strchr(port, '\n'); length++)
        if (read(out[0], port + length, 1) != 1) abort();
    close(out[0]);
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d/v1", atoi(port));
}

static inline void server_end(struct server *server)
{
    close(server->input);
    waitpid(server->process, NULL, 0);
}

struct heard { // of one moment
    struct ts_buffer words, reason;
    struct ts_narrator_outcome outcome;
    bool is_over, was_split; // split: inside of a character
    int times;
    int64_t first_at, over_at; // ts_clock_millis
};

static inline void heard_words(void *self, const char *bytes, size_t length)
{
    struct heard *heard = self;
    if (!heard->times++) heard->first_at = ts_clock_millis();
    if (length && ((unsigned char)bytes[0] & 0xc0) == 0x80) heard->was_split = true;
    ts_buffer_add(&heard->words, bytes, length);
}

static inline void heard_over(void *self, const struct ts_narrator_outcome *outcome)
{
    struct heard *heard = self;
    heard->outcome = *outcome;
    heard->is_over = true;
    heard->over_at = ts_clock_millis();
    if (outcome->reason) ts_buffer_add_text(&heard->reason, outcome->reason);
    heard->outcome.reason = heard->reason.bytes;
}

static inline struct ts_asking *heard_ask(struct heard *heard, struct ts_narrator *narrator, const char *moment, int64_t tokens_max, int64_t wait_ms)
{
    struct ts_narrator_request request = {.instructions = "Put the moment into words.", .moment = moment, .seed = 7, .tokens_max = tokens_max,
                                          .deadline = ts_clock_millis() + wait_ms};
    struct ts_narrator_hearing hearing = {heard_words, heard_over, heard};
    *heard = (struct heard){0};
    return narrator->ask(narrator, &request, &hearing);
}

// Until it is over, or so long.
static inline void heard_wait(struct heard *heard, struct ts_narrator *narrator, int64_t most_ms)
{
    int64_t end = ts_clock_millis() + most_ms;
    while (!heard->is_over && ts_clock_millis() < end) {
        struct pollfd ready = {.fd = narrator->fd(narrator), .events = POLLIN};
        poll(&ready, 1, (int)(end - ts_clock_millis()));
        narrator->hear(narrator);
    }
}

static inline void heard_clear(struct heard *heard)
{
    ts_buffer_clear(&heard->words);
    ts_buffer_clear(&heard->reason);
}

static inline struct ts_narrator *narrator_of(const char *url, const char *model, const char *key)
{
    struct ts_narrator_settings settings = {.kind = TS_NARRATOR_MODEL, .wait_ms = 8000};
    settings.url = strdup(url);
    settings.model = strdup(model);
    settings.key = key ? strdup(key) : NULL;
    struct ts_narrator *narrator;
    if (ts_narrator_open(&settings, &narrator, NULL)) abort();
    return narrator;
}

#endif
