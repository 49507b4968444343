// plain.c - conditions so plain that no Lua is needed to answer them
#include "lua/plain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lua/token.h"

enum { DEPTH_MAX = 50, DIGITS_MAX = 20, FOREVER = 1 << 30 };

enum kind { CONSTANT, VARIABLE, WORLD, SEEN, VISITS, NOT, AND, OR, EQUAL, UNEQUAL, LESS, LESS_EQUAL };

struct ts_plain {
    enum kind kind;
    struct ts_plain *left, *right;
    struct ts_value constant;
    ts_symbol name; // of a variable, a world key as written, a scene or choice
    ts_symbol key;  // of the world, full; 0 until first asked for
};

// --- reading, by Lua's precedence: or, and, comparison, not

struct reader {
    struct ts_arena *arena;
    struct ts_symbols *symbols;
    const char *at, *end;
    struct ts_token token;
    int depth;
};

static struct ts_plain *read_or(struct reader *reader);

static void step(struct reader *reader)
{
    reader->token = ts_token_read(&reader->at, reader->end);
}

static bool is_token(const struct reader *reader, const char *text)
{
    const struct ts_token *token = &reader->token;
    return token->kind != TS_TOKEN_STRING && strlen(text) == token->length && memcmp(token->at, text, token->length) == 0;
}

static bool take(struct reader *reader, const char *text)
{
    bool is_it = is_token(reader, text);
    if (is_it) step(reader);
    return is_it;
}

static struct ts_plain *make(struct reader *reader, enum kind kind, struct ts_plain *left, struct ts_plain *right)
{
    struct ts_plain *plain = ts_arena_get(reader->arena, sizeof *plain);
    *plain = (struct ts_plain){.kind = kind, .left = left, .right = right};
    return plain;
}

static struct ts_plain *make_constant(struct reader *reader, struct ts_value value)
{
    struct ts_plain *plain = make(reader, CONSTANT, NULL, NULL);
    plain->constant = value;
    step(reader);
    return plain;
}

// Whole decimal numbers only; the rest is Lua's.
static struct ts_plain *read_number(struct reader *reader, bool is_negative)
{
    char digits[DIGITS_MAX];
    size_t length = reader->token.length;
    if (reader->token.kind != TS_TOKEN_NUMBER || length >= DIGITS_MAX || strspn(reader->token.at, "0123456789") < length) return NULL;
    memcpy(digits, reader->token.at, length);
    digits[length] = '\0';
    errno = 0;
    int64_t number = strtoll(digits, NULL, 10);
    return errno ? NULL : make_constant(reader, ts_value_int(is_negative ? -number : number));
}

// Quoted strings without escapes. The text lies in the arena and never gives its last reference back.
static struct ts_plain *read_string(struct reader *reader)
{
    const char *at = reader->token.at + 1;
    size_t length = reader->token.length - 2;
    struct ts_text *text;
    if (reader->token.at[0] == '[' || memchr(at, '\\', length) || memchr(at, '\0', length)) return NULL;
    text = ts_arena_get(reader->arena, sizeof *text + length + 1);
    text->refs = FOREVER;
    text->length = (uint32_t)length;
    memcpy(text->bytes, at, length);
    return make_constant(reader, (struct ts_value){.type = TS_TEXT, .text = text});
}

static bool find_kind(const struct reader *reader, enum kind *kind)
{
    static const struct { const char *name; enum kind kind; } objects[] = {{"world", WORLD}, {"seen", SEEN}, {"visits", VISITS}};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (is_token(reader, objects[i].name)) return *kind = objects[i].kind, true;
    return *kind = VARIABLE, false;
}

static bool is_lua_only(const struct reader *reader)
{
    static const char *const names[] = {"run", "universe", "rng", "since", "item", "math", "string", "_ENV"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_token(reader, names[i])) return true;
    return false;
}

static struct ts_plain *read_name(struct reader *reader)
{
    enum kind kind;
    struct ts_plain *plain;
    bool is_object = find_kind(reader, &kind);
    if (is_lua_only(reader)) return NULL;
    if (is_object) {
        step(reader);
        if (!take(reader, ".") || reader->token.kind != TS_TOKEN_NAME) return NULL;
    }
    plain = make(reader, kind, NULL, NULL);
    plain->name = ts_symbol_add(reader->symbols, reader->token.at, reader->token.length);
    step(reader);
    return plain;
}

static struct ts_plain *read_one(struct reader *reader)
{
    struct ts_plain *inner;
    if (reader->token.kind == TS_TOKEN_NUMBER) return read_number(reader, false);
    if (reader->token.kind == TS_TOKEN_STRING) return read_string(reader);
    if (reader->token.kind == TS_TOKEN_NAME) return read_name(reader);
    if (is_token(reader, "true")) return make_constant(reader, ts_value_bool(true));
    if (is_token(reader, "false")) return make_constant(reader, ts_value_bool(false));
    if (is_token(reader, "nil")) return make_constant(reader, ts_value_nil());
    if (take(reader, "-")) return read_number(reader, true);
    if (!take(reader, "(")) return NULL;
    inner = read_or(reader);
    return inner && take(reader, ")") ? inner : NULL;
}

static struct ts_plain *read_not(struct reader *reader)
{
    struct ts_plain *inner;
    if (++reader->depth > DEPTH_MAX) return NULL;
    if (take(reader, "not")) {
        inner = read_not(reader);
        inner = inner ? make(reader, NOT, inner, NULL) : NULL;
    } else {
        inner = read_one(reader);
    }
    reader->depth--;
    return inner;
}

