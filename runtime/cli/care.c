// care.c - /care, /skip, /rest and /stop: what a player asks to be spared, while playing
#include "cli/care.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "cli/screen.h"
#include "game/themes.h"

enum { SETTING_SIZE = 32, HASTY_LETTERS = 200, HASTY_PER_LETTER_MS = 4, HASTY_IN_A_ROW = 5, SHORT_SITTING = 4 };

// --- what is changed

// "/care ceiling 0.5", "/care boundary -loss".
static enum ts_status set(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    char name[SETTING_SIZE];
    size_t length = strcspn(words, " ");
    const char *value = words + length + strspn(words + length, " ");
    if (!*value || length >= sizeof name)
        return ts_err_set(err, TS_REFUSED, "say a setting and what it is to be, as in \"/care ceiling 0.5\"; /care alone shows them all");
    memcpy(name, words, length);
    name[length] = '\0';
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

void ts_care_say_undeclared(struct ts_sitting *sitting, const char *line)
{
    static const char asked[] = "boundary ";
    const char *theme = words_behind(line, "/care"), *near;
    const struct ts_engine *engine = sitting->engine;
    struct ts_themes themes = {0};
    if (!theme || strncmp(theme, asked, sizeof asked - 1) != 0) return;
    theme += sizeof asked - 1;
    theme += strspn(theme, " ");
    if (*theme == '-') return;
    ts_themes_find(&themes, engine->content);
    if (!ts_themes_has(&themes, ts_symbol_of(engine->symbols, theme))) {
        struct ts_buffer remark = {0};
        near = ts_themes_suggest(&themes, engine->symbols, theme);
        ts_buffer_add_format(&remark, "No pack at hand declares \"%s\"; it is kept.", theme);
        if (near) ts_buffer_add_format(&remark, " Did you mean \"%s\"?", near);
        ts_screen_add_remark(sitting, remark.bytes);
        ts_buffer_add_byte(&sitting->out, '\n');
        ts_buffer_clear(&remark);
    }
    ts_themes_clear(&themes);
}

static void add_switch(struct ts_buffer *out, const char *name, bool is_on, const char *what)
{
    ts_buffer_add_format(out, "  %-12s %-9s %s\n", name, is_on ? "on" : "off", what);
}

static void add_boundaries(struct ts_sitting *sitting, const struct ts_care_settings *settings)
{
    ts_buffer_add_format(&sitting->out, "  %-12s ", "boundary");
    for (uint32_t i = 0; i < settings->boundary_count; i++)
        ts_buffer_add_format(&sitting->out, "%s%s", i ? ", " : "", ts_symbol_text(sitting->engine->symbols, settings->boundaries[i]));
    ts_buffer_add_format(&sitting->out, "%s\n", settings->boundary_count ? "  (never shown; -THEME takes one back)" : "none      a theme never to be shown, such as loss or violence");
}

void ts_care_add_settings(struct ts_sitting *sitting)
{
    const struct ts_care_state *state = ts_play_care_state(sitting->play);
    const struct ts_care_settings *settings = &state->settings;
    struct ts_buffer *out = &sitting->out;
    ts_buffer_add_format(out, "  %-12s %-9s light, moderate or deep: sets the ceiling to 0.3, 0.6 or 1\n", "comfort", ts_comfort_name(settings->comfort));
    ts_buffer_add_format(out, "  %-12s %-9.2g 0 to 1: nothing more intense is shown\n", "ceiling", ts_care_ceiling(state));
    add_boundaries(sitting, settings);
    ts_buffer_add_format(out, "  %-12s %-9s fast, moderate or slow: with pauses\n", "pacing", ts_pacing_name(settings->pacing));
    add_switch(out, "pure", settings->pure, "only the game: no warnings, no moments, nothing that touches a theme");
    add_switch(out, "reflections", !settings->no_reflections, "questions a scene leaves one with, to be passed over at will");
    add_switch(out, "breaths", !settings->no_breaths, "a breath to take, now and then");
    if (state->is_eased) ts_buffer_add_text(out, "Signs that it is too much have made it gentler; \"/care ceiling 1\" undoes that, and nothing else does.\n");
    ts_buffer_add_text(out, "Change one with \"/care SETTING VALUE\": it holds at once, in all your runs.\n");
    ts_care_add_help(sitting);
    ts_buffer_add_byte(out, '\n');
}

// The line of a country; of the world when it has none.
static const char *find_line(const char *country)
{
    char path[] = "help/xx.txt";
    if (country && strlen(country) == 2) {
        path[5] = (char)tolower((unsigned char)country[0]);
        path[6] = (char)tolower((unsigned char)country[1]);
        for (const struct ts_embedded_file *file = ts_embedded_scripts; file->name; file++)
            if (!strcmp(file->name, path)) return file->bytes;
    }
    return ts_embedded_get("help/world.txt")->bytes;
}

void ts_care_add_help(struct ts_sitting *sitting)
{
    const char *line = find_line(sitting->country ? sitting->country : getenv("TURNSTONE_COUNTRY"));
    ts_wrap(&sitting->out, &sitting->look, line, strcspn(line, "\n"), 0, 0);
}

void ts_care_add_rest(struct ts_sitting *sitting)
{
    static const char words[] = "There is no hurry. The story stays where it is, for a minute or for a year; whatever you type next goes on with it, and /stop leaves.";
    ts_wrap(&sitting->out, &sitting->look, words, sizeof words - 1, 0, 0);
    ts_care_add_help(sitting);
    ts_buffer_add_byte(&sitting->out, '\n');
}

void ts_care_offer_rest(struct ts_sitting *sitting)
{
    static const int every[] = {[TS_PACING_FAST] = 0, [TS_PACING_MODERATE] = 30, [TS_PACING_SLOW] = 10}; // turns of a sitting
    int turns = every[ts_play_care_state(sitting->play)->settings.pacing];
    int64_t turn = ts_play_run(sitting->play)->head.turn - sitting->first_turn;
    if (turns && turn > 0 && turn % turns == 0 && ts_sitting_is_open(sitting))
        ts_screen_add_remark(sitting, "A good place for a pause, if you like: /rest, or /stop; all of it is saved.");
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
