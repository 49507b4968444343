// news.c - what others did: told late, or told in short
#include "engine/hand.h"

enum {
    NEWS_MAX = 12,  // lines a turn; what is older than the newest of them is left to the timeline
    RECAP_MAX = 10, // lines of a catch-up
};

struct lines { // found newest first, told oldest first
    struct ts_play *play;
    struct ts_buffer items[NEWS_MAX];
    ts_symbol runs[NEWS_MAX]; // whose deed
    uint32_t count;
};

static void add_line(struct ts_play *play, const struct ts_event *event, struct ts_buffer *line)
{
    ts_buffer_add_byte(line, 2);
    ts_buffer_add_text(line, ts_symbol_text(play->engine->symbols, event->character));
    ts_buffer_add_byte(line, 3);
    ts_buffer_add_byte(line, ' ');
    ts_buffer_add(line, event->action->bytes, event->action->length);
    if (!event->action->length || event->action->bytes[event->action->length - 1] != '.') ts_buffer_add_byte(line, '.');
    if (!event->consequences || !event->consequences->length) return;
    ts_buffer_add_byte(line, ' ');
    ts_buffer_add(line, event->consequences->bytes, event->consequences->length);
}

static void each_event(void *self, const struct ts_event *event)
{
    struct lines *lines = self;
    if (lines->count == NEWS_MAX) return;
    lines->runs[lines->count] = event->run;
    add_line(lines->play, event, &lines->items[lines->count++]);
}

static void tell(struct lines *lines, bool queues)
{
    struct ts_play *play = lines->play;
    struct ts_buffer *news = &play->changes.shown.news;
    for (uint32_t i = lines->count; i-- > 0;) {
        if (news->length) ts_buffer_add_byte(news, '\n');
        ts_buffer_add(news, lines->items[i].bytes, lines->items[i].length);
        ts_buffer_clear(&lines->items[i]);
        if (!queues) continue;
        ts_view_happened(&play->view,
                         (struct ts_happened){.happening = TS_NEWS_ARRIVED, .id = lines->runs[i], .scene = play->run->head.scene});
    }
}

static enum ts_status find(struct ts_play *play, struct ts_event_query query, bool queues, struct ts_err *err)
{
    const struct ts_world *world = play->view.world;
    struct lines lines = {.play = play};
    query.reader = play->run->id;
    query.place = play->run->head.scene->where;
    query.others_only = query.newest_first = true;
    enum ts_status status = world->events(world->self, play->run->universe_row, &query, each_event, &lines, err);
    tell(&lines, queues);
    return status;
}

enum ts_status ts_news_find(struct ts_play *play, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    if (run->head.told >= play->changes.base_seq || !run->universe_row) return TS_OK;
    struct ts_event_query query = {.to = run->live ? INT64_MAX : play->changes.before.position, // live: all that was done since is behind it
                                   .since_seq = run->head.told,
                                   .limit = NEWS_MAX};
    return find(play, query, true, err);
}

enum ts_status ts_news_recap(struct ts_play *play, int64_t from, int64_t to, struct ts_err *err)
{
    if (play->run->live || to <= from) return TS_OK; // live: it was told as news already
    return find(play, (struct ts_event_query){.from = from + 1, .to = to, .limit = RECAP_MAX}, false, err);
}
