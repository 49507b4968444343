// board.h - leaderboards: what players who chose to stand on them completed
#ifndef TS_ENGINE_BOARD_H
#define TS_ENGINE_BOARD_H

#include "engine/play.h"

enum ts_board_by { TS_BOARD_COMPLETIONS, TS_BOARD_TURNS, TS_BOARD_MILESTONES, TS_BOARD_ENDINGS, TS_BOARD_BY_COUNT };
const char *ts_board_by_name(enum ts_board_by by); // "turns"
enum ts_status ts_board_read_by(const char *word, enum ts_board_by *out, struct ts_err *err) TS_MUST_USE; // NULL: completions. TS_USAGE: none is called so

struct ts_board {
    const char *universe, *story; // only what was completed there; NULL: anywhere
    enum ts_board_by by;
};
// {"by","players":[{"name","rank","value"}],"story","universe_id"}, the most first; who has the same has the same rank. Players who chose no name
// are not counted, nor told of in any way; of the others nothing but the name. TS_DATA: no such universe, or no such story in the content.
enum ts_status ts_show_board(struct ts_engine *engine, const struct ts_board *what, struct ts_buffer *json, struct ts_err *err) TS_MUST_USE;

// The name under which a player stands on leaderboards; NULL: they leave them. TS_DATA: no such player, no name. TS_REFUSED: somebody else
// is called so.
enum ts_status ts_board_set_name(struct ts_engine *engine, const char *player, const char *name, struct ts_err *err) TS_MUST_USE;
// What it is, to be freed; NULL: none.
enum ts_status ts_board_load_name(struct ts_engine *engine, ts_symbol player, char **out, struct ts_err *err) TS_MUST_USE;

#endif
