// setting.c - what a pack lets its users set: declared in pack.lua, seen by its scripts as `settings`
#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "lua/fields.h"
#include "lua/guard.h"

enum { SETTINGS_MAX = 200, CHOICES_MAX = 100 };

// --- declared

struct declared {
    struct ts_value initial, least, most;
    const char *doc;
    struct ts_list choices; // of struct ts_value
};

static bool is_scalar(struct ts_value value)
{
    return value.type == TS_BOOL || value.type == TS_INT || value.type == TS_REAL || value.type == TS_TEXT;
}

static void read_scalar(struct ts_scope *scope, void *to)
{
    struct ts_value value;
    if (!ts_scope_value(scope, false, &value)) return;
    if (is_scalar(value)) *(struct ts_value *)to = value;
    else ts_scope_wrong(scope, "true or false, a number or a text");
}

static void read_choices(struct ts_scope *scope, void *to)
{
    uint32_t count = ts_scope_count(scope);
    if (count > CHOICES_MAX) ts_scope_problem(scope, "bad-manifest", NULL, "a setting may have %d choices, and this one has %u", CHOICES_MAX, count);
    for (uint32_t i = 0; i < count && i < CHOICES_MAX; i++) {
        struct ts_value *value = ts_list_add(to, scope->build->keep, sizeof *value);
        lua_rawgeti(scope->L, -1, i + 1);
        read_scalar(scope, value);
        lua_pop(scope->L, 1);
    }
}

const struct ts_field ts_setting_fields[] = {
    {"default", read_scalar, offsetof(struct declared, initial), true, "what it is until somebody sets it: true or false, a number, a text", "any"},
    {"doc", ts_read_words, offsetof(struct declared, doc), false, "a sentence for those who set it"},
    {"min", read_scalar, offsetof(struct declared, least), false, "the least a number may be", "any"},
    {"max", read_scalar, offsetof(struct declared, most), false, "the most", "any"},
    {"choices", read_choices, offsetof(struct declared, choices), false, "a list of all it may be", "any[]"},
    {NULL, NULL, 0, false, NULL},
};

static bool is_number(struct ts_value value)
{
    return value.type == TS_INT || value.type == TS_REAL;
}

static double number_of(struct ts_value value, double otherwise)
{
    return value.type == TS_INT ? (double)value.integer : value.type == TS_REAL ? value.real : otherwise;
}

static void take_choices(struct ts_scope *scope, const struct declared *declared, struct ts_setting_info *out)
{
    struct ts_value *choices = ts_arena_get(scope->build->keep, (declared->choices.count + 1) * sizeof *choices);
    for (uint32_t i = 0; i < declared->choices.count; i++) choices[i] = *(struct ts_value *)declared->choices.items[i];
    out->choices = choices;
    out->choice_count = declared->choices.count;
}

// The table of one setting on top, or its default alone. False: it is none, and a problem.
static bool read_setting(struct ts_scope *scope, const char *name, struct ts_setting_info *out)
{
    static const struct ts_field *const tables[] = {ts_setting_fields, NULL};
    struct declared declared = {0};
    const char *why;
    if (lua_istable(scope->L, -1)) {
        ts_fields_check(scope, tables);
        ts_fields_read(scope, ts_setting_fields, &declared);
    } else {
        read_scalar(scope, &declared.initial);
    }
    if (declared.initial.type == TS_NIL) return false;
    *out = (struct ts_setting_info){.name = name, .doc = declared.doc, .initial = declared.initial, .value = declared.initial};
    out->has_range = declared.least.type != TS_NIL || declared.most.type != TS_NIL;
    out->least = number_of(declared.least, -INFINITY);
    out->most = number_of(declared.most, INFINITY);
    take_choices(scope, &declared, out);
    why = ts_setting_refusal(out, out->initial);
    if (!why) return true;
    ts_scope_problem(scope, "bad-manifest", NULL, "the default of the setting \"%s\" %s", name, why);
    return false;
}

