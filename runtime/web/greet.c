// greet.c - what the master answers itself: who is signed in, signing in and out, invitations, accounts
#include "web/greet.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "engine/json.h"
#include "web/guard.h"
#include "web/session.h"

enum { NAME_MAX_BYTES = 64, WANTED_MAX = 4 };

static const int64_t invitation_length = 7 * 86400000ll;
static const char *const role_names[] = {[TS_ROLE_NONE] = "none", [TS_ROLE_PLAYER] = "player", [TS_ROLE_KEEPER] = "keeper"};

// --- what was given

struct wanted {
    const char *name, **out; // out: the text; stays when it is not there
    bool is_needed;
};

static enum ts_status refuse_key(const char *key, const struct wanted *wanted, size_t count, struct ts_err *err)
{
    const char *names[WANTED_MAX];
    for (size_t i = 0; i < count; i++) names[i] = wanted[i].name;
    const char *near = ts_suggest(key, names, count);
    if (!ts_ident_is_name(key, strlen(key))) return ts_err_set(err, TS_USAGE, "the body has a member that this request does not take");
    if (near) return ts_err_set(err, TS_USAGE, "this request does not take \"%s\": did you mean \"%s\"?", key, near);
    return ts_err_set(err, TS_USAGE, "this request does not take \"%s\"", key);
}

static enum ts_status read_given(const struct ts_visit *visit, const struct wanted *wanted, size_t count, struct ts_err *err)
{
    const char *key;
    json_t *value;
    size_t i;
    json_object_foreach(visit->given, key, value) {
        for (i = 0; i < count && strcmp(wanted[i].name, key); i++) continue;
        if (i == count) return refuse_key(key, wanted, count, err);
        if (!json_is_string(value)) return ts_err_set(err, TS_USAGE, "\"%s\" is a text", key);
        *wanted[i].out = json_string_value(value);
    }
    for (i = 0; i < count; i++)
        if (wanted[i].is_needed && !json_object_get(visit->given, wanted[i].name)) return ts_err_set(err, TS_USAGE, "\"%s\" is missing", wanted[i].name);
    return TS_OK;
}

static enum ts_status read_name(const char *text, char out[TS_IDENT_MAX + 1], struct ts_err *err)
{
    enum ts_status status = ts_ident_read("name", text, out, err);
    if (!status && strlen(out) > NAME_MAX_BYTES) status = ts_err_set(err, TS_USAGE, "the name is too long: use at most %d bytes", NAME_MAX_BYTES);
    return status == TS_DATA ? err->status = TS_USAGE : status;
}

// --- who is signed in

static enum ts_status greet(struct ts_visit *visit)
{
    struct ts_buffer *json = &visit->response.body;
    char csrf[TS_TOKEN_SIZE];
    ts_token_csrf(visit->token, csrf);
    ts_json_open(json, '{');
    ts_json_field_text(json, "csrf", csrf);
    ts_json_field_text(json, "language", visit->door->language);
    ts_json_field_text(json, "name", visit->name);
    ts_json_field_text(json, "player_id", visit->player_id);
    ts_json_field_text(json, "role", role_names[visit->role]);
    ts_json_field_text(json, "version", visit->door->version);
    ts_json_close(json, '}');
    ts_visit_answer(visit, 200);
    return TS_OK;
}

enum ts_status ts_greet_me(struct ts_visit *visit, struct ts_err *err)
{
    (void)err;
    return greet(visit);
}

enum ts_status ts_greet_logout(struct ts_visit *visit, struct ts_err *err)
{
    enum ts_status status = ts_session_end(visit, err);
    if (!status) ts_visit_nothing(visit);
    return status;
}

// --- signing in and joining: both go on in ts_greet_known

enum ts_status ts_greet_login(struct ts_visit *visit, struct ts_err *err)
{
    const char *name = NULL, *password = NULL;
    const struct wanted wanted[] = {{"name", &name, true}, {"password", &password, true}};
    enum ts_status status = read_given(visit, wanted, 2, err);
    if (!status && strlen(password) > TS_PASSWORD_MOST) status = ts_err_set(err, TS_USAGE, "the password is too long");
    if (!status) status = read_name(name, visit->name, err);
    if (status) return status;
    const struct ts_account *account = ts_account_find(visit->door->accounts, visit->name);
    if (!ts_guard_attempt(visit, account ? account->name : visit->name)) return TS_OK; // however the name is spelt
    bool has_password = account && *account->password;
    snprintf(visit->secret.password, sizeof visit->secret.password, "%s", password);
    snprintf(visit->secret.hash, sizeof visit->secret.hash, "%s", has_password ? account->password : ts_password_nobody());
    visit->stage = TS_STAGE_SECRET;
    return TS_OK;
}

