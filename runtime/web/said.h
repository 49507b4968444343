// said.h - what a request says beside its path, read by one small table a route
#ifndef TS_WEB_SAID_H
#define TS_WEB_SAID_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ident.h"
#include "base/status.h"

enum ts_said_type {
    TS_SAID_ID,     // char[TS_IDENT_MAX + 1], see ts_ident_read; "": not said
    TS_SAID_TITLE,  // the same, see ts_ident_read_title
    TS_SAID_TEXT,   // const char *, at most TS_SAID_TEXT_MAX bytes; NULL: not said; lives as long as the request
    TS_SAID_REMARK, // the same, see ts_ident_check_remark
    TS_SAID_NUMBER, // struct ts_said_number: a whole number from 0 on
    TS_SAID_FLAG,   // bool
    TS_SAID_ANY,    // const json_t *: whatever it is; NULL: not said
};
enum { TS_SAID_TEXT_MAX = 8192 };

struct ts_said_number { bool given; int64_t value; };

struct ts_said {
    const char *name;
    enum ts_said_type type;
    bool is_needed;
    size_t offset; // in what is filled in
};

extern const struct ts_said ts_said_nothing[]; // where nothing is to be said

// Fills in `out`, which is zero-initialised. `object`: a body, or a query, whose numbers and flags are texts; NULL says nothing. TS_USAGE names a key
// that the table has not, that is missing, or that is not what it should be. A null is as if it were not said.
enum ts_status ts_said_read(const struct ts_said *table, const json_t *object, void *out, struct ts_err *err) TS_MUST_USE;

#endif
