// frame.h - messages between the processes of a server, over AF_UNIX stream sockets
#ifndef TS_WEB_FRAME_H
#define TS_WEB_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

enum ts_frame_kind {
    // master -> worker; the number is the request's
    TS_FRAME_ASK = 1,    // JSON, see desk.h
    TS_FRAME_HANGUP,     // whoever listened to this stream has left
    // worker -> master; the number is that of the request
    TS_FRAME_ANSWER,     // struct ts_answer_head, then the body
    TS_FRAME_ELSEWHERE,  // the id of the universe that it is about: another worker's
    TS_FRAME_EVENT,      // of a stream: "event: news\ndata: {...}\n\n"
    TS_FRAME_END,        // of a stream
    // worker -> committer; the number is a ticket
    TS_FRAME_STORE,      // a changeset
    // committer -> worker
    TS_FRAME_STORED,     // how it ended
    // nursery -> master
    TS_FRAME_READY,      // "core 1.0.0, harbour 1.2.0"
    TS_FRAME_FAILED,     // struct ts_err
};

struct ts_wire_frame {
    enum ts_frame_kind kind;
    uint64_t number;
    const char *bytes; // borrowed, see ts_frame_next
    size_t length;
};

// STREAM: its body is what comes as TS_FRAME_EVENT until TS_FRAME_END.
enum ts_reply_type { TS_REPLY_JSON, TS_REPLY_PROBLEM, TS_REPLY_HTML, TS_REPLY_SVG, TS_REPLY_STREAM };
struct ts_answer_head { uint16_t status, type; }; // HTTP status; enum ts_reply_type

// One end of such a socket. Zero-initialised but for `fd`; ts_wire_clear closes it.
struct ts_wire {
    int fd;                    // -1: none
    struct ts_buffer in, out;  // heard and not yet taken; to be sent
    size_t taken, sent;        // of them
    bool is_ended;             // the other end hung up, or broke
};

enum { TS_FRAME_MAX = 64 << 20 }; // bytes; a longer one is a bug, and ends the wire

bool ts_wire_pair(int out[2]);   // two ends, closed on exec; false: errno
void ts_wire_clear(struct ts_wire *wire);
void ts_wire_add(struct ts_wire *wire, enum ts_frame_kind kind, uint64_t number, const void *bytes, size_t length);
// Sends what can be sent without waiting (all of it, however long that takes, when `waits`).
void ts_wire_flush(struct ts_wire *wire, bool waits);
bool ts_wire_has_unsent(const struct ts_wire *wire);
void ts_wire_hear(struct ts_wire *wire); // reads what is there, without waiting
// The next frame that was heard whole; its bytes stay valid until the next ts_wire_hear. False: there is none.
bool ts_wire_next(struct ts_wire *wire, struct ts_wire_frame *out);

bool ts_frame_opens_stream(const struct ts_wire_frame *frame); // an answer of type TS_REPLY_STREAM

// A number with a descriptor, which the receiver then has too; both wait. False: the other end hung up.
bool ts_wire_give(int fd, uint64_t number, int given);
bool ts_wire_receive(int fd, uint64_t *number, int *given);

#endif
