// watch.c - content folders that are looked at while somebody plays: what changes is loaded at once
#include "cli/watch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "cli/open.h"
#include "cli/problem.h"
#include "cli/screen.h"
#include "engine/json.h"
#include "engine/reload.h"
#include "lua/blame.h"

enum { DEPTH_MAX = 8 }; // of folders in a pack

struct seen_pack { char *name; uint64_t mark; };
struct seen { // how the files of all packs stood at one look
    struct seen_pack *packs;
    uint32_t count, room;
    uint64_t mark;
};

struct ts_watch {
    const struct ts_cli *cli;
    struct ts_folders folders;
    struct seen loaded; // at the last load, or what could not be loaded
    uint64_t last;      // mark of the last look
    int64_t next;       // when it is looked again
};

// --- looking

static uint64_t mark_file(const char *path, const struct stat *info)
{
    const int64_t told[] = {info->st_mtim.tv_sec, info->st_mtim.tv_nsec, info->st_size, (int64_t)info->st_ino};
    return ts_hash_fast(path, strlen(path)) * 31 + ts_hash_fast(told, sizeof told);
}

// What editors keep beside a file is none of a pack's.
static bool is_passed_over(const char *name)
{
    size_t length = strlen(name);
    return *name == '.' || name[length - 1] == '~';
}

// A sum, since the order of a folder's names is anybody's guess.
static uint64_t mark_folder(const char *path, int depth)
{
    DIR *folder = depth < DEPTH_MAX ? opendir(path) : NULL;
    uint64_t mark = 1;
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        struct ts_buffer inner = {0};
        struct stat info;
        if (is_passed_over(entry->d_name)) continue;
        ts_buffer_add_format(&inner, "%s/%s", path, entry->d_name);
        if (!stat(inner.bytes, &info)) mark += S_ISDIR(info.st_mode) ? mark_folder(inner.bytes, depth + 1) : mark_file(inner.bytes, &info);
        ts_buffer_clear(&inner);
    }
    if (folder) closedir(folder);
    return mark;
}

static void add_seen(struct seen *seen, const char *name, size_t length, uint64_t mark)
{
    if (seen->count == seen->room) {
        seen->room = seen->room ? seen->room * 2 : 16;
        seen->packs = ts_memory_grow(seen->packs, seen->room * sizeof *seen->packs);
    }
    char *own = ts_memory_get(length + 1);
    memcpy(own, name, length);
    own[length] = '\0';
    seen->packs[seen->count++] = (struct seen_pack){own, mark};
    seen->mark += mark;
}

static void look_at(struct seen *seen, const char *path, const char *name)
{
    struct stat info;
    if (stat(path, &info)) return;
    if (S_ISDIR(info.st_mode)) add_seen(seen, name, strlen(name), mark_folder(path, 0));
    else if (ts_archive_stem(name)) add_seen(seen, name, ts_archive_stem(name), mark_file(path, &info));
}

static struct seen look(const struct ts_folders *folders)
{
    struct seen seen = {0};
    for (uint32_t i = 0; i < folders->count; i++) {
        DIR *folder = opendir(folders->paths[i]);
        for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
            struct ts_buffer path = {0};
            if (is_passed_over(entry->d_name)) continue;
            ts_buffer_add_format(&path, "%s/%s", folders->paths[i], entry->d_name);
            look_at(&seen, path.bytes, entry->d_name);
            ts_buffer_clear(&path);
        }
        if (folder) closedir(folder);
    }
    return seen;
}

static void clear_seen(struct seen *seen)
{
    for (uint32_t i = 0; i < seen->count; i++) free(seen->packs[i].name);
    free(seen->packs);
    *seen = (struct seen){0};
}

// Packs of `one` that do not stand so in `other`; with `is_gone` only those that are not there at all.
static void list_changed(const struct seen *one, const struct seen *other, bool is_gone, struct ts_words *names)
{
    for (uint32_t i = 0; i < one->count; i++) {
        uint32_t k = 0;
        while (k < other->count && strcmp(other->packs[k].name, one->packs[i].name)) k++;
        bool is_listed = k == other->count || (!is_gone && other->packs[k].mark != one->packs[i].mark);
        if (is_listed) ts_words_add(names, one->packs[i].name);
    }
}

// --- loading beside

