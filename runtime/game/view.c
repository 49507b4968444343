// view.c - what a script sees and may do: variables, deeds and rolls
#include "game/care.h"
#include "game/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "game/permit.h"
#include "game/script.h"

static const char *pack_name(const struct ts_view *view, uint32_t pack)
{
    return ts_symbol_text(view->content->symbols, view->content->packs[pack].name);
}

enum ts_status ts_permit_write(const struct ts_view *view, const char *what, struct ts_err *err)
{
    if (view->phase == TS_WRITING && view->changes) return TS_OK;
    return ts_err_set(
        err, TS_FAILED,
        "%s cannot be done here: `when`, `text`, `weight` and `each` may only read; do it in `effect`, `enter` or an `on` handler", what);
}

enum ts_status ts_permit_size(struct ts_value value, const char *what, const char *name, struct ts_err *err)
{
    if ((value.type != TS_TEXT && value.type != TS_TREE) || value.text->length <= TS_VALUE_MAX) return TS_OK;
    return ts_err_set(err, TS_FAILED, "%s \"%s\" would hold %u bytes, more than %d; keep less in it", what, name, value.text->length,
                      TS_VALUE_MAX);
}

static bool is_own(const struct ts_view *view, uint32_t slot)
{
    return slot >= view->run->story->var_count;
}

struct ts_value ts_view_var(const struct ts_view *view, uint32_t slot)
{
    const struct ts_var *var = ts_content_var(view->content, view->run->story, slot);
    if (view->noticed) ts_noticed_add(view->noticed, TS_NOTICED_VAR, slot);
    if (is_own(view, slot) && var->pack != view->pack) return ts_value_nil();
    if (view->looks) ts_looks_add(view->looks, is_own(view, slot) ? "own " : "", ts_symbol_text(view->content->symbols, var->name), view->run->vars[slot]);
    return view->run->vars[slot];
}

static enum ts_status permit_var(const struct ts_view *view, const struct ts_var *var, uint32_t slot, struct ts_err *err)
{
    const char *name = ts_symbol_text(view->content->symbols, var->name);
    if (ts_permit_write(view, "writing a variable", err)) return TS_FAILED;
    if (var->pack == view->pack) return TS_OK;
    if (is_own(view, slot))
        return ts_err_set(err, TS_FAILED, "\"%s\" is pack \"%s\"'s own; only that pack may use it", name, pack_name(view, var->pack));
    if (view->content->packs[view->pack].may_write_vars) return TS_OK;
    return ts_err_set(err, TS_FAILED, "pack \"%s\" may not write \"%s\" of a story of pack \"%s\"; ask for \"vars.write\" in its pack.lua",
                      pack_name(view, view->pack), name, pack_name(view, var->pack));
}

enum ts_status ts_view_set_var(struct ts_view *view, uint32_t slot, struct ts_value value, struct ts_err *err)
{
    const struct ts_var *var = ts_content_var(view->content, view->run->story, slot);
    enum ts_status status = permit_var(view, var, slot, err);
    if (!status) status = ts_permit_size(value, "variable", ts_symbol_text(view->content->symbols, var->name), err);
    if (status) {
        ts_value_drop(&value);
        return status;
    }
    if (value.type == TS_NIL) value = ts_value_keep(var->initial);
    ts_changeset_set_var(view->changes, slot, value);
    return TS_OK;
}

struct ts_value ts_view_sum(const struct ts_view *view, uint32_t slot, struct ts_value amount)
{
    struct ts_value now = view->run->vars[slot];
    int64_t sum;
    double real;
    if ((now.type != TS_INT && now.type != TS_REAL) || (amount.type != TS_INT && amount.type != TS_REAL)) return ts_value_nil();
    if (now.type == TS_INT && amount.type == TS_INT)
        return __builtin_add_overflow(now.integer, amount.integer, &sum) ? ts_value_nil() : ts_value_int(sum);
    real = (now.type == TS_INT ? (double)now.integer : now.real) + (amount.type == TS_INT ? (double)amount.integer : amount.real);
    return __builtin_isfinite(real) ? ts_value_real(real) : ts_value_nil();
}

// --- deeds

enum ts_status ts_permit_more(const char *what, uint32_t count, uint32_t most, struct ts_err *err)
{
    if (count < most) return TS_OK;
    return ts_err_set(err, TS_FAILED, "one turn may hold at most %u %s; spread them over several turns", most, what);
}

