// committer_test.c - the process that stores what workers computed: groups, what fails in them, and what its death leaves
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../store/acts.h"
#include "web/committer.h"
#include "web/storing.h"

#if defined(__SANITIZE_ADDRESS__)
enum { HAS_FAULTS = 0 }; // the sanitizers watch the calls that the library watches
#else
enum { HAS_FAULTS = 1 };
#endif
enum { RUNS = 4, TURNS_MAX = 64, NURSERY = 9 }; // the descriptor at which a committer of its own program finds its nursery

struct told {
    int count, failed;
    enum ts_status last;
    char message[256];
};

struct played { // a run and where it stood after each of its turns
    struct ts_run *run;
    struct ts_head heads[TURNS_MAX];
    int64_t sent, stored; // turns
    uint64_t ticket;
};

struct fixture {
    struct acts acts;
    struct ts_storing storing;
    struct ts_changeset_wire known; // as in a process that was begun anew
    struct told told;
    struct played played[RUNS];
    char folder[64], path[128], counts[128];
    pid_t committer;
    int nursery;
};

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

// --- who stores

_Noreturn static void commit(const char *path, int nursery)
{
    struct acts acts;
    acts_init(&acts);
    *ts_map_add(&acts.content.story_by_id, acts.story.id) = 1;
    struct ts_engine engine = {.symbols = acts.symbols, .content = &acts.content};
    enum ts_status status = ts_committer_run(&engine, path, nursery, &acts.err);
    ts_map_clear(&acts.content.story_by_id);
    acts_clear(&acts);
    exit(status ? 1 : 0);
}

