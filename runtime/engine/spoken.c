// spoken.c - what the run's latest passages said, so that it is not said again; and what went wrong with them, said once
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "engine/vignette.h"

enum { TURNS_BACK = 128, TROUBLES_MAX = 8 };

static void remember(void *self, const struct ts_passage *passage)
{
    ts_spoken_add(&((struct ts_play *)self)->spoken, passage->text, passage->length);
}

// As far back as there is room for: what is remembered is the same in one sitting as in many. That it cannot be read only means that something may be
// said twice.
static bool look_back(struct ts_play *play)
{
    struct ts_err err;
    enum ts_status status;
    int64_t turn = play->run->head.turn, turns = TURNS_BACK, from;
    do {
        from = turn > turns ? turn - turns : 0;
        play->spoken = (struct ts_spoken){0};
        status = ts_store_each_passage(play->engine->store, play->run->row, from, turn, remember, play, &err);
        turns *= 4;
    } while (!status && from && play->spoken.count < TS_SPOKEN_MAX);
    return !status;
}

const struct ts_spoken *ts_spoken_of(struct ts_play *play)
{
    if (!play->knows_spoken) play->knows_spoken = !play->run->row || look_back(play);
    return &play->spoken;
}

void ts_trouble_add(struct ts_play *play, const char *words)
{
    uint64_t hash = ts_hash_fast(words, strcspn(words, "\n"));
    for (uint32_t i = 0; i < play->trouble_count; i++)
        if (play->troubles[i] == hash) return;
    if (play->trouble_count < TROUBLES_MAX) play->troubles[play->trouble_count++] = hash;
    else return; // enough was said
    if (play->trouble.length) ts_buffer_add_byte(&play->trouble, '\n');
    ts_buffer_add(&play->trouble, words, strcspn(words, "\n"));
}
