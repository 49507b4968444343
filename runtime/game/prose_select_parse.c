// prose_select_parse.c - plurals and selects in text, in the manner of ICU's messages
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/plural.h"
#include "game/prose_node.h"

enum { FORMS_MAX = 64, NAME_MAX_BYTES = 64 };

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (unsigned char)*at <= ' ') at++;
    return at;
}

// Behind the word and the comma that follows it; NULL when they are not there.
static const char *skip_keyword(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    at = skip_blanks(at, end);
    if ((size_t)(end - at) < length || memcmp(at, word, length) != 0) return NULL;
    at = skip_blanks(at + length, end);
    return at < end && *at == ',' ? at + 1 : NULL;
}

static const char *behind_keyword(const char *comma, const char *end)
{
    const char *behind = skip_keyword(comma + 1, end, "plural");
    return behind ? behind : skip_keyword(comma + 1, end, "select");
}

// The first comma outside of quotes and brackets; NULL when the block turns out to be something else before.
static const char *find_comma(const struct ts_prose_parser *parser)
{
    int depth = 0;
    for (const char *c = parser->at; c < parser->end; c++) {
        if (*c == '"' || *c == '\'') {
            const char *behind = ts_prose_skip_quoted(parser, c);
            if (behind > c) c = behind - 1;
        } else if (strchr("([{", *c)) {
            depth++;
        } else if (strchr(")]}", *c)) {
            if (depth-- == 0) return NULL;
        } else if (depth == 0 && (*c == ',' || *c == '|')) {
            return *c == ',' ? c : NULL;
        }
    }
    return NULL;
}

// Is there a `|` before the brace that closes the block? Inner braces are skipped.
static bool has_bar(const char *at, const char *end)
{
    for (int depth = 0; at < end; at++) {
        if (*at == '{') depth++;
        else if (*at == '}' && depth-- == 0) return false;
        else if (*at == '|' && depth == 0) return true;
    }
    return false;
}

const char *ts_prose_find_select(const struct ts_prose_parser *parser)
{
    const char *comma = find_comma(parser), *behind = comma ? behind_keyword(comma, parser->end) : NULL;
    return behind && !has_bar(behind, parser->end) ? comma : NULL;
}

// --- forms

struct forms {
    const struct ts_prose_node *branches[FORMS_MAX];
    const char *names[FORMS_MAX];
    double exact[FORMS_MAX];
    uint32_t count;
    int64_t offset;
};

static enum ts_status refuse(const struct ts_prose_parser *parser, const char *open, const char *why)
{
    return ts_err_set(parser->err, TS_FAILED, "the \"{\" on line %u of the text %s", ts_prose_line(parser, open), why);
}

// "=0", "one", "she".
static enum ts_status read_name(struct ts_prose_parser *parser, const char *open, bool is_plural, struct forms *forms)
{
    const char *start = parser->at, *end;
    char *name;
    if (is_plural && *parser->at == '=') parser->at++;
    while (parser->at < parser->end && is_name(*parser->at)) parser->at++;
    if (parser->at == start || parser->at - start > NAME_MAX_BYTES)
        return refuse(parser, open, "needs forms as in {n, plural, one {# boat} other {# boats}} or {who, select, she {her} other {their}}");
    name = ts_arena_copy(parser->source->arena, start, (size_t)(parser->at - start));
    forms->names[forms->count] = name;
    forms->exact[forms->count] = NAN;
    if (*name == '=') {
        forms->exact[forms->count] = (double)strtoll(name + 1, (char **)&end, 10);
        if (end == name + 1 || *end) return refuse(parser, open, "has a form with \"=\" and no whole number behind it, as in =0");
    } else if (is_plural && !ts_plural_is_form(name)) {
        return ts_err_set(parser->err, TS_FAILED, "the \"{\" on line %u of the text has the plural form \"%s\"; there are zero, one, two, few, many, "
                          "other, and numbers as =0", ts_prose_line(parser, open), name);
    }
    for (uint32_t i = 0; i < forms->count; i++)
        if (strcmp(forms->names[i], name) == 0) return refuse(parser, open, "has one form twice");
    return TS_OK;
}

