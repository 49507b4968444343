// memory_event.c - the timelines in memory: what happened, by position, by place, and what everybody knows
#include "store/memory.h"

static struct ts_order *order_of_place(struct mem_universe *universe, ts_symbol place)
{
    uint64_t *index = ts_map_add(&universe->place_of, place);
    if (!*index) {
        universe->places = ts_mem_room(universe->places, universe->place_count, &universe->place_room, sizeof *universe->places);
        universe->places[universe->place_count++] = (struct mem_place){0};
        *index = universe->place_count;
    }
    return &universe->places[*index - 1].order;
}

static void mix(struct mem_universe *universe)
{
    for (uint32_t i = 0; i < universe->head.event_count; i++) ts_order_add(&universe->order, universe->events[i].position, i);
    universe->is_mixed = true;
}

void ts_mem_event_add(struct mem_universe *universe, const struct mem_event *event)
{
    uint32_t index = universe->head.event_count;
    bool is_early = index && event->position < universe->last_position;
    if (is_early && !universe->is_mixed) mix(universe);
    universe->events = ts_mem_room(universe->events, index, &universe->event_room, sizeof *universe->events);
    universe->events[index] = *event;
    universe->head.event_count++;
    if (universe->is_mixed) ts_order_add(&universe->order, event->position, index);
    if (event->major) ts_order_add(&universe->majors, event->position, index);
    if (event->place) ts_order_add(order_of_place(universe, event->place), event->position, index);
    if (!is_early) universe->last_position = event->position;
}

// The last position may stay greater than that of any event: then the next one is taken for early, which is only slower.
void ts_mem_event_undo(struct mem_universe *universe)
{
    uint32_t index = --universe->head.event_count;
    struct mem_event *event = &universe->events[index];
    if (universe->is_mixed) ts_order_remove(&universe->order, event->position, index);
    if (event->major) ts_order_remove(&universe->majors, event->position, index);
    if (event->place) ts_order_remove(order_of_place(universe, event->place), event->position, index);
    ts_text_drop(event->action);
    ts_text_drop(event->consequences);
}

// --- reading: up to three sources, each in order of (position, index), merged without repeating

struct source {
    const struct ts_order *order; // NULL: `list`, or the events themselves
    const uint32_t *list;
    uint32_t count; // of `list` or the events
    struct ts_order_at at;
    uint32_t place;
    bool is_valid;
};

struct reading {
    const struct mem_store *memory;
    const struct mem_universe *universe;
    const struct ts_event_query *query;
    int64_t reader; // its row; 0: none
    struct source sources[3];
    uint32_t source_count;
    ts_each_event *each;
    void *self;
    int64_t given;
};

static uint32_t source_index(const struct source *source)
{
    if (source->order) return (uint32_t)ts_order_get(source->order, source->at)->index;
    return source->list ? source->list[source->place] : source->place;
}

static int64_t position_of(const struct reading *reading, const struct source *source, uint32_t place)
{
    return reading->universe->events[source->list ? source->list[place] : place].position;
}

