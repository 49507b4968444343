// screen.h - what a person reads of a run
#ifndef TS_CLI_SCREEN_H
#define TS_CLI_SCREEN_H

#include "cli/sitting.h"

enum { TS_SCREEN_PAUSE = '\f' }; // in what is to be printed: here it waits for Enter

// Each appends to sitting->out.
void ts_screen_add_header(struct ts_sitting *sitting);                       // story, character, place, position
// With a TS_SCREEN_PAUSE behind every second paragraph, for whoever likes it slow.
void ts_screen_add_text(struct ts_sitting *sitting);
void ts_screen_add_choices(struct ts_sitting *sitting);
void ts_screen_add_news(struct ts_sitting *sitting);                         // news and notices, a line each
void ts_screen_add_asides(struct ts_sitting *sitting, const struct ts_buffer *lines); // what others just did, what holds now: a line each
void ts_screen_add_rest(struct ts_sitting *sitting);                         // all of an act behind its text
void ts_screen_add_turn(struct ts_sitting *sitting);                         // what the last act showed, choices apart
void ts_screen_add_act(struct ts_sitting *sitting);                          // the same, and what can be done now, or the card at the end
void ts_screen_add_automatic(struct ts_sitting *sitting);                    // the same, after the id of the choice taken
void ts_screen_add_taken(struct ts_sitting *sitting, const struct ts_shown_choice *choice); // its label, dim; before it is taken
void ts_screen_add_ending(struct ts_sitting *sitting);                       // the card at the end
void ts_screen_add_refusal(struct ts_sitting *sitting, const char *message);
void ts_screen_add_remark(struct ts_sitting *sitting, const char *words);    // a dim line of the program's own

#endif
