// care.h - /care, /skip, /rest and /stop: what a player asks to be spared, while playing
#ifndef TS_CLI_CARE_H
#define TS_CLI_CARE_H

#include "cli/sitting.h"

// The line names one of the commands that change something: it is done. Sets `is_done` when it was such a line.
enum ts_status ts_care_do(struct ts_sitting *sitting, const char *line, bool *is_done, struct ts_err *err) TS_MUST_USE;
void ts_care_add_said(struct ts_sitting *sitting, const char *line); // when it was done: what holds now, and a boundary that may be misspelt
void ts_care_say_country(const struct ts_sitting *sitting); // when there is no line of help for the country that was asked for
void ts_care_add_settings(struct ts_sitting *sitting); // what is asked for, and how to change it
void ts_care_add_rest(struct ts_sitting *sitting);     // words to rest by
void ts_care_offer_rest(struct ts_sitting *sitting);   // every so many turns, as the pacing has it
void ts_care_add_help(struct ts_sitting *sitting);     // where people are found who help: of the country, see scripts/help
// A person answered `millis` after so many letters were shown: very fast answers in a row are a sign, which is kept.
enum ts_status ts_care_note_pace(struct ts_sitting *sitting, int64_t millis, size_t letters, bool *is_noted, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_care_note_exit(struct ts_sitting *sitting, struct ts_err *err) TS_MUST_USE; // leaving by /stop soon after beginning

#endif
