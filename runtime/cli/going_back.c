// going_back.c - what a person can ask of the past while playing: /history and /back
#include "cli/going_back.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page.h"
#include "cli/screen.h"
#include "engine/branch.h"
#include "engine/show.h"

enum { HISTORY_TURNS = 20 };

static const char *id_of(const struct ts_sitting *sitting)
{
    return ts_symbol_text(sitting->engine->symbols, ts_play_run(sitting->play)->id);
}

// A whole number and nothing else but `rest`.
static bool read_number(const char *words, int64_t *out, const char **rest)
{
    char *end;
    const char *digits = words + (*words == '-');
    if (!isdigit((unsigned char)*digits) || strspn(digits, "0123456789") > 15) return false;
    *out = strtoll(words, &end, 10);
    *rest = end + strspn(end, " ");
    return *end == '\0' || *end == ' ';
}

// --- /history

static const char *text_of(const json_t *turn, const char *key)
{
    return json_string_value(json_object_get(turn, key));
}

// "12  Light it -> keeper": what was chosen and where it led.
static void add_turn(struct ts_sitting *sitting, const json_t *turn)
{
    struct ts_buffer line = {0};
    const char *label = text_of(turn, "label"), *choice = text_of(turn, "choice"), *scene = text_of(turn, "scene"), *answer = text_of(turn, "answer");
    const char *slash = scene ? strrchr(scene, '/') : NULL;
    ts_buffer_add_format(&line, "%lld  %s", (long long)json_integer_value(json_object_get(turn, "turn")), label ? label : choice ? choice : "the beginning");
    if (answer) ts_buffer_add_format(&line, " \"%s\"", answer);
    if (scene) ts_buffer_add_format(&line, sitting->look.is_plain ? ", leading to " : " \u2192 ");
    for (const char *at = slash ? slash + 1 : scene; at && *at; at++) ts_buffer_add_byte(&line, *at == '_' ? ' ' : *at);
    ts_wrap(&sitting->out, &sitting->look, line.bytes, line.length, 0, 6);
    ts_buffer_clear(&line);
}

static enum ts_status read_limit(const char *words, int64_t *limit, struct ts_err *err)
{
    const char *rest = "";
    *limit = HISTORY_TURNS;
    if (!*words) return TS_OK;
    if (!strcmp(words, "all")) *limit = 0;
    else if (!read_number(words, limit, &rest) || *rest || *limit < 1)
        return ts_err_set(err, TS_REFUSED, "/history takes a number of turns, or \"all\", not \"%.100s\"", words);
    return TS_OK;
}

enum ts_status ts_history_show(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    struct ts_buffer json = {0};
    int64_t limit;
    json_t *turns = NULL;
    enum ts_status status = read_limit(words, &limit, err);
    if (!status) status = ts_show_history(sitting->engine, id_of(sitting), limit, &json, err);
    if (!status) status = ts_page_read(&json, &turns, err);
    for (size_t i = 0; i < json_array_size(turns); i++) add_turn(sitting, json_array_get(turns, i));
    if (!status) ts_buffer_add_byte(&sitting->out, '\n');
    json_decref(turns);
    ts_buffer_clear(&json);
    return status;
}

// --- /back

static void show_opening(struct ts_sitting *sitting)
{
    ts_screen_add_header(sitting);
    ts_screen_add_text(sitting);
    ts_screen_add_choices(sitting);
    ts_screen_add_news(sitting);
}

static void say_where(struct ts_sitting *sitting, const struct ts_branched *made)
{
    struct ts_buffer line = {0};
    ts_buffer_add_format(&line, "This is run %s now; %s stays at turn %lld, and goes on with `turnstone play --run %s`.", made->run, id_of(sitting),
                         (long long)ts_play_run(sitting->play)->head.turn, id_of(sitting));
    ts_wrap(&sitting->out, &sitting->look, line.bytes, line.length, 0, 0);
    ts_buffer_add_byte(&sitting->out, '\n');
    ts_buffer_clear(&line);
}

// The branch is made while the run is still in hand: what is refused leaves the sitting as it was.
static enum ts_status go_back(struct ts_sitting *sitting, int64_t turn, struct ts_err *err)
{
    struct ts_branched made;
    struct ts_play *branch = NULL;
    enum ts_status status = ts_branch_play(sitting->play, turn, NULL, &made, err);
    if (!status) status = ts_play_resume(sitting->engine, made.run, &branch, err);
    if (status) return status;
    if (ts_play_has_session(sitting->play)) status = ts_play_pause(sitting->play, NULL, err);
    if (!status) say_where(sitting, &made);
    ts_play_free(sitting->play);
    sitting->play = branch;
    if (status) return status;
    show_opening(sitting);
    return TS_OK;
}

static enum ts_status read_turn(const struct ts_sitting *sitting, const char *words, int64_t *turn, bool *is_sure, struct ts_err *err)
{
    int64_t present = ts_play_run(sitting->play)->head.turn, number = -1;
    const char *rest = words;
    bool is_read = !*words || !strcmp(words, "yes") || read_number(words, &number, &rest);
    *is_sure = !strcmp(rest, "yes");
    if (!is_read || (*rest && !*is_sure))
        return ts_err_set(err, TS_REFUSED, "/back takes a turn (/back 12) or how many to take back (/back -3), not \"%.100s\"", words);
    *turn = number < 0 ? present + number : number;
    if (present == 0) return ts_err_set(err, TS_REFUSED, "this is the beginning: there is nothing to go back to");
    if (*turn >= 0 && *turn < present) return TS_OK;
    if (*turn < 0) return ts_err_set(err, TS_REFUSED, "%lld turns back is before the beginning: at most %lld can be taken back", (long long)-number, (long long)present);
    return ts_err_set(err, TS_REFUSED, "there is no turn %lld to go back to: you stand at turn %lld, and can go back to 0 to %lld; /history shows them",
                      (long long)*turn, (long long)present, (long long)present - 1);
}

enum ts_status ts_back_ask(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    int64_t turn = 0;
    bool is_sure = false;
    struct ts_buffer question = {0};
    enum ts_status status = read_turn(sitting, words, &turn, &is_sure, err);
    if (status || is_sure) return status ? status : go_back(sitting, turn, err);
    ts_buffer_add_format(&question,
                         "You go back to turn %lld, in a world of your own: what others do in the shared world no longer reaches you, and what you do "
                         "there stays there. Your run stays as it is. Go back? [y/N]",
                         (long long)turn);
    ts_wrap(&sitting->out, &sitting->look, question.bytes, question.length, 0, 0);
    ts_buffer_clear(&question);
    sitting->back = (struct ts_back){true, turn};
    return TS_OK;
}

enum ts_status ts_back_answer(struct ts_sitting *sitting, const char *words, struct ts_err *err)
{
    int64_t turn = sitting->back.turn;
    bool is_yes = !strcasecmp(words, "y") || !strcasecmp(words, "yes");
    sitting->back = (struct ts_back){0};
    if (is_yes) return go_back(sitting, turn, err);
    ts_screen_add_remark(sitting, "You stay where you are.");
    ts_buffer_add_byte(&sitting->out, '\n');
    return TS_OK;
}
