// offered.c - the stories there are for who named none: asked for in a terminal, else listed with the command for each
#include "cli/offered.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/hint.h"

enum { LISTED_MAX = 3500, TRIES = 3 };

// Of a focus that no story is made for, every story.
static bool is_offered(const struct ts_offered *offered, const struct ts_story *story)
{
    return !offered->focus || !offered->has_fitting || ts_focus_fits(offered->focus, story);
}

// The one of that number, from 1; counts them all otherwise.
static const struct ts_story *find(const struct ts_offered *offered, long number, long *count)
{
    *count = 0;
    for (uint32_t i = 0; i < offered->content->story_count; i++)
        if (is_offered(offered, offered->content->stories[i]) && ++*count == number) return offered->content->stories[i];
    return NULL;
}

const struct ts_story *ts_offered_only(const struct ts_offered *offered)
{
    long count;
    (void)find(offered, 0, &count);
    return count == 1 ? find(offered, 1, &count) : NULL;
}

static const char *heading(const struct ts_offered *offered)
{
    if (!offered->focus) return "there are";
    return offered->has_fitting ? "these fit it" : "none is made for it, and any can carry it";
}

static const char *title_of(const struct ts_offered *offered, const struct ts_story *story)
{
    return story->title ? story->title : ts_symbol_text(offered->content->symbols, story->id);
}

// --- listed

static void add_option(struct ts_buffer *out, const char *name, const char *value)
{
    if (!value) return;
    ts_buffer_add_format(out, " --%s ", name);
    ts_hint_add_word(out, value);
}

static void add_command(const struct ts_offered *offered, const struct ts_story *story, struct ts_buffer *out)
{
    const struct ts_beginning *asked = offered->asked;
    ts_hint_add(out, offered->cli, "play", ts_symbol_text(offered->content->symbols, story->id));
    add_option(out, "focus", asked->focus);
    add_option(out, "player", asked->player);
    add_option(out, "as", asked->character);
    add_option(out, "universe", asked->universe);
}

static enum ts_status refuse(const struct ts_offered *offered, struct ts_err *err)
{
    struct ts_buffer list = {0};
    long count;
    const struct ts_story *story;
    for (long number = 1; (story = find(offered, number, &count)); number++) {
        struct ts_buffer one = {0};
        ts_buffer_add_format(&one, "\n  %s:\n    ", title_of(offered, story));
        add_command(offered, story, &one);
        if (list.length + one.length < LISTED_MAX) ts_buffer_add(&list, one.bytes, one.length);
        ts_buffer_clear(&one);
    }
    enum ts_status status = ts_err_set(err, TS_USAGE, "which story? %s:%s", heading(offered), list.bytes ? list.bytes : "");
    ts_buffer_clear(&list);
    return status;
}

// --- asked

static const struct ts_story *read_answer(const struct ts_offered *offered, bool *is_over)
{
    char answer[32] = "", *end;
    ssize_t length = read(STDIN_FILENO, answer, sizeof answer - 1);
    long count;
    *is_over = length <= 0 || *answer == '\n';
    long number = strtol(answer, &end, 10);
    return *is_over || (*end && *end != '\n') ? NULL : find(offered, number, &count);
}

static const struct ts_story *ask(const struct ts_offered *offered)
{
    long count;
    const struct ts_story *story;
    bool is_over = false;
    fprintf(stderr, "Which story? %s:\n", heading(offered));
    for (long number = 1; (story = find(offered, number, &count)); number++) fprintf(stderr, "%3ld  %s\n", number, title_of(offered, story));
    for (int i = 0; i < TRIES && !is_over; i++) {
        fprintf(stderr, "Its number, 1 to %ld (nothing: none of them): ", count);
        if ((story = read_answer(offered, &is_over))) return story;
    }
    return NULL;
}

enum ts_status ts_offered_choose(const struct ts_offered *offered, const struct ts_story **out, struct ts_err *err)
{
    long count;
    (void)find(offered, 0, &count);
    if (!count) return ts_err_set(err, TS_USAGE, "the content has no stories: add a pack with --content DIR");
    *out = ts_offered_only(offered);
    if (!*out && offered->can_ask && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) *out = ask(offered);
    return *out ? TS_OK : refuse(offered, err);
}
