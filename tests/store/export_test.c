// export_test.c - a store as lines and back: every value exact, and no line may be missing, repeated, moved or altered
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "acts.h"
#include "store/record.h"
#include "store/sqlite.h"

enum { LINES_MAX = 4096 };

struct fixture {
    struct acts acts;
    char folder[64], path[128], other[128];
    char *lines[LINES_MAX];
    int count;
};

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    memset(fixture, 0, sizeof *fixture);
    acts_init(&fixture->acts);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/export-XXXXXX");
    if (!mkdtemp(fixture->folder)) return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/a.db", fixture->folder);
    snprintf(fixture->other, sizeof fixture->other, "%s/b.db", fixture->folder);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    for (int i = 0; i < fixture->count; i++) free(fixture->lines[i]);
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

#define assert_ok(acts, status) assert_string_equal((status) ? (acts)->err.message : "", "")

static void play(struct fixture *fixture, int turns)
{
    struct acts *acts = &fixture->acts;
    struct ts_run *run = acts_run(acts, "r", "player", "world", 0);
    assert_ok(acts, ts_store_open(fixture->path, TS_STORE_CREATE, acts->symbols, &acts->store, &acts->err));
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    for (int i = 0; i < turns; i++) {
        acts_standard_turn(acts, run);
        assert_ok(acts, acts_save(acts));
    }
    ts_run_free(run);
}

static void run_sql(const char *path, const char *words)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, words, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static enum ts_status keep_line(void *self, const char *line, size_t length, struct ts_err *err)
{
    struct fixture *fixture = self;
    (void)err;
    assert_true(fixture->count < LINES_MAX);
    assert_int_equal(line[length], '\0');
    fixture->lines[fixture->count++] = ts_memory_copy(line);
    return TS_OK;
}

static struct ts_exported export_lines(struct fixture *fixture)
{
    struct ts_exported exported;
    assert_ok(&fixture->acts, ts_store_export(fixture->acts.store, keep_line, fixture, &exported, &fixture->acts.err));
    assert_int_equal(exported.records, fixture->count - 2);
    return exported;
}

static enum ts_status import_lines(struct fixture *fixture, char *const *lines, int count)
{
    struct ts_err *err = &fixture->acts.err;
    struct ts_import *import;
    struct ts_exported made;
    enum ts_status status = ts_store_import_begin(fixture->other, &import, err);
    for (int i = 0; i < count && !status; i++) status = ts_store_import_line(import, lines[i], strlen(lines[i]), err);
    if (!status) status = ts_store_import_end(import, &made, err);
    ts_store_import_free(import);
    return status;
}

static int count_files(const char *folder)
{
    DIR *files = opendir(folder);
    int count = -2; // "." and ".."
    while (readdir(files)) count++;
    closedir(files);
    return count;
}

// Refused as bad data, by these words, with nothing left of it.
static void assert_refused(struct fixture *fixture, char *const *lines, int count, const char *words)
{
    int files = count_files(fixture->folder);
    assert_int_equal(import_lines(fixture, lines, count), TS_DATA);
    if (!strstr(fixture->acts.err.message, words)) assert_string_equal(fixture->acts.err.message, words);
    assert_int_equal(access(fixture->other, F_OK), -1);
    assert_int_equal(count_files(fixture->folder), files);
}

// --- round trips

static void import_makes_the_store_that_was_exported(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    play(fixture, 40);
    struct ts_exported first = export_lines(fixture);
    int count = fixture->count;
    assert_ok(acts, import_lines(fixture, fixture->lines, count));
    ts_store_close(acts->store);
    assert_ok(acts, ts_store_open(fixture->other, TS_STORE_READ, acts->symbols, &acts->store, &acts->err));
    for (int i = 0; i < count; i++) free(fixture->lines[i]);
    fixture->count = 0;
    struct ts_exported second = export_lines(fixture);
    assert_int_equal(first.records, second.records);
    assert_string_equal(first.hash, second.hash);
}

