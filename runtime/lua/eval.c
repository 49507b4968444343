// eval.c - runs a lone file as a pack of that one file
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lua/blame.h"
#include "lua/load.h"

struct telling {
    struct ts_symbols *symbols;
    const char *file;
    struct ts_buffer words;
};

static const char *base_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

// A pack's name made of the file's.
static const char *name_of(struct ts_arena *arena, const char *base)
{
    size_t length = strcspn(base, ".");
    char *name;
    if (length > 60) length = 60;
    name = ts_arena_copy(arena, length ? base : "script", length ? length : 6);
    for (char *c = name; *c; c++) *c = isalnum((unsigned char)*c) ? (char)tolower((unsigned char)*c) : '_';
    return name;
}

static void add_source(struct telling *telling, const struct ts_problem *problem)
{
    struct ts_excerpt excerpt = {problem->source, problem->source ? strlen(problem->source) : 0, problem->column};
    if (!problem->source || !ts_blame_is_whole(&excerpt)) return; // half a line of a hostile script can look like its success
    ts_buffer_add_byte(&telling->words, '\n');
    ts_blame_draw(&telling->words, problem->place.line, &excerpt);
    telling->words.bytes[--telling->words.length] = '\0'; // the next line begins with its own newline
}

static void tell(void *self, const struct ts_problem *problem)
{
    struct telling *telling = self;
    size_t first = strcspn(problem->message, "\n");
    if (telling->words.length) ts_buffer_add_byte(&telling->words, '\n');
    ts_buffer_add_text(&telling->words, telling->file);
    if (problem->place.line) ts_buffer_add_format(&telling->words, ":%u", problem->place.line);
    ts_buffer_add_format(&telling->words, ": %.*s", (int)first, problem->message);
    if (problem->hint) ts_buffer_add_format(&telling->words, "; %s", problem->hint);
    add_source(telling, problem);
    ts_buffer_add_text(&telling->words, problem->message + first); // through which functions
}

static void run(struct ts_build *build, const char *base, const char *text, size_t length)
{
    struct ts_lua_source source = {
        .path = base, .module = base, .text = text, .length = length, .file = ts_symbol_of(build->symbols, base)};
    struct ts_found found = {.name = name_of(build->keep, base), .folder = "", .version = "0", .title = base};
    struct ts_list packs = {0};
    ts_list_push(&found.sources, build->scratch, &source);
    ts_list_push(&packs, build->scratch, &found);
    ts_load_packs(build, &packs);
}

enum ts_status ts_host_eval(const char *file, struct ts_buffer *said, struct ts_err *err)
{
    struct ts_build build;
    struct ts_symbols *symbols = ts_symbols_new();
    struct telling telling = {.symbols = symbols, .file = base_of(file)};
    struct ts_host *host;
    const char *text;
    size_t length;
    enum ts_status status = TS_DATA;
    ts_load_start(&build, symbols);
    host = build.host;
    text = ts_file_read(build.keep, file, TS_BOX_SOURCE_MAX, &length, err);
    if (text) {
        run(&build, telling.file, text, length);
        status = ts_problems_report(&build, tell, &telling, NULL, 0) ? TS_FAILED : TS_OK;
        if (host->said.length) ts_buffer_add(said, host->said.bytes, host->said.length);
        if (status)
            ts_err_set(err, status, "%s", telling.words.bytes);
        else
            ts_buffer_add_text(said, "ok\n");
    }
    ts_load_end(&build);
    ts_host_free(host);
    ts_symbols_free(symbols);
    ts_buffer_clear(&telling.words);
    return status;
}
