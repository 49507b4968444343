// postgres_url.c - the url of a server: read as libpq reads it, and shown without what is secret
#include "store/postgres.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0) return options->val;
    return NULL;
}

static bool is_secret(const PQconninfoOption *option)
{
    return option->dispchar && *option->dispchar == '*'; // by this libpq marks what is not to be seen
}

// A password in which a mark of the url stands as it is makes libpq take its rest for something else, and tell of that.
static bool is_mistaken(const char *url, const PQconninfoOption *options)
{
    const char *host = value_of(options, "host"), *port = value_of(options, "port");
    const char *after = strchr(strstr(url, "://") + 3, '/');
    size_t length = after ? strcspn(after, "?") : 0;
    return (host && strchr(host, '@')) || (port && port[strspn(port, "0123456789,")]) || (after && memchr(after, '@', length));
}

static PQconninfoOption *parse(const struct pq_library *lib, const char *url)
{
    PQconninfoOption *options = lib->PQconninfoParse(url, NULL);
    if (!options || !is_mistaken(url, options)) return options;
    lib->PQconninfoFree(options);
    return NULL;
}

enum ts_status ts_postgres_check_url(const struct pq_library *lib, const char *url, struct ts_err *err)
{
    PQconninfoOption *options = parse(lib, url);
    bool is_fine = options != NULL;
    lib->PQconninfoFree(options);
    if (is_fine) return TS_OK;
    return ts_err_set(err, TS_USAGE,
                      "the store's url cannot be read: what stands for itself in it is percent-encoded (@ as %%40, / as %%2F, %% as %%25), and a password is "
                      "better kept in a password file; parameters are those of libpq");
}

bool ts_postgres_has_secret(const char *url)
{
    struct pq_library lib;
    if (ts_postgres_load(&lib, NULL)) return ts_server_seems_secret(url);
    PQconninfoOption *options = parse(&lib, url);
    bool has_secret = !options; // who knows
    for (const PQconninfoOption *at = options; at && at->keyword; at++) has_secret |= is_secret(at) && at->val;
    lib.PQconninfoFree(options);
    return has_secret;
}

// --- as it is shown

static void add_encoded(struct ts_buffer *out, const char *text, const char *plain)
{
    for (; *text; text++) {
        if (isalnum((unsigned char)*text) || strchr("-._~", *text) || strchr(plain, *text)) ts_buffer_add_byte(out, *text);
        else ts_buffer_add_format(out, "%%%02X", (unsigned char)*text);
    }
}

static void add_host(struct ts_buffer *out, const char *host, const char *port)
{
    bool has_colons = strchr(host, ':') != NULL;
    if (has_colons) ts_buffer_add_byte(out, '[');
    add_encoded(out, host, ":");
    if (has_colons) ts_buffer_add_byte(out, ']');
    if (port) ts_buffer_add_format(out, ":%s", port);
}

static bool is_told(const char *keyword, bool has_authority)
{
    if (strcmp(keyword, "user") == 0 || strcmp(keyword, "dbname") == 0) return true;
    return has_authority && (strcmp(keyword, "host") == 0 || strcmp(keyword, "port") == 0);
}

static void add_settings(struct ts_buffer *out, const PQconninfoOption *options, bool has_authority)
{
    char before = '?';
    for (; options->keyword; options++) {
        if (!options->val || is_secret(options) || is_told(options->keyword, has_authority)) continue;
        ts_buffer_add_format(out, "%c%s=", before, options->keyword);
        add_encoded(out, options->val, "/:,");
        before = '&';
    }
}

char *ts_postgres_shown(const char *url)
{
    struct ts_buffer out = {0};
    struct pq_library lib;
    PQconninfoOption *options = ts_postgres_load(&lib, NULL) ? NULL : parse(&lib, url);
    const char *user = value_of(options, "user"), *host = value_of(options, "host"), *name = value_of(options, "dbname");
    bool has_authority = host && !strpbrk(host, "/,"); // a socket's folder, and several hosts, are told as settings
    ts_buffer_add_text(&out, "postgresql://");
    if (user) add_encoded(&out, user, "");
    if (user) ts_buffer_add_byte(&out, '@');
    if (has_authority) add_host(&out, host, value_of(options, "port"));
    if (name) ts_buffer_add_byte(&out, '/');
    if (name) add_encoded(&out, name, "");
    if (options) add_settings(&out, options, has_authority);
    if (options) lib.PQconninfoFree(options);
    return ts_buffer_take(&out);
}
