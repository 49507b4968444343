// grammar.c - a moment told by rules
#include "game/grammar.h"

#include <string.h>
#include <utf8proc.h>

#include "base/rng.h"
#include "game/passage.h"
#include "game/prose_node.h"
#include "game/sentence.h"

enum { TRIES = 2, ROUNDS_MAX = 12, DEPTH_MAX = 32, EXPANSIONS_MAX = 10000, BYTES_MAX = 16384, BOUND_MAX = 16, USED_MAX = 64 };

struct bound { // what was told, and is remembered until the passage ends
    ts_symbol name, is;
    size_t start, length; // in `kept`
};

struct ts_grammar_telling {
    const struct ts_grammar_asked *asked;
    struct ts_view *view;
    struct ts_rng rng;
    uint32_t depth, expansions, bound_count, used_count;
    struct bound bound[BOUND_MAX];
    const struct ts_alternative *used[USED_MAX]; // in this passage
    struct ts_buffer kept;
};

// --- which alternative

static bool is_used(const struct ts_grammar_telling *telling, const struct ts_alternative *alternative)
{
    for (uint32_t i = 0; i < telling->used_count; i++)
        if (telling->used[i] == alternative) return true;
    return false;
}

// What was said lately is hardly said again before the rest was; what this passage has said, only when there is nothing else.
static double chance_of(const struct ts_grammar_telling *telling, const struct ts_rule *rule, const struct ts_alternative *alternative)
{
    double chance = alternative->weight;
    uint32_t since = alternative->hash ? ts_spoken_since(telling->asked->spoken, alternative->hash) : 0;
    if (since) chance *= 0.0001 * since / TS_SPOKEN_MAX;
    return rule->count > 1 && is_used(telling, alternative) ? chance * 1e-6 : chance;
}

static const struct ts_alternative *pick(struct ts_grammar_telling *telling, const struct ts_rule *rule)
{
    double sum = 0;
    const struct ts_alternative *picked = NULL;
    for (uint32_t i = 0; i < rule->count; i++) {
        const struct ts_alternative *alternative = &rule->alternatives[i];
        if (alternative->is_dead || (alternative->when && !ts_view_test(telling->view, alternative->when))) continue;
        double chance = chance_of(telling, rule, alternative);
        sum += chance;
        if (ts_rng_real(&telling->rng) * sum < chance || !picked) picked = alternative;
    }
    if (picked && telling->used_count < USED_MAX) telling->used[telling->used_count++] = picked;
    return picked;
}

// --- expanded

static enum ts_status expand(struct ts_grammar_telling *telling, const struct ts_rule *rule, struct ts_buffer *out, ts_symbol *is, struct ts_err *err)
{
    if (++telling->expansions > EXPANSIONS_MAX || telling->depth == DEPTH_MAX || out->length > BYTES_MAX)
        return ts_err_set(err, TS_FAILED, "rule \"%s\" goes on too long", ts_symbol_text(telling->view->content->symbols, rule->name));
    const struct ts_alternative *alternative = pick(telling, rule);
    if (!alternative)
        return ts_err_set(err, TS_FAILED, "rule \"%s\" has nothing to tell", ts_symbol_text(telling->view->content->symbols, rule->name));
    *is = alternative->is;
    telling->depth++;
    enum ts_status status = ts_prose_render(alternative->words, telling->view, 1 + (uint32_t)(telling->asked->seed % 997), out, err);
    telling->depth--;
    return status;
}

static const struct bound *find_bound(const struct ts_grammar_telling *telling, ts_symbol name)
{
    for (uint32_t i = telling->bound_count; i-- > 0;)
        if (telling->bound[i].name == name) return &telling->bound[i];
    return NULL;
}

ts_symbol ts_grammar_bound_is(const struct ts_grammar_telling *telling, ts_symbol name)
{
    const struct bound *bound = find_bound(telling, name);
    return bound ? bound->is : 0;
}

static void remember(struct ts_grammar_telling *telling, ts_symbol name, ts_symbol is, const char *words, size_t length)
{
    if (telling->bound_count == BOUND_MAX) return;
    telling->bound[telling->bound_count++] = (struct bound){name, is, telling->kept.length, length};
    ts_buffer_add(&telling->kept, words, length);
}

