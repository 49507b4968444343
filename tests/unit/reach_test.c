// reach_test.c - everything that a pack's script can reach, in a callback, is on the list in tests/attacks/reachable.txt
//
// Walks tables, metatables and upvalues raw, from the globals and from what a callback is given. TURNSTONE_WRITE_REACH=1 writes the list anew.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua_world.h"

static const char list_path[] = "tests/attacks/reachable.txt";

enum { PATH_SIZE = 400, LINES_MAX = 2000, DEPTH_MAX = 12 };

struct walk {
    lua_State *L;
    int seen; // stack index: object -> true
    char *lines[LINES_MAX];
    int count;
};

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void reach(struct walk *walk, int index, const char *path, int depth);

static void add_line(struct walk *walk, int index, const char *path)
{
    char line[PATH_SIZE + 40];
    const char *kind = lua_iscfunction(walk->L, index) ? "C function" : luaL_typename(walk->L, index);
    snprintf(line, sizeof line, "%s %s", path, kind);
    assert_true(walk->count < LINES_MAX);
    walk->lines[walk->count++] = strdup(line);
}

// The smallest text key after `last` (NULL: of all): tables are walked in one order, so that what is shared has one path.
static const char *next_name(lua_State *L, int index, const char *last)
{
    const char *best = NULL;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        if (name && (!last || strcmp(name, last) > 0) && (!best || strcmp(name, best) < 0)) best = name;
    }
    return best;
}

static void reach_fields(struct walk *walk, int index, const char *path, int depth)
{
    lua_State *L = walk->L;
    char inner[PATH_SIZE];
    for (const char *name = NULL; (name = next_name(L, index, name)) != NULL; lua_pop(L, 1)) {
        snprintf(inner, sizeof inner, "%s.%s", path, name);
        lua_pushstring(L, name);
        lua_rawget(L, index);
        reach(walk, lua_gettop(L), inner, depth + 1);
    }
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING) continue;
        snprintf(inner, sizeof inner, "%s[%s]", path, luaL_typename(L, -2));
        reach(walk, lua_gettop(L), inner, depth + 1);
    }
}

static void reach(struct walk *walk, int index, const char *path, int depth)
{
    lua_State *L = walk->L;
    char inner[PATH_SIZE];
    int type = lua_type(L, index);
    luaL_checkstack(L, 12, NULL);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA || type == LUA_TTHREAD) {
        lua_pushvalue(L, index);
        if (lua_rawget(L, walk->seen) != LUA_TNIL) {
            lua_pop(L, 1);
            return;
        }
        lua_pop(L, 1);
        lua_pushvalue(L, index);
        lua_pushboolean(L, 1);
        lua_rawset(L, walk->seen);
    }
    add_line(walk, index, path);
    assert_true(depth < DEPTH_MAX);
    if (lua_getmetatable(L, index)) {
        snprintf(inner, sizeof inner, "%s!meta", path);
        reach(walk, lua_gettop(L), inner, depth + 1);
        lua_pop(L, 1);
    }
    if (type == LUA_TTABLE) reach_fields(walk, index, path, depth);
    if (type != LUA_TFUNCTION || lua_iscfunction(L, index)) return; // what a C function keeps, no script can ask it for
    for (int i = 1; lua_getupvalue(L, index, i); lua_pop(L, 1), i++) {
        snprintf(inner, sizeof inner, "%s!up%d", path, i);
        reach(walk, lua_gettop(L), inner, depth + 1);
    }
}

static int walk_all(lua_State *L)
{
    struct walk *walk = lua_touserdata(L, 1);
    const struct ts_lua_pack *pack = ts_lua_pack_of(L);
    const struct {
        const char *name;
        int ref;
    } given[] = {{"run", pack->run}, {"universe", pack->universe}, {"progression", pack->progression}, {"(conditions)", pack->conditions}};
    walk->L = L;
    lua_newtable(L);
    walk->seen = lua_gettop(L);
    lua_pushliteral(L, "");
    reach(walk, lua_gettop(L), "(string)", 0);
    ts_box_globals(pack->box);
    reach(walk, lua_gettop(L), "_ENV", 0);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, given[i].ref);
        reach(walk, lua_gettop(L), given[i].name, 0);
    }
    return 0;
}

static void write_list(const struct walk *walk)
{
    FILE *file = fopen(list_path, "w");
    assert_non_null(file);
    for (int i = 0; i < walk->count; i++) fprintf(file, "%s\n", walk->lines[i]);
    fclose(file);
}

static void compare_list(const struct walk *walk)
{
    FILE *file = fopen(list_path, "r");
    char line[PATH_SIZE + 42];
    int at = 0, wrong = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        for (; at < walk->count && strcmp(walk->lines[at], line) < 0; at++, wrong++) print_error("not on the list: %s\n", walk->lines[at]);
        if (at < walk->count && !strcmp(walk->lines[at], line))
            at++;
        else
            wrong++, print_error("on the list, but not there: %s\n", line);
    }
    fclose(file);
    for (; at < walk->count; at++, wrong++) print_error("not on the list: %s\n", walk->lines[at]);
    assert_int_equal(wrong, 0);
    assert_true(walk->count > 150);
}

static void all_that_a_pack_reaches_is_on_the_list(void **state)
{
    struct lua_world *lua = *state;
    struct walk walk = {0};
    if (ts_box_run(lua->packs[HARBOUR].box, walk_all, &walk, &lua->err) != TS_OK) fail_msg("%s", lua->err.message);
    qsort(walk.lines, (size_t)walk.count, sizeof *walk.lines, compare_lines);
    if (getenv("TURNSTONE_WRITE_REACH")) write_list(&walk);
    compare_list(&walk);
    for (int i = 0; i < walk.count; i++) free(walk.lines[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(all_that_a_pack_reaches_is_on_the_list, lua_world_open, lua_world_close)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
