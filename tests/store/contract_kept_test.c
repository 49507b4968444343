// contract_kept_test.c - what every store promises of what players keep: skills they learned, a name they chose
#include "contract.h"

static enum ts_status keep(struct acts *acts, const char *player, const char *name, const char *value)
{
    struct ts_kept kept = {.kind = TS_KEPT_SKILL, .name = name, .value = value, .at = ++acts->at};
    return ts_store_keep(acts->store, acts_symbol(acts, player), &kept, &acts->err);
}

static void save(struct acts *acts, const char *name, const char *value)
{
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, keep(acts, "player", name, value));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

static void add(void *self, const struct ts_kept *kept)
{
    ts_buffer_add_format(self, "%s %s=%s;", kept->kind, kept->name, kept->value);
}

static void assert_kept(struct acts *acts, const char *player, const char *expected)
{
    struct ts_buffer all = {0};
    assert_ok(acts, ts_store_each_kept(acts->store, acts_symbol(acts, player), add, &all, &acts->err));
    assert_string_equal(all.bytes ? all.bytes : "", expected);
    ts_buffer_clear(&all);
}

static void gives_what_is_kept_by_name_each_as_it_was_last(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    assert_kept(acts, "player", "");
    save(acts, "harbour:b", "2");
    save(acts, "harbour:a", "1");
    save(acts, "harbour:b", "3");
    reopen(fixture_of(state));
    assert_kept(acts, "player", "skill harbour:a=1;skill harbour:b=3;");
    assert_kept(acts, "nobody", "");
    assert_sound(acts);
    ts_run_free(run);
}

static void lets_go_of_what_has_no_value(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    save(acts, "harbour:a", "1");
    save(acts, "harbour:b", "1");
    save(acts, "harbour:a", NULL);
    save(acts, "harbour:never", NULL);
    reopen(fixture_of(state));
    assert_kept(acts, "player", "skill harbour:b=1;");
    save(acts, "harbour:a", "4");
    assert_kept(acts, "player", "skill harbour:a=4;skill harbour:b=1;");
    ts_run_free(run);
}

static void takes_it_back_with_its_batch(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    save(acts, "harbour:a", "1");
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, keep(acts, "player", "harbour:a", "2"));
    assert_ok(acts, keep(acts, "player", "harbour:b", "2"));
    assert_kept(acts, "player", "skill harbour:a=2;skill harbour:b=2;"); // seen by who writes
    ts_store_rollback(acts->store);
    assert_kept(acts, "player", "skill harbour:a=1;");
    ts_run_free(run);
}

static void keeps_nothing_of_nobody(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_int_equal(keep(acts, "nobody", "harbour:a", "1"), TS_DATA);
    assert_non_null(strstr(acts->err.message, "\"nobody\""));
    ts_store_rollback(acts->store);
    assert_kept(acts, "nobody", "");
}

static void outlives_the_run_that_it_was_earned_in(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = start(acts, "r");
    save(acts, "harbour:a", "1");
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    reopen(fixture_of(state));
    assert_kept(acts, "player", "skill harbour:a=1;");
    assert_sound(acts);
    ts_run_free(run);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(gives_what_is_kept_by_name_each_as_it_was_last),
        CASE(lets_go_of_what_has_no_value),
        CASE(takes_it_back_with_its_batch),
        CASE(keeps_nothing_of_nobody),
        CASE(outlives_the_run_that_it_was_earned_in),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
