// narrated.c - moments that a model puts into words for runs in hand: heard while others play on, told to who listens
#include <string.h>

#include "engine/narration.h"
#include "web/answer.h"
#include "web/asked.h"

void ts_seat_narrate(struct ts_seat *seat)
{
    ts_seat_hush(seat);
    seat->narration = ts_narration_begin(seat->play);
}

void ts_seat_hush(struct ts_seat *seat)
{
    ts_narration_end(seat->narration);
    seat->narration = NULL;
}

int ts_narrator_fd(const struct ts_desk *desk)
{
    const struct ts_narrator *narrator = desk->engine->narrator;
    return narrator && narrator->fd ? narrator->fd(narrator) : -1;
}

static void tell(struct ts_desk *desk, const struct ts_seat *seat, const struct ts_buffer *told, bool is_over)
{
    struct ts_buffer json = {0};
    bool is_joined = told->length && told->bytes[0] == ' ';
    size_t skipped = told->length && (is_joined || told->bytes[0] == '\n');
    ts_json_open(&json, '{');
    ts_json_field_int(&json, "turn", ts_play_run(seat->play)->head.turn);
    ts_json_key(&json, "text");
    ts_show_add_words(desk->engine, &json, told->length ? told->bytes + skipped : "", told->length - skipped);
    ts_json_field_bool(&json, "joined", is_joined);
    ts_json_field_bool(&json, "over", is_over);
    ts_json_close(&json, '}');
    ts_stream_tell(desk, seat->run, "passage", &json);
    ts_buffer_clear(&json);
}

static void hear(struct ts_desk *desk, struct ts_seat *seat)
{
    struct ts_buffer told = {0};
    ts_narration_take(seat->narration, &told);
    bool is_over = ts_narration_is_over(seat->narration);
    if (told.length || is_over) tell(desk, seat, &told, is_over);
    if (is_over) ts_seat_hush(seat);
    ts_buffer_clear(&told);
}

static void note_trouble(void *self, const char *words)
{
    ts_board_note(self, words);
}

void ts_narrated_hear(struct ts_desk *desk)
{
    struct ts_narrator *narrator = desk->engine->narrator;
    uint32_t under_way = 0;
    if (narrator && narrator->hear) narrator->hear(narrator);
    for (uint32_t i = 0; i < desk->seat_count; i++) {
        if (desk->seats[i]->narration) hear(desk, desk->seats[i]);
        ts_narration_each_trouble(desk->seats[i]->play, note_trouble, desk->how->board);
        under_way += desk->seats[i]->narration != NULL;
    }
    ts_board_set_under_way(desk->how->board, desk->how->index, under_way);
}
