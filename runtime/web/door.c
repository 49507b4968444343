// door.c - everybody comes in here: what a request must be like, whose it is, what it is answered
#include "web/door.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "engine/json.h"
#include "web/frame.h"
#include "web/greet.h"
#include "web/guard.h"
#include "web/percent.h"
#include "web/session.h"

enum { QUERY_MAX = 16, KEY_MAX = 64 };

static const char api[] = "/api/v1";

static const struct ts_limits defaults = {
    .body = 64 << 10, .head = 16 << 10, .connections = 1000, .each = 600, .streams = 16, .session_rate = 20, .address_rate = 400,
    .request_seconds = 20, .idle_seconds = 75, .unread = 256 << 10,
};

// --- opening

static void fill_in(uint32_t *limit, uint32_t otherwise)
{
    if (!*limit) *limit = otherwise;
}

static struct ts_limits limits_of(struct ts_limits given)
{
    fill_in(&given.body, defaults.body);
    fill_in(&given.head, defaults.head);
    fill_in(&given.connections, defaults.connections);
    fill_in(&given.each, defaults.each);
    fill_in(&given.streams, defaults.streams);
    fill_in(&given.session_rate, defaults.session_rate);
    fill_in(&given.address_rate, defaults.address_rate);
    fill_in(&given.request_seconds, defaults.request_seconds);
    fill_in(&given.idle_seconds, defaults.idle_seconds);
    fill_in(&given.unread, defaults.unread);
    return given;
}

static char **copy_hosts(const char *const *hosts)
{
    size_t count = 0;
    while (hosts[count]) count++;
    char **copy = ts_memory_get((count + 1) * sizeof *copy);
    for (size_t i = 0; i <= count; i++) copy[i] = ts_memory_copy(hosts[i]);
    return copy;
}

// Whoever launches it is keeper, by the link alone: there is no password to be guessed. An account that has one is somebody else's.
static enum ts_status add_launcher(struct ts_door *door, const struct ts_door_how *how, int64_t now, struct ts_err *err)
{
    struct ts_account account = {.role = TS_ROLE_KEEPER, .made_at = now}, *there = ts_account_find_player(door->accounts, how->player_id);
    if (there && *there->password && there->role != TS_ROLE_KEEPER)
        return ts_err_set(err, TS_REFUSED, "player \"%s\" joined by invitation, and is no keeper: start the server as another one, with --player", how->player_id);
    if (there) return TS_OK;
    snprintf(account.player_id, sizeof account.player_id, "%s", how->player_id);
    snprintf(account.name, sizeof account.name, "%s", ts_account_find(door->accounts, how->name) ? how->player_id : how->name);
    return ts_account_add(door->accounts, &account, err);
}

enum ts_status ts_door_open(const struct ts_door_how *how, int64_t now, struct ts_door **out, char token[TS_TOKEN_SIZE], struct ts_err *err)
{
    struct ts_door *door = ts_memory_get(sizeof *door);
    *door = (struct ts_door){.limits = limits_of(how->limits), .hosts = copy_hosts(how->hosts), .url = ts_memory_copy(how->url),
                             .version = ts_memory_copy(how->version), .language = ts_memory_copy(how->language), .player_id = ts_memory_copy(how->player_id)};
    ts_rate_init(&door->requests);
    ts_rate_init(&door->attempts);
    door->assets = ts_assets_open(how->files ? how->files : ts_embedded_scripts);
    enum ts_status status = ts_accounts_open(how->accounts, now, &door->accounts, err);
    if (!status) status = add_launcher(door, how, now, err);
    if (!status) {
        snprintf(door->cookie, sizeof door->cookie, "turnstone-%s", ts_accounts_id(door->accounts));
        ts_token_make(token);
        ts_token_hash(token, door->launch);
    } else {
        ts_door_close(door), door = NULL;
    }
    *out = door;
    return status;
}

void ts_door_close(struct ts_door *door)
{
    if (!door) return;
    for (char **host = door->hosts; *host; host++) free(*host);
    free(door->hosts);
    free(door->url);
    free(door->version);
    free(door->language);
    free(door->player_id);
    ts_assets_close(door->assets);
    ts_accounts_close(door->accounts);
    ts_buffer_clear(&door->loading.packs);
    ts_buffer_clear(&door->loading.why);
    free(door);
}

// --- the head

