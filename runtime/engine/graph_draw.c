// graph_draw.c - Graphviz's `dot` run as a child: what it reads is given, what it draws and complains of is taken
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/graph.h"

enum { PICTURE_MAX = 256 << 20, COMPLAINT_MAX = 2000 };

struct drawing {
    pid_t child;
    int to, from, complains; // our ends; -1: closed
    const struct ts_buffer *dot;
    size_t given;
    struct ts_buffer *picture, complaint;
};

static void shut(int *file)
{
    if (*file >= 0) close(*file);
    *file = -1;
}

// --- starting it

struct ends { int to[2], from[2], complains[2]; };

static void close_ends(struct ends *ends, int side)
{
    shut(&ends->to[side]);
    shut(&ends->from[side]);
    shut(&ends->complains[side]);
}

static bool make_ends(struct ends *ends)
{
    *ends = (struct ends){{-1, -1}, {-1, -1}, {-1, -1}};
    int kind = SOCK_STREAM | SOCK_CLOEXEC; // sockets: a reader that is gone is an error, not a signal
    return !socketpair(AF_UNIX, kind, 0, ends->to) && !socketpair(AF_UNIX, kind, 0, ends->from) && !socketpair(AF_UNIX, kind, 0, ends->complains);
}

static int spawn(const struct ends *ends, const char *format, pid_t *child)
{
    char option[32];
    char *words[] = {"dot", option, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t usual, none;
    snprintf(option, sizeof option, "-T%s", format);
    sigemptyset(&usual);
    sigemptyset(&none);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends->to[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends->from[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, ends->complains[1], STDERR_FILENO);
    int problem = posix_spawnp(child, "dot", &files, &how, words, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return problem;
}

static enum ts_status start(struct drawing *drawing, const char *format, struct ts_err *err)
{
    struct ends ends;
    int problem = make_ends(&ends) ? 0 : errno;
    if (!problem) problem = spawn(&ends, format, &drawing->child);
    close_ends(&ends, 1);
    if (problem) close_ends(&ends, 0);
    drawing->to = ends.to[0];
    drawing->from = ends.from[0];
    drawing->complains = ends.complains[0];
    if (problem == ENOENT)
        return ts_err_set(err, TS_UNAVAILABLE, "Graphviz's program \"dot\" is not installed: install the package graphviz, or take --format dot");
    return problem ? ts_err_set(err, TS_UNAVAILABLE, "cannot run Graphviz's program \"dot\": %s", strerror(problem)) : TS_OK;
}

// --- giving and taking

static void give(struct drawing *drawing)
{
    ssize_t count = send(drawing->to, drawing->dot->bytes + drawing->given, drawing->dot->length - drawing->given, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) drawing->given += (size_t)count;
    bool is_over = count < 0 && errno != EINTR && errno != EAGAIN; // it reads no more: its complaint says why
    if (is_over || drawing->given == drawing->dot->length) shut(&drawing->to);
}

static void take(int *file, struct ts_buffer *out, size_t most)
{
    char piece[65536];
    ssize_t count = read(*file, piece, sizeof piece);
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
        shut(file);
        return;
    }
    if (out->length + (size_t)count <= most) ts_buffer_add(out, piece, (size_t)count);
}

static bool is_open(const struct drawing *drawing) { return drawing->to >= 0 || drawing->from >= 0 || drawing->complains >= 0; }

// False when the time was up.
static bool talk(struct drawing *drawing, int64_t until)
{
    while (is_open(drawing)) {
        struct pollfd files[] = {{drawing->to, POLLOUT, 0}, {drawing->from, POLLIN, 0}, {drawing->complains, POLLIN, 0}};
        int64_t left = (until - ts_clock_monotonic()) / 1000000;
        if (left <= 0) return false;
        if (poll(files, 3, left > 60000 ? 60000 : (int)left) <= 0) continue;
        if (files[0].revents) give(drawing);
        if (files[1].revents) take(&drawing->from, drawing->picture, PICTURE_MAX);
        if (files[2].revents) take(&drawing->complains, &drawing->complaint, COMPLAINT_MAX);
    }
    return true;
}

static enum ts_status judge(struct drawing *drawing, int ended, size_t before, struct ts_err *err)
{
    struct ts_buffer *said = &drawing->complaint;
    while (said->length && said->bytes[said->length - 1] == '\n') said->bytes[--said->length] = '\0';
    bool is_fine = WIFEXITED(ended) && !WEXITSTATUS(ended);
    if (is_fine && drawing->picture->length > before) return TS_OK;
    if (WIFSIGNALED(ended))
        return ts_err_set(err, TS_UNAVAILABLE, "Graphviz's program \"dot\" was ended by signal %d: --view clusters draws less", WTERMSIG(ended));
    return ts_err_set(err, TS_UNAVAILABLE, "Graphviz's program \"dot\" failed: %s", said->length ? said->bytes : "it drew nothing and did not say why");
}

enum ts_status ts_graph_draw(const struct ts_buffer *dot, const char *format, int seconds, struct ts_buffer *picture, struct ts_err *err)
{
    struct drawing drawing = {.dot = dot, .picture = picture};
    size_t before = picture->length;
    int ended = 0;
    enum ts_status status = start(&drawing, format, err);
    if (status) return status;
    bool is_done = talk(&drawing, ts_clock_monotonic() + (int64_t)seconds * 1000000000);
    if (!is_done) kill(drawing.child, SIGKILL);
    shut(&drawing.to);
    shut(&drawing.from);
    shut(&drawing.complains);
    while (waitpid(drawing.child, &ended, 0) < 0 && errno == EINTR) continue;
    if (!is_done) status = ts_err_set(err, TS_UNAVAILABLE, "Graphviz's program \"dot\" was still drawing after %d s and was ended: --view clusters draws less", seconds);
    else status = judge(&drawing, ended, before, err);
    ts_buffer_clear(&drawing.complaint);
    return status;
}
