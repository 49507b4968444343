// resolve_narrate.c - which grammar tells a moment, and what is wrong with grammars
#include <stdio.h>
#include <string.h>

#include "game/grammar.h"
#include "game/prose_node.h"
#include "lua/narrate.h"

static struct ts_lua_pack *pack_of(struct ts_build *build, uint32_t pack)
{
    return &build->host->packs[pack];
}

// --- grammars

static const char *nearest_rule(struct ts_build *build, const struct ts_grammar *grammar, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < grammar->rule_count; i++)
        if (!ts_near_add(&near, ts_build_text(build, grammar->rules[i].name))) break;
    return ts_near_find(&near, name);
}

static void tell(void *self, const struct ts_grammar *grammar, const struct ts_rule *rule, const struct ts_alternative *alternative,
                 enum ts_grammar_trouble what, const char *name)
{
    struct ts_build *build = self;
    const char *id = ts_build_text(build, grammar->id), *own = ts_build_text(build, rule->name);
    struct ts_lua_pack *pack = pack_of(build, grammar->pack);
    if (what == TS_RULE_UNKNOWN)
        ts_build_warning(build, pack, alternative->place, "unknown-rule", nearest_rule(build, grammar, name),
                         "rule \"%s\" of grammar \"%s\" names \"%s\", which is no rule: what names it is never told", own, id, name);
    else
        ts_build_warning(build, pack, rule->place, "endless-rule", "give it an alternative that names no rule, or one that ends",
                         "rule \"%s\" of grammar \"%s\" leads back to itself whatever it tells, and never ends: it is never told", own, id);
}

static const char *nearest_fact(struct ts_build *build, const struct ts_narrate *narrate, const char *name)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < narrate->fact_count; i++)
        if (!ts_near_add(&near, narrate->facts[i].name)) break;
    return ts_near_find(&near, name);
}

struct asking { struct ts_build *build; const struct ts_draft_narrate *draft; struct ts_place place; };

// A fact that a text of its grammar asks for, and that the moment does not have: what asks for it is not told there.
static void check_fact(void *self, struct ts_prose_node *node)
{
    const struct asking *asking = self;
    const struct ts_narrate *narrate = asking->draft->model;
    bool is_there = node->kind != TS_PROSE_RULE || strncmp(node->words, "fact.", 5) != 0;
    for (uint32_t i = 0; i < narrate->fact_count && !is_there; i++) is_there = !strcmp(narrate->facts[i].name, node->words + 5);
    if (is_there) return;
    ts_build_warning(asking->build, asking->draft->pack, asking->place, "unknown-fact", nearest_fact(asking->build, narrate, node->words + 5),
                     "what \"%s\" narrates has no fact \"%s\", which its grammar asks for", asking->draft->what, node->words + 5);
}

static void check_facts(struct ts_build *build, const struct ts_draft_narrate *draft)
{
    const struct ts_grammar *grammar = draft->model->grammar;
    for (uint32_t i = 0; grammar && i < grammar->rule_count; i++)
        for (uint32_t n = 0; n < grammar->rules[i].count; n++) {
            struct asking asking = {build, draft, grammar->rules[i].alternatives[n].place};
            ts_prose_each_node(grammar->rules[i].alternatives[n].words, check_fact, &asking);
        }
}

static void finish_grammars(struct ts_build *build, struct ts_content *content)
{
    content->grammars = ts_arena_get(build->keep, (build->grammars.count + 1) * sizeof *content->grammars);
    content->grammar_count = build->grammars.count;
    for (uint32_t i = 0; i < build->grammars.count; i++) {
        content->grammars[i] = build->grammars.items[i];
        *ts_map_add(&content->grammar_by_id, content->grammars[i]->id) = i + 1;
    }
    ts_grammars_link(content, tell, build);
}

static void tell_unused(struct ts_build *build, const struct ts_grammar *grammar)
{
    for (uint32_t i = 0; i < grammar->rule_count; i++) {
        const struct ts_rule *rule = &grammar->rules[i];
        if (rule->is_used) continue;
        ts_build_warning(build, pack_of(build, grammar->pack), rule->place, "unused-rule", NULL, "rule \"%s\" of grammar \"%s\" is named by no text, and no moment begins with it",
                         ts_build_text(build, rule->name), ts_build_text(build, grammar->id));
    }
}

// --- moments

static const char *nearest_grammar(struct ts_build *build, const struct ts_draft_narrate *draft)
{
    const struct ts_content *content = &build->host->content;
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < content->grammar_count; i++)
        if (content->grammars[i]->pack == draft->model->pack && !ts_near_add(&near, ts_build_text(build, content->grammars[i]->name))) break;
    return ts_near_find(&near, draft->grammar);
}

