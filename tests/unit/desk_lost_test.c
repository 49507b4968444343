// desk_lost_test.c - a worker whose turns were computed on what was not stored, since another process wrote in their world first
#include "desk_room.h"

enum { HEARD_MAX = 1 << 16 };

// As room_worker, with an end of the committer's at which what the worker sent to it can be seen.
static int watched_worker(struct room *room)
{
    int kept[2];
    assert_true(ts_wire_pair(kept));
    int committer = room->nursery;
    room->nursery = kept[0]; // what is given to the committer comes here first
    room_worker(room, 0, 1);
    uint64_t index;
    int end;
    assert_true(ts_wire_receive(kept[1], &index, &end));
    assert_true(ts_wire_give(committer, index, end));
    close(kept[0]), close(kept[1]);
    room->nursery = committer;
    return end;
}

// Until so many turns wait to be stored.
static void wait_for_turns(int end, int count)
{
    char *heard = malloc(HEARD_MAX);
    struct ts_wire wire = {.fd = -1};
    struct ts_wire_frame frame;
    int seen = 0;
    while (seen < count) {
        struct pollfd ready = {.fd = end, .events = POLLIN};
        if (poll(&ready, 1, 20000) <= 0) fail_msg("the worker sends nothing");
        ssize_t length = recv(end, heard, HEARD_MAX, MSG_PEEK);
        assert_true(length > 0);
        wire.in.length = wire.taken = 0;
        ts_buffer_add(&wire.in, heard, (size_t)length);
        for (seen = 0; ts_wire_next(&wire, &frame);) seen += frame.kind == TS_FRAME_STORE;
    }
    ts_buffer_clear(&wire.in);
    free(heard);
}

// As another process would.
static void write_in_their_world(struct room *room)
{
    struct ts_play *play;
    struct ts_err err;
    struct ts_start how = {.story = "tale:s", .run = "eve_1", .player = "eve", .character = "Eve", .universe = "shared"};
    assert_int_equal(ts_store_open(room->store, TS_STORE_WRITE, room->engine.symbols, &room->engine.store, &err), TS_OK);
    if (ts_play_start(&room->engine, &how, &play, &err)) fail_msg("%s", err.message);
    ts_play_free(play);
    ts_store_close(room->engine.store);
    room->engine.store = NULL;
}

static void find(void *self, const struct ts_finding *finding)
{
    print_message("finding: %s: %s\n", finding->code, finding->what);
    ++*(int *)self;
}

static void assert_sound(struct room *room, int64_t acts)
{
    struct ts_universe_record universe;
    struct ts_store *store;
    struct ts_err err;
    bool found;
    int findings = 0;
    assert_int_equal(ts_store_open(room->store, TS_STORE_READ, room->engine.symbols, &store, &err), TS_OK);
    assert_int_equal(ts_store_check(store, &(struct ts_checking){.each = find, .self = &findings}, &err), TS_OK);
    assert_int_equal(findings, 0);
    assert_int_equal(ts_store_find_universe(store, ts_symbol_of(room->engine.symbols, "shared"), &universe, &found, &err), TS_OK);
    assert_int_equal(universe.seq, acts);
    ts_store_close(store);
}

static void turns_that_were_lost_are_taken_again_in_their_order(void **state)
{
    struct room *room = *state;
    room_end_worker(room);
    int end = watched_worker(room);
    room_expect(room, 201, (struct asks)START(",\"universe\":\"shared\",\"live\":true"));
    struct asks bob = START(",\"universe\":\"shared\",\"character\":\"Bob\"");
    bob.player = "bob";
    room_expect(room, 201, bob);
    kill(room->committer, SIGSTOP);
    room_send(room, (struct asks)TURN("ann_1", "sing", 0, "a"));
    struct asks turn = TURN("bob_1", "wait", 0, "b");
    turn.player = "bob";
    uint64_t last = room_send(room, turn);
    wait_for_turns(end, 2);
    write_in_their_world(room);
    kill(room->committer, SIGCONT);
    room_wait(room, last);
    assert_int_equal(room->status, 200);
    assert_int_equal(room_int(room->body, "turn"), 1);
    assert_int_equal(room_int(room_expect(room, 200, (struct asks)TURN("ann_1", "sing", 0, "a")), "turn"), 1); // answered before, and once
    assert_int_equal(room_int(room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 1, "c")), "turn"), 2);
    close(end);
    room_end_worker(room);
    // three starts and three turns; each of the two runs was taken up anew, and all were put down at the end
    assert_sound(room, 3 + 3 + 2 + 2);
    room_worker(room, 0, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(turns_that_were_lost_are_taken_again_in_their_order, room_start, room_stop)};
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
