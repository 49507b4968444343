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
struct ts_excerpt; // lua/blame.h

enum ts_severity {
    TS_ERROR,   // its pack cannot be used
    TS_WARNING, // it can, but somebody should look: a name that was given up, two packs that change one thing
};

struct ts_problem { // one finding about content
    enum ts_severity severity;
    const char *code;      // stable: "unknown-field", "unknown-scene", "duplicate-id", "script-error", ...
    ts_symbol pack;
    struct ts_place place;
    const char *message;   // what and why
    const char *hint;      // what next ("did you mean \"keeper\"?"); may be NULL
    const char *source;    // the line at `place`, as it stands in the file; NULL: not known
    uint32_t column;       // in it, in characters from 1: what the message speaks of
};
typedef void ts_each_problem(void *self, const struct ts_problem *problem);

struct ts_setting { // what a user set for a pack
    const char *pack, *name;
    struct ts_value value; // borrowed
};

// What of the packs runs just now. Who has to tell after a crash owns one and lets it be written by ts_loading; reading it, and its names
// with ts_symbol_text, is safe in a signal handler.
struct ts_running {
    const struct ts_symbols *symbols; // NULL: nothing runs
    ts_symbol pack, role, run;        // role 0: its scripts are being loaded; run 0: none
    struct ts_place place;            // of the function's definition; of a script no line
    int64_t turn;
};

struct ts_loading { // from where, and how, content is loaded
    const char *const *folders; // each holds packs: subfolders with a pack.lua, or .zip files
    uint32_t folder_count;
    const char *const *disabled; // packs that are left alone, by name
    uint32_t disabled_count;
    const struct ts_setting *settings;
    uint32_t setting_count;
    bool is_strict;             // a pack with an error is not left out: nothing is loaded
    bool is_thorough;           // looks also for what does no harm to play, and tells of it by warnings: `turnstone check`
    bool is_shuffled;           // ties in the order of packs are broken by `shuffle`, not by name: shows hidden dependencies
    uint64_t shuffle;
    const char *language;       // of the packs' locale/<language>.po that texts are taken from, "de"; NULL: as they were written
    bool has_lines;             // every line of text is kept for ts_host_each_wording; every translation (of `language`, when that is set) is
                                // looked at, and what is missing or in doubt is told of as a warning
    struct ts_running *running; // kept up to date as long as the host is there; NULL: nobody asks
};

// Loads the packs: in order of requirement, then name; runs their scripts, resolves and freezes the content. A pack with an error is
// left out together with those that require it (content->left_out says so), and the rest is loaded without them; with `is_strict` that
// is TS_FAILED. All problems are reported through `each`, which may be NULL, not only the first. TS_DATA: a folder is missing or unreadable.
enum ts_status ts_host_load(struct ts_symbols *symbols, const struct ts_loading *how, ts_each_problem *each, void *self,
                            struct ts_host **out, struct ts_err *err) TS_MUST_USE;

// What a manifest says, without running the pack. Borrowed during the call.
struct ts_setting_info {
    const char *name, *doc;
    struct ts_value initial, value;      // value: what the user set, else initial
    const struct ts_value *choices;      // the values there are to choose from; none: all of its type (and between least and most)
    uint32_t choice_count;
    bool has_range;
    double least, most;
};
struct ts_pack_info {
    const char *name, *version, *title, *description, *license, *api;
    const char *path;                    // its folder or .zip file
    const char *const *authors, *const *requires, *const *permissions; // as written
    uint32_t author_count, require_count, permission_count, setting_count;
    const struct ts_setting_info *settings;
    bool is_archive, is_disabled;
    bool is_twin;                        // another of its name is used instead
    bool is_bad;                         // its manifest cannot be used, or what it requires is not there
    const char *why;                     // it is not loaded; NULL when it is
};
typedef void ts_each_pack(void *self, const struct ts_pack_info *info);
// Of a file that holds a pack, "harbour.zip": how many bytes stand before ".zip". 0: it is named otherwise.
size_t ts_archive_stem(const char *name);
// Every pack found in the folders, those that are disabled or bad too, in the order in which they would be loaded; no script is run.
enum ts_status ts_host_each_pack(struct ts_symbols *symbols, const struct ts_loading *how, ts_each_problem *problem, ts_each_pack *each,
                                 void *self, struct ts_err *err) TS_MUST_USE;

// Does that version of the pack (NULL: it is not there) meet what another's manifest says of it: "harbour >= 1.2", "? weather", "! old"?
bool ts_requirement_is_met(const char *requirement, const char *version);

void ts_host_free(struct ts_host *host);
const struct ts_content *ts_host_content(const struct ts_host *host);
const struct ts_script *ts_host_script(struct ts_host *host);