// English: by the sound that the word begins with, as far as letters tell it.
static const char *article_of(const char *word)
{
    static const char *const spoken_a[] = {"uni", "use", "usu", "eu", "one", "once"}, *const spoken_an[] = {"hour", "honest", "honour", "heir"};
    for (size_t i = 0; i < sizeof spoken_a / sizeof *spoken_a; i++)
        if (!strncmp(word, spoken_a[i], strlen(spoken_a[i]))) return "a ";
    for (size_t i = 0; i < sizeof spoken_an / sizeof *spoken_an; i++)
        if (!strncmp(word, spoken_an[i], strlen(spoken_an[i]))) return "an ";
    return *word && strchr("aeiouAEIOU", *word) ? "an " : "a ";
}

static void add_capital(struct ts_buffer *out, const char *words, size_t length)
{
    utf8proc_int32_t code;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)words, (utf8proc_ssize_t)length, &code);
    if (size <= 0) return;
    ts_buffer_add(out, bytes, (size_t)utf8proc_encode_char(utf8proc_toupper(code), bytes));
    ts_buffer_add(out, words + size, length - (size_t)size);
}

static void add_marked(struct ts_buffer *out, enum ts_rule_mark mark, const char *words, size_t length)
{
    if (mark == TS_RULE_ARTICLE) ts_buffer_add_text(out, article_of(words));
    if (mark == TS_RULE_CAPITAL) add_capital(out, words, length);
    else ts_buffer_add(out, words, length);
}

static const struct ts_buffer *find_fact(const struct ts_grammar_telling *telling, const char *name)
{
    const struct ts_narrate *narrate = telling->asked->narrate;
    for (uint32_t i = 0; i < narrate->fact_count; i++)
        if (!strcmp(narrate->facts[i].name, name)) return &telling->asked->facts[i];
    return NULL;
}

static enum ts_status insert_fact(struct ts_grammar_telling *telling, const struct ts_prose_node *node, struct ts_buffer *out, struct ts_err *err)
{
    const struct ts_buffer *fact = find_fact(telling, node->words + strlen("fact."));
    if (!fact || !fact->length) return ts_err_set(err, TS_FAILED, "there is no %s here", node->words);
    add_marked(out, node->mark, fact->bytes, fact->length);
    return TS_OK;
}

enum ts_status ts_grammar_insert(struct ts_grammar_telling *telling, const struct ts_prose_node *node, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_buffer words = {0};
    ts_symbol is = 0;
    const struct bound *bound = node->bound && !node->rule ? find_bound(telling, node->bound) : NULL;
    if (out->length > BYTES_MAX) return ts_err_set(err, TS_FAILED, "{@%s} comes where too much is told already", node->words);
    if (!strncmp(node->words, "fact.", 5)) return insert_fact(telling, node, out, err);
    if (bound) {
        add_marked(out, node->mark, telling->kept.bytes + bound->start, bound->length);
        return TS_OK;
    }
    if (!node->rule) return ts_err_set(err, TS_FAILED, "{@%s} stands for nothing that was told before", node->words);
    if (!node->bound && node->mark == TS_RULE_PLAIN) return expand(telling, node->rule, out, &is, err);
    ts_buffer_add_text(&words, "");
    enum ts_status status = expand(telling, node->rule, &words, &is, err);
    if (!status) add_marked(out, node->mark, words.bytes, words.length);
    if (!status && node->bound) remember(telling, node->bound, is, words.bytes, words.length);
    ts_buffer_clear(&words);
    return status;
}

// --- the whole passage

// A sentence begins with a capital, also behind the quotes that open it; behind quotes that close, its author knows whether one does.
static void capitalise(struct ts_buffer *text)
{
    struct ts_buffer out = {0};
    bool is_start = true;
    for (const char *at = text->bytes, *end = at + text->length; at < end;) {
        utf8proc_int32_t code;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, end - at, &code);
        if (size <= 0) break;
        bool opens = code == '"' || code == '(' || code == '*' || code == 0x201C || code == 0x2018 || code == ' ' || code == '\n';
        if (is_start && !opens) {
            ts_buffer_add(&out, bytes, (size_t)utf8proc_encode_char(utf8proc_toupper(code), bytes));
            is_start = false;
        } else {
            ts_buffer_add(&out, at, (size_t)size);
        }
        if ((code == '.' || code == '!' || code == '?') && at + size < end && (at[size] == ' ' || at[size] == '\n')) is_start = true;
        at += size;
    }
    struct ts_buffer spare = *text;
    *text = out;
    ts_buffer_clear(&spare);
}

