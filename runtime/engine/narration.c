// narration.c - a moment being put into words by a model
#include "engine/narration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/rng.h"
#include "engine/batch.h"
#include "engine/prompt.h"
#include "game/sentence.h"
#include "game/words.h"

enum { TRIES = 2, TOKENS_A_WORD = 3, TOKENS_MORE = 64, WAIT_MS = 8000 };

struct ts_narration {
    struct ts_play *play;
    struct ts_vignette moment;
    struct ts_prompt prompt;
    struct ts_passage_rules rules;
    struct ts_asking *asking;  // under way; NULL: none
    int64_t deadline, turn;
    int tries;
    struct ts_buffer arrived;  // and not yet judged
    struct ts_buffer said;     // as the model wrote it, judged
    struct ts_buffer reason;   // why it was asked again
    struct ts_buffer fresh;    // told, and not yet taken
    uint32_t words, pieces;
    bool begins_paragraph;     // a line break came behind the last sentence
    bool is_refused;           // a sentence failed: what follows it is not heard
    bool is_over;
};

// --- what is stored

struct storing {
    struct ts_narration *narration;
    const struct ts_passage *passage;
};

static enum ts_status store(void *self, struct ts_err *err)
{
    const struct storing *storing = self;
    const struct ts_play *play = storing->narration->play;
    return ts_store_add_passage(play->engine->store, play->run->row, storing->passage, err);
}

// Only what is stored is shown.
static void keep(struct ts_narration *narration, struct ts_passage piece)
{
    struct ts_play *play = narration->play;
    struct ts_err err;
    piece.turn = narration->turn;
    piece.piece = narration->pieces;
    piece.at = play->engine->now();
    if (ts_batch_do(play->engine->store, store, &(struct storing){narration, &piece}, &err)) {
        ts_trouble_add(play, err.message);
        narration->is_over = true;
        return;
    }
    narration->pieces++;
    play->run_tokens += piece.tokens_in + piece.tokens_out;
    play->session_tokens += piece.tokens_in + piece.tokens_out;
    if (!piece.length) return;
    struct ts_buffer *shown = &play->shown.text;
    size_t before = shown->length;
    ts_passage_show(shown, &piece);
    ts_buffer_add(&narration->fresh, shown->bytes + before, shown->length - before);
    ts_spoken_add(&play->spoken, piece.text, piece.length);
    narration->words += ts_words_count(piece.text, piece.length);
}

// --- what arrives

static void refuse(struct ts_narration *narration, const struct ts_buffer *why)
{
    narration->is_refused = true;
    narration->reason.length = 0;
    ts_buffer_add(&narration->reason, why->bytes, why->length);
}

// Is there room for it? A passage ends with the sentence before the one that would be too much.
static bool has_room(struct ts_narration *narration, const char *sentence, size_t length)
{
    return narration->words + ts_words_count(sentence, length) <= narration->moment.narrate->words_max;
}

static void take_sentence(struct ts_narration *narration, const char *sentence, size_t length, const struct ts_narrator_outcome *outcome)
{
    struct ts_buffer why = {0}, told = {0};
    ts_prompt_unmask(&narration->prompt, narration->play, sentence, length, &told); // what was told is remembered with people, not with masks
    if (ts_spoken_since(&narration->play->spoken, ts_spoken_hash(told.bytes, told.length))) {
        ts_buffer_clear(&told); // it was told lately, and need not be again
        return;
    }
    if (!has_room(narration, sentence, length)) {
        if (!narration->words) ts_buffer_add_text(&why, "it is longer than it may be");
        narration->is_refused = true;
    } else if (ts_passage_allows(&narration->rules, sentence, length, &why)) {
        bool is_joined = narration->words && !narration->begins_paragraph;
        if (narration->said.length) ts_buffer_add_byte(&narration->said, is_joined ? ' ' : '\n');
        ts_buffer_add(&narration->said, sentence, length);
        keep(narration, (struct ts_passage){.by = TS_BY_MODEL, .text = told.bytes, .length = told.length, .is_joined = is_joined,
                                            .tokens_in = outcome ? outcome->tokens_in : 0, .tokens_out = outcome ? outcome->tokens_out : 0});
        narration->begins_paragraph = false;
    }
    if (why.length) refuse(narration, &why);
    ts_buffer_clear(&why);
    ts_buffer_clear(&told);
}

