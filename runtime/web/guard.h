// guard.h - what a request must be like before anybody looks at what it wants
#ifndef TS_WEB_GUARD_H
#define TS_WEB_GUARD_H

#include "web/door.h"

// Each is false when it has refused the visit.
bool ts_guard_head(struct ts_visit *visit);    // fields, Host, method, how the body comes, how often
bool ts_guard_session(struct ts_visit *visit); // how often, with who it is known
// Of what is no GET or HEAD: Origin, CSRF token, and that a body without such a token is JSON by name.
bool ts_guard_origin(struct ts_visit *visit);
bool ts_guard_attempt(struct ts_visit *visit, const char *name); // of a password or an invitation, which may be wrong
void ts_guard_forgive(struct ts_visit *visit, const char *name); // it was right

#endif
