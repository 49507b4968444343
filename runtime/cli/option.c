// option.c - what may follow a command, as a table of options
#include "cli/option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void ts_words_add(struct ts_words *words, const char *word)
{
    if (words->count == words->room) {
        words->room = words->room ? words->room * 2 : 4;
        words->items = ts_memory_grow(words->items, words->room * sizeof *words->items);
    }
    words->items[words->count++] = word;
}

void ts_words_clear(struct ts_words *words)
{
    free(words->items);
    *words = (struct ts_words){0};
}

const struct ts_option *ts_option_find(const struct ts_option *options, const char *name, size_t length)
{
    for (; options && options->name; options++)
        if (strlen(options->name) == length && !memcmp(options->name, name, length)) return options;
    return NULL;
}

static enum ts_status read_number(const struct ts_option *option, const char *text, struct ts_number *out, struct ts_err *err)
{
    char *end;
    size_t digits = strspn(text, "0123456789");
    errno = 0;
    out->value = strtoll(text, &end, 10);
    out->given = true;
    if (digits == 0 || text[digits])
        return ts_err_set(err, TS_USAGE, "--%s takes a whole number from 0 up, not \"%s\"", option->name, text);
    if (errno == ERANGE) return ts_err_set(err, TS_USAGE, "--%s \"%s\" is too large: at most 9223372036854775807", option->name, text);
    return TS_OK;
}

enum ts_status ts_option_put(const struct ts_option *option, const char *value, void *target, struct ts_err *err)
{
    void *field = (char *)target + option->offset;
    switch (option->kind) {
    case TS_OPTION_FLAG: *(bool *)field = true; return TS_OK;
    case TS_OPTION_TEXT: *(const char **)field = value; return TS_OK;
    case TS_OPTION_LIST: ts_words_add(field, value); return TS_OK;
    case TS_OPTION_NUMBER: break;
    }
    return read_number(option, value, field, err);
}
