// fault.c - preloaded into a process: counts its calls on a store's files, and lets the n-th of them fail
//
// What the environment says is told in README.md. Calls go to the kernel directly, so that nothing here calls what it watches.
#include "power.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum class { READ, WRITE, SYNC, NAME, ALLOC, CLOCK, CLASSES };
static const char *const class_names[CLASSES] = {"read", "write", "sync", "name", "alloc", "clock"};

enum kind { NONE, KILL, KILLED, EIO_, ENOSPC_, SHORT, TORN, CUT, CUT_CONTENT, CUT_ODD, LOST, NULL_ };
static const char *const kind_names[] = {[KILL] = "kill", [KILLED] = "killed", [EIO_] = "eio", [ENOSPC_] = "enospc", [SHORT] = "short", [TORN] = "torn", [CUT] = "cut", [CUT_CONTENT] = "cut-content", [CUT_ODD] = "cut-odd", [LOST] = "lost", [NULL_] = "null"};

struct counts { int64_t calls[CLASSES], fired; };

static struct {
    struct counts *counts; // in a file shared with who asked, so that it outlives a kill
    const char *files;
    enum class class;
    enum kind kind;
    int64_t at, shift, shift_after;
    bool goes_on, is_short; // from the n-th call on; half of a write was made and the rest must fail
    bool notes;             // a power cut may come
    volatile int lock;
} fault;

static void lock(void)
{
    while (__sync_lock_test_and_set(&fault.lock, 1)) syscall(SYS_sched_yield);
}

static void unlock(void)
{
    __sync_lock_release(&fault.lock);
}

// --- what is to happen

static enum power_kept kept_by(enum kind kind)
{
    return kind == CUT ? POWER_NOTHING : kind == CUT_CONTENT ? POWER_NAMES : POWER_ODD;
}

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

// Counts a call; which fault it meets, if any. Those that end the process before the call do it here.
static enum kind meet(enum class class)
{
    if (!fault.counts) return NONE;
    int64_t number = ++fault.counts->calls[class];
    if (fault.kind == NONE || class != fault.class || (fault.goes_on ? number < fault.at : number != fault.at)) return NONE;
    fault.counts->fired++;
    if (fault.kind == KILL) die();
    if (fault.kind == CUT || fault.kind == CUT_CONTENT || fault.kind == CUT_ODD) {
        power_cut(kept_by(fault.kind));
        die();
    }
    return fault.kind;
}

static bool fails(enum kind kind)
{
    if (kind != EIO_ && kind != ENOSPC_ && kind != LOST) return false;
    errno = kind == ENOSPC_ ? ENOSPC : EIO;
    return true;
}

static long ended(enum kind kind, long result)
{
    if (kind == KILLED) die();
    return result;
}

static bool is_path_watched(const char *path)
{
    return fault.files && strncmp(path, fault.files, strlen(fault.files)) == 0;
}

static bool is_watched(int fd)
{
    char link[64], path[PATH_MAX];
    if (!fault.files || fd < 0) return false;
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return false;
    path[length] = '\0';
    return is_path_watched(path);
}

// --- reading and writing

