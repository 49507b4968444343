// explored.h - what `check --play` finds, and how it is shown
#ifndef TS_CLI_EXPLORED_H
#define TS_CLI_EXPLORED_H

#include "cli/command.h"
#include "engine/explore.h"
#include "engine/findings.h"

struct ts_played {
    int64_t states, turns; // most of a story
    uint64_t seed;
    struct ts_explored sum;
    bool is_played;
};

// Plays the stories that the words of the call name, all when there are none. What is found joins `problems`. Ends early when a signal
// asks for it, with what was found until then.
enum ts_status ts_played_find(const struct ts_cli *cli, struct ts_host *host, struct ts_played *played, struct ts_problems *problems,
                              struct ts_err *err) TS_MUST_USE;
void ts_played_write(const struct ts_played *played, struct ts_buffer *page); // how much was played
void ts_played_write_json(const struct ts_played *played, struct ts_buffer *json); // a field "played"

#endif
