// packs.h - the packs that a user has: where their own lie, what is switched off, what was set for them
#ifndef TS_ENGINE_PACKS_H
#define TS_ENGINE_PACKS_H

#include <stdbool.h>

#include "base/status.h"
#include "base/value.h"
#include "game/content.h"
#include "lua/host.h"

// What a user chose. It lies in "turnstone/packs.json" of the folder for a user's data, beside the folder "turnstone/packs" of packs:
// {"disabled": ["weather"], "settings": {"harbour": {"fog": 0.5}}}. What else is in the file stays in it.
struct ts_packs;

// `data` is XDG_DATA_HOME, `home` HOME; NULL, "" or a relative path is as if it were not set (then ~/.local/share). Without either
// there is no place for packs, and nothing is chosen. TS_DATA: the file cannot be read or is damaged; it is left as it is.
enum ts_status ts_packs_open(const char *data, const char *home, struct ts_packs **out, struct ts_err *err) TS_MUST_USE;
void ts_packs_close(struct ts_packs *packs); // gives up the lock; what was not saved is lost

const char *ts_packs_folder(const struct ts_packs *packs); // of the user's own packs; NULL: it is not there
// Where all lies that is this user's own, made when missing. TS_CANNOT_CREATE.
enum ts_status ts_packs_make_home(const struct ts_packs *packs, const char **out, struct ts_err *err) TS_MUST_USE;
bool ts_packs_is_own(const struct ts_packs *packs, const char *path); // a pack's folder or file lies in it

// Puts what is switched off and set into `how`; borrowed until the next change.
void ts_packs_apply(const struct ts_packs *packs, struct ts_loading *how);

// --- changes: lock, change, save

// Makes the folders, waits for others who change something, and reads the file anew. TS_CANNOT_CREATE: there is no place.
enum ts_status ts_packs_lock(struct ts_packs *packs, struct ts_err *err) TS_MUST_USE;
bool ts_packs_is_disabled(const struct ts_packs *packs, const char *pack);
void ts_packs_set_enabled(struct ts_packs *packs, const char *pack, bool is_enabled);
// `value`: a boolean, number or text. ts_packs_reset: back to what the pack itself says; `setting` NULL: all of them.
void ts_packs_set(struct ts_packs *packs, const char *pack, const char *setting, struct ts_value value);
void ts_packs_reset(struct ts_packs *packs, const char *pack, const char *setting);
// Written under another name, synced, renamed.
enum ts_status ts_packs_save(struct ts_packs *packs, struct ts_err *err) TS_MUST_USE;

// --- a user's own packs (packs_add.c)

struct ts_added {
    char *name, *version, *old_version; // old_version: of the pack that was replaced, else NULL
    struct ts_buffer asks;              // what it asks to be allowed, a line each: "it asks to write …"
};
// Copies a pack, a folder or a .zip file, among the user's own under its name: whole, or not at all. Locks. `loading` has the folders of
// packs as they are now: two of one name are refused. `problem` hears what is wrong with its manifest (TS_FAILED). TS_REFUSED: it is
// there already, and not `is_replacing`. TS_DATA: it is no pack, or holds what is neither file nor folder.
struct ts_adding {
    const char *path;
    bool is_replacing;
    struct ts_symbols *symbols;
    const struct ts_loading *loading;
    ts_each_problem *problem;
    void *self;
};
enum ts_status ts_packs_add(struct ts_packs *packs, const struct ts_adding *how, struct ts_added *out, struct ts_err *err) TS_MUST_USE;
void ts_added_clear(struct ts_added *added);

// Where a pack of that name lies among the user's own, whether it can be read or not; the caller frees it. NULL: it does not.
char *ts_packs_find_own(const struct ts_packs *packs, const char *name);
// Removes it, and what was chosen for it. Locks and saves. TS_DATA: it is not among them.
enum ts_status ts_packs_remove(struct ts_packs *packs, const char *name, struct ts_err *err) TS_MUST_USE;

// --- what there is to be shown (show_packs.c)

struct ts_packs_view {
    struct ts_symbols *symbols;
    const struct ts_loading *loading;
    const struct ts_packs *packs;
    const struct ts_content *content; // as loaded from there: says why packs are left out, and what they define; NULL: the manifests alone
    const struct ts_host *host;       // of the content
    const char *only;                 // this pack alone, as an object; NULL: all, as a list
};
// In load order: [{"api","authors","defines":{"amends" ("after harbour:lantern/quay/text"),"handlers" (how many),"keys","listens" (to what),
// "scenes" (brought to others' stories),"stories","unlocks"} (null: not loaded),"description","license","name",
// "own" (is one of the user's own),"path","permissions":[{"name","words"}],"requires":[{"here","met","requirement"}],"settings":[{"choices","default","doc","least","most","name",
// "type","value"}],"state":"enabled"|"disabled"|"left out","title","twin" (another of its name is used),"unused" (paths of such others),
// "version","why"}]. `here`: which version is there, or why none is.
enum ts_status ts_show_packs(const struct ts_packs_view *view, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
const char *ts_packs_permission(const char *name); // "write other packs' worlds"; NULL when unknown
const char *ts_packs_type(enum ts_type type);      // of a setting: "boolean", "integer", "number", "text"

// --- packs that are not there

// The pack of a full id ("harbour:lantern"), when it was found but left out; else NULL.
const struct ts_left_out *ts_packs_find_left_out(const struct ts_content *content, const char *id);
// TS_DATA that says so of a thing asked for ("story" "harbour:lantern"); TS_OK: its pack was not left out.
enum ts_status ts_packs_check_left_out(const struct ts_content *content, const char *what, const char *id, struct ts_err *err) TS_MUST_USE;

#endif
