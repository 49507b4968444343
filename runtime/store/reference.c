// reference.c - where texts refer to characters
#include "store/reference.h"

#include <string.h>

static const char *const marks[2][2] = {{"\x02", "\x03"}, {"\\u0002", "\\u0003"}};

static const char *find_bytes(const char *bytes, size_t length, const char *what)
{
    return memmem(bytes, length, what, strlen(what));
}

const char *ts_reference_next(const char *text, const char *end, bool is_json, size_t *length)
{
    const char *open = find_bytes(text, (size_t)(end - text), marks[is_json][0]);
    const char *id = open ? open + strlen(marks[is_json][0]) : NULL;
    const char *close = id ? find_bytes(id, (size_t)(end - id), marks[is_json][1]) : NULL;
    *length = close ? (size_t)(close - id) : 0;
    return close ? id : NULL;
}
