// news.c - what others did: told late, or told in short
#include "engine/hand.h"

enum {
    NEWS_MAX = 12,  // lines a turn; what is older than the newest of them is left to the timeline
    RECAP_MAX = 10, // lines of a catch-up
};

struct lines {
    struct ts_play *play;
    int64_t count;
    bool queues;
};

static void add_line(struct ts_play *play, const struct ts_event *event, struct ts_buffer *news)
{
    if (news->length) ts_buffer_add_byte(news, '\n');
    ts_buffer_add_byte(news, 2);
    ts_buffer_add_text(news, ts_symbol_text(play->engine->symbols, event->character));
    ts_buffer_add_byte(news, 3);
    ts_buffer_add_byte(news, ' ');
    ts_buffer_add(news, event->action->bytes, event->action->length);
    if (!event->action->length || event->action->bytes[event->action->length - 1] != '.') ts_buffer_add_byte(news, '.');
    if (!event->consequences || !event->consequences->length) return;
    ts_buffer_add_byte(news, ' ');
    ts_buffer_add(news, event->consequences->bytes, event->consequences->length);
}

static void each_event(void *self, const struct ts_event *event)
{
    struct lines *lines = self;
    struct ts_play *play = lines->play;
    lines->count++;
    add_line(play, event, &play->changes.shown.news);
    if (!lines->queues) return;
    ts_view_happened(&play->view, (struct ts_happened){.happening = TS_NEWS_ARRIVED, .id = event->run, .scene = play->run->head.scene});
}

enum ts_status ts_news_find(struct ts_play *play, struct ts_err *err)
{
    struct ts_run *run = play->run;
    const struct ts_world *world = play->view.world;
    struct lines lines = {play, 0, true};
    if (run->head.told >= play->changes.base_seq || !run->universe_row) return TS_OK;
    struct ts_event_query query = {.from = 0, // in a live universe all that was done since is behind it by now
                                   .to = run->live ? INT64_MAX : play->changes.before.position,
                                   .since_seq = run->head.told,
                                   .reader = run->id,
                                   .place = run->head.scene->where,
                                   .others_only = true,
                                   .limit = NEWS_MAX};
    return world->events(world->self, run->universe_row, &query, each_event, &lines, err);
}

enum ts_status ts_news_recap(struct ts_play *play, int64_t from, int64_t to, struct ts_err *err)
{
    struct ts_run *run = play->run;
    const struct ts_world *world = play->view.world;
    struct lines lines = {play, 0, false};
    struct ts_event_query query = {.from = from,
                                   .to = to,
                                   .reader = run->id,
                                   .place = run->head.scene->where,
                                   .others_only = true,
                                   .newest_first = true,
                                   .limit = RECAP_MAX};
    return world->events(world->self, run->universe_row, &query, each_event, &lines, err);
}
