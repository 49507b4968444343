// narrate.h - moments as packs write them, until all grammars and scenes are there
#ifndef TS_LUA_NARRATE_H
#define TS_LUA_NARRATE_H

#include "lua/build.h"

struct ts_draft_narrate { // of a scene or a recap
    struct ts_narrate *model;
    struct ts_lua_pack *pack;
    const char *what;    // "harbour:lantern/quay"
    const char *grammar; // as written: "quay" or "quay/dusk"; NULL: found by the names of scene and story
    const char *scene, *story;
    ts_symbol of;        // of define.narrate, the scene's full id; 0: it stands in its scene
};

// resolve_narrate.c: once the content is finished
void ts_resolve_narrates(struct ts_build *build);

#endif
