// prose_node.h - what authored text is parsed to: shared by the files of prose
#ifndef TS_GAME_PROSE_NODE_H
#define TS_GAME_PROSE_NODE_H

#include "game/prose.h"

enum {
    TS_PROSE_GLUE = 1,        // the byte that stands for `<>`
    TS_PROSE_NAME_OPEN = 2,   // a character's id follows,
    TS_PROSE_NAME_CLOSE = 3,  // until here
    TS_PROSE_BRANCHES_MAX = 255,
    TS_PROSE_DEPTH_MAX = 32,
};

enum ts_prose_kind {
    TS_PROSE_WORDS, TS_PROSE_VALUE, TS_PROSE_CHARACTER, TS_PROSE_ITEM, TS_PROSE_CONDITION,
    TS_PROSE_STOP, TS_PROSE_CYCLE, TS_PROSE_ONCE, TS_PROSE_SHUFFLE,
};

struct ts_prose_node {
    enum ts_prose_kind kind;
    uint32_t number;          // in order of writing, from 0: what a shuffle's rolls are for
    ts_call call;             // of a value or condition
    uint32_t count;           // bytes of words, or branches
    const char *words;
    const struct ts_prose_node *const *branches; // each the first of its nodes; NULL: empty
    const struct ts_prose_node *next;
};

struct ts_prose {
    const struct ts_prose_part *parts; // NULL: `nodes` are all there is
    uint32_t part_count;
    const struct ts_prose_node *nodes;
    struct ts_text *fixed;    // the finished text when nothing can change it, and as raw paragraphs:
    const char *raw;
    size_t raw_length;
    uint64_t owner;           // hash of the owner's name
};

// As ts_prose_join, but a joiner mark before the first word is kept for a later join.
void ts_prose_join_raw(struct ts_buffer *out, const char *more, size_t length);

#endif
