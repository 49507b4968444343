// show_contributions.c - what a player's characters left in each universe, read from its log, as canonical JSON
#include <string.h>

#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

struct giving { // a player, and a universe that is being read
    struct ts_engine *engine;
    struct ts_buffer *json;
    ts_symbol player;
    struct ts_map runs, universes; // theirs; by symbol -> 1
    int64_t events, major;
    struct ts_map places, people;
    struct ts_universe_record universe;
    ts_symbol key;                 // whose history is being read
    bool is_theirs;                // one of their runs wrote it
    enum ts_status status;
    struct ts_err *err;
};

static void note_run(void *self, const struct ts_run_record *run)
{
    struct giving *giving = self;
    *ts_map_add(&giving->runs, run->id) = 1;
    *ts_map_add(&giving->universes, run->universe) = 1;
}

static void note_completion(void *self, const struct ts_completion_record *completion)
{
    struct giving *giving = self;
    if (completion->run) *ts_map_add(&giving->runs, completion->run) = 1;
    if (completion->universe) *ts_map_add(&giving->universes, completion->universe) = 1;
}

// A character is a player's by its id, see start.c: the deeds of deleted runs are still theirs.
static void note_event(void *self, const struct ts_event *event)
{
    struct giving *giving = self;
    const char *player = ts_symbol_text(giving->engine->symbols, giving->player), *who = ts_symbol_text(giving->engine->symbols, event->character);
    size_t length = strlen(player);
    if (strncmp(who, player, length) != 0 || who[length] != '/') return;
    giving->events++;
    giving->major += event->major;
    if (event->place) *ts_map_add(&giving->places, event->place) = 1;
}

// --- people of the world are keys "pack:npc/name", and what is behind that

static ts_symbol person_of(struct giving *giving, ts_symbol key)
{
    const char *id = ts_symbol_text(giving->engine->symbols, key), *colon = strchr(id, ':');
    if (!colon || strncmp(colon, ":npc/", 5) != 0) return 0;
    return ts_symbol_add(giving->engine->symbols, id, (size_t)(colon + 5 - id) + strcspn(colon + 5, "/"));
}

static void note_version(void *self, const struct ts_world_version *version)
{
    struct giving *giving = self;
    if (version->run && ts_map_find(&giving->runs, version->run)) giving->is_theirs = true;
}

static void note_key(void *self, ts_symbol key)
{
    struct giving *giving = self;
    const struct ts_world *world = ts_store_world(giving->engine->store);
    ts_symbol person = person_of(giving, key);
    if (!person || giving->status) return;
    giving->is_theirs = false;
    giving->status = world->history(world->self, giving->universe.row, key, INT64_MAX, 0, note_version, giving, giving->err);
    if (giving->is_theirs) *ts_map_add(&giving->people, person) = 1;
}

// --- a universe

static void add(struct giving *giving)
{
    struct ts_buffer *json = giving->json;
    ts_json_open(json, '{');
    ts_json_field_int(json, "events", giving->events);
    ts_json_field_int(json, "major", giving->major);
    ts_json_field_int(json, "people", giving->people.count);
    ts_json_field_int(json, "places", giving->places.count);
    ts_json_field_symbol(json, "universe_id", giving->engine->symbols, giving->universe.id);
    ts_json_close(json, '}');
}

static void each_universe(void *self, const struct ts_universe_record *universe)
{
    static const struct ts_event_query all = {.from = 0, .to = INT64_MAX};
    struct giving *giving = self;
    if (giving->status || !ts_map_find(&giving->universes, universe->id)) return;
    giving->universe = *universe;
    giving->events = giving->major = 0;
    ts_map_clear(&giving->places);
    ts_map_clear(&giving->people);
    giving->status = ts_store_each_own_event(giving->engine->store, universe->row, &all, note_event, giving, giving->err);
    if (!giving->status) giving->status = ts_store_each_key(giving->engine->store, universe->row, note_key, giving, giving->err);
    if (!giving->status && (giving->events || giving->people.count)) add(giving);
}

enum ts_status ts_show_add_contributions(struct ts_engine *engine, ts_symbol player, struct ts_buffer *json, struct ts_err *err)
{
    struct giving giving = {.engine = engine, .json = json, .player = player, .err = err};
    ts_json_key(json, "contributions");
    ts_json_open(json, '[');
    enum ts_status status = ts_store_each_run(engine->store, (struct ts_run_filter){.player = player}, note_run, &giving, err);
    if (!status) status = ts_store_each_completion(engine->store, player, note_completion, &giving, err);
    if (!status) status = ts_store_each_universe(engine->store, each_universe, &giving, err);
    if (!status) status = giving.status;
    ts_json_close(json, ']');
    struct ts_map *const maps[] = {&giving.runs, &giving.universes, &giving.places, &giving.people};
    for (int i = 0; i < 4; i++) ts_map_clear(maps[i]);
    return status;
}
