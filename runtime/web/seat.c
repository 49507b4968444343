// seat.c - runs in hand: taken up when they are asked for, paused when nobody does any more
#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "web/answer.h"
#include "web/made.h"

struct ts_seat *ts_seat_find(struct ts_desk *desk, ts_symbol run)
{
    for (uint32_t i = 0; i < desk->seat_count; i++)
        if (desk->seats[i]->run == run) return desk->seats[i];
    return NULL;
}

static struct ts_seat *find_oldest(const struct ts_desk *desk)
{
    struct ts_seat *oldest = NULL;
    for (uint32_t i = 0; i < desk->seat_count; i++) {
        struct ts_seat *seat = desk->seats[i];
        if (!seat->listeners && (!oldest || seat->asked_at < oldest->asked_at)) oldest = seat;
    }
    return oldest;
}

struct ts_seat *ts_seat_add(struct ts_desk *desk, struct ts_play *play)
{
    const struct ts_run *run = ts_play_run(play);
    struct ts_seat *seat = ts_memory_get(sizeof *seat), *oldest = desk->seat_count >= TS_SEATS_MAX ? find_oldest(desk) : NULL;
    struct ts_err err;
    if (oldest) ts_seat_leave(desk, oldest);
    *seat = (struct ts_seat){.play = play, .run = run->id, .player = run->player, .asked_at = ts_clock_millis()};
    enum ts_status status = ts_made_last_key(desk->engine, run->row, &seat->key, &err);
    if (status) seat->key = 0; // then what comes again meets the turn that it stood at
    for (uint32_t i = 0; i < desk->stream_count; i++) seat->listeners += desk->streams[i].run == seat->run; // it was let go and taken up again
    if (desk->seat_count == desk->seat_room) {
        desk->seat_room = desk->seat_room ? desk->seat_room * 2 : 16;
        desk->seats = ts_memory_grow(desk->seats, desk->seat_room * sizeof(struct ts_seat *));
    }
    desk->seats[desk->seat_count++] = seat;
    return seat;
}

enum ts_status ts_seat_take(struct ts_desk *desk, const char *run, struct ts_seat **out, struct ts_err *err)
{
    struct ts_play *play = NULL;
    *out = ts_seat_find(desk, ts_symbol_of(desk->engine->symbols, run));
    if (*out && ts_play_run((*out)->play)->head.state == TS_ACTIVE) {
        (*out)->asked_at = ts_clock_millis();
        return TS_OK;
    }
    if (*out) ts_seat_drop(desk, *out); // it ended, and whoever asks is told so
    *out = NULL;
    enum ts_status status = ts_play_resume(desk->engine, run, &play, err);
    if (!status) *out = ts_seat_add(desk, play);
    return status;
}

void ts_seat_drop(struct ts_desk *desk, struct ts_seat *seat)
{
    for (uint32_t i = 0; i < desk->seat_count; i++)
        if (desk->seats[i] == seat) desk->seats[i] = desk->seats[--desk->seat_count];
    ts_seat_hush(seat);
    ts_play_free(seat->play);
    free(seat);
}

void ts_seat_leave(struct ts_desk *desk, struct ts_seat *seat)
{
    struct ts_err err;
    ts_seat_hush(seat);
    if (ts_play_has_session(seat->play)) {
        enum ts_status status = ts_play_pause(seat->play, NULL, &err);
        (void)status;
    }
    ts_seat_drop(desk, seat);
}

void ts_seats_leave_idle(struct ts_desk *desk, int64_t now)
{
    for (uint32_t i = desk->seat_count; i-- > 0;) {
        struct ts_seat *seat = desk->seats[i];
        if (!seat->listeners && now - seat->asked_at > TS_SEAT_IDLE_MS) ts_seat_leave(desk, seat);
    }
}

void ts_seats_leave_all(struct ts_desk *desk)
{
    while (desk->seat_count) ts_seat_leave(desk, desk->seats[desk->seat_count - 1]);
}

void ts_seats_drop_universe(struct ts_desk *desk, int64_t universe)
{
    for (uint32_t i = desk->seat_count; i-- > 0;) {
        struct ts_seat *seat = desk->seats[i];
        if (ts_play_run(seat->play)->universe_row != universe) continue;
        ts_streams_cut(desk, seat->run); // nobody would tell them anything until somebody asks for the run
        ts_seat_drop(desk, seat);
    }
}
