// desk_test.c - a worker answers what is asked beside playing: runs, players, worlds, packs, the workshop
#include "desk_room.h"

#define RUN "{\"run\":\"ann_1\"}"
#define ME "{\"player\":\"ann\"}"
#define BOB "{\"player\":\"bob\"}"
#define WORLD "{\"universe\":\"tale_world\"}"
#define ASK(...) ((struct asks){__VA_ARGS__})
#define KEEPER .is_keeper = true

// A run with a deed of its own, at turn 2.
static void play(struct room *room)
{
    room_expect(room, 201, (struct asks)START(""));
    room_expect(room, 200, (struct asks)TURN("ann_1", "sing", 0, "p1"));
    room_expect(room, 200, (struct asks)TURN("ann_1", "wait", 1, "p2"));
}

static json_t *item(const json_t *list, size_t index) { return json_array_get(list, index); }

// --- stories

static void lists_stories_with_ones_runs_that_go_on(void **state)
{
    struct room *room = *state;
    play(room);
    json_t *story = item(room_expect(room, 200, ASK("GET /stories")), 0);
    assert_string_equal(room_text(story, "id"), "tale:s");
    assert_string_equal(room_text(story, "title"), "A Tale");
    assert_string_equal(room_text(story, "description"), "A small one.");
    assert_string_equal(json_string_value(item(json_object_get(story, "playing"), 0)), "ann_1");
    story = item(room_expect(room, 200, ASK("GET /stories", .player = "bob")), 0);
    assert_int_equal(json_array_size(json_object_get(story, "playing")), 0);
    room_refused(room, "usage", "no \"x\" here", ASK("GET /stories", .query = "{\"x\":\"1\"}"));
    assert_true(json_is_array(room_expect(room, 200, ASK("GET /focuses"))));
    assert_true(json_is_array(room_expect(room, 200, ASK("GET /themes"))));
    room_refused(room, "usage", "here", ASK("GET /themes", .query = "{\"x\":\"1\"}"));
    room_refused(room, "usage", "here", ASK("GET /focuses", .query = "{\"x\":\"1\"}"));
}

// --- runs

static void lists_ones_runs_and_a_keeper_all(void **state)
{
    struct room *room = *state;
    play(room);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /runs"))), 1);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /runs", .player = "bob"))), 0);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /runs", .player = "bob", KEEPER))), 1);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /runs", .query = "{\"state\":\"paused\"}"))), 0);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /runs", .query = "{\"universe\":\"other\"}"))), 0);
    room_refused(room, "usage", "did you mean \"paused\"?", ASK("GET /runs", .query = "{\"state\":\"pausd\"}"));
    room_refused(room, "forbidden", "bob", ASK("GET /runs", .query = "{\"player\":\"bob\"}"));
}

static void lets_a_keeper_live_nobodys_life(void **state)
{
    struct room *room = *state;
    play(room);
    room_expect(room, 200, ASK("GET /runs/{run}", RUN, .player = "bob", KEEPER));
    room_refused(room, "forbidden", "another player's", ASK("POST /runs/{run}/turns", RUN, .body = "{\"choice\":\"x\",\"turn\":1}", .key = "k", .player = "bob", KEEPER));
    room_refused(room, "forbidden", "another player's", ASK("POST /runs/{run}/resume", RUN, .player = "bob", KEEPER));
    room_refused(room, "forbidden", "another player's", ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"skip\"}", .player = "bob", KEEPER));
    room_refused(room, "forbidden", "Only player", ASK("POST /players/{player}/care", ME, .body = "{\"name\":\"pure\",\"value\":\"on\"}", .player = "bob", KEEPER));
}

