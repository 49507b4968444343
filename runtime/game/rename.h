// rename.h - what things are called by now that once had other names
#ifndef TS_GAME_RENAME_H
#define TS_GAME_RENAME_H

#include "game/content.h"

// What `id` is called by now; itself when it was not renamed. Chains are followed. What has a renamed thing's name in its own follows it:
// scenes, choices, variables and endings their story, choices their scene, the values of an `each` their choice.
ts_symbol ts_renames_now(const struct ts_renames *renames, struct ts_symbols *symbols, enum ts_renamed what, ts_symbol id);

// By which an item stands in `at`.
static inline uint64_t ts_rename_key(enum ts_renamed what, ts_symbol before)
{
    return (uint64_t)(what + 1) << 32 | before;
}

// A scene that another pack put into the story: "mod:lantern/stranger" becomes "mod:beacon/stranger" when its story "harbour:lantern"
// is "harbour:beacon" now. Any other id is given back as it is.
ts_symbol ts_rename_guest(struct ts_symbols *symbols, ts_symbol id, ts_symbol story, ts_symbol story_now);

// The story that an id begins with: "harbour:lantern" of "harbour:lantern/quay/light", "harbour:lantern#lit", or of itself. 0: none.
ts_symbol ts_rename_story_of(const struct ts_symbols *symbols, ts_symbol id);

// "ending/harbour:lantern/told", "story/…" or "focus/…": the key by which a player's completions are counted now.
ts_symbol ts_renames_key(const struct ts_renames *renames, struct ts_symbols *symbols, ts_symbol key);

#endif
