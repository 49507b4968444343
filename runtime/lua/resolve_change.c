// resolve_change.c - amendments of unlocks, cosmetics and focuses find these and change them, packs in load order
#include <string.h>

#include "lua/alias.h"
#include "lua/amend.h"
#include "lua/call.h"

struct rule { // of one unlock: it is earned when one of `ways` holds, and all of `conditions`
    struct ts_unlock *unlock;
    ts_call own;
    struct ts_list ways, conditions; // of ts_call
    bool is_replaced;
};

void ts_change_note(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field, const char *what)
{
    ts_origin_add(changing->build, ts_build_format(changing->build, "%s/%s", changing->id, field), what, changing->change->pack, part->place,
                  part->when);
}

void ts_change_claim(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field)
{
    ts_conflict_touch(changing->build, changing->change->pack, part->place, ts_build_format(changing->build, "%s/%s", changing->id, field),
                      field);
    ts_change_note(changing, part, field, field);
}

void ts_change_text(const struct ts_changing *changing, const struct ts_draft_part *part, const char *field, const char **text)
{
    if (!part->is_given || !part->text) return;
    ts_change_claim(changing, part, field);
    *text = part->text;
}

void ts_change_refuse(struct ts_build *build, const struct ts_draft_change *change, struct ts_near *near)
{
    ts_build_problem(build, change->pack, change->place, "unknown-target", ts_near_find(near, change->name), "there is no %s \"%s\" to amend",
                     change->kind->name, change->name);
}

// --- unlocks

static struct ts_unlock *unlock_of(const struct ts_build *build, ts_symbol id)
{
    for (uint32_t i = 0; i < build->unlocks.count; i++)
        if (((struct ts_unlock *)build->unlocks.items[i])->id == id) return build->unlocks.items[i];
    return NULL;
}

// A cosmetic is an unlock: "harbour:blue_coat" is "harbour:cosmetic/blue_coat" among these.
static ts_symbol unlock_id(struct ts_build *build, const struct ts_draft_change *change)
{
    ts_symbol id = ts_build_full(build, change->pack, change->name);
    const char *text = ts_build_text(build, id), *colon = strchr(text, ':');
    if (change->kind != &ts_kind_amend_cosmetic) return id;
    return ts_build_symbol(build, "%.*s:cosmetic/%s", (int)(colon - text), text, colon + 1);
}

// As the kind of amendment calls it.
static const char *called(struct ts_build *build, const struct ts_draft_change *change, const char *id)
{
    const char *room = strstr(id, ":cosmetic/");
    if (!room || change->kind != &ts_kind_amend_cosmetic) return id;
    return ts_build_format(build, "%.*s:%s", (int)(room - id), id, room + strlen(":cosmetic/"));
}

// Core's are called by their bare names too.
static struct ts_unlock *find_unlock(struct ts_build *build, const struct ts_draft_change *change)
{
    struct ts_unlock *found = unlock_of(build, ts_alias_now(build, change->pack, change->place, TS_RENAMED_UNLOCK, unlock_id(build, change)));
    struct ts_near near;
    if (!found && !strchr(change->name, ':')) found = unlock_of(build, ts_build_symbol(build, "core:%s", change->name));
    if (found) return found;
    near = ts_near_start(build);
    for (uint32_t i = 0; i < build->unlocks.count; i++)
        if (!ts_near_add(&near, called(build, change, ts_build_text(build, ((struct ts_unlock *)build->unlocks.items[i])->id)))) break;
    ts_change_refuse(build, change, &near);
    return NULL;
}

static struct rule *rule_of(struct ts_build *build, struct ts_list *rules, struct ts_unlock *unlock)
{
    struct rule *rule;
    for (uint32_t i = 0; i < rules->count; i++)
        if (((struct rule *)rules->items[i])->unlock == unlock) return rules->items[i];
    rule = ts_list_add(rules, build->scratch, sizeof *rule);
    rule->unlock = unlock;
    rule->own = unlock->when;
    return rule;
}

static void add_call(struct ts_build *build, struct ts_list *list, ts_call call)
{
    ts_call *kept = ts_list_add(list, build->scratch, sizeof *kept);
    *kept = call;
}

