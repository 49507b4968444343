// sqlite_check.c - does the store hold together: pages, logs, heads, sums, hashes
#include "store/sqlite.h"

#include <string.h>

struct checking {
    struct sql_store *sql;
    ts_each_finding *each;
    void *self;
    int64_t found;
};

static void say(struct checking *checking, const char *code, const char *what, const char *hint)
{
    struct ts_finding finding = {code, what, hint};
    checking->found++;
    checking->each(checking->self, &finding);
}

// --- questions whose every row is a finding

struct question {
    const char *code, *sql, *hint;
};

static const char go_back[] = "go back to a backup, and keep this file for looking into";

// Sums in halves: those of 64 bits wrap around, which SQL cannot.
#define HIGH(high, low) "((" high ") + ((" low ") >> 32) & 4294967295)"
#define DIFFER(high, low, other_high, other_low)                                                                                           \
    "((" low ") & 4294967295 <> (" other_low ") & 4294967295 OR " HIGH(high, low) " <> " HIGH(other_high, other_low) ")"

static const struct question questions[] = {
    {"foreign-key",
     "SELECT format('a row of \"%s\" points to a row of \"%s\" that is not there', \"table\", parent) FROM pragma_foreign_key_check LIMIT "
     "100",
     go_back},
    {"seq-gap",
     "SELECT format('the log of universe \"%s\" has %d acts, but its last is number %d', k.text, a.acts, a.last) FROM "
     "(SELECT universe, count(*) AS acts, max(seq) AS last, min(seq) AS first FROM act GROUP BY universe) a "
     "JOIN universe u ON u.id = a.universe JOIN name k ON k.id = u.key WHERE a.acts <> a.last OR a.first <> 1",
     go_back},
    {"head-turn",
     "SELECT format('run \"%s\" stands at turn %d, but its log holds %d turns', k.text, r.turn, r.fork_turn + a.turns) FROM run r "
     "JOIN name k ON k.id = r.key JOIN (SELECT run, sum(kind = 1) AS turns FROM act GROUP BY run) a ON a.run = r.id "
     "WHERE r.turn <> r.fork_turn + a.turns",
     go_back},
    {"turn-twice",
     "SELECT format('turn %d of run \"%s\" is in the log %d times', a.turn, k.text, a.times) FROM "
     "(SELECT run, turn, count(*) AS times FROM act WHERE kind <= 1 GROUP BY run, turn HAVING count(*) > 1) a "
     "JOIN run r ON r.id = a.run JOIN name k ON k.id = r.key LIMIT 100",
     go_back},
    {"log-link",
     "SELECT format('act %d of universe \"%s\" does not name its run''s act before it', a.seq, k.text) FROM "
     "(SELECT universe, seq, coalesce(prev, seq - 1) AS prev, lag(seq, 1, 0) OVER (PARTITION BY run ORDER BY seq) AS before FROM act) a "
     "JOIN universe u ON u.id = a.universe JOIN name k ON k.id = u.key WHERE a.prev <> a.before LIMIT 100",
     go_back},
    {"head-act",
     "SELECT format('run \"%s\" names act %d as its last, which is not its own', k.text, r.seq) FROM run r JOIN name k ON k.id = r.key "
     "LEFT JOIN act a ON a.universe = r.universe AND a.seq = r.seq WHERE a.run IS NOT r.id",
     go_back},
    {"completion-missing",
     "SELECT format('run \"%s\" is completed, but no completion was recorded', k.text) FROM run r JOIN name k ON k.id = r.key "
     "WHERE r.completed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM completion c WHERE c.run = r.id)",
     go_back},
    {"completion-unfounded",
     "SELECT format('a completion is recorded for run \"%s\", which is not completed', k.text) FROM completion c "
     "JOIN run r ON r.id = c.run JOIN name k ON k.id = r.key WHERE r.completed_at IS NULL",
     go_back},
    {"event-count",
     "SELECT format('universe \"%s\" counts %d events up to act %d, but has %d', k.text, u.events, u.events_seq, e.events) FROM universe u "
     "JOIN name k ON k.id = u.key JOIN (SELECT v.id, (SELECT count(*) FROM event e WHERE e.universe = v.id AND e.seq <= v.events_seq) "
     "AS events FROM universe v) e ON e.id = u.id WHERE u.events <> e.events",
     go_back},
    {"event-unfounded",
     "SELECT format('an event at position %d belongs to no act of its universe', e.position) FROM event e "
     "LEFT JOIN act a ON a.universe = e.universe AND a.seq = e.seq WHERE a.run IS NOT e.run OR a.position IS NOT e.position LIMIT 100",
     go_back},
    {"session-count",
     "SELECT format('run \"%s\" is in session %d, but %d sessions are recorded, the last with number %d', k.text, r.session, s.sessions, "
     "s.last) FROM run r JOIN name k ON k.id = r.key JOIN (SELECT q.id, (SELECT count(*) FROM session s WHERE s.run = q.id) AS sessions, "
     "(SELECT coalesce(max(number), 0) FROM session s WHERE s.run = q.id) AS last FROM run q) s ON s.id = r.id "
     "WHERE r.salt IS NOT NULL AND (r.session <> s.sessions OR r.session <> s.last)",
     go_back},
    {"world-sum",
     "SELECT format('the sums of world key \"%s\" in universe \"%s\" are wrong from position %d on', n.text, k.text, min(w.position)) FROM "
     "(SELECT universe, key, position, sum, sum(CASE kind WHEN 0 THEN value >> 32 ELSE 0 END) OVER adds AS high, "
     "sum(CASE kind WHEN 0 THEN value & 4294967295 ELSE 0 END) OVER adds AS low FROM world "
     "WINDOW adds AS (PARTITION BY universe, key ORDER BY position, seq)) w JOIN name n ON n.id = w.key "
     "JOIN universe u ON u.id = w.universe JOIN name k ON k.id = u.key WHERE " DIFFER("w.sum >> 32", "w.sum & 4294967295", "w.high",
                                                                                      "w.low") " "
                                                                                               "GROUP BY w.universe, w.key",
     go_back},
    {"late-sum",
     "SELECT format('the late sums of world key \"%s\" do not add up', n.text) FROM "
     "(SELECT universe, key, level, sum(sum >> 32) AS high, sum(sum & 4294967295) AS low FROM late_sum GROUP BY universe, key, level) s "
     "JOIN name n ON n.id = s.key LEFT JOIN (SELECT universe, key, sum(amount >> 32) AS high, sum(amount & 4294967295) AS low FROM late "
     "GROUP BY universe, key) l ON l.universe = s.universe AND l.key = s.key "
     "WHERE l.key IS NULL OR " DIFFER("s.high", "s.low", "l.high", "l.low"),
     go_back},
};

