// library_test.c - libraries that are loaded when they are needed, and those that cannot be
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/library.h"

#define MATHS_FUNCTIONS(do) do(cos) do(floor)

struct maths_library { MATHS_FUNCTIONS(TS_LIBRARY_FUNCTION) };

static void finds_functions_in_the_order_of_their_names(void **state)
{
    static const char *const names[] = {MATHS_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    struct maths_library lib;
    struct ts_err err;
    (void)state;
    if (ts_library_load("a sum", "libm.so.6", names, &lib, &err)) fail_msg("%s", err.message);
    assert_true(lib.cos(0) == 1);
    assert_true(lib.floor(2.5) == 2);
}

static void expect_refused(const char *file, const char *const names[], const char *words)
{
    struct maths_library lib;
    struct ts_err err;
    assert_int_equal(ts_library_load("a sum", file, names, &lib, &err), TS_UNAVAILABLE);
    if (!strstr(err.message, "a sum") || !strstr(err.message, words)) fail_msg("\"%s\" says nothing of \"%s\"", err.message, words);
}

static void says_what_cannot_be_loaded(void **state)
{
    static const char *const some[] = {"cos", NULL}, *const unknown[] = {"cos", "count_sheep", NULL};
    (void)state;
    expect_refused("libnobody.so.1", some, "\"libnobody.so.1\" cannot be loaded");
    expect_refused("libnobody.so.1", some, "install it");
    expect_refused("libm.so.6", unknown, "has no count_sheep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_functions_in_the_order_of_their_names),
        cmocka_unit_test(says_what_cannot_be_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
