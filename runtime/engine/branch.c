// branch.c - going back: a run, or a universe alone, goes on from a past moment in a universe of its own
#include "engine/branch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "engine/edition.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/migrate.h"
#include "engine/show.h"

enum { TRIES_MAX = 100 };

// --- ids

// As much of it as fits, not ending inside a letter.
static int cut(const char *text, size_t most)
{
    size_t length = strlen(text);
    if (length <= most) return (int)length;
    while (most && ((unsigned char)text[most] & 0xc0) == 0x80) most--;
    return (int)most;
}

void ts_branch_number_id(const char *base, char mark, int64_t number, char out[TS_IDENT_MAX + 1])
{
    char tail[24];
    int length = snprintf(tail, sizeof tail, "%c%" PRId64, mark, number);
    snprintf(out, TS_IDENT_MAX + 1, "%.*s%s", cut(base, TS_IDENT_MAX - (size_t)length), base, tail);
}

static enum ts_status is_run_taken(struct ts_engine *engine, const char *id, bool *taken, struct ts_err *err)
{
    struct ts_run_record record = {0};
    enum ts_status status = ts_store_load_run(engine->store, ts_symbol_of(engine->symbols, id), &record, err);
    *taken = !status;
    if (!status) ts_run_record_clear(&record);
    return status == TS_DATA ? TS_OK : status;
}

enum ts_status ts_branch_find_number(struct ts_engine *engine, const char *base, char mark, ts_is_taken *ask, int64_t *out,
                                      struct ts_err *err)
{
    char id[TS_IDENT_MAX + 1];
    int64_t below = 1, free = 2; // `below` is taken, or before the first
    bool taken = true;
    enum ts_status status = TS_OK;
    while (!status && taken) {
        ts_branch_number_id(base, mark, free, id);
        status = ask(engine, id, &taken, err);
        if (!status && taken) below = free, free *= 2;
    }
    while (!status && free - below > 1) {
        int64_t middle = below + (free - below) / 2;
        ts_branch_number_id(base, mark, middle, id);
        status = ask(engine, id, &taken, err);
        *(taken ? &below : &free) = middle;
    }
    *out = free;
    return status;
}

// --- a run

struct branching {
    struct ts_engine *engine;
    struct ts_run_record record; // the run after that turn
    struct ts_run *then;
    struct ts_play *play; // the branch
    char run[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1];
};

static bool may_return(const struct ts_scene *scene)
{
    if (scene->detour || scene->draw.pool || scene->pool) return true;
    for (uint32_t i = 0; i < scene->choice_count; i++)
        for (const struct ts_choice *choice = scene->choices[i]; choice; choice = choice->as)
            if (choice->detour) return true;
    return false;
}

// Where no scene can be come back to, no stack was lost.
static enum ts_status check_stack(const struct branching *branching, struct ts_err *err)
{
    const struct ts_story *story = branching->then->story;
    if (!branching->record.has_lost_stack) return TS_OK;
    for (uint32_t i = 0; i < story->scene_count; i++)
        if (may_return(story->scenes[i]))
            return ts_err_set(err, TS_REFUSED,
                              "turn %" PRId64 " was taken by an older turnstone, which did not keep the detours it stood in: branch at the "
                              "present turn or later",
                              branching->record.turn);
    return TS_OK;
}

static enum ts_status check_scene(const struct branching *branching, struct ts_err *err)
{
    if (!branching->then->head.scene->ending) return TS_OK;
    return ts_err_set(err, TS_REFUSED,
                      "turn %" PRId64 " of run \"%s\" reached its ending, and nothing follows there: branch at turn %" PRId64 " or before",
                      branching->record.turn, ts_symbol_text(branching->engine->symbols, branching->record.id), branching->record.turn - 1);
}

static enum ts_status look_back(struct branching *branching, const char *run, int64_t turn, struct ts_err *err)
{
    struct ts_engine *engine = branching->engine;
    enum ts_status status = ts_store_load_run_at(engine->store, ts_symbol_of(engine->symbols, run), turn, &branching->record, err);
    if (status) {
        branching->record = (struct ts_run_record){0};
        return status;
    }
    status = ts_run_revive(engine, &branching->record, branching->record.seq, &branching->then, err);
    if (!status) status = check_stack(branching, err);
    return status ? status : check_scene(branching, err);
}

