// stray.c - functions that kept something between calls, where neither saves nor replays can see it
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "lua/build.h"

static void remember(struct ts_lua_pack *pack)
{
    char file[TS_BOX_FILE_MAX];
    free(pack->held);
    pack->held_count = pack->box ? ts_box_watched(pack->box) : 0;
    pack->held = ts_memory_get((pack->held_count + 1) * sizeof *pack->held);
    for (uint32_t i = 0; i < pack->held_count; i++) pack->held[i] = ts_box_digest_one(pack->box, i + 1, file);
}

void ts_host_remember(struct ts_host *host)
{
    for (uint32_t i = 0; i < host->content.pack_count; i++) remember(&host->packs[i]);
}

// A pack whose state was built anew since holds what it held at first.
static void look(struct ts_lua_pack *pack, ts_each_stray *each, void *self)
{
    char file[TS_BOX_FILE_MAX], last[TS_BOX_FILE_MAX] = "";
    if (!pack->held || !pack->box || ts_box_tripped(pack->box)) return;
    for (uint32_t i = 0; i < pack->held_count; i++) {
        if (ts_box_digest_one(pack->box, i + 1, file) == pack->held[i] || !*file || strcmp(file, last) == 0) continue;
        each(self, file);
        memcpy(last, file, sizeof last);
    }
}

void ts_host_each_stray(struct ts_host *host, ts_each_stray *each, void *self)
{
    for (uint32_t i = 0; i < host->content.pack_count; i++) look(&host->packs[i], each, self);
}
