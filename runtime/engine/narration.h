// narration.h - a moment being put into words by a model: asked once the turn is stored, judged, stored and shown sentence by sentence
//
// The turn is never held open for it, and nothing it says changes the run. What it has said and was found fine stays; where it fails it is asked once
// more, with the reason, and what is missing then the grammar tells. At most narrator->wait_ms after it began all of it is over.
#ifndef TS_ENGINE_NARRATION_H
#define TS_ENGINE_NARRATION_H

#include "engine/play.h"
#include "game/passage.h"

struct ts_narration;

// Of what the last act of the run came to rest in; NULL when nothing is to be waited for. It must be ended before the run does anything else, and before
// it is freed.
struct ts_narration *ts_narration_begin(struct ts_play *play);
// Appends what came to be told since it was last asked, as it goes behind what ts_play_shown has had before: with the line break or space in front.
void ts_narration_take(struct ts_narration *narration, struct ts_buffer *out);
bool ts_narration_is_over(const struct ts_narration *narration);
// Cuts it off where it stands, and frees it; NULL is fine.
void ts_narration_end(struct ts_narration *narration);

// What a model would be sent of the moment that the last act came to rest in, as it is; nothing when there is none.
void ts_narration_show_prompt(struct ts_play *play, struct ts_buffer *out);

// What went wrong with narration and was not said yet, for whoever keeps the world.
typedef void ts_each_trouble(void *self, const char *words);
void ts_narration_each_trouble(struct ts_play *play, ts_each_trouble *each, void *self);

#endif
