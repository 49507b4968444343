// status.c - how an operation ended, and the words that say why
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum ts_status ts_err_set(struct ts_err *err, enum ts_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        err->status = status;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

enum ts_status ts_err_wrap(struct ts_err *err, const char *format, ...)
{
    char before[TS_ERR_SIZE], after[TS_ERR_SIZE];
    va_list args;
    if (!err) return TS_FAILED;
    va_start(args, format);
    vsnprintf(before, sizeof before, format, args);
    va_end(args);
    memcpy(after, err->message, sizeof after);
    snprintf(err->message, sizeof err->message, "%.1500s: %.2500s", before, after);
    return err->status;
}
