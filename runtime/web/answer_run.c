// answer_run.c - runs: listed, shown, paused, ended, put away, gone back in
#include <string.h>

#include "engine/branch.h"
#include "web/answer.h"
#include "web/answers.h"
#include "web/made.h"

// --- shown

struct listing {
    const char *state;
    char player[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1];
};

static const struct ts_said listing[] = {
    {"state", TS_SAID_TEXT, false, offsetof(struct listing, state)},
    {"player", TS_SAID_ID, false, offsetof(struct listing, player)},
    {"universe", TS_SAID_ID, false, offsetof(struct listing, universe)},
    {0},
};

enum ts_status ts_answer_runs(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct listing said = {0};
    enum ts_status status = ts_said_read(listing, request->query, &said, err);
    if (!status && said.player[0]) status = ts_check_player(request, said.player, reply, err);
    if (status) return status;
    const char *player = said.player[0] ? said.player : request->is_keeper ? NULL : request->player;
    struct ts_shown_runs which = {player, said.universe[0] ? said.universe : NULL, said.state};
    return ts_show_runs(desk->engine, &which, &reply->body, err);
}

enum ts_status ts_answer_run(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    return status ? status : ts_show_run(desk->engine, request->run, &reply->body, err);
}

struct history { struct ts_said_number limit; };
static const struct ts_said history[] = {{"limit", TS_SAID_NUMBER, false, offsetof(struct history, limit)}, {0}};

enum ts_status ts_answer_history(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct history said = {0};
    enum ts_status status = ts_said_read(history, request->query, &said, err);
    return status ? status : ts_show_history(desk->engine, request->run, said.limit.given ? said.limit.value : TS_TOLD_MAX, &reply->body, err);
}

// --- moved

struct move {
    const char *reason, *notes;
    enum ts_run_state done; // it is in this state already: nothing is to be done; TS_NEW: there is always something
    enum ts_status (*make)(struct ts_play *play, const struct move *move, struct ts_err *err);
};

static const struct ts_said reason_said[] = {{"reason", TS_SAID_REMARK, false, offsetof(struct move, reason)}, {0}};
static const struct ts_said notes_said[] = {{"notes", TS_SAID_REMARK, false, offsetof(struct move, notes)}, {0}};

static enum ts_status pause_run(struct ts_play *play, const struct move *move, struct ts_err *err) { return ts_play_pause(play, move->notes, err); }
static enum ts_status abandon_run(struct ts_play *play, const struct move *move, struct ts_err *err) { return ts_play_abandon(play, move->reason, err); }
static enum ts_status complete_run(struct ts_play *play, const struct move *move, struct ts_err *err) { return ts_play_complete(play, move->reason, err); }

static enum ts_status archive_run(struct ts_play *play, const struct move *move, struct ts_err *err)
{
    (void)move;
    return ts_play_archive(play, err);
}

static enum ts_status delete_run(struct ts_play *play, const struct move *move, struct ts_err *err)
{
    (void)move;
    return ts_play_delete(play, err);
}

// In hand or not; afterwards it is in nobody's, and who listens to it is told so. `granted` is filled in where it is not NULL.
static enum ts_status make_move(struct ts_desk *desk, const struct ts_request *request, const struct move *move, struct ts_buffer *granted, struct ts_err *err)
{
    struct ts_seat *seat = ts_seat_find(desk, ts_symbol_of(desk->engine->symbols, request->run));
    struct ts_play *play = seat ? seat->play : NULL;
    enum ts_status status = seat ? TS_OK : ts_play_load(desk->engine, request->run, &play, err);
    if (status) return status;
    if (seat) ts_seat_hush(seat);
    bool is_done = move->done && ts_play_run(play)->head.state == move->done;
    if (!is_done) status = move->make(play, move, err);
    if (!status && granted && !is_done) ts_show_add_granted(desk->engine, play, granted);
    if (seat && !status) {
        ts_streams_end(desk, seat->run);
        ts_seat_drop(desk, seat);
    } else if (!seat) ts_play_free(play);
    return status;
}

static enum ts_status move_and_show(struct ts_desk *desk, const struct ts_request *request, struct move move, const struct ts_said *table, struct ts_reply *reply,
                                    struct ts_err *err)
{
    enum ts_status status = ts_said_read(table, request->body, &move, err);
    if (!status) status = make_move(desk, request, &move, NULL, err);
    return status ? status : ts_show_run(desk->engine, request->run, &reply->body, err);
}

