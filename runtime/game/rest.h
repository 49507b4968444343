// rest.h - how far it is from each scene of a story to one where nothing is asked
#ifndef TS_GAME_REST_H
#define TS_GAME_REST_H

#include "game/content.h"

#define TS_HEAVY 0.6 // from this intensity on: it is warned of before, and rest is near
enum { TS_REST_NEAR = 3, TS_REST_FAR = 1000 }; // choices

// By index of the scene: how many choices it takes at least to come to a scene with `rest`, as far as the content says without being
// played, see ways.h; 0 for those themselves; TS_REST_FAR when it takes more than TS_REST_NEAR, or no way is known.
void ts_story_rest(const struct ts_content *content, const struct ts_story *story, int *choices);

#endif
