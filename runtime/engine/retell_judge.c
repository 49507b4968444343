// retell_judge.c - is an act that was computed again what is stored of it, and if not, what is otherwise
#include <inttypes.h>
#include <string.h>

#include "engine/edition.h"
#include "engine/replaying.h"
#include "engine/retell.h"

enum { LINES_MAX = 3 }; // differences told of a run

ts_symbol ts_retell_end_of(const struct ts_retelling *retelling, const struct ts_run *run)
{
    struct ts_symbols *symbols = retelling->engine->symbols;
    const struct ts_scene *scene = run->head.scene;
    struct ts_buffer words = {0};
    if (!scene || !scene->ending || run->head.state == TS_ACTIVE) return scene ? scene->full : 0;
    ts_buffer_add_format(&words, "%s/%s", ts_symbol_text(symbols, run->story->id), ts_symbol_text(symbols, scene->ending));
    ts_symbol ending = ts_symbol_add(symbols, words.bytes, words.length);
    ts_buffer_clear(&words);
    return ending;
}

void ts_retell_differ(struct ts_retelling *retelling, const char *why)
{
    struct ts_told_run *run = retelling->run;
    run->result = TS_RETOLD_DIFFERENT;
    run->turn = retelling->act.act.turn;
    run->seq = retelling->act.act.seq;
    ts_buffer_add(&run->why, why, strcspn(why, "\n"));
}

// --- what differs

static const char *name_of(const struct ts_retelling *retelling, ts_symbol id)
{
    return id ? ts_symbol_text(retelling->engine->symbols, id) : "none";
}

// A turn that was the run's last may have completed it; compare leaves that to whoever knows which act did.
static void compare_ending(const struct ts_retelling *retelling, const struct ts_changeset *changes, struct ts_buffer *lines)
{
    const struct ts_run_record *record = &retelling->run->record;
    bool is_last = retelling->act.act.kind == TS_ACT_TURN && retelling->act.act.turn == record->turn;
    ts_symbol now = changes->completes ? changes->completion.ending : 0;
    if (!is_last || now == record->ending) return;
    ts_buffer_add_format(lines, "%sending: stored %s, now %s", lines->length ? "\n" : "", name_of(retelling, record->ending), name_of(retelling, now));
}

static enum ts_status load_then(struct ts_retelling *retelling, struct ts_replaying *replaying, struct ts_err *err)
{
    const struct ts_act_record *act = &retelling->act.act;
    enum ts_status status = ts_store_load_run_at(retelling->engine->store, retelling->run->record.id, act->turn, &replaying->after, err);
    if (status) return status;
    replaying->after.seq = act->seq;
    replaying->after.position = act->position;
    if (act->scene) replaying->after.scene = act->scene;
    return ts_run_revive(retelling->engine, &replaying->after, act->seq, &replaying->stored, err);
}

static enum ts_status compare(struct ts_retelling *retelling, struct ts_play *play, struct ts_buffer *lines, struct ts_err *err)
{
    const struct ts_act_record *act = &retelling->act.act;
    struct ts_replaying replaying = {.engine = *retelling->engine, .present = retelling->run->record, .turn = act->turn, .seq = act->seq, .play = play};
    enum ts_status status = load_then(retelling, &replaying, err);
    if (!status) status = ts_replay_compare(&replaying, lines, err);
    if (!status) compare_ending(retelling, &play->changes, lines);
    ts_run_free(replaying.stored);
    ts_run_record_clear(&replaying.after);
    return status;
}

// The first few on one line.
static void tell(struct ts_retelling *retelling, const struct ts_buffer *lines)
{
    struct ts_buffer why = {0};
    const char *rest = lines->bytes;
    int told = 0, more = 0;
    while (*rest) {
        size_t length = strcspn(rest, "\n");
        if (told < LINES_MAX) ts_buffer_add_format(&why, "%s%.*s", told++ ? "; " : "", (int)length, rest);
        else more++;
        rest += length + (rest[length] != '\0');
    }
    if (more) ts_buffer_add_format(&why, "; and %d more", more);
    ts_retell_differ(retelling, why.bytes);
    ts_buffer_clear(&why);
}

// Names that were given up since, and the places of faults in files, are in the hashes.
static bool may_read_otherwise(const struct ts_retelling *retelling, const struct ts_changeset *changes)
{
    return retelling->engine->content->former.count || changes->fault_count;
}

// --- the judgement

static bool may_try_again(const struct ts_retelling *retelling)
{
    enum ts_act_kind kind = retelling->act.act.kind;
    return retelling->attempt < 2 && retelling->run->play && !retelling->run->has_other_words && kind != TS_ACT_START && kind != TS_ACT_BRANCH;
}

// Where others play too, they go on meeting what they met: the run is left here, and the rest of it taken from the log.
static enum ts_status part(struct ts_retelling *retelling, const struct ts_play *play, struct ts_err *err)
{
    if (retelling->universe.runs == 1) return TS_OK;
    retelling->run->ends_now = ts_retell_end_of(retelling, play->run);
    retelling->is_settled = true;
    return ts_err_set(err, TS_REFUSED, "it comes out otherwise");
}

static enum ts_status find_difference(struct ts_retelling *retelling, struct ts_play *play, struct ts_err *err)
{
    struct ts_buffer lines = {0};
    enum ts_status status = compare(retelling, play, &lines, err);
    bool is_other = !status && lines.length;
    if (is_other) {
        tell(retelling, &lines);
    } else if (!status && may_read_otherwise(retelling, &play->changes)) {
        retelling->run->has_other_words = true;
    } else if (!status) {
        is_other = true;
        ts_retell_differ(retelling, retelling->run->has_other_packs
                                        ? "the act has another hash: packs it was played with did things that those loaded now do not"
                                        : "the act has another hash, though nothing in it reads otherwise");
    }
    ts_buffer_clear(&lines);
    return status || !is_other ? status : part(retelling, play, err);
}

static void note_packs(struct ts_retelling *retelling)
{
    ts_symbol packs = retelling->act.packs;
    if (packs && packs != ts_edition_now(retelling->engine)) retelling->run->has_other_packs = true;
}

static enum ts_status judge(struct ts_retelling *retelling, struct ts_play *play, struct ts_err *err)
{
    bool is_same = false;
    if (retelling->run->result == TS_RETOLD_DIFFERENT) return TS_OK;
    enum ts_status status = ts_acts_prove(retelling->acts, &play->changes, &is_same, err);
    if (!status && !is_same) status = ts_retell_prove_words(retelling, &play->changes, &is_same, err);
    if (status || is_same) return status;
    if (!may_try_again(retelling)) return find_difference(retelling, play, err);
    retelling->wants_again = true;
    return ts_err_set(err, TS_CONFLICT, "it comes out otherwise");
}

enum ts_status ts_retell_judge(void *self, struct ts_play *play, struct ts_err *err)
{
    struct ts_retelling *retelling = self;
    if (!retelling->has_act || play->changes.kind != retelling->act.act.kind)
        return ts_err_set(err, TS_REFUSED, "the run goes on otherwise than it did");
    retelling->is_seen = true;
    note_packs(retelling);
    play->changes.packs = retelling->act.packs;
    enum ts_status status = judge(retelling, play, err);
    return status || play->changes.kind != TS_ACT_BRANCH ? status : ts_retell_next(retelling, err); // its screen is an act too
}
