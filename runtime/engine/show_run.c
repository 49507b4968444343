// show_run.c - runs as canonical JSON
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "engine/batch.h"
#include "engine/edition.h"
#include "engine/json.h"
#include "engine/show.h"

enum {
    RECENT_EVENTS = 10, // reference-facts, "Rules and thresholds"
};

struct page { // a run on its way to the page
    struct ts_engine *engine;
    const struct ts_run_record *record;
    struct ts_buffer *json;
};

// --- lists that belong to a run

static void each_insight(void *self, const struct ts_mark_record *mark)
{
    struct page *page = self;
    if (mark->kind == TS_MARK_INSIGHT)
        ts_json_text(page->json, ts_symbol_text(page->engine->symbols, mark->id), ts_symbol_length(page->engine->symbols, mark->id));
}

static void each_mark(void *self, const struct ts_mark_record *mark)
{
    static const char *const kinds[] = {
        [TS_MARK_MILESTONE] = "milestone", [TS_MARK_INSIGHT] = "insight", [TS_MARK_METACONCEPT] = "metaconcept"};
    struct page *page = self;
    ts_json_open(page->json, '{');
    ts_json_field_symbol(page->json, "id", page->engine->symbols, mark->id);
    ts_json_field_text(page->json, "kind", kinds[mark->kind]);
    ts_json_field_int(page->json, "turn", mark->turn);
    ts_json_close(page->json, '}');
}

static void each_session(void *self, const struct ts_session_record *session)
{
    struct page *page = self;
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "end", session->end);
    ts_json_field_time(page->json, "ended_at", session->ended_at);
    ts_json_field_int(page->json, "first_turn", session->first_turn);
    ts_json_field_text(page->json, "notes", session->notes ? session->notes->bytes : NULL);
    ts_json_field_int(page->json, "number", session->number);
    ts_json_field_time(page->json, "started_at", session->started_at);
    ts_json_field_int(page->json, "turns", session->turns);
    ts_json_close(page->json, '}');
}

static void each_fault(void *self, const struct ts_fault_record *fault)
{
    struct page *page = self;
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "message", fault->message);
    ts_json_field_symbol(page->json, "pack", page->engine->symbols, fault->pack);
    ts_json_field_int(page->json, "turn", fault->turn);
    ts_json_field_text(page->json, "where", fault->where);
    ts_json_close(page->json, '}');
}

// The run's own last events, gathered newest first and written oldest first.
struct recent {
    struct page *page;
    struct ts_care_state reader;
    struct ts_buffer events[RECENT_EVENTS];
    uint32_t count;
};

static void each_recent(void *self, const struct ts_event *event)
{
    struct recent *recent = self;
    struct page *page = recent->page;
    if (recent->count == RECENT_EVENTS) return;
    struct ts_buffer words = {0}, *json = &recent->events[recent->count++];
    bool is_spared = ts_show_spares(page->engine, &recent->reader, event);
    if (is_spared) ts_buffer_add_text(&words, ts_event_spared);
    else ts_show_words(page->engine, event->action->bytes, event->action->length, &words);
    ts_json_open(json, '{');
    ts_json_field_text(json, "action", words.bytes ? words.bytes : "");
    words.length = 0;
    if (event->consequences && !is_spared) ts_show_words(page->engine, event->consequences->bytes, event->consequences->length, &words);
    ts_json_field_text(json, "consequences", words.length ? words.bytes : NULL);
    ts_json_field_bool(json, "major", event->major);
    ts_json_field_int(json, "position", event->position);
    if (is_spared) ts_json_field_bool(json, "spared", true);
    ts_json_close(json, '}');
    ts_buffer_clear(&words);
}

static enum ts_status find_recent(struct page *page, struct recent *recent, struct ts_err *err)
{
    const struct ts_world *world = ts_store_world(page->engine->store);
    ts_symbol own = page->record->id;
    struct ts_event_query query = {.to = page->record->position, .reader = own, .run = own, .newest_first = true, .limit = RECENT_EVENTS};
    return world->events(world->self, page->record->universe_row, &query, each_recent, recent, err);
}

static enum ts_status add_recent(struct page *page, struct ts_err *err)
{
    struct recent recent = {.page = page};
    enum ts_status status = ts_show_load_run_care(page->engine, page->record->row, &recent.reader, err);
    if (!status) status = find_recent(page, &recent, err);
    ts_json_key(page->json, "recent_events");
    ts_json_open(page->json, '[');
    for (uint32_t i = recent.count; i-- > 0;) {
        ts_json_raw(page->json, recent.events[i].bytes);
        ts_buffer_clear(&recent.events[i]);
    }
    ts_json_close(page->json, ']');
    return status;
}

// --- the pages

static bool is_over(const struct ts_run_record *record)
{
    return record->state == TS_COMPLETED || record->state == TS_ARCHIVED;
}

static void add_choices(struct page *page)
{
    ts_json_key(page->json, "choices");
    if (page->record->choices) ts_show_add_json(page->engine, page->json, page->record->choices);
    else ts_json_raw(page->json, "[]");
}