static void shows_a_run_and_its_turns(void **state)
{
    struct room *room = *state;
    play(room);
    json_t *run = room_expect(room, 200, ASK("GET /runs/{run}", RUN));
    assert_int_equal(room_int(run, "turns"), 2);
    assert_true(json_is_true(json_object_get(run, "can_resume")));
    room_refused(room, "forbidden", "another", ASK("GET /runs/{run}", RUN, .player = "bob"));
    json_t *turns = room_expect(room, 200, ASK("GET /runs/{run}/history", RUN, .query = "{\"limit\":\"2\"}"));
    assert_int_equal(json_array_size(turns), 2);
    assert_string_equal(room_text(item(turns, 0), "choice"), "sing");
    room_refused(room, "usage", "whole number", ASK("GET /runs/{run}/history", RUN, .query = "{\"limit\":\"two\"}"));
    room_refused(room, "unknown", "nobody", ASK("GET /runs/{run}/history", "{\"run\":\"nobody\"}"));
    room_refused(room, "unknown", "slash", ASK("GET /runs/{run}", "{\"run\":\"a/b\"}"));
}

static void moves_a_run_in_hand_or_not_and_does_the_same_move_once(void **state)
{
    struct room *room = *state;
    play(room);
    for (int i = 0; i < 2; i++)
        assert_string_equal(room_text(room_expect(room, 200, ASK("POST /runs/{run}/pause", RUN, .body = "{\"notes\":\"tea\"}")), "state"), "paused");
    json_t *screen = room_expect(room, 200, ASK("POST /runs/{run}/resume", RUN));
    assert_string_equal(json_string_value(item(json_object_get(screen, "recap"), 0)), "Ann sings. It echoes.");
    for (int i = 0; i < 2; i++)
        assert_string_equal(room_text(room_expect(room, 200, ASK("POST /runs/{run}/abandon", RUN, .body = "{\"reason\":\"rain\"}")), "state"), "abandoned");
    room_expect(room, 200, ASK("POST /runs/{run}/resume", RUN));
    json_t *run = room_expect(room, 200, ASK("POST /runs/{run}/complete", RUN));
    assert_string_equal(room_text(run, "state"), "completed");
    assert_true(json_is_array(json_object_get(run, "granted")));
    room_refused(room, "refused", "completed", ASK("POST /runs/{run}/resume", RUN));
    room_refused(room, "refused", "completed", ASK("POST /runs/{run}/pause", RUN));
    for (int i = 0; i < 2; i++) assert_string_equal(room_text(room_expect(room, 200, ASK("POST /runs/{run}/archive", RUN)), "state"), "archived");
    room_expect(room, 204, ASK("DELETE /runs/{run}", RUN));
    room_refused(room, "unknown", "ann_1", ASK("DELETE /runs/{run}", RUN));
}

static void refuses_moves_that_are_another_players_or_say_too_much(void **state)
{
    struct room *room = *state;
    static const char *const moves[] = {"POST /runs/{run}/pause", "POST /runs/{run}/abandon", "POST /runs/{run}/complete", "POST /runs/{run}/archive",
                                        "POST /runs/{run}/branch", "POST /runs/{run}/resume", "POST /runs/{run}/catch-up", "POST /runs/{run}/care", "DELETE /runs/{run}"};
    play(room);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        room_refused(room, "forbidden", "another player's", ASK(moves[i], RUN, .player = "bob"));
        room_refused(room, "usage", "no \"loud\" here", ASK(moves[i], RUN, .body = "{\"loud\":1}"));
    }
    room_refused(room, "refused", "active", ASK("POST /runs/{run}/archive", RUN));
    room_refused(room, "usage", "control", ASK("POST /runs/{run}/pause", RUN, .body = "{\"notes\":\"a\\u0007\"}"));
}

static void goes_back_once_for_one_key_in_hand_or_not(void **state)
{
    struct room *room = *state;
    play(room);
    struct asks asks = ASK("POST /runs/{run}/branch", RUN, .body = "{\"turn\":1}", .key = "b");
    json_t *made = room_expect(room, 201, asks);
    assert_string_equal(room_text(made, "run_id"), "ann_1-2");
    assert_int_equal(room_int(made, "turn"), 1);
    char *before = json_dumps(made, JSON_SORT_KEYS);
    room_expect(room, 200, ASK("POST /runs/{run}/pause", RUN));
    char *again = json_dumps(room_expect(room, 201, asks), JSON_SORT_KEYS);
    assert_string_equal(before, again);
    free(before), free(again);
    asks.key = "c";
    assert_string_equal(room_text(room_expect(room, 201, asks), "run_id"), "ann_1-3");
    asks.body = "{\"turn\":9}";
    asks.key = "d";
    room_refused(room, "refused", "it has turns 0 to 2", asks);
}