static bool read_target(struct ts_visit *visit)
{
    const char *target = visit->target;
    size_t length = strcspn(target, "?");
    ts_buffer_add(&visit->path, target, length);
    visit->query = target[length] ? target + length + 1 : target + length;
    for (const char *at = target; *at; at++)
        if ((unsigned char)*at <= ' ' || (unsigned char)*at >= 127 || *at == '#' || *at == '\\') length = 0;
    if (*target == '/' && length) return true;
    ts_visit_refuse(visit, TS_PROBLEM_USAGE, "the address in the request is none");
    visit->response.closes = true;
    return false;
}

static void allow(struct ts_visit *visit, const char *path)
{
    struct ts_buffer methods = {0};
    for (const struct ts_route *route = ts_routes; route->method; route++) {
        if (strstr(methods.length ? methods.bytes : "", route->method) || ts_route_find(route->method, path).route != route) continue;
        ts_buffer_add_format(&methods, "%s%s%s", methods.length ? ", " : "", route->method, strcmp(route->method, "GET") ? "" : ", HEAD");
    }
    ts_visit_refuse(visit, TS_PROBLEM_METHOD, "this address does not take that method");
    ts_visit_add_field(visit, "Allow", "%s", methods.bytes);
    ts_buffer_clear(&methods);
}

static bool read_words(struct ts_visit *visit)
{
    struct ts_buffer word = {0};
    bool is_good = true;
    for (uint32_t i = 0; i < visit->match.word_count; i++) {
        word.length = 0;
        is_good &= ts_percent_decode(visit->match.words[i].text, visit->match.words[i].length, false, &word) && word.length && word.length <= TS_IDENT_MAX;
        snprintf(visit->word[i], sizeof visit->word[i], "%s", word.bytes);
    }
    ts_buffer_clear(&word);
    if (!is_good) ts_visit_refuse(visit, TS_PROBLEM_UNKNOWN, "there is nothing at this address: a name in it cannot be");
    return is_good;
}

static bool find_route(struct ts_visit *visit)
{
    const char *path = visit->path.bytes + strlen(api);
    const char *method = strcmp(visit->method, "HEAD") ? visit->method : "GET";
    visit->match = ts_route_find(method, path);
    const struct ts_route *route = visit->match.route;
    if (!visit->match.has_path) ts_visit_refuse(visit, TS_PROBLEM_UNKNOWN, "there is nothing at this address");
    else if (!route || (route->is_stream && strcmp(visit->method, "GET"))) allow(visit, path);
    else if (visit->role == TS_ROLE_NONE && route->least > TS_ROLE_NONE) ts_visit_refuse(visit, TS_PROBLEM_SIGNED_OUT, "sign in first");
    else if (visit->role < route->least) ts_visit_refuse(visit, TS_PROBLEM_FORBIDDEN, "only a keeper may do this");
    else return ts_guard_origin(visit) && read_words(visit);
    return false;
}

static bool is_api(const struct ts_visit *visit)
{
    return !strncmp(visit->path.bytes, api, strlen(api)) && visit->path.bytes[strlen(api)] == '/';
}

void ts_door_begin(struct ts_visit *visit)
{
    visit->stage = TS_STAGE_HEAD;
    if (!ts_guard_head(visit) || !read_target(visit)) return;
    ts_session_read(visit);
    if (is_api(visit)) { // a page is made of many files, so only these are counted
        if (!ts_guard_session(visit) || !find_route(visit)) return;
    } else if (!ts_visit_is_safe(visit)) {
        ts_visit_refuse(visit, TS_PROBLEM_METHOD, "pages are only read");
        ts_visit_add_field(visit, "Allow", "GET, HEAD");
        return;
    }
    visit->stage = TS_STAGE_BODY;
}

void ts_door_take(struct ts_visit *visit, const char *bytes, size_t length)
{
    if (visit->stage != TS_STAGE_BODY) return;
    if (visit->body.length + length > visit->awaited) {
        ts_visit_refuse(visit, TS_PROBLEM_TOO_LARGE, "the body is longer than it was said to be");
        visit->response.closes = true;
    } else {
        ts_buffer_add(&visit->body, bytes, length);
    }
}

// --- pages

