// postgres_again.c - what is asked outside of a batch is asked again when the connection was lost, on a new one
#include "base/clock.h"
#include "store/postgres.h"

static const int64_t patience = PG_PATIENCE * INT64_C(1000000000); // in nanoseconds

// A reading begins on a connection that is there, and is over with the one it was begun on.
enum ts_status ts_postgres_reading(struct postgres_store *pg, struct sql_statement *statement, bool *is_done, struct ts_err *err)
{
    bool is_begin = statement == ts_sql_of(&pg->sql, SQL_BEGIN_READING);
    *is_done = !is_begin && pg->is_lost;
    if (*is_done) pg->has_failed = false;
    if (!is_begin) return TS_OK;
    pg->is_torn = false;
    return ts_postgres_be_connected(pg, err);
}

// What was asked outside of a batch can be asked again, on a new connection, but for the rest of a reading, which is of another moment then.
enum ts_status ts_postgres_answer(struct postgres_store *pg, struct sql_statement *statement, struct ts_err *err)
{
    int64_t since = ts_clock_monotonic();
    if (!((struct postgres_statement *)statement)->is_asked) ts_postgres_send(pg, statement, true);
    enum ts_status status = ts_postgres_settle(pg, err);
    while (status == TS_UNAVAILABLE && !pg->sql.is_writing && !pg->is_committing && !pg->is_connecting) {
        if (pg->sql.readings) {
            pg->is_torn = true;
            return status;
        }
        if (ts_clock_monotonic() - since > patience) return ts_postgres_give_up(pg, err);
        status = ts_postgres_reconnect(pg, err);
        if (status) return status;
        ts_postgres_send(pg, statement, true);
        status = ts_postgres_settle(pg, err);
    }
    return status;
}
