// gone.h - what a stored run needs and the content has no more, in words that help
#ifndef TS_ENGINE_GONE_H
#define TS_ENGINE_GONE_H

#include "engine/play.h"

// Each is TS_DATA.
enum ts_status ts_gone_story(struct ts_engine *engine, const struct ts_run_record *record, ts_symbol story, struct ts_err *err);
enum ts_status ts_gone_scene(struct ts_engine *engine, const struct ts_run_record *record, const struct ts_story *story, ts_symbol scene,
                             struct ts_err *err);
enum ts_status ts_gone_kind(struct ts_engine *engine, const struct ts_run_record *record, const struct ts_var *var, struct ts_value value,
                            struct ts_err *err);

// Was the value stored when the variable was declared as another kind: a number, a text, a list or map? True and false stand for nothing
// yet in any of them.
bool ts_gone_is_other_kind(const struct ts_var *var, struct ts_value value);

#endif
