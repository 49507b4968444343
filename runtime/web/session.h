// session.h - whose request it is: cookies, and the link that a server prints
#ifndef TS_WEB_SESSION_H
#define TS_WEB_SESSION_H

#include "web/door.h"

void ts_session_read(struct ts_visit *visit);  // fills in who asks, from the cookie; leaves it when there is none that is good
// Signs in: a session, its cookie, and the visit's own player.
enum ts_status ts_session_start(struct ts_visit *visit, const struct ts_account *account, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_session_end(struct ts_visit *visit, struct ts_err *err) TS_MUST_USE;
void ts_session_enter(struct ts_visit *visit); // answers GET /enter?token=…

#endif
