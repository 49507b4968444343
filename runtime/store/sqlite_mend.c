// sqlite_mend.c - a store made of what was left of another: what lost rows were referred to for is made up, or let go
//
// A lost name must not take its run along, nor a lost run the world that others share: names, players, characters and universes are made up
// as far as nothing is known of them, acts and events of lost runs become nobody's, and only what is part of a lost run goes with it.
#include "store/sqlite.h"

#include <string.h>

// Names of which only the text is known get their hash; those that somebody must be able to type get a text. The others stay without, as
// erased ones are; a name that was erased has its hash.
static const char names[] =
    "UPDATE OR IGNORE name SET text = 'lost-' || id WHERE text IS NULL AND hash = 0 AND id IN (SELECT key FROM run UNION ALL SELECT story FROM run "
    "UNION ALL SELECT id FROM player UNION ALL SELECT key FROM universe UNION ALL SELECT story FROM completion);"
    "UPDATE name SET salt = 0, hash = name_hash(text) WHERE text IS NOT NULL AND hash = 0;"
    "INSERT OR IGNORE INTO version(number, at) VALUES (1, 0), (2, 0), (3, 0), (4, 0), (5, 0);";

static const char people[] =
    "INSERT OR IGNORE INTO player(id, created_at) SELECT player, min(created_at) FROM run WHERE player IS NOT NULL GROUP BY player;"
    "INSERT OR IGNORE INTO player(id, created_at) SELECT player, min(at) FROM completion GROUP BY player;"
    "INSERT OR IGNORE INTO player(id, created_at) SELECT player, min(at) FROM \"unlock\" GROUP BY player;"
    "INSERT OR IGNORE INTO player(id, created_at) SELECT player, at FROM care;"
    "INSERT OR IGNORE INTO player(id, created_at) SELECT player, min(at) FROM kept GROUP BY player;"
    "INSERT OR IGNORE INTO character(id) SELECT character FROM run WHERE character IS NOT NULL;";

// Behind the names that are referred to, so that the new one's number is nobody else's.
static const char universes[] =
    "CREATE TEMP TABLE lost AS SELECT DISTINCT universe AS id FROM run WHERE universe NOT IN (SELECT id FROM universe);"
    "INSERT OR IGNORE INTO name(text, hash) SELECT 'lost-universe-' || id, 0 FROM temp.lost;"
    "INSERT OR IGNORE INTO universe(id, key, live, created_at) SELECT id, (SELECT id FROM name WHERE text = 'lost-universe-' || lost.id), 1, 0 "
    "FROM temp.lost;"
    "DROP TABLE temp.lost;";

// A universe goes on behind its last act. Where that one is lost but others know of it, another stands in its place, or what is played next
// would get the numbers of rows that are there.
static const char ends[] =
    "INSERT INTO act(universe, seq, turn, kind, position, key, hash) SELECT universe, max(seq), 0, 11, max(position), 0, zeroblob(16) FROM ("
    "SELECT universe, seq, position, 0 AS is_own FROM run UNION ALL SELECT parent, fork_seq, fork_position, 0 FROM universe WHERE parent IS NOT NULL "
    "UNION ALL SELECT universe, max(seq), max(position), 0 FROM world GROUP BY universe "
    "UNION ALL SELECT universe, max(seq), max(position), 0 FROM late GROUP BY universe "
    "UNION ALL SELECT universe, max(seq), max(position), 0 FROM event GROUP BY universe "
    "UNION ALL SELECT universe, max(seq), 0, 0 FROM claim GROUP BY universe UNION ALL SELECT universe, max(seq), 0, 0 FROM merge GROUP BY universe "
    "UNION ALL SELECT r.universe, max(v.seq), 0, 0 FROM var v JOIN run r ON r.id = v.run GROUP BY r.universe "
    "UNION ALL SELECT r.universe, max(m.seq), 0, 0 FROM mark m JOIN run r ON r.id = m.run GROUP BY r.universe "
    "UNION ALL SELECT r.universe, max(f.seq), 0, 0 FROM fault f JOIN run r ON r.id = f.run GROUP BY r.universe "
    "UNION ALL SELECT r.universe, max(p.seq), 0, 0 FROM run_pack p JOIN run r ON r.id = p.run GROUP BY r.universe "
    "UNION ALL SELECT universe, max(seq), max(coalesce(front, position)), 1 FROM act GROUP BY universe) GROUP BY universe "
    "HAVING max(seq) > coalesce(max(seq) FILTER (WHERE is_own), -1)";

static void name_hash(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    sqlite3_result_int64(context, ts_sql_name_hash(0, text, (size_t)sqlite3_value_bytes(values[0])));
}

