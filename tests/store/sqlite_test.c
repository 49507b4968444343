// sqlite_test.c - what only a store in a file can get wrong: foreign files, copies, locks
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files.h"

struct fixture {
    struct acts acts;
    char folder[64], path[128];
};

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    memset(fixture, 0, sizeof *fixture);
    acts_init(&fixture->acts);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/sqlite-XXXXXX");
    if (!mkdtemp(fixture->folder)) return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/a.db", fixture->folder);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

static enum ts_status open_as(struct fixture *fixture, const char *path, enum ts_store_mode mode, struct ts_store **out)
{
    return ts_store_open(path, mode, fixture->acts.symbols, out, &fixture->acts.err);
}

static void close_store(struct acts *acts)
{
    ts_store_close(acts->store);
    acts->store = NULL;
}

// A store with a run of some turns, still open.
static struct ts_run *play(struct fixture *fixture, int turns)
{
    struct acts *acts = &fixture->acts;
    struct ts_run *run = acts_run(acts, "r", "player", "world", 0);
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_CREATE, &acts->store));
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < turns; i++) {
        acts_standard_turn(acts, run);
        assert_ok(acts, acts_save(acts));
    }
    return run;
}

static void play_and_close(struct fixture *fixture, int turns)
{
    ts_run_free(play(fixture, turns));
    close_store(&fixture->acts);
}

static int count_files(const char *folder)
{
    DIR *files = opendir(folder);
    int count = -2; // "." and ".."
    while (readdir(files)) count++;
    closedir(files);
    return count;
}

static void copy_with(const char *from, const char *to, const char *ending)
{
    char source[160], target[160];
    snprintf(source, sizeof source, "%s%s", from, ending);
    snprintf(target, sizeof target, "%s%s", to, ending);
    copy_file(source, target);
}

// In every mode, by name, with nothing changed and nothing left beside.
static void assert_refused(struct fixture *fixture, const char *path)
{
    static const enum ts_store_mode modes[] = {TS_STORE_READ, TS_STORE_WRITE, TS_STORE_CREATE};
    size_t before_length, after_length;
    char *before = read_file(path, &before_length);
    int files = count_files(fixture->folder);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct ts_store *store;
        assert_int_equal(open_as(fixture, path, modes[i], &store), TS_DATA);
        assert_null(store);
        assert_non_null(strstr(fixture->acts.err.message, path));
    }
    char *after = read_file(path, &after_length);
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, before_length);
    assert_int_equal(count_files(fixture->folder), files);
    free(before);
    free(after);
}

// --- making

static void makes_a_store_whole_and_private(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    assert_ok(&fixture->acts, open_as(fixture, fixture->path, TS_STORE_CREATE, &fixture->acts.store));
    close_store(&fixture->acts);
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_nlink, 1);
    assert_int_equal(count_files(fixture->folder), 2); // and its lock file
    assert_ok(&fixture->acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &fixture->acts.store));
}

static void says_where_no_store_is(void **state)
{
    struct fixture *fixture = *state;
    struct ts_store *store;
    assert_int_equal(open_as(fixture, fixture->path, TS_STORE_READ, &store), TS_DATA);
    assert_non_null(strstr(fixture->acts.err.message, "no store at \""));
    assert_int_equal(open_as(fixture, fixture->path, TS_STORE_WRITE, &store), TS_DATA);
    assert_int_equal(count_files(fixture->folder), 0);
}

static void says_which_folder_is_missing(void **state)
{
    struct fixture *fixture = *state;
    struct ts_store *store;
    char path[128], folder[128];
    snprintf(folder, sizeof folder, "%s/no/such", fixture->folder);
    snprintf(path, sizeof path, "%s/no/such/x.db", fixture->folder);
    assert_int_equal(open_as(fixture, path, TS_STORE_CREATE, &store), TS_CANNOT_CREATE);
    assert_non_null(strstr(fixture->acts.err.message, folder));
}

