// sql_part.c - the parts of an act: variables, events, world writes, marks, faults, claims, counts
//
// What is written also goes into the chains; rows that are read back in order of their names' ids are chained in that order.
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

#include "store/stored_act.h"

// --- variables

struct var_row {
    struct sql_name name;
    struct ts_value value;
};

struct var_rows {
    struct sql_act *act;
    struct var_row *rows;
    uint32_t count;
};

// In the order of their names' ids; of one name the first.
static void add_var(struct var_rows *rows, ts_symbol owner, ts_symbol name, struct ts_value value)
{
    struct sql_act *act = rows->act;
    struct var_row row = {.value = value};
    uint32_t place = rows->count, after;
    if (act->status) return;
    act->status = ts_sql_name(act->sql, ts_sql_var_name(act->sql, owner, name), &row.name, act->err);
    while (place > 0 && rows->rows[place - 1].name.id > row.name.id) place--;
    if (act->status || (place > 0 && rows->rows[place - 1].name.id == row.name.id)) return;
    for (after = rows->count++; after > place; after--) rows->rows[after] = rows->rows[after - 1];
    rows->rows[place] = row;
}

static void collect_var(void *self, uint32_t slot, struct ts_value now)
{
    struct var_rows *rows = self;
    const struct ts_var *var = ts_content_var(rows->act->changes->content, rows->act->changes->run->story, slot);
    add_var(rows, var->owner, var->name, now);
}

static void collect_gone(struct var_rows *rows)
{
    const struct ts_changeset *changes = rows->act->changes;
    for (uint32_t i = 0; i < changes->gone_count; i++) add_var(rows, changes->gone[i].owner, changes->gone[i].name, (struct ts_value){.type = TS_NIL});
}

static enum ts_status write_kept(struct sql_act *act, const struct var_row *row, struct ts_value kept)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_VAR_ADD);
    ts_chain_tag(&act->sql->own, 'v');
    ts_chain_name(&act->sql->own, row->name.hash);
    ts_chain_value(&act->sql->own, kept);
    if (act->is_proof) return TS_OK;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, row->name.id);
    ts_sql_int(statement, 3, act->seq);
    ts_sql_value(statement, 4, kept);
    return ts_sql_run(act->sql, SQL_VAR_ADD, act->err);
}

static enum ts_status write_var(struct sql_act *act, const struct var_row *row)
{
    struct ts_value kept;
    enum ts_status status = ts_sql_value_kept(act->sql, row->value, &kept, act->err);
    if (!status) status = write_kept(act, row, kept);
    ts_value_drop(&kept);
    return status;
}

enum ts_status ts_sql_write_vars(struct sql_act *act)
{
    struct var_row few[16];
    struct var_rows rows = {.act = act, .rows = few};
    size_t most = (size_t)act->changes->var_count + act->changes->gone_count;
    if (most > sizeof few / sizeof *few) rows.rows = ts_memory_get(most * sizeof *rows.rows);
    ts_changeset_each_var(act->changes, collect_var, &rows);
    collect_gone(&rows);
    for (uint32_t i = 0; i < rows.count && !act->status; i++) act->status = write_var(act, &rows.rows[i]);
    if (rows.rows != few) free(rows.rows);
    return act->status;
}

// --- marks and faults

enum ts_status ts_sql_write_marks(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_MARK_ADD);
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < act->changes->mark_count && !status; i++) {
        const struct ts_mark *mark = &act->changes->marks[i];
        struct sql_name id, pack = {0};
        status = ts_sql_name(act->sql, mark->id, &id, act->err);
        if (!status) status = ts_sql_name(act->sql, ts_act_pack(act->changes, mark->pack), &pack, act->err);
        if (status) return status;
        ts_chain_tag(&act->sql->own, 'm');
        ts_chain_int(&act->sql->own, mark->kind);
        ts_chain_name(&act->sql->own, id.hash);
        ts_chain_name(&act->sql->own, pack.hash);
        if (act->is_proof) continue;
        ts_sql_int(statement, 1, act->run->row);
        ts_sql_int(statement, 2, act->seq);
        ts_sql_int(statement, 3, i);
        ts_sql_int(statement, 4, act->changes->turn);
        ts_sql_int(statement, 5, mark->kind);
        ts_sql_int(statement, 6, id.id);
        ts_sql_id(statement, 7, pack.id);
        status = ts_sql_run(act->sql, SQL_MARK_ADD, act->err);
    }
    return status;
}

static enum ts_status write_fault(struct sql_act *act, uint32_t n, const struct ts_fault *fault, const struct ts_buffer *where)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_FAULT_ADD);
    const char *message = fault->message ? fault->message : "";
    struct sql_name pack;
    enum ts_status status = ts_sql_name(act->sql, ts_act_pack(act->changes, fault->pack), &pack, act->err);
    if (status) return status;
    ts_chain_tag(&act->sql->own, 'f');
    ts_chain_name(&act->sql->own, pack.hash);
    ts_chain_bytes(&act->sql->own, where->bytes, where->length);
    ts_chain_bytes(&act->sql->own, message, strlen(message));
    if (act->is_proof) return TS_OK;
    ts_sql_int(statement, 1, act->run->row);
    ts_sql_int(statement, 2, act->seq);
    ts_sql_int(statement, 3, n);
    ts_sql_int(statement, 4, act->changes->turn);
    ts_sql_id(statement, 5, pack.id);
    ts_sql_text(statement, 6, where->bytes, where->length);
    ts_sql_text(statement, 7, message, strlen(message));
    return ts_sql_run(act->sql, SQL_FAULT_ADD, act->err);
}

