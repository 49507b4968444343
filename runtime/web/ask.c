// ask.c - requests under way
#include "web/ask.h"

#include "base/clock.h"

void ts_ask_forget(struct ts_ask *ask)
{
    ts_buffer_clear(&ask->bytes);
    *ask = (struct ts_ask){0};
}

void ts_ask_fail(struct ts_ask *ask, uint16_t status)
{
    const struct ts_asker asker = ask->asker;
    bool was_streaming = ask->is_streaming, is_left = ask->is_left;
    ts_ask_forget(ask);
    if (is_left) return;
    if (was_streaming) asker.ended(asker.self);
    else asker.answered(asker.self, (struct ts_answer_head){.status = status, .type = TS_REPLY_PROBLEM}, NULL, 0);
}

bool ts_ask_is_in_hand(const struct ts_ask *ask, uint32_t worker)
{
    return ask->number && ask->worker == worker && ask->is_sent && !ask->is_streaming;
}

struct ts_ask *ts_asks_add(struct ts_asks *asks)
{
    for (uint32_t i = 0; i < TS_ASKS_MAX; i++) {
        struct ts_ask *ask = &asks->items[i];
        if (ask->number) continue;
        if (i >= asks->top) asks->top = i + 1;
        ask->number = ++asks->serial * TS_ASKS_MAX + i;
        ask->since = ts_clock_millis();
        return ask;
    }
    return NULL;
}

struct ts_ask *ts_asks_find(struct ts_asks *asks, uint64_t number)
{
    struct ts_ask *ask = &asks->items[number % TS_ASKS_MAX];
    return number && ask->number == number ? ask : NULL;
}

static bool is_before(const struct ts_ask *ask, const struct ts_ask *other)
{
    if (!other || ask->deaths != other->deaths) return !other || ask->deaths < other->deaths;
    return ask->number / TS_ASKS_MAX < other->number / TS_ASKS_MAX;
}

struct ts_ask *ts_asks_first_unsent(struct ts_asks *asks, uint32_t worker)
{
    struct ts_ask *first = NULL;
    for (uint32_t i = 0; i < asks->top; i++) {
        struct ts_ask *ask = &asks->items[i];
        if (ask->number && !ask->is_sent && ask->worker == worker && is_before(ask, first)) first = ask;
    }
    return first;
}

bool ts_asks_has_in_hand(const struct ts_asks *asks, uint32_t worker)
{
    for (uint32_t i = 0; i < asks->top; i++)
        if (ts_ask_is_in_hand(&asks->items[i], worker)) return true;
    return false;
}

uint32_t ts_asks_least_busy(const struct ts_asks *asks, uint32_t workers)
{
    uint32_t counts[TS_WORKERS_MAX] = {0}, least = 0;
    for (uint32_t i = 0; i < asks->top; i++)
        if (asks->items[i].number && !asks->items[i].is_streaming) counts[asks->items[i].worker]++;
    for (uint32_t i = 1; i < workers; i++)
        if (counts[i] < counts[least]) least = i;
    return least;
}
