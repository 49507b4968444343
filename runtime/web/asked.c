// asked.c - what a worker was asked and has not answered yet
#include "web/asked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/rng.h"
#include "web/answers.h"
#include "web/problem.h"

// --- whose it is

// A life is lived by nobody but its player; a keeper reads it, and puts it down or away.
static bool is_lived(const struct ts_request *request)
{
    static ts_answer *const lived[] = {ts_answer_turn, ts_answer_resume, ts_answer_care, ts_answer_catch_up, ts_answer_complete, ts_answer_branch};
    for (size_t i = 0; i < sizeof lived / sizeof *lived; i++)
        if (request->route->answer == lived[i]) return true;
    return false;
}

static enum ts_status check_owner(const struct ts_request *request, const char *owner, struct ts_reply *reply, struct ts_err *err)
{
    if ((request->is_keeper && !is_lived(request)) || !strcmp(owner, request->player)) return TS_OK;
    return ts_forbid(reply, err, "run \"%s\" is another player's", request->run);
}

static enum ts_status place_run(struct ts_desk *desk, struct ts_asked *asked, struct ts_err *err)
{
    const struct ts_request *request = &asked->request;
    const struct ts_symbols *symbols = desk->engine->symbols;
    ts_symbol run = ts_symbol_of(desk->engine->symbols, request->run);
    const struct ts_seat *seat = ts_seat_find(desk, run);
    struct ts_run_record record = {0};
    if (seat) {
        asked->universe = ts_play_run(seat->play)->universe_row;
        return check_owner(request, ts_symbol_text(symbols, seat->player), &asked->reply, err);
    }
    enum ts_status status = ts_store_load_run(desk->engine->store, run, &record, err);
    if (status) return status;
    asked->universe = record.universe_row;
    status = check_owner(request, ts_symbol_text(symbols, record.player), &asked->reply, err);
    if (!status) ts_is_elsewhere(desk, ts_symbol_text(symbols, record.universe), &asked->reply);
    ts_run_record_clear(&record);
    return status;
}

static enum ts_status place_universe(struct ts_desk *desk, struct ts_asked *asked, struct ts_err *err)
{
    struct ts_universe_record record;
    bool found = false;
    if (ts_is_elsewhere(desk, asked->request.universe, &asked->reply)) return TS_OK;
    enum ts_status status = ts_store_find_universe(desk->engine->store, ts_symbol_of(desk->engine->symbols, asked->request.universe), &record, &found, err);
    asked->universe = !status && found ? record.row : 0;
    return status;
}

// Whose a run is, and which worker's, is asked before anything is done with it.
static enum ts_status place(struct ts_desk *desk, struct ts_asked *asked, struct ts_err *err)
{
    switch (asked->request.route->where) {
    case TS_AT_RUN: return place_run(desk, asked, err);
    case TS_AT_UNIVERSE: return place_universe(desk, asked, err);
    default: return TS_OK;
    }
}

// --- reading it

static enum ts_status read_word(struct ts_desk *desk, const json_t *words, const char *name, const char **out, struct ts_err *err)
{
    const char *text = json_string_value(json_object_get(words, name));
    char what[32], id[TS_IDENT_MAX + 1];
    if (!text) return TS_OK;
    snprintf(what, sizeof what, "%s id", name);
    enum ts_status status = ts_ident_read(what, text, id, err);
    if (!status) *out = ts_symbol_text(desk->engine->symbols, ts_symbol_of(desk->engine->symbols, id));
    return status;
}

// One key of two players is two keys, and of two routes.
static uint64_t read_key(const json_t *root, const char *player, const struct ts_route *route)
{
    const char *key = json_string_value(json_object_get(root, "key"));
    if (!key) return 0;
    uint64_t who = ts_rng_mix(ts_hash_fast(player, strlen(player)), ts_hash_fast(route->path, strlen(route->path)));
    uint64_t number = ts_rng_mix(ts_hash_fast(key, strlen(key)), who);
    return number ? number : 1;
}

static uint32_t count_routes(void)
{
    uint32_t count = 0;
    while (ts_routes[count].method) count++;
    return count;
}

static enum ts_status read_request(struct ts_desk *desk, const json_t *root, struct ts_request *out, struct ts_err *err)
{
    const json_t *route = json_object_get(root, "route"), *body = json_object_get(root, "body");
    json_int_t index = json_integer_value(route);
    if (!json_is_integer(route) || index < 0 || index >= count_routes() || !ts_routes[index].answer)
        return ts_err_set(err, TS_USAGE, "there is no such route here");
    out->route = &ts_routes[index];
    out->words = json_object_get(root, "words");
    out->query = json_object_get(root, "query");
    out->body = json_is_object(body) ? body : NULL;
    out->is_keeper = json_is_true(json_object_get(root, "keeper"));
    out->name = json_string_value(json_object_get(root, "name"));
    out->player = json_string_value(json_object_get(root, "player"));
    if (!out->player) return ts_err_set(err, TS_USAGE, "nobody asks");
    if (body && !json_is_null(body) && !out->body) return ts_err_set(err, TS_USAGE, "the body is to be an object, {…}");
    out->key = read_key(root, out->player, out->route);
    if (out->route->needs_key && !out->key) return ts_err_set(err, TS_USAGE, "the header Idempotency-Key is missing: a word of your own for this act, the same when it is sent again");
    enum ts_status status = read_word(desk, out->words, "run", &out->run, err);
    return status ? status : read_word(desk, out->words, "universe", &out->universe, err);
}

