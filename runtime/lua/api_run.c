// api_run.c - the run as callbacks see it
#include <math.h>
#include <string.h>

#include "base/canon.h"
#include "base/ident.h"
#include "base/suggest.h"
#include "lua/api.h"

enum { RECENT = 10, RECENT_MAX = 100, NAMES_MAX = 256, ACT_COST = 50 };

// --- fields

static int push_symbol(lua_State *L, ts_symbol symbol)
{
    ts_api_push_symbol(L, ts_api_pack(L)->host->symbols, symbol);
    return 1;
}

static int push_integer(lua_State *L, int64_t integer)
{
    lua_pushinteger(L, integer);
    return 1;
}

static int get_id(lua_State *L)
{
    return push_symbol(L, ts_api_view(L)->run->id);
}

static int get_story(lua_State *L)
{
    return push_symbol(L, ts_api_view(L)->run->story->id);
}

static int get_scene(lua_State *L)
{
    const struct ts_scene *scene = ts_api_view(L)->run->head.scene;
    return push_symbol(L, scene ? scene->full : 0);
}

static int get_state(lua_State *L)
{
    lua_pushstring(L, ts_run_state_name(ts_api_view(L)->run->head.state));
    return 1;
}

static int get_turn(lua_State *L)
{
    return push_integer(L, ts_api_view(L)->run->head.turn);
}

static int get_session(lua_State *L)
{
    return push_integer(L, ts_api_view(L)->run->head.session);
}

static int get_position(lua_State *L)
{
    return push_integer(L, ts_api_view(L)->position);
}

static int get_focus(lua_State *L)
{
    return push_symbol(L, ts_api_view(L)->run->focus);
}

static int get_player(lua_State *L)
{
    return push_symbol(L, ts_api_view(L)->run->player);
}

static int get_item(lua_State *L)
{
    const struct ts_view *view = ts_api_view(L);
    ts_lua_push_value(L, view->item ? *view->item : ts_value_nil(), false);
    return 1;
}

// --- acts

static void warn_given_up(lua_State *L, const struct ts_view *view, const char *name)
{
    ts_symbol now = ts_view_given_up(view, name);
    if (now) ts_deprecated_warn(L, name, ts_symbol_text(view->content->symbols, now));
}

static int go(lua_State *L)
{
    const char *scene = ts_api_text(L, 1, NULL);
    struct ts_view *view = ts_api_view(L);
    struct ts_err err;
    if (ts_view_go(view, scene, &err) != TS_OK) return ts_api_pass(L, &err);
    warn_given_up(L, view, scene);
    return 0;
}

// A reason may hold names, which are references until they are shown; the words around them are as any remark.
static enum ts_status check_reason(const char *reason, size_t length, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    if (length > TS_REMARK_MAX || !ts_canon_is_text(reason, length)) return ts_ident_check_remark("reason", reason, length, err);
    for (size_t start = 0, size; start < length && !status; start += size + 1) {
        size = strcspn(reason + start, "\x02\x03");
        status = ts_ident_check_remark("reason", reason + start, size, err);
    }
    return status;
}

