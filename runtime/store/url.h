// url.h - what a store's url names: a file, memory, or a database server
#ifndef TS_STORE_URL_H
#define TS_STORE_URL_H

#include <stdbool.h>

#include "base/status.h"

bool ts_url_is_memory(const char *url);
bool ts_url_is_server(const char *url);
enum ts_status ts_url_find_path(const char *url, const char **path, struct ts_err *err) TS_MUST_USE; // of the file; an error when it names none

#endif
