// check_test.c - what `store check` finds: each thing that can be wrong once, under its code, and nothing in a sound store
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <unistd.h>

#include "files.h"
#include "lives.h"

struct fixture {
    struct acts acts;
    char folder[64], path[128];
};

static int open_store(struct fixture *fixture, const char *path, enum ts_store_mode mode)
{
    return ts_store_open(path, mode, fixture->acts.symbols, &fixture->acts.store, &fixture->acts.err);
}

static void close_store(struct fixture *fixture)
{
    ts_store_close(fixture->acts.store);
    fixture->acts.store = NULL;
}

static int set_up(void **state)
{
    struct fixture *fixture = ts_memory_get(sizeof *fixture);
    struct acts *acts = &fixture->acts;
    memset(fixture, 0, sizeof *fixture);
    acts_init(acts);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/check-XXXXXX");
    if (!mkdtemp(fixture->folder)) return -1;
    snprintf(fixture->path, sizeof fixture->path, "%s/a.db", fixture->folder);
    *state = fixture;
    if (open_store(fixture, fixture->path, TS_STORE_CREATE)) return -1;
    lives_play(acts);
    close_store(fixture);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    acts_clear(&fixture->acts);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    int failed = system(command);
    free(fixture);
    return failed;
}

// --- what is found

static void add_finding(void *self, const struct ts_finding *finding)
{
    struct ts_buffer *found = self;
    assert_non_null(finding->hint);
    assert_true(strlen(finding->hint) > 20);
    ts_buffer_add_format(found, "[%s] %s\n", finding->code, finding->what);
}

static void check(struct fixture *fixture, const char *path, struct ts_buffer *found)
{
    const struct ts_checking how = {.each = add_finding, .self = found};
    found->length = 0;
    ts_buffer_add_text(found, "");
    assert_ok(&fixture->acts, open_store(fixture, path, TS_STORE_READ));
    assert_ok(&fixture->acts, ts_store_check(fixture->acts.store, &how, &fixture->acts.err));
    close_store(fixture);
}

static void finds_nothing_in_a_sound_store(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer found = {0};
    check(fixture, fixture->path, &found);
    assert_string_equal(found.bytes, "");
    ts_buffer_clear(&found);
}

struct tampering {
    const char *code, *sql, *words; // words: what the finding names; NULL: the code is enough
};

#define RUN(id) "(SELECT r.id FROM run r JOIN name n ON n.id = r.key WHERE n.text = '" id "')"
#define WORLD(id) "(SELECT u.id FROM universe u JOIN name n ON n.id = u.key WHERE n.text = '" id "')"
#define NAME(words) "(SELECT id FROM name WHERE text = '" words "')"

static void assert_found(struct fixture *fixture, const struct tampering *cases, size_t count)
{
    struct ts_buffer found = {0};
    char path[128], code[64];
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/copy.db", fixture->folder);
        copy_file(fixture->path, path);
        run_sql(path, cases[i].sql);
        check(fixture, path, &found);
        snprintf(code, sizeof code, "[%s] ", cases[i].code);
        if (!strstr(found.bytes, code) || (cases[i].words && !strstr(found.bytes, cases[i].words)))
            fail_msg("%s: wanted %s%s, got:\n%s", cases[i].sql, code, cases[i].words ? cases[i].words : "", found.bytes);
    }
    ts_buffer_clear(&found);
}

#define ASSERT_FOUND(fixture, cases) assert_found(fixture, cases, sizeof cases / sizeof *cases)

