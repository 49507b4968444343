// going_back.h - what a person can ask of the past while playing: /history and /back
#ifndef TS_CLI_GOING_BACK_H
#define TS_CLI_GOING_BACK_H

#include "cli/sitting.h"

// "": the last turns, a number: so many, "all". Appended to sitting->out. TS_REFUSED: words that are none of these.
enum ts_status ts_history_show(struct ts_sitting *sitting, const char *words, struct ts_err *err) TS_MUST_USE;

// "": before the last choice; "12": after turn 12; "-3": before the last three choices. Says what that means and leaves the question in
// sitting->back; with " yes" behind it goes without asking. TS_REFUSED: no such turn.
enum ts_status ts_back_ask(struct ts_sitting *sitting, const char *words, struct ts_err *err) TS_MUST_USE;
// The answer to that question: with "y" or "yes" the sitting goes on in a branch; with anything else it goes on as it was.
enum ts_status ts_back_answer(struct ts_sitting *sitting, const char *words, struct ts_err *err) TS_MUST_USE;

#endif