static enum ts_status permit_event(const struct ts_view *view, const struct ts_event_record *event, struct ts_err *err)
{
    struct ts_value action = {.type = TS_TEXT, .text = event->action};
    struct ts_value consequences = {.type = TS_TEXT, .text = event->consequences};
    enum ts_status status = ts_permit_write(view, "recording an event", err);
    if (!status && (!event->action || !event->action->length))
        status = ts_err_set(err, TS_FAILED, "an event needs an `action`: what was done, in a few words");
    if (!status) status = ts_permit_size(action, "event field", "action", err);
    if (!status && event->consequences) status = ts_permit_size(consequences, "event field", "consequences", err);
    if (!status) status = ts_permit_more("events", view->changes->event_count, TS_ACT_DEEDS_MAX, err);
    return status;
}

enum { LINKS_MAX = 100 }; // choices that act as one another

// Handlers speak of what was done, which was done where the turn began.
void ts_view_event_care(const struct ts_view *view, struct ts_event_care *care)
{
    const struct ts_changeset *changes = view->changes;
    const struct ts_scene *here = view->run->head.scene, *before = view->occasion && changes->kind == TS_ACT_TURN ? changes->before.scene : NULL;
    const struct ts_choice *choice = changes->choice;
    if (here) ts_event_care_add(care, view->content, here->care, here->pack);
    if (before) ts_event_care_add(care, view->content, before->care, before->pack);
    for (int links = 0; choice && links < LINKS_MAX; links++, choice = choice->as) ts_event_care_add(care, view->content, choice->care, choice->pack);
}

bool ts_view_lets_read(const struct ts_view *view, ts_symbol care)
{
    if (!view->is_unguarded && !ts_event_care_allows(view->content->symbols, ts_care_of(view->content, view->run), care)) return false;
    if (care) ts_told_add(view->told, (struct ts_telling){.is_event = true, .event = care, .scene = view->run->head.scene, .is_eased = view->has_eased});
    return true;
}

static ts_symbol event_care(const struct ts_view *view, const struct ts_care *own)
{
    struct ts_event_care care = {0};
    ts_view_event_care(view, &care);
    ts_event_care_add(&care, view->content, NULL, view->pack);
    ts_event_care_own(&care, view->content, own);
    return ts_event_care_symbol(&care, view->content->symbols);
}

enum ts_status ts_view_record(struct ts_view *view, struct ts_event_record event, const struct ts_care *own, struct ts_err *err)
{
    const struct ts_scene *scene = view->run->head.scene;
    enum ts_status status = permit_event(view, &event, err);
    if (status) {
        ts_text_drop(event.action);
        ts_text_drop(event.consequences);
        return status;
    }
    if (!event.place && scene) event.place = scene->where;
    event.care = event_care(view, own);
    ts_changeset_record(view->changes, event);
    return TS_OK;
}

enum ts_status ts_view_mark_major(struct ts_view *view, struct ts_err *err)
{
    enum ts_status status = ts_permit_write(view, "marking a turn as major", err);
    if (!status) view->changes->is_major = true;
    return status;
}

static enum ts_status permit_metaconcept(const struct ts_view *view, ts_symbol id, struct ts_err *err)
{
    const struct ts_content *content = view->content;
    const char **names, *meant;
    if (ts_map_find(&content->metaconcept_by_id, id)) return TS_OK;
    names = ts_memory_get((content->metaconcept_count + 1) * sizeof *names);
    for (uint32_t i = 0; i < content->metaconcept_count; i++) names[i] = ts_symbol_text(content->symbols, content->metaconcepts[i].id);
    meant = ts_suggest(ts_symbol_text(content->symbols, id), names, content->metaconcept_count);
    free(names);
    return ts_err_set(err, TS_FAILED, "no metaconcept is named \"%s\"; %s%s%s", ts_symbol_text(content->symbols, id),
                      meant ? "did you mean \"" : "define it with `define.metaconcept`", meant ? meant : "", meant ? "\"?" : "");
}

static bool is_marked(const struct ts_view *view, enum ts_mark_kind kind, ts_symbol id)
{
    if (kind == TS_MARK_METACONCEPT) return ts_run_has_metaconcept(view->run, id);
    return kind == TS_MARK_INSIGHT && ts_run_tally(view->run, ts_insight_symbol(view->content, id)).count > 0;
}