static void an_imported_store_is_private_closed_and_can_be_played_on(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct stat status;
    play(fixture, 5);
    export_lines(fixture);
    mode_t before = umask(0);
    assert_ok(acts, import_lines(fixture, fixture->lines, fixture->count));
    umask(before);
    assert_int_equal(stat(fixture->other, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_nlink, 1);
    ts_store_close(acts->store);
    assert_int_equal(count_files(fixture->folder), 3); // two stores and a lock file
    assert_ok(acts, ts_store_open(fixture->other, TS_STORE_WRITE, acts->symbols, &acts->store, &acts->err));
    struct ts_run *run = acts_run(acts, "another", "player", "world", 0);
    acts_begin_start(acts, run);
    assert_ok(acts, acts_save(acts));
    ts_run_free(run);
}

// SQL cannot tell it from zero.
static bool is_minus_zero(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *value = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT value FROM var WHERE seq = 105", -1, &value, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(value), SQLITE_ROW);
    double real = sqlite3_column_double(value, 0);
    bool is = sqlite3_column_type(value, 0) == SQLITE_FLOAT && real == 0.0 && signbit(real);
    sqlite3_finalize(value);
    sqlite3_close(db);
    return is;
}

static void values_come_back_as_they_were(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    play(fixture, 2);
    ts_store_close(acts->store);
    acts->store = NULL;
    run_sql(fixture->path, "INSERT INTO var(run, name, seq, value) SELECT 1, 1, 100 + v.n, v.value FROM (SELECT 1 AS n, 9223372036854775807 AS value "
                           "UNION ALL VALUES (2, -9223372036854775807 - 1), (3, 9007199254740993), (4, 1.0), (5, -0.0), (6, 9e999), (7, -9e999), "
                           "(8, 0.1), (9, 5e-324), (10, 1.7976931348623157e308), (11, ''), (12, x''), (13, x'00ff'), (14, char(1, 8, 9, 10, 34, 92, 127, "
                           "233, 128512)), (15, CAST(x'ff41' AS TEXT)), (16, NULL), (17, '{\"blob\":\"00\"}'), (18, 1e15)) v");
    assert_ok(acts, ts_store_open(fixture->path, TS_STORE_READ, acts->symbols, &acts->store, &acts->err));
    export_lines(fixture);
    assert_ok(acts, import_lines(fixture, fixture->lines, fixture->count));
    char words[512];
    snprintf(words, sizeof words,
             "ATTACH '%s' AS other; CREATE TEMP TABLE same(fine INTEGER CHECK (fine)); INSERT INTO same SELECT count(*) = 18 AND "
             "sum(typeof(a.value) = typeof(b.value) AND a.value IS b.value AND quote(a.value) = quote(b.value)) = 18 "
             "FROM var a JOIN other.var b USING (run, name, seq) WHERE seq > 100",
             fixture->other);
    run_sql(fixture->path, words);
    assert_true(is_minus_zero(fixture->path) && is_minus_zero(fixture->other));
}

// --- what is wrong with lines

static void a_line_that_is_missing_repeated_or_moved_is_named(void **state)
{
    struct fixture *fixture = *state;
    char *lines[LINES_MAX];
    play(fixture, 5);
    export_lines(fixture);
    int count = fixture->count;
    memcpy(lines, fixture->lines, sizeof lines);
    memmove(lines + 9, lines + 10, (size_t)(count - 10) * sizeof *lines);
    assert_refused(fixture, lines, count - 1, "line 10 should not be here: it is number 11, 1 before it is missing");
    memcpy(lines, fixture->lines, sizeof lines);
    memmove(lines + 10, lines + 9, (size_t)(count - 9) * sizeof *lines);
    assert_refused(fixture, lines, count + 1, "line 11 is number 10: it is repeated");
    memcpy(lines, fixture->lines, sizeof lines);
    lines[9] = fixture->lines[11], lines[11] = fixture->lines[9];
    assert_refused(fixture, lines, count, "line 10 should not be here: it is number 12");
    assert_refused(fixture, fixture->lines + 1, count - 1, "line 1 does not begin an export");
}

static void a_file_that_is_cut_or_goes_on_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char *lines[LINES_MAX], cut[4096];
    play(fixture, 5);
    export_lines(fixture);
    int count = fixture->count;
    assert_refused(fixture, fixture->lines, 0, "there is no line in it");
    for (int i = 1; i < count; i++) assert_refused(fixture, fixture->lines, i, "without a last one: it was cut");
    memcpy(lines, fixture->lines, sizeof lines);
    lines[count] = fixture->lines[3];
    assert_refused(fixture, lines, count + 1, "comes after the last one");
    snprintf(cut, sizeof cut, "%.*s", (int)strlen(lines[7]) / 2, fixture->lines[7]);
    lines[7] = cut;
    assert_refused(fixture, lines, 8, "line 8 is cut short");
}

