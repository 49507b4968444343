// account.c - who may come in: accounts, open invitations and sessions
#include "web/account.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "web/account_file.h"
#include "web/token.h"

static const int64_t session_length = 30 * 86400000ll;

// --- the lists

static void *copy_list(const void *from, uint32_t count, size_t size)
{
    char *copy = ts_memory_get((count + 1) * size);
    if (count) memcpy(copy, from, count * size);
    memset(copy + count * size, 0, size);
    return copy;
}

void ts_account_lists_copy(const struct ts_account_lists *from, struct ts_account_lists *to)
{
    *to = *from;
    to->accounts = copy_list(from->accounts, from->account_count, sizeof *from->accounts);
    to->invitations = copy_list(from->invitations, from->invitation_count, sizeof *from->invitations);
    to->sessions = copy_list(from->sessions, from->session_count, sizeof *from->sessions);
}

void ts_account_lists_clear(struct ts_account_lists *lists)
{
    free(lists->accounts);
    free(lists->invitations);
    free(lists->sessions);
    *lists = (struct ts_account_lists){0};
}

static void make_id(char out[TS_INVITATION_ID_SIZE])
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 that are not taken for one another
    unsigned char bytes[TS_INVITATION_ID_SIZE - 1];
    randombytes_buf(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) out[i] = letters[bytes[i] % 32];
    out[sizeof bytes] = '\0';
}

enum ts_status ts_accounts_open(const char *path, int64_t now, struct ts_accounts **out, struct ts_err *err)
{
    struct ts_accounts *accounts = ts_memory_get(sizeof *accounts);
    *accounts = (struct ts_accounts){.path = ts_memory_copy(path), .lock = -1};
    make_id(accounts->id);
    enum ts_status status = sodium_init() < 0 ? ts_err_set(err, TS_FAILED, "there is no source of chance to make passwords safe with") : TS_OK;
    if (!status) status = ts_account_file_lock(accounts, err);
    if (!status) status = ts_account_file_load(accounts, now, err);
    if (status) ts_accounts_close(accounts), accounts = NULL;
    *out = accounts;
    return status;
}

void ts_accounts_close(struct ts_accounts *accounts)
{
    struct ts_err ignored;
    if (!accounts) return;
    if (accounts->is_seen) (void)!ts_account_file_save(accounts, &ignored);
    if (accounts->lock >= 0) close(accounts->lock);
    ts_account_lists_clear(&accounts->now);
    free(accounts->path);
    free(accounts);
}

const char *ts_accounts_id(const struct ts_accounts *accounts)
{
    return accounts->id;
}

// What is done to the lists between the two is undone when it cannot be saved.
static struct ts_account_lists *begin(struct ts_accounts *accounts)
{
    accounts->before = accounts->now;
    ts_account_lists_copy(&accounts->before, &accounts->now);
    return &accounts->now;
}

static enum ts_status settle(struct ts_accounts *accounts, struct ts_err *err)
{
    enum ts_status status = ts_account_file_save(accounts, err);
    ts_account_lists_clear(status ? &accounts->now : &accounts->before);
    if (status) accounts->now = accounts->before;
    accounts->before = (struct ts_account_lists){0};
    return status;
}

static void remove_at(void *list, uint32_t *count, uint32_t index, size_t size)
{
    char *at = (char *)list + index * size;
    memmove(at, at + size, (--*count - index) * size);
}

static void remove_session(struct ts_account_lists *lists, uint32_t index)
{
    remove_at(lists->sessions, &lists->session_count, index, sizeof *lists->sessions);
}

static void remove_invitation(struct ts_account_lists *lists, uint32_t index)
{
    remove_at(lists->invitations, &lists->invitation_count, index, sizeof *lists->invitations);
}

// --- accounts

static bool is_same_name(const char *one, const char *other)
{
    utf8proc_uint8_t *left = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)one), *right = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)other);
    bool is_same = left && right && !strcmp((char *)left, (char *)right);
    free(left);
    free(right);
    return is_same;
}

struct ts_account *ts_account_find(struct ts_accounts *accounts, const char *name)
{
    for (uint32_t i = 0; i < accounts->now.account_count; i++)
        if (is_same_name(accounts->now.accounts[i].name, name)) return &accounts->now.accounts[i];
    return NULL;
}

struct ts_account *ts_account_find_player(struct ts_accounts *accounts, const char *player_id)
{
    for (uint32_t i = 0; i < accounts->now.account_count; i++)
        if (!strcmp(accounts->now.accounts[i].player_id, player_id)) return &accounts->now.accounts[i];
    return NULL;
}

const struct ts_account *ts_account_each(const struct ts_accounts *accounts, uint32_t index)
{
    return index < accounts->now.account_count ? &accounts->now.accounts[index] : NULL;
}

void ts_account_see(struct ts_accounts *accounts, struct ts_account *account, int64_t now)
{
    account->seen_at = now;
    accounts->is_seen = true;
}

enum ts_status ts_account_add(struct ts_accounts *accounts, const struct ts_account *account, struct ts_err *err)
{
    if (accounts->now.account_count == TS_ACCOUNTS_MAX) return ts_err_set(err, TS_REFUSED, "there are %d accounts, the most there can be", TS_ACCOUNTS_MAX);
    struct ts_account_lists *lists = begin(accounts);
    lists->accounts[lists->account_count++] = *account;
    return settle(accounts, err);
}

enum ts_status ts_account_remove(struct ts_accounts *accounts, struct ts_account *account, struct ts_err *err)
{
    uint32_t index = (uint32_t)(account - accounts->now.accounts);
    struct ts_account_lists *lists = begin(accounts);
    for (uint32_t i = lists->session_count; i-- > 0;)
        if (!strcmp(lists->sessions[i].player_id, lists->accounts[index].player_id)) remove_session(lists, i);
    remove_at(lists->accounts, &lists->account_count, index, sizeof *lists->accounts);
    return settle(accounts, err);
}

