// sqlite_lock.c - the lock file beside a store: who writes, who plays which run
//
// Locks are bytes of the file, held by the open file (OFD locks), so that they die with the process. Byte 0 is the writer's, byte
// 2 is held by all that may write, by one alone while it brings the store to a later version, byte 1024 + row is that of a run being
// played. They lie beyond what the file holds: a line for each naming its holder, for the messages.
//
// Byte 1 is that of who writes next, and whoever comes takes both bytes or waits: so nobody passes the one who is next, who looks
// most often whether the writer is done. The others look for byte 1, and the longer one has waited the more often: nobody starves.
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

enum { WRITER_BYTE = 0, NEXT_BYTE = 1, WHOLE_BYTE = 2, RUN_BYTE = 1024, LINE_SIZE = 64, HOLDER_SIZE = LINE_SIZE + 16 };
enum { MICROSECOND = 1000, MILLISECOND = 1000 * MICROSECOND, SECOND = 1000 * MILLISECOND }; // in nanoseconds

enum ts_status ts_sql_lock_open(struct sql_store *sql, struct ts_err *err)
{
    char *path = ts_sql_file_beside(sql->path, ".lock");
    bool writes = sql->mode != TS_STORE_READ;
    enum ts_status status = TS_OK;
    ts_sqlite(sql)->lock_file = open(path, (writes ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0600);
    if (ts_sqlite(sql)->lock_file < 0 && writes && (errno == ENOSPC || errno == EDQUOT || errno == EIO))
        status = ts_err_set(err, TS_IO, "the lock file \"%s\" cannot be made: the disk is full or fails (%s); free space and try again",
                            path, strerror(errno));
    else if (ts_sqlite(sql)->lock_file < 0 && writes)
        status = ts_err_set(err, TS_CANNOT_CREATE, "the lock file \"%s\" cannot be opened (%s): give this user the right to write there",
                            path, strerror(errno));
    free(path);
    return status;
}

void ts_sql_lock_close(struct sql_store *sql)
{
    if (ts_sqlite(sql)->lock_file >= 0) close(ts_sqlite(sql)->lock_file);
    ts_sqlite(sql)->lock_file = -1;
    ts_map_clear(&sql->locked);
}

// TS_BUSY when somebody else holds one of them.
static enum ts_status lock_bytes(struct sql_store *sql, off_t byte, off_t count, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = count};
    if (fcntl(ts_sqlite(sql)->lock_file, F_OFD_SETLK, &lock) == 0) return TS_OK;
    return errno == EAGAIN || errno == EACCES || errno == EINTR ? TS_BUSY : TS_IO;
}

static void unlock_byte(struct sql_store *sql, off_t byte)
{
    enum ts_status status = lock_bytes(sql, byte, 1, F_UNLCK);
    (void)status; // what was not held needs no giving back
}

static enum ts_status fail_to_lock(struct sql_store *sql, struct ts_err *err)
{
    return ts_err_set(err, TS_IO, "the lock file of \"%s\" cannot be locked (%s): move the store to a local disk", sql->path,
                      strerror(errno));
}

static void write_holder(struct sql_store *sql, int64_t line)
{
    char text[LINE_SIZE + 1], at[32];
    int length = snprintf(text, sizeof text, "%ld since %s", (long)getpid(), ts_clock_print(ts_clock_now(), at));
    memset(text + length, ' ', (size_t)(LINE_SIZE - length));
    text[LINE_SIZE - 1] = '\n';
    ssize_t written = pwrite(ts_sqlite(sql)->lock_file, text, LINE_SIZE, line * LINE_SIZE); // only for messages
    (void)written;
}

// "process 1234 since 2026-..." or "another process".
static void read_holder(struct sql_store *sql, int64_t line, char out[HOLDER_SIZE])
{
    char text[LINE_SIZE + 1] = "";
    ssize_t length = pread(ts_sqlite(sql)->lock_file, text, LINE_SIZE, line * LINE_SIZE);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n')) length--;
    if (length > 0 && text[0] != '\0') snprintf(out, HOLDER_SIZE, "process %.*s", (int)length, text);
    else snprintf(out, HOLDER_SIZE, "another process");
}

// --- the writer

struct waiting {
    struct sql_store *sql;
    int64_t since; // monotonic
    bool is_next, has_told;
};

static enum ts_status try_writer(struct waiting *waiting)
{
    struct sql_store *sql = waiting->sql;
    enum ts_status status = waiting->is_next ? lock_bytes(sql, WRITER_BYTE, 1, F_WRLCK) : lock_bytes(sql, WRITER_BYTE, 2, F_WRLCK);
    if (!status) unlock_byte(sql, NEXT_BYTE);
    return status;
}

static long choose_nap(const struct waiting *waiting, int64_t waited)
{
    if (waited > 50 * MILLISECOND) return MILLISECOND; // something long is being written
    if (waiting->is_next) return 10 * MICROSECOND;
    return waited > 5 * MILLISECOND ? 100 * MICROSECOND : 500 * MICROSECOND;
}

