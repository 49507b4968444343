// command_play.c - turnstone play
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "cli/beginning.h"
#include "cli/care.h"
#include "cli/debugging.h"
#include "cli/hint.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/deprecated.h"
#include "cli/screen.h"
#include "cli/sitting.h"
#include "cli/watch.h"

enum { WIDTH_MAX = 78 };

struct play_options {
    struct ts_beginning beginning;
    struct ts_number automatic;
    const char *warnings, *country, *narrator;
    bool jsonl, plain, watch, debug, show_prompts;
};

static const struct ts_option options[] = {
    {"run", "ID", "the run to go on with, or what to call a new one", TS_OPTION_TEXT, offsetof(struct play_options, beginning.run)},
    {"as", "NAME", "the character (default Traveller)", TS_OPTION_TEXT, offsetof(struct play_options, beginning.character)},
    {"player", "ID", "who plays (default player)", TS_OPTION_TEXT, offsetof(struct play_options, beginning.player)},
    {"universe", "ID", "the world the run lives in (default: the story's pack and _world)", TS_OPTION_TEXT, offsetof(struct play_options, beginning.universe)},
    {"focus", "ID", "a therapeutic focus the run carries", TS_OPTION_TEXT, offsetof(struct play_options, beginning.focus)},
    {"at", "P", "where on the timeline a new run stands (default: its end)", TS_OPTION_NUMBER, offsetof(struct play_options, beginning.at)},
    {"live", NULL, "make a new world one where all are in the present, and see what others do as they do it", TS_OPTION_FLAG, offsetof(struct play_options, beginning.live)},
    {"seed", "N", "what a new run's rolls start from", TS_OPTION_NUMBER, offsetof(struct play_options, beginning.seed)},
    {"auto", "N", "take N choices by itself, then pause; 1 when none is left", TS_OPTION_NUMBER, offsetof(struct play_options, automatic)},
    {"jsonl", NULL, "a line of JSON a turn; choices are read from standard input, an id a line", TS_OPTION_FLAG, offsetof(struct play_options, jsonl)},
    {"watch", NULL, "load packs again as soon as their files change; what cannot be loaded is told, and play goes on", TS_OPTION_FLAG, offsetof(struct play_options, watch)},
    {"debug", NULL, "for authors: variables, why choices are closed, what a turn cost; /eval, /set and /goto on a throw-away branch", TS_OPTION_FLAG, offsetof(struct play_options, debug)},
    {"warnings", "HOW", "ask: a warning waits for an answer, as in a terminal; tell: it is told, and the scene follows", TS_OPTION_TEXT, offsetof(struct play_options, warnings)},
    {"country", "DE", "whose line of help is shown by /care, /rest and /stop (or TURNSTONE_COUNTRY)", TS_OPTION_TEXT, offsetof(struct play_options, country)},
    {"narrator", "NAME", "who puts moments into words: none, grammar or openai (default: TURNSTONE_NARRATOR, else grammar)", TS_OPTION_TEXT, offsetof(struct play_options, narrator)},
    {"show-prompts", NULL, "print what a model is sent of a moment, or would be, to standard error", TS_OPTION_FLAG, offsetof(struct play_options, show_prompts)},
    {"plain", NULL, "for screen readers: no colours, no wrapping, no line editing", TS_OPTION_FLAG, offsetof(struct play_options, plain)},
    {0},
};

static int find_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col || size.ws_col > WIDTH_MAX) return WIDTH_MAX;
    return size.ws_col;
}

static struct ts_look find_look(bool is_plain)
{
    const char *no_colour = getenv("NO_COLOR");
    bool has_colour = !is_plain && isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
    return (struct ts_look){.width = is_plain ? 0 : find_width(), .has_colour = has_colour, .is_plain = is_plain};
}

