// stream.h - the words of a chat completion as they come over the wire: server-sent events, or one object of JSON
#ifndef TS_NARRATOR_STREAM_H
#define TS_NARRATOR_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { TS_STREAM_LINE_MAX = 256 * 1024, TS_STREAM_BODY_MAX = 1024 * 1024 };

struct ts_stream_reader { // zero-initialised, then given bytes as they come, then ended, then cleared
    struct ts_buffer line;   // that has not ended yet; of an answer that is no stream all of it
    struct ts_buffer data;   // of the event that has not ended yet
    size_t length;           // of all that came
    bool is_object;          // it is no stream: one object
    bool has_begun, has_return; // a line has come; the last one ended with CR alone
    bool is_done;            // it said that it is: [DONE], or why it ended
    bool is_closed;          // [DONE]: whatever comes is none of it
    bool is_refusal;         // its failure is the model's, not the machinery's
    bool is_heard;           // some of it was JSON
    bool is_cut;             // because tokens_max was reached
    bool has_usage;
    int64_t tokens_in, tokens_out;
    char failure[200];       // why it cannot go on; "": it can. In words of ours, or the server's, cleaned
    void (*words)(void *self, const char *bytes, size_t length); // whole code points
    void *self;
};
void ts_stream_take(struct ts_stream_reader *reader, const char *bytes, size_t length);
void ts_stream_end(struct ts_stream_reader *reader); // nothing more will come
void ts_stream_clear(struct ts_stream_reader *reader);
// What an answer that is no success says of itself: the message of {"error":{"message":…}} or the beginning of its text, on one line.
void ts_stream_error_words(const char *body, size_t length, char *out, size_t size);

#endif
