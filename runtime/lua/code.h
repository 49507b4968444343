// code.h - what findings about content are called: one row each, for `check --codes`, SARIF and the documentation
#ifndef TS_LUA_CODE_H
#define TS_LUA_CODE_H

#include "lua/host.h"

struct ts_code {
    const char *name; // "unknown-target": stable
    enum ts_severity severity;
    bool is_by_play;  // found by playing: `check --play`
    const char *doc;  // one line
};
extern const struct ts_code ts_codes[]; // by name; ends with name NULL

const struct ts_code *ts_code_find(const char *name); // NULL: there is none
#endif
