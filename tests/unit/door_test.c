// door_test.c - who comes in over HTTP, what a request must be like, sessions and invitations; without sockets
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "../web/visitor.h"

#define HOST "Host: 127.0.0.1:7007\n"
#define JSON "Content-Type: application/json\n"

static const int64_t day = 86400000;

static int open_visitor(void **state)
{
    struct visitor *visitor = malloc(sizeof *visitor);
    visitor_init(visitor);
    *state = visitor;
    return 0;
}

static int close_visitor(void **state)
{
    visitor_close(*state);
    free(*state);
    return 0;
}

// A request with a body and its length.
static unsigned post(struct visitor *visitor, const char *path, const char *fields, const char *body)
{
    char text[4096];
    snprintf(text, sizeof text, "POST /api/v1%s\n" HOST "%sContent-Length: %zu\n\n%s", path, fields, strlen(body), body);
    return visitor_send(visitor, text);
}

static unsigned get(struct visitor *visitor, const char *path, const char *fields)
{
    char text[2048];
    snprintf(text, sizeof text, "GET %s\n" HOST "%s", path, fields);
    return visitor_send(visitor, text);
}

// Signs in as who launched the server: the fields of a cookie and of its CSRF token.
static void launch(struct visitor *visitor, char cookie[128], char fields[256])
{
    char text[128], value[80], csrf[TS_TOKEN_SIZE];
    snprintf(text, sizeof text, "/enter?token=%s", visitor->token);
    assert_int_equal(get(visitor, text, ""), 303);
    visitor_cookie(visitor, value);
    snprintf(cookie, 128, "Cookie: %s\n", value);
    ts_token_csrf(strchr(value, '=') + 1, csrf);
    snprintf(fields, 256, "%sX-CSRF-Token: %s\n", cookie, csrf);
}

// --- the head

static void answers_only_for_its_own_names(void **state)
{
    struct visitor *visitor = *state;
    assert_int_equal(visitor_send(visitor, "GET /\nHost: 127.0.0.1:7007"), 200);
    assert_int_equal(visitor_send(visitor, "GET /\nHost: LOCALHOST:7007"), 200);
    static const char *const bad[] = {"GET /\nHost: 127.0.0.1", "GET /\nHost: 127.0.0.1:7008", "GET /\nHost: evil.example:7007", "GET /\nAccept: x",
                                      "GET /\nHost: 127.0.0.1:7007\nHost: 127.0.0.1:7007", "GET /\nHost: 127.0.0.1:7007.evil.example",
                                      "GET /api/v1/nothing\nHost: evil.example"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(visitor_send(visitor, bad[i]), 403);
        assert_true(visitor->visit.response.closes);
        assert_null(strstr(visitor_body(visitor), "evil"));
    }
}

static void takes_one_body_of_a_told_length(void **state)
{
    struct visitor *visitor = *state;
    static const struct { const char *fields; unsigned status; } bad[] = {
        {"Transfer-Encoding: chunked\n", 400},
        {"Content-Length: 3\nTransfer-Encoding: chunked\n", 400},
        {"Content-Length: 3\nContent-Length: 3\n", 400},
        {"Content-Length: 3\nContent-Length: 5\n", 400},
        {"Content-Length: +3\n", 400},
        {"Content-Length: 0x3\n", 400},
        {"Content-Length: 3, 3\n", 400},
        {"Content-Length: \n", 400},
        {"Content-Length: 99999999999999999999999\n", 413},
        {"Content-Length: 65537\n", 413},
        {"Content-Length : 3\n", 400},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[256];
        snprintf(text, sizeof text, "POST /api/v1/login\n" HOST JSON "%s\n{ }", bad[i].fields);
        assert_int_equal(visitor_send(visitor, text), bad[i].status);
        assert_true(visitor->visit.response.closes);
    }
    assert_int_equal(visitor_send(visitor, "GET /\n" HOST "Content-Length: 3\n\n{ }"), 400);
    assert_int_equal(visitor_send(visitor, "POST /api/v1/login\n" HOST JSON "Content-Length: 5\n\n{ }"), 400);
    assert_int_equal(visitor_send(visitor, "POST /api/v1/login\n" HOST JSON "Content-Length: 2\n\n{ }"), 413);
}