static void tell(struct waiting *waiting)
{
    struct ts_store *store = &waiting->sql->store;
    char holder[HOLDER_SIZE];
    if (waiting->has_told || !store->waiting) return;
    read_holder(waiting->sql, 0, holder);
    store->waiting(store->waiting_self, holder);
    waiting->has_told = true;
}

static enum ts_status wait_for_writer(struct waiting *waiting, int64_t wait)
{
    enum ts_status status = try_writer(waiting);
    while (status == TS_BUSY) {
        int64_t waited = ts_clock_monotonic() - waiting->since;
        if (waited >= wait) break;
        if (!waiting->is_next) waiting->is_next = lock_bytes(waiting->sql, NEXT_BYTE, 1, F_WRLCK) == TS_OK;
        if (waited >= SECOND) tell(waiting);
        nanosleep(&(struct timespec){.tv_nsec = choose_nap(waiting, waited)}, NULL);
        status = try_writer(waiting);
    }
    if (status && waiting->is_next) unlock_byte(waiting->sql, NEXT_BYTE);
    return status;
}

enum ts_status ts_sql_lock_writer(struct sql_store *sql, int wait_ms, struct ts_err *err)
{
    struct waiting waiting = {.sql = sql, .since = ts_clock_monotonic()};
    char holder[HOLDER_SIZE];
    enum ts_status status = wait_for_writer(&waiting, wait_ms * (int64_t)MILLISECOND);
    if (status == TS_IO) return fail_to_lock(sql, err);
    if (!status) {
        write_holder(sql, 0);
        return TS_OK;
    }
    read_holder(sql, 0, holder);
    return ts_err_set(err, TS_BUSY, "the store \"%s\" is being written by %s: try again in a moment", sql->path, holder);
}

void ts_sql_unlock_writer(struct sql_store *sql)
{
    unlock_byte(sql, WRITER_BYTE);
}

// --- runs

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
    char holder[HOLDER_SIZE];
    int64_t row;
    enum ts_status status = ts_sql_row_find(sql, SQL_RUN_FIND, run, &row, err);
    if (status) return status;
    if (!row) return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", id);
    if (is_held(sql, run)) return ts_lock_refuse(store, run, err);
    status = ts_sqlite(sql)->lock_file < 0 ? TS_OK : lock_bytes(sql, RUN_BYTE + row, 1, F_WRLCK);
    if (!status) {
        if (ts_sqlite(sql)->lock_file >= 0) write_holder(sql, row);
        *ts_map_add(&sql->locked, run) = (uint64_t)row;
        return TS_OK;
    }
    if (status == TS_IO) return fail_to_lock(sql, err);
    read_holder(sql, row, holder);
    return ts_err_set(err, TS_BUSY, "run \"%s\" is being played by %s: end that session first", id, holder);
}

void ts_sql_unlock_run(struct ts_store *store, ts_symbol run)
{
    struct sql_store *sql = ts_sql(store);
    if (!is_held(sql, run)) return;
    uint64_t *row = ts_map_find(&sql->locked, run);
    if (ts_sqlite(sql)->lock_file >= 0) unlock_byte(sql, RUN_BYTE + (off_t)*row);
    *row = 0;
}

bool ts_sql_is_played(struct ts_store *store, ts_symbol run)
{
    struct sql_store *sql = ts_sql(store);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    int64_t row;
    if (ts_sqlite(sql)->lock_file < 0 || ts_sql_row_find(sql, SQL_RUN_FIND, run, &row, NULL) || !row) return false;
    lock.l_start = RUN_BYTE + row;
    return fcntl(ts_sqlite(sql)->lock_file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

// --- the whole store

// A run that is being played keeps the store from being taken alone, by whatever version of this program.
static bool find_player(struct sql_store *sql, char holder[HOLDER_SIZE])
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = RUN_BYTE};
    if (fcntl(ts_sqlite(sql)->lock_file, F_OFD_GETLK, &lock) || lock.l_type == F_UNLCK) return false;
    read_holder(sql, lock.l_start - RUN_BYTE, holder);
    return true;
}

enum ts_status ts_sql_lock_whole(struct sql_store *sql, bool alone, struct ts_err *err)
{
    char holder[HOLDER_SIZE];
    enum ts_status status = lock_bytes(sql, WHOLE_BYTE, 1, alone ? F_WRLCK : F_RDLCK);
    if (status == TS_BUSY) {
        read_holder(sql, 0, holder);
    } else if (!status && alone && find_player(sql, holder)) {
        unlock_byte(sql, WHOLE_BYTE);
        status = TS_BUSY;
    }
    if (status == TS_BUSY && alone)
        return ts_err_set(err, TS_BUSY,
                          "the store \"%s\" is to be brought to version %d, and %s has it open: end that one, then try again", sql->path,
                          SQL_VERSION, holder);
    if (status == TS_BUSY)
        return ts_err_set(err, TS_BUSY, "the store \"%s\" is being brought to another version by %s: try again in a moment", sql->path,
                          holder);
    return status ? fail_to_lock(sql, err) : TS_OK;
}