// The session ends with the sitting, however that went; what went wrong first is what is said.
static enum ts_status end(struct ts_sitting *sitting, enum ts_status status, struct ts_err *err)
{
    struct ts_err second = {0};
    if (!ts_sitting_is_open(sitting) || !ts_play_has_session(sitting->play)) return status;
    enum ts_status paused = ts_play_pause(sitting->play, NULL, status ? &second : err);
    return status ? status : paused;
}

static void say_paused(const struct ts_sitting *sitting)
{
    const struct ts_run *run = ts_play_run(sitting->play);
    if (run->head.state != TS_PAUSED) return;
    struct ts_buffer hint = {0};
    ts_hint_add(&hint, sitting->cli, "play --run", ts_symbol_text(sitting->engine->symbols, run->id));
    ts_say(sitting->cli, "paused after turn %lld, all of it saved; go on with: %s", (long long)run->head.turn, hint.bytes);
    ts_buffer_clear(&hint);
}

static enum ts_status sit(struct ts_sitting *sitting, const struct play_options *how, struct ts_err *err)
{
    enum ts_status status;
    if (how->automatic.given) status = ts_sitting_auto(sitting, how->automatic.value, err);
    else if (sitting->is_jsonl) status = ts_sitting_lines(sitting, err);
    else status = ts_sitting_terminal(sitting, err);
    ts_debugging_leave(sitting);
    status = end(sitting, status, err);
    if (!how->automatic.given && !sitting->is_jsonl) say_paused(sitting);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct play_options *how = cli->options;
    struct ts_front front = {0};
    struct ts_sitting sitting = {.cli = cli, .engine = &front.engine, .look = find_look(how->plain), .other_look = find_look(!how->plain), .is_jsonl = how->jsonl || cli->globals.json};
    how->beginning.story = cli->words.count ? cli->words.items[0] : NULL;
    if (how->watch && how->automatic.given) return ts_err_set(err, TS_USAGE, "--watch is for who chooses: leave it out with --auto");
    if (how->debug && (how->automatic.given || sitting.is_jsonl))
        return ts_err_set(err, TS_USAGE, "--debug is for who reads and chooses: leave it out with --auto, --jsonl and --json");
    if (how->warnings && strcmp(how->warnings, "ask") != 0 && strcmp(how->warnings, "tell") != 0)
        return ts_err_set(err, TS_USAGE, "--warnings is ask or tell, not \"%s\"", how->warnings);
    front.engine.asks = how->warnings ? !strcmp(how->warnings, "ask") : !how->automatic.given && !sitting.is_jsonl;
    sitting.country = how->country;
    sitting.shows_prompts = how->show_prompts;
    ts_care_say_country(&sitting);
    if (how->debug) sitting.debugging = ts_debugging_new();
    enum ts_status status = ts_open_narrator(&front, how->narrator, err);
    if (!status && how->watch) status = ts_watch_open(cli, &sitting.watch, err);
    if (!status) status = ts_begin(cli, &how->beginning, &front, &sitting, err);
    if (!status) sitting.first_turn = ts_play_run(sitting.play)->head.turn;
    if (!status) status = sit(&sitting, how, err);
    ts_deprecated_say(cli, front.engine.host);
    ts_buffer_clear(&sitting.out);
    ts_buffer_clear(&sitting.untold.news);
    ts_buffer_clear(&sitting.untold.notices);
    ts_watch_close(sitting.watch);
    ts_play_free(sitting.play);
    ts_debugging_free(sitting.debugging);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_play = {
    .name = "play", .words = "[STORY]", .help = "play a story, new or resumed",
    .more = "With STORY a new run begins, unless --run names one that is there. Without both, the run played last is taken up.\n"
            "With --focus alone it is the last one of that focus, or else a story made for it; where there are several, you are asked,\n"
            "or, where nobody can be, they are listed.\n"
            "With --jsonl a choice that asks for words takes them after its id and a space.",
    .most = 1, .options = options, .size = sizeof(struct play_options), .run = run,
};
