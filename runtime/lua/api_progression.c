// api_progression.c - what the player has earned, as rules see it; each read is told to whoever wants to explain
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/canon.h"
#include "base/suggest.h"
#include "game/explain.h"
#include "lua/api.h"

enum { NAMES_MAX = 256, OF_MAX = 260, READ_MAX = OF_MAX + 40 };

static struct ts_view *get_view(lua_State *L)
{
    struct ts_view *view = ts_api_pack(L)->host->view;
    if (!view || !view->progression) ts_api_fail(L, "is only there inside a callback that is given it");
    return view;
}

// How many bytes of the text are told: all, or as many whole letters as fit.
static int told_length(const char *text)
{
    size_t length = strlen(text);
    if (length <= OF_MAX) return (int)length;
    for (length = OF_MAX; length && ((unsigned char)text[length] & 0xc0) == 0x80;) length--;
    return (int)length;
}

// Tells what was read, and gives what the rule is to see: that, or what is supposed in its stead.
static int64_t note(const struct ts_view *view, const char *what, const char *of, int64_t value)
{
    char read[READ_MAX];
    if (view->noticed) view->noticed->asks_others = true;
    if (!view->reads && !view->supposed) return value;
    if (of) snprintf(read, sizeof read, "%s(%.*s)", what, told_length(of), of);
    else snprintf(read, sizeof read, "%s", what);
    if (view->reads) ts_reads_add(view->reads, read, value);
    const struct ts_reading *supposed = view->supposed ? ts_reads_find(view->supposed, read) : NULL;
    return supposed ? supposed->value : value;
}

static int push_noted(lua_State *L, const struct ts_view *view, const char *what, int64_t value)
{
    lua_pushinteger(L, note(view, what, NULL, value));
    return 1;
}

static int get_completed(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    return push_noted(L, view, "completed", view->progression->completed);
}

static int get_turns(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    return push_noted(L, view, "turns", view->progression->turns);
}

static int get_milestones(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    return push_noted(L, view, "milestones", view->progression->milestones);
}

static int get_universes(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    return push_noted(L, view, "universes", view->progression->universe_count);
}

static int fail_unlock(lua_State *L, const struct ts_content *content, const char *wrong)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < content->unlock_count && count < NAMES_MAX; count++)
        names[count] = ts_symbol_text(content->symbols, content->unlocks[count].id);
    return ts_api_fail_unknown(L, "unlock", wrong, ts_suggest(wrong, names, count));
}

static const struct ts_unlock *get_unlock(lua_State *L, const struct ts_view *view)
{
    const char *id = ts_api_text(L, 1, NULL);
    ts_symbol symbol = ts_api_resolve(ts_api_pack(L), &view->content->unlock_by_id, id);
    if (!symbol) fail_unlock(L, view->content, id);
    const struct ts_unlock *unlock = &view->content->unlocks[*ts_map_find(&view->content->unlock_by_id, symbol) - 1];
    ts_api_warn_former(L, view->content->symbols, symbol, unlock->id);
    return unlock;
}

static int unlocked(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    const struct ts_unlock *unlock = get_unlock(L, view);
    bool is_unlocked = ts_progression_is_unlocked(view->progression, unlock->id);
    lua_pushboolean(L, note(view, "unlocked", ts_symbol_text(view->content->symbols, unlock->id), is_unlocked) != 0);
    return 1;
}

static int get_points(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    return push_noted(L, view, "points", ts_progression_points(view->progression));
}

static int fail_skill(lua_State *L, const struct ts_content *content, const char *wrong)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < content->skill_count && count < NAMES_MAX; count++) names[count] = ts_symbol_text(content->symbols, content->skills[count].id);
    return ts_api_fail_unknown(L, "skill", wrong, ts_suggest(wrong, names, count));
}

static int learned(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    const char *id = ts_api_text(L, 1, NULL);
    ts_symbol skill = ts_api_resolve(ts_api_pack(L), &view->content->skill_by_id, id);
    if (!skill) return fail_skill(L, view->content, id);
    ts_symbol now = ts_content_find_skill(view->content, skill)->id;
    ts_api_warn_former(L, view->content->symbols, skill, now);
    bool has_learned = ts_progression_has_learned(view->progression, now);
    lua_pushboolean(L, note(view, "learned", ts_symbol_text(view->content->symbols, now), has_learned) != 0);
    return 1;
}

static const char *get_key(lua_State *L, size_t *length)
{
    const char *key = ts_api_text(L, 1, length);
    if (!ts_canon_is_text(key, *length)) ts_api_fail(L, "\"key\" must be UTF-8 text without NUL");
    return key;
}

