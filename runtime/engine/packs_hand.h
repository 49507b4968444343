// packs_hand.h - what the files that look after a user's packs share
#ifndef TS_ENGINE_PACKS_HAND_H
#define TS_ENGINE_PACKS_HAND_H

#include <jansson.h>

#include "engine/packs.h"

struct ts_packs {
    char *home, *folder, *file; // ".../turnstone", ".../turnstone/packs", ".../turnstone/packs.json"; NULL: there is no place
    json_t *root;               // of the file, or an empty object
    int lock;                   // -1: not locked
    const char **disabled;      // into `root`
    struct ts_setting *settings; // names into `root`, values of their own
    uint32_t disabled_count, setting_count;
};

char *ts_packs_path(const char *folder, const char *name); // joined; the caller frees it

// --- packs_copy.c
// Copies a plain file, or a folder with all in it but what begins with a dot, to `target`, which is new; all of it is synced. TS_DATA names
// what is neither file nor folder, too deep, too many or too large.
enum ts_status ts_packs_copy(const char *source, const char *target, struct ts_err *err) TS_MUST_USE;
enum ts_status ts_packs_sync(const char *folder, struct ts_err *err) TS_MUST_USE; // what was renamed into it stays
void ts_packs_sweep(const char *path); // a file, or a folder with all in it

#endif
