// postgres_fail.c - what errors of PostgreSQL mean to people, and how its url is shown to them
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

static const char *option(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0) return options->val;
    return NULL;
}

char *ts_postgres_shown(const char *url)
{
    struct ts_buffer out = {0};
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    const char *user = option(options, "user"), *host = option(options, "host"), *port = option(options, "port"), *name = option(options, "dbname");
    ts_buffer_add_text(&out, "postgresql://");
    if (user) ts_buffer_add_format(&out, "%s@", user);
    if (host) ts_buffer_add_text(&out, host);
    if (port) ts_buffer_add_format(&out, ":%s", port);
    if (name) ts_buffer_add_format(&out, "/%s", name);
    PQconninfoFree(options);
    return ts_buffer_take(&out);
}

// The server's words, on one line. Of a connection that could not be made they may name its user, never its password.
static void take_words(const struct postgres_store *pg, const PGresult *result, char *out, size_t room)
{
    const char *words = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    if (!words || !*words) words = result && *PQresultErrorMessage(result) ? PQresultErrorMessage(result) : PQerrorMessage(pg->connection);
    size_t length = 0;
    for (; *words && length + 1 < room; words++) out[length++] = *words == '\n' || *words == '\t' ? ' ' : *words;
    while (length && out[length - 1] == ' ') length--;
    out[length] = '\0';
}

static bool is_of(const char *state, const char *class)
{
    return strncmp(state, class, strlen(class)) == 0;
}

static void fail_for_good(const struct postgres_store *pg, const char *state, const char *why, struct ts_err *err)
{
    const char *path = pg->sql.path;
    if (is_of(state, "53"))
        ts_err_set(err, TS_IO, "could not be saved, the turn was not taken: the server of \"%s\" has no room left (%s); free space and try again", path,
                   why);
    else if (is_of(state, "58"))
        ts_err_set(err, TS_IO, "could not be saved or read, the turn was not taken: the disk of \"%s\" failed (%s); look after it and try again", path,
                   why);
    else if (is_of(state, "42501") || is_of(state, "25006"))
        ts_err_set(err, TS_CANNOT_CREATE, "the store \"%s\" cannot be written (%s): give this user the rights that docs/postgresql.md lists", path, why);
    else if (is_of(state, "28") || is_of(state, "3D"))
        ts_err_set(err, TS_CANNOT_CREATE, "the store \"%s\" does not let this user in (%s): look after user, password file and database", path, why);
    else if (is_of(state, "2202") || is_of(state, "22P05"))
        ts_err_set(err, TS_DATA, "a text is none for the store \"%s\" (%s)", path, why);
    else
        ts_err_set(err, TS_DATA, "the store \"%s\" does not hold together (%s, SQLSTATE %s): go back to a backup of its database", path, why,
                   state);
}

// What may go well at the next try: another was quicker, the server goes down or the way to it is cut.
void ts_postgres_fail(struct postgres_store *pg, const PGresult *result, struct ts_err *err)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    char why[1024];
    take_words(pg, result, why, sizeof why);
    if (!state || is_of(state, "08") || is_of(state, "57P") || is_of(state, "25P03")) {
        pg->is_lost = true;
        if (pg->sql.is_writing)
            ts_err_set(err, TS_CONFLICT, "the connection to the store \"%s\" was lost (%s)", pg->sql.path, why);
        else
            ts_err_set(err, TS_UNAVAILABLE, "the store \"%s\" cannot be reached (%s): see that its server runs, then try again", pg->sql.path, why);
    } else if (is_of(state, "40") || is_of(state, "23")) {
        ts_err_set(err, TS_CONFLICT, "somebody else wrote the same in the store \"%s\" (%s): try again", pg->sql.path, why);
    } else if (is_of(state, "55P03") || is_of(state, "57014")) {
        ts_err_set(err, TS_BUSY, "the store \"%s\" is busy: another program writes there (%s); try again in a moment", pg->sql.path, why);
    } else {
        fail_for_good(pg, state, why, err);
    }
}