// "realm~2" of "realm" or of any branch of it: nothing of whose run it is, so that a person can be forgotten.
static enum ts_status name_universe(struct branching *branching, struct ts_err *err)
{
    struct ts_engine *engine = branching->engine;
    const char *from = ts_symbol_text(engine->symbols, branching->record.universe);
    char root[TS_IDENT_MAX + 1];
    size_t length = strcspn(from, "~");
    int64_t number = 0;
    snprintf(root, sizeof root, "%.*s", (int)(length ? length : strlen(from)), from);
    enum ts_status status = ts_branch_find_number(engine, root, '~', ts_branch_is_universe, &number, err);
    ts_branch_number_id(root, '~', number, branching->universe);
    return status;
}

static struct ts_run *make_run(struct branching *branching)
{
    struct ts_symbols *symbols = branching->engine->symbols;
    struct ts_run *then = branching->then, *run = ts_run_new(branching->engine->content, then->story);
    run->id = ts_symbol_of(symbols, branching->run);
    run->universe = ts_symbol_of(symbols, branching->universe);
    run->player = then->player;
    run->character = then->character;
    run->character_name = then->character_name;
    run->focus = then->focus;
    run->seed = then->seed;
    run->live = then->live;
    run->life = then->life;
    run->fork_turn = then->head.turn;
    run->fork_milestones = then->head.milestones;
    for (uint32_t i = 0; i < then->tallies.room; i++)
        if (then->tallies.entries[i].key) *ts_map_add(&run->tallies, then->tallies.entries[i].key) = then->tallies.entries[i].value;
    run->head = then->head;
    run->head.state = TS_PAUSED;
    run->head.session = 0;
    run->head.told = branching->record.seq + 1; // the branch's own first act
    return run;
}

static void carry_metaconcept(struct ts_play *play, ts_symbol id)
{
    struct ts_changeset *changes = &play->changes;
    const struct ts_content *content = play->engine->content;
    const uint64_t *known = ts_map_find(&content->metaconcept_by_id, id);
    if (changes->mark_count == changes->mark_room) {
        changes->mark_room = changes->mark_room ? changes->mark_room * 2 : 8;
        changes->marks = ts_memory_grow(changes->marks, changes->mark_room * sizeof *changes->marks);
    }
    changes->marks[changes->mark_count++] =
        (struct ts_mark){TS_MARK_METACONCEPT, id, known ? content->metaconcepts[*known - 1].pack : content->pack_count};
    ts_run_add_metaconcept(play->run, id);
}

// What the run had is carried over; nothing of it happens again.
static enum ts_status compute_branch(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct branching *branching = self;
    const struct ts_run_record *record = &branching->record;
    const struct ts_run *then = branching->then;
    (void)err;
    play->changes.fork = (struct ts_fork){record->universe_row, record->row, record->position, record->seq};
    play->changes.packs = ts_edition_now(play->engine);
    for (uint32_t slot = 0; slot < then->var_count; slot++) ts_changeset_set_var(&play->changes, slot, ts_value_keep(then->vars[slot]));
    for (uint32_t i = 0; i < then->metaconcept_count; i++) carry_metaconcept(play, then->metaconcepts[i]);
    return TS_OK;
}

// Seen with the branch's own eyes, so that nothing stored later shows.
static enum ts_status compute_screen(struct ts_play *play, void *self, struct ts_err *err)
{
    const struct branching *branching = self;
    struct ts_head *head = &play->run->head;
    head->told = play->changes.base_seq + 1;
    head->state = TS_ACTIVE; // as it was then: what is paused offers nothing
    enum ts_status status = ts_offers_find(play, &play->next_offers, err);
    if (!status && !play->next_offers.open)
        status =
            ts_err_set(err, TS_REFUSED, "nothing could be chosen after turn %" PRId64 ": branch at another turn", branching->record.turn);
    if (!status) status = ts_turn_show(play, err);
    head->state = TS_PAUSED;
    return status;
}

static enum ts_status store_branch(void *self, struct ts_err *err)
{
    struct branching *branching = self;
    branching->play = ts_play_new(branching->engine, make_run(branching));
    enum ts_status status = ts_progression_load(branching->engine, branching->then->player, &branching->play->progression, err);
    if (!status) status = ts_act_do(branching->play, TS_ACT_BRANCH, 0, compute_branch, branching, err);
    if (!status) status = ts_act_do(branching->play, TS_ACT_CATCH_UP, 0, compute_screen, branching, err);
    ts_play_free(branching->play);
    return status;
}

