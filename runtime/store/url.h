// url.h - what a store's url names: a file, memory, or a database server
#ifndef TS_STORE_URL_H
#define TS_STORE_URL_H

#include <stdbool.h>

#include "base/status.h"

bool ts_url_is_memory(const char *url);
bool ts_url_is_server(const char *url);
char *ts_url_shown(const char *url);      // without passwords, else as good as it: may be told and pasted; the caller frees it
bool ts_url_has_secret(const char *url); // a server's, with a password, or unreadable
enum ts_status ts_url_find_path(const char *url, const char **path, struct ts_err *err) TS_MUST_USE; // of the file; an error when it names none

#endif