static void finds_edited_history(void **state)
{
    static const struct tampering cases[] = {
        {"chain-broken", "UPDATE var SET value = 999 WHERE run = " RUN("alex") " AND seq = 3", "act 3 of universe \"world\" (turn 2 of run \"alex\")"},
        {"chain-broken", "UPDATE act SET at = at + 1 WHERE universe = " WORLD("world") " AND seq = 4", "act 4 of universe \"world\""},
        {"chain-broken", "UPDATE act SET answer = 'Kim' WHERE answer = 'Sam'", "turn 6 of run \"alex\""},
        {"chain-broken", "UPDATE act SET stack = '1 2' WHERE universe = " WORLD("world") " AND seq = 2", "act 2 "},
        {"chain-broken", "UPDATE event SET major = 1 WHERE universe = " WORLD("elsewhere") " AND seq = 5", "run \"long\""},
        {"chain-broken", "UPDATE event SET care = NULL", "run \"long\""},
        {"chain-broken", "UPDATE event SET care = " NAME("grief") " WHERE universe = " WORLD("elsewhere") " AND seq = 5", "run \"long\""},
        {"chain-broken", "DELETE FROM event WHERE universe = " WORLD("elsewhere") " AND seq = 6", "run \"long\""},
        {"chain-broken", "DELETE FROM var WHERE run = " RUN("first") " AND seq = (SELECT min(seq) FROM var WHERE run = " RUN("first") ")", "run \"first\""},
        {"chain-broken", "DELETE FROM mark WHERE kind = 2", "run \"alex\""},
        {"chain-broken", "UPDATE fault SET message = 'all is well'", "run \"alex\""},
        {"chain-broken", "UPDATE merge SET source_position = source_position - 1", "universe \"world\""},
        {"chain-broken", "UPDATE universe SET fork_position = fork_position + 1 WHERE id = " WORLD("alone"), "universe \"alone\""},
        {"chain-broken", "UPDATE act SET seq = -1 WHERE universe = 1 AND seq = 3; UPDATE act SET seq = 3 WHERE universe = 1 AND seq = 4; "
                         "UPDATE act SET seq = 4 WHERE universe = 1 AND seq = -1", "act 3 "},
        {"chain-broken", "UPDATE tombstone SET hash = zeroblob(16) WHERE universe = " WORLD("world"), "run \"gone\""},
        {"name-changed", "UPDATE name SET text = 'puts out the lantern' WHERE text = 'lights the harbour lantern'", "puts out the lantern"},
        {"name-changed", "UPDATE name SET text = NULL WHERE text = 'Boats find the harbour again.'", NULL},
        {"event-unfounded", "UPDATE event SET run = " RUN("ahead") " WHERE run = " RUN("alex") " AND seq = 3", "act 3 of universe \"world\""},
        {"event-unfounded", "UPDATE event SET position = position + 1 WHERE universe = " WORLD("elsewhere") " AND seq = 9", "act 9 "},
        {"event-unfounded", "INSERT INTO event SELECT universe, position, 4711, 0, run, action, NULL, 0, place, care FROM event LIMIT 1", "act 4711"},
        {"world-unfounded", "UPDATE late SET position = position + 1 WHERE seq = (SELECT min(seq) FROM late)", "universe \"world\""},
        {"world-unfounded", "INSERT INTO world SELECT universe, key, 9999, 4711, 1, 0, 5, NULL FROM world LIMIT 1", "act 4711"},
        {"var-unfounded", "INSERT INTO var SELECT run, name, 4711, 7 FROM var WHERE run = " RUN("alex") " LIMIT 1", "harbour:lantern.steps"},
        {"var-unfounded", "INSERT INTO var SELECT " RUN("gone") ", name, (SELECT min(seq) FROM tombstone WHERE universe = " WORLD("world") "), 7 FROM var LIMIT 1", NULL},
        {"before-fork", "UPDATE act SET position = 1 WHERE universe = " WORLD("world~first") " AND seq = (SELECT max(seq) FROM act WHERE universe = " WORLD("world~first") ")", "universe \"world~first\""},
        {"chain-broken", "UPDATE run_pack SET packs = " NAME("grief"), "run \"moved\""},
        {"chain-broken", "DELETE FROM run_pack", "turn 3 of run \"moved\""},
        {"chain-broken", "INSERT INTO run_pack SELECT run, seq + 1, packs FROM run_pack WHERE seq = 1", "turn 1 of run \"moved\""},
        {"packs-unfounded", "INSERT INTO run_pack SELECT run, 4711, packs FROM run_pack LIMIT 1", "run \"moved\""},
        {"packs-unfounded", "UPDATE run_pack SET run = " RUN("late"), "run \"late\""},
        {"chain-broken", "UPDATE var SET value = 3 WHERE value IS NULL", "turn 3 of run \"moved\""},
        {"chain-broken", "UPDATE act SET tally = NULL WHERE kind = 12", "turn 3 of run \"moved\""},
        {"chain-broken", "UPDATE act SET pick = NULL WHERE kind = 12", "turn 3 of run \"moved\""},
        {"chain-broken", "UPDATE act SET answer = 'ceiling=1' WHERE kind = 9", "turn 2 of run \"careful\""},
        {"branch-act", "UPDATE act SET kind = 7 WHERE kind = 10 AND universe = " WORLD("alone"), "universe \"alone\""},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_lost_and_doubled_acts(void **state)
{
    static const struct tampering cases[] = {
        {"seq-gap", "DELETE FROM act WHERE universe = " WORLD("world") " AND seq = 4", "universe \"world\" goes from act 3 to act 5"},
        {"seq-gap", "DELETE FROM act WHERE universe = " WORLD("world~first") " AND kind = 10", "universe \"world~first\""},
        {"universe-empty", "DELETE FROM act WHERE universe = " WORLD("alone"), "universe \"alone\""},
        {"head-turn", "DELETE FROM act WHERE universe = " WORLD("elsewhere") " AND turn = 300", "run \"long\""},
        {"head-act", "DELETE FROM act WHERE universe = " WORLD("elsewhere") " AND turn = 300", "run \"long\""},
        {"turn-gap", "DELETE FROM act WHERE universe = " WORLD("elsewhere") " AND turn = 100", "from turn 99 to turn 101"},
        {"turn-twice", "UPDATE act SET turn = 99 WHERE universe = " WORLD("elsewhere") " AND turn = 100", "turn 99 of run \"long\""},
        {"log-link", "UPDATE act SET prev = 5 WHERE universe = " WORLD("elsewhere") " AND turn = 100", "act 101 of run \"long\""},
        {"act-elsewhere", "UPDATE act SET run = " RUN("late") " WHERE universe = " WORLD("elsewhere") " AND turn = 100", "run \"late\""},
        {"tombstone-missing", "DELETE FROM tombstone WHERE universe = " WORLD("world"), "run \"gone\""},
        {"tombstone-unfounded", "INSERT INTO tombstone VALUES (1, 4711, zeroblob(16))", "act 4711"},
        {"tombstone-unfounded", "INSERT INTO tombstone VALUES (1, 3, zeroblob(16))", "act 3"},
        {"mark-unfounded", "UPDATE mark SET turn = 5 WHERE kind = 1 AND run = " RUN("alex"), "reached \"met\""},
        {"fault-unfounded", "UPDATE fault SET turn = 5", "harbour/init.lua:3"},
        {"passage-unfounded", "UPDATE passage SET piece = 2 WHERE piece = 1", "run \"told\" has a passage of turn 2"},
        {"passage-unfounded", "DELETE FROM passage WHERE piece = 0", "run \"told\" has a passage of turn 2"},
        {"passage-unfounded", "UPDATE passage SET turn = 4", "run \"told\" has a passage of turn 4"},
        {"passage-unfounded", "UPDATE passage SET run = 4711", "turn 2"},
        {"passage-unfounded", "UPDATE passage SET run = " RUN("gone"), "turn 2"},
        {"claim-unfounded", "UPDATE claim SET seq = 4711", "harbour:lamps/east"},
        {"merge-unfounded", "UPDATE merge SET seq = 3", "act 3"},
        {"merge-unfounded", "UPDATE merge SET source_seq = 4711", NULL},
        {"waypoint", "UPDATE waypoint SET seq = seq + 1 WHERE turn = 128", "turn 128 of run \"long\""},
        {"waypoint", "DELETE FROM waypoint WHERE turn = 128", "run \"long\""},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_heads_that_differ_from_the_log(void **state)
{
    static const struct tampering cases[] = {
        {"head-turn", "UPDATE run SET turn = 3 WHERE id = " RUN("late"), "run \"late\""},
        {"head-act", "UPDATE run SET seq = seq - 1 WHERE id = " RUN("long"), "run \"long\""},
        {"head-position", "UPDATE run SET position = position + 1 WHERE id = " RUN("long"), "run \"long\""},
        {"head-scene", "UPDATE run SET scene = (SELECT scene FROM run WHERE id = " RUN("alex") ") + 100 WHERE id = " RUN("long"), NULL},
        {"head-session", "UPDATE run SET session = 1 WHERE id = " RUN("late"), "run \"late\""},
        {"head-stack", "UPDATE run SET stack = '1 2' WHERE id = " RUN("late"), "run \"late\""},
        {"head-state", "UPDATE run SET state = 1 WHERE id = " RUN("ahead"), "run \"ahead\""},
        {"head-state", "UPDATE run SET state = 1 WHERE id = " RUN("alex"), "run \"alex\""},
        {"head-told", "UPDATE run SET told = 4711 WHERE id = " RUN("late"), "run \"late\""},
        {"head-milestones", "UPDATE run SET milestones = 7 WHERE id = " RUN("first"), "run \"first\" counts 7 milestones, but its log has 2"},
        {"head-insights", "UPDATE run SET insights = 0 WHERE id = " RUN("second"), "run \"second\" counts 0 insights, but its log has 1"},
        {"session-count", "UPDATE run SET session = 3 WHERE id = " RUN("late"), "run \"late\""},
        {"session-count", "DELETE FROM session WHERE run = " RUN("long"), "run \"long\""},
        {"session-turns", "UPDATE session SET turns = 1 WHERE run = " RUN("late") " AND number = 1", "session 2 of run \"late\""},
        {"session-turns", "UPDATE session SET turns = 9 WHERE run = " RUN("alex"), "run \"alex\""},
        {"snapshot", "UPDATE snapshot SET tally = replace(tally, ' 256', ' 255') WHERE turn = 256", "run \"long\" counts as of turn 256"},
        {"snapshot", "UPDATE snapshot SET tally = tally || ' 1 1 1' WHERE run = " RUN("first"), "run \"first\" counts as of turn 4"},
        {"snapshot-unfounded", "UPDATE snapshot SET seq = 4711 WHERE turn = 256", "run \"long\""},
        {"snapshot-unfounded", "UPDATE snapshot SET turn = 255 WHERE turn = 256", "run \"long\""},
        {"event-count", "UPDATE universe SET events = events + 1 WHERE id = " WORLD("elsewhere"), "universe \"elsewhere\""},
        {"world-sum", "UPDATE world SET value = 7 WHERE universe = " WORLD("elsewhere") " AND seq = 4", "harbour:nights\" in universe \"elsewhere"},
        {"world-sum", "UPDATE world SET sum = sum + 1 WHERE universe = " WORLD("elsewhere") " AND seq = 4", "position 3"},
        {"world-sum", "UPDATE world SET leaf = 1 WHERE kind = 1", "harbour:tide"},
        {"late-sum", "UPDATE late_sum SET sum = sum + 1 WHERE level = 0", "harbour:nights"},
        {"late-sum", "UPDATE late_sum SET bucket = bucket + 9 WHERE level = 0", "harbour:nights"},
        {"late-sum", "DELETE FROM late_sum", "harbour:nights"},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_progression_that_nobody_earned(void **state)
{
    static const struct tampering cases[] = {
        {"completion-missing", "DELETE FROM completion_metaconcept; DELETE FROM completion WHERE run = " RUN("alex"), "run \"alex\""},
        {"completion-missing", "DELETE FROM completion_metaconcept; DELETE FROM completion WHERE run = " RUN("gone"), "run \"gone\""},
        {"completion-unfounded", "UPDATE completion SET run = " RUN("late") " WHERE run = " RUN("alex"), "run \"late\""},
        {"completion-twice",
         "CREATE TABLE c (id INTEGER PRIMARY KEY, run, player, universe, story, ending, focus, turns, milestones, reason, at); "
         "INSERT INTO c SELECT * FROM completion; INSERT INTO c SELECT id + 100, run, player, universe, story, ending, focus, turns, milestones, "
         "reason, at FROM completion WHERE run = " RUN("alex") "; DROP TABLE completion; ALTER TABLE c RENAME TO completion",
         "run \"alex\" has 2 completions"},
        {"completion-differs", "UPDATE completion SET turns = 600 WHERE run = " RUN("alex"), "600 turns"},
        {"completion-differs", "UPDATE completion SET milestones = 9 WHERE run = " RUN("second"), "run \"second\""},
        {"completion-of-another", "UPDATE completion SET ending = NULL WHERE run = " RUN("alex"), "run \"alex\""},
        {"completion-metaconcept", "DELETE FROM completion_metaconcept", "run \"alex\""},
        {"completion-metaconcept", "UPDATE completion_metaconcept SET metaconcept = " NAME("met"), "run \"alex\""},
        {"unlock-unfounded", "UPDATE \"unlock\" SET run = " RUN("late"), "core:second"},
        {"life", "UPDATE run SET life = NULL WHERE id = " RUN("first"), "run \"first\""},
        {"life", "UPDATE run SET life = " RUN("first") " WHERE id = " RUN("second"), "run \"second\""},
        {"fork-milestones", "UPDATE run SET fork_milestones = 0 WHERE id = " RUN("first"), "run \"first\""},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_forks_that_lead_nowhere(void **state)
{
    static const struct tampering cases[] = {
        {"fork-unfounded", "UPDATE universe SET fork_seq = 4711 WHERE id = " WORLD("alone"), "universe \"alone\""},
        {"fork-unfounded", "UPDATE universe SET fork_seq = 1 WHERE id = " WORLD("alone"), "universe \"alone\""},
        {"fork-unfounded", "UPDATE universe SET fork_position = 0 WHERE id = " WORLD("alone"), "universe \"alone\""},
        {"fork-unfounded", "UPDATE universe SET fork_seq = 3 WHERE id = " WORLD("world"), "universe \"world\""},
        {"fork-of-run", "UPDATE run SET fork_turn = 3 WHERE id = " RUN("first"), "run \"first\""},
        {"fork-of-run", "UPDATE run SET parent = " RUN("late") " WHERE id = " RUN("first"), "run \"first\""},
        {"fork-of-run", "UPDATE run SET fork_milestones = 3 WHERE id = " RUN("late"), "run \"late\""},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_what_is_no_store_of_ours_any_more(void **state)
{
    static const struct tampering cases[] = {
        {"foreign-key", "UPDATE run SET focus = 4711 WHERE id = " RUN("alex"), "\"run\""},
        {"foreign-key", "UPDATE \"unlock\" SET rule = 4711", "\"unlock\""},
        {"foreign-key", "UPDATE deed SET name = 4711", "\"deed\""},
        {"foreign-key", "UPDATE care SET player = 4711", "\"care\""},
        {"care-unreadable", "UPDATE care SET settings = '{\"ceiling\":'", "player \"gentle\""},
        {"care-unreadable", "UPDATE care SET settings = '{ \"ceiling\": 1 }'", "player \"gentle\""},
        {"care-unreadable", "UPDATE care SET settings = '0.5'", "player \"gentle\""},
        {"foreign-key", "UPDATE kept SET player = 4711", "\"kept\""},
        {"kept-unreadable", "UPDATE kept SET value = '1 or 2'", "player \"gentle\""},
        {"kept-unreadable", "UPDATE kept SET value = ''", "\"harbour:old_hand\""},
        {"erasing", "CREATE TABLE erasing(since INTEGER)", NULL},
        {"version-row", "DELETE FROM version WHERE number = 1", NULL},
        {"damaged", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'position, seq', 'seq, position') "
                    "WHERE name = 'event_place'", "event_place"},
    };
    ASSERT_FOUND((struct fixture *)*state, cases);
}

static void finds_pages_that_were_overwritten(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer found = {0};
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/torn.db", fixture->folder);
    char *bytes = read_file(fixture->path, &length);
    memset(bytes + length / 4 * 3, 0xa5, 4096); // behind the pages that opening reads
    write_file(path, bytes, length);
    free(bytes);
    check(fixture, path, &found);
    assert_non_null(strstr(found.bytes, "[damaged] "));
    ts_buffer_clear(&found);
}

static void says_many_findings_of_a_kind_as_a_few_and_how_many_more(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer found = {0};
    char path[128];
    int lines = 0;
    snprintf(path, sizeof path, "%s/many.db", fixture->folder);
    copy_file(fixture->path, path);
    run_sql(path, "UPDATE event SET major = 1 WHERE universe = " WORLD("elsewhere") " AND seq BETWEEN 11 AND 110 AND major = 0");
    check(fixture, path, &found);
    for (const char *at = found.bytes; (at = strchr(at, '\n')); at++) lines++;
    assert_true(lines <= 21);
    assert_non_null(strstr(found.bytes, "more like these"));
    ts_buffer_clear(&found);
}

// Text and salt of a name can be taken away, and the chain still verifies.
static void verifies_what_was_forgotten(void **state)
{
    struct fixture *fixture = *state;
    struct ts_buffer found = {0};
    char path[128];
    snprintf(path, sizeof path, "%s/forgotten.db", fixture->folder);
    copy_file(fixture->path, path);
    run_sql(path, "UPDATE name SET text = NULL, salt = NULL WHERE text IN ('Alex', 'who_gone'); "
                  "UPDATE name SET text = 'they lit it', salt = NULL WHERE text = 'lights the harbour lantern'");
    check(fixture, path, &found);
    assert_string_equal(found.bytes, "");
    ts_buffer_clear(&found);
}

struct bar {
    int64_t done, of, calls;
};

static void watch_progress(void *self, int64_t done, int64_t of)
{
    struct bar *bar = self;
    assert_true(done >= bar->done && done <= of);
    assert_true(!bar->of || bar->of == of);
    *bar = (struct bar){done, of, bar->calls + 1};
}

static void ignore_finding(void *self, const struct ts_finding *finding)
{
    (void)self, (void)finding;
}

static void tells_how_far_it_is(void **state)
{
    struct fixture *fixture = *state;
    struct bar bar = {0};
    const struct ts_checking how = {.each = ignore_finding, .progress = watch_progress, .self = &bar};
    assert_ok(&fixture->acts, open_store(fixture, fixture->path, TS_STORE_READ));
    assert_ok(&fixture->acts, ts_store_check(fixture->acts.store, &how, &fixture->acts.err));
    close_store(fixture);
    assert_true(bar.calls >= 5 && bar.of > 0);
    assert_int_equal(bar.done, bar.of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_a_sound_store),
        cmocka_unit_test(finds_edited_history),
        cmocka_unit_test(finds_lost_and_doubled_acts),
        cmocka_unit_test(finds_heads_that_differ_from_the_log),
        cmocka_unit_test(finds_progression_that_nobody_earned),
        cmocka_unit_test(finds_forks_that_lead_nowhere),
        cmocka_unit_test(finds_what_is_no_store_of_ours_any_more),
        cmocka_unit_test(finds_pages_that_were_overwritten),
        cmocka_unit_test(says_many_findings_of_a_kind_as_a_few_and_how_many_more),
        cmocka_unit_test(verifies_what_was_forgotten),
        cmocka_unit_test(tells_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
