// password.h - passwords made into hashes and checked against them, beside the thread that serves
//
// One hash takes a tenth of a second of a processor and tens of megabytes, on purpose. They are worked out by one thread, one after another,
// so that neither a crowd at the door nor somebody who guesses holds up those who play or takes more memory than one hash does. It is a
// thread and no process: it touches nothing but the words it was given, and a fork would keep every open connection open with it.
#ifndef TS_WEB_PASSWORD_H
#define TS_WEB_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum { TS_PASSWORD_LEAST = 8, TS_PASSWORD_MOST = 256, TS_SECRET_HASH = 128, TS_SECRETS_MAX = 64 }; // bytes; hashes that may wait

struct ts_secret {
    char password[TS_PASSWORD_MOST + 1]; // wiped when it is done
    char hash[TS_SECRET_HASH];           // to be made ("" before), or to be checked against
    bool is_made;                        // else checked
    bool is_good;                        // the result
};

struct ts_passwords;

typedef void ts_password_done(void *self, const struct ts_secret *secret);

enum ts_status ts_passwords_open(struct ts_passwords **out, struct ts_err *err) TS_MUST_USE;
void ts_passwords_close(struct ts_passwords *passwords); // what waits is dropped
int ts_passwords_descriptor(const struct ts_passwords *passwords); // readable when something is done
bool ts_passwords_add(struct ts_passwords *passwords, const struct ts_secret *secret, ts_password_done *done, void *self); // false: too many wait
void ts_passwords_hear(struct ts_passwords *passwords); // calls back for each that is done

void ts_secret_work(struct ts_secret *secret); // here and now
// A hash that no password has: checked for those who do not exist, so that the time it takes does not tell who does.
const char *ts_password_nobody(void);

#endif