static enum ts_status try_branch(struct branching *branching, struct ts_err *err)
{
    enum ts_status status = *branching->universe ? TS_OK : name_universe(branching, err);
    return status ? status : ts_batch_do(branching->engine->store, store_branch, branching, err);
}

// The id of a deleted run stays taken, and nothing but a try says so: the store's refusal begins with the id.
static bool is_about_id(const char *id, const struct ts_err *err)
{
    char start[TS_IDENT_MAX + 16];
    int length = snprintf(start, sizeof start, "run id \"%s\" ", id);
    return !strncmp(err->message, start, (size_t)length);
}

static enum ts_status branch_unnamed(struct branching *branching, struct ts_err *err)
{
    const char *base = ts_symbol_text(branching->engine->symbols, branching->then->life);
    int64_t number = 0;
    int tries = TRIES_MAX;
    enum ts_status status = ts_branch_find_number(branching->engine, base, '-', is_run_taken, &number, err);
    if (status) return status;
    do {
        ts_branch_number_id(base, '-', number++, branching->run);
        status = try_branch(branching, err);
    } while (status == TS_REFUSED && --tries && is_about_id(branching->run, err));
    return status;
}

static void tell(const struct branching *branching, struct ts_branched *out)
{
    *out = (struct ts_branched){.turn = branching->record.turn, .position = branching->record.position};
    snprintf(out->run, sizeof out->run, "%s", branching->run);
    snprintf(out->universe, sizeof out->universe, "%s", branching->universe);
    snprintf(out->parent, sizeof out->parent, "%s", ts_symbol_text(branching->engine->symbols, branching->record.id));
}

static enum ts_status branch(struct ts_engine *engine, const char *run, int64_t turn, const char *id, struct ts_branched *out,
                             struct ts_err *err)
{
    struct branching branching = {.engine = engine};
    bool taken = false;
    enum ts_status status = id ? ts_ident_read("run id", id, branching.run, err) : TS_OK;
    if (!status) status = look_back(&branching, run, turn, err);
    if (!status && id) status = is_run_taken(engine, branching.run, &taken, err);
    if (!status && taken) status = ts_err_set(err, TS_REFUSED, "run id \"%s\" is taken: choose another with --id", branching.run);
    if (!status) status = id ? try_branch(&branching, err) : branch_unnamed(&branching, err);
    if (!status) tell(&branching, out);
    ts_run_free(branching.then);
    ts_run_record_clear(&branching.record);
    return status;
}

enum ts_status ts_branch_run(struct ts_engine *engine, const char *run, int64_t turn, const char *id, struct ts_branched *out,
                             struct ts_err *err)
{
    char from[TS_IDENT_MAX + 1];
    enum ts_status status = ts_ident_read("run id", run, from, err);
    if (status) return status;
    ts_symbol symbol = ts_symbol_of(engine->symbols, from);
    status = ts_store_lock_run(engine->store, symbol, err); // so that nobody deletes or plays it meanwhile
    if (status) return status;
    status = ts_migrate_names(engine, symbol, err);
    if (!status) status = branch(engine, from, turn, id, out, err);
    ts_store_unlock_run(engine->store, symbol);
    return status;
}

enum ts_status ts_branch_play(const struct ts_play *play, int64_t turn, const char *id, struct ts_branched *out, struct ts_err *err)
{
    return branch(play->engine, ts_symbol_text(play->engine->symbols, play->run->id), turn, id, out, err);
}

enum ts_status ts_branch_again(struct ts_engine *engine, const char *run, int64_t turn, const char *id, const char *universe,
                               struct ts_err *err)
{
    struct branching branching = {.engine = engine};
    snprintf(branching.run, sizeof branching.run, "%s", id);
    snprintf(branching.universe, sizeof branching.universe, "%s", universe);
    enum ts_status status = look_back(&branching, run, turn, err);
    if (!status) status = try_branch(&branching, err);
    ts_run_free(branching.then);
    ts_run_record_clear(&branching.record);
    return status;
}

void ts_show_branched(const struct ts_branched *made, struct ts_buffer *json)
{
    bool has_run = made->run[0];
    ts_json_open(json, '{');
    ts_json_field_text(json, has_run ? "parent_run_id" : "parent_universe_id", made->parent);
    ts_json_field_int(json, "position", made->position);
    if (has_run) ts_json_field_text(json, "run_id", made->run);
    if (has_run) ts_json_field_int(json, "turn", made->turn);
    ts_json_field_text(json, "universe_id", made->universe);
    ts_json_close(json, '}');
}
