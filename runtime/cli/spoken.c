// spoken.c - what a person can ask for while playing: /recap, /timeline, /history, /status, /back, /pause, /help
#include "cli/spoken.h"

#include <string.h>

#include "base/suggest.h"
#include "cli/care.h"
#include "cli/debugging.h"
#include "cli/going_back.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/screen.h"
#include "engine/show.h"
#include "game/words.h"

enum { TIMELINE_LINES = 10 };

struct asked { const char *words; bool *is_leaving; }; // words: what follows the name
typedef enum ts_status run_spoken(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err);
struct spoken { const char *name, *words; enum ts_word help; run_spoken *run; }; // words: what may follow it; NULL: nothing

static const char *id_of(const struct ts_sitting *sitting)
{
    return ts_symbol_text(sitting->engine->symbols, ts_play_run(sitting->play)->id);
}

static void add_event(struct ts_sitting *sitting, const json_t *event)
{
    struct ts_buffer line = {0};
    bool is_nobodys = json_is_null(json_object_get(event, "run_id")); // it says itself who came home
    const char *who = is_nobodys ? NULL : json_string_value(json_object_get(event, "character_name")), *consequences = json_string_value(json_object_get(event, "consequences"));
    ts_buffer_add_format(&line, "%lld  %s%s%s%s%s", (long long)json_integer_value(json_object_get(event, "position")), who ? who : "", who ? " " : "",
                         json_string_value(json_object_get(event, "action")), consequences && *consequences ? ". " : "", consequences ? consequences : "");
    ts_wrap(&sitting->out, &sitting->look, line.bytes, line.length, 0, 4);
    ts_buffer_clear(&line);
}

static enum ts_status add_events(struct ts_sitting *sitting, struct ts_buffer *json, const char *key, struct ts_err *err)
{
    json_t *page;
    enum ts_status status = ts_page_read(json, &page, err);
    if (status) return status;
    const json_t *events = json_object_get(page, key);
    for (size_t i = 0; i < json_array_size(events); i++) add_event(sitting, json_array_get(events, i));
    if (!json_array_size(events)) ts_screen_add_remark(sitting, "nothing has happened yet");
    ts_buffer_add_byte(&sitting->out, '\n');
    json_decref(page);
    return TS_OK;
}

static enum ts_status recap(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    struct ts_buffer json = {0};
    (void)asked;
    enum ts_status status = ts_show_recent(sitting->engine, id_of(sitting), &json, err);
    if (!status) {
        ts_screen_add_header(sitting);
        status = add_events(sitting, &json, "recent_events", err);
        ts_screen_add_text(sitting);
        ts_screen_add_choices(sitting);
    }
    ts_buffer_clear(&json);
    return status;
}

// What the character may know: major events, their own, and those of this place.
static enum ts_status timeline(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    struct ts_timeline what = {.at = run->head.position, .since = -1, .limit = TIMELINE_LINES, .reader = run->id, .place = run->head.scene->where};
    struct ts_buffer json = {0};
    (void)asked;
    enum ts_status status = ts_show_timeline(sitting->engine, ts_symbol_text(sitting->engine->symbols, run->universe), &what, &json, err);
    if (!status) status = add_events(sitting, &json, "events", err);
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status show_status(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    static const struct ts_column rows[] = {
        {"run", "run_id", false}, {"universe", "universe_id", false}, {"focus", "focus", false}, {"turns", "turns", true}, {"sessions", "sessions", true},
        {"milestones", "milestones", true}, {"insights", "insights", false}, {"metaconcepts", "metaconcepts", false}, {0},
    };
    struct ts_buffer json = {0};
    (void)asked;
    json_t *page;
    enum ts_status status = ts_show_run(sitting->engine, id_of(sitting), &json, err);
    if (!status) status = ts_page_read(&json, &page, err);
    if (!status) {
        ts_screen_add_header(sitting);
        ts_page_card(&sitting->out, page, rows);
        ts_buffer_add_byte(&sitting->out, '\n');
        json_decref(page);
    }
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status leave(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)sitting, (void)err;
    *asked->is_leaving = true;
    return TS_OK;
}

static run_spoken help;

static enum ts_status history(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    return ts_history_show(sitting, asked->words, err);
}

static enum ts_status back(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    return ts_back_ask(sitting, asked->words, err);
}

static enum ts_status care(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)asked, (void)err;
    ts_care_add_settings(sitting);
    return TS_OK;
}

