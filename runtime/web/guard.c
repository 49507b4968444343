// guard.c - what a request must be like before anybody looks at what it wants
#include "web/guard.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"

static const struct ts_rate_limit attempts_of_name = {30000000000, 5}, attempts_of_peer = {5000000000, 30};

static uint64_t mix(const char *kind, const char *one, const char *other)
{
    uint64_t parts[] = {ts_hash_fast(kind, strlen(kind)), ts_hash_fast(one, strlen(one)), ts_hash_fast(other, strlen(other))};
    return ts_hash_fast(parts, sizeof parts) | 1; // never 0
}

static struct ts_rate_limit per_second(uint32_t rate)
{
    return (struct ts_rate_limit){1000000000 / rate, (int)(3 * rate)};
}

static bool refuse(struct ts_visit *visit, enum ts_problem_code code, const char *words)
{
    ts_visit_refuse(visit, code, "%s", words);
    visit->response.why = words;
    return false;
}

// What cannot be read for certain ends the connection: the next request on it might be part of this one.
static bool cut(struct ts_visit *visit, enum ts_problem_code code, const char *words)
{
    visit->response.closes = true;
    return refuse(visit, code, words);
}

// --- fields

static bool is_token(const char *text)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at, low = byte | 32;
        if (!((byte >= '0' && byte <= '9') || (low >= 'a' && low <= 'z') || strchr(marks, byte))) return false;
    }
    return *text;
}

static bool is_clean(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text < ' ' && *text != '\t') || *text == 127) return false;
    return true;
}

static bool check_fields(struct ts_visit *visit)
{
    size_t size = strlen(visit->target);
    if (visit->has_more_fields) return cut(visit, TS_PROBLEM_TOO_LARGE, "the request has more than 64 header fields");
    for (uint32_t i = 0; i < visit->field_count; i++) {
        const struct ts_field *field = &visit->fields[i];
        if (!is_token(field->name) || !is_clean(field->value)) return cut(visit, TS_PROBLEM_USAGE, "a header field has a name or a value that cannot be");
        size += strlen(field->name) + strlen(field->value) + 4;
    }
    return size <= visit->door->limits.head || cut(visit, TS_PROBLEM_TOO_LARGE, "the request's header fields are too long");
}

static bool check_host(struct ts_visit *visit)
{
    const char *host = ts_visit_field(visit, "Host");
    for (char **allowed = visit->door->hosts; host && ts_visit_count(visit, "Host") == 1 && *allowed; allowed++)
        if (!strcasecmp(*allowed, host)) return true;
    return cut(visit, TS_PROBLEM_FORBIDDEN, "this server does not answer for that host name: open the address that it printed, or start it with --host");
}

static bool check_method(struct ts_visit *visit)
{
    static const char *const known[] = {"GET", "HEAD", "POST", "DELETE"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], visit->method)) return true;
    cut(visit, TS_PROBLEM_METHOD, "no address of this server takes that method");
    ts_visit_add_field(visit, "Allow", "GET, HEAD, POST, DELETE");
    return false;
}

// A body has one length, told before it: a proxy in front and we could otherwise see another end of it.
static bool check_length(struct ts_visit *visit)
{
    const char *length = ts_visit_field(visit, "Content-Length");
    size_t digits = length ? strspn(length, "0123456789") : 0;
    if (ts_visit_field(visit, "Transfer-Encoding")) return cut(visit, TS_PROBLEM_USAGE, "a body is sent with Content-Length, not with Transfer-Encoding");
    if (!length) return true;
    if (ts_visit_count(visit, "Content-Length") > 1 || !digits || length[digits]) return cut(visit, TS_PROBLEM_USAGE, "Content-Length is no number");
    unsigned long long size = digits > 18 ? ~0ull : strtoull(length, NULL, 10);
    if (size > visit->door->limits.body) return cut(visit, TS_PROBLEM_TOO_LARGE, "the body is too long");
    if (size && ts_visit_is_safe(visit)) return cut(visit, TS_PROBLEM_USAGE, "a GET has no body");
    visit->awaited = (size_t)size;
    return true;
}

static bool check_rate(struct ts_visit *visit, uint64_t who, uint32_t rate)
{
    int seconds;
    if (ts_rate_take(&visit->door->requests, per_second(rate), who, visit->tick, &seconds)) return true;
    visit->response.why = "too many requests";
    ts_visit_retry(visit, TS_PROBLEM_TOO_MANY, seconds, "that was more than %u requests a second: wait a moment", rate);
    return false;
}

bool ts_guard_head(struct ts_visit *visit)
{
    return check_fields(visit) && check_host(visit) && check_method(visit) && check_length(visit)
           && check_rate(visit, mix("address", visit->peer, ""), visit->door->limits.address_rate);
}

bool ts_guard_session(struct ts_visit *visit)
{
    return !*visit->token || check_rate(visit, mix("session", visit->token, ""), visit->door->limits.session_rate);
}

// --- where it comes from

// A proxy in front may speak TLS: the name is what counts, and nobody else has it.
static bool is_own(const struct ts_visit *visit, const char *origin)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(schemes[i]);
        if (!strncmp(origin, schemes[i], length) && !strcasecmp(origin + length, ts_visit_field(visit, "Host"))) return true;
    }
    return false;
}

bool ts_guard_origin(struct ts_visit *visit)
{
    const char *origin = ts_visit_field(visit, "Origin"), *token = ts_visit_field(visit, "X-CSRF-Token"), *site = ts_visit_field(visit, "Sec-Fetch-Site");
    const char *type = ts_visit_field(visit, "Content-Type");
    static const char json[] = "application/json";
    char wanted[TS_TOKEN_SIZE];
    if (ts_visit_is_safe(visit)) return true;
    if (origin && !is_own(visit, origin)) return refuse(visit, TS_PROBLEM_FORBIDDEN, "the request comes from a page of another site");
    if (site && strcmp(site, "same-origin") && strcmp(site, "none")) return refuse(visit, TS_PROBLEM_FORBIDDEN, "the request comes from a page of another site");
    if (*visit->token) {
        ts_token_csrf(visit->token, wanted);
        return (token && ts_token_same(token, wanted))
               || refuse(visit, TS_PROBLEM_FORBIDDEN, "the header X-CSRF-Token is missing or wrong: send the \"csrf\" that GET /api/v1/me gives");
    }
    // Nobody is signed in, so there is no token: a form of another site cannot say this type.
    if (!visit->awaited || (type && !strncasecmp(type, json, strlen(json)) && strchr("; ", type[strlen(json)]))) return true;
    return refuse(visit, TS_PROBLEM_USAGE, "send the body with Content-Type: application/json");
}

// --- guessing

bool ts_guard_attempt(struct ts_visit *visit, const char *name)
{
    struct ts_rate *attempts = &visit->door->attempts;
    int seconds;
    if (!ts_rate_take(attempts, attempts_of_name, mix("name", name, visit->peer), visit->tick, &seconds)
        || !ts_rate_take(attempts, attempts_of_peer, mix("peer", visit->peer, ""), visit->tick, &seconds)) {
        visit->response.why = "too many guesses";
        ts_visit_retry(visit, TS_PROBLEM_TOO_MANY, seconds, "that was wrong too often: wait %d seconds", seconds);
        return false;
    }
    return true;
}

void ts_guard_forgive(struct ts_visit *visit, const char *name)
{
    ts_rate_return(&visit->door->attempts, attempts_of_name, mix("name", name, visit->peer));
    ts_rate_return(&visit->door->attempts, attempts_of_peer, mix("peer", visit->peer, ""));
}
