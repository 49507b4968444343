// command_run.c - turnstone run pause, resume, abandon, complete, archive, delete: moves of a run from outside
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/ident.h"
#include "cli/ask.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/json.h"
#include "engine/show.h"

struct move_options { const char *reason, *notes; bool yes; };

static const struct ts_option reason_options[] = {
    {"reason", "TEXT", "why, kept with the run", TS_OPTION_TEXT, offsetof(struct move_options, reason)},
    {0},
};
static const struct ts_option notes_options[] = {
    {"notes", "TEXT", "kept with the session that ends", TS_OPTION_TEXT, offsetof(struct move_options, notes)},
    {0},
};
static const struct ts_option delete_options[] = {
    {"yes", NULL, "do not ask", TS_OPTION_FLAG, offsetof(struct move_options, yes)},
    {0},
};

struct hand { // a run about to be moved
    struct ts_cli *cli;
    struct ts_front front;
    struct ts_play *play;
    char id[TS_IDENT_MAX + 1];
};

typedef enum ts_status make_move(struct hand *hand, const struct move_options *how, struct ts_err *err);
typedef enum ts_status take_up(struct ts_engine *engine, const char *run, struct ts_play **out, struct ts_err *err);

static enum ts_status check_remark(const char *what, const char *text, struct ts_err *err)
{
    return text ? ts_ident_check_remark(what, text, strlen(text), err) : TS_OK;
}

static enum ts_status open(struct hand *hand, take_up *take, struct ts_err *err)
{
    const struct move_options *how = hand->cli->options;
    enum ts_status status = check_remark("reason", how->reason, err);
    if (!status) status = check_remark("notes text", how->notes, err);
    if (!status) status = ts_ident_read("run id", hand->cli->words.items[0], hand->id, err);
    if (!status) status = ts_open_content(hand->cli, &hand->front, err);
    if (!status) status = ts_open_store(hand->cli, &hand->front, TS_STORE_WRITE, err);
    if (!status) status = ts_open_migrate(hand->cli, &hand->front, err);
    if (!status) status = take(&hand->front.engine, hand->id, &hand->play, err);
    return status;
}

// How the run stands now: a line, or the run as `run show --json` gives it.
static enum ts_status tell(struct hand *hand, const char *how, struct ts_err *err)
{
    struct ts_buffer out = {0};
    enum ts_status status = TS_OK;
    if (hand->cli->globals.json) status = ts_show_run(&hand->front.engine, hand->id, &out, err);
    else ts_buffer_add_format(&out, "run \"%s\" %s", hand->id, how);
    if (!status && !(hand->cli->globals.quiet && !hand->cli->globals.json)) status = ts_print_line(&out, err);
    ts_buffer_clear(&out);
    return status;
}

static enum ts_status do_move(struct ts_cli *cli, take_up *take, make_move *move, struct ts_err *err)
{
    struct hand hand = {.cli = cli};
    enum ts_status status = open(&hand, take, err);
    if (!status) status = move(&hand, cli->options, err);
    ts_play_free(hand.play);
    ts_front_close(&hand.front);
    return status;
}

static enum ts_run_state state_of(const struct hand *hand)
{
    return ts_play_run(hand->play)->head.state;
}

// --- the moves

static enum ts_status pause_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    if (state_of(hand) == TS_PAUSED) return tell(hand, "was paused already", err);
    enum ts_status status = ts_play_pause(hand->play, how->notes, err);
    return status ? status : tell(hand, "is paused", err);
}

static enum ts_status resume_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    char words[TS_IDENT_MAX + 80];
    (void)how;
    snprintf(words, sizeof words, "is active again; play on with: turnstone play --run %s", hand->id);
    return tell(hand, words, err);
}

static enum ts_status abandon_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    if (state_of(hand) == TS_ABANDONED) return tell(hand, "was abandoned already", err);
    enum ts_status status = ts_play_abandon(hand->play, how->reason, err);
    return status ? status : tell(hand, "is abandoned; it can be resumed at any time", err);
}

