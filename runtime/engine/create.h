// create.h - new packs, made from those under scripts/new/
#ifndef TS_ENGINE_CREATE_H
#define TS_ENGINE_CREATE_H

#include "base/status.h"
#include "game/content.h"

struct ts_create {
    const char *kind;              // "story" or "mod": which of scripts/new/
    const char *folder, *name;     // the folder of packs, made if it is not there, and the pack's own
    const struct ts_content *content; // the packs there are: none may have that name; NULL: nothing is known of them
    const struct ts_story *story;  // of a mod: whose scene it amends; NULL otherwise
    const struct ts_scene *scene;
};

// Makes the pack "folder/name", whole or not at all. TS_DATA: the name cannot name a pack. TS_CANNOT_CREATE: something of that name is there,
// or the folder cannot be written.
enum ts_status ts_create_pack(const struct ts_create *how, struct ts_err *err) TS_MUST_USE;

// What `words` name, "harbour" (its first story's first scene), "harbour:lantern" or "harbour:lantern/quay", as how->story and how->scene.
// TS_DATA: there is no such thing, or the scene is an ending, where nothing can be chosen.
enum ts_status ts_create_find_scene(const struct ts_content *content, const char *words, struct ts_create *how, struct ts_err *err) TS_MUST_USE;

#endif
