// reference.h - where texts refer to characters, see game/prose.h: a mark, the character's id, another mark; in JSON the marks are escaped
#ifndef TS_STORE_REFERENCE_H
#define TS_STORE_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

// Where the id of the next reference before `end` begins, and how long it is; NULL: there is none.
const char *ts_reference_next(const char *text, const char *end, bool is_json, size_t *length);

#endif
