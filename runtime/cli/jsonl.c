// jsonl.c - a turn as one line of JSON
#include "cli/jsonl.h"

#include <string.h>

#include "engine/json.h"
#include "engine/show.h"

enum { NAME_MARK = 2 }; // begins a reference to a name, see game/prose.h

static void add_words(struct ts_buffer *out, struct ts_engine *engine, const char *text, size_t length)
{
    if (!length || !memchr(text, NAME_MARK, length)) {
        ts_json_text(out, length ? text : "", length);
        return;
    }
    struct ts_buffer words = {0};
    ts_show_words(engine, text, length, &words);
    ts_json_text(out, words.bytes, words.length);
    ts_buffer_clear(&words);
}

static void add_lines(struct ts_buffer *out, struct ts_engine *engine, const char *key, const struct ts_buffer *lines)
{
    if (!lines->length) return;
    struct ts_buffer words = {0};
    ts_show_words(engine, lines->bytes, lines->length, &words);
    ts_json_key(out, key);
    ts_json_lines(out, words.bytes, words.length);
    ts_buffer_clear(&words);
}

static void add_choices(struct ts_buffer *out, struct ts_engine *engine, const struct ts_shown *shown)
{
    ts_json_key(out, "choices");
    ts_json_open(out, '[');
    for (uint32_t i = 0; i < shown->choice_count; i++) {
        const struct ts_shown_choice *choice = &shown->choices[i];
        ts_json_open(out, '{');
        ts_json_field_symbol(out, "id", engine->symbols, choice->id);
        ts_json_key(out, "label");
        add_words(out, engine, shown->words.bytes + choice->label, choice->label_length);
        ts_json_field_bool(out, "locked", choice->locked);
        if (choice->reason_length) {
            ts_json_key(out, "reason");
            add_words(out, engine, shown->words.bytes + choice->reason, choice->reason_length);
        }
        ts_json_close(out, '}');
    }
    ts_json_close(out, ']');
}

static void add_end(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play)
{
    enum ts_run_state state = ts_play_run(play)->head.state;
    if (state == TS_ACTIVE) return;
    ts_json_field_symbol(out, "ending", engine->symbols, ts_play_ending(play));
    ts_json_field_text(out, "state", ts_run_state_name(state));
}

void ts_jsonl_add_turn(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play, bool has_choice)
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
    add_words(out, engine, shown->text.bytes, shown->text.length);
    add_choices(out, engine, shown);
    add_lines(out, engine, "notices", &shown->notices);
    add_lines(out, engine, "news", &shown->news);
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
