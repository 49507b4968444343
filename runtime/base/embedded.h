// embedded.h - the runtime's own Lua files, put into the program when it is built
#ifndef TS_BASE_EMBEDDED_H
#define TS_BASE_EMBEDDED_H

#include <stddef.h>

struct ts_embedded_file {
    const char *name;  // without folder and ".lua": "proof"
    const char *bytes; // NUL-terminated for convenience; `length` does not count it
    size_t length;
};

extern const struct ts_embedded_file ts_embedded_sims[]; // scripts/sims/*.lua by name; ends with name NULL
extern const struct ts_embedded_file ts_embedded_scripts[]; // all else under scripts/, by path: "test/run.lua"; ends with name NULL

const struct ts_embedded_file *ts_embedded_find_sim(const char *name); // NULL: there is none
const struct ts_embedded_file *ts_embedded_get(const char *path); // one of ts_embedded_scripts, which must be there

#endif