// --- one by one

static bool is_under_way(const struct ts_desk *desk, int64_t universe)
{
    return desk->storing.store && universe && ts_relay_is_under_way(desk->storing.store, universe);
}

static uint64_t last_ticket(const struct ts_desk *desk)
{
    return desk->storing.store ? ts_relay_last(desk->storing.store) : 0;
}

static uint64_t newest_ticket(const struct ts_desk *desk, int64_t universe)
{
    return is_under_way(desk, universe) ? ts_relay_newest(desk->storing.store, universe) : 0;
}

static void forget(struct ts_desk *desk, struct ts_asked *asked)
{
    for (uint32_t i = 0; i < desk->asked_count; i++) {
        if (desk->asked[i] != asked) continue;
        memmove(&desk->asked[i], &desk->asked[i + 1], (--desk->asked_count - i) * sizeof(struct ts_asked *));
        break;
    }
    ts_buffer_clear(&asked->reply.body);
    json_decref(asked->root);
    free(asked);
}

static void finish(struct ts_desk *desk, struct ts_asked *asked)
{
    const struct ts_reply *reply = &asked->reply;
    uint64_t number = asked->request.number;
    if (reply->elsewhere && !asked->status) ts_wire_add(&desk->master, TS_FRAME_ELSEWHERE, number, reply->elsewhere, strlen(reply->elsewhere));
    else if (asked->status || !reply->is_kept) ts_desk_send(desk, number, reply, asked->status, &asked->err);
    forget(desk, asked);
}

// What came before it and is about the same universe comes first; turns are computed on those that are under way.
static bool must_wait(const struct ts_desk *desk, const struct ts_asked *asked)
{
    bool is_turn = asked->request.route->answer == ts_answer_turn;
    if (!asked->universe) return false;
    for (uint32_t i = 0; i < desk->asked_count && desk->asked[i] != asked; i++)
        if (desk->asked[i]->universe == asked->universe && !(is_turn && desk->asked[i]->state == TS_ASKED_HELD)) return true;
    return is_under_way(desk, asked->universe) && !(is_turn && ts_relay_sees(desk->storing.store, asked->universe));
}

static bool was_in_vain(const struct ts_desk *desk, const struct ts_asked *asked)
{
    return asked->status == TS_CONFLICT && desk->storing.store && asked->universe && ts_relay_is_spoiled(desk->storing.store, asked->universe);
}

// A refusal too stands on what was under way when it was computed.
static void answer(struct ts_desk *desk, struct ts_asked *asked)
{
    uint64_t before = last_ticket(desk), under_way = newest_ticket(desk, asked->universe);
    asked->status = asked->request.route->answer(desk, &asked->request, &asked->reply, &asked->err);
    uint64_t last = last_ticket(desk), newest = newest_ticket(desk, asked->universe);
    desk->made_key = 0;
    asked->ticket = newest ? newest : last != before ? last : under_way;
    if (was_in_vain(desk, asked)) asked->state = TS_ASKED_LOST;
    else if (asked->ticket) asked->state = TS_ASKED_HELD;
    else finish(desk, asked);
}

static void begin(struct ts_desk *desk, struct ts_asked *asked)
{
    asked->status = place(desk, asked, &asked->err);
    if (asked->status || asked->reply.elsewhere) finish(desk, asked);
    else if (must_wait(desk, asked)) asked->state = TS_ASKED_WAITS;
    else answer(desk, asked);
}

void ts_asked_take(struct ts_desk *desk, uint64_t number, const char *bytes, size_t length)
{
    struct ts_asked *asked = ts_memory_get(sizeof *asked);
    *asked = (struct ts_asked){.request = {.number = number}, .root = json_loadb(bytes, length, 0, NULL)};
    if (desk->asked_count == desk->asked_room) {
        desk->asked_room = desk->asked_room ? desk->asked_room * 2 : 16;
        desk->asked = ts_memory_grow(desk->asked, desk->asked_room * sizeof(struct ts_asked *));
    }
    desk->asked[desk->asked_count++] = asked;
    asked->status = asked->root ? read_request(desk, asked->root, &asked->request, &asked->err) : ts_err_set(&asked->err, TS_USAGE, "what was asked is no JSON");
    if (asked->status) finish(desk, asked);
    else begin(desk, asked);
}

