// cutter.h - a way to the server that can be cut at any moment: a process between the two, that counts what the program sends
#ifndef TS_TESTS_STORE_CUTTER_H
#define TS_TESTS_STORE_CUTTER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct cutter_orders {        // seen by both processes
    volatile int seen, at;    // messages so far; which one the way is cut at, 0: none
    volatile bool lets_it_by; // the server gets it, and its answer is lost; else it never gets there
};

struct cutter {
    struct cutter_orders *orders;
    pid_t process;
    int port;
};

static inline struct sockaddr_in cutter_address(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static inline bool cutter_put(int to, const char *bytes, ssize_t length)
{
    for (ssize_t put; length > 0; bytes += put, length -= put)
        if ((put = send(to, bytes, (size_t)length, MSG_NOSIGNAL)) <= 0) return false;
    return true;
}

// False: it is over.
static inline bool cutter_carry(struct cutter_orders *orders, int from, int to, bool is_program)
{
    static char bytes[1 << 16];
    ssize_t length = recv(from, bytes, sizeof bytes, 0);
    if (length <= 0) return false;
    bool is_cut = is_program && ++orders->seen == orders->at;
    if (is_cut && !orders->lets_it_by) return false;
    return cutter_put(to, bytes, length) && !is_cut;
}

static inline void cutter_serve(struct cutter_orders *orders, int program, int server)
{
    struct pollfd ends[2] = {{program, POLLIN, 0}, {server, POLLIN, 0}};
    bool goes_on = true;
    while (goes_on && poll(ends, 2, -1) > 0) {
        if (ends[0].revents) goes_on = cutter_carry(orders, program, server, true);
        if (goes_on && ends[1].revents) goes_on = cutter_carry(orders, server, program, false);
    }
    close(program);
    close(server);
}

static inline void cutter_run(struct cutter_orders *orders, int listener, int port)
{
    struct sockaddr_in to = cutter_address(port);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int program; (program = accept(listener, NULL, NULL)) >= 0;) {
        int server = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(server, (struct sockaddr *)&to, sizeof to)) _exit(1);
        cutter_serve(orders, program, server);
    }
    _exit(0);
}

// To the server at `port` of this machine.
static inline struct cutter cutter_open(int port)
{
    struct cutter cutter = {0};
    struct sockaddr_in at = cutter_address(0);
    socklen_t length = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    cutter.orders = mmap(NULL, sizeof *cutter.orders, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (cutter.orders == MAP_FAILED || bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 8)) abort();
    getsockname(listener, (struct sockaddr *)&at, &length);
    cutter.port = ntohs(at.sin_port);
    cutter.process = fork();
    if (!cutter.process) cutter_run(cutter.orders, listener, port);
    close(listener);
    return cutter;
}

static inline void cutter_close(struct cutter *cutter)
{
    kill(cutter->process, SIGKILL);
    waitpid(cutter->process, NULL, 0);
    munmap(cutter->orders, sizeof *cutter->orders);
}

#endif
