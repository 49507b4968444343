// rename.c - a run as it was stored, under the names of then, on its way to those of now
#include "engine/rename.h"

#include <stdlib.h>
#include <string.h>

#include "engine/edition.h"
#include "engine/gone.h"

// --- out of the store

struct ts_loose_var *ts_loose_find_var(const struct ts_loose *loose, ts_symbol owner, ts_symbol name)
{
    for (uint32_t i = 0; i < loose->var_count; i++)
        if (loose->vars[i].name == name && loose->vars[i].owner == owner) return &loose->vars[i];
    return NULL;
}

void ts_loose_put_var(struct ts_loose *loose, ts_symbol owner, ts_symbol name, struct ts_value value)
{
    struct ts_loose_var *var = ts_loose_find_var(loose, owner, name);
    if (var) {
        ts_value_drop(&var->value);
        var->value = value;
        return;
    }
    if (loose->var_count == loose->var_room) {
        loose->var_room = loose->var_room ? loose->var_room * 2 : 32;
        loose->vars = ts_memory_grow(loose->vars, loose->var_room * sizeof *loose->vars);
    }
    loose->vars[loose->var_count++] = (struct ts_loose_var){owner, name, value};
}

static void put_var(void *self, const struct ts_var_record *var)
{
    if (var->value.type != TS_NIL) ts_loose_put_var(self, var->owner, var->name, ts_value_keep(var->value));
}

static uint64_t packed(struct ts_tally tally)
{
    return (uint64_t)tally.turn << 32 | tally.count;
}

static void put_tally(void *self, ts_symbol symbol, struct ts_tally tally)
{
    *ts_map_add(&((struct ts_loose *)self)->tallies, symbol) = packed(tally);
}

enum ts_status ts_loose_load(struct ts_engine *engine, const struct ts_run_record *record, int64_t until_seq, struct ts_loose *out,
                             struct ts_err *err)
{
    size_t size = record->metaconcept_count * sizeof *out->metaconcepts;
    *out = (struct ts_loose){.engine = engine, .record = record, .story = record->story, .focus = record->focus, .scene = record->scene};
    memcpy(out->stack, record->stack, sizeof out->stack);
    out->metaconcepts = ts_memory_get(size + 1);
    if (size) memcpy(out->metaconcepts, record->metaconcepts, size);
    enum ts_status status = ts_store_each_var(engine->store, record->row, until_seq, put_var, out, err);
    return status ? status : ts_store_each_tally(engine->store, record->row, until_seq, put_tally, out, err);
}

struct ts_loose ts_loose_copy(const struct ts_loose *loose)
{
    struct ts_loose copy = *loose;
    size_t size = loose->record->metaconcept_count * sizeof *copy.metaconcepts;
    copy.vars = ts_memory_get((loose->var_room + 1) * sizeof *copy.vars);
    for (uint32_t i = 0; i < loose->var_count; i++)
        copy.vars[i] = (struct ts_loose_var){loose->vars[i].owner, loose->vars[i].name, ts_value_keep(loose->vars[i].value)};
    copy.metaconcepts = ts_memory_get(size + 1);
    if (size) memcpy(copy.metaconcepts, loose->metaconcepts, size);
    copy.tallies = (struct ts_map){0};
    for (uint32_t i = 0; i < loose->tallies.room; i++)
        if (loose->tallies.entries[i].key) *ts_map_add(&copy.tallies, loose->tallies.entries[i].key) = loose->tallies.entries[i].value;
    return copy;
}

void ts_loose_clear(struct ts_loose *loose)
{
    for (uint32_t i = 0; i < loose->var_count; i++) ts_value_drop(&loose->vars[i].value);
    free(loose->vars);
    free(loose->metaconcepts);
    ts_map_clear(&loose->tallies);
    *loose = (struct ts_loose){0};
}

// --- names

struct renaming {
    struct ts_loose *loose;
    const struct ts_renames *renames;
    struct ts_symbols *symbols;
    ts_symbol story, story_now;
    struct ts_map tallies; // under their new names
};

