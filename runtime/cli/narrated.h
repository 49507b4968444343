// narrated.h - what a narrator tells behind a turn: waited for, and printed as it comes
#ifndef TS_CLI_NARRATED_H
#define TS_CLI_NARRATED_H

#include "cli/sitting.h"

// Waits for what a model tells of where the run has come to; all of it is in what ts_play_shown has then. Says what went wrong, once, and with
// --show-prompts what was, or would have been, sent. TS_INTERRUPTED: a signal came; what is there is kept.
enum ts_status ts_narrated_wait(struct ts_sitting *sitting, struct ts_err *err) TS_MUST_USE;
// The same for a person who has the turn's text before them (in sitting->out, or printed): sentence by sentence, or whole when it is plain. A line
// typed meanwhile cuts it off.
enum ts_status ts_narrated_tell(struct ts_sitting *sitting, struct ts_err *err) TS_MUST_USE;

#endif
