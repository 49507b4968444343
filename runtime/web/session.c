// session.c - whose request it is: cookies, and the link that a server prints
#include "web/session.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const int64_t renewed_after = 86400000ll; // so that the file is not written with every request
static const int64_t cookie_seconds = 30 * 86400ll;

static void set_cookie(struct ts_visit *visit, const char *token, int64_t seconds)
{
    ts_visit_add_field(visit, "Set-Cookie", "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Strict", visit->door->cookie, token, (long long)seconds);
}

// The value of our cookie in one Cookie field.
static bool find_cookie(const char *text, const char *name, char out[TS_TOKEN_SIZE])
{
    size_t length = strlen(name);
    while (*text) {
        text += strspn(text, "; ");
        size_t size = strcspn(text, ";");
        if (size == length + TS_TOKEN_SIZE && !memcmp(text, name, length) && text[length] == '=') {
            memcpy(out, text + length + 1, TS_TOKEN_SIZE - 1);
            out[TS_TOKEN_SIZE - 1] = '\0';
            return ts_token_is(out);
        }
        text += size;
    }
    return false;
}

static void become(struct ts_visit *visit, const struct ts_account *account, const char *token)
{
    snprintf(visit->token, sizeof visit->token, "%s", token);
    snprintf(visit->player_id, sizeof visit->player_id, "%s", account->player_id);
    snprintf(visit->name, sizeof visit->name, "%s", account->name);
    visit->role = account->role;
}

static void renew(struct ts_visit *visit, struct ts_session *session, const char *token)
{
    struct ts_err err;
    if (session->expires_at - visit->now > cookie_seconds * 1000 - renewed_after) return;
    if (!ts_session_renew(visit->door->accounts, session, visit->now, &err)) set_cookie(visit, token, cookie_seconds); // else it is as long as it was
}

void ts_session_read(struct ts_visit *visit)
{
    struct ts_accounts *accounts = visit->door->accounts;
    char token[TS_TOKEN_SIZE];
    for (uint32_t i = 0; i < visit->field_count && !*visit->token; i++) {
        if (strcasecmp(visit->fields[i].name, "Cookie") || !find_cookie(visit->fields[i].value, visit->door->cookie, token)) continue;
        struct ts_session *session = ts_session_find(accounts, token, visit->now);
        struct ts_account *account = session ? ts_account_find_player(accounts, session->player_id) : NULL;
        if (!account) continue;
        ts_account_see(accounts, account, visit->now);
        become(visit, account, token);
        renew(visit, session, token);
    }
}

enum ts_status ts_session_start(struct ts_visit *visit, const struct ts_account *account, struct ts_err *err)
{
    char token[TS_TOKEN_SIZE];
    const struct ts_account copy = *account; // it moves with the change
    enum ts_status status = ts_session_add(visit->door->accounts, copy.player_id, visit->now, token, err);
    if (status) return status;
    become(visit, &copy, token);
    set_cookie(visit, token, cookie_seconds);
    sodium_memzero(token, sizeof token);
    return TS_OK;
}

enum ts_status ts_session_end(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_session *session = ts_session_find(visit->door->accounts, visit->token, visit->now);
    enum ts_status status = session ? ts_session_remove(visit->door->accounts, session, err) : TS_OK;
    if (!status) set_cookie(visit, "", 0);
    return status;
}

// --- the link that a server prints

static bool is_launch(const struct ts_visit *visit)
{
    static const char name[] = "token=";
    unsigned char hash[TS_TOKEN_HASH];
    if (strncmp(visit->query, name, strlen(name))) return false;
    ts_token_hash(visit->query + strlen(name), hash);
    return !sodium_memcmp(hash, visit->door->launch, sizeof hash) && !visit->door->is_launched;
}

void ts_session_enter(struct ts_visit *visit)
{
    struct ts_door *door = visit->door;
    struct ts_err err;
    bool is_first = is_launch(visit);
    const struct ts_account *account = ts_account_find_player(door->accounts, door->player_id);
    if (is_first && (!account || ts_session_start(visit, account, &err))) {
        ts_visit_tell(visit, 507, "Who signs in could not be written down, so nobody is signed in. Look whether the disk is full, and open the link again.");
    } else if (is_first || *visit->token) {
        door->is_launched |= is_first;
        ts_visit_nothing(visit);
        visit->response.status = 303;
        ts_visit_add_field(visit, "Location", "/");
    } else {
        ts_visit_tell(visit, 403, "This link was good once, and was used or is not from this start of the server. Start the server again for a new one.");
    }
}
