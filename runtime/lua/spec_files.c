// spec_files.c - the spec files of a pack
#include "lua/spec_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/build.h"

enum { PATH_SIZE = 4096 };
static const char spec_end[] = "_spec.lua";

static int is_spec(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name), end = strlen(spec_end);
    return entry->d_name[0] != '.' && length > end && strcmp(entry->d_name + length - end, spec_end) == 0;
}

static int compare(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum ts_status add(struct ts_arena *arena, const char *tests, const char *pack, const char *name, struct ts_spec_file *file,
                          struct ts_err *err)
{
    char path[PATH_SIZE + 300], shown[512];
    snprintf(path, sizeof path, "%s/%s", tests, name);
    snprintf(shown, sizeof shown, "%s/tests/%s", pack, name);
    file->path = ts_arena_copy(arena, shown, strlen(shown));
    file->text = ts_file_read(arena, path, TS_BOX_SOURCE_MAX, &file->length, err);
    return file->text ? TS_OK : err->status;
}

enum ts_status ts_spec_files_find(struct ts_arena *arena, const char *folder, const char *pack, struct ts_spec_file **files, uint32_t *count,
                                  struct ts_err *err)
{
    char tests[PATH_SIZE];
    struct dirent **entries;
    enum ts_status status = TS_OK;
    int found;
    if (snprintf(tests, sizeof tests, "%s/tests", folder) >= (int)sizeof tests) return TS_OK;
    found = scandir(tests, &entries, is_spec, compare);
    if (found < 0) return TS_OK;
    *files = ts_memory_grow(*files, (*count + (size_t)found + 1) * sizeof **files);
    for (int i = 0; i < found; i++) {
        if (!status) status = add(arena, tests, pack, entries[i]->d_name, &(*files)[*count], err);
        if (!status) ++*count;
        free(entries[i]);
    }
    free(entries);
    return status;
}