static void limits_fields_and_methods(void **state)
{
    struct visitor *visitor = *state;
    char text[40000] = "GET /\n" HOST;
    for (int i = 0; i < 70; i++) strcat(text, "A: b\n");
    assert_int_equal(visitor_send(visitor, text), 413);
    strcpy(text, "GET /\n" HOST "A: ");
    memset(text + strlen(text), 'x', 20000);
    assert_int_equal(visitor_send(visitor, text), 413);
    assert_int_equal(visitor_send(visitor, "TRACE /\n" HOST), 405);
    assert_int_equal(visitor_send(visitor, "PUT /api/v1/me\n" HOST), 405);
    assert_int_equal(visitor_send(visitor, "POST /\n" HOST), 405);
    assert_string_equal(visitor_field(visitor, "Allow"), "GET, HEAD");
    assert_int_equal(visitor_send(visitor, "DELETE /api/v1/login\n" HOST), 405);
    assert_string_equal(visitor_field(visitor, "Allow"), "POST");
    assert_int_equal(visitor_send(visitor, "GET http://127.0.0.1:7007/\n" HOST), 400);
    assert_int_equal(visitor_send(visitor, "GET /\n" HOST "A: \x01"), 400);
    assert_int_equal(visitor_send(visitor, "GET /api/v1/nowhere\n" HOST), 404);
}

static void limits_how_often(void **state)
{
    struct visitor *visitor = *state;
    unsigned taken = 0;
    while (get(visitor, "/", "") == 200 && taken < 10000) taken++;
    assert_int_equal(taken, 3 * visitor->door->limits.address_rate);
    assert_int_equal(visitor->visit.response.status, 429);
    assert_string_equal(visitor_field(visitor, "Retry-After"), "1");
    visitor->peer = "10.0.0.3";
    assert_int_equal(get(visitor, "/", ""), 200);
    visitor->peer = "10.0.0.2";
    visitor->tick += 1000000000 / visitor->door->limits.address_rate;
    assert_int_equal(get(visitor, "/", ""), 200);
    assert_int_equal(get(visitor, "/", ""), 429);
}

static void limits_how_often_a_session_asks(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256];
    unsigned taken = 0;
    launch(visitor, cookie, fields);
    while (get(visitor, "/api/v1/me", cookie) == 200 && taken < 1000) taken++;
    assert_int_equal(taken, 3 * visitor->door->limits.session_rate);
    assert_int_equal(visitor->visit.response.status, 429);
    assert_int_equal(get(visitor, "/pages/app.js", cookie), 200); // a page is many files
}

// --- pages

static void gives_files_of_a_fixed_table_only(void **state)
{
    struct visitor *visitor = *state;
    static const char *const pages[] = {"/", "/play", "/play/r1", "/runs", "/world/a/b", "/progress", "/workshop", "/join?invitation=x", "/login"};
    static const char *const absent[] = {"/pages/../door.c", "/pages/%2e%2e/door.c", "/pages/", "/pages/other.lua", "/sims/other.lua", "//", "/etc/passwd", "/playing",
                                         "/pages/app.js/", "/pages/app.js%00"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        assert_int_equal(get(visitor, pages[i], ""), 200);
        assert_string_equal(visitor->visit.response.fixed, visitor_files[0].bytes);
        assert_int_equal(visitor->visit.response.policy, TS_POLICY_PAGE);
    }
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) assert_int_equal(get(visitor, absent[i], ""), 404);
    assert_int_equal(get(visitor, "/pages/app.js", ""), 200);
    assert_string_equal(visitor->visit.response.type, "text/javascript; charset=utf-8");
    char fields[128];
    snprintf(fields, sizeof fields, "If-None-Match: %s\n", visitor_field(visitor, "ETag"));
    assert_int_equal(get(visitor, "/pages/app.js", fields), 304);
    assert_int_equal(get(visitor, "/", fields), 200);
}

static void gives_what_was_built_in_for_ever(void **state)
{
    static const struct ts_embedded_file files[] = {{"pages/index.html", "<script src=\"/pages/@/app.js\">", 31}, {"pages/app.js", "1", 1}, {0}};
    static const struct ts_embedded_file others[] = {{"pages/index.html", "<script src=\"/pages/@/app.js\">", 31}, {"pages/app.js", "2", 1}, {0}};
    struct ts_assets *assets = ts_assets_open(files), *newer = ts_assets_open(others);
    char path[128] = "";
    bool is_fixed;
    (void)state;
    const char *page = ts_asset_find(assets, "/", &is_fixed)->bytes;
    assert_false(is_fixed);
    snprintf(path, sizeof path, "%.*s", (int)strcspn(strstr(page, "/pages/"), "\""), strstr(page, "/pages/"));
    assert_null(strchr(path, '@'));
    assert_string_equal(ts_asset_find(assets, path, &is_fixed)->bytes, "1");
    assert_true(is_fixed);
    assert_string_equal(ts_asset_find(assets, "/pages/app.js", &is_fixed)->bytes, "1");
    assert_false(is_fixed);
    assert_null(ts_asset_find(newer, path, &is_fixed)); // what is built otherwise has another folder
    ts_assets_close(assets);
    ts_assets_close(newer);
}