static void change_rule(const struct ts_changing *changing, struct rule *rule)
{
    const struct ts_draft_change *change = changing->change;
    if (change->when.call) {
        ts_change_claim(changing, &change->when, "when");
        rule->own = change->when.call;
        rule->is_replaced = true;
    }
    if ((change->also.call || change->only.call) &&
        ts_amend_is_full(changing->build, change->pack, change->place, rule->ways.count + rule->conditions.count, TS_AMENDED_WHILE_MAX, changing->id))
        return;
    if (change->also.call) {
        ts_change_note(changing, &change->also, "when", "also");
        add_call(changing->build, &rule->ways, change->also.call);
    }
    if (change->only.call) {
        ts_change_note(changing, &change->only, "when", "only");
        add_call(changing->build, &rule->conditions, change->only.call);
    }
}

static void change_unlock(struct ts_build *build, const struct ts_draft_change *change, struct ts_list *rules)
{
    struct ts_unlock *unlock = find_unlock(build, change);
    struct ts_changing changing = {.build = build, .change = change};
    if (!unlock) return;
    changing.id = ts_build_text(build, unlock->id);
    ts_conflict_check_order(build, change->pack, change->place, unlock->pack, changing.id);
    ts_change_text(&changing, &change->title, "title", &unlock->title);
    ts_change_text(&changing, &change->description, "description", &unlock->description);
    change_rule(&changing, rule_of(build, rules, unlock));
}

static void finish_rule(struct ts_build *build, const struct rule *rule)
{
    uint32_t ways = rule->ways.count, conditions = rule->conditions.count;
    ts_call *calls = ts_arena_get(build->scratch, (ways + conditions + 1) * sizeof *calls);
    calls[0] = rule->own;
    for (uint32_t i = 0; i < ways; i++) calls[1 + i] = *(ts_call *)rule->ways.items[i];
    for (uint32_t i = 0; i < conditions; i++) calls[1 + ways + i] = *(ts_call *)rule->conditions.items[i];
    if (!rule->own || (!rule->is_replaced && ways + conditions == 0)) return; // joined even alone: its own pack is to be blamed
    rule->unlock->when = ts_call_join(
        build->host, &(struct ts_join){.any = calls, .any_count = 1 + ways, .all = calls + 1 + ways, .all_count = conditions}, rule->own);
}

// --- focuses

static struct ts_draft_focus *focus_of(const struct ts_build *build, ts_symbol id)
{
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (((struct ts_draft_focus *)build->focuses.items[i])->model.id == id) return build->focuses.items[i];
    return NULL;
}

static struct ts_draft_focus *find_focus(struct ts_build *build, const struct ts_draft_change *change)
{
    struct ts_draft_focus *found = focus_of(
        build, ts_alias_now(build, change->pack, change->place, TS_RENAMED_FOCUS, ts_build_bare(build, change->pack, change->name)));
    struct ts_near near;
    if (!found) found = focus_of(build, ts_symbol_of(build->symbols, change->name));
    if (found) return found;
    near = ts_near_start(build);
    for (uint32_t i = 0; i < build->focuses.count; i++)
        if (!ts_near_add(&near, ts_build_text(build, ((struct ts_draft_focus *)build->focuses.items[i])->model.id))) break;
    ts_change_refuse(build, change, &near);
    return NULL;
}

static bool is_in(const char *idea, const struct ts_names *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (!strcmp(idea, names->items[i])) return true;
    return false;
}

static void check_hidden(const struct ts_changing *changing, const struct ts_focus *focus)
{
    const struct ts_draft_change *change = changing->change;
    const struct ts_names ideas = {.items = focus->ideas, .count = focus->idea_count};
    for (uint32_t i = 0; i < change->ideas_hidden.count; i++)
        if (!is_in(change->ideas_hidden.items[i], &ideas))
            ts_build_problem(changing->build, change->pack, change->place, "unknown-target", NULL, "\"%s\" has no idea \"%s\" to hide",
                             changing->id, change->ideas_hidden.items[i]);
}

