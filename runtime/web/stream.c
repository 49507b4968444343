// stream.c - who listens to a run: what others do, screens that changed, the end of it
#include <string.h>

#include "base/arena.h"
#include "web/asked.h"

static int64_t universe_of(struct ts_desk *desk, ts_symbol run)
{
    const struct ts_seat *seat = ts_seat_find(desk, run);
    return seat ? ts_play_run(seat->play)->universe_row : 0;
}

static void send(struct ts_desk *desk, const struct ts_stream *stream, const char *event, const char *data)
{
    struct ts_buffer bytes = {0};
    ts_buffer_add_format(&bytes, "event: %s\ndata: %s\n\n", event, data);
    ts_asked_tell(desk, universe_of(desk, stream->run), stream->number, &bytes);
    ts_buffer_clear(&bytes);
}

void ts_stream_open(struct ts_desk *desk, const struct ts_request *request)
{
    ts_symbol run = ts_symbol_of(desk->engine->symbols, request->run);
    struct ts_seat *seat = ts_seat_find(desk, run);
    if (desk->stream_count == desk->stream_room) {
        desk->stream_room = desk->stream_room ? desk->stream_room * 2 : 16;
        desk->streams = ts_memory_grow(desk->streams, desk->stream_room * sizeof *desk->streams);
    }
    desk->streams[desk->stream_count++] = (struct ts_stream){request->number, run};
    if (seat) seat->listeners++;
    ts_desk_send(desk, request->number, &(struct ts_reply){.type = TS_REPLY_STREAM}, TS_OK, NULL);
}

static void forget(struct ts_desk *desk, uint32_t index)
{
    struct ts_seat *seat = ts_seat_find(desk, desk->streams[index].run);
    if (seat && seat->listeners) seat->listeners--;
    desk->streams[index] = desk->streams[--desk->stream_count];
}

void ts_stream_close(struct ts_desk *desk, uint64_t number)
{
    for (uint32_t i = desk->stream_count; i-- > 0;)
        if (desk->streams[i].number == number) forget(desk, i);
}

static void end(struct ts_desk *desk, ts_symbol run, bool is_gone)
{
    for (uint32_t i = desk->stream_count; i-- > 0;) {
        if (desk->streams[i].run != run) continue;
        if (is_gone) send(desk, &desk->streams[i], "gone", "{}");
        ts_wire_add(&desk->master, TS_FRAME_END, desk->streams[i].number, NULL, 0);
        forget(desk, i);
    }
}

void ts_streams_end(struct ts_desk *desk, ts_symbol run)
{
    end(desk, run, true);
}

void ts_streams_cut(struct ts_desk *desk, ts_symbol run)
{
    end(desk, run, false);
}

bool ts_streams_wait(const struct ts_desk *desk)
{
    for (uint32_t i = 0; i < desk->seat_count; i++)
        if (desk->seats[i]->listeners && ts_play_run(desk->seats[i]->play)->live) return true;
    return false;
}

// --- what is heard

// An event to every stream of a run; `data`: JSON.
void ts_stream_tell(struct ts_desk *desk, ts_symbol run, const char *event, const struct ts_buffer *data)
{
    for (uint32_t i = 0; i < desk->stream_count; i++)
        if (desk->streams[i].run == run) send(desk, &desk->streams[i], event, data->bytes);
}

static void tell_news(struct ts_desk *desk, const struct ts_seat *seat, const struct ts_buffer *lines)
{
    struct ts_buffer json = {0};
    ts_json_open(&json, '{');
    ts_json_key(&json, "lines");
    ts_show_add_lines(desk->engine, &json, lines);
    ts_json_close(&json, '}');
    ts_stream_tell(desk, seat->run, "news", &json);
    ts_buffer_clear(&json);
}

static void tell_screen(struct ts_desk *desk, const struct ts_seat *seat)
{
    struct ts_buffer json = {0};
    struct ts_err err;
    if (!ts_show_screen(desk->engine, seat->play, &json, &err)) ts_stream_tell(desk, seat->run, "screen", &json);
    ts_buffer_clear(&json);
}

static void hear(struct ts_desk *desk, struct ts_seat *seat)
{
    struct ts_buffer lines = {0};
    enum ts_following follows = TS_FOLLOWS_NOTHING;
    struct ts_err err;
    enum ts_status status = ts_play_hear(seat->play, &lines, &follows, &err);
    if (!status && lines.length) tell_news(desk, seat, &lines);
    if (seat->is_stirred || (!status && follows)) tell_screen(desk, seat);
    seat->is_stirred = false;
    ts_buffer_clear(&lines);
}

void ts_streams_hear(struct ts_desk *desk)
{
    for (uint32_t i = 0; i < desk->seat_count; i++)
        if (desk->seats[i]->listeners) hear(desk, desk->seats[i]);
        else desk->seats[i]->is_stirred = false;
}
