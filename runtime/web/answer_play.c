// answer_play.c - playing: a run begun or taken up, turns, and what a player asks for meanwhile
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "engine/beginning.h"
#include "web/answer.h"
#include "web/answers.h"
#include "web/made.h"

static enum ts_status show_screen(struct ts_desk *desk, const struct ts_seat *seat, struct ts_reply *reply, struct ts_err *err)
{
    return ts_show_screen(desk->engine, seat->play, &reply->body, err);
}

// --- a run begun

struct starting {
    const char *story, *focus;
    char character[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1], run[TS_IDENT_MAX + 1];
    struct ts_said_number at, seed;
    bool live;
};

static const struct ts_said starting[] = {
    {"story", TS_SAID_TEXT, true, offsetof(struct starting, story)},
    {"character", TS_SAID_TITLE, false, offsetof(struct starting, character)},
    {"universe", TS_SAID_ID, false, offsetof(struct starting, universe)},
    {"focus", TS_SAID_TEXT, false, offsetof(struct starting, focus)},
    {"at", TS_SAID_NUMBER, false, offsetof(struct starting, at)},
    {"seed", TS_SAID_NUMBER, false, offsetof(struct starting, seed)},
    {"live", TS_SAID_FLAG, false, offsetof(struct starting, live)},
    {"run", TS_SAID_ID, false, offsetof(struct starting, run)},
    {0},
};

static enum ts_status begin(struct ts_desk *desk, const struct ts_request *request, const struct starting *said, struct ts_seat **out, struct ts_err *err)
{
    struct ts_play *play = NULL;
    struct ts_start how = {.story = said->story,
                           .run = said->run[0] ? said->run : NULL,
                           .player = request->player,
                           .character = said->character,
                           .universe = said->universe,
                           .focus = said->focus,
                           .live = said->live,
                           .has_seed = true,
                           .seed = said->seed.given ? (uint64_t)said->seed.value : (uint64_t)ts_hash_salt() >> 1,
                           .has_at = said->at.given,
                           .at = said->at.value,
                           .key = request->key};
    enum ts_status status = ts_begin_run(desk->engine, &how, &play, err);
    if (status) return status;
    *out = ts_seat_add(desk, play);
    ts_seat_narrate(*out);
    return TS_OK;
}

enum ts_status ts_answer_start(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct starting said = {0};
    const struct ts_story *story;
    struct ts_seat *seat = NULL;
    ts_symbol made = 0;
    enum ts_status status = ts_said_read(starting, request->body, &said, err);
    if (!status) status = ts_engine_find_story(desk->engine, said.story, &story, err);
    if (!status && !said.character[0]) status = ts_ident_read_title("character", request->name ? request->name : request->player, said.character, err);
    if (status) return status;
    if (!said.universe[0]) ts_begin_universe(desk->engine->content, story, said.universe);
    if (ts_is_elsewhere(desk, said.universe, reply)) return TS_OK;
    status = ts_made_find(desk, request->key, ts_symbol_of(desk->engine->symbols, request->player), &made, err);
    if (!status && made) status = ts_seat_take(desk, ts_symbol_text(desk->engine->symbols, made), &seat, err);
    else if (!status) status = begin(desk, request, &said, &seat, err);
    reply->status = 201;
    return status ? status : show_screen(desk, seat, reply, err);
}

// --- taken up

enum ts_status ts_answer_resume(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_seat *seat;
    enum ts_status status = ts_said_read(ts_said_nothing, request->body, NULL, err);
    if (!status) status = ts_seat_take(desk, request->run, &seat, err);
    return status ? status : show_screen(desk, seat, reply, err);
}

// Who listens takes up a run whose server died, but none that was put down: somebody meant that.
static enum ts_status take_up_lost(struct ts_desk *desk, const char *run, struct ts_err *err)
{
    struct ts_seat *seat = ts_seat_find(desk, ts_symbol_of(desk->engine->symbols, run));
    struct ts_run_record record = {0};
    if (seat) return TS_OK;
    enum ts_status status = ts_store_load_run(desk->engine->store, ts_symbol_of(desk->engine->symbols, run), &record, err);
    bool is_lost = !status && record.state == TS_ACTIVE;
    ts_run_record_clear(&record);
    return is_lost ? ts_seat_take(desk, run, &seat, err) : status;
}

enum ts_status ts_answer_events(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    if (!status) status = take_up_lost(desk, request->run, err);
    if (status) return status;
    ts_stream_open(desk, request);
    reply->is_kept = true;
    return TS_OK;
}

// --- a turn

struct turn {
    const char *choice, *answer;
    struct ts_said_number turn;
};

static const struct ts_said turn_said[] = {
    {"choice", TS_SAID_TEXT, true, offsetof(struct turn, choice)},
    {"answer", TS_SAID_TEXT, false, offsetof(struct turn, answer)},
    {"turn", TS_SAID_NUMBER, true, offsetof(struct turn, turn)},
    {0},
};

static void show_turn(struct ts_desk *desk, const struct ts_play *play, const struct turn *said, struct ts_reply *reply)
{
    ts_show_turn(desk->engine, play, said->choice, NULL, &reply->body);
}

