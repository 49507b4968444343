// manifest.c - what a pack says of itself: data only, run in an empty environment with tiny limits
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "base/plural.h"
#include "base/suggest.h"
#include "lua/fields.h"

static const char kept[] = "manifest"; // its address is the key of what is kept in the registry

enum { NEEDS_MAX = 200 };  // packs that one requires
enum { API_VERSION = 1 }; // of what packs are offered; a pack that needs more says so

struct manifest {
    const char *name, *version, *title, *description, *license;
    struct ts_names needs, permissions, authors;
    struct ts_list settings;
    const char *api, *language;
};

// 1 or "1".
static void read_api(struct ts_scope *scope, void *to)
{
    lua_Integer number = lua_tointeger(scope->L, -1);
    if (number < 1) {
        ts_scope_wrong(scope, "a whole number from 1, as in api = 1");
        return;
    }
    const char *words = ts_build_format(scope->build, "%lld", (long long)number);
    *(const char **)to = ts_arena_copy(scope->build->keep, words, strlen(words));
    if (number > API_VERSION)
        ts_build_problem(scope->build, scope->pack, ts_scope_find(scope, "api", TS_WRITTEN_NAME), "newer-api", "bring a newer version of the program, or an older one of the pack",
                         "the pack is written for version %lld of what packs are offered; this program has version %d", (long long)number,
                         API_VERSION);
}

const struct ts_field ts_manifest_fields[] = {
    {"name", ts_read_words, offsetof(struct manifest, name), true, "the folder's name"},
    {"version", ts_read_words, offsetof(struct manifest, version), true, "as in \"1.0.0\""},
    {"title", ts_read_words, offsetof(struct manifest, title), false, "what players see"},
    {"description", ts_read_words, offsetof(struct manifest, description), false, "a sentence about it"},
    {"authors", ts_read_names, offsetof(struct manifest, authors), false, "who wrote it"},
    {"license", ts_read_words, offsetof(struct manifest, license), false, "under which terms"},
    {"api", read_api, offsetof(struct manifest, api), false, "the version of what packs are offered that it is written for: 1", "integer"},
    {"language", ts_read_words, offsetof(struct manifest, language), false, "that its texts are written in, as in \"de\"; \"en\" unless told"},
    {"requires", ts_read_names, offsetof(struct manifest, needs), false, "packs it needs, as in \"harbour >= 1.2\""},
    {"permissions", ts_read_names, offsetof(struct manifest, permissions), false, "universe.write, vars.write"},
    {"settings", ts_settings_read, offsetof(struct manifest, settings), false, "what its users can set", "table<string, turnstone.setting>"},
    {NULL, NULL, 0, false, NULL},
};

static void refuse(struct ts_scope *scope, const char *hint, const char *format, const char *what)
{
    char message[512];
    snprintf(message, sizeof message, format, what);
    ts_build_problem(scope->build, scope->pack, ts_scope_find_text(scope, what, strlen(what)), "bad-manifest", hint, "%s", message);
}

// --- what it says