static ts_symbol now(const struct renaming *renaming, enum ts_renamed what, ts_symbol id)
{
    return ts_renames_now(renaming->renames, renaming->symbols, what, id);
}

static ts_symbol scene_now(const struct renaming *renaming, ts_symbol scene)
{
    return ts_rename_guest(renaming->symbols, now(renaming, TS_RENAMED_SCENE, scene), renaming->story, renaming->story_now);
}

static void rename_var(const struct renaming *renaming, struct ts_loose_var *var)
{
    struct ts_symbols *symbols = renaming->symbols;
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s#%s", ts_symbol_text(symbols, var->owner), ts_symbol_text(symbols, var->name));
    ts_symbol id = ts_symbol_of(symbols, words.bytes), after = now(renaming, TS_RENAMED_VAR, id);
    ts_buffer_clear(&words);
    if (after == id) return;
    ts_symbol owner = ts_rename_story_of(symbols, after), name = ts_symbol_of(symbols, strchr(ts_symbol_text(symbols, after), '#') + 1);
    if (!owner) owner = ts_symbol_add(symbols, ts_symbol_text(symbols, after), strcspn(ts_symbol_text(symbols, after), "#"));
    if (ts_loose_find_var(renaming->loose, owner, name)) { // what was stored under the new name is newer
        ts_value_drop(&var->value);
        owner = name = 0;
    }
    var->owner = owner;
    var->name = name;
}

// --- counts

static ts_symbol bare_of(const struct renaming *renaming, ts_symbol story, ts_symbol choice)
{
    const struct ts_symbols *symbols = renaming->symbols;
    struct ts_buffer name = {0};
    ts_buffer_add_format(&name, "%s#%s", ts_symbol_text(symbols, story), strrchr(ts_symbol_text(symbols, choice), '/') + 1);
    ts_symbol bare = ts_symbol_of(renaming->symbols, name.bytes);
    ts_buffer_clear(&name);
    return bare;
}

// "harbour:lantern#light" of a story that is called otherwise now.
static ts_symbol bare_now(const struct renaming *renaming, ts_symbol bare)
{
    struct ts_symbols *symbols = renaming->symbols;
    struct ts_buffer name = {0};
    if (ts_rename_story_of(symbols, bare) != renaming->story || renaming->story == renaming->story_now) return bare;
    ts_buffer_add_format(&name, "%s%s", ts_symbol_text(symbols, renaming->story_now), strchr(ts_symbol_text(symbols, bare), '#'));
    bare = ts_symbol_of(symbols, name.bytes);
    ts_buffer_clear(&name);
    return bare;
}

enum counted { COUNTED_OTHER, COUNTED_SCENE, COUNTED_CHOICE, COUNTED_ITEM }; // item: one value of an `each`

// What a count is of, by its name: "pack:story/scene/choice/item", and shared choices are "pack:group/choice/item".
static enum counted kind_of(const struct renaming *renaming, ts_symbol id)
{
    const char *text = ts_symbol_text(renaming->symbols, id), *colon = strchr(text, ':');
    const char *story = strchr(ts_symbol_text(renaming->symbols, renaming->story), ':');
    int slashes = 0;
    if (!colon || !story) return COUNTED_OTHER;
    bool is_in_story = strncmp(colon, story, strlen(story)) == 0 && colon[strlen(story)] == '/';
    for (const char *at = text; *at; at++) slashes += *at == '/';
    slashes += !is_in_story;
    return !slashes || (slashes == 1 && !is_in_story) ? COUNTED_OTHER
           : slashes == 1                             ? COUNTED_SCENE
           : slashes == 2                             ? COUNTED_CHOICE
                                                      : COUNTED_ITEM;
}

