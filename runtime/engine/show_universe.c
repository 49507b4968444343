// show_universe.c - universes and their history as canonical JSON
#include <stdlib.h>

#include "base/ident.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

struct page { // a universe on its way to the page
    struct ts_engine *engine;
    const struct ts_world *world;
    struct ts_universe_record record;
    int64_t at;
    struct ts_buffer *json;
    const struct ts_care_state *reader; // of events; NULL: all is shown
};

enum ts_status ts_universe_find(struct ts_engine *engine, const char *universe, struct ts_universe_record *out, struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    bool found = false;
    enum ts_status status = ts_ident_read("universe id", universe, id, err);
    if (!status) status = ts_store_find_universe(engine->store, ts_symbol_of(engine->symbols, id), out, &found, err);
    if (status || found) return status;
    return ts_err_set(err, TS_DATA, "there is no universe \"%s\" in this store: `turnstone universe list` shows those there are", id);
}

static enum ts_status find(struct page *page, const char *universe, int64_t at, struct ts_err *err)
{
    enum ts_status status = ts_universe_find(page->engine, universe, &page->record, err);
    page->world = ts_store_world(page->engine->store);
    page->at = at < 0 ? page->record.position : at;
    return status;
}

// --- one universe

static const char *name_of(struct page *page, ts_symbol name)
{
    return name ? ts_symbol_text(page->engine->symbols, name) : "someone";
}

static void each_character(void *self, const struct ts_bystander *who)
{
    struct page *page = self;
    ts_json_open(page->json, '{');
    ts_json_field_symbol(page->json, "id", page->engine->symbols, who->character);
    ts_json_field_text(page->json, "name", name_of(page, who->character_name));
    ts_json_field_int(page->json, "position", who->position);
    ts_json_field_symbol(page->json, "run_id", page->engine->symbols, who->run);
    ts_json_field_text(page->json, "state", ts_run_state_name((enum ts_run_state)who->state));
    ts_json_close(page->json, '}');
}

static void each_run(void *self, const struct ts_bystander *who)
{
    struct page *page = self;
    ts_json_text(page->json, ts_symbol_text(page->engine->symbols, who->run), ts_symbol_length(page->engine->symbols, who->run));
}

static enum ts_status add_bystanders(struct page *page, const char *key, ts_each_bystander *each, struct ts_err *err)
{
    ts_json_key(page->json, key);
    ts_json_open(page->json, '[');
    enum ts_status status = page->world->bystanders(page->world->self, page->record.row, each, page, err);
    ts_json_close(page->json, ']');
    return status;
}

static void count_event(void *self, const struct ts_event *event)
{
    (void)event;
    ++*(int64_t *)self;
}

static enum ts_status add_count(struct page *page, const char *key, bool major_only, struct ts_err *err)
{
    int64_t count = 0;
    struct ts_event_query query = {.to = page->at, .major_only = major_only};
    enum ts_status status = page->world->events(page->world->self, page->record.row, &query, count_event, &count, err);
    ts_json_field_int(page->json, key, count);
    return status;
}

struct keys {
    ts_symbol *items;
    uint32_t count, room;
};

static void each_key(void *self, ts_symbol key)
{
    struct keys *keys = self;
    if (keys->count == keys->room) {
        keys->room = keys->room ? keys->room * 2 : 16;
        keys->items = ts_memory_grow(keys->items, keys->room * sizeof *keys->items);
    }
    keys->items[keys->count++] = key;
}

struct ts_value ts_universe_initial(const struct ts_engine *engine, ts_symbol key)
{
    const char *id = ts_symbol_text(engine->symbols, key);
    const struct ts_world_key *declared =
        engine->content ? ts_content_find_declared(engine->content, id, ts_symbol_length(engine->symbols, key)) : NULL;
    return declared ? declared->initial : ts_value_nil();
}

static enum ts_status add_key(struct page *page, ts_symbol key, struct ts_err *err)
{
    struct ts_value value = ts_value_nil();
    struct ts_value initial = ts_universe_initial(page->engine, key);
    enum ts_status status = page->world->get(page->world->self, page->record.row, key, page->at, initial, &value, err);
    if (!status && value.type != TS_NIL) {
        ts_json_key(page->json, ts_symbol_text(page->engine->symbols, key));
        ts_show_add_value(page->engine, page->json, value);
    }
    ts_value_drop(&value);
    return status;
}