static struct ts_plain *join(struct reader *reader, enum kind kind, struct ts_plain *left, struct ts_plain *right, bool is_swapped)
{
    if (!left || !right) return NULL;
    return is_swapped ? make(reader, kind, right, left) : make(reader, kind, left, right);
}

static struct ts_plain *read_comparison(struct reader *reader)
{
    static const struct { const char *sign; enum kind kind; bool is_swapped; } signs[] = {
        {"==", EQUAL, false}, {"~=", UNEQUAL, false}, {"<", LESS, false}, {"<=", LESS_EQUAL, false},
        {">", LESS, true}, {">=", LESS_EQUAL, true}};
    struct ts_plain *left = read_not(reader);
    for (size_t i = 0; left && i < sizeof signs / sizeof *signs; i++)
        if (take(reader, signs[i].sign)) return join(reader, signs[i].kind, left, read_not(reader), signs[i].is_swapped);
    return left;
}

static struct ts_plain *read_and(struct reader *reader)
{
    struct ts_plain *left = read_comparison(reader);
    while (left && take(reader, "and")) left = join(reader, AND, left, read_comparison(reader), false);
    return left;
}

static struct ts_plain *read_or(struct reader *reader)
{
    struct ts_plain *left = read_and(reader);
    while (left && take(reader, "or")) left = join(reader, OR, left, read_and(reader), false);
    return left;
}

struct ts_plain *ts_plain_read(struct ts_arena *arena, struct ts_symbols *symbols, const char *source, size_t length)
{
    struct reader reader = {.arena = arena, .symbols = symbols, .at = source, .end = source + length};
    struct ts_plain *plain;
    step(&reader);
    plain = read_or(&reader);
    return reader.token.kind == TS_TOKEN_END ? plain : NULL;
}

// --- answering

static bool answer_variable(const struct ts_plain *plain, const struct ts_view *view, struct ts_value *out)
{
    const uint64_t *slot = ts_map_find(&view->run->story->var_by_name, plain->name);
    if (!slot) return false;
    *out = ts_value_keep(ts_view_var(view, (uint32_t)*slot - 1));
    return true;
}

static bool answer_world(struct ts_plain *plain, struct ts_view *view, struct ts_value *out)
{
    struct ts_err err;
    if (!plain->key && ts_view_key(view, ts_symbol_text(view->content->symbols, plain->name), &plain->key, &err) != TS_OK) return false;
    return ts_view_get(view, plain->key, view->position, out, &err) == TS_OK;
}

static bool answer_count(const struct ts_plain *plain, const struct ts_view *view, struct ts_value *out)
{
    struct ts_tally tally;
    struct ts_err err;
    if (ts_view_tally(view, ts_symbol_text(view->content->symbols, plain->name), &tally, &err) != TS_OK) return false;
    *out = plain->kind == SEEN ? ts_value_bool(tally.count > 0) : ts_value_int(tally.count);
    return true;
}

static bool compare(enum kind kind, struct ts_value left, struct ts_value right, bool *out)
{
    bool is_same_type = left.type == right.type;
    if (kind == LESS || kind == LESS_EQUAL) {
        if (!is_same_type || left.type != TS_INT) return false;
        *out = kind == LESS ? left.integer < right.integer : left.integer <= right.integer;
        return true;
    }
    if (left.type == TS_TREE || left.type == TS_REAL || right.type == TS_TREE || right.type == TS_REAL) return false;
    *out = ts_value_is_equal(left, right) == (kind == EQUAL);
    return true;
}

static bool answer_comparison(struct ts_plain *plain, struct ts_view *view, struct ts_value *out)
{
    struct ts_value left, right;
    bool is_met = false, is_known;
    if (!ts_plain_value(plain->left, view, &left)) return false;
    is_known = ts_plain_value(plain->right, view, &right);
    if (is_known) {
        is_known = compare(plain->kind, left, right, &is_met);
        ts_value_drop(&right);
    }
    ts_value_drop(&left);
    *out = ts_value_bool(is_met);
    return is_known;
}

// Gives one of the two values themselves, as Lua does.
static bool answer_logic(struct ts_plain *plain, struct ts_view *view, struct ts_value *out)
{
    if (!ts_plain_value(plain->left, view, out)) return false;
    if (ts_value_is_true(*out) == (plain->kind == OR)) return true;
    ts_value_drop(out);
    return ts_plain_value(plain->right, view, out);
}

static bool answer_not(struct ts_plain *plain, struct ts_view *view, struct ts_value *out)
{
    bool is_true;
    if (!ts_plain_value(plain->left, view, out)) return false;
    is_true = ts_value_is_true(*out);
    ts_value_drop(out);
    *out = ts_value_bool(!is_true);
    return true;
}

bool ts_plain_value(struct ts_plain *plain, struct ts_view *view, struct ts_value *out)
{
    switch (plain->kind) {
    case CONSTANT: *out = ts_value_keep(plain->constant); return true;
    case VARIABLE: return answer_variable(plain, view, out);
    case WORLD: return answer_world(plain, view, out);
    case SEEN:
    case VISITS: return answer_count(plain, view, out);
    case NOT: return answer_not(plain, view, out);
    case AND:
    case OR: return answer_logic(plain, view, out);
    default: return answer_comparison(plain, view, out);
    }
}
