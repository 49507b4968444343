// ask.h - requests under way: which worker each was given to, and who hears of it
#ifndef TS_WEB_ASK_H
#define TS_WEB_ASK_H

#include "web/pool.h"

enum { TS_ASKS_MAX = 4096 };

struct ts_ask { // asked and not yet done with
    uint64_t number; // its place and how many were asked before; 0: free
    struct ts_asker asker;
    struct ts_buffer bytes;
    uint64_t run;    // what is remembered of where its run lives; 0: it is about none
    uint32_t worker;
    int deaths, hops;
    bool is_sent, is_streaming, is_left; // is_left: nobody wants to hear of it
    int64_t since;   // ms, that it has waited without being sent
};

struct ts_asks { // zero-initialised is empty
    struct ts_ask items[TS_ASKS_MAX];
    uint32_t top; // places from here on were never used
    uint64_t serial;
};

struct ts_ask *ts_asks_add(struct ts_asks *asks);                   // NULL: there are too many
struct ts_ask *ts_asks_find(struct ts_asks *asks, uint64_t number); // NULL: it is done with
// Those that nobody died over first, then in the order in which they came. NULL: all are sent.
struct ts_ask *ts_asks_first_unsent(struct ts_asks *asks, uint32_t worker);
bool ts_asks_has_in_hand(const struct ts_asks *asks, uint32_t worker);
uint32_t ts_asks_least_busy(const struct ts_asks *asks, uint32_t workers);

bool ts_ask_is_in_hand(const struct ts_ask *ask, uint32_t worker); // is it what that worker computes just now, as far as is known?
void ts_ask_forget(struct ts_ask *ask);
void ts_ask_fail(struct ts_ask *ask, uint16_t status); // forgets it, and tells who asked

#endif