static bool is_told(const struct ts_content *content, const struct ts_left_out *left)
{
    for (uint32_t i = 0; i < content->left_out_count; i++)
        if (content->left_out[i].pack == left->pack && !strcmp(content->left_out[i].why, left->why)) return true;
    return false;
}

// The source line with its caret, of the finding that says why a pack was left out.
static void draw_why(const struct ts_problems *problems, const char *pack, const char *why, struct ts_buffer *lines)
{
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct ts_found *found = &problems->items[i];
        struct ts_buffer place = {0};
        ts_problem_write_place(found, &place);
        bool is_it = found->source && place.length && !strcmp(found->pack, pack) && !strncmp(why, place.bytes, place.length);
        ts_buffer_clear(&place);
        if (!is_it) continue;
        ts_blame_draw(lines, found->line, &(struct ts_excerpt){found->source, strlen(found->source), found->column});
        return;
    }
}

// What is wrong now and was not before, a line each and those that belong to it. True: a pack that is played would be lost.
static bool list_wrong(const struct ts_content *old, const struct ts_content *fresh, const struct ts_problems *problems, struct ts_buffer *lines)
{
    bool is_lost = false;
    for (uint32_t i = 0; i < fresh->left_out_count; i++) {
        const struct ts_left_out *left = &fresh->left_out[i];
        if (left->is_disabled || is_told(old, left)) continue;
        is_lost |= ts_content_find_pack(old, left->pack) != NULL;
        ts_buffer_add_format(lines, "pack \"%s\": %s\n", ts_symbol_text(fresh->symbols, left->pack), left->why);
        draw_why(problems, ts_symbol_text(fresh->symbols, left->pack), left->why, lines);
    }
    return is_lost;
}

static enum ts_status load(const struct ts_watch *watch, struct ts_engine *engine, struct ts_problems *problems, struct ts_host **out,
                           struct ts_buffer *lines, struct ts_err *err)
{
    struct ts_folders folders = {0};
    enum ts_status status = ts_open_folders(watch->cli, true, &folders, err);
    struct ts_loading how = ts_open_loading(watch->cli, &folders);
    if (!status) status = ts_host_load(engine->symbols, &how, ts_problem_add, problems, out, err);
    if (status == TS_FAILED) ts_problems_write(problems, lines);
    ts_folders_clear(&folders);
    return status;
}

static enum ts_status reload(const struct ts_watch *watch, struct ts_sitting *sitting, struct ts_buffer *lines, struct ts_err *err)
{
    struct ts_engine *engine = sitting->engine;
    struct ts_host *host = NULL, *old = NULL;
    struct ts_problems problems = {.symbols = engine->symbols};
    enum ts_status status = load(watch, engine, &problems, &host, lines, err);
    if (!status && list_wrong(engine->content, ts_host_content(host), &problems, lines)) status = ts_err_set(err, TS_FAILED, "%s", "");
    ts_problems_clear(&problems);
    if (!status) status = ts_reload(engine, &sitting->play, 1, host, &old, err);
    ts_host_free(status ? host : old);
    return status;
}

// --- telling

// Up to a line that does not begin with a blank: those that do belong to the one before.
static size_t length_of_finding(const char *at)
{
    size_t length = strcspn(at, "\n");
    while (at[length] && at[length + 1] == ' ') length += 1 + strcspn(at + length + 1, "\n");
    return length;
}

static void tell_lines(struct ts_sitting *sitting, const struct ts_buffer *lines)
{
    for (const char *at = lines->length ? lines->bytes : ""; *at;) {
        size_t length = length_of_finding(at);
        char *line = ts_memory_get(length + 1);
        memcpy(line, at, length);
        line[length] = '\0';
        if (sitting->is_jsonl) ts_jsonl_add_error(&sitting->out, line);
        else ts_screen_add_refusal(sitting, line);
        free(line);
        at += length + (at[length] == '\n');
    }
}

static void tell_kept(struct ts_sitting *sitting, struct ts_buffer *lines, const struct ts_err *err)
{
    if (*err->message && !lines->length) ts_buffer_add_format(lines, "%s\n", err->message);
    tell_lines(sitting, lines);
    if (!sitting->is_jsonl) ts_screen_add_remark(sitting, "What changed was not loaded: you play on with what was there before.");
}