static ssize_t write_watched(int fd, const void *bytes, size_t length, off_t at, bool has_place)
{
    lock();
    enum kind kind = meet(WRITE);
    ssize_t result = -1;
    if (fault.is_short) errno = ENOSPC;
    else if (!fails(kind)) {
        if (kind == SHORT || kind == TORN) length = (length + 1) / 2;
        if (fault.notes) power_note_write(fd, has_place ? at : lseek(fd, 0, SEEK_CUR), bytes, length);
        result = has_place ? syscall(SYS_pwrite64, fd, bytes, length, at) : syscall(SYS_write, fd, bytes, length);
        if (kind == TORN) die();
    }
    fault.is_short = kind == SHORT;
    unlock();
    return ended(kind, result);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    return is_watched(fd) ? write_watched(fd, bytes, length, 0, false) : syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at)
{
    return is_watched(fd) ? write_watched(fd, bytes, length, at, true) : syscall(SYS_pwrite64, fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return pwrite64(fd, bytes, length, at);
}

int ftruncate64(int fd, off_t size)
{
    if (!is_watched(fd)) return (int)syscall(SYS_ftruncate, fd, size);
    lock();
    enum kind kind = meet(WRITE);
    int result = -1;
    if (!fails(kind)) {
        if (fault.notes) power_note_size(fd, size);
        result = (int)syscall(SYS_ftruncate, fd, size);
    }
    unlock();
    return (int)ended(kind == TORN ? KILLED : kind, result);
}

int ftruncate(int fd, off_t size)
{
    return ftruncate64(fd, size);
}

static ssize_t read_watched(int fd, void *bytes, size_t length, off_t at, bool has_place)
{
    lock();
    enum kind kind = meet(READ);
    unlock();
    if (fails(kind)) return -1;
    return ended(kind, has_place ? syscall(SYS_pread64, fd, bytes, length, at) : syscall(SYS_read, fd, bytes, length));
}

ssize_t pread64(int fd, void *bytes, size_t length, off_t at)
{
    return is_watched(fd) ? read_watched(fd, bytes, length, at, true) : syscall(SYS_pread64, fd, bytes, length, at);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t at)
{
    return pread64(fd, bytes, length, at);
}

ssize_t read(int fd, void *bytes, size_t length)
{
    return is_watched(fd) ? read_watched(fd, bytes, length, 0, false) : syscall(SYS_read, fd, bytes, length);
}

static int sync_file(int fd, long call)
{
    if (!is_watched(fd)) return (int)syscall(call, fd);
    lock();
    enum kind kind = meet(SYNC);
    int result = -1;
    if (kind == LOST) power_note_sync_failed(fd);
    if (!fails(kind)) {
        result = (int)syscall(call, fd);
        if (fault.notes && result == 0) power_note_synced(fd);
    }
    unlock();
    return (int)ended(kind, result);
}

int fsync(int fd)
{
    return sync_file(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return sync_file(fd, SYS_fdatasync);
}

// --- names

static int open_file(const char *path, int flags, mode_t mode)
{
    bool is_made = (flags & O_CREAT) && is_path_watched(path) && syscall(SYS_access, path, F_OK) != 0;
    enum kind kind = NONE;
    int fd = -1;
    if (is_made) {
        lock();
        kind = meet(NAME);
        if (fails(kind)) {
            unlock();
            return -1;
        }
        if (fault.notes) power_note_made(path);
    }
    fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (is_made) unlock();
    return (int)ended(kind, fd);
}

static mode_t mode_of(int flags, va_list rest)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file(path, flags, mode);
}

int open(const char *path, int flags, ...) __attribute__((alias("open64")));

int unlink(const char *path)
{
    if (!is_path_watched(path)) return (int)syscall(SYS_unlink, path);
    lock();
    enum kind kind = meet(NAME);
    int result = -1;
    if (!fails(kind)) {
        if (fault.notes) power_note_gone(path);
        result = (int)syscall(SYS_unlink, path);
    }
    unlock();
    return (int)ended(kind, result);
}

static int name_anew(long call, const char *from, const char *to)
{
    if (!is_path_watched(to)) return (int)syscall(call, from, to);
    lock();
    enum kind kind = meet(NAME);
    int result = -1;
    if (!fails(kind)) {
        if (fault.notes && call == SYS_rename) {
            power_note_gone(from);
            power_note_gone(to);
        }
        if (fault.notes) power_note_made(to);
        result = (int)syscall(call, from, to);
    }
    unlock();
    return (int)ended(kind, result);
}

int link(const char *from, const char *to)
{
    return name_anew(SYS_link, from, to);
}

int rename(const char *from, const char *to)
{
    return name_anew(SYS_rename, from, to);
}

// --- memory

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static bool is_out_of_memory(void)
{
    if (!fault.counts || meet(ALLOC) != NULL_) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return is_out_of_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_realloc(block, size);
}
// --- the clock on the wall

static int64_t shift(void)
{
    if (!fault.counts) return 0;
    lock();
    meet(CLOCK);
    unlock();
    return fault.counts->calls[CLOCK] > fault.shift_after ? fault.shift : 0;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    int result = (int)syscall(SYS_clock_gettime, clock, out);
    if (result == 0 && clock == CLOCK_REALTIME) out->tv_sec += shift();
    return result;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    int result = (int)syscall(SYS_gettimeofday, out, zone);
    if (result == 0) out->tv_sec += shift();
    return result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}

// --- scripts: `x ^ y` is the only way from Lua to libm, and the exponent 43210 + N a signal from within

static volatile int bottom; // none

static int fall(int depth)
{
    volatile char room[4096];
    room[depth & 4095] = 1;
    return depth == bottom ? 0 : fall(depth + 1) + room[depth & 4095];
}

double pow(double x, double y)
{
    if (y == 43210) x = fall(1);
    int *volatile nowhere = NULL;
    if (y == 43210 + SIGSEGV) *nowhere = 1;
    if (y > 43210 && y < 43210 + 32) raise((int)y - 43210);
    return (double)powl(x, y);
}

// --- coming and going

static void refuse(const char *what)
{
    fprintf(stderr, "fault: \"%s\" is no fault\n", what);
    _exit(99);
}

static int find(const char *const *names, int count, const char *word, size_t length)
{
    for (int i = 0; i < count; i++) {
        if (names[i] && strlen(names[i]) == length && memcmp(names[i], word, length) == 0) return i;
    }
    return -1;
}

// "write:3:eio", "write:3+:enospc"
static void parse(const char *text)
{
    const char *colon = strchr(text, ':');
    char *end = NULL;
    int class = colon ? find(class_names, CLASSES, text, (size_t)(colon - text)) : -1;
    if (class < 0) refuse(text);
    fault.at = strtoll(colon + 1, &end, 10);
    fault.goes_on = *end == '+';
    if (fault.goes_on) end++;
    int kind = *end == ':' ? find(kind_names, sizeof kind_names / sizeof *kind_names, end + 1, strlen(end + 1)) : -1;
    if (kind < 0) refuse(text);
    fault.class = (enum class)class;
    fault.kind = (enum kind)kind;
    fault.notes = kind == CUT || kind == CUT_CONTENT || kind == CUT_ODD || kind == LOST;
}

static void open_counts(const char *path)
{
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || syscall(SYS_ftruncate, file, sizeof(struct counts))) refuse(path);
    struct counts *counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (counts == MAP_FAILED) refuse(path);
    memset(counts, 0, sizeof *counts);
    fault.counts = counts;
}

__attribute__((constructor)) static void come(void)
{
    const char *what = getenv("TURNSTONE_FAULT"), *counts = getenv("TURNSTONE_FAULT_COUNTS"), *clock = getenv("TURNSTONE_FAULT_CLOCK");
    if (!counts) return;
    fault.files = getenv("TURNSTONE_FAULT_FILES");
    if (what && *what) parse(what);
    if (clock) sscanf(clock, "%ld@%ld", &fault.shift, &fault.shift_after);
    open_counts(counts);
}

// What a failed sync has lost is gone once the process is: until then the kernel still shows it.
__attribute__((destructor)) static void go(void)
{
    if (fault.notes) power_cut(fault.kind == LOST ? POWER_SYNCED : POWER_ALL);
    fault.notes = false;
}

void _exit(int code)
{
    go();
    syscall(SYS_exit_group, code);
    __builtin_unreachable();
}
