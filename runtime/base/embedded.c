// embedded.c - finds the runtime's own files among those put into the program
#include "base/embedded.h"

#include <assert.h>
#include <string.h>

const struct ts_embedded_file *ts_embedded_find_sim(const char *name)
{
    const struct ts_embedded_file *file = ts_embedded_sims;
    while (file->name && strcmp(file->name, name)) file++;
    return file->name ? file : NULL;
}

const struct ts_embedded_file *ts_embedded_get(const char *path)
{
    const struct ts_embedded_file *file = ts_embedded_scripts;
    while (file->name && strcmp(file->name, path)) file++;
    assert(file->name);
    return file;
}
