// explore_path.c - the choices that lead somewhere
#include <stdlib.h>

#include "engine/exploring.h"

void ts_path_add(struct ts_path *path, struct ts_step step)
{
    if (path->count == path->room) {
        path->room = path->room ? path->room * 2 : 16;
        path->steps = ts_memory_grow(path->steps, path->room * sizeof *path->steps);
    }
    path->steps[path->count++] = step;
}

void ts_path_copy(struct ts_path *to, const struct ts_path *from)
{
    to->count = 0;
    for (uint32_t i = 0; i < from->count; i++) ts_path_add(to, from->steps[i]);
}

void ts_path_clear(struct ts_path *path)
{
    free(path->steps);
    *path = (struct ts_path){0};
}

const char *ts_path_answer(unsigned answer, const struct ts_choice *choice, struct ts_buffer *out)
{
    uint32_t letters = answer == TS_ANSWERS && choice ? choice->ask_max : 1;
    out->length = 0;
    if (!answer) return NULL;
    for (uint32_t i = 0; i < letters; i++) ts_buffer_add_byte(out, 'a');
    return out->bytes;
}
