// bytes.h - numbers and texts as bytes for another process, read back without trust
#ifndef TS_BASE_BYTES_H
#define TS_BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

void ts_bytes_put(struct ts_buffer *out, uint64_t number); // small ones short: 1 to 10 bytes
void ts_bytes_put_int(struct ts_buffer *out, int64_t integer); // those near 0 short
void ts_bytes_put_whole(struct ts_buffer *out, uint64_t number); // 8 bytes
void ts_bytes_put_bytes(struct ts_buffer *out, const char *bytes, size_t length); // NULL is fine when there are none

struct ts_bytes { // what is still to be read
    const char *at, *end;
    bool is_bad; // something was not as it must be: all that is read from then on is 0 and empty
};

uint64_t ts_bytes_get(struct ts_bytes *bytes);
int64_t ts_bytes_get_int(struct ts_bytes *bytes);
uint64_t ts_bytes_get_whole(struct ts_bytes *bytes);
uint32_t ts_bytes_get_below(struct ts_bytes *bytes, uint32_t limit); // a number that must be less
uint32_t ts_bytes_get_count(struct ts_bytes *bytes);                 // of things that follow and have a byte each at least
const char *ts_bytes_get_bytes(struct ts_bytes *bytes, size_t *length); // where they stand; "" when there are none
const char *ts_bytes_get_text(struct ts_bytes *bytes, size_t *length);  // the same, without NUL inside

#endif