enum ts_status ts_sql_write_faults(struct sql_act *act)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < act->changes->fault_count && !status; i++) {
        struct ts_buffer where = {0};
        ts_buffer_add_text(&where, "");
        ts_act_fault_where(act->changes, &act->changes->faults[i], &where);
        status = write_fault(act, i, &act->changes->faults[i], &where);
        ts_buffer_clear(&where);
    }
    return status;
}

// --- events

struct event_names {
    struct sql_name action, consequences, place, care;
    bool has_care;
};

static enum ts_status write_event(struct sql_act *act, uint32_t n, bool major, const struct event_names *names)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_EVENT_ADD);
    struct ts_chain *shared = &act->sql->shared;
    ts_chain_tag(shared, 'e');
    ts_chain_name(shared, names->action.hash);
    ts_chain_name(shared, names->consequences.hash);
    ts_chain_int(shared, major);
    ts_chain_name(shared, names->place.hash);
    if (names->has_care) ts_chain_tag(shared, 'r'), ts_chain_name(shared, names->care.hash);
    if (act->is_proof) return TS_OK;
    ts_sql_int(statement, 1, act->universe->row);
    ts_sql_int(statement, 2, act->position);
    ts_sql_int(statement, 3, act->seq);
    ts_sql_int(statement, 4, n);
    ts_sql_id(statement, 5, act->run ? act->run->row : 0);
    ts_sql_id(statement, 6, names->action.id);
    ts_sql_id(statement, 7, names->consequences.id);
    ts_sql_bool(statement, 8, major);
    ts_sql_id(statement, 9, names->place.id);
    ts_sql_id(statement, 10, names->care.id);
    return ts_sql_run(act->sql, SQL_EVENT_ADD, act->err);
}

enum ts_status ts_sql_write_events(struct sql_act *act)
{
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < act->changes->event_count && !status; i++) {
        const struct ts_event_record *event = &act->changes->events[i];
        struct event_names names = {.has_care = event->care != 0};
        status = ts_sql_name_of_text(act->sql, event->action, &names.action, act->err);
        if (!status) status = ts_sql_name_of_text(act->sql, event->consequences, &names.consequences, act->err);
        if (!status) status = ts_sql_name(act->sql, event->place, &names.place, act->err);
        if (!status) status = ts_sql_name(act->sql, event->care, &names.care, act->err);
        if (!status) status = write_event(act, i, event->major || act->changes->is_major, &names);
    }
    return status;
}

// --- claims

enum ts_status ts_sql_write_claims(struct sql_act *act)
{
    struct sql_statement *statement = ts_sql_of(act->sql, SQL_CLAIM_ADD);
    enum ts_status status = TS_OK;
    for (uint32_t i = 0; i < act->changes->claim_count && !status; i++) {
        struct sql_name key;
        status = ts_sql_name(act->sql, act->changes->claims[i], &key, act->err);
        if (status) return status;
        ts_sql_int(statement, 1, act->universe->row);
        ts_sql_int(statement, 2, key.id);
        ts_sql_int(statement, 3, act->seq);
        status = ts_sql_run(act->sql, SQL_CLAIM_ADD, act->err);
    }
    return status;
}

// --- counts

static bool takes(ts_symbol *symbols, uint32_t *count, ts_symbol symbol)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (symbols[i] != symbol) continue;
        symbols[i] = symbols[--*count];
        return true;
    }
    return false;
}

// A turn's row tells its scene and choice: the scene, the choice and the choice's bare name count one each.
static bool is_plain_tally(struct sql_act *act)
{
    const struct ts_changeset *changes = act->changes;
    ts_symbol told[3];
    uint32_t count = 0;
    if (!ts_act_is_turn(changes)) return changes->tally_count == 0;
    if (changes->run->head.scene) told[count++] = changes->run->head.scene->full;
    if (changes->choice) {
        ts_symbol bare = ts_sql_bare(act->sql, changes->choice->full);
        told[count++] = changes->choice->full;
        if (bare) told[count++] = bare;
    }
    if (changes->tally_count != count) return false;
    for (uint32_t i = 0; i < changes->tally_count; i++)
        if (!takes(told, &count, changes->tallies[i].symbol)) return false;
    return true;
}

// What a migration moved: each name with what it counts from now on.
static enum ts_status add_moved(struct sql_act *act, ts_symbol symbol, struct ts_buffer *out)
{
    struct ts_tally tally = ts_run_tally(act->changes->run, symbol);
    struct sql_name name;
    enum ts_status status = ts_sql_name(act->sql, symbol, &name, act->err);
    ts_buffer_add_format(out, out->length ? " %lld %u %u" : "%lld %u %u", (long long)name.id, (unsigned)tally.count, (unsigned)tally.turn);
    return status;
}

static enum ts_status add_counted(struct sql_act *act, ts_symbol symbol, struct ts_buffer *out)
{
    struct sql_name name;
    enum ts_status status = ts_sql_name(act->sql, symbol, &name, act->err);
    ts_buffer_add_format(out, out->length ? " %lld" : "%lld", (long long)name.id);
    return status;
}

enum ts_status ts_sql_tally_text(struct sql_act *act, struct ts_buffer *out, bool *is_plain)
{
    enum ts_status status = TS_OK;
    *is_plain = is_plain_tally(act);
    if (*is_plain) return TS_OK;
    ts_buffer_add_text(out, "");
    for (uint32_t i = 0; i < act->changes->tally_count && !status; i++) {
        ts_symbol symbol = act->changes->tallies[i].symbol;
        status = act->changes->kind == TS_ACT_MIGRATE ? add_moved(act, symbol, out) : add_counted(act, symbol, out);
    }
    return status;
}
