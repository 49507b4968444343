// blame_line.c - a line of a source and, in it, what a message speaks of: found in the text, drawn with a caret
#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

#include "lua/blame.h"

enum { COLUMNS_MAX = 200, BEFORE_MAX = 150, BEFORE_KEPT = 60, TAB = 4, WORD_MAX = 100, LINE_MAX_BYTES = 4096 };

// --- the place in the line

struct words { // a line being searched, and the message about it
    const char *line;
    size_t length;
    const char *message;
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static char before(const struct words *words, size_t at)
{
    while (at > 0 && words->line[at - 1] == ' ') at--;
    return at ? words->line[at - 1] : '\0';
}

static char after(const struct words *words, size_t at)
{
    while (at < words->length && words->line[at] == ' ') at++;
    return at < words->length ? words->line[at] : '\0';
}

static bool is_whole(const struct words *words, const char *name, size_t length, size_t at)
{
    if (is_letter(name[0]) && at > 0 && is_letter(words->line[at - 1])) return false;
    return !is_letter(name[length - 1]) || at + length == words->length || !is_letter(words->line[at + length]);
}

// How well this occurrence fits what the message says of the name and of what was done with it.
static int score(const struct words *words, const char *kind, size_t length, size_t at)
{
    char left = before(words, at), right = after(words, at + length);
    bool is_member = left == '.' || left == ':' || left == '"' || left == '\'';
    int fit = 0;
    if (strcmp(kind, "method") == 0) fit += left == ':' ? 2 : 0;
    else if (strcmp(kind, "field") == 0) fit += is_member ? 2 : 0;
    else if (*kind) fit += is_member ? 0 : 2;
    if (strstr(words->message, "attempt to call")) fit += right && strchr("({\"'[", right) ? 1 : 0;
    if (strstr(words->message, "attempt to index")) fit += right && strchr(".:[", right) ? 1 : 0;
    return fit;
}

static bool find_word(const struct words *words, const char *name, size_t length, const char *kind, size_t *out)
{
    int best = -1;
    if (length == 0 || length > WORD_MAX) return false;
    for (size_t at = 0; at + length <= words->length; at++) {
        if (memcmp(words->line + at, name, length) != 0 || !is_whole(words, name, length, at)) continue;
        int fit = score(words, kind, length, at);
        if (fit > best) best = fit, *out = at;
    }
    return best >= 0;
}

static void find_once(const struct words *words, const char *name, size_t length, size_t *out)
{
    const char *found = memmem(words->line, words->length, name, length), *next = found ? found + 1 : NULL;
    if (found && !memmem(next, words->length - (size_t)(next - words->line), name, length)) *out = (size_t)(found - words->line);
}

// "(local 'x')", "(field 'lantren')": what Lua knows of a value.
static bool find_named(const struct words *words, size_t *out)
{
    static const char *const kinds[] = {"local", "upvalue", "global", "field", "method", "constant"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char start[16] = "(";
        strcat(strcat(start, kinds[i]), " '");
        const char *found = strstr(words->message, start), *name = found ? found + strlen(start) : NULL;
        if (name && find_word(words, name, strcspn(name, "'\n"), kinds[i], out)) return true;
    }
    return false;
}

// "unexpected symbol near 'x'", "near <eof>": what the compiler met. Where it stands more than once nobody knows which it was.
static bool find_near(const struct words *words, size_t *out)
{
    const char *found = strstr(words->message, " near '"), *end = strstr(words->message, " near <eof>");
    size_t length = found ? strcspn(found + 7, "\n") : 0;
    if (end) *out = words->length;
    while (length && found[7 + length - 1] != '\'') length--;
    if (length > 1) find_once(words, found + 7, length - 1, out);
    return found || end;
}

// The last of the words in quotes that stands in the line: what is wrong is named after what it is wrong in.
static bool find_quoted(const struct words *words, size_t *out)
{
    const char *hint = strstr(words->message, "did you mean");
    bool is_found = false;
    for (const char *at = words->message; *at && *at != '\n' && at != hint; at++) {
        if (*at != '"' && *at != '\'') continue;
        size_t length = strcspn(at + 1, *at == '"' ? "\"\n" : "'\n");
        if (at[1 + length] != *at) continue;
        is_found |= find_word(words, at + 1, length, "", out);
        at += length + 1;
    }
    return is_found;
}

// "universe:add: why", "run.vars: why": the name behind the first mark.
static bool find_called(const struct words *words, size_t *out)
{
    static const char *const raising[] = {"error", "assert"};
    const char *at = words->message, *place = strchr(at, ' ');
    if (place && place > at && place[-1] == ':') at = place + 1;
    size_t object = strspn(at, "abcdefghijklmnopqrstuvwxyz_"), name = at[object] ? strspn(at + object + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;
    if (object && name && strchr(":.", at[object]) && at[object + 1 + name] == ':')
        if (find_word(words, at + object + 1, name, "field", out)) return true;
    for (size_t i = 0; i < 2; i++)
        if (find_word(words, raising[i], strlen(raising[i]), "", out)) return true;
    return false;
}

static size_t first_letter(const struct words *words)
{
    size_t at = 0;
    while (at < words->length && strchr(" \t", words->line[at])) at++;
    return at;
}

static uint32_t count_characters(const char *text, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

bool ts_blame_find(const char *text, size_t length, uint32_t line, const char *message, struct ts_excerpt *out)
{
    const char *end = text + length, *stop;
    for (uint32_t i = 1; i < line && text; i++) {
        text = memchr(text, '\n', (size_t)(end - text));
        text = text ? text + 1 : NULL;
    }
    if (!text || line == 0) return false;
    stop = memchr(text, '\n', (size_t)(end - text));
    if (!stop) stop = end;
    if (stop - text > LINE_MAX_BYTES) stop = text + LINE_MAX_BYTES; // of a line made to be long the rest is not looked at
    while (stop > text && strchr(" \t\r", stop[-1])) stop--;
    struct words words = {text, (size_t)(stop - text), message};
    size_t at = first_letter(&words);
    if (at == words.length) return false;
    if (!find_named(&words, &at) && !find_near(&words, &at) && !find_quoted(&words, &at)) (void)find_called(&words, &at);
    *out = (struct ts_excerpt){text, words.length, count_characters(text, at) + 1};
    return true;
}

// --- the drawing

struct letter { // as it is shown
    char bytes[4];
    int size, width;
};

// What follows at `at`; how many bytes of the line it takes.
static size_t read_letter(const char *text, size_t left, size_t column, struct letter *out)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &code);
    utf8proc_category_t kind = size > 0 ? utf8proc_category(code) : UTF8PROC_CATEGORY_CN;
    bool is_shown = size > 0 && kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_CF && kind != UTF8PROC_CATEGORY_CN &&
                    kind != UTF8PROC_CATEGORY_ZL && kind != UTF8PROC_CATEGORY_ZP && kind != UTF8PROC_CATEGORY_CO;
    if (*text == '\t') {
        *out = (struct letter){"    ", TAB - (int)(column % TAB), TAB - (int)(column % TAB)};
        return 1;
    }
    *out = (struct letter){"?", 1, 1};
    if (is_shown) {
        memcpy(out->bytes, text, (size_t)size);
        out->size = (int)size;
        out->width = utf8proc_charwidth(code);
    }
    return size > 0 ? (size_t)size : 1;
}

struct drawing {
    const struct ts_excerpt *excerpt;
    size_t start, caret; // byte of the first letter shown; column of the caret, from 0
};

// Columns between two bytes of the line.
static size_t measure(const struct ts_excerpt *excerpt, size_t from, size_t to)
{
    size_t column = 0;
    struct letter letter;
    while (from < to) {
        from += read_letter(excerpt->text + from, excerpt->length - from, column, &letter);
        column += (size_t)letter.width;
    }
    return column;
}

static size_t byte_of(const struct ts_excerpt *excerpt)
{
    size_t at = 0;
    for (uint32_t i = 1; i < excerpt->column && at < excerpt->length; i++)
        do at++;
        while (at < excerpt->length && ((unsigned char)excerpt->text[at] & 0xc0) == 0x80);
    return at;
}

bool ts_blame_is_whole(const struct ts_excerpt *excerpt)
{
    struct words words = {excerpt->text, excerpt->length, ""};
    size_t start = first_letter(&words), at = start;
    struct letter letter;
    while (at < excerpt->length) {
        size_t size = read_letter(excerpt->text + at, excerpt->length - at, 0, &letter);
        if ((size_t)letter.size != size || memcmp(letter.bytes, excerpt->text + at, size) != 0) return false;
        at += size;
    }
    return measure(excerpt, start, excerpt->length) <= COLUMNS_MAX;
}

// Indentation is dropped, and of a long line what lies far before the caret.
static struct drawing plan(const struct ts_excerpt *excerpt)
{
    struct words words = {excerpt->text, excerpt->length, ""};
    struct drawing drawing = {excerpt, first_letter(&words), 0};
    size_t at = byte_of(excerpt);
    struct letter letter;
    if (at < drawing.start) at = drawing.start;
    bool fits = measure(excerpt, drawing.start, excerpt->length) <= COLUMNS_MAX;
    size_t width = measure(excerpt, drawing.start, at);
    if (!fits && width > BEFORE_MAX)
        while (width > BEFORE_KEPT && drawing.start < at) {
            drawing.start += read_letter(excerpt->text + drawing.start, excerpt->length - drawing.start, 0, &letter);
            width -= (size_t)letter.width < width ? (size_t)letter.width : width;
        }
    drawing.caret = measure(excerpt, drawing.start, at);
    return drawing;
}

void ts_blame_draw(struct ts_buffer *out, uint32_t line, const struct ts_excerpt *excerpt)
{
    struct drawing drawing = plan(excerpt);
    struct words words = {excerpt->text, excerpt->length, ""};
    const char *cut = drawing.start > first_letter(&words) ? "..." : "";
    size_t most = measure(excerpt, drawing.start, excerpt->length) <= COLUMNS_MAX - strlen(cut) ? COLUMNS_MAX : COLUMNS_MAX - 6;
    size_t column = 0, before_bar = out->length;
    struct letter letter;
    ts_buffer_add_format(out, "%6u | ", line);
    before_bar = out->length - before_bar - 2;
    ts_buffer_add_text(out, cut);
    for (size_t at = drawing.start; at < excerpt->length; column += (size_t)letter.width) {
        at += read_letter(excerpt->text + at, excerpt->length - at, column, &letter);
        if (column + (size_t)letter.width > most && at < excerpt->length) {
            ts_buffer_add_text(out, "...");
            break;
        }
        ts_buffer_add(out, letter.bytes, (size_t)letter.size);
    }
    ts_buffer_add_format(out, "\n%*s| %*s^\n", (int)before_bar, "", (int)(strlen(cut) + drawing.caret), "");
}
