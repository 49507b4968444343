// narrator_settings_test.c - which narrator holds: option, environment, file and default; and who may read the file
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "narrator/settings.h"

struct place { char folder[64], file[128]; struct ts_narrator_settings settings; struct ts_err err; };

static const char *const variables[] = {"TURNSTONE_NARRATOR", "TURNSTONE_NARRATOR_URL", "TURNSTONE_NARRATOR_MODEL", "TURNSTONE_NARRATOR_KEY",
                                        "TURNSTONE_NARRATOR_WAIT", "TURNSTONE_NARRATOR_RUN_TOKENS", "TURNSTONE_NARRATOR_SESSION_TOKENS",
                                        "TURNSTONE_NARRATOR_NAMES", "TURNSTONE_NARRATOR_FILE"};

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) unsetenv(variables[i]);
    strcpy(place->folder, "/tmp/turnstone-settings-XXXXXX");
    if (!mkdtemp(place->folder)) return -1;
    setenv("XDG_CONFIG_HOME", place->folder, 1);
    snprintf(place->file, sizeof place->file, "%s/turnstone", place->folder);
    mkdir(place->file, 0700);
    strcat(place->file, "/narrator.json");
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    unlink(place->file);
    *strrchr(place->file, '/') = '\0';
    rmdir(place->file);
    rmdir(place->folder);
    free(place);
    return 0;
}

static void write_file(const struct place *place, const char *text, mode_t mode)
{
    FILE *file = fopen(place->file, "w");
    fputs(text, file);
    fclose(file);
    chmod(place->file, mode);
}

static struct ts_narrator_settings *read_well(void **state, const char *named)
{
    struct place *place = *state;
    if (ts_narrator_settings_read(named, &place->settings, &place->err)) fail_msg("%s", place->err.message);
    return &place->settings;
}

static void expect_refused(void **state, const char *named, enum ts_status status, const char *part)
{
    struct place *place = *state;
    assert_int_equal(ts_narrator_settings_read(named, &place->settings, &place->err), status);
    ts_narrator_settings_clear(&place->settings);
    if (!strstr(place->err.message, part)) fail_msg("\"%s\" says nothing of \"%s\"", place->err.message, part);
}

static const char whole[] = "{\"narrator\":\"openai\",\"url\":\"http://127.0.0.1:8080/v1/\",\"model\":\"small\",\"key\":\"sk-file\",\"wait\":3,"
                            "\"run_tokens\":5000,\"session_tokens\":900,\"names\":\"real\"}";

static void is_the_grammar_by_itself(void **state)
{
    struct ts_narrator_settings *settings = read_well(state, NULL);
    assert_int_equal(settings->kind, TS_NARRATOR_GRAMMAR);
    assert_int_equal(settings->wait_ms, 8000);
    assert_int_equal(settings->run_tokens + settings->session_tokens, 0);
    assert_false(settings->keeps_names);
    ts_narrator_settings_clear(settings);
}

static void reads_the_file(void **state)
{
    write_file(*state, whole, 0600);
    struct ts_narrator_settings *settings = read_well(state, NULL);
    assert_int_equal(settings->kind, TS_NARRATOR_MODEL);
    assert_string_equal(settings->url, "http://127.0.0.1:8080/v1");
    assert_string_equal(settings->model, "small");
    assert_string_equal(settings->key, "sk-file");
    assert_int_equal(settings->wait_ms, 3000);
    assert_int_equal(settings->run_tokens, 5000);
    assert_int_equal(settings->session_tokens, 900);
    assert_true(settings->keeps_names);
    ts_narrator_settings_clear(settings);
}

static void hears_the_option_before_the_environment_before_the_file(void **state)
{
    write_file(*state, whole, 0600);
    setenv("TURNSTONE_NARRATOR", "none", 1);
    setenv("TURNSTONE_NARRATOR_MODEL", "large", 1);
    assert_int_equal(read_well(state, NULL)->kind, TS_NARRATOR_NONE);
    ts_narrator_settings_clear(&((struct place *)*state)->settings);
    struct ts_narrator_settings *settings = read_well(state, "openai");
    assert_int_equal(settings->kind, TS_NARRATOR_MODEL);
    assert_string_equal(settings->model, "large");
    assert_string_equal(settings->url, "http://127.0.0.1:8080/v1");
    ts_narrator_settings_clear(settings);
}

