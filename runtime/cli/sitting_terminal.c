// sitting_terminal.c - a run played by a person
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/care.h"
#include "cli/debugging.h"
#include "cli/going_back.h"
#include "cli/input.h"
#include "cli/narrated.h"
#include "cli/pick.h"
#include "cli/print.h"
#include "cli/screen.h"
#include "cli/sitting.h"
#include "cli/spoken.h"
#include "cli/watch.h"
#include "engine/show.h"

enum { LISTEN_MS = 50, SELDOM_MS = 1000 }; // how often a live universe is asked for what others did, while a person is choosing; where a server tells of it

struct person {
    struct ts_sitting *sitting;
    struct ts_input *input;
    bool is_leaving;
    bool has_moved; // the run went on by itself
};

static bool is_live(const struct ts_sitting *sitting)
{
    return ts_play_run(sitting->play)->live;
}

static const char *prompt_of(const struct ts_sitting *sitting)
{
    if (sitting->look.is_plain) return sitting->back.is_asked ? "Your answer: " : "Your choice: ";
    return "> ";
}

// Without line editing the prompt is printed by hand, and only for a person.
static bool is_prompted(const struct ts_sitting *sitting)
{
    return !sitting->is_edited && sitting->look.is_plain && isatty(STDIN_FILENO);
}

// Where the prompt was printed by hand it is printed again; what was typed behind it is kept by the terminal.
static void give_above(struct ts_sitting *sitting, struct ts_buffer *out)
{
    if (is_prompted(sitting)) ts_buffer_add_byte(out, '\n');
    ts_buffer_add(out, sitting->out.bytes, sitting->out.length);
    if (is_prompted(sitting)) ts_buffer_add_text(out, prompt_of(sitting));
    sitting->out.length = 0;
}

// What others do in a live universe is shown as it happens, and so is what becomes of content that is watched.
static bool listen(void *self, struct ts_buffer *out)
{
    struct person *person = self;
    struct ts_sitting *sitting = person->sitting;
    struct ts_buffer lines = {0};
    enum ts_following following;
    struct ts_err err;
    if (!is_live(sitting)) ts_sitting_keep_up(sitting);
    enum ts_status status = ts_play_hear(sitting->play, &lines, &following, &err);
    (void)status; // a store that cannot be read just then is asked again
    ts_screen_add_asides(sitting, &lines);
    if (following == TS_FOLLOWS_CHOICES) ts_screen_add_choices(sitting);
    person->has_moved = following == TS_FOLLOWS_RUN;
    ts_buffer_clear(&lines);
    if (!person->has_moved) ts_watch_follow(sitting->watch, sitting);
    if (sitting->out.length) give_above(sitting, out);
    return !person->has_moved;
}

static int find_news(void *self)
{
    const struct person *person = self;
    return ts_store_news_fd(person->sitting->engine->store);
}

static struct ts_idle idle_of(struct person *person, bool listens)
{
    struct ts_sitting *sitting = person->sitting;
    if (!listens || (!sitting->watch && !is_live(sitting))) return ts_sitting_idle(sitting);
    return (struct ts_idle){.be = listen,
                            .find_news = is_live(sitting) ? find_news : NULL,
                            .every_ms = LISTEN_MS,
                            .seldom_ms = sitting->watch ? TS_WATCH_MS : SELDOM_MS,
                            .self = person};
}

static void forget_pauses(struct ts_buffer *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->length; i++)
        if (out->bytes[i] != TS_SCREEN_PAUSE) out->bytes[kept++] = out->bytes[i];
    out->length = kept;
}

// As far as a text pauses it is given part by part, with Enter between. A command typed there is the next line.
static enum ts_status give_slowly(struct person *person, const char **line, struct ts_err *err)
{
    struct ts_buffer *out = &person->sitting->out, part = {0};
    enum ts_status status = TS_OK;
    const char *pause;
    *line = "";
    while (!status && *line && **line != '/' && out->length && (pause = memchr(out->bytes, TS_SCREEN_PAUSE, out->length))) {
        size_t length = (size_t)(pause - out->bytes);
        ts_buffer_add(&part, out->bytes, length);
        memmove(out->bytes, out->bytes + length + 1, out->length -= length + 1);
        status = ts_print(&part, err);
        if (!status) status = ts_input_next(person->input, "(Enter) ", line, err);
    }
    ts_buffer_clear(&part);
    if (!*line || **line == '/') forget_pauses(out);
    return status;
}

static enum ts_status next_line(struct person *person, bool listens, const char **line, struct ts_err *err)
{
    struct ts_sitting *sitting = person->sitting;
    const char *prompt = prompt_of(sitting);
    ts_debugging_follow(sitting);
    if (is_prompted(sitting)) ts_buffer_add_text(&sitting->out, prompt);
    ts_input_set_idle(person->input, idle_of(person, listens));
    enum ts_status status = give_slowly(person, line, err);
    if (!status && *line && **line == '/') return TS_OK; // said while it paused
    if (!status) status = ts_print(&sitting->out, err);
    sitting->shown_at = ts_clock_millis();
    return status ? status : ts_input_next(person->input, prompt, line, err);
}

// --- a turn

// What was refused is said, and nothing has changed; so is that the store cannot be reached: the next line tries again. What failed otherwise
// ends the sitting.
static enum ts_status go_on(struct ts_sitting *sitting, enum ts_status status, struct ts_err *err)
{
    if (status != TS_REFUSED && status != TS_FAILED && status != TS_BUSY && status != TS_CONFLICT && status != TS_UNAVAILABLE) return status;
    ts_screen_add_refusal(sitting, err->message);
    err->message[0] = '\0';
    return TS_OK;
}

