// api_universe.c - the shared world as callbacks see it
#include <string.h>

#include "base/canon.h"
#include "base/arena.h"
#include "base/ident.h"
#include "lua/prelude.h"

enum { CACHED_MAX = 10000, WRITE_COST = 50, READ_COST = 20 };

// Objects of `universe:at` hold their position; the universe itself holds nothing and stands where the run does.
static int64_t position_of(lua_State *L, const struct ts_view *view)
{
    int64_t position = view->position;
    ts_api_check_self(L);
    if (lua_rawlen(L, 1) == sizeof position) memcpy(&position, lua_touserdata(L, 1), sizeof position);
    return position < view->position ? position : view->position;
}

// --- keys

static void remember_key(lua_State *L, ts_symbol key)
{
    lua_Integer count;
    lua_rawgeti(L, lua_upvalueindex(TS_API_CACHE), 1);
    count = lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (count >= CACHED_MAX) return;
    lua_pushinteger(L, count + 1);
    lua_rawseti(L, lua_upvalueindex(TS_API_CACHE), 1);
    lua_pushvalue(L, 2);
    lua_pushinteger(L, key);
    lua_rawset(L, lua_upvalueindex(TS_API_CACHE));
}

static ts_symbol find_key(lua_State *L, struct ts_view *view)
{
    ts_symbol key;
    struct ts_err err;
    const char *name = ts_api_text(L, 1, NULL);
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(TS_API_CACHE));
    key = (ts_symbol)lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (key) return key;
    ts_box_charge(L, 200);
    if (ts_view_key(view, name, &key, &err) != TS_OK) ts_api_pass(L, &err);
    remember_key(L, key);
    return key;
}

// The declaration of a key: of "harbour:lamps/east" that of "harbour:lamps".
static bool is_map_key(const struct ts_view *view, ts_symbol key)
{
    const struct ts_world_key *declared = ts_content_find_key(view->content, key);
    return declared && declared->is_map;
}

// --- reading

struct pushing {
    struct ts_value value;
};

static int push_value(lua_State *L)
{
    const struct pushing *pushing = lua_touserdata(L, 1);
    ts_lua_push_value(L, pushing->value, false);
    return 1;
}

void ts_universe_push_value(lua_State *L, struct ts_value value)
{
    struct pushing pushing = {value};
    bool is_pushed;
    if (value.type < TS_TEXT) {
        ts_lua_push_value(L, value, false);
        return;
    }
    is_pushed = ts_api_try(L, push_value, &pushing, 1);
    ts_value_drop(&value);
    if (!is_pushed) lua_error(L);
}

static int get(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = find_key(L, view);
    struct ts_value value;
    struct ts_err err;
    ts_box_charge(L, READ_COST);
    if (ts_view_get(view, key, position_of(L, view), &value, &err) != TS_OK) return ts_api_pass(L, &err);
    ts_universe_push_value(L, value);
    return 1;
}

// --- writing

static void put(lua_State *L, struct ts_view *view, ts_symbol key, int index)
{
    struct ts_value value = ts_api_value(L, index, "value", is_map_key(view, key));
    struct ts_err err;
    if (ts_view_set(view, key, value, &err) != TS_OK) ts_api_pass(L, &err);
}

static int set(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = find_key(L, view);
    ts_box_charge(L, WRITE_COST);
    put(L, view, key, 3);
    return 0;
}

