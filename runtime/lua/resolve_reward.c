// resolve_reward.c - amendments of skills and echoes find these and change them
#include <string.h>

#include "lua/alias.h"
#include "lua/amend.h"

// --- skills

static struct ts_draft_skill *find_skill(struct ts_build *build, const struct ts_draft_change *change)
{
    ts_symbol id = ts_alias_now(build, change->pack, change->place, TS_RENAMED_SKILL, ts_build_full(build, change->pack, change->name));
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->skills.count; i++)
        if (((struct ts_draft_skill *)build->skills.items[i])->model.id == id) return build->skills.items[i];
    for (uint32_t i = 0; i < build->skills.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_skill *)build->skills.items[i])->model.id))) break;
    ts_change_refuse(build, change, &near);
    return NULL;
}

static const char *local_of(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

// As the skill's own pack calls it, or by its whole id.
static void hide_require(const struct ts_changing *changing, struct ts_draft_skill *skill, const char *name)
{
    struct ts_build *build = changing->build;
    struct ts_lua_pack *own = &build->host->packs[skill->model.pack];
    const char **items = ts_arena_get(build->scratch, (skill->requires.count + 1) * sizeof *items);
    uint32_t count = 0;
    for (uint32_t i = 0; i < skill->requires.count; i++)
        if (ts_build_full(build, own, skill->requires.items[i]) != ts_build_full(build, own, name))
    items[count++] = skill->requires.items[i];
    if (count == skill->requires.count)
        ts_build_problem(build, changing->change->pack, changing->change->place, "unknown-target", NULL,
                         "\"%s\" does not require \"%s\", which is to be hidden", changing->id, local_of(name));
    skill->requires.items = items;
    skill->requires.count = count;
}

static void change_requires(const struct ts_changing *changing, struct ts_draft_skill *skill)
{
    const struct ts_draft_change *change = changing->change;
    const struct ts_draft_part here = {.place = change->place};
    for (uint32_t i = 0; i < change->requires_hidden.count; i++) hide_require(changing, skill, change->requires_hidden.items[i]);
    for (uint32_t i = 0; i < change->requires_added.count; i++) {
        struct ts_draft_name *name = ts_list_add(&skill->more, changing->build->scratch, sizeof *name);
        *name = (struct ts_draft_name){.name = change->requires_added.items[i], .pack = change->pack, .place = change->place};
    }
    if (change->requires_hidden.count) ts_change_note(changing, &here, "requires", "hide");
    if (change->requires_added.count) ts_change_note(changing, &here, "requires", "add");
}

static void change_skill(struct ts_build *build, const struct ts_draft_change *change)
{
    struct ts_draft_skill *skill = find_skill(build, change);
    struct ts_changing changing = {.build = build, .change = change};
    if (!skill) return;
    changing.id = ts_build_text(build, skill->model.id);
    ts_conflict_check_order(build, change->pack, change->place, skill->model.pack, changing.id);
    ts_change_text(&changing, &change->title, "title", &skill->model.title);
    ts_change_text(&changing, &change->description, "description", &skill->model.description);
    if (change->cost.is_given) {
        ts_change_claim(&changing, &change->cost, "cost");
        skill->model.cost = change->cost.count;
    }
    change_requires(&changing, skill);
    if (!change->effect.call) return;
    ts_change_note(&changing, &change->effect, "effect", "effect");
    ts_skill_add_effect(build, skill, change->effect.call, change->pack->index, change->effect.place);
}

// --- echoes: each ending that leaves one has a handler of its own

static struct ts_draft_handler *next_of(const struct ts_build *build, ts_symbol echo, uint32_t *at)
{
    for (; *at < build->handlers.count; (*at)++) {
        struct ts_draft_handler *handler = build->handlers.items[*at];
        if (handler->model.echo == echo) return handler;
    }
    return NULL;
}

static ts_symbol echo_id(struct ts_build *build, const struct ts_draft_change *change)
{
    const char *full = ts_build_text(build, ts_build_full(build, change->pack, change->name)), *colon = strchr(full, ':');
    return ts_build_symbol(build, "%.*s:echo/%s", (int)(colon - full), full, colon + 1);
}

static void refuse_echo(struct ts_build *build, const struct ts_draft_change *change)
{
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < build->handlers.count; i++) {
        const char *text = ts_build_text(build, ((struct ts_draft_handler *)build->handlers.items[i])->model.echo),
                   *room = strstr(text, ":echo/");
        if (room && !ts_near_add(&near, ts_build_format(build, "%.*s:%s", (int)(room - text), text, room + strlen(":echo/")))) break;
    }
    ts_change_refuse(build, change, &near);
}

// Each kept by the pack whose echo it is; only its words are another's.
static void change_words(const struct ts_changing *changing, ts_symbol echo)
{
    const struct ts_draft_part *leaves = &changing->change->leaves;
    if (!leaves->call) return;
    ts_change_claim(changing, leaves, "leaves");
    for (uint32_t at = 0; next_of(changing->build, echo, &at); at++) {
        struct ts_handler *model = &((struct ts_draft_handler *)changing->build->handlers.items[at])->model;
        model->run = leaves->call;
        model->place = leaves->place;
    }
}

static void add_endings(const struct ts_changing *changing, const struct ts_draft_handler *like)
{
    struct ts_build *build = changing->build;
    const struct ts_names *added = &changing->change->endings_added;
    if (!added->count || !like->ending) return; // all of them leave it
    for (uint32_t i = 0; i < added->count; i++) {
        struct ts_draft_handler *handler = ts_build_add_handler(build, &like->model);
        handler->model.place = changing->change->place;
        handler->asker = changing->change->pack;
        handler->story = ts_build_text(build, ts_build_full(build, &build->host->packs[like->model.pack], like->story));
        handler->ending = added->items[i];
    }
    ts_change_note(changing, &(struct ts_draft_part){.place = changing->change->place}, "endings", "add");
}

static void change_echo(struct ts_build *build, const struct ts_draft_change *change)
{
    ts_symbol echo = echo_id(build, change);
    uint32_t at = 0;
    const struct ts_draft_handler *first = next_of(build, echo, &at);
    struct ts_changing changing = {.build = build, .change = change, .id = ts_build_text(build, echo)};
    if (!first) {
        refuse_echo(build, change);
        return;
    }
    ts_conflict_check_order(build, change->pack, change->place, first->model.pack, changing.id);
    change_words(&changing, echo);
    add_endings(&changing, first);
}

bool ts_reward_change(struct ts_build *build, const struct ts_draft_change *change)
{
    if (change->kind == &ts_kind_amend_skill) change_skill(build, change);
    else if (change->kind == &ts_kind_amend_echo) change_echo(build, change);
    else return false;
    return true;
}
