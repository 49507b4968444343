// postgres.h - a store in a PostgreSQL database: what its parts share, beside what all stores of rows do alike (sql.h)
#ifndef TS_STORE_POSTGRES_H
#define TS_STORE_POSTGRES_H

#include <libpq-fe.h>

#include "base/library.h"
#include "store/record.h"
#include "store/sql.h"
#include "store/tables.h"

#define PQ_FUNCTIONS(do) \
    do(PQconninfoParse) do(PQconninfoFree) do(PQconnectdbParams) do(PQconnectStartParams) do(PQconnectPoll) do(PQconnectionNeedsPassword) \
    do(PQconnectionUsedPassword) do(PQfinish) \
    do(PQstatus) do(PQsocket) do(PQuser) do(PQdb) do(PQparameterStatus) do(PQerrorMessage) do(PQsetNoticeProcessor) do(PQsetNoticeReceiver) \
    do(PQenterPipelineMode) do(PQexitPipelineMode) do(PQpipelineSync) do(PQsendPrepare) do(PQsendQueryPrepared) do(PQflush) do(PQconsumeInput) do(PQisBusy) \
    do(PQgetResult) do(PQexec) do(PQputCopyData) do(PQputCopyEnd) do(PQnotifies) do(PQfreemem) \
    do(PQresultStatus) do(PQresultErrorField) do(PQresultErrorMessage) do(PQcmdTuples) do(PQntuples) do(PQftype) do(PQgetvalue) do(PQgetisnull) \
    do(PQgetlength) do(PQclear)

struct pq_library { PQ_FUNCTIONS(TS_LIBRARY_FUNCTION) };

#define PG_ERASED "erased" // what is announced of it, where else a universe's number is

enum { PG_PLACES = 24, PG_QUEUE = 256 }; // parameters of a statement; statements on their way at most

struct postgres_place {
    Oid type;
    bool is_null;
    struct ts_buffer bytes; // in the server's binary form
};

struct postgres_statement {
    struct sql_statement statement;
    struct postgres_store *store;
    char *words;        // as the server is given them
    char name[16];      // "": it has none, and is prepared every time
    int count;          // of parameters
    int64_t connection; // number of the one that it is prepared on; 0: none yet
    struct postgres_place places[PG_PLACES];
    PGresult *result; // while it is read
    int row;
    bool is_asked;    // on its way, with rows to come
    int64_t changed;  // rows, when it was run last
    struct ts_buffer blob;
    struct postgres_cursor *cursor; // NULL: few rows are expected
};

// What only this driver asks.
enum postgres_own { PG_LOCK, PG_TRANSACTION, PG_OUTCOME, PG_ACT, PG_NOTIFY, PG_TAKE_RUN, PG_GIVE_RUN, PG_IS_TAKEN, PG_HOLDER, PG_NEXT_ID, PG_NAMES, PG_WAIT, PG_ALONE, PG_OWN };

struct postgres_queued {
    struct postgres_statement *statement; // NULL: it is gone
    bool is_preparing, is_read;
};

struct postgres_name {
    char *text;
    size_t length;
    int64_t id, hash; // id 0: there is none yet
};

struct postgres_store {
    struct sql_store sql;
    struct pq_library lib;
    char *url; // never shown
    PGconn *connection;
    int64_t number;  // of the connection
    int64_t process; // the server's for it, whatever a pooler between us says
    int64_t server;  // when it was started, in microseconds
    struct sql_statement *own[PG_OWN];
    struct postgres_queued queue[PG_QUEUE]; // what the server has not answered yet, in order
    int queued;
    int64_t trips;        // how often an answer was waited for
    struct ts_err failure; // of the batch, or of what was asked last
    bool has_failed, is_lost, is_torn; // torn: the server took the batch back, or nobody is there any more
    bool is_committing, is_connecting;
    bool is_unreached;    // an answer was given up, since that was last told
    int64_t gave_up;      // when
    bool is_stale;       // others wrote in a universe that is remembered
    uint64_t told, looks, heard; // what others committed, as far as it was told; answers and connections; both when the version was last asked for
    struct ts_map told_of;       // of universes that were asked for
    int64_t looked_at;           // when the server was asked whether it is there
    bool is_looking;             // its answer is on its way
    PGconn *coming;              // being made, while nobody waits for it
    PostgresPollingStatusType coming_state;
    int64_t coming_at, pause; // when it is given up, or without one begun; between two attempts
    bool is_alone;       // of the batch: there is no other, and what is remembered was forgotten as it began
    int64_t erasings;    // how many there had been when names were last remembered; see postgres_erase.c
    int64_t cursors;     // numbers for their names
    struct ts_map held;  // universes locked in this batch, by row
    bool has_all;        // of the batch: the players' lock
    char transaction[24]; // the batch's number; "": not known yet
    int64_t name_next, name_end; // numbers set aside for names
    struct postgres_name *names; // asked for, for the act that is being written
    uint32_t name_count, name_space;
};

