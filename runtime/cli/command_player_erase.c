// command_player_erase.c - turnstone player erase
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/ident.h"
#include "cli/ask.h"
#include "cli/open.h"
#include "cli/print.h"
#include "engine/batch.h"
#include "engine/json.h"

struct erase_options { bool yes; };

static const struct ts_option options[] = {
    {"yes", NULL, "do not ask; needed where nobody can be asked", TS_OPTION_FLAG, offsetof(struct erase_options, yes)},
    {0},
};

struct hand {
    struct ts_cli *cli;
    struct ts_front front;
    char id[TS_IDENT_MAX + 1];
    struct ts_erased erased;
    struct ts_buffer words, json; // of what was found
    int64_t found;
};

static const char *plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

static void count_run(void *self, const struct ts_run_record *run)
{
    (void)run;
    ++*(int64_t *)self;
}

static enum ts_status ask(struct hand *hand, struct ts_err *err)
{
    struct ts_store *store = hand->front.engine.store;
    ts_symbol player = ts_symbol_of(hand->front.engine.symbols, hand->id);
    struct ts_buffer question = {0};
    int64_t runs = 0;
    enum ts_status status = ts_store_each_run(store, (struct ts_run_filter){.player = player}, count_run, &runs, err);
    if (status) return status;
    ts_buffer_add_format(&question,
                         "Erase player \"%s\" for good?\n"
                         "Goes: %lld run%s and those that branched off, with every turn, answer, note and variable; completions, unlocks and settings of care; names.\n"
                         "Stays: what happened in shared worlds, as done by someone. What scripts copied elsewhere is listed afterwards.\n"
                         "Backups and copies made before keep it all. This cannot be undone.",
                         hand->id, (long long)runs, plural(runs));
    bool is_meant = ts_ask(question.bytes);
    ts_buffer_clear(&question);
    return is_meant ? TS_OK : ts_err_set(err, TS_REFUSED, "player \"%s\" was kept", hand->id);
}

static enum ts_status check_meant(struct hand *hand, struct ts_err *err)
{
    const struct erase_options *how = hand->cli->options;
    if (how->yes) return TS_OK;
    if (isatty(STDIN_FILENO)) return ask(hand, err);
    return ts_err_set(err, TS_USAGE, "erasing player \"%s\" cannot be undone, and nobody can be asked here: say --yes when it is meant", hand->id);
}

static void each_remnant(void *self, const struct ts_remnant *remnant)
{
    struct hand *hand = self;
    hand->found++;
    ts_buffer_add_format(&hand->words, "  %s, ", remnant->where);
    ts_print_clean(&hand->words, remnant->id, strlen(remnant->id), false);
    ts_buffer_add_text(&hand->words, remnant->is_exact ? ": " : " (in other letters): ");
    ts_print_clean(&hand->words, remnant->text, strlen(remnant->text), false);
    ts_buffer_add_byte(&hand->words, '\n');
    ts_json_open(&hand->json, '{');
    ts_json_field_bool(&hand->json, "exact", remnant->is_exact);
    ts_json_field_text(&hand->json, "id", remnant->id);
    ts_json_field_text(&hand->json, "text", remnant->text);
    ts_json_field_text(&hand->json, "where", remnant->where);
    ts_json_close(&hand->json, '}');
}

static void write_words(struct hand *hand, struct ts_buffer *out)
{
    const struct ts_erased *erased = &hand->erased;
    if (!erased->is_erased) {
        ts_buffer_add_format(out, "there is no player \"%s\" in this store; what was erased before is out of its files now\n", hand->id);
        return;
    }
    ts_buffer_add_format(out, "player \"%s\" is erased: %lld run%s, %lld completion%s, %lld unlock%s; %lld text%s of others say%s \"someone\" now\n", hand->id,
                         (long long)erased->runs, plural(erased->runs), (long long)erased->completions, plural(erased->completions),
                         (long long)erased->unlocks, plural(erased->unlocks), (long long)erased->texts, plural(erased->texts),
                         erased->texts == 1 ? "s" : "");
    if (hand->found)
        ts_buffer_add_format(out, "their words are still in %lld place%s, where scripts or people wrote them as plain text:\n", (long long)hand->found,
                             plural(hand->found));
    if (hand->found) ts_buffer_add(out, hand->words.bytes, hand->words.length);
    ts_buffer_add_text(out, "backups and copies made before still hold all of it: remove them too\n");
}

static void write_json(struct hand *hand, bool is_clean, struct ts_buffer *out)
{
    const struct ts_erased *erased = &hand->erased;
    ts_json_open(out, '{');
    ts_json_field_bool(out, "clean", is_clean);
    ts_json_field_int(out, "completions", erased->completions);
    ts_json_field_bool(out, "erased", erased->is_erased);
    ts_json_field_text(out, "player_id", hand->id);
    ts_json_key(out, "remnants");
    ts_json_raw(out, hand->json.bytes);
    ts_json_field_int(out, "runs", erased->runs);
    ts_json_field_int(out, "texts", erased->texts);
    ts_json_field_int(out, "unlocks", erased->unlocks);
    ts_json_close(out, '}');
    ts_buffer_add_byte(out, '\n');
}

static enum ts_status tell(struct hand *hand, bool is_clean, struct ts_err *err)
{
    struct ts_buffer out = {0};
    ts_json_close(&hand->json, ']');
    if (hand->cli->globals.json) write_json(hand, is_clean, &out);
    else write_words(hand, &out);
    enum ts_status status = ts_print(&out, err);
    ts_buffer_clear(&out);
    return status;
}

// Begun anew, what was found before does not count.
static enum ts_status erase_once(void *self, struct ts_err *err)
{
    struct hand *hand = self;
    ts_symbol player = ts_symbol_of(hand->front.engine.symbols, hand->id);
    hand->words.length = hand->json.length = 0;
    hand->found = 0;
    ts_json_open(&hand->json, '[');
    return ts_store_erase_player(hand->front.engine.store, player, each_remnant, hand, &hand->erased, err);
}

// What was found is told even when remains could not be cleared away yet: it is not found a second time.
static enum ts_status erase(struct hand *hand, struct ts_err *err)
{
    struct ts_err unprinted;
    enum ts_status status = ts_batch_retry(hand->front.engine.store, erase_once, hand, err);
    if (!status) return tell(hand, true, err);
    if (!hand->erased.is_erased) return status;
    enum ts_status told = tell(hand, false, &unprinted);
    (void)told; // what is still to be done matters more
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    struct hand hand = {.cli = cli};
    enum ts_status status = ts_ident_read("player id", cli->words.items[0], hand.id, err);
    if (!status) status = ts_open_store(cli, &hand.front, TS_STORE_WRITE, err);
    if (!status) status = check_meant(&hand, err);
    if (!status) status = erase(&hand, err);
    ts_buffer_clear(&hand.words);
    ts_buffer_clear(&hand.json);
    ts_front_close(&hand.front);
    return status;
}

const struct ts_command ts_command_player_erase = {
    .name = "player erase", .words = "ID", .help = "forget a person: runs, completions, names, every text of theirs", .least = 1, .most = 1,
    .more = "One transaction, which cannot be undone. What happened in shared worlds stays, done by \"someone\". The file is written anew,\n"
            "so that nothing erased is left in it or its log, and so are a server's tables; with exit code 75 somebody was reading, and the\n"
            "same command, given again later, finishes that. Words of the person that scripts copied into texts and values of others are listed, not changed.\n"
            "Backups made before still hold everything.",
    .options = options, .size = sizeof(struct erase_options), .run = run,
};
