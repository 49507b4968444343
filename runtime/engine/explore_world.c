// explore_world.c - a world of one run, outside any store
#include <stdlib.h>

#include "engine/exploring.h"

static struct ts_trial_key *find(const struct ts_trial_world *world, ts_symbol key)
{
    for (uint32_t i = 0; i < world->key_count; i++)
        if (world->keys[i].key == key) return &world->keys[i];
    return NULL;
}

// --- as scripts see it

static enum ts_status head(void *self, int64_t universe, int64_t *position, int64_t *seq, struct ts_err *err)
{
    struct ts_trial *trial = self;
    (void)universe, (void)err;
    if (position) *position = trial->play->run->head.position;
    if (seq) *seq = 0;
    return TS_OK;
}

static enum ts_status get(void *self, int64_t universe, ts_symbol key, int64_t position, struct ts_value initial, struct ts_value *out,
                          struct ts_err *err)
{
    struct ts_trial *trial = self;
    const struct ts_trial_key *found = find(&trial->world, key);
    (void)universe, (void)position, (void)err;
    *out = ts_value_keep(found ? found->value : initial);
    return TS_OK;
}

static enum ts_status is_claimed(void *self, int64_t universe, ts_symbol key, bool *out, struct ts_err *err)
{
    struct ts_trial *trial = self;
    (void)universe, (void)err;
    *out = false;
    for (uint32_t i = 0; i < trial->world.claim_count; i++) *out |= trial->world.claims[i] == key;
    return TS_OK;
}

static enum ts_status history(void *self, int64_t universe, ts_symbol key, int64_t position, int64_t limit, ts_each_version *each,
                              void *each_self, struct ts_err *err)
{
    struct ts_trial *trial = self;
    const struct ts_trial_key *found = find(&trial->world, key);
    (void)universe, (void)position, (void)limit, (void)err;
    if (found) each(each_self, &(struct ts_world_version){.position = trial->play->run->head.position, .run = trial->play->run->id, .value = found->value});
    return TS_OK;
}

static bool fits(const struct ts_event_query *query, const struct ts_run *run, const struct ts_deed *deed)
{
    return deed->position >= query->from && deed->position <= query->to && !query->others_only && (!query->run || query->run == run->id) &&
           (!query->place || query->reader || query->place == deed->what.place) && (!query->major_only || deed->what.major);
}

static enum ts_status events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    struct ts_trial *trial = self;
    const struct ts_run *run = trial->play->run;
    uint32_t count = trial->world.deed_count;
    int64_t told = 0;
    (void)universe, (void)err;
    for (uint32_t i = 0; i < count && (!query->limit || told < query->limit); i++) {
        const struct ts_deed *deed = &trial->world.deeds[query->newest_first ? count - 1 - i : i];
        if (!fits(query, run, deed)) continue;
        told++;
        each(each_self, &(struct ts_event){.position = deed->position, .seq = deed->position + 1, .run = run->id, .character = run->character,
                                           .character_name = run->character_name, .action = deed->what.action,
                                           .consequences = deed->what.consequences, .major = deed->what.major, .place = deed->what.place,
                                           .care = deed->what.care});
    }
    return TS_OK;
}

static enum ts_status bystanders(void *self, int64_t universe, ts_each_bystander *each, void *each_self, struct ts_err *err)
{
    struct ts_trial *trial = self;
    const struct ts_run *run = trial->play->run;
    (void)universe, (void)err;
    each(each_self, &(struct ts_bystander){run->id, run->character, run->character_name, run->head.position, run->head.state});
    return TS_OK;
}

struct ts_world ts_trial_world_face(struct ts_trial *trial)
{
    return (struct ts_world){trial, head, get, is_claimed, history, events, bystanders};
}

// --- what acts make of it