static void changes_what_a_player_is_spared_while_playing(void **state)
{
    struct room *room = *state;
    play(room);
    room_expect(room, 200, ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"set\",\"name\":\"pacing\",\"value\":\"slow\"}", .key = "c"));
    room_expect(room, 200, ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"set\",\"name\":\"pacing\",\"value\":\"fast\"}", .key = "c")); // done already
    json_t *care = json_object_get(room_expect(room, 200, ASK("GET /players/{player}/care", ME)), "care");
    assert_string_equal(room_text(care, "pacing"), "slow");
    room_expect(room, 200, ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"skip_all\"}"));
    room_expect(room, 200, ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"sign\",\"name\":\"haste\"}"));
    room_refused(room, "usage", "not \"sleep\"", ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"sleep\"}"));
    room_refused(room, "usage", "\"value\" is missing", ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"set\",\"name\":\"ceiling\"}"));
    room_refused(room, "refused", "ceiling", ASK("POST /runs/{run}/care", RUN, .body = "{\"what\":\"set\",\"name\":\"ceiling\",\"value\":\"9\"}"));
    assert_int_equal(room_int(room_expect(room, 200, ASK("POST /runs/{run}/catch-up", RUN)), "turn"), 2);
}

// --- players

static void shows_a_player_to_themselves_and_to_keepers(void **state)
{
    struct room *room = *state;
    static const char *const routes[] = {"GET /players/{player}", "GET /players/{player}/explain", "GET /players/{player}/skills", "GET /players/{player}/care",
                                         "GET /players/{player}/export"};
    play(room);
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        room_expect(room, 200, ASK(routes[i], ME));
        room_expect(room, 200, ASK(routes[i], ME, .player = "bob", KEEPER));
        room_refused(room, "forbidden", "ann", ASK(routes[i], ME, .player = "bob"));
        room_refused(room, "usage", "here", ASK(routes[i], ME, .query = "{\"x\":\"1\"}"));
    }
    room_refused(room, "unknown", "bob", ASK("GET /players/{player}", BOB, KEEPER));
    assert_string_equal(room_text(room_expect(room, 200, ASK("GET /players/{player}/care", BOB, .player = "bob")), "player_id"), "bob"); // who has yet to play
}

static void changes_what_a_player_has(void **state)
{
    struct room *room = *state;
    play(room);
    json_t *care = json_object_get(room_expect(room, 200, ASK("POST /players/{player}/care", ME, .body = "{\"name\":\"boundary\",\"value\":\"loss\"}")), "care");
    assert_string_equal(json_string_value(item(json_object_get(care, "boundaries"), 0)), "loss");
    room_refused(room, "refused", "there are", ASK("POST /players/{player}/care", ME, .body = "{\"name\":\"volume\",\"value\":\"11\"}"));
    room_refused(room, "forbidden", "ann", ASK("POST /players/{player}/care", ME, .body = "{\"name\":\"pure\",\"value\":\"on\"}", .player = "bob"));
    assert_string_equal(room_text(room_expect(room, 200, ASK("POST /players/{player}/name", ME, .body = "{\"name\":\"A.\"}")), "board_name"), "A.");
    room_expect(room, 200, ASK("POST /players/{player}/name", ME, .body = "{}"));
    room_refused(room, "usage", "spaces", ASK("POST /players/{player}/name", ME, .body = "{\"name\":\"  \"}"));
    room_refused(room, "unknown", "skill", ASK("POST /players/{player}/learn", ME, .body = "{\"skill\":\"flying\"}"));
    room_refused(room, "usage", "\"skill\" is missing", ASK("POST /players/{player}/learn", ME, .body = "{}"));
    assert_string_equal(room_text(room_expect(room, 200, ASK("GET /leaderboard", .query = "{\"by\":\"turns\"}")), "by"), "turns");
    room_refused(room, "usage", "luck", ASK("GET /leaderboard", .query = "{\"by\":\"luck\"}"));
}

