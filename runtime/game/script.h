// script.h - what the domain asks of scripts; lua/ answers
#ifndef TS_GAME_SCRIPT_H
#define TS_GAME_SCRIPT_H

#include "base/buffer.h"
#include "game/view.h"

// A variable of a stored run, as the function of a migration sees it.
struct ts_migrated_var {
    ts_symbol name, owner;
    bool is_declared; // else it is there by a name that was stored, and can only be read
    bool is_map, is_changed;
    struct ts_value value; // a reference of its own; of a changed one nil is its first value again
};
struct ts_migrating {
    struct ts_migrated_var *vars;
    uint32_t count;
    const char *story, *scene; // where the run stands
};

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
    enum ts_status (*migrate)(void *self, struct ts_view *view, ts_call call, struct ts_migrating *what, struct ts_err *err); // changes the declared ones
    enum ts_status (*rule)(void *self, struct ts_view *view, ts_call call, bool *out, struct ts_err *err);            // an unlock rule: progression only
};

#endif
