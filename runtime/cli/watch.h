// watch.h - content folders that are looked at while somebody plays: what changes is loaded at once
#ifndef TS_CLI_WATCH_H
#define TS_CLI_WATCH_H

#include "cli/sitting.h"

struct ts_watch;

enum { TS_WATCH_MS = 150 }; // how often it is looked; what changed must stand still from one look to the next

// To be opened before the content is loaded, so that no change falls in between.
enum ts_status ts_watch_open(const struct ts_cli *cli, struct ts_watch **out, struct ts_err *err) TS_MUST_USE;
void ts_watch_close(struct ts_watch *watch);

// Looks, if it is time. True: something changed since it was opened or last said so, and stands still; the packs' names are added, valid until
// the next look or close.
bool ts_watch_look(struct ts_watch *watch, struct ts_words *names);

// Looks, and loads what changed beside what is played: when that fits it takes its place, and the choices as they are
// now, and what was loaded, are appended to sitting->out. Otherwise the old content stays, and why is appended, once for each change.
// NULL does nothing.
void ts_watch_follow(struct ts_watch *watch, struct ts_sitting *sitting);

#endif
