// explain.c - what a rule would need: found by asking it again with other values supposed
#include "game/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/canon.h"
#include "game/script.h"

enum {
    PLENTY = 1000000000, // more than any player will have of anything
    CONSIDERED_MAX = 24, // readings that values are supposed for
    ROUNDS_MAX = 8,      // a supposed value may let a rule read on
    STEPS_MAX = 16,      // of the values that are tried one by one, for rules that want an exact one
    ASKED_MAX = 300,     // times a rule is asked, which may be slow
};

struct asking {
    struct ts_view *view;
    ts_call rule;
    struct ts_explanation *out;
    struct ts_reads supposed;
    int asked;
};

// Does the rule hold? One that errs with what is supposed does not, and is not asked any more.
static bool holds(struct asking *asking, struct ts_reads *reads)
{
    struct ts_view *view = asking->view;
    struct ts_reads *before = view->reads;
    struct ts_err err;
    bool answer = false;
    if (asking->asked++ >= ASKED_MAX) return false;
    view->reads = reads;
    view->supposed = &asking->supposed;
    if (view->script->rule(view->script->self, view, asking->rule, &answer, &err) != TS_OK) answer = false, asking->asked = ASKED_MAX;
    view->reads = before;
    view->supposed = NULL;
    return answer;
}

// A time is not something one can have more of, and a list is no number.
static bool is_countable(const struct ts_reading *reading)
{
    return strncmp(reading->read, "since(", 6) != 0 && strcmp(reading->read, "metaconcepts") != 0;
}

static int64_t plenty(const struct ts_reading *reading)
{
    return strncmp(reading->read, "unlocked(", 9) == 0 ? 1 : PLENTY;
}

static uint32_t considered(const struct asking *asking)
{
    return asking->out->reads.count < CONSIDERED_MAX ? asking->out->reads.count : CONSIDERED_MAX;
}

static void suppose(struct asking *asking, const struct ts_reading *reading, int64_t value)
{
    struct ts_reading *known = (struct ts_reading *)ts_reads_find(&asking->supposed, reading->read);
    if (known) known->value = value;
    else ts_reads_add(&asking->supposed, reading->read, value);
}

// What is read once there is plenty of all that was read before: the right side of an `and`. True when the rule then holds.
static bool find_readings(struct asking *asking)
{
    struct ts_reads *reads = &asking->out->reads;
    bool answer = false;
    for (int round = 0; round < ROUNDS_MAX && !answer; round++) {
        struct ts_reads more = {0};
        uint32_t before = reads->count;
        for (uint32_t i = 0; i < considered(asking); i++)
            if (is_countable(&reads->items[i])) suppose(asking, &reads->items[i], plenty(&reads->items[i]));
        answer = holds(asking, &more);
        for (uint32_t i = 0; i < more.count; i++) ts_reads_add(reads, more.items[i].read, more.items[i].value);
        ts_reads_clear(&more);
        if (reads->count == before) break;
    }
    return answer;
}

static bool holds_with(struct asking *asking, const struct ts_reading *reading, int64_t value)
{
    suppose(asking, reading, value);
    return holds(asking, NULL);
}

// The least value of this reading with which the rule holds, all else as supposed; it holds with plenty.
static int64_t find_least(struct asking *asking, const struct ts_reading *reading)
{
    int64_t low = reading->value, high = plenty(reading); // does not hold with low, holds with high
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (holds_with(asking, reading, middle)) high = middle;
        else low = middle;
    }
    suppose(asking, reading, high);
    return high;
}

// Some rules want an exact number.
static int64_t find_exact(struct asking *asking, const struct ts_reading *reading)
{
    for (int64_t value = 0; value <= STEPS_MAX; value++)
        if (value != reading->value && holds_with(asking, reading, value)) return value;
    return TS_NEED_NONE;
}

// The readings that would be enough alone. Their number.
static uint32_t find_single(struct asking *asking)
{
    struct ts_explanation *out = asking->out;
    uint32_t found = 0;
    for (uint32_t i = 0; i < considered(asking); i++) {
        const struct ts_reading *reading = &out->reads.items[i];
        ts_reads_clear(&asking->supposed);
        if (!is_countable(reading)) continue;
        if (reading->value < plenty(reading) && holds_with(asking, reading, plenty(reading))) out->needs[i] = find_least(asking, reading);
        else out->needs[i] = find_exact(asking, reading);
        found += out->needs[i] != TS_NEED_NONE;
    }
    return found;
}

// All are needed together: one after the other is brought down as far as it goes, those behind it still having plenty.
static void find_all(struct asking *asking)
{
    struct ts_explanation *out = asking->out;
    for (uint32_t i = 0; i < considered(asking); i++)
        if (is_countable(&out->reads.items[i])) suppose(asking, &out->reads.items[i], plenty(&out->reads.items[i]));
    for (uint32_t i = 0; i < considered(asking); i++) {
        const struct ts_reading *reading = &out->reads.items[i];
        if (!is_countable(reading) || holds_with(asking, reading, reading->value)) continue;
        out->needs[i] = find_least(asking, reading);
    }
}

// A supposed value may have let the rule read on; each reading is told as it is.
static void find_needs(struct asking *asking)
{
    struct ts_explanation *out = asking->out;
    bool holds_with_plenty = find_readings(asking);
    out->needs = ts_memory_get((out->reads.count + 1) * sizeof *out->needs);
    for (uint32_t i = 0; i < out->reads.count; i++) out->needs[i] = TS_NEED_NONE;
    out->is_either = find_single(asking) > 1;
    for (uint32_t i = 0; i < out->reads.count; i++)
        if (out->needs[i] != TS_NEED_NONE) return;
    ts_reads_clear(&asking->supposed);
    if (holds_with_plenty) find_all(asking);
}

void ts_explain(struct ts_view *view, ts_call rule, struct ts_explanation *out)
{
    struct asking asking = {.view = view, .rule = rule, .out = out};
    struct ts_reads *before = view->reads;
    struct ts_err err;
    *out = (struct ts_explanation){0};
    view->reads = &out->reads;
    enum ts_status status = view->script->rule(view->script->self, view, rule, &out->holds, &err);
    view->reads = before;
    if (status) out->error = ts_memory_copy(err.message);
    else if (!out->holds) find_needs(&asking);
    ts_reads_clear(&asking.supposed);
}

void ts_explanation_clear(struct ts_explanation *explanation)
{
    ts_reads_clear(&explanation->reads);
    free(explanation->needs);
    free(explanation->error);
    *explanation = (struct ts_explanation){0};
}

char *ts_explanation_json(const struct ts_explanation *explanation)
{
    struct ts_buffer json = {0};
    ts_buffer_add_byte(&json, '[');
    for (uint32_t i = 0; i < explanation->reads.count; i++) {
        const struct ts_reading *reading = &explanation->reads.items[i];
        ts_buffer_add_text(&json, i ? ",{" : "{");
        if (explanation->needs && explanation->needs[i] != TS_NEED_NONE) {
            ts_buffer_add_text(&json, "\"needs\":");
            ts_canon_add_int(&json, explanation->needs[i]);
            ts_buffer_add_byte(&json, ',');
        }
        ts_buffer_add_text(&json, "\"read\":");
        ts_canon_add_text(&json, reading->read, strlen(reading->read));
        ts_buffer_add_text(&json, ",\"value\":");
        ts_canon_add_int(&json, reading->value);
        ts_buffer_add_byte(&json, '}');
    }
    ts_buffer_add_byte(&json, ']');
    return ts_buffer_take(&json);
}
