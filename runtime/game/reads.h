// reads.h - what a rule read of the progression: written down while it runs, so that what is said about it is exact
#ifndef TS_GAME_READS_H
#define TS_GAME_READS_H

#include <stdint.h>

struct ts_reading {
    char *read;    // "count(ending/harbour:lantern/spoken)", "turns"
    int64_t value; // of an unlocked(…): 0 or 1; of a since(…): ms since 1970, 0 for never
};

enum { TS_READS_MAX = 256 }; // further readings of one rule are not written down

struct ts_reads { // each reading once, in the order of the first time
    struct ts_reading *items;
    uint32_t count, room;
};

void ts_reads_add(struct ts_reads *reads, const char *read, int64_t value);
const struct ts_reading *ts_reads_find(const struct ts_reads *reads, const char *read); // NULL when it is not there
// Canonical JSON [{"read","value"},…]; the caller frees it.
char *ts_reads_json(const struct ts_reads *reads);
void ts_reads_clear(struct ts_reads *reads);

#endif
