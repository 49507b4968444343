// watch_sitting.c - what changed in content that is watched is loaded at once, beside what is played
#include "cli/watch.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "cli/open.h"
#include "engine/findings.h"
#include "cli/screen.h"
#include "engine/json.h"
#include "engine/reload.h"
#include "lua/blame.h"

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

static enum ts_status load(const struct ts_cli *cli, struct ts_engine *engine, struct ts_problems *problems, struct ts_host **out,
                           struct ts_buffer *lines, struct ts_err *err)
{
    struct ts_folders folders = {0};
    enum ts_status status = ts_open_folders(cli, true, &folders, err);
    struct ts_loading how = ts_open_loading(cli, &folders);
    if (!status) status = ts_host_load(engine->symbols, &how, ts_problem_add, problems, out, err);
    if (status == TS_FAILED) ts_problems_write(problems, lines);
    ts_folders_clear(&folders);
    return status;
}

static enum ts_status reload(struct ts_sitting *sitting, struct ts_buffer *lines, struct ts_err *err)
{
    struct ts_engine *engine = sitting->engine;
    struct ts_host *host = NULL, *old = NULL;
    struct ts_problems problems = {.symbols = engine->symbols};
    enum ts_status status = load(sitting->cli, engine, &problems, &host, lines, err);
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

static void follow(struct ts_sitting *sitting, const struct ts_words *names)
{
    struct ts_buffer lines = {0};
    struct ts_err err = {0};
    int64_t began = ts_clock_monotonic();
    if (reload(sitting, &lines, &err)) {
        tell_kept(sitting, &lines, &err);
    } else {
        tell_lines(sitting, &lines);
        tell_reloaded(sitting, names, (ts_clock_monotonic() - began + 999999) / 1000000);
    }
    ts_buffer_clear(&lines);
}

void ts_watch_follow(struct ts_watch *watch, struct ts_sitting *sitting)
{
    struct ts_words names = {0};
    if (watch && ts_watch_look(watch, &names)) follow(sitting, &names);
    ts_words_clear(&names);
}
