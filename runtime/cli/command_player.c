// command_player.c - turnstone player show, explain
#include <string.h>

#include "cli/explain.h"
#include "cli/open.h"
#include "cli/page.h"
#include "cli/print.h"
#include "cli/spared.h"
#include "engine/show.h"

static const struct ts_column rows[] = {
    {"player", "player_id", false}, {"completed runs", "completed_runs", true}, {"turns in them", "turns", true}, {"milestones", "milestones", true},
    {"runs", "completed_run_ids", false}, {"universes", "universes", false}, {"metaconcepts", "metaconcepts", false}, {"care", "care", false},
    {"on leaderboards as", "board_name", false}, {0},
};

static const char *words(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

// "  granted  second_light:second_light  2026-… by run "two" (second_light 1.0.0, second_light/init.lua:3)"
static void write_grant(struct ts_buffer *page, const json_t *grant)
{
    ts_buffer_add_format(page, "  granted  %s  %s", words(grant, "unlock"), words(grant, "since"));
    if (*words(grant, "run")) ts_buffer_add_format(page, " by run \"%s\"", words(grant, "run"));
    if (*words(grant, "granted_by")) ts_buffer_add_format(page, " (%s)", words(grant, "granted_by"));
    ts_buffer_add_byte(page, '\n');
}

static bool is_cosmetic(const json_t *grant)
{
    return ts_unlock_is_cosmetic(words(grant, "unlock"));
}

static void write_cosmetic(struct ts_buffer *page, const json_t *cosmetic)
{
    const char *state = json_is_true(json_object_get(cosmetic, "retired")) ? "retired" : json_is_true(json_object_get(cosmetic, "earned")) ? "earned" : "locked";
    ts_buffer_add_format(page, "  %-7s  %s  %s\n", state, words(cosmetic, "id"), words(cosmetic, "title"));
}

// Skills that are learned; `player skills` has them all.
static void write_skills(struct ts_buffer *page, const json_t *player)
{
    const json_t *points = json_object_get(player, "points");
    size_t index;
    json_t *skill;
    if (json_array_size(json_object_get(player, "skills")))
        ts_buffer_add_format(page, "skills (%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT " points left)\n",
                             json_integer_value(json_object_get(points, "left")), json_integer_value(json_object_get(points, "earned")));
    json_array_foreach(json_object_get(player, "skills"), index, skill)
        if (json_is_true(json_object_get(skill, "learned")))
            ts_buffer_add_format(page, "  %-7s  %s\n", json_is_true(json_object_get(skill, "retired")) ? "retired" : "learned", words(skill, "id"));
}

// "  harbour:lantern  1 of 2 endings"
static void write_mastery(struct ts_buffer *page, const json_t *mastery)
{
    size_t index;
    json_t *one;
    if (json_array_size(json_object_get(mastery, "stories"))) ts_buffer_add_text(page, "mastery\n");
    json_array_foreach(json_object_get(mastery, "stories"), index, one)
        ts_buffer_add_format(page, "  %s  %zu of %" JSON_INTEGER_FORMAT " endings\n", words(one, "story"), json_array_size(json_object_get(one, "endings")),
                             json_integer_value(json_object_get(one, "of")));
    json_array_foreach(json_object_get(mastery, "metaconcepts"), index, one) {
        size_t count = json_array_size(json_object_get(one, "integrated"));
        if (count)
            ts_buffer_add_format(page, "  %s  %zu of %" JSON_INTEGER_FORMAT " metaconcepts\n", words(one, "category"), count,
                                 json_integer_value(json_object_get(one, "of")));
    }
}

static void write_contributions(struct ts_buffer *page, const json_t *list)
{
    size_t index;
    json_t *one;
    if (json_array_size(list)) ts_buffer_add_text(page, "contributions\n");
    json_array_foreach(list, index, one)
        ts_buffer_add_format(page, "  %s  deeds: %" JSON_INTEGER_FORMAT " (major: %" JSON_INTEGER_FORMAT "), places: %" JSON_INTEGER_FORMAT ", people: %" JSON_INTEGER_FORMAT "\n",
                             words(one, "universe_id"), json_integer_value(json_object_get(one, "events")), json_integer_value(json_object_get(one, "major")),
                             json_integer_value(json_object_get(one, "places")), json_integer_value(json_object_get(one, "people")));
}

static void write_show(struct ts_buffer *page, const json_t *player)
{
    const char *id;
    size_t index;
    json_t *granted, *unlocks = json_object_get(player, "unlocks");
    ts_spared_say((json_t *)player); // read for this page alone
    ts_page_card(page, player, rows);
    if (json_object_size(unlocks)) ts_buffer_add_text(page, "unlocks\n");
    json_array_foreach(json_object_get(player, "granted"), index, granted)
        if (!is_cosmetic(granted)) write_grant(page, granted);
    json_object_foreach(unlocks, id, granted)
        if (!json_is_true(granted)) ts_buffer_add_format(page, "  locked   %s\n", id);
    if (json_array_size(json_object_get(player, "cosmetics"))) ts_buffer_add_text(page, "cosmetics\n");
    json_array_foreach(json_object_get(player, "cosmetics"), index, granted) write_cosmetic(page, granted);
    write_skills(page, player);
    write_mastery(page, json_object_get(player, "mastery"));
    write_contributions(page, json_object_get(player, "contributions"));
}

static void write_explain(struct ts_buffer *page, const json_t *answer)
{
    size_t index;
    json_t *unlock;
    if (json_is_object(answer)) ts_explain_add(page, answer);
    json_array_foreach(answer, index, unlock) ts_explain_add(page, unlock);
    if (json_is_array(answer) && !json_array_size(answer)) ts_buffer_add_text(page, "the content has no unlock rules\n");
}

static enum ts_status show(struct ts_cli *cli, struct ts_err *err)
{
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content_if_fine(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_player(&front.engine, cli->words.items[0], &json, err);
    if (!status) status = ts_page_print(cli, &json, write_show, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

static enum ts_status explain(struct ts_cli *cli, struct ts_err *err)
{
    const char *unlock = cli->words.count > 1 ? cli->words.items[1] : NULL;
    struct ts_front front = {0};
    struct ts_buffer json = {0};
    enum ts_status status = ts_open_content(cli, &front, err);
    if (!status) status = ts_open_store(cli, &front, TS_STORE_READ, err);
    if (!status) status = ts_show_explain(&front.engine, cli->words.items[0], unlock, &json, err);
    if (!status) status = ts_page_print(cli, &json, write_explain, err);
    ts_buffer_clear(&json);
    ts_front_close(&front);
    return status;
}

const struct ts_command ts_command_player_show = {
    .name = "player show", .words = "ID", .help = "show what a player has earned", .least = 1, .most = 1, .run = show,
};
const struct ts_command ts_command_player_explain = {
    .name = "player explain", .words = "ID [UNLOCK]", .help = "say why unlocks are granted, or what is missing", .least = 1, .most = 2, .run = explain,
};
