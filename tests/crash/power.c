// power.c - what a power cut would take back: writes and names that were not synced
#include "power.h"

#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum change { WRITTEN, RESIZED, MADE, GONE };

struct note {
    struct note *before, *after;
    enum change change;
    struct file *file;                   // of content
    off_t at, size;                      // size: of the file before
    size_t old_length, new_length;
    char *old, *new;
    char path[PATH_MAX], kept[PATH_MAX]; // of names; kept: a second link to what went away
    bool is_lost;                        // its sync failed
};

struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    int fd; // a descriptor of our own: the process may close its own, the file may lose its name
};

static struct {
    struct note *first, *last;
    struct file *files;
    char *block;
    size_t left;
    unsigned kept;
    bool has_lost;
} power;

void *power_memory(size_t size)
{
    enum { BLOCK = 1 << 20 };
    size = (size + 15) & ~(size_t)15;
    if (size > power.left) {
        size_t length = size > BLOCK ? size : BLOCK;
        power.block = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (power.block == MAP_FAILED) _exit(99);
        power.left = length;
    }
    void *memory = power.block;
    power.block += size;
    power.left -= size;
    return memory;
}

static struct file *file_of(int fd)
{
    struct stat about;
    char path[64];
    if (fstat(fd, &about)) return NULL;
    for (struct file *file = power.files; file; file = file->next) {
        if (file->device == about.st_dev && file->inode == about.st_ino) return file;
    }
    struct file *file = power_memory(sizeof *file);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    *file = (struct file){.next = power.files, .device = about.st_dev, .inode = about.st_ino};
    file->fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    power.files = file;
    return file;
}

static off_t size_of(const struct file *file)
{
    struct stat about;
    return fstat(file->fd, &about) ? 0 : about.st_size;
}

static struct note *add(enum change change)
{
    struct note *note = power_memory(sizeof *note);
    *note = (struct note){.before = power.last, .change = change};
    if (power.last) power.last->after = note;
    else power.first = note;
    power.last = note;
    return note;
}

static void drop(struct note *note)
{
    if (note->before) note->before->after = note->after;
    else power.first = note->after;
    if (note->after) note->after->before = note->before;
    else power.last = note->before;
    if (note->change == GONE) syscall(SYS_unlink, note->kept);
}

static void keep_old(struct note *note, off_t from, off_t to)
{
    if (to > note->size) to = note->size;
    if (from >= to) return;
    note->old = power_memory((size_t)(to - from));
    ssize_t got = syscall(SYS_pread64, note->file->fd, note->old, (size_t)(to - from), from);
    note->old_length = got > 0 ? (size_t)got : 0;
}

void power_note_write(int fd, off_t at, const void *bytes, size_t length)
{
    struct file *file = file_of(fd);
    if (!file || file->fd < 0) return;
    struct note *note = add(WRITTEN);
    note->file = file;
    note->at = at;
    note->size = size_of(file);
    keep_old(note, at, at + (off_t)length);
    note->new = power_memory(length);
    note->new_length = length;
    memcpy(note->new, bytes, length);
}

void power_note_size(int fd, off_t size)
{
    struct file *file = file_of(fd);
    if (!file || file->fd < 0) return;
    struct note *note = add(RESIZED);
    note->file = file;
    note->at = size;
    note->size = size_of(file);
    keep_old(note, size, note->size);
}

void power_note_made(const char *path)
{
    if (access(path, F_OK) == 0) return;
    snprintf(add(MADE)->path, PATH_MAX, "%s", path);
}

// What goes away gets a second name, in the same folder, so that it can come back.
void power_note_gone(const char *path)
{
    char kept[PATH_MAX];
    if (snprintf(kept, sizeof kept, "%s.taken-back-%u", path, power.kept++) >= PATH_MAX || syscall(SYS_link, path, kept)) return;
    struct note *note = add(GONE);
    snprintf(note->path, PATH_MAX, "%s", path);
    snprintf(note->kept, PATH_MAX, "%s", kept);
}

static bool is_in(const char *path, int folder)
{
    struct stat a, b;
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    return !stat(dirname(copy), &a) && !fstat(folder, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool is_name(const struct note *note)
{
    return note->change == MADE || note->change == GONE;
}

// Once a sync has failed every note is kept: what came later must be put back over what was lost.
void power_note_synced(int fd)
{
    struct stat about;
    if (power.has_lost || fstat(fd, &about)) return;
    struct file *file = S_ISDIR(about.st_mode) ? NULL : file_of(fd);
    for (struct note *note = power.first, *after; note; note = after) {
        after = note->after;
        if (file ? note->file == file : is_name(note) && is_in(note->path, fd)) drop(note);
    }
}

void power_note_sync_failed(int fd)
{
    struct stat about;
    if (fstat(fd, &about) || S_ISDIR(about.st_mode)) return; // names are not lost by it: they come with a later sync, or a cut takes them
    struct file *file = file_of(fd);
    power.has_lost = true;
    for (struct note *note = power.first; note; note = note->after) {
        if (note->file && note->file == file) note->is_lost = true;
    }
}

static void take_back(struct note *note)
{
    if (note->file) {
        ssize_t written = syscall(SYS_ftruncate, note->file->fd, note->size);
        if (note->old_length) written = syscall(SYS_pwrite64, note->file->fd, note->old, note->old_length, note->at);
        (void)written;
    } else if (note->change == MADE) {
        syscall(SYS_unlink, note->path);
    } else {
        syscall(SYS_rename, note->kept, note->path);
        syscall(SYS_unlink, note->kept); // both may be links to one file: then rename does nothing
    }
}

static void do_again(const struct note *note)
{
    ssize_t written = note->change == RESIZED ? syscall(SYS_ftruncate, note->file->fd, note->at)
                                              : syscall(SYS_pwrite64, note->file->fd, note->new, note->new_length, note->at);
    (void)written;
}

void power_cut(enum power_kept kept)
{
    size_t number = 0;
    for (struct note *note = power.last; note; note = note->before) {
        if (note->file ? kept != POWER_ALL : kept == POWER_NOTHING) take_back(note);
        else if (note->change == GONE) syscall(SYS_unlink, note->kept);
    }
    if (kept == POWER_ALL) return;
    for (struct note *note = power.first; note; note = note->after) {
        bool stays = kept == POWER_SYNCED ? !note->is_lost : kept == POWER_ODD && number++ % 2;
        if (note->file && stays) do_again(note);
    }
}