static void allows_scripts_of_its_own_only(void **state)
{
    struct visitor *visitor = *state;
    const char *policy = ts_assets_policy(visitor->door->assets);
    assert_non_null(strstr(policy, "default-src 'none'"));
    assert_non_null(strstr(policy, "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';")); // of "{}"
    assert_non_null(strstr(policy, "frame-ancestors 'none'"));
    assert_null(strstr(policy, "unsafe"));
    for (int i = 0; i < TS_POLICY_COUNT; i++) {
        int found = 0;
        for (const struct ts_field *field = ts_door_policy((enum ts_policy)i); field->name; field++)
            found += !strcmp(field->name, "X-Content-Type-Options") || !strcmp(field->name, "Content-Security-Policy") || !strcmp(field->name, "Cache-Control")
                     || !strcmp(field->name, "Referrer-Policy");
        assert_int_equal(found, 4);
    }
}

// --- signing in

static void lets_the_launcher_in_once(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], text[128];
    assert_int_equal(get(visitor, "/enter", ""), 403);
    assert_int_equal(get(visitor, "/enter?token=AAAAAAAAAAAAAAAAAAAAAA", ""), 403);
    assert_int_equal(get(visitor, "/api/v1/me", ""), 401);
    launch(visitor, cookie, fields);
    snprintf(text, sizeof text, "/enter?token=%s", visitor->token);
    assert_int_equal(get(visitor, text, ""), 403);
    assert_int_equal(get(visitor, text, cookie), 303);
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 200);
    assert_non_null(strstr(visitor_body(visitor), "\"player_id\":\"player\",\"role\":\"keeper\""));
}

static void sets_a_cookie_that_scripts_and_other_sites_never_see(void **state)
{
    struct visitor *visitor = *state;
    char text[128];
    snprintf(text, sizeof text, "/enter?token=%s", visitor->token);
    get(visitor, text, "");
    const char *field = visitor_field(visitor, "Set-Cookie");
    assert_non_null(strstr(field, "; HttpOnly"));
    assert_non_null(strstr(field, "; SameSite=Strict"));
    assert_non_null(strstr(field, "; Path=/;"));
    assert_null(strstr(field, "Domain"));
}

static void keeps_sessions_over_a_restart_and_no_longer_than_a_month(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], kept[4096] = "";
    launch(visitor, cookie, fields);
    visitor_leave(visitor);
    ts_door_close(visitor->door);
    visitor_open(visitor);
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 200);
    visitor->now += 20 * day;
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 200);
    assert_string_not_equal(visitor_field(visitor, "Set-Cookie"), ""); // renewed
    visitor->now += 20 * day;
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 200);
    visitor->now += 31 * day;
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 401);
    FILE *file = fopen(visitor->path, "r");
    assert_true(fread(kept, 1, sizeof kept - 1, file) > 0);
    fclose(file);
    assert_null(strstr(kept, strchr(cookie, '=') + 1)); // only its hash
    assert_null(strstr(kept, visitor->token));
}

