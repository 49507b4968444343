// sitting.h - a run played by somebody: by itself, by a program, by a person
#ifndef TS_CLI_SITTING_H
#define TS_CLI_SITTING_H

#include "base/buffer.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/jsonl.h"
#include "cli/wrap.h"
#include "engine/play.h"

struct ts_back { bool is_asked; int64_t turn; }; // a question that the next line answers

struct ts_watch;
struct ts_debugging;

struct ts_sitting {
    struct ts_cli *cli;
    struct ts_engine *engine;
    struct ts_play *play;
    struct ts_look look, other_look; // /plain changes one for the other
    bool is_edited;        // the line is edited as it is typed, and its prompt printed with it
    bool is_paced;         // a long text waits for Enter, part by part, for whoever likes it slow
    bool shows_prompts;    // what a narrator is sent, or would be, goes to standard error
    bool is_jsonl, is_new; // is_new: the run was started by this call
    struct ts_buffer out;  // what is printed next
    struct ts_untold untold;
    struct ts_back back;
    struct ts_watch *watch; // NULL: content stays as it was loaded
    const char *country;   // whose line of help is shown; NULL: TURNSTONE_COUNTRY
    uint32_t hasty;        // answers in a row that were too fast to have read
    int64_t first_turn, shown_at; // where the sitting began; when (ms) the screen was last shown
    struct ts_debugging *debugging; // NULL: nobody asks how it comes about
};

// Each plays until its end, leaving the session open when the run goes on. TS_INTERRUPTED when a signal came between turns.
enum ts_status ts_sitting_auto(struct ts_sitting *sitting, int64_t turns, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_sitting_lines(struct ts_sitting *sitting, struct ts_err *err) TS_MUST_USE;    // choices from standard input, JSON out
enum ts_status ts_sitting_terminal(struct ts_sitting *sitting, struct ts_err *err) TS_MUST_USE; // a person

// When a script failed, so that the choice was refused: appends the command that shows it again, as a line of its own.
void ts_sitting_add_replay(const struct ts_sitting *sitting, const struct ts_take *take, struct ts_err *err);
bool ts_sitting_is_open(const struct ts_sitting *sitting); // the run can take another turn
struct ts_idle ts_sitting_idle(struct ts_sitting *sitting); // for who hears nothing: looks after the way to a server, and what it tells is no burden to it
void ts_sitting_keep_up(struct ts_sitting *sitting);        // what that does

#endif
