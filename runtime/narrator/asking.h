// asking.h - what the files of the model share: a narrator that asks, and one request under way
#ifndef TS_NARRATOR_ASKING_H
#define TS_NARRATOR_ASKING_H

#define CURL_DISABLE_TYPECHECK // or what is called by a pointer would be a macro
#include <curl/curl.h>
#include <sys/types.h>

#include "base/library.h"
#include "base/rng.h"
#include "narrator/cache.h"
#include "narrator/ledger.h"
#include "narrator/model.h"
#include "narrator/stream.h"

#define CURL_FUNCTIONS(do) \
    do(curl_global_init) do(curl_slist_append) do(curl_slist_free_all) \
    do(curl_easy_init) do(curl_easy_setopt) do(curl_easy_getinfo) do(curl_easy_strerror) do(curl_easy_cleanup) \
    do(curl_multi_init) do(curl_multi_setopt) do(curl_multi_add_handle) do(curl_multi_remove_handle) do(curl_multi_socket_action) \
    do(curl_multi_info_read) do(curl_multi_cleanup)

struct curl_library { CURL_FUNCTIONS(TS_LIBRARY_FUNCTION) };

struct ts_model {
    struct ts_narrator narrator; // first: it is one
    struct curl_library lib;
    struct ts_narrator_settings settings;
    struct ts_ledger *ledger;
    struct ts_cache cache;
    struct ts_buffer address;    // where chats are completed
    struct curl_slist *headers;  // with the key
    // of this process:
    pid_t process;               // whose the rest is; 0: nobody's yet
    CURLM *multi;
    int epoll, timer;
    struct ts_asking *first;     // a list
    struct ts_rng rng;           // of how long to wait before asking again
};

struct ts_asking {
    struct ts_model *model;
    struct ts_asking *next;
    struct ts_narrator_hearing hearing;
    struct ts_buffer body;       // as it is sent
    unsigned char hash[TS_HASH_SIZE];
    struct ts_stream_reader reader;
    struct ts_buffer words;      // that came, for the cache
    long status;                 // of the last answer that was no success; 0: there was none, or it was lost by `code`
    CURLcode code;
    struct ts_buffer refusal;    // what that answer said
    bool is_refused;             // of this try: it is what is coming
    size_t prompt_bytes;
    int64_t deadline, again_at;  // monotonic ms; 0: it is on its way
    CURL *easy;                  // NULL: it waits, or the cache has it
    int tries;
    size_t words_most;           // bytes: what is more it forgot its max_tokens for
    bool is_probe;               // whether the model is well again
    int64_t least_ms;            // that it is of no use to ask again
    bool is_cached, is_over, is_heard; // is_heard: words of it were given, so that it is not asked anew
    const struct ts_buffer *answer;    // of the cache
};

// curl.c: connections of this process, made when they are first needed; false: they cannot be had
bool ts_curl_ready(struct ts_model *model);
bool ts_curl_send(struct ts_asking *asking);
void ts_curl_take_back(struct ts_asking *asking); // it is not on its way any more
void ts_curl_hear(struct ts_model *model);        // lets what is under way go on; calls ts_asking_ended
void ts_curl_set_timer(struct ts_model *model, int64_t at); // `fd` can be read then, monotonic ms; 0: never
void ts_curl_close(struct ts_model *model);

// model.c
void ts_asking_ended(struct ts_asking *asking, CURLcode code);

#endif
