// box_scripts.h - scripts run in a box of their own, and what they must come to
#ifndef TS_TESTS_BOX_SCRIPTS_H
#define TS_TESTS_BOX_SCRIPTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <lauxlib.h>

#include "lua/box.h"

// What a script must come to: "" is a clean end, otherwise a part of the message.
struct script {
    const char *source, *expected;
};

static struct ts_box *new_box(void)
{
    struct ts_box *box = ts_box_new("pack");
    assert_non_null(box);
    return box;
}

static enum ts_status run(struct ts_box *box, const char *source, int nresults, const struct ts_limits *limits, struct ts_err *err)
{
    err->message[0] = '\0';
    if (ts_box_load(box, "pack/init.lua", source, strlen(source), 0, err) != TS_OK) return err->status;
    return ts_box_call(box, 0, nresults, limits, err);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void check_script(const struct script *script, const struct ts_limits *limits)
{
    struct ts_err err;
    static const struct ts_limits unhurried = {.millis = 20000}; // a slow machine must not end it by the clock
    struct ts_box *box = new_box();
    double start = seconds();
    enum ts_status status = run(box, script->source, 0, limits ? limits : &unhurried, &err);
    if (*script->expected ? status == TS_OK || !strstr(err.message, script->expected) : status != TS_OK)
        fail_msg("%s\n  wanted '%s', got '%s'", script->source, script->expected, err.message);
    if (seconds() - start > 30) fail_msg("%s\n  took too long", script->source);
    assert_int_equal(lua_gettop(ts_box_lua(box)), 1);
    ts_box_free(box);
}

static void check_scripts(const struct script *scripts, size_t count, const struct ts_limits *limits)
{
    for (size_t i = 0; i < count; i++) check_script(&scripts[i], limits);
}

#define CHECK(scripts, limits) check_scripts(scripts, sizeof scripts / sizeof *scripts, limits)

#endif
