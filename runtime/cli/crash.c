// crash.c - a crash of Lua itself: what ran is noted beside the store, and told at the next start
//
// The handler runs on a stack of its own, since the crash may be one of the stack, and finds its data right before that stack: so no
// variable outside functions is needed.
#include "cli/crash.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/crash_note.h"
#include "cli/hint.h"
#include "cli/open.h"
#include "cli/print.h"

enum { STACK_SIZE = 64 * 1024 };

struct ts_crash {
    struct ts_running running;
    char path[PATH_MAX];       // of the note; "": there is no place for one
    struct ts_crash_note past; // the last one, found when this process began
    bool has_told;
    _Alignas(16) unsigned char stack[STACK_SIZE];
};

static const int watched[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { WATCHED = sizeof watched / sizeof *watched };

// --- the crash: only what is safe in a signal handler

static void note(struct ts_crash *crash, int number)
{
    const struct ts_running *running = &crash->running;
    char text[TS_CRASH_NOTE_MAX];
    if (!running->symbols || !*crash->path) return;
    const char *pack = ts_symbol_text(running->symbols, running->pack);
    uint32_t count = strcmp(pack, crash->past.pack) == 0 ? crash->past.count + 1 : 1;
    size_t length = ts_crash_note_write(text, running, number, count);
    if (crash->past.is_ours) unlink(crash->path); // it was told, or never could be
    int file = open(crash->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return;
    ssize_t written = write(file, text, length);
    (void)written; // a note cut short is taken for none
    close(file);
}

// The action is back at the default by then (SA_RESETHAND); what is raised here comes when the handler returns.
static void crash_handler(int number)
{
    stack_t own;
    if (!sigaltstack(NULL, &own) && own.ss_size == STACK_SIZE)
        note((struct ts_crash *)((unsigned char *)own.ss_sp - offsetof(struct ts_crash, stack)), number);
    raise(number);
}

// --- watching

static bool is_watched_already(void)
{
    struct sigaction before;
    return sigaction(SIGSEGV, NULL, &before) || before.sa_handler != SIG_DFL;
}

static void set_action(void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &action, NULL);
}

struct ts_crash *ts_crash_watch(void)
{
    if (is_watched_already()) return NULL;
    struct ts_crash *crash = ts_memory_get(sizeof *crash);
    memset(crash, 0, sizeof *crash);
    if (sigaltstack(&(stack_t){.ss_sp = crash->stack, .ss_size = STACK_SIZE}, NULL)) {
        free(crash);
        return NULL;
    }
    set_action(crash_handler, SA_ONSTACK | SA_RESETHAND);
    return crash;
}

void ts_crash_end(struct ts_crash *crash)
{
    if (!crash) return;
    set_action(SIG_DFL, 0);
    sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
    free(crash);
}

struct ts_running *ts_crash_running(struct ts_crash *crash)
{
    return crash ? &crash->running : NULL;
}

// --- telling

// A simulation has a store only when one was named.
static bool find_path(const struct ts_cli *cli, char path[PATH_MAX])
{
    const char *url = strcmp(cli->command->name, "sim") ? ts_open_url(cli) : cli->globals.store;
    if (!url || !*url || !strcmp(url, "memory:") || strstr(url, "://")) return false;
    return snprintf(path, PATH_MAX, "%s.crash", url) < PATH_MAX;
}

static const char *ending_of(uint32_t count)
{
    if (count / 10 % 10 == 1) return "th";
    return count % 10 == 1 ? "st" : count % 10 == 2 ? "nd" : count % 10 == 3 ? "rd" : "th";
}

static void say(const struct ts_cli *cli, const struct ts_crash_note *past)
{
    struct ts_buffer words = {0}, hint = {0};
    ts_buffer_add_format(&words, "the program was brought down (%s) by pack \"%s\"", past->signal, past->pack);
    if (past->count > 1) ts_buffer_add_format(&words, " for the %u%s time", past->count, ending_of(past->count));
    if (*past->role) ts_buffer_add_format(&words, ", in the %s (%s)", past->role, past->place);
    else ts_buffer_add_format(&words, ", while %s was loaded", past->place);
    if (*past->run) ts_buffer_add_format(&words, ", at turn %lld of run \"%s\"", (long long)past->turn, past->run);
    ts_hint_add(&hint, cli, "pack disable", past->pack);
    ts_say(cli, "%s; every turn that was shown before is there. To go on without that pack: %s", words.bytes, hint.bytes);
    ts_buffer_clear(&words);
    ts_buffer_clear(&hint);
}

void ts_crash_tell(const struct ts_cli *cli)
{
    struct ts_crash *crash = cli->crash;
    if (!crash || crash->has_told || !find_path(cli, crash->path)) return;
    crash->has_told = true;
    if (ts_crash_note_read(crash->path, &crash->past)) say(cli, &crash->past);
}

void ts_crash_tell_worker(const struct ts_cli *cli)
{
    struct ts_crash *crash = cli->crash;
    struct ts_crash_note note;
    if (!crash || !find_path(cli, crash->path) || !ts_crash_note_read(crash->path, &note)) return;
    say(cli, &note);
    if (note.is_ours) unlink(crash->path);
}

// With --quiet nothing was told yet.
void ts_crash_forget(const struct ts_cli *cli)
{
    struct ts_crash *crash = cli->crash;
    if (!crash || !crash->past.is_ours || (cli->globals.quiet && crash->past.count)) return;
    unlink(crash->path);
}
