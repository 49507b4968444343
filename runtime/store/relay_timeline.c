// relay_timeline.c - the rows of a universe as a relay gives them: of its base store, and what is under way where it can be seen ahead
#include "store/relaying.h"

// The base store, and what is to be laid over what it says. What cannot be seen ahead is waited for.
static enum ts_status look(void *self, int64_t universe, struct ts_store **base, struct ts_ahead *ahead, struct ts_err *err)
{
    struct relay *relay = relay_of(self);
    *base = relay->base;
    if (ts_ahead_open(relay, universe, ahead)) return TS_OK;
    ahead->since = INT64_MAX;
    return ts_relay_settle(self, universe, err);
}

static int64_t lesser(int64_t a, int64_t b) { return a < b ? a : b; }

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    struct relay_head *last = &relay_of(self)->head;
    enum ts_status status = look(self, universe, &base, &ahead, err);
    *last = (struct relay_head){.universe = universe};
    if (!status && ahead.since < INT64_MAX) ts_ahead_head(&ahead, &last->position, &last->seq);
    else if (!status) status = base->timeline.head(base, universe, &last->position, &last->seq, err);
    if (position) *position = last->position;
    if (seq) *seq = last->seq;
    return status;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, struct ts_own_value *out,
                          struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    enum ts_status status = look(self, universe, &base, &ahead, err);
    if (!status) status = base->timeline.get(base, universe, key, position, lesser(until_seq, ahead.since), out, err);
    if (status || ahead.since >= until_seq || ts_ahead_lay_over(&ahead, key, position, until_seq, out)) return status;
    ts_value_drop(&out->value);
    status = ts_relay_settle(self, universe, err);
    return status ? status : base->timeline.get(base, universe, key, position, until_seq, out, err);
}

static enum ts_status find_claim(void *self, int64_t universe, ts_symbol key, int64_t to, int64_t until_seq, bool *found, struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    enum ts_status status = look(self, universe, &base, &ahead, err);
    if (!status) status = base->timeline.find_claim(base, universe, key, to, lesser(until_seq, ahead.since), found, err);
    if (!status && !*found && ahead.since < until_seq) *found = ts_ahead_has_claim(&ahead, key, to, until_seq);
    return status;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t until_seq, int64_t limit,
                              ts_each_version *each, void *each_self, struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    int64_t given = 0;
    enum ts_status status = look(self, universe, &base, &ahead, err);
    if (!status && ahead.since < until_seq) given = ts_ahead_each_version(&ahead, key, position, until_seq, limit, each, each_self);
    if (status || (limit && given == limit)) return status;
    return base->timeline.history(base, universe, key, position, lesser(until_seq, ahead.since), limit ? limit - given : 0, each, each_self, err);
}

struct counted_events {
    ts_each_event *each;
    void *self;
    int64_t given;
};

static void count_event(void *self, const struct ts_event *event)
{
    struct counted_events *counted = self;
    counted->given++;
    counted->each(counted->self, event);
}

static enum ts_status base_events(const struct ts_ahead *ahead, const struct ts_event_query *query, struct counted_events *counted, struct ts_err *err)
{
    struct ts_store *base = ahead->relay->base;
    struct ts_event_query stored = *query;
    if (query->limit) stored.limit = query->limit - counted->given;
    if (ahead->since < INT64_MAX) stored.until_seq = query->until_seq ? lesser(query->until_seq, ahead->since) : ahead->since;
    return query->limit && !stored.limit ? TS_OK : base->timeline.events(base, ahead->universe, &stored, count_event, counted, err);
}

static enum ts_status events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    struct counted_events counted = {each, each_self, 0};
    enum ts_status status = look(self, universe, &base, &ahead, err);
    bool has_ahead = ahead.since < INT64_MAX;
    if (!status && has_ahead && query->newest_first) counted.given = ts_ahead_each_event(&ahead, query, 0, each, each_self);
    if (!status) status = base_events(&ahead, query, &counted, err);
    if (!status && has_ahead && !query->newest_first) ts_ahead_each_event(&ahead, query, counted.given, each, each_self);
    return status;
}

struct overtaken { // bystanders, some of whom have gone on
    const struct ts_ahead *ahead;
    ts_each_bystander *each;
    void *self;
};

static void give_bystander(void *self, const struct ts_bystander *who)
{
    const struct overtaken *overtaken = self;
    const struct ts_run *run = ts_ahead_find_run(overtaken->ahead, who->run);
    struct ts_bystander now = *who;
    if (run) now.position = run->head.position, now.state = run->head.state;
    overtaken->each(overtaken->self, &now);
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    struct overtaken overtaken = {&ahead, each, each_self};
    enum ts_status status = look(self, universe, &base, &ahead, err);
    return status ? status : base->timeline.bystanders(base, universe, give_bystander, &overtaken, err);
}

static enum ts_status each_key(void *self, int64_t universe, ts_each_key *each, void *each_self, struct ts_err *err)
{
    struct ts_store *base;
    struct ts_ahead ahead;
    enum ts_status status = look(self, universe, &base, &ahead, err);
    if (!status) status = base->timeline.each_key(base, universe, each, each_self, err);
    if (!status) ts_ahead_each_key(&ahead, each, each_self);
    return status;
}

static enum ts_status find_fork(void *self, int64_t universe, struct ts_fork_point *out, struct ts_err *err)
{
    struct ts_store *base = ts_relay_base(self);
    return base->timeline.find_fork(base, universe, out, err);
}

static enum ts_status find_parent(void *self, ts_symbol run, ts_symbol *out, struct ts_err *err)
{
    struct ts_store *base = ts_relay_base(self);
    return base->timeline.find_parent(base, run, out, err);
}

const struct ts_timeline ts_relay_timeline = {
    .head = head,
    .get = get,
    .find_claim = find_claim,
    .history = history,
    .events = events,
    .bystanders = bystanders,
    .each_key = each_key,
    .find_fork = find_fork,
    .find_parent = find_parent,
};
