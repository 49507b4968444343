// themes.h - the themes that the content at hand declares: what its texts touch, and what its warnings warn of
#ifndef TS_GAME_THEMES_H
#define TS_GAME_THEMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "game/content.h"

struct ts_themes { // zero-initialised, then found, then cleared
    ts_symbol *items; // each once, as they are met
    uint32_t count, room;
    struct ts_map known; // symbol -> its index + 1
};

void ts_themes_find(struct ts_themes *themes, const struct ts_content *content); // of scenes, choices and parts of texts; content may be NULL
void ts_themes_find_story(struct ts_themes *themes, const struct ts_story *story); // of one story
bool ts_themes_has(const struct ts_themes *themes, ts_symbol theme);
// The declared theme that somebody probably meant; NULL when none is near.
const char *ts_themes_suggest(const struct ts_themes *themes, const struct ts_symbols *symbols, const char *wrong);
void ts_themes_clear(struct ts_themes *themes);

#endif
