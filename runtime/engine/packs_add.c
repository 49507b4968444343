// packs_add.c - a pack becomes one of the user's own, or is theirs no more
//
// A pack is copied to a hidden folder beside those it is to be among, looked at there, and renamed: what was looked at is what is kept.
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/ident.h"
#include "engine/packs_hand.h"

static const char adding_stage[] = ".adding-", removing_stage[] = ".removing-";

struct adding {
    struct ts_packs *packs;
    const struct ts_adding *how;
    struct ts_added *added;
    char *stage, *copy, *target; // the hidden folder, the pack in it, where it goes
    char *old_path;              // of the pack of that name that is there
    bool is_old_own;
    uint32_t problems;
    struct ts_buffer archive; // why a .zip file cannot be used
    struct ts_err *err;
};

// --- what was copied

// Of the copy, in the words of who gave it.
static void name_source(struct adding *adding, const char *message)
{
    size_t length = strlen(adding->copy);
    for (const char *found; (found = strstr(message, adding->copy)); message = found + length) {
        ts_buffer_add(&adding->archive, message, (size_t)(found - message));
        ts_buffer_add_text(&adding->archive, adding->how->path);
    }
    ts_buffer_add_text(&adding->archive, message);
}

static void hear_problem(void *self, const struct ts_problem *problem)
{
    static const char *const of_others[] = {"missing-pack", "incompatible", "cycle", NULL}; // alone in the hidden folder it lacks them all
    struct adding *adding = self;
    for (const char *const *code = of_others; *code; code++)
        if (!strcmp(*code, problem->code)) return;
    if (problem->severity == TS_ERROR) adding->problems++;
    if (!strcmp(problem->code, "bad-archive")) {
        name_source(adding, problem->message);
        return;
    }
    adding->how->problem(adding->how->self, problem);
}

static void take_manifest(void *self, const struct ts_pack_info *info)
{
    struct adding *adding = self;
    struct ts_added *added = adding->added;
    if (added->name) return;
    added->name = ts_memory_copy(info->name);
    added->version = ts_memory_copy(info->version ? info->version : "0");
    for (uint32_t i = 0; i < info->permission_count; i++) {
        const char *words = ts_packs_permission(info->permissions[i]);
        ts_buffer_add_format(&added->asks, "it asks to %s\n", words ? words : info->permissions[i]);
    }
}

static enum ts_status look_at_copy(struct adding *adding)
{
    const char *folders[] = {adding->stage};
    struct ts_loading alone = {.folders = folders, .folder_count = 1};
    enum ts_status status = ts_host_each_pack(adding->how->symbols, &alone, hear_problem, take_manifest, adding, adding->err);
    if (status) return status;
    if (adding->archive.length) return ts_err_set(adding->err, TS_FAILED, "the pack was not added: %s", adding->archive.bytes);
    if (adding->problems) return ts_err_set(adding->err, TS_FAILED, "the pack \"%s\" was not added: its manifest has problems", adding->how->path);
    if (adding->added->name) return TS_OK;
    return ts_err_set(adding->err, TS_DATA, "\"%s\" is no pack: a pack is a folder with a pack.lua in it, or a .zip of one", adding->how->path);
}

// --- what is there already

static void find_old(void *self, const struct ts_pack_info *info)
{
    struct adding *adding = self;
    bool is_own = ts_packs_is_own(adding->packs, info->path);
    if (strcmp(info->name, adding->added->name) != 0 || (adding->old_path && !is_own)) return; // the user's own is the one to be replaced
    free(adding->old_path);
    free(adding->added->old_version);
    adding->old_path = ts_memory_copy(info->path);
    adding->is_old_own = is_own;
    adding->added->old_version = ts_memory_copy(info->version ? info->version : "?");
}

static enum ts_status check_old(struct adding *adding)
{
    const struct ts_added *added = adding->added;
    struct ts_err *err = adding->err;
    struct ts_loading all = *adding->how->loading;
    ts_packs_apply(adding->packs, &all); // as they are since the lock
    enum ts_status status = ts_host_each_pack(adding->how->symbols, &all, NULL, find_old, adding, err);
    if (status || !adding->old_path) return status;
    if (!adding->is_old_own)
        return ts_err_set(err, TS_REFUSED, "there is a pack \"%s\" (version %s) in \"%s\" already, and two of one name cannot be loaded", added->name,
                          added->old_version, adding->old_path);
    if (adding->how->is_replacing) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "the pack \"%s\" is there already, in version %s; this is version %s: say --replace to take it instead", added->name,
                      added->old_version, added->version);
}

// --- into its place

static enum ts_status fail(struct adding *adding)
{
    enum ts_status status = errno == ENOSPC || errno == EIO ? TS_IO : TS_CANNOT_CREATE;
    return ts_err_set(adding->err, status, "cannot put the pack into \"%s\": %s", adding->target, strerror(errno));
}

// Some file systems cannot swap: there the old pack is out of the way for a moment.
static bool swap(struct adding *adding)
{
    if (!renameat2(AT_FDCWD, adding->copy, AT_FDCWD, adding->target, RENAME_EXCHANGE)) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    char *away = ts_packs_path(adding->stage, ".old");
    bool is_done = !rename(adding->target, away) && !rename(adding->copy, adding->target);
    int problem = errno;
    if (!is_done && access(adding->target, F_OK) && rename(away, adding->target)) problem = errno;
    errno = problem;
    free(away);
    return is_done;
}

// A folder that becomes a .zip, or the other way round, goes after the new one has come: there is never none.
static enum ts_status put_in_place(struct adding *adding)
{
    bool is_same = adding->old_path && !strcmp(adding->old_path, adding->target);
    if (!is_same && rename(adding->copy, adding->target)) return fail(adding);
    if (is_same && !swap(adding)) return fail(adding);
    if (adding->old_path && !is_same) ts_packs_sweep(adding->old_path);
    return ts_packs_sync(adding->packs->folder, adding->err);
}