void ts_settings_read(struct ts_scope *scope, void *to)
{
    struct ts_list *out = to;
    struct ts_scope outer = *scope;
    struct ts_names names;
    if (!ts_fields_is_table(scope, "a table of settings by name")) return;
    names = ts_scope_keys(scope);
    if (names.count > SETTINGS_MAX)
        ts_scope_problem(scope, "bad-manifest", NULL, "a pack may have %d settings, and this one has %u", SETTINGS_MAX, names.count);
    for (uint32_t i = 0; i < names.count && i < SETTINGS_MAX; i++) {
        struct ts_setting_info setting;
        scope->what = scope->field = names.items[i];
        if (!ts_ident_is_name(names.items[i], strlen(names.items[i]))) {
            ts_scope_problem(scope, "bad-manifest", NULL, "\"%s\" cannot name a setting: use a-z, 0-9, _ and -", names.items[i]);
            continue;
        }
        lua_pushstring(scope->L, names.items[i]);
        lua_rawget(scope->L, -2);
        if (read_setting(scope, ts_arena_copy(scope->build->keep, names.items[i], strlen(names.items[i])), &setting))
            *(struct ts_setting_info *)ts_list_add(out, scope->build->keep, sizeof setting) = setting;
        lua_pop(scope->L, 1);
    }
    *scope = outer;
}

// --- set

static bool is_a_choice(const struct ts_setting_info *setting, struct ts_value value)
{
    for (uint32_t i = 0; i < setting->choice_count; i++)
        if (ts_value_is_equal(setting->choices[i], value)) return true;
    return setting->choice_count == 0;
}

const char *ts_setting_refusal(const struct ts_setting_info *setting, struct ts_value value)
{
    bool fits = value.type == setting->initial.type || (setting->initial.type == TS_REAL && value.type == TS_INT);
    if (!fits) return setting->initial.type == TS_BOOL ? "must be true or false" : setting->initial.type == TS_TEXT ? "must be a text"
                    : setting->initial.type == TS_INT  ? "must be a whole number" : "must be a number";
    if (setting->has_range && (!is_number(value) || !(number_of(value, 0) >= setting->least && number_of(value, 0) <= setting->most)))
        return "is outside of its range";
    return is_a_choice(setting, value) ? NULL : "is none of its choices";
}

// A whole number set for one with a fraction is told as the latter.
static struct ts_value as_declared(const struct ts_setting_info *setting, struct ts_value value)
{
    bool is_whole = setting->initial.type == TS_REAL && value.type == TS_INT;
    return is_whole ? ts_value_real((double)value.integer) : ts_value_keep(value);
}

void ts_setting_set(struct ts_finder *finder, struct ts_found *found, const struct ts_setting *set)
{
    struct ts_build *build = finder->build;
    struct ts_lua_pack pack = {.name = ts_symbol_of(build->symbols, found->name)};
    struct ts_lua_source source = {.text = found->manifest, .length = found->manifest_length};
    uint32_t line = found->manifest ? ts_source_line(&source, build->scratch, set->name, TS_WRITTEN_NAME, 1) : 1;
    struct ts_place place = {ts_build_symbol(build, "%s/pack.lua", found->name), line};
    ts_source_forget(&source);
    struct ts_near near = ts_near_start(build);
    for (uint32_t i = 0; i < found->settings.count; i++) {
        struct ts_setting_info *setting = found->settings.items[i];
        const char *why;
        (void)ts_near_add(&near, setting->name);
        if (strcmp(setting->name, set->name) != 0) continue;
        why = ts_setting_refusal(setting, set->value);
        if (!why) setting->value = as_declared(setting, set->value), ts_build_hold(build, setting->value);
        else ts_build_warning(build, &pack, place, "bad-setting", "set it again with `turnstone pack set`",
                              "what was set for \"%s\" %s: the default is used", set->name, why);
        return;
    }
    ts_build_warning(build, &pack, place, "bad-setting", ts_near_find(&near, set->name), "\"%s\" was set, but there is no such setting",
                     set->name);
}

// --- what scripts see

static int refuse_unknown(lua_State *L)
{
    const struct ts_lua_pack *pack = ts_lua_pack_of(L);
    const char *names[SETTINGS_MAX], *near, *wrong = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
    ts_box_charge(L, SETTINGS_MAX);
    for (uint32_t i = 0; i < pack->setting_count; i++) names[i] = pack->settings[i]->name;
    near = ts_suggest(wrong, names, pack->setting_count);
    if (near) return luaL_error(L, "there is no setting '%s', did you mean '%s'?", wrong, near);
    return luaL_error(L, "there is no setting '%s': declare it in the settings of pack.lua", wrong);
}

void ts_settings_open(lua_State *L, const struct ts_lua_pack *pack)
{
    lua_pushstring(L, "settings");
    lua_createtable(L, 0, (int)pack->setting_count);
    for (uint32_t i = 0; i < pack->setting_count; i++) {
        lua_pushstring(L, pack->settings[i]->name);
        ts_lua_push_value(L, pack->settings[i]->value, false);
        lua_rawset(L, -3);
    }
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, refuse_unknown);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    ts_box_seal(L, "settings");
    lua_rawset(L, -3);
}
