// packs_choose.h - packs switched on and off, and set: what was asked for, checked against what their manifests say
#ifndef TS_ENGINE_PACKS_CHOOSE_H
#define TS_ENGINE_PACKS_CHOOSE_H

#include <jansson.h>

#include "engine/packs.h"

// Of a list as ts_show_packs has it, read: the pack of that name. TS_DATA: there is none; says which name is near.
enum ts_status ts_packs_find_shown(const json_t *packs, const char *name, json_t **out, struct ts_err *err) TS_MUST_USE;

// Locked, changed and saved. Nothing is changed when it is so already.
enum ts_status ts_packs_switch(struct ts_packs *packs, const char *name, bool is_enabled, struct ts_err *err) TS_MUST_USE;

// One setting of a pack. TS_DATA: the pack has none of that name, or the words are no value of it; they say which there are.
enum ts_status ts_packs_find_setting(const json_t *pack, const char *name, json_t **out, struct ts_err *err) TS_MUST_USE;
// Words as one types them ("0.5", "yes", "calm") become a value, checked, and are kept: locked and saved. `out` is a new reference.
enum ts_status ts_packs_put_setting(struct ts_packs *packs, const json_t *pack, const char *name, const char *words, struct ts_value *out,
                                    struct ts_err *err) TS_MUST_USE;

#endif
