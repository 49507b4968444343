// prose_parse.c - from an author's text to what is rendered
#include <string.h>

#include "base/canon.h"
#include "game/prose_node.h"

uint32_t ts_prose_line(const struct ts_prose_parser *parser, const char *at)
{
    uint32_t line = 1;
    for (const char *c = parser->text; c < at; c++) line += *c == '\n';
    return line;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static bool is_letter_or_digit(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9');
}

struct ts_prose_node *ts_prose_node_new(struct ts_prose_parser *parser, enum ts_prose_kind kind)
{
    struct ts_prose_node *node = ts_arena_get(parser->source->arena, sizeof *node);
    node->kind = kind;
    node->number = parser->numbers++;
    return node;
}

// --- where the head of a `{…}` ends

const char *ts_prose_skip_quoted(const struct ts_prose_parser *parser, const char *at)
{
    char quote = *at;
    if (quote == '\'' && at > parser->text && is_letter_or_digit(at[-1])) return at;
    for (const char *c = at + 1; c < parser->end && *c != '\n'; c++) {
        if (*c == '\\')
            c++;
        else if (*c == quote)
            return c + 1;
    }
    return at;
}

// The colon of `run:seen("x")` and of `universe:npc("x"):get("y")`, and not that of `{lit:I'm here}` or `{lit:It{wet: drips}}`.
static bool is_method(const struct ts_prose_parser *parser, const char *colon)
{
    const char *after = colon + 1;
    if (colon == parser->text || (!is_letter_or_digit(colon[-1]) && colon[-1] != ')') || after == parser->end || !is_letter(*after)) return false;
    while (after < parser->end && is_letter_or_digit(*after)) after++;
    return after < parser->end && strchr("(\"", *after);
}

// The first `:`, `|` or `}` that belongs to the block open at parser->at; NULL when there is none. `plain`: quotes and
// round or square brackets are only words.
static const char *find_head_end(const struct ts_prose_parser *parser, bool plain)
{
    int depth = 0;
    for (const char *c = parser->at; c < parser->end; c++) {
        if (!plain && (*c == '"' || *c == '\'')) {
            const char *behind = ts_prose_skip_quoted(parser, c);
            if (behind > c) c = behind - 1;
            continue;
        }
        if (depth == 0 && (*c == '|' || *c == '}')) return c;
        if (depth == 0 && *c == ':' && c + 1 < parser->end && c[1] == ':')
            c++;
        else if (depth == 0 && *c == ':' && !is_method(parser, c))
            return c;
        else if (*c == '{' || (!plain && strchr("([", *c)))
            depth++;
        else if (depth > 0 && (*c == '}' || (!plain && strchr(")]", *c))))
            depth--;
    }
    return NULL;
}

// --- blocks

static enum ts_status parse_nodes(struct ts_prose_parser *parser, bool is_inside, const struct ts_prose_node **out);

static enum ts_status unclosed(struct ts_prose_parser *parser, const char *open)
{
    return ts_err_set(parser->err, TS_FAILED,
                      "the \"{\" on line %u of the text is never closed; close it with \"}\", or write \"{{\" for a brace",
                      ts_prose_line(parser, open));
}

static void trim(const char **from, const char **to)
{
    while (*from < *to && (unsigned char)**from <= ' ') ++*from;
    while (*to > *from && (unsigned char)(*to)[-1] <= ' ') --*to;
}

enum ts_status ts_prose_compile(struct ts_prose_parser *parser, const char *from, const char *to, ts_call *out)
{
    const struct ts_prose_source *source = parser->source;
    trim(&from, &to);
    if (from == to)
        return ts_err_set(parser->err, TS_FAILED,
                          "the braces on line %u of the text hold nothing to ask for; name a variable or a condition in them",
                          ts_prose_line(parser, from));
    if (!source->compile)
        return ts_err_set(parser->err, TS_FAILED, "line %u: \"{%.*s}\" cannot be used in this text; write it plainly",
                          ts_prose_line(parser, from), (int)(to - from), from);
    if (source->met) source->met(source->self, from, (size_t)(to - from));
    if (source->compile(source->self, from, (size_t)(to - from), out, parser->err) == TS_OK) return TS_OK;
    return ts_err_wrap(parser->err, "line %u of the text, \"{%.*s}\"", ts_prose_line(parser, from), (int)(to - from), from);
}

// The branches up to the closing brace.
static enum ts_status parse_branches(struct ts_prose_parser *parser, struct ts_prose_node *node, const char *open)
{
    const struct ts_prose_node *branches[TS_PROSE_BRANCHES_MAX];
    const struct ts_prose_node **kept;
    for (bool is_open = true; is_open; parser->at++) {
        enum ts_status status;
        if (node->count == TS_PROSE_BRANCHES_MAX)
            return ts_err_set(parser->err, TS_FAILED, "the \"{\" on line %u of the text has more than %d alternatives; use a function",
                              ts_prose_line(parser, open), TS_PROSE_BRANCHES_MAX);
        status = parse_nodes(parser, true, &branches[node->count]);
        if (status) return status;
        if (parser->at == parser->end) return unclosed(parser, open);
        node->count++;
        is_open = *parser->at == '|';
    }
    kept = ts_arena_get(parser->source->arena, node->count * sizeof *kept);
    memcpy(kept, branches, node->count * sizeof *kept);
    node->branches = kept;
    return TS_OK;
}

static enum ts_status parse_condition(struct ts_prose_parser *parser, const char *open, const char *colon, struct ts_prose_node **out)
{
    struct ts_prose_node *node = *out = ts_prose_node_new(parser, TS_PROSE_CONDITION);
    enum ts_status status = ts_prose_compile(parser, parser->at, colon, &node->call);
    if (status) return status;
    parser->at = colon + 1;
    status = parse_branches(parser, node, open);
    if (!status && node->count > 2)
        status = ts_err_set(parser->err, TS_FAILED, "the condition on line %u of the text has %u sides; give it one or two",
                            ts_prose_line(parser, open), node->count);
    return status;
}

static bool is_word(const char *from, const char *to, const char *word)
{
    return (size_t)(to - from) == strlen(word) && memcmp(from, word, strlen(word)) == 0;
}

static enum ts_status parse_value(struct ts_prose_parser *parser, const char *close, struct ts_prose_node **out)
{
    const char *from = parser->at, *to = close;
    struct ts_prose_node *node = *out = ts_prose_node_new(parser, TS_PROSE_VALUE);
    parser->at = close + 1;
    trim(&from, &to);
    if (is_word(from, to, "character"))
        node->kind = TS_PROSE_CHARACTER;
    else if (is_word(from, to, "item"))
        node->kind = TS_PROSE_ITEM;
    if (node->kind == TS_PROSE_VALUE)
        return ts_prose_compile(parser, from, to, &node->call);
    if (parser->source->met) parser->source->met(parser->source->self, from, (size_t)(to - from));
    return TS_OK;
}

static enum ts_status parse_alternatives(struct ts_prose_parser *parser, const char *open, enum ts_prose_kind kind, struct ts_prose_node **out)
{
    *out = ts_prose_node_new(parser, kind);
    return parse_branches(parser, *out, open);
}

static enum ts_status parse_open_block(struct ts_prose_parser *parser, const char *open, struct ts_prose_node **out)
{
    static const char marks[] = "&!~";
    static const enum ts_prose_kind kinds[] = {TS_PROSE_CYCLE, TS_PROSE_ONCE, TS_PROSE_SHUFFLE};
    const char *mark = parser->at < parser->end && *parser->at ? strchr(marks, *parser->at) : NULL;
    const char *head_end, *comma;
    if (mark) {
        parser->at++;
        return parse_alternatives(parser, open, kinds[mark - marks], out);
    }
    comma = ts_prose_find_select(parser);
    if (!comma && ts_prose_is_rule(parser)) return ts_prose_parse_rule(parser, open, out);
    if (comma) return ts_prose_parse_select(parser, open, comma, out);
    head_end = find_head_end(parser, false);
    if (!head_end) head_end = find_head_end(parser, true);
    if (!head_end) return unclosed(parser, open);
    if (*head_end == ':') return parse_condition(parser, open, head_end, out);
    if (*head_end == '}') return parse_value(parser, head_end, out);
    return parse_alternatives(parser, open, TS_PROSE_STOP, out);
}

static enum ts_status parse_block(struct ts_prose_parser *parser, struct ts_prose_node **out)
{
    const char *open = parser->at++;
    enum ts_status status;
    if (parser->depth == TS_PROSE_DEPTH_MAX)
        return ts_err_set(parser->err, TS_FAILED, "the braces on line %u of the text are nested more than %d deep; use a function",
                          ts_prose_line(parser, open), TS_PROSE_DEPTH_MAX);
    parser->depth++;
    status = parse_open_block(parser, open, out);
    parser->depth--;
    return status;
}

// --- words

// Indentation, spaces at the end of a line and runs of spaces never reach a reader.
static void add_folded(struct ts_buffer *words, char byte)
{
    char last = words->length ? words->bytes[words->length - 1] : '\0';
    if (byte == '\t') byte = ' ';
    if (byte == ' ' && (last == ' ' || last == '\n')) return;
    if (byte == '\n' && last == ' ') words->length--;
    ts_buffer_add_byte(words, byte);
}

static bool is_next(const struct ts_prose_parser *parser, const char *two)
{
    return parser->end - parser->at >= 2 && parser->at[0] == two[0] && parser->at[1] == two[1];
}

static bool is_end_of_words(const struct ts_prose_parser *parser, bool is_inside)
{
    return parser->at == parser->end || (*parser->at == '{' && !is_next(parser, "{{")) ||
           (is_inside && (*parser->at == '|' || *parser->at == '}' || (*parser->at == '#' && parser->plurals)));
}

static enum ts_status take_word(struct ts_prose_parser *parser, struct ts_buffer *words)
{
    unsigned char byte = (unsigned char)*parser->at;
    if (is_next(parser, "{{") || is_next(parser, "<>") || is_next(parser, "\r\n")) {
        if (byte != '\r') ts_buffer_add_byte(words, byte == '<' ? TS_PROSE_GLUE : '{');
        parser->at += byte == '\r' ? 1 : 2;
        return TS_OK;
    }
    if (byte < 0x20 && byte != '\n' && byte != '\t')
        return ts_err_set(parser->err, TS_FAILED, "line %u of the text holds the control character %u; leave it out",
                          ts_prose_line(parser, parser->at), byte);
    add_folded(words, *parser->at++);
    return TS_OK;
}

static enum ts_status parse_words(struct ts_prose_parser *parser, bool is_inside, struct ts_prose_node **out)
{
    struct ts_buffer words = {0};
    enum ts_status status = TS_OK;
    while (!status && !is_end_of_words(parser, is_inside)) status = take_word(parser, &words);
    *out = ts_prose_node_new(parser, TS_PROSE_WORDS);
    (*out)->words = ts_arena_copy(parser->source->arena, words.bytes, words.length);
    (*out)->count = (uint32_t)words.length;
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status parse_node(struct ts_prose_parser *parser, bool is_inside, struct ts_prose_node **out)
{
    if (!is_end_of_words(parser, is_inside)) return parse_words(parser, is_inside, out);
    if (*parser->at != '#') return parse_block(parser, out);
    parser->at++;
    *out = ts_prose_node_new(parser, TS_PROSE_COUNT);
    return TS_OK;
}

static enum ts_status parse_nodes(struct ts_prose_parser *parser, bool is_inside, const struct ts_prose_node **out)
{
    struct ts_prose_node *last = NULL;
    *out = NULL;
    while (parser->at < parser->end && !(is_inside && (*parser->at == '|' || *parser->at == '}'))) {
        struct ts_prose_node *node = NULL;
        enum ts_status status = parse_node(parser, is_inside, &node);
        if (status) return status;
        if (last)
            last->next = node;
        else
            *out = node;
        last = node;
    }
    return TS_OK;
}

enum ts_status ts_prose_parse_branch(struct ts_prose_parser *parser, const struct ts_prose_node **out)
{
    return parse_nodes(parser, true, out);
}

// --- the whole

static struct ts_text *text_in(struct ts_arena *arena, struct ts_symbols *symbols, const char *bytes, size_t length)
{
    struct ts_text *text = ts_arena_get(arena, sizeof *text + length + 1);
    text->refs = 1;
    text->symbol = ts_symbol_add(symbols, bytes, length);
    text->length = (uint32_t)length;
    if (length) memcpy(text->bytes, bytes, length);
    return text;
}

static void fix(const struct ts_prose_source *source, struct ts_prose *prose)
{
    const struct ts_prose_node *words = prose->nodes;
    struct ts_buffer raw = {0}, finished = {0};
    if (words) ts_prose_join_raw(&raw, words->words, words->count);
    if (raw.length) ts_prose_join(&finished, raw.bytes, raw.length);
    ts_prose_finish(&finished);
    prose->raw = ts_arena_copy(source->arena, raw.bytes, raw.length);
    prose->raw_length = raw.length;
    prose->fixed = text_in(source->arena, source->symbols, finished.bytes, finished.length);
    ts_buffer_clear(&raw);
    ts_buffer_clear(&finished);
}

enum ts_status ts_prose_parse(const struct ts_prose_source *source, const char *text, size_t length, const struct ts_prose **out,
                              struct ts_err *err)
{
    struct ts_prose_parser parser = {.source = source, .text = text, .at = text, .end = text + length, .err = err};
    struct ts_prose *prose = ts_arena_get(source->arena, sizeof *prose);
    enum ts_status status;
    *out = NULL;
    if (!ts_canon_is_text(text, length)) return ts_err_set(err, TS_FAILED, "the text is not valid UTF-8; save the file as UTF-8");
    status = parse_nodes(&parser, false, &prose->nodes);
    if (status) return status;
    prose->owner = ts_symbol_hash(source->symbols, source->owner);
    if (!prose->nodes || (prose->nodes->kind == TS_PROSE_WORDS && !prose->nodes->next)) fix(source, prose);
    *out = prose;
    return TS_OK;
}
