// show.h - runs, players and universes as canonical JSON, the same for the command line, pages and scripts
#ifndef TS_ENGINE_SHOW_H
#define TS_ENGINE_SHOW_H

#include "base/buffer.h"
#include "base/status.h"
#include "engine/play.h"

// Keys as in design §6. TS_DATA: unknown id.
enum ts_status ts_show_run(struct ts_engine *engine, const char *run, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_show_runs(struct ts_engine *engine, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;         // a list
enum ts_status ts_show_player(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_show_universe(struct ts_engine *engine, const char *universe, int64_t at, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE; // at < 0: the present
enum ts_status ts_show_universes(struct ts_engine *engine, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
struct ts_timeline { int64_t at, since, limit; }; // at < 0: the present; since < 0: from the start; limit 0: all
enum ts_status ts_show_timeline(struct ts_engine *engine, const char *universe, const struct ts_timeline *what, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// Why an unlock is granted, or what is missing: {"unlock","granted","rule":"file:line","reads":[{"read","value"}],"since"}; unlock NULL: all, a list.
enum ts_status ts_show_explain(struct ts_engine *engine, const char *player, const char *unlock, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;
// The present screen: {"text","choices":[{"id","label","locked","reason"}],"news","notices"} with names rendered.
void ts_show_shown(struct ts_engine *engine, const struct ts_play *play, struct ts_buffer *json);

#endif
