// migrate_test.c - who may have a store open while it is brought to a later version; the rest is in tests/spec/migrate_spec.lua
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sqlite.h"

struct place {
    char folder[64], path[96], lock[128];
    struct ts_err err;
};

static int set_up(void **state)
{
    struct place *place = ts_memory_get(sizeof *place);
    char command[256];
    memset(place, 0, sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/migrate-XXXXXX");
    if (!mkdtemp(place->folder)) return -1;
    snprintf(place->path, sizeof place->path, "%s/a.db", place->folder);
    snprintf(place->lock, sizeof place->lock, "%s.lock", place->path);
    snprintf(command, sizeof command, "cp tests/store/fixtures/v1.db %s", place->path);
    *state = place;
    return system(command);
}

static int tear_down(void **state)
{
    struct place *place = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    int failed = system(command);
    free(place);
    return failed;
}

// Plays run 1 as a turnstone of version 1 does, until it is told to end.
static pid_t play_elsewhere(const struct place *place, int told[2])
{
    int said[2];
    char byte = 0;
    assert_int_equal(pipe(told) | pipe(said), 0);
    pid_t child = fork();
    if (!child) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1024 + 1, .l_len = 1};
        char line[65];
        int file = open(place->lock, O_RDWR | O_CREAT, 0600), length = snprintf(line, sizeof line, "%-63ld\n", (long)getpid());
        close(told[1]);
        bool is_held = file >= 0 && !fcntl(file, F_OFD_SETLK, &lock) && pwrite(file, line, (size_t)length, 64) == length;
        if (write(said[1], &byte, 1) == 1 && read(told[0], &byte, 1) == 0) _exit(!is_held);
        _exit(1);
    }
    close(told[0]);
    assert_int_equal(read(said[0], &byte, 1), 1);
    close(said[0]);
    close(said[1]);
    return child;
}

static void names_who_plays_in_an_older_store(void **state)
{
    struct place *place = *state;
    struct ts_migrated done;
    char holder[32];
    int told[2], ended;
    pid_t child = play_elsewhere(place, told);
    assert_int_equal(ts_store_migrate(place->path, &done, &place->err), TS_BUSY);
    snprintf(holder, sizeof holder, "process %ld", (long)child);
    assert_non_null(strstr(place->err.message, holder));
    close(told[1]);
    waitpid(child, &ended, 0);
    assert_int_equal(ended, 0);
    assert_int_equal(ts_store_migrate(place->path, &done, &place->err), TS_OK);
    assert_int_equal(done.from, 1);
    assert_int_equal(done.to, SQL_VERSION);
}

static void init(struct sqlite_store *store, struct place *place)
{
    *store = (struct sqlite_store){.sql = {.path = place->path, .mode = TS_STORE_WRITE}, .lock_file = -1};
    assert_int_equal(ts_sql_lock_open(&store->sql, &place->err), TS_OK);
}

static void is_had_alone_or_together(void **state)
{
    struct place *place = *state;
    static struct sqlite_store one, two; // large
    init(&one, place);
    init(&two, place);
    assert_int_equal(ts_sql_lock_whole(&one.sql, false, &place->err), TS_OK);
    assert_int_equal(ts_sql_lock_whole(&two.sql, true, &place->err), TS_BUSY);
    assert_int_equal(ts_sql_lock_whole(&two.sql, false, &place->err), TS_OK);
    ts_sql_lock_close(&two.sql);
    init(&two, place);
    assert_int_equal(ts_sql_lock_whole(&one.sql, true, &place->err), TS_OK);
    assert_int_equal(ts_sql_lock_whole(&two.sql, false, &place->err), TS_BUSY);
    assert_int_equal(ts_sql_lock_whole(&one.sql, false, &place->err), TS_OK); // lets others in, and nobody alone
    assert_int_equal(ts_sql_lock_whole(&two.sql, true, &place->err), TS_BUSY);
    assert_int_equal(ts_sql_lock_whole(&two.sql, false, &place->err), TS_OK);
    ts_sql_lock_close(&one.sql);
    ts_sql_lock_close(&two.sql);
}

static void expect_opened_from(struct place *place, int version)
{
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_store *store;
    char backup[128];
    snprintf(backup, sizeof backup, "%s.v%d.bak", place->path, version);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(ts_store_open(place->path, TS_STORE_CREATE, symbols, &store, &place->err), TS_OK);
        assert_int_equal(ts_store_migrated(store)->from, round ? SQL_VERSION : version);
        assert_int_equal(ts_store_migrated(store)->to, SQL_VERSION);
        assert_string_equal(ts_store_migrated(store)->backup, round ? "" : backup);
        ts_store_close(store);
    }
    ts_symbols_free(symbols);
}

static void remembers_what_opening_did(void **state)
{
    struct place *place = *state;
    char command[256];
    for (int version = 1; version < SQL_VERSION; version++) {
        snprintf(command, sizeof command, "rm -f %s* && cp tests/store/fixtures/v%d.db %s", place->path, version, place->path);
        assert_int_equal(system(command), 0);
        expect_opened_from(place, version);
    }
}

static void has_as_many_migrations_as_its_version(void **state)
{
    (void)state;
    int count = 0;
    while (ts_sql_migrations[count]) count++;
    assert_int_equal(count, SQL_VERSION);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(names_who_plays_in_an_older_store),
        CASE(is_had_alone_or_together),
        CASE(remembers_what_opening_did),
        cmocka_unit_test(has_as_many_migrations_as_its_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
