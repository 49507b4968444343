// model.c - a model behind an address: asked, heard, asked again
#include "narrator/asking.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/canon.h"
#include "base/clock.h"

enum { TRIES = 4, FIRST_NAP_MS = 400, BYTES_A_TOKEN = 4, BYTES_A_TOKEN_MOST = 16, BYTES_MORE = 1024, AFTER_MOST_S = 86400, KEY_SHOWS = 8, UNAUTHORISED = 401, FORBIDDEN = 403, NOT_FOUND = 404, TOO_MANY = 429 };

static struct ts_model *model_of(const struct ts_narrator *narrator)
{
    return (struct ts_model *)narrator;
}

// --- what is sent

static void add_message(struct ts_buffer *json, const char *role, const char *content)
{
    if (json->bytes[json->length - 1] != '[') ts_buffer_add_byte(json, ',');
    ts_buffer_add_format(json, "{\"role\":\"%s\",\"content\":", role);
    ts_canon_add_text(json, content, strlen(content));
    ts_buffer_add_byte(json, '}');
}

static void add_again(struct ts_buffer *json, const struct ts_narrator_request *request)
{
    struct ts_buffer words = {0};
    if (!request->reason) return;
    if (request->said) add_message(json, "assistant", request->said);
    ts_buffer_add_format(&words, request->said ? "What came next was left out: %s. Go on from where the text stands, and write only what follows it."
                                               : "That was left out: %s. Write it anew.", request->reason);
    if (!request->said) add_message(json, "assistant", "(left out)");
    add_message(json, "user", words.bytes);
    ts_buffer_clear(&words);
}

static void write_body(const struct ts_model *model, const struct ts_narrator_request *request, struct ts_buffer *json)
{
    ts_buffer_add_text(json, "{\"model\":");
    ts_canon_add_text(json, model->settings.model, strlen(model->settings.model));
    ts_buffer_add_text(json, ",\"messages\":[");
    add_message(json, "system", request->instructions);
    add_message(json, "user", request->moment);
    add_again(json, request);
    ts_buffer_add_format(json, "],\"max_tokens\":%" PRId64 ",\"temperature\":0.8,\"seed\":%" PRIu64 ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                         request->tokens_max, request->seed & 0x7fffffff);
}

// --- how it ends

static void unlink_asking(struct ts_asking *asking)
{
    struct ts_asking **at = &asking->model->first;
    while (*at && *at != asking) at = &(*at)->next;
    if (*at) *at = asking->next;
}

static void free_asking(struct ts_asking *asking)
{
    ts_curl_take_back(asking);
    unlink_asking(asking);
    ts_stream_clear(&asking->reader);
    ts_buffer_clear(&asking->body);
    ts_buffer_clear(&asking->words);
    ts_buffer_clear(&asking->refusal);
    free(asking);
}