enum ts_status ts_answer_pause(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return move_and_show(desk, request, (struct move){.done = TS_PAUSED, .make = pause_run}, notes_said, reply, err);
}

enum ts_status ts_answer_abandon(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return move_and_show(desk, request, (struct move){.done = TS_ABANDONED, .make = abandon_run}, reason_said, reply, err);
}

enum ts_status ts_answer_archive(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return move_and_show(desk, request, (struct move){.done = TS_ARCHIVED, .make = archive_run}, ts_said_nothing, reply, err);
}

enum ts_status ts_answer_complete(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct move move = {.done = TS_COMPLETED, .make = complete_run};
    struct ts_buffer granted = {0};
    ts_json_open(&granted, '{');
    enum ts_status status = ts_said_read(reason_said, request->body, &move, err);
    if (!status) status = make_move(desk, request, &move, &granted, err);
    if (!status) status = ts_show_run(desk->engine, request->run, &reply->body, err);
    if (!status && granted.length > 1) { // one more key of the run's object
        reply->body.length--;
        ts_buffer_add_byte(&reply->body, ',');
        ts_buffer_add(&reply->body, granted.bytes + 1, granted.length - 1);
        ts_json_close(&reply->body, '}');
        ts_json_sort(&reply->body, 0);
    }
    ts_buffer_clear(&granted);
    return status;
}

enum ts_status ts_answer_delete(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct move move = {.make = delete_run};
    enum ts_status status = ts_said_read(ts_said_nothing, request->body, NULL, err);
    reply->status = 204;
    return status ? status : make_move(desk, request, &move, NULL, err);
}

// --- gone back in

struct branching {
    struct ts_said_number turn;
    char run[TS_IDENT_MAX + 1];
};
static const struct ts_said branching[] = {
    {"turn", TS_SAID_NUMBER, true, offsetof(struct branching, turn)},
    {"run", TS_SAID_ID, false, offsetof(struct branching, run)},
    {0},
};

static enum ts_status show_made(struct ts_desk *desk, ts_symbol run, struct ts_branched *out, struct ts_err *err)
{
    const struct ts_symbols *symbols = desk->engine->symbols;
    struct ts_run_record record = {0};
    *out = (struct ts_branched){0};
    enum ts_status status = ts_store_load_run(desk->engine->store, run, &record, err);
    if (status) return status;
    strcpy(out->run, ts_symbol_text(symbols, run));
    strcpy(out->universe, ts_symbol_text(symbols, record.universe));
    strcpy(out->parent, ts_symbol_text(symbols, record.parent));
    out->turn = record.fork_turn;
    out->position = record.position;
    ts_run_record_clear(&record);
    return TS_OK;
}

static enum ts_status branch(struct ts_desk *desk, const struct ts_request *request, const struct branching *said, struct ts_branched *out, struct ts_err *err)
{
    const struct ts_seat *seat = ts_seat_find(desk, ts_symbol_of(desk->engine->symbols, request->run));
    const char *id = said->run[0] ? said->run : NULL;
    desk->made_key = request->key;
    return seat ? ts_branch_play(seat->play, said->turn.value, id, out, err) : ts_branch_run(desk->engine, request->run, said->turn.value, id, out, err);
}

static enum ts_status find_player(struct ts_desk *desk, const char *run, ts_symbol *out, struct ts_err *err)
{
    struct ts_run_record record = {0};
    enum ts_status status = ts_store_load_run(desk->engine->store, ts_symbol_of(desk->engine->symbols, run), &record, err);
    *out = record.player;
    ts_run_record_clear(&record);
    return status;
}

enum ts_status ts_answer_branch(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct branching said = {0};
    struct ts_branched made;
    ts_symbol player, before = 0;
    enum ts_status status = ts_said_read(branching, request->body, &said, err);
    if (!status) status = find_player(desk, request->run, &player, err);
    if (!status) status = ts_made_find(desk, request->key, player, &before, err);
    if (!status) status = before ? show_made(desk, before, &made, err) : branch(desk, request, &said, &made, err);
    if (status) return status;
    reply->status = 201;
    ts_show_branched(&made, &reply->body);
    return TS_OK;
}
