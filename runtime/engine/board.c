// board.c - leaderboards: what players who chose to stand on them completed
#include "engine/board.h"

#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "engine/batch.h"
#include "engine/hand.h"
#include "engine/json.h"
#include "engine/show.h"

struct standing {
    char *name;
    int64_t value;
};

struct counting { // one player
    const struct ts_board *what;
    ts_symbol universe, story;
    struct ts_map seen; // lives or endings -> 1
    int64_t value;
};

struct board {
    struct ts_engine *engine;
    const struct ts_board *what;
    ts_symbol universe, story;
    ts_symbol *players;
    uint32_t player_count, player_room;
    struct standing *standings;
    uint32_t count, room;
};

const char *ts_board_by_name(enum ts_board_by by)
{
    static const char *const names[] = {
        [TS_BOARD_COMPLETIONS] = "completions", [TS_BOARD_TURNS] = "turns", [TS_BOARD_MILESTONES] = "milestones", [TS_BOARD_ENDINGS] = "endings"};
    return names[by];
}

enum ts_status ts_board_read_by(const char *word, enum ts_board_by *out, struct ts_err *err)
{
    *out = TS_BOARD_COMPLETIONS;
    for (int by = 0; word && by < TS_BOARD_BY_COUNT; by++)
        if (!strcmp(word, ts_board_by_name((enum ts_board_by)by))) {
            *out = (enum ts_board_by)by;
            return TS_OK;
        }
    return word ? ts_err_set(err, TS_USAGE, "one stands by completions, turns, milestones or endings, not by \"%s\"", word) : TS_OK;
}

// --- names

static void take_name(void *self, const struct ts_kept *kept)
{
    char **out = self;
    if (!strcmp(kept->kind, TS_KEPT_BOARD) && !strcmp(kept->name, TS_KEPT_BOARD_NAME)) *out = ts_memory_copy(kept->value);
}

enum ts_status ts_board_load_name(struct ts_engine *engine, ts_symbol player, char **out, struct ts_err *err)
{
    *out = NULL;
    return ts_store_each_kept(engine->store, player, take_name, out, err);
}

static void add_player(void *self, ts_symbol player)
{
    struct board *board = self;
    if (board->player_count == board->player_room) {
        board->player_room = board->player_room ? board->player_room * 2 : 16;
        board->players = ts_memory_grow(board->players, board->player_room * sizeof *board->players);
    }
    board->players[board->player_count++] = player;
}

static enum ts_status check_free(struct board *board, ts_symbol player, const char *name, struct ts_err *err)
{
    enum ts_status status = ts_store_each_player(board->engine->store, add_player, board, err);
    for (uint32_t i = 0; i < board->player_count && !status; i++) {
        char *other;
        if (board->players[i] == player) continue;
        status = ts_board_load_name(board->engine, board->players[i], &other, err);
        if (!status && other && !strcmp(other, name))
            status = ts_err_set(err, TS_REFUSED, "somebody else stands on the leaderboards as \"%s\": choose another name", name);
        free(other);
    }
    return status;
}

static enum ts_status keep(struct ts_engine *engine, ts_symbol player, const char *name, struct ts_err *err)
{
    struct board board = {.engine = engine};
    struct ts_kept kept = {.kind = TS_KEPT_BOARD, .name = TS_KEPT_BOARD_NAME, .value = name, .at = engine->now()};
    enum ts_status status = name ? check_free(&board, player, name, err) : TS_OK;
    free(board.players);
    return status ? status : ts_store_keep(engine->store, player, &kept, err);
}

struct naming {
    struct ts_engine *engine;
    ts_symbol player;
    const char *name;
};

// Looked for and kept in one batch: two do not take one name.
static enum ts_status find_and_keep(void *self, struct ts_err *err)
{
    const struct naming *naming = self;
    return keep(naming->engine, naming->player, naming->name, err);
}

enum ts_status ts_board_set_name(struct ts_engine *engine, const char *player, const char *name, struct ts_err *err)
{
    char title[TS_IDENT_MAX + 1];
    ts_symbol id;
    enum ts_status status = ts_show_find_player(engine, player, &id, err);
    if (!status && name) status = ts_ident_read_title("name", name, title, err);
    return status ? status : ts_batch_do_for_player(engine->store, find_and_keep, &(struct naming){engine, id, name ? title : NULL}, err);
}