static enum ts_status add_world(struct page *page, struct ts_err *err)
{
    struct keys keys = {0};
    ts_json_key(page->json, "world");
    size_t start = page->json->length;
    ts_json_open(page->json, '{');
    enum ts_status status = ts_store_each_key(page->engine->store, page->record.row, each_key, &keys, err);
    for (uint32_t i = 0; i < keys.count && !status; i++) status = add_key(page, keys.items[i], err);
    ts_json_close(page->json, '}');
    if (!status) ts_json_sort(page->json, start);
    free(keys.items);
    return status;
}

static void add_head(struct page *page)
{
    const struct ts_universe_record *record = &page->record;
    ts_json_field_symbol(page->json, "universe_id", page->engine->symbols, record->id);
    ts_json_field_int(page->json, "position", page->at);
    ts_json_field_int(page->json, "seq", record->seq);
    ts_json_field_bool(page->json, "live", record->live);
    ts_json_field_time(page->json, "created_at", record->created_at);
    ts_json_field_symbol(page->json, "parent", page->engine->symbols, record->parent);
    if (!record->parent) return;
    ts_json_field_int(page->json, "fork_position", record->fork_position);
    ts_json_field_int(page->json, "fork_seq", record->fork_seq);
}

static enum ts_status show(struct ts_engine *engine, const char *universe, int64_t at, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {.engine = engine, .json = json};
    enum ts_status status = find(&page, universe, at, err);
    if (status) return status;
    size_t start = json->length;
    ts_json_open(json, '{');
    add_head(&page);
    status = add_bystanders(&page, "runs", each_run, err);
    if (!status) status = add_bystanders(&page, "characters", each_character, err);
    if (!status) status = add_count(&page, "events", false, err);
    if (!status) status = add_count(&page, "major_events", true, err);
    if (!status) status = add_world(&page, err);
    ts_json_close(json, '}');
    if (!status) ts_json_sort(json, start);
    return status;
}

struct showing {
    struct ts_engine *engine;
    const char *universe;
    int64_t at;
    struct ts_buffer *json;
    size_t start;
};

static enum ts_status show_now(void *self, struct ts_err *err)
{
    const struct showing *showing = self;
    showing->json->length = showing->start;
    return show(showing->engine, showing->universe, showing->at, showing->json, err);
}

enum ts_status ts_show_universe(struct ts_engine *engine, const char *universe, int64_t at, struct ts_buffer *json, struct ts_err *err)
{
    struct showing showing = {engine, universe, at, json, json->length};
    return ts_batch_read(engine->store, show_now, &showing, err);
}

// --- all of them

struct list {
    struct page page;
    bool is_ones;        // only those that somebody has a run in
    struct ts_map theirs; // these
};

static void note_theirs(void *self, const struct ts_run_record *run)
{
    struct list *list = self;
    *ts_map_add(&list->theirs, run->universe) = 1;
}

static void each_universe(void *self, const struct ts_universe_record *record)
{
    const struct list *list = self;
    struct page page = {.engine = list->page.engine, .record = *record, .at = record->position, .json = list->page.json};
    if (list->is_ones && !ts_map_find(&list->theirs, record->id)) return;
    size_t start = page.json->length + (page.json->bytes[page.json->length - 1] != '[');
    ts_json_open(page.json, '{');
    add_head(&page);
    ts_json_field_int(page.json, "runs", record->runs);
    ts_json_field_int(page.json, "events", record->events);
    ts_json_close(page.json, '}');
    ts_json_sort(page.json, start);
}

enum ts_status ts_show_universes(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err)
{
    struct list list = {.page = {.engine = engine, .json = json}, .is_ones = player != 0};
    enum ts_status status = player ? ts_store_each_run(engine->store, (struct ts_run_filter){.player = player}, note_theirs, &list, err) : TS_OK;
    ts_json_open(json, '[');
    if (!status) status = ts_store_each_universe(engine->store, each_universe, &list, err);
    ts_json_close(json, ']');
    ts_map_clear(&list.theirs);
    return status;
}

// --- a timeline

static void add_words(struct ts_engine *engine, struct ts_buffer *json, const char *key, const struct ts_text *text)
{
    struct ts_buffer words = {0};
    if (text) ts_show_words(engine, text->bytes, text->length, &words);
    ts_json_key(json, key);
    ts_json_text(json, words.bytes ? words.bytes : "", words.length);
    ts_buffer_clear(&words);
}

bool ts_show_spares(struct ts_engine *engine, const struct ts_care_state *reader, const struct ts_event *event)
{
    return reader && !engine->is_unguarded && !ts_event_care_allows(engine->symbols, reader, event->care);
}