// How many of a plain source stand before `position`.
static uint32_t count_before(const struct reading *reading, const struct source *source, int64_t position)
{
    uint32_t low = 0, high = source->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (position_of(reading, source, middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void source_start(const struct reading *reading, struct source *source)
{
    const struct ts_event_query *query = reading->query;
    if (source->order) {
        source->is_valid = query->newest_first ? ts_order_last(source->order, query->to, &source->at)
                                               : ts_order_first(source->order, query->from, &source->at);
    } else if (query->newest_first) {
        source->place = query->to == INT64_MAX ? source->count : count_before(reading, source, query->to + 1);
        source->is_valid = source->place-- > 0;
    } else {
        source->place = count_before(reading, source, query->from);
        source->is_valid = source->place < source->count;
    }
}

static void source_step(const struct reading *reading, struct source *source)
{
    bool backward = reading->query->newest_first;
    if (source->order)
        source->is_valid = backward ? ts_order_previous(source->order, &source->at) : ts_order_next(source->order, &source->at);
    else
        source->is_valid = backward ? source->place-- > 0 : ++source->place < source->count;
}

static void add_source(struct reading *reading, struct source source)
{
    source_start(reading, &source);
    reading->sources[reading->source_count++] = source;
}

// How many of a run's own events were stored up to `seq`.
static uint32_t count_until(const struct reading *reading, const struct mem_run *run, int64_t seq)
{
    uint32_t low = 0, high = run->head.event_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->universe->events[run->events[middle]].seq <= seq)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_own(struct reading *reading, const struct mem_run *run)
{
    const struct ts_event_query *query = reading->query;
    if (!run || !run->head.event_count || ts_mem_universe(reading->memory, run->universe_row) != reading->universe) return;
    uint32_t first = count_until(reading, run, query->since_seq);
    uint32_t end = query->until_seq ? count_until(reading, run, query->until_seq) : run->head.event_count;
    if (first < end) add_source(reading, (struct source){.list = run->events + first, .count = end - first});
}

static void choose_sources(struct reading *reading)
{
    const struct mem_universe *universe = reading->universe;
    const struct ts_event_query *query = reading->query;
    if (query->run) {
        const uint64_t *row = ts_map_find(&reading->memory->run_of, query->run);
        add_own(reading, row ? ts_mem_run(reading->memory, (int64_t)*row) : NULL);
        return;
    }
    if (query->major_only || query->reader) add_source(reading, (struct source){.order = &universe->majors});
    if (query->major_only) return;
    if (!query->reader) {
        add_source(reading, (struct source){.order = universe->is_mixed ? &universe->order : NULL, .count = universe->head.event_count});
        return;
    }
    const uint64_t *place = ts_map_find(&universe->place_of, query->place);
    if (place) add_source(reading, (struct source){.order = &universe->places[*place - 1].order});
    if (!query->others_only) add_own(reading, ts_mem_run(reading->memory, reading->reader));
}

// Does a stand before b in the direction of reading?
static bool is_nearer(const struct reading *reading, uint32_t a, uint32_t b)
{
    const struct mem_event *events = reading->universe->events;
    bool is_before = events[a].position < events[b].position || (events[a].position == events[b].position && a < b);
    return is_before != reading->query->newest_first && a != b;
}

static void give(struct reading *reading, uint32_t index)
{
    const struct mem_event *event = &reading->universe->events[index];
    const struct mem_run *run = ts_mem_run(reading->memory, event->run);
    const uint64_t *name = run ? ts_map_find(&reading->memory->names, run->character) : NULL;
    struct ts_event out = {.position = event->position,
                           .seq = event->seq,
                           .ordinal = event->ordinal,
                           .run = run ? run->id : 0,
                           .character = run ? run->character : 0,
                           .character_name = name ? (ts_symbol)*name : 0,
                           .action = event->action,
                           .consequences = event->consequences,
                           .major = event->major,
                           .place = event->place,
                           .care = event->care,
                           .at = reading->universe->acts[event->seq - 1 - reading->universe->fork.seq].at};
    reading->given++;
    reading->each(reading->self, &out);
}

static bool fits(const struct reading *reading, const struct mem_event *event)
{
    const struct ts_event_query *query = reading->query;
    bool is_own = reading->reader && event->run == reading->reader;
    if (event->position < query->from || event->position > query->to) return false;
    if (event->seq <= query->since_seq || (query->until_seq && event->seq > query->until_seq)) return false;
    if (query->others_only && is_own) return false;
    if (query->major_only && !event->major) return false;
    return !query->reader || event->major || is_own || (query->place && event->place == query->place);
}

static bool is_full(const struct reading *reading)
{
    return reading->query->limit && reading->given >= reading->query->limit;
}

static void merge(struct reading *reading)
{
    choose_sources(reading);
    while (!is_full(reading)) {
        bool has_nearest = false;
        uint32_t nearest = 0;
        for (uint32_t i = 0; i < reading->source_count; i++) {
            struct source *source = &reading->sources[i];
            if (!source->is_valid) continue;
            if (!has_nearest || is_nearer(reading, source_index(source), nearest)) nearest = source_index(source);
            has_nearest = true;
        }
        if (!has_nearest) return;
        const struct mem_event *event = &reading->universe->events[nearest];
        if (reading->query->newest_first ? event->position < reading->query->from : event->position > reading->query->to) return;
        if (fits(reading, event)) give(reading, nearest);
        for (uint32_t i = 0; i < reading->source_count; i++) {
            struct source *source = &reading->sources[i];
            if (source->is_valid && source_index(source) == nearest) source_step(reading, source);
        }
    }
}

// The index of the first event stored after `seq`.
static uint32_t first_since(const struct mem_universe *universe, int64_t seq)
{
    uint32_t low = 0, high = universe->head.event_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (universe->events[middle].seq <= seq)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// News: in the order in which they were stored.
static void walk(struct reading *reading)
{
    const struct ts_event_query *query = reading->query;
    uint32_t first = first_since(reading->universe, query->since_seq);
    uint32_t end = query->until_seq ? first_since(reading->universe, query->until_seq) : reading->universe->head.event_count;
    for (uint32_t i = first; i < end && !is_full(reading); i++) {
        uint32_t index = query->newest_first ? end - 1 - (i - first) : i;
        if (fits(reading, &reading->universe->events[index])) give(reading, index);
    }
}

enum ts_status ts_mem_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    const struct mem_store *memory = self;
    struct reading reading = {
        .memory = memory, .universe = ts_mem_universe(memory, universe), .query = query, .each = each, .self = each_self};
    uint64_t *row = ts_map_find(&memory->run_of, query->reader);
    if (!reading.universe) return ts_err_set(err, TS_DATA, "unknown universe: `turnstone universe list` shows those there are");
    reading.reader = row ? (int64_t)*row : 0;
    if (query->since_seq > 0 && !query->run)
        walk(&reading);
    else
        merge(&reading);
    return TS_OK;
}