// --- worlds

static void shows_worlds_to_who_has_a_run_in_them(void **state)
{
    struct room *room = *state;
    static const char *const routes[] = {"GET /universes/{universe}", "GET /universes/{universe}/timeline", "GET /universes/{universe}/lanes"};
    play(room);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /universes"))), 1);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /universes", .player = "bob"))), 0);
    assert_int_equal(json_array_size(room_expect(room, 200, ASK("GET /universes", .player = "bob", KEEPER))), 1);
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        room_expect(room, 200, ASK(routes[i], WORLD));
        room_refused(room, "forbidden", "has a run in it", ASK(routes[i], WORLD, .player = "bob"));
        room_refused(room, "unknown", "nowhere", ASK(routes[i], "{\"universe\":\"nowhere\"}", KEEPER));
        room_refused(room, "usage", "no \"x\" here", ASK(routes[i], WORLD, .query = "{\"x\":\"1\"}"));
    }
    assert_int_equal(room_int(room_expect(room, 200, ASK("GET /universes/{universe}", WORLD, .query = "{\"at\":\"1\"}")), "position"), 1);
    json_t *events = json_object_get(room_expect(room, 200, ASK("GET /universes/{universe}/timeline", WORLD)), "events");
    assert_string_equal(room_text(item(events, 0), "action"), "sings");
    room_refused(room, "unknown", "nobody", ASK("GET /universes/{universe}/timeline", WORLD, .query = "{\"run\":\"nobody\"}"));
    room_expect(room, 200, ASK("GET /universes/{universe}/timeline", WORLD, .query = "{\"run\":\"ann_1\"}"));
    room_expect(room, 201, (struct asks)START(",\"universe\":\"other\",\"run\":\"ann_9\""));
    room_refused(room, "usage", "another universe", ASK("GET /universes/{universe}/timeline", WORLD, .query = "{\"run\":\"ann_9\"}"));
}

static void draws_a_world_as_lanes(void **state)
{
    struct room *room = *state;
    play(room);
    json_t *drawn = room_expect(room, 200, ASK("GET /universes/{universe}/lanes", WORLD, .query = "{\"width\":\"2\"}"));
    assert_int_equal(room_int(drawn, "position"), 2);
    assert_int_equal(room_int(drawn, "step"), 2);
    json_t *lane = item(json_object_get(drawn, "lanes"), 0);
    assert_string_equal(room_text(lane, "run_id"), "ann_1");
    assert_int_equal(json_integer_value(item(json_object_get(lane, "deeds"), 0)), 1);
    assert_string_equal(room_text(item(json_object_get(drawn, "major"), 0), "action"), "sings");
    room_expect(room, 201, ASK("POST /universes/{universe}/branch", WORLD, .body = "{\"at\":1,\"id\":\"side\"}", KEEPER));
    drawn = room_expect(room, 200, ASK("GET /universes/{universe}/lanes", WORLD));
    assert_string_equal(room_text(item(json_object_get(drawn, "branches"), 0), "universe_id"), "side");
}