static enum ts_status rest(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)asked, (void)err;
    ts_care_add_rest(sitting);
    return TS_OK;
}

static enum ts_status skip(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)sitting;
    return ts_err_set(err, TS_REFUSED, "\"/skip %.40s\" is not known: /skip passes over this scene, /skip all over all that is warned of today", asked->words);
}

static enum ts_status stop(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    *asked->is_leaving = true;
    ts_care_add_help(sitting);
    return ts_care_note_exit(sitting, err);
}

// Whole passages, no colours, no lines of a width: as with --plain, but for editing; and back.
static enum ts_status plain(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)asked, (void)err;
    const struct ts_look now = sitting->look;
    sitting->look = sitting->other_look;
    sitting->other_look = now;
    ts_screen_add_remark(sitting, sitting->look.is_plain ? "plain from here on: what is told comes whole; /plain goes back" : "no longer plain");
    return TS_OK;
}

static const struct spoken all[] = {
    {"/care", "SETTING VALUE", TS_WORD_HELP_CARE, care},
    {"/skip", "all", TS_WORD_HELP_SKIP, skip},
    {"/rest", NULL, TS_WORD_HELP_REST, rest},
    {"/stop", NULL, TS_WORD_HELP_STOP, stop},
    {"/recap", NULL, TS_WORD_HELP_RECAP, recap},
    {"/timeline", NULL, TS_WORD_HELP_TIMELINE, timeline},
    {"/history", "N", TS_WORD_HELP_HISTORY, history},
    {"/status", NULL, TS_WORD_HELP_STATUS, show_status},
    {"/back", "TURN", TS_WORD_HELP_BACK, back},
    {"/plain", NULL, TS_WORD_HELP_PLAIN, plain},
    {"/pause", NULL, TS_WORD_HELP_PAUSE, leave},
    {"/quit", NULL, TS_WORD_HELP_QUIT, leave},
    {"/help", NULL, TS_WORD_HELP_HELP, help},
};
enum { COUNT = sizeof all / sizeof *all };

static enum ts_status help(struct ts_sitting *sitting, const struct asked *asked, struct ts_err *err)
{
    (void)asked, (void)err;
    const struct ts_content *content = sitting->engine->content;
    ts_buffer_add_format(&sitting->out, "%s\n", ts_word(content, TS_WORD_HELP));
    for (int i = 0; i < COUNT; i++)
        ts_buffer_add_format(&sitting->out, "  %s%s%-*s %s\n", all[i].name, all[i].words ? " " : "",
                             (int)(21 - strlen(all[i].name) - (all[i].words != NULL)), all[i].words ? all[i].words : "", ts_word(content, all[i].help));
    ts_debugging_add_help(sitting);
    ts_buffer_add_byte(&sitting->out, '\n');
    return TS_OK;
}

// What follows the name, or NULL when the line says something else.
static const char *find_words(const struct spoken *spoken, const char *line)
{
    size_t length = strlen(spoken->name);
    if (strncmp(line, spoken->name, length) || (line[length] && line[length] != ' ')) return NULL;
    const char *words = line + length + strspn(line + length, " ");
    return *words && !spoken->words ? NULL : words;
}

enum ts_status ts_spoken_do(struct ts_sitting *sitting, const char *line, bool *is_leaving, struct ts_err *err)
{
    const char *names[COUNT];
    bool is_done;
    enum ts_status status = ts_debugging_do(sitting, line, &is_done, err);
    if (is_done) return status;
    status = ts_care_do(sitting, line, &is_done, err);
    if (is_done && !status) {
        ts_care_add_said(sitting, line);
        ts_screen_add_act(sitting);
    }
    if (is_done) return status;
    for (int i = 0; i < COUNT; i++) {
        const char *words = find_words(&all[i], line);
        names[i] = all[i].name;
        if (words) return all[i].run(sitting, &(struct asked){words, is_leaving}, err);
    }
    const char *near = ts_suggest(line, names, COUNT);
    return near ? ts_err_set(err, TS_REFUSED, "no command is called \"%.100s\": did you mean \"%s\"?", line, near)
                : ts_err_set(err, TS_REFUSED, "no command is called \"%.100s\": /help shows those there are", line);
}