static void count_tokens(const struct ts_asking *asking, struct ts_narrator_outcome *outcome)
{
    const struct ts_stream_reader *reader = &asking->reader;
    outcome->is_estimated = !reader->has_usage;
    outcome->tokens_in = reader->has_usage ? reader->tokens_in : (int64_t)(asking->prompt_bytes / BYTES_A_TOKEN);
    outcome->tokens_out = reader->has_usage ? reader->tokens_out : (int64_t)(asking->words.length + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
    if (!asking->words.length && !reader->has_usage) outcome->tokens_in = outcome->tokens_out = 0; // it was never begun
}

static void end(struct ts_asking *asking, enum ts_narrator_end how, const char *reason)
{
    struct ts_model *model = asking->model;
    struct ts_narrator_outcome outcome = {.end = how, .reason = reason, .is_cached = asking->is_cached};
    const struct ts_narrator_hearing hearing = asking->hearing;
    if (!asking->is_cached) count_tokens(asking, &outcome);
    atomic_fetch_add(&model->ledger->tokens_in, outcome.tokens_in);
    atomic_fetch_add(&model->ledger->tokens_out, outcome.tokens_out);
    if (how != TS_NARRATOR_FAILED && !asking->is_cached) ts_ledger_note_answer(model->ledger);
    if (how == TS_NARRATOR_DONE && !asking->is_cached) ts_cache_put(&model->cache, asking->hash, &asking->words);
    free_asking(asking);
    hearing.over(hearing.self, &outcome);
}

// `is_blameless`: it says nothing about what is asked next.
static void fail(struct ts_asking *asking, bool is_blameless, const char *why)
{
    struct ts_model *model = asking->model;
    struct ts_buffer reason = {0};
    ts_buffer_add_format(&reason, "the model \"%.64s\" at %.200s %s; the grammar tells in its stead", model->settings.model, model->settings.url, why);
    atomic_fetch_add(&model->ledger->failed, 1);
    if (!is_blameless) ts_ledger_note_failure(model->ledger, ts_clock_millis(), asking->is_probe, asking->least_ms);
    end(asking, TS_NARRATOR_FAILED, reason.bytes);
    ts_buffer_clear(&reason);
}

// --- asked again, when that may help and there is time

static bool ask_again(struct ts_asking *asking)
{
    struct ts_model *model = asking->model;
    curl_off_t after = 0;
    if (asking->is_heard || asking->tries >= TRIES) return false;
    asking->model->lib.curl_easy_getinfo(asking->easy, CURLINFO_RETRY_AFTER, &after);
    if (after > AFTER_MOST_S) after = AFTER_MOST_S;
    asking->least_ms = after * 1000 < TS_BREAKER_FIRST_MS ? 0 : after * 1000;
    int64_t nap = ((int64_t)FIRST_NAP_MS << asking->tries) * (75 + ts_rng_int(&model->rng, 0, 50)) / 100;
    if (after * 1000 > nap) nap = after * 1000;
    int64_t at = ts_clock_millis() + nap;
    if (at + FIRST_NAP_MS > asking->deadline) return false;
    ts_curl_take_back(asking);
    ts_stream_clear(&asking->reader);
    asking->reader = (struct ts_stream_reader){.words = asking->reader.words, .self = asking};
    asking->again_at = at;
    ts_curl_set_timer(model, at);
    atomic_fetch_add(&model->ledger->retried, 1);
    return true;
}

// A beginning of it is enough: what a server says may be cut anywhere.
static bool has_key(const struct ts_model *model, const char *words)
{
    char start[KEY_SHOWS + 1] = "";
    strncat(start, model->settings.key ? model->settings.key : "", KEY_SHOWS);
    return *start && strstr(words, start);
}

static void fail_by_status(struct ts_asking *asking)
{
    char said[160], why[400];
    const long code = asking->status;
    ts_stream_error_words(asking->refusal.bytes, asking->refusal.length, said, sizeof said);
    if (code == UNAUTHORISED || code == FORBIDDEN || has_key(asking->model, said)) *said = '\0'; // such answers like to say the key
    const char *next = code == UNAUTHORISED || code == FORBIDDEN ? "look at TURNSTONE_NARRATOR_KEY"
                       : code == NOT_FOUND                      ? "look at the url, which is to end before /chat/completions, and at the model's name"
                       : code == TOO_MANY                       ? "it is asked too often, or has no more to give"
                       : code >= 500                            ? "it fails, and will be asked again later"
                                                                : "look at the model's name and the url";
    snprintf(why, sizeof why, "answered %ld%s%s%s: %s", code, *said ? " (\"" : "", said, *said ? "\")" : "", next);
    if (code == UNAUTHORISED || code == FORBIDDEN || code == NOT_FOUND) asking->least_ms = TS_BREAKER_FIRST_MS;
    fail(asking, false, why);
}

static void fail_by_curl(struct ts_asking *asking)
{
    char why[300];
    bool is_address = asking->code == CURLE_COULDNT_RESOLVE_HOST || asking->code == CURLE_COULDNT_CONNECT;
    snprintf(why, sizeof why, "%s (%s)%s", is_address ? "cannot be reached" : "broke off", asking->model->lib.curl_easy_strerror(asking->code),
             is_address ? ": is it running, and is the url right?" : "");
    fail(asking, false, why);
}

// What was heard of it last says more than that its time is up.
static void fail_late(struct ts_asking *asking)
{
    if (asking->words.length) fail(asking, true, "was too slow to end");
    else if (asking->status) fail_by_status(asking);
    else if (asking->code) fail_by_curl(asking);
    else fail(asking, false, "did not answer in time");
}

// Nothing more of it comes, or is wanted.
static void finish(struct ts_asking *asking)
{
    struct ts_stream_reader *reader = &asking->reader;
    ts_stream_end(reader);
    if (*reader->failure && has_key(asking->model, reader->failure)) fail(asking, false, "broke off with an error");
    else if (*reader->failure) fail(asking, reader->is_refusal, reader->failure);
    else if (!asking->words.length) fail(asking, false, "ended without a word");
    else end(asking, reader->is_cut ? TS_NARRATOR_CUT : TS_NARRATOR_DONE, NULL);
}

// It may be better in a moment.
static bool is_passing(CURLcode code)
{
    return code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_PARTIAL_FILE;
}

void ts_asking_ended(struct ts_asking *asking, CURLcode code)
{
    struct ts_stream_reader *reader = &asking->reader;
    long status = 0;
    asking->model->lib.curl_easy_getinfo(asking->easy, CURLINFO_RESPONSE_CODE, &status);
    bool is_bad = code == CURLE_OK && status != 200, is_lost = code != CURLE_OK && !*reader->failure;
    bool may_help = (is_lost && is_passing(code)) || (is_bad && (status == TOO_MANY || status >= 500));
    asking->status = is_bad ? status : 0;
    if (!asking->is_refused) asking->refusal.length = 0;
    asking->code = code;
    if (may_help && ask_again(asking)) return;
    if (is_bad) fail_by_status(asking);
    else if (is_lost && !reader->length) fail_by_curl(asking);
    else finish(asking);
}

// --- heard

static void take_words(void *self, const char *bytes, size_t length)
{
    struct ts_asking *asking = self;
    asking->is_heard = true;
    ts_buffer_add(&asking->words, bytes, length);
    if (asking->words.length > asking->words_most) asking->reader.is_cut = asking->reader.is_done = asking->reader.is_closed = true;
    asking->hearing.words(asking->hearing.self, bytes, length);
}

static void send_again(struct ts_asking *asking)
{
    asking->again_at = 0;
    asking->tries++;
    asking->is_refused = false;
    if (!ts_curl_send(asking)) fail(asking, false, "cannot be asked: curl refused");
}

static void give_cached(struct ts_asking *asking)
{
    struct ts_buffer words = {0};
    ts_buffer_add(&words, asking->answer->bytes, asking->answer->length);
    asking->hearing.words(asking->hearing.self, words.bytes, words.length);
    ts_buffer_clear(&words);
    end(asking, TS_NARRATOR_DONE, NULL);
}

static void rest(struct ts_asking *asking)
{
    end(asking, TS_NARRATOR_FAILED, "the model is left alone for a while, as it failed; the grammar tells in its stead");
}

// What is due of one that is not on its way; true: it may be gone.
static bool tend(struct ts_asking *asking, int64_t now)
{
    if (asking->is_cached) give_cached(asking);
    else if (asking->is_over) rest(asking);
    else if (asking->reader.is_closed || (now >= asking->deadline && asking->reader.is_done)) finish(asking);
    else if (now >= asking->deadline) fail_late(asking);
    else if (asking->again_at && now >= asking->again_at) send_again(asking);
    else return false;
    return true;
}

static void hear(struct ts_narrator *narrator)
{
    struct ts_model *model = model_of(narrator);
    int64_t now = ts_clock_millis(), next = 0;
    if (!model->first || !ts_curl_ready(model)) return;
    ts_curl_hear(model);
    for (struct ts_asking *asking = model->first; asking;) {
        bool is_changed = tend(asking, now);
        asking = is_changed ? model->first : asking->next; // others may be gone too
    }
    for (struct ts_asking *asking = model->first; asking; asking = asking->next) {
        int64_t due = asking->again_at && asking->again_at < asking->deadline ? asking->again_at : asking->deadline;
        if (asking->is_cached || asking->is_over) due = now;
        if (!next || due < next) next = due;
    }
    if (next) ts_curl_set_timer(model, next);
}

static struct ts_asking *ask(struct ts_narrator *narrator, const struct ts_narrator_request *request, const struct ts_narrator_hearing *hearing)
{
    struct ts_model *model = model_of(narrator);
    struct ts_asking *asking = ts_memory_get(sizeof *asking);
    bool is_ready = ts_curl_ready(model);
    *asking = (struct ts_asking){.model = model, .next = model->first, .hearing = *hearing, .deadline = request->deadline, .reader = {.words = take_words, .self = asking}};
    model->first = asking;
    asking->words_most = (size_t)request->tokens_max * BYTES_A_TOKEN_MOST + BYTES_MORE;
    write_body(model, request, &asking->body);
    asking->prompt_bytes = strlen(request->instructions) + strlen(request->moment) + (request->said ? strlen(request->said) : 0);
    ts_hash_chain(NULL, asking->body.bytes, asking->body.length, asking->hash);
    asking->answer = ts_cache_find(&model->cache, asking->hash);
    asking->is_cached = asking->answer != NULL;
    if (asking->is_cached) atomic_fetch_add(&model->ledger->cached, 1);
    else if (!is_ready || !ts_ledger_lets(model->ledger, ts_clock_millis(), &asking->is_probe)) asking->is_over = true;
    else {
        atomic_fetch_add(&model->ledger->asked, 1);
        asking->is_over = !ts_curl_send(asking);
    }
    if (is_ready) ts_curl_set_timer(model, asking->easy ? asking->deadline : ts_clock_millis());
    return asking;
}

static void drop(struct ts_narrator *narrator, struct ts_asking *asking)
{
    struct ts_model *model = model_of(narrator);
    if (asking->is_heard) ts_ledger_note_answer(model->ledger); // it did answer
    free_asking(asking);
}

static int fd(const struct ts_narrator *narrator)
{
    struct ts_model *model = model_of(narrator);
    return ts_curl_ready(model) ? model->epoll : -1;
}

// --- the narrator

static void tell(const struct ts_narrator *narrator, struct ts_buffer *json)
{
    const struct ts_model *model = model_of(narrator);
    const struct ts_ledger *ledger = model->ledger;
    const struct { const char *name; int64_t value; } rows[] = {
        {"answered", atomic_load(&ledger->answered)}, {"asked", atomic_load(&ledger->asked)}, {"cached", atomic_load(&ledger->cached)},
        {"failed", atomic_load(&ledger->failed)}, {"rests_ms", ts_ledger_rest(ledger, ts_clock_millis())}, {"retried", atomic_load(&ledger->retried)},
        {"tokens_in", atomic_load(&ledger->tokens_in)}, {"tokens_out", atomic_load(&ledger->tokens_out)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ts_buffer_add_format(json, ",\"%s\":%" PRId64, rows[i].name, rows[i].value);
    ts_buffer_add_text(json, ",\"model\":");
    ts_canon_add_text(json, model->settings.model, strlen(model->settings.model));
    ts_buffer_add_text(json, ",\"url\":");
    ts_canon_add_text(json, model->settings.url, strlen(model->settings.url));
}

static void close_model(struct ts_narrator *narrator)
{
    struct ts_model *model = model_of(narrator);
    if (model->process != getpid()) model->first = NULL; // of the process this was forked from
    while (model->first) free_asking(model->first);
    ts_curl_close(model);
    model->lib.curl_slist_free_all(model->headers);
    ts_cache_clear(&model->cache);
    ts_ledger_free(model->ledger);
    ts_buffer_clear(&model->address);
    ts_narrator_settings_clear(&model->settings);
    free(model);
}

static void add_headers(struct ts_model *model)
{
    struct ts_buffer key = {0};
    model->headers = model->lib.curl_slist_append(NULL, "Content-Type: application/json");
    model->headers = model->lib.curl_slist_append(model->headers, "Accept: text/event-stream, application/json");
    model->headers = model->lib.curl_slist_append(model->headers, "Expect:");
    if (model->settings.key) {
        ts_buffer_add_format(&key, "Authorization: Bearer %s", model->settings.key);
        model->headers = model->lib.curl_slist_append(model->headers, key.bytes);
        sodium_memzero(key.bytes, key.length);
        prctl(PR_SET_DUMPABLE, 0); // what curl sends has the key in it: no core of this process, nor of its forks
    }
    ts_buffer_clear(&key);
}

// NULL: curl cannot be had.
static struct ts_narrator *open_model(struct ts_narrator_settings *settings, struct ts_err *err)
{
    static const char *const names[] = {CURL_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    struct curl_library lib;
    if (ts_library_load("a model as narrator", TURNSTONE_LIBCURL, names, &lib, err)) return NULL;
    struct ts_model *model = ts_memory_get(sizeof *model);
    *model = (struct ts_model){.lib = lib, .settings = *settings, .ledger = ts_ledger_new(), .epoll = -1, .timer = -1};
    *settings = (struct ts_narrator_settings){0};
    model->narrator = (struct ts_narrator){.ask = ask, .drop = drop, .fd = fd, .hear = hear, .tell = tell, .close = close_model};
    ts_buffer_add_format(&model->address, "%s/chat/completions", model->settings.url);
    model->lib.curl_global_init(CURL_GLOBAL_DEFAULT);
    add_headers(model);
    return &model->narrator;
}

static struct ts_narrator *open_grammar(void)
{
    struct ts_narrator *narrator = ts_memory_get(sizeof *narrator);
    *narrator = (struct ts_narrator){0};
    return narrator;
}

enum ts_status ts_narrator_open(struct ts_narrator_settings *settings, struct ts_narrator **out, struct ts_err *err)
{
    const struct ts_narrator_settings how = *settings;
    *out = how.kind == TS_NARRATOR_NONE ? NULL : how.kind == TS_NARRATOR_MODEL ? open_model(settings, err) : open_grammar();
    ts_narrator_settings_clear(settings);
    if (!*out) return how.kind == TS_NARRATOR_NONE ? TS_OK : TS_UNAVAILABLE;
    (*out)->kind = how.kind;
    (*out)->keeps_names = how.keeps_names;
    (*out)->wait_ms = how.wait_ms;
    (*out)->run_tokens = how.run_tokens;
    (*out)->session_tokens = how.session_tokens;
    return TS_OK;
}

void ts_narrator_close(struct ts_narrator *narrator)
{
    if (!narrator) return;
    if (narrator->close) narrator->close(narrator);
    else free(narrator);
}