static void knows_urls(void **state)
{
    struct fixture *fixture = *state;
    char url[160];
    assert_int_equal(open_as(fixture, "postgresql://host/db", TS_STORE_CREATE, &fixture->acts.store), TS_UNAVAILABLE);
    assert_int_equal(open_as(fixture, "", TS_STORE_CREATE, &fixture->acts.store), TS_USAGE);
    snprintf(url, sizeof url, "sqlite:%s", fixture->path);
    assert_ok(&fixture->acts, open_as(fixture, url, TS_STORE_CREATE, &fixture->acts.store));
}

static void takes_odd_file_names(void **state)
{
    struct fixture *fixture = *state;
    snprintf(fixture->path, sizeof fixture->path, "%s/a %%20 ?mode=ro #1.db", fixture->folder);
    play_and_close(fixture, 2);
    assert_int_equal(access(fixture->path, F_OK), 0);
    assert_ok(&fixture->acts, open_as(fixture, fixture->path, TS_STORE_READ, &fixture->acts.store));
}

// --- refusing

static void refuses_what_is_no_store(void **state)
{
    struct fixture *fixture = *state;
    struct ts_store *store;
    unsigned char garbage[8192];
    for (size_t i = 0; i < sizeof garbage; i++) garbage[i] = (unsigned char)(i * 31 + i / 7);
    write_file(fixture->path, "", 0);
    assert_refused(fixture, fixture->path);
    write_file(fixture->path, "hello\n", 6);
    assert_refused(fixture, fixture->path);
    write_file(fixture->path, garbage, sizeof garbage);
    assert_refused(fixture, fixture->path);
    unlink(fixture->path);
    run_sql(fixture->path, "CREATE TABLE t(x)");
    assert_refused(fixture, fixture->path);
    assert_int_equal(open_as(fixture, fixture->folder, TS_STORE_CREATE, &store), TS_DATA);
    assert_non_null(strstr(fixture->acts.err.message, "folder"));
}

static void refuses_a_store_of_a_newer_version(void **state)
{
    struct fixture *fixture = *state;
    play_and_close(fixture, 2);
    run_sql(fixture->path, "PRAGMA user_version = 99999");
    assert_refused(fixture, fixture->path);
    assert_non_null(strstr(fixture->acts.err.message, "newer"));
}

static void refuses_a_store_that_is_cut_short(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    play_and_close(fixture, 50);
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(truncate(fixture->path, status.st_size / 2), 0);
    assert_refused(fixture, fixture->path);
}

// --- the open mark

static void refuses_a_copy_made_without_its_log(void **state)
{
    struct fixture *fixture = *state;
    struct ts_run *run = play(fixture, 20);
    struct ts_store *store;
    char copy[128];
    snprintf(copy, sizeof copy, "%s/copy.db", fixture->folder);
    copy_file(fixture->path, copy);
    assert_refused(fixture, copy);
    assert_non_null(strstr(fixture->acts.err.message, "-wal"));
    copy_with(fixture->path, copy, "-wal");
    assert_ok(&fixture->acts, open_as(fixture, copy, TS_STORE_WRITE, &store));
    ts_store_close(store);
    for (int i = 0; i < 400; i++) { // over some checkpoints
        acts_standard_turn(&fixture->acts, run);
        assert_ok(&fixture->acts, acts_save(&fixture->acts));
        if (i % 20) continue;
        snprintf(copy, sizeof copy, "%s/copy%d.db", fixture->folder, i);
        copy_file(fixture->path, copy);
        assert_int_equal(open_as(fixture, copy, TS_STORE_READ, &store), TS_DATA);
    }
    close_store(&fixture->acts);
    copy_file(fixture->path, copy); // closed, it is whole
    assert_ok(&fixture->acts, open_as(fixture, copy, TS_STORE_READ, &store));
    ts_store_close(store);
    ts_run_free(run);
}

static void add_finding(void *self, const struct ts_finding *finding)
{
    size_t length = strlen(self);
    snprintf((char *)self + length, 1024 - length, "%s: %s\n", finding->code, finding->what);
}