void ts_show_add_event(struct ts_engine *engine, struct ts_buffer *json, const struct ts_event *event, const struct ts_care_state *reader)
{
    bool is_spared = ts_show_spares(engine, reader, event);
    ts_json_open(json, '{');
    if (is_spared) ts_json_field_text(json, "action", ts_event_spared);
    else add_words(engine, json, "action", event->action);
    ts_json_field_text(json, "character_name", event->character_name ? ts_symbol_text(engine->symbols, event->character_name) : "someone");
    add_words(engine, json, "consequences", is_spared ? NULL : event->consequences);
    ts_json_field_bool(json, "major", event->major);
    ts_json_field_symbol(json, "place", engine->symbols, event->place);
    ts_json_field_int(json, "position", event->position);
    ts_json_field_symbol(json, "run_id", engine->symbols, event->run);
    ts_json_field_int(json, "seq", event->seq);
    if (is_spared) ts_json_field_bool(json, "spared", true);
    ts_json_close(json, '}');
}

static void each_event(void *self, const struct ts_event *event)
{
    struct page *page = self;
    ts_show_add_event(page->engine, page->json, event, page->reader);
}

static enum ts_status add_events(struct page *page, const struct ts_event_query *query, struct ts_err *err)
{
    ts_json_key(page->json, "events");
    ts_json_open(page->json, '[');
    enum ts_status status = page->world->events(page->world->self, page->record.row, query, each_event, page, err);
    ts_json_close(page->json, ']');
    return status;
}

// The newest `limit` events, found newest first and written oldest first.
struct tail {
    struct page page;
    size_t *starts;
    size_t count, room;
};

static void each_of_tail(void *self, const struct ts_event *event)
{
    struct tail *tail = self;
    struct ts_buffer *json = tail->page.json;
    if (tail->count == tail->room) {
        tail->room = tail->room ? tail->room * 2 : 64;
        tail->starts = ts_memory_grow(tail->starts, tail->room * sizeof *tail->starts);
    }
    tail->starts[tail->count] = json->length + (tail->count > 0); // past the comma
    tail->count++;
    each_event(&tail->page, event);
}

static enum ts_status add_tail(struct page *page, struct ts_event_query *query, struct ts_err *err)
{
    struct ts_buffer found = {0};
    struct tail tail = {.page = *page};
    tail.page.json = &found;
    query->newest_first = true;
    enum ts_status status = page->world->events(page->world->self, page->record.row, query, each_of_tail, &tail, err);
    ts_json_key(page->json, "events");
    ts_json_open(page->json, '[');
    for (size_t i = tail.count, end = found.length; i-- > 0; end = tail.starts[i] - (i > 0)) {
        if (i + 1 < tail.count) ts_buffer_add_byte(page->json, ',');
        ts_buffer_add(page->json, found.bytes + tail.starts[i], end - tail.starts[i]);
    }
    ts_json_close(page->json, ']');
    ts_buffer_clear(&found);
    free(tail.starts);
    return status;
}

static enum ts_status load_reader(struct page *page, ts_symbol run, struct ts_care_state *care, struct ts_err *err)
{
    struct ts_run_record record = {0};
    if (!run) return TS_OK;
    enum ts_status status = ts_store_load_run(page->engine->store, run, &record, err);
    if (!status) status = ts_show_load_run_care(page->engine, record.row, care, err);
    ts_run_record_clear(&record);
    page->reader = care;
    return status;
}

enum ts_status ts_show_timeline(struct ts_engine *engine, const char *universe, const struct ts_timeline *what, struct ts_buffer *json,
                                struct ts_err *err)
{
    struct page page = {.engine = engine, .json = json};
    struct ts_care_state care;
    enum ts_status status = find(&page, universe, what->at, err);
    if (!status) status = load_reader(&page, what->reader, &care, err);
    if (status) return status;
    struct ts_event_query query = {
        .from = what->since < 0 ? 0 : what->since, .to = page.at, .limit = what->limit, .reader = what->reader, .place = what->place};
    bool is_tail = what->limit > 0 && what->since < 0;
    ts_json_open(json, '{');
    status = is_tail ? add_tail(&page, &query, err) : add_events(&page, &query, err);
    ts_json_field_int(json, "position", page.at);
    ts_json_field_symbol(json, "universe_id", engine->symbols, page.record.id);
    ts_json_close(json, '}');
    return status;
}
