// ways.h - where one can get from each scene of a story, as far as its content says without being played
#ifndef TS_GAME_WAYS_H
#define TS_GAME_WAYS_H

#include "game/content.h"

enum ts_way_kind {
    TS_WAY_CHOICE,    // a choice's `to`, or its `detour`, or the scene's `next` (else the same scene) behind one without either
    TS_WAY_NEXT,      // walked when nothing is open
    TS_WAY_OTHERWISE, // the same; of a scene, and of a draw that finds nothing
    TS_WAY_DETOUR,    // of a scene
    TS_WAY_DRAW,      // to each storylet of the pool
    TS_WAY_BACK,      // from a detour to where it was left, or to the caller's way on; from a storylet to the scene that draws
    TS_WAY_INSTEAD,   // to the scene in its stead, for those who asked not to see it
    TS_WAY_GO,        // a script's `run:go "scene"`; `from` may be NULL: from anywhere in the story
};

struct ts_way {
    enum ts_way_kind kind;
    const struct ts_scene *from, *to;
    const struct ts_choice *choice; // CHOICE, and BACK of a choice with `back`; NULL for the others
};

typedef void ts_each_way(void *self, const struct ts_way *way);

// Calls `each` for every way, scene by scene in the story's order. One way may be told more than once.
void ts_story_each_way(const struct ts_content *content, const struct ts_story *story, ts_each_way *each, void *self);

// Which scenes can be met at all, whatever holds: by index, from the story's start and where scripts go from anywhere. All, when a script
// goes to scenes that are named only in play.
void ts_story_reach(const struct ts_story *story, bool *reached);

#endif
