// screen.c - what a person reads of a run
#include "cli/screen.h"

#include <stdio.h>
#include <string.h>

#include "cli/debugging.h"
#include "cli/explain.h"
#include "cli/hint.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"

enum { NUMBER_WIDTH = 4 };

enum { PARAGRAPHS_AT_ONCE = 2 };

static const char *part_of(const struct ts_sitting *sitting)
{
    return sitting->look.is_plain ? ", " : " \u00b7 ";
}

// "enchanted_realm:journey/forest_edge" is read as "forest edge".
static void add_place(struct ts_buffer *out, const char *id)
{
    const char *slash = strrchr(id, '/'), *colon = strrchr(id, ':');
    const char *name = slash ? slash + 1 : colon ? colon + 1 : id;
    for (; *name; name++) ts_buffer_add_byte(out, *name == '_' ? ' ' : *name);
}

static void add_tone(struct ts_sitting *sitting, enum ts_tone tone, struct ts_buffer *words)
{
    ts_tone_wrap(&sitting->out, &sitting->look, tone, words->bytes ? words->bytes : "", words->length);
    ts_buffer_clear(words);
}

// What a line's end of ours would break: a command to be pasted, a line of a script above its caret.
static void add_unwrapped(struct ts_sitting *sitting, enum ts_tone tone, struct ts_buffer *words)
{
    ts_tone_add(&sitting->out, &sitting->look, tone, words->bytes, words->length);
    ts_buffer_add_byte(&sitting->out, '\n');
    ts_buffer_clear(words);
}

void ts_screen_add_header(struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    const struct ts_symbols *symbols = sitting->engine->symbols;
    const char *part = part_of(sitting);
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, run->story->title ? run->story->title : ts_symbol_text(symbols, run->story->id));
    ts_buffer_add_format(&words, "%s%s%s", part, run->character_name ? ts_symbol_text(symbols, run->character_name) : "someone", part);
    add_place(&words, ts_symbol_text(symbols, run->head.scene->where));
    ts_buffer_add_format(&words, "%sposition %lld", part, (long long)run->head.position);
    add_tone(sitting, TS_TONE_BOLD, &words);
    ts_buffer_add_byte(&sitting->out, '\n');
}

static bool is_slow(const struct ts_sitting *sitting)
{
    return sitting->is_paced && ts_play_care_state(sitting->play)->settings.pacing == TS_PACING_SLOW;
}

static void add_slowly(struct ts_sitting *sitting, const struct ts_buffer *words)
{
    for (size_t at = 0, end; at < words->length; at = end) {
        end = at;
        for (int i = 0; i < PARAGRAPHS_AT_ONCE && end < words->length; i++) {
            const char *stop = memchr(words->bytes + end, '\n', words->length - end);
            end = stop ? (size_t)(stop - words->bytes) + 1 : words->length;
        }
        ts_wrap_all(&sitting->out, &sitting->look, words->bytes + at, end - at, true);
        if (end < words->length) ts_buffer_add_byte(&sitting->out, TS_SCREEN_PAUSE);
    }
}

void ts_screen_add_text(struct ts_sitting *sitting)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    struct ts_buffer words = {0};
    ts_show_words(sitting->engine, shown->text.bytes, shown->text.length, &words);
    if (words.length && is_slow(sitting)) add_slowly(sitting, &words);
    else if (words.length) ts_wrap_all(&sitting->out, &sitting->look, words.bytes, words.length, true);
    ts_buffer_add_byte(&sitting->out, '\n');
    ts_buffer_clear(&words);
}

// --- choices

static void add_locked(struct ts_sitting *sitting, const char *number, const struct ts_buffer *label, const struct ts_buffer *reason)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s%s (locked%s%s)", number, label->bytes ? label->bytes : "", reason->length ? ": " : "", reason->length ? reason->bytes : "");
    add_tone(sitting, TS_TONE_DIM, &words);
}