// The text that was told stays, so that of now is shown beside it, unless that ends with it.
static bool read_now(struct ts_sitting *sitting, struct ts_buffer *text)
{
    const struct ts_buffer *told = &ts_play_shown(sitting->play)->text;
    struct ts_err err = {0};
    if (ts_reload_read(sitting->play, text, &err)) {
        ts_buffer_clear(text);
        ts_buffer_add_text(text, err.message);
    }
    if (!text->length) return false;
    return told->length < text->length || memcmp(told->bytes + told->length - text->length, text->bytes, text->length) != 0;
}

static void tell_now(struct ts_sitting *sitting)
{
    struct ts_buffer text = {0};
    if (read_now(sitting, &text)) {
        ts_screen_add_remark(sitting, "as it reads now:");
        for (char *at = text.bytes, *end; at; at = end) {
            end = strchr(at, '\n');
            if (end) *end++ = '\0';
            ts_screen_add_remark(sitting, at);
        }
    }
    ts_buffer_clear(&text);
}

static void tell_reloaded_json(struct ts_sitting *sitting, const struct ts_words *names, int64_t millis)
{
    struct ts_buffer *out = &sitting->out, text = {0};
    ts_json_open(out, '{');
    if (read_now(sitting, &text)) ts_json_field_text(out, "reads_now", text.bytes);
    ts_buffer_clear(&text);
    ts_json_key(out, "reloaded");
    ts_json_open(out, '[');
    for (uint32_t i = 0; i < names->count; i++) ts_json_text(out, names->items[i], strlen(names->items[i]));
    ts_json_close(out, ']');
    ts_json_field_int(out, "ms", millis);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
    ts_jsonl_add_turn(out, sitting->engine, sitting->play, false, NULL);
}

static void tell_reloaded(struct ts_sitting *sitting, const struct ts_words *names, int64_t millis)
{
    struct ts_buffer remark = {0};
    if (sitting->is_jsonl) {
        tell_reloaded_json(sitting, names, millis);
        return;
    }
    tell_now(sitting);
    ts_screen_add_choices(sitting);
    for (uint32_t i = 0; i < names->count; i++) ts_buffer_add_format(&remark, "%s%s", i ? ", " : "reloaded ", names->items[i]);
    ts_buffer_add_format(&remark, " (%lld ms)", (long long)millis);
    ts_screen_add_remark(sitting, remark.bytes);
    ts_buffer_clear(&remark);
}

static void follow(struct ts_watch *watch, struct ts_sitting *sitting, const struct ts_words *names)
{
    struct ts_buffer lines = {0};
    struct ts_err err = {0};
    int64_t began = ts_clock_monotonic();
    if (reload(watch, sitting, &lines, &err)) {
        tell_kept(sitting, &lines, &err);
    } else {
        tell_lines(sitting, &lines);
        tell_reloaded(sitting, names, (ts_clock_monotonic() - began + 999999) / 1000000);
    }
    ts_buffer_clear(&lines);
}

void ts_watch_follow(struct ts_watch *watch, struct ts_sitting *sitting)
{
    int64_t now = watch ? ts_clock_monotonic() : 0;
    if (!watch || now < watch->next) return;
    watch->next = now + (int64_t)TS_WATCH_MS * 1000000;
    struct seen seen = look(&watch->folders), before = watch->loaded;
    bool stands_still = seen.mark == watch->last;
    watch->last = seen.mark;
    if (seen.mark == before.mark || !stands_still) {
        clear_seen(&seen);
        return;
    }
    struct ts_words names = {0};
    list_changed(&seen, &before, false, &names);
    list_changed(&before, &seen, true, &names);
    watch->loaded = seen;
    follow(watch, sitting, &names);
    ts_words_clear(&names);
    clear_seen(&before);
}

enum ts_status ts_watch_open(const struct ts_cli *cli, struct ts_watch **out, struct ts_err *err)
{
    struct ts_watch *watch = ts_memory_get(sizeof *watch);
    *watch = (struct ts_watch){.cli = cli};
    enum ts_status status = ts_open_folders(cli, true, &watch->folders, err);
    if (status) {
        ts_watch_close(watch);
        return status;
    }
    watch->loaded = look(&watch->folders);
    watch->last = watch->loaded.mark;
    *out = watch;
    return TS_OK;
}

void ts_watch_close(struct ts_watch *watch)
{
    if (!watch) return;
    ts_folders_clear(&watch->folders);
    clear_seen(&watch->loaded);
    free(watch);
}
