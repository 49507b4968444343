// retell_logged.c - an act as the log has it, put into the store in memory
#include <stdlib.h>
#include <string.h>

#include "engine/retell.h"

// --- what a universe's acts wrote, by seq

struct collecting {
    struct ts_retelling *retelling;
    ts_symbol key;
    ts_symbol *keys;
    uint32_t count, room;
};

static void add_row(struct ts_retelling *retelling, struct ts_write_row row)
{
    if (row.seq <= retelling->universe.fork_seq) return; // an ancestor's
    if (retelling->write_count == retelling->write_room) {
        retelling->write_room = retelling->write_room ? retelling->write_room * 2 : 64;
        retelling->writes = ts_memory_grow(retelling->writes, retelling->write_room * sizeof *retelling->writes);
    }
    retelling->writes[retelling->write_count++] = row;
}

static void add_version(void *self, const struct ts_world_version *version)
{
    const struct collecting *collecting = self;
    add_row(collecting->retelling,
            (struct ts_write_row){.seq = version->seq, .key = collecting->key, .add = version->add, .value = ts_value_keep(version->value)});
}

static void add_claim(void *self, ts_symbol key, int64_t seq)
{
    add_row(((struct collecting *)self)->retelling, (struct ts_write_row){.seq = seq, .key = key, .is_claim = true});
}

static void add_key(void *self, ts_symbol key)
{
    struct collecting *collecting = self;
    if (collecting->count == collecting->room) {
        collecting->room = collecting->room ? collecting->room * 2 : 16;
        collecting->keys = ts_memory_grow(collecting->keys, collecting->room * sizeof *collecting->keys);
    }
    collecting->keys[collecting->count++] = key;
}

static int by_seq(const void *a, const void *b)
{
    const struct ts_write_row *one = a, *other = b;
    return one->seq != other->seq ? (one->seq > other->seq) - (one->seq < other->seq) : (one->key > other->key) - (one->key < other->key);
}

static enum ts_status read_writes(struct ts_retelling *retelling, struct ts_err *err)
{
    struct ts_store *store = retelling->engine->store;
    const struct ts_world *world = ts_store_world(store);
    struct collecting collecting = {.retelling = retelling};
    if (retelling->has_writes) return TS_OK;
    ts_retell_forget_writes(retelling);
    enum ts_status status = ts_store_each_key(store, retelling->universe.row, add_key, &collecting, err);
    for (uint32_t i = 0; i < collecting.count && !status; i++) {
        collecting.key = collecting.keys[i];
        status = world->history(world->self, retelling->universe.row, collecting.key, INT64_MAX, 0, add_version, &collecting, err);
    }
    if (!status) status = ts_acts_each_claim(retelling->acts, add_claim, &collecting, err);
    free(collecting.keys);
    if (retelling->write_count) qsort(retelling->writes, retelling->write_count, sizeof *retelling->writes, by_seq);
    retelling->has_writes = !status;
    return status;
}

void ts_retell_forget_writes(struct ts_retelling *retelling)
{
    while (retelling->write_count) ts_value_drop(&retelling->writes[--retelling->write_count].value);
    retelling->has_writes = false;
}

