// greet.h - what the master answers itself: who is signed in, signing in and out, invitations, accounts
#ifndef TS_WEB_GREET_H
#define TS_WEB_GREET_H

#include "web/route.h"

ts_greet ts_greet_me, ts_greet_login, ts_greet_logout, ts_greet_join;
ts_greet ts_greet_list_invitations, ts_greet_invite, ts_greet_uninvite, ts_greet_list_accounts, ts_greet_remove_account;
ts_greet ts_greet_loading, ts_greet_load; // of packs; the server does it, see struct ts_loading_state

// The password of a login or a join was seen to (visit->secret); goes on with it.
ts_greet ts_greet_known;

#endif
