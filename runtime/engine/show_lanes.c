// show_lanes.c - a timeline to be drawn: positions across, characters as lanes
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

enum { WIDTH = 120 };

struct lane {
    ts_symbol run, name;
    enum ts_run_state state;
    int64_t first, last, count; // count: deeds between `from` and `to`
    uint32_t *deeds;            // a step; NULL: none
};

struct mark { ts_symbol run, name; int64_t position; struct ts_text *action; }; // the last major event of a step; action NULL: there is none

struct drawing {
    struct ts_engine *engine;
    const struct ts_lanes *what;
    struct ts_universe_record universe;
    struct ts_care_state care;
    bool has_reader;
    int64_t from, to, step;
    uint32_t steps;
    struct lane *lanes; uint32_t count, room;
    struct ts_map lane_of; // run -> its lane + 1
    struct mark *marks;
    struct ts_buffer *json;
};

// --- what is drawn

static void add_lane(void *self, const struct ts_bystander *who)
{
    struct drawing *drawing = self;
    if (drawing->count == drawing->room) {
        drawing->room = drawing->room ? drawing->room * 2 : 32;
        drawing->lanes = ts_memory_grow(drawing->lanes, drawing->room * sizeof *drawing->lanes);
    }
    drawing->lanes[drawing->count++] = (struct lane){
        .run = who->run, .name = who->character_name, .state = (enum ts_run_state)who->state, .first = who->position, .last = who->position};
    if (who->run) *ts_map_add(&drawing->lane_of, who->run) = drawing->count;
}

static void mark(struct drawing *drawing, const struct ts_event *event, uint32_t step)
{
    struct mark *mark = &drawing->marks[step];
    const struct ts_care_state *reader = drawing->has_reader ? &drawing->care : NULL;
    bool is_spared = ts_show_spares(drawing->engine, reader, event);
    ts_text_drop(mark->action);
    mark->action = is_spared ? ts_text_new(ts_event_spared, strlen(ts_event_spared)) : ts_text_keep(event->action);
    mark->run = event->run;
    mark->name = event->character_name;
    mark->position = event->position;
}

static void add_event(void *self, const struct ts_event *event)
{
    struct drawing *drawing = self;
    const uint64_t *found = ts_map_find(&drawing->lane_of, event->run);
    uint32_t step = (uint32_t)((event->position - drawing->from) / drawing->step);
    if (event->major) mark(drawing, event, step);
    if (!found) return;
    struct lane *lane = &drawing->lanes[*found - 1];
    if (!lane->deeds) lane->deeds = memset(ts_memory_get(drawing->steps * sizeof *lane->deeds), 0, drawing->steps * sizeof *lane->deeds);
    if (event->position < lane->first) lane->first = event->position;
    lane->deeds[step]++;
    lane->count++;
}

static int64_t within(int64_t number, int64_t least, int64_t most)
{
    return number < least ? least : number > most ? most : number;
}

static enum ts_status gather(struct drawing *drawing, struct ts_err *err)
{
    const struct ts_world *world = ts_store_world(drawing->engine->store);
    struct ts_event_query query = {.from = drawing->from, .to = drawing->to};
    enum ts_status status = world->bystanders(world->self, drawing->universe.row, add_lane, drawing, err);
    return status ? status : world->events(world->self, drawing->universe.row, &query, add_event, drawing, err);
}

// --- how it is written

static int by_count(const void *a, const void *b)
{
    const struct lane *one = a, *other = b;
    if (one->count != other->count) return one->count < other->count ? 1 : -1;
    return one->last != other->last ? (one->last < other->last ? 1 : -1) : (one->run > other->run) - (one->run < other->run);
}

static int by_first(const void *a, const void *b)
{
    const struct lane *one = a, *other = b;
    return one->first != other->first ? (one->first > other->first) - (one->first < other->first) : (one->run > other->run) - (one->run < other->run);
}

static void write_lane(const struct drawing *drawing, const struct lane *lane)
{
    struct ts_buffer *json = drawing->json;
    ts_json_open(json, '{');
    ts_json_field_text(json, "character_name", lane->name ? ts_symbol_text(drawing->engine->symbols, lane->name) : "someone");
    ts_json_key(json, "deeds");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < drawing->steps; i++) ts_json_int(json, lane->deeds ? lane->deeds[i] : 0);
    ts_json_close(json, ']');
    ts_json_field_int(json, "first", lane->first);
    ts_json_field_int(json, "last", lane->last);
    ts_json_field_symbol(json, "run_id", drawing->engine->symbols, lane->run);
    ts_json_field_text(json, "state", ts_run_state_name(lane->state));
    ts_json_close(json, '}');
}

static void write_lanes(struct drawing *drawing)
{
    uint32_t shown = drawing->count < TS_LANES_MAX ? drawing->count : TS_LANES_MAX;
    if (drawing->count) qsort(drawing->lanes, drawing->count, sizeof *drawing->lanes, by_count);
    if (shown) qsort(drawing->lanes, shown, sizeof *drawing->lanes, by_first);
    ts_json_key(drawing->json, "lanes");
    ts_json_open(drawing->json, '[');
    for (uint32_t i = 0; i < shown; i++) write_lane(drawing, &drawing->lanes[i]);
    ts_json_close(drawing->json, ']');
}