static void skip_blanks(struct ts_narration *narration)
{
    size_t blanks = 0;
    while (blanks < narration->arrived.length && strchr(" \t\r\n", narration->arrived.bytes[blanks]))
        narration->begins_paragraph |= narration->arrived.bytes[blanks++] == '\n';
    narration->arrived.length -= blanks;
    memmove(narration->arrived.bytes, narration->arrived.bytes + blanks, narration->arrived.length);
}

// Judges whatever has ended; with an outcome nothing follows. True: the outcome's cost went with the last sentence.
static bool judge(struct ts_narration *narration, const struct ts_narrator_outcome *outcome)
{
    struct ts_buffer *arrived = &narration->arrived;
    bool is_counted = false;
    while (arrived->length && !narration->is_refused && !narration->is_over) {
        skip_blanks(narration);
        bool is_whole = outcome && outcome->end == TS_NARRATOR_DONE; // of what was cut the last sentence is not
        size_t length = arrived->length ? ts_sentence_length(arrived->bytes, arrived->length, is_whole) : 0;
        if (!length) break;
        size_t end = length;
        while (end && strchr(" \t\r", arrived->bytes[end - 1])) end--;
        is_counted = outcome && length == arrived->length && !is_counted;
        uint32_t pieces = narration->pieces;
        take_sentence(narration, arrived->bytes, end, is_counted ? outcome : NULL);
        is_counted &= narration->pieces > pieces;
        arrived->length -= length;
        memmove(arrived->bytes, arrived->bytes + length, arrived->length);
    }
    if (!outcome && arrived->length > TS_SENTENCE_MAX) {
        struct ts_buffer why = {0};
        ts_buffer_add_format(&why, "a sentence has more than %d bytes", TS_SENTENCE_MAX);
        refuse(narration, &why);
        ts_buffer_clear(&why);
    }
    return is_counted;
}

// --- asking, asking again, and what the grammar tells

static void ask(struct ts_narration *narration);

static void fall_back(struct ts_narration *narration, const char *why)
{
    struct ts_play *play = narration->play;
    const struct ts_narrate *narrate = narration->moment.narrate;
    struct ts_buffer told = {0};
    struct ts_err err;
    if (why && *why) ts_trouble_add(play, why);
    narration->is_over = true;
    if (narration->words >= narrate->words_min) return;
    uint32_t least = narrate->words_min - narration->words, most = narrate->words_max - narration->words;
    if (ts_vignette_tell(play, &narration->moment, least, most, &told, &err)) ts_trouble_add(play, err.message);
    else if (told.length) keep(narration, (struct ts_passage){.by = TS_BY_GRAMMAR, .text = told.bytes, .length = told.length});
    ts_buffer_clear(&told);
}

static void add_cost(struct ts_narration *narration, int64_t tokens_in, int64_t tokens_out)
{
    if (!narration->is_over && (tokens_in || tokens_out))
        keep(narration, (struct ts_passage){.by = TS_BY_MODEL, .text = "", .is_joined = true, .tokens_in = tokens_in, .tokens_out = tokens_out});
}

static bool has_time(const struct ts_narration *narration)
{
    return ts_clock_millis() + 500 < narration->deadline;
}

// An answer ended, or was given up: is the passage whole?
static void settle(struct ts_narration *narration, const char *trouble)
{
    const struct ts_narrate *narrate = narration->moment.narrate;
    if (narration->is_over) return;
    if (narration->words >= narrate->words_min) {
        if (trouble) ts_trouble_add(narration->play, trouble);
        narration->is_over = true;
        return;
    }
    if (!narration->reason.length)
        ts_buffer_add_format(&narration->reason, "it has %u words, and at least %u were asked for", narration->words, narrate->words_min);
    if (narration->tries < TRIES && !trouble && has_time(narration)) {
        ask(narration);
        return;
    }
    struct ts_buffer why = {0};
    if (trouble) ts_buffer_add_text(&why, trouble);
    else ts_buffer_add_format(&why, "what the model wrote was not taken (%s): the grammar tells instead", narration->reason.bytes);
    fall_back(narration, why.bytes);
    ts_buffer_clear(&why);
}