static void give_asset(struct ts_visit *visit, const struct ts_asset *asset, bool is_fixed)
{
    const char *known = ts_visit_field(visit, "If-None-Match");
    struct ts_response *response = &visit->response;
    visit->stage = TS_STAGE_DONE;
    response->policy = !strncmp(asset->type, "text/html", 9) ? TS_POLICY_PAGE : is_fixed ? TS_POLICY_FIXED : TS_POLICY_ASSET;
    response->status = known && strstr(known, asset->tag) ? 304 : 200;
    response->type = response->status == 200 ? asset->type : NULL;
    if (response->type) response->fixed = asset->bytes, response->fixed_length = asset->length;
    ts_visit_add_field(visit, "ETag", "%s", asset->tag);
}

static void give_page(struct ts_visit *visit)
{
    const char *path = visit->path.bytes;
    bool is_fixed;
    const struct ts_asset *asset = ts_asset_find(visit->door->assets, path, &is_fixed);
    if (!strcmp(path, "/enter") && !strcmp(visit->method, "GET")) ts_session_enter(visit); // a HEAD only looks whether it is there
    else if (asset) give_asset(visit, asset, is_fixed);
    else if (ts_asset_is_page(path)) ts_visit_tell(visit, 200, "The pages were not built into this program: npm could not be had when it was built. What programs ask for at /api/v1/ is there.");
    else if (!strncmp(path, "/api", 4) || !strncmp(path, "/pages/", 7)) ts_visit_refuse(visit, TS_PROBLEM_UNKNOWN, "there is nothing at this address");
    else ts_visit_tell(visit, 404, "There is no page at this address.");
}

// --- what a worker is asked

static bool read_query(struct ts_visit *visit, json_t *out)
{
    struct ts_buffer name = {0}, value = {0};
    bool is_good = true;
    for (const char *at = visit->query; is_good && *at;) {
        size_t length = strcspn(at, "&"), split = strcspn(at, "=&");
        bool has_value = split < length;
        name.length = value.length = 0;
        is_good = ts_percent_decode(at, split, true, &name) && name.length && ts_percent_decode(at + split + has_value, length - split - has_value, true, &value)
                  && !json_object_get(out, name.bytes) && json_object_size(out) < QUERY_MAX
                  && !json_object_set_new(out, name.bytes, json_stringn(value.bytes, value.length));
        at += at[length] ? length + 1 : length;
    }
    ts_buffer_clear(&name);
    ts_buffer_clear(&value);
    if (!is_good) ts_visit_refuse(visit, TS_PROBLEM_USAGE, "what follows the \"?\" in the address cannot be read, or has a name twice");
    return is_good;
}

static bool check_key(struct ts_visit *visit, const char *key)
{
    size_t length = key ? strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") : 0;
    if (key && length && length <= KEY_MAX && !key[length]) return true;
    if (!key && !visit->match.route->needs_key) return true;
    ts_visit_refuse(visit, TS_PROBLEM_USAGE, "the header Idempotency-Key is missing or wrong: it has 1 to %d letters, digits, \"-\" and \"_\"", KEY_MAX);
    return false;
}

static void add_json(struct ts_buffer *out, const char *name, const json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    ts_json_key(out, name);
    ts_json_raw(out, text ? text : "null");
    free(text);
}

static void ask(struct ts_visit *visit)
{
    struct ts_buffer *out = &visit->ask;
    const char *key = ts_visit_field(visit, "Idempotency-Key");
    char own[TS_TOKEN_SIZE];
    json_t *query = json_object();
    if (check_key(visit, key) && read_query(visit, query)) {
        if (!key && !ts_visit_is_safe(visit)) ts_token_make(own), key = own; // it is asked again when a worker dies over another one
        ts_json_open(out, '{');
        ts_json_field_int(out, "route", visit->match.route - ts_routes);
        ts_json_key(out, "words");
        ts_json_open(out, '{');
        for (uint32_t i = 0; i < visit->match.word_count; i++) {
            ts_json_key_bytes(out, visit->match.words[i].name, visit->match.words[i].name_length);
            ts_json_text(out, visit->word[i], strlen(visit->word[i]));
        }
        ts_json_close(out, '}');
        add_json(out, "query", query);
        add_json(out, "body", visit->given);
        ts_json_field_text(out, "key", key);
        ts_json_field_text(out, "name", visit->name);
        ts_json_field_text(out, "player", visit->player_id);
        ts_json_field_bool(out, "keeper", visit->role == TS_ROLE_KEEPER);
        ts_json_close(out, '}');
        visit->stage = TS_STAGE_ASKS;
    }
    json_decref(query);
}

