// sqlite_lock.c - the lock file beside a store: who writes, who plays which run
//
// Locks are bytes of the file, held by the open file (OFD locks), so that they die with the process. Byte 0 is the writer's, byte
// 1024 + row that of a run being played. They lie beyond what the file holds: a line for each naming its holder, for the messages.
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { RUN_BYTE = 1024, LINE_SIZE = 64, FIRST_NAP = 50, LONGEST_NAP = 2000 }; // naps in microseconds

static char *lock_path(const struct sql_store *sql)
{
    struct ts_buffer path = {0};
    ts_buffer_add_text(&path, sql->path);
    ts_buffer_add_text(&path, ".lock");
    return ts_buffer_take(&path);
}

enum ts_status ts_sql_lock_open(struct sql_store *sql, struct ts_err *err)
{
    char *path = lock_path(sql);
    bool writes = sql->mode != TS_STORE_READ;
    enum ts_status status = TS_OK;
    sql->lock_file = open(path, (writes ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0600);
    if (sql->lock_file < 0 && writes)
        status = ts_err_set(err, TS_CANNOT_CREATE, "the lock file \"%s\" cannot be opened (%s): give this user the right to write there",
                            path, strerror(errno));
    free(path);
    return status;
}

void ts_sql_lock_close(struct sql_store *sql)
{
    if (sql->lock_file >= 0) close(sql->lock_file);
    sql->lock_file = -1;
    ts_map_clear(&sql->locked);
}

// TS_BUSY when somebody else holds the byte.
static enum ts_status lock_byte(struct sql_store *sql, off_t byte, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    if (fcntl(sql->lock_file, F_OFD_SETLK, &lock) == 0) return TS_OK;
    return errno == EAGAIN || errno == EACCES || errno == EINTR ? TS_BUSY : TS_IO;
}

static void write_holder(struct sql_store *sql, int64_t line)
{
    char text[LINE_SIZE + 1], at[32];
    int length = snprintf(text, sizeof text, "%ld since %s", (long)getpid(), ts_clock_print(ts_clock_now(), at));
    memset(text + length, ' ', (size_t)(LINE_SIZE - length));
    text[LINE_SIZE - 1] = '\n';
    ssize_t written = pwrite(sql->lock_file, text, LINE_SIZE, line * LINE_SIZE); // only for messages
    (void)written;
}

// "process 1234 since 2026-..." or "another process".
static void read_holder(struct sql_store *sql, int64_t line, char out[LINE_SIZE + 16])
{
    char text[LINE_SIZE + 1] = "";
    ssize_t length = pread(sql->lock_file, text, LINE_SIZE, line * LINE_SIZE);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n')) length--;
    if (length > 0 && text[0] != '\0') snprintf(out, LINE_SIZE + 16, "process %.*s", (int)length, text);
    else snprintf(out, LINE_SIZE + 16, "another process");
}

// --- the writer

enum ts_status ts_sql_lock_writer(struct sql_store *sql, int wait_ms, struct ts_err *err)
{
    int64_t deadline = ts_clock_monotonic() + wait_ms * INT64_C(1000000);
    long nap = FIRST_NAP;
    char holder[LINE_SIZE + 16];
    enum ts_status status;
    while ((status = lock_byte(sql, 0, F_WRLCK)) == TS_BUSY && ts_clock_monotonic() < deadline) {
        nanosleep(&(struct timespec){.tv_nsec = nap * 1000}, NULL);
        if (nap < LONGEST_NAP) nap *= 2;
    }
    if (!status) {
        write_holder(sql, 0);
        return TS_OK;
    }
    if (status == TS_IO)
        return ts_err_set(err, TS_IO, "the lock file of \"%s\" cannot be locked (%s): move the store to a local disk", sql->path,
                          strerror(errno));
    read_holder(sql, 0, holder);
    return ts_err_set(err, TS_BUSY, "the store \"%s\" is being written by %s: try again in a moment", sql->path, holder);
}

void ts_sql_unlock_writer(struct sql_store *sql)
{
    enum ts_status status = lock_byte(sql, 0, F_UNLCK);
    (void)status; // what was not held needs no giving back
}

// --- runs

static enum ts_status find_row(struct sql_store *sql, ts_symbol run, int64_t *row, struct ts_err *err)
{
    struct sql_name name;
    bool found;
    *row = 0;
    enum ts_status status = ts_sql_name_find(sql, run, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_RUN_FIND), 1, name.id);
    status = ts_sql_step(sql, SQL_RUN_FIND, &found, err);
    if (status || !found) return status;
    *row = sqlite3_column_int64(ts_sql_of(sql, SQL_RUN_FIND), 0);
    ts_sql_done(sql, SQL_RUN_FIND);
    return TS_OK;
}

// A lock of the file is the store's: it does not keep one and the same store from locking twice.
static bool is_held(const struct sql_store *sql, ts_symbol run)
{
    const uint64_t *row = ts_map_find(&sql->locked, run);
    return row && *row;
}

enum ts_status ts_sql_lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err)
{
    struct sql_store *sql = ts_sql(store);
    const char *id = ts_symbol_text(store->symbols, run);
    char holder[LINE_SIZE + 16];
    int64_t row;
    enum ts_status status = find_row(sql, run, &row, err);
    if (status) return status;
    if (!row) return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", id);
    if (is_held(sql, run)) return ts_lock_refuse(store, run, err);
    status = sql->lock_file < 0 ? TS_OK : lock_byte(sql, RUN_BYTE + row, F_WRLCK);
    if (!status) {
        if (sql->lock_file >= 0) write_holder(sql, row);
        *ts_map_add(&sql->locked, run) = (uint64_t)row;
        return TS_OK;
    }
    if (status == TS_IO)
        return ts_err_set(err, TS_IO, "the lock file of \"%s\" cannot be locked (%s): move the store to a local disk", sql->path,
                          strerror(errno));
    read_holder(sql, row, holder);
    return ts_err_set(err, TS_BUSY, "run \"%s\" is being played by %s: end that session first", id, holder);
}

void ts_sql_unlock_run(struct ts_store *store, ts_symbol run)
{
    struct sql_store *sql = ts_sql(store);
    if (!is_held(sql, run)) return;
    uint64_t *row = ts_map_find(&sql->locked, run);
    enum ts_status status = sql->lock_file < 0 ? TS_OK : lock_byte(sql, RUN_BYTE + (off_t)*row, F_UNLCK);
    (void)status; // what was not held needs no giving back
    *row = 0;
}

bool ts_sql_is_played(struct ts_store *store, ts_symbol run)
{
    struct sql_store *sql = ts_sql(store);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    int64_t row;
    if (sql->lock_file < 0 || find_row(sql, run, &row, NULL) || !row) return false;
    lock.l_start = RUN_BYTE + row;
    return fcntl(sql->lock_file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}
