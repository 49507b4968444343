// option.h - what may follow a command, as a table of options
#ifndef TS_CLI_OPTION_H
#define TS_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct ts_number { bool given; int64_t value; };                      // never negative
struct ts_words { const char **items; uint32_t count, room; };        // borrowed from argv; the list is owned

enum ts_option_kind {
    TS_OPTION_FLAG,   // bool
    TS_OPTION_TEXT,   // const char *
    TS_OPTION_NUMBER, // struct ts_number
    TS_OPTION_LIST,   // struct ts_words: may be given again
};

struct ts_option {
    const char *name;   // without dashes
    const char *value;  // what it is called in the help; NULL for a flag
    const char *help;   // one line
    enum ts_option_kind kind;
    size_t offset;      // of its field in the struct that the options fill
};

void ts_words_add(struct ts_words *words, const char *word);
void ts_words_clear(struct ts_words *words);

const struct ts_option *ts_option_find(const struct ts_option *options, const char *name, size_t length); // NULL when unknown; options may be NULL
// Puts `value` (NULL for a flag) into the option's field of `target`. TS_USAGE names what is wrong with it.
enum ts_status ts_option_put(const struct ts_option *option, const char *value, void *target, struct ts_err *err) TS_MUST_USE;

#endif