enum ts_status ts_view_mark(struct ts_view *view, enum ts_mark_kind kind, ts_symbol id, struct ts_err *err)
{
    static const char *const deeds[] = {[TS_MARK_MILESTONE] = "reaching a milestone",
                                        [TS_MARK_INSIGHT] = "finding an insight",
                                        [TS_MARK_METACONCEPT] = "integrating a metaconcept"};
    static const enum ts_happening happenings[] = {[TS_MARK_MILESTONE] = TS_MILESTONE_REACHED,
                                                   [TS_MARK_INSIGHT] = TS_INSIGHT_FOUND,
                                                   [TS_MARK_METACONCEPT] = TS_METACONCEPT_INTEGRATED};
    enum ts_status status = ts_permit_write(view, deeds[kind], err);
    if (!status && !id) status = ts_err_set(err, TS_FAILED, "%s needs a name; give it one", deeds[kind]);
    if (!status && kind == TS_MARK_METACONCEPT) status = permit_metaconcept(view, id, err);
    if (status || is_marked(view, kind, id)) return status;
    status = ts_permit_more("milestones, insights and metaconcepts", view->changes->mark_count, TS_ACT_DEEDS_MAX, err);
    if (status) return status;
    ts_changeset_mark(view->changes, kind, id, view->pack);
    ts_view_happened(view, (struct ts_happened){.happening = happenings[kind], .scene = view->run->head.scene, .id = id});
    return TS_OK;
}

static const char *find_milestone(const struct ts_view *view, const char *name)
{
    const struct ts_focus *focus = view->run->focus ? ts_content_find_focus(view->content, view->run->focus) : NULL;
    for (uint32_t i = 0; focus && i < focus->milestone_count; i++)
        if (strcmp(focus->milestones[i].name, name) == 0) return focus->milestones[i].words;
    return NULL;
}

enum ts_status ts_view_reach(struct ts_view *view, const char *name, bool *first, struct ts_err *err)
{
    enum ts_status status = ts_permit_write(view, "reaching a milestone", err);
    const char *words = find_milestone(view, name);
    ts_symbol counted = words ? ts_milestone_symbol(view->content, name) : 0;
    *first = !status && counted && ts_run_tally(view->run, counted).count == 0;
    if (!*first) return status;
    status = ts_view_mark(view, TS_MARK_MILESTONE, ts_symbol_of(view->content->symbols, words), err);
    if (!status) ts_changeset_count(view->changes, counted);
    return status;
}

enum ts_status ts_view_ease(struct ts_view *view, struct ts_err *err)
{
    struct ts_care_state state = *ts_care_of(view->content, view->run);
    int64_t slot = ts_care_slot(view->content, view->run->story);
    enum ts_status status = ts_permit_write(view, "easing", err);
    if (status || slot < 0 || ts_care_ceiling(&state.settings) <= TS_EASED_CEILING) return status;
    state.settings.is_eased = view->has_eased = true;
    ts_changeset_set_var(view->changes, (uint32_t)slot, ts_care_encode(view->content, &state));
    return TS_OK;
}

enum ts_status ts_view_complete(struct ts_view *view, const char *reason, struct ts_err *err)
{
    enum ts_status status = ts_permit_write(view, "completing the run", err);
    if (status) return status;
    view->asks_completion = true;
    free(view->completion_reason);
    view->completion_reason = ts_memory_copy(reason);
    return TS_OK;
}

bool ts_view_test(struct ts_view *view, ts_call call)
{
    const struct ts_call_info *info = &view->content->calls[call];
    struct ts_err err;
    bool holds = false;
    if (!view->script->test(view->script->self, view, call, &holds, &err)) return holds;
    if (view->changes) ts_changeset_fault(view->changes, info->pack, info->place, err.message);
    return false;
}

void ts_view_happened(struct ts_view *view, struct ts_happened what)
{
    if (view->queue_count == view->queue_room) {
        view->queue_room = view->queue_room ? view->queue_room * 2 : 16;
        view->queue = ts_memory_grow(view->queue, view->queue_room * sizeof *view->queue);
    }
    view->queue[view->queue_count++] = what;
}

struct ts_rng ts_view_rng(struct ts_view *view)
{
    const struct ts_symbols *symbols = view->content->symbols;
    uint64_t purpose = ts_symbol_hash(symbols, view->content->packs[view->pack].name);
    uint64_t id = ts_symbol_hash(symbols, view->stream) + view->occasion + view->rolls++;
    if (view->noticed) view->noticed->has_rolled = true;
    return ts_rng_stream(view->run->seed, purpose, (uint64_t)view->run->head.turn, id);
}