static enum ts_status complete_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    bool was_completed = state_of(hand) == TS_COMPLETED;
    enum ts_status status = ts_play_complete(hand->play, how->reason, err);
    return status ? status : tell(hand, was_completed ? "was completed already" : "is completed", err);
}

static enum ts_status archive_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    (void)how;
    if (state_of(hand) == TS_ARCHIVED) return tell(hand, "was archived already", err);
    enum ts_status status = ts_play_archive(hand->play, err);
    return status ? status : tell(hand, "is archived", err);
}

static enum ts_status ask(struct hand *hand, struct ts_err *err)
{
    struct ts_buffer question = {0};
    ts_buffer_add_format(&question, "Delete run \"%s\" and its turns for good? Its events and what it earned stay.", hand->id);
    bool is_meant = ts_ask(question.bytes);
    ts_buffer_clear(&question);
    return is_meant ? TS_OK : ts_err_set(err, TS_REFUSED, "run \"%s\" was kept", hand->id);
}

static enum ts_status delete_run(struct hand *hand, const struct move_options *how, struct ts_err *err)
{
    struct ts_buffer line = {0};
    bool is_asked = !how->yes && isatty(STDIN_FILENO);
    enum ts_status status = is_asked ? ask(hand, err) : TS_OK;
    if (status) return status;
    const struct ts_head head = ts_play_run(hand->play)->head;
    status = ts_play_delete(hand->play, err);
    if (status) return status;
    if (!how->yes && !is_asked) // nobody could be asked, so it is said instead
        ts_say(hand->cli, "deleted without asking: run \"%s\", %s, %lld turn%s; --yes says that this is meant", hand->id, ts_run_state_name(head.state),
               (long long)head.turn, head.turn == 1 ? "" : "s");
    if (hand->cli->globals.json) {
        ts_json_open(&line, '{');
        ts_json_field_text(&line, "deleted", hand->id);
        ts_json_close(&line, '}');
    } else {
        ts_buffer_add_format(&line, "run \"%s\" is deleted; its events and what it earned stay", hand->id);
    }
    status = ts_print_line(&line, err);
    ts_buffer_clear(&line);
    return status;
}

static enum ts_status pause_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_load, pause_run, err); }
static enum ts_status resume_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_resume, resume_run, err); }
static enum ts_status abandon_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_load, abandon_run, err); }
static enum ts_status complete_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_load, complete_run, err); }
static enum ts_status archive_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_load, archive_run, err); }
static enum ts_status delete_command(struct ts_cli *cli, struct ts_err *err) { return do_move(cli, ts_play_load, delete_run, err); }

const struct ts_command ts_command_run_pause = {
    .name = "run pause", .words = "ID", .help = "pause a run that nobody is playing", .least = 1, .most = 1,
    .options = notes_options, .size = sizeof(struct move_options), .run = pause_command,
};
const struct ts_command ts_command_run_resume = {
    .name = "run resume", .words = "ID", .help = "make a paused or abandoned run active again", .least = 1, .most = 1,
    .size = sizeof(struct move_options), .run = resume_command,
};
const struct ts_command ts_command_run_abandon = {
    .name = "run abandon", .words = "ID", .help = "give a run up; it earns nothing and can be resumed", .least = 1, .most = 1,
    .options = reason_options, .size = sizeof(struct move_options), .run = abandon_command,
};
const struct ts_command ts_command_run_complete = {
    .name = "run complete", .words = "ID", .help = "retire: complete a run and give its player what it earned", .least = 1, .most = 1,
    .options = reason_options, .size = sizeof(struct move_options), .run = complete_command,
};
const struct ts_command ts_command_run_archive = {
    .name = "run archive", .words = "ID", .help = "put a completed or abandoned run away", .least = 1, .most = 1,
    .size = sizeof(struct move_options), .run = archive_command,
};
const struct ts_command ts_command_run_delete = {
    .name = "run delete", .words = "ID", .help = "delete a run; its completion and its events stay", .least = 1, .most = 1,
    .options = delete_options, .size = sizeof(struct move_options), .run = delete_command,
};