// "harbour >= 1.2", "? weather", "! old_lantern < 2"
static void read_need(struct ts_scope *scope, const char *text, struct ts_found *found)
{
    static const char hint[] = "write it as \"harbour\", \"harbour >= 1.2\", \"? harbour\" or \"! harbour\"";
    struct ts_arena *arena = scope->build->keep;
    bool is_marked = *text == '?' || *text == '!';
    const char *name = text + is_marked + strspn(text + is_marked, " \t");
    size_t length = strcspn(name, " \t<>=,");
    const char *range = name + length + strspn(name + length, " \t");
    struct ts_need *need;
    if (!ts_ident_is_name(name, length)) {
        refuse(scope, hint, "\"requires\" names \"%s\", which is no pack's name", text);
        return;
    }
    if (*range && !ts_version_range_is(range)) {
        refuse(scope, hint, "\"requires\" has \"%s\", which says no version", text);
        return;
    }
    need = ts_list_add(&found->needs, arena, sizeof *need);
    need->kind = *text == '?' ? TS_NEED_IF_THERE : *text == '!' ? TS_NEED_NOT_THERE : TS_NEED_PACK;
    need->text = text;
    need->name = ts_arena_copy(arena, name, length);
    need->range = *range ? ts_arena_copy(arena, range, strlen(range)) : NULL;
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

// A folder is called as its pack; an archive may be called anything.
static void take_name(struct ts_scope *scope, const char *name, struct ts_found *found)
{
    if (!ts_ident_is_name(name, strlen(name)))
        refuse(scope, "use a-z, 0-9, _ and -", "\"%.200s\" cannot name a pack", name);
    else if (strcmp(name, "care") == 0) // its variables would be written where a player's settings are
        refuse(scope, "give it another name", "\"%s\" cannot name a pack: what players asked to be spared is kept under it", name);
    else if (found->is_archive)
        found->name = name;
    else if (strcmp(name, found->name) != 0)
        refuse(scope, "give the folder and the pack one name", "the pack calls itself \"%s\", but its folder has another name", name);
}

// Its plurals are formed as in that language, and translators begin from it.
static void take_language(struct ts_scope *scope, const char *words, struct ts_found *found)
{
    char language[TS_LANGUAGE] = "en";
    if (words && !ts_language_read(words, language))
        refuse(scope, "write it as \"en\", \"de\" or \"pt_BR\"", "\"%.200s\" is no language", words);
    else
        found->language = ts_arena_copy(scope->build->keep, language, strlen(language));
}

static void take_manifest(struct ts_scope *scope, const struct manifest *manifest, struct ts_found *found)
{
    if (manifest->name) take_name(scope, manifest->name, found);
    if (manifest->version && !ts_version_is(manifest->version))
        refuse(scope, "write it as \"1.0.0\"", "\"%s\" is no version", manifest->version);
    found->version = manifest->version ? manifest->version : "0";
    found->title = manifest->title ? manifest->title : found->name;
    found->settings = manifest->settings;
    take_language(scope, manifest->language, found);
    found->info = (struct ts_pack_info){.description = manifest->description,
                                        .license = manifest->license,
                                        .api = manifest->api,
                                        .authors = manifest->authors.items,
                                        .author_count = manifest->authors.count,
                                        .requires = manifest->needs.items,
                                        .require_count = manifest->needs.count,
                                        .permissions = manifest->permissions.items,
                                        .permission_count = manifest->permissions.count};
    if (manifest->needs.count > NEEDS_MAX) {
        ts_scope_problem(scope, "bad-manifest", NULL, "\"requires\" names %u packs; %d are the most", manifest->needs.count, NEEDS_MAX);
        return;
    }
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
    static const struct ts_field *const tables[] = {ts_manifest_fields, NULL};
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
    ts_fields_read(&scope, ts_manifest_fields, &manifest);
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

// For the first of its problems.
static void leave_out(struct ts_build *build, struct ts_found *found, uint32_t first)
{
    const struct ts_problem *problem = ts_problems_get(&build->problems, first);
    if (!found->why) found->why = problem ? ts_problem_words(build->keep, build->symbols, problem) : "its pack.lua has a problem";
}

void ts_manifest_read(struct ts_finder *finder, struct ts_found *found)
{
    struct ts_build *build = finder->build;
    struct ts_lua_source source = {.module = "pack",
                                   .path = ts_build_format(build, "%s/pack.lua", found->name),
                                   .text = found->manifest,
                                   .length = found->manifest_length};
    struct reading reading = {.build = build, .found = found};
    struct ts_box *box = ts_box_new(found->name);
    struct ts_err err;
    uint32_t before = build->problems.list.count;
    source.file = ts_symbol_of(build->symbols, source.path);
    reading.pack =
        (struct ts_lua_pack){.host = build->host, .name = ts_symbol_of(build->symbols, found->name), .sources = &source, .source_count = 1};
    if (!box) ts_memory_give_up(); // a pack left out for that would change what is played
    if (run_manifest(box, &reading, &err) != TS_OK)
        ts_source_report(build, &reading.pack, &source, "bad-manifest", err.message);
    if (build->problems.list.count > before) leave_out(build, found, before);
    ts_box_free(box);
    ts_source_forget(&source);
}
