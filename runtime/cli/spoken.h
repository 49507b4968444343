// spoken.h - what a person can ask for while playing: /recap, /timeline, /history, /status, /back, /pause, /help
#ifndef TS_CLI_SPOKEN_H
#define TS_CLI_SPOKEN_H

#include "cli/sitting.h"

// Does what a line that begins with "/" asks, its answer appended to sitting->out. TS_REFUSED for words that are none, with what was
// probably meant. `is_leaving` is set when the person wants to stop.
enum ts_status ts_spoken_do(struct ts_sitting *sitting, const char *line, bool *is_leaving, struct ts_err *err) TS_MUST_USE;

#endif
