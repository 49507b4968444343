// crash_note.c - what is written of a crash: a line for each thing that is known
#include "cli/crash_note.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli/print.h"

static const char head[] = "turnstone crash 1\n", foot[] = "end\n";
enum { LINE_WORDS_MAX = 380 }; // so that all lines fit

// --- writing: only what is safe in a signal handler

static void add(char *out, size_t *length, const char *words)
{
    for (size_t i = 0; words[i] && i < LINE_WORDS_MAX; i++) out[(*length)++] = words[i] == '\n' ? ' ' : words[i];
}

static void add_number(char *out, size_t *length, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    add(out, length, digits + at);
}

static void add_line(char *out, size_t *length, const char *key, const char *words)
{
    add(out, length, key);
    add(out, length, words);
    out[(*length)++] = '\n';
}

static void add_number_line(char *out, size_t *length, const char *key, uint64_t number)
{
    add(out, length, key);
    add_number(out, length, number);
    out[(*length)++] = '\n';
}

static const char *name_of(int signal)
{
    switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGILL: return "SIGILL";
    default: return "SIGABRT";
    }
}

size_t ts_crash_note_write(char out[TS_CRASH_NOTE_MAX], const struct ts_running *running, int signal, uint32_t count)
{
    size_t length = sizeof head - 1;
    memcpy(out, head, length);
    add_line(out, &length, "signal ", name_of(signal));
    add_line(out, &length, "pack ", ts_symbol_text(running->symbols, running->pack));
    add_line(out, &length, "role ", ts_symbol_text(running->symbols, running->role));
    add(out, &length, "place ");
    add(out, &length, ts_symbol_text(running->symbols, running->place.file));
    if (running->place.line) add(out, &length, ":");
    if (running->place.line) add_number(out, &length, running->place.line);
    out[length++] = '\n';
    add_line(out, &length, "run ", ts_symbol_text(running->symbols, running->run));
    add_number_line(out, &length, "turn ", running->turn > 0 ? (uint64_t)running->turn : 0);
    add_number_line(out, &length, "count ", count);
    memcpy(out + length, foot, sizeof foot - 1);
    return length + sizeof foot - 1;
}

// --- reading

// The whole file, if it is a plain one of this user's; what does not begin as a note does is somebody else's.
static bool read_file(const char *path, char text[TS_CRASH_NOTE_MAX + 1])
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;
    if (file < 0) return false;
    ssize_t got = fstat(file, &info) || !S_ISREG(info.st_mode) || info.st_uid != geteuid() ? -1 : read(file, text, TS_CRASH_NOTE_MAX);
    close(file);
    text[got > 0 ? got : 0] = '\0';
    return got >= (ssize_t)sizeof head - 1 && memcmp(text, head, sizeof head - 1) == 0;
}

static bool read_words(const char **at, const char *key, char *out, size_t size)
{
    const char *end = strchr(*at, '\n');
    size_t skipped = strlen(key);
    struct ts_buffer clean = {0};
    if (!end || strncmp(*at, key, skipped)) return false;
    ts_print_clean(&clean, *at + skipped, (size_t)(end - *at) - skipped, false);
    bool fits = clean.length < size;
    if (fits && clean.length) memcpy(out, clean.bytes, clean.length);
    out[fits ? clean.length : 0] = '\0';
    ts_buffer_clear(&clean);
    *at = end + 1;
    return fits;
}

static bool read_number(const char **at, const char *key, int64_t *out)
{
    char digits[20], *end;
    if (!read_words(at, key, digits, sizeof digits)) return false;
    *out = strtoll(digits, &end, 10);
    return end != digits && !*end && *out >= 0;
}

static bool read_lines(const char *at, struct ts_crash_note *out)
{
    int64_t count = 0;
    if (!read_words(&at, "signal ", out->signal, sizeof out->signal) || !read_words(&at, "pack ", out->pack, sizeof out->pack)) return false;
    if (!read_words(&at, "role ", out->role, sizeof out->role) || !read_words(&at, "place ", out->place, sizeof out->place)) return false;
    if (!read_words(&at, "run ", out->run, sizeof out->run) || !read_number(&at, "turn ", &out->turn)) return false;
    if (!read_number(&at, "count ", &count) || count < 1 || count > INT32_MAX || strcmp(at, foot)) return false;
    out->count = (uint32_t)count;
    return ts_ident_is_name(out->pack, strlen(out->pack));
}

bool ts_crash_note_read(const char *path, struct ts_crash_note *out)
{
    char text[TS_CRASH_NOTE_MAX + 1];
    *out = (struct ts_crash_note){.is_ours = read_file(path, text)};
    if (out->is_ours && read_lines(text + sizeof head - 1, out)) return true;
    *out = (struct ts_crash_note){.is_ours = out->is_ours};
    return false;
}
