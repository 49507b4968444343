// sql_rights.c - what a role of a database server needs, told in SQL: by the tables there are, and by what the statements do to them
//
// So there is no list of rights beside the statements that need them: each statement says itself which table it adds to, deletes from, or
// of which columns it changes. All of them may read all there is.
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "store/sql_statements.h"
#include "store/store.h"
#include "store/tables.h"

enum { WORD = 64, ROLE_MAX = 63 }; // a role's bytes, as PostgreSQL takes them

struct rights { // of a table
    bool adds, deletes;
    bool changes[TS_COLUMNS_MAX];
};

// The word that stands behind `at`, as statements have them: bare, or in quotes. "": something else stands there.
static const char *take_word(const char *at, char out[WORD])
{
    at += strspn(at, " \"");
    size_t length = strcspn(at, " \"(=,$");
    if (length >= WORD) length = 0;
    memcpy(out, at, length);
    out[length] = '\0';
    return at + length;
}

static const struct ts_table *take_table(const struct ts_tables *tables, const char *at)
{
    char name[WORD];
    take_word(at, name);
    return ts_tables_find(tables, name, strlen(name));
}

static const char *find_condition(const char *words) // the last one; those before are inside of brackets
{
    const char *found = NULL;
    for (const char *at = words; (at = strstr(at, " WHERE ")); at++) found = at;
    return found ? found : words + strlen(words);
}

// "name = $1, stack = NULL, turns = $2 - first_turn + 1 WHERE": each column that stands bare before a sign, up to the condition.
static void take_changes(const struct ts_table *table, const char *at, struct rights *rights)
{
    const char *end = find_condition(at);
    for (const char *sign = at; (sign = strstr(sign, " = ")) && sign < end; sign += 3)
        for (int i = 0; i < table->count; i++) {
            size_t length = strlen(table->columns[i].name);
            const char *last = sign[-1] == '"' ? sign - 1 : sign, *first = last - length;
            if (first > at && strchr(" \"", first[-1]) && memcmp(first, table->columns[i].name, length) == 0) rights->changes[i] = true;
        }
}

static void take_statement(const struct ts_tables *tables, const char *words, struct rights *rights)
{
    static const char adds[] = "INSERT INTO ", changes[] = "UPDATE ", deletes[] = "DELETE FROM ", sets[] = " SET ";
    const char *set = strstr(words, sets);
    bool is_adding = strncmp(words, adds, sizeof adds - 1) == 0, is_changing = strncmp(words, changes, sizeof changes - 1) == 0;
    bool is_deleting = strncmp(words, deletes, sizeof deletes - 1) == 0;
    if (!is_adding && !is_changing && !is_deleting) return;
    const struct ts_table *table = take_table(tables, words + (is_adding ? sizeof adds : is_changing ? sizeof changes : sizeof deletes) - 1);
    if (!table) return; // no table of the store's: whoever made it may do so
    struct rights *of = &rights[table - tables->items];
    of->adds |= is_adding;
    of->deletes |= is_deleting;
    if (set) take_changes(table, set + sizeof sets - 2, of);
}

// --- as SQL

static void add_quoted(struct ts_buffer *out, const char *name)
{
    ts_buffer_add_byte(out, '"');
    for (; *name; name++) {
        if (*name == '"') ts_buffer_add_byte(out, '"');
        ts_buffer_add_byte(out, *name);
    }
    ts_buffer_add_byte(out, '"');
}

// Taking from who owns the tables would leave nobody with the right to it. The role stands in a literal inside of one.
static void add_guard(struct ts_buffer *out, const char *role)
{
    ts_buffer_add_text(out, "DO 'BEGIN IF pg_has_role(''");
    for (; *role; role++) {
        if (*role == '\'') ts_buffer_add_text(out, "'''");
        ts_buffer_add_byte(out, *role);
    }
    ts_buffer_add_text(out, "'', (SELECT nspowner FROM pg_namespace WHERE nspname = ''turnstone''), ''USAGE'') THEN "
                            "RAISE EXCEPTION ''this role may do all that the owner of the tables may: name one that is to do less''; END IF; END';\n");
}

static void add_line(struct ts_buffer *out, const char *before, const char *role)
{
    ts_buffer_add_text(out, before);
    add_quoted(out, role);
    ts_buffer_add_text(out, ";\n");
}

static void add_columns(struct ts_buffer *out, const struct ts_table *table, const struct rights *rights)
{
    const char *before = "(";
    for (int i = 0; i < table->count; i++) {
        if (!rights->changes[i]) continue;
        ts_buffer_add_text(out, before);
        add_quoted(out, table->columns[i].name);
        before = ", ";
    }
    ts_buffer_add_byte(out, ')');
}

static void add_table(struct ts_buffer *out, const struct ts_table *table, const struct rights *rights, const char *role)
{
    bool changes = memchr(rights->changes, true, sizeof rights->changes) != NULL;
    const char *before = "GRANT ";
    if (rights->adds) ts_buffer_add_format(out, "%sINSERT", before), before = ", ";
    if (rights->deletes) ts_buffer_add_format(out, "%sDELETE", before), before = ", ";
    if (changes) {
        ts_buffer_add_format(out, "%sUPDATE ", before);
        add_columns(out, table, rights);
        before = ", ";
    }
    if (*before == 'G') return;
    ts_buffer_add_text(out, " ON turnstone.");
    add_quoted(out, table->name);
    add_line(out, " TO ", role);
}

static void add_writing(struct ts_buffer *out, const struct ts_tables *tables, enum ts_granted granted, const char *role)
{
    struct rights *rights = ts_memory_get((size_t)tables->count * sizeof *rights);
    memset(rights, 0, (size_t)tables->count * sizeof *rights);
    for (int which = 0; which < (granted == TS_GRANT_KEEPER ? SQL_COUNT : SQL_KEEPING); which++)
        take_statement(tables, ts_sql_statements[which], rights);
    add_line(out, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA turnstone TO ", role);
    for (int i = 0; i < tables->count; i++) add_table(out, &tables->items[i], &rights[i], role);
    free(rights);
}

static bool is_role(const char *role)
{
    size_t length = strlen(role);
    for (const char *at = role; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127) return false;
    return length > 0 && length <= ROLE_MAX;
}

enum ts_status ts_store_grant_words(const char *role, enum ts_granted granted, struct ts_buffer *out, struct ts_err *err)
{
    struct ts_tables tables = {0};
    if (!is_role(role)) return ts_err_set(err, TS_USAGE, "a role's name has 1 to %d bytes and no control characters: name one that `CREATE ROLE` made", ROLE_MAX);
    enum ts_status status = ts_tables_load(&tables, err);
    if (status) return status;
    ts_buffer_add_text(out, "BEGIN;\n");
    add_guard(out, role);
    add_line(out, "REVOKE ALL ON ALL TABLES IN SCHEMA turnstone FROM ", role); // of an older version, or of another kind
    add_line(out, "REVOKE ALL ON ALL SEQUENCES IN SCHEMA turnstone FROM ", role);
    add_line(out, "REVOKE ALL ON SCHEMA turnstone FROM ", role);
    add_line(out, "GRANT USAGE ON SCHEMA turnstone TO ", role);
    add_line(out, "GRANT SELECT ON ALL TABLES IN SCHEMA turnstone TO ", role);
    if (granted != TS_GRANT_READER) add_writing(out, &tables, granted, role);
    ts_buffer_add_text(out, "COMMIT;\n");
    ts_tables_clear(&tables);
    return TS_OK;
}
