// url.c - what a store's url names: a file, memory, or a database server
#include "store/url.h"

#include <string.h>

#include "base/arena.h"
#include "store/driver.h"

bool ts_url_is_server(const char *url)
{
    return strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
}

char *ts_url_shown(const char *url)
{
    return ts_url_is_server(url) ? ts_server_shown(url) : ts_memory_copy(url);
}

bool ts_url_has_secret(const char *url)
{
    return ts_url_is_server(url) && ts_server_has_secret(url);
}

enum ts_status ts_url_find_path(const char *url, const char **path, struct ts_err *err)
{
    static const char sqlite[] = "sqlite:";
    const char *scheme_end = strstr(url, "://");
    *path = url;
    if (ts_url_is_server(url)) return ts_err_set(err, TS_REFUSED, "this is done with the file of a store, and a database server has none: use its own tools, as pg_dump");
    if (!*url) return ts_err_set(err, TS_USAGE, "the store's path is empty: give a path, or \"memory:\"");
    if (strncmp(url, sqlite, sizeof sqlite - 1) == 0) *path = url + sizeof sqlite - 1;
    else if (scheme_end && !memchr(url, '/', (size_t)(scheme_end - url)))
        return ts_err_set(err, TS_UNAVAILABLE, "no driver for a store \"%.*s://\": give the path of a file, or postgresql://", (int)(scheme_end - url), url);
    return TS_OK;
}

bool ts_url_is_memory(const char *url)
{
    return strcmp(url, "memory:") == 0;
}
