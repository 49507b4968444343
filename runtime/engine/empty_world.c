// empty_world.c - the world of a universe that its first run has yet to open: nothing stands in it
#include "engine/hand.h"

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    (void)self, (void)universe, (void)err;
    if (position) *position = 0;
    if (seq) *seq = 0;
    return TS_OK;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial, struct ts_value *out,
                          struct ts_err *err)
{
    (void)self, (void)universe, (void)key, (void)position, (void)err;
    *out = ts_value_keep(initial);
    return TS_OK;
}

static enum ts_status is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    (void)self, (void)universe, (void)key, (void)err;
    *out = false;
    return TS_OK;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit, ts_each_version *each,
                              void *each_self, struct ts_err *err)
{
    (void)self, (void)universe, (void)key, (void)position, (void)limit, (void)each, (void)each_self, (void)err;
    return TS_OK;
}

static enum ts_status events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    (void)self, (void)universe, (void)query, (void)each, (void)each_self, (void)err;
    return TS_OK;
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    (void)self, (void)universe, (void)each, (void)each_self, (void)err;
    return TS_OK;
}

const struct ts_world *ts_empty_world(void)
{
    static const struct ts_world world = {NULL, head, get, is_claimed, history, events, bystanders};
    return &world;
}