static ts_symbol counted_now(const struct renaming *renaming, ts_symbol id)
{
    if (strchr(ts_symbol_text(renaming->symbols, id), '#')) return bare_now(renaming, id);
    switch (kind_of(renaming, id)) {
    case COUNTED_OTHER: return now(renaming, TS_RENAMED_METACONCEPT, id);
    case COUNTED_SCENE: return scene_now(renaming, id);
    default: return ts_rename_guest(renaming->symbols, now(renaming, TS_RENAMED_CHOICE, id), renaming->story, renaming->story_now);
    }
}

static void add_tally(struct ts_map *tallies, ts_symbol symbol, int64_t count, uint32_t turn)
{
    uint64_t *sum = ts_map_add(tallies, symbol);
    struct ts_tally tally = {(uint32_t)((int64_t)(*sum & UINT32_MAX) + count), (uint32_t)(*sum >> 32)};
    if (turn > tally.turn) tally.turn = turn;
    *sum = packed(tally);
}

// What a renamed choice counted is counted by its new id whatever the scene, and no longer by its old one.
static void move_bare(struct renaming *renaming, ts_symbol id, ts_symbol after, struct ts_tally tally)
{
    if (id == after || kind_of(renaming, id) != COUNTED_CHOICE) return;
    ts_symbol from = bare_of(renaming, renaming->story_now, id), to = bare_of(renaming, renaming->story_now, after);
    if (from == to) return;
    add_tally(&renaming->tallies, from, -(int64_t)tally.count, 0);
    add_tally(&renaming->tallies, to, tally.count, tally.turn);
}

static void rename_tallies(struct renaming *renaming)
{
    struct ts_map *tallies = &renaming->loose->tallies;
    for (uint32_t i = 0; i < tallies->room; i++) {
        ts_symbol id = (ts_symbol)tallies->entries[i].key;
        struct ts_tally tally = {(uint32_t)tallies->entries[i].value, (uint32_t)(tallies->entries[i].value >> 32)};
        if (!id) continue;
        ts_symbol after = counted_now(renaming, id);
        add_tally(&renaming->tallies, after, tally.count, tally.turn);
        move_bare(renaming, id, after, tally);
    }
    ts_map_clear(tallies);
    *tallies = renaming->tallies;
}

void ts_loose_rename(struct ts_loose *loose, const struct ts_renames *renames)
{
    struct renaming renaming = {loose, renames, loose->engine->symbols, loose->story, loose->story, {0}};
    if (!renames->count) return;
    renaming.story_now = now(&renaming, TS_RENAMED_STORY, loose->story);
    loose->scene = scene_now(&renaming, loose->scene);
    for (uint32_t i = 0; i < loose->record->depth; i++)
        for (int n = 0; n < 2; n++) loose->stack[i][n] = scene_now(&renaming, loose->stack[i][n]);
    for (uint32_t i = 0; i < loose->var_count; i++)
        if (loose->vars[i].name) rename_var(&renaming, &loose->vars[i]);
    rename_tallies(&renaming);
    loose->focus = now(&renaming, TS_RENAMED_FOCUS, loose->focus);
    for (uint32_t i = 0; i < loose->record->metaconcept_count; i++)
        loose->metaconcepts[i] = now(&renaming, TS_RENAMED_METACONCEPT, loose->metaconcepts[i]);
    loose->story = renaming.story_now;
}

// --- settled

static void fill_ids(struct ts_run *run, const struct ts_loose *loose)
{
    const struct ts_run_record *record = loose->record;
    run->id = record->id;
    run->player = record->player;
    run->universe = record->universe;
    run->character = record->character;
    run->character_name = record->character_name;
    run->focus = loose->focus;
    run->seed = record->seed;
    run->row = record->row;
    run->universe_row = record->universe_row;
    run->live = record->live;
    run->fork_turn = record->fork_turn;
    run->fork_milestones = record->fork_milestones;
    run->life = record->life ? record->life : record->id;
    for (uint32_t i = 0; i < record->metaconcept_count; i++) ts_run_add_metaconcept(run, loose->metaconcepts[i]);
}

struct settling {
    struct ts_loose *loose;
    struct ts_run *run;
    bool is_lenient;
};

