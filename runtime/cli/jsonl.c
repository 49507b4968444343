// jsonl.c - a turn as one line of JSON
#include "cli/jsonl.h"

#include "engine/json.h"

void ts_jsonl_add_turn(struct ts_buffer *out, struct ts_engine *engine, const struct ts_play *play, bool has_choice, struct ts_untold *untold)
{
    ts_show_turn(engine, play, has_choice ? ts_show_choice(play) : NULL, untold, out);
    ts_buffer_add_byte(out, '\n');
}

void ts_jsonl_add_error(struct ts_buffer *out, const char *message)
{
    ts_json_open(out, '{');
    ts_json_field_text(out, "error", message);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}
