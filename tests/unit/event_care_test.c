// event_care_test.c - what an event may ask: the stricter of all it comes from, what it says itself, and who reads it
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "game/event_care.h"

struct world {
    struct ts_symbols *symbols;
    struct ts_pack packs[2]; // the second declares nothing
    struct ts_content content;
    ts_symbol loss, abuse, storm;
};

static int set_up(void **state)
{
    static struct world world;
    world = (struct world){.symbols = ts_symbols_new()};
    world.packs[0].declares_care = true;
    world.content = (struct ts_content){.symbols = world.symbols, .packs = world.packs, .pack_count = 2};
    world.loss = ts_symbol_of(world.symbols, "loss");
    world.abuse = ts_symbol_of(world.symbols, "abuse");
    world.storm = ts_symbol_of(world.symbols, "storm");
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    ts_symbols_free(((struct world *)*state)->symbols);
    return 0;
}

static const char *kept(struct world *world, const struct ts_event_care *care)
{
    ts_symbol symbol = ts_event_care_symbol(care, world->symbols);
    return symbol ? ts_symbol_text(world->symbols, symbol) : "nothing";
}

static void keeps_the_stricter_of_all_it_comes_from(void **state)
{
    struct world *world = *state;
    struct ts_event_care care = {0};
    const struct ts_warning warning = {.type = world->storm, .description = "Wind."}, plain = {.description = "Something."};
    ts_event_care_add(&care, &world->content, NULL, 0);
    assert_string_equal(kept(world, &care), "nothing");
    ts_event_care_add(&care, &world->content, &(struct ts_care){0.4, &world->loss, 1, NULL}, 0);
    ts_event_care_add(&care, &world->content, &(struct ts_care){-1, (ts_symbol[]){world->loss, world->abuse}, 2, &warning}, 0);
    ts_event_care_add(&care, &world->content, &(struct ts_care){0.25, NULL, 0, NULL}, 0);
    assert_string_equal(kept(world, &care), "{\"intensity\":0.4,\"themes\":[\"abuse\",\"loss\",\"storm\"]}");
    ts_event_care_add(&care, &world->content, &(struct ts_care){-1, NULL, 0, &plain}, 0);
    assert_string_equal(kept(world, &care), "{\"intensity\":0.4,\"themes\":[\"abuse\",\"loss\",\"storm\"],\"warned\":true}");
    ts_event_care_add(&care, &world->content, NULL, 1);
    assert_string_equal(kept(world, &care), "{\"undeclared\":true}");
}

static void what_it_says_itself_stands_instead(void **state)
{
    struct world *world = *state;
    const ts_symbol none[1] = {0};
    struct ts_event_care from = {0};
    ts_event_care_add(&from, &world->content, &(struct ts_care){0.4, &world->loss, 1, NULL}, 0);
    struct ts_event_care care = from;
    ts_event_care_own(&care, &world->content, NULL);
    assert_string_equal(kept(world, &care), "{\"intensity\":0.4,\"themes\":[\"loss\"]}");
    ts_event_care_own(&care, &world->content, &(struct ts_care){-1, &world->abuse, 1, NULL});
    assert_string_equal(kept(world, &care), "{\"intensity\":0.4,\"themes\":[\"abuse\"]}");
    ts_event_care_own(&care, &world->content, &(struct ts_care){0, NULL, 0, NULL});
    assert_string_equal(kept(world, &care), "{\"themes\":[\"abuse\"]}");
    ts_event_care_own(&care, &world->content, &(struct ts_care){-1, none, 0, NULL});
    assert_string_equal(kept(world, &care), "nothing");
    care = (struct ts_event_care){.is_undeclared = true};
    ts_event_care_own(&care, &world->content, &(struct ts_care){0, NULL, 0, NULL});
    assert_string_equal(kept(world, &care), "nothing");
}

static void more_themes_than_can_be_kept_count_as_any(void **state)
{
    struct world *world = *state;
    struct ts_event_care care = {0};
    for (int i = 0; i <= TS_EVENT_THEMES_MAX; i++) {
        char name[16];
        snprintf(name, sizeof name, "t%d", i);
        ts_symbol theme = ts_symbol_of(world->symbols, name);
        ts_event_care_add(&care, &world->content, &(struct ts_care){-1, &theme, 1, NULL}, 0);
    }
    assert_string_equal(kept(world, &care), "{\"undeclared\":true}");
}

static bool reads(struct world *world, const struct ts_care_settings *settings, const char *care)
{
    struct ts_care_state state = {.settings = *settings};
    return ts_event_care_allows(world->symbols, &state, ts_symbol_of(world->symbols, care));
}

static void is_read_as_its_reader_asked(void **state)
{
    static const char heavy[] = "{\"intensity\":0.8,\"themes\":[\"loss\"]}", undeclared[] = "{\"undeclared\":true}", warned[] = "{\"warned\":true}";
    struct world *world = *state;
    struct ts_care_settings settings = ts_care_default();
    assert_true(reads(world, &settings, NULL) && reads(world, &settings, heavy) && reads(world, &settings, undeclared) && reads(world, &settings, "?"));
    settings.ceiling = 0.8;
    assert_true(reads(world, &settings, NULL) && reads(world, &settings, heavy) && !reads(world, &settings, undeclared));
    assert_true(!reads(world, &settings, "?") && !reads(world, &settings, "[]") && !reads(world, &settings, "{\"themes\":[5]}"));
    settings.ceiling = 0.75;
    assert_true(!reads(world, &settings, heavy) && reads(world, &settings, warned));
    settings = ts_care_default();
    settings.boundaries[settings.boundary_count++] = world->abuse;
    assert_true(reads(world, &settings, heavy) && reads(world, &settings, warned) && !reads(world, &settings, undeclared));
    settings.boundaries[settings.boundary_count++] = world->loss;
    assert_false(reads(world, &settings, heavy));
    settings = ts_care_default();
    settings.pure = true;
    assert_true(!reads(world, &settings, heavy) && !reads(world, &settings, warned) && reads(world, &settings, "{\"intensity\":1}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_the_stricter_of_all_it_comes_from, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_it_says_itself_stands_instead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_themes_than_can_be_kept_count_as_any, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_read_as_its_reader_asked, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