// As a program of its own, so that a library can be preloaded into it that lets it meet a fault. NULL: none.
static void start_committer(struct fixture *fixture, const char *library, const char *fault)
{
    int ends[2];
    assert_true(ts_wire_pair(ends));
    fixture->committer = fork();
    if (!fixture->committer) {
        dup2(ends[1], NURSERY);
        if (fault) {
            setenv("LD_PRELOAD", library, 1);
            setenv("TURNSTONE_FAULT", fault, 1);
            setenv("TURNSTONE_FAULT_FILES", fixture->path, 1);
            setenv("TURNSTONE_FAULT_COUNTS", fixture->counts, 1);
        }
        execl("/proc/self/exe", "committer", fixture->path, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    fixture->nursery = ends[0];
}

static bool connect_to_committer(struct fixture *fixture)
{
    int ends[2];
    assert_true(ts_wire_pair(ends));
    bool given = ts_wire_give(fixture->nursery, 0, ends[0]);
    close(ends[0]);
    struct acts *acts = &fixture->acts;
    assert_ok(acts, ts_storing_open(&fixture->storing, fixture->path, ends[1], &fixture->known, &acts->err));
    acts->store = fixture->storing.store;
    return given;
}

// The exit code, or minus the signal.
static int end_committer(struct fixture *fixture)
{
    int status;
    ts_storing_close(&fixture->storing);
    fixture->acts.store = NULL;
    if (fixture->nursery >= 0) close(fixture->nursery);
    fixture->nursery = -1;
    if (!fixture->committer) return 0;
    while (waitpid(fixture->committer, &status, 0) < 0) assert_int_equal(errno, EINTR);
    fixture->committer = 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void note(void *self, const struct ts_stored *stored)
{
    struct fixture *fixture = self;
    struct told *told = &fixture->told;
    told->count++;
    told->failed += stored->status != TS_OK;
    told->last = stored->status;
    snprintf(told->message, sizeof told->message, "%s", stored->message ? stored->message : "");
    for (int i = 0; i < RUNS; i++) {
        struct played *played = &fixture->played[i];
        if (played->ticket != stored->ticket) continue;
        if (!stored->status) played->stored = played->sent;
        played->ticket = 0;
    }
}

// --- turns

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    memset(fixture, 0, sizeof *fixture);
    acts_init(&fixture->acts);
    *ts_map_add(&fixture->acts.content.story_by_id, fixture->acts.story.id) = 1;
    fixture->known = (struct ts_changeset_wire){&fixture->acts.content, ts_symbols_count(fixture->acts.symbols)};
    fixture->storing = (struct ts_storing){.stored = note, .self = fixture};
    snprintf(fixture->folder, sizeof fixture->folder, "%s/committer-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(fixture->folder)) return -1;
    snprintf(fixture->counts, sizeof fixture->counts, "%s/counts", fixture->folder);
    fixture->nursery = -1;
    *state = fixture;
    return 0;
}

static void forget_runs(struct fixture *fixture)
{
    for (int i = 0; i < RUNS; i++) {
        ts_run_free(fixture->played[i].run);
        fixture->played[i] = (struct played){0};
    }
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    if (fixture->storing.store) end_committer(fixture);
    forget_runs(fixture);
    ts_map_clear(&fixture->acts.content.story_by_id);
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

// A new store with runs in universes of their own; the last two share one.
static void make_store(struct fixture *fixture, const char *name)
{
    struct acts *acts = &fixture->acts;
    char id[16], universe[16];
    snprintf(fixture->path, sizeof fixture->path, "%s/%s.db", fixture->folder, name);
    assert_ok(acts, ts_store_open(fixture->path, TS_STORE_CREATE, acts->symbols, &acts->store, &acts->err));
    forget_runs(fixture);
    for (int i = 0; i < RUNS; i++) {
        snprintf(id, sizeof id, "r%d", i);
        snprintf(universe, sizeof universe, "u%d", i < RUNS - 1 ? i : i - 1);
        struct played *played = &fixture->played[i];
        played->run = acts_run(acts, id, "player", universe, 0);
        acts_begin_start(acts, played->run);
        assert_ok(acts, acts_save(acts));
        played->heads[0] = played->run->head;
    }
    ts_store_close(acts->store);
    acts->store = NULL;
}

static void open_store(struct fixture *fixture, const char *name)
{
    make_store(fixture, name);
    start_committer(fixture, NULL, NULL);
    assert_true(connect_to_committer(fixture));
}

// The turn behind the last one that is known to be stored, always with the same key. TS_OK with *already: it had been stored before.
static enum ts_status take_turn(struct fixture *fixture, int index, bool *already)
{
    struct acts *acts = &fixture->acts;
    struct played *played = &fixture->played[index];
    struct ts_receipt receipt = {0};
    played->run->head = played->heads[played->stored];
    acts_standard_turn(acts, played->run);
    acts->changes.key = (uint64_t)index << 32 | (uint64_t)(played->stored + 1);
    const struct ts_world *world = ts_store_world(acts->store);
    enum ts_status status = world->head(world->self, played->run->universe_row, NULL, &acts->changes.base_seq, &acts->err);
    acts->changes.has_read_world = true;
    if (!status) status = ts_store_begin(acts->store, 10000, &acts->err);
    if (status) return status;
    status = ts_store_apply(acts->store, &acts->changes, &receipt, &acts->err);
    if (!status) status = ts_store_commit(acts->store, &acts->err);
    else ts_store_rollback(acts->store);
    played->heads[played->stored + 1] = played->run->head;
    *already = receipt.already;
    return status;
}

static void send_turn(struct fixture *fixture, int index)
{
    struct played *played = &fixture->played[index];
    bool already;
    assert_ok(&fixture->acts, take_turn(fixture, index, &already));
    played->sent = played->stored + 1;
    played->ticket = ts_relay_last(fixture->storing.store);
    assert_int_not_equal(played->ticket, 0);
}

static void wait_for_all(struct fixture *fixture)
{
    assert_ok(&fixture->acts, ts_storing_wait(&fixture->storing, &fixture->acts.err));
}

static int64_t stored_turn(struct fixture *fixture, int index)
{
    struct ts_run_record record;
    assert_ok(&fixture->acts, ts_store_load_run(fixture->acts.store, fixture->played[index].run->id, &record, &fixture->acts.err));
    int64_t turn = record.turn;
    ts_run_record_clear(&record);
    return turn;
}

static void find(void *self, const struct ts_finding *finding)
{
    print_message("finding: %s: %s\n", finding->code, finding->what);
    ++*(int *)self;
}

static void assert_sound(struct fixture *fixture)
{
    int found = 0;
    assert_ok(&fixture->acts, ts_store_check(fixture->acts.store, &(struct ts_checking){.each = find, .self = &found}, &fixture->acts.err));
    assert_int_equal(found, 0);
}

// --- as it goes

static void turns_of_workers_are_stored_and_answered(void **state)
{
    struct fixture *fixture = *state;
    open_store(fixture, "a");
    for (int round = 1; round <= 10; round++) {
        for (int i = 0; i < RUNS - 1; i++) send_turn(fixture, i);
        wait_for_all(fixture);
    }
    send_turn(fixture, RUNS - 1);
    wait_for_all(fixture);
    assert_int_equal(fixture->told.count, 31);
    assert_int_equal(fixture->told.failed, 0);
    for (int i = 0; i < RUNS; i++) assert_int_equal(stored_turn(fixture, i), i < RUNS - 1 ? 10 : 1);
    assert_sound(fixture);
    assert_int_equal(end_committer(fixture), 0);
}

static void a_turn_that_cannot_be_stored_leaves_the_others_of_its_group(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    open_store(fixture, "a");
    send_turn(fixture, 0);
    struct ts_buffer garbage = {0};
    ts_buffer_add_text(&garbage, "\1no turn at all");
    ts_wire_add(&fixture->storing.wire, TS_FRAME_STORE, 77, garbage.bytes, garbage.length);
    ts_buffer_clear(&garbage);
    fixture->played[1].heads[0].told = 99; // as nobody has stored it
    send_turn(fixture, 1);
    send_turn(fixture, 2);
    wait_for_all(fixture);
    assert_int_equal(fixture->told.count, 3);
    assert_int_equal(fixture->told.failed, 1);
    assert_int_equal(stored_turn(fixture, 0), 1);
    assert_int_equal(stored_turn(fixture, 1), 0);
    assert_int_equal(stored_turn(fixture, 2), 1);
    assert_true(ts_relay_is_spoiled(acts->store, fixture->played[1].run->universe_row));
    ts_relay_mend(acts->store, fixture->played[1].run->universe_row);
    fixture->played[1].heads[0].told = fixture->played[0].heads[0].told;
    bool already;
    assert_ok(acts, take_turn(fixture, 1, &already));
    assert_int_equal(stored_turn(fixture, 1), 1);
    assert_sound(fixture);
}

// By what the frame says it was computed on: here a turn that was never stored.
static void a_turn_that_stands_on_one_that_was_not_stored_is_not_stored(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct ts_buffer bytes = {0};
    make_store(fixture, "a");
    start_committer(fixture, NULL, NULL);
    assert_true(connect_to_committer(fixture));
    struct played *played = &fixture->played[0];
    for (uint64_t ticket = 1000; ticket < 1003; ticket++) {
        acts_standard_turn(acts, played->run);
        acts->changes.has_read_world = true;
        acts->changes.base_seq = ticket == 1000 ? 99 : 1; // the first fails; to the others nothing else is wrong
        if (ticket > 1000) acts->changes.before = played->heads[0];
        bytes.length = 0;
        ts_bytes_put(&bytes, ticket == 1000 ? 0 : ticket - 1);
        ts_changeset_encode(&fixture->known, &acts->changes, false, &bytes);
        ts_wire_add(&fixture->storing.wire, TS_FRAME_STORE, ticket, bytes.bytes, bytes.length);
    }
    ts_buffer_clear(&bytes);
    send_turn(fixture, 1);
    wait_for_all(fixture);
    assert_int_equal(stored_turn(fixture, 0), 0);
    assert_int_equal(stored_turn(fixture, 1), 1);
    assert_sound(fixture);
}

static void what_was_under_way_when_the_committer_ended_is_not_known(void **state)
{
    struct fixture *fixture = *state;
    open_store(fixture, "a");
    kill(fixture->committer, SIGSTOP);
    send_turn(fixture, 0);
    send_turn(fixture, 1);
    kill(fixture->committer, SIGKILL);
    wait_for_all(fixture);
    assert_int_equal(fixture->told.failed, 2);
    assert_int_equal(fixture->told.last, TS_UNAVAILABLE);
    assert_int_equal(stored_turn(fixture, 0), 0);
    assert_int_equal(end_committer(fixture), -SIGKILL);
}

// --- killed at every write and sync

static const char *library(void)
{
    static char path[512]; // of the test alone
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    assert_true(length > 0);
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    snprintf(slash, sizeof path - (size_t)(slash - path), "/fault.so");
    return path;
}

static void take_up(struct fixture *fixture, int index)
{
    bool already;
    ts_relay_mend(fixture->acts.store, fixture->played[index].run->universe_row);
    assert_ok(&fixture->acts, take_turn(fixture, index, &already));
    fixture->played[index].stored++;
    if (ts_relay_last(fixture->acts.store)) wait_for_all(fixture);
}

// What was acknowledged is there; what was not is taken again with the same key, and is there once.
static void assert_nothing_lost(struct fixture *fixture, const char *fault)
{
    struct ts_value value;
    start_committer(fixture, NULL, NULL);
    assert_true(connect_to_committer(fixture));
    for (int i = 0; i < RUNS - 1; i++) {
        struct played *played = &fixture->played[i];
        int64_t turn = stored_turn(fixture, i);
        if (turn != played->stored && turn != played->sent)
            fail_msg("%s: run %d stands at turn %lld, acknowledged %lld, sent %lld", fault, i, (long long)turn, (long long)played->stored,
                     (long long)played->sent);
        if (played->sent > played->stored) take_up(fixture, i);
        take_up(fixture, i);
        assert_int_equal(stored_turn(fixture, i), played->stored);
        const struct ts_world *world = ts_store_world(fixture->acts.store);
        assert_ok(&fixture->acts, world->get(world->self, played->run->universe_row, fixture->acts.keys[0], 1000, ts_value_int(0), &value, &fixture->acts.err));
        assert_int_equal(value.integer, played->stored);
    }
    assert_sound(fixture);
    assert_int_equal(end_committer(fixture), 0);
}

// Two rounds of three turns. True: it was killed meanwhile.
static bool play_until_killed(struct fixture *fixture, const char *fault)
{
    start_committer(fixture, library(), fault);
    if (connect_to_committer(fixture)) {
        for (int round = 0; round < 2 && !fixture->storing.wire.is_ended; round++) {
            for (int i = 0; i < RUNS - 1 && !fixture->storing.wire.is_ended; i++) {
                struct played *played = &fixture->played[i];
                bool already;
                played->ticket = 0;
                if (played->sent > played->stored || take_turn(fixture, i, &already)) continue;
                played->sent = played->stored + 1;
                played->ticket = ts_relay_last(fixture->storing.store);
            }
            wait_for_all(fixture);
        }
    }
    int ended = end_committer(fixture);
    if (ended != 0) assert_true(ended == -SIGKILL || ended == 1); // 1: it could not open the store
    return ended != 0;
}

// At each `step`th; returns how many there were.
static int kill_at_every(struct fixture *fixture, const char *class, int step, const char *kind)
{
    char fault[64], name[64];
    int n = 1 - step;
    bool was_killed;
    do {
        n += step;
        snprintf(fault, sizeof fault, "%s:%d:%s", class, n, kind);
        snprintf(name, sizeof name, "%s-%d-%s", class, n, kind);
        make_store(fixture, name);
        was_killed = play_until_killed(fixture, fault);
        assert_nothing_lost(fixture, fault);
    } while (was_killed);
    return n - 1;
}

static void killed_at_any_write_it_loses_nothing_acknowledged_and_doubles_nothing(void **state)
{
    struct fixture *fixture = *state;
    if (!HAS_FAULTS) skip();
    assert_true(kill_at_every(fixture, "write", 2, "kill") > 10);
    assert_true(kill_at_every(fixture, "write", 5, "killed") > 10);
    assert_true(kill_at_every(fixture, "sync", 1, "kill") > 2);
}

static void a_disk_that_fails_loses_nothing_acknowledged(void **state)
{
    static const char *const kinds[] = {"write:%d:enospc", "write:%d:eio", "sync:%d:eio"};
    struct fixture *fixture = *state;
    char fault[64], name[64];
    if (!HAS_FAULTS) skip();
    for (int n = 1; n < 60; n += 4) {
        int kind = n / 4 % 3;
        snprintf(fault, sizeof fault, kinds[kind], kind == 2 ? n / 6 + 1 : n); // there are fewer syncs
        snprintf(name, sizeof name, "fails-%d", n);
        make_store(fixture, name);
        play_until_killed(fixture, fault);
        assert_nothing_lost(fixture, fault);
    }
    assert_true(fixture->told.failed > 5);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        CASE(turns_of_workers_are_stored_and_answered),
        CASE(a_turn_that_cannot_be_stored_leaves_the_others_of_its_group),
        CASE(a_turn_that_stands_on_one_that_was_not_stored_is_not_stored),
        CASE(what_was_under_way_when_the_committer_ended_is_not_known),
        CASE(a_disk_that_fails_loses_nothing_acknowledged),
        CASE(killed_at_any_write_it_loses_nothing_acknowledged_and_doubles_nothing),
    };
    if (argc == 2 && strcmp(argv[0], "committer") == 0) commit(argv[1], NURSERY);
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
