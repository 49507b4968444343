// library.h - shared libraries that few commands need, loaded by those that do: most of a start went into linking them
#ifndef TS_BASE_LIBRARY_H
#define TS_BASE_LIBRARY_H

#include "base/status.h"

// What is called of a library is listed once, under its own names:
//   #define CURL_FUNCTIONS(do) do(curl_easy_init) do(curl_easy_cleanup)
//   struct curl_library { CURL_FUNCTIONS(TS_LIBRARY_FUNCTION) };
#define TS_LIBRARY_FUNCTION(name) __typeof__(name) *name;
#define TS_LIBRARY_NAME(name) TS_LIBRARY_TEXT(name)
#define TS_LIBRARY_TEXT(name) #name,

// Fills such a struct, in the order of `names`, which a NULL ends; the library stays loaded. TS_UNAVAILABLE, with what to do: it is not there, or is
// another one than this program was built for. `who` needs it: "plural forms".
enum ts_status ts_library_load(const char *who, const char *file, const char *const names[], void *functions, struct ts_err *err) TS_MUST_USE;

#endif
