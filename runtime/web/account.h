// account.h - who may come in: accounts, open invitations and sessions, in one file
//
// The file is written whole under another name, synced and renamed; it is readable by its owner alone. Of tokens it has only hashes. A
// process that has it open keeps others out.
#ifndef TS_WEB_ACCOUNT_H
#define TS_WEB_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ident.h"
#include "base/status.h"
#include "web/route.h"

enum {
    TS_TOKEN_BYTES = 16,       // of chance in a token
    TS_TOKEN_SIZE = 23,        // of a token as text, with its NUL
    TS_TOKEN_HASH = 32,
    TS_INVITATION_ID_SIZE = 9, // with its NUL
    TS_PASSWORD_HASH_SIZE = 128,
    TS_ACCOUNTS_MAX = 2000,
    TS_INVITATIONS_MAX = 200,
    TS_SESSIONS_MAX = 8000,    // of one account at most TS_SESSIONS_EACH: the one that ends first makes room
    TS_SESSIONS_EACH = 20,
};

struct ts_account {
    char name[TS_IDENT_MAX + 1], player_id[TS_IDENT_MAX + 1];
    char password[TS_PASSWORD_HASH_SIZE]; // as crypto_pwhash_str makes it; "": none, only the server's own link lets in
    enum ts_role role;
    int64_t made_at, seen_at;             // milliseconds; seen_at 0: never
};

struct ts_invitation {
    char id[TS_INVITATION_ID_SIZE];
    unsigned char hash[TS_TOKEN_HASH];
    enum ts_role role;
    char name[TS_IDENT_MAX + 1];          // whom it is for, who then plays as this player; "": not said
    int64_t made_at, expires_at;
};

struct ts_session {
    unsigned char hash[TS_TOKEN_HASH];
    char player_id[TS_IDENT_MAX + 1];     // whose it is
    int64_t expires_at;
};

struct ts_accounts; // all pointers into it are good until the next change

// TS_BUSY: another process has it open. TS_DATA: the file is damaged. A file that is not there is made with the first change.
enum ts_status ts_accounts_open(const char *path, int64_t now, struct ts_accounts **out, struct ts_err *err) TS_MUST_USE;
void ts_accounts_close(struct ts_accounts *accounts); // when somebody was seen meanwhile, that is saved if it can be
const char *ts_accounts_id(const struct ts_accounts *accounts); // eight letters and digits, the file's own

struct ts_account *ts_account_find(struct ts_accounts *accounts, const char *name); // names that differ by letter case alone are one
struct ts_account *ts_account_find_player(struct ts_accounts *accounts, const char *player_id);
const struct ts_account *ts_account_each(const struct ts_accounts *accounts, uint32_t index); // NULL: there are not so many
void ts_account_see(struct ts_accounts *accounts, struct ts_account *account, int64_t now);

// The changes: saved when they return TS_OK, else nothing has changed.
enum ts_status ts_account_add(struct ts_accounts *accounts, const struct ts_account *account, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_account_remove(struct ts_accounts *accounts, struct ts_account *account, struct ts_err *err) TS_MUST_USE; // with its sessions
// Makes an invitation: role, name, made_at and expires_at are given, id and hash are filled in, and its token.
enum ts_status ts_invitation_add(struct ts_accounts *accounts, struct ts_invitation *invitation, char token[TS_TOKEN_SIZE], struct ts_err *err) TS_MUST_USE;
const struct ts_invitation *ts_invitation_find(struct ts_accounts *accounts, const char *token, int64_t now); // NULL: not good, or no longer
const struct ts_invitation *ts_invitation_each(const struct ts_accounts *accounts, uint32_t index);
enum ts_status ts_invitation_remove(struct ts_accounts *accounts, const char *id, struct ts_err *err) TS_MUST_USE; // TS_DATA: there is none
// The account that an invitation was good for, which is then used up.
enum ts_status ts_invitation_accept(struct ts_accounts *accounts, const char *id, const struct ts_account *account, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_session_add(struct ts_accounts *accounts, const char *player_id, int64_t now, char token[TS_TOKEN_SIZE], struct ts_err *err) TS_MUST_USE;
struct ts_session *ts_session_find(struct ts_accounts *accounts, const char *token, int64_t now);
enum ts_status ts_session_renew(struct ts_accounts *accounts, struct ts_session *session, int64_t now, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_session_remove(struct ts_accounts *accounts, struct ts_session *session, struct ts_err *err) TS_MUST_USE;

#endif
