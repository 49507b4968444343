// visitor.h - a door with its accounts in a new folder, and requests to it as text
#ifndef TESTS_WEB_VISITOR_H
#define TESTS_WEB_VISITOR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "web/door.h"

enum { VISITOR_PARTS = 80 };

struct visitor {
    char folder[64], path[96], token[TS_TOKEN_SIZE];
    struct ts_door *door;
    struct ts_limits limits;
    int64_t now, tick; // what the next request is told
    const char *peer;
    // Of the last request:
    struct ts_visit visit;
    char *text;
    bool is_asked;
};

static const struct ts_embedded_file visitor_files[] = {
    {"pages/index.html", "<!doctype html><script type=\"importmap\">{}</script>", 51},
    {"pages/app.js", "export {}", 9},
    {"sims/other.lua", "secret", 6},
    {0},
};

static inline void visitor_open(struct visitor *visitor)
{
    static const char *const hosts[] = {"127.0.0.1:7007", "localhost:7007", NULL};
    struct ts_door_how how = {.accounts = visitor->path, .hosts = hosts, .url = "http://127.0.0.1:7007", .player_id = "player", .name = "Ann",
                              .version = "1.0.0", .language = "", .files = visitor_files, .limits = visitor->limits};
    struct ts_err err = {0};
    if (ts_door_open(&how, visitor->now, &visitor->door, visitor->token, &err)) fprintf(stderr, "%s\n", err.message), abort();
}

static inline void visitor_init(struct visitor *visitor)
{
    *visitor = (struct visitor){.now = 1000000, .tick = 1000000000, .peer = "10.0.0.2"};
    snprintf(visitor->folder, sizeof visitor->folder, "%s/turnstone-visitor-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
    if (!mkdtemp(visitor->folder)) abort();
    snprintf(visitor->path, sizeof visitor->path, "%s/s.accounts", visitor->folder);
    visitor_open(visitor);
}

static inline void visitor_leave(struct visitor *visitor)
{
    ts_visit_clear(&visitor->visit);
    free(visitor->text);
    visitor->text = NULL;
    visitor->visit = (struct ts_visit){0};
}

static inline void visitor_close(struct visitor *visitor)
{
    char lock[128];
    visitor_leave(visitor);
    ts_door_close(visitor->door);
    visitor->door = NULL;
    snprintf(lock, sizeof lock, "%s.lock", visitor->path);
    if (unlink(visitor->path) || unlink(lock) || rmdir(visitor->folder)) abort(); // nothing else was left there
}

// Takes `text` apart, as libmicrohttpd would: "GET /path", fields, an empty line, a body. False: it is no request.
static inline bool visitor_read(struct ts_visit *visit, char *text, char **body)
{
    char *end = strstr(text, "\n\n"), *rest = NULL;
    *body = end ? end + 2 : text + strlen(text);
    if (end) *end = '\0';
    char *line = strtok_r(text, "\n", &rest), *target = line ? strchr(line, ' ') : NULL;
    if (!target) return false;
    *target++ = '\0';
    visit->method = line, visit->target = target;
    while ((line = strtok_r(NULL, "\n", &rest))) {
        char *value = strstr(line, ": ");
        if (!value) return false;
        *value = '\0';
        visit->has_more_fields = visit->field_count == TS_VISIT_FIELDS_MAX;
        if (visit->has_more_fields) break;
        visit->fields[visit->field_count++] = (struct ts_field){line, value + 2};
    }
    return true;
}

// Until it is answered, or a worker is to be asked (is_asked). Gives the status of HTTP, 0 when a worker is.
static inline unsigned visitor_send(struct visitor *visitor, const char *text)
{
    struct ts_visit *visit = &visitor->visit;
    char *body;
    visitor_leave(visitor);
    visitor->text = strdup(text);
    *visit = (struct ts_visit){.door = visitor->door, .peer = visitor->peer, .now = visitor->now, .tick = visitor->tick};
    if (!visitor_read(visit, visitor->text, &body)) return 0;
    ts_door_begin(visit);
    ts_door_take(visit, body, strlen(body));
    ts_door_finish(visit);
    if (visit->stage == TS_STAGE_SECRET) {
        struct ts_secret secret = visit->secret;
        ts_secret_work(&secret);
        ts_door_know(visit, &secret);
    }
    visitor->is_asked = visit->stage == TS_STAGE_ASKS;
    return visit->response.status;
}

static inline const char *visitor_field(const struct visitor *visitor, const char *name)
{
    const struct ts_response *response = &visitor->visit.response;
    for (uint32_t i = 0; i < response->field_count; i++)
        if (!strcmp(response->fields[i].name, name)) return response->fields[i].value;
    return "";
}

static inline const char *visitor_body(const struct visitor *visitor)
{
    return visitor->visit.response.body.bytes ? visitor->visit.response.body.bytes : "";
}

// Of a cookie that was set: "name=token".
static inline void visitor_cookie(const struct visitor *visitor, char out[80])
{
    const char *field = visitor_field(visitor, "Set-Cookie");
    snprintf(out, 80, "%.*s", (int)strcspn(field, ";"), field);
}

#endif
