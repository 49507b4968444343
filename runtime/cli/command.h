// command.h - the commands: each is a row of its own file
#ifndef TS_CLI_COMMAND_H
#define TS_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/plural.h"
#include "base/status.h"
#include "cli/option.h"

struct ts_globals { // options that every command takes
    const char *store, *lang;
    char language[TS_LANGUAGE]; // "de", of --lang or TURNSTONE_LANG; "": texts are told as they were written
    struct ts_words content;
    struct ts_number shuffle_order;
    bool no_default_content, strict, json, quiet, help, version;
};
extern const struct ts_option ts_global_options[];

struct ts_cli { // one call of the program
    const char *program;   // as it was called
    struct ts_globals globals;
    const struct ts_command *command;
    char *shown;           // the store's url as it may be told; owned
    struct ts_words words; // what follows the command and is no option
    void *options;         // the command's own struct
    struct ts_crash *crash; // watches for crashes, see crash.h
};

struct ts_command {
    const char *name;                // "run show"
    const char *words;               // "ID [--reason TEXT]" without the options: "ID"
    const char *help;                // one line
    const char *more;                // further paragraphs of its --help; NULL
    uint32_t least, most;            // how many words it takes
    const struct ts_option *options; // ends with name NULL; NULL: none of its own
    size_t size;                     // of the struct they fill
    enum ts_status (*run)(struct ts_cli *cli, struct ts_err *err);
};

// One word a command: its row is `ts_command_<word>`. This list is all that a new command's file needs beside itself.
#define TS_COMMANDS(each) \
    each(play) \
    each(sim) \
    each(runs) \
    each(run_show) \
    each(run_pause) \
    each(run_resume) \
    each(run_abandon) \
    each(run_complete) \
    each(run_archive) \
    each(run_delete) \
    each(run_branch) \
    each(replay) \
    each(universe_list) \
    each(universe_show) \
    each(universe_timeline) \
    each(universe_branch) \
    each(universe_diff) \
    each(universe_merge) \
    each(player_show) \
    each(player_explain) \
    each(player_care) \
    each(player_skills) \
    each(player_learn) \
    each(player_name) \
    each(player_export) \
    each(player_erase) \
    each(leaderboard) \
    each(pack_list) \
    each(pack_show) \
    each(pack_add) \
    each(pack_remove) \
    each(pack_enable) \
    each(pack_disable) \
    each(pack_set) \
    each(pack_who) \
    each(serve) \
    each(check) \
    each(test) \
    each(new_story) \
    each(new_mod) \
    each(strings) \
    each(ids) \
    each(graph) \
    each(eval) \
    each(store_check) \
    each(store_backup) \
    each(store_copy) \
    each(store_export) \
    each(store_import) \
    each(store_migrate) \
    each(store_grant) \
    each(api) \
    each(help)

extern const struct ts_command *const ts_commands[]; // in the order of help; ends with NULL

// The command that one or two words name; NULL when none does. `used` is how many words its name has.
const struct ts_command *ts_command_find(const char *first, const char *second, uint32_t *used);
bool ts_command_is_noun(const char *word); // the first word of commands of two
enum { TS_COMMAND_NAME = 64 }; // bytes of a name with its NUL
// The command, or first word of commands, that somebody probably meant; false when none is near.
bool ts_command_suggest(const char *words, char near[TS_COMMAND_NAME]);

#endif
