// offered.h - the stories there are for who named none
#ifndef TS_CLI_OFFERED_H
#define TS_CLI_OFFERED_H

#include "cli/beginning.h"

struct ts_offered {
    const struct ts_cli *cli;
    const struct ts_content *content;
    const struct ts_beginning *asked;
    const struct ts_focus *focus; // NULL: of any
    bool has_fitting;             // a story is made for that focus
    bool can_ask;                 // who plays reads what is printed
};

const struct ts_story *ts_offered_only(const struct ts_offered *offered); // NULL when there are several, or none
// Asks which one, in a terminal. Elsewhere, and when none is named, TS_USAGE with the command for each.
enum ts_status ts_offered_choose(const struct ts_offered *offered, const struct ts_story **out, struct ts_err *err) TS_MUST_USE;

#endif
