// archive_test.c - packs that come as .zip files load as folders do, and hostile archives are refused by name
#include <zip.h>

#include "lua/build.h"
#include "pack_folder.h"

struct entry {
    const char *name, *text;
};

static zip_int64_t add(zip_t *zip, const char *name, const char *text, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, text, length, 0);
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    assert_true(index >= 0);
    return index;
}

static zip_t *begin(struct fixture *fixture)
{
    int code;
    zip_t *zip = zip_open(fixture->zip, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    return zip;
}

static void put_zip(struct fixture *fixture, const struct entry *entries)
{
    zip_t *zip = begin(fixture);
    for (; entries->name; entries++) add(zip, entries->name, entries->text, strlen(entries->text));
    assert_int_equal(zip_close(zip), 0);
}

// Every place in the archive's bytes where `from` stands gets `to`, which is as long: what no tool would write.
static void forge(struct fixture *fixture, const void *from, const void *to, size_t length)
{
    static char bytes[1 << 20];
    FILE *file = fopen(fixture->zip, "r+");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    int places = 0;
    for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), from, length)); at += length, places++) memcpy(at, to, length);
    assert_true(places > 0);
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void tell(void *self, const struct ts_problem *problem)
{
    struct fixture *fixture = self;
    size_t length = strlen(fixture->told);
    snprintf(fixture->told + length, sizeof fixture->told - length, "%s:%u %s %s\n", ts_symbol_text(fixture->symbols, problem->place.file),
             problem->place.line, problem->code, problem->message);
}

static const struct ts_content *load(struct fixture *fixture)
{
    const char *folders[] = {fixture->folder};
    ts_host_free(fixture->host);
    fixture->told[0] = '\0';
    assert_int_equal(ts_host_load(fixture->symbols, &(struct ts_loading){.folders = folders, .folder_count = 1}, tell, fixture, &fixture->host,
                                  &fixture->err),
                     TS_OK);
    return ts_host_content(fixture->host);
}

// Nothing of the archive is loaded, and that is why.
static void expect_refused(struct fixture *fixture, const char *why)
{
    const struct ts_content *content = load(fixture);
    if (!strstr(fixture->told, "bad-archive") || !strstr(fixture->told, why)) fail_msg("wanted: %s\ntold:\n%s", why, fixture->told);
    assert_int_equal(content->pack_count, 0);
    assert_int_equal(content->left_out_count, 1);
}

static const char manifest[] = "return { name = \"reef\", version = \"1.0.0\" }\n";
static const char script[] = "define.world { depth = 3 }\ndefine.story \"tale\" { start = \"a\", scenes = { a = { ending = \"x\" } } }\n";

// --- what loads

static void expect_reef(struct fixture *fixture)
{
    const struct ts_content *content = load(fixture);
    assert_string_equal(fixture->told, "");
    assert_int_equal(content->pack_count, 1);
    assert_string_equal(ts_symbol_text(fixture->symbols, content->packs[0].name), "reef");
    assert_string_equal(content->packs[0].folder, fixture->zip);
    assert_non_null(ts_content_find_story(content, "reef:tale"));
    assert_string_equal(ts_symbol_text(fixture->symbols, content->keys[0].place.file), "reef/init.lua");
}

static void loads_a_pack_at_the_top(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"init.lua", script}, {"pack.lua", manifest}, {"README.md", "words"}, {NULL, NULL}});
    expect_reef(fixture);
}

static void loads_a_pack_below_one_folder(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"reef-1.0/pack.lua", manifest}, {"reef-1.0/init.lua", script}, {"other/x.lua", "error(1)"}, {NULL, NULL}});
    expect_reef(fixture);
}

static void keeps_tests_and_migrations_from_the_scripts(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"pack.lua", manifest},
                                      {"init.lua", script},
                                      {"tests/a.lua", "error(1)"},
                                      {"locale/de.lua", "error(1)"},
                                      {".hidden/a.lua", "error(1)"},
                                      {"migrations/0002_b.lua", "return { }"},
                                      {"migrations/0001_a.lua", "return {}"},
                                      {NULL, NULL}});
    expect_reef(fixture);
    assert_int_equal(fixture->host->packs[0].source_count, 1);
    assert_int_equal(fixture->host->packs[0].migration_count, 2);
    assert_string_equal(fixture->host->packs[0].migrations[0].path, "reef/migrations/0001_a.lua");
    assert_string_equal(fixture->host->packs[0].migrations[1].text, "return { }");
}

