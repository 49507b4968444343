// account_file.h - accounts, invitations and sessions as a file holds them; for account*.c alone
#ifndef TS_WEB_ACCOUNT_FILE_H
#define TS_WEB_ACCOUNT_FILE_H

#include "web/account.h"

struct ts_account_lists {
    struct ts_account *accounts;
    struct ts_invitation *invitations;
    struct ts_session *sessions;
    uint32_t account_count, invitation_count, session_count;
};

struct ts_accounts {
    char *path;
    int lock;                      // -1: none
    char id[TS_INVITATION_ID_SIZE];
    struct ts_account_lists now, before; // `before`: while a change is being made
    bool is_seen;                  // somebody was seen since it was saved
};

void ts_account_lists_copy(const struct ts_account_lists *from, struct ts_account_lists *to); // with room for one more of each
void ts_account_lists_clear(struct ts_account_lists *lists);
enum ts_status ts_account_file_lock(struct ts_accounts *accounts, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_account_file_load(struct ts_accounts *accounts, int64_t now, struct ts_err *err) TS_MUST_USE; // what has expired is left out
enum ts_status ts_account_file_save(struct ts_accounts *accounts, struct ts_err *err) TS_MUST_USE;

#endif