enum ts_status ts_greet_join(struct ts_visit *visit, struct ts_err *err)
{
    const char *token = NULL, *name = NULL, *password = NULL;
    const struct wanted wanted[] = {{"invitation", &token, true}, {"name", &name, true}, {"password", &password, true}};
    enum ts_status status = read_given(visit, wanted, 3, err);
    if (!status) status = read_name(name, visit->name, err);
    if (!status && strlen(password) < TS_PASSWORD_LEAST) status = ts_err_set(err, TS_USAGE, "the password is too short: take at least %d characters", TS_PASSWORD_LEAST);
    if (!status && strlen(password) > TS_PASSWORD_MOST) status = ts_err_set(err, TS_USAGE, "the password is too long: take at most %d bytes", TS_PASSWORD_MOST);
    if (status || !ts_guard_attempt(visit, "")) return status;
    const struct ts_invitation *invitation = ts_invitation_find(visit->door->accounts, token, visit->now);
    if (!invitation) return ts_err_set(err, TS_DATA, "this invitation is not good, or no longer: ask for another");
    ts_guard_forgive(visit, "");
    if (ts_account_find(visit->door->accounts, visit->name)) return ts_err_set(err, TS_REFUSED, "somebody here has the name \"%s\": choose another", visit->name);
    snprintf(visit->invitation, sizeof visit->invitation, "%s", invitation->id);
    snprintf(visit->secret.password, sizeof visit->secret.password, "%s", password);
    visit->secret.is_made = true;
    visit->stage = TS_STAGE_SECRET;
    return TS_OK;
}

static enum ts_status know_login(struct ts_visit *visit, struct ts_err *err)
{
    const struct ts_account *account = ts_account_find(visit->door->accounts, visit->name);
    if (!visit->secret.is_good || !account || strcmp(account->password, visit->secret.hash)) {
        ts_visit_refuse(visit, TS_PROBLEM_SIGNED_OUT, "name and password do not go together");
        return TS_OK;
    }
    ts_guard_forgive(visit, account->name);
    enum ts_status status = ts_session_start(visit, account, err);
    return status ? status : greet(visit);
}

// Whom an invitation names plays as that player, with what that player has; anybody else gets an id that nobody can have had before.
static void choose_player(struct ts_visit *visit, const struct ts_invitation *invitation, char out[TS_IDENT_MAX + 1])
{
    bool is_named = *invitation->name && !ts_account_find_player(visit->door->accounts, invitation->name);
    if (is_named) snprintf(out, TS_IDENT_MAX + 1, "%s", invitation->name);
    else snprintf(out, TS_IDENT_MAX + 1, "%.*s-%s", NAME_MAX_BYTES, visit->name, invitation->id);
}

static enum ts_status know_join(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_account account = {.made_at = visit->now, .seen_at = visit->now};
    const struct ts_invitation *invitation;
    uint32_t index = 0;
    while ((invitation = ts_invitation_each(visit->door->accounts, index)) && strcmp(invitation->id, visit->invitation)) index++;
    if (!visit->secret.is_good) return ts_err_set(err, TS_IO, "there is not enough memory for a password's hash");
    if (!invitation) return ts_err_set(err, TS_REFUSED, "this invitation was used or taken back meanwhile: ask for another");
    if (ts_account_find(visit->door->accounts, visit->name)) return ts_err_set(err, TS_REFUSED, "somebody here has the name \"%s\": choose another", visit->name);
    account.role = invitation->role;
    snprintf(account.name, sizeof account.name, "%s", visit->name);
    snprintf(account.password, sizeof account.password, "%s", visit->secret.hash);
    choose_player(visit, invitation, account.player_id);
    enum ts_status status = ts_invitation_accept(visit->door->accounts, visit->invitation, &account, err);
    if (!status) status = ts_session_start(visit, &account, err);
    return status ? status : greet(visit);
}

enum ts_status ts_greet_known(struct ts_visit *visit, struct ts_err *err)
{
    return *visit->invitation ? know_join(visit, err) : know_login(visit, err);
}

// --- invitations

static void write_invitation(struct ts_buffer *json, const struct ts_invitation *invitation)
{
    ts_json_open(json, '{');
    ts_json_field_time(json, "expires_at", invitation->expires_at);
    ts_json_field_text(json, "id", invitation->id);
    ts_json_field_time(json, "made_at", invitation->made_at);
    ts_json_field_text(json, "name", *invitation->name ? invitation->name : NULL);
    ts_json_field_text(json, "role", role_names[invitation->role]);
    ts_json_close(json, '}');
}