static void keeps_its_file_to_itself(void **state)
{
    struct visitor *visitor = *state;
    struct stat found;
    struct ts_accounts *other;
    struct ts_err err;
    assert_int_equal(stat(visitor->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    pid_t child = fork(); // the lock is a process's
    if (!child) _exit(ts_accounts_open(visitor->path, 0, &other, &err) == TS_BUSY ? 0 : 1);
    int ended;
    waitpid(child, &ended, 0);
    assert_int_equal(ended, 0);
}

static void takes_changes_from_its_own_pages_only(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], all[512];
    launch(visitor, cookie, fields);
    assert_int_equal(post(visitor, "/invitations", cookie, "{}"), 403); // no token
    snprintf(all, sizeof all, "%sX-CSRF-Token: AAAAAAAAAAAAAAAAAAAAAA\n", cookie);
    assert_int_equal(post(visitor, "/invitations", all, "{}"), 403);
    static const char *const foreign[] = {"Origin: http://evil.example\n", "Origin: null\n", "Origin: http://127.0.0.1:7008\n", "Origin: ftp://127.0.0.1:7007\n",
                                          "Origin: http://localhost:7007\n", "Sec-Fetch-Site: cross-site\n", "Sec-Fetch-Site: same-site\n"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        snprintf(all, sizeof all, "%s%s", fields, foreign[i]);
        assert_int_equal(post(visitor, "/invitations", all, "{}"), 403);
    }
    snprintf(all, sizeof all, "%sOrigin: http://127.0.0.1:7007\nSec-Fetch-Site: same-origin\n", fields);
    assert_int_equal(post(visitor, "/invitations", all, "{}"), 201);
    snprintf(all, sizeof all, "%sOrigin: https://127.0.0.1:7007\n", fields); // behind a proxy that speaks TLS
    assert_int_equal(post(visitor, "/invitations", all, "{}"), 201);
    assert_non_null(strstr(visitor_body(visitor), "\"https://127.0.0.1:7007/join?"));
    assert_int_equal(post(visitor, "/login", "Content-Type: text/plain\n", "{\"name\":\"Ann\",\"password\":\"x\"}"), 400); // as a foreign form could
    assert_int_equal(post(visitor, "/login", JSON "Origin: http://evil.example\n", "{\"name\":\"Ann\",\"password\":\"x\"}"), 403);
}

// --- invitations and passwords

static void invite(struct visitor *visitor, const char *fields, const char *body, char token[TS_TOKEN_SIZE])
{
    assert_int_equal(post(visitor, "/invitations", fields, body), 201);
    const char *found = strstr(visitor_body(visitor), "http://127.0.0.1:7007/join?invitation=");
    assert_non_null(found);
    snprintf(token, TS_TOKEN_SIZE, "%s", strchr(found, '=') + 1);
}

static unsigned join(struct visitor *visitor, const char *token, const char *name, const char *password)
{
    char body[512];
    snprintf(body, sizeof body, "{\"invitation\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}", token, name, password);
    return post(visitor, "/join", JSON, body);
}

static unsigned login(struct visitor *visitor, const char *name, const char *password)
{
    char body[512];
    snprintf(body, sizeof body, "{\"name\":\"%s\",\"password\":\"%s\"}", name, password);
    return post(visitor, "/login", JSON, body);
}

static void lets_others_in_by_an_invitation_that_is_good_once(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], token[TS_TOKEN_SIZE], value[80], other[128];
    launch(visitor, cookie, fields);
    invite(visitor, fields, "{}", token);
    assert_int_equal(join(visitor, "AAAAAAAAAAAAAAAAAAAAAA", "Ben", "long enough"), 404);
    assert_int_equal(join(visitor, token, "Ben", "short"), 400);
    assert_int_equal(join(visitor, token, "ANN", "long enough"), 409); // there is an Ann
    assert_int_equal(join(visitor, token, "Ben", "long enough"), 200);
    assert_non_null(strstr(visitor_body(visitor), "\"name\":\"Ben\""));
    assert_non_null(strstr(visitor_body(visitor), "\"player_id\":\"Ben-")); // nobody who was here before
    assert_non_null(strstr(visitor_body(visitor), "\"role\":\"player\""));
    visitor_cookie(visitor, value);
    assert_int_equal(join(visitor, token, "Cleo", "long enough"), 404);
    snprintf(other, sizeof other, "Cookie: %s\n", value);
    assert_int_equal(get(visitor, "/api/v1/invitations", other), 403); // no keeper
    assert_int_equal(get(visitor, "/api/v1/invitations", cookie), 200);
    assert_string_equal(visitor_body(visitor), "[]");
    assert_int_equal(login(visitor, "ben", "long enough"), 200);
    assert_int_equal(login(visitor, "Ben", "long enoug"), 401);
    assert_int_equal(login(visitor, "Nobody", "long enough"), 401);
    assert_int_equal(login(visitor, "Ann", ""), 401); // who launched has no password
}

static void gives_a_named_guest_what_is_theirs(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], token[TS_TOKEN_SIZE];
    launch(visitor, cookie, fields);
    invite(visitor, fields, "{\"role\":\"keeper\",\"name\":\"Dora\"}", token);
    assert_int_equal(join(visitor, token, "Dora the Bold", "long enough"), 200);
    assert_non_null(strstr(visitor_body(visitor), "\"player_id\":\"Dora\",\"role\":\"keeper\""));
    assert_int_equal(post(visitor, "/invitations", fields, "{\"name\":\"Dora\"}"), 409);
    assert_int_equal(post(visitor, "/invitations", fields, "{\"role\":\"king\"}"), 400);
    assert_int_equal(post(visitor, "/invitations", fields, "{\"rolle\":\"player\"}"), 400);
    assert_non_null(strstr(visitor_body(visitor), "did you mean \\\"role\\\"?"));
}

