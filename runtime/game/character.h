// character.h - who the character has become in a run: one value, kept in a variable of the host's own
#ifndef TS_GAME_CHARACTER_H
#define TS_GAME_CHARACTER_H

#include "game/view.h"

// The value is a map, or nil while nothing was ever said of the character. What is in it is scripts/prelude/character.lua's to know:
// {"arcs":{name:{"finished":true,"steps":[…]}},"inventory":{thing:count},"level":2,"met":["harbour:mara"],"quests":{"active":[…],"done":[…]},
// "relationships":{name:-1..1},"traits":[…]}, where what is empty, or level 1, is left out.

int64_t ts_character_slot(const struct ts_content *content, const struct ts_story *story); // the variable's; -1: the content has none
struct ts_value ts_view_character(const struct ts_view *view);                             // borrowed
// Takes the value. TS_FAILED: in a reading phase, too large, or of a pack that may not write the variables of the run's story.
enum ts_status ts_view_set_character(struct ts_view *view, struct ts_value value, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_view_permit_character(const struct ts_view *view, struct ts_err *err) TS_MUST_USE; // as it would answer, but for the size

#endif
