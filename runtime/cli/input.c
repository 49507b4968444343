// input.c - lines that a person or a program types
#include "cli/input.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/arena.h"
#include "base/clock.h"
#include "cli/print.h"
#include "cli/signal.h"
#include "cli/wrap.h"

enum { LINE_MAX_BYTES = 64 * 1024, HISTORY_MAX = 200 };

struct ts_input {
    EditLine *editor;  // NULL: no editing
    locale_t characters;
    History *history;
    const char *prompt;
    struct ts_buffer bytes, line; // read and not yet given; the line given last
    bool is_over;
    struct ts_idle idle;
    bool is_woken; // idle was done waiting
};

// --- waiting

// What is typed may take several rows: the cursor goes to the first of them, and all below is cleared.
static void lift_line(struct ts_input *input, struct ts_buffer *out)
{
    const LineInfo *typed = el_line(input->editor);
    size_t at = ts_text_width(input->prompt, strlen(input->prompt)) + ts_text_width(typed->buffer, (size_t)(typed->cursor - typed->buffer));
    struct winsize size = {0};
    size_t rows = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col ? 0 : at / size.ws_col;
    if (rows) ts_buffer_add_format(out, "\x1b[%zuA", rows);
    ts_buffer_add_text(out, "\r\x1b[J");
}

// A failed print is met again by the next one, which can say so.
static void print_above(struct ts_input *input, const struct ts_buffer *words)
{
    struct ts_buffer out = {0};
    struct ts_err err;
    if (input->editor) lift_line(input, &out);
    ts_buffer_add(&out, words->bytes, words->length);
    enum ts_status status = ts_print(&out, &err);
    (void)status;
    if (input->editor) el_set(input->editor, EL_REFRESH);
    ts_buffer_clear(&out);
}

static void be_idle(struct ts_input *input)
{
    struct ts_buffer words = {0};
    input->is_woken = !input->idle.be(input->idle.self, &words);
    if (words.length) print_above(input, &words);
    ts_buffer_clear(&words);
}

static enum ts_waited wait_once(const struct ts_input *input, bool has_rested, int rest_ms)
{
    const struct ts_idle *idle = &input->idle;
    int news = has_rested && idle->find_news ? idle->find_news(idle->self) : -1;
    return ts_signal_wait(STDIN_FILENO, news, !idle->be ? -1 : news < 0 ? rest_ms : idle->seldom_ms);
}

// Until something can be read or nothing more is waited for. False: a signal came. Behind a key, a turn and what was heard nothing more is
// heard for a moment, so that a busy world is heard of in pieces; as long as hearing took, where that is longer, as others want to be served too.
static bool wait(struct ts_input *input)
{
    bool has_rested = false;
    int rest_ms = input->idle.every_ms;
    while (!input->is_woken) {
        enum ts_waited waited = wait_once(input, has_rested, rest_ms);
        if (waited == TS_WAITED_READY || waited == TS_WAITED_SIGNAL) return waited == TS_WAITED_READY;
        int64_t began = ts_clock_monotonic();
        be_idle(input);
        int64_t took_ms = (ts_clock_monotonic() - began) / 1000000;
        rest_ms = took_ms > input->idle.every_ms ? (int)took_ms : input->idle.every_ms;
        has_rested = waited == TS_WAITED_LONG;
    }
    return true;
}

// --- editing: libedit asks for one character at a time, so that a signal can end the wait

static char *get_prompt(EditLine *editor)
{
    struct ts_input *input = NULL;
    el_get(editor, EL_CLIENTDATA, &input);
    return (char *)input->prompt;
}

