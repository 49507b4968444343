// command_player_learn.c - turnstone player skills, learn: what a player can learn, and has
#include <inttypes.h>
#include <string.h>

#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/show.h"
#include "engine/skill.h"

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static const char *state_of(const json_t *skill, json_int_t left)
{
    if (json_is_true(json_object_get(skill, "retired"))) return "retired";
    if (json_is_true(json_object_get(skill, "learned"))) return "learned";
    if (json_array_size(json_object_get(skill, "missing"))) return "later";
    return json_integer_value(json_object_get(skill, "cost")) <= left ? "open" : "too dear";
}

// "  open      harbour:old_hand  1 point  Old Hand: you are known on the quay"
static void write_skill(struct ts_buffer *page, const json_t *skill, json_int_t left)
{
    json_int_t cost = json_integer_value(json_object_get(skill, "cost"));
    size_t index;
    json_t *missing;
    ts_buffer_add_format(page, "  %-8s  %s", state_of(skill, left), words(skill, "id"));
    if (cost) ts_buffer_add_format(page, "  %" JSON_INTEGER_FORMAT " point%s", cost, cost == 1 ? "" : "s");
    if (strcmp(words(skill, "title"), words(skill, "id"))) ts_buffer_add_format(page, "  %s", words(skill, "title"));
    if (*words(skill, "description")) ts_buffer_add_format(page, ": %s", words(skill, "description"));
    json_array_foreach(json_object_get(skill, "missing"), index, missing)
        ts_buffer_add_format(page, "%s%s", index ? ", " : "  after ", json_string_value(missing));
    ts_buffer_add_byte(page, '\n');
}

static void write_page(struct ts_buffer *page, const json_t *player)
{
    const json_t *points = json_object_get(player, "points");
    json_int_t left = json_integer_value(json_object_get(points, "left"));
    size_t index;
    json_t *skill;
    ts_buffer_add_format(page, "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT " points left\n", left,
                         json_integer_value(json_object_get(points, "earned")));
    if (!json_array_size(json_object_get(player, "skills"))) ts_buffer_add_text(page, "the content has no skills\n");
    json_array_foreach(json_object_get(player, "skills"), index, skill) write_skill(page, skill, left);
}

static enum ts_status tell(struct ts_cli *cli, struct ts_front *front, struct ts_err *err)
{
    struct ts_buffer json = {0};
    enum ts_status status = ts_show_skills(&front->engine, cli->words.items[0], &json, err);
    if (!status) status = ts_page_print(cli, &json, write_page, err);
    ts_buffer_clear(&json);
    return status;
}

static enum ts_status skills(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = tell(cli, &front, err);
    ts_front_close(&front);
    return status;
}

static enum ts_status learn(struct ts_cli *cli, struct ts_err *err)
{
    const struct ts_skill *skill = NULL;
    struct ts_front front = {0};
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_WRITE, err);
    if (!status) status = ts_skill_learn(&front.engine, cli->words.items[0], cli->words.items[1], &skill, err);
    if (!status && cli->globals.json) status = tell(cli, &front, err);
    else if (!status) ts_say(cli, "learned: %s; it is with you when your next run begins", skill->title);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_player_skills = {
    .name = "player skills", .words = "ID", .help = "show what a player has learned and can learn", .least = 1, .most = 1, .run = skills,
};
const struct ts_command ts_command_player_learn = {
    .name = "player learn", .words = "ID SKILL", .help = "spend points on a skill, which later runs begin with", .least = 2, .most = 2,
    .more = "A completed run earns a point, and every hundred turns of completed runs one more. What is learned stays, whatever becomes of\n"
            "the runs and of the pack that defined it. `turnstone player skills ID` shows what there is.",
    .run = learn,
};
