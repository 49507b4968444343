// described.h - what a store says of worlds and runs, put into words that two moments can be compared by
#ifndef TS_TESTS_STORE_DESCRIBED_H
#define TS_TESTS_STORE_DESCRIBED_H

#include "contract.h"

enum { DESCRIBED_POSITIONS = 40 };

struct describing {
    struct acts *acts;
    struct ts_buffer *out;
};

static inline void describe_event(void *self, const struct ts_event *event)
{
    struct describing *to = self;
    ts_buffer_add_format(to->out, "%s at %lld/%lld/%u by %s (%s) in %s%s; ", event->action->bytes, (long long)event->position,
                         (long long)event->seq, (unsigned)event->ordinal, ts_symbol_text(to->acts->symbols, event->run),
                         ts_symbol_text(to->acts->symbols, event->character_name), ts_symbol_text(to->acts->symbols, event->place),
                         event->major ? "!" : "");
}

static inline void describe_version(void *self, const struct ts_world_version *version)
{
    struct describing *to = self;
    ts_buffer_add_format(to->out, "%lld/%lld/%s%s", (long long)version->position, (long long)version->seq,
                         ts_symbol_text(to->acts->symbols, version->run), version->add ? "+" : "=");
    ts_value_print(version->value, to->out);
    ts_buffer_add_text(to->out, " ");
}

static inline void describe_key(struct describing *to, int64_t universe, ts_symbol key, int64_t until)
{
    const struct ts_world *world = ts_store_world(to->acts->store);
    ts_buffer_add_format(to->out, "\n%s: ", ts_symbol_text(to->acts->symbols, key));
    for (int64_t at = 0; at <= until && at < DESCRIBED_POSITIONS; at++) {
        struct ts_value value;
        assert_ok(to->acts, world->get(world->self, universe, key, at, ts_value_int(0), &value, &to->acts->err));
        ts_value_print(value, to->out);
        ts_buffer_add_text(to->out, " ");
        ts_value_drop(&value);
    }
    assert_ok(to->acts, world->history(world->self, universe, key, until, 0, describe_version, to, &to->acts->err));
}

// What stands in a universe at positions up to `until`.
static inline void describe_world(struct acts *acts, int64_t universe, int64_t until, struct ts_buffer *out)
{
    struct describing to = {acts, out};
    const struct ts_world *world = ts_store_world(acts->store);
    struct ts_event_query query = {.to = until};
    assert_ok(acts, world->events(world->self, universe, &query, describe_event, &to, &acts->err));
    for (int i = 0; i < ACTS_KEYS; i++) describe_key(&to, universe, acts->keys[i], until);
    ts_buffer_add_text(out, "\n");
}

struct line_list { // to be sorted: drivers give them in any order
    struct ts_buffer lines[64];
    int count;
};

static inline struct ts_buffer *add_line(struct line_list *list)
{
    assert_true(list->count < 64);
    return &list->lines[list->count++];
}

static inline int compare_lines(const void *a, const void *b)
{
    return strcmp(((const struct ts_buffer *)a)->bytes, ((const struct ts_buffer *)b)->bytes);
}

static inline void add_sorted(struct line_list *list, struct ts_buffer *out)
{
    qsort(list->lines, (size_t)list->count, sizeof *list->lines, compare_lines);
    for (int i = 0; i < list->count; i++) {
        ts_buffer_add_text(out, list->lines[i].bytes);
        ts_buffer_clear(&list->lines[i]);
    }
    list->count = 0;
}

static inline void list_var(void *self, const struct ts_var_record *var)
{
    struct ts_buffer *line = add_line(self);
    ts_buffer_add_format(line, "var %u=", (unsigned)var->name);
    ts_value_print(var->value, line);
    ts_buffer_add_text(line, " ");
}

static inline void list_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    ts_buffer_add_format(add_line(self), "count %u=%u/%u ", (unsigned)symbol, (unsigned)tally.count, (unsigned)tally.turn);
}