static void write_marks(const struct drawing *drawing)
{
    struct ts_buffer *json = drawing->json;
    ts_json_key(json, "major");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < drawing->steps; i++) {
        const struct mark *mark = &drawing->marks[i];
        if (!mark->action) continue;
        ts_json_open(json, '{');
        ts_json_key(json, "action");
        ts_show_add_words(drawing->engine, json, mark->action->bytes, mark->action->length);
        ts_json_field_text(json, "character_name", mark->name ? ts_symbol_text(drawing->engine->symbols, mark->name) : "someone");
        ts_json_field_int(json, "position", mark->position);
        ts_json_field_symbol(json, "run_id", drawing->engine->symbols, mark->run);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
}

struct forks { const struct drawing *drawing; uint32_t count; };

static void write_fork(const struct drawing *drawing, ts_symbol universe, int64_t position)
{
    ts_json_open(drawing->json, '{');
    ts_json_field_int(drawing->json, "position", position);
    ts_json_field_symbol(drawing->json, "universe_id", drawing->engine->symbols, universe);
    ts_json_close(drawing->json, '}');
}

static void each_universe(void *self, const struct ts_universe_record *universe)
{
    struct forks *forks = self;
    if (universe->parent != forks->drawing->universe.id || forks->count++ >= TS_LANES_MAX) return;
    write_fork(forks->drawing, universe->id, universe->fork_position);
}

static enum ts_status write_forks(const struct drawing *drawing, struct ts_err *err)
{
    struct forks forks = {drawing, 0};
    ts_json_key(drawing->json, "branches");
    ts_json_open(drawing->json, '[');
    enum ts_status status = ts_store_each_universe(drawing->engine->store, each_universe, &forks, err);
    ts_json_close(drawing->json, ']');
    return status;
}

static enum ts_status write(struct drawing *drawing, struct ts_err *err)
{
    struct ts_buffer *json = drawing->json;
    const struct ts_universe_record *universe = &drawing->universe;
    ts_json_open(json, '{');
    enum ts_status status = write_forks(drawing, err);
    ts_json_field_int(json, "from", drawing->from);
    write_lanes(drawing);
    write_marks(drawing);
    ts_json_field_int(json, "more", drawing->count > TS_LANES_MAX ? drawing->count - TS_LANES_MAX : 0);
    ts_json_key(json, "parent");
    if (universe->parent) write_fork(drawing, universe->parent, universe->fork_position);
    else ts_json_null(json);
    ts_json_field_int(json, "position", universe->position);
    ts_json_field_int(json, "step", drawing->step);
    ts_json_field_int(json, "to", drawing->to);
    ts_json_field_symbol(json, "universe_id", drawing->engine->symbols, universe->id);
    ts_json_close(json, '}');
    return status;
}

// --- the drawing

static void measure(struct drawing *drawing)
{
    const struct ts_lanes *what = drawing->what;
    int64_t end = drawing->universe.position, width = within(what->width ? what->width : WIDTH, 1, TS_LANES_STEPS);
    drawing->to = within(what->to < 0 ? end : what->to, 0, end);
    drawing->from = within(what->from, 0, drawing->to);
    drawing->step = (drawing->to - drawing->from) / width + 1;
    drawing->steps = (uint32_t)((drawing->to - drawing->from) / drawing->step + 1);
    size_t size = drawing->steps * sizeof *drawing->marks;
    drawing->marks = memset(ts_memory_get(size), 0, size);
}

static enum ts_status load_reader(struct drawing *drawing, struct ts_err *err)
{
    struct ts_run_record record = {0};
    if (!drawing->what->reader) return TS_OK;
    enum ts_status status = ts_store_load_run(drawing->engine->store, drawing->what->reader, &record, err);
    if (!status) status = ts_show_load_run_care(drawing->engine, record.row, &drawing->care, err);
    ts_run_record_clear(&record);
    drawing->has_reader = true;
    return status;
}

static void clear(struct drawing *drawing)
{
    for (uint32_t i = 0; i < drawing->count; i++) free(drawing->lanes[i].deeds);
    for (uint32_t i = 0; i < drawing->steps; i++) ts_text_drop(drawing->marks[i].action);
    free(drawing->lanes);
    free(drawing->marks);
    ts_map_clear(&drawing->lane_of);
}

struct asking { struct ts_engine *engine; const char *universe; const struct ts_lanes *what; struct ts_buffer *json; size_t start; };

static enum ts_status draw(void *self, struct ts_err *err)
{
    const struct asking *asking = self;
    struct drawing drawing = {.engine = asking->engine, .what = asking->what, .json = asking->json};
    asking->json->length = asking->start;
    enum ts_status status = ts_universe_find(asking->engine, asking->universe, &drawing.universe, err);
    if (!status) status = load_reader(&drawing, err);
    if (status) return status;
    measure(&drawing);
    status = gather(&drawing, err);
    if (!status) status = write(&drawing, err);
    clear(&drawing);
    return status;
}

enum ts_status ts_show_lanes(struct ts_engine *engine, const char *universe, const struct ts_lanes *what, struct ts_buffer *json, struct ts_err *err)
{
    struct asking asking = {engine, universe, what, json, json->length};
    return ts_batch_read(engine->store, draw, &asking, err);
}
