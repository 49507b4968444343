// show_turn.c - what stands on the screen after an act, as JSON: a turn as `play --jsonl` prints it, and a screen that says where one is
#include <string.h>

#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

enum { RECAP_LINES = 5, HERE_MAX = 8, HERE_EVENTS = 24 }; // deeds told again; people named; how many deeds are looked at for them

// --- a turn

static void add_lines(struct ts_buffer *out, struct ts_engine *engine, const char *key, const struct ts_buffer *lines, struct ts_buffer *untold)
{
    struct ts_buffer none = {0}, *all = untold ? untold : &none;
    if (all->length && lines->length) ts_buffer_add_byte(all, '\n');
    if (all->length) ts_buffer_add(all, lines->bytes, lines->length);
    if (all->length || lines->length) {
        ts_json_key(out, key);
        ts_show_add_lines(engine, out, all->length ? all : lines);
    }
    all->length = 0;
}

static void add_end(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play)
{
    enum ts_run_state state = ts_play_run(play)->head.state;
    if (state == TS_ACTIVE) return;
    ts_json_field_symbol(out, "ending", engine->symbols, ts_play_ending(play));
    ts_json_field_text(out, "state", ts_run_state_name(state));
}

static void add_turn(struct ts_engine *engine, const struct ts_play *play, const char *choice, struct ts_untold *untold, struct ts_buffer *out)
{
    const struct ts_run *run = ts_play_run(play);
    const struct ts_shown *shown = ts_play_shown(play);
    ts_json_field_symbol(out, "run", engine->symbols, run->id);
    ts_json_field_int(out, "turn", run->head.turn);
    ts_json_field_int(out, "position", run->head.position);
    ts_json_field_symbol(out, "scene", engine->symbols, run->head.scene->full);
    if (choice) ts_json_field_text(out, "choice", choice);
    ts_json_key(out, "text");
    ts_show_add_words(engine, out, shown->text.bytes, shown->text.length);
    ts_json_key(out, "choices");
    ts_show_add_choices(engine, play, out);
    if (play->is_narrating) ts_json_field_bool(out, "narrating", true);
    add_lines(out, engine, "notices", &shown->notices, untold ? &untold->notices : NULL);
    add_lines(out, engine, "news", &shown->news, untold ? &untold->news : NULL);
    add_end(out, engine, play);
}

void ts_show_turn(struct ts_engine *engine, const struct ts_play *play, const char *choice, struct ts_untold *untold, struct ts_buffer *json)
{
    ts_json_open(json, '{');
    add_turn(engine, play, choice, untold, json);
    ts_json_close(json, '}');
}

void ts_show_add_granted(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json)
{
    ts_json_key(json, "granted");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < play->changes.grant_count; i++) {
        const char *id = ts_show_unlock_id(ts_symbol_text(engine->symbols, play->changes.grants[i].unlock));
        ts_json_text(json, id, strlen(id));
    }
    ts_json_close(json, ']');
}

// --- a screen

// Deeds found newest first, told oldest first.
struct deeds {
    struct ts_engine *engine;
    const struct ts_care_state *reader;
    struct ts_buffer lines[RECAP_LINES];
    uint32_t count;
};

static void add_deed(void *self, const struct ts_event *event)
{
    struct deeds *deeds = self;
    struct ts_engine *engine = deeds->engine;
    if (deeds->count == RECAP_LINES) return;
    struct ts_buffer *line = &deeds->lines[deeds->count++];
    ts_buffer_add_format(line, "%s ", event->character_name ? ts_symbol_text(engine->symbols, event->character_name) : "someone");
    if (ts_show_spares(engine, deeds->reader, event)) {
        ts_buffer_add_format(line, "%s.", ts_event_spared);
        return;
    }
    ts_show_words(engine, event->action->bytes, event->action->length, line);
    if (line->bytes[line->length - 1] != '.') ts_buffer_add_byte(line, '.');
    if (!event->consequences || !event->consequences->length) return;
    ts_buffer_add_byte(line, ' ');
    ts_show_words(engine, event->consequences->bytes, event->consequences->length, line);
}

static enum ts_status add_recap(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    const struct ts_world *world = ts_store_world(engine->store);
    struct deeds deeds = {.engine = engine, .reader = ts_gate_state(play)};
    struct ts_event_query query = {.to = run->head.position, .reader = run->id, .run = run->id, .newest_first = true, .limit = RECAP_LINES};
    enum ts_status status = world->events(world->self, run->universe_row, &query, add_deed, &deeds, err);
    ts_json_key(json, "recap");
    ts_json_open(json, '[');
    for (uint32_t i = deeds.count; i-- > 0;) {
        ts_json_text(json, deeds.lines[i].bytes, deeds.lines[i].length);
        ts_buffer_clear(&deeds.lines[i]);
    }
    ts_json_close(json, ']');
    return status;
}

struct here {
    ts_symbol place, names[HERE_MAX];
    uint32_t count;
};

static void note_person(void *self, const struct ts_event *event)
{
    struct here *here = self;
    if (event->place != here->place || !event->run || !event->character_name || here->count == HERE_MAX) return;
    for (uint32_t i = 0; i < here->count; i++)
        if (here->names[i] == event->character_name) return;
    here->names[here->count++] = event->character_name;
}

// Who did something lately where the run stands: the newest first.
static enum ts_status add_here(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    const struct ts_world *world = ts_store_world(engine->store);
    struct here here = {.place = run->head.scene->where};
    struct ts_event_query query = {.to = run->live ? INT64_MAX : run->head.position, .reader = run->id, .place = here.place,
                                   .others_only = true, .newest_first = true, .limit = HERE_EVENTS};
    enum ts_status status = world->events(world->self, run->universe_row, &query, note_person, &here, err);
    ts_json_key(json, "here");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < here.count; i++)
        ts_json_text(json, ts_symbol_text(engine->symbols, here.names[i]), ts_symbol_length(engine->symbols, here.names[i]));
    ts_json_close(json, ']');
    return status;
}

static void add_head(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json)
{
    const struct ts_run *run = play->run;
    const struct ts_symbols *symbols = engine->symbols;
    ts_json_field_symbol(json, "story", symbols, run->story->id);
    ts_json_field_text(json, "title", run->story->title ? run->story->title : ts_symbol_text(symbols, run->story->id));
    ts_json_field_text(json, "character_name", run->character_name ? ts_symbol_text(symbols, run->character_name) : "someone");
    ts_json_field_symbol(json, "universe_id", symbols, run->universe);
    ts_json_field_symbol(json, "focus", symbols, run->focus);
    ts_json_field_bool(json, "live", run->live);
    ts_json_field_symbol(json, "place", symbols, run->head.scene->where);
    ts_json_field_bool(json, "warning", ts_gate_waits(play));
    ts_json_field_text(json, "pacing", ts_pacing_name(ts_gate_state(play)->settings.pacing));
}

enum ts_status ts_show_screen(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json, struct ts_err *err)
{
    ts_json_open(json, '{');
    add_turn(engine, play, NULL, NULL, json);
    add_head(engine, play, json);
    enum ts_status status = add_here(engine, play, json, err);
    if (!status) status = add_recap(engine, play, json, err);
    ts_json_close(json, '}');
    return status;
}