static void add_choice(struct ts_sitting *sitting, const struct ts_shown *shown, uint32_t index)
{
    const struct ts_shown_choice *choice = &shown->choices[index];
    struct ts_buffer label = {0}, reason = {0};
    char number[16];
    snprintf(number, sizeof number, sitting->look.is_plain ? "%u. " : "%3u  ", index + 1);
    ts_show_words(sitting->engine, shown->words.bytes + choice->label, choice->label_length, &label);
    ts_show_words(sitting->engine, shown->words.bytes + choice->reason, choice->reason_length, &reason);
    if (choice->locked) {
        add_locked(sitting, number, &label, &reason);
    } else {
        ts_buffer_add_text(&sitting->out, number);
        ts_wrap(&sitting->out, &sitting->look, label.bytes ? label.bytes : "", label.length, (int)strlen(number), NUMBER_WIDTH + 1);
    }
    ts_buffer_clear(&label);
    ts_buffer_clear(&reason);
}

void ts_screen_add_choices(struct ts_sitting *sitting)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    for (uint32_t i = 0; i < shown->choice_count; i++) add_choice(sitting, shown, i);
    if (shown->choice_count) ts_buffer_add_byte(&sitting->out, '\n');
}

void ts_screen_add_taken(struct ts_sitting *sitting, const struct ts_shown_choice *choice)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, sitting->look.is_plain ? "You chose: " : "> ");
    ts_show_words(sitting->engine, shown->words.bytes + choice->label, choice->label_length, &words);
    ts_buffer_add_byte(&sitting->out, '\n');
    add_tone(sitting, TS_TONE_DIM, &words);
    ts_buffer_add_byte(&sitting->out, '\n');
}

// --- lines of their own

static void add_lines(struct ts_sitting *sitting, const struct ts_buffer *lines, const char *word, enum ts_tone tone)
{
    struct ts_buffer words = {0};
    ts_show_words(sitting->engine, lines->bytes, lines->length, &words);
    for (char *line = words.bytes, *next; line && *line; line = next) {
        struct ts_buffer one = {0};
        size_t length = strcspn(line, "\n");
        bool is_fault = !strncmp(line, "fault", 5);
        next = line[length] ? line + length + 1 : line + length;
        ts_buffer_add_format(&one, "%s%s%.*s", sitting->look.is_plain ? "" : "\u2014 ", word, (int)length, line);
        add_tone(sitting, is_fault ? TS_TONE_FAULT : tone, &one);
    }
    ts_buffer_clear(&words);
}

void ts_screen_add_news(struct ts_sitting *sitting)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    if (!shown->news.length && !shown->notices.length) return;
    add_lines(sitting, &shown->notices, "", TS_TONE_NOTICE);
    add_lines(sitting, &shown->news, "meanwhile: ", TS_TONE_NOTICE);
    ts_buffer_add_byte(&sitting->out, '\n');
}

void ts_screen_add_asides(struct ts_sitting *sitting, const struct ts_buffer *lines)
{
    add_lines(sitting, lines, "", TS_TONE_NOTICE);
}

static void add_saved(struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    const char *part = part_of(sitting);
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s%sturn %lld%s", ts_debugging_is_away(sitting) ? "not kept" : "saved", part, (long long)run->head.turn, part);
    add_place(&words, ts_symbol_text(sitting->engine->symbols, run->head.scene->where));
    ts_buffer_add_format(&words, "%sposition %lld", part, (long long)run->head.position);
    add_tone(sitting, TS_TONE_DIM, &words);
    ts_buffer_add_byte(&sitting->out, '\n');
}

void ts_screen_add_turn(struct ts_sitting *sitting)
{
    ts_screen_add_text(sitting);
    ts_screen_add_news(sitting);
    add_saved(sitting);
}

void ts_screen_add_rest(struct ts_sitting *sitting)
{
    ts_screen_add_news(sitting);
    add_saved(sitting);
    if (ts_sitting_is_open(sitting)) ts_screen_add_choices(sitting);
    else ts_screen_add_ending(sitting);
}

