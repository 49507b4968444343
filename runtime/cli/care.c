// care.c - /care, /skip, /rest and /stop: what a player asks to be spared, while playing
#include "cli/care.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/screen.h"
#include "game/helpline.h"
#include "game/themes.h"
#include "game/words.h"

enum { SETTING_SIZE = 32, HASTY_LETTERS = 200, HASTY_PER_LETTER_MS = 4, HASTY_IN_A_ROW = 5, SHORT_SITTING = 4 };

// --- what is changed

static bool read_setting(const char *words, char name[SETTING_SIZE], const char **value)
{
    size_t length = strcspn(words, " ");
    *value = words + length + strspn(words + length, " ");
    if (!**value || length >= SETTING_SIZE) return false;
    memcpy(name, words, length);
    name[length] = '\0';
    return true;
}

// "/care ceiling 0.5", "/care boundary -loss".
static enum ts_status set(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    char name[SETTING_SIZE];
    const char *value;
    if (!read_setting(words, name, &value))
        return ts_err_set(err, TS_REFUSED, "say a setting and what it is to be, as in \"/care ceiling 0.5\"; /care alone shows them all");
    return ts_play_care(sitting->play, (struct ts_caring_how){TS_CARING_SET, name, value}, err);
}

static const char *words_behind(const char *line, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(line, name, length) != 0 || (line[length] && line[length] != ' ')) return NULL;
    return line + length + strspn(line + length, " ");
}

enum ts_status ts_care_do(struct ts_sitting *sitting, const char *line, bool *is_done, struct ts_err *err)
{
    const char *words = words_behind(line, "/care");
    *is_done = true;
    if (words && *words) return set(sitting, words, err);
    words = words_behind(line, "/skip");
    if (words && (!*words || !strcmp(words, "all")))
        return ts_play_care(sitting->play, (struct ts_caring_how){.what = *words ? TS_CARING_SKIP_ALL : TS_CARING_SKIP}, err);
    *is_done = false;
    return TS_OK;
}

// --- what is said

// What holds now that the setting was changed so.
static void add_now(const struct ts_sitting *sitting, const char *setting, const char *value, struct ts_buffer *out)
{
    const struct ts_content *content = sitting->engine->content;
    const struct ts_care_state *state = ts_play_care_state(sitting->play);
    static const enum ts_word paces[] = {[TS_PACING_FAST] = TS_WORD_NOW_FAST, [TS_PACING_MODERATE] = TS_WORD_NOW_MODERATE, [TS_PACING_SLOW] = TS_WORD_NOW_SLOW};
    const struct { const char *name; bool is_on; enum ts_word on, off; } switches[] = {
        {"pure", state->settings.pure, TS_WORD_NOW_PURE, TS_WORD_NOW_NOT_PURE},
        {"reflections", !state->settings.no_reflections, TS_WORD_NOW_REFLECTIONS, TS_WORD_NOW_NO_REFLECTIONS},
        {"breaths", !state->settings.no_breaths, TS_WORD_NOW_BREATHS, TS_WORD_NOW_NO_BREATHS}};
    char ceiling[32];
    snprintf(ceiling, sizeof ceiling, "%g", ts_care_ceiling(&state->settings));
    if (!strcmp(setting, "ceiling") || !strcmp(setting, "comfort"))
        ts_word_add(out, content, ts_care_ceiling(&state->settings) < 1 ? TS_WORD_NOW_CEILING : TS_WORD_NOW_WHOLE, ceiling, "");
    else if (!strcmp(setting, "boundary"))
        ts_word_add(out, content, *value == '-' ? TS_WORD_NOW_NO_BOUNDARY : TS_WORD_NOW_BOUNDARY, value + (*value == '-'), "");
    else if (!strcmp(setting, "pacing")) ts_word_add(out, content, paces[state->settings.pacing], "", "");
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        if (!strcmp(setting, switches[i].name)) ts_word_add(out, content, switches[i].is_on ? switches[i].on : switches[i].off, "", "");
}

