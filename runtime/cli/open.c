// open.c - the engine made ready for a command: content loaded, store opened
#include "cli/open.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/clock.h"
#include "cli/crash.h"
#include "cli/print.h"
#include "engine/findings.h"
#include "engine/grant.h"
#include "engine/migrate.h"
#include "engine/vocabulary.h"
#include "narrator/model.h"

static const char default_folder[] = "saves", default_store[] = "saves/turnstone.db";

// --- folders of packs

// content/ where the call was made, else beside the program's own folder. NULL when neither is there.
static char *find_default(void)
{
    struct stat info;
    if (!stat("content", &info) && S_ISDIR(info.st_mode)) return ts_memory_copy("content");
    char *program = realpath("/proc/self/exe", NULL), *found = NULL;
    char *slash = program ? strrchr(program, '/') : NULL;
    if (slash) {
        struct ts_buffer path = {0};
        *slash = '\0';
        ts_buffer_add_format(&path, "%s/../content", program);
        found = realpath(path.bytes, NULL);
        ts_buffer_clear(&path);
    }
    free(program);
    return found;
}

static bool is_same_folder(const char *one, const char *other)
{
    struct stat a, b;
    return !stat(one, &a) && !stat(other, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static enum ts_status add_folder(struct ts_folders *folders, const char *path, struct ts_err *err)
{
    struct stat info;
    if (stat(path, &info)) return ts_err_set(err, TS_DATA, "cannot read the content folder \"%s\": %s", path, strerror(errno));
    if (!S_ISDIR(info.st_mode)) return ts_err_set(err, TS_DATA, "\"%s\" is not a folder: --content names a folder that holds packs", path);
    for (uint32_t i = 0; i < folders->count; i++)
        if (is_same_folder(folders->paths[i], path)) return TS_OK;
    if (folders->count == TS_FOLDERS_MAX) return ts_err_set(err, TS_USAGE, "more than %d content folders", TS_FOLDERS_MAX);
    folders->paths[folders->count++] = ts_memory_copy(path);
    return TS_OK;
}

static enum ts_status add_default(struct ts_folders *folders, bool is_optional, struct ts_err *err)
{
    char *found = find_default();
    if (!found) return is_optional ? TS_OK : ts_err_set(err, TS_DATA, "there is no folder \"content\" here or beside the program: name one with --content DIR");
    enum ts_status status = add_folder(folders, found, err);
    free(found);
    return status;
}

// Of two packs of one name the first found is used: what is named here, then the user's own, then content/.
enum ts_status ts_open_folders(const struct ts_cli *cli, bool is_optional, struct ts_folders *folders, struct ts_err *err)
{
    const struct ts_words *more = &cli->globals.content;
    enum ts_status status = ts_packs_open(getenv("XDG_DATA_HOME"), getenv("HOME"), &folders->packs, err);
    const char *own = status ? NULL : ts_packs_folder(folders->packs);
    for (uint32_t i = 0; i < more->count && !status; i++) status = add_folder(folders, more->items[i], err);
    if (!status && own && !cli->globals.no_default_content) status = add_folder(folders, own, err);
    if (!status && !cli->globals.no_default_content) status = add_default(folders, is_optional || more->count > 0 || own, err);
    return status;
}

struct ts_loading ts_open_loading(const struct ts_cli *cli, const struct ts_folders *folders)
{
    struct ts_loading how = {.folders = (const char *const *)folders->paths,
                             .folder_count = folders->count,
                             .language = *cli->globals.language ? cli->globals.language : NULL,
                             .running = ts_crash_running(cli->crash),
                             .is_strict = cli->globals.strict,
                             .is_shuffled = cli->globals.shuffle_order.given,
                             .shuffle = (uint64_t)cli->globals.shuffle_order.value};
    if (folders->packs) ts_packs_apply(folders->packs, &how);
    return how;
}

void ts_folders_clear(struct ts_folders *folders)
{
    for (uint32_t i = 0; i < folders->count; i++) free(folders->paths[i]);
    ts_packs_close(folders->packs);
    *folders = (struct ts_folders){0};
}

// --- the engine

uint64_t ts_open_random(void)
{
    uint64_t number = 0;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number) number = (uint64_t)ts_clock_monotonic() * 2654435761u;
    return number;
}

static uint64_t next_key(void *self)
{
    struct ts_front *front = self;
    uint64_t key;
    do {
        key = ts_rng_next(&front->keys);
    } while (!key);
    return key;
}

void ts_open_keys(struct ts_front *front)
{
    front->keys = ts_rng_stream(ts_open_random(), ts_open_random(), 0, 0);
}

void ts_open_engine(struct ts_front *front)
{
    if (front->engine.symbols) return;
    front->engine.symbols = ts_symbols_new();
    front->engine.now = ts_clock_now;
    ts_open_keys(front);
    front->engine.key = next_key;
    front->engine.key_self = front;
}

// --- content

struct opening { // content being loaded
    const struct ts_cli *cli;
    struct ts_front *front;
    struct ts_folders folders;
    struct ts_problems problems;
};

static enum ts_status load(struct opening *opening, bool is_optional, struct ts_err *err)
{
    struct ts_front *front = opening->front;
    struct ts_host *host = NULL;
    ts_open_engine(front);
    ts_crash_tell(opening->cli);
    front->engine.is_strict = opening->cli->globals.strict;
    opening->problems.symbols = front->engine.symbols;
    enum ts_status status = ts_open_folders(opening->cli, is_optional, &opening->folders, err);
    struct ts_loading how = ts_open_loading(opening->cli, &opening->folders);
    if (!status && (opening->folders.count || !is_optional))
        status = ts_host_load(front->engine.symbols, &how, ts_problem_add, &opening->problems, &host, err);
    if (!status && how.is_strict && opening->problems.count) status = TS_FAILED;
    if (!status && host) ts_engine_set_host(&front->engine, host);
    else ts_host_free(host);
    return status;
}

static void finish(struct opening *opening)
{
    ts_problems_clear(&opening->problems);
    ts_folders_clear(&opening->folders);
}

static enum ts_status refuse_content(const struct opening *opening, struct ts_err *err)
{
    struct ts_buffer page = {0}, count = {0};
    ts_problems_write(&opening->problems, &page);
    ts_problems_write_count(&opening->problems, &count);
    ts_complain_page(&page);
    ts_err_set(err, TS_FAILED, "the content has %s: nothing was played or changed", count.bytes);
    ts_buffer_clear(&page);
    ts_buffer_clear(&count);
    return TS_FAILED;
}

// What is switched off is not told again and again.
static uint32_t count_left_out(const struct ts_content *content)
{
    uint32_t count = 0;
    for (uint32_t i = 0; content && i < content->left_out_count; i++) count += !content->left_out[i].is_disabled;
    return count;
}

// Are both left out for one and the same reason?
static bool is_alike(const struct ts_left_out *one, const struct ts_left_out *other)
{
    if (one->is_disabled || other->is_disabled || one->is_twin || other->is_twin) return false;
    return one->off || other->off ? one->off == other->off : !strcmp(one->why, other->why);
}

// The names of all that are left out as the one at `first` is.
static void add_alike(const struct ts_content *content, uint32_t first, struct ts_buffer *page)
{
    for (uint32_t i = first; i < content->left_out_count; i++)
        if (i == first || is_alike(&content->left_out[first], &content->left_out[i]))
            ts_buffer_add_format(page, "%s%s", i == first ? "" : ", ", ts_symbol_text(content->symbols, content->left_out[i].pack));
}

static void add_left_out(const struct ts_content *content, uint32_t index, struct ts_buffer *page)
{
    const struct ts_left_out *left_out = &content->left_out[index];
    const char *name = ts_symbol_text(content->symbols, left_out->pack);
    for (uint32_t i = 0; i < index; i++)
        if (is_alike(&content->left_out[i], left_out)) return; // told with that
    if (left_out->off) {
        ts_buffer_add_format(page, "turnstone: left out, as \"%s\" is switched off: ", ts_symbol_text(content->symbols, left_out->off));
        add_alike(content, index, page);
        ts_buffer_add_byte(page, '\n');
    } else if (left_out->is_twin) {
        ts_buffer_add_format(page, "turnstone: left out: %s in \"%s\": %s; `turnstone check %s` says more\n", name, left_out->folder, left_out->why, name);
    } else {
        ts_buffer_add_text(page, "turnstone: left out: ");
        add_alike(content, index, page);
        ts_buffer_add_format(page, ": %s; `turnstone check %s` says more\n", left_out->why, name);
    }
}

static void say_left_out(const struct ts_content *content)
{
    struct ts_buffer page = {0};
    for (uint32_t i = 0; i < content->left_out_count; i++)
        if (!content->left_out[i].is_disabled) add_left_out(content, i, &page);
    ts_complain_page(&page);
    ts_buffer_clear(&page);
}

// What keeps a pack from being loaded was said with that pack.
static bool is_unsaid(const struct ts_content *content, const struct ts_found *found)
{
    if (!strcmp(found->code, "duplicate-id") && !*found->file) return false; // a second pack of a name
    return found->severity == TS_WARNING || !ts_packs_find_left_out(content, found->pack);
}

static void say_warnings(const struct opening *opening)
{
    const struct ts_problems *problems = &opening->problems;
    uint32_t count = 0, first = 0;
    struct ts_buffer words = {0};
    for (uint32_t i = problems->count; i-- > 0;)
        if (is_unsaid(opening->front->engine.content, &problems->items[i])) count++, first = i;
    if (!count) return;
    ts_problem_write_place(&problems->items[first], &words);
    ts_buffer_add_text(&words, problems->items[first].message);
    if (count == 1) ts_say(opening->cli, "warning: %s; `turnstone check` says more", words.bytes);
    else ts_say(opening->cli, "%u warnings about the content, the first: %s; `turnstone check` says them all", count, words.bytes);
    ts_buffer_clear(&words);
}

enum ts_status ts_open_content(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    struct opening opening = {.cli = cli, .front = front};
    enum ts_status status = load(&opening, false, err);
    if (status == TS_FAILED && opening.problems.count) status = refuse_content(&opening, err);
    if (!status) say_left_out(front->engine.content);
    if (!status) say_warnings(&opening);
    finish(&opening);
    return status;
}

enum ts_status ts_open_content_if_fine(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    struct opening opening = {.cli = cli, .front = front};
    enum ts_status status = load(&opening, true, err);
    uint32_t left_out = status ? 0 : count_left_out(front->engine.content);
    if (left_out) ts_say(cli, "%u pack%s left out here; `turnstone pack list` says why", left_out, left_out == 1 ? " is" : "s are");
    if (status == TS_FAILED) {
        ts_say(cli, "the content has problems and is left aside here; `turnstone check` says which");
        status = TS_OK;
    }
    finish(&opening);
    return status;
}

// --- the store

const char *ts_open_url(const struct ts_cli *cli)
{
    const char *setting = getenv("TURNSTONE_STORE");
    if (cli->globals.store) return cli->globals.store;
    return setting && *setting ? setting : default_store;
}

const char *ts_open_shown(const struct ts_cli *cli)
{
    return cli->shown;
}

void ts_open_say_migrated(const struct ts_cli *cli, const struct ts_store *store)
{
    const struct ts_migrated *done = ts_store_migrated(store);
    if (done->from == done->to) return;
    ts_say(cli, "brought the store \"%s\" from version %d to %d", ts_open_shown(cli), done->from, done->to);
    if (done->backup[0]) ts_say(cli, "the store as it was is \"%s\"", done->backup);
    else ts_say(cli, TS_OPEN_GRANT_AGAIN);
}

// "process 1234 since 2026-...", or whatever else the store knows.
static void say_waiting(void *self, const char *holder)
{
    const struct ts_cli *cli = self;
    const char *since = strstr(holder, " since ");
    if (!*holder) {
        ts_say(cli, "waiting for the server of the store \"%s\", which cannot be reached", ts_open_shown(cli));
        return;
    }
    int length = since ? (int)(since - holder) : (int)strlen(holder);
    ts_say(cli, "waiting for %.*s, which is writing the store \"%s\"%s", length, holder, ts_open_shown(cli), holder + length);
}

static void say_unsafe(const struct ts_cli *cli, const struct ts_store *store)
{
    if (ts_store_is_unsafe(store))
        ts_say(cli, "warning: the server of the store \"%s\" has fsync or full_page_writes off: turns that were said to be saved are lost, or the whole store, "
                    "when its machine fails; have them switched on in postgresql.conf", ts_open_shown(cli));
}

enum ts_status ts_open_store(const struct ts_cli *cli, struct ts_front *front, enum ts_store_mode mode, struct ts_err *err)
{
    const char *url = ts_open_url(cli);
    if (!*url) return ts_err_set(err, TS_USAGE, "--store needs a path");
    ts_open_engine(front);
    if (mode == TS_STORE_CREATE && url == default_store && mkdir(default_folder, 0700) && errno != EEXIST)
        return ts_err_set(err, TS_CANNOT_CREATE, "cannot make the folder \"%s\": %s", default_folder, strerror(errno));
    enum ts_status status = ts_store_open(url, mode, front->engine.symbols, &front->engine.store, err);
    if (!status) ts_open_say_migrated(cli, front->engine.store);
    if (!status && mode != TS_STORE_READ) say_unsafe(cli, front->engine.store);
    if (!status) ts_store_set_waiting(front->engine.store, say_waiting, (void *)cli);
    if (!status) ts_crash_tell(cli);
    if (!status && mode != TS_STORE_READ) ts_crash_forget(cli);
    return status;
}

static void say_granted(void *self, const char *unlock, int64_t players)
{
    ts_say(self, "the rule of %s is new here: granted to %lld player%s", unlock, (long long)players, players == 1 ? "" : "s");
}

static void say_applied(void *self, const char *migration, int64_t runs)
{
    ts_say(self, "applied %s to %lld run%s", migration, (long long)runs, runs == 1 ? "" : "s");
}

static void say_unapplied(void *self, const char *pack, const char *why)
{
    ts_say(self, "the stories of \"%s\" wait, all others can be played: %s", pack, why);
}

enum ts_status ts_open_migrate(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    return ts_migrate_store(&front->engine, &(struct ts_migrating_heard){say_applied, say_unapplied, (void *)cli}, err);
}

enum ts_status ts_open_grant(const struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    return ts_grants_catch_up(&front->engine, say_granted, (void *)cli, err);
}

enum ts_status ts_open_narrator(struct ts_front *front, const char *kind, struct ts_err *err)
{
    struct ts_narrator_settings settings;
    enum ts_status status = ts_narrator_settings_read(kind, &settings, err);
    if (!status) status = ts_narrator_open(&settings, &front->narrator, err);
    if (!status) front->engine.narrator = front->narrator;
    ts_narrator_settings_clear(&settings);
    return status;
}

void ts_front_close(struct ts_front *front)
{
    ts_narrator_close(front->narrator);
    ts_vocabulary_forget(&front->engine);
    ts_migrate_forget(&front->engine);
    ts_store_close(front->engine.store);
    ts_host_free(front->engine.host);
    ts_symbols_free(front->engine.symbols);
    *front = (struct ts_front){0};
}
