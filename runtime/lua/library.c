// library.c - the packs that are there: read, put in order, loaded together; one that cannot be is left out, and the rest is loaded
// once more without it
#include <stdlib.h>
#include <string.h>

#include "lua/load.h"
#include "lua/locale.h"

struct library {
    const struct ts_loading *how;
    struct ts_build reading; // what is read lives in its `keep`, which the host inherits; its problems are those of all rounds
    struct ts_finder finder;
};

static struct ts_found *find(const struct library *library, ts_symbol name)
{
    for (uint32_t i = 0; i < library->finder.found.count; i++) {
        struct ts_found *found = library->finder.found.items[i];
        if (!found->is_twin && ts_symbol_of(library->reading.symbols, found->name) == name) return found;
    }
    return NULL;
}

static bool is_disabled(const struct library *library, const char *name)
{
    for (uint32_t i = 0; i < library->how->disabled_count; i++)
        if (!strcmp(library->how->disabled[i], name)) return true;
    return false;
}

static void switch_off(struct library *library, struct ts_found *found)
{
    found->is_disabled = is_disabled(library, found->name);
    if (found->is_disabled && !found->why) found->why = "it is switched off";
}

// An archive is read whole: its name is in it.
static void read_pack(struct library *library, struct ts_found *found)
{
    struct ts_finder *finder = &library->finder;
    uint32_t before = library->reading.problems.list.count;
    if (!found->is_archive) switch_off(library, found);
    if (found->is_archive) ts_archive_read(finder, found);
    else ts_folder_read_manifest(finder, found);
    if (found->manifest) ts_manifest_read(finder, found);
    if (found->is_archive) switch_off(library, found);
    if (found->is_disabled) ts_problems_cut(&library->reading.problems, before); // nobody's concern until it is switched on
    for (uint32_t i = 0; i < library->how->setting_count; i++)
        if (!strcmp(library->how->settings[i].pack, found->name)) ts_setting_set(finder, found, &library->how->settings[i]);
}

// Nothing is wrong with the one that is used: an author tries a working copy of a pack that is added too.
static void refuse_twin(struct ts_build *build, const struct ts_found *first, struct ts_found *twin)
{
    struct ts_lua_pack pack = {.name = ts_symbol_of(build->symbols, twin->name)};
    const char *why = ts_build_format(build, "another \"%s\" is used, in \"%s\"", twin->name, first->folder);
    const char *hint = ts_build_format(build, "`turnstone pack remove %s`, or `turnstone pack add %s --replace`", twin->name, first->folder);
    twin->why = ts_arena_copy(build->keep, why, strlen(why));
    ts_build_warning(build, &pack, (struct ts_place){0}, "duplicate-id", hint,
                     "there are two packs \"%s\": that in \"%s\" is used, that in \"%s\" is not", twin->name, first->folder, twin->folder);
}

// Of two packs with one name the first that was found is used.
static void refuse_twins(struct library *library)
{
    struct ts_list *all = &library->finder.found;
    for (uint32_t i = 0; i < all->count; i++) {
        struct ts_found *found = all->items[i];
        for (uint32_t k = 0; k < i; k++) {
            const struct ts_found *first = all->items[k];
            if (strcmp(first->name, found->name) != 0) continue;
            found->is_twin = true;
            if (!found->is_disabled) refuse_twin(&library->reading, first, found);
            break;
        }
    }
}

static enum ts_status read_packs(struct library *library, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < library->how->folder_count && !status; i++)
        status = ts_folder_find(&library->finder, library->how->folders[i], err);
    for (uint32_t i = 0; i < library->finder.found.count && !status; i++) read_pack(library, library->finder.found.items[i]);
    refuse_twins(library);
    return status;
}

static void open_library(struct library *library, struct ts_symbols *symbols, const struct ts_loading *how)
{
    *library = (struct library){.how = how};
    ts_load_start(&library->reading, symbols);
    library->finder.build = &library->reading;
    library->finder.how = how;
}

// What was read goes on with the host; without one it is gone.
static void close_library(struct library *library, struct ts_host *heir)
{
    struct ts_host *reader = library->reading.host;
    ts_load_end(&library->reading);
    if (heir) heir->library = reader;
    else ts_host_free(reader);
}

// --- rounds

static void leave_out(void *self, const struct ts_problem *problem)
{
    struct library *library = self;
    struct ts_found *found = find(library, problem->pack);
    if (found && !found->why) found->why = ts_problem_words(library->reading.keep, library->reading.symbols, problem);
}