static void branches_compares_and_merges_worlds(void **state)
{
    struct room *room = *state;
    play(room);
    room_expect(room, 201, ASK("POST /universes/{universe}/branch", WORLD, .body = "{\"id\":\"side\"}", KEEPER));
    room_refused(room, "refused", "side", ASK("POST /universes/{universe}/branch", WORLD, .body = "{\"id\":\"side\"}", KEEPER));
    assert_string_equal(room_text(room_expect(room, 200, ASK("GET /universes/{universe}/diff", WORLD, .query = "{\"with\":\"side\"}", KEEPER)), "a"), "tale_world");
    room_refused(room, "usage", "\"with\" is missing", ASK("GET /universes/{universe}/diff", WORLD, KEEPER));
    room_expect(room, 200, ASK("POST /universes/{universe}/merge", WORLD, .body = "{\"from\":\"side\",\"rules\":{\"tale:*\":\"theirs\"}}", KEEPER));
    room_refused(room, "usage", "", ASK("POST /universes/{universe}/merge", WORLD, .body = "{\"from\":\"side\",\"rules\":{\"tale:*\":\"mine\"}}", KEEPER));
    room_refused(room, "usage", "\"from\" is missing", ASK("POST /universes/{universe}/merge", WORLD, .body = "{}", KEEPER));
}

// --- packs and the workshop

static void shows_switches_and_sets_packs(void **state)
{
    struct room *room = *state;
    const char *pack = "{\"pack\":\"tale\"}", *wrong = "{\"pack\":\"tael\"}";
    assert_string_equal(room_text(item(room_expect(room, 200, ASK("GET /packs", KEEPER)), 0), "name"), "tale");
    assert_string_equal(room_text(room_expect(room, 200, ASK("GET /packs/{pack}", pack, KEEPER)), "state"), "enabled");
    room_refused(room, "unknown", "did you mean \"tale\"?", ASK("GET /packs/{pack}", wrong, KEEPER));
    assert_string_equal(room_text(room_expect(room, 200, ASK("POST /packs/{pack}/disable", pack, KEEPER)), "state"), "disabled");
    assert_string_equal(room_text(room_expect(room, 200, ASK("POST /packs/{pack}/enable", pack, KEEPER)), "state"), "enabled");
    room_refused(room, "unknown", "tael", ASK("POST /packs/{pack}/enable", wrong, KEEPER));
    room_refused(room, "unknown", "tael", ASK("POST /packs/{pack}/disable", wrong, KEEPER));
    json_t *set = room_expect(room, 200, ASK("POST /packs/{pack}/settings", pack, .body = "{\"name\":\"fog\",\"value\":0.25}", KEEPER));
    assert_true(json_real_value(json_object_get(item(json_object_get(set, "settings"), 0), "value")) == 0.25);
    room_refused(room, "unknown", "at most 1", ASK("POST /packs/{pack}/settings", pack, .body = "{\"name\":\"fog\",\"value\":3}", KEEPER));
    room_refused(room, "unknown", "did you mean \"fog\"?", ASK("POST /packs/{pack}/settings", pack, .body = "{\"name\":\"fogg\",\"value\":1}", KEEPER));
    set = room_expect(room, 200, ASK("POST /packs/{pack}/settings", pack, .body = "{\"name\":\"fog\"}", KEEPER));
    assert_true(json_real_value(json_object_get(item(json_object_get(set, "settings"), 0), "value")) == 0.5);
}

static void checks_packs_as_they_lie_there_now(void **state)
{
    struct room *room = *state;
    json_t *found = room_expect(room, 200, ASK("GET /check", KEEPER));
    assert_int_equal(json_array_size(json_object_get(found, "problems")), 0);
    put_pack(room->packs, "other", "", "define.story \"s\" { start = \"nowhere\", scenes = { a = { text = \"A.\" } } }\n");
    found = room_expect(room, 200, ASK("GET /check", .query = "{\"pack\":\"other\"}", KEEPER));
    assert_string_equal(room_text(item(json_object_get(found, "problems"), 0), "pack"), "other");
    room_refused(room, "unknown", "did you mean \"tale\"?", ASK("GET /check", .query = "{\"pack\":\"tael\"}", KEEPER));
}

