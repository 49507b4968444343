// settings.h - which narrator there is, and how a model is reached: from the environment, or from a file that nobody else can read
#ifndef TS_NARRATOR_SETTINGS_H
#define TS_NARRATOR_SETTINGS_H

#include "base/buffer.h"
#include "base/status.h"
#include "game/narrator.h"

struct ts_narrator_settings {
    enum ts_narrator_kind kind;
    char *url, *model, *key; // owned; key may be NULL
    bool keeps_names;
    int64_t wait_ms, run_tokens, session_tokens;
};

enum { TS_NARRATOR_WAIT_MS = 8000 };

// Each from TURNSTONE_NARRATOR, _URL, _MODEL, _KEY, _WAIT (seconds), _RUN_TOKENS, _SESSION_TOKENS and _NAMES ("placeholder" or "real"), else from the
// JSON file that TURNSTONE_NARRATOR_FILE names, or `narrator.json` in $XDG_CONFIG_HOME/turnstone (~/.config/turnstone) when it is there:
// {"narrator":"openai","url":"http://127.0.0.1:8080/v1","model":"…","key":"…"}. `kind` from the command line goes before both; NULL: it was not given.
// The key is taken out of the environment. TS_USAGE: a wrong value, or openai without a url or model; TS_DATA: a file that others can read, or no such.
enum ts_status ts_narrator_settings_read(const char *kind, struct ts_narrator_settings *out, struct ts_err *err) TS_MUST_USE;
void ts_narrator_settings_clear(struct ts_narrator_settings *settings); // the key is overwritten
const char *ts_narrator_kind_name(enum ts_narrator_kind kind);          // "openai"

#endif
