// fault_near.c - the name that was probably meant: looked for among what the failing function holds, without running anything
//
// Called from the message handler: nothing here may allocate or raise. Raw reads of tables, locals and upvalues do neither.
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "lua/guard.h"

enum { NAMES_MAX = 256, VALUES_MAX = 64, LEVELS_MAX = 40, NAME_MAX_BYTES = 63, TABLES_MAX = 100, FIELDS_MAX = 10000 };

struct names { // fields of tables, which stay where they are as long as nothing is collected
    const char *items[NAMES_MAX];
    size_t count;
    int tables, fields; // looked at: no step of the script is charged for them
    enum { VARIABLES, FIELDS, DEEP_FIELDS } what; // deep: of the tables in them
};

// "lantren" of "attempt to call a nil value (field 'lantren')", and whether it is a field or a variable.
static bool read_wrong(const char *message, char out[NAME_MAX_BYTES + 1], bool *is_field)
{
    static const char *const starts[] = {"undefined name '", "a nil value (field '", "a nil value (method '"};
    for (int i = 0; i < 3; i++) {
        const char *found = strstr(message, starts[i]), *name = found ? found + strlen(starts[i]) : NULL;
        size_t length = name ? strcspn(name, "'") : 0;
        if (length == 0 || length > NAME_MAX_BYTES) continue;
        snprintf(out, NAME_MAX_BYTES + 1, "%.*s", (int)length, name);
        *is_field = i > 0;
        return !strstr(found, "did you mean");
    }
    return false;
}

// Of the table on top, which is popped.
static void add_fields(lua_State *L, struct names *names, bool is_deep)
{
    int top = lua_gettop(L);
    if (names->tables++ >= TABLES_MAX) {
        lua_pop(L, 1);
        return;
    }
    ts_seal_resolve(L, top);
    for (lua_pushnil(L); names->count < NAMES_MAX && names->fields++ < FIELDS_MAX && lua_next(L, -2); lua_pop(L, 1)) {
        if (!is_deep && lua_type(L, -2) == LUA_TSTRING) names->items[names->count++] = lua_tostring(L, -2);
        if (!is_deep || !lua_istable(L, -1)) continue;
        lua_pushvalue(L, -1);
        add_fields(L, names, false);
    }
    lua_settop(L, top - 1);
}

// The local or upvalue on top, which is popped. Names of what no script wrote, "(temporary)", are near to none.
static void add_variable(lua_State *L, struct names *names, const char *name)
{
    if (names->what == VARIABLES && names->count < NAMES_MAX) names->items[names->count++] = name;
    if (names->what != VARIABLES && lua_istable(L, -1)) add_fields(L, names, names->what == DEEP_FIELDS);
    else lua_pop(L, 1);
}

static void add_variables(lua_State *L, lua_Debug *frame, struct names *names)
{
    const char *name;
    for (int i = 1; i <= VALUES_MAX && (name = lua_getlocal(L, frame, i)); i++) add_variable(L, names, name);
    if (!lua_getinfo(L, "f", frame)) return;
    for (int i = 1; i <= VALUES_MAX && (name = lua_getupvalue(L, -1, i)); i++) add_variable(L, names, name);
    lua_pop(L, 1);
}

static bool find_frame(lua_State *L, lua_Debug *frame)
{
    for (int level = 0; level < LEVELS_MAX && lua_getstack(L, level, frame); level++)
        if (lua_getinfo(L, "l", frame) && frame->currentline > 0) return true;
    return false;
}

bool ts_fault_near(lua_State *L, const char *message, char *out, size_t size)
{
    struct names names = {0};
    char wrong[NAME_MAX_BYTES + 1];
    lua_Debug frame;
    const char *near = NULL;
    bool is_field = false;
    if (!read_wrong(message, wrong, &is_field) || !find_frame(L, &frame)) return false;
    for (int what = is_field ? FIELDS : VARIABLES; !near && what <= (is_field ? DEEP_FIELDS : VARIABLES); what++) {
        names.what = what;
        names.count = 0;
        names.tables = names.fields = 0;
        add_variables(L, &frame, &names);
        near = ts_suggest(wrong, names.items, names.count);
    }
    if (near) ts_fault_clean(out, size, near, strlen(near));
    return near != NULL;
}
