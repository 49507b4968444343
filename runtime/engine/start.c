// start.c - a new run: its names, its place in a universe, its opening
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "base/suggest.h"
#include "engine/edition.h"
#include "engine/hand.h"
#include "engine/migrate.h"
#include "engine/packs.h"

struct names { // checked ids of a new run
    char run[TS_IDENT_MAX + 1], player[TS_IDENT_MAX + 1], character[TS_IDENT_MAX + 1], universe[TS_IDENT_MAX + 1];
};

static enum ts_status read_names(const struct ts_start *how, struct names *names, struct ts_err *err)
{
    enum ts_status status = ts_ident_read("run id", how->run, names->run, err);
    if (!status) status = ts_ident_read("player id", how->player, names->player, err);
    if (!status) status = ts_ident_read_title("character name", how->character, names->character, err);
    if (!status) status = ts_ident_read("universe id", how->universe, names->universe, err);
    return status;
}

static enum ts_status find_focus(struct ts_engine *engine, const char *id, ts_symbol *out, struct ts_err *err)
{
    *out = 0;
    if (!id) return TS_OK;
    ts_symbol symbol = ts_symbol_of(engine->symbols, id);
    const struct ts_focus *focus = ts_content_find_focus(engine->content, symbol);
    if (!focus)
        return ts_err_set(err, TS_DATA, "no focus \"%s\" in the content: leave --focus out, or see `turnstone check` for what is there",
                          id);
    *out = focus->id;
    return TS_OK;
}

enum ts_status ts_engine_find_story(const struct ts_engine *engine, const char *id, const struct ts_story **out, struct ts_err *err)
{
    const struct ts_content *content = engine->content;
    const char *names[256];
    uint32_t count = content->story_count < 256 ? content->story_count : 256;
    *out = ts_content_find_story(content, id);
    if (*out) return TS_OK;
    enum ts_status status = ts_packs_check_left_out(content, "story", id, err);
    if (status) return status;
    for (uint32_t i = 0; i < count; i++) names[i] = ts_symbol_text(engine->symbols, content->stories[i]->id);
    const char *near = ts_suggest(id, names, count);
    return ts_err_set(err, TS_DATA,
                      near ? "no story \"%s\" in the content: did you mean \"%s\"?"
                           : "no story \"%s\" in the content: add its pack with --content",
                      id, near);
}

// Where in its universe a new run stands, and which row that is.
static enum ts_status place_run(struct ts_engine *engine, const struct ts_start *how, struct ts_run *run, struct ts_err *err)
{
    struct ts_universe_record universe;
    bool found = false;
    enum ts_status status = ts_store_find_universe(engine->store, run->universe, &universe, &found, err);
    if (status) return status;
    if (found && universe.parent && how->has_at && how->at < universe.fork_position)
        return ts_err_set(err, TS_REFUSED,
                          "universe \"%s\" begins at position %" PRId64 ", where it branched off \"%s\": start there or later, or in \"%s\"",
                          how->universe, universe.fork_position, ts_symbol_text(engine->symbols, universe.parent),
                          ts_symbol_text(engine->symbols, universe.parent));
    run->universe_row = found ? universe.row : 0;
    run->live = found ? universe.live : how->live;
    run->head.position = how->has_at ? how->at : found ? universe.position : 0;
    if (run->live && found && !engine->then) run->head.position = universe.position; // computed again it stands where it stood
    return TS_OK;
}

// A character is a player's, by name.
static ts_symbol character_id(struct ts_engine *engine, const struct names *names)
{
    char id[2 * TS_IDENT_MAX + 2];
    int length = snprintf(id, sizeof id, "%s/%s", names->player, names->character); // no player's id holds a slash
    return ts_symbol_add(engine->symbols, id, (size_t)length);
}

static enum ts_status make_run(struct ts_engine *engine, const struct ts_start *how, struct ts_run **out, struct ts_err *err)
{
    struct names names;
    const struct ts_story *story;
    ts_symbol focus;
    enum ts_status status = ts_engine_find_story(engine, how->story, &story, err);
    if (!status) status = ts_migrate_check_waiting(engine, story->id, err);
    if (!status) status = read_names(how, &names, err);
    if (!status) status = find_focus(engine, how->focus, &focus, err);
    if (status) return status;
    struct ts_run *run = ts_run_new(engine->content, story);
    run->id = ts_symbol_of(engine->symbols, names.run);
    run->life = run->id;
    run->player = ts_symbol_of(engine->symbols, names.player);
    run->universe = ts_symbol_of(engine->symbols, names.universe);
    run->character = character_id(engine, &names);
    run->character_name = ts_symbol_of(engine->symbols, names.character);
    run->focus = focus ? focus : story->focus;
    run->seed = how->seed;
    run->head.scene = story->start;
    status = place_run(engine, how, run, err);
    if (status) {
        ts_run_free(run);
        return status;
    }
    *out = run;
    return TS_OK;
}

// Whoever asked to be spared something is not led into a story that does not say what it holds.
static enum ts_status check_declared(const struct ts_play *play, struct ts_err *err)
{
    const struct ts_story *story = play->run->story;
    if (!ts_gate_spares(play) || play->engine->content->packs[story->pack].declares_care) return TS_OK;
    const char *player = ts_symbol_text(play->engine->symbols, play->run->player);
    return ts_err_set(err, TS_DATA, "\"%s\" does not say how intense it is or what it touches, and \"%s\" asked to be spared something: choose another "
                      "story, or ask for less (turnstone player care %s)", ts_symbol_text(play->engine->symbols, story->id), player, player);
}

static enum ts_status compute_start(struct ts_play *play, void *self, struct ts_err *err)
{
    bool has_changed;
    play->run->head.state = TS_ACTIVE;
    play->run->head.session = 1;
    play->changes.opens_session = true;
    play->changes.packs = ts_edition_now(play->engine);
    enum ts_status status = ts_care_take_over(play, self ? self : play->engine->care, &has_changed, err);
    if (!status) status = check_declared(play, err);
    return status ? status : ts_turn_open(play, err);
}

// Somebody opened the universe meanwhile: the run starts where it stands by now.
static enum ts_status start_again(struct ts_play *play, const struct ts_start *how, struct ts_err *err)
{
    enum ts_status status = place_run(play->engine, how, play->run, err);
    if (status) return status;
    play->view.world = ts_store_world(play->engine->store);
    return ts_act_do(play, TS_ACT_START, how->key, compute_start, (void *)how->care, err);
}

enum ts_status ts_play_start(struct ts_engine *engine, const struct ts_start *how, struct ts_play **out, struct ts_err *err)
{
    struct ts_run *run = NULL;
    enum ts_status status = make_run(engine, how, &run, err);
    if (status) return status;
    struct ts_play *play = ts_play_new(engine, run);
    play->in_batch = ts_store_is_writing(engine->store);
    status = ts_progression_load(engine, run->player, &play->progression, err);
    if (!status) status = ts_act_do(play, TS_ACT_START, how->key, compute_start, (void *)how->care, err);
    if (status == TS_CONFLICT) status = start_again(play, how, err);
    if (status) {
        ts_play_free(play);
        return status;
    }
    *out = play;
    return TS_OK;
}
