// beginning.c - a new run, with what was not said chosen for it
#include "engine/beginning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLUG_MAX = 96, TRIES_MAX = 100 };

// "Mira of the Hill" becomes "mira_of_the_hill"; other letters than ASCII stay.
static void make_slug(const char *name, char slug[SLUG_MAX + 1])
{
    size_t length = 0;
    for (; *name && length < SLUG_MAX; name++) {
        unsigned char byte = (unsigned char)*name;
        if (byte >= 'A' && byte <= 'Z') byte = (unsigned char)(byte - 'A' + 'a');
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80) slug[length++] = (char)byte;
        else if (length && slug[length - 1] != '_') slug[length++] = '_';
    }
    while (length && ((unsigned char)*name & 0xc0) == 0x80 && ((unsigned char)slug[length - 1] & 0x80)) // not in the middle of a letter
        if (((unsigned char)slug[--length] & 0xc0) == 0xc0) break;
    while (length && slug[length - 1] == '_') length--;
    slug[length] = '\0';
    if (!length) strcpy(slug, "run");
}

struct taken { struct ts_symbols *symbols; const char *slug; long long last; };

static void note(struct taken *taken, ts_symbol run)
{
    const char *id = ts_symbol_text(taken->symbols, run);
    size_t length = strlen(taken->slug);
    if (strncmp(id, taken->slug, length) || id[length] != '_') return;
    long long number = strtoll(id + length + 1, NULL, 10);
    if (number > taken->last && number < 1000000000) taken->last = number;
}

static void each_run(void *self, const struct ts_run_record *run)
{
    note(self, run->id);
}

static void each_completion(void *self, const struct ts_completion_record *completion)
{
    note(self, completion->run);
}

// Ids of deleted runs stay taken, and nothing but a try says so: the store's refusal begins with the id.
static bool is_about_id(const char *id, const struct ts_err *err)
{
    char start[TS_IDENT_MAX + 16];
    int length = snprintf(start, sizeof start, "run id \"%s\" ", id);
    return !strncmp(err->message, start, (size_t)length);
}

// The id is the character's name and the first number that nobody has had.
static enum ts_status start_unnamed(struct ts_engine *engine, struct ts_start *how, struct ts_play **out, struct ts_err *err)
{
    char slug[SLUG_MAX + 1], id[TS_IDENT_MAX + 1];
    struct taken taken = {engine->symbols, slug, 0};
    int tries = TRIES_MAX;
    make_slug(how->character, slug);
    enum ts_status status = ts_store_each_run(engine->store, (struct ts_run_filter){0}, each_run, &taken, err);
    if (!status) status = ts_store_each_completion(engine->store, ts_symbol_of(engine->symbols, how->player), each_completion, &taken, err);
    if (status) return status;
    how->run = id;
    do {
        snprintf(id, sizeof id, "%s_%lld", slug, ++taken.last);
        status = ts_play_start(engine, how, out, err);
    } while (status == TS_REFUSED && --tries && is_about_id(id, err));
    return status;
}

void ts_begin_universe(const struct ts_content *content, const struct ts_story *story, char out[TS_IDENT_MAX + 1])
{
    snprintf(out, TS_IDENT_MAX + 1, "%.100s_world", ts_symbol_text(content->symbols, content->packs[story->pack].name));
}

enum ts_status ts_begin_run(struct ts_engine *engine, const struct ts_start *how, struct ts_play **out, struct ts_err *err)
{
    struct ts_start start = *how;
    char universe[TS_IDENT_MAX + 1];
    const struct ts_story *story;
    enum ts_status status = ts_engine_find_story(engine, start.story, &story, err);
    if (status) return status;
    ts_begin_universe(engine->content, story, universe);
    if (!start.universe) start.universe = universe;
    return start.run ? ts_play_start(engine, &start, out, err) : start_unnamed(engine, &start, out, err);
}
