// explain.h - what an unlock rule read, and what each reading would have to be for the rule to hold
#ifndef TS_GAME_EXPLAIN_H
#define TS_GAME_EXPLAIN_H

#include "game/view.h"

enum { TS_NEED_NONE = -1 };

struct ts_explanation {
    bool holds;           // the rule is met as things are
    bool is_either;       // any one of the needs is enough; otherwise all of them are needed
    struct ts_reads reads;
    char *error;          // what the rule failed with, owned; NULL
    int64_t *needs;       // of each reading: the least value that will do; TS_NEED_NONE: it will do as it is, or nobody can say
};

// Asks the rule as things are, then with other values supposed in their stead, until it holds: so a need is found whatever the rule
// looks like, as long as more of what it counts never does harm. A rule that wants something else has no needs. Nothing is changed.
void ts_explain(struct ts_view *view, ts_call rule, struct ts_explanation *out);
void ts_explanation_clear(struct ts_explanation *explanation);
// Canonical JSON [{"needs","read","value"},…], "needs" where there is one; the caller frees it.
char *ts_explanation_json(const struct ts_explanation *explanation);

#endif
