// throwaway.h - a run gone on with in a copy of its store, of which nothing is kept
#ifndef TS_ENGINE_THROWAWAY_H
#define TS_ENGINE_THROWAWAY_H

#include "engine/play.h"

struct ts_throwaway {
    struct ts_engine engine; // as the one it was made from, but for the store
    struct ts_play *play;
    char *folder;            // of the copy
};

// Copies the whole store as it stands now into a folder of its own ($TMPDIR, else /tmp) and takes the run up there. Others, and the run
// itself, go on as before. TS_REFUSED: a store in memory. TS_CANNOT_CREATE, TS_IO: there is no room for it.
enum ts_status ts_throwaway_open(const struct ts_engine *engine, const char *run, struct ts_throwaway **out, struct ts_err *err) TS_MUST_USE;
void ts_throwaway_close(struct ts_throwaway *throwaway); // removes the copy

#endif