static inline struct postgres_store *ts_postgres(struct sql_store *sql)
{
    return (struct postgres_store *)sql;
}

// --- postgres_link.c
extern const struct sql_link ts_postgres_link;
enum ts_status ts_postgres_open_statements(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;
void ts_postgres_send(struct postgres_store *pg, struct sql_statement *statement, bool is_read); // puts it on its way
enum ts_status ts_postgres_settle(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;   // waits for all that is on its way
void ts_postgres_drop_queue(struct postgres_store *pg); // what a lost connection will never answer

// --- postgres_again.c
enum ts_status ts_postgres_answer(struct postgres_store *pg, struct sql_statement *statement, struct ts_err *err) TS_MUST_USE;
// Before SQL_BEGIN_READING and the SQL_COMMIT that ends it; `is_done`: there is nothing to be sent.
enum ts_status ts_postgres_reading(struct postgres_store *pg, struct sql_statement *statement, bool *is_done, struct ts_err *err) TS_MUST_USE;

// --- postgres_cursor.c
void ts_postgres_expect_many(struct sql_statement *statement);
enum ts_status ts_postgres_fetch(struct postgres_store *pg, struct postgres_statement *statement, struct ts_err *err) TS_MUST_USE; // the next piece
bool ts_postgres_has_more(const struct postgres_statement *statement); // behind the piece that was fetched, perhaps
void ts_postgres_close_cursor(struct postgres_statement *statement);
void ts_postgres_free_cursor(struct postgres_statement *statement);

// --- postgres_dialect.c
char *ts_postgres_words(const char *words);                             // of a statement; the caller frees it
void ts_postgres_schema_words(const char *words, struct ts_buffer *out); // of a migration

// --- postgres_fail.c
void ts_postgres_fail(struct postgres_store *pg, const PGresult *result, struct ts_err *err); // what an error means to people
enum ts_status ts_postgres_fail_to_connect(struct postgres_store *pg, struct ts_err *err);

// --- postgres_url.c
enum ts_status ts_postgres_check_url(const struct pq_library *lib, const char *url, struct ts_err *err) TS_MUST_USE; // can it be read? Nothing of it is told

// --- postgres_open.c
enum ts_status ts_postgres_load(struct pq_library *out, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_postgres_new(const char *url, enum ts_store_mode mode, struct ts_symbols *symbols, struct postgres_store **out,
                               struct ts_err *err) TS_MUST_USE; // not connected
void ts_postgres_close(struct ts_store *store);

// --- postgres_connect.c
// Outside of pipeline mode.
enum ts_status ts_postgres_refuse(struct postgres_store *pg, const PGresult *result, struct ts_err *err);          // as ts_postgres_fail
enum ts_status ts_postgres_exec(struct postgres_store *pg, const char *words, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_postgres_ask(struct postgres_store *pg, const char *words, int count, int64_t out[], struct ts_err *err) TS_MUST_USE; // the first row's numbers; -1: none
enum ts_status ts_postgres_connect(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;   // once
// Again and again for a while; who asks again at once is told the same at once. Whether anything was given up is told once.
enum { PG_PATIENCE = 30 }; // seconds
enum ts_status ts_postgres_reconnect(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_postgres_be_connected(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE; // unless it is
enum ts_status ts_postgres_give_up(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;      // TS_UNAVAILABLE, as `failure` says
enum ts_status ts_postgres_was_reached(struct ts_store *store, struct ts_err *err);
enum ts_status ts_postgres_set_up(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;       // the session's settings, as they are at first
PGconn *ts_postgres_begin_connection(struct postgres_store *pg); // one that PQconnectPoll goes on with
void ts_postgres_take_up(struct postgres_store *pg);             // what was made takes the place of the one that is gone, if it is of use

bool ts_postgres_is_replica(const struct postgres_store *pg); // its server follows another

// --- postgres_schema.c
void ts_postgres_schema_script(int from, int to, struct ts_buffer *out); // the migrations behind `from` up to `to`, as this database takes them
enum ts_status ts_postgres_schema(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE; // judged, made or brought on as the mode says
// A new store that is unfinished until the table `copying` goes, or one that is there. TS_CANNOT_CREATE: there is a store.
enum ts_status ts_postgres_schema_begin_copy(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;

// --- postgres_field.c
enum ts_status ts_postgres_field_get(const struct pq_library *lib, const PGresult *result, int row, int place, const struct ts_column *column,
                                     struct ts_buffer *decoded, struct ts_field *out, struct ts_err *err) TS_MUST_USE; // its bytes are the result's, or in `decoded`
bool ts_postgres_field_add(struct ts_buffer *out, const struct ts_column *column, const struct ts_field *field); // false: it cannot be held

// --- postgres_export.c
void ts_postgres_add_columns(struct ts_buffer *out, const struct ts_table *table); // their names
enum ts_status ts_postgres_export_lines(struct postgres_store *pg, ts_each_line *each, void *self, struct ts_exported *out,
                                        struct ts_err *err) TS_MUST_USE; // outside of pipeline mode
enum ts_status ts_postgres_export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err);

// --- postgres_batch.c
enum ts_status ts_postgres_begin(struct ts_store *store, int wait_ms, struct ts_err *err);
enum ts_status ts_postgres_begin_alone(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE; // all others end first, and wait until it has ended
void ts_postgres_take_transaction(struct postgres_store *pg); // its number, and whether names that are remembered still hold
enum ts_status ts_postgres_commit(struct ts_store *store, struct ts_err *err);
void ts_postgres_rollback(struct ts_store *store);
enum ts_status ts_postgres_hold(struct ts_store *store, const struct ts_changeset *changes, struct ts_err *err);

// --- postgres_news.c
uint64_t ts_postgres_version(struct ts_store *store, int64_t universe);
int ts_postgres_news_fd(struct ts_store *store);
bool ts_postgres_is_fresh(struct sql_store *sql, int64_t universe);
void ts_postgres_end_look(struct postgres_store *pg);      // waits for the answer, if one is on its way
PGconn *ts_postgres_take_coming(struct postgres_store *pg); // the connection that was being made; NULL: there is none yet

// --- postgres_names.c
void ts_postgres_names_ask(struct postgres_store *pg, const struct ts_changeset *changes); // puts the question on its way
enum ts_status ts_postgres_names_take(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE;
void ts_postgres_names_forget(struct postgres_store *pg);
enum ts_status ts_postgres_next_id(struct sql_store *sql, const char *table, int64_t *out, struct ts_err *err) TS_MUST_USE; // of a new row
bool ts_postgres_find_name(struct sql_store *sql, const char *bytes, size_t length, int64_t *id, int64_t *hash); // false: it was not asked for
void ts_postgres_note_name(struct sql_store *sql, const char *bytes, size_t length, int64_t id, int64_t hash);

// --- postgres_erase.c
enum ts_status ts_postgres_count_erasings(struct postgres_store *pg, struct ts_err *err) TS_MUST_USE; // before any name is remembered
enum ts_status ts_postgres_erase_player(struct ts_store *store, ts_symbol player, ts_each_remnant *each, void *self, struct ts_erased *out,
                                        struct ts_err *err);

// --- postgres_lock.c: who plays which run
enum { PG_UNIVERSE = 1, PG_UNIVERSE_ID, PG_PLAYERS, PG_RUN, PG_SCHEMA }; // what locks are of
int64_t ts_postgres_lock_key(int of, int64_t number);
enum ts_status ts_postgres_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err);
void ts_postgres_unlock_run(struct ts_store *store, ts_symbol run);
bool ts_postgres_is_played(struct ts_store *store, ts_symbol run);
void ts_postgres_lock_again(struct postgres_store *pg); // on a new connection

#endif