static enum ts_status read_form(struct ts_prose_parser *parser, const char *open, bool is_plural, struct forms *forms)
{
    enum ts_status status = read_name(parser, open, is_plural, forms);
    if (status) return status;
    parser->at = skip_blanks(parser->at, parser->end);
    if (parser->at == parser->end || *parser->at != '{') return refuse(parser, open, "has a form without its text in braces");
    parser->at++;
    parser->plurals += is_plural;
    status = ts_prose_parse_branch(parser, &forms->branches[forms->count]);
    parser->plurals -= is_plural;
    if (status) return status;
    if (parser->at == parser->end) return refuse(parser, open, "is never closed; close it with \"}\"");
    if (*parser->at == '|') return refuse(parser, open, "has a \"|\" in a form; give alternatives braces of their own");
    parser->at++;
    forms->count++;
    return TS_OK;
}

static void read_offset(struct ts_prose_parser *parser, struct forms *forms)
{
    static const char word[] = "offset:";
    size_t length = sizeof word - 1;
    parser->at = skip_blanks(parser->at, parser->end);
    if ((size_t)(parser->end - parser->at) < length || memcmp(parser->at, word, length) != 0) return;
    parser->at += length;
    for (int digits = 0; digits < 9 && parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9'; digits++)
        forms->offset = forms->offset * 10 + *parser->at++ - '0';
}

static enum ts_status read_forms(struct ts_prose_parser *parser, const char *open, bool is_plural, struct forms *forms)
{
    enum ts_status status = TS_OK;
    if (is_plural) read_offset(parser, forms);
    while (!status) {
        parser->at = skip_blanks(parser->at, parser->end);
        if (parser->at == parser->end) return refuse(parser, open, "is never closed; close it with \"}\"");
        if (*parser->at == '}') break;
        if (forms->count == FORMS_MAX) return refuse(parser, open, "has more than 64 forms; use a function");
        status = read_form(parser, open, is_plural, forms);
    }
    if (status) return status;
    parser->at++;
    for (uint32_t i = 0; i < forms->count; i++)
        if (strcmp(forms->names[i], "other") == 0) return TS_OK;
    return refuse(parser, open, "lacks the form \"other\", which is for all that no other form fits");
}

static void *kept(struct ts_prose_parser *parser, const void *items, size_t size)
{
    return memcpy(ts_arena_get(parser->source->arena, size), items, size);
}

static enum ts_status keep(struct ts_prose_parser *parser, const struct forms *forms, bool is_plural, struct ts_prose_node *node)
{
    struct ts_prose_forms *out = ts_arena_get(parser->source->arena, sizeof *out);
    node->count = forms->count;
    node->branches = kept(parser, forms->branches, forms->count * sizeof *forms->branches);
    node->forms = out;
    out->names = kept(parser, forms->names, forms->count * sizeof *forms->names);
    out->exact = kept(parser, forms->exact, forms->count * sizeof *forms->exact);
    out->offset = forms->offset;
    return is_plural ? ts_plurals_get(parser->source->plurals, parser->source->language, &out->plural, parser->err) : TS_OK;
}

enum ts_status ts_prose_parse_select(struct ts_prose_parser *parser, const char *open, const char *comma, struct ts_prose_node **out)
{
    bool is_plural = skip_keyword(comma + 1, parser->end, "plural") != NULL;
    struct forms forms = {0};
    enum ts_status status;
    *out = ts_prose_node_new(parser, TS_PROSE_SELECT);
    if (is_plural && !parser->source->plurals) return refuse(parser, open, "is a plural, which this text cannot have");
    if (ts_prose_is_rule(parser)) status = ts_prose_parse_bound(parser, open, comma, &(*out)->bound);
    else status = ts_prose_compile(parser, parser->at, comma, &(*out)->call);
    parser->at = behind_keyword(comma, parser->end);
    if (!status) status = read_forms(parser, open, is_plural, &forms);
    return status ? status : keep(parser, &forms, is_plural, *out);
}
