// ident.h - which names and ids are allowed
#ifndef TS_BASE_IDENT_H
#define TS_BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum { TS_IDENT_MAX = 128, TS_REMARK_MAX = 2000 };

// A name in content: [a-z0-9_-]+, at most TS_IDENT_MAX bytes (sandbox.md).
bool ts_ident_is_name(const char *bytes, size_t length);

// A world key's local part: names joined by `/`.
bool ts_ident_is_key(const char *bytes, size_t length);

// An id given by a person (run, player, universe, character): UTF-8, normalised to NFC into `out`, not empty, at most
// TS_IDENT_MAX bytes, no control, format, private or unassigned character, no space at either end, no `/` or `\`, not `.` or `..`.
// `what` names it in the message ("run id"). TS_DATA when refused.
enum ts_status ts_ident_read(const char *what, const char *text, char out[TS_IDENT_MAX + 1], struct ts_err *err) TS_MUST_USE;

// A name to be shown (a character's): as an id, but spaces, `/` and up to TS_IDENT_MAX bytes are fine.
enum ts_status ts_ident_read_title(const char *what, const char *text, char out[TS_IDENT_MAX + 1], struct ts_err *err) TS_MUST_USE;

// Words kept with a run or a session (a reason, notes): UTF-8 without control characters, at most TS_REMARK_MAX bytes; may be
// empty. TS_DATA when refused.
enum ts_status ts_ident_check_remark(const char *what, const char *text, size_t length, struct ts_err *err) TS_MUST_USE;

#endif
