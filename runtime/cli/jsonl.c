// jsonl.c - a turn as one line of JSON
#include "cli/jsonl.h"

#include "engine/json.h"
#include "engine/show.h"

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

void ts_jsonl_add_turn(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play, bool has_choice, struct ts_untold *untold)
{
    const struct ts_run *run = ts_play_run(play);
    const struct ts_shown *shown = ts_play_shown(play);
    const char *choice = has_choice ? ts_show_choice(play) : NULL;
    ts_json_open(out, '{');
    ts_json_field_symbol(out, "run", engine->symbols, run->id);
    ts_json_field_int(out, "turn", run->head.turn);
    ts_json_field_int(out, "position", run->head.position);
    ts_json_field_symbol(out, "scene", engine->symbols, run->head.scene->full);
    if (choice) ts_json_field_text(out, "choice", choice);
    ts_json_key(out, "text");
    ts_show_add_words(engine, out, shown->text.bytes, shown->text.length);
    ts_json_key(out, "choices");
    ts_show_add_choices(engine, play, out);
    add_lines(out, engine, "notices", &shown->notices, untold ? &untold->notices : NULL);
    add_lines(out, engine, "news", &shown->news, untold ? &untold->news : NULL);
    add_end(out, engine, play);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}

void ts_jsonl_add_error(struct ts_buffer *out, const char *message)
{
    ts_json_open(out, '{');
    ts_json_field_text(out, "error", message);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}