static const struct ts_grammar *find_grammar(struct ts_build *build, const struct ts_draft_narrate *draft, const char *name)
{
    return name ? ts_content_find_grammar(&build->host->content, ts_build_full(build, draft->pack, name)) : NULL;
}

// "quay/dusk" is rule "dusk" of grammar "quay"; otherwise the rule named like the scene, or `origin`.
static void begin(struct ts_build *build, struct ts_draft_narrate *draft, const struct ts_grammar *grammar, const char *rule)
{
    struct ts_rule *start = rule ? ts_grammar_find_rule(grammar, ts_symbol_of(build->symbols, rule)) : NULL;
    if (!start && !rule && draft->scene) start = ts_grammar_find_rule(grammar, ts_symbol_of(build->symbols, draft->scene));
    if (!start && !rule) start = ts_grammar_find_rule(grammar, ts_symbol_of(build->symbols, "origin"));
    if (!start) {
        ts_build_warning(build, draft->pack, draft->model->place, "unknown-rule", nearest_rule(build, grammar, rule ? rule : "origin"),
                         "what \"%s\" narrates begins with rule \"%s\" of grammar \"%s\", which it does not have", draft->what, rule ? rule : "origin",
                         ts_build_text(build, grammar->id));
        return;
    }
    start->is_used = true;
    draft->model->grammar = grammar;
    draft->model->start = start->name;
}

static void resolve(struct ts_build *build, struct ts_draft_narrate *draft)
{
    const char *slash = draft->grammar ? strchr(draft->grammar, '/') : NULL;
    const char *name = slash ? ts_build_format(build, "%.*s", (int)(slash - draft->grammar), draft->grammar) : draft->grammar;
    const struct ts_grammar *grammar = find_grammar(build, draft, name);
    if (!grammar && !name) grammar = find_grammar(build, draft, draft->scene);
    if (!grammar && !name) grammar = find_grammar(build, draft, draft->story);
    if (grammar) {
        begin(build, draft, grammar, slash ? slash + 1 : NULL);
        return;
    }
    if (name)
        ts_build_problem(build, draft->pack, draft->model->place, "unknown-grammar", nearest_grammar(build, draft), "\"%s\" is told by grammar \"%s\", which there is not",
                         draft->what, name);
    else
        ts_build_warning(build, draft->pack, draft->model->place, "no-grammar", "define.grammar one that is named like the scene or the story",
                         "what \"%s\" narrates no grammar tells: without a model nothing is told", draft->what);
}

// What stands in another file is given to its scene.
static void attach(struct ts_build *build, struct ts_draft_narrate *draft)
{
    const char *what = draft->what;
    const char *colon = strchr(what, ':'), *slash = strchr(what, '/');
    const struct ts_story *story = ts_content_find_story(&build->host->content, ts_build_format(build, "%.*s", (int)(slash - what), what));
    const struct ts_scene *scene = colon && story ? ts_story_find_scene_full(story, draft->of) : NULL;
    if (!scene) {
        struct ts_near near = ts_near_start(build);
        for (uint32_t i = 0; story && i < story->scene_count; i++)
            if (!ts_near_add(&near, ts_build_text(build, story->scenes[i]->id))) break;
        ts_build_problem(build, draft->pack, draft->model->place, "unknown-target", ts_near_find(&near, slash + 1), "define.narrate names \"%s\", which is no scene", what);
    } else if (scene->narrate)
        ts_build_problem(build, draft->pack, draft->model->place, "duplicate-id", NULL, "scene \"%s\" says itself what is narrated there", what);
    else
        ((struct ts_scene *)scene)->narrate = draft->model; // it lives in an arena, and was made to be written
}

// Where nobody narrates, and where no grammar has anything to tell, the text is all there is.
static void check_texts(struct ts_build *build, const struct ts_story *story)
{
    for (uint32_t i = 0; i < story->scene_count; i++) {
        const struct ts_scene *scene = story->scenes[i];
        if (!scene->narrate || scene->text) continue;
        ts_build_warning(build, pack_of(build, scene->pack), scene->narrate->place, "no-text", "give it a text of its own", "scene \"%s\" is narrated and has no text: with --narrator none nothing is told",
                         ts_build_text(build, scene->full));
    }
}

void ts_resolve_narrates(struct ts_build *build)
{
    struct ts_content *content = &build->host->content;
    finish_grammars(build, content);
    for (uint32_t i = 0; i < build->narrates.count; i++) {
        struct ts_draft_narrate *draft = build->narrates.items[i];
        if (draft->of) attach(build, draft);
        resolve(build, draft);
        check_facts(build, draft);
    }
    for (uint32_t i = 0; i < content->story_count; i++) check_texts(build, content->stories[i]);
    for (uint32_t i = 0; i < content->grammar_count; i++) tell_unused(build, content->grammars[i]);
}