static int64_t estimate(size_t bytes)
{
    return (int64_t)bytes / 4 + 1;
}

// What was asked is not wanted any more, since what came was refused; what it cost is only known from what came.
static void give_up(struct ts_narration *narration)
{
    struct ts_play *play = narration->play;
    struct ts_asking *asking = narration->asking;
    narration->asking = NULL;
    if (asking) play->engine->narrator->drop(play->engine->narrator, asking);
    add_cost(narration, estimate(narration->prompt.moment.length + strlen(ts_prompt_instructions)),
             estimate(narration->said.length + narration->arrived.length));
    narration->arrived.length = 0;
}

static void hear_words(void *self, const char *bytes, size_t length)
{
    struct ts_narration *narration = self;
    if (narration->is_refused || narration->is_over) return;
    ts_buffer_add(&narration->arrived, bytes, length);
    judge(narration, NULL);
    // What was refused is dropped outside of the narrator's own call, by ts_narration_take.
}

static void hear_end(void *self, const struct ts_narrator_outcome *outcome)
{
    struct ts_narration *narration = self;
    struct ts_buffer trouble = {0};
    narration->asking = NULL;
    bool is_counted = !narration->is_refused && judge(narration, outcome);
    if (!is_counted) add_cost(narration, outcome->tokens_in, outcome->tokens_out);
    narration->arrived.length = 0;
    if (outcome->end == TS_NARRATOR_FAILED) ts_buffer_add_text(&trouble, outcome->reason ? outcome->reason : "the model did not answer");
    bool broke_off = outcome->end == TS_NARRATOR_FAILED && narration->said.length && narration->tries < TRIES && has_time(narration);
    settle(narration, trouble.length && !broke_off ? trouble.bytes : NULL);
    ts_buffer_clear(&trouble);
}

static bool is_spent(const struct ts_play *play, struct ts_buffer *why)
{
    const struct ts_narrator *narrator = play->engine->narrator;
    if (narrator->run_tokens && play->run_tokens >= narrator->run_tokens)
        ts_buffer_add_format(why, "run \"%s\" has used its %lld tokens: the grammar tells from here on", ts_symbol_text(play->engine->symbols, play->run->id),
                             (long long)narrator->run_tokens);
    else if (narrator->session_tokens && play->session_tokens >= narrator->session_tokens)
        ts_buffer_add_format(why, "this session has used its %lld tokens: the grammar tells until it ends", (long long)narrator->session_tokens);
    return why->length > 0;
}

static void ask(struct ts_narration *narration)
{
    struct ts_play *play = narration->play;
    struct ts_narrator *narrator = play->engine->narrator;
    struct ts_buffer why = {0};
    if (is_spent(play, &why)) {
        fall_back(narration, why.bytes);
        ts_buffer_clear(&why);
        return;
    }
    struct ts_narrator_request request = {.instructions = ts_prompt_instructions, .moment = narration->prompt.moment.bytes,
                                          .said = narration->said.length ? narration->said.bytes : NULL,
                                          .reason = narration->tries ? narration->reason.bytes : NULL,
                                          .seed = ts_rng_mix(play->run->seed, (uint64_t)narration->turn * TRIES + (uint64_t)narration->tries),
                                          .tokens_max = (int64_t)narration->moment.narrate->words_max * TOKENS_A_WORD + TOKENS_MORE,
                                          .deadline = narration->deadline};
    narration->tries++;
    narration->is_refused = false;
    narration->asking = narrator->ask(narrator, &request, &(struct ts_narrator_hearing){hear_words, hear_end, narration});
    narration->reason.length = 0;
}

// --- its life

static void count_tokens(void *self, const struct ts_passage *passage)
{
    ((struct ts_play *)self)->run_tokens += passage->tokens_in + passage->tokens_out;
}