static void tells_of_migrations_without_a_number(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"pack.lua", manifest}, {"migrations/quay.lua", "return {}"}, {NULL, NULL}});
    load(fixture);
    assert_non_null(strstr(fixture->told, "bad-name the migration"));
}

static void finds_the_place_of_an_error(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"x/pack.lua", manifest}, {"x/init.lua", "\nerror(\"here\")\n"}, {NULL, NULL}});
    load(fixture);
    assert_string_equal(fixture->told, "reef/init.lua:2 script-error here\n");
}

static void refuses_a_second_pack_of_the_name(void **state)
{
    struct fixture *fixture = *state;
    char path[128];
    FILE *file;
    put_zip(fixture, (struct entry[]){{"pack.lua", manifest}, {"init.lua", script}, {NULL, NULL}});
    snprintf(path, sizeof path, "%s/reef", fixture->folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/reef/pack.lua", fixture->folder);
    file = fopen(path, "w");
    fputs(manifest, file);
    fclose(file);
    const struct ts_content *content = load(fixture);
    assert_non_null(strstr(fixture->told, "duplicate-id there are two packs \"reef\""));
    assert_non_null(strstr(fixture->told, fixture->zip));
    assert_int_equal(content->pack_count, 1);
    assert_string_equal(content->packs[0].folder + strlen(content->packs[0].folder) - 5, "/reef");
}

// --- what is refused

static void refuses_names_that_leave_the_folder(void **state)
{
    static const struct {
        const char *name, *why;
    } cases[] = {{"../init.lua", "would lie outside"}, {"a/../../b.lua", "would lie outside"}, {"a//b.lua", "would lie outside"},
                 {"./a.lua", "would lie outside"},     {"/etc/x.lua", "is no plain path"},    {"a\\b.lua", "is no plain path"},
                 {"c:x.lua", "is no plain path"},      {"a\nb.lua", "is no plain path"}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_zip(fixture, (struct entry[]){{"pack.lua", manifest}, {cases[i].name, "x"}, {NULL, NULL}});
        expect_refused(fixture, cases[i].why);
    }
}

static void refuses_links(void **state)
{
    struct fixture *fixture = *state;
    zip_t *zip = begin(fixture);
    add(zip, "pack.lua", manifest, strlen(manifest));
    zip_int64_t link = add(zip, "init.lua", "/etc/passwd", 11);
    assert_int_equal(zip_file_set_external_attributes(zip, (zip_uint64_t)link, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)(S_IFLNK | 0777) << 16), 0);
    assert_int_equal(zip_close(zip), 0);
    expect_refused(fixture, "\"init.lua\" is a link or a device");
}

static void refuses_what_is_encrypted(void **state)
{
    struct fixture *fixture = *state;
    zip_t *zip = begin(fixture);
    add(zip, "pack.lua", manifest, strlen(manifest));
    zip_int64_t secret = add(zip, "init.lua", script, strlen(script));
    assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)secret, ZIP_EM_AES_256, "word"), 0);
    assert_int_equal(zip_close(zip), 0);
    expect_refused(fixture, "\"init.lua\" is encrypted");
}

static void refuses_names_that_are_there_twice(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"pack.lua", manifest}, {"init.lua", script}, {"inix.lua", "error(1)"}, {NULL, NULL}});
    forge(fixture, "inix.lua", "init.lua", 8);
    expect_refused(fixture, "\"init.lua\" is there twice");
}

static void stops_at_what_is_larger_than_it_claims(void **state)
{
    struct fixture *fixture = *state;
    const uint32_t real = 200000, claim = 100;
    char *zeroes = malloc(real);
    zip_t *zip = begin(fixture);
    memset(zeroes, '\n', real);
    add(zip, "pack.lua", manifest, strlen(manifest));
    add(zip, "init.lua", zeroes, real);
    assert_int_equal(zip_close(zip), 0);
    free(zeroes);
    forge(fixture, &real, &claim, sizeof real);
    expect_refused(fixture, "\"init.lua\" is ");
}

