// manifest.c - what a pack says of itself: data only, run in an empty environment with tiny limits
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "lua/fields.h"

enum { PATH_SIZE = 4096 };

static const char kept[] = "manifest"; // its address is the key of what is kept in the registry

struct manifest {
    const char *name, *version, *title;
    struct ts_names needs, permissions;
};

static const struct ts_field manifest_fields[] = {
    {"name", ts_read_words, offsetof(struct manifest, name), true, "the folder's name"},
    {"version", ts_read_words, offsetof(struct manifest, version), true, "as in \"1.0.0\""},
    {"title", ts_read_words, offsetof(struct manifest, title), false, "what players see"},
    {"description", ts_read_nothing, 0, false, "a sentence about it"},
    {"authors", ts_read_nothing, 0, false, "who wrote it"},
    {"license", ts_read_nothing, 0, false, "under which terms"},
    {"requires", ts_read_names, offsetof(struct manifest, needs), false, "packs it needs, as in \"harbour >= 1.2\""},
    {"permissions", ts_read_names, offsetof(struct manifest, permissions), false, "universe.write, vars.write"},
    {"settings", ts_read_nothing, 0, false, "what its users can set"},
    {NULL, NULL, 0, false, NULL},
};

static void refuse(struct ts_scope *scope, const char *hint, const char *format, const char *what)
{
    char message[512];
    snprintf(message, sizeof message, format, what);
    ts_scope_problem(scope, "bad-manifest", hint, "%s", message);
}

// --- what it says

// "1.2.0"; NULL allows none.
static bool is_version(const char *text)
{
    const char *at = text;
    if (!isdigit((unsigned char)*at)) return false;
    while (isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1]))) at++;
    return *at == '\0' || *at == '-' || *at == '+';
}

static void read_need(struct ts_scope *scope, const char *text, struct ts_found *found)
{
    struct ts_arena *arena = scope->build->scratch;
    size_t length = strcspn(text, " \t<>=~^");
    const char *comparison = text + length + strspn(text + length, " \t"), *version = comparison + strspn(comparison, "<>=~^");
    struct ts_need *need;
    if (!ts_ident_is_name(text, length)) {
        refuse(scope, "write it as \"harbour\" or \"harbour >= 1.2\"", "\"requires\" names \"%s\", which is no pack's name", text);
        return;
    }
    need = ts_list_add(&found->needs, arena, sizeof *need);
    need->name = ts_arena_copy(arena, text, length);
    if (*comparison == '\0') return;
    need->comparison = ts_arena_copy(arena, comparison, (size_t)(version - comparison));
    need->version = version + strspn(version, " \t");
    if (!is_version(need->version) || !strstr(" >= <= == > < = ", ts_build_format(scope->build, " %s ", need->comparison)))
        refuse(scope, "write it as \"harbour >= 1.2\"", "\"requires\" has \"%s\", which says no version", text);
}

static void read_permission(struct ts_scope *scope, const char *name, struct ts_found *found)
{
    static const char *const names[] = {"universe.write", "vars.write"};
    if (strcmp(name, names[0]) == 0)
        found->may_write_worlds = true;
    else if (strcmp(name, names[1]) == 0)
        found->may_write_vars = true;
    else
        refuse(scope, ts_build_did_you_mean(scope->build, ts_suggest(name, names, 2)), "there is no permission \"%s\"", name);
}

static void take_manifest(struct ts_scope *scope, const struct manifest *manifest, struct ts_found *found)
{
    if (manifest->name && strcmp(manifest->name, found->name) != 0)
        refuse(scope, "give the folder and the pack one name", "the pack calls itself \"%s\", but its folder has another name",
               manifest->name);
    if (manifest->version && !is_version(manifest->version))
        refuse(scope, "write it as \"1.0.0\"", "\"%s\" is no version", manifest->version);
    found->version = manifest->version ? manifest->version : "0";
    found->title = manifest->title ? manifest->title : found->name;
    for (uint32_t i = 0; i < manifest->needs.count; i++) read_need(scope, manifest->needs.items[i], found);
    for (uint32_t i = 0; i < manifest->permissions.count; i++) read_permission(scope, manifest->permissions.items[i], found);
}

// --- running it

struct reading {
    struct ts_build *build;
    struct ts_found *found;
    struct ts_lua_pack pack;
};

static int read_table(lua_State *L)
{
    static const struct ts_field *const tables[] = {manifest_fields, NULL};
    struct reading *reading = lua_touserdata(L, 1);
    struct ts_scope scope = {
        .build = reading->build, .pack = &reading->pack, .L = L, .what = "pack.lua", .place = {reading->pack.sources->file, 1}};
    struct manifest manifest = {0};
    lua_rawgetp(L, LUA_REGISTRYINDEX, kept);
    if (!lua_istable(L, -1)) {
        refuse(&scope, NULL, "pack.lua must return a table%s", "");
        return 0;
    }
    ts_fields_check(&scope, tables);
    ts_fields_read(&scope, manifest_fields, &manifest);
    take_manifest(&scope, &manifest, reading->found);
    return 0;
}

static int keep_environment(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, kept);
    return 0;
}

static enum ts_status run_manifest(struct ts_box *box, struct reading *reading, struct ts_err *err)
{
    static const struct ts_limits tiny = {.steps = 100000, .bytes = 1 << 20, .millis = 1000};
    const struct ts_lua_source *source = reading->pack.sources;
    lua_State *L = ts_box_lua(box);
    enum ts_status status = ts_box_run(box, keep_environment, NULL, err);
    if (status) return status;
    lua_rawgetp(L, LUA_REGISTRYINDEX, kept);
    status = ts_box_load(box, source->path, source->text, source->length, -1, err);
    if (status) return status;
    status = ts_box_call(box, 0, 1, &tiny, err);
    if (status) return status;
    lua_rawsetp(L, LUA_REGISTRYINDEX, kept);
    return ts_box_run(box, read_table, reading, err);
}

void ts_manifest_read(struct ts_finder *finder, struct ts_found *found)
{
    struct ts_build *build = finder->build;
    struct ts_lua_source source = {.module = "pack", .path = ts_build_format(build, "%s/pack.lua", found->name)};
    struct reading reading = {.build = build, .found = found};
    struct ts_box *box = NULL;
    struct ts_err err;
    char path[PATH_SIZE];
    uint32_t before = build->problems.list.count;
    source.file = ts_symbol_of(build->symbols, source.path);
    snprintf(path, sizeof path, "%s/pack.lua", found->folder);
    source.text = ts_file_read(build->scratch, path, &source.length, &err);
    reading.pack =
        (struct ts_lua_pack){.host = build->host, .name = ts_symbol_of(build->symbols, found->name), .sources = &source, .source_count = 1};
    if (source.text && (box = ts_box_new(found->name)) == NULL) ts_err_set(&err, TS_FAILED, "not enough memory");
    if (!box || run_manifest(box, &reading, &err) != TS_OK)
        ts_build_problem(build, &reading.pack, (struct ts_place){source.file, 1}, "bad-manifest", NULL, "%s", err.message);
    found->is_bad = found->is_bad || build->problems.list.count > before;
    ts_box_free(box);
    ts_source_forget(&source);
}
