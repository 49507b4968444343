// frame.c - messages between the processes of a server
#include "web/frame.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

struct head {
    uint32_t length, kind;
    uint64_t number;
};

bool ts_wire_pair(int out[2])
{
    return !socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out);
}

void ts_wire_clear(struct ts_wire *wire)
{
    if (wire->fd >= 0) close(wire->fd);
    ts_buffer_clear(&wire->in);
    ts_buffer_clear(&wire->out);
    *wire = (struct ts_wire){.fd = -1, .is_ended = true};
}

void ts_wire_add(struct ts_wire *wire, enum ts_frame_kind kind, uint64_t number, const void *bytes, size_t length)
{
    struct head head = {.length = (uint32_t)length, .kind = kind, .number = number};
    if (wire->is_ended) return;
    ts_buffer_add(&wire->out, &head, sizeof head);
    ts_buffer_add(&wire->out, bytes, length);
}

bool ts_wire_has_unsent(const struct ts_wire *wire)
{
    return !wire->is_ended && wire->sent < wire->out.length;
}

static bool wait_for(int fd, short events)
{
    struct pollfd ready = {.fd = fd, .events = events};
    return poll(&ready, 1, -1) > 0 || errno == EINTR;
}

void ts_wire_flush(struct ts_wire *wire, bool waits)
{
    while (ts_wire_has_unsent(wire)) {
        ssize_t count = send(wire->fd, wire->out.bytes + wire->sent, wire->out.length - wire->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0) wire->sent += (size_t)count;
        else if (errno == EAGAIN && !waits) return;
        else if (errno == EAGAIN ? !wait_for(wire->fd, POLLOUT) : errno != EINTR) wire->is_ended = true;
    }
    wire->out.length = wire->sent = 0;
}

static void forget_taken(struct ts_wire *wire)
{
    if (!wire->taken) return;
    memmove(wire->in.bytes, wire->in.bytes + wire->taken, wire->in.length - wire->taken);
    wire->in.length -= wire->taken;
    wire->taken = 0;
}

void ts_wire_hear(struct ts_wire *wire)
{
    ssize_t count;
    forget_taken(wire);
    do {
        ts_buffer_grow(&wire->in, PIECE);
        count = recv(wire->fd, wire->in.bytes + wire->in.length, PIECE, MSG_DONTWAIT);
        if (count > 0) wire->in.length += (size_t)count;
    } while (count == PIECE || (count < 0 && errno == EINTR));
    if (!count || (count < 0 && errno != EAGAIN)) wire->is_ended = true;
}

bool ts_wire_next(struct ts_wire *wire, struct ts_wire_frame *out)
{
    struct head head;
    size_t left = wire->in.length - wire->taken;
    if (left < sizeof head) return false;
    memcpy(&head, wire->in.bytes + wire->taken, sizeof head);
    if (head.length > TS_FRAME_MAX) wire->is_ended = true;
    if (head.length > TS_FRAME_MAX || left - sizeof head < head.length) return false;
    *out = (struct ts_wire_frame){(enum ts_frame_kind)head.kind, head.number, wire->in.bytes + wire->taken + sizeof head, head.length};
    wire->taken += sizeof head + head.length;
    return true;
}

bool ts_frame_opens_stream(const struct ts_wire_frame *frame)
{
    struct ts_answer_head head = {0};
    if (frame->kind == TS_FRAME_ANSWER && frame->length >= sizeof head) memcpy(&head, frame->bytes, sizeof head);
    return head.type == TS_REPLY_STREAM;
}

// --- descriptors

union passed { // a control message with room for one descriptor
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(int))];
};

bool ts_wire_give(int fd, uint64_t number, int given)
{
    union passed passed = {.head = {.cmsg_len = CMSG_LEN(sizeof given), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    struct iovec piece = {&number, sizeof number};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = &passed, .msg_controllen = sizeof passed};
    memcpy(CMSG_DATA(&passed.head), &given, sizeof given);
    ssize_t count;
    do {
        count = sendmsg(fd, &message, MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    return count == sizeof number;
}

bool ts_wire_receive(int fd, uint64_t *number, int *given)
{
    union passed passed = {0};
    struct iovec piece = {number, sizeof *number};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = &passed, .msg_controllen = sizeof passed};
    ssize_t count;
    do {
        count = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    } while (count < 0 && errno == EINTR);
    if (count != sizeof *number || !CMSG_FIRSTHDR(&message)) return false;
    memcpy(given, CMSG_DATA(&passed.head), sizeof *given);
    return true;
}