static void change_ideas(const struct ts_changing *changing, struct ts_focus *focus)
{
    const struct ts_draft_change *change = changing->change;
    uint32_t count = 0;
    const char **ideas;
    if (!change->ideas_added.count && !change->ideas_hidden.count) return;
    check_hidden(changing, focus);
    ideas = ts_arena_get(changing->build->keep, (focus->idea_count + change->ideas_added.count + 1) * sizeof *ideas);
    for (uint32_t i = 0; i < focus->idea_count; i++)
        if (!is_in(focus->ideas[i], &change->ideas_hidden)) ideas[count++] = focus->ideas[i];
    for (uint32_t i = 0; i < change->ideas_added.count; i++)
        if (!is_in(change->ideas_added.items[i], &(struct ts_names){.items = ideas, .count = count}))
            ideas[count++] = change->ideas_added.items[i];
    focus->ideas = ideas;
    focus->idea_count = count;
    for (uint32_t i = 0; i < change->ideas_hidden.count; i++)
        ts_change_note(changing, &(struct ts_draft_part){.place = change->place}, "ideas", "hide");
    if (change->ideas_added.count) ts_change_note(changing, &(struct ts_draft_part){.place = change->place}, "ideas", "add");
}

static void add_concepts(const struct ts_changing *changing, struct ts_draft_focus *focus)
{
    const struct ts_draft_change *change = changing->change;
    for (uint32_t i = 0; i < change->metaconcepts_added.count; i++) {
        struct ts_draft_name *name = ts_list_add(&focus->more, changing->build->scratch, sizeof *name);
        *name = (struct ts_draft_name){.name = change->metaconcepts_added.items[i], .pack = change->pack, .place = change->place};
    }
    if (change->metaconcepts_added.count) ts_change_note(changing, &(struct ts_draft_part){.place = change->place}, "metaconcepts", "add");
}

static void add_milestone(struct ts_named_words *all, uint32_t *count, struct ts_named_words milestone)
{
    uint32_t i = 0;
    while (i < *count && strcmp(all[i].name, milestone.name) != 0) i++;
    if (i == *count) (*count)++;
    all[i] = milestone;
}

static void add_milestones(const struct ts_changing *changing, struct ts_focus *focus)
{
    const struct ts_milestones *added = &changing->change->milestones_added;
    if (!added->count) return;
    struct ts_named_words *all = ts_arena_get(changing->build->keep, (focus->milestone_count + added->count) * sizeof *all);
    uint32_t count = focus->milestone_count;
    if (count) memcpy(all, focus->milestones, count * sizeof *all);
    for (uint32_t i = 0; i < added->count; i++) add_milestone(all, &count, added->items[i]);
    focus->milestones = all;
    focus->milestone_count = count;
    ts_change_note(changing, &(struct ts_draft_part){.place = changing->change->place}, "milestones", "add");
}

static void add_prompts(const struct ts_changing *changing, struct ts_focus *focus)
{
    const struct ts_names *added = &changing->change->prompts_added;
    if (!added->count) return;
    const char **all = ts_arena_get(changing->build->keep, (focus->prompt_count + added->count) * sizeof *all);
    if (focus->prompt_count) memcpy(all, focus->prompts, focus->prompt_count * sizeof *all);
    memcpy(all + focus->prompt_count, added->items, added->count * sizeof *all);
    focus->prompts = all;
    focus->prompt_count += added->count;
    ts_change_note(changing, &(struct ts_draft_part){.place = changing->change->place}, "prompts", "add");
}

static void change_focus(struct ts_build *build, const struct ts_draft_change *change)
{
    struct ts_draft_focus *focus = find_focus(build, change);
    struct ts_changing changing = {.build = build, .change = change};
    if (!focus) return;
    changing.id = ts_build_text(build, focus->model.id);
    ts_conflict_check_order(build, change->pack, change->place, focus->model.pack, changing.id);
    ts_change_text(&changing, &change->title, "title", &focus->model.title);
    ts_change_text(&changing, &change->setting, "setting", &focus->model.setting);
    change_ideas(&changing, &focus->model);
    add_concepts(&changing, focus);
    add_milestones(&changing, &focus->model);
    add_prompts(&changing, &focus->model);
}

void ts_resolve_changes(struct ts_build *build)
{
    struct ts_list rules = {0};
    for (uint32_t i = 0; i < build->changes.count; i++) {
        const struct ts_draft_change *change = build->changes.items[i];
        if (change->kind == &ts_kind_amend_focus) change_focus(build, change);
        else if (!ts_reward_change(build, change)) change_unlock(build, change, &rules);
    }
    for (uint32_t i = 0; i < rules.count; i++) finish_rule(build, rules.items[i]);
}