static void list_left_out(const struct library *library, struct ts_host *host)
{
    const struct ts_list *all = &library->finder.found;
    struct ts_content *content = &host->content;
    content->left_out = ts_arena_get(content->arena, (all->count + 1) * sizeof *content->left_out);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct ts_found *found = all->items[i];
        if (found->why)
            content->left_out[content->left_out_count++] = (struct ts_left_out){
                .pack = ts_symbol_of(host->symbols, found->name),
                .why = ts_arena_copy(content->arena, found->why, strlen(found->why)),
                .off = found->off ? ts_symbol_of(host->symbols, found->off) : 0,
                .is_disabled = found->is_disabled,
                .is_twin = found->is_twin,
                .folder = ts_arena_copy(content->arena, found->folder, strlen(found->folder))};
    }
}

// NULL when some pack had to be left out.
static struct ts_host *load_round(struct library *library)
{
    struct ts_build round;
    struct ts_list order = {0};
    struct ts_host *host;
    uint32_t errors;
    ts_requirement_sort(&library->finder, library->how, &order);
    ts_load_start(&round, library->reading.symbols);
    host = round.host;
    round.is_thorough = library->how->is_thorough;
    round.is_strict = library->how->is_thorough && library->how->is_strict;
    if (library->how->running) host->now = library->how->running;
    host->locale = library->reading.host->locale;
    ts_load_packs(&round, &order);
    ts_locale_words(&round);
    if (host->locale && host->locale->has_lines) ts_locale_check(&round);
    errors = ts_problems_judge(&round.problems, &library->reading.problems, leave_out, library);
    ts_load_end(&round);
    if (!errors) return host;
    ts_host_free(host);
    return NULL;
}

// Each round that fails leaves out one pack more, at least.
static struct ts_host *load_rounds(struct library *library)
{
    struct ts_host *host = NULL;
    for (uint32_t i = 0; i < library->finder.found.count; i++) {
        struct ts_found *found = library->finder.found.items[i];
        if (found->is_disabled) continue;
        if (!found->is_archive) ts_folder_read(&library->finder, found);
        ts_script_file_settle(&library->finder, found);
    }
    ts_locale_open(&library->finder);
    for (uint32_t i = 0; !host && i <= library->finder.found.count; i++) host = load_round(library);
    return host;
}

static enum ts_status refuse(uint32_t errors, const char *first, struct ts_err *err)
{
    if (errors == 1) return ts_err_set(err, TS_FAILED, "the content has a problem: %s", first);
    return ts_err_set(err, TS_FAILED, "the content has %u problems; the first: %s", errors, first);
}

enum ts_status ts_host_load(struct ts_symbols *symbols, const struct ts_loading *how, ts_each_problem *each, void *self,
                            struct ts_host **out, struct ts_err *err)
{
    struct library library;
    char first[1024];
    *out = NULL;
    open_library(&library, symbols, how);
    enum ts_status status = read_packs(&library, err);
    if (!status) {
        *out = load_rounds(&library);
        uint32_t errors = ts_problems_report(&library.reading, each, self, first, sizeof first);
        if (how->is_strict) errors = library.reading.problems.list.count;
        if (errors && (how->is_strict || !*out)) status = refuse(errors, first, err);
    }
    if (*out) list_left_out(&library, *out);
    close_library(&library, *out);
    return status;
}

// --- packs as they are there

static void tell_pack(struct library *library, const struct ts_found *found, ts_each_pack *each, void *self)
{
    struct ts_setting_info *settings = ts_arena_get(library->reading.scratch, (found->settings.count + 1) * sizeof *settings);
    struct ts_pack_info info = found->info;
    for (uint32_t i = 0; i < found->settings.count; i++) settings[i] = *(struct ts_setting_info *)found->settings.items[i];
    info.settings = settings;
    info.setting_count = found->settings.count;
    info.name = found->name;
    info.version = found->version;
    info.title = found->title;
    info.path = found->folder;
    info.is_archive = found->is_archive;
    info.is_disabled = found->is_disabled;
    info.is_twin = found->is_twin;
    info.is_bad = found->why && !found->is_disabled;
    info.why = found->why;
    each(self, &info);
}

enum ts_status ts_host_each_pack(struct ts_symbols *symbols, const struct ts_loading *how, ts_each_problem *problem, ts_each_pack *each,
                                 void *self, struct ts_err *err)
{
    struct library library;
    struct ts_list order = {0};
    open_library(&library, symbols, how);
    enum ts_status status = read_packs(&library, err);
    if (!status) {
        ts_requirement_sort(&library.finder, how, &order);
        (void)ts_problems_report(&library.reading, problem, self, NULL, 0);
        for (uint32_t i = 0; i < order.count; i++) tell_pack(&library, order.items[i], each, self);
        for (uint32_t i = 0; i < library.finder.found.count; i++)
            if (((struct ts_found *)library.finder.found.items[i])->why) tell_pack(&library, library.finder.found.items[i], each, self);
    }
    close_library(&library, NULL);
    return status;
}