// A boundary that no pack knows may be misspelt.
static void add_undeclared(const struct ts_sitting *sitting, const char *theme, struct ts_buffer *out)
{
    const struct ts_engine *engine = sitting->engine;
    struct ts_themes themes = {0};
    ts_themes_find(&themes, engine->content);
    if (!ts_themes_has(&themes, ts_symbol_of(engine->symbols, theme))) {
        const char *near = ts_themes_suggest(&themes, engine->symbols, theme);
        ts_buffer_add_byte(out, '\n');
        ts_word_add(out, engine->content, near ? TS_WORD_UNDECLARED_NEAR : TS_WORD_UNDECLARED, theme, near ? near : "");
    }
    ts_themes_clear(&themes);
}

// The lines that answer a command which was done.
static void add_said(const struct ts_sitting *sitting, const char *line, struct ts_buffer *out)
{
    const char *words = words_behind(line, "/care"), *skipped = words_behind(line, "/skip"), *value;
    char name[SETTING_SIZE];
    if (skipped) ts_word_add(out, sitting->engine->content, *skipped ? TS_WORD_NOW_SKIPS : TS_WORD_NOW_SKIPPED, "", "");
    if (!words || !read_setting(words, name, &value)) return;
    add_now(sitting, name, value, out);
    if (!strcmp(name, "boundary") && *value != '-') add_undeclared(sitting, value, out);
}

void ts_care_add_said(struct ts_sitting *sitting, const char *line)
{
    struct ts_buffer said = {0};
    add_said(sitting, line, &said);
    if (sitting->is_jsonl) {
        if (sitting->untold.notices.length) ts_buffer_add_byte(&sitting->untold.notices, '\n');
        ts_buffer_add(&sitting->untold.notices, said.bytes, said.length);
    } else {
        ts_screen_add_asides(sitting, &said);
        ts_buffer_add_byte(&sitting->out, '\n');
    }
    ts_buffer_clear(&said);
}

static void add_row(struct ts_sitting *sitting, const char *name, const char *value, enum ts_word what)
{
    ts_buffer_add_format(&sitting->out, "  %-12s %-9s %s\n", name, value, ts_word(sitting->engine->content, what));
}

static void add_boundaries(struct ts_sitting *sitting, const struct ts_care_settings *settings)
{
    if (!settings->boundary_count) {
        add_row(sitting, "boundary", "none", TS_WORD_BOUNDARY_NONE);
        return;
    }
    ts_buffer_add_format(&sitting->out, "  %-12s ", "boundary");
    for (uint32_t i = 0; i < settings->boundary_count; i++)
        ts_buffer_add_format(&sitting->out, "%s%s", i ? ", " : "", ts_symbol_text(sitting->engine->symbols, settings->boundaries[i]));
    ts_buffer_add_format(&sitting->out, "  %s\n", ts_word(sitting->engine->content, TS_WORD_BOUNDARIES));
}

void ts_care_add_settings(struct ts_sitting *sitting)
{
    const struct ts_care_state *state = ts_play_care_state(sitting->play);
    const struct ts_care_settings *settings = &state->settings;
    const struct ts_content *content = sitting->engine->content;
    char ceiling[32];
    snprintf(ceiling, sizeof ceiling, "%.2g", ts_care_ceiling(settings));
    add_row(sitting, "comfort", ts_comfort_name(settings->comfort), TS_WORD_COMFORT);
    add_row(sitting, "ceiling", ceiling, TS_WORD_CEILING);
    add_boundaries(sitting, settings);
    add_row(sitting, "pacing", ts_pacing_name(settings->pacing), TS_WORD_PACING);
    add_row(sitting, "pure", settings->pure ? "on" : "off", TS_WORD_PURE);
    add_row(sitting, "reflections", settings->no_reflections ? "off" : "on", TS_WORD_REFLECTIONS);
    add_row(sitting, "breaths", settings->no_breaths ? "off" : "on", TS_WORD_BREATHS);
    if (settings->is_eased) ts_buffer_add_format(&sitting->out, "%s\n", ts_word(content, TS_WORD_IS_EASED));
    ts_buffer_add_format(&sitting->out, "%s\n", ts_word(content, TS_WORD_CHANGE));
    ts_care_add_help(sitting);
    ts_buffer_add_byte(&sitting->out, '\n');
}