static void add_metaconcepts(struct page *page)
{
    ts_json_key(page->json, "metaconcepts");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->record->metaconcept_count; i++) {
        ts_symbol id = page->record->metaconcepts[i];
        ts_json_text(page->json, ts_symbol_text(page->engine->symbols, id), ts_symbol_length(page->engine->symbols, id));
    }
    ts_json_close(page->json, ']');
}

// Where the run's detours will return to, outermost first.
static void add_detours(struct page *page)
{
    const struct ts_symbols *symbols = page->engine->symbols;
    ts_json_key(page->json, "detours");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->record->depth; i++) {
        ts_symbol scene = page->record->stack[i][1] ? page->record->stack[i][1] : page->record->stack[i][0];
        ts_json_text(page->json, ts_symbol_text(symbols, scene), ts_symbol_length(symbols, scene));
    }
    ts_json_close(page->json, ']');
}

static void add_text(struct page *page)
{
    const struct ts_text *text = page->record->text;
    struct ts_buffer words = {0};
    if (text) ts_show_words(page->engine, text->bytes, text->length, &words);
    ts_json_field_text(page->json, "text", words.bytes ? words.bytes : "");
    ts_buffer_clear(&words);
}

static void add_reason(struct page *page, const char *key, const struct ts_text *reason)
{
    ts_json_key(page->json, key);
    if (reason) ts_show_add_words(page->engine, page->json, reason->bytes, reason->length);
    else ts_json_null(page->json);
}

// What a list of runs says of each.
static void add_head(struct page *page)
{
    const struct ts_run_record *record = page->record;
    const struct ts_symbols *symbols = page->engine->symbols;
    struct ts_buffer *json = page->json;
    bool is_played = ts_store_is_played(page->engine->store, record->id);
    ts_json_field_symbol(json, "run_id", symbols, record->id);
    ts_json_field_symbol(json, "player_id", symbols, record->player);
    ts_json_field_symbol(json, "character_id", symbols, record->character);
    ts_json_field_text(json, "character_name", record->character_name ? ts_symbol_text(symbols, record->character_name) : "someone");
    ts_json_field_symbol(json, "universe_id", symbols, record->universe);
    ts_json_field_symbol(json, "story", symbols, record->story);
    ts_json_field_symbol(json, "focus", symbols, record->focus);
    ts_json_field_text(json, "state", ts_run_state_name(record->state));
    ts_json_field_int(json, "turns", record->turn);
    ts_json_field_int(json, "sessions", record->sessions);
    ts_json_field_int(json, "position", record->position);
    ts_json_field_int(json, "milestones", record->milestones);
    ts_json_field_symbol(json, "scene", symbols, record->scene);
    ts_json_field_symbol(json, "ending", symbols, record->ending);
    ts_json_field_time(json, "created_at", record->created_at);
    ts_json_field_time(json, "last_played", record->last_played);
    ts_json_field_time(json, "completed_at", record->completed_at);
    add_reason(page, "reason", record->reason);
    add_reason(page, "completion_reason", is_over(record) ? record->reason : NULL);
    ts_json_field_bool(json, "can_resume", !is_over(record) && (!is_played || page->engine->is_served));
    ts_json_field_bool(json, "is_played", is_played);
    if (!record->parent) return;
    ts_json_field_symbol(json, "parent_run_id", symbols, record->parent);
    ts_json_field_int(json, "fork_turn", record->fork_turn);
}

static enum ts_status add_sessions(struct page *page, struct ts_err *err)
{
    ts_json_key(page->json, "session_list");
    ts_json_open(page->json, '[');
    enum ts_status status = ts_store_each_session(page->engine->store, page->record->row, each_session, page, err);
    ts_json_close(page->json, ']');
    return status;
}

static enum ts_status add_marks(struct page *page, const char *key, ts_each_mark *each, struct ts_err *err)
{
    ts_json_key(page->json, key);
    ts_json_open(page->json, '[');
    enum ts_status status = ts_store_each_mark(page->engine->store, page->record->row, each, page, err);
    ts_json_close(page->json, ']');
    return status;
}

static enum ts_status add_faults(struct page *page, struct ts_err *err)
{
    ts_json_key(page->json, "faults");
    ts_json_open(page->json, '[');
    enum ts_status status = ts_store_each_fault(page->engine->store, page->record->row, each_fault, page, err);
    ts_json_close(page->json, ']');
    return status;
}

static void add_pack(void *self, const char *pack, const char *version)
{
    ts_json_field_text(((struct page *)self)->json, pack, version);
}

// { "harbour": "1.2.0" } as it was last played with; null when that is not known.
static void add_packs(struct page *page)
{
    const char *list = ts_symbol_text(page->engine->symbols, page->record->packs);
    ts_json_key(page->json, "packs");
    if (!page->record->packs) {
        ts_json_null(page->json);
        return;
    }
    ts_json_open(page->json, '{');
    ts_edition_each(list, add_pack, page);
    ts_json_close(page->json, '}');
}

