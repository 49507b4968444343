// care_audit_read.c - what a player can read of what happened, by others and by themselves, compared with what they asked
//
// The events are asked of the store beside what is shown of them, in the same order: what the store knows of each says whether its words were to be shown.
#include <jansson.h>
#include <string.h>

#include "engine/care_audit.h"
#include "engine/hand.h"
#include "engine/show.h"
#include "game/event_care.h"

enum { EVERY = 16, LINES = 10 }; // turns between two readings; events that are read

struct reading {
    struct ts_care_audit *audit;
    const struct ts_play *play;
    struct { ts_symbol care; bool is_own; } events[LINES]; // newest first
    uint32_t count;
};

static void note_event(void *self, const struct ts_event *event)
{
    struct reading *reading = self;
    if (reading->count == LINES) return;
    reading->events[reading->count].care = event->care;
    reading->events[reading->count++].is_own = event->run == reading->play->run->id;
}

static enum ts_status note_events(struct reading *reading, bool is_own, struct ts_err *err)
{
    const struct ts_run *run = reading->play->run;
    const struct ts_world *world = reading->play->view.world;
    struct ts_event_query query = {.to = run->head.position, .reader = run->id, .newest_first = true, .limit = LINES};
    if (is_own) query.run = run->id;
    else query.place = run->head.scene->where;
    reading->count = 0;
    return world->events(world->self, run->universe_row, &query, note_event, reading, err);
}

static bool has_words(const json_t *shown)
{
    const char *action = json_string_value(json_object_get(shown, "action")), *after = json_string_value(json_object_get(shown, "consequences"));
    return !json_is_true(json_object_get(shown, "spared")) || !action || strcmp(action, ts_event_spared) || (after && *after);
}

static void compare(const struct reading *reading, const json_t *shown)
{
    uint32_t count = reading->count;
    for (size_t i = 0; i < json_array_size(shown) && i < count; i++) {
        bool is_own = reading->events[count - 1 - i].is_own;
        if (has_words(json_array_get(shown, i)))
            ts_care_audit_judge_read(reading->audit, reading->events[count - 1 - i].care, reading->play->run->head.scene,
                                     is_own ? "an event of one's own" : "an event of another life");
    }
}

static void compare_page(const struct reading *reading, const struct ts_buffer *json, const char *key)
{
    json_t *page = json_loadb(json->bytes ? json->bytes : "", json->length, 0, NULL);
    compare(reading, json_object_get(page, key));
    json_decref(page);
}

static void read_timeline(struct reading *reading)
{
    const struct ts_run *run = reading->play->run;
    struct ts_engine *engine = reading->audit->engine;
    struct ts_timeline what = {.at = run->head.position, .since = -1, .limit = LINES, .reader = run->id, .place = run->head.scene->where};
    struct ts_buffer json = {0};
    struct ts_err err;
    enum ts_status status = note_events(reading, false, &err);
    if (!status) status = ts_show_timeline(engine, ts_symbol_text(engine->symbols, run->universe), &what, &json, &err);
    if (!status) compare_page(reading, &json, "events");
    ts_buffer_clear(&json);
}

static void read_recap(struct reading *reading)
{
    struct ts_engine *engine = reading->audit->engine;
    struct ts_buffer json = {0};
    struct ts_err err;
    enum ts_status status = note_events(reading, true, &err);
    if (!status) status = ts_show_recent(engine, ts_symbol_text(engine->symbols, reading->play->run->id), &json, &err);
    if (!status) compare_page(reading, &json, "recent_events");
    ts_buffer_clear(&json);
}

void ts_care_audit_read(struct ts_care_audit *audit, const struct ts_play *play)
{
    struct reading reading = {.audit = audit, .play = play};
    bool is_time = audit->turn % EVERY == 0 || play->run->head.state != TS_ACTIVE;
    if (!is_time || !ts_store_is_memory(audit->engine->store)) return;
    read_timeline(&reading);
    read_recap(&reading);
}
