// grant.c - what rules that are new to a store grant those who earned it before
#include "engine/grant.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/batch.h"
#include "engine/hand.h"

struct catching { // rules that the store has not met, by their index in the content
    struct ts_engine *engine;
    struct ts_map known;        // deeds of the store
    uint32_t *rules, rule_count;
    bool *errs;                 // of each: it failed for somebody
    int64_t *granted;
    ts_symbol *players;
    uint32_t player_count, player_room;
};

ts_symbol ts_grant_rule(const struct ts_engine *engine, const struct ts_unlock *unlock)
{
    struct ts_buffer words = {0};
    const struct ts_call_info *part;
    for (uint32_t i = 0; (part = ts_content_rule_part(engine->content, unlock, i)); i++) {
        const struct ts_pack *pack = &engine->content->packs[part->pack];
        const struct ts_place *place = part->pack == unlock->pack && i == 0 ? &unlock->place : &part->place;
        ts_buffer_add_format(&words, "%s%s %s, %s:%u", i ? "; " : "", ts_symbol_text(engine->symbols, pack->name), pack->version,
                             ts_symbol_text(engine->symbols, place->file), place->line);
    }
    ts_symbol symbol = ts_symbol_add(engine->symbols, words.bytes, words.length);
    ts_buffer_clear(&words);
    return symbol;
}

// "rule second_light:second_light 1.0.0": a rule is met once in each version of its pack, and of those that amend it.
static ts_symbol deed_of(const struct ts_engine *engine, const struct ts_unlock *unlock)
{
    struct ts_buffer words = {0};
    ts_buffer_add_format(&words, "rule %s %s", ts_symbol_text(engine->symbols, unlock->id), engine->content->packs[unlock->pack].version);
    const struct ts_call_info *part;
    for (uint32_t i = 0; (part = ts_content_rule_part(engine->content, unlock, i)); i++) {
        const struct ts_pack *pack = &engine->content->packs[part->pack];
        if (part->pack != unlock->pack) ts_buffer_add_format(&words, " + %s %s", ts_symbol_text(engine->symbols, pack->name), pack->version);
    }
    ts_symbol symbol = ts_symbol_add(engine->symbols, words.bytes, words.length);
    ts_buffer_clear(&words);
    return symbol;
}

static void know(void *self, const struct ts_deed_record *deed)
{
    *ts_map_add(&((struct catching *)self)->known, deed->name) = 1;
}

static enum ts_status find_new(struct catching *catching, struct ts_err *err)
{
    const struct ts_content *content = catching->engine->content;
    ts_map_clear(&catching->known);
    enum ts_status status = ts_store_each_deed(catching->engine->store, know, catching, err);
    catching->rule_count = 0;
    for (uint32_t i = 0; i < content->unlock_count && !status; i++)
        if (!ts_map_find(&catching->known, deed_of(catching->engine, &content->unlocks[i]))) catching->rules[catching->rule_count++] = i;
    return status;
}

static void add_player(void *self, ts_symbol player)
{
    struct catching *catching = self;
    if (catching->player_count == catching->player_room) {
        catching->player_room = catching->player_room ? catching->player_room * 2 : 16;
        catching->players = ts_memory_grow(catching->players, catching->player_room * sizeof *catching->players);
    }
    catching->players[catching->player_count++] = player;
}

static enum ts_status ask(struct catching *catching, struct ts_progression *progression, uint32_t index, struct ts_err *err)
{
    struct ts_engine *engine = catching->engine;
    const struct ts_unlock *unlock = &engine->content->unlocks[catching->rules[index]];
    struct ts_reads reads = {0};
    struct ts_view view = {.content = engine->content, .script = engine->script, .world = ts_store_world(engine->store),
                           .progression = progression, .reads = &reads, .phase = TS_READING, .pack = unlock->pack};
    struct ts_err fault;
    bool holds = false;
    if (ts_progression_is_unlocked(progression, unlock->id)) return TS_OK;
    if (engine->script->rule(engine->script->self, &view, unlock->when, &holds, &fault) != TS_OK) holds = false, catching->errs[index] = true;
    char *evidence = ts_reads_json(&reads);
    ts_reads_clear(&reads);
    enum ts_status status = TS_OK;
    if (holds) {
        struct ts_granting grant = {.player = progression->player, .unlock = unlock->id, .rule = ts_grant_rule(engine, unlock),
                                    .evidence = evidence, .at = engine->now()};
        status = ts_store_grant(engine->store, &grant, err);
        ts_progression_unlock(progression, unlock->id);
        catching->granted[index]++;
    }
    free(evidence);
    return status;
}

static enum ts_status ask_for(struct catching *catching, ts_symbol player, struct ts_err *err)
{
    struct ts_progression progression;
    enum ts_status status = ts_progression_load(catching->engine, player, &progression, err);
    for (uint32_t before = UINT32_MAX; before != progression.unlocked.count && !status;) { // a rule may wait for what another grants
        before = progression.unlocked.count;
        for (uint32_t i = 0; i < catching->rule_count && !status; i++) status = ask(catching, &progression, i, err);
    }
    ts_progression_clear(&progression);
    return status;
}

static enum ts_status remember(struct catching *catching, struct ts_err *err)
{
    struct ts_engine *engine = catching->engine;
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < catching->rule_count && !status; i++)
        if (!catching->errs[i])
            status = ts_store_add_deed(engine->store, deed_of(engine, &engine->content->unlocks[catching->rules[i]]), engine->now(), err);
    return status;
}

// Under the writer's lock what is new is looked for once more: another process may have asked meanwhile.
static enum ts_status catch_up(void *self, struct ts_err *err)
{
    struct catching *catching = self;
    enum ts_status status = find_new(catching, err);
    catching->player_count = 0;
    memset(catching->granted, 0, catching->rule_count * sizeof *catching->granted);
    if (!status) status = ts_store_each_player(catching->engine->store, add_player, catching, err);
    for (uint32_t i = 0; i < catching->player_count && !status; i++) status = ask_for(catching, catching->players[i], err);
    return status ? status : remember(catching, err);
}

static void tell(const struct catching *catching, ts_each_granted *each, void *self)
{
    const struct ts_engine *engine = catching->engine;
    for (uint32_t i = 0; i < catching->rule_count; i++)
        if (catching->granted[i]) each(self, ts_symbol_text(engine->symbols, engine->content->unlocks[catching->rules[i]].id), catching->granted[i]);
}

enum ts_status ts_grants_catch_up(struct ts_engine *engine, ts_each_granted *each, void *self, struct ts_err *err)
{
    size_t count = engine->content->unlock_count + 1;
    struct catching catching = {.engine = engine,
                                .rules = ts_memory_get(count * sizeof *catching.rules),
                                .errs = ts_memory_get(count * sizeof *catching.errs),
                                .granted = ts_memory_get(count * sizeof *catching.granted)};
    memset(catching.errs, 0, count * sizeof *catching.errs);
    memset(catching.granted, 0, count * sizeof *catching.granted);
    enum ts_status status = find_new(&catching, err);
    if (!status && catching.rule_count) status = ts_batch_do_for_player(engine->store, catch_up, &catching, err);
    if (!status) tell(&catching, each, self);
    free(catching.rules);
    free(catching.errs);
    free(catching.granted);
    free(catching.players);
    ts_map_clear(&catching.known);
    return status;
}
