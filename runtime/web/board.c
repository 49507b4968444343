// board.c - what each worker of a server lets keepers read of narration
#include "web/board.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "web/pool.h"

enum { LINES = 32, LINE_BYTES = 400 };

struct line {
    _Atomic uint64_t hash; // 0: nothing stands there, or it is being written
    char text[LINE_BYTES];
};

struct ts_board {
    _Atomic uint32_t next, under_way[TS_WORKERS_MAX];
    struct line lines[LINES]; // a ring
};

struct ts_board *ts_board_new(void)
{
    return ts_memory_share(sizeof(struct ts_board));
}

void ts_board_free(struct ts_board *board)
{
    ts_memory_unshare(board, sizeof *board);
}

static size_t length_of(const char *text)
{
    size_t length = strlen(text);
    if (length < LINE_BYTES) return length;
    for (length = LINE_BYTES - 1; length && (text[length] & 0xc0) == 0x80; length--) continue; // whole letters
    return length;
}

void ts_board_note(struct ts_board *board, const char *text)
{
    size_t length = length_of(text);
    uint64_t hash = ts_hash_fast(text, length) | 1;
    for (int i = 0; i < LINES; i++)
        if (atomic_load(&board->lines[i].hash) == hash) return;
    struct line *line = &board->lines[atomic_fetch_add(&board->next, 1) % LINES];
    atomic_store(&line->hash, 0);
    memcpy(line->text, text, length);
    line->text[length] = '\0';
    atomic_store(&line->hash, hash);
}

// A line that is written anew while it is read is left out.
void ts_board_read(const struct ts_board *board, struct ts_buffer *out)
{
    uint32_t next = atomic_load(&board->next);
    for (uint32_t i = 0; i < LINES; i++) {
        const struct line *line = &board->lines[(next + i) % LINES];
        char text[LINE_BYTES];
        uint64_t hash = atomic_load(&line->hash);
        if (!hash) continue;
        memcpy(text, line->text, sizeof text);
        text[sizeof text - 1] = '\0';
        if (atomic_load(&line->hash) == hash) ts_buffer_add_format(out, "%s\n", text);
    }
}

void ts_board_set_under_way(struct ts_board *board, uint32_t worker, uint32_t count)
{
    if (worker < TS_WORKERS_MAX) atomic_store(&board->under_way[worker], count);
}

uint32_t ts_board_under_way(const struct ts_board *board)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < TS_WORKERS_MAX; i++) sum += atomic_load(&board->under_way[i]);
    return sum;
}
