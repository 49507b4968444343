// problem.h - what did not work, as problem details (RFC 9457): the codes of docs/http.md, for master and workers
#ifndef TS_WEB_PROBLEM_H
#define TS_WEB_PROBLEM_H

#include "base/buffer.h"
#include "base/status.h"

enum ts_problem_code {
    TS_PROBLEM_USAGE,
    TS_PROBLEM_SIGNED_OUT,
    TS_PROBLEM_FORBIDDEN,
    TS_PROBLEM_UNKNOWN,
    TS_PROBLEM_METHOD,
    TS_PROBLEM_REFUSED,
    TS_PROBLEM_CONFLICT,
    TS_PROBLEM_TOO_LARGE,
    TS_PROBLEM_TOO_MANY,
    TS_PROBLEM_FAILED,
    TS_PROBLEM_BUSY,
    TS_PROBLEM_UNAVAILABLE,
    TS_PROBLEM_NOT_SAVED,
    TS_PROBLEM_COUNT,
};

struct ts_problem_row {
    const char *code, *title;
    unsigned status; // of HTTP
};
extern const struct ts_problem_row ts_problem_rows[TS_PROBLEM_COUNT]; // by enum ts_problem_code

enum ts_problem_code ts_problem_of(enum ts_status status); // not for TS_OK
// The body, `application/problem+json`. `detail` becomes a sentence: it gets a capital and a full stop.
void ts_problem_write(struct ts_buffer *out, enum ts_problem_code code, const char *detail);

#endif
