// library.c - a shared library loaded, and its functions found
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

enum ts_status ts_library_load(const char *who, const char *file, const char *const names[], void *functions, struct ts_err *err)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE); // what it caches could not be given back
    if (!library) return ts_err_set(err, TS_UNAVAILABLE, "%s: the library \"%s\" cannot be loaded (%s): install it", who, file, dlerror());
    for (size_t i = 0; names[i]; i++) {
        void *found = dlsym(library, names[i]);
        if (!found) return ts_err_set(err, TS_UNAVAILABLE, "%s: \"%s\" has no %s: it is not the one that this program was built for", who, file, names[i]);
        memcpy((char *)functions + i * sizeof found, &found, sizeof found);
    }
    return TS_OK;
}
