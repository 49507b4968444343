// watch.c - content folders that are looked at while somebody plays
#include "cli/watch.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "cli/open.h"

enum { DEPTH_MAX = 8 }; // of folders in a pack

struct seen_pack { char *name; uint64_t mark; };
struct seen { // how the files of all packs stood at one look
    struct seen_pack *packs;
    uint32_t count, room;
    uint64_t mark;
};

struct ts_watch {
    struct ts_folders folders;
    struct seen loaded; // at the last load, or what could not be loaded
    struct seen before; // that, before it last changed
    uint64_t last;      // mark of the last look
    int64_t next;       // when it is looked again
};

// --- looking

static uint64_t mark_file(const char *path, const struct stat *info)
{
    const int64_t told[] = {info->st_mtim.tv_sec, info->st_mtim.tv_nsec, info->st_size, (int64_t)info->st_ino};
    return ts_hash_fast(path, strlen(path)) * 31 + ts_hash_fast(told, sizeof told);
}

// What editors keep beside a file is none of a pack's.
static bool is_passed_over(const char *name)
{
    size_t length = strlen(name);
    return *name == '.' || name[length - 1] == '~';
}

// A sum, since the order of a folder's names is anybody's guess.
static uint64_t mark_folder(const char *path, int depth)
{
    DIR *folder = depth < DEPTH_MAX ? opendir(path) : NULL;
    uint64_t mark = 1;
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        struct ts_buffer inner = {0};
        struct stat info;
        if (is_passed_over(entry->d_name)) continue;
        ts_buffer_add_format(&inner, "%s/%s", path, entry->d_name);
        if (!stat(inner.bytes, &info)) mark += S_ISDIR(info.st_mode) ? mark_folder(inner.bytes, depth + 1) : mark_file(inner.bytes, &info);
        ts_buffer_clear(&inner);
    }
    if (folder) closedir(folder);
    return mark;
}

static void add_seen(struct seen *seen, const char *name, size_t length, uint64_t mark)
{
    if (seen->count == seen->room) {
        seen->room = seen->room ? seen->room * 2 : 16;
        seen->packs = ts_memory_grow(seen->packs, seen->room * sizeof *seen->packs);
    }
    char *own = ts_memory_get(length + 1);
    memcpy(own, name, length);
    own[length] = '\0';
    seen->packs[seen->count++] = (struct seen_pack){own, mark};
    seen->mark += mark;
}

static void look_at(struct seen *seen, const char *path, const char *name)
{
    struct stat info;
    if (stat(path, &info)) return;
    if (S_ISDIR(info.st_mode)) add_seen(seen, name, strlen(name), mark_folder(path, 0));
    else if (ts_archive_stem(name)) add_seen(seen, name, ts_archive_stem(name), mark_file(path, &info));
}

static struct seen look(const struct ts_folders *folders)
{
    struct seen seen = {0};
    for (uint32_t i = 0; i < folders->count; i++) {
        DIR *folder = opendir(folders->paths[i]);
        for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
            struct ts_buffer path = {0};
            if (is_passed_over(entry->d_name)) continue;
            ts_buffer_add_format(&path, "%s/%s", folders->paths[i], entry->d_name);
            look_at(&seen, path.bytes, entry->d_name);
            ts_buffer_clear(&path);
        }
        if (folder) closedir(folder);
    }
    return seen;
}

static void clear_seen(struct seen *seen)
{
    for (uint32_t i = 0; i < seen->count; i++) free(seen->packs[i].name);
    free(seen->packs);
    *seen = (struct seen){0};
}

// Packs of `one` that do not stand so in `other`; with `is_gone` only those that are not there at all.
static void list_changed(const struct seen *one, const struct seen *other, bool is_gone, struct ts_words *names)
{
    for (uint32_t i = 0; i < one->count; i++) {
        uint32_t k = 0;
        while (k < other->count && strcmp(other->packs[k].name, one->packs[i].name)) k++;
        bool is_listed = k == other->count || (!is_gone && other->packs[k].mark != one->packs[i].mark);
        if (is_listed) ts_words_add(names, one->packs[i].name);
    }
}

bool ts_watch_look(struct ts_watch *watch, struct ts_words *names)
{
    int64_t now = ts_clock_millis();
    if (now < watch->next) return false;
    watch->next = now + TS_WATCH_MS;
    struct seen seen = look(&watch->folders);
    bool stands_still = seen.mark == watch->last;
    watch->last = seen.mark;
    if (seen.mark == watch->loaded.mark || !stands_still) {
        clear_seen(&seen);
        return false;
    }
    list_changed(&seen, &watch->loaded, false, names);
    list_changed(&watch->loaded, &seen, true, names);
    clear_seen(&watch->before);
    watch->before = watch->loaded;
    watch->loaded = seen;
    return true;
}

enum ts_status ts_watch_open(const struct ts_cli *cli, struct ts_watch **out, struct ts_err *err)
{
    struct ts_watch *watch = ts_memory_get(sizeof *watch);
    *watch = (struct ts_watch){0};
    enum ts_status status = ts_open_folders(cli, true, &watch->folders, err);
    if (status) {
        ts_watch_close(watch);
        return status;
    }
    watch->loaded = look(&watch->folders);
    watch->last = watch->loaded.mark;
    *out = watch;
    return TS_OK;
}

void ts_watch_close(struct ts_watch *watch)
{
    if (!watch) return;
    ts_folders_clear(&watch->folders);
    clear_seen(&watch->loaded);
    clear_seen(&watch->before);
    free(watch);
}
