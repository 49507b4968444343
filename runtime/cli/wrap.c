// wrap.c - text that fits the terminal: widths, wrapping, stress
#include "cli/wrap.h"

#include <string.h>
#include <utf8proc.h>

#include "cli/print.h"

static const char *const tones[] = {[TS_TONE_DIM] = "\033[2m", [TS_TONE_BOLD] = "\033[1m", [TS_TONE_NOTICE] = "\033[36m", [TS_TONE_FAULT] = "\033[33m"};
static const char reset[] = "\033[0m";

size_t ts_text_width(const char *text, size_t length)
{
    size_t width = 0;
    utf8proc_int32_t character;
    for (size_t at = 0; at < length;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &character);
        width += size > 0 ? (size_t)utf8proc_charwidth(character) : 1;
        at += size > 0 ? (size_t)size : 1;
    }
    return width;
}

void ts_tone_add(struct ts_buffer *out, const struct ts_look *look, enum ts_tone tone, const char *text, size_t length)
{
    if (look->has_colour) ts_buffer_add_text(out, tones[tone]);
    ts_print_clean(out, text, length, false);
    if (look->has_colour) ts_buffer_add_text(out, reset);
}

// --- stress

struct stress { bool is_italic, is_bold; };

static bool is_space_at(const char *text, size_t at, size_t length)
{
    return at >= length || text[at] == ' ' || text[at] == '\n';
}

// A mark of `size` stars opens before a word when the same mark follows a word later on.
static bool opens(const char *text, size_t length, size_t at, size_t size)
{
    if (is_space_at(text, at + size, length)) return false;
    for (size_t i = at + size + 1; i + size <= length; i++)
        if (!memcmp(text + i, "**", size) && !is_space_at(text, i - 1, length)) return true;
    return false;
}

// How many stars at `at` are a mark, which then turns; 0: they are just stars.
static size_t take_mark(const char *text, size_t length, size_t at, struct stress *stress)
{
    size_t size = at + 1 < length && text[at] == '*' && text[at + 1] == '*' ? 2 : text[at] == '*' ? 1 : 0;
    bool *is_on = size == 2 ? &stress->is_bold : &stress->is_italic;
    if (!size || (!*is_on && !opens(text, length, at, size)) || (*is_on && (at == 0 || is_space_at(text, at - 1, length)))) return 0;
    *is_on = !*is_on;
    return size;
}

static void add_stress(struct ts_buffer *out, const struct ts_look *look, const struct stress *stress)
{
    if (!look->has_colour) return;
    ts_buffer_add_text(out, reset);
    if (stress->is_bold) ts_buffer_add_text(out, "\033[1m");
    if (stress->is_italic) ts_buffer_add_text(out, "\033[3m");
}

// --- wrapping

struct line { struct ts_buffer *out; const struct ts_look *look; int column, indent; struct stress stress; };

// Columns of the word at `at`, marks not counted; `end` is where it ends.
static int measure(const struct line *line, const char *text, size_t length, size_t at, size_t *end)
{
    struct stress stress = line->stress;
    int width = 0;
    size_t i = at;
    while (i < length && text[i] != ' ') {
        size_t mark = take_mark(text, length, i, &stress);
        size_t next = i + 1;
        while (next < length && ((unsigned char)text[next] & 0xc0) == 0x80) next++;
        if (!mark) width += (int)ts_text_width(text + i, next - i);
        i = mark ? i + mark : next;
    }
    *end = i;
    return width;
}

static void break_line(struct line *line)
{
    ts_buffer_add_byte(line->out, '\n');
    for (int i = 0; i < line->indent; i++) ts_buffer_add_byte(line->out, ' ');
    line->column = line->indent;
}

// Scripts that write without spaces are broken where the line is full.
static void add_letter(struct line *line, const char *letter, size_t size)
{
    int width = (int)ts_text_width(letter, size);
    if (line->look->width && line->column + width > line->look->width && line->column > line->indent) break_line(line);
    ts_buffer_add(line->out, letter, size);
    line->column += width;
}

static void add_word(struct line *line, const char *text, size_t length, size_t at, size_t end)
{
    while (at < end) {
        size_t mark = take_mark(text, length, at, &line->stress), next = at + 1;
        while (next < end && ((unsigned char)text[next] & 0xc0) == 0x80) next++;
        if (mark) add_stress(line->out, line->look, &line->stress);
        else add_letter(line, text + at, next - at);
        at = mark ? at + mark : next;
    }
}

static void part_words(struct line *line, int width, bool is_first)
{
    bool fits = !line->look->width || line->column + 1 + width <= line->look->width;
    if (is_first) return;
    if (fits) {
        ts_buffer_add_byte(line->out, ' ');
        line->column++;
        return;
    }
    break_line(line);
}

void ts_wrap(struct ts_buffer *out, const struct ts_look *look, const char *text, size_t length, int at, int indent)
{
    struct ts_buffer clean = {0};
    struct line line = {.out = out, .look = look, .column = at, .indent = indent};
    bool is_first = true;
    ts_print_clean(&clean, text, length, false);
    for (size_t i = 0, end; i < clean.length; i = end) {
        while (i < clean.length && clean.bytes[i] == ' ') i++;
        int width = measure(&line, clean.bytes, clean.length, i, &end);
        if (end == i) break;
        part_words(&line, width, is_first);
        add_word(&line, clean.bytes, clean.length, i, end);
        is_first = false;
    }
    if (look->has_colour && (line.stress.is_bold || line.stress.is_italic)) ts_buffer_add_text(out, reset);
    ts_buffer_add_byte(out, '\n');
    ts_buffer_clear(&clean);
}

void ts_wrap_all(struct ts_buffer *out, const struct ts_look *look, const char *text, size_t length, bool is_spaced)
{
    const char *end = text + length;
    bool is_first = true;
    for (const char *start = text; start < end;) {
        const char *stop = memchr(start, '\n', (size_t)(end - start));
        if (!stop) stop = end;
        if (!is_first && is_spaced) ts_buffer_add_byte(out, '\n');
        ts_wrap(out, look, start, (size_t)(stop - start), 0, 0);
        is_first = false;
        start = stop + 1;
    }
}

// Bytes up to the last space at which a line of this width can end; all of them when they fit, or have no space.
static size_t cut(const struct ts_look *look, const char *text, size_t length)
{
    size_t found = 0;
    if (!look->width || ts_text_width(text, length) <= (size_t)look->width) return length;
    for (size_t i = 1; i < length && ts_text_width(text, i) <= (size_t)look->width; i++)
        if (text[i] == ' ') found = i;
    return found ? found : length;
}

void ts_tone_wrap(struct ts_buffer *out, const struct ts_look *look, enum ts_tone tone, const char *text, size_t length)
{
    do {
        size_t line = cut(look, text, length);
        ts_tone_add(out, look, tone, text, line);
        ts_buffer_add_byte(out, '\n');
        line += line < length;
        text += line;
        length -= line;
    } while (length);
}