// --- what was stored

void ts_asked_note(void *self, const struct ts_stored *stored)
{
    struct ts_desk *desk = self;
    if (desk->note_count == desk->note_room) {
        desk->note_room = desk->note_room ? desk->note_room * 2 : 16;
        desk->notes = ts_memory_grow(desk->notes, desk->note_room * sizeof *desk->notes);
    }
    desk->notes[desk->note_count] = *stored;
    desk->notes[desk->note_count++].message = NULL;
}

static void tell_withheld(struct ts_desk *desk, const struct ts_stored *note)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < desk->withheld_count; i++) {
        struct ts_withheld *withheld = &desk->withheld[i];
        if (withheld->ticket != note->ticket) {
            desk->withheld[kept++] = *withheld;
            continue;
        }
        if (!note->status) ts_wire_add(&desk->master, TS_FRAME_EVENT, withheld->number, withheld->bytes.bytes, withheld->bytes.length);
        ts_buffer_clear(&withheld->bytes);
    }
    desk->withheld_count = kept;
}

static void take_note(struct ts_desk *desk, const struct ts_stored *note)
{
    for (uint32_t i = 0; i < desk->asked_count;) {
        struct ts_asked *asked = desk->asked[i];
        bool is_told = asked->state == TS_ASKED_HELD && asked->ticket == note->ticket;
        if (is_told && note->status) asked->state = TS_ASKED_LOST;
        if (is_told && !note->status) finish(desk, asked); // the next one has its place now
        else i++;
    }
    tell_withheld(desk, note);
}

// Of a universe, and answered, but not yet seen to: what is told now stands behind what waits for it.
static uint64_t noted_ticket(const struct ts_desk *desk, int64_t universe)
{
    uint64_t ticket = 0;
    bool is_lost = false;
    for (uint32_t i = 0; i < desk->note_count && !is_lost; i++) {
        if (!universe || desk->notes[i].universe != universe) continue;
        ticket = desk->notes[i].ticket;
        is_lost = desk->notes[i].status != TS_OK;
    }
    return ticket;
}

void ts_asked_tell(struct ts_desk *desk, int64_t universe, uint64_t number, const struct ts_buffer *bytes)
{
    uint64_t newest = newest_ticket(desk, universe);
    if (!newest) newest = noted_ticket(desk, universe);
    if (!newest) {
        ts_wire_add(&desk->master, TS_FRAME_EVENT, number, bytes->bytes, bytes->length);
        return;
    }
    if (desk->withheld_count == desk->withheld_room) {
        desk->withheld_room = desk->withheld_room ? desk->withheld_room * 2 : 16;
        desk->withheld = ts_memory_grow(desk->withheld, desk->withheld_room * sizeof *desk->withheld);
    }
    struct ts_withheld *withheld = &desk->withheld[desk->withheld_count++];
    *withheld = (struct ts_withheld){.ticket = newest, .number = number};
    ts_buffer_add(&withheld->bytes, bytes->bytes, bytes->length);
}

// Nothing of a universe whose turn was lost is in hand any more; what was asked of it is done again in its order.
static void mend(struct ts_desk *desk, int64_t universe)
{
    if (is_under_way(desk, universe)) return;
    ts_seats_drop_universe(desk, universe);
    ts_relay_mend(desk->storing.store, universe);
    for (uint32_t i = 0; i < desk->asked_count; i++) {
        struct ts_asked *asked = desk->asked[i];
        if (asked->universe != universe || asked->state != TS_ASKED_LOST) continue;
        ts_buffer_clear(&asked->reply.body);
        asked->reply = (struct ts_reply){0};
        asked->err = (struct ts_err){0};
        asked->state = TS_ASKED_WAITS;
    }
}

static bool begin_next(struct ts_desk *desk)
{
    for (uint32_t i = 0; i < desk->asked_count; i++) {
        if (desk->asked[i]->state != TS_ASKED_WAITS || must_wait(desk, desk->asked[i])) continue;
        begin(desk, desk->asked[i]);
        return true;
    }
    return false;
}

void ts_asked_settle(struct ts_desk *desk)
{
    do {
        for (uint32_t i = 0; i < desk->note_count; i++) take_note(desk, &desk->notes[i]);
        desk->note_count = 0;
        for (uint32_t i = 0; i < desk->asked_count; i++)
            if (desk->asked[i]->state == TS_ASKED_LOST) mend(desk, desk->asked[i]->universe);
    } while (begin_next(desk));
}

void ts_asked_forget(struct ts_desk *desk)
{
    while (desk->asked_count) forget(desk, desk->asked[0]);
    for (uint32_t i = 0; i < desk->withheld_count; i++) ts_buffer_clear(&desk->withheld[i].bytes);
    free(desk->asked);
    free(desk->withheld);
    free(desk->notes);
}
