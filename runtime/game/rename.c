// rename.c - what things are called by now that once had other names
#include "game/rename.h"

#include <string.h>

#include "base/buffer.h"

static ts_symbol find(const struct ts_renames *renames, enum ts_renamed what, ts_symbol id)
{
    if (renames->at.count) {
        const uint64_t *at = ts_map_find(&renames->at, ts_rename_key(what, id));
        return at ? renames->items[*at - 1].now : 0;
    }
    for (uint32_t i = 0; id && i < renames->count; i++)
        if (renames->items[i].what == what && renames->items[i].before == id) return renames->items[i].now;
    return 0;
}

// What the first `length` letters of the text were renamed to; 0: they were not.
static ts_symbol find_start(const struct ts_renames *renames, const struct ts_symbols *symbols, enum ts_renamed what, const char *text,
                            size_t length)
{
    return find(renames, what, ts_symbol_find(symbols, text, length));
}

// The id with its first `length` letters exchanged for another id.
static ts_symbol with_start(struct ts_symbols *symbols, ts_symbol id, size_t length, ts_symbol start)
{
    struct ts_buffer name = {0};
    ts_buffer_add(&name, ts_symbol_text(symbols, start), ts_symbol_length(symbols, start));
    ts_buffer_add(&name, ts_symbol_text(symbols, id) + length, ts_symbol_length(symbols, id) - length);
    ts_symbol made = ts_symbol_add(symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return made;
}

static size_t story_length(const char *text)
{
    return strcspn(text, "/#");
}

// "harbour:lantern/quay" of "harbour:lantern/quay/light"; 0 when there is no more than a scene.
static size_t scene_length(const char *text)
{
    size_t story = story_length(text);
    const char *end = text[story] == '/' ? strchr(text + story + 1, '/') : NULL;
    return end ? (size_t)(end - text) : 0;
}

// Of "…/give/rope" it may be "…/give" that was renamed.
static ts_symbol rename_choice(const struct ts_renames *renames, struct ts_symbols *symbols, ts_symbol id)
{
    const char *text = ts_symbol_text(symbols, id);
    size_t story = story_length(text), scene = scene_length(text);
    for (size_t length = strlen(text); length > story; length--) {
        if (text[length] != '/') continue;
        ts_symbol now = find_start(renames, symbols, TS_RENAMED_CHOICE, text, length);
        if (now) return with_start(symbols, id, length, now);
    }
    ts_symbol now = scene ? find_start(renames, symbols, TS_RENAMED_SCENE, text, scene) : 0;
    return now ? with_start(symbols, id, scene, now) : 0;
}

static bool is_of_story(enum ts_renamed what)
{
    return what == TS_RENAMED_SCENE || what == TS_RENAMED_CHOICE || what == TS_RENAMED_VAR || what == TS_RENAMED_ENDING;
}

// One renaming; 0: there is none.
static ts_symbol step(const struct ts_renames *renames, struct ts_symbols *symbols, enum ts_renamed what, ts_symbol id)
{
    ts_symbol now = find(renames, what, id);
    if (now || !is_of_story(what)) return now;
    if (what == TS_RENAMED_CHOICE) now = rename_choice(renames, symbols, id);
    if (now) return now;
    const char *text = ts_symbol_text(symbols, id);
    size_t story = story_length(text);
    now = text[story] ? find_start(renames, symbols, TS_RENAMED_STORY, text, story) : 0;
    return now ? with_start(symbols, id, story, now) : 0;
}

ts_symbol ts_renames_now(const struct ts_renames *renames, struct ts_symbols *symbols, enum ts_renamed what, ts_symbol id)
{
    for (uint32_t steps = 0; id && steps <= renames->count; steps++) { // rings are refused at load
        ts_symbol now = step(renames, symbols, what, id);
        if (!now) break;
        id = now;
    }
    return id;
}

ts_symbol ts_rename_story_of(const struct ts_symbols *symbols, ts_symbol id)
{
    const char *text = ts_symbol_text(symbols, id);
    return ts_symbol_find(symbols, text, story_length(text));
}

ts_symbol ts_rename_guest(struct ts_symbols *symbols, ts_symbol id, ts_symbol story, ts_symbol story_now)
{
    const char *text = ts_symbol_text(symbols, id), *colon = strchr(text, ':');
    const char *before = strchr(ts_symbol_text(symbols, story), ':'), *now = strchr(ts_symbol_text(symbols, story_now), ':');
    struct ts_buffer name = {0};
    if (!colon || !before || !now || story == story_now || strncmp(colon, before, strlen(before)) || colon[strlen(before)] != '/') return id;
    ts_buffer_add(&name, text, (size_t)(colon - text));
    ts_buffer_add_text(&name, now);
    ts_buffer_add_text(&name, colon + strlen(before));
    id = ts_symbol_add(symbols, name.bytes, name.length);
    ts_buffer_clear(&name);
    return id;
}

ts_symbol ts_renames_key(const struct ts_renames *renames, struct ts_symbols *symbols, ts_symbol key)
{
    static const struct {
        const char *start;
        enum ts_renamed what;
    } kinds[] = {{"ending/", TS_RENAMED_ENDING}, {"story/", TS_RENAMED_STORY}, {"focus/", TS_RENAMED_FOCUS}};
    const char *text = ts_symbol_text(symbols, key);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].start);
        if (strncmp(text, kinds[i].start, length)) continue;
        ts_symbol id = ts_symbol_of(symbols, text + length), now = ts_renames_now(renames, symbols, kinds[i].what, id);
        return now == id ? key : with_start(symbols, now, 0, ts_symbol_of(symbols, kinds[i].start));
    }
    return key;
}
