// news.c - what others did: told late, or told in short
#include "engine/hand.h"

#include <stdlib.h>

#include "base/arena.h"

enum {
    NEWS_MAX = 12,   // lines a turn; what is older than the newest of them is left to the timeline
    HEARD_MAX = 500, // lines that are heard at once while a player chooses: as many as happened while the way to the store was cut, within reason
    RECAP_MAX = 10,  // lines of a catch-up
};

struct line {
    struct ts_buffer words;
    ts_symbol run; // whose deed
    int64_t seq;
};

struct lines { // found newest first, told oldest first
    struct ts_play *play;
    struct line *items;
    uint32_t count, room;
};

static void add_words(const struct ts_event *event, struct ts_buffer *line)
{
    ts_buffer_add(line, event->action->bytes, event->action->length);
    if (!event->action->length || event->action->bytes[event->action->length - 1] != '.') ts_buffer_add_byte(line, '.');
    if (!event->consequences || !event->consequences->length) return;
    ts_buffer_add_byte(line, ' ');
    ts_buffer_add(line, event->consequences->bytes, event->consequences->length);
}

void ts_news_add_line(struct ts_play *play, const struct ts_event *event, struct ts_buffer *line)
{
    if (event->run) { // else it is nobody's deed, and says so itself
        ts_buffer_add_byte(line, 2);
        ts_buffer_add_text(line, ts_symbol_text(play->engine->symbols, event->character));
        ts_buffer_add_byte(line, 3);
        ts_buffer_add_byte(line, ' ');
    }
    if (ts_view_lets_read(&play->view, event->care)) add_words(event, line);
    else ts_buffer_add_format(line, "%s.", ts_event_spared);
}

static void each_event(void *self, const struct ts_event *event)
{
    struct lines *lines = self;
    if (lines->count == lines->room) {
        lines->room = lines->room ? lines->room * 2 : NEWS_MAX;
        lines->items = ts_memory_grow(lines->items, lines->room * sizeof *lines->items);
    }
    struct line *line = &lines->items[lines->count++];
    *line = (struct line){.run = event->run, .seq = event->seq};
    ts_news_add_line(lines->play, event, &line->words);
}

// What was shown as it happened is not told again, but its handlers have yet to hear of it: they belong to an act.
static void tell(struct lines *lines, struct ts_buffer *out, bool queues)
{
    struct ts_play *play = lines->play;
    for (uint32_t i = lines->count; i-- > 0;) {
        struct line *line = &lines->items[i];
        if (line->seq > play->heard) {
            if (out->length) ts_buffer_add_byte(out, '\n');
            ts_buffer_add(out, line->words.bytes, line->words.length);
        }
        ts_buffer_clear(&line->words);
        if (!queues) continue;
        ts_view_happened(&play->view, (struct ts_happened){.happening = TS_NEWS_ARRIVED, .id = line->run, .scene = play->run->head.scene});
    }
    free(lines->items);
}

static enum ts_status find(struct ts_play *play, struct ts_event_query query, struct ts_buffer *out, bool queues, struct ts_err *err)
{
    const struct ts_world *world = play->view.world;
    struct lines lines = {.play = play};
    query.reader = play->run->id;
    query.place = play->run->head.scene->where;
    query.others_only = query.newest_first = true;
    enum ts_status status = world->events(world->self, play->run->universe_row, &query, each_event, &lines, err);
    tell(&lines, out, queues);
    return status;
}

enum ts_status ts_news_find(struct ts_play *play, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    if (run->head.told >= play->changes.base_seq || !run->universe_row) return TS_OK;
    struct ts_event_query query = {.to = run->live ? INT64_MAX : play->changes.before.position, // live: all that was done since is behind it
                                   .since_seq = run->head.told,
                                   .limit = NEWS_MAX};
    return find(play, query, &play->changes.shown.news, true, err);
}

enum ts_status ts_news_hear(struct ts_play *play, struct ts_buffer *out, bool *has_more, struct ts_err *err)
{
    const struct ts_run *run = play->run;
    const struct ts_world *world = play->view.world;
    int64_t since = run->head.told > play->heard ? run->head.told : play->heard, seq;
    enum ts_status status = world->head(world->self, run->universe_row, NULL, &seq, err);
    *has_more = !status && seq > since;
    if (!*has_more) return status;
    struct ts_event_query query = {.to = INT64_MAX, .since_seq = since, .until_seq = seq, .limit = HEARD_MAX};
    size_t before = out->length;
    status = find(play, query, out, false, err);
    if (status) out->length = before;
    else play->heard = seq;
    return status;
}

enum ts_status ts_news_recap(struct ts_play *play, int64_t from, int64_t to, struct ts_err *err)
{
    if (play->run->live || to <= from) return TS_OK; // live: it was told as news already
    return find(play, (struct ts_event_query){.from = from + 1, .to = to, .limit = RECAP_MAX}, &play->changes.shown.news, false, err);
}