static int complete(lua_State *L)
{
    size_t length = 0;
    const char *reason = ts_api_find_text(L, 1, &length);
    struct ts_view *view = ts_api_view(L);
    struct ts_err err;
    if (reason && check_reason(reason, length, &err) != TS_OK) return ts_api_pass(L, &err);
    if (ts_view_complete(view, reason, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int mark(lua_State *L, enum ts_mark_kind kind)
{
    size_t length;
    const char *title = ts_api_text(L, 1, &length);
    struct ts_view *view = ts_api_view(L);
    struct ts_err err;
    if (length == 0) return ts_api_fail(L, "takes words, not an empty string");
    if (ts_view_mark(view, kind, ts_api_symbol(L, title, length), &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int milestone(lua_State *L)
{
    return mark(L, TS_MARK_MILESTONE);
}

static int reach(lua_State *L)
{
    const char *name = ts_api_text(L, 1, NULL);
    struct ts_err err;
    bool is_first;
    ts_box_charge(L, ACT_COST);
    if (ts_view_reach(ts_api_view(L), name, &is_first, &err) != TS_OK) return ts_api_pass(L, &err);
    lua_pushboolean(L, is_first);
    return 1;
}

static int insight(lua_State *L)
{
    return mark(L, TS_MARK_INSIGHT);
}

static int fail_metaconcept(lua_State *L, const struct ts_content *content, const char *wrong)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < content->metaconcept_count && count < NAMES_MAX; count++)
        names[count] = ts_symbol_text(content->symbols, content->metaconcepts[count].id);
    return ts_api_fail_unknown(L, "metaconcept", wrong, ts_suggest(wrong, names, count));
}

static int integrate(lua_State *L)
{
    const char *id = ts_api_text(L, 1, NULL);
    struct ts_view *view = ts_api_view(L);
    ts_symbol symbol = ts_api_resolve(ts_api_pack(L), &view->content->metaconcept_by_id, id);
    struct ts_err err;
    ts_box_charge(L, ACT_COST);
    if (!symbol) return fail_metaconcept(L, view->content, id);
    ts_symbol now = ts_view_now(view, TS_RENAMED_METACONCEPT, symbol);
    ts_api_warn_former(L, view->content->symbols, symbol, now);
    if (ts_view_mark(view, TS_MARK_METACONCEPT, now, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int catch_up(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_api_check_self(L);
    if (view->phase != TS_WRITING) return ts_api_fail(L, "can only be asked for in an effect, `enter` or a handler");
    view->asks_catch_up = true;
    return 0;
}

// --- counts

static struct ts_tally get_tally(lua_State *L, const struct ts_view *view)
{
    const char *name = ts_api_text(L, 1, NULL);
    struct ts_tally tally;
    struct ts_err err;
    if (ts_view_tally(view, name, &tally, &err) != TS_OK) ts_api_pass(L, &err);
    warn_given_up(L, view, name);
    return tally;
}

static int seen(lua_State *L)
{
    lua_pushboolean(L, get_tally(L, ts_api_view(L)).count > 0);
    return 1;
}

static int visits(lua_State *L)
{
    return push_integer(L, get_tally(L, ts_api_view(L)).count);
}

static int since(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct ts_tally tally = get_tally(L, view);
    if (tally.count == 0) lua_pushnumber(L, HUGE_VAL);
    else lua_pushinteger(L, view->run->head.turn - tally.turn);
    return 1;
}

static int recent(lua_State *L)
{
    int64_t limit = ts_api_find_integer(L, 1, RECENT);
    if (limit < 0 || limit > RECENT_MAX) return ts_api_fail(L, "\"n\" must be from 0 to %d", RECENT_MAX);
    return ts_events_push_recent(L, ts_api_view(L), limit);
}

static const struct ts_api_row rows[] = {
    {"id", get_id, "id: string", "The run's id."},
    {"story", get_story, "story: string", "The story's id, such as \"harbour:lantern\"."},
    {"scene", get_scene, "scene: string", "Where it stands, such as \"harbour:lantern/quay\"."},
    {"state", get_state, "state: string", "\"new\", \"active\", \"paused\", \"abandoned\", \"completed\" or \"archived\"."},
    {"turn", get_turn, "turn: integer", "The turn being taken, or taken last; 0 at the opening."},
    {"session", get_session, "session: integer", "Number of the sitting, from 1."},
    {"position", get_position, "position: integer", "The point of in-world time this is seen from."},
    {"focus", get_focus, "focus: string?", "The focus it carries, such as \"grief\"; nil without one."},
    {"focus_info", ts_focus_push_info, "focus_info: table?",
     "What is written of that focus: {id, title, setting, ideas, milestones = {name = words}, prompts, themes, pacing, like}; nil without one."},
    {"player", get_player, "player: string", "The player's id."},
    {"item", get_item, "item: value?", "In a choice made by `each`: the value it stands for; nil elsewhere."},
    {"character", NULL, "character: run.character", "Who the player is in this run, and became."},
    {"vars", NULL, "vars: run.vars", "The story's variables."},
    {"own", NULL, "own: run.own", "What the asking pack keeps in the run."},
    {"care", NULL, "care: run.care", "What the player asked to be spared."},
    {"rng", NULL, "rng: rng", "Dice."},
    {"go", go, "go(scene: string)", "Moves the run to a scene at the end of what is running; a scene's id, or \"pack:story/scene\"."},
    {"complete", complete, "complete(reason?: string)", "Completes the run at the end of the turn."},
    {"milestone", milestone, "milestone(title: string)", "Reaches a milestone; a title of your own."},
    {"reach", reach, "reach(name: string) -> boolean",
     "Reaches the milestone of that name of the run's focus, once a run. False when it was reached, and when the focus has none of the name. See `define.deeds`."},
    {"integrate", integrate, "integrate(id: string)", "Integrates a metaconcept, once a run; your pack's, or core's by its bare id."},
    {"insight", insight, "insight(text: string)", "Finds an insight, once a run for the same words."},
    {"seen", seen, "seen(name: string) -> boolean",
     "Was this scene entered, or this choice taken? \"scene/choice\" for a choice of one scene."},
    {"visits", visits, "visits(name: string) -> integer", "How often."},
    {"since", since, "since(name: string) -> number", "Turns since it last was; math.huge when it never was."},
    {"recent", recent, "recent(n?: integer) -> table", "The run's own last events, newest first; 10 unless said otherwise."},
    {"catch_up", catch_up, "catch_up()", "Moves the run to the present after this turn, with a recap."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_run = {"run", "One playthrough: where it stands, what it carries, what it may do.", rows};

static void keep_object(lua_State *L, struct ts_lua_pack *pack, const struct ts_api_module *module, const char *name)
{
    ts_api_declare(L, module, pack);
    ts_api_push(L, module, 0);
    ts_api_keep(L, &ts_api_run, name);
}

void ts_api_open_run(lua_State *L, struct ts_lua_pack *pack)
{
    ts_api_declare(L, &ts_api_run, pack);
    keep_object(L, pack, &ts_api_vars, "vars");
    keep_object(L, pack, &ts_api_own, "own");
    ts_api_open_character(L, pack);
    ts_api_keep(L, &ts_api_run, "character");
    keep_object(L, pack, &ts_api_care, "care");
    ts_api_push(L, &ts_api_rng, 0);
    ts_api_keep(L, &ts_api_run, "rng");
    ts_api_push(L, &ts_api_run, 0);
}