static void takes_the_key_out_of_the_environment(void **state)
{
    setenv("TURNSTONE_NARRATOR_KEY", "sk-environment", 1);
    const char *bytes = getenv("TURNSTONE_NARRATOR_KEY");
    assert_string_equal(read_well(state, NULL)->key, "sk-environment");
    assert_null(getenv("TURNSTONE_NARRATOR_KEY"));
    assert_string_equal(bytes, "");
    ts_narrator_settings_clear(&((struct place *)*state)->settings);
}

static void refuses_a_file_that_others_may_read(void **state)
{
    write_file(*state, whole, 0640);
    expect_refused(state, NULL, TS_DATA, "chmod 600");
    write_file(*state, whole, 0602);
    expect_refused(state, NULL, TS_DATA, "chmod 600");
}

static void refuses_a_file_of_somebody_else(void **state)
{
    struct place *place = *state;
    write_file(place, whole, 0600);
    if (geteuid() || chown(place->file, 65534, 65534)) skip();
    expect_refused(state, NULL, TS_DATA, "another user");
}

static void never_says_what_stands_in_the_file(void **state)
{
    struct place *place = *state;
    write_file(place, "{\"key\": sk-unquoted}", 0600);
    expect_refused(state, NULL, TS_DATA, "line 1");
    assert_null(strstr(place->err.message, "sk-"));
}

static void says_what_is_to_be_set(void **state)
{
    expect_refused(state, "openai", TS_USAGE, "TURNSTONE_NARRATOR_URL");
    setenv("TURNSTONE_NARRATOR_URL", "http://127.0.0.1:1/v1", 1);
    expect_refused(state, "openai", TS_USAGE, "TURNSTONE_NARRATOR_MODEL");
    expect_refused(state, "llama", TS_USAGE, "\"llama\" (--narrator) is no narrator");
    setenv("TURNSTONE_NARRATOR_FILE", "/nowhere/at-all.json", 1);
    expect_refused(state, NULL, TS_DATA, "/nowhere/at-all.json");
}

static void refuses_what_cannot_be(void **state)
{
    static const char *const urls[] = {"ftp://here/v1", "file:///etc/passwd", "127.0.0.1:8080", "http://me:secret@here/v1", "http://here /v1"};
    setenv("TURNSTONE_NARRATOR_MODEL", "small", 1);
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        setenv("TURNSTONE_NARRATOR_URL", urls[i], 1);
        expect_refused(state, "openai", TS_USAGE, "url");
    }
    setenv("TURNSTONE_NARRATOR_WAIT", "soon", 1);
    expect_refused(state, NULL, TS_USAGE, "TURNSTONE_NARRATOR_WAIT");
    setenv("TURNSTONE_NARRATOR_WAIT", "0", 1);
    expect_refused(state, NULL, TS_USAGE, "above 0");
    unsetenv("TURNSTONE_NARRATOR_WAIT");
    setenv("TURNSTONE_NARRATOR_URL", "http://here/v1", 1);
    setenv("TURNSTONE_NARRATOR_KEY", "sk-a\r\nHost: elsewhere", 1);
    expect_refused(state, "openai", TS_USAGE, "line break");
    assert_null(getenv("TURNSTONE_NARRATOR_KEY"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(is_the_grammar_by_itself), CASE(reads_the_file), CASE(hears_the_option_before_the_environment_before_the_file),
        CASE(takes_the_key_out_of_the_environment), CASE(refuses_a_file_that_others_may_read), CASE(refuses_a_file_of_somebody_else),
        CASE(never_says_what_stands_in_the_file), CASE(says_what_is_to_be_set), CASE(refuses_what_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