// Any byte of any line.
static void an_altered_line_is_refused_wherever_it_is_altered(void **state)
{
    struct fixture *fixture = *state;
    char *lines[LINES_MAX], altered[4096], number[32];
    play(fixture, 2);
    export_lines(fixture);
    memcpy(lines, fixture->lines, sizeof lines);
    for (int i = 0; i < fixture->count; i += 7) {
        size_t length = strlen(fixture->lines[i]);
        for (size_t at = 0; at < length; at += 11) {
            memcpy(altered, fixture->lines[i], length + 1);
            altered[at] ^= 1;
            lines[i] = altered;
            snprintf(number, sizeof number, "line %d ", i + 1);
            assert_refused(fixture, lines, fixture->count, number);
        }
        lines[i] = fixture->lines[i];
    }
}

static void messages_do_not_show_what_a_line_holds(void **state)
{
    struct fixture *fixture = *state;
    char *lines[LINES_MAX], altered[4096];
    play(fixture, 2);
    export_lines(fixture);
    memcpy(lines, fixture->lines, sizeof lines);
    for (int i = 0; i < fixture->count; i++) {
        char *found = strstr(fixture->lines[i], "lights the harbour lantern");
        if (!found) continue;
        snprintf(altered, sizeof altered, "%s", fixture->lines[i]);
        altered[found - fixture->lines[i]] = 'L';
        lines[i] = altered;
        assert_refused(fixture, lines, fixture->count, "was altered");
        assert_null(strstr(fixture->acts.err.message, "harbour"));
        return;
    }
    fail_msg("no line has the text");
}

// Lines of somebody who can chain hashes, but does not know the form.
static void assert_forged(struct fixture *fixture, const char *row, const char *words)
{
    struct ts_record_writer writer = {0};
    char *lines[2], line[512];
    unsigned char hash[TS_HASH_SIZE];
    char printed[TS_RECORD_HASH + 1];
    ts_record_write_head(&writer, SQL_VERSION);
    lines[0] = ts_memory_copy(writer.line.bytes);
    snprintf(line, sizeof line, "{\"n\":2,%s", row);
    ts_hash_chain(writer.hash, line, strlen(line), hash);
    ts_record_hash_print(hash, printed);
    snprintf(line + strlen(line), sizeof line - strlen(line), ",\"hash\":\"%s\"}", printed);
    lines[1] = line;
    assert_refused(fixture, lines, 2, words);
    free(lines[0]);
    ts_record_writer_clear(&writer);
}

