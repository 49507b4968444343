// explore_blame.c - what an act in hand tells against the story
#include <stdio.h>
#include <stdlib.h>

#include "engine/exploring.h"

static const char *text_of(const struct ts_exploring *exploring, ts_symbol symbol)
{
    return ts_symbol_text(exploring->engine->symbols, symbol);
}

static void add(struct ts_exploring *exploring, struct ts_found_way finding, const struct ts_path *path)
{
    finding.story = exploring->story;
    finding.seed = exploring->seed;
    finding.focus = exploring->focus;
    finding.is_lived = exploring->is_living;
    ts_findings_add(exploring->findings, &finding, path);
}

// "harbour/init.lua:3" in a message is where the script erred; `place` where it was defined.
static struct ts_place find_place(const struct ts_exploring *exploring, uint32_t pack, const char *message, struct ts_place place)
{
    const char *name = text_of(exploring, exploring->engine->content->packs[pack].name), *at = message;
    size_t length = strlen(name);
    while ((at = strstr(at, name))) {
        size_t file = strcspn(at, ": \n\"");
        if (at[length] == '/' && at[file] == ':' && at[file + 1] >= '1' && at[file + 1] <= '9')
            return (struct ts_place){ts_symbol_add(exploring->engine->symbols, at, file), (uint32_t)strtoul(at + file + 1, NULL, 10)};
        at += length;
    }
    return place;
}

// The line of the source and the caret below it, which are shown by themselves.
static void cut_drawn(struct ts_buffer *message, uint32_t line)
{
    char mark[32];
    snprintf(mark, sizeof mark, "\n%6u | ", line);
    char *from = strstr(message->bytes, mark), *to = from ? strchr(from + 1, '\n') : NULL;
    if (to && (to = strchr(to + 1, '\n'))) memmove(from, to, strlen(to) + 1);
    else if (from) *from = '\0';
    message->length = strlen(message->bytes);
}

// The message without where it says so itself.
static char *without_place(const struct ts_exploring *exploring, struct ts_place place, const char *message)
{
    struct ts_buffer spoken = {0}, out = {0};
    ts_buffer_add_format(&spoken, "%s:%u: ", text_of(exploring, place.file), place.line);
    const char *at = strstr(message, spoken.bytes);
    if (at) {
        ts_buffer_add(&out, message, (size_t)(at - message));
        message = at + spoken.length;
    }
    ts_buffer_add_text(&out, message);
    cut_drawn(&out, place.line);
    ts_buffer_clear(&spoken);
    return ts_buffer_take(&out);
}

static const char *without_prefix(const char *message)
{
    static const char prefix[] = "that choice failed, and nothing has changed: ";
    return strncmp(message, prefix, sizeof prefix - 1) ? message : message + sizeof prefix - 1;
}

static void blame_script(struct ts_exploring *exploring, uint32_t pack, struct ts_place defined, const char *words, const struct ts_path *path)
{
    struct ts_place place = find_place(exploring, pack, words, defined);
    add(exploring, (struct ts_found_way){.code = "script-error", .pack = pack, .place = place, .message = without_place(exploring, place, words)}, path);
}

static char *format(const char *words, const char *name)
{
    struct ts_buffer out = {0};
    ts_buffer_add_format(&out, words, name);
    return ts_buffer_take(&out);
}

// The first scene that the walk came through twice.
static const struct ts_scene *find_loop(const struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    for (uint32_t i = 0; i < changes->entered_count; i++)
        for (uint32_t k = i + 1; k < changes->entered_count; k++)
            if (changes->entered[i].scene == changes->entered[k].scene) return changes->entered[i].scene;
    return play->run->head.scene;
}

static void blame_scene(struct ts_exploring *exploring, const struct ts_scene *scene, bool is_endless, const struct ts_path *path)
{
    const char *name = text_of(exploring, scene->full);
    struct ts_found_way finding = {.pack = scene->pack, .place = scene->place};
    finding.code = is_endless ? "endless" : "stuck";
    finding.message = is_endless ? format("from \"%s\" on more than 100 scenes follow each other without a choice", name)
                                 : format("nothing is open in \"%s\", no way leads on, and it is no ending", name);
    finding.hint = is_endless ? "give a scene on the way a choice that is open, or an `ending`"
                              : "give it `otherwise` or `next`, a choice that is always open, or an `ending`";
    add(exploring, finding, path);
}

static void blame_choice(struct ts_exploring *exploring, const struct ts_play *play, const struct ts_scene *scene, const char *words,
                         const struct ts_path *path)
{
    const struct ts_choice *choice = play->changes.choice;
    add(exploring, (struct ts_found_way){.code = "refused", .pack = choice ? choice->pack : scene->pack,
                                         .place = choice ? choice->place : scene->place, .message = ts_memory_copy(words)}, path);
}

void ts_blame_refusal(struct ts_exploring *exploring, const struct ts_play *play, const struct ts_scene *scene, const struct ts_err *err,
                      const struct ts_path *path)
{
    const char *words = without_prefix(err->message);
    ts_call failed = exploring->asking->failed;
    switch (play->refusal) {
    case TS_REFUSAL_STUCK:
        blame_scene(exploring, play->run->head.scene, false, path);
        break;
    case TS_REFUSAL_ENDLESS:
        blame_scene(exploring, find_loop(play), true, path);
        break;
    case TS_REFUSAL_FAILED:
        if (failed) {
            const struct ts_call_info *call = &exploring->engine->content->calls[failed];
            blame_script(exploring, call->pack, call->place, words, path);
            break;
        }
        blame_choice(exploring, play, scene, words, path);
        break;
    default:
        blame_choice(exploring, play, scene, words, path);
    }
}

void ts_blame_faults(struct ts_exploring *exploring, const struct ts_play *play, const struct ts_path *path)
{
    const struct ts_changeset *changes = &play->changes;
    for (uint32_t i = 0; i < changes->fault_count; i++)
        blame_script(exploring, changes->faults[i].pack, changes->faults[i].place, changes->faults[i].message, path);
}
