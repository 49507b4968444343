// explored.c - what `check --play` finds, and how it is shown
#include "cli/explored.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "cli/hint.h"
#include "cli/progress.h"
#include "cli/signal.h"
#include "engine/json.h"

struct finding {
    struct ts_problems *problems;
    struct ts_bar *bar;
    const char *content;
};

// Nothing that is found depends on when it is looked for.
static int64_t stand_still(void)
{
    return 1000;
}

static bool is_ended(void *self)
{
    (void)self;
    return ts_signal_last() != 0;
}

static void show_progress(void *self, int64_t done, int64_t total)
{
    struct finding *finding = self;
    ts_bar_show(finding->bar, done, total);
}

static struct ts_walked *keep_shown(const struct ts_explored_finding *found, const char *content)
{
    struct ts_walked *shown = ts_memory_get(sizeof *shown);
    *shown = (struct ts_walked){.story = ts_memory_copy(found->story),
                                .focus = ts_memory_copy(found->focus),
                                .content = ts_memory_copy(content),
                                .path_count = found->path_count,
                                .seed = found->seed,
                                .is_lived = found->is_lived};
    shown->path = ts_memory_get((found->path_count + 1) * sizeof *shown->path);
    for (uint32_t i = 0; i < found->path_count; i++) shown->path[i] = ts_memory_copy(found->path[i]);
    return shown;
}

static void add(void *self, const struct ts_explored_finding *found)
{
    struct finding *finding = self;
    ts_problem_add(finding->problems, &found->problem);
    if (found->has_path) finding->problems->items[finding->problems->count - 1].shown = keep_shown(found, finding->content);
}

enum ts_status ts_played_find(const struct ts_cli *cli, struct ts_host *host, struct ts_played *played, struct ts_problems *problems,
                              struct ts_err *err)
{
    struct ts_bar bar;
    struct ts_buffer content = {0};
    ts_hint_add_content(&content, cli);
    struct finding finding = {problems, &bar, content.length ? content.bytes : NULL};
    struct ts_engine engine = {.symbols = problems->symbols, .now = stand_still};
    struct ts_explore_how how = {.stories = (const char *const *)cli->words.items, .story_count = cli->words.count, .states = played->states,
                                 .turns = played->turns, .seed = played->seed, .is_ended = is_ended, .progress = show_progress, .self = &finding};
    ts_bar_init(&bar, cli, "stories");
    ts_signal_watch();
    ts_engine_set_host(&engine, host);
    enum ts_status status = ts_explore(&engine, &how, add, &finding, &played->sum, err);
    ts_bar_clear(&bar);
    ts_buffer_clear(&content);
    played->is_played = !status;
    return status;
}

// --- how much

static void write_count(int64_t count, const char *noun, const char *nouns, struct ts_buffer *page)
{
    ts_buffer_add_format(page, "%" PRId64 " %s", count, count == 1 ? noun : nouns);
}

void ts_played_write(const struct ts_played *played, struct ts_buffer *page)
{
    const struct ts_explored *sum = &played->sum;
    ts_buffer_add_text(page, "played: ");
    write_count(sum->stories, "story", "stories", page);
    ts_buffer_add_text(page, ", ");
    write_count(sum->states, "state", "states", page);
    ts_buffer_add_text(page, ", ");
    write_count(sum->turns, "turn", "turns", page);
    if (sum->is_interrupted) ts_buffer_add_text(page, "; it was interrupted");
    else if (sum->is_partial)
        ts_buffer_add_format(page, "; there is more to a story than %" PRId64 " states and %" PRId64 " turns, and %" PRId64 " guided runs looked for what was "
                             "missing: --states N looks further", played->states, played->turns, sum->guided);
    ts_buffer_add_byte(page, '\n');
}

void ts_played_write_json(const struct ts_played *played, struct ts_buffer *json)
{
    const struct ts_explored *sum = &played->sum;
    ts_json_key(json, "played");
    ts_json_open(json, '{');
    ts_json_field_int(json, "guided_runs", sum->guided);
    ts_json_field_bool(json, "is_interrupted", sum->is_interrupted);
    ts_json_field_bool(json, "is_partial", sum->is_partial);
    ts_json_field_int(json, "seed", (int64_t)played->seed);
    ts_json_field_int(json, "states", sum->states);
    ts_json_field_int(json, "states_most", played->states);
    ts_json_field_int(json, "stories", sum->stories);
    ts_json_field_int(json, "turns", sum->turns);
    ts_json_field_int(json, "turns_most", played->turns);
    ts_json_close(json, '}');
}

