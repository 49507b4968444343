// server.h - a database of its own for each test program, on the server that TURNSTONE_TEST_POSTGRESQL names
#ifndef TS_TESTS_STORE_SERVER_H
#define TS_TESTS_STORE_SERVER_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline const char *server_url(void) // NULL: there is none
{
    const char *url = getenv("TURNSTONE_TEST_POSTGRESQL");
    return url && *url ? url : NULL;
}

static inline void server_database_url(char *out, size_t room)
{
    snprintf(out, room, "%s%cdbname=contract_%ld", server_url(), strchr(server_url(), '?') ? '&' : '?', (long)getpid());
}

#ifdef TURNSTONE_POSTGRESQL
#include <libpq-fe.h>

static inline bool server_do(const char *url, const char *words)
{
    PGconn *connection = PQconnectdb(url);
    PGresult *result = PQexec(connection, words);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
    if (!done) fprintf(stderr, "%s: %s\n", words, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    return done;
}

// The first thing that an SQL question is answered with.
static inline void server_ask(const char *url, const char *words, char *out, size_t room)
{
    PGconn *connection = PQconnectdb(url);
    PGresult *result = PQexec(connection, words);
    snprintf(out, room, "%s", PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
    PQfinish(connection);
}

static inline bool server_make_database(void)
{
    char words[64];
    snprintf(words, sizeof words, "CREATE DATABASE contract_%ld", (long)getpid());
    return server_do(server_url(), words);
}

static inline bool server_empty_database(void)
{
    char url[512];
    server_database_url(url, sizeof url);
    return server_do(url, "SET client_min_messages = error; DROP SCHEMA IF EXISTS turnstone CASCADE");
}

static inline bool server_do_away_with(const char *name) // what is behind "contract_PID"
{
    char words[96];
    snprintf(words, sizeof words, "DROP DATABASE IF EXISTS contract_%ld%s WITH (FORCE)", (long)getpid(), name);
    return server_do(server_url(), words);
}

static inline bool server_copy_database(const char *from, const char *to) // of such names; nobody may be connected to the first
{
    char words[96];
    snprintf(words, sizeof words, "CREATE DATABASE contract_%1$ld%3$s TEMPLATE contract_%1$ld%2$s", (long)getpid(), from, to);
    return server_do_away_with(to) && server_do(server_url(), words);
}

static inline void server_drop_database(void)
{
    server_do_away_with("");
}
#else
static inline bool server_do(const char *url, const char *words)
{
    (void)url, (void)words;
    return false;
}
static inline void server_ask(const char *url, const char *words, char *out, size_t room)
{
    (void)url, (void)words, (void)room;
    *out = '\0';
}
static inline bool server_make_database(void)
{
    return false;
}
static inline bool server_empty_database(void)
{
    return false;
}
static inline void server_drop_database(void)
{
}
#endif

#endif