// --- invitations

enum ts_status ts_invitation_add(struct ts_accounts *accounts, struct ts_invitation *invitation, char token[TS_TOKEN_SIZE], struct ts_err *err)
{
    struct ts_account_lists *lists = begin(accounts);
    for (uint32_t i = lists->invitation_count; i-- > 0;)
        if (lists->invitations[i].expires_at <= invitation->made_at) remove_invitation(lists, i);
    bool is_full = lists->invitation_count == TS_INVITATIONS_MAX;
    make_id(invitation->id);
    ts_token_make(token);
    ts_token_hash(token, invitation->hash);
    if (!is_full) lists->invitations[lists->invitation_count++] = *invitation;
    enum ts_status status = settle(accounts, err);
    return status || !is_full ? status
                              : ts_err_set(err, TS_REFUSED, "there are %d open invitations, the most there can be: take some back first", TS_INVITATIONS_MAX);
}

const struct ts_invitation *ts_invitation_find(struct ts_accounts *accounts, const char *token, int64_t now)
{
    unsigned char hash[TS_TOKEN_HASH];
    ts_token_hash(token, hash);
    for (uint32_t i = 0; i < accounts->now.invitation_count; i++) {
        const struct ts_invitation *one = &accounts->now.invitations[i];
        if (!sodium_memcmp(one->hash, hash, sizeof hash) && one->expires_at > now) return one;
    }
    return NULL;
}

const struct ts_invitation *ts_invitation_each(const struct ts_accounts *accounts, uint32_t index)
{
    return index < accounts->now.invitation_count ? &accounts->now.invitations[index] : NULL;
}

static bool find_invitation(const struct ts_accounts *accounts, const char *id, uint32_t *index)
{
    for (*index = 0; *index < accounts->now.invitation_count; ++*index)
        if (!strcmp(accounts->now.invitations[*index].id, id)) return true;
    return false;
}

enum ts_status ts_invitation_remove(struct ts_accounts *accounts, const char *id, struct ts_err *err)
{
    uint32_t index;
    if (!find_invitation(accounts, id, &index)) return ts_err_set(err, TS_DATA, "there is no such invitation: it was used, or taken back, or its time has passed");
    remove_invitation(begin(accounts), index);
    return settle(accounts, err);
}

enum ts_status ts_invitation_accept(struct ts_accounts *accounts, const char *id, const struct ts_account *account, struct ts_err *err)
{
    uint32_t index;
    if (!find_invitation(accounts, id, &index)) return ts_err_set(err, TS_REFUSED, "this invitation was used or taken back meanwhile: ask for another");
    if (accounts->now.account_count == TS_ACCOUNTS_MAX) return ts_err_set(err, TS_REFUSED, "there are %d accounts, the most there can be", TS_ACCOUNTS_MAX);
    struct ts_account_lists *lists = begin(accounts);
    remove_invitation(lists, index);
    lists->accounts[lists->account_count++] = *account;
    return settle(accounts, err);
}

// --- sessions

// Those that ended; and the ones of this player, or of all, that end first, until there is room.
static void make_room(struct ts_account_lists *lists, const char *player_id, int64_t now)
{
    uint32_t own, first;
    for (uint32_t i = lists->session_count; i-- > 0;)
        if (lists->sessions[i].expires_at <= now) remove_session(lists, i);
    do {
        own = 0, first = UINT32_MAX;
        for (uint32_t i = 0; i < lists->session_count; i++) {
            const struct ts_session *one = &lists->sessions[i];
            bool is_own = !strcmp(one->player_id, player_id);
            own += is_own;
            if ((is_own || lists->session_count >= TS_SESSIONS_MAX) && (first == UINT32_MAX || one->expires_at < lists->sessions[first].expires_at)) first = i;
        }
        if (own < TS_SESSIONS_EACH && lists->session_count < TS_SESSIONS_MAX) return;
        remove_session(lists, first);
    } while (true);
}

enum ts_status ts_session_add(struct ts_accounts *accounts, const char *player_id, int64_t now, char token[TS_TOKEN_SIZE], struct ts_err *err)
{
    struct ts_account_lists *lists = begin(accounts);
    make_room(lists, player_id, now);
    struct ts_session *session = &lists->sessions[lists->session_count++];
    *session = (struct ts_session){.expires_at = now + session_length};
    snprintf(session->player_id, sizeof session->player_id, "%s", player_id);
    ts_token_make(token);
    ts_token_hash(token, session->hash);
    return settle(accounts, err);
}

struct ts_session *ts_session_find(struct ts_accounts *accounts, const char *token, int64_t now)
{
    unsigned char hash[TS_TOKEN_HASH];
    ts_token_hash(token, hash);
    for (uint32_t i = 0; i < accounts->now.session_count; i++) {
        struct ts_session *one = &accounts->now.sessions[i];
        if (!memcmp(one->hash, hash, sizeof hash)) return one->expires_at > now ? one : NULL; // how long this takes tells of a hash, not of a token
    }
    return NULL;
}

enum ts_status ts_session_renew(struct ts_accounts *accounts, struct ts_session *session, int64_t now, struct ts_err *err)
{
    uint32_t index = (uint32_t)(session - accounts->now.sessions);
    begin(accounts)->sessions[index].expires_at = now + session_length;
    return settle(accounts, err);
}

enum ts_status ts_session_remove(struct ts_accounts *accounts, struct ts_session *session, struct ts_err *err)
{
    uint32_t index = (uint32_t)(session - accounts->now.sessions);
    remove_session(begin(accounts), index);
    return settle(accounts, err);
}
