// floor.c - what SQLite alone costs: the rows of a turn, written by a loop that does nothing else
//
// turnstone_floor FILE FULL|NORMAL BATCH TURNS RUNS prints turns a second. Six rows a turn, as the runtime writes them: the turn with its
// hash, one variable, one event, one world write, the run's head, the universe's head; BATCH turns to a commit.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum row { ROW_TURN, ROW_VARIABLE, ROW_EVENT, ROW_WORLD, ROW_RUN, ROW_UNIVERSE, ROW_BEGIN, ROW_COMMIT, ROW_COUNT };

static const char *const row_sql[ROW_COUNT] = {
    [ROW_TURN] = "INSERT INTO turns VALUES ($1, $2, 1, $3, $4, $2, $5, $6, $7, $8)",
    [ROW_VARIABLE] = "INSERT INTO variables VALUES ($1, 3, $2, $3)",
    [ROW_EVENT] = "INSERT INTO events VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8)",
    [ROW_WORLD] = "INSERT INTO world VALUES ($1, 5, $2, $3, $1, $4)",
    [ROW_RUN] = "INSERT INTO runs VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET scene = $2, turn = $3, at = $4",
    [ROW_UNIVERSE] = "INSERT INTO universes VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET head = $2",
    [ROW_BEGIN] = "BEGIN IMMEDIATE",
    [ROW_COMMIT] = "COMMIT",
};

static const char schema[] =
    "CREATE TABLE turns (run INT, number INT, session INT, scene INT, choice INT, position INT, seq INT, at INT, key INT, hash BLOB,"
    " PRIMARY KEY (run, number)) WITHOUT ROWID;"
    "CREATE TABLE variables (run INT, name INT, turn INT, value, PRIMARY KEY (run, name, turn)) WITHOUT ROWID;"
    "CREATE TABLE events (universe INT, position INT, seq INT, run INT, action INT, consequences INT, major INT, place INT, at INT,"
    " PRIMARY KEY (universe, position, seq)) WITHOUT ROWID;"
    "CREATE TABLE world (universe INT, key INT, position INT, seq INT, run INT, value, PRIMARY KEY (universe, key, position, seq))"
    " WITHOUT ROWID;"
    "CREATE TABLE runs (id INTEGER PRIMARY KEY, scene INT, turn INT, at INT);"
    "CREATE TABLE universes (id INTEGER PRIMARY KEY, head INT);";

struct floor {
    sqlite3 *db;
    sqlite3_stmt *rows[ROW_COUNT];
};

static void expect(struct floor *floor, int got, int wanted)
{
    if (got == wanted) return;
    fprintf(stderr, "floor: %s\n", sqlite3_errmsg(floor->db));
    exit(1);
}

static void open_floor(struct floor *floor, const char *path, const char *sync)
{
    char pragma[64];
    expect(floor, sqlite3_open_v2(path, &floor->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL), SQLITE_OK);
    snprintf(pragma, sizeof pragma, "PRAGMA synchronous = %s", sync);
    expect(floor, sqlite3_exec(floor->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL), SQLITE_OK);
    expect(floor, sqlite3_exec(floor->db, pragma, NULL, NULL, NULL), SQLITE_OK);
    expect(floor, sqlite3_exec(floor->db, schema, NULL, NULL, NULL), SQLITE_OK);
    for (int row = 0; row < ROW_COUNT; row++)
        expect(floor, sqlite3_prepare_v3(floor->db, row_sql[row], -1, SQLITE_PREPARE_PERSISTENT, &floor->rows[row], NULL), SQLITE_OK);
}

static void write_row(struct floor *floor, enum row row, const int64_t *values, int count, const void *hash)
{
    sqlite3_stmt *statement = floor->rows[row];
    for (int i = 0; i < count; i++) sqlite3_bind_int64(statement, i + 1, values[i]);
    if (hash) sqlite3_bind_blob(statement, count + 1, hash, 16, SQLITE_STATIC);
    expect(floor, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

static void write_turn(struct floor *floor, int64_t run, int64_t turn, int64_t at)
{
    unsigned char hash[16];
    for (size_t i = 0; i < sizeof hash; i++) hash[i] = (unsigned char)(at * 2654435761u >> i);
    write_row(floor, ROW_TURN, (int64_t[]){run, turn, turn % 40, turn % 120, turn, at, at * 40503}, 7, hash);
    write_row(floor, ROW_VARIABLE, (int64_t[]){run, turn, turn % 100}, 3, NULL);
    write_row(floor, ROW_EVENT, (int64_t[]){run, turn, turn, turn % 120, turn % 120, turn % 30 == 0, turn % 40, at}, 8, NULL);
    write_row(floor, ROW_WORLD, (int64_t[]){run, turn, turn, turn}, 4, NULL);
    write_row(floor, ROW_RUN, (int64_t[]){run, turn % 40, turn, at}, 4, NULL);
    write_row(floor, ROW_UNIVERSE, (int64_t[]){run, turn}, 2, NULL);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: turnstone_floor FILE FULL|NORMAL BATCH TURNS RUNS\n", stderr);
        return 64;
    }
    struct floor floor = {0};
    int64_t batch = atoll(argv[3]), turns = atoll(argv[4]), length = turns / atoll(argv[5]);
    open_floor(&floor, argv[1], argv[2]);
    double start = seconds();
    for (int64_t i = 0; i < turns; i++) {
        if (i % batch == 0) write_row(&floor, ROW_BEGIN, NULL, 0, NULL);
        write_turn(&floor, i / length + 1, i % length + 1, 1700000000000 + i);
        if (i % batch == batch - 1 || i == turns - 1) write_row(&floor, ROW_COMMIT, NULL, 0, NULL);
    }
    printf("%.0f\n", (double)turns / (seconds() - start));
    for (int row = 0; row < ROW_COUNT; row++) sqlite3_finalize(floor.rows[row]);
    sqlite3_close(floor.db);
    return 0;
}