// A choice that asks for words gets them; none given takes nothing, and a command is obeyed instead.
static enum ts_status ask(struct person *person, ts_symbol id, struct ts_buffer *answer, bool *is_ready, struct ts_err *err)
{
    const char *line = NULL;
    char remark[80];
    uint32_t letters = ts_play_asks(person->sitting->play, id);
    *is_ready = true;
    if (!letters) return TS_OK;
    snprintf(remark, sizeof remark, "In your own words (at most %u letters; nothing: choose again):", letters);
    ts_screen_add_remark(person->sitting, remark);
    enum ts_status status = next_line(person, false, &line, err); // the choice taken must stay as it is on the screen
    if (status) return status;
    *is_ready = line && *line && *line != '/';
    if (line && *line == '/') return go_on(person->sitting, ts_spoken_do(person->sitting, line, &person->is_leaving, err), err);
    if (*is_ready) ts_buffer_add_text(answer, line);
    return TS_OK;
}

static enum ts_status show_turn(struct ts_sitting *sitting, struct ts_err *err)
{
    ts_screen_add_text(sitting);
    enum ts_status status = ts_narrated_tell(sitting, err);
    ts_screen_add_rest(sitting);
    ts_care_offer_rest(sitting);
    ts_debugging_end(sitting);
    return status;
}

static void refuse_locked(struct ts_sitting *sitting, const struct ts_shown *shown, const struct ts_shown_choice *choice)
{
    struct ts_buffer words = {0};
    ts_buffer_add_text(&words, "That is locked");
    if (choice->reason_length) ts_buffer_add_text(&words, ": ");
    ts_show_words(sitting->engine, shown->words.bytes + choice->reason, choice->reason_length, &words);
    ts_screen_add_refusal(sitting, words.bytes);
    ts_buffer_clear(&words);
}

static enum ts_status take(struct person *person, uint32_t index, struct ts_err *err)
{
    struct ts_sitting *sitting = person->sitting;
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    const struct ts_shown_choice choice = shown->choices[index];
    struct ts_buffer answer = {0};
    bool is_ready;
    if (choice.locked) {
        refuse_locked(sitting, shown, &choice);
        return TS_OK;
    }
    enum ts_status status = ask(person, choice.id, &answer, &is_ready, err);
    if (!status && is_ready) {
        struct ts_take how = {.choice = ts_symbol_text(sitting->engine->symbols, choice.id), .answer = answer.length ? answer.bytes : NULL};
        size_t before = sitting->out.length;
        ts_screen_add_taken(sitting, &choice);
        status = ts_play_take(sitting->play, &how, err);
        if (status) sitting->out.length = before, ts_sitting_add_replay(sitting, &how, err);
        bool is_shown = !status || (status == TS_CONFLICT && ts_sitting_is_open(sitting)); // it stands elsewhere than was shown
        status = go_on(sitting, status, err);
        if (!status && is_shown) status = show_turn(sitting, err);
    }
    ts_buffer_clear(&answer);
    return status;
}

// How fast it was answered is looked at behind the turn, which may then be told again, gentler.
static enum ts_status take_and_note(struct person *person, uint32_t index, struct ts_err *err)
{
    struct ts_sitting *sitting = person->sitting;
    int64_t millis = ts_clock_millis() - sitting->shown_at;
    size_t letters = ts_play_shown(sitting->play)->text.length;
    bool is_noted = false;
    enum ts_status status = take(person, index, err);
    if (!status && ts_sitting_is_open(sitting)) status = ts_care_note_pace(sitting, millis, letters, &is_noted, err);
    return !status && is_noted ? show_turn(sitting, err) : status;
}

static enum ts_status hear(struct person *person, const char *line, struct ts_err *err)
{
    struct ts_sitting *sitting = person->sitting;
    uint32_t index;
    if (sitting->back.is_asked) return go_on(sitting, ts_back_answer(sitting, line, err), err);
    if (person->has_moved) {
        person->has_moved = false;
        return show_turn(sitting, err);
    }
    if (*line == '/') return go_on(sitting, ts_spoken_do(sitting, line, &person->is_leaving, err), err);
    if (!*line) return TS_OK;
    enum ts_status status = ts_pick(sitting->engine, ts_play_shown(sitting->play), line, &index, err);
    return status ? go_on(sitting, status, err) : take_and_note(person, index, err);
}

// --- the sitting

static enum ts_status show_opening(struct ts_sitting *sitting, struct ts_err *err)
{
    ts_screen_add_header(sitting);
    ts_screen_add_text(sitting);
    enum ts_status status = ts_narrated_tell(sitting, err);
    ts_screen_add_choices(sitting);
    ts_screen_add_news(sitting);
    if (sitting->is_new && isatty(STDIN_FILENO)) ts_screen_add_remark(sitting, "Type a number, or the beginning of a choice; /help shows what else there is.");
    return status;
}

enum ts_status ts_sitting_terminal(struct ts_sitting *sitting, struct ts_err *err)
{
    sitting->is_edited = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !sitting->look.is_plain;
    struct person person = {.sitting = sitting, .input = ts_input_open(sitting->is_edited)};
    const char *line = "";
    sitting->is_paced = isatty(STDIN_FILENO);
    enum ts_status status = show_opening(sitting, err);
    while (!status && line && !person.is_leaving && ts_sitting_is_open(sitting)) {
        status = next_line(&person, !sitting->back.is_asked, &line, err);
        if (!status && line) status = hear(&person, line, err);
    }
    bool is_cut = sitting->is_edited && (status == TS_INTERRUPTED || !line);
    if (is_cut) ts_buffer_add_byte(&sitting->out, '\n'); // the prompt still stands there
    struct ts_err second = {0};
    enum ts_status printed = ts_print(&sitting->out, status ? &second : err);
    if (!status) status = printed;
    ts_input_close(person.input);
    return status;
}
