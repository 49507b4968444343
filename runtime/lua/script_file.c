// script_file.c - which files of a pack are its scripts, whether they lie in a folder or an archive
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "lua/build.h"
#include "lua/prose_file.h"

static const char script_end[] = ".lua", migrations[] = "migrations/";

static bool is_below(const char *inner, const char *folder)
{
    return strncmp(inner, folder, strlen(folder)) == 0;
}

static bool is_hidden(const char *inner)
{
    return *inner == '.' || strstr(inner, "/.");
}

static int depth_of(const char *inner)
{
    int depth = 0;
    for (; *inner; inner++) depth += *inner == '/';
    return depth;
}

bool ts_script_file_is(const char *inner)
{
    size_t length = strlen(inner), end = strlen(script_end);
    bool is_script = length > end && strcmp(inner + length - end, script_end) == 0;
    if (!is_script && (!ts_prose_file_is(inner) || is_below(inner, migrations))) return false;
    if (strcmp(inner, "pack.lua") == 0 || is_below(inner, "tests/") || is_below(inner, "locale/")) return false;
    return !is_hidden(inner) && depth_of(inner) <= TS_PACK_DEPTH_MAX;
}

// "0001_quay"
static bool is_migration_name(const char *name)
{
    for (int i = 0; i < 4; i++)
        if (!isdigit((unsigned char)name[i])) return false;
    return name[4] == '_' && name[5] != '\0' && ts_ident_is_name(name, strlen(name));
}

// What is wrong with the name of the file; NULL: nothing.
static const char *wrong_name(struct ts_build *build, const struct ts_found *found, const struct ts_lua_source *source)
{
    if (is_below(source->module, migrations)) {
        if (is_migration_name(source->module + strlen(migrations))) return NULL;
        return ts_build_format(build, "the migration \"%s/%s\" must be named by four digits, _ and a name, as in 0001_quay.lua", found->folder,
                               source->path);
    }
    size_t length = strlen(source->module);
    if (ts_prose_file_is(source->path)) length = (size_t)(strrchr(source->module, '.') - source->module);
    if (ts_ident_is_key(source->module, length)) return NULL;
    return ts_build_format(build, "the file \"%s/%s\" must be named with a-z, 0-9, _ and -", found->folder, source->path);
}

void ts_script_file_add(struct ts_finder *finder, struct ts_found *found, const char *inner, const char *text, size_t length)
{
    struct ts_arena *keep = finder->build->keep;
    struct ts_list *list = is_below(inner, migrations) ? &found->migrations : &found->sources;
    struct ts_lua_source *source = ts_list_add(list, keep, sizeof *source);
    source->module = ts_arena_copy(keep, inner, strlen(inner) - (ts_prose_file_is(inner) ? 0 : strlen(script_end)));
    source->path = ts_arena_copy(keep, inner, strlen(inner));
    source->text = text;
    source->length = length;
}

// By path, but init.lua first.
static int compare(const void *a, const void *b)
{
    const struct ts_lua_source *one = *(struct ts_lua_source *const *)a, *other = *(struct ts_lua_source *const *)b;
    bool first = strcmp(one->module, "init") == 0, second = strcmp(other->module, "init") == 0;
    if (first != second) return first ? -1 : 1;
    return strcmp(one->path, other->path);
}

static void settle(struct ts_finder *finder, struct ts_found *found, struct ts_list *list)
{
    if (list->count) qsort(list->items, list->count, sizeof *list->items, compare);
    for (uint32_t i = 0; i < list->count; i++) {
        struct ts_lua_source *source = list->items[i];
        const char *wrong = wrong_name(finder->build, found, source);
        if (wrong) ts_found_problem(finder, found, "bad-name", "rename it", wrong);
        source->file = ts_build_symbol(finder->build, "%s/%s", found->name, source->path);
        source->path = ts_build_text(finder->build, source->file);
    }
}

void ts_script_file_settle(struct ts_finder *finder, struct ts_found *found)
{
    settle(finder, found, &found->sources);
    settle(finder, found, &found->migrations);
}
