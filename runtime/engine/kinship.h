// kinship.h - what universes that branched off each other share, and what each has alone
#ifndef TS_ENGINE_KINSHIP_H
#define TS_ENGINE_KINSHIP_H

#include "engine/play.h"

struct ts_line { // a universe and those it branched off, itself first; each with what can be seen of it
    struct ts_ancestor *items;
    uint32_t count, room;
};
enum ts_status ts_line_find(struct ts_engine *engine, int64_t universe, struct ts_line *out, struct ts_err *err) TS_MUST_USE;
void ts_line_clear(struct ts_line *line);

struct ts_kin { // two universes
    struct ts_universe_record a, b;
    struct ts_line a_line, b_line;
    uint32_t a_common, b_common; // where their nearest common ancestor stands in each line; it may be one of themselves
    ts_symbol ancestor;          // its id
    int64_t position, seq;       // both have of it what stands at positions <= this and was stored up to that
};
// To be cleared in either case. TS_DATA: unknown ids, one universe twice, or two that have nothing in common.
enum ts_status ts_kin_find(struct ts_engine *engine, const char *a, const char *b, struct ts_kin *out, struct ts_err *err) TS_MUST_USE;
void ts_kin_clear(struct ts_kin *kin);

struct ts_keys { // world keys, each once, sorted by their text
    ts_symbol *items;
    uint32_t count, room;
};
// Those ever written in one of two universes; b 0: in `a` alone.
enum ts_status ts_keys_find(struct ts_engine *engine, int64_t a, int64_t b, struct ts_keys *out, struct ts_err *err) TS_MUST_USE;
void ts_keys_clear(struct ts_keys *keys);

#endif
