// sim_files.c - what a simulation leaves beside its answer: the page of `--report`, the costs of `--profile`
#include "cli/sim_files.h"

#include <string.h>

#include "engine/profile.h"
#include "engine/report.h"

enum ts_status ts_sim_files_open(struct ts_sim_files *files, const char *report, const char *profile, struct ts_err *err)
{
    enum ts_status status = report ? ts_output_open(&files->report, report, err) : TS_OK;
    files->has_report = report && !status;
    files->is_profiled = profile;
    if (status || !profile || !*profile) return status;
    status = ts_output_open(&files->folded, profile, err);
    files->has_folded = !status;
    return status;
}

void ts_sim_files_attach(struct ts_sim_files *files, struct ts_engine *engine, struct ts_simulate_how *how)
{
    if (files->is_profiled) {
        ts_watching_begin(&files->watching, engine, true);
        how->watching = &files->watching;
    }
    if (!files->has_report) return;
    how->plays = &files->plays;
    how->failures = &files->failures;
    how->expected = &files->expected;
    how->failed = &files->failed;
}

static enum ts_status save_report(struct ts_sim_files *files, struct ts_engine *engine, const char *title, struct ts_err *err)
{
    struct ts_buffer html = {0};
    const char *slash = strrchr(title, '/'); // a script is called by its name, wherever it lies
    struct ts_report what = {.title = slash ? slash + 1 : title,
                             .plays_json = files->plays.length ? files->plays.bytes : "[]",
                             .expected = files->expected,
                             .failed = files->failed,
                             .failures = files->failures.bytes};
    enum ts_status status = ts_report_write(engine, &what, &html, err);
    if (!status) status = ts_output_save(&files->report, &html, err);
    ts_buffer_clear(&html);
    return status;
}

static enum ts_status save_folded(struct ts_sim_files *files, const struct ts_engine *engine, struct ts_err *err)
{
    struct ts_buffer stacks = {0};
    ts_profile_write_folded(engine, &files->watching, &stacks);
    enum ts_status status = ts_output_save(&files->folded, &stacks, err);
    ts_buffer_clear(&stacks);
    return status;
}

enum ts_status ts_sim_files_save(struct ts_sim_files *files, struct ts_engine *engine, const char *title, enum ts_status ended, struct ts_buffer *talk,
                                 struct ts_err *err)
{
    bool has_played = !ended || (ended == TS_FAILED && (files->expected || files->plays.length > strlen("[]")));
    if (files->watching.calls) ts_profile_write_text(engine, &files->watching, talk);
    enum ts_status status = files->has_folded && files->watching.calls ? save_folded(files, engine, err) : TS_OK;
    return !status && files->has_report && has_played ? save_report(files, engine, title, err) : status;
}

void ts_sim_files_clear(struct ts_sim_files *files, struct ts_engine *engine)
{
    if (files->watching.calls) ts_watching_end(&files->watching, engine);
    ts_watching_clear(&files->watching);
    ts_output_clear(&files->report);
    ts_output_clear(&files->folded);
    ts_buffer_clear(&files->plays);
    ts_buffer_clear(&files->failures);
}