static void draws_a_storys_graph(void **state)
{
    struct room *room = *state;
    json_t *graph = room_expect(room, 200, ASK("GET /graph", .query = "{\"story\":\"tale:s\"}", KEEPER));
    assert_int_equal(json_array_size(json_object_get(graph, "nodes")), 2);
    room_refused(room, "unknown", "tale:s", ASK("GET /graph", .query = "{\"story\":\"tale:x\"}", KEEPER));
    room_refused(room, "usage", "\"story\" is missing", ASK("GET /graph.svg", KEEPER));
    room_ask(room, ASK("GET /graph.svg", .query = "{\"story\":\"tale:s\"}", KEEPER));
    if (room->status == 503) return; // Graphviz is not there, and it is said
    assert_int_equal(room->type, TS_REPLY_SVG);
    assert_non_null(strstr(room->bytes.bytes, "<svg"));
}

static void simulates_and_tells_how_far_it_is(void **state)
{
    struct room *room = *state;
    char path[64];
    struct asks begin = ASK("POST /simulations", .body = "{\"story\":\"tale:s\",\"runs\":20,\"turns\":10}", KEEPER);
    snprintf(path, sizeof path, "{\"id\":\"%s\"}", room_text(room_expect(room, 202, begin), "id"));
    room_expect(room, 200, ASK("GET /simulations/{id}/events", path, KEEPER));
    room_hear(room, "event: done\ndata: {\"done\":20,\"of\":20}\n\n");
    json_t *simulation = room_expect(room, 200, ASK("GET /simulations/{id}", path, KEEPER));
    assert_string_equal(room_text(simulation, "state"), "done");
    assert_int_equal(room_int(json_object_get(simulation, "report"), "runs"), 20);
    room_expect(room, 200, ASK("GET /simulations/{id}/report", path, KEEPER));
    assert_int_equal(room->type, TS_REPLY_HTML);
    room_expect(room, 204, ASK("DELETE /simulations/{id}", path, KEEPER));
    static const char *const routes[] = {"GET /simulations/{id}", "GET /simulations/{id}/report", "GET /simulations/{id}/events", "DELETE /simulations/{id}"};
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) room_refused(room, "unknown", "no simulation", ASK(routes[i], path, KEEPER));
    begin.body = "{\"story\":\"tale:s\",\"runs\":0}";
    room_refused(room, "usage", "\"runs\" is to be from 1", begin);
    begin.body = "{\"story\":\"tale:s\",\"chooser\":\"gided\"}";
    room_refused(room, "usage", "did you mean \"guided\"?", begin);
}

static void refuses_what_it_cannot_read(void **state)
{
    struct room *room = *state;
    const char *words[] = {"{", "[]", "{\"route\":999}", "{\"route\":0,\"player\":\"ann\"}", "{\"route\":\"x\"}"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ts_wire_add(&room->wire, TS_FRAME_ASK, ++room->number, words[i], strlen(words[i]));
        ts_wire_flush(&room->wire, true);
        room_wait(room, room->number);
        assert_int_equal(room->status, 400);
    }
    room_refused(room, "usage", "an object", ASK("POST /runs", .body = "[1]"));
}

#define ROOM(test) cmocka_unit_test_setup_teardown(test, room_start, room_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM(lists_stories_with_ones_runs_that_go_on), ROOM(lists_ones_runs_and_a_keeper_all), ROOM(lets_a_keeper_live_nobodys_life), ROOM(shows_a_run_and_its_turns),
        ROOM(moves_a_run_in_hand_or_not_and_does_the_same_move_once), ROOM(refuses_moves_that_are_another_players_or_say_too_much),
        ROOM(goes_back_once_for_one_key_in_hand_or_not), ROOM(changes_what_a_player_is_spared_while_playing),
        ROOM(shows_a_player_to_themselves_and_to_keepers), ROOM(changes_what_a_player_has), ROOM(shows_worlds_to_who_has_a_run_in_them),
        ROOM(draws_a_world_as_lanes), ROOM(branches_compares_and_merges_worlds), ROOM(shows_switches_and_sets_packs),
        ROOM(checks_packs_as_they_lie_there_now), ROOM(draws_a_storys_graph), ROOM(simulates_and_tells_how_far_it_is), ROOM(refuses_what_it_cannot_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
