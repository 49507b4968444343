// status.h - how an operation ended, and the words that say why
#ifndef TS_BASE_STATUS_H
#define TS_BASE_STATUS_H

// Every operation that the world can make fail returns one of these and takes a `struct ts_err *` last.
// A caller's own bug is an assert, never a status. Only front ends turn a status into an exit code.
enum ts_status {
    TS_OK = 0,
    TS_FAILED,        // a script erred, an expectation or a check failed (exit 1)
    TS_REFUSED,       // the act is not allowed as things stand: closed choice, forbidden state change (exit 1)
    TS_USAGE,         // the call's words are off (exit 64)
    TS_DATA,          // bad data, unknown id, foreign or newer file (exit 65)
    TS_UNAVAILABLE,   // the store cannot be reached (exit 69)
    TS_CANNOT_CREATE, // a file or folder cannot be made (exit 73)
    TS_IO,            // input/output failed, disk full (exit 74)
    TS_BUSY,          // somebody else holds it; try again (exit 75)
    TS_CONFLICT,      // what was read has changed meanwhile; compute again
    TS_INTERRUPTED,   // a signal asked to end (exit 130 or 143)
};

enum { TS_ERR_SIZE = 4096 };

// What went wrong, in words for the person at the keyboard: lower case, the thing in quotes, what to do next.
struct ts_err {
    enum ts_status status;
    char message[TS_ERR_SIZE];
};

#define TS_MUST_USE __attribute__((warn_unused_result))
#define TS_PRINTF(words, first) __attribute__((__format__(__printf__, words, first)))

// Writes the message (cut at TS_ERR_SIZE) and returns `status`, so that a failure reads `return ts_err_set(err, ...)`.
// `err` may be NULL.
enum ts_status ts_err_set(struct ts_err *err, enum ts_status status, const char *format, ...) TS_PRINTF(3, 4);

// Puts `format: ` before the message that is there, keeping its status.
enum ts_status ts_err_wrap(struct ts_err *err, const char *format, ...) TS_PRINTF(2, 3);

#endif
