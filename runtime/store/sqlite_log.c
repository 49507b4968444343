// sqlite_log.c - whether the log beside a store may be its own
//
// SQLite takes any log that is whole in itself, and writes it over the store: one of another time or another store would take turns
// away, or mix two stores into one, and nothing would show it. But every process that writes puts the mark into page 1 (see
// sqlite_mark.c), and the main file has of page 1 what a checkpoint took out of the log. So its counter of changes, which only grows,
// is nowhere in its own log's past; and its stamp, a random number that each checkpoint changes by a commit of its own, stands in some
// page 1 of its own log. A log without any page 1 is taken as it is.
#include "store/sqlite.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOG_HEADER = 32, FRAME_HEADER = 24, SALTS = 8, LOG_MAGIC = 0x377f0682, PAGE_MOST = 65536 };

struct reading { // of a log, frame by frame, as far as its sums say that it was written whole
    int file;
    off_t at;
    size_t page_size;
    bool is_big_endian;
    uint32_t sum[2];
    unsigned char header[LOG_HEADER], frame[FRAME_HEADER + PAGE_MOST];
};

static uint32_t word_of(const unsigned char bytes[4], bool is_big_endian)
{
    uint32_t number = ts_sql_file_number(bytes);
    return is_big_endian ? number : __builtin_bswap32(number);
}

// SQLite's sum over a log: every frame's goes on from the one before.
static void add_sum(struct reading *log, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += 8) {
        log->sum[0] += word_of(bytes + i, log->is_big_endian) + log->sum[1];
        log->sum[1] += word_of(bytes + i + 4, log->is_big_endian) + log->sum[0];
    }
}

static bool is_sum(const struct reading *log, const unsigned char bytes[8])
{
    return ts_sql_file_number(bytes) == log->sum[0] && ts_sql_file_number(bytes + 4) == log->sum[1];
}

static bool begin(struct reading *log)
{
    if (pread(log->file, log->header, LOG_HEADER, 0) != LOG_HEADER) return false;
    log->at = LOG_HEADER;
    log->page_size = ts_sql_file_number(log->header + 8);
    log->is_big_endian = ts_sql_file_number(log->header) & 1;
    add_sum(log, log->header, LOG_HEADER - 8);
    return (ts_sql_file_number(log->header) & ~1u) == LOG_MAGIC && log->page_size <= PAGE_MOST && log->page_size % 8 == 0 &&
           is_sum(log, log->header + LOG_HEADER - 8);
}

// The next frame; false: no more of this log, what follows is of before it was begun anew or was not written whole.
static bool next(struct reading *log)
{
    size_t size = FRAME_HEADER + log->page_size;
    if (pread(log->file, log->frame, size, log->at) != (ssize_t)size) return false;
    if (memcmp(log->frame + 8, log->header + 16, SALTS)) return false;
    add_sum(log, log->frame, 8);
    add_sum(log, log->frame + FRAME_HEADER, log->page_size);
    log->at += (off_t)size;
    return is_sum(log, log->frame + 16);
}

static bool is_foreign(struct reading *log, uint32_t counter, uint32_t stamp)
{
    bool is_any = false, has_stamp = false, is_later = false;
    if (!begin(log)) return false;
    while (!(has_stamp && is_later) && next(log)) {
        const unsigned char *head = log->frame + FRAME_HEADER;
        if (ts_sql_file_number(log->frame) != 1) continue;
        is_any = true;
        if (ts_sql_file_number(head + TS_SQL_STAMP_PLACE) == stamp) has_stamp = true;
        if ((int32_t)(ts_sql_file_number(head + TS_SQL_COUNTER_PLACE) - counter) >= 0) is_later = true;
    }
    return is_any && !(has_stamp && is_later);
}

bool ts_sql_log_is_foreign(const char *path, uint32_t counter, uint32_t stamp)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    struct reading *log = ts_memory_get(sizeof *log);
    *log = (struct reading){.file = file};
    bool found = is_foreign(log, counter, stamp);
    free(log);
    close(file);
    return found;
}