static void add_difference(void *self, const struct ts_edition_difference *difference)
{
    static const char *const words[] = {[TS_EDITION_MISSING] = "missing", [TS_EDITION_OLDER] = "older", [TS_EDITION_NEWER] = "newer"};
    struct ts_buffer *json = ((struct page *)self)->json;
    ts_json_open(json, '{');
    ts_json_field_text(json, "change", words[difference->change]);
    ts_json_field_text(json, "now", difference->now);
    ts_json_field_text(json, "pack", difference->pack);
    ts_json_field_text(json, "was", difference->was);
    ts_json_close(json, '}');
}

static void add_packs_changed(struct page *page)
{
    ts_json_key(page->json, "packs_changed");
    ts_json_open(page->json, '[');
    ts_edition_each_difference(page->engine, page->record->packs, add_difference, page);
    ts_json_close(page->json, ']');
}

static enum ts_status add_page(struct page *page, struct ts_err *err)
{
    size_t start = page->json->length;
    ts_json_open(page->json, '{');
    add_head(page);
    ts_json_key(page->json, "seed");
    ts_json_int(page->json, (int64_t)page->record->seed);
    ts_json_field_bool(page->json, "live", page->record->live);
    add_metaconcepts(page);
    add_packs(page);
    add_packs_changed(page);
    add_detours(page);
    add_text(page);
    add_choices(page);
    enum ts_status status = ts_show_add_vars(page->engine, page->record, page->json, err);
    if (!status) status = add_sessions(page, err);
    if (!status) status = add_marks(page, "insights", each_insight, err);
    if (!status) status = add_marks(page, "marks", each_mark, err);
    if (!status) status = add_recent(page, err);
    if (!status) status = add_faults(page, err);
    if (!status) status = ts_show_add_narration(page->engine, page->record->row, page->json, err);
    ts_json_close(page->json, '}');
    if (!status) ts_json_sort(page->json, start);
    return status;
}

static enum ts_status add_recent_alone(struct page *page, struct ts_err *err)
{
    ts_json_open(page->json, '{');
    enum ts_status status = add_recent(page, err);
    ts_json_close(page->json, '}');
    return status;
}

struct showing {
    struct ts_engine *engine;
    ts_symbol run;
    enum ts_status (*add)(struct page *page, struct ts_err *err);
    struct ts_buffer *json;
    size_t start;
};

static enum ts_status show_now(void *self, struct ts_err *err)
{
    const struct showing *showing = self;
    struct ts_run_record record = {0};
    showing->json->length = showing->start;
    enum ts_status status = ts_store_load_run(showing->engine->store, showing->run, &record, err);
    if (!status) status = showing->add(&(struct page){showing->engine, &record, showing->json}, err);
    ts_run_record_clear(&record);
    return status;
}

static enum ts_status show(struct ts_engine *engine, const char *run, enum ts_status (*add)(struct page *page, struct ts_err *err),
                           struct ts_buffer *json, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    enum ts_status status = ts_ident_read("run id", run, id, err);
    if (status) return status;
    struct showing showing = {engine, ts_symbol_of(engine->symbols, id), add, json, json->length};
    return ts_batch_read(engine->store, show_now, &showing, err);
}

enum ts_status ts_show_run(struct ts_engine *engine, const char *run, struct ts_buffer *json, struct ts_err *err)
{
    return show(engine, run, add_page, json, err);
}

enum ts_status ts_show_recent(struct ts_engine *engine, const char *run, struct ts_buffer *json, struct ts_err *err)
{
    return show(engine, run, add_recent_alone, json, err);
}

enum ts_status ts_show_check_state(const char *state, struct ts_err *err)
{
    static const char *const names[] = {"active", "paused", "abandoned", "completed", "archived"};
    enum { COUNT = sizeof names / sizeof *names };
    for (int i = 0; i < COUNT; i++)
        if (!strcmp(names[i], state)) return TS_OK;
    const char *near = ts_suggest(state, names, COUNT);
    return near ? ts_err_set(err, TS_USAGE, "no state \"%s\": did you mean \"%s\"?", state, near)
                : ts_err_set(err, TS_USAGE, "no state \"%s\": there are active, paused, abandoned, completed and archived", state);
}

struct list {
    struct ts_engine *engine;
    const char *state;
    struct ts_buffer *json;
};

static void each_run(void *self, const struct ts_run_record *record)
{
    struct list *list = self;
    if (list->state && strcmp(list->state, ts_run_state_name(record->state)) != 0) return;
    size_t start = list->json->length + (list->json->bytes[list->json->length - 1] != '['); // past the comma
    ts_json_open(list->json, '{');
    add_head(&(struct page){list->engine, record, list->json});
    ts_json_close(list->json, '}');
    ts_json_sort(list->json, start);
}

enum ts_status ts_show_runs(struct ts_engine *engine, const struct ts_shown_runs *which, struct ts_buffer *json, struct ts_err *err)
{
    struct list list = {engine, which->state, json};
    struct ts_run_filter filter = {ts_symbol_of(engine->symbols, which->player), ts_symbol_of(engine->symbols, which->universe)};
    enum ts_status status = which->state ? ts_show_check_state(which->state, err) : TS_OK;
    ts_json_open(json, '[');
    if (!status) status = ts_store_each_run(engine->store, filter, each_run, &list, err);
    ts_json_close(json, ']');
    return status;
}
