// kinds.h - the kinds of definitions: one row each
#ifndef TS_LUA_KINDS_H
#define TS_LUA_KINDS_H

#include "lua/fields.h"

// A new kind is a file that has `const struct ts_kind ts_kind_<name>`, and its row here: name, signature, what it is.
#define TS_KINDS(row) \
    row(world, "world(keys: table)", "Declares keys of the shared world and what they hold at first.") \
    row(own, "own(vars: table)", "Declares the pack's own variables, kept in every run beside the story's.") \
    row(story, "story(name: string)(fields: table)", "A story: title, focus, start, vars and scenes.") \
    row(scene, "scene(name: string)(fields: table)", "A scene of a story in another file: define.scene \"lantern/cellar\" { ... }.") \
    row(choices, "choices(name: string)(list: table)", "Choices that scenes share by include = { \"name\" }.") \
    row(storylet, "storylet(name: string)(fields: table)", "A scene that is drawn from a pool of its story.") \
    row(unlock, "unlock(name: string)(fields: table)", "Something that a rule over progression grants a player.") \
    row(focus, "focus(name: string)(fields: table)", "What a run may carry: a setting and the ideas it works with.") \
    row(metaconcept, "metaconcept(name: string)(fields: table)", "A principle that a run can integrate.")

#define TS_KIND_DECLARED(name, signature, doc) extern const struct ts_kind ts_kind_##name;
TS_KINDS(TS_KIND_DECLARED)
extern const struct ts_kind ts_kind_handler, ts_kind_amendment; // made by `on` and `amend.scene`

// All that `define` knows, ended by NULL.
extern const struct ts_kind *const ts_kinds[];

#endif