static void assert_sound(struct acts *acts)
{
    char found[1024] = "";
    assert_ok(acts, ts_store_check(acts->store, &(struct ts_checking){.each = add_finding, .self = found}, &acts->err));
    assert_string_equal(found, "");
}

// A process that dies without closing.
static void play_and_die(struct fixture *fixture, int turns)
{
    pid_t child = fork();
    if (child == 0) {
        play(fixture, turns);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static int64_t stored_turn(struct acts *acts)
{
    struct ts_run_record record;
    assert_ok(acts, ts_store_load_run(acts->store, acts_symbol(acts, "r"), &record, &acts->err));
    int64_t turn = record.turn;
    ts_run_record_clear(&record);
    return turn;
}

static void goes_on_after_a_death(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    size_t before_length, after_length;
    play_and_die(fixture, 25);
    char *before = read_file(fixture->path, &before_length);
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_READ, &acts->store));
    assert_int_equal(stored_turn(acts), 25);
    assert_false(ts_store_is_played(acts->store, acts_symbol(acts, "r")));
    assert_sound(acts);
    close_store(acts);
    char *after = read_file(fixture->path, &after_length);
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, before_length); // reading wrote nothing
    free(before);
    free(after);
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &acts->store));
    assert_int_equal(stored_turn(acts), 25);
    close_store(acts);
    assert_int_equal(count_files(fixture->folder), 2); // the log was folded back
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_READ, &acts->store));
}

static void opens_what_another_program_folded_back(void **state)
{
    struct fixture *fixture = *state;
    play_and_die(fixture, 25);
    run_sql(fixture->path, "SELECT count(*) FROM act");
    assert_ok(&fixture->acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &fixture->acts.store));
    assert_int_equal(stored_turn(&fixture->acts), 25);
    assert_sound(&fixture->acts);
}

static void reading_leaves_nothing_beside_a_clean_store(void **state)
{
    struct fixture *fixture = *state;
    play_and_close(fixture, 3);
    assert_ok(&fixture->acts, open_as(fixture, fixture->path, TS_STORE_READ, &fixture->acts.store));
    assert_int_equal(stored_turn(&fixture->acts), 3);
    assert_int_equal(ts_store_begin(fixture->acts.store, 0, &fixture->acts.err), TS_REFUSED);
    close_store(&fixture->acts);
    assert_int_equal(count_files(fixture->folder), 2);
}

// --- several at once

static void names_who_writes(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct ts_store *other;
    char holder[32];
    play_and_close(fixture, 1);
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &acts->store));
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &other));
    assert_ok(acts, ts_store_begin(acts->store, 0, &acts->err));
    assert_int_equal(ts_store_begin(other, 5, &acts->err), TS_BUSY);
    snprintf(holder, sizeof holder, "process %ld", (long)getpid());
    assert_non_null(strstr(acts->err.message, holder));
    ts_store_rollback(acts->store);
    assert_ok(acts, ts_store_begin(other, 0, &acts->err));
    ts_store_close(other);
}

static void names_who_plays_a_run(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct ts_run *run = play(fixture, 1);
    struct ts_store *other;
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &other));
    assert_ok(acts, ts_store_lock_run(acts->store, run->id, &acts->err));
    assert_int_equal(ts_store_lock_run(other, run->id, &acts->err), TS_BUSY);
    assert_non_null(strstr(acts->err.message, "process "));
    assert_true(ts_store_is_played(other, run->id));
    assert_false(ts_store_is_played(acts->store, run->id));
    ts_store_unlock_run(acts->store, run->id);
    assert_false(ts_store_is_played(other, run->id));
    assert_ok(acts, ts_store_lock_run(other, run->id, &acts->err));
    ts_store_close(other);
    assert_false(ts_store_is_played(acts->store, run->id));
    ts_run_free(run);
}

