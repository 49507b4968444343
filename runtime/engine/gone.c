// gone.c - what a stored run needs and the content has no more, in words that help
#include "engine/gone.h"

#include <string.h>

#include "base/suggest.h"
#include "engine/edition.h"
#include "engine/packs.h"

enum { NEAR_MAX = 512, IN_LEAST = 3 }; // letters of a name that is part of another

struct missing {
    struct ts_engine *engine;
    const struct ts_run_record *record;
    const char *what, *noun, *table; // "scene", "scenes": the table of `define.aliases`
    ts_symbol id;
    const char *near; // NULL: nothing is
};

static const char *text(const struct missing *missing, ts_symbol symbol)
{
    return ts_symbol_text(missing->engine->symbols, symbol);
}

static const char *local(const char *id)
{
    const char *colon = strchr(id, ':');
    return colon ? colon + 1 : id;
}

// The last part of an id, by which people know a scene or story: "wheel" of "mill:tale/wheel".
static const char *last(const char *id)
{
    const char *slash = strrchr(id, '/');
    return slash ? slash + 1 : local(id);
}

static bool is_in(const char *inner, const char *outer)
{
    return strlen(inner) >= IN_LEAST && strstr(outer, inner) != NULL;
}

// Of the names, "mill_wheel" is nearer to "wheel" than "wheat" is.
static const char *find_near(const char *wrong, const char *const *names, uint32_t count)
{
    const char *lasts[NEAR_MAX] = {0}, *found;
    for (uint32_t i = 0; i < count; i++) {
        lasts[i] = last(names[i]);
        if (is_in(last(wrong), lasts[i]) || is_in(lasts[i], last(wrong))) return names[i];
    }
    found = ts_suggest(last(wrong), lasts, count);
    for (uint32_t i = 0; i < count; i++)
        if (lasts[i] == found) return names[i];
    return NULL;
}

static void add_help(const struct missing *missing, struct ts_buffer *words)
{
    const char *id = text(missing, missing->id);
    int length = (int)strcspn(id, ":");
    if (missing->near)
        ts_buffer_add_format(words, "\n  what would help, if that is its name now: `define.aliases { %s = { [\"%s\"] = \"%s\" } }` in pack \"%.*s\", "
                             "or a migration of that pack", missing->table, local(id), local(missing->near), length, id);
    ts_buffer_add_format(words, "\n  what would help%s: the version of pack \"%.*s\" that it was played with", missing->near ? " else" : "",
                         length, id);
    if (!missing->near) ts_buffer_add_text(words, ", or an alias or a migration in it that says where the run goes on");
}

static enum ts_status refuse(const struct missing *missing, struct ts_err *err)
{
    struct ts_buffer words = {0};
    const char *id = text(missing, missing->id);
    if (ts_packs_check_left_out(missing->engine->content, missing->noun, id, err))
        return ts_err_wrap(err, "run \"%s\" cannot be played as things are", text(missing, missing->record->id));
    ts_symbol pack = ts_symbol_find(missing->engine->symbols, id, strcspn(id, ":"));
    ts_buffer_add_format(&words, "run \"%s\" needs the %s \"%s\", which the content here does not have", text(missing, missing->record->id),
                         missing->noun, id);
    if (missing->near) ts_buffer_add_format(&words, "; near it is \"%s\"", missing->near);
    ts_edition_add_pack(missing->engine, missing->record->packs, pack, &words);
    add_help(missing, &words);
    ts_err_set(err, TS_DATA, "%s", words.bytes);
    ts_buffer_clear(&words);
    return TS_DATA;
}

enum ts_status ts_gone_story(struct ts_engine *engine, const struct ts_run_record *record, ts_symbol story, struct ts_err *err)
{
    const struct ts_content *content = engine->content;
    struct missing missing = {.engine = engine, .record = record, .noun = "story", .table = "stories", .id = story};
    const char *names[NEAR_MAX];
    uint32_t count = content->story_count < NEAR_MAX ? content->story_count : NEAR_MAX;
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(engine->symbols, content->stories[i]->id);
    missing.near = find_near(ts_symbol_text(engine->symbols, story), names, count);
    return refuse(&missing, err);
}

enum ts_status ts_gone_scene(struct ts_engine *engine, const struct ts_run_record *record, const struct ts_story *story, ts_symbol scene,
                             struct ts_err *err)
{
    struct missing missing = {.engine = engine, .record = record, .noun = "scene", .table = "scenes", .id = scene};
    const char *names[NEAR_MAX];
    uint32_t count = story->scene_count < NEAR_MAX ? story->scene_count : NEAR_MAX;
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(engine->symbols, story->scenes[i]->full);
    missing.near = find_near(ts_symbol_text(engine->symbols, scene), names, count);
    return refuse(&missing, err);
}

// --- variables

static const char *kind_of(struct ts_value value)
{
    switch (value.type) {
    case TS_INT:
    case TS_REAL: return "a number";
    case TS_TEXT: return "a text";
    case TS_TREE: return "a list or map";
    default: return NULL;
    }
}

bool ts_gone_is_other_kind(const struct ts_var *var, struct ts_value value)
{
    const char *declared = kind_of(var->initial), *stored = kind_of(value);
    return declared && stored && strcmp(declared, stored) != 0;
}

enum ts_status ts_gone_kind(struct ts_engine *engine, const struct ts_run_record *record, const struct ts_var *var, struct ts_value value,
                            struct ts_err *err)
{
    const struct ts_symbols *symbols = engine->symbols;
    struct ts_buffer words = {0};
    const char *owner = ts_symbol_text(symbols, var->owner), *name = ts_symbol_text(symbols, var->name);
    int length = (int)strcspn(owner, ":");
    ts_buffer_add_format(&words, "run \"%s\" has %s in the variable \"%s\" of \"%s\", which holds %s by now (%s:%u)",
                         ts_symbol_text(symbols, record->id), kind_of(value), name, owner, kind_of(var->initial),
                         ts_symbol_text(symbols, var->place.file), var->place.line);
    ts_edition_add_pack(engine, record->packs, ts_symbol_find(symbols, owner, (size_t)length), &words);
    ts_buffer_add_format(&words, "\n  what would help: a migration of pack \"%.*s\" that makes it one (`run = function(vars) vars.%s = … end`), another "
                         "name for the new variable, or the version of the pack that it was played with", length, owner, name);
    ts_err_set(err, TS_DATA, "%s", words.bytes);
    ts_buffer_clear(&words);
    return TS_DATA;
}
