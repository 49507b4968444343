// crash.h - a crash of Lua itself: what ran is noted beside the store, and told at the next start
#ifndef TS_CLI_CRASH_H
#define TS_CLI_CRASH_H

#include "cli/command.h"
#include "lua/host.h"

struct ts_crash;

// From now on SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT leave a note of the pack that ran, if one did and a place for it is known, before
// they end the process as they do by themselves. NULL where something else watches for them, as sanitizers do; all below take that.
struct ts_crash *ts_crash_watch(void);
void ts_crash_end(struct ts_crash *crash);

struct ts_running *ts_crash_running(struct ts_crash *crash); // what packs are to be loaded with

// Before packs are loaded, and when the store is opened: notes go to "<store>.crash" from now on, and a note that is there is told, once.
// Nothing for a store in memory.
void ts_crash_tell(const struct ts_cli *cli);
// In a server whose worker ended: a note that it left is told, and removed.
void ts_crash_tell_worker(const struct ts_cli *cli);
// Removes the note that was told, or one of ours that cannot be read: by who may write the store.
void ts_crash_forget(const struct ts_cli *cli);

#endif
