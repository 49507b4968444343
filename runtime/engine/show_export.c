// show_export.c - all that the store holds of one person, as canonical JSON
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "engine/json.h"
#include "engine/show.h"

struct list {
    ts_symbol *items;
    uint32_t count, room;
};

struct world {
    int64_t row;
    ts_symbol id;
};

struct page {
    struct ts_engine *engine;
    struct ts_buffer *json;
    char id[TS_IDENT_MAX + 1];
    ts_symbol player, universe;  // universe: whose events are being read
    struct list runs, deleted;   // ids of those that are there, and of those of which something is left
    struct world *worlds;
    uint32_t world_count;
    int64_t first_seen;          // 0: not known
};

static bool has(const struct list *list, ts_symbol symbol)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == symbol) return true;
    return false;
}

static void add(struct list *list, ts_symbol symbol)
{
    if (!symbol || has(list, symbol)) return;
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 16;
        list->items = ts_memory_grow(list->items, list->room * sizeof *list->items);
    }
    list->items[list->count++] = symbol;
}

static void see(struct page *page, int64_t at)
{
    if (at && (!page->first_seen || at < page->first_seen)) page->first_seen = at;
}

// --- turns of a run, given newest first and written oldest first

struct turns {
    struct page *page;
    struct ts_buffer *items;
    size_t count, room;
};

static const char *kind_of(enum ts_act_kind kind)
{
    static const char *const kinds[] = {
        [TS_ACT_START] = "start",     [TS_ACT_TURN] = "turn",         [TS_ACT_PAUSE] = "pause",       [TS_ACT_RESUME] = "resume",
        [TS_ACT_ABANDON] = "abandon", [TS_ACT_COMPLETE] = "complete", [TS_ACT_ARCHIVE] = "archive",   [TS_ACT_CATCH_UP] = "catch-up",
        [TS_ACT_DELETE] = "delete",   [TS_ACT_CARE] = "care",         [TS_ACT_BRANCH] = "branch",     [TS_ACT_MERGE] = "merge",
        [TS_ACT_MIGRATE] = "migrate",
    };
    return (size_t)kind < sizeof kinds / sizeof *kinds ? kinds[kind] : NULL;
}

static void add_words(struct page *page, struct ts_buffer *json, const char *key, const char *text)
{
    ts_json_key(json, key);
    if (text) ts_show_add_words(page->engine, json, text, strlen(text));
    else ts_json_null(json);
}

static bool each_act(void *self, const struct ts_act_record *act)
{
    struct turns *turns = self;
    const struct ts_symbols *symbols = turns->page->engine->symbols;
    if (turns->count == turns->room) {
        turns->room = turns->room ? turns->room * 2 : 64;
        turns->items = ts_memory_grow(turns->items, turns->room * sizeof *turns->items);
    }
    struct ts_buffer *json = &turns->items[turns->count++];
    *json = (struct ts_buffer){0};
    ts_json_open(json, '{');
    add_words(turns->page, json, "answer", act->answer);
    ts_json_field_time(json, "at", act->at);
    ts_json_field_symbol(json, "choice", symbols, act->choice);
    ts_json_field_text(json, "kind", kind_of(act->kind));
    ts_json_field_symbol(json, "pick", symbols, act->pick);
    ts_json_field_int(json, "position", act->position);
    ts_json_field_symbol(json, "scene", symbols, act->scene);
    ts_json_field_int(json, "seq", act->seq);
    ts_json_field_int(json, "session", act->session);
    ts_json_field_int(json, "turn", act->turn);
    ts_json_close(json, '}');
    return true;
}

static enum ts_status add_turns(struct page *page, int64_t run, struct ts_buffer *json, struct ts_err *err)
{
    struct turns turns = {.page = page};
    enum ts_status status = ts_store_each_act(page->engine->store, run, 0, each_act, &turns, err);
    ts_json_key(json, "turn_list");
    ts_json_open(json, '[');
    while (turns.count) {
        ts_json_raw(json, turns.items[--turns.count].bytes);
        ts_buffer_clear(&turns.items[turns.count]);
    }
    ts_json_close(json, ']');
    free(turns.items);
    return status;
}

// --- runs

