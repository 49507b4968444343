// suggest.h - the name somebody probably meant
#ifndef TS_BASE_SUGGEST_H
#define TS_BASE_SUGGEST_H

#include <stddef.h>

// The name nearest to `wrong` by insertions, deletions, changes and swaps of neighbours; NULL when none is near
// (at most one slip per three letters, letter case aside). Ties go to the first. Names over 63 bytes are never near.
const char *ts_suggest(const char *wrong, const char *const *names, size_t count);

#endif