// The key's turn was the last one of a run that has ended or was put down since, and cannot be taken up: it is shown as it was stored.
static bool show_ended(struct ts_desk *desk, const struct ts_request *request, const struct turn *said, struct ts_reply *reply)
{
    struct ts_play *play = NULL;
    struct ts_err err;
    uint64_t key = 0;
    if (ts_play_load(desk->engine, request->run, &play, &err)) return false;
    bool is_same = !ts_made_last_key(desk->engine, ts_play_run(play)->row, &key, &err) && key == request->key;
    if (is_same) show_turn(desk, play, said, reply);
    ts_play_free(play);
    return is_same;
}

static enum ts_status take(struct ts_desk *desk, const struct ts_request *request, const struct turn *said, struct ts_seat *seat, struct ts_reply *reply,
                           struct ts_err *err)
{
    int64_t turn = ts_play_run(seat->play)->head.turn;
    struct ts_take take = {said->choice, said->answer, request->key};
    if (said->turn.value != turn)
        return ts_err_set(err, TS_CONFLICT, "\"turn\" is %" PRId64 ", but run \"%s\" stands at turn %" PRId64 ": read it again", said->turn.value, request->run, turn);
    ts_seat_hush(seat);
    enum ts_status status = ts_play_take(seat->play, &take, err);
    if (status == TS_REFUSED && ts_play_has_erred(seat->play)) status = err->status = TS_FAILED;
    if (status) return status;
    seat->key = request->key;
    seat->is_stirred = seat->listeners > 1;
    ts_seat_narrate(seat);
    show_turn(desk, seat->play, said, reply);
    return TS_OK;
}

enum ts_status ts_answer_turn(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct turn said = {0};
    enum ts_status status = ts_said_read(turn_said, request->body, &said, err);
    if (status) return status;
    struct ts_seat *seat = ts_seat_find(desk, ts_symbol_of(desk->engine->symbols, request->run));
    if (!seat || seat->key != request->key) status = ts_seat_take(desk, request->run, &seat, err);
    if (status) return status == TS_REFUSED && show_ended(desk, request, &said, reply) ? TS_OK : status;
    seat->asked_at = ts_clock_millis();
    if (seat->key != request->key) return take(desk, request, &said, seat, reply, err);
    int64_t turn = ts_play_run(seat->play)->head.turn;
    if (said.turn.value != turn && said.turn.value + 1 != turn)
        return ts_err_set(err, TS_CONFLICT, "this Idempotency-Key took turn %" PRId64 " of run \"%s\": another turn has another key", turn, request->run);
    show_turn(desk, seat->play, &said, reply);
    return TS_OK;
}

// --- beside turns

enum ts_status ts_answer_catch_up(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct ts_seat *seat;
    enum ts_status status = ts_said_read(ts_said_nothing, request->body, NULL, err);
    if (!status) status = ts_seat_take(desk, request->run, &seat, err);
    if (!status) ts_seat_hush(seat);
    if (!status) status = ts_play_catch_up(seat->play, err);
    if (status) return status;
    ts_seat_narrate(seat);
    seat->is_stirred = seat->listeners > 1;
    return show_screen(desk, seat, reply, err);
}

struct caring { const char *what, *name, *value; };

static const struct ts_said caring[] = {
    {"what", TS_SAID_TEXT, true, offsetof(struct caring, what)},
    {"name", TS_SAID_TEXT, false, offsetof(struct caring, name)},
    {"value", TS_SAID_TEXT, false, offsetof(struct caring, value)},
    {0},
};

static enum ts_status read_caring(const struct caring *said, struct ts_caring_how *out, struct ts_err *err)
{
    static const char *const names[] = {[TS_CARING_SET] = "set", [TS_CARING_SKIP] = "skip", [TS_CARING_SKIP_ALL] = "skip_all", [TS_CARING_SIGN] = "sign"};
    enum { COUNT = sizeof names / sizeof *names };
    int what = 0;
    while (what < COUNT && strcmp(names[what], said->what)) what++;
    if (what == COUNT) return ts_err_set(err, TS_USAGE, "\"what\" is to be set, skip, skip_all or sign, not \"%.64s\"", said->what);
    *out = (struct ts_caring_how){(enum ts_caring)what, said->name, said->value};
    bool needs_name = what == TS_CARING_SET || what == TS_CARING_SIGN;
    if (needs_name && !said->name) return ts_err_set(err, TS_USAGE, "\"name\" is missing: which %s?", what == TS_CARING_SET ? "setting" : "sign");
    if (what == TS_CARING_SET && !said->value) return ts_err_set(err, TS_USAGE, "\"value\" is missing: what is \"%.64s\" to be?", said->name);
    return TS_OK;
}

enum ts_status ts_answer_care(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct caring said = {0};
    struct ts_caring_how how;
    struct ts_seat *seat;
    enum ts_status status = ts_said_read(caring, request->body, &said, err);
    if (!status) status = read_caring(&said, &how, err);
    if (!status) status = ts_seat_take(desk, request->run, &seat, err);
    if (status) return status;
    if (request->key && seat->key == request->key) return show_screen(desk, seat, reply, err); // done already: a skip skips one scene
    desk->made_key = request->key;
    ts_seat_hush(seat);
    status = ts_play_care(seat->play, how, err);
    if (status) return status;
    if (request->key) seat->key = request->key;
    seat->is_stirred = seat->listeners > 1;
    return show_screen(desk, seat, reply, err);
}
