// host.h - the packs' Lua: loads content, answers script.h, finds state kept where it must not be
#ifndef TS_LUA_HOST_H
#define TS_LUA_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "base/symbol.h"
#include "game/content.h"
#include "game/script.h"

struct ts_host;

struct ts_problem { // one finding about content
    const char *code;      // stable: "unknown-field", "unknown-scene", "duplicate-id", "script-error", ...
    ts_symbol pack;
    struct ts_place place;
    const char *message;   // what and why
    const char *hint;      // what next ("did you mean \"keeper\"?"); may be NULL
};
typedef void ts_each_problem(void *self, const struct ts_problem *problem);

// Loads every pack found in the folders (each holds packs as subfolders), in order of requirement, then name: runs their scripts,
// resolves and freezes the content. All problems are reported through `each`, not only the first.
// TS_FAILED when there was any problem (the content is then not to be played). TS_DATA: a folder is missing or unreadable.
enum ts_status ts_host_load(struct ts_symbols *symbols, const char *const *folders, uint32_t folder_count,
                            ts_each_problem *each, void *self, struct ts_host **out, struct ts_err *err) TS_MUST_USE;
void ts_host_free(struct ts_host *host);
const struct ts_content *ts_host_content(const struct ts_host *host);
const struct ts_script *ts_host_script(struct ts_host *host);

// A digest of what callbacks could have kept outside `run.vars` (upvalues, module tables) of one pack; equal while packs behave.
uint64_t ts_host_digest(struct ts_host *host, uint32_t pack);
// Remembers what every pack's functions hold now. ts_host_each_stray then calls `each` once for every file with a function that holds
// something else since: it kept state between calls.
void ts_host_remember(struct ts_host *host);
typedef void ts_each_stray(void *self, const char *file);
void ts_host_each_stray(struct ts_host *host, ts_each_stray *each, void *self);
// True when a trip threw the pack's state away; the host has built it anew by then.
uint32_t ts_host_rebuilds(const struct ts_host *host);

// What scripts wrote with `log` since last asked, a line each, appended to `out`.
void ts_host_take_said(struct ts_host *host, struct ts_buffer *out);

// --- running a lone file (turnstone eval): a pack of that one file, standard budgets. TS_FAILED as the script ended; the
// message starts with the file's name.
enum ts_status ts_host_eval(const char *file, struct ts_buffer *said, struct ts_err *err) TS_MUST_USE;

#endif
