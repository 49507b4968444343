// wishes.h - what a player asks to be spared, changed outside of play
#ifndef TS_ENGINE_WISHES_H
#define TS_ENGINE_WISHES_H

#include "engine/play.h"
#include "game/care.h"

struct ts_wish { const char *name, *value; }; // as ts_care_settings_change
struct ts_wishes {
    const char *player;          // an id, checked
    const struct ts_wish *items; // one after the other; none: the settings are only read
    uint32_t count;
    struct ts_care_settings settings; // filled in: as they are then
    bool is_new;                      // filled in: nobody was called so before
};
// Read, changed and written in one batch: what others change meanwhile is not lost, and nothing is changed by halves. Who is new comes to be known.
enum ts_status ts_wishes_keep(struct ts_engine *engine, struct ts_wishes *wishes, struct ts_err *err) TS_MUST_USE;
void ts_wishes_show(struct ts_engine *engine, const struct ts_wishes *wishes, struct ts_buffer *json); // {"care":{…},"player_id"}

#endif