void ts_screen_add_automatic(struct ts_sitting *sitting)
{
    const char *choice = ts_show_choice(sitting->play);
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s%s", sitting->look.is_plain ? "Chosen: " : "> ", choice ? choice : "");
    add_tone(sitting, TS_TONE_DIM, &words);
    ts_buffer_add_byte(&sitting->out, '\n');
    ts_screen_add_turn(sitting);
}

// "    12 | return lamp.lit", and the line of its caret.
static bool is_quoted(const char *line)
{
    size_t indent = strspn(line, " "), number = strspn(line + indent, "0123456789");
    return indent && strncmp(line + indent + number, number ? " | " : "| ", number ? 3 : 2) == 0;
}

void ts_screen_add_refusal(struct ts_sitting *sitting, const char *message)
{
    struct ts_buffer words = {0};
    for (const char *line = message; *line;) { // a script's traceback has a line for each function
        size_t length = strcspn(line, "\n");
        ts_buffer_add(&words, line, length);
        if (strncmp(line, TS_HINT_AGAIN, strlen(TS_HINT_AGAIN)) == 0) add_unwrapped(sitting, TS_TONE_DIM, &words);
        else if (is_quoted(line)) add_unwrapped(sitting, TS_TONE_FAULT, &words);
        else add_tone(sitting, TS_TONE_FAULT, &words);
        line += length + (line[length] == '\n');
    }
}

void ts_screen_add_remark(struct ts_sitting *sitting, const char *remark)
{
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, remark);
    add_tone(sitting, TS_TONE_DIM, &words);
}

// --- the ending

static void add_unlocks(struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    const struct ts_symbols *symbols = sitting->engine->symbols;
    struct ts_buffer json = {0}, page = {0};
    struct ts_err err;
    json_t *unlocks;
    if (!ts_show_explain(sitting->engine, ts_symbol_text(symbols, run->player), NULL, &json, &err) && !ts_page_read(&json, &unlocks, &err)) {
        ts_explain_card(&page, unlocks, ts_symbol_text(symbols, run->id));
        json_decref(unlocks);
    }
    if (page.length) ts_wrap_all(&sitting->out, &sitting->look, page.bytes, page.length, false);
    ts_buffer_clear(&json);
    ts_buffer_clear(&page);
}

void ts_screen_add_ending(struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    const struct ts_symbols *symbols = sitting->engine->symbols;
    ts_symbol ending = ts_play_ending(sitting->play);
    const char *part = part_of(sitting);
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, ending ? "The end: " : "The end");
    if (ending) add_place(&words, ts_symbol_text(symbols, ending));
    add_tone(sitting, TS_TONE_BOLD, &words);
    ts_buffer_add_format(&words, "%lld turn%s%s%lld milestone%s%sposition %lld", (long long)run->head.turn, run->head.turn == 1 ? "" : "s", part,
                         (long long)run->head.milestones, run->head.milestones == 1 ? "" : "s", part, (long long)run->head.position);
    add_tone(sitting, TS_TONE_DIM, &words);
    add_unlocks(sitting);
    if (run->head.turn) {
        ts_buffer_add_text(&words, "go back: ");
        ts_hint_add(&words, sitting->cli, "run branch", ts_symbol_text(symbols, run->id));
        ts_buffer_add_format(&words, " --at %lld", (long long)run->head.turn - 1);
        add_unwrapped(sitting, TS_TONE_DIM, &words);
    }
    ts_buffer_add_text(&words, "another life: ");
    ts_hint_add(&words, sitting->cli, "play", ts_symbol_text(symbols, run->story->id));
    if (run->player && strcmp(ts_symbol_text(symbols, run->player), "player")) {
        ts_buffer_add_text(&words, " --player ");
        ts_hint_add_word(&words, ts_symbol_text(symbols, run->player));
    }
    add_unwrapped(sitting, TS_TONE_DIM, &words);
}

void ts_screen_add_act(struct ts_sitting *sitting)
{
    ts_screen_add_text(sitting);
    ts_screen_add_rest(sitting);
}