// Variables and counts of a run as of one of its acts; 0: now.
static inline void describe_carried(struct acts *acts, int64_t run, int64_t until_seq, struct ts_buffer *out)
{
    struct line_list list = {.count = 0};
    assert_ok(acts, ts_store_each_var(acts->store, run, until_seq, list_var, &list, &acts->err));
    assert_ok(acts, ts_store_each_tally(acts->store, run, until_seq, list_tally, &list, &acts->err));
    add_sorted(&list, out);
    ts_buffer_add_text(out, "\n");
}

static inline void describe_mark(void *self, const struct ts_mark_record *mark)
{
    struct describing *to = self;
    ts_buffer_add_format(to->out, "mark %lld/%d/%s ", (long long)mark->turn, (int)mark->kind, ts_symbol_text(to->acts->symbols, mark->id));
}

static inline bool describe_act(void *self, const struct ts_act_record *act)
{
    struct describing *to = self;
    const struct ts_symbols *symbols = to->acts->symbols;
    ts_buffer_add_format(to->out, "act %lld/%lld/%lld/%d/%u %s %s %s %s; ", (long long)act->seq, (long long)act->turn,
                         (long long)act->position, (int)act->kind, (unsigned)act->session, ts_symbol_text(symbols, act->scene),
                         ts_symbol_text(symbols, act->choice), ts_symbol_text(symbols, act->pick), act->answer ? act->answer : "-");
    return true;
}

static inline void describe_session(void *self, const struct ts_session_record *session)
{
    struct describing *to = self;
    ts_buffer_add_format(to->out, "session %u/%lld/%lld/%s ", (unsigned)session->number, (long long)session->first_turn,
                         (long long)session->turns, session->end);
}

// Where a run stands, by a record of it.
static inline void describe_stand(struct acts *acts, const struct ts_run_record *record, struct ts_buffer *out)
{
    struct ts_symbols *symbols = acts->symbols;
    ts_buffer_add_format(out, "turn %lld at %lld in %s, %lld milestones, %lld insights, %s of %s, seed %llu;", (long long)record->turn,
                         (long long)record->position, ts_symbol_text(symbols, record->scene), (long long)record->milestones,
                         (long long)record->insights, ts_symbol_text(symbols, record->character_name),
                         ts_symbol_text(symbols, record->player), (unsigned long long)record->seed);
    for (uint32_t i = 0; i < record->depth; i++)
        ts_buffer_add_format(out, " %s>%s", ts_symbol_text(symbols, record->stack[i][0]), ts_symbol_text(symbols, record->stack[i][1]));
    for (uint32_t i = 0; i < record->metaconcept_count; i++)
        ts_buffer_add_format(out, " %s", ts_symbol_text(symbols, record->metaconcepts[i]));
    ts_buffer_add_text(out, "\n");
}

// All that is said of a run.
static inline void describe_run(struct acts *acts, const char *id, struct ts_buffer *out)
{
    struct describing to = {acts, out};
    struct ts_run_record record = load(acts, id);
    ts_buffer_add_format(out, "%s in %s, life %s, of %s at %lld/%lld, act %lld, state %d, session %u; ", id,
                         ts_symbol_text(acts->symbols, record.universe), ts_symbol_text(acts->symbols, record.life),
                         ts_symbol_text(acts->symbols, record.parent), (long long)record.fork_turn, (long long)record.fork_seq,
                         (long long)record.seq, (int)record.state, (unsigned)record.session);
    describe_stand(acts, &record, out);
    describe_carried(acts, record.row, 0, out);
    assert_ok(acts, ts_store_each_mark(acts->store, record.row, describe_mark, &to, &acts->err));
    assert_ok(acts, ts_store_each_act(acts->store, record.row, 0, describe_act, &to, &acts->err));
    assert_ok(acts, ts_store_each_session(acts->store, record.row, describe_session, &to, &acts->err));
    ts_buffer_add_text(out, "\n");
    ts_run_record_clear(&record);
}

static inline void assert_same_words(struct ts_buffer *one, struct ts_buffer *other)
{
    assert_string_equal(one->bytes, other->bytes);
    ts_buffer_clear(one);
    ts_buffer_clear(other);
}

#endif
