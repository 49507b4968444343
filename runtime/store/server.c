// server.c - stores in database servers, as far as this build has a driver for them
#include <string.h>

#include "base/arena.h"
#include "store/driver.h"

bool ts_server_seems_secret(const char *url)
{
    const char *user = strstr(url, "://"), *at = user ? strchr(user + 3, '@') : NULL;
    return (at && memchr(user + 3, ':', (size_t)(at - user - 3))) || strstr(url, "password");
}

#ifdef TURNSTONE_POSTGRESQL
enum ts_status ts_server_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err)
{
    return ts_postgres_open(url, mode, symbols, out, err);
}

enum ts_status ts_server_import(const char *url, struct ts_import **out, struct ts_err *err)
{
    return ts_postgres_import(url, out, err);
}

enum ts_status ts_server_migrate(const char *url, struct ts_migrated *out, struct ts_err *err)
{
    return ts_postgres_migrate(url, out, err);
}

// What takes a url apart is the library that connects, so that both find a password in the same place.
char *ts_server_shown(const char *url)
{
    return ts_postgres_shown(url);
}

bool ts_server_has_secret(const char *url)
{
    return ts_postgres_has_secret(url);
}
#else
static enum ts_status refuse(struct ts_err *err)
{
    return ts_err_set(err, TS_UNAVAILABLE, "this turnstone was built without PostgreSQL: install libpq-dev and build it again");
}

enum ts_status ts_server_open(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct ts_store **out, struct ts_err *err)
{
    (void)url, (void)mode, (void)symbols, (void)out;
    return refuse(err);
}

enum ts_status ts_server_import(const char *url, struct ts_import **out, struct ts_err *err)
{
    (void)url, (void)out;
    return refuse(err);
}

enum ts_status ts_server_migrate(const char *url, struct ts_migrated *out, struct ts_err *err)
{
    (void)url, (void)out;
    return refuse(err);
}

char *ts_server_shown(const char *url)
{
    (void)url;
    return ts_memory_copy("postgresql://");
}

bool ts_server_has_secret(const char *url)
{
    return ts_server_seems_secret(url);
}
#endif
