// beginning.h - which run is to be played: a new one, or one that is there
#ifndef TS_CLI_BEGINNING_H
#define TS_CLI_BEGINNING_H

#include "cli/open.h"
#include "cli/sitting.h"

struct ts_beginning { // as asked; NULL: not said
    const char *story, *run, *character, *player, *universe, *focus;
    struct ts_number at, seed;
    bool live; // a new universe is one where all are in the present
};

// Loads content, opens the store (made only when a run can begin) and takes the run up into `sitting`.
enum ts_status ts_begin(const struct ts_cli *cli, const struct ts_beginning *asked, struct ts_front *front, struct ts_sitting *sitting,
                        struct ts_err *err) TS_MUST_USE;

#endif
