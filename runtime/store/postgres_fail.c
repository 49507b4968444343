// postgres_fail.c - what errors of PostgreSQL mean to people
#include "store/postgres.h"

#include <string.h>

// The server's words, on one line. Of a connection that could not be made they may name its user, never its password.
static void take_words(const struct postgres_store *pg, const PGresult *result, char *out, size_t room)
{
    const char *words = result ? pg->lib.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    if (!words || !*words) words = result && *pg->lib.PQresultErrorMessage(result) ? pg->lib.PQresultErrorMessage(result) : pg->lib.PQerrorMessage(pg->connection);
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
    else if (is_of(state, "42501"))
        ts_err_set(err, TS_CANNOT_CREATE,
                   "user \"%s\" may not do that in the store \"%s\" (%s): its owner gives what playing needs with `turnstone store grant %s | psql %s`, and "
                   "what deleting runs needs with --keeper; to make tables, copy to it and erase people is the owner's alone",
                   pg->lib.PQuser(pg->connection), path, why, pg->lib.PQuser(pg->connection), pg->lib.PQdb(pg->connection));
    else if (is_of(state, "25006"))
        ts_err_set(err, TS_CANNOT_CREATE, "the store \"%s\" cannot be written (%s): its server or its settings let it only be read, write where it is copied from",
                   path, why);
    else if (is_of(state, "42P05") || is_of(state, "26000") || is_of(state, "08P01"))
        ts_err_set(err, TS_CANNOT_CREATE,
                   "the store \"%s\" is behind a pool that does not keep a session together (%s): set its pool_mode to session, or give the server itself", path,
                   why);
    else if (is_of(state, "2202") || is_of(state, "22P05"))
        ts_err_set(err, TS_DATA, "a text is none for the store \"%s\" (%s)", path, why);
    else
        ts_err_set(err, TS_DATA, "the store \"%s\" does not hold together (%s, SQLSTATE %s): go back to a backup of its database", path, why,
                   state);
}

// libpq tells no SQLSTATE of a connection that was not made.
static const char *find_advice(const struct postgres_store *pg, const char *why)
{
    if (pg->lib.PQconnectionNeedsPassword(pg->connection)) return "put the password that it wants into a password file (~/.pgpass, or what PGPASSFILE names)";
    if (strstr(why, "database \"") && strstr(why, "does not exist")) return "make it with `createdb -E UTF8 -O OWNER NAME`";
    if (strstr(why, "definition of service")) return "see to the service file (~/.pg_service.conf, or what PGSERVICEFILE names)";
    if (pg->lib.PQconnectionUsedPassword(pg->connection)) return "look after user, password and database";
    if (strstr(why, "FATAL")) return "see that its server runs, has that database and lets this user in, then try again";
    if (strstr(why, "SSL") || strstr(why, "certificate")) return "see to sslmode, sslrootcert and the certificate of its server; nothing was sent";
    return "see that its server runs, then try again";
}

enum ts_status ts_postgres_fail_to_connect(struct postgres_store *pg, struct ts_err *err)
{
    char why[1024];
    take_words(pg, NULL, why, sizeof why);
    pg->is_lost = true;
    ts_err_set(&pg->failure, TS_UNAVAILABLE, "the store \"%s\" cannot be reached (%s): %s", pg->sql.path, why, find_advice(pg, why));
    return ts_err_set(err, TS_UNAVAILABLE, "%s", pg->failure.message);
}

// What may go well at the next try: another was quicker, the server goes down or the way to it is cut.
void ts_postgres_fail(struct postgres_store *pg, const PGresult *result, struct ts_err *err)
{
    const char *state = result ? pg->lib.PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    char why[1024];
    take_words(pg, result, why, sizeof why);
    bool is_protocol = state && is_of(state, "08P01"); // so poolers answer what their mode does not allow
    if (!state || (is_of(state, "08") && !is_protocol) || is_of(state, "57P") || is_of(state, "25P03")) {
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
