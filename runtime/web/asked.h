// asked.h - what a worker was asked and has not answered yet: what waits for a world, and what waits to be stored
//
// A turn that is on its way to the committer is answered when it is stored. The next turns of its universe are computed on it as far as the store sees
// ahead (store/relay.h), and nothing of them is told before what they stand on is stored; whatever else is asked of it waits, and other universes go on.
// When it was not stored its universe's runs are let go, and what was asked is done again, in its order and with the same keys.
#ifndef TS_WEB_ASKED_H
#define TS_WEB_ASKED_H

#include "web/answer.h"

enum ts_asked_state { TS_ASKED_WAITS, TS_ASKED_HELD, TS_ASKED_LOST }; // for its universe; for its ticket; until it can be done again

struct ts_asked {
    enum ts_asked_state state;
    struct ts_request request;
    struct ts_reply reply; // of a held one
    json_t *root;          // what the request borrows from
    int64_t universe;      // the row of the one that it is about; 0: none
    uint64_t ticket;       // the newest that it stands on
    enum ts_status status; // of a held one, with `err`
    struct ts_err err;
};

void ts_asked_take(struct ts_desk *desk, uint64_t number, const char *bytes, size_t length);
void ts_asked_note(void *desk, const struct ts_stored *stored); // for struct ts_storing
void ts_asked_settle(struct ts_desk *desk); // does what can be done by now
// An event of a stream: told when all that it can know of its universe is stored, and never when that was not.
void ts_asked_tell(struct ts_desk *desk, int64_t universe, uint64_t number, const struct ts_buffer *bytes);
void ts_asked_forget(struct ts_desk *desk); // all of it, unanswered

#endif