static void put(struct ts_trial_world *world, ts_symbol key, struct ts_value value)
{
    struct ts_trial_key *found = find(world, key);
    if (found) {
        ts_value_drop(&found->value);
        found->value = value;
        return;
    }
    if (world->key_count == world->key_room) {
        world->key_room = world->key_room ? world->key_room * 2 : 8;
        world->keys = ts_memory_grow(world->keys, world->key_room * sizeof *world->keys);
    }
    world->keys[world->key_count++] = (struct ts_trial_key){key, value};
}

static void claim(struct ts_trial_world *world, ts_symbol key)
{
    if (world->claim_count == world->claim_room) {
        world->claim_room = world->claim_room ? world->claim_room * 2 : 8;
        world->claims = ts_memory_grow(world->claims, world->claim_room * sizeof *world->claims);
    }
    world->claims[world->claim_count++] = key;
}

static struct ts_event_record keep_record(const struct ts_event_record *record)
{
    struct ts_event_record kept = *record;
    ts_text_keep(kept.action);
    ts_text_keep(kept.consequences);
    return kept;
}

static void drop_deed(struct ts_deed *deed)
{
    ts_text_drop(deed->what.action);
    ts_text_drop(deed->what.consequences);
}

static void add_deed(struct ts_trial_world *world, const struct ts_event_record *record, int64_t position)
{
    if (world->deed_count == TS_DEEDS_KEPT) {
        drop_deed(&world->deeds[0]);
        memmove(world->deeds, world->deeds + 1, sizeof world->deeds - sizeof *world->deeds);
        world->deed_count--;
    }
    world->deeds[world->deed_count++] = (struct ts_deed){keep_record(record), position};
}

struct folding { struct ts_trial_world *world; const struct ts_content *content; };

static int64_t now_of(const struct folding *folding, ts_symbol key)
{
    const struct ts_content *content = folding->content;
    const struct ts_trial_key *found = find(folding->world, key);
    const struct ts_world_key *declared = ts_content_find_key(content, key);
    if (!declared) declared = ts_content_find_declared(content, ts_symbol_text(content->symbols, key), ts_symbol_length(content->symbols, key));
    struct ts_value value = found ? found->value : declared ? declared->initial : ts_value_nil();
    return value.type == TS_INT ? value.integer : 0;
}

static void fold_write(void *self, const struct ts_folded_write *write)
{
    struct folding *folding = self;
    struct ts_value value = write->add ? ts_value_int(now_of(folding, write->key)) : ts_value_keep(write->value);
    if (write->add && __builtin_add_overflow(value.integer, write->value.integer, &value.integer)) return;
    put(folding->world, write->key, value);
}

void ts_trial_world_fold(struct ts_trial_world *world, const struct ts_content *content, const struct ts_changeset *changes)
{
    struct folding folding = {world, content};
    if (changes->world_count) ts_changeset_each_write(changes, fold_write, &folding);
    for (uint32_t i = 0; i < changes->claim_count; i++) claim(world, changes->claims[i]);
    for (uint32_t i = 0; i < changes->event_count; i++) add_deed(world, &changes->events[i], changes->run->head.position);
}

void ts_trial_world_copy(struct ts_trial_world *to, const struct ts_trial_world *from)
{
    for (uint32_t i = 0; i < from->key_count; i++) put(to, from->keys[i].key, ts_value_keep(from->keys[i].value));
    for (uint32_t i = 0; i < from->claim_count; i++) claim(to, from->claims[i]);
    for (uint32_t i = 0; i < from->deed_count; i++) add_deed(to, &from->deeds[i].what, from->deeds[i].position);
}

void ts_trial_world_clear(struct ts_trial_world *world)
{
    for (uint32_t i = 0; i < world->key_count; i++) ts_value_drop(&world->keys[i].value);
    for (uint32_t i = 0; i < world->deed_count; i++) drop_deed(&world->deeds[i]);
    free(world->keys);
    free(world->claims);
    *world = (struct ts_trial_world){0};
}