static void each_run(void *self, const struct ts_run_record *run)
{
    struct page *page = self;
    add(&page->runs, run->id);
    see(page, run->created_at);
}

static enum ts_status add_more(struct page *page, const struct ts_run_record *run, struct ts_buffer *json, struct ts_err *err)
{
    const struct ts_symbols *symbols = page->engine->symbols;
    json->length--; // the brace that closes the page
    ts_json_field_symbol(json, "parent_run_id", symbols, run->parent);
    ts_json_field_int(json, "fork_turn", run->fork_turn);
    ts_json_field_int(json, "fork_seq", run->fork_seq);
    ts_json_field_symbol(json, "first_run_id", symbols, run->life);
    enum ts_status status = add_turns(page, run->row, json, err);
    ts_json_close(json, '}');
    ts_json_sort(json, 0);
    return status;
}

// Like the page of one run, and more.
static enum ts_status add_run(struct page *page, ts_symbol run, struct ts_err *err)
{
    struct ts_run_record record = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_show_run(page->engine, ts_symbol_text(page->engine->symbols, run), &json, err);
    if (!status) status = ts_store_load_run(page->engine->store, run, &record, err);
    if (!status) status = add_more(page, &record, &json, err);
    if (!status) ts_json_raw(page->json, json.bytes);
    ts_run_record_clear(&record);
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status add_runs(struct page *page, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    ts_json_key(page->json, "runs");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->runs.count && !status; i++) status = add_run(page, page->runs.items[i], err);
    ts_json_close(page->json, ']');
    return status;
}

static void add_deleted(struct page *page)
{
    const struct ts_symbols *symbols = page->engine->symbols;
    ts_json_key(page->json, "deleted_run_ids");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->deleted.count; i++)
        ts_json_text(page->json, ts_symbol_text(symbols, page->deleted.items[i]), ts_symbol_length(symbols, page->deleted.items[i]));
    ts_json_close(page->json, ']');
}

// --- what they earned

static void each_completion(void *self, const struct ts_completion_record *completion)
{
    struct page *page = self;
    const struct ts_symbols *symbols = page->engine->symbols;
    if (!has(&page->runs, completion->run)) add(&page->deleted, completion->run);
    see(page, completion->at);
    ts_json_open(page->json, '{');
    ts_json_field_time(page->json, "at", completion->at);
    ts_json_field_symbol(page->json, "ending", symbols, completion->ending);
    ts_json_field_symbol(page->json, "first_run_id", symbols, completion->life);
    ts_json_field_symbol(page->json, "focus", symbols, completion->focus);
    ts_json_key(page->json, "metaconcepts");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < completion->metaconcept_count; i++)
        ts_json_text(page->json, ts_symbol_text(symbols, completion->metaconcepts[i]), ts_symbol_length(symbols, completion->metaconcepts[i]));
    ts_json_close(page->json, ']');
    ts_json_field_int(page->json, "milestones", completion->milestones);
    add_words(page, page->json, "reason", completion->reason);
    ts_json_field_symbol(page->json, "run_id", symbols, completion->run);
    ts_json_field_symbol(page->json, "story", symbols, completion->story);
    ts_json_field_int(page->json, "turns", completion->turns);
    ts_json_field_symbol(page->json, "universe_id", symbols, completion->universe);
    ts_json_close(page->json, '}');
}

static void each_unlock(void *self, const struct ts_unlock_record *unlock)
{
    struct page *page = self;
    const struct ts_symbols *symbols = page->engine->symbols;
    see(page, unlock->at);
    ts_json_open(page->json, '{');
    ts_json_field_time(page->json, "at", unlock->at);
    ts_json_key(page->json, "evidence");
    ts_json_raw(page->json, unlock->evidence && *unlock->evidence ? unlock->evidence : "[]");
    ts_json_field_symbol(page->json, "run_id", symbols, unlock->run);
    ts_json_field_text(page->json, "unlock", ts_show_unlock_id(ts_symbol_text(symbols, unlock->unlock)));
    ts_json_close(page->json, '}');
}

