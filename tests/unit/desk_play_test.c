// desk_play_test.c - a worker plays: runs begun and taken up, turns taken once, those who listen
#include "desk_room.h"

static void begins_a_run_named_after_its_character(void **state)
{
    struct room *room = *state;
    json_t *screen = room_expect(room, 201, (struct asks)START(",\"character\":\"Mira of the Hill\""));
    assert_string_equal(room_text(screen, "run"), "mira_of_the_hill_1");
    assert_string_equal(room_text(screen, "title"), "A Tale");
    assert_string_equal(room_text(screen, "text"), "Here.");
    assert_string_equal(room_text(screen, "universe_id"), "tale_world");
    assert_int_equal(json_array_size(json_object_get(screen, "choices")), 6);
    screen = room_expect(room, 201, (struct asks)START(",\"character\":\"Mira of the Hill\""));
    assert_string_equal(room_text(screen, "run"), "mira_of_the_hill_2");
}

static void begins_one_run_for_one_key(void **state)
{
    struct room *room = *state;
    struct asks asks = START("");
    asks.key = "k1";
    room_expect(room, 201, asks);
    assert_string_equal(room_text(room_expect(room, 201, asks), "run"), "ann_1");
    asks.key = "k2";
    assert_string_equal(room_text(room_expect(room, 201, asks), "run"), "ann_2");
    asks.player = "bob"; // one key of two players is two keys
    assert_string_equal(room_text(room_expect(room, 201, asks), "run"), "ann_3");
    room_end_worker(room); // and it outlives the process
    room_worker(room, 0, 1);
    assert_string_equal(room_text(room_expect(room, 201, asks), "run"), "ann_3");
}

static void refuses_what_no_run_can_begin_with(void **state)
{
    struct room *room = *state;
    room_refused(room, "usage", "\"story\" is missing", (struct asks){.route = "POST /runs"});
    room_refused(room, "usage", "did you mean \"character\"?", (struct asks)START(",\"charakter\":\"M\""));
    room_refused(room, "usage", "\"live\" is to be true or false", (struct asks)START(",\"live\":3"));
    room_refused(room, "usage", "\"seed\" is to be a whole number", (struct asks)START(",\"seed\":-1"));
    room_refused(room, "usage", "slash", (struct asks)START(",\"universe\":\"a/b\""));
    room_refused(room, "unknown", "did you mean \"tale:s\"?", (struct asks){.route = "POST /runs", .body = "{\"story\":\"tale:x\"}"});
    room_refused(room, "usage", "is to be a text", (struct asks){.route = "POST /runs", .body = "{\"story\":7}"});
}

static void takes_turns_and_gives_each_as_the_command_line_prints_it(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(""));
    json_t *turn = room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "a"));
    assert_int_equal(room_int(turn, "turn"), 1);
    assert_string_equal(room_text(turn, "choice"), "wait");
    assert_string_equal(room_text(turn, "scene"), "tale:s/here");
    assert_null(json_object_get(turn, "title"));
    struct asks say = TURN("ann_1", "say", 1, "b");
    room_refused(room, "refused", "", say);
    say.body = "{\"choice\":\"say\",\"answer\":\"moth\",\"turn\":1}";
    assert_int_equal(room_int(room_expect(room, 200, say), "turn"), 2);
    turn = room_expect(room, 200, (struct asks)TURN("ann_1", "go", 2, "c"));
    assert_string_equal(room_text(turn, "state"), "completed");
    assert_string_equal(room_text(turn, "ending"), "tale:s/done");
}

static void takes_no_turn_twice_for_one_key(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(""));
    const struct asks asks = TURN("ann_1", "wait", 0, "a");
    for (int i = 0; i < 3; i++) assert_int_equal(room_int(room_expect(room, 200, asks), "turn"), 1);
    room_refused(room, "conflict", "stands at turn 1", (struct asks)TURN("ann_1", "wait", 0, "b"));
    room_refused(room, "conflict", "stands at turn 1", (struct asks)TURN("ann_1", "wait", 2, "b"));
    room_end_worker(room);
    room_worker(room, 0, 1);
    json_t *turn = room_expect(room, 200, asks);
    assert_int_equal(room_int(turn, "turn"), 1);
    assert_string_equal(room_text(turn, "choice"), "wait");
    room_expect(room, 200, (struct asks)TURN("ann_1", "go", 1, "c"));
    assert_string_equal(room_text(room_expect(room, 200, (struct asks)TURN("ann_1", "go", 1, "c")), "state"), "completed");
    room_end_worker(room);
    room_worker(room, 0, 1);
    assert_string_equal(room_text(room_expect(room, 200, (struct asks)TURN("ann_1", "go", 1, "c")), "state"), "completed");
    room_refused(room, "refused", "completed", (struct asks)TURN("ann_1", "wait", 2, "d"));
}

static void goes_on_where_it_stood_when_the_worker_was_killed(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(""));
    room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "a"));
    kill(room->worker, SIGKILL);
    waitpid(room->worker, NULL, 0);
    ts_wire_clear(&room->wire);
    room_worker(room, 0, 1);
    assert_int_equal(room_int(room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "a")), "turn"), 1);
    assert_int_equal(room_int(room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 1, "b")), "turn"), 2);
}

