// percent.h - text as it stands in URLs
#ifndef TS_WEB_PERCENT_H
#define TS_WEB_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

// Adds what "%41%42" stands for; in a query `+` is a space. False, and nothing added: a `%` without two digits, a zero byte, or bytes that
// are not UTF-8.
bool ts_percent_decode(const char *text, size_t length, bool is_query, struct ts_buffer *out);
void ts_percent_encode(const char *text, struct ts_buffer *out); // all but letters, digits and `-._~`

#endif
