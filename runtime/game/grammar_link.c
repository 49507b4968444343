// grammar_link.c - grammars before they are told: which rule a text names, and what can never be told to its end
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "game/grammar.h"
#include "game/prose_node.h"
#include "game/sentence.h"

struct ts_rule *ts_grammar_find_rule(const struct ts_grammar *grammar, ts_symbol name)
{
    const uint64_t *at = ts_map_find(&grammar->rule_by_name, name);
    return at ? &grammar->rules[*at - 1] : NULL;
}

const struct ts_grammar *ts_content_find_grammar(const struct ts_content *content, ts_symbol id)
{
    const uint64_t *at = ts_map_find(&content->grammar_by_id, id);
    return at ? content->grammars[*at - 1] : NULL;
}

struct linking {
    struct ts_content *content;
    const struct ts_grammar *grammar;
    const struct ts_rule *rule;
    struct ts_alternative *alternative;
    ts_each_grammar_trouble *each;
    void *self;
    bool ends, is_bound; // of the alternative looked at; something is remembered by the name looked for
    ts_symbol bound;
};

// Another grammar of the same pack, when the name says one.
static const struct ts_grammar *find_grammar(const struct linking *linking, const char **name)
{
    const char *slash = strchr(*name, '/');
    char id[2 * TS_IDENT_MAX + 2];
    if (!slash) return linking->grammar;
    const char *pack = ts_symbol_text(linking->content->symbols, linking->content->packs[linking->grammar->pack].name);
    snprintf(id, sizeof id, "%s:%.*s", pack, (int)(slash - *name), *name);
    *name = slash + 1;
    return ts_content_find_grammar(linking->content, ts_symbol_of(linking->content->symbols, id));
}

static void look_for_bound(void *self, struct ts_prose_node *node)
{
    struct linking *linking = self;
    linking->is_bound |= node->kind == TS_PROSE_RULE && node->bound == linking->bound;
}

// Is something of the grammar remembered by this name? What tells it may be any rule.
static bool is_remembered(const struct linking *linking, const char *name)
{
    struct linking looking = {.bound = ts_symbol_of(linking->content->symbols, name)};
    for (uint32_t i = 0; i < linking->grammar->rule_count; i++)
        for (uint32_t n = 0; n < linking->grammar->rules[i].count; n++)
            ts_prose_each_node(linking->grammar->rules[i].alternatives[n].words, look_for_bound, &looking);
    return looking.is_bound;
}

static void link_node(void *self, struct ts_prose_node *node)
{
    struct linking *linking = self;
    const char *name = node->words;
    if (node->kind != TS_PROSE_RULE || !strncmp(name, "fact.", 5)) return;
    const struct ts_grammar *grammar = find_grammar(linking, &name);
    node->rule = grammar ? ts_grammar_find_rule(grammar, ts_symbol_of(linking->content->symbols, name)) : NULL;
    if (node->rule) {
        node->rule->is_used |= node->rule != linking->rule;
        return;
    }
    if (!node->bound && is_remembered(linking, node->words)) {
        node->bound = ts_symbol_of(linking->content->symbols, node->words);
        return;
    }
    linking->alternative->is_dead = true;
    linking->each(linking->self, linking->grammar, linking->rule, linking->alternative, TS_RULE_UNKNOWN, node->words);
}

static void each_alternative(struct linking *linking, void (*visit)(struct linking *linking))
{
    for (uint32_t g = 0; g < linking->content->grammar_count; g++) {
        linking->grammar = linking->content->grammars[g];
        for (uint32_t i = 0; i < linking->grammar->rule_count; i++) {
            linking->rule = &linking->grammar->rules[i];
            for (uint32_t n = 0; n < linking->rule->count; n++) {
                linking->alternative = &linking->rule->alternatives[n];
                visit(linking);
            }
        }
    }
}

static void link_alternative(struct linking *linking)
{
    struct ts_alternative *alternative = linking->alternative;
    const struct ts_text *fixed = ts_prose_fixed(alternative->words);
    ts_prose_each_node(alternative->words, link_node, linking);
    size_t length = fixed ? ts_sentence_length(fixed->bytes, fixed->length, true) : 0;
    if (length) alternative->hash = ts_spoken_hash(fixed->bytes, length);
}

// --- what ends

static void look_for_end(void *self, struct ts_prose_node *node)
{
    struct linking *linking = self;
    if (node->kind == TS_PROSE_RULE && node->rule && !node->rule->ends) linking->ends = false;
}

static void find_end(struct linking *linking)
{
    struct ts_rule *rule = (struct ts_rule *)linking->rule;
    linking->ends = !linking->alternative->is_dead;
    if (linking->ends) ts_prose_each_node(linking->alternative->words, look_for_end, linking);
    if (!linking->ends || rule->ends) return;
    rule->ends = linking->is_bound = true; // one more: look again at what waits for it
}

static void bury(struct linking *linking)
{
    linking->ends = true;
    ts_prose_each_node(linking->alternative->words, look_for_end, linking);
    linking->alternative->is_dead |= !linking->ends;
}

static void tell_endless(struct linking *linking)
{
    bool is_first = linking->alternative == linking->rule->alternatives, is_unknown = false;
    for (uint32_t i = 0; i < linking->rule->count; i++) is_unknown |= linking->rule->alternatives[i].is_dead;
    if (is_first && !linking->rule->ends && !is_unknown)
        linking->each(linking->self, linking->grammar, linking->rule, linking->alternative, TS_RULE_ENDLESS,
                      ts_symbol_text(linking->content->symbols, linking->rule->name));
}

void ts_grammars_link(struct ts_content *content, ts_each_grammar_trouble *each, void *self)
{
    struct linking linking = {.content = content, .each = each, .self = self};
    each_alternative(&linking, link_alternative);
    do {
        linking.is_bound = false;
        each_alternative(&linking, find_end);
    } while (linking.is_bound);
    each_alternative(&linking, tell_endless);
    each_alternative(&linking, bury);
}
