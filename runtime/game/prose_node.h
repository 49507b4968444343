// prose_node.h - what authored text is parsed to: shared by the files of prose
#ifndef TS_GAME_PROSE_NODE_H
#define TS_GAME_PROSE_NODE_H

#include "game/prose.h"

enum {
    TS_PROSE_GLUE = 1,        // the byte that stands for `<>`
    TS_PROSE_NAME_OPEN = 2,   // a character's id follows,
    TS_PROSE_NAME_CLOSE = 3,  // until here
    TS_PROSE_BRANCHES_MAX = 255,
    TS_PROSE_DEPTH_MAX = 32,
};

enum ts_prose_kind {
    TS_PROSE_WORDS, TS_PROSE_VALUE, TS_PROSE_CHARACTER, TS_PROSE_ITEM, TS_PROSE_CONDITION,
    TS_PROSE_STOP, TS_PROSE_CYCLE, TS_PROSE_ONCE, TS_PROSE_SHUFFLE, TS_PROSE_SELECT, TS_PROSE_COUNT, TS_PROSE_RULE,
};

enum ts_rule_mark { TS_RULE_PLAIN, TS_RULE_ARTICLE, TS_RULE_CAPITAL }; // `{@owl.a}`, `{@owl.cap}`

struct ts_plural;
struct ts_rule;

struct ts_prose_forms { // of a plural or select: which branch is told for what
    const char *const *names;       // of the branches: "other", "few", "she"; "=0" has its number in `exact`
    const double *exact;            // NaN for a name
    const struct ts_plural *plural; // NULL for a select
    int64_t offset;                 // taken off the number before its form is looked for, and in `#`
};

struct ts_prose_node {
    enum ts_prose_kind kind;
    uint32_t number;          // in order of writing, from 0: what a shuffle's rolls are for
    ts_call call;             // of a value or condition
    uint32_t count;           // bytes of words, or branches
    const struct ts_prose_forms *forms; // of a select
    const char *words;
    const struct ts_prose_node *const *branches; // each the first of its nodes; NULL: empty
    const struct ts_prose_node *next;
    // Of a rule, `{@weather}`; of a select by what was told, `{@b, select, …}`, the bound name alone:
    ts_symbol bound;              // what it is remembered by, `{@bird b}`, or asked for, `{@b}`; 0: neither
    struct ts_rule *rule;         // found once all grammars are there; NULL: a fact, something remembered, or nothing
    enum ts_rule_mark mark;
};

struct ts_prose {
    const struct ts_prose_part *parts; // NULL: `nodes` are all there is
    uint32_t part_count;
    const struct ts_prose_node *nodes;
    struct ts_text *fixed;    // the finished text when nothing can change it, and as raw paragraphs:
    const char *raw;
    size_t raw_length;
    uint64_t owner;           // hash of the owner's name
};

// prose_select.c: the branch of a plural or select that the value asks for; never none. `count`: what `#` stands for in it.
const struct ts_prose_node *ts_prose_select(const struct ts_prose_node *node, struct ts_value value, struct ts_value *count);

// --- prose_parse.c and prose_select_parse.c
struct ts_prose_parser {
    const struct ts_prose_source *source;
    const char *text, *at, *end;
    uint32_t numbers, depth, plurals; // plurals: how many are open around what is parsed
    struct ts_err *err;
};
struct ts_prose_node *ts_prose_node_new(struct ts_prose_parser *parser, enum ts_prose_kind kind);
uint32_t ts_prose_line(const struct ts_prose_parser *parser, const char *at);
// Behind a quoted text that closes on its line; `at` when there is none, as in "don't".
const char *ts_prose_skip_quoted(const struct ts_prose_parser *parser, const char *at);
enum ts_status ts_prose_compile(struct ts_prose_parser *parser, const char *from, const char *to, ts_call *out) TS_MUST_USE;
enum ts_status ts_prose_parse_branch(struct ts_prose_parser *parser, const struct ts_prose_node **out) TS_MUST_USE; // up to its "|" or "}"
// The comma behind the expression when the block open at parser->at is a plural or select; NULL when it is something else.
const char *ts_prose_find_select(const struct ts_prose_parser *parser);
enum ts_status ts_prose_parse_select(struct ts_prose_parser *parser, const char *open, const char *comma, struct ts_prose_node **out) TS_MUST_USE;

// prose_rule.c: what stands behind the `@` at parser->at, up to the closing brace or, of a select, the comma
bool ts_prose_is_rule(const struct ts_prose_parser *parser);
enum ts_status ts_prose_parse_rule(struct ts_prose_parser *parser, const char *open, struct ts_prose_node **out) TS_MUST_USE;
enum ts_status ts_prose_parse_bound(struct ts_prose_parser *parser, const char *open, const char *comma, ts_symbol *out) TS_MUST_USE;
// Each node, those within others too; NULL has none.
typedef void ts_each_node(void *self, struct ts_prose_node *node);
void ts_prose_each_node(const struct ts_prose *prose, ts_each_node *each, void *self);

// As ts_prose_join, but a joiner mark before the first word is kept for a later join.
void ts_prose_join_raw(struct ts_buffer *out, const char *more, size_t length);

#endif