// --- where people are found who help

static const char *country_of(const struct ts_sitting *sitting)
{
    return sitting->country ? sitting->country : getenv("TURNSTONE_COUNTRY");
}

static void add_country(void *list, const char *country)
{
    ts_buffer_add_format(list, "%s%c%c", ((struct ts_buffer *)list)->length ? ", " : "", toupper((unsigned char)country[0]), toupper((unsigned char)country[1]));
}

void ts_care_say_country(const struct ts_sitting *sitting)
{
    const char *words = country_of(sitting);
    struct ts_buffer list = {0};
    if (!words || !*words || ts_helpline_has(words)) return;
    ts_helpline_each(add_country, &list);
    ts_say(sitting->cli, "there is no line of help for the country \"%.40s\": there are %s. Shown is the one for everywhere, which lists people who listen country by country", words, list.bytes);
    ts_buffer_clear(&list);
}

void ts_care_add_help(struct ts_sitting *sitting)
{
    const char *line = ts_helpline(country_of(sitting), sitting->engine->content->language);
    ts_wrap(&sitting->out, &sitting->look, line, strcspn(line, "\n"), 0, 0);
}

void ts_care_add_rest(struct ts_sitting *sitting)
{
    const char *words = ts_word(sitting->engine->content, TS_WORD_REST);
    ts_wrap(&sitting->out, &sitting->look, words, strlen(words), 0, 0);
    ts_care_add_help(sitting);
    ts_buffer_add_byte(&sitting->out, '\n');
}

void ts_care_offer_rest(struct ts_sitting *sitting)
{
    static const int every[] = {[TS_PACING_FAST] = 0, [TS_PACING_MODERATE] = 30, [TS_PACING_SLOW] = 10}; // turns of a sitting
    int turns = every[ts_play_care_state(sitting->play)->settings.pacing];
    int64_t turn = ts_play_run(sitting->play)->head.turn - sitting->first_turn;
    if (turns && turn > 0 && turn % turns == 0 && ts_sitting_is_open(sitting))
        ts_screen_add_remark(sitting, ts_word(sitting->engine->content, TS_WORD_PAUSE));
}

// --- signs

static enum ts_status sign(struct ts_sitting *sitting, const char *name, struct ts_err *err)
{
    return ts_play_care(sitting->play, (struct ts_caring_how){TS_CARING_SIGN, name, NULL}, err);
}

enum ts_status ts_care_note_pace(struct ts_sitting *sitting, int64_t millis, size_t letters, bool *is_noted, struct ts_err *err)
{
    bool is_hasty = letters >= HASTY_LETTERS && millis < (int64_t)letters * HASTY_PER_LETTER_MS;
    sitting->hasty = is_hasty ? sitting->hasty + 1 : 0;
    if (sitting->hasty < HASTY_IN_A_ROW) return TS_OK;
    sitting->hasty = 0;
    *is_noted = true;
    return sign(sitting, ts_sign_name(TS_SIGN_HASTE), err);
}

enum ts_status ts_care_note_exit(struct ts_sitting *sitting, struct ts_err *err)
{
    int64_t turns = ts_play_run(sitting->play)->head.turn - sitting->first_turn;
    return turns < SHORT_SITTING && ts_sitting_is_open(sitting) ? sign(sitting, ts_sign_name(TS_SIGN_EXIT), err) : TS_OK;
}
