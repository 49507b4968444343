// prose_join.c - puts paragraphs together: breaks, joints and single spaces
#include <string.h>

#include "game/prose_node.h"

struct joint { // what stands between the last word put and the next
    struct ts_buffer *out;
    bool has_break, has_space;
    bool has_glue;   // `<>` was met: no break, and a space only if one was written
    bool is_indent;  // spaces are a paragraph's indentation
    bool keeps_glue; // even before the first word
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

enum { AT_ONCE = 16 };

// Looks at so many bytes, and the one before them, that the compiler takes them all in one step.
static void look(const char *restrict bytes, unsigned char *restrict found)
{
    for (int i = 0; i < AT_ONCE; i++) {
        unsigned char blank = (bytes[i] == ' ') | (bytes[i] == '\n');
        unsigned char before = (bytes[i - 1] == ' ') | (bytes[i - 1] == '\n');
        found[i] |= (blank & before) | (bytes[i] == TS_PROSE_GLUE) | (bytes[i] == '\t');
    }
}

// Nothing to join, fold or trim inside: the usual case, copied whole.
static bool is_clean(const char *bytes, size_t length)
{
    unsigned char found[AT_ONCE] = {0}, all = 0;
    if (length <= AT_ONCE || is_blank(bytes[0]) || bytes[0] == TS_PROSE_GLUE || is_blank(bytes[length - 1])) return false;
    for (size_t i = 1; i + AT_ONCE < length; i += AT_ONCE) look(bytes + i, found);
    look(bytes + length - AT_ONCE, found);
    for (int i = 0; i < AT_ONCE; i++) all |= found[i];
    return !all;
}

static struct joint joint_at_end(struct ts_buffer *out)
{
    struct joint joint = {.out = out};
    if (out->length && out->bytes[out->length - 1] == TS_PROSE_GLUE) {
        joint.has_glue = true;
        out->length--;
        if (out->length && out->bytes[out->length - 1] == ' ') {
            joint.has_space = true;
            out->length--;
        }
    }
    joint.has_break = out->length && !joint.has_glue;
    joint.is_indent = !joint.has_glue;
    return joint;
}

static void put_between(struct joint *joint, char next)
{
    bool is_first = joint->out->length == 0;
    if (is_first && joint->has_glue && joint->keeps_glue) {
        ts_buffer_add_byte(joint->out, TS_PROSE_GLUE);
        is_first = false;
    }
    if (is_first) return;
    if (joint->has_break)
        ts_buffer_add_byte(joint->out, '\n');
    else if (joint->has_space && !(joint->has_glue && strchr(",.;:!?", next)))
        ts_buffer_add_byte(joint->out, ' ');
}

static void put(struct joint *joint, const char *words, size_t length)
{
    put_between(joint, words[0]);
    ts_buffer_add(joint->out, words, length);
    joint->has_break = joint->has_space = joint->has_glue = joint->is_indent = false;
}

static void take_blank(struct joint *joint, char byte)
{
    if (byte == TS_PROSE_GLUE) {
        joint->has_glue = true;
        joint->has_break = joint->is_indent = false;
    } else if (byte == '\n') {
        if (!joint->has_glue) joint->has_space = false;
        joint->has_break = !joint->has_glue;
        joint->is_indent = true;
    } else if (!joint->is_indent) {
        joint->has_space = true;
    }
}

// One space, or one break, between words is as it should be.
static bool is_single(const char *at, size_t left)
{
    return (*at == ' ' || *at == '\n') && left > 1 && !is_blank(at[1]) && at[1] != TS_PROSE_GLUE;
}

// Bytes of the words at `at`, with single blanks between them; names whole, whatever is in them.
static size_t words_length(const char *at, size_t left)
{
    size_t i = 0;
    while (i < left && at[i] != TS_PROSE_GLUE && (!is_blank(at[i]) || (i > 0 && is_single(at + i, left - i)))) {
        const char *close = at[i] == TS_PROSE_NAME_OPEN ? memchr(at + i, TS_PROSE_NAME_CLOSE, left - i) : NULL;
        i = close ? (size_t)(close - at) + 1 : i + 1;
    }
    return i;
}

static void join(struct joint *joint, const char *more, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t words = words_length(more + i, length - i);
        if (words)
            put(joint, more + i, words);
        else
            take_blank(joint, more[i]);
        i += words ? words : 1;
    }
    if (joint->has_glue) {
        if (joint->has_space) ts_buffer_add_byte(joint->out, ' ');
        ts_buffer_add_byte(joint->out, TS_PROSE_GLUE);
    }
}

void ts_prose_join(struct ts_buffer *out, const char *more, size_t length)
{
    struct joint joint;
    if (length == 0) return;
    joint = joint_at_end(out);
    if (!joint.has_glue && is_clean(more, length)) {
        if (joint.has_break) ts_buffer_add_byte(out, '\n');
        ts_buffer_add(out, more, length);
        return;
    }
    join(&joint, more, length);
}

void ts_prose_join_raw(struct ts_buffer *out, const char *more, size_t length)
{
    struct joint joint = {.out = out, .is_indent = true, .keeps_glue = true};
    join(&joint, more, length);
}

void ts_prose_finish(struct ts_buffer *out)
{
    while (out->length && (out->bytes[out->length - 1] == TS_PROSE_GLUE || out->bytes[out->length - 1] == ' ')) out->length--;
    if (out->bytes) out->bytes[out->length] = '\0';
}

void ts_prose_name(const char *text, size_t length, ts_name_of *name_of, void *self, struct ts_buffer *out)
{
    const char *end = text + length;
    while (text < end) {
        const char *open = memchr(text, TS_PROSE_NAME_OPEN, (size_t)(end - text));
        const char *close = open ? memchr(open, TS_PROSE_NAME_CLOSE, (size_t)(end - open)) : NULL;
        ts_buffer_add(out, text, (size_t)((close ? open : end) - text));
        if (!close) return;
        ts_buffer_add_text(out, name_of(self, open + 1, (size_t)(close - open - 1)));
        text = close + 1;
    }
}
