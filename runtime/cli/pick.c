// pick.c - which choice a typed line means
#include "cli/pick.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/suggest.h"
#include "engine/show.h"

enum { NAMES_MAX = 256 };

static const char *id_of(const struct ts_symbols *symbols, const struct ts_shown *shown, uint32_t index)
{
    return ts_symbol_text(symbols, shown->choices[index].id);
}

static bool is_number(const char *line)
{
    return *line && !line[strspn(line, "0123456789")];
}

static enum ts_status pick_number(const struct ts_shown *shown, const char *line, uint32_t *index, struct ts_err *err)
{
    unsigned long number = strlen(line) > 9 ? 0 : strtoul(line, NULL, 10);
    *index = (uint32_t)number - 1;
    if (number >= 1 && number <= shown->choice_count) return TS_OK;
    if (shown->choice_count == 1) return ts_err_set(err, TS_REFUSED, "there is no choice %s: there is only 1", line);
    return ts_err_set(err, TS_REFUSED, "there is no choice %s: they go from 1 to %u", line, shown->choice_count);
}

static char *fold(const char *text, size_t length)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &out, (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    return (char *)out;
}

// A label as it was read, with the names in it.
static char *fold_label(struct ts_engine *engine, const struct ts_shown *shown, uint32_t index)
{
    const struct ts_shown_choice *choice = &shown->choices[index];
    struct ts_buffer words = {0};
    ts_show_words(engine, shown->words.bytes + choice->label, choice->label_length, &words);
    char *folded = fold(words.length ? words.bytes : "", words.length);
    ts_buffer_clear(&words);
    return folded;
}

// How many labels begin so; `index` is the last of them.
static uint32_t count_labels(struct ts_engine *engine, const struct ts_shown *shown, const char *line, uint32_t *index)
{
    char *wanted = fold(line, strlen(line));
    uint32_t count = 0;
    for (uint32_t i = 0; wanted && i < shown->choice_count; i++) {
        char *label = fold_label(engine, shown, i);
        if (label && !strncmp(label, wanted, strlen(wanted))) {
            count++;
            *index = i;
        }
        free(label);
    }
    free(wanted);
    return count;
}

static uint32_t count_ids(const struct ts_symbols *symbols, const struct ts_shown *shown, const char *line, uint32_t *index)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < shown->choice_count; i++) {
        if (strncmp(id_of(symbols, shown, i), line, strlen(line))) continue;
        count++;
        *index = i;
    }
    return count;
}

static enum ts_status refuse(const struct ts_symbols *symbols, const struct ts_shown *shown, const char *line, struct ts_err *err)
{
    const char *names[NAMES_MAX];
    uint32_t count = shown->choice_count < NAMES_MAX ? shown->choice_count : NAMES_MAX;
    for (uint32_t i = 0; i < count; i++) names[i] = id_of(symbols, shown, i);
    const char *near = ts_suggest(line, names, count);
    return near ? ts_err_set(err, TS_REFUSED, "no choice is called \"%.200s\": did you mean \"%s\"?", line, near)
                : ts_err_set(err, TS_REFUSED, "no choice is called \"%.200s\": type a number, the beginning of a choice, or /help", line);
}

enum ts_status ts_pick(struct ts_engine *engine, const struct ts_shown *shown, const char *line, uint32_t *index, struct ts_err *err)
{
    const struct ts_symbols *symbols = engine->symbols;
    for (uint32_t i = 0; i < shown->choice_count; i++) {
        *index = i;
        if (!strcmp(id_of(symbols, shown, i), line)) return TS_OK;
    }
    if (is_number(line)) return pick_number(shown, line, index, err);
    uint32_t labels = count_labels(engine, shown, line, index);
    if (labels == 1) return TS_OK;
    if (labels > 1) return ts_err_set(err, TS_REFUSED, "%u choices begin with \"%.200s\": type more of it, or a number", labels, line);
    return count_ids(symbols, shown, line, index) == 1 ? TS_OK : refuse(symbols, shown, line, err);
}

void ts_pick_split(const struct ts_symbols *symbols, const struct ts_shown *shown, const char *line, struct ts_buffer *id, const char **answer)
{
    size_t longest = 0;
    *answer = NULL;
    for (uint32_t i = 0; i < shown->choice_count; i++) { // ids of an `each` may hold spaces
        const char *one = id_of(symbols, shown, i);
        size_t length = strlen(one);
        if (length > longest && !strncmp(one, line, length) && (line[length] == ' ' || !line[length])) longest = length;
    }
    if (!longest) longest = strlen(line);
    if (line[longest]) *answer = line + longest + 1;
    id->length = 0;
    ts_buffer_add(id, line, longest);
}