static void forgets_what_others_have_changed(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct ts_run *one = play(fixture, 3), *two = acts_run(acts, "two", "player", "world", 0);
    struct ts_store *stores[2] = {acts->store, NULL};
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value value;
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &stores[1]));
    acts->store = stores[1];
    acts_begin_start(acts, two);
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < 60; i++) {
        acts->store = stores[i / 3 % 2];
        acts_standard_turn(acts, i % 2 ? one : two);
        assert_ok(acts, acts_save(acts));
    }
    assert_ok(acts, world->get(world->self, one->universe_row, acts->keys[0], 1000, ts_value_int(0), &value, &acts->err));
    assert_int_equal(value.integer, 63);
    acts->store = stores[0];
    assert_sound(acts);
    ts_store_close(stores[1]);
    ts_run_free(one);
    ts_run_free(two);
}

static void takes_every_turn_of_several_processes_once(void **state)
{
    enum { PROCESSES = 4, TURNS = 30 };
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    int64_t position, seq;
    play_and_close(fixture, 0);
    for (int i = 0; i < PROCESSES; i++) {
        if (fork()) continue;
        char id[16];
        snprintf(id, sizeof id, "run%d", i);
        acts->key = (uint64_t)i * 1000;
        bool failed = open_as(fixture, fixture->path, TS_STORE_WRITE, &acts->store) != TS_OK;
        struct ts_run *run = acts_run(acts, id, "player", "world", i * 5);
        acts_begin_start(acts, run);
        acts->err.message[0] = '\0';
        failed = failed || ts_store_begin(acts->store, 10000, &acts->err) || acts_apply(acts) || ts_store_commit(acts->store, &acts->err);
        for (int n = 0; n < TURNS && !failed; n++) {
            acts_standard_turn(acts, run);
            failed = ts_store_begin(acts->store, 10000, &acts->err) || acts_apply(acts) || ts_store_commit(acts->store, &acts->err);
        }
        if (failed) fprintf(stderr, "%s\n", acts->err.message);
        close_store(acts);
        _exit(failed);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    assert_ok(acts, open_as(fixture, fixture->path, TS_STORE_WRITE, &acts->store));
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_value value;
    assert_ok(acts, world->head(world->self, 1, &position, &seq, &acts->err));
    assert_int_equal(seq, 1 + PROCESSES * (TURNS + 1));
    assert_ok(acts, world->get(world->self, 1, acts->keys[0], 1000, ts_value_int(0), &value, &acts->err));
    assert_int_equal(value.integer, PROCESSES * TURNS);
    assert_sound(acts);
}

// Each waits until the other has come as far.
static void meet(int *come, int count)
{
    __atomic_add_fetch(come, 1, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(come, __ATOMIC_SEQ_CST) < count) continue;
}

static void leaves_no_log_when_two_close_at_the_same_moment(void **state)
{
    enum { ROUNDS = 100 };
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    int *come = ts_memory_share(sizeof *come), ended;
    play_and_close(fixture, 1);
    for (int round = 1; round <= ROUNDS; round++) {
        pid_t child = fork();
        enum ts_status status = open_as(fixture, fixture->path, TS_STORE_WRITE, &acts->store);
        meet(come, 2 * round);
        close_store(acts);
        if (child == 0) _exit(status != TS_OK);
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_int_equal(ended, 0);
        assert_ok(acts, status);
        assert_int_equal(count_files(fixture->folder), 2);
    }
    ts_memory_unshare(come, sizeof *come);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(makes_a_store_whole_and_private),
        CASE(says_where_no_store_is),
        CASE(says_which_folder_is_missing),
        CASE(knows_urls),
        CASE(takes_odd_file_names),
        CASE(refuses_what_is_no_store),
        CASE(refuses_a_store_of_a_newer_version),
        CASE(refuses_a_store_that_is_cut_short),
        CASE(refuses_a_copy_made_without_its_log),
        CASE(goes_on_after_a_death),
        CASE(opens_what_another_program_folded_back),
        CASE(reading_leaves_nothing_beside_a_clean_store),
        CASE(names_who_writes),
        CASE(names_who_plays_a_run),
        CASE(forgets_what_others_have_changed),
        CASE(takes_every_turn_of_several_processes_once),
        CASE(leaves_no_log_when_two_close_at_the_same_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
