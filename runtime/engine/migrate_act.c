// migrate_act.c - what a change of names changes in a stored run, as an act
#include <string.h>

#include "engine/edition.h"
#include "engine/hand.h"
#include "engine/migrate.h"

enum ts_status ts_migrate_act_load(struct ts_migrate_act *act, struct ts_err *err)
{
    enum ts_status status = ts_loose_load(act->engine, act->record, 0, &act->before, err);
    if (!status) status = ts_migrate_row(&act->before, 0, err);
    if (!status) act->after = ts_loose_copy(&act->before);
    return status;
}

void ts_migrate_act_clear(struct ts_migrate_act *act)
{
    ts_loose_clear(&act->before);
    ts_loose_clear(&act->after);
}

// --- what differs

static bool has_same_place(const struct ts_migrate_act *act)
{
    return act->before.scene == act->after.scene && !memcmp(act->before.stack, act->after.stack, sizeof act->before.stack);
}

static bool has_same_vars(const struct ts_loose *one, const struct ts_loose *other)
{
    for (uint32_t i = 0; i < one->var_count; i++) {
        const struct ts_loose_var *var = one->vars[i].name ? &one->vars[i] : NULL;
        const struct ts_loose_var *same = var ? ts_loose_find_var(other, var->owner, var->name) : NULL;
        if (var && (!same || !ts_value_is_equal(var->value, same->value))) return false;
    }
    return true;
}

static uint64_t counted(const struct ts_loose *loose, ts_symbol symbol)
{
    const uint64_t *tally = ts_map_find(&loose->tallies, symbol);
    return tally && (uint32_t)*tally ? *tally : 0;
}

static bool has_same_tallies(const struct ts_loose *one, const struct ts_loose *other)
{
    for (uint32_t i = 0; i < one->tallies.room; i++) {
        ts_symbol symbol = (ts_symbol)one->tallies.entries[i].key;
        if (symbol && counted(one, symbol) != counted(other, symbol)) return false;
    }
    return true;
}

bool ts_migrate_act_is_needed(const struct ts_migrate_act *act)
{
    const struct ts_loose *before = &act->before, *after = &act->after;
    return !has_same_place(act) || !has_same_vars(before, after) || !has_same_vars(after, before) || !has_same_tallies(before, after) ||
           !has_same_tallies(after, before);
}

// --- into the changeset

static void set_vars(const struct ts_migrate_act *act, struct ts_changeset *changes)
{
    const struct ts_content *content = act->engine->content;
    struct ts_run *run = changes->run;
    for (uint32_t slot = 0; slot < run->var_count; slot++) {
        const struct ts_var *declared = ts_content_var(content, run->story, slot);
        const struct ts_loose_var *was = ts_loose_find_var(&act->before, declared->owner, declared->name);
        struct ts_value before = was ? was->value : declared->initial, now = run->vars[slot];
        if (ts_value_is_equal(before, now)) continue;
        run->vars[slot] = ts_value_keep(before);
        ts_changeset_set_var(changes, slot, now);
    }
    for (uint32_t i = 0; i < act->before.var_count; i++) {
        const struct ts_loose_var *was = &act->before.vars[i];
        if (!ts_loose_find_var(&act->after, was->owner, was->name)) ts_changeset_give_up_var(changes, was->owner, was->name);
    }
}

static struct ts_tally tally_of(uint64_t packed)
{
    return (struct ts_tally){(uint32_t)packed, (uint32_t)(packed >> 32)};
}

// The symbols that `all` has and, with `unless`, that one does not have.
static void set_tallies(const struct ts_migrate_act *act, struct ts_changeset *changes, const struct ts_loose *all, const struct ts_loose *unless)
{
    for (uint32_t i = 0; i < all->tallies.room; i++) {
        ts_symbol symbol = (ts_symbol)all->tallies.entries[i].key;
        if (!symbol || (unless && ts_map_find(&unless->tallies, symbol))) continue;
        uint64_t before = counted(&act->before, symbol), now = counted(&act->after, symbol);
        if (before == now) continue;
        ts_run_tally_put(changes->run, symbol, tally_of(before));
        ts_changeset_put_tally(changes, symbol, tally_of(now));
    }
}

// --- the screen: what it offers is taken by ids

ts_symbol ts_migrate_choice(const struct ts_engine *engine, ts_symbol scene, ts_symbol choice, ts_symbol scene_now)
{
    struct ts_symbols *symbols = engine->symbols;
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "%s/%s", ts_symbol_text(symbols, scene), ts_symbol_text(symbols, choice));
    ts_symbol full = ts_symbol_of(symbols, words.bytes), now = ts_renames_now(&engine->content->former, symbols, TS_RENAMED_CHOICE, full);
    const char *text = ts_symbol_text(symbols, now), *start = ts_symbol_text(symbols, scene_now);
    size_t length = strlen(start);
    ts_buffer_clear(&words);
    if (now == full || strncmp(text, start, length) || text[length] != '/') return choice;
    return ts_symbol_of(symbols, text + length + 1);
}

static void show(const struct ts_migrate_act *act, struct ts_changeset *changes)
{
    const struct ts_run_record *record = act->record;
    if (!record->choices || !record->text) return;
    ts_shown_revive(act->engine, record, act->before.scene, act->after.scene, &changes->shown);
    changes->has_shown = true;
}

// --- the acts

static void begin(const struct ts_migrate_act *act, struct ts_changeset *changes, struct ts_run *run, uint32_t number)
{
    ts_changeset_reset(changes);
    changes->kind = TS_ACT_MIGRATE;
    changes->content = act->engine->content;
    changes->run = run;
    changes->turn = run->head.turn;
    changes->before = run->head;
    changes->at = act->engine->now();
    changes->key = ts_act_key(act->engine, run, act->record->seq + number);
    changes->choice_id = number < act->name_count ? act->names[number] : ts_symbol_of(act->engine->symbols, "aliases");
}

static enum ts_status store(struct ts_migrate_act *act, struct ts_changeset *changes, struct ts_err *err)
{
    struct ts_receipt receipt;
    return ts_store_apply(act->engine->store, changes, &receipt, err);
}

enum ts_status ts_migrate_act_store(struct ts_migrate_act *act, struct ts_err *err)
{
    struct ts_changeset changes = {0};
    struct ts_run *run = NULL;
    enum ts_status status = ts_loose_settle(&act->after, true, &run, err); // its story is there
    if (status) return status;
    begin(act, &changes, run, 0);
    set_vars(act, &changes);
    set_tallies(act, &changes, &act->before, NULL);
    set_tallies(act, &changes, &act->after, &act->before);
    show(act, &changes);
    if (!act->after.stub_count && ts_edition_now(act->engine) != act->record->packs) changes.packs = ts_edition_now(act->engine);
    status = store(act, &changes, err);
    for (uint32_t i = 1; i < act->name_count && !status; i++) {
        begin(act, &changes, run, i);
        status = store(act, &changes, err);
    }
    ts_changeset_clear(&changes);
    ts_run_free(run);
    return status;
}
