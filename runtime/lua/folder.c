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
#include "lua/locale.h"

enum { PATH_SIZE = 4096 };

static const char archive_end[] = ".zip";

const char *ts_file_read(struct ts_arena *arena, const char *path, size_t most, size_t *length, struct ts_err *err)
{
    struct stat info;
    char *text = NULL;
    size_t at = 0;
    ssize_t got = 1;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &info) != 0) goto failed;
    if (!S_ISREG(info.st_mode) || (size_t)info.st_size > most) {
        if (!S_ISREG(info.st_mode)) ts_err_set(err, TS_DATA, "\"%s\" is not a plain file", path);
        else ts_err_set(err, TS_DATA, "\"%s\" is larger than %zu kB, it has %zu; split it", path, most >> 10, (size_t)info.st_size >> 10);
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

// --- packs

// Was it found already, in another content folder or behind a link?
static bool is_known(const struct ts_finder *finder, const struct stat *info)
{
    for (uint32_t i = 0; i < finder->found.count; i++) {
        const struct ts_found *other = finder->found.items[i];
        if (other->device == info->st_dev && other->inode == info->st_ino) return true;
    }
    return false;
}

static void add_pack(struct ts_finder *finder, const char *path, const char *name, const struct stat *info)
{
    struct ts_build *build = finder->build;
    bool is_archive = !S_ISDIR(info->st_mode);
    struct ts_found *found;
    if (is_known(finder, info)) return;
    found = ts_list_add(&finder->found, build->keep, sizeof *found);
    found->name = ts_arena_copy(build->keep, name, is_archive ? ts_archive_stem(name) : strlen(name));
    found->folder = ts_arena_copy(build->keep, path, strlen(path));
    found->is_archive = is_archive;
    found->device = info->st_dev;
    found->inode = info->st_ino;
    if (is_archive || ts_ident_is_name(name, strlen(name))) return;
    ts_found_problem(finder, found, "bad-manifest", "rename the folder",
                     ts_build_format(build, "the folder \"%s\" cannot name a pack: use a-z, 0-9, _ and -", path));
}

size_t ts_archive_stem(const char *name)
{
    size_t length = strlen(name), end = strlen(archive_end);
    return length > end && strcmp(name + length - end, archive_end) == 0 ? length - end : 0;
}

static void look_at(struct ts_finder *finder, const char *path, const char *name)
{
    char manifest[PATH_SIZE + 16];
    struct stat info;
    if (stat(path, &info) != 0) return;
    snprintf(manifest, sizeof manifest, "%s/pack.lua", path);
    if (S_ISDIR(info.st_mode) ? access(manifest, F_OK) == 0 : ts_archive_stem(name) > 0) add_pack(finder, path, name, &info);
}

enum ts_status ts_folder_find(struct ts_finder *finder, const char *folder, struct ts_err *err)
{
    struct ts_list names = {0};
    char path[PATH_SIZE], manifest[PATH_SIZE + 16];
    if (!list_folder(finder->build->keep, folder, &names))
        return ts_err_set(err, TS_DATA, "the content folder \"%s\" cannot be read: %s; name another with --content", folder,
                          strerror(errno));
    snprintf(manifest, sizeof manifest, "%.*s/pack.lua", PATH_SIZE - 1, folder);
    if (access(manifest, F_OK) == 0)
        return ts_err_set(err, TS_DATA, "\"%s\" is itself a pack, and --content takes the folder that holds packs: give its parent", folder);
    for (uint32_t i = 0; i < names.count; i++)
        if (snprintf(path, sizeof path, "%s/%s", folder, (char *)names.items[i]) < (int)sizeof path) look_at(finder, path, names.items[i]);
    return TS_OK;
}

void ts_folder_read_manifest(struct ts_finder *finder, struct ts_found *found)
{
    char path[PATH_SIZE + 16];
    struct ts_err err;
    snprintf(path, sizeof path, "%s/pack.lua", found->folder);
    found->manifest = ts_file_read(finder->build->keep, path, TS_BOX_SOURCE_MAX, &found->manifest_length, &err);
    if (!found->manifest) ts_found_problem(finder, found, "bad-manifest", NULL, err.message);
}

// --- a pack's scripts

struct reading {
    struct ts_finder *finder;
    struct ts_found *found;
};

static void add_source(struct reading *reading, const char *path, const char *inner)
{
    struct ts_err err;
    size_t size;
    const char *text = ts_file_read(reading->finder->build->keep, path, TS_BOX_SOURCE_MAX, &size, &err);
    if (text) ts_script_file_add(reading->finder, reading->found, inner, text, size);
    else ts_found_problem(reading->finder, reading->found, "script-error", NULL, err.message);
}

// One that cannot be read harms nothing but itself: it is told of like one that makes no sense.
static void add_locale(struct reading *reading, const char *path, const char *inner)
{
    struct ts_err err;
    size_t size;
    const char *text = ts_file_read(reading->finder->build->keep, path, TS_PO_BYTES_MAX, &size, &err);
    ts_locale_add(reading->finder, reading->found, inner, text ? text : "\xff", text ? size : 1);
}

static void read_folder(struct reading *reading, const char *folder, const char *inner, int depth)
{
    struct ts_arena *arena = reading->finder->build->scratch;
    struct ts_list names = {0};
    if (!list_folder(arena, folder, &names)) return;
    for (uint32_t i = 0; i < names.count && reading->found->sources.count < TS_PACK_FILES_MAX; i++) {
        const char *name = names.items[i];
        char path[PATH_SIZE], below[PATH_SIZE];
        if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) continue;
        snprintf(below, sizeof below, "%s%s%s", inner, *inner ? "/" : "", name);
        if (is_folder(path, false)) {
            if (depth < TS_PACK_DEPTH_MAX) read_folder(reading, path, below, depth + 1);
        } else if (ts_script_file_is(below) && !is_folder(path, true)) {
            add_source(reading, path, below);
        } else if (ts_locale_is_wanted(reading->finder->how, below) && !is_folder(path, true)) {
            add_locale(reading, path, below);
        }
    }
}

void ts_folder_read(struct ts_finder *finder, struct ts_found *found)
{
    struct reading reading = {.finder = finder, .found = found};
    read_folder(&reading, found->folder, "", 0);
}
