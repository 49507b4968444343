// beginning.h - a new run, with what was not said chosen for it
#ifndef TS_ENGINE_BEGINNING_H
#define TS_ENGINE_BEGINNING_H

#include "base/ident.h"
#include "engine/play.h"

// The universe of a story's runs where none was named: its pack and "_world".
void ts_begin_universe(const struct ts_content *content, const struct ts_story *story, char out[TS_IDENT_MAX + 1]);

// ts_play_start, where `run` NULL is the character's name and the first number that nobody has had ("mira_of_the_hill_2"), and `universe` NULL
// the story's own. `player` and `character` are given, and checked by now.
enum ts_status ts_begin_run(struct ts_engine *engine, const struct ts_start *how, struct ts_play **out, struct ts_err *err) TS_MUST_USE;

#endif
