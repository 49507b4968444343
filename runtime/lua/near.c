// near.c - suggestions, few enough that content full of mistakes is still told of quickly
#include "base/suggest.h"
#include "lua/build.h"

enum { SUGGESTIONS_MAX = 100 };

struct ts_near ts_near_start(struct ts_build *build)
{
    struct ts_near near;
    near.build = build;
    near.count = 0;
    near.is_open = build->suggestions++ < SUGGESTIONS_MAX;
    return near;
}

bool ts_near_add(struct ts_near *near, const char *name)
{
    if (!near->is_open || near->count == TS_NEAR_MAX) return false;
    near->names[near->count++] = name;
    return true;
}

const char *ts_near_find(const struct ts_near *near, const char *wrong)
{
    const char *found = ts_suggest(wrong, near->names, near->count);
    return found ? ts_build_format(near->build, "did you mean \"%s\"?", found) : NULL;
}