static int get_character(EditLine *editor, wchar_t *out)
{
    struct ts_input *input = NULL;
    char bytes[8];
    el_get(editor, EL_CLIENTDATA, &input);
    for (size_t count = 0; count < sizeof bytes;) {
        mbstate_t state = {0};
        if (!wait(input)) return -1;
        if (input->is_woken) {
            *out = L'\n'; // ends the line, which next_edited drops
            return 1;
        }
        ssize_t got = read(STDIN_FILENO, bytes + count, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return (int)got;
        size_t used = mbrtowc(out, bytes, ++count, &state);
        if (used <= count) return 1;
        if (used == (size_t)-1) count = 0; // no character: left out
    }
    return -1;
}

static void set_up(struct ts_input *input)
{
    HistEvent event;
    history(input->history, &event, H_SETSIZE, HISTORY_MAX);
    history(input->history, &event, H_SETUNIQUE, 1);
    el_set(input->editor, EL_CLIENTDATA, input);
    el_set(input->editor, EL_PROMPT, get_prompt);
    el_set(input->editor, EL_EDITOR, "emacs");
    el_set(input->editor, EL_SIGNAL, 0);
    el_set(input->editor, EL_HIST, history, input->history);
    el_set(input->editor, EL_GETCFN, get_character);
}

// Characters are read as UTF-8 while a line is edited; scripts never see another locale than C (design §8).
static void open_editor(struct ts_input *input)
{
    input->characters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!input->characters) return;
    locale_t before = uselocale(input->characters);
    input->editor = el_init("turnstone", stdin, stdout, stderr);
    input->history = input->editor ? history_init() : NULL;
    if (input->history) set_up(input);
    uselocale(before);
}

static enum ts_status next_edited(struct ts_input *input, struct ts_err *err)
{
    HistEvent event;
    int count = 0;
    locale_t before = uselocale(input->characters);
    const char *line = el_gets(input->editor, &count);
    uselocale(before);
    if (ts_signal_last()) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
    input->is_over = !line || count <= 0;
    if (input->is_over || input->is_woken) return TS_OK;
    ts_buffer_add(&input->line, line, (size_t)count);
    if (line[0] != '\n') history(input->history, &event, H_ENTER, line);
    return TS_OK;
}

// --- plain lines

static enum ts_status fill(struct ts_input *input, struct ts_err *err)
{
    char piece[4096];
    if (!wait(input)) return ts_err_set(err, TS_INTERRUPTED, "%s", "");
    if (input->is_woken) return TS_OK;
    ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
    if (got < 0 && errno != EINTR && errno != EAGAIN) return ts_err_set(err, TS_IO, "cannot read standard input: %s", strerror(errno));
    if (got == 0) input->is_over = true;
    if (got > 0) ts_buffer_add(&input->bytes, piece, (size_t)got);
    if (input->bytes.length > LINE_MAX_BYTES && !memchr(input->bytes.bytes, '\n', input->bytes.length))
        return ts_err_set(err, TS_DATA, "a line of more than %d bytes came on standard input", LINE_MAX_BYTES);
    return TS_OK;
}

static enum ts_status next_plain(struct ts_input *input, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    char *end = NULL;
    while (!status && !input->is_woken && !(end = input->bytes.length ? memchr(input->bytes.bytes, '\n', input->bytes.length) : NULL) && !input->is_over)
        status = fill(input, err);
    if (status || input->is_woken) return status;
    size_t length = end ? (size_t)(end - input->bytes.bytes) : input->bytes.length, used = length + (end != NULL);
    if (length || end) input->is_over = false; // the last line may lack its newline
    ts_buffer_add(&input->line, input->bytes.length ? input->bytes.bytes : "", length);
    if (used) memmove(input->bytes.bytes, input->bytes.bytes + used, input->bytes.length - used);
    input->bytes.length -= used;
    return TS_OK;
}

// --- the noun

struct ts_input *ts_input_open(bool with_editing)
{
    struct ts_input *input = ts_memory_get(sizeof *input);
    *input = (struct ts_input){0};
    if (with_editing) open_editor(input);
    return input;
}

void ts_input_set_idle(struct ts_input *input, struct ts_idle idle)
{
    input->idle = idle;
}

void ts_input_close(struct ts_input *input)
{
    if (!input) return;
    if (input->editor) el_end(input->editor);
    if (input->history) history_end(input->history);
    if (input->characters) freelocale(input->characters);
    ts_buffer_clear(&input->bytes);
    ts_buffer_clear(&input->line);
    free(input);
}

static const char *trim(struct ts_buffer *line)
{
    while (line->length && strchr(" \t\r\n", line->bytes[line->length - 1])) line->bytes[--line->length] = '\0';
    return line->bytes + strspn(line->bytes, " \t");
}

enum ts_status ts_input_next(struct ts_input *input, const char *prompt, const char **line, struct ts_err *err)
{
    input->line.length = 0;
    input->is_woken = false;
    input->prompt = prompt;
    enum ts_status status = input->editor && input->history ? next_edited(input, err) : next_plain(input, err);
    if (status) return status;
    ts_buffer_add(&input->line, "", 0);
    *line = input->is_over ? NULL : trim(&input->line);
    return TS_OK;
}
