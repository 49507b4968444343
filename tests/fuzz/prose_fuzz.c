// prose_fuzz.c - interpolated text as authors write it: parsed
#include <string.h>

#include "base/plural.h"
#include "game/prose.h"
#include "place.h"

static enum ts_status compile(void *self, const char *source, size_t length, ts_call *out, struct ts_err *err)
{
    (void)self;
    if (length && source[0] == '!') return ts_err_set(err, TS_FAILED, "no condition");
    *out = 1;
    return TS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_arena *arena = ts_arena_new();
    struct ts_plurals plurals = {0};
    struct ts_prose_source source = {.arena = arena, .compile = compile, .symbols = symbols, .owner = ts_symbol_of(symbols, "harbour:lantern/quay"),
                                     .language = "en", .plurals = &plurals};
    const struct ts_prose *prose = NULL;
    struct ts_err err;
    char *text = malloc(size + 1); // exactly as long, so that reading past it is seen
    memcpy(text, data, size);
    text[size] = '\0';
    if (ts_prose_parse(&source, text, size, &prose, &err) == TS_OK && !prose) abort();
    free(text);
    ts_plurals_clear(&plurals);
    ts_arena_free(arena);
    ts_symbols_free(symbols);
    return 0;
}