// Who wrote what: one define or amend that touched a thing.
struct ts_origin {
    const char *what;      // "define scene", "before", "replace", "hide", "add", "enter", "when", ...
    const char *path;      // "harbour:lantern/quay/text", "harbour:lantern/quay/choices/light", "second_light:second_light/title"
    ts_symbol pack;
    struct ts_place place;
    const char *when;      // the condition as written, "the function at fog/init.lua:3"; NULL: always
    const char *id;        // of an added choice: what handlers and the log call it by, "fog:lantern/quay/jump"; NULL: its path says it
};
typedef void ts_each_origin(void *self, const struct ts_origin *origin);
// Calls `each` for every define and amend of what `id` names, and of all that is in it, in the order applied. An id is that of a story, a
// scene, a storylet, an ending, a choice ("harbour:lantern/quay/choices/light" or its full id), a field of one ("harbour:lantern/quay/text"),
// an unlock, focus, metaconcept, world key, or variable ("harbour:lantern#lit"; a pack's own: "harbour#met"). What a pack brought to another's
// story goes by that story's pack too. TS_DATA: there is none; the
// words name one that is near.
enum ts_status ts_host_each_origin(const struct ts_host *host, const char *id, ts_each_origin *each, void *self,
                                   struct ts_err *err) TS_MUST_USE;

// Calls `each` for everything that packs changed of what others, or they themselves, defined, in the order applied.
void ts_host_each_amendment(const struct ts_host *host, ts_each_origin *each, void *self);

// A text that a pack writes as a string and a player sees; what functions give is none.
struct ts_wording {
    const char *id;        // stays while the text changes: "harbour:lantern/quay/text", "harbour:lantern/quay/choices/light/label"; numbers only
                           // where a text is a list of parts, "…/text/2". Of what a pack amends in others': "fog/harbour:lantern/quay/text/after"
    const char *text;      // as written
    const char *story;     // the title of the story it belongs to; NULL
    const char *choice;    // the label, as written, of the choice it belongs to; NULL
    ts_symbol pack;
    struct ts_place place;
};
typedef void ts_each_wording(void *self, const struct ts_wording *line);
// Of all packs in load order, each as it was read; none unless the host was loaded with `has_lines`. What has one id and one text comes once.
void ts_host_each_wording(const struct ts_host *host, ts_each_wording *each, void *self);

struct ts_locale_info { // a file of translations that was read
    ts_symbol pack;
    const char *language, *path, *text;
    size_t length;
};
typedef void ts_each_locale(void *self, const struct ts_locale_info *locale);
void ts_host_each_locale(const struct ts_host *host, ts_each_locale *each, void *self);

// A digest of what callbacks could have kept outside `run.vars` (upvalues, module tables) of one pack; equal while packs behave.
uint64_t ts_host_digest(struct ts_host *host, uint32_t pack);
// Remembers what every pack's functions hold now. ts_host_each_stray then calls `each` once for every file with a function that holds
// something else since: it kept state between calls.
void ts_host_remember(struct ts_host *host);
typedef void ts_each_stray(void *self, const char *file);
void ts_host_each_stray(struct ts_host *host, ts_each_stray *each, void *self);
// True when a trip threw the pack's state away; the host has built it anew by then.
uint32_t ts_host_rebuilds(const struct ts_host *host);
// Steps that callbacks have spent since the packs were loaded; of a pack's calls only whole hundreds, unless they are counted exactly.
int64_t ts_host_steps(const struct ts_host *host);
void ts_host_set_exact(struct ts_host *host, uint32_t pack, bool is_exact); // see ts_box_set_exact

// What scripts wrote with `log` since last asked, a line each, appended to `out`.
void ts_host_take_said(struct ts_host *host, struct ts_buffer *out);
// How many bytes those lines have; and forgets what was written after so many.
size_t ts_host_said(const struct ts_host *host);
void ts_host_forget_said(struct ts_host *host, size_t length);
// Uses of names that were given up, since last asked, a line each, appended to `out`; each call site is told of once.
void ts_host_take_deprecated(struct ts_host *host, struct ts_buffer *out);

// --- asking while a run is played (play --debug): an expression, or with `may_write` statements too, in the sandbox and with the rights of
// the pack, which names what conditions may name, and `universe` and `progression`. What it gives is appended to `out` as canonical JSON,
// or else as what it is ("a function"). TS_FAILED: it erred; what it wrote before is the caller's to undo.
enum ts_status ts_host_ask(struct ts_host *host, struct ts_view *view, uint32_t pack, const char *source, bool may_write,
                           struct ts_buffer *out, struct ts_err *err) TS_MUST_USE;

// Bytes that the packs' states hold.
size_t ts_host_bytes(const struct ts_host *host);

// The line of a script at `place`, as it stands in the file, without its indentation; false: not known. Borrowed while the host lives.
bool ts_host_find_line(const struct ts_host *host, struct ts_place place, const char **text, size_t *length);
// The same with its indentation, and what of it the message speaks of.
bool ts_host_find_excerpt(const struct ts_host *host, struct ts_place place, const char *message, struct ts_excerpt *out);

// --- running a lone file (turnstone eval): a pack of that one file, standard budgets. TS_FAILED as the script ended; the
// message starts with the file's name.
enum ts_status ts_host_eval(const char *file, struct ts_buffer *said, struct ts_err *err) TS_MUST_USE;

#endif