// The key by which is counted what the script asks for; 0 when nothing ever was.
static ts_symbol key_now(lua_State *L, const struct ts_view *view, const char **key)
{
    size_t length;
    *key = get_key(L, &length);
    if (!view->content->former.count) return ts_symbol_find(view->content->symbols, *key, length);
    ts_symbol asked = ts_api_symbol(L, *key, length), now = ts_view_progression_key(view, asked);
    ts_api_warn_former(L, view->content->symbols, asked, now);
    *key = ts_symbol_text(view->content->symbols, now);
    return now;
}

static int count(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    const char *key;
    ts_symbol symbol = key_now(L, view, &key);
    int64_t value = symbol ? ts_progression_count(view->progression, symbol) : 0;
    lua_pushinteger(L, note(view, "count", key, value));
    return 1;
}

static int since(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    const char *key;
    ts_symbol symbol = key_now(L, view, &key);
    const uint64_t *at = symbol ? ts_map_find(&view->progression->since, symbol) : NULL;
    (void)note(view, "since", key, at ? (int64_t)*at : 0);
    if (at) lua_pushinteger(L, (lua_Integer)*at);
    else lua_pushnil(L);
    return 1;
}

static int metaconcepts(lua_State *L)
{
    const struct ts_view *view = get_view(L);
    const struct ts_progression *progression = view->progression;
    ts_api_check_self(L);
    (void)note(view, "metaconcepts", NULL, progression->metaconcept_count);
    lua_createtable(L, (int)progression->metaconcept_count, 0);
    for (uint32_t i = 0; i < progression->metaconcept_count; i++) {
        ts_api_push_symbol(L, view->content->symbols, progression->metaconcepts[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

// Asks the rule again, and what it would need. Only what it read, when it errs.
static char *ask_rule(struct ts_view *view, const struct ts_unlock *unlock, bool *holds)
{
    const struct ts_reads *supposed = view->supposed;
    struct ts_explanation explanation;
    ts_explain(view, unlock->when, &explanation);
    view->supposed = supposed;
    *holds = explanation.holds;
    char *json = ts_explanation_json(&explanation);
    ts_explanation_clear(&explanation);
    return json;
}

static int push_reads(lua_State *L)
{
    const char *json = lua_touserdata(L, 1);
    if (!ts_lua_push_json(L, json, strlen(json))) lua_newtable(L);
    return 1;
}

static int explain(lua_State *L)
{
    struct ts_view *view = get_view(L);
    const struct ts_unlock *unlock = get_unlock(L, view);
    bool holds, is_pushed;
    char *reads = ask_rule(view, unlock, &holds);
    is_pushed = ts_api_try(L, push_reads, reads, 1);
    free(reads);
    if (!is_pushed) return lua_error(L);
    lua_createtable(L, 0, 3);
    lua_insert(L, -2);
    lua_setfield(L, -2, "reads");
    ts_api_push_symbol(L, view->content->symbols, unlock->id);
    lua_setfield(L, -2, "unlock");
    lua_pushboolean(L, holds || ts_progression_is_unlocked(view->progression, unlock->id));
    lua_setfield(L, -2, "granted");
    return 1;
}

static const struct ts_api_row rows[] = {
    {"completed", get_completed, "completed: integer", "Runs completed."},
    {"turns", get_turns, "turns: integer", "Turns played in completed runs."},
    {"milestones", get_milestones, "milestones: integer", "Milestones of completed runs."},
    {"universes", get_universes, "universes: integer", "Universes in which a run was completed."},
    {"unlocked", unlocked, "unlocked(id: string) -> boolean",
     "Is it granted? Your pack's unlock, or core's by its bare id; a cosmetic as \"cosmetic/name\"."},
    {"learned", learned, "learned(id: string) -> boolean", "Has the player learned the skill? Your pack's, or \"pack:name\"."},
    {"points", get_points, "points: integer", "What is left to learn skills with: earned by completed runs, less what was paid."},
    {"count", count, "count(key: string) -> integer",
     "How many completions: \"ending/pack:story/name\", \"focus/id\", \"story/pack:story\"."},
    {"since", since, "since(key: string) -> integer?",
     "When the last completion counted under the key, in ms since 1970; nil when none did."},
    {"metaconcepts", metaconcepts, "metaconcepts() -> table", "Ids of the metaconcepts integrated in completed runs."},
    {"explain", explain, "explain(id: string) -> table",
     "Why an unlock is granted, or what is missing: {unlock, granted, reads = {{read, value, needs}}}; needs: the least that would do."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_progression = {
    "progression", "What the player has earned by completing runs; the only argument of an unlock rule.", rows};

void ts_api_open_progression(lua_State *L, struct ts_lua_pack *pack)
{
    ts_api_declare(L, &ts_api_progression, pack);
    ts_api_push(L, &ts_api_progression, 0);
}