static void refuses_a_file_that_is_too_large(void **state)
{
    struct fixture *fixture = *state;
    size_t size = TS_BOX_SOURCE_MAX + 1;
    char *text = malloc(size);
    zip_t *zip = begin(fixture);
    memset(text, '\n', size);
    add(zip, "pack.lua", manifest, strlen(manifest));
    add(zip, "init.lua", text, size);
    assert_int_equal(zip_close(zip), 0);
    free(text);
    expect_refused(fixture, "\"init.lua\" is larger than 1024 kB");
}

static void refuses_more_than_64_megabytes(void **state)
{
    struct fixture *fixture = *state;
    size_t size = 33 << 20;
    char *text = calloc(1, size);
    zip_t *zip = begin(fixture);
    add(zip, "pack.lua", manifest, strlen(manifest));
    add(zip, "one.png", text, size);
    add(zip, "two.png", text, size);
    assert_int_equal(zip_close(zip), 0);
    free(text);
    expect_refused(fixture, "\"two.png\" makes it larger than 64 MB");
}

static void refuses_more_than_5000_files(void **state)
{
    struct fixture *fixture = *state;
    zip_t *zip = begin(fixture);
    add(zip, "pack.lua", manifest, strlen(manifest));
    for (int i = 0; i < 5000; i++) {
        char name[32];
        snprintf(name, sizeof name, "f%d.txt", i);
        add(zip, name, "", 0);
    }
    assert_int_equal(zip_close(zip), 0);
    expect_refused(fixture, "holds more than 5000 files");
}

static void refuses_archives_without_or_with_two_manifests(void **state)
{
    struct fixture *fixture = *state;
    put_zip(fixture, (struct entry[]){{"init.lua", script}, {NULL, NULL}});
    expect_refused(fixture, "\"pack.lua\" is not in it");
    put_zip(fixture, (struct entry[]){{"a/pack.lua", manifest}, {"b/pack.lua", manifest}, {NULL, NULL}});
    expect_refused(fixture, "one archive holds one pack");
}

static void refuses_what_is_no_archive(void **state)
{
    struct fixture *fixture = *state;
    FILE *file = fopen(fixture->zip, "w");
    fputs("PK, or so it says", file);
    fclose(file);
    expect_refused(fixture, "it is no zip archive");
}

// Whatever byte of an archive is wrong, it is refused or loaded, and nothing worse.
static void survives_damage_anywhere(void **state)
{
    struct fixture *fixture = *state;
    static char bytes[4096];
    FILE *file;
    size_t size;
    put_zip(fixture, (struct entry[]){{"pack.lua", manifest}, {"init.lua", script}, {NULL, NULL}});
    file = fopen(fixture->zip, "r");
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t i = 0; i < size; i++) {
        char right = bytes[i];
        bytes[i] = (char)~right;
        file = fopen(fixture->zip, "w");
        fwrite(bytes, 1, i % 7 ? size : size - i / 2, file); // now and then cut short as well
        fclose(file);
        bytes[i] = right;
        (void)load(fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(loads_a_pack_at_the_top, start, stop),
        cmocka_unit_test_setup_teardown(loads_a_pack_below_one_folder, start, stop),
        cmocka_unit_test_setup_teardown(keeps_tests_and_migrations_from_the_scripts, start, stop),
        cmocka_unit_test_setup_teardown(tells_of_migrations_without_a_number, start, stop),
        cmocka_unit_test_setup_teardown(finds_the_place_of_an_error, start, stop),
        cmocka_unit_test_setup_teardown(refuses_a_second_pack_of_the_name, start, stop),
        cmocka_unit_test_setup_teardown(refuses_names_that_leave_the_folder, start, stop),
        cmocka_unit_test_setup_teardown(refuses_links, start, stop),
        cmocka_unit_test_setup_teardown(refuses_what_is_encrypted, start, stop),
        cmocka_unit_test_setup_teardown(refuses_names_that_are_there_twice, start, stop),
        cmocka_unit_test_setup_teardown(stops_at_what_is_larger_than_it_claims, start, stop),
        cmocka_unit_test_setup_teardown(refuses_a_file_that_is_too_large, start, stop),
        cmocka_unit_test_setup_teardown(refuses_more_than_64_megabytes, start, stop),
        cmocka_unit_test_setup_teardown(refuses_more_than_5000_files, start, stop),
        cmocka_unit_test_setup_teardown(refuses_archives_without_or_with_two_manifests, start, stop),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_archive, start, stop),
        cmocka_unit_test_setup_teardown(survives_damage_anywhere, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