static void takes_invitations_back_and_lets_them_lapse(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], token[TS_TOKEN_SIZE], text[512], id[16];
    launch(visitor, cookie, fields);
    invite(visitor, fields, "{}", token);
    const char *found = strstr(visitor_body(visitor), "\"id\":\"");
    snprintf(id, sizeof id, "%.8s", found + 6);
    snprintf(text, sizeof text, "DELETE /api/v1/invitations/%s\n" HOST "%s", id, fields);
    assert_int_equal(visitor_send(visitor, text), 204);
    assert_int_equal(visitor_send(visitor, text), 404);
    assert_int_equal(join(visitor, token, "Ben", "long enough"), 404);
    invite(visitor, fields, "{}", token);
    visitor->now += 8 * day;
    assert_int_equal(join(visitor, token, "Ben", "long enough"), 404);
}

static void ends_what_an_account_had(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], token[TS_TOKEN_SIZE], value[80], other[128], text[512];
    launch(visitor, cookie, fields);
    invite(visitor, fields, "{}", token);
    assert_int_equal(join(visitor, token, "Ben", "long enough"), 200);
    visitor_cookie(visitor, value);
    snprintf(other, sizeof other, "Cookie: %s\n", value);
    assert_int_equal(get(visitor, "/api/v1/me", other), 200);
    snprintf(text, sizeof text, "DELETE /api/v1/accounts/Ben\n" HOST "%s", fields);
    assert_int_equal(visitor_send(visitor, text), 204);
    assert_int_equal(get(visitor, "/api/v1/me", other), 401);
    assert_int_equal(login(visitor, "Ben", "long enough"), 401);
    snprintf(text, sizeof text, "DELETE /api/v1/accounts/Ann\n" HOST "%s", fields);
    assert_int_equal(visitor_send(visitor, text), 409);
    assert_int_equal(post(visitor, "/logout", fields, ""), 204);
    assert_int_equal(get(visitor, "/api/v1/me", cookie), 401);
}

static void lets_nobody_launch_as_a_guest(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], token[TS_TOKEN_SIZE];
    struct ts_door *door;
    struct ts_err err;
    const char *hosts[] = {"127.0.0.1:7007", NULL};
    launch(visitor, cookie, fields);
    invite(visitor, fields, "{\"name\":\"Ben\"}", token);
    assert_int_equal(join(visitor, token, "Ben", "long enough"), 200);
    visitor_leave(visitor);
    ts_door_close(visitor->door);
    struct ts_door_how how = {.accounts = visitor->path, .hosts = hosts, .url = "", .player_id = "Ben", .name = "Ben", .version = "", .language = ""};
    assert_int_equal(ts_door_open(&how, visitor->now, &door, token, &err), TS_REFUSED); // whoever knows Ben's password would be keeper
    visitor_open(visitor);
}

static void slows_down_who_guesses(void **state)
{
    struct visitor *visitor = *state;
    for (int i = 0; i < 5; i++) assert_int_equal(login(visitor, "Ann", "guess"), 401);
    assert_int_equal(login(visitor, "Ann", "guess"), 429);
    assert_int_equal(atoi(visitor_field(visitor, "Retry-After")), 30);
    assert_int_equal(login(visitor, "aNN", "guess"), 429); // the same one
    assert_int_equal(login(visitor, "Ben", "guess"), 401); // another name
    visitor->peer = "10.0.0.9";
    assert_int_equal(login(visitor, "Ann", "guess"), 401); // from elsewhere
    visitor->peer = "10.0.0.2";
    visitor->tick += 30000000000;
    assert_int_equal(login(visitor, "Ann", "guess"), 401);
    assert_int_equal(login(visitor, "Ann", "guess"), 429);
    int others = 0;
    char name[16];
    for (; others < 100; others++) {
        snprintf(name, sizeof name, "n%d", others);
        if (login(visitor, name, "guess") != 401) break;
    }
    assert_in_range(others, 20, 35); // one address has so many guesses at all names
}

// --- what a worker is asked

