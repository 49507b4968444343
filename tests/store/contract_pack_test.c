// contract_pack_test.c - what every store promises of packs: what runs were played with, deeds, rules, players, and changed names
#include "described.h"

struct words {
    struct acts *acts;
    struct ts_buffer out;
};

static void expect(struct words *words, const char *expected)
{
    assert_string_equal(words->out.bytes ? words->out.bytes : "", expected);
    ts_buffer_clear(&words->out);
}

static void add_player(void *self, ts_symbol player)
{
    struct words *words = self;
    ts_buffer_add_format(&words->out, "%s ", ts_symbol_text(words->acts->symbols, player));
}

static void add_deed(void *self, const struct ts_deed_record *deed)
{
    struct words *words = self;
    ts_buffer_add_format(&words->out, "%s at %lld after %lld; ", ts_symbol_text(words->acts->symbols, deed->name), (long long)deed->at,
                         (long long)deed->completion);
}

static void add_unlock(void *self, const struct ts_unlock_record *unlock)
{
    struct words *words = self;
    ts_buffer_add_format(&words->out, "%s by %s; ", ts_symbol_text(words->acts->symbols, unlock->unlock),
                         ts_symbol_text(words->acts->symbols, unlock->rule));
}

static void add_number(void *self, const struct ts_completion_record *completion)
{
    struct words *words = self;
    ts_buffer_add_format(&words->out, "%lld %s; ", (long long)completion->number, ts_symbol_text(words->acts->symbols, completion->run));
}

static struct ts_run *begin(struct acts *acts, const char *id, const char *player, const char *packs)
{
    struct ts_run *run = acts_run(acts, id, player, "world", 0);
    acts_begin_start(acts, run);
    acts->changes.packs = packs ? acts_symbol(acts, packs) : 0;
    assert_ok(acts, acts_save(acts));
    return run;
}

static void grant(struct acts *acts, const char *player, const char *unlock, const char *rule)
{
    struct ts_granting granting = {acts_symbol(acts, player), acts_symbol(acts, unlock), acts_symbol(acts, rule), "[]", ++acts->at};
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_grant(acts->store, &granting, &acts->err));
    assert_ok(acts, ts_store_commit(acts->store, &acts->err));
}

static void gives_players_as_they_came(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct words words = {acts, {0}};
    ts_run_free(begin(acts, "r", "zoe", NULL));
    struct ts_run *undone = acts_run(acts, "s", "bo", "world", 0);
    acts_begin_start(acts, undone);
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, acts_apply(acts));
    ts_store_rollback(acts->store);
    grant(acts, "ada", "core:first", "core 1.0.0, core/init.lua:2");
    ts_run_free(begin(acts, "t", "zoe", NULL));
    reopen(fixture_of(state));
    assert_ok(acts, ts_store_each_player(acts->store, add_player, &words, &acts->err));
    expect(&words, "zoe ada ");
    ts_run_free(undone);
}

static enum ts_status deed(struct acts *acts, const char *name, int64_t at)
{
    enum ts_status status = ts_store_begin(acts->store, 1000, &acts->err);
    if (!status) status = ts_store_add_deed(acts->store, acts_symbol(acts, name), at, &acts->err);
    if (!status) return ts_store_commit(acts->store, &acts->err);
    ts_store_rollback(acts->store);
    return status;
}

static void does_a_deed_once(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct words words = {acts, {0}};
    assert_ok(acts, deed(acts, "harbour/0001_quay", 5));
    struct ts_run *run = start(acts, "r");
    turn(acts, run);
    complete(acts, run);
    assert_ok(acts, acts_save(acts));
    assert_int_equal(deed(acts, "harbour/0001_quay", 6), TS_REFUSED);
    assert_non_null(strstr(acts->err.message, "\"harbour/0001_quay\""));
    assert_ok(acts, ts_store_begin(acts->store, 1000, &acts->err));
    assert_ok(acts, ts_store_add_deed(acts->store, acts_symbol(acts, "undone"), 7, &acts->err));
    ts_store_rollback(acts->store);
    assert_ok(acts, deed(acts, "rule core:second", 8));
    reopen(fixture_of(state));
    assert_ok(acts, ts_store_each_deed(acts->store, add_deed, &words, &acts->err));
    expect(&words, "harbour/0001_quay at 5 after 0; rule core:second at 8 after 1; ");
    assert_sound(acts);
    ts_run_free(run);
}

static void numbers_completions_though_runs_are_deleted(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct words words = {acts, {0}};
    for (int i = 0; i < 3; i++) {
        struct ts_run *run = start(acts, (const char *[]){"a", "b", "c"}[i]);
        complete(acts, run);
        assert_ok(acts, acts_save(acts));
        if (i == 1) {
            acts_begin(acts, run, TS_ACT_DELETE);
            assert_ok(acts, acts_save(acts));
        }
        ts_run_free(run);
    }
    assert_ok(acts, ts_store_each_completion(acts->store, acts_symbol(acts, "player"), add_number, &words, &acts->err));
    expect(&words, "1 a; 2 b; 3 c; ");
}

