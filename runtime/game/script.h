// script.h - what the domain asks of scripts; lua/ answers
#ifndef TS_GAME_SCRIPT_H
#define TS_GAME_SCRIPT_H

#include "base/buffer.h"
#include "game/view.h"

// Each runs one call of the content inside its pack's limits, seeing `view`. TS_FAILED fills err with "file:line: why" and the
// traceback; what the call wrote before is the caller's to undo.
struct ts_script {
    void *self;
    enum ts_status (*test)(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err);            // a condition
    enum ts_status (*number)(void *self, struct ts_view *view, ts_call call, double *out, struct ts_err *err);        // a weight
    enum ts_status (*value)(void *self, struct ts_view *view, ts_call call, struct ts_value *out, struct ts_err *err); // `{expr}`; new reference
    enum ts_status (*words)(void *self, struct ts_view *view, ts_call call, struct ts_buffer *out, struct ts_err *err); // a text function: appends
    enum ts_status (*list)(void *self, struct ts_view *view, ts_call call, struct ts_value **items, uint32_t *count, struct ts_err *err); // an `each`; caller drops and frees
    enum ts_status (*act)(void *self, struct ts_view *view, ts_call call, const struct ts_happened *what, struct ts_err *err); // effect, enter (what NULL), handler
    enum ts_status (*rule)(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err);            // an unlock rule: progression only
};

#endif
