// scan.c - looks over a source before it is compiled: whether it would keep the compiler, or later an error, too busy
#include "lua/scan.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    JUMPS_MAX = 10000,        // goto, label and break: lists searched one by one
    ELSEIF_MAX = 10000,       // each walks the list of jumps to `end`
    LOGIC_MAX = 20000,        // and, or: likewise within one expression
    LOOKUPS_MAX = 1000000,    // names, times the functions around them: locals are searched from inside out
    NESTING_MAX = 220,        // blocks and functions; the compiler stops at 200
    LINKS_MAX = 4000,         // index steps that may hang together: an error's naming recurses along them
    LINK_WORK_MAX = 300000000 // and looks through the function at each
};

enum kind { NOTHING, NAME, NUMBER, STRING, CLOSER, WORD, LOCAL, POINT, COMMA, OTHER };

// What is known of one function that is being read.
struct body {
    int64_t tokens, links;
    int braces, squares, suffixes;
    bool in_local; // between `local` and its `=`
};

struct scan {
    const char *at, *end;
    char *why;
    int line, jumps, elseifs, logic, bodies, blocks;
    int64_t lookups;
    enum kind last;
    bool opens_body[NESTING_MAX + 2]; // for each open block: whether it is a function
    struct body body[NESTING_MAX + 2];
};

static int stop(struct scan *scan, const char *why)
{
    snprintf(scan->why, TS_SCAN_WHY, "%s", why);
    return scan->line;
}

static struct body *body_of(struct scan *scan)
{
    return &scan->body[scan->bodies];
}

static char peek(const struct scan *scan, size_t ahead)
{
    return (size_t)(scan->end - scan->at) > ahead ? scan->at[ahead] : '\0';
}

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

// At '[': the bytes of a long bracket's opening, 0 when it is none.
static size_t long_opening(const struct scan *scan)
{
    size_t equals = 0;
    while (peek(scan, 1 + equals) == '=') equals++;
    return peek(scan, 1 + equals) == '[' ? equals + 2 : 0;
}

static void skip_long(struct scan *scan, size_t opening)
{
    for (scan->at += opening; scan->at < scan->end; scan->at++) {
        size_t equals = 0;
        if (*scan->at == '\n') scan->line++;
        if (*scan->at != ']') continue;
        while (peek(scan, 1 + equals) == '=') equals++;
        if (peek(scan, 1 + equals) == ']' && equals == opening - 2) {
            scan->at += opening;
            return;
        }
        scan->at += equals;
    }
}

static void skip_comment(struct scan *scan)
{
    size_t opening;
    scan->at += 2;
    opening = peek(scan, 0) == '[' ? long_opening(scan) : 0;
    if (opening)
        skip_long(scan, opening);
    else
        while (scan->at < scan->end && *scan->at != '\n' && *scan->at != '\r') scan->at++;
}

static void skip_escape(struct scan *scan)
{
    char c = peek(scan, 1), after = peek(scan, 2);
    scan->at += 2;
    if (c == 'z')
        for (; scan->at < scan->end && isspace((unsigned char)*scan->at); scan->at++) scan->line += *scan->at == '\n';
    if (c == '\n' || c == '\r') {
        scan->line++;
        if ((after == '\n' || after == '\r') && after != c) scan->at++;
    }
}

static void skip_string(struct scan *scan)
{
    char quote = *scan->at++;
    while (scan->at < scan->end && *scan->at != quote) {
        if (*scan->at == '\n' || *scan->at == '\r') { // an error: the compiler gets no further either
            scan->at = scan->end;
            return;
        }
        if (*scan->at == '\\' && scan->at + 1 < scan->end)
            skip_escape(scan);
        else
            scan->at++;
    }
    if (scan->at < scan->end) scan->at++;
}

static void skip_number(struct scan *scan)
{
    bool hex = *scan->at == '0' && (peek(scan, 1) == 'x' || peek(scan, 1) == 'X');
    if (hex) scan->at += 2;
    while (scan->at < scan->end) {
        char c = (char)tolower((unsigned char)*scan->at);
        if (c == (hex ? 'p' : 'e')) {
            scan->at++;
            if (peek(scan, 0) == '+' || peek(scan, 0) == '-') scan->at++;
        } else if (isxdigit((unsigned char)c) || c == '.')
            scan->at++;
        else
            break;
    }
    if (is_name_char(peek(scan, 0)) && !isdigit((unsigned char)peek(scan, 0))) scan->at++;
}

static bool is_word(const char *name, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(name, word, length) == 0;
}

static bool is_one_of(const char *name, size_t length, const char *const *words)
{
    while (*words && !is_word(name, length, *words)) words++;
    return *words != NULL;
}

static int open_block(struct scan *scan, bool is_function)
{
    if (scan->blocks >= NESTING_MAX) return stop(scan, "blocks are nested too deep");
    scan->opens_body[++scan->blocks] = is_function;
    if (is_function) scan->body[++scan->bodies] = (struct body){0};
    return 0;
}

static void close_block(struct scan *scan)
{
    if (scan->blocks > 0 && scan->opens_body[scan->blocks--]) scan->bodies--;
}

static int read_keyword(struct scan *scan, const char *name, size_t length)
{
    static const char *const opening[] = {"do", "if", "repeat", NULL}, *const closing[] = {"end", "until", NULL};
    bool is_jump = is_word(name, length, "goto") || is_word(name, length, "break");
    bool is_logic = is_word(name, length, "and") || is_word(name, length, "or");
    if (is_jump && ++scan->jumps > JUMPS_MAX) return stop(scan, "has too many gotos, labels and breaks; split the file");
    if (is_logic && ++scan->logic > LOGIC_MAX) return stop(scan, "has too many ands and ors; split the file");
    if (is_word(name, length, "elseif") && ++scan->elseifs > ELSEIF_MAX) return stop(scan, "has too many elseifs; use a table");
    if (is_word(name, length, "function")) return open_block(scan, true);
    if (is_one_of(name, length, opening)) return open_block(scan, false);
    if (is_one_of(name, length, closing)) close_block(scan);
    return 0;
}

