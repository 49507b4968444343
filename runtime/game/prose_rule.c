// prose_rule.c - `{@rule}` in a grammar's texts
#include <string.h>

#include "game/prose_node.h"

bool ts_prose_is_rule(const struct ts_prose_parser *parser)
{
    return parser->at < parser->end && *parser->at == '@';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static const char *skip_name(const char *at, const char *end)
{
    while (at < end && is_name(*at)) at++;
    return at;
}

static enum ts_status refuse(const struct ts_prose_parser *parser, const char *open, const char *why)
{
    return ts_err_set(parser->err, TS_FAILED, "the \"{@\" on line %u of the text %s", ts_prose_line(parser, open), why);
}

static enum ts_status check(const struct ts_prose_parser *parser, const char *open)
{
    return parser->source->has_rules ? TS_OK : refuse(parser, open, "names a rule, and rules are known in define.grammar alone");
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && *at == ' ') at++;
    return at;
}

// ".a", ".cap": the last part of the name.
static bool read_mark(const char *from, const char **to, enum ts_rule_mark *mark)
{
    const char *dot = *to;
    while (dot > from && dot[-1] != '.') dot--;
    size_t before = (size_t)(dot - from);
    if (!before || (before == strlen("fact.") && !memcmp(from, "fact.", before))) return true;
    size_t length = (size_t)(*to - dot);
    if (length == 1 && *dot == 'a') *mark = TS_RULE_ARTICLE;
    else if (length == 3 && !memcmp(dot, "cap", 3)) *mark = TS_RULE_CAPITAL;
    else return false;
    *to = dot - 1;
    return true;
}

static ts_symbol symbol_of(const struct ts_prose_parser *parser, const char *from, const char *to)
{
    return to > from ? ts_symbol_add(parser->source->symbols, from, (size_t)(to - from)) : 0;
}

// "weather", "other/weather", "fact.lamp", each with a mark, and what it is remembered by.
enum ts_status ts_prose_parse_rule(struct ts_prose_parser *parser, const char *open, struct ts_prose_node **out)
{
    struct ts_prose_node *node = *out = ts_prose_node_new(parser, TS_PROSE_RULE);
    const char *from = parser->at + 1, *to = from, *bound, *end;
    enum ts_status status = check(parser, open);
    if (status) return status;
    while (to < parser->end && (is_name(*to) || *to == '/' || *to == '.')) to++;
    bound = skip_blanks(to, parser->end);
    end = skip_name(bound, parser->end);
    node->bound = symbol_of(parser, bound, end);
    end = skip_blanks(end, parser->end);
    if (to == from || end == parser->end || *end != '}') return refuse(parser, open, "is to be {@rule}, {@rule name}, {@rule.a} or {@rule.cap}");
    if (!read_mark(from, &to, &node->mark)) return refuse(parser, open, "has a mark that is neither .a nor .cap");
    node->words = ts_arena_copy(parser->source->arena, from, (size_t)(to - from));
    node->count = (uint32_t)(to - from);
    parser->at = end + 1;
    return TS_OK;
}

enum ts_status ts_prose_parse_bound(struct ts_prose_parser *parser, const char *open, const char *comma, ts_symbol *out)
{
    const char *from = parser->at + 1, *to = skip_name(from, comma);
    enum ts_status status = check(parser, open);
    if (status) return status;
    *out = symbol_of(parser, from, to);
    return *out && skip_blanks(to, comma) == comma ? TS_OK : refuse(parser, open, "is to be {@name, select, tag {…} other {…}}");
}

static void each_of(const struct ts_prose_node *node, ts_each_node *each, void *self)
{
    for (; node; node = node->next) {
        each(self, (struct ts_prose_node *)node); // they live in an arena, and were made to be written
        bool has_branches = node->kind != TS_PROSE_WORDS && node->kind != TS_PROSE_RULE && node->branches;
        for (uint32_t i = 0; has_branches && i < node->count; i++) each_of(node->branches[i], each, self);
    }
}

void ts_prose_each_node(const struct ts_prose *prose, ts_each_node *each, void *self)
{
    if (prose) each_of(prose->nodes, each, self);
}