static bool read_body(struct ts_visit *visit)
{
    json_error_t why;
    if (visit->body.length < visit->awaited) ts_visit_refuse(visit, TS_PROBLEM_USAGE, "the body is shorter than it was said to be");
    else if (visit->awaited) visit->given = json_loadb(visit->body.bytes, visit->body.length, JSON_REJECT_DUPLICATES, &why);
    if (visit->stage == TS_STAGE_DONE) return false;
    if (!visit->awaited || json_is_object(visit->given)) return true;
    if (visit->given) ts_visit_refuse(visit, TS_PROBLEM_USAGE, "the body is JSON, but no object");
    else ts_visit_refuse(visit, TS_PROBLEM_USAGE, "the body is no JSON, as line %d shows", why.line);
    return false;
}

static void greeted(struct ts_visit *visit, enum ts_status status, const struct ts_err *err)
{
    if (status) ts_visit_refuse(visit, ts_problem_of(status), "%s", err->message);
    assert(visit->stage == TS_STAGE_DONE || visit->stage == TS_STAGE_SECRET);
}

void ts_door_finish(struct ts_visit *visit)
{
    struct ts_err err;
    const struct ts_route *route = visit->match.route;
    if (visit->stage != TS_STAGE_BODY) return;
    if (!route) give_page(visit);
    else if (!read_body(visit)) return;
    else if (route->greet) greeted(visit, route->greet(visit, &err), &err);
    else ask(visit);
}

void ts_door_know(struct ts_visit *visit, const struct ts_secret *secret)
{
    struct ts_err err;
    visit->secret = *secret;
    greeted(visit, ts_greet_known(visit, &err), &err);
}

void ts_door_answer(struct ts_visit *visit, unsigned status, int reply_type, const char *body, size_t length)
{
    static const struct { const char *type; enum ts_policy policy; } kinds[] = {
        [TS_REPLY_JSON] = {"application/json", TS_POLICY_DATA}, [TS_REPLY_PROBLEM] = {"application/problem+json", TS_POLICY_DATA},
        [TS_REPLY_HTML] = {"text/html; charset=utf-8", TS_POLICY_REPORT}, [TS_REPLY_SVG] = {"image/svg+xml", TS_POLICY_PICTURE},
        [TS_REPLY_STREAM] = {"text/event-stream", TS_POLICY_DATA},
    };
    struct ts_response *response = &visit->response;
    if (reply_type < 0 || (size_t)reply_type >= sizeof kinds / sizeof *kinds || (status && (status < 200 || status > 599))) {
        ts_visit_refuse(visit, TS_PROBLEM_FAILED, "the answer cannot be read"); // whoever gave it was broken
        return;
    }
    visit->stage = TS_STAGE_DONE;
    response->status = status ? status : 200;
    response->is_refusal = status >= 500;
    response->type = status == 204 ? NULL : kinds[reply_type].type;
    response->policy = kinds[reply_type].policy;
    response->body.length = 0;
    ts_buffer_add(&response->body, body, length);
    if (status == 503) ts_visit_add_field(visit, "Retry-After", "2");
}

// --- what goes with every answer

#define EVERY {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}, {"Cross-Origin-Opener-Policy", "same-origin"}, \
    {"Cross-Origin-Resource-Policy", "same-origin"}
#define POLICY "Content-Security-Policy"

const struct ts_field *ts_door_policy(enum ts_policy policy)
{
    static const struct ts_field fields[TS_POLICY_COUNT][8] = {
        [TS_POLICY_DATA] = {EVERY, {"Cache-Control", "no-store"}, {POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"}},
        [TS_POLICY_PAGE] = {EVERY, {"Cache-Control", "no-cache"}, {POLICY, NULL}},
        [TS_POLICY_ASSET] = {EVERY, {"Cache-Control", "no-cache"}, {POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"}},
        [TS_POLICY_FIXED] = {EVERY, {"Cache-Control", "max-age=31536000, immutable"}, {POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"}},
        // The report has its own scripts and styles within it. In a sandbox they have no origin, and so reach nothing of ours.
        [TS_POLICY_REPORT] = {EVERY, {"Cache-Control", "no-store"},
            {POLICY, "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                     "form-action 'none'; frame-ancestors 'self'"}},
        [TS_POLICY_PICTURE] = {EVERY, {"Cache-Control", "no-store"}, {POLICY, "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"}},
    };
    return fields[policy];
}