static enum ts_status ask(struct checking *checking, const struct question *question, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sql->db, question->sql, -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        const char *what = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        if (what && strcmp(what, "ok") != 0) say(checking, question->code, what, question->hint);
    }
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "checking", err);
    sqlite3_finalize(statement);
    return status;
}

// --- the chain of acts, computed again from the rows

enum { ACTS, VARS, MARKS, FAULTS, EVENTS, WORLD, STREAMS };

static const char *const streams[STREAMS] = {
    [ACTS] = "SELECT a.universe, a.seq, a.scene, a.session, a.at, a.choice, a.pick, a.tally, a.answer, r.key, a.turn, a.kind, a.position, "
             "coalesce(a.front, a.position), a.key, a.hash, r.salt, t.hash, k.text FROM act a LEFT JOIN run r ON r.id = a.run "
             "LEFT JOIN tombstone t ON t.universe = a.universe AND t.seq = a.seq LEFT JOIN universe u ON u.id = a.universe "
             "LEFT JOIN name k ON k.id = u.key ORDER BY a.universe, a.seq",
    [VARS] = "SELECT r.universe, v.seq, v.name, v.value FROM var v JOIN run r ON r.id = v.run ORDER BY 1, 2, 3",
    [MARKS] = "SELECT r.universe, m.seq, m.kind, m.id, m.pack FROM mark m JOIN run r ON r.id = m.run ORDER BY 1, 2, m.n",
    [FAULTS] = "SELECT r.universe, f.seq, f.pack, f.place, f.message FROM fault f JOIN run r ON r.id = f.run ORDER BY 1, 2, f.n",
    [EVENTS] = "SELECT universe, seq, action, consequences, major, place FROM event ORDER BY universe, seq, n",
    [WORLD] = "SELECT universe, seq, key, kind, value FROM world UNION ALL SELECT universe, seq, key, 0, amount FROM late ORDER BY 1, 2, 3",
};

