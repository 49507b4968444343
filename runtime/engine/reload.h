// reload.h - content that changed while it is played: the new is put in the old one's place, or the old one stays
#ifndef TS_ENGINE_RELOAD_H
#define TS_ENGINE_RELOAD_H

#include "engine/play.h"

// Puts `host`, loaded beside the old one with the same symbols, in its place, and every run that is in hand (`plays`, all of them, of this
// engine, none within an act) on the new content: taken up from the store, the text it stored as it was, its choices as they are now. What
// packs were set aside for begins anew. `*old` is then the caller's to free. Otherwise nothing has changed, and `host` is still the
// caller's: TS_DATA, a run needs what the new content does not have; TS_FAILED, a choice cannot be shown; TS_REFUSED, none is open.
enum ts_status ts_reload(struct ts_engine *engine, struct ts_play *const *plays, uint32_t count, struct ts_host *host, struct ts_host **old,
                         struct ts_err *err) TS_MUST_USE;
// Appends the text of the scene where the run stands as the content has it now, which may be other than the one told; stores nothing.
// TS_FAILED when it cannot be told.
enum ts_status ts_reload_read(struct ts_play *play, struct ts_buffer *text, struct ts_err *err) TS_MUST_USE;

#endif
