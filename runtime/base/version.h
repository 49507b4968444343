// version.h - semantic versions (semver.org, 2.0.0) and ranges of them; a missing minor or patch is 0
#ifndef TS_BASE_VERSION_H
#define TS_BASE_VERSION_H

#include <stdbool.h>

bool ts_version_is(const char *text);
int ts_version_compare(const char *a, const char *b);
bool ts_version_range_is(const char *range); // ">= 1.2 < 2": comparisons >= <= > < = ==, parted by blanks or commas; all must hold
bool ts_version_is_in(const char *version, const char *range);

#endif