struct rechain {
    struct checking *checking;
    struct sql_rows rows[STREAMS];
    struct sql_own own;
    int64_t universe;
    unsigned char hash[TS_HASH_SIZE]; // of the act before
    bool is_broken;                   // said of this universe
};

static enum ts_status chain_event(struct rechain *rechain, struct ts_err *err)
{
    struct sql_store *sql = rechain->checking->sql;
    sqlite3_stmt *row = rechain->rows[EVENTS].statement;
    ts_chain_tag(&sql->shared, 'e');
    enum ts_status status = ts_sql_chain_name(sql, &sql->shared, sqlite3_column_int64(row, 2), err);
    if (!status) status = ts_sql_chain_name(sql, &sql->shared, sqlite3_column_int64(row, 3), err);
    ts_chain_int(&sql->shared, sqlite3_column_int64(row, 4));
    return status ? status : ts_sql_chain_name(sql, &sql->shared, sqlite3_column_int64(row, 5), err);
}

static enum ts_status chain_write(struct rechain *rechain, struct ts_err *err)
{
    struct sql_store *sql = rechain->checking->sql;
    sqlite3_stmt *row = rechain->rows[WORLD].statement;
    struct ts_value value = ts_sql_column_value(row, 4);
    ts_chain_tag(&sql->shared, 'w');
    enum ts_status status = ts_sql_chain_name(sql, &sql->shared, sqlite3_column_int64(row, 2), err);
    ts_chain_int(&sql->shared, sqlite3_column_int64(row, 3));
    ts_chain_value(&sql->shared, value);
    ts_value_drop(&value);
    return status;
}

static enum ts_status chain_rows(struct rechain *rechain, int which, enum ts_status (*chain)(struct rechain *rechain, struct ts_err *err),
                                 int64_t universe, int64_t seq, struct ts_err *err)
{
    struct sql_store *sql = rechain->checking->sql;
    struct sql_rows *rows = &rechain->rows[which];
    bool has_row;
    enum ts_status status;
    while (!(status = ts_sql_rows_of(sql, rows, universe, seq, &has_row, err)) && has_row) {
        status = chain(rechain, err);
        if (!status) status = ts_sql_rows_next(sql, rows, err);
        if (status) break;
    }
    return status;
}

static enum ts_status chain_head(struct sql_store *sql, sqlite3_stmt *act, struct ts_err *err)
{
    struct ts_chain *shared = &sql->shared;
    shared->length = 0;
    ts_chain_int(shared, sqlite3_column_int64(act, 1));
    enum ts_status status = ts_sql_chain_name(sql, shared, sqlite3_column_int64(act, 9), err);
    for (int column = 10; column <= 14; column++) ts_chain_int(shared, sqlite3_column_int64(act, column));
    return status;
}

// A deleted run's acts are known by their tombstones.
static enum ts_status own_hash(struct rechain *rechain, sqlite3_stmt *act, unsigned char out[TS_HASH_SIZE], struct ts_err *err)
{
    const void *kept = sqlite3_column_blob(act, 17);
    if (!kept || sqlite3_column_bytes(act, 17) != TS_HASH_SIZE)
        return ts_sql_own_hash(&rechain->own, act, sqlite3_column_int64(act, 16), out, err);
    memcpy(out, kept, TS_HASH_SIZE);
    return TS_OK;
}

static enum ts_status rehash(struct rechain *rechain, sqlite3_stmt *act, unsigned char out[TS_HASH_SIZE], struct ts_err *err)
{
    struct sql_store *sql = rechain->checking->sql;
    int64_t universe = sqlite3_column_int64(act, 0), seq = sqlite3_column_int64(act, 1);
    unsigned char own[TS_HASH_SIZE];
    enum ts_status status = chain_head(sql, act, err);
    if (!status) status = own_hash(rechain, act, own, err);
    if (!status) status = chain_rows(rechain, EVENTS, chain_event, universe, seq, err);
    if (!status) status = chain_rows(rechain, WORLD, chain_write, universe, seq, err);
    ts_chain_bytes(&sql->shared, own, sizeof own);
    ts_hash_chain(rechain->hash, sql->shared.bytes, sql->shared.length, out);
    return status;
}