static void count_pieces(void *self, const struct ts_passage *passage)
{
    ((struct ts_narration *)self)->pieces = passage->piece + 1;
}

// What stands already of this turn, and what the run has cost so far.
static enum ts_status look_back(struct ts_narration *narration, struct ts_err *err)
{
    struct ts_play *play = narration->play;
    struct ts_store *store = play->engine->store;
    enum ts_status status = TS_OK;
    ts_spoken_of(play);
    if (!play->knows_tokens) status = ts_store_each_passage(store, play->run->row, 0, narration->turn, count_tokens, play, err);
    play->knows_tokens = !status;
    return status ? status : ts_store_each_passage(store, play->run->row, narration->turn, narration->turn, count_pieces, narration, err);
}

struct ts_narration *ts_narration_begin(struct ts_play *play)
{
    struct ts_narrator *narrator = play->engine->narrator;
    struct ts_err err;
    const struct ts_run *run = play->run;
    bool is_told_before = run->life != run->id && run->fork_turn == run->head.turn; // its moment is told by the run that it branched off
    if (!narrator || narrator->kind != TS_NARRATOR_MODEL || !play->narrate || is_told_before) return NULL;
    struct ts_narration *narration = ts_memory_get(sizeof *narration);
    *narration = (struct ts_narration){.play = play, .turn = play->run->head.turn,
                                       .deadline = ts_clock_millis() + (narrator->wait_ms ? narrator->wait_ms : WAIT_MS)};
    enum ts_status status = ts_vignette_make(play, play->narrate, &narration->moment, &err);
    if (!status) status = ts_prompt_make(play, &narration->moment, &narration->prompt, &err);
    if (!status) status = look_back(narration, &err);
    play->narrate = NULL; // told once
    if (status) {
        ts_trouble_add(play, err.message);
        ts_narration_end(narration);
        return NULL;
    }
    play->is_narrating = true;
    ts_passage_rules_make(play, &narration->moment, &narration->prompt, &narration->rules);
    ask(narration);
    return narration;
}

void ts_narration_take(struct ts_narration *narration, struct ts_buffer *out)
{
    if (narration->is_refused && narration->asking) {
        give_up(narration);
        settle(narration, NULL);
    }
    if (narration->fresh.length) ts_buffer_add(out, narration->fresh.bytes, narration->fresh.length);
    narration->fresh.length = 0;
}

bool ts_narration_is_over(const struct ts_narration *narration)
{
    return narration->is_over;
}

void ts_narration_end(struct ts_narration *narration)
{
    if (!narration) return;
    narration->play->is_narrating = false;
    if (narration->asking) give_up(narration);
    ts_vignette_clear(&narration->moment);
    ts_prompt_clear(&narration->prompt);
    ts_passage_rules_clear(&narration->rules);
    ts_buffer_clear(&narration->arrived);
    ts_buffer_clear(&narration->said);
    ts_buffer_clear(&narration->reason);
    ts_buffer_clear(&narration->fresh);
    free(narration);
}

void ts_narration_show_prompt(struct ts_play *play, struct ts_buffer *out)
{
    struct ts_vignette moment = {0};
    struct ts_prompt prompt = {0};
    struct ts_err err;
    if (!play->narrate) return;
    enum ts_status status = ts_vignette_make(play, play->narrate, &moment, &err);
    if (!status) status = ts_prompt_make(play, &moment, &prompt, &err);
    if (status) ts_buffer_add_format(out, "the moment cannot be told of: %s\n", err.message);
    else ts_buffer_add_format(out, "instructions: %s\nmoment: %s\n", ts_prompt_instructions, prompt.moment.bytes);
    ts_vignette_clear(&moment);
    ts_prompt_clear(&prompt);
}

void ts_narration_each_trouble(struct ts_play *play, ts_each_trouble *each, void *self)
{
    if (!play->trouble.length) return;
    for (char *line = play->trouble.bytes, *next; *line; line = next) {
        next = line + strcspn(line, "\n");
        if (*next) *next++ = '\0';
        each(self, line);
    }
    play->trouble.length = 0;
}
