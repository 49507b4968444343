// token.h - what lets somebody in: random words, of which only hashes are kept
#ifndef TS_WEB_TOKEN_H
#define TS_WEB_TOKEN_H

#include <stdbool.h>

#include "web/account.h"

void ts_token_make(char out[TS_TOKEN_SIZE]);
bool ts_token_is(const char *text); // has the shape of one
void ts_token_hash(const char *token, unsigned char out[TS_TOKEN_HASH]);
void ts_token_csrf(const char *token, char out[TS_TOKEN_SIZE]); // the one for the header X-CSRF-Token that goes with a session's
bool ts_token_same(const char *one, const char *other);         // takes as long whatever they are

#endif
