// sitting.c - a run played by itself, or by a program
#include "cli/sitting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/care.h"
#include "cli/hint.h"
#include "cli/input.h"
#include "cli/jsonl.h"
#include "cli/narrated.h"
#include "cli/pick.h"
#include "cli/print.h"
#include "cli/screen.h"
#include "cli/signal.h"
#include "cli/watch.h"

bool ts_sitting_is_open(const struct ts_sitting *sitting)
{
    return ts_play_run(sitting->play)->head.state == TS_ACTIVE;
}

// --- waiting

enum { KEEP_UP_MS = 1000 };

void ts_sitting_keep_up(struct ts_sitting *sitting)
{
    ts_store_news_fd(sitting->engine->store);
    ts_store_version(sitting->engine->store, 0);
}

static bool keep_up(void *self, struct ts_buffer *out)
{
    (void)out;
    ts_sitting_keep_up(self);
    return true;
}

struct ts_idle ts_sitting_idle(struct ts_sitting *sitting)
{
    bool is_needed = ts_store_news_fd(sitting->engine->store) != TS_NEWS_NEVER;
    return (struct ts_idle){.be = is_needed ? keep_up : NULL, .every_ms = KEEP_UP_MS, .self = sitting};
}

// --- by itself

static enum ts_status tell_turn(struct ts_sitting *sitting, struct ts_err *err)
{
    enum ts_status status = ts_narrated_wait(sitting, err);
    if (status) return status;
    if (sitting->is_jsonl) ts_jsonl_add_turn(&sitting->out, sitting->engine, sitting->play, true, &sitting->untold);
    else ts_screen_add_automatic(sitting);
    return ts_print(&sitting->out, err);
}

// The opening itself is not printed as a line; what others did meanwhile goes with the first turn.
static void open_automatic(struct ts_sitting *sitting)
{
    const struct ts_shown *shown = ts_play_shown(sitting->play);
    if (sitting->is_jsonl) {
        ts_buffer_add(&sitting->untold.news, shown->news.bytes, shown->news.length);
        ts_buffer_add(&sitting->untold.notices, shown->notices.bytes, shown->notices.length);
    } else {
        ts_screen_add_header(sitting);
        ts_screen_add_news(sitting);
    }
}

enum ts_status ts_sitting_auto(struct ts_sitting *sitting, int64_t turns, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    open_automatic(sitting);
    for (int64_t i = 0; i < turns && !status; i++) {
        if (ts_signal_last()) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
        status = ts_play_auto(sitting->play, err);
        if (!status) status = tell_turn(sitting, err);
    }
    return status;
}

// --- by a program

void ts_sitting_add_replay(const struct ts_sitting *sitting, const struct ts_take *take, struct ts_err *err)
{
    struct ts_buffer hint = {0};
    size_t length = strlen(err->message);
    if (err->status != TS_FAILED) return;
    ts_hint_add_replay(&hint, sitting->cli, ts_symbol_text(sitting->engine->symbols, ts_play_run(sitting->play)->id), take->choice, take->answer);
    if (length + hint.length + 4 < sizeof err->message) snprintf(err->message + length, sizeof err->message - length, "\n%s", hint.bytes);
    ts_buffer_clear(&hint);
}

static enum ts_status tell_refusal(struct ts_sitting *sitting, enum ts_status status, struct ts_err *err)
{
    if (status != TS_REFUSED && status != TS_FAILED) return status;
    ts_jsonl_add_error(&sitting->out, err->message);
    err->message[0] = '\0';
    return ts_print(&sitting->out, err);
}

static enum ts_status take_line(struct ts_sitting *sitting, const char *line, struct ts_buffer *id, struct ts_err *err)
{
    struct ts_take take = {0};
    bool is_care;
    enum ts_status status = ts_care_do(sitting, line, &is_care, err);
    if (is_care && !status) ts_care_add_said(sitting, line);
    if (is_care) return status ? tell_refusal(sitting, status, err) : tell_turn(sitting, err);
    ts_pick_split(sitting->engine->symbols, ts_play_shown(sitting->play), line, id, &take.answer);
    take.choice = id->bytes;
    status = ts_play_take(sitting->play, &take, err);
    if (!status) return tell_turn(sitting, err);
    ts_sitting_add_replay(sitting, &take, err);
    return tell_refusal(sitting, status, err);
}

// While a line is waited for.
static bool watch(void *self, struct ts_buffer *out)
{
    struct ts_sitting *sitting = self;
    ts_sitting_keep_up(sitting);
    ts_watch_follow(sitting->watch, sitting);
    ts_buffer_add(out, sitting->out.bytes, sitting->out.length);
    sitting->out.length = 0;
    return true;
}

static enum ts_status next_line(struct ts_sitting *sitting, struct ts_input *input, const char **line, struct ts_err *err)
{
    ts_watch_follow(sitting->watch, sitting); // a program may be quicker than any idle moment
    enum ts_status status = ts_print(&sitting->out, err);
    return status ? status : ts_input_next(input, "", line, err);
}

enum ts_status ts_sitting_lines(struct ts_sitting *sitting, struct ts_err *err)
{
    struct ts_input *input = ts_input_open(false);
    struct ts_buffer id = {0};
    const char *line = "";
    ts_input_set_idle(input, sitting->watch ? (struct ts_idle){.be = watch, .every_ms = TS_WATCH_MS, .self = sitting} : ts_sitting_idle(sitting));
    enum ts_status status = ts_narrated_wait(sitting, err);
    ts_jsonl_add_turn(&sitting->out, sitting->engine, sitting->play, false, NULL);
    if (!status) status = ts_print(&sitting->out, err);
    while (!status && line && ts_sitting_is_open(sitting)) {
        status = next_line(sitting, input, &line, err);
        if (!status && line) status = take_line(sitting, line, &id, err);
    }
    ts_buffer_clear(&id);
    ts_input_close(input);
    return status;
}