static void asks_a_worker_with_what_was_sent(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], all[512];
    launch(visitor, cookie, fields);
    assert_int_equal(get(visitor, "/api/v1/runs/a%20b%C3%A9/history?limit=5&x=%26+y", cookie), 0);
    assert_true(visitor->is_asked);
    json_t *ask = json_loads(visitor->visit.ask.bytes, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(json_object_get(ask, "words"), "run")), "a bé");
    assert_string_equal(json_string_value(json_object_get(json_object_get(ask, "query"), "x")), "& y");
    assert_string_equal(json_string_value(json_object_get(ask, "player")), "player");
    assert_true(json_is_true(json_object_get(ask, "keeper")));
    assert_true(json_is_null(json_object_get(ask, "body")));
    json_decref(ask);
    snprintf(all, sizeof all, "%sIdempotency-Key: k-1_\n", fields);
    assert_int_equal(post(visitor, "/runs/r1/turns", all, "{\"choice\":\"light\",\"turn\":0}\n"), 0);
    assert_true(visitor->is_asked);
    assert_non_null(strstr(visitor->visit.ask.bytes, "\"body\":{\"choice\":\"light\",\"turn\":0},\"key\":\"k-1_\",\"name\":\"Ann\""));
    assert_int_equal(post(visitor, "/runs", fields, "{\"story\":\"s\"}"), 0);
    assert_null(strstr(visitor->visit.ask.bytes, "\"key\":null")); // done once by a key of ours, when a worker dies over it
}

static void refuses_what_a_worker_need_not_see(void **state)
{
    struct visitor *visitor = *state;
    char cookie[128], fields[256], all[512];
    static const char *const bad_keys[] = {"", "Idempotency-Key: \n", "Idempotency-Key: a b\n", "Idempotency-Key: "
                                           "01234567890123456789012345678901234567890123456789012345678901234\n"};
    launch(visitor, cookie, fields);
    for (size_t i = 0; i < sizeof bad_keys / sizeof *bad_keys; i++) {
        snprintf(all, sizeof all, "%s%s", fields, bad_keys[i]);
        assert_int_equal(post(visitor, "/runs/r1/turns", all, "{}"), 400);
    }
    snprintf(all, sizeof all, "%sIdempotency-Key: k\n", fields);
    static const char *const bad_bodies[] = {"[]", "1", "{", "{\"a\":1,\"a\":2}", "{} {}", "\xff", "{\"a\":\"\\u0000\"}", "{\"a\":\"\xff\"}", "nul"};
    for (size_t i = 0; i < sizeof bad_bodies / sizeof *bad_bodies; i++) assert_int_equal(post(visitor, "/runs/r1/turns", all, bad_bodies[i]), 400);
    static const char *const bad_queries[] = {"/api/v1/runs?a=1&a=2", "/api/v1/runs?%zz", "/api/v1/runs?a=%ff", "/api/v1/runs?=1", "/api/v1/runs?a=%00"};
    for (size_t i = 0; i < sizeof bad_queries / sizeof *bad_queries; i++) assert_int_equal(get(visitor, bad_queries[i], cookie), 400);
    assert_int_equal(get(visitor, "/api/v1/runs/%ff", cookie), 404);
    assert_int_equal(get(visitor, "/api/v1/runs/%00", cookie), 404);
    assert_int_equal(get(visitor, "/api/v1/runs/%", cookie), 404);
    assert_int_equal(get(visitor, "/api/v1/runs", ""), 401);
    assert_false(visitor->is_asked);
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, open_visitor, close_visitor)
    const struct CMUnitTest tests[] = {
        EACH(answers_only_for_its_own_names), EACH(takes_one_body_of_a_told_length), EACH(limits_fields_and_methods), EACH(limits_how_often),
        EACH(limits_how_often_a_session_asks), EACH(gives_files_of_a_fixed_table_only), EACH(gives_what_was_built_in_for_ever), EACH(allows_scripts_of_its_own_only), EACH(lets_the_launcher_in_once),
        EACH(sets_a_cookie_that_scripts_and_other_sites_never_see), EACH(keeps_sessions_over_a_restart_and_no_longer_than_a_month),
        EACH(keeps_its_file_to_itself), EACH(takes_changes_from_its_own_pages_only), EACH(lets_others_in_by_an_invitation_that_is_good_once),
        EACH(gives_a_named_guest_what_is_theirs), EACH(takes_invitations_back_and_lets_them_lapse), EACH(ends_what_an_account_had), EACH(lets_nobody_launch_as_a_guest), EACH(slows_down_who_guesses),
        EACH(asks_a_worker_with_what_was_sent), EACH(refuses_what_a_worker_need_not_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
