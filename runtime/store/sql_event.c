// sql_event.c - the timelines in the file
#include "store/sql.h"

// Columns as in EVENT_COLUMNS.
static enum ts_status give(struct sql_store *sql, struct sql_statement *row, ts_each_event *each, void *self, struct ts_err *err)
{
    struct ts_event event = {.position = ts_sql_get_int(row, 0),
                             .seq = ts_sql_get_int(row, 1),
                             .ordinal = (uint32_t)ts_sql_get_int(row, 2),
                             .major = ts_sql_get_int(row, 8) != 0,
                             .at = ts_sql_get_int(row, 10)};
    enum ts_status status = ts_sql_symbol(sql, ts_sql_get_int(row, 3), &event.run, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 4), &event.character, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 5), &event.character_name, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 9), &event.place, err);
    if (!status) status = ts_sql_symbol(sql, ts_sql_get_int(row, 11), &event.care, err);
    if (status) return status;
    ts_sql_note_character(sql, event.character, event.character_name);
    event.action = ts_sql_get_words(row, 6);
    event.consequences = ts_sql_get_words(row, 7);
    if (!event.action) event.action = ts_text_new("", 0);
    each(self, &event);
    ts_text_drop(event.action);
    ts_text_drop(event.consequences);
    return TS_OK;
}

static enum sql choose(const struct ts_event_query *query)
{
    if (query->run) return query->newest_first ? SQL_EVENT_RUN_NEWEST : SQL_EVENT_RUN;
    if (query->since_seq > 0) return query->newest_first ? SQL_EVENT_NEWS_NEWEST : SQL_EVENT_NEWS;
    if (query->major_only) return query->newest_first ? SQL_EVENT_MAJOR_NEWEST : SQL_EVENT_MAJOR;
    if (query->reader) return query->newest_first ? SQL_EVENT_SEEN_NEWEST : SQL_EVENT_SEEN;
    return query->newest_first ? SQL_EVENT_ALL_NEWEST : SQL_EVENT_ALL;
}

// A branch asks for what stood at its fork, which is an act of the run it goes on with: no later one needs to be walked.
static enum ts_status start_at(struct sql_store *sql, int64_t universe, int64_t row, int64_t until_seq, int64_t *last, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, SQL_ACT_RUN);
    bool found;
    if (!until_seq || *last <= until_seq) return TS_OK;
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, until_seq);
    enum ts_status status = ts_sql_step(sql, SQL_ACT_RUN, &found, err);
    if (status || !found) return status;
    if (ts_sql_get_int(statement, 0) == row) *last = until_seq;
    ts_sql_done(sql, SQL_ACT_RUN);
    return TS_OK;
}

// Its row and its last act in this universe (0: it is in another), which may not be in its row yet.
static enum ts_status find_run(struct sql_store *sql, int64_t universe, ts_symbol run, int64_t until_seq, int64_t *row, int64_t *last,
                               struct ts_err *err)
{
    struct sql_name name;
    bool found;
    *row = *last = 0;
    enum ts_status status = ts_sql_name_find(sql, run, &name, err);
    if (status || !name.id) return status;
    ts_sql_int(ts_sql_of(sql, SQL_RUN_FIND), 1, name.id);
    status = ts_sql_step(sql, SQL_RUN_FIND, &found, err);
    if (status || !found) return status;
    *row = ts_sql_get_int(ts_sql_of(sql, SQL_RUN_FIND), 0);
    bool is_here = ts_sql_get_int(ts_sql_of(sql, SQL_RUN_FIND), 2) == universe;
    *last = is_here ? ts_sql_get_int(ts_sql_of(sql, SQL_RUN_FIND), 1) : 0;
    ts_sql_done(sql, SQL_RUN_FIND);
    const uint64_t *cached = sql->is_writing ? ts_map_find(&sql->run_at, (uint64_t)*row) : NULL;
    if (cached && is_here) *last = sql->runs[*cached - 1].seq;
    return start_at(sql, universe, *row, until_seq, last, err);
}

static bool is_news(enum sql which)
{
    return which == SQL_EVENT_NEWS || which == SQL_EVENT_NEWS_NEWEST;
}

static bool has_place(enum sql which)
{
    return is_news(which) || which == SQL_EVENT_SEEN || which == SQL_EVENT_SEEN_NEWEST;
}

// Of a run that is played through this store. What else is to be found of a reader is not asked for where news are.
static int64_t find_reader(const struct sql_store *sql, enum sql which, ts_symbol run)
{
    const uint64_t *row = is_news(which) ? ts_map_find(&sql->locked, run) : NULL;
    return row ? (int64_t)*row : 0;
}

static enum ts_status bind(struct sql_store *sql, enum sql which, int64_t universe, const struct ts_event_query *query, struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, which);
    struct sql_name place = {0};
    int64_t reader = find_reader(sql, which, query->reader), last = 0;
    enum ts_status status = query->reader && !reader ? find_run(sql, universe, query->reader, query->until_seq, &reader, &last, err) : TS_OK;
    if (!status) status = ts_sql_name_find(sql, query->place, &place, err);
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, query->from);
    ts_sql_int(statement, 3, query->to);
    ts_sql_int(statement, 4, query->until_seq ? query->until_seq : INT64_MAX);
    ts_sql_int(statement, 5, query->others_only ? reader : 0);
    ts_sql_int(statement, 6, query->limit ? query->limit : INT64_MAX);
    if (!has_place(which)) return status;
    ts_sql_int(statement, 7, place.id);
    ts_sql_int(statement, 8, query->others_only ? 0 : last);
    if (!is_news(which)) return status;
    ts_sql_int(statement, 8, reader);
    ts_sql_bool(statement, 9, query->reader != 0);
    ts_sql_int(statement, 10, query->since_seq);
    ts_sql_bool(statement, 11, query->major_only);
    return status;
}

static enum ts_status bind_run(struct sql_store *sql, enum sql which, int64_t universe, const struct ts_event_query *query,
                               struct ts_err *err)
{
    struct sql_statement *statement = ts_sql_of(sql, which);
    struct sql_name place = {0};
    int64_t row = 0, last = 0;
    bool is_reader = query->run == query->reader;
    enum ts_status status = find_run(sql, universe, query->run, query->until_seq, &row, &last, err);
    if (!status) status = ts_sql_name_find(sql, query->place, &place, err);
    ts_sql_int(statement, 1, universe);
    ts_sql_int(statement, 2, is_reader && query->others_only ? 0 : last);
    ts_sql_int(statement, 3, query->from);
    ts_sql_int(statement, 4, query->since_seq);
    ts_sql_int(statement, 5, query->to);
    ts_sql_int(statement, 6, query->until_seq ? query->until_seq : INT64_MAX);
    ts_sql_bool(statement, 7, is_reader || !query->reader);
    ts_sql_int(statement, 8, place.id);
    ts_sql_bool(statement, 9, query->major_only);
    ts_sql_int(statement, 10, query->limit ? query->limit : INT64_MAX);
    return status;
}

enum ts_status ts_sql_events(void *self, int64_t universe, const struct ts_event_query *query, ts_each_event *each, void *each_self,
                             struct ts_err *err)
{
    struct sql_store *sql = self;
    enum sql which = choose(query);
    bool found = true;
    enum ts_status status = (query->run ? bind_run : bind)(sql, which, universe, query, err);
    while (!status) {
        status = ts_sql_step(sql, which, &found, err);
        if (status || !found) return status;
        status = give(sql, ts_sql_of(sql, which), each, each_self, err);
    }
    ts_sql_done(sql, which);
    return status;
}
