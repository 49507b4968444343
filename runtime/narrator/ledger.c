// ledger.c - how a model fares: counts, and a circuit breaker
#include "narrator/ledger.h"

#include "base/arena.h"

struct ts_ledger *ts_ledger_new(void)
{
    return ts_memory_share(sizeof(struct ts_ledger));
}

void ts_ledger_free(struct ts_ledger *ledger)
{
    ts_memory_unshare(ledger, sizeof *ledger);
}

int64_t ts_ledger_rest(const struct ts_ledger *ledger, int64_t now)
{
    int64_t until = atomic_load(&ledger->open_until);
    return until > now ? until - now : 0;
}

bool ts_ledger_lets(struct ts_ledger *ledger, int64_t now, bool *is_probe)
{
    int64_t until = atomic_load(&ledger->open_until);
    *is_probe = until && now >= until;
    if (!*is_probe) return !until;
    return atomic_compare_exchange_strong(&ledger->open_until, &until, now + TS_BREAKER_FIRST_MS);
}

void ts_ledger_note_answer(struct ts_ledger *ledger)
{
    atomic_fetch_add(&ledger->answered, 1);
    atomic_store(&ledger->failures, 0);
    atomic_store(&ledger->open_until, 0);
    atomic_store(&ledger->wait_ms, 0);
}

void ts_ledger_note_failure(struct ts_ledger *ledger, int64_t now, bool is_probe, int64_t least_ms)
{
    if (!is_probe && atomic_load(&ledger->open_until)) return; // it was under way when that opened, and says nothing new
    int row = atomic_fetch_add(&ledger->failures, 1) + 1;
    if (!is_probe && !least_ms && row < TS_BREAKER_FAILURES) return;
    int64_t before = atomic_load(&ledger->wait_ms), wait = before ? before * 2 : TS_BREAKER_FIRST_MS;
    if (wait < least_ms) wait = least_ms;
    if (wait > TS_BREAKER_LONGEST_MS) wait = TS_BREAKER_LONGEST_MS;
    atomic_store(&ledger->wait_ms, wait);
    atomic_store(&ledger->open_until, now + wait);
}