static enum ts_status find_scene(struct settling *settling, ts_symbol full, const struct ts_scene **out, struct ts_err *err)
{
    struct ts_loose *loose = settling->loose;
    *out = full ? ts_story_find_scene_full(settling->run->story, full) : NULL;
    if (*out) return TS_OK;
    if (!settling->is_lenient) return ts_gone_scene(loose->engine, loose->record, settling->run->story, full, err);
    struct ts_scene *stub = &loose->stubs[loose->stub_count++];
    stub->full = full;
    *out = stub;
    return TS_OK;
}

static enum ts_status settle_head(struct settling *settling, struct ts_err *err)
{
    const struct ts_run_record *record = settling->loose->record;
    struct ts_head *head = &settling->run->head;
    *head = (struct ts_head){.state = record->state,
                             .turn = record->turn,
                             .position = record->position,
                             .told = record->told,
                             .milestones = record->milestones,
                             .insights = record->insights,
                             .session = record->session,
                             .depth = record->depth};
    enum ts_status status = find_scene(settling, settling->loose->scene, &head->scene, err);
    for (uint32_t i = 0; i < record->depth && !status; i++) {
        status = find_scene(settling, settling->loose->stack[i][0], &head->stack[i].scene, err);
        if (!status && settling->loose->stack[i][1]) status = find_scene(settling, settling->loose->stack[i][1], &head->stack[i].onward, err);
    }
    return status;
}

// A variable whose declaration is gone stays in the store, unseen, until it is declared again.
// With the version that the run was played with it was a script that stored another kind of value, and its run goes on.
static bool is_of_another_version(const struct ts_loose *loose, const struct ts_var *var)
{
    const char *owner = ts_symbol_text(loose->engine->symbols, var->owner);
    return ts_edition_is_another(loose->engine, loose->record->packs, owner, strcspn(owner, ":"));
}

static enum ts_status settle_vars(struct settling *settling, struct ts_err *err)
{
    struct ts_loose *loose = settling->loose;
    struct ts_run *run = settling->run;
    for (uint32_t slot = 0; slot < run->var_count; slot++) {
        const struct ts_var *declared = ts_content_var(loose->engine->content, run->story, slot);
        const struct ts_loose_var *var = ts_loose_find_var(loose, declared->owner, declared->name);
        if (!var) continue;
        if (!settling->is_lenient && ts_gone_is_other_kind(declared, var->value) && is_of_another_version(loose, declared))
            return ts_gone_kind(loose->engine, loose->record, declared, var->value, err);
        ts_value_drop(&run->vars[slot]);
        run->vars[slot] = ts_value_keep(var->value);
    }
    return TS_OK;
}

static void settle_tallies(const struct ts_loose *loose, struct ts_run *run)
{
    for (uint32_t i = 0; i < loose->tallies.room; i++)
        if (loose->tallies.entries[i].key) *ts_map_add(&run->tallies, loose->tallies.entries[i].key) = loose->tallies.entries[i].value;
}

enum ts_status ts_loose_settle(struct ts_loose *loose, bool is_lenient, struct ts_run **out, struct ts_err *err)
{
    struct ts_engine *engine = loose->engine;
    const struct ts_story *story = ts_content_find_story(engine->content, ts_symbol_text(engine->symbols, loose->story));
    if (!story && !is_lenient) return ts_gone_story(engine, loose->record, loose->story, err);
    if (!story) {
        loose->stub_story = (struct ts_story){.id = loose->story, .name = loose->story, .title = ts_symbol_text(engine->symbols, loose->story)};
        story = &loose->stub_story;
    }
    struct settling settling = {loose, ts_run_new(engine->content, story), is_lenient};
    fill_ids(settling.run, loose);
    enum ts_status status = settle_head(&settling, err);
    if (!status) status = settle_vars(&settling, err);
    if (status) {
        ts_run_free(settling.run);
        return status;
    }
    settle_tallies(loose, settling.run);
    *out = settling.run;
    return TS_OK;
}