static void find_target(struct adding *adding)
{
    struct ts_buffer name = {0};
    ts_buffer_add_format(&name, "%s%s", adding->added->name, ts_archive_stem(adding->copy) ? ".zip" : "");
    adding->target = ts_packs_path(adding->packs->folder, name.bytes);
    ts_buffer_clear(&name);
}

// What a call that was killed left behind: nobody else is at work here while the lock is held.
static void sweep_stages(const struct ts_packs *packs)
{
    DIR *folder = opendir(packs->folder);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        if (strncmp(entry->d_name, adding_stage, strlen(adding_stage)) != 0 && strncmp(entry->d_name, removing_stage, strlen(removing_stage)) != 0) continue;
        char *path = ts_packs_path(packs->folder, entry->d_name);
        ts_packs_sweep(path);
        free(path);
    }
    if (folder) closedir(folder);
}

static char *make_stage(const struct ts_packs *packs, const char *start, struct ts_err *err)
{
    struct ts_buffer path = {0};
    sweep_stages(packs);
    ts_buffer_add_format(&path, "%s/%sXXXXXX", packs->folder, start);
    if (mkdtemp(path.bytes)) return ts_buffer_take(&path);
    ts_err_set(err, TS_CANNOT_CREATE, "cannot make a folder in \"%s\": %s", packs->folder, strerror(errno));
    ts_buffer_clear(&path);
    return NULL;
}

// What a folder or file is called in the stage: as it is, as far as a pack can be called that.
static char *name_copy(const char *stage, const char *source)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    const char *name = strrchr(source, '/') + 1;
    char *path = ts_packs_path(stage, name), *start = path + strlen(stage) + 1, *end = start + strlen(start) - (ts_archive_stem(path) ? 4 : 0);
    for (char *at = start; at < end; at++) {
        *at = (char)tolower((unsigned char)*at);
        if (!strchr(allowed, *at)) *at = '-';
    }
    return path;
}

static enum ts_status copy(struct adding *adding)
{
    char *source = realpath(adding->how->path, NULL);
    if (!source) return ts_err_set(adding->err, TS_DATA, "cannot read \"%s\": %s", adding->how->path, strerror(errno));
    adding->stage = make_stage(adding->packs, adding_stage, adding->err);
    enum ts_status status = adding->stage ? TS_OK : TS_CANNOT_CREATE;
    if (!status) adding->copy = name_copy(adding->stage, source);
    if (!status) status = ts_packs_copy(source, adding->copy, adding->err);
    free(source);
    return status;
}

enum ts_status ts_packs_add(struct ts_packs *packs, const struct ts_adding *how, struct ts_added *out, struct ts_err *err)
{
    struct adding adding = {.packs = packs, .how = how, .added = out, .err = err};
    *out = (struct ts_added){0};
    enum ts_status status = ts_packs_lock(packs, err);
    if (!status) status = copy(&adding);
    if (!status) status = look_at_copy(&adding);
    if (!status) status = check_old(&adding);
    if (!status) find_target(&adding);
    if (!status) status = put_in_place(&adding);
    if (adding.stage) ts_packs_sweep(adding.stage);
    ts_buffer_clear(&adding.archive);
    free(adding.stage);
    free(adding.copy);
    free(adding.target);
    free(adding.old_path);
    return status;
}

void ts_added_clear(struct ts_added *added)
{
    free(added->name);
    free(added->version);
    free(added->old_version);
    ts_buffer_clear(&added->asks);
    *added = (struct ts_added){0};
}

// --- gone

char *ts_packs_find_own(const struct ts_packs *packs, const char *name)
{
    static const char *const endings[] = {"", ".zip"};
    if (!packs->folder || !ts_ident_is_name(name, strlen(name))) return NULL;
    for (int i = 0; i < 2; i++) {
        struct ts_buffer path = {0};
        ts_buffer_add_format(&path, "%s/%s%s", packs->folder, name, endings[i]);
        if (!access(path.bytes, F_OK)) return ts_buffer_take(&path);
        ts_buffer_clear(&path);
    }
    return NULL;
}

// Renamed away first: a pack is never there by half.
static enum ts_status take_away(struct ts_packs *packs, const char *path, struct ts_err *err)
{
    char *stage = make_stage(packs, removing_stage, err);
    if (!stage) return TS_CANNOT_CREATE;
    char *away = ts_packs_path(stage, "pack");
    enum ts_status status = TS_OK;
    if (rename(path, away)) status = ts_err_set(err, TS_CANNOT_CREATE, "cannot remove \"%s\": %s", path, strerror(errno));
    if (!status) status = ts_packs_sync(packs->folder, err);
    ts_packs_sweep(stage);
    free(away);
    free(stage);
    return status;
}

static enum ts_status forget(struct ts_packs *packs, const char *name, struct ts_err *err)
{
    bool is_chosen = ts_packs_is_disabled(packs, name) || json_object_get(json_object_get(packs->root, "settings"), name);
    if (!is_chosen) return TS_OK;
    ts_packs_set_enabled(packs, name, true);
    ts_packs_reset(packs, name, NULL);
    return ts_packs_save(packs, err);
}

enum ts_status ts_packs_remove(struct ts_packs *packs, const char *name, struct ts_err *err)
{
    enum ts_status status = ts_packs_lock(packs, err);
    if (status) return status;
    char *path = ts_packs_find_own(packs, name);
    if (!path) return ts_err_set(err, TS_DATA, "there is no pack \"%s\" among your own", name);
    status = take_away(packs, path, err);
    free(path);
    return status ? status : forget(packs, name, err);
}
