// debugging.h - what an author sees and may try while playing with --debug
#ifndef TS_CLI_DEBUGGING_H
#define TS_CLI_DEBUGGING_H

#include "cli/sitting.h"

struct ts_debugging;

struct ts_debugging *ts_debugging_new(void);
void ts_debugging_free(struct ts_debugging *debugging); // after ts_debugging_leave

// Before the person is asked: appends the panel (variables, world keys looked at, open and closed choices with the reason, steps and
// memory of the last turn) when the run has moved since it was last shown. Of a sitting without --debug, as the next: nothing.
void ts_debugging_follow(struct ts_sitting *sitting);
bool ts_debugging_is_away(const struct ts_sitting *sitting); // on a throw-away branch, of which nothing is kept
// On a throw-away branch: back to the run as it is stored. True when it was on one.
bool ts_debugging_leave(struct ts_sitting *sitting);
// The same when the branch has come to an end of the story; says so, and shows the run.
void ts_debugging_end(struct ts_sitting *sitting);

// "/eval …", "/set NAME VALUE", "/goto SCENE", "/leave", "/debug": does what the line asks and sets `is_done`; leaves other lines alone.
enum ts_status ts_debugging_do(struct ts_sitting *sitting, const char *line, bool *is_done, struct ts_err *err) TS_MUST_USE;
void ts_debugging_add_help(struct ts_sitting *sitting); // lines for /help

#endif
