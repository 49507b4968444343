// retell_words.c - events that say the same in other words: another language, a sentence that was polished, care that was declared since
#include <inttypes.h>
#include <stdlib.h>

#include "engine/retell.h"

struct wording {
    struct ts_event_record *stored; // of each only the words are kept, and what they ask
    uint32_t count, room;
};

static void add_stored(void *self, const struct ts_event *event)
{
    struct wording *wording = self;
    if (wording->count < wording->room)
        wording->stored[wording->count] = (struct ts_event_record){.action = ts_text_keep(event->action), .consequences = ts_text_keep(event->consequences),
                                                                     .care = event->care};
    wording->count++;
}

static enum ts_status read_stored(struct ts_retelling *retelling, struct wording *wording, struct ts_err *err)
{
    const struct ts_world *world = ts_store_world(retelling->engine->store);
    const struct ts_act_record *act = &retelling->act.act;
    struct ts_event_query query = {.from = act->position, .to = act->position, .since_seq = act->seq - 1, .until_seq = act->seq};
    return world->events(world->self, retelling->universe.row, &query, add_stored, wording, err);
}

// Twice is never.
static void swap_words(struct wording *wording, struct ts_changeset *changes)
{
    for (uint32_t i = 0; i < changes->event_count; i++) {
        struct ts_event_record *now = &changes->events[i], then = wording->stored[i];
        wording->stored[i] = (struct ts_event_record){.action = now->action, .consequences = now->consequences, .care = now->care};
        now->care = then.care;
        now->action = then.action;
        now->consequences = then.consequences;
    }
}

static bool is_same_text(const struct ts_text *a, const struct ts_text *b)
{
    size_t one = a ? a->length : 0, other = b ? b->length : 0;
    return one == other && (!one || !memcmp(a->bytes, b->bytes, one));
}

static const char *words_of(const struct ts_text *text)
{
    return text ? text->bytes : "";
}

// Of the first act of the run where it is so, the first event. The words of now are with `wording` by then.
static void note(struct ts_retelling *retelling, const struct wording *wording, const struct ts_changeset *changes)
{
    struct ts_told_run *run = retelling->run;
    if (run->words.length) return;
    run->words_turn = retelling->act.act.turn;
    for (uint32_t i = 0; i < changes->event_count && !run->words.length; i++) {
        const struct ts_event_record *then = &changes->events[i], *now = &wording->stored[i];
        bool is_action = !is_same_text(then->action, now->action);
        if (!is_action && is_same_text(then->consequences, now->consequences)) continue;
        ts_buffer_add_format(&run->words, "event %" PRIu32 ": stored %s, now %s", i + 1, words_of(is_action ? then->action : then->consequences),
                             words_of(is_action ? now->action : now->consequences));
    }
}

static void forget(struct wording *wording)
{
    for (uint32_t i = 0; i < wording->count && i < wording->room; i++) {
        ts_text_drop(wording->stored[i].action);
        ts_text_drop(wording->stored[i].consequences);
    }
    free(wording->stored);
}

// The words as they were stay in the act, so that others meet what they met.
enum ts_status ts_retell_prove_words(struct ts_retelling *retelling, struct ts_changeset *changes, bool *is_same, struct ts_err *err)
{
    struct wording wording = {.room = changes->event_count};
    *is_same = false;
    if (!changes->event_count) return TS_OK;
    wording.stored = ts_memory_get(wording.room * sizeof *wording.stored);
    enum ts_status status = read_stored(retelling, &wording, err);
    if (!status && wording.count == changes->event_count) {
        swap_words(&wording, changes);
        status = ts_acts_prove(retelling->acts, changes, is_same, err);
        if (*is_same) note(retelling, &wording, changes);
        else swap_words(&wording, changes);
    }
    forget(&wording);
    return status;
}