// --- counting

// One life counts once, however often its branches are completed; so does an ending.
static bool is_first(struct counting *counting, ts_symbol what)
{
    uint64_t *seen = what ? ts_map_add(&counting->seen, what) : NULL;
    bool is_new = seen && !*seen;
    if (seen) *seen = 1;
    return is_new;
}

static void count(void *self, const struct ts_completion_record *completion)
{
    struct counting *counting = self;
    if (counting->universe && counting->universe != completion->universe) return;
    if (counting->story && counting->story != completion->story) return;
    switch (counting->what->by) {
    case TS_BOARD_TURNS: counting->value += completion->turns; break;
    case TS_BOARD_MILESTONES: counting->value += completion->milestones; break;
    case TS_BOARD_ENDINGS: counting->value += is_first(counting, completion->ending); break;
    default: counting->value += is_first(counting, completion->life ? completion->life : completion->run); break;
    }
}

static enum ts_status add_standing(struct board *board, ts_symbol player, struct ts_err *err)
{
    struct counting counting = {.what = board->what, .universe = board->universe, .story = board->story};
    char *name;
    enum ts_status status = ts_board_load_name(board->engine, player, &name, err);
    if (!status && name) status = ts_completions_each(board->engine, player, count, &counting, err);
    ts_map_clear(&counting.seen);
    if (status || !counting.value) {
        free(name);
        return status;
    }
    if (board->count == board->room) {
        board->room = board->room ? board->room * 2 : 16;
        board->standings = ts_memory_grow(board->standings, board->room * sizeof *board->standings);
    }
    board->standings[board->count++] = (struct standing){name, counting.value};
    return TS_OK;
}

static enum ts_status count_all(struct board *board, struct ts_err *err)
{
    enum ts_status status = ts_store_each_player(board->engine->store, add_player, board, err);
    for (uint32_t i = 0; i < board->player_count && !status; i++) status = add_standing(board, board->players[i], err);
    return status;
}

static int compare(const void *a, const void *b)
{
    const struct standing *one = a, *other = b;
    if (one->value != other->value) return one->value > other->value ? -1 : 1;
    return strcmp(one->name, other->name);
}

// --- the page

static enum ts_status find_scope(struct board *board, struct ts_err *err)
{
    struct ts_engine *engine = board->engine;
    struct ts_universe_record universe;
    const struct ts_story *story = NULL;
    enum ts_status status = TS_OK;
    if (board->what->universe) status = ts_universe_find(engine, board->what->universe, &universe, err);
    if (!status && board->what->universe) board->universe = universe.id;
    if (!status && board->what->story && engine->content) status = ts_engine_find_story(engine, board->what->story, &story, err);
    if (board->what->story) board->story = story ? story->id : ts_symbol_of(engine->symbols, board->what->story);
    return status;
}

static void add_page(const struct board *board, struct ts_buffer *json)
{
    uint32_t rank = 0;
    ts_json_open(json, '{');
    ts_json_field_text(json, "by", ts_board_by_name(board->what->by));
    ts_json_key(json, "players");
    ts_json_open(json, '[');
    for (uint32_t i = 0; i < board->count; i++) {
        if (i == 0 || board->standings[i].value != board->standings[i - 1].value) rank = i + 1;
        ts_json_open(json, '{');
        ts_json_field_text(json, "name", board->standings[i].name);
        ts_json_field_int(json, "rank", rank);
        ts_json_field_int(json, "value", board->standings[i].value);
        ts_json_close(json, '}');
    }
    ts_json_close(json, ']');
    ts_json_field_symbol(json, "story", board->engine->symbols, board->story);
    ts_json_field_symbol(json, "universe_id", board->engine->symbols, board->universe);
    ts_json_close(json, '}');
}

enum ts_status ts_show_board(struct ts_engine *engine, const struct ts_board *what, struct ts_buffer *json, struct ts_err *err)
{
    struct board board = {.engine = engine, .what = what};
    enum ts_status status = find_scope(&board, err);
    if (!status) status = count_all(&board, err);
    if (!status && board.count) qsort(board.standings, board.count, sizeof *board.standings, compare);
    if (!status) add_page(&board, json);
    for (uint32_t i = 0; i < board.count; i++) free(board.standings[i].name);
    free(board.standings);
    free(board.players);
    return status;
}