enum ts_status ts_greet_list_invitations(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_buffer *json = &visit->response.body;
    const struct ts_invitation *invitation;
    (void)err;
    ts_json_open(json, '[');
    for (uint32_t i = 0; (invitation = ts_invitation_each(visit->door->accounts, i)); i++)
        if (invitation->expires_at > visit->now) write_invitation(json, invitation);
    ts_json_close(json, ']');
    ts_visit_answer(visit, 200);
    return TS_OK;
}

enum ts_status ts_greet_invite(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_invitation invitation = {.made_at = visit->now, .expires_at = visit->now + invitation_length};
    struct ts_buffer *json = &visit->response.body;
    const char *role = role_names[TS_ROLE_PLAYER], *name = NULL;
    const struct wanted wanted[] = {{"role", &role, false}, {"name", &name, false}};
    const char *origin = ts_visit_field(visit, "Origin"); // it was checked: the name that a proxy goes by
    char token[TS_TOKEN_SIZE];
    enum ts_status status = read_given(visit, wanted, 2, err);
    if (!status && name) status = read_name(name, invitation.name, err);
    if (status) return status;
    invitation.role = !strcmp(role, role_names[TS_ROLE_KEEPER]) ? TS_ROLE_KEEPER : TS_ROLE_PLAYER;
    if (strcmp(role, role_names[invitation.role])) return ts_err_set(err, TS_USAGE, "\"role\" is \"player\" or \"keeper\"");
    if (name && (ts_account_find(visit->door->accounts, invitation.name) || ts_account_find_player(visit->door->accounts, invitation.name)))
        return ts_err_set(err, TS_REFUSED, "\"%s\" has an account already: name somebody else, or nobody", invitation.name);
    status = ts_invitation_add(visit->door->accounts, &invitation, token, err);
    if (status) return status;
    ts_json_open(json, '{');
    ts_json_field_time(json, "expires_at", invitation.expires_at);
    ts_json_field_text(json, "id", invitation.id);
    ts_json_key(json, "url");
    ts_buffer_add_format(json, "\"%s/join?invitation=%s\"", origin && !strncmp(origin, "https:", 6) ? origin : visit->door->url, token);
    ts_json_close(json, '}');
    ts_visit_answer(visit, 201);
    return TS_OK;
}

enum ts_status ts_greet_uninvite(struct ts_visit *visit, struct ts_err *err)
{
    enum ts_status status = ts_invitation_remove(visit->door->accounts, visit->word[0], err);
    if (!status) ts_visit_nothing(visit);
    return status;
}

// --- accounts

enum ts_status ts_greet_list_accounts(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_buffer *json = &visit->response.body;
    const struct ts_account *account;
    (void)err;
    ts_json_open(json, '[');
    for (uint32_t i = 0; (account = ts_account_each(visit->door->accounts, i)); i++) {
        ts_json_open(json, '{');
        ts_json_field_time(json, "last_seen", account->seen_at);
        ts_json_field_text(json, "name", account->name);
        ts_json_field_text(json, "player_id", account->player_id);
        ts_json_field_text(json, "role", role_names[account->role]);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
    ts_visit_answer(visit, 200);
    return TS_OK;
}

enum ts_status ts_greet_remove_account(struct ts_visit *visit, struct ts_err *err)
{
    struct ts_account *account = ts_account_find(visit->door->accounts, visit->word[0]);
    if (!account) return ts_err_set(err, TS_DATA, "nobody of that name has an account");
    if (!strcmp(account->player_id, visit->door->player_id)) return ts_err_set(err, TS_REFUSED, "\"%s\" started this server, and stays", account->name);
    enum ts_status status = ts_account_remove(visit->door->accounts, account, err);
    if (!status) ts_visit_nothing(visit);
    return status;
}

// --- packs

static enum ts_status tell_loading(struct ts_visit *visit, unsigned status)
{
    const struct ts_loading_state *loading = &visit->door->loading;
    struct ts_buffer *json = &visit->response.body;
    bool is_under_way = loading->is_wanted || loading->is_under_way;
    ts_json_open(json, '{');
    ts_json_field_text(json, "detail", loading->why.length ? loading->why.bytes : NULL);
    ts_json_field_text(json, "packs", loading->packs.length ? loading->packs.bytes : "");
    ts_json_field_text(json, "state", is_under_way ? "loading" : loading->why.length ? "failed" : "loaded");
    ts_json_close(json, '}');
    ts_visit_answer(visit, status);
    return TS_OK;
}

enum ts_status ts_greet_loading(struct ts_visit *visit, struct ts_err *err)
{
    (void)err;
    return tell_loading(visit, 200);
}

enum ts_status ts_greet_load(struct ts_visit *visit, struct ts_err *err)
{
    (void)err;
    visit->door->loading.is_wanted = true;
    return tell_loading(visit, 202);
}