static enum ts_status tell_once(struct ts_grammar_telling *telling, struct ts_buffer *out, struct ts_err *err)
{
    const struct ts_narrate *narrate = telling->asked->narrate;
    const struct ts_rule *rule = ts_grammar_find_rule(narrate->grammar, narrate->start);
    struct ts_buffer raw = {0};
    ts_symbol is;
    enum ts_status status = rule ? expand(telling, rule, &raw, &is, err) : ts_err_set(err, TS_FAILED, "there is no rule to begin with");
    if (!status && raw.length) {
        ts_prose_join(out, raw.bytes, raw.length);
        ts_prose_finish(out);
    }
    ts_buffer_clear(&raw);
    return status;
}

struct again { const struct ts_buffer *told; bool is_so; };

static void look_again(void *self, const char *sentence, size_t length)
{
    struct again *again = self;
    if (memmem(again->told->bytes, again->told->length, sentence, length)) again->is_so = true;
}

static bool is_spared(const struct ts_buffer *forbidden, const struct ts_buffer *text)
{
    struct ts_buffer plain = {0};
    const char *phrase;
    size_t size;
    if (!forbidden || !forbidden->length) return false;
    ts_words_plain(text->bytes, text->length, &plain);
    bool is_spared = ts_passage_has_phrase(&plain, forbidden, &phrase, &size);
    ts_buffer_clear(&plain);
    return is_spared;
}

// May it go behind what is told? Not when it would be too long, say a sentence twice, or touch what the player is spared.
static bool fits(const struct ts_grammar_asked *asked, const struct ts_buffer *told, const struct ts_buffer *more, uint32_t words)
{
    struct again again = {.told = told};
    if (words > asked->words_max || told->length + more->length >= BYTES_MAX || is_spared(asked->forbidden, more)) return false;
    if (told->length) ts_each_sentence_of(more->bytes, more->length, look_again, &again);
    return !again.is_so;
}

// One try: told, and told again until it is long enough.
static enum ts_status try(struct ts_grammar_telling *telling, struct ts_buffer *out, struct ts_err *err)
{
    uint32_t words = 0;
    enum ts_status status = TS_OK;
    for (int round = 0; round < ROUNDS_MAX && words < telling->asked->words_min; round++) {
        struct ts_buffer more = {0};
        status = tell_once(telling, &more, err);
        uint32_t count = status || !more.length ? 0 : ts_words_count(more.bytes, more.length);
        if (count && fits(telling->asked, out, &more, words + count)) {
            if (out->length) ts_buffer_add_byte(out, ' ');
            ts_buffer_add(out, more.bytes, more.length);
            words += count;
        }
        ts_buffer_clear(&more);
        if (status) break;
    }
    if (out->length) capitalise(out);
    return out->length ? TS_OK : status;
}

struct counting {
    const struct ts_spoken *spoken;
    uint32_t repeats; // what was said lately weighs more
};

static void count_repeat(void *self, const char *sentence, size_t length)
{
    struct counting *counting = self;
    uint32_t since = ts_spoken_since(counting->spoken, ts_spoken_hash(sentence, length));
    if (since) counting->repeats += TS_SPOKEN_MAX + 1 - since;
}

enum ts_status ts_grammar_tell(const struct ts_grammar_asked *asked, struct ts_view *view, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_buffer best = {0};
    uint32_t least = UINT32_MAX;
    uint64_t purpose = ts_symbol_hash(view->content->symbols, asked->narrate->start);
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < TRIES && least; i++) {
        struct ts_grammar_telling telling = {.asked = asked, .view = view, .rng = ts_rng_stream(asked->seed, purpose, i, 0)};
        struct ts_buffer told = {0};
        struct counting counting = {asked->spoken, 0};
        view->grammar = &telling;
        status = try(&telling, &told, err);
        view->grammar = NULL;
        if (!status && told.length) ts_each_sentence_of(told.bytes, told.length, count_repeat, &counting);
        if (!status && told.length && counting.repeats < least) {
            struct ts_buffer worse = best;
            best = told, told = worse;
            least = counting.repeats;
        }
        ts_buffer_clear(&told);
        ts_buffer_clear(&telling.kept);
    }
    if (best.length) ts_buffer_add(out, best.bytes, best.length);
    bool is_told = best.length > 0;
    ts_buffer_clear(&best);
    return is_told ? TS_OK : status;
}
