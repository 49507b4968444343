// board.h - what each worker of a server lets keepers read of narration, in memory that forked processes share
#ifndef TS_WEB_BOARD_H
#define TS_WEB_BOARD_H

#include <stdint.h>

#include "base/buffer.h"

struct ts_board;

struct ts_board *ts_board_new(void); // shared with forks made later; never NULL
void ts_board_free(struct ts_board *board);
// A line of what went wrong: once, cut where it is long; the oldest makes place for it.
void ts_board_note(struct ts_board *board, const char *line);
void ts_board_read(const struct ts_board *board, struct ts_buffer *out); // appends the lines, the oldest first, a line break behind each
// How many moments are being put into words by this worker.
void ts_board_set_under_way(struct ts_board *board, uint32_t worker, uint32_t count);
uint32_t ts_board_under_way(const struct ts_board *board); // by all of them

#endif
