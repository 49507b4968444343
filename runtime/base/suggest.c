// suggest.c - the name somebody probably meant
#include "base/suggest.h"

#include <ctype.h>
#include <string.h>

enum { NAME_MAX_BYTES = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int same(const char *a, const char *b)
{
    return tolower((unsigned char)*a) == tolower((unsigned char)*b);
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NAME_MAX_BYTES + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++) last[j] = before[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t change = last[j - 1] + !same(&a[i - 1], &b[j - 1]);
            row[j] = least(change, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same(&a[i - 1], &b[j - 2]) && same(&a[i - 2], &b[j - 1])) row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last, last = row, row = spare;
    }
    return last[b_length];
}

const char *ts_suggest(const char *wrong, const char *const *names, size_t count)
{
    size_t length = strlen(wrong), best = length < 6 ? 2 : length / 3 + 1;
    const char *found = NULL;
    if (length == 0 || length > NAME_MAX_BYTES) return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(names[i]), slips;
        if (other == 0 || other > NAME_MAX_BYTES || strcmp(wrong, names[i]) == 0) continue;
        slips = distance(wrong, length, names[i], other);
        if (slips < best && slips < length && slips < other) {
            best = slips;
            found = names[i];
        }
    }
    return found;
}
