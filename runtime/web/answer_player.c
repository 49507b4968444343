// answer_player.c - players: what they earned, learned, asked to be spared, and where they stand
#include <stdlib.h>
#include <string.h>

#include "engine/board.h"
#include "engine/skill.h"
#include "engine/wishes.h"
#include "web/answer.h"
#include "web/answers.h"

// Whom the path names, once it is clear that who asks may know. What a player wants for themselves nobody else says; a keeper reads it.
static enum ts_status read_player(const struct ts_request *request, char out[TS_IDENT_MAX + 1], struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_ident_read("player id", ts_word_of(request, "player"), out, err);
    if (!status && strcmp(request->route->method, "GET") && strcmp(out, request->player)) return ts_forbid(reply, err, "only player \"%s\" says that", out);
    return status ? status : ts_check_player(request, out, reply, err);
}

typedef enum ts_status show(struct ts_engine *engine, const char *player, struct ts_buffer *json, struct ts_err *err);

static enum ts_status show_player(struct ts_desk *desk, const struct ts_request *request, show *how, struct ts_reply *reply, struct ts_err *err)
{
    char player[TS_IDENT_MAX + 1];
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    return status ? status : how(desk->engine, player, &reply->body, err);
}

enum ts_status ts_answer_player(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return show_player(desk, request, ts_show_player, reply, err);
}

enum ts_status ts_answer_skills(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return show_player(desk, request, ts_show_skills, reply, err);
}

enum ts_status ts_answer_export(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    return show_player(desk, request, ts_show_export, reply, err);
}

struct explaining { const char *unlock; };
static const struct ts_said explaining[] = {{"unlock", TS_SAID_TEXT, false, offsetof(struct explaining, unlock)}, {0}};

enum ts_status ts_answer_explain(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct explaining said = {0};
    char player[TS_IDENT_MAX + 1];
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(explaining, request->query, &said, err);
    return status ? status : ts_show_explain(desk->engine, player, said.unlock, &reply->body, err);
}

struct learning { const char *skill; };
static const struct ts_said learning[] = {{"skill", TS_SAID_TEXT, true, offsetof(struct learning, skill)}, {0}};

enum ts_status ts_answer_learn(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct learning said = {0};
    const struct ts_skill *skill;
    char player[TS_IDENT_MAX + 1];
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(learning, request->body, &said, err);
    if (!status) status = ts_skill_learn(desk->engine, player, said.skill, &skill, err);
    return status ? status : ts_show_skills(desk->engine, player, &reply->body, err);
}

// --- care

static enum ts_status keep_wishes(struct ts_desk *desk, struct ts_wishes *wishes, struct ts_reply *reply, struct ts_err *err)
{
    enum ts_status status = ts_wishes_keep(desk->engine, wishes, err);
    if (!status) ts_wishes_show(desk->engine, wishes, &reply->body);
    return status;
}

// Who has yet to play has asked for nothing.
enum ts_status ts_answer_players_care(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    char player[TS_IDENT_MAX + 1];
    struct ts_wishes wishes = {.player = player};
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(ts_said_nothing, request->query, NULL, err);
    return status ? status : keep_wishes(desk, &wishes, reply, err);
}

static const struct ts_said wishing[] = {
    {"name", TS_SAID_TEXT, true, offsetof(struct ts_wish, name)},
    {"value", TS_SAID_TEXT, true, offsetof(struct ts_wish, value)},
    {0},
};

enum ts_status ts_answer_change_care(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    char player[TS_IDENT_MAX + 1];
    struct ts_wish wish = {0};
    struct ts_wishes wishes = {.player = player, .items = &wish, .count = 1};
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(wishing, request->body, &wish, err);
    return status ? status : keep_wishes(desk, &wishes, reply, err);
}

// --- where they stand

struct naming { char name[TS_IDENT_MAX + 1]; };
static const struct ts_said naming[] = {{"name", TS_SAID_TITLE, false, offsetof(struct naming, name)}, {0}};

// Without a name one leaves the boards.
enum ts_status ts_answer_board_name(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct naming said = {0};
    char player[TS_IDENT_MAX + 1];
    enum ts_status status = read_player(request, player, reply, err);
    if (!status) status = ts_said_read(naming, request->body, &said, err);
    if (!status) status = ts_board_set_name(desk->engine, player, said.name[0] ? said.name : NULL, err);
    if (status) return status;
    ts_json_open(&reply->body, '{');
    ts_json_field_text(&reply->body, "board_name", said.name[0] ? said.name : NULL);
    ts_json_close(&reply->body, '}');
    return TS_OK;
}

struct standing { const char *story, *by; char universe[TS_IDENT_MAX + 1]; };
static const struct ts_said standing[] = {
    {"universe", TS_SAID_ID, false, offsetof(struct standing, universe)},
    {"story", TS_SAID_TEXT, false, offsetof(struct standing, story)},
    {"by", TS_SAID_TEXT, false, offsetof(struct standing, by)},
    {0},
};

enum ts_status ts_answer_leaderboard(struct ts_desk *desk, const struct ts_request *request, struct ts_reply *reply, struct ts_err *err)
{
    struct standing said = {0};
    struct ts_board what = {0};
    enum ts_status status = ts_said_read(standing, request->query, &said, err);
    if (!status) status = ts_board_read_by(said.by, &what.by, err);
    what.universe = said.universe[0] ? said.universe : NULL;
    what.story = said.story;
    return status ? status : ts_show_board(desk->engine, &what, &reply->body, err);
}