static void say_broken(struct rechain *rechain, sqlite3_stmt *act)
{
    struct ts_buffer what = {0};
    ts_buffer_add_format(&what, "act %lld of universe \"%s\" is not as it was written", (long long)sqlite3_column_int64(act, 1),
                         (const char *)sqlite3_column_text(act, 18));
    say(rechain->checking, "chain-broken", what.bytes, "somebody or something changed history: go back to a backup");
    ts_buffer_clear(&what);
    rechain->is_broken = true;
}

// Goes on from the stored hash, so that one change is one finding; only the first of a universe is said.
static enum ts_status check_act(struct rechain *rechain, struct ts_err *err)
{
    sqlite3_stmt *act = rechain->rows[ACTS].statement;
    const void *stored = sqlite3_column_blob(act, 15);
    unsigned char hash[TS_HASH_SIZE];
    if (sqlite3_column_int64(act, 0) != rechain->universe) {
        rechain->universe = sqlite3_column_int64(act, 0);
        memset(rechain->hash, 0, sizeof rechain->hash);
        rechain->is_broken = false;
    }
    enum ts_status status = rehash(rechain, act, hash, err);
    if (status) return status;
    bool is_same = stored && sqlite3_column_bytes(act, 15) == TS_HASH_SIZE && memcmp(hash, stored, TS_HASH_SIZE) == 0;
    if (!is_same && !rechain->is_broken) say_broken(rechain, act);
    memcpy(rechain->hash, is_same || !stored ? hash : stored, TS_HASH_SIZE);
    return ts_sql_rows_next(rechain->checking->sql, &rechain->rows[ACTS], err);
}

static enum ts_status check_chain(struct checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    struct rechain rechain = {.checking = checking, .own = {.sql = sql}};
    enum ts_status status = TS_OK;
    for (int i = 0; i < STREAMS && !status; i++) {
        if (sqlite3_prepare_v2(sql->db, streams[i], -1, &rechain.rows[i].statement, NULL) != SQLITE_OK)
            status = ts_sql_fail(sql, "checking", err);
        if (!status) status = ts_sql_rows_next(sql, &rechain.rows[i], err);
    }
    rechain.own.vars = rechain.rows[VARS];
    rechain.own.marks = rechain.rows[MARKS];
    rechain.own.faults = rechain.rows[FAULTS];
    while (!status && rechain.rows[ACTS].has_row) status = check_act(&rechain, err);
    for (int i = 0; i < STREAMS; i++) sqlite3_finalize(rechain.rows[i].statement);
    return status;
}

// --- names by their hashes

static enum ts_status check_names(struct checking *checking, struct ts_err *err)
{
    struct sql_store *sql = checking->sql;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sql->db, "SELECT id, text, salt, hash FROM name WHERE text IS NOT NULL", -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code != SQLITE_ROW) break;
        const char *text = (const char *)sqlite3_column_text(statement, 1);
        int64_t hash = ts_sql_name_hash(sqlite3_column_int64(statement, 2), text, (size_t)sqlite3_column_bytes(statement, 1));
        if (hash != sqlite3_column_int64(statement, 3))
            say(checking, "name-changed", text, "a name or text was changed after it was written: go back to a backup");
    }
    enum ts_status status = code == SQLITE_DONE ? TS_OK : ts_sql_fail(sql, "checking", err);
    sqlite3_finalize(statement);
    return status;
}

static enum ts_status check_all(struct checking *checking, struct ts_err *err)
{
    const struct question pages = {"damaged", "PRAGMA integrity_check(20)", go_back};
    enum ts_status status = ask(checking, &pages, err);
    if (status || checking->found) return status;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && !status; i++) status = ask(checking, &questions[i], err);
    if (!status) status = check_names(checking, err);
    return status ? status : check_chain(checking, err);
}

// Damage that stops the reading is a finding too.
enum ts_status ts_sql_check(struct ts_store *store, ts_each_finding *each, void *self, struct ts_err *err)
{
    struct checking checking = {.sql = ts_sql(store), .each = each, .self = self};
    struct ts_err why = {0};
    enum ts_status status = check_all(&checking, &why);
    if (status == TS_DATA) {
        say(&checking, "damaged", why.message, go_back);
        return TS_OK;
    }
    return status ? ts_err_set(err, status, "%s", why.message) : TS_OK;
}
