// canon.h - the canonical encoding: JSON that is the same bytes for the same value everywhere
#ifndef TS_BASE_CANON_H
#define TS_BASE_CANON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

void ts_canon_add_int(struct ts_buffer *out, int64_t integer);
void ts_canon_add_real(struct ts_buffer *out, double real);                   // shortest of %.15g..%.17g that reads back, with `.0` if bare
void ts_canon_add_text(struct ts_buffer *out, const char *bytes, size_t length); // quoted; escapes only `"`, `\` and controls; what is no UTF-8 becomes U+FFFD
// `"key":` of a map that was opened in `out`, behind a comma unless it is the first; not escaped.
void ts_canon_add_key(struct ts_buffer *out, const char *key);

// Bytes of the character of UTF-8 at `bytes`, of which `left` are there; 0: it is none, or NUL.
size_t ts_canon_character_size(const char *bytes, size_t left);

// Is it valid UTF-8 without NUL?
bool ts_canon_is_text(const char *bytes, size_t length);

#endif
