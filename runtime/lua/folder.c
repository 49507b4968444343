// folder.c - finds packs in folders and reads their files
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ident.h"
#include "lua/build.h"

enum { PATH_SIZE = 4096, DEPTH_MAX = 8, FILES_MAX = 5000 };

const char *ts_file_read(struct ts_arena *arena, const char *path, size_t *length, struct ts_err *err)
{
    struct stat info;
    char *text = NULL;
    size_t at = 0;
    ssize_t got = 1;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &info) != 0) goto failed;
    if (!S_ISREG(info.st_mode) || info.st_size > TS_BOX_SOURCE_MAX) {
        ts_err_set(err, TS_DATA, "\"%s\" is %s", path, S_ISREG(info.st_mode) ? "larger than 1024 kB; split it" : "not a plain file");
        goto done;
    }
    text = ts_arena_get(arena, (size_t)info.st_size + 1);
    while (at < (size_t)info.st_size && got > 0 && (got = read(file, text + at, (size_t)info.st_size - at)) > 0) at += (size_t)got;
    if (got >= 0) goto done;
failed:
    ts_err_set(err, TS_DATA, "\"%s\" cannot be read: %s", path, strerror(errno));
    text = NULL;
done:
    if (file >= 0) close(file);
    *length = at;
    return text;
}

// --- a folder's entries, sorted

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool list_folder(struct ts_arena *arena, const char *path, struct ts_list *names)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    if (!folder) return false;
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.') ts_list_push(names, arena, ts_arena_copy(arena, entry->d_name, strlen(entry->d_name)));
    closedir(folder);
    if (names->count) qsort(names->items, names->count, sizeof *names->items, compare_names);
    return true;
}

static bool is_folder(const char *path, bool follow)
{
    struct stat info;
    return (follow ? stat(path, &info) : lstat(path, &info)) == 0 && S_ISDIR(info.st_mode);
}

static bool is_same(const char *one, const char *other)
{
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// --- packs

static void add_pack(struct ts_finder *finder, const char *folder, const char *name)
{
    struct ts_build *build = finder->build;
    struct ts_found *found;
    for (uint32_t i = 0; i < finder->found.count; i++) {
        const struct ts_found *other = finder->found.items[i];
        if (strcmp(other->name, name) != 0) continue;
        if (is_same(other->folder, folder)) return;
        ts_build_problem(build, NULL, (struct ts_place){0}, "duplicate-id", "rename one of them",
                         "there are two packs \"%s\": in \"%s\" and in \"%s\"", name, other->folder, folder);
        return;
    }
    found = ts_list_add(&finder->found, build->scratch, sizeof *found);
    found->name = name;
    found->folder = ts_arena_copy(build->keep, folder, strlen(folder));
    if (ts_ident_is_name(name, strlen(name))) return;
    found->is_bad = true;
    ts_build_problem(build, NULL, (struct ts_place){0}, "bad-manifest", "rename the folder",
                     "the folder \"%s\" cannot name a pack: use a-z, 0-9, _ and -", folder);
}

enum ts_status ts_folder_find(struct ts_finder *finder, const char *folder, struct ts_err *err)
{
    struct ts_list names = {0};
    char path[PATH_SIZE], manifest[PATH_SIZE + 16];
    if (!list_folder(finder->build->scratch, folder, &names))
        return ts_err_set(err, TS_DATA, "the content folder \"%s\" cannot be read: %s; name another with --content", folder,
                          strerror(errno));
    snprintf(manifest, sizeof manifest, "%.*s/pack.lua", PATH_SIZE - 1, folder);
    if (access(manifest, F_OK) == 0)
        return ts_err_set(err, TS_DATA, "\"%s\" is itself a pack, and --content takes the folder that holds packs: give its parent", folder);
    for (uint32_t i = 0; i < names.count; i++) {
        if (snprintf(path, sizeof path, "%s/%s", folder, (char *)names.items[i]) >= (int)sizeof path) continue;
        snprintf(manifest, sizeof manifest, "%s/pack.lua", path);
        if (is_folder(path, true) && access(manifest, F_OK) == 0) add_pack(finder, path, names.items[i]);
    }
    return TS_OK;
}

// --- a pack's scripts

struct reading {
    struct ts_finder *finder;
    struct ts_found *found;
};

static bool is_left_out(const char *inner)
{
    return strcmp(inner, "pack.lua") == 0 || strcmp(inner, "tests") == 0 || strcmp(inner, "locale") == 0 ||
           strcmp(inner, "migrations") == 0;
}

// "stories/lantern" of "stories/lantern.lua": names with slashes between them.
static bool is_module(const char *inner, size_t length)
{
    return ts_ident_is_key(inner, length);
}

static void add_source(struct reading *reading, const char *path, const char *inner)
{
    struct ts_build *build = reading->finder->build;
    struct ts_lua_source *source;
    struct ts_err err;
    size_t size;
    const char *text = ts_file_read(build->keep, path, &size, &err);
    if (!text) {
        ts_build_problem(build, NULL, (struct ts_place){0}, "script-error", NULL, "%s", err.message);
        return;
    }
    if (!is_module(inner, strlen(inner) - 4))
        ts_build_problem(build, NULL, (struct ts_place){0}, "bad-name", "rename it", "the file \"%s\" must be named with a-z, 0-9, _ and -",
                         path);
    source = ts_list_add(&reading->found->sources, build->scratch, sizeof *source);
    source->file = ts_build_symbol(build, "%s/%s", reading->found->name, inner);
    source->path = ts_build_text(build, source->file);
    source->module = ts_arena_copy(build->keep, inner, strlen(inner) - 4);
    source->text = text;
    source->length = size;
}

static void read_folder(struct reading *reading, const char *folder, const char *inner, int depth)
{
    struct ts_arena *arena = reading->finder->build->scratch;
    struct ts_list names = {0};
    if (!list_folder(arena, folder, &names)) return;
    for (uint32_t i = 0; i < names.count && reading->found->sources.count < FILES_MAX; i++) {
        const char *name = names.items[i];
        char path[PATH_SIZE], below[PATH_SIZE];
        size_t length = strlen(name);
        if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) continue;
        snprintf(below, sizeof below, "%s%s%s", inner, *inner ? "/" : "", name);
        if (!*inner && is_left_out(name)) continue;
        if (is_folder(path, false)) {
            if (depth < DEPTH_MAX) read_folder(reading, path, below, depth + 1);
        } else if (length > 4 && strcmp(name + length - 4, ".lua") == 0 && !is_folder(path, true)) {
            add_source(reading, path, below);
        }
    }
}

static int compare_sources(const void *a, const void *b)
{
    const struct ts_lua_source *one = *(struct ts_lua_source *const *)a, *other = *(struct ts_lua_source *const *)b;
    bool first = strcmp(one->module, "init") == 0, second = strcmp(other->module, "init") == 0;
    if (first != second) return first ? -1 : 1;
    return strcmp(one->path, other->path);
}

void ts_folder_read(struct ts_finder *finder, struct ts_found *found)
{
    struct reading reading = {.finder = finder, .found = found};
    read_folder(&reading, found->folder, "", 0);
    if (found->sources.count) qsort(found->sources.items, found->sources.count, sizeof *found->sources.items, compare_sources);
}
