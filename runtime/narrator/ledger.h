// ledger.h - how a model fares, in memory that forked processes share: counts, and a circuit breaker
#ifndef TS_NARRATOR_LEDGER_H
#define TS_NARRATOR_LEDGER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { TS_BREAKER_FAILURES = 3, TS_BREAKER_FIRST_MS = 30000, TS_BREAKER_LONGEST_MS = 600000 };

struct ts_ledger {
    _Atomic int64_t asked, answered, failed, cached, retried, tokens_in, tokens_out;
    _Atomic int64_t open_until, wait_ms; // of the breaker: monotonic ms; 0: it is closed. How long it was opened for the last time.
    _Atomic int failures;                // in a row
};

struct ts_ledger *ts_ledger_new(void); // shared with forks made later; never NULL
void ts_ledger_free(struct ts_ledger *ledger);
// May the model be asked now? While the breaker is open nobody may; behind that one alone, to find out: `is_probe`. Should that one end without a word,
// another may after TS_BREAKER_FIRST_MS.
bool ts_ledger_lets(struct ts_ledger *ledger, int64_t now, bool *is_probe);
void ts_ledger_note_answer(struct ts_ledger *ledger);
// `least_ms`: asking again sooner will not help, as with a wrong key, so that it opens at once; 0: as ever.
void ts_ledger_note_failure(struct ts_ledger *ledger, int64_t now, bool is_probe, int64_t least_ms);
int64_t ts_ledger_rest(const struct ts_ledger *ledger, int64_t now); // ms until it may be asked again; 0: now

#endif
