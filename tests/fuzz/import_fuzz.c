// import_fuzz.c - the lines of an export, taken into a new store
#include <string.h>

#include "place.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct place place;
    struct ts_import *import = NULL;
    struct ts_exported made;
    struct ts_err err;
    char command[160];
    const char *at = (const char *)data, *end = at + size;
    place_open(&place, "", "new.db");
    enum ts_status status = ts_store_import_begin(place.file, &import, &err);
    while (!status && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop ? stop : end) - at);
        char *line = malloc(length + 1);
        memcpy(line, at, length);
        line[length] = '\0';
        status = ts_store_import_line(import, line, length, &err);
        free(line);
        at += length + 1;
    }
    if (!status) status = ts_store_import_end(import, &made, &err);
    if (status && !*err.message) abort();
    ts_store_import_free(import);
    snprintf(command, sizeof command, "rm -rf %s", place.folder);
    if (system(command) != 0) abort();
    return 0;
}