static int add(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = find_key(L, view);
    int64_t amount = ts_api_integer(L, 2);
    struct ts_err err;
    ts_box_charge(L, WRITE_COST);
    if (ts_view_add(view, key, amount, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

// A function that gives nothing back has changed the table it was given.
static int update(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = find_key(L, view);
    struct ts_value value;
    struct ts_err err;
    if (lua_type(L, 3) != LUA_TFUNCTION) return ts_api_fail(L, "\"change\" must be a function, not %s", luaL_typename(L, 3));
    ts_box_charge(L, WRITE_COST);
    if (ts_view_get(view, key, view->position, &value, &err) != TS_OK) return ts_api_pass(L, &err);
    lua_settop(L, 3);
    ts_universe_push_value(L, value);
    lua_pushvalue(L, 3);
    lua_pushvalue(L, 4);
    lua_call(L, 1, LUA_MULTRET);
    put(L, view, key, lua_gettop(L) > 4 ? 5 : 4);
    return 0;
}

static int claim(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    ts_symbol key = find_key(L, view);
    bool got = false;
    struct ts_err err;
    ts_box_charge(L, WRITE_COST);
    if (ts_view_claim(view, key, &got, &err) != TS_OK) return ts_api_pass(L, &err);
    lua_pushboolean(L, got);
    return 1;
}

// --- deeds

struct deed {
    const char *action, *consequences;
    size_t action_length, consequences_length;
    ts_symbol place;
    bool major;
    double intensity;                       // negative: not said
    ts_symbol themes[TS_EVENT_THEMES_MAX];
    uint32_t theme_count;
    bool has_themes;
};

static void check_words(lua_State *L, const char *what, const char *words, size_t length)
{
    if (!ts_canon_is_text(words, length)) ts_api_fail(L, "\"%s\" must be UTF-8 text without NUL", what);
    if (length > TS_VALUE_MAX / 16) ts_api_fail(L, "\"%s\" is longer than %d bytes; an event is a sentence", what, TS_VALUE_MAX / 16);
}

// What it asks of who reads of it, in its own words.
static void read_theme(lua_State *L, struct deed *deed)
{
    size_t length;
    const char *theme = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
    if (!theme || !ts_ident_is_name(theme, length)) ts_api_fail(L, "a theme is one word, such as \"loss\" or \"violence\"");
    if (deed->theme_count == TS_EVENT_THEMES_MAX) ts_api_fail(L, "an event has at most %d themes", TS_EVENT_THEMES_MAX);
    deed->themes[deed->theme_count++] = ts_api_symbol(L, theme, length);
}

static int push_field(lua_State *L, const char *field)
{
    lua_pushstring(L, field);
    return lua_rawget(L, 2);
}

static void read_deed_care(lua_State *L, struct deed *deed)
{
    deed->has_themes = push_field(L, "themes") != LUA_TNIL;
    if (lua_istable(L, -1)) {
        for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++, lua_pop(L, 1)) read_theme(L, deed);
        lua_pop(L, 1);
    } else if (deed->has_themes) {
        read_theme(L, deed);
    }
    if (push_field(L, "intensity") != LUA_TNIL) {
        deed->intensity = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
        if (!(deed->intensity >= 0 && deed->intensity <= 1)) ts_api_fail(L, "\"intensity\" must be a number from 0 to 1");
    }
    lua_pop(L, 2);
}

static struct deed read_deed_table(lua_State *L)
{
    static const char *const fields[] = {"action", "consequences", "major", "place", "themes", "intensity", NULL};
    struct deed deed = {.intensity = -1};
    size_t length;
    const char *place;
    ts_api_table(L, 1, fields);
    deed.action = ts_api_field_text(L, 1, "action", &deed.action_length);
    deed.consequences = ts_api_field_text(L, 1, "consequences", &deed.consequences_length);
    deed.major = ts_api_field_flag(L, 1, "major");
    place = ts_api_field_text(L, 1, "place", &length);
    if (place) deed.place = ts_api_symbol(L, place, length);
    read_deed_care(L, &deed);
    if (!deed.action) ts_api_fail(L, "\"action\" is missing: what was done, such as \"lights the lantern\"");
    return deed;
}

static int record(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct deed deed = {.intensity = -1};
    struct ts_event_record event = {0};
    struct ts_err err;
    if (lua_istable(L, 2)) deed = read_deed_table(L);
    else deed.action = ts_api_text(L, 1, &deed.action_length);
    if (!deed.place && view->run->head.scene) deed.place = view->run->head.scene->where;
    check_words(L, "action", deed.action, deed.action_length);
    if (deed.consequences) check_words(L, "consequences", deed.consequences, deed.consequences_length);
    ts_box_charge(L, 100 + 2 * (int64_t)(deed.action_length + deed.consequences_length));
    event.action = ts_text_new(deed.action, deed.action_length);
    if (deed.consequences) event.consequences = ts_text_new(deed.consequences, deed.consequences_length);
    event.place = deed.place;
    event.major = deed.major;
    struct ts_care own = {deed.intensity, deed.themes, deed.theme_count, NULL};
    if (!deed.has_themes) own.themes = NULL;
    if (ts_view_record(view, event, deed.has_themes || deed.intensity >= 0 ? &own : NULL, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int mark_major(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    struct ts_err err;
    ts_api_check_self(L);
    if (ts_view_mark_major(view, &err) != TS_OK) return ts_api_pass(L, &err);
    return 0;
}

static int events(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return ts_events_push(L, view, 1, position_of(L, view));
}

// --- what was

static int history(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return ts_history_push(L, view, find_key(L, view), position_of(L, view));
}

static int echoes(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    return ts_echoes_push(L, view, position_of(L, view));
}

static int at(lua_State *L)
{
    struct ts_view *view = ts_api_view(L);
    int64_t position = ts_api_integer(L, 1);
    if (position < 0) return ts_api_fail(L, "\"position\" must be 0 or more");
    if (position > view->position)
        return ts_api_fail(L, "position %lld has not come for this run, which stands at %lld", (long long)position,
                           (long long)view->position);
    memcpy(ts_api_push(L, &ts_api_past, sizeof position), &position, sizeof position);
    return 1;
}

static int get_id(lua_State *L)
{
    ts_api_push_symbol(L, ts_api_pack(L)->host->symbols, ts_api_view(L)->run->universe);
    return 1;
}

static int get_position(lua_State *L)
{
    lua_pushinteger(L, ts_api_view(L)->position);
    return 1;
}

static const struct ts_api_row past_rows[] = {
    {"get", get, "get(key: string) -> value", "What a key held then."},
    {"events", events, "events(wish?: table) -> table", "As universe:events, seen from then."},
    {"history", history, "history(key: string, limit?: integer) -> table", "As universe:history, seen from then."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_past = {"past", "The universe as it was at an earlier position: what universe:at gives.", past_rows};

static const struct ts_api_row world_rows[] = {
    {"__index", get, "NAME: value", "What a world key of your pack holds here; world[\"pack:key\"] for another's."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_world = {"world", "The world's state, in conditions.", world_rows};

static const struct ts_api_row rows[] = {
    {"id", get_id, "id: string", "The universe's id."},
    {"position", get_position, "position: integer", "The point of in-world time this is seen from."},
    {"get", get, "get(key: string) -> value", "What a declared key holds here: your pack's, or \"pack:key\"; with a part after `/`."},
    {"set", set, "set(key: string, value)", "Sets it, from here on until the next set; nil restores the declared value."},
    {"add", add, "add(key: string, amount: integer)", "Adds to a number; counts at every later position up to the next set."},
    {"update", update, "update(key: string, change: function)",
     "Sets what `change` makes of the value: what it returns, or the table it was given."},
    {"claim", claim, "claim(key: string) -> boolean",
     "Takes a thing there is only one of: true once in a universe, whatever the position."},
    {"record", record, "record(deed: string | {action, consequences, major, place, themes, intensity})",
     "Records an event: what the character did. What it may ask of who reads of it is that of the scene and choice played, unless `themes` and `intensity` say it."},
    {"mark_major", mark_major, "mark_major()", "Makes this turn's events major: all will hear of them."},
    {"events", events, "events(wish?: {limit, major, place, since, action, character, run, others}) -> table",
     "What happened, newest first, at most `limit` (10): {position, action, consequences, major, place, run, character = {id, name}}, "
     "and `spared` in the stead of words that its player asked to be spared. "
     "Minor events of others only from the same place. Looks at the 10000 newest that it may know of at most."},
    {"npc", ts_npc_push, "npc(name: string) -> npc", "Somebody of the world, the same for all who meet them: of your pack's `define.npc`, or \"pack:name\"."},
    {"characters", ts_people_push, "characters() -> table", "All who live or lived here: {id, name, run, position, state, own}."},
    {"beside", ts_prelude_call, "beside(within?: integer) -> table",
     "The others who stand at this very position, or within so many of it, and whose lives go on: as `characters`, nearest first."},
    {"deed", ts_prelude_call, "deed(action: string) -> table?",
     "The last time somebody else did that, or something with these words in it, as an entry of `events`; nil when this run knows of none."},
    {"change", ts_prelude_call, "change(key: string, value: value, deed?: value) -> boolean",
     "Sets a key for good and records the deed, words or a table, as a major event; false, and nothing done, when it has that value."},
    {"at", at, "at(position: integer) -> past", "The universe as it was at an earlier position."},
    {"echoes", echoes, "echoes(name: string, limit?: integer) -> {value, position, run}[]",
     "What completed characters left here by `define.echo \"name\"`, newest first, 10 unless said otherwise: value are the words."},
    {"history", history, "history(key: string, limit?: integer) -> table",
     "What was written to a key, newest first: {position, value or added, run}."},
    {NULL, NULL, NULL, NULL},
};

const struct ts_api_module ts_api_universe = {"universe", "A world that runs share: its timeline and its state.", rows};

void ts_api_open_universe(lua_State *L, struct ts_lua_pack *pack)
{
    ts_api_declare(L, &ts_api_past, pack);
    ts_api_declare(L, &ts_api_world, pack);
    ts_api_declare_objects(L, &ts_api_npc, pack);
    ts_api_declare(L, &ts_api_universe, pack);
    ts_prelude_open(L, pack, &ts_api_universe, "meeting");
    ts_api_push(L, &ts_api_universe, 0);
}
