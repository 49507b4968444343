// replay_show.c - a turn computed again, as canonical JSON
#include <string.h>

#include "engine/json.h"
#include "engine/replaying.h"
#include "engine/show.h"
#include "store/stored_act.h"

struct page {
    struct ts_replaying *replaying;
    struct ts_buffer *json;
};

static const struct ts_changeset *changes_of(const struct page *page)
{
    return &page->replaying->play->changes;
}

static void add_value(struct page *page, struct ts_value value)
{
    ts_show_add_value(&page->replaying->engine, page->json, value);
}

// --- what it changed

static struct ts_value value_before(const struct ts_changeset *changes, uint32_t slot)
{
    for (uint32_t i = 0; i < changes->var_count; i++)
        if (changes->vars[i].slot == slot) return changes->vars[i].before;
    return ts_value_nil();
}

static void add_var(void *self, uint32_t slot, struct ts_value now)
{
    struct page *page = self;
    const struct ts_engine *engine = &page->replaying->engine;
    const struct ts_story *story = page->replaying->play->run->story;
    const struct ts_var *var = ts_content_var(engine->content, story, slot);
    struct ts_value before = value_before(changes_of(page), slot);
    struct ts_buffer name = {0};
    if (ts_value_is_equal(before, now)) return;
    if (var->owner != story->id) ts_buffer_add_format(&name, "%s.", ts_symbol_text(engine->symbols, var->owner));
    ts_buffer_add_text(&name, ts_symbol_text(engine->symbols, var->name));
    ts_json_key(page->json, name.bytes);
    ts_json_open(page->json, '{');
    ts_json_key(page->json, "before");
    add_value(page, before);
    ts_json_key(page->json, "now");
    add_value(page, now);
    ts_json_close(page->json, '}');
    ts_buffer_clear(&name);
}

static void add_write(void *self, const struct ts_folded_write *write)
{
    struct page *page = self;
    ts_json_key(page->json, ts_symbol_text(page->replaying->engine.symbols, write->key));
    ts_json_open(page->json, '{');
    ts_json_key(page->json, write->add ? "add" : "set");
    add_value(page, write->value);
    ts_json_close(page->json, '}');
}

static void add_changes(struct page *page)
{
    ts_json_key(page->json, "vars");
    size_t start = page->json->length;
    ts_json_open(page->json, '{');
    ts_changeset_each_var(changes_of(page), add_var, page);
    ts_json_close(page->json, '}');
    ts_json_sort(page->json, start);
    ts_json_key(page->json, "world");
    start = page->json->length;
    ts_json_open(page->json, '{');
    ts_changeset_each_write(changes_of(page), add_write, page);
    ts_json_close(page->json, '}');
    ts_json_sort(page->json, start);
}

static void add_text(struct page *page, const char *key, const struct ts_text *text)
{
    ts_json_key(page->json, key);
    if (text) ts_show_add_words(&page->replaying->engine, page->json, text->bytes, text->length);
    else ts_json_null(page->json);
}

static void add_events(struct page *page)
{
    const struct ts_changeset *changes = changes_of(page);
    ts_json_key(page->json, "events");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < changes->event_count; i++) {
        ts_json_open(page->json, '{');
        add_text(page, "action", changes->events[i].action);
        add_text(page, "consequences", changes->events[i].consequences);
        ts_json_field_bool(page->json, "major", changes->events[i].major || changes->is_major);
        ts_json_close(page->json, '}');
    }
    ts_json_close(page->json, ']');
}

static void add_marks(struct page *page)
{
    static const char *const kinds[] = {
        [TS_MARK_MILESTONE] = "milestone", [TS_MARK_INSIGHT] = "insight", [TS_MARK_METACONCEPT] = "metaconcept"};
    const struct ts_changeset *changes = changes_of(page);
    ts_json_key(page->json, "marks");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < changes->mark_count; i++) {
        ts_json_open(page->json, '{');
        ts_json_field_symbol(page->json, "id", page->replaying->engine.symbols, changes->marks[i].id);
        ts_json_field_text(page->json, "kind", kinds[changes->marks[i].kind]);
        ts_json_close(page->json, '}');
    }
    ts_json_close(page->json, ']');
}

static void add_faults(struct page *page)
{
    const struct ts_changeset *changes = changes_of(page);
    ts_json_key(page->json, "faults");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        struct ts_buffer where = {0};
        ts_act_fault_where(changes, &changes->faults[i], &where);
        ts_json_open(page->json, '{');
        ts_json_field_text(page->json, "message", changes->faults[i].message);
        ts_json_field_symbol(page->json, "pack", page->replaying->engine.symbols, ts_act_pack(changes, changes->faults[i].pack));
        ts_json_field_text(page->json, "where", where.bytes ? where.bytes : "");
        ts_json_close(page->json, '}');
        ts_buffer_clear(&where);
    }
    ts_json_close(page->json, ']');
}

// --- the page

static void add_head(struct page *page)
{
    struct ts_replaying *replaying = page->replaying;
    const struct ts_symbols *symbols = replaying->engine.symbols;
    const struct ts_run *run = replaying->play->run;
    struct ts_buffer *json = page->json;
    ts_json_field_text(json, "answer", replaying->answer);
    ts_json_field_symbol(json, "choice", symbols, replaying->pick);
    ts_json_field_int(json, "position", run->head.position);
    ts_json_field_symbol(json, "run_id", symbols, run->id);
    ts_json_field_symbol(json, "scene", symbols, run->head.scene->full);
    ts_json_field_int(json, "seed", (int64_t)run->seed);
    ts_json_field_int(json, "turn", replaying->turn);
    ts_json_field_symbol(json, "universe_id", symbols, run->universe);
}

// Of a refused turn all is told as far as it came.
static void add_screen(struct page *page)
{
    struct ts_play *play = page->replaying->play;
    const struct ts_buffer *text = page->replaying->ended ? &play->changes.shown.text : &play->shown.text;
    ts_json_key(page->json, "text");
    ts_show_add_words(&page->replaying->engine, page->json, text->bytes ? text->bytes : "", text->length);
    ts_json_key(page->json, "choices");
    if (page->replaying->ended) ts_json_raw(page->json, "[]");
    else ts_show_add_choices(&page->replaying->engine, play, page->json);
}

enum ts_status ts_replay_show(struct ts_replaying *replaying, struct ts_buffer *json, bool *is_same, struct ts_err *err)
{
    struct page page = {replaying, json};
    struct ts_buffer lines = {0};
    size_t start = json->length;
    bool is_compared = replaying->stored && !replaying->ended;
    enum ts_status status = is_compared ? ts_replay_compare(replaying, &lines, err) : TS_OK;
    *is_same = is_compared && !lines.length;
    ts_json_open(json, '{');
    add_head(&page);
    add_screen(&page);
    add_changes(&page);
    add_events(&page);
    add_marks(&page);
    add_faults(&page);
    ts_json_key(json, "differences");
    ts_show_add_lines(&replaying->engine, json, &lines);
    ts_json_field_text(json, "error", replaying->ended ? replaying->err.message : NULL);
    ts_json_field_text(json, "result", replaying->ended ? "failed" : !replaying->stored ? "new" : *is_same ? "same" : "different");
    ts_json_field_bool(json, "text_compared", is_compared && replaying->is_shown);
    ts_json_close(json, '}');
    ts_json_sort(json, start);
    ts_buffer_clear(&lines);
    return status;
}