static void rows_that_no_store_has_are_refused(void **state)
{
    struct fixture *fixture = *state;
    assert_forged(fixture, "\"nothing\":{\"id\":1}", "line 2 is of a table");
    assert_forged(fixture, "\"sqlite_schema\":{\"type\":\"table\"}", "line 2 is of a table");
    assert_forged(fixture, "\"runs\":{\"run\":\"r\"}", "line 2 is of a table");
    assert_forged(fixture, "\"player\":{\"id\":1,\"created_at\":2,\"more\":3}", "line 2 has a column");
    assert_forged(fixture, "\"player\":{\"created_at\":2,\"id\":1}", "line 2 has a column");
    assert_forged(fixture, "\"player\":{\"id\":1}", "line 2 does not fit into the table \"player\"");
    assert_forged(fixture, "\"player\":{\"id\":1,\"created_at\":\"then\"}", "line 2 does not fit into the table \"player\"");
    assert_forged(fixture, "\"player\":{\"id\":01,\"created_at\":2}", "column \"id\"");
    assert_forged(fixture, "\"player\":{\"id\":9223372036854775808,\"created_at\":2}", "column \"id\"");
    assert_forged(fixture, "\"player\":{\"id\":true,\"created_at\":2}", "column \"id\"");
    assert_forged(fixture, "\"name\":{\"id\":1,\"text\":\"\\ud800\",\"hash\":1}", "column \"text\"");
    assert_forged(fixture, "\"name\":{\"id\":1,\"text\":\"\xff\",\"hash\":1}", "column \"text\"");
    assert_forged(fixture, "\"name\":{\"id\":1,\"text\":\"open", "column \"text\"");
    assert_forged(fixture, "\"name\":{\"id\":1,\"text\":{\"blob\":\"0g\"},\"hash\":1}", "column \"text\"");
    assert_forged(fixture, "\"name\":[1]", "line 2 holds no row");
    assert_forged(fixture, "\"end\":true,\"records\":3", "line 2 does not end the export that is here");
}

static void other_formats_and_newer_versions_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct ts_record_writer writer = {0};
    ts_record_write_head(&writer, 99);
    assert_refused(fixture, &writer.line.bytes, 1, "newer turnstone");
    ts_record_writer_clear(&writer);
    assert_refused(fixture, (char *[]){(char *)"{\"n\":1,\"format\":\"something\"}"}, 1, "line 1 does not begin an export");
    assert_refused(fixture, (char *[]){(char *)"id,name"}, 1, "line 1 does not begin an export");
}

static void references_that_lead_nowhere_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct ts_record_writer writer = {0};
    char *lines[3];
    ts_record_write_head(&writer, SQL_VERSION);
    lines[0] = ts_memory_copy(writer.line.bytes);
    ts_record_write_begin(&writer, "player");
    ts_record_write_field(&writer, "id", &(struct ts_field){.kind = TS_FIELD_INT, .integer = 7});
    ts_record_write_field(&writer, "created_at", &(struct ts_field){.kind = TS_FIELD_INT, .integer = 7});
    ts_record_write_end(&writer);
    lines[1] = ts_memory_copy(writer.line.bytes);
    ts_record_write_last(&writer);
    lines[2] = writer.line.bytes;
    assert_refused(fixture, lines, 3, "refers to one of \"name\" that is not there");
    free(lines[0]);
    free(lines[1]);
    ts_record_writer_clear(&writer);
}

static void what_is_there_is_never_written_over(void **state)
{
    struct fixture *fixture = *state;
    struct acts *acts = &fixture->acts;
    struct ts_import *import;
    char log[160];
    play(fixture, 1);
    assert_int_equal(ts_store_import_begin(fixture->path, &import, &acts->err), TS_CANNOT_CREATE);
    assert_null(import);
    assert_int_equal(ts_store_backup(acts->store, fixture->path, NULL, NULL, &acts->err), TS_CANNOT_CREATE);
    snprintf(log, sizeof log, "%s-wal", fixture->other);
    fclose(fopen(log, "w"));
    assert_int_equal(ts_store_backup(acts->store, fixture->other, NULL, NULL, &acts->err), TS_CANNOT_CREATE);
    assert_non_null(strstr(acts->err.message, "is the log of a store"));
    assert_int_equal(access(fixture->other, F_OK), -1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(import_makes_the_store_that_was_exported),
        TEST(an_imported_store_is_private_closed_and_can_be_played_on),
        TEST(values_come_back_as_they_were),
        TEST(a_line_that_is_missing_repeated_or_moved_is_named),
        TEST(a_file_that_is_cut_or_goes_on_is_refused),
        TEST(an_altered_line_is_refused_wherever_it_is_altered),
        TEST(messages_do_not_show_what_a_line_holds),
        TEST(rows_that_no_store_has_are_refused),
        TEST(other_formats_and_newer_versions_are_refused),
        TEST(references_that_lead_nowhere_are_refused),
        TEST(what_is_there_is_never_written_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
