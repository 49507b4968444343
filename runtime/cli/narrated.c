// narrated.c - what a narrator tells behind a turn
#include "cli/narrated.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/signal.h"
#include "engine/narration.h"
#include "engine/show.h"

enum { LOOK_MS = 1000 }; // how often the way to a store's server is looked after meanwhile

struct telling {
    struct ts_sitting *sitting;
    bool is_shown;          // as it comes
    struct ts_buffer told;  // so far
    size_t printed;         // bytes of it, wrapped
};

// Wrapping more never changes the lines before it: only what is new is printed.
static enum ts_status print_more(struct telling *telling, struct ts_err *err)
{
    struct ts_sitting *sitting = telling->sitting;
    struct ts_buffer words = {0}, wrapped = {0};
    ts_show_words(sitting->engine, telling->told.bytes, telling->told.length, &words);
    ts_wrap_all(&wrapped, &sitting->look, words.bytes, words.length, true);
    while (wrapped.length && wrapped.bytes[wrapped.length - 1] == '\n') wrapped.length--;
    if (wrapped.length > telling->printed) ts_buffer_add(&sitting->out, wrapped.bytes + telling->printed, wrapped.length - telling->printed);
    telling->printed = wrapped.length;
    ts_buffer_clear(&words);
    ts_buffer_clear(&wrapped);
    return ts_print(&sitting->out, err);
}

static enum ts_status take(struct telling *telling, struct ts_narration *narration, struct ts_err *err)
{
    size_t before = telling->told.length;
    ts_narration_take(narration, &telling->told);
    if (!before && telling->told.length && telling->told.bytes[0] == '\n') // the text before it has ended its line
        memmove(telling->told.bytes, telling->told.bytes + 1, telling->told.length--);
    return telling->is_shown && telling->told.length > before ? print_more(telling, err) : TS_OK;
}

// Until it is over, or somebody types.
static enum ts_status follow(struct telling *telling, struct ts_narration *narration, struct ts_err *err)
{
    struct ts_narrator *narrator = telling->sitting->engine->narrator;
    bool can_cut = telling->is_shown && isatty(STDIN_FILENO);
    enum ts_status status = TS_OK;
    while (!status && !ts_narration_is_over(narration)) {
        struct pollfd ready[] = {{.fd = narrator->fd(narrator), .events = POLLIN}, {.fd = can_cut ? STDIN_FILENO : -1, .events = POLLIN}};
        if (poll(ready, 2, LOOK_MS) < 0 && errno != EINTR) return ts_err_set(err, TS_IO, "cannot wait for the narrator");
        if (ts_signal_last()) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
        if (ready[1].revents) break;
        narrator->hear(narrator);
        ts_sitting_keep_up(telling->sitting);
        status = take(telling, narration, err);
    }
    return status;
}

static void say_trouble(void *self, const char *words)
{
    ts_say(((const struct ts_sitting *)self)->cli, "narrator: %s", words);
}

static void show_prompt(struct ts_sitting *sitting)
{
    struct ts_buffer page = {0};
    if (sitting->shows_prompts) ts_narration_show_prompt(sitting->play, &page);
    if (page.length) ts_complain_page(&page);
    ts_buffer_clear(&page);
}

static enum ts_status tell(struct ts_sitting *sitting, bool is_for_person, struct ts_err *err)
{
    struct telling telling = {.sitting = sitting, .is_shown = is_for_person && !sitting->look.is_plain};
    show_prompt(sitting);
    struct ts_narration *narration = ts_narration_begin(sitting->play);
    enum ts_status status = narration && telling.is_shown ? ts_print(&sitting->out, err) : TS_OK;
    if (narration && !status) status = follow(&telling, narration, err);
    if (narration && !status) status = take(&telling, narration, err);
    ts_narration_end(narration);
    if (!status && is_for_person && !telling.is_shown && telling.told.length) status = print_more(&telling, err);
    if (telling.printed) ts_buffer_add_text(&sitting->out, "\n\n");
    ts_buffer_clear(&telling.told);
    ts_narration_each_trouble(sitting->play, say_trouble, sitting);
    return status;
}

enum ts_status ts_narrated_wait(struct ts_sitting *sitting, struct ts_err *err)
{
    return tell(sitting, false, err);
}

enum ts_status ts_narrated_tell(struct ts_sitting *sitting, struct ts_err *err)
{
    return tell(sitting, true, err);
}