static void keeps_which_rule_granted(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct words words = {acts, {0}};
    struct ts_run *run = start(acts, "r");
    complete(acts, run);
    ts_changeset_grant(&acts->changes, acts_symbol(acts, "core:third"), acts_symbol(acts, "core 1.0.0, core/init.lua:9"), copy("[2]"));
    assert_ok(acts, acts_save(acts));
    grant(acts, "player", "core:first", "core 1.0.0, core/init.lua:2");
    grant(acts, "player", "core:first", "another 1.0.0, another/init.lua:2");
    reopen(fixture_of(state));
    assert_ok(acts, ts_store_each_unlock(acts->store, acts_symbol(acts, "player"), add_unlock, &words, &acts->err));
    expect(&words, "core:second by ; core:third by core 1.0.0, core/init.lua:9; core:first by core 1.0.0, core/init.lua:2; ");
    ts_run_free(run);
}

// --- what runs are played with

static void expect_packs(struct acts *acts, const char *id, int64_t turn, const char *packs)
{
    struct ts_run_record record;
    enum ts_status status = turn < 0 ? ts_store_load_run(acts->store, acts_symbol(acts, id), &record, &acts->err)
                                     : ts_store_load_run_at(acts->store, acts_symbol(acts, id), turn, &record, &acts->err);
    assert_ok(acts, status);
    assert_string_equal(ts_symbol_text(acts->symbols, record.packs), packs);
    ts_run_record_clear(&record);
}

static void take_packs(void *self, const struct ts_run_record *run)
{
    struct words *words = self;
    ts_buffer_add_format(&words->out, "%s: %s; ", ts_symbol_text(words->acts->symbols, run->id), ts_symbol_text(words->acts->symbols, run->packs));
}

static void resume_with(struct acts *acts, struct ts_run *run, const char *packs)
{
    set_state(acts, run, TS_ACT_RESUME, TS_ACTIVE);
    acts->changes.packs = acts_symbol(acts, packs);
    assert_ok(acts, acts_save(acts));
}

static void knows_what_runs_were_played_with(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct words words = {acts, {0}};
    struct ts_run *run = begin(acts, "r", "player", "core 1, harbour 1"), *plain = start(acts, "plain");
    turn(acts, run);
    expect_packs(acts, "r", -1, "core 1, harbour 1");
    resume_with(acts, run, "core 1, harbour 2");
    turn(acts, run);
    resume_with(acts, run, "core 1, harbour 2");
    reopen(fixture_of(state));
    expect_packs(acts, "r", -1, "core 1, harbour 2");
    expect_packs(acts, "r", 1, "core 1, harbour 1");
    expect_packs(acts, "r", 2, "core 1, harbour 2");
    expect_packs(acts, "plain", -1, "");
    assert_ok(acts, ts_store_each_run(acts->store, (struct ts_run_filter){0}, take_packs, &words, &acts->err));
    expect(&words, "r: core 1, harbour 2; plain: ; ");
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(plain);
}

static void a_branch_has_its_parents_packs_until_its_own(void **state)
{
    struct acts *acts = &fixture_of(state)->acts;
    struct ts_run *run = begin(acts, "r", "player", "harbour 1");
    turn(acts, run);
    resume_with(acts, run, "harbour 2");
    turn(acts, run);
    struct ts_run *early = branch(acts, "r", 1, "early"), *second = branch(acts, "early", 1, "second"), *own = begin_branch(acts, "r", 2, "own");
    acts->changes.packs = acts_symbol(acts, "harbour 2");
    assert_ok(acts, acts_save(acts));
    resume_with(acts, run, "harbour 3");
    expect_packs(acts, "early", -1, "harbour 1");
    expect_packs(acts, "second", -1, "harbour 1");
    resume_with(acts, early, "harbour 9");
    turn(acts, early);
    expect_packs(acts, "early", 1, "harbour 1");
    expect_packs(acts, "early", 2, "harbour 9");
    expect_packs(acts, "second", -1, "harbour 1");
    acts_begin(acts, run, TS_ACT_DELETE);
    assert_ok(acts, acts_save(acts));
    expect_packs(acts, "own", -1, "harbour 2");
    expect_packs(acts, "second", -1, "");
    assert_sound(acts);
    ts_run_free(run);
    ts_run_free(early);
    ts_run_free(second);
    ts_run_free(own);
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        CASE(gives_players_as_they_came),
        CASE(does_a_deed_once),
        CASE(numbers_completions_though_runs_are_deleted),
        CASE(keeps_which_rule_granted),
        CASE(knows_what_runs_were_played_with),
        CASE(a_branch_has_its_parents_packs_until_its_own),
    };
    return run_contract(cases, sizeof cases / sizeof *cases);
}
