// spec_files.c - the spec files of a pack
#include "lua/spec_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lua/archive.h"
#include "lua/build.h"

enum { PATH_SIZE = 4096, SHOWN_SIZE = 512 };
static const char spec_end[] = "_spec.lua", tests_folder[] = "tests/";

static bool is_spec_name(const char *name)
{
    size_t length = strlen(name), end = strlen(spec_end);
    return name[0] != '.' && length > end && strcmp(name + length - end, spec_end) == 0;
}

static int is_spec(const struct dirent *entry)
{
    return is_spec_name(entry->d_name);
}

static int compare(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static const char *path_shown(struct ts_arena *arena, const char *pack, const char *name)
{
    char shown[SHOWN_SIZE];
    snprintf(shown, sizeof shown, "%s/%s%s", pack, tests_folder, name);
    return ts_arena_copy(arena, shown, strlen(shown));
}

static enum ts_status add(struct ts_arena *arena, const char *tests, const char *pack, const char *name, struct ts_spec_file *file,
                          struct ts_err *err)
{
    char path[PATH_SIZE + 300];
    snprintf(path, sizeof path, "%s/%s", tests, name);
    file->path = path_shown(arena, pack, name);
    file->text = ts_file_read(arena, path, TS_BOX_SOURCE_MAX, &file->length, err);
    return file->text ? TS_OK : err->status;
}

// --- in an archive

struct gathering {
    struct ts_arena *arena;
    const char *pack;
    struct ts_spec_file **files;
    uint32_t *count;
};

static bool is_spec_entry(const char *inner)
{
    size_t length = strlen(tests_folder);
    return strncmp(inner, tests_folder, length) == 0 && !strchr(inner + length, '/') && is_spec_name(inner + length);
}

static void take_entry(void *self, const char *inner, const char *text, size_t length)
{
    const struct gathering *gathering = self;
    *gathering->files = ts_memory_grow(*gathering->files, (*gathering->count + 1) * sizeof **gathering->files);
    (*gathering->files)[(*gathering->count)++] =
        (struct ts_spec_file){path_shown(gathering->arena, gathering->pack, inner + strlen(tests_folder)), text, length};
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct ts_spec_file *)a)->path, ((const struct ts_spec_file *)b)->path);
}

static enum ts_status find_in_archive(const struct gathering *gathering, const char *path, struct ts_err *err)
{
    uint32_t before = *gathering->count;
    enum ts_status status = ts_archive_each(gathering->arena, path, is_spec_entry, take_entry, (void *)gathering, err);
    if (*gathering->count > before) qsort(*gathering->files + before, *gathering->count - before, sizeof **gathering->files, compare_files);
    return status;
}

// --- in a folder

enum ts_status ts_spec_files_find(struct ts_arena *arena, const char *folder, const char *pack, struct ts_spec_file **files, uint32_t *count,
                                  struct ts_err *err)
{
    char tests[PATH_SIZE];
    struct dirent **entries;
    enum ts_status status = TS_OK;
    struct stat info;
    int found;
    if (stat(folder, &info) == 0 && S_ISREG(info.st_mode))
        return find_in_archive(&(struct gathering){arena, pack, files, count}, folder, err);
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