static void refuses_turns_that_cannot_be_taken(void **state)
{
    struct room *room = *state;
    struct asks asks = TURN("ann_1", "wait", 0, "a");
    room_refused(room, "unknown", "ann_1", asks);
    room_expect(room, 201, (struct asks)START(""));
    asks.key = NULL;
    room_refused(room, "usage", "Idempotency-Key", asks);
    room_refused(room, "refused", "choice \"fly\" is open", (struct asks)TURN("ann_1", "fly", 0, "b"));
    room_refused(room, "refused", "It is stuck.", (struct asks)TURN("ann_1", "open", 0, "c"));
    room_refused(room, "failed", "not that", (struct asks)TURN("ann_1", "break", 0, "d"));
    asks = (struct asks)TURN("ann_1", "wait", 0, "e");
    asks.player = "bob";
    room_refused(room, "forbidden", "another player's", asks);
    asks.body = "{\"choice\":\"wait\",\"tern\":0}";
    asks.player = "ann";
    room_refused(room, "usage", "did you mean \"turn\"?", asks);
    assert_int_equal(room_int(room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "f")), "turn"), 1); // nothing had changed
}

static void answers_many_at_once_in_their_order(void **state)
{
    struct room *room = *state;
    uint64_t last = 0;
    room_expect(room, 201, (struct asks)START(""));
    room_send(room, (struct asks)TURN("ann_1", "wait", 0, "a"));
    room_send(room, (struct asks)TURN("ann_1", "sing", 1, "b"));
    last = room_send(room, (struct asks)TURN("ann_1", "wait", 2, "c"));
    room_wait(room, last);
    assert_int_equal(room->status, 200);
    assert_int_equal(room_int(room->body, "turn"), 3);
}

static void sends_to_another_worker_what_is_of_its_universe(void **state)
{
    struct room *room = *state;
    room_end_worker(room);
    uint32_t other = !ts_route_owner("tale_world", 2);
    room_worker(room, other, 2);
    room_expect(room, -1, (struct asks)START(""));
    assert_string_equal(room->bytes.bytes, "tale_world");
    room_end_worker(room);
    room_worker(room, !other, 2);
    room_expect(room, 201, (struct asks)START(""));
    room_end_worker(room);
    room_worker(room, other, 2);
    room_expect(room, -1, (struct asks)TURN("ann_1", "wait", 0, "a"));
    assert_string_equal(room->bytes.bytes, "tale_world");
}

// --- who listens

#define LISTEN(of) {.route = "GET /runs/{run}/events", .path = "{\"run\":\"" of "\"}"}

static void tells_who_listens_in_a_live_world_what_others_do(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(",\"universe\":\"u\",\"live\":true"));
    struct asks bob = START(",\"universe\":\"u\",\"character\":\"Bob\"");
    bob.player = "bob";
    room_expect(room, 201, bob);
    room_expect(room, 200, (struct asks)LISTEN("ann_1"));
    assert_int_equal(room->type, TS_REPLY_STREAM);
    struct asks sing = TURN("bob_1", "sing", 0, "a");
    sing.player = "bob";
    room_expect(room, 200, sing);
    room_hear(room, "event: news\ndata: {\"lines\":[\"Bob sings. It echoes.\"]}\n\n");
}

static void shows_other_windows_a_turn_and_tells_them_when_the_run_is_put_down(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(""));
    room_expect(room, 200, (struct asks)LISTEN("ann_1"));
    room_expect(room, 200, (struct asks)LISTEN("ann_1"));
    room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "a"));
    room_hear(room, "event: screen\ndata: {\"run\":\"ann_1\",\"turn\":1,");
    room_expect(room, 200, (struct asks){.route = "POST /runs/{run}/pause", .path = "{\"run\":\"ann_1\"}"});
    room_hear(room, "event: gone\ndata: {}\n\n");
    assert_true(room->has_ended);
}

static void keeps_no_stream_whose_listener_has_left(void **state)
{
    struct room *room = *state;
    room_expect(room, 201, (struct asks)START(""));
    for (int i = 0; i < 2; i++) {
        room_expect(room, 200, (struct asks)LISTEN("ann_1"));
        ts_wire_add(&room->wire, TS_FRAME_HANGUP, room->number, NULL, 0);
    }
    room_expect(room, 200, (struct asks)LISTEN("ann_1"));
    room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 0, "a"));
    room_expect(room, 200, (struct asks){.route = "GET /runs/{run}", .path = "{\"run\":\"ann_1\"}"});
    assert_int_equal(room->events.length, 0); // one window is the one that took the turn
}

#define ROOM(test) cmocka_unit_test_setup_teardown(test, room_start, room_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM(begins_a_run_named_after_its_character),
        ROOM(begins_one_run_for_one_key),
        ROOM(refuses_what_no_run_can_begin_with),
        ROOM(takes_turns_and_gives_each_as_the_command_line_prints_it),
        ROOM(takes_no_turn_twice_for_one_key),
        ROOM(goes_on_where_it_stood_when_the_worker_was_killed),
        ROOM(refuses_turns_that_cannot_be_taken),
        ROOM(answers_many_at_once_in_their_order),
        ROOM(sends_to_another_worker_what_is_of_its_universe),
        ROOM(tells_who_listens_in_a_live_world_what_others_do),
        ROOM(shows_other_windows_a_turn_and_tells_them_when_the_run_is_put_down),
        ROOM(keeps_no_stream_whose_listener_has_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
