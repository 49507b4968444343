// cli.c - one call of the program: read the words, run the command, say how it ended
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/arena.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/crash.h"
#include "cli/help.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/secret.h"
#include "cli/signal.h"
#include "store/url.h"

int ts_cli_exit_code(enum ts_status status)
{
    switch (status) {
    case TS_OK: return 0;
    case TS_FAILED:
    case TS_REFUSED: return 1;
    case TS_USAGE: return 64;
    case TS_DATA: return 65;
    case TS_UNAVAILABLE: return 69;
    case TS_CANNOT_CREATE: return 73;
    case TS_IO: return 74;
    case TS_BUSY:
    case TS_CONFLICT: return 75;
    case TS_INTERRUPTED: return ts_signal_last() ? 128 + ts_signal_last() : 1;
    }
    return 70;
}

static enum ts_status check_words(const struct ts_cli *cli, struct ts_err *err)
{
    const struct ts_command *command = cli->command;
    if (cli->words.count < command->least)
        return ts_err_set(err, TS_USAGE, "\"%s\" needs %s: try `turnstone %s --help`", command->name, command->words, command->name);
    if (cli->words.count > command->most)
        return ts_err_set(err, TS_USAGE, "\"%s\" does not know what to do with \"%s\": try `turnstone %s --help`", command->name,
                          cli->words.items[command->most], command->name);
    return TS_OK;
}

static void say_secret(const struct ts_cli *cli)
{
    ts_say(cli, "warning: a url with a password in it may be read by others on this machine: keep it in a password file (~/.pgpass, or what PGPASSFILE "
                "names) or a service file");
}

// Nothing is taken from LANG: one command tells the same everywhere.
static enum ts_status read_language(struct ts_globals *globals, struct ts_err *err)
{
    const char *words = globals->lang ? globals->lang : getenv("TURNSTONE_LANG");
    if ((words && !*words && !globals->lang) || !words) return TS_OK;
    if (ts_language_read(words, globals->language)) return TS_OK;
    globals->language[0] = '\0';
    return ts_err_set(err, TS_USAGE, "\"%s\" is no language: give %s one as \"de\" or \"pt_BR\"", words, globals->lang ? "--lang" : "TURNSTONE_LANG");
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_buffer page = {0};
    enum ts_status status;
    if (!cli->command && !cli->globals.version && !cli->globals.help)
        return ts_err_set(err, TS_USAGE, "no command was given: `turnstone help` lists them all, `turnstone play` begins");
    if (cli->globals.version || cli->globals.help) {
        if (cli->globals.version) ts_help_version(&page);
        else if (cli->command) ts_help_command(cli->command, &page);
        else ts_help_all(&page);
        status = ts_print(&page, err);
        ts_buffer_clear(&page);
        return status;
    }
    status = check_words(cli, err);
    if (!status) status = read_language(&cli->globals, err);
    return status ? status : cli->command->run(cli, err);
}

int ts_cli_main(int argc, char **argv)
{
    bool has_secret;
    char **words = ts_secret_hide(argc, argv, &has_secret);
    struct ts_cli cli = {.program = argc ? words[0] : "turnstone"};
    struct ts_err err = {0};
    ts_signal_watch_pipe();
    prctl(PR_SET_DUMPABLE, 0); // what players wrote is in memory: it must not get into a core dump, however that is caught
    cli.crash = ts_crash_watch();
    enum ts_status status = ts_arguments_read(&cli, argc, words, &err);
    if (!status && has_secret) say_secret(&cli);
    cli.shown = ts_url_shown(ts_open_url(&cli));
    if (!status) status = run(&cli, &err);
    if (has_secret && status == TS_USAGE) ts_secret_redact(words, &err);
    if (status) ts_complain(&err);
    ts_arguments_clear(&cli);
    ts_secret_free(words);
    ts_crash_end(cli.crash);
    return ts_cli_exit_code(status);
}
