// new.h - what the commands that make packs share
#ifndef TS_CLI_NEW_H
#define TS_CLI_NEW_H

#include "cli/open.h"
#include "engine/create.h"

// Where new packs go: `in`, else the first --content, else content/ here, else packs/ here.
const char *ts_new_folder(const struct ts_cli *cli, const char *in);
// Makes the pack and prints what to do next with it; `story` is what is played.
enum ts_status ts_new_make(const struct ts_cli *cli, const struct ts_create *how, const char *story, struct ts_err *err) TS_MUST_USE;

#endif