static int add_links(struct scan *scan)
{
    struct body *body = body_of(scan);
    body->links++;
    if (body->links > LINKS_MAX || body->links * body->tokens > LINK_WORK_MAX)
        return stop(scan, "this function is too long; split it into several");
    return 0;
}

// `.name`, `:name` or `[key]` after a value: the third and later of a row count.
static int read_suffix(struct scan *scan)
{
    return ++body_of(scan)->suffixes > 2 ? add_links(scan) : 0;
}

static void end_row(struct scan *scan)
{
    if (body_of(scan)->squares == 0) body_of(scan)->suffixes = 0;
}

static bool ends_value(enum kind kind)
{
    return kind == NAME || kind == NUMBER || kind == STRING || kind == CLOSER;
}

static int read_name(struct scan *scan)
{
    static const char *const words[] = {"and",      "break",  "do",   "else", "elseif", "end",   "false", "for",
                                        "function", "goto",   "if",   "in",   "local",  "nil",   "not",   "or",
                                        "repeat",   "return", "then", "true", "until",  "while", NULL};
    const char *name = scan->at;
    struct body *body = body_of(scan);
    size_t length;
    while (scan->at < scan->end && is_name_char(*scan->at)) scan->at++;
    length = (size_t)(scan->at - name);
    if (is_one_of(name, length, words)) {
        int line = 0;
        end_row(scan);
        body->in_local = is_word(name, length, "local");
        line = read_keyword(scan, name, length);
        scan->last = body->in_local ? LOCAL : is_word(name, length, "end") ? CLOSER : WORD;
        return line;
    }
    if (scan->last != LOCAL && scan->last != COMMA && scan->last != OTHER) body->in_local = false;
    if (ends_value(scan->last)) end_row(scan);
    if (scan->last != POINT) scan->lookups += scan->bodies + 1;
    scan->last = NAME;
    return scan->lookups > LOOKUPS_MAX ? stop(scan, "has too many names in nested functions; split the file") : 0;
}

static int read_assignment(struct scan *scan)
{
    struct body *body = body_of(scan);
    bool counts = body->braces == 0 && body->squares == 0 && !body->in_local;
    body->in_local = false;
    end_row(scan);
    scan->last = OTHER;
    return counts ? add_links(scan) : 0;
}

static int read_bracket(struct scan *scan, char c)
{
    struct body *body = body_of(scan);
    bool is_suffix = c == '[' && ends_value(scan->last);
    if (c == '{') body->braces++;
    if (c == '}' && body->braces > 0) body->braces--;
    if (c == '[') body->squares++;
    if (c == ']' && body->squares > 0) body->squares--;
    scan->last = strchr("]})", c) ? CLOSER : OTHER;
    body->in_local = false;
    return is_suffix ? read_suffix(scan) : 0;
}

static int read_colons(struct scan *scan)
{
    bool is_label = peek(scan, 1) == ':';
    scan->at += is_label ? 2 : 1;
    scan->last = is_label ? OTHER : POINT;
    if (!is_label) return read_suffix(scan);
    body_of(scan)->in_local = false;
    return ++scan->jumps > JUMPS_MAX ? stop(scan, "has too many gotos, labels and breaks; split the file") : 0;
}

static int read_point(struct scan *scan)
{
    bool is_suffix = peek(scan, 1) != '.';
    scan->at++;
    while (!is_suffix && peek(scan, 0) == '.') scan->at++;
    scan->last = is_suffix ? POINT : OTHER;
    if (is_suffix) return read_suffix(scan);
    end_row(scan);
    return 0;
}

static int read_sign(struct scan *scan)
{
    char c = *scan->at;
    if (c == ':') return read_colons(scan);
    if (c == '.') return read_point(scan);
    if (strchr("=<>~", c) && c && peek(scan, 1) == '=')
        scan->at++;
    else if (c == '=')
        return scan->at++, read_assignment(scan);
    scan->at++;
    if (c && strchr("[]{}()", c)) return read_bracket(scan, c);
    if (c != '<' && c != '>' && c != ',') body_of(scan)->in_local = false;
    end_row(scan);
    scan->last = c == ',' ? COMMA : c == '>' ? CLOSER : OTHER; // `local x <const>` ends like a name
    return 0;
}

static int read_token(struct scan *scan)
{
    char c = *scan->at;
    size_t opening = c == '[' ? long_opening(scan) : 0;
    body_of(scan)->tokens++;
    if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)peek(scan, 1)))) {
        skip_number(scan);
        scan->last = NUMBER;
    } else if (c == '"' || c == '\'' || opening) {
        if (opening)
            skip_long(scan, opening);
        else
            skip_string(scan);
        scan->last = STRING;
    } else if (is_name_char(c))
        return read_name(scan);
    else
        return read_sign(scan);
    return 0;
}

int ts_scan_source(const char *source, size_t length, char why[TS_SCAN_WHY])
{
    struct scan scan = {.at = source, .end = source + length, .why = why, .line = 1};
    int line = 0;
    while (!line && scan.at < scan.end) {
        if (isspace((unsigned char)*scan.at))
            scan.line += *scan.at++ == '\n';
        else if (*scan.at == '-' && peek(&scan, 1) == '-')
            skip_comment(&scan);
        else
            line = read_token(&scan);
    }
    return line;
}