static uint32_t first_of(const struct ts_retelling *retelling, int64_t seq)
{
    uint32_t low = 0, high = retelling->write_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (retelling->writes[middle].seq < seq) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void add_writes(struct ts_retelling *retelling)
{
    int64_t seq = retelling->act.act.seq;
    for (uint32_t i = first_of(retelling, seq); i < retelling->write_count && retelling->writes[i].seq == seq; i++) {
        const struct ts_write_row *row = &retelling->writes[i];
        if (row->is_claim) ts_changeset_claim(&retelling->logged, row->key);
        else ts_changeset_write(&retelling->logged, row->key, row->add, ts_value_keep(row->value));
    }
}

static void add_event(void *self, const struct ts_event *event)
{
    ts_changeset_record(self, (struct ts_event_record){.action = ts_text_keep(event->action),
                                                       .consequences = ts_text_keep(event->consequences),
                                                       .place = event->place,
                                                       .care = event->care,
                                                       .major = event->major});
}

static enum ts_status add_events(struct ts_retelling *retelling, struct ts_err *err)
{
    const struct ts_world *world = ts_store_world(retelling->engine->store);
    const struct ts_act_record *act = &retelling->act.act;
    struct ts_event_query query = {.from = act->position, .to = act->position, .since_seq = act->seq - 1, .until_seq = act->seq};
    return world->events(world->self, retelling->universe.row, &query, add_event, &retelling->logged, err);
}

// --- who did it

static enum ts_run_state state_after(const struct ts_told_run *run, const struct ts_act_record *act)
{
    if (!run->is_deleted && act->seq == run->record.seq) return run->record.state;
    switch (act->kind) {
    case TS_ACT_PAUSE:
    case TS_ACT_BRANCH: return TS_PAUSED;
    case TS_ACT_ABANDON: return TS_ABANDONED;
    case TS_ACT_COMPLETE: return TS_COMPLETED;
    case TS_ACT_ARCHIVE: return TS_ARCHIVED;
    default: return TS_ACTIVE;
    }
}

static struct ts_run *stand_in(struct ts_retelling *retelling, struct ts_told_run *run)
{
    const struct ts_run_record *record = &run->record;
    if (run->stand_in.story) return &run->stand_in;
    run->stub.id = record->story ? record->story : ts_symbol_of(retelling->engine->symbols, "~:~");
    run->stand_in = (struct ts_run){.id = record->id,
                                    .player = record->player,
                                    .universe = retelling->universe.id,
                                    .universe_row = retelling->here,
                                    .character = record->character,
                                    .character_name = record->character_name,
                                    .focus = record->focus,
                                    .life = record->life,
                                    .story = &run->stub,
                                    .seed = record->seed,
                                    .live = retelling->universe.live,
                                    .fork_turn = retelling->act.act.kind == TS_ACT_BRANCH ? retelling->act.act.turn : 0};
    return &run->stand_in;
}

static void stand_after(const struct ts_retelling *retelling, const struct ts_told_run *run, struct ts_head *head)
{
    const struct ts_act_record *act = &retelling->act.act;
    if (act->kind == TS_ACT_MIGRATE) return;
    if (act->kind != TS_ACT_CARE || act->seq == run->record.seq) head->state = state_after(run, act); // care leaves it, but where it leads to an ending
    head->turn = act->turn;
    head->position = act->position;
    head->told = act->seq;
    head->session = act->session;
}

// --- the act

static int64_t row_here(const struct ts_retelling *retelling, ts_symbol universe, enum ts_status *status, struct ts_err *err)
{
    struct ts_universe_record record;
    bool found = false;
    if (!*status) *status = ts_store_find_universe(retelling->then.store, universe, &record, &found, err);
    return found ? record.row : 0;
}

static enum ts_status fill(struct ts_retelling *retelling, struct ts_run *hand, struct ts_err *err)
{
    const struct ts_logged_act *act = &retelling->act;
    struct ts_changeset *changes = &retelling->logged;
    enum ts_status status = TS_OK;
    changes->kind = act->act.kind == TS_ACT_MIGRATE ? TS_ACT_CATCH_UP : act->act.kind; // no second time by the names of now
    changes->content = retelling->engine->content;
    changes->run = hand;
    changes->before = hand->head;
    changes->turn = act->act.turn;
    changes->key = act->key;
    changes->at = act->act.at;
    if (act->act.kind == TS_ACT_BRANCH)
        changes->fork = (struct ts_fork){.universe = row_here(retelling, retelling->universe.parent, &status, err),
                                         .position = retelling->universe.fork_position,
                                         .seq = retelling->universe.fork_seq};
    if (!status) status = read_writes(retelling, err);
    if (!status) add_writes(retelling);
    return status ? status : add_events(retelling, err);
}

enum ts_status ts_retell_logged(struct ts_retelling *retelling, struct ts_told_run *run, struct ts_err *err)
{
    struct ts_run nobody = {.universe = retelling->universe.id, .live = retelling->universe.live};
    enum ts_status status = TS_OK;
    if (!retelling->here) retelling->here = row_here(retelling, retelling->universe.id, &status, err);
    if (status) return status;
    struct ts_run *hand = !run ? &nobody : run->play ? run->play->run : stand_in(retelling, run);
    struct ts_receipt receipt;
    ts_changeset_reset(&retelling->logged);
    hand->universe_row = retelling->here;
    if (!run) hand->head.position = retelling->act.act.position;
    status = fill(retelling, hand, err);
    if (run) stand_after(retelling, run, &hand->head);
    if (!status) status = ts_store_apply(retelling->then.store, &retelling->logged, &receipt, err);
    retelling->logged.run = NULL;
    return status ? ts_err_wrap(err, "act %lld of universe \"%s\"", (long long)retelling->act.act.seq,
                                ts_symbol_text(retelling->engine->symbols, retelling->universe.id))
                  : TS_OK;
}