static enum ts_status add_earned(struct page *page, struct ts_err *err)
{
    struct ts_store *store = page->engine->store;
    ts_json_key(page->json, "completions");
    ts_json_open(page->json, '[');
    enum ts_status status = ts_store_each_completion(store, page->player, each_completion, page, err);
    ts_json_close(page->json, ']');
    ts_json_key(page->json, "unlocks");
    ts_json_open(page->json, '[');
    if (!status) status = ts_store_each_unlock(store, page->player, each_unlock, page, err);
    ts_json_close(page->json, ']');
    ts_json_key(page->json, "progression");
    return status ? status : ts_show_player(page->engine, page->id, page->json, err);
}

// --- what their characters did, in every world, also those of deleted runs

// A character is a player's by its id, see start.c.
static bool is_theirs(const struct page *page, const struct ts_event *event)
{
    const char *character = ts_symbol_text(page->engine->symbols, event->character);
    size_t length = strlen(page->id);
    return (event->run && has(&page->runs, event->run)) || (!strncmp(character, page->id, length) && character[length] == '/');
}

static void each_event(void *self, const struct ts_event *event)
{
    struct page *page = self;
    const struct ts_symbols *symbols = page->engine->symbols;
    struct ts_buffer *json = page->json;
    if (!is_theirs(page, event)) return;
    if (!has(&page->runs, event->run)) add(&page->deleted, event->run);
    see(page, event->at);
    ts_json_open(json, '{');
    add_words(page, json, "action", event->action ? event->action->bytes : NULL);
    ts_json_field_time(json, "at", event->at);
    ts_json_field_symbol(json, "character_id", symbols, event->character);
    add_words(page, json, "consequences", event->consequences ? event->consequences->bytes : NULL);
    ts_json_field_bool(json, "major", event->major);
    ts_json_field_symbol(json, "place", symbols, event->place);
    ts_json_field_int(json, "position", event->position);
    ts_json_field_symbol(json, "run_id", symbols, event->run);
    ts_json_field_int(json, "seq", event->seq);
    ts_json_field_symbol(json, "universe_id", symbols, page->universe);
    ts_json_close(json, '}');
}

static void each_universe(void *self, const struct ts_universe_record *universe)
{
    struct page *page = self;
    page->worlds = ts_memory_grow(page->worlds, (page->world_count + 1) * sizeof *page->worlds);
    page->worlds[page->world_count++] = (struct world){universe->row, universe->id};
}

static enum ts_status add_events(struct page *page, struct ts_err *err)
{
    struct ts_store *store = page->engine->store;
    struct ts_event_query query = {.to = INT64_MAX};
    enum ts_status status = ts_store_each_universe(store, each_universe, page, err);
    ts_json_key(page->json, "events");
    ts_json_open(page->json, '[');
    for (uint32_t i = 0; i < page->world_count && !status; i++) {
        page->universe = page->worlds[i].id;
        status = ts_store_each_own_event(store, page->worlds[i].row, &query, each_event, page, err);
    }
    ts_json_close(page->json, ']');
    return status;
}

// --- all of it

static enum ts_status add_all(struct page *page, struct ts_err *err)
{
    size_t start = page->json->length;
    ts_json_open(page->json, '{');
    ts_json_field_text(page->json, "player_id", page->id);
    enum ts_status status = ts_store_each_run(page->engine->store, (struct ts_run_filter){.player = page->player}, each_run, page, err);
    if (!status) status = add_runs(page, err);
    if (!status) status = add_earned(page, err);
    if (!status) status = add_events(page, err);
    if (!status) status = ts_show_add_players_care(page->engine, page->player, page->json, err);
    add_deleted(page);
    ts_json_field_time(page->json, "first_seen", page->first_seen);
    ts_json_close(page->json, '}');
    if (!status) ts_json_sort(page->json, start);
    return status;
}

enum ts_status ts_show_export(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err)
{
    struct page page = {.engine = engine, .json = json};
    bool found = false;
    enum ts_status status = ts_ident_read("player id", player, page.id, err);
    if (status) return status;
    page.player = ts_symbol_of(engine->symbols, page.id);
    status = ts_store_find_player(engine->store, page.player, &found, err);
    if (!status && !found)
        status = ts_err_set(err, TS_DATA, "there is no player \"%s\" in this store: `turnstone runs` shows who has played", page.id);
    if (!status) status = add_all(&page, err);
    free(page.runs.items);
    free(page.deleted.items);
    free(page.worlds);
    return status;
}