static struct ts_salvaged *find_table(struct ts_salvaged_tables *tables, const char *name)
{
    for (int i = 0; i < tables->count; i++)
        if (!strcmp(tables->tables[i].table, name)) return &tables->tables[i];
    return NULL;
}

static enum ts_status run(struct sql_new *new, const char *words, struct ts_err *err)
{
    return sqlite3_exec(new->db, words, NULL, NULL, NULL) == SQLITE_OK ? TS_OK : ts_sql_new_fail(new, err);
}

// Of each reference that `which` picks, what is to be done to the rows whose other end is lost, as SQL; `changed` counts rows.
static enum ts_status each_reference(struct sql_new *new, struct ts_salvaged_tables *tables, const char *which, int64_t *changed, struct ts_err *err)
{
    sqlite3_stmt *each = NULL;
    enum ts_status status = TS_OK;
    int code = sqlite3_prepare_v2(new->db, which, -1, &each, NULL);
    *changed = 0;
    while (!status && code == SQLITE_OK && sqlite3_step(each) == SQLITE_ROW) {
        struct ts_salvaged *table = find_table(tables, (const char *)sqlite3_column_text(each, 1));
        status = run(new, (const char *)sqlite3_column_text(each, 0), err);
        *changed += sqlite3_changes(new->db);
        if (table && sqlite3_column_int(each, 2)) {
            table->rows -= sqlite3_changes(new->db);
            table->dropped += sqlite3_changes(new->db);
        }
    }
    sqlite3_finalize(each);
    return code == SQLITE_OK ? status : ts_sql_new_fail(new, err);
}

#define REFERENCES "FROM sqlite_schema m, pragma_foreign_key_list(m.name) f, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = f.\"from\""

static enum ts_status make_names(struct sql_new *new, struct ts_salvaged_tables *tables, struct ts_err *err)
{
    static const char which[] = "SELECT printf('INSERT OR IGNORE INTO name(id, hash) SELECT DISTINCT \"%w\", 0 FROM \"%w\" WHERE \"%w\" IS NOT NULL', "
                                "f.\"from\", m.name, f.\"from\"), m.name, 0 " REFERENCES " AND f.\"table\" = 'name'";
    int64_t changed;
    return each_reference(new, tables, which, &changed, err);
}

// The column is emptied where it may be, else the row goes, until nothing refers to what is lost. (NULL is "not in" an empty table.)
static enum ts_status let_go(struct sql_new *new, struct ts_salvaged_tables *tables, struct ts_err *err)
{
    static const char which[] = "SELECT printf(iif(c.\"notnull\" OR c.pk, 'DELETE FROM \"%w\" WHERE \"%w\" ', 'UPDATE \"%w\" SET \"%w\" = NULL WHERE \"%w\" ') || "
                                "'NOT IN (SELECT id FROM \"%w\")', m.name, f.\"from\", iif(c.\"notnull\" OR c.pk, f.\"table\", f.\"from\"), "
                                "f.\"table\") || printf(' AND \"%w\" IS NOT NULL', f.\"from\"), m.name, c.\"notnull\" OR c.pk " REFERENCES;
    int64_t changed = 1;
    enum ts_status status = TS_OK;
    while (!status && changed) status = each_reference(new, tables, which, &changed, err);
    return status;
}

static enum ts_status count(struct sql_new *new, struct ts_salvaged *table, struct ts_err *err)
{
    struct ts_buffer words = {0};
    sqlite3_stmt *asked = NULL;
    ts_buffer_add_format(&words, "SELECT count(*) FROM \"%s\"", table->table);
    bool done = sqlite3_prepare_v2(new->db, words.bytes, -1, &asked, NULL) == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW;
    if (done) table->made = sqlite3_column_int64(asked, 0) - table->rows;
    sqlite3_finalize(asked);
    ts_buffer_clear(&words);
    return done ? TS_OK : ts_sql_new_fail(new, err);
}

enum ts_status ts_sql_mend(struct sql_new *new, struct ts_salvaged_tables *tables, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    if (sqlite3_create_function(new->db, "name_hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, name_hash, NULL, NULL) != SQLITE_OK)
        status = ts_sql_new_fail(new, err);
    if (!status) status = run(new, people, err);
    if (!status) status = make_names(new, tables, err);
    if (!status) status = run(new, universes, err);
    if (!status) status = let_go(new, tables, err);
    if (!status) status = run(new, ends, err);
    if (!status) status = run(new, names, err);
    for (int i = 0; i < tables->count && !status; i++) status = count(new, &tables->tables[i], err);
    return status;
}
