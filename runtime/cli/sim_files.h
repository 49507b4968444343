// sim_files.h - what a simulation leaves beside its answer: the page of `--report`, the costs of `--profile`
#ifndef TS_CLI_SIM_FILES_H
#define TS_CLI_SIM_FILES_H

#include "cli/output.h"
#include "engine/simulate.h"
#include "engine/watching.h"

struct ts_sim_files { // must not move while it is in use; zero-initialised asks for nothing
    struct ts_output report, folded;
    bool has_report, has_folded, is_profiled;
    struct ts_watching watching;
    struct ts_buffer plays, failures;
    int64_t expected, failed;
};

// Before anything is played: files that cannot be written are refused. NULL: not asked for. `profile` is a file for folded stacks, ""
// for the page alone.
enum ts_status ts_sim_files_open(struct ts_sim_files *files, const char *report, const char *profile, struct ts_err *err) TS_MUST_USE;
// Has the simulation write down what the files need; the engine has its content.
void ts_sim_files_attach(struct ts_sim_files *files, struct ts_engine *engine, struct ts_simulate_how *how);
// Writes them, and appends what --profile says to `talk`; `ended` is how the simulation did. One whose expectations failed has a page all
// the same; of one that played nothing and erred, what lies there stays.
enum ts_status ts_sim_files_save(struct ts_sim_files *files, struct ts_engine *engine, const char *title, enum ts_status ended,
                                 struct ts_buffer *talk, struct ts_err *err) TS_MUST_USE;
void ts_sim_files_clear(struct ts_sim_files *files, struct ts_engine *engine);

#endif
