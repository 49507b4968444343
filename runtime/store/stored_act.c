// stored_act.c - what every driver decides and writes alike about an act
#include "store/stored_act.h"

#include <inttypes.h>

#include "base/canon.h"

// A run that was to open its universe, computed before somebody else did.
static enum ts_status judge_universe(const struct ts_stand *stand, const struct ts_changeset *changes, struct ts_err *err)
{
    if (changes->run->universe_row || !stand->universe_row) return TS_OK;
    return ts_err_set(err, TS_CONFLICT, "universe \"%s\" was begun meanwhile: start the run again",
                      ts_act_name(changes, changes->run->universe));
}

static enum ts_status judge_start(const struct ts_stand *stand, const struct ts_changeset *changes, bool *already, struct ts_err *err)
{
    const char *id = ts_act_name(changes, changes->run->id);
    if (!stand->exists) return judge_universe(stand, changes, err);
    if (stand->is_deleted) return ts_err_set(err, TS_REFUSED, "run id \"%s\" belonged to a run that was deleted: choose another id", id);
    if (stand->turn_key == changes->key) {
        *already = true;
        return TS_OK;
    }
    return ts_err_set(err, TS_REFUSED, "run id \"%s\" is taken: choose another id, or resume that run", id);
}

// A branch makes a universe of its own, and with a story a run.
static enum ts_status judge_branch(const struct ts_stand *stand, const struct ts_changeset *changes, bool *already, struct ts_err *err)
{
    const char *universe = ts_act_name(changes, changes->run->universe);
    if (changes->run->story && stand->exists) {
        if (stand->is_deleted || stand->last_key != changes->key) return judge_start(stand, changes, already, err);
        *already = true;
        return TS_OK;
    }
    if (!stand->universe_row) return TS_OK;
    return ts_err_set(err, TS_REFUSED, "universe id \"%s\" is taken: choose another id", universe);
}

static bool is_before(const struct ts_stand *stand, const struct ts_head *before)
{
    return stand->turn == before->turn && stand->state == before->state && stand->session == before->session &&
           stand->told == before->told && stand->position == before->position;
}

static enum ts_status judge_head(const struct ts_stand *stand, const struct ts_changeset *changes, bool *already, struct ts_err *err)
{
    const char *id = ts_act_name(changes, changes->run->id);
    if (!stand->exists || stand->is_deleted)
        return ts_err_set(err, TS_DATA, "unknown run \"%s\": `turnstone runs` lists those there are", id);
    if (changes->kind == TS_ACT_TURN && stand->turn_key) {
        if (stand->turn_key == changes->key) {
            *already = true;
            return TS_OK;
        }
        return ts_err_set(err, TS_REFUSED,
                          "turn %" PRId64 " of run \"%s\" was already taken with another choice: resume the run to see where it stands",
                          changes->turn, id);
    }
    if (changes->kind != TS_ACT_TURN && stand->last_key == changes->key) {
        *already = true;
        return TS_OK;
    }
    if (!is_before(stand, &changes->before))
        return ts_err_set(err, TS_CONFLICT,
                          "run \"%s\" has moved on: it stands at turn %" PRId64 " of session %" PRIu32 " and is %s; resume it", id,
                          stand->turn, stand->session, ts_run_state_name(stand->state));
    return TS_OK;
}

enum ts_status ts_stand_judge(const struct ts_stand *stand, const struct ts_changeset *changes, bool *already, struct ts_err *err)
{
    enum ts_status status;
    *already = false;
    switch (changes->kind) {
    case TS_ACT_START: status = judge_start(stand, changes, already, err); break;
    case TS_ACT_BRANCH: return judge_branch(stand, changes, already, err); // the past that it starts from does not change
    case TS_ACT_MERGE: status = TS_OK; break;
    default: status = judge_head(stand, changes, already, err); break;
    }
    if (status || *already) return status;
    if (changes->has_read_world && stand->universe_seq != changes->base_seq)
        return ts_err_set(err, TS_CONFLICT, "universe \"%s\" has moved on: it stands at act %" PRId64,
                          ts_act_name(changes, changes->run->universe), stand->universe_seq);
    return TS_OK;
}

enum ts_status ts_claims_judge(const struct ts_world *world, const struct ts_changeset *changes, struct ts_err *err)
{
    for (uint32_t i = 0; i < changes->claim_count; i++) {
        bool claimed = false;
        enum ts_status status = TS_OK;
        if (changes->run->universe_row)
            status = world->is_claimed(world->self, changes->run->universe_row, changes->claims[i], &claimed, err);
        for (uint32_t n = 0; n < i && !claimed; n++) claimed = changes->claims[n] == changes->claims[i];
        if (status) return status;
        if (claimed)
            return ts_err_set(err, TS_CONFLICT, "\"%s\" was claimed already in universe \"%s\": it exists once there",
                              ts_act_name(changes, changes->claims[i]), ts_act_name(changes, changes->run->universe));
    }
    return TS_OK;
}

const char *ts_act_session_end(const struct ts_changeset *changes)
{
    switch (changes->run->head.state) {
    case TS_COMPLETED: return "completed";
    case TS_ABANDONED: return "abandoned";
    default: return "paused";
    }
}

void ts_act_fault_where(const struct ts_changeset *changes, const struct ts_fault *fault, struct ts_buffer *out)
{
    ts_buffer_add_text(out, ts_act_name(changes, fault->place.file));
    if (fault->place.line) ts_buffer_add_format(out, ":%u", (unsigned)fault->place.line);
}

ts_symbol ts_act_pack(const struct ts_changeset *changes, uint32_t pack)
{
    return pack < changes->content->pack_count ? changes->content->packs[pack].name : 0;
}

static void add_choice(const struct ts_changeset *changes, const struct ts_shown_choice *choice, struct ts_buffer *out)
{
    const char *words = changes->shown.words.bytes;
    ts_buffer_add_text(out, "{\"id\":");
    ts_canon_add_text(out, ts_act_name(changes, choice->id), ts_symbol_length(changes->content->symbols, choice->id));
    ts_buffer_add_text(out, ",\"label\":");
    ts_canon_add_text(out, words ? words + choice->label : "", choice->label_length);
    ts_buffer_add_text(out, choice->locked ? ",\"locked\":true" : ",\"locked\":false");
    if (choice->reason_length) {
        ts_buffer_add_text(out, ",\"reason\":");
        ts_canon_add_text(out, words + choice->reason, choice->reason_length);
    }
    ts_buffer_add_byte(out, '}');
}

void ts_act_choices(const struct ts_changeset *changes, struct ts_buffer *out)
{
    ts_buffer_add_byte(out, '[');
    for (uint32_t i = 0; i < changes->shown.choice_count; i++) {
        if (i) ts_buffer_add_byte(out, ',');
        add_choice(changes, &changes->shown.choices[i], out);
    }
    ts_buffer_add_byte(out, ']');
}
