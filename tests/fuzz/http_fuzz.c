// http_fuzz.c - requests, one behind the other, to the handlers that stand behind libmicrohttpd: guard, sessions, routes, what the master answers
//
// A request is "METHOD /path", fields, an empty line, a body; a line of a single "%" parts it from the next. Bytes 1 to 4 stand for what cannot be
// guessed: the cookie of who launched, its CSRF token, the launch token, an invitation.
#include <strings.h>

#include "../web/visitor.h"
#include "place.h"

enum { REQUESTS_MAX = 16, INPUT_MAX = 1 << 16 };

struct secrets { char words[4][80]; };

static void sign_in(struct visitor *visitor, struct secrets *secrets)
{
    char text[512];
    snprintf(text, sizeof text, "GET /enter?token=%s\nHost: 127.0.0.1:7007", visitor->token);
    if (visitor_send(visitor, text) != 303) abort();
    visitor_cookie(visitor, secrets->words[0]);
    ts_token_csrf(strchr(secrets->words[0], '=') + 1, secrets->words[1]);
    strcpy(secrets->words[2], visitor->token);
    snprintf(text, sizeof text, "POST /api/v1/invitations\nHost: 127.0.0.1:7007\nCookie: %s\nX-CSRF-Token: %s", secrets->words[0], secrets->words[1]);
    if (visitor_send(visitor, text) != 201) abort();
    snprintf(secrets->words[3], 80, "%.22s", strchr(strstr(visitor_body(visitor), "invitation="), '=') + 1);
}

static void put_in(const struct secrets *secrets, const char *text, size_t length, struct ts_buffer *out)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] >= 1 && text[i] <= 4) ts_buffer_add_text(out, secrets->words[text[i] - 1]);
        else if (text[i]) ts_buffer_add_byte(out, text[i]);
    }
}

// Without the hash's cost: one password is good.
static void work(struct ts_visit *visit)
{
    struct ts_secret secret = visit->secret;
    secret.is_good = secret.is_made || !strcmp(secret.password, "good");
    if (secret.is_made) strcpy(secret.hash, "made");
    ts_door_know(visit, &secret);
}

static void check_answer(const struct ts_visit *visit)
{
    const struct ts_response *response = &visit->response;
    if (response->status < 200 || response->status > 599) abort();
    for (uint32_t i = 0; i < response->field_count; i++)
        if (strpbrk(response->fields[i].value, "\r\n")) abort();
    if (!response->type || !strstr(response->type, "json")) return;
    json_t *json = json_loadb(response->body.bytes, response->body.length, JSON_DECODE_ANY, NULL);
    if (!json) abort();
    json_decref(json);
}

static void check_ask(const struct ts_visit *visit)
{
    json_t *ask = json_loadb(visit->ask.bytes, visit->ask.length, JSON_REJECT_DUPLICATES, NULL);
    const struct ts_route *route = visit->match.route;
    if (!ask || !route || !route->answer || visit->role < route->least || visit->role == TS_ROLE_NONE) abort();
    if (&ts_routes[json_integer_value(json_object_get(ask, "route"))] != route) abort();
    if (strcmp(json_string_value(json_object_get(ask, "player")), visit->player_id)) abort();
    if (!ts_visit_is_safe(visit) && !ts_visit_field(visit, "X-CSRF-Token")) abort();
    json_decref(ask);
}

static void request(struct visitor *visitor, char *text)
{
    struct ts_visit visit = {.door = visitor->door, .peer = "10.0.0.2", .now = visitor->now, .tick = visitor->tick += 100000000};
    char *body;
    if (visitor_read(&visit, text, &body)) {
        ts_door_begin(&visit);
        ts_door_take(&visit, body, strlen(body));
        ts_door_finish(&visit);
        if (visit.stage == TS_STAGE_SECRET) work(&visit);
        const char *host = ts_visit_field(&visit, "Host");
        bool is_ours = host && (!strcasecmp(host, "127.0.0.1:7007") || !strcasecmp(host, "localhost:7007"));
        if (!is_ours && visit.response.status < 400) abort();
        if (visit.stage == TS_STAGE_ASKS) check_ask(&visit);
        else if (visit.stage == TS_STAGE_DONE) check_answer(&visit);
        else abort();
    }
    ts_visit_clear(&visit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visitor *visitor = malloc(sizeof *visitor);
    struct secrets secrets;
    struct ts_buffer all = {0};
    visitor_init(visitor);
    sign_in(visitor, &secrets);
    put_in(&secrets, (const char *)data, size < INPUT_MAX ? size : INPUT_MAX, &all);
    ts_buffer_add_byte(&all, '\n');
    char *at = all.bytes;
    for (int i = 0; i < REQUESTS_MAX && at; i++) {
        char *end = strstr(at, "\n%\n");
        if (end) *end = '\0';
        request(visitor, at);
        at = end ? end + 3 : NULL;
    }
    ts_buffer_clear(&all);
    visitor_close(visitor);
    free(visitor);
    return 0;
}
