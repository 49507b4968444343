// relay_read.c - what a relay reads: of its base store, once what it would change is no longer under way
#include "store/relaying.h"

// --- as it is, whatever is under way

static uint64_t version(struct ts_store *store, int64_t universe) { return ts_store_version(ts_relay_base(store), universe); }

static int news_fd(struct ts_store *store) { return ts_store_news_fd(ts_relay_base(store)); }

static bool is_torn(const struct ts_store *store) { return ts_store_is_torn(ts_relay_base(store)); }

static enum ts_status was_reached(struct ts_store *store, struct ts_err *err) { return ts_store_was_reached(ts_relay_base(store), err); }

static void end_reading(struct ts_store *store) { ts_store_end_reading(ts_relay_base(store)); }

static enum ts_status lock_run(struct ts_store *store, ts_symbol run, struct ts_err *err) { return ts_store_lock_run(ts_relay_base(store), run, err); }

static void unlock_run(struct ts_store *store, ts_symbol run) { ts_store_unlock_run(ts_relay_base(store), run); }

static bool is_played(struct ts_store *store, ts_symbol run) { return ts_store_is_played(ts_relay_base(store), run); }

static enum ts_status last_merge(struct ts_store *store, int64_t universe, int64_t source, struct ts_merged *out, struct ts_err *err)
{
    return ts_store_last_merge(ts_relay_base(store), universe, source, out, err);
}

static enum ts_status find_player(struct ts_store *store, ts_symbol player, bool *found, struct ts_err *err)
{
    return ts_store_find_player(ts_relay_base(store), player, found, err);
}

static enum ts_status each_completion(struct ts_store *store, ts_symbol player, ts_each_completion *each, void *self, struct ts_err *err)
{
    return ts_store_each_completion(ts_relay_base(store), player, each, self, err);
}

static enum ts_status each_unlock(struct ts_store *store, ts_symbol player, ts_each_unlock *each, void *self, struct ts_err *err)
{
    return ts_store_each_unlock(ts_relay_base(store), player, each, self, err);
}

static enum ts_status load_care(struct ts_store *store, ts_symbol player, struct ts_text **out, struct ts_err *err)
{
    return ts_store_load_care(ts_relay_base(store), player, out, err);
}

static enum ts_status each_kept(struct ts_store *store, ts_symbol player, ts_each_kept *each, void *self, struct ts_err *err)
{
    return ts_store_each_kept(ts_relay_base(store), player, each, self, err);
}

static enum ts_status each_player(struct ts_store *store, ts_each_player *each, void *self, struct ts_err *err)
{
    return ts_store_each_player(ts_relay_base(store), each, self, err);
}

static enum ts_status each_deed(struct ts_store *store, ts_each_deed *each, void *self, struct ts_err *err)
{
    return ts_store_each_deed(ts_relay_base(store), each, self, err);
}

static const char *character_name(struct ts_store *store, const char *character, size_t length)
{
    return ts_store_character_name(ts_relay_base(store), character, length);
}

// --- of a run

static enum ts_status load_run(struct ts_store *store, ts_symbol run, struct ts_run_record *out, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, 0, run, err);
    return status ? status : ts_store_load_run(ts_relay_base(store), run, out, err);
}

static enum ts_status load_run_at(struct ts_store *store, ts_symbol run, int64_t turn, struct ts_run_record *out, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, 0, run, err);
    return status ? status : ts_store_load_run_at(ts_relay_base(store), run, turn, out, err);
}

static enum ts_status each_var(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_var *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_var(ts_relay_base(store), run, until_seq, each, self, err);
}

static enum ts_status each_tally(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_tally *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_tally(ts_relay_base(store), run, until_seq, each, self, err);
}

static enum ts_status each_act(struct ts_store *store, int64_t run, int64_t until_seq, ts_each_act *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_act(ts_relay_base(store), run, until_seq, each, self, err);
}

static enum ts_status each_passage(struct ts_store *store, int64_t run, int64_t from, int64_t to, ts_each_passage *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_passage(ts_relay_base(store), run, from, to, each, self, err);
}

static enum ts_status each_session(struct ts_store *store, int64_t run, ts_each_session *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_session(ts_relay_base(store), run, each, self, err);
}

static enum ts_status each_mark(struct ts_store *store, int64_t run, ts_each_mark *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_mark(ts_relay_base(store), run, each, self, err);
}

static enum ts_status each_fault(struct ts_store *store, int64_t run, ts_each_fault *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle_run(store, run, 0, err);
    return status ? status : ts_store_each_fault(ts_relay_base(store), run, each, self, err);
}

// --- of all there is

static enum ts_status begin_reading(struct ts_store *store, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_begin_reading(ts_relay_base(store), err);
}

static enum ts_status each_run(struct ts_store *store, struct ts_run_filter filter, ts_each_run *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_each_run(ts_relay_base(store), filter, each, self, err);
}

static enum ts_status find_universe(struct ts_store *store, ts_symbol id, struct ts_universe_record *out, bool *found, struct ts_err *err)
{
    enum ts_status status = ts_store_find_universe(ts_relay_base(store), id, out, found, err);
    if (status || !*found || !ts_relay_is_under_way(store, out->row)) return status;
    status = ts_relay_settle(store, out->row, err);
    return status ? status : ts_store_find_universe(ts_relay_base(store), id, out, found, err);
}

static enum ts_status each_universe(struct ts_store *store, ts_each_universe *each, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_each_universe(ts_relay_base(store), each, self, err);
}

static enum ts_status check(struct ts_store *store, const struct ts_checking *how, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_check(ts_relay_base(store), how, err);
}

static enum ts_status open_acts(struct ts_store *store, int64_t universe, struct ts_acts **out, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, universe, err);
    return status ? status : ts_acts_open(ts_relay_base(store), universe, out, err);
}

static enum ts_status backup(struct ts_store *store, const char *path, ts_progress *progress, void *self, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_backup(ts_relay_base(store), path, progress, self, err);
}

static enum ts_status export(struct ts_store *store, ts_each_line *each, void *self, struct ts_exported *out, struct ts_err *err)
{
    enum ts_status status = ts_relay_settle(store, 0, err);
    return status ? status : ts_store_export(ts_relay_base(store), each, self, out, err);
}

void ts_relay_set_reads(struct ts_driver *driver)
{
    driver->version = version;
    driver->news_fd = news_fd;
    driver->is_torn = is_torn;
    driver->was_reached = was_reached;
    driver->begin_reading = begin_reading;
    driver->end_reading = end_reading;
    driver->lock_run = lock_run;
    driver->unlock_run = unlock_run;
    driver->is_played = is_played;
    driver->load_run = load_run;
    driver->each_run = each_run;
    driver->load_run_at = load_run_at;
    driver->each_var = each_var;
    driver->each_tally = each_tally;
    driver->each_act = each_act;
    driver->each_session = each_session;
    driver->each_mark = each_mark;
    driver->each_fault = each_fault;
    driver->find_universe = find_universe;
    driver->each_universe = each_universe;
    driver->last_merge = last_merge;
    driver->find_player = find_player;
    driver->each_completion = each_completion;
    driver->each_unlock = each_unlock;
    driver->load_care = load_care;
    driver->each_kept = each_kept;
    driver->each_passage = each_passage;
    driver->each_player = each_player;
    driver->each_deed = each_deed;
    driver->character_name = character_name;
    driver->check = check;
    driver->open_acts = open_acts;
    driver->backup = backup;
    driver->export = export;
}
