// check_type.c - variables that are set to, or compared with, something of another type than they were declared with
#include <string.h>

#include "lua/check.h"

enum type { NOTHING, YES_OR_NO, NUMBER, TEXT, TABLE };
static const char *const type_names[] = {"nothing", "true or false", "a number", "a text", "a table"};

static enum type type_of(struct ts_value value)
{
    switch (value.type) {
    case TS_BOOL: return YES_OR_NO;
    case TS_INT:
    case TS_REAL: return NUMBER;
    case TS_TEXT: return TEXT;
    case TS_TREE: return TABLE;
    default: return NOTHING;
    }
}

// --- `set`

static struct ts_place place_of(struct ts_build *build, const struct ts_choice *choice, const struct ts_var *var)
{
    struct ts_lua_source *source = ts_build_source(&build->host->packs[choice->pack], choice->place);
    struct ts_place place = choice->place;
    if (source) place.line = ts_source_line(source, build->scratch, ts_build_text(build, var->name), TS_WRITTEN_NAME, place.line);
    return place;
}

static void check_write(struct ts_build *build, const struct ts_story *story, const struct ts_choice *choice, const struct ts_write *write)
{
    const struct ts_var *var = &story->vars[write->var];
    enum type declared = type_of(var->initial), set = type_of(write->value);
    if (write->add || declared == set || declared == NOTHING || set == NOTHING) return;
    ts_build_warning(build, &build->host->packs[choice->pack], place_of(build, choice, var), "changed-type",
                     ts_build_format(build, "declare it as what it will hold, or set it to %s", type_names[declared]),
                     "\"%s\" sets \"%s\" to %s, but it is declared as %s", ts_build_text(build, choice->full), ts_build_text(build, var->name),
                     type_names[set], type_names[declared]);
}

static void check_writes(struct ts_build *build, const struct ts_story *story)
{
    for (uint32_t i = 0; i < story->scene_count; i++)
        for (uint32_t k = 0; k < story->scenes[i]->choice_count; k++) {
            const struct ts_choice *choice = story->scenes[i]->choices[k];
            for (uint32_t n = 0; n < choice->write_count; n++) check_write(build, story, choice, &choice->writes[n]);
        }
}

// --- comparisons in conditions

struct comparing {
    struct ts_build *build;
    const struct ts_check *check;
    const struct ts_check_mentions *mentions;
};

static bool is_comparison(const struct ts_script_word *word)
{
    static const char *const signs[] = {"==", "~=", "<", "<=", ">", ">="};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (ts_word_is(word, signs[i])) return true;
    return false;
}

// Nothing binds tighter than the comparison there.
static bool is_edge(const struct ts_script_word *word)
{
    static const char *const edges[] = {"and", "or", "(", ")", ","};
    if (word->token.kind == TS_TOKEN_END) return true;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (ts_word_is(word, edges[i])) return true;
    return false;
}

static enum type literal_type(const struct ts_script_word *word)
{
    if (word->token.kind == TS_TOKEN_NUMBER) return NUMBER;
    if (word->token.kind == TS_TOKEN_STRING) return TEXT;
    return ts_word_is(word, "true") || ts_word_is(word, "false") ? YES_OR_NO : NOTHING;
}

// A script may put anything into a variable that it writes.
static const struct ts_var *variable(const struct comparing *comparing, const struct ts_script_word *word)
{
    const struct ts_story *story = comparing->check->story;
    ts_symbol name = story && word->token.kind == TS_TOKEN_NAME
                         ? ts_symbol_find(comparing->build->symbols, word->token.at, word->token.length) : 0;
    const uint64_t *slot = name ? ts_map_find(&story->var_by_name, name) : NULL;
    const struct ts_var *var = slot ? &story->vars[*slot - 1] : NULL;
    if (!var || comparing->mentions->has_open_vars[story->pack]) return NULL;
    return ts_check_mentioned(comparing->mentions, word->token.at, word->token.length) & TS_MENTION_WRITTEN ? NULL : var;
}

static void compare(const struct comparing *comparing, const struct ts_script_word *sign, const struct ts_script_word *name,
                    const struct ts_script_word *literal)
{
    const struct ts_var *var = variable(comparing, name);
    enum type declared = var ? type_of(var->initial) : NOTHING, other = literal_type(literal);
    const struct ts_check *check = comparing->check;
    if (declared == NOTHING || other == NOTHING || declared == other) return;
    ts_build_warning(comparing->build, check->pack, check->place, "mixed-types",
                     ts_build_format(comparing->build, "compare it with %s", type_names[declared]),
                     "\"%s\" in %s is declared as %s, and compared with %s by \"%.*s\"", ts_build_text(comparing->build, var->name), check->what,
                     type_names[declared], type_names[other], (int)sign->token.length, sign->token.at);
}

static void read_word(void *self, const struct ts_script_word *word)
{
    if (!is_comparison(word) || !is_edge(&word[-2]) || !is_edge(&word[2])) return;
    compare(self, word, &word[-1], &word[1]);
    compare(self, word, &word[1], &word[-1]);
}

void ts_check_types(struct ts_build *build, const struct ts_check_mentions *mentions)
{
    const struct ts_content *content = &build->host->content;
    for (uint32_t i = 0; i < content->story_count; i++) check_writes(build, content->stories[i]);
    for (uint32_t i = 0; i < build->checks.count; i++) {
        const struct ts_check *check = build->checks.items[i];
        struct ts_lua_source source = {.text = check->source, .length = check->length};
        struct comparing comparing = {build, check, mentions};
        ts_script_each_word(&source, read_word, &comparing);
    }
}
