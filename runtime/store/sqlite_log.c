// sqlite_log.c - whether the log beside a store may be its own
//
// SQLite takes any log that is whole in itself, and writes it over the store: an old one put back beside a newer store would take
// turns away, and nothing would show it. But every process that writes puts the mark into page 1 (see sqlite_mark.c), whose
// counter of changes only grows, and the main file has of it what a checkpoint took out of the log: a log whose page 1 was
// written before that of the main file is another time's.
#include "store/sqlite.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { LOG_HEADER = 32, FRAME_HEADER = 24, SALTS = 8, COUNTER_PLACE = 24 };

// The greatest counter that a page 1 in the log has; false: there is none.
static bool find_counter(int log, uint32_t *out)
{
    unsigned char header[LOG_HEADER], frame[FRAME_HEADER], counter[4];
    bool found = false;
    if (pread(log, header, sizeof header, 0) != sizeof header) return false;
    off_t size = FRAME_HEADER + (off_t)ts_sql_file_number(header + 8);
    for (off_t at = LOG_HEADER; pread(log, frame, sizeof frame, at) == sizeof frame; at += size) {
        if (memcmp(frame + 8, header + 16, SALTS)) break; // left over from before the log was begun anew
        if (ts_sql_file_number(frame) != 1) continue;
        if (pread(log, counter, sizeof counter, at + FRAME_HEADER + COUNTER_PLACE) != sizeof counter) break;
        if (!found || (int32_t)(ts_sql_file_number(counter) - *out) > 0) *out = ts_sql_file_number(counter);
        found = true;
    }
    return found;
}

bool ts_sql_log_is_older(const char *path, uint32_t counter)
{
    uint32_t last;
    int log = open(path, O_RDONLY | O_CLOEXEC);
    if (log < 0) return false;
    bool is_older = find_counter(log, &last) && (int32_t)(counter - last) > 0;
    close(log);
    return is_older;
}
