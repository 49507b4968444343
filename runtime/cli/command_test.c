// command_test.c - turnstone test
#include <string.h>

#include "base/arena.h"
#include "cli/crash.h"
#include "cli/junit.h"
#include "cli/open.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/deprecated.h"
#include "cli/tested.h"
#include "engine/specs.h"

struct test_options { const char *junit, *filter; struct ts_number seed; };

static const struct ts_option options[] = {
    {"filter", "PATTERN", "only tests whose name has this Lua pattern", TS_OPTION_TEXT, offsetof(struct test_options, filter)},
    {"seed", "N", "run the tests of each file in another order, with other rolls: all must pass all the same", TS_OPTION_NUMBER, offsetof(struct test_options, seed)},
    {"junit", "FILE", "write the results there too, as JUnit XML", TS_OPTION_TEXT, offsetof(struct test_options, junit)},
    {0},
};

static void show_logged(void *self, const char *line, size_t length)
{
    struct ts_buffer page = {0};
    (void)self;
    ts_print_clean(&page, line, length, true);
    ts_buffer_add_byte(&page, '\n');
    ts_complain_page(&page);
    ts_buffer_clear(&page);
}

static void say_none(const struct ts_cli *cli, uint32_t files, const struct ts_tested *tested)
{
    const struct test_options *how = cli->options;
    if (tested->count) return;
    if (!files) ts_say(cli, "no pack has specs: they are files tests/NAME_spec.lua in a pack's folder; `turnstone new story NAME` makes a pack that has one");
    else if (how->filter) ts_say(cli, "no test has \"%s\" in its name", how->filter);
    else ts_say(cli, "the specs hold no tests: `it(\"burns\", function() … end)` is one");
}

static enum ts_status print(const struct ts_cli *cli, const struct ts_tested *tested, struct ts_err *err)
{
    struct ts_buffer page = {0};
    enum ts_status status;
    if (cli->globals.json) ts_tested_write_json(tested, &page);
    else ts_tested_write(tested, &page);
    status = cli->globals.json ? ts_print_line(&page, err) : ts_print(&page, err);
    ts_buffer_clear(&page);
    if (!status && ts_tested_failed(tested)) status = ts_err_set(err, TS_FAILED, "%s", "");
    return status;
}

static enum ts_status run_specs(struct ts_cli *cli, struct ts_front *front, struct ts_tested *tested, struct ts_err *err)
{
    const struct test_options *how = cli->options;
    struct ts_specs_how ways = {.packs = cli->words.items, .pack_count = cli->words.count, .filter = how->filter, .has_seed = how->seed.given,
                                .seed = (uint64_t)how->seed.value, .each = ts_tested_add, .say = show_logged, .self = tested};
    uint32_t files = 0;
    enum ts_status status = ts_open_content(cli, front, err);
    if (!status) ts_crash_forget(cli);
    if (!status) status = ts_specs_run(&front->engine, &ways, &files, err);
    ts_deprecated_say(cli, front->engine.host);
    if (!status) say_none(cli, files, tested);
    return status;
}

static enum ts_status save_junit(struct ts_output *junit, const struct ts_tested *tested, struct ts_err *err)
{
    struct ts_buffer xml = {0};
    ts_junit_write(&xml, tested);
    enum ts_status status = ts_output_save(junit, &xml, err);
    ts_buffer_clear(&xml);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct test_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_tested tested = {0};
    struct ts_output junit = {0};
    enum ts_status status = how->junit ? ts_output_open(&junit, how->junit, err) : TS_OK;
    if (!status) status = run_specs(cli, &front, &tested, err);
    if (!status && how->junit) status = save_junit(&junit, &tested, err);
    ts_output_clear(&junit);
    if (!status) status = print(cli, &tested, err);
    ts_tested_clear(&tested);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_test = {
    .name = "test", .words = "[PACK...]", .help = "run the specs that lie beside the content",
    .more = "Specs are the files tests/NAME_spec.lua of packs (those named, else all that have some), written in busted's words: describe, it,\n"
            "before_each, assert. They drive stories through `sim`, as simulation scripts do; each test has a fresh world in memory.\n"
            "    it(\"burns once lit\", function()\n"
            "      local run = play(\"harbour:lantern\", \"light\")\n"
            "      assert.is_true(run.vars.lit)\n"
            "    end)\n"
            "The last line is \"N passed, N failed, N skipped\"; errors count as failed. Exit code 1 when a test failed, however many.",
    .most = UINT32_MAX, .options = options, .size = sizeof(struct test_options), .run = run,
};
