// listen.c - the socket that a server listens at, and the names it goes by there
#include "web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"

enum { BACKLOG = 511, ADDRESS_SIZE = INET6_ADDRSTRLEN + 2 };

union place {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool read_place(const char *text, uint16_t port, union place *out)
{
    memset(out, 0, sizeof *out);
    if (!strcmp(text, "localhost")) text = "127.0.0.1";
    out->any.sa_family = strchr(text, ':') ? AF_INET6 : AF_INET;
    if (out->any.sa_family == AF_INET6) {
        out->six.sin6_port = htons(port);
        return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1;
    }
    out->four.sin_port = htons(port);
    return inet_pton(AF_INET, text, &out->four.sin_addr) == 1;
}

// As it stands in a URL: IPv6 in brackets.
static const char *print_place(const union place *place, char out[ADDRESS_SIZE])
{
    char text[INET6_ADDRSTRLEN] = "";
    bool is_six = place->any.sa_family == AF_INET6;
    inet_ntop(place->any.sa_family, is_six ? (const void *)&place->six.sin6_addr : &place->four.sin_addr, text, sizeof text);
    snprintf(out, ADDRESS_SIZE, is_six ? "[%s]" : "%s", text);
    return out;
}

static bool is_loopback(const union place *place)
{
    if (place->any.sa_family == AF_INET6) return IN6_IS_ADDR_LOOPBACK(&place->six.sin6_addr);
    return ntohl(place->four.sin_addr.s_addr) >> 24 == 127;
}

static bool is_every(const union place *place)
{
    if (place->any.sa_family == AF_INET6) return IN6_IS_ADDR_UNSPECIFIED(&place->six.sin6_addr);
    return place->four.sin_addr.s_addr == htonl(INADDR_ANY);
}

// --- names

static void add_host(struct ts_listening *out, const char *name, bool is_bare)
{
    struct ts_buffer host = {0};
    size_t count = 0;
    for (; out->hosts && out->hosts[count]; count++) continue;
    out->hosts = ts_memory_grow(out->hosts, (count + 3) * sizeof *out->hosts);
    if (out->port == 80 || is_bare) out->hosts[count++] = ts_memory_copy(name); // browsers leave that port out
    ts_buffer_add_format(&host, "%s:%u", name, out->port);
    out->hosts[count++] = ts_buffer_take(&host);
    out->hosts[count] = NULL;
}

static void set_url(struct ts_buffer *url, const char *host, uint16_t port)
{
    url->length = 0;
    ts_buffer_add_format(url, "http://%s:%u", host, port);
}

// All addresses of this machine, as it listens at all; others reach it by the first that is not its own loopback.
static void add_interfaces(struct ts_listening *out, sa_family_t family)
{
    struct ifaddrs *list = NULL;
    char text[ADDRESS_SIZE];
    bool has_url = false;
    if (getifaddrs(&list)) return;
    for (const struct ifaddrs *one = list; one; one = one->ifa_next) {
        union place place = {0};
        if (!one->ifa_addr || !(one->ifa_flags & IFF_UP) || (one->ifa_addr->sa_family != AF_INET && one->ifa_addr->sa_family != AF_INET6)) continue;
        if (family == AF_INET && one->ifa_addr->sa_family != AF_INET) continue;
        memcpy(&place, one->ifa_addr, one->ifa_addr->sa_family == AF_INET ? sizeof place.four : sizeof place.six);
        add_host(out, print_place(&place, text), false);
        if (has_url || is_loopback(&place) || (place.any.sa_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&place.six.sin6_addr))) continue;
        set_url(&out->url, text, out->port);
        has_url = true;
    }
    freeifaddrs(list);
}

static void add_names(struct ts_listening *out, const union place *place, const char *const *names, uint32_t name_count)
{
    char text[ADDRESS_SIZE];
    const char *own = is_every(place) ? "127.0.0.1" : print_place(place, text);
    set_url(&out->own, own, out->port);
    set_url(&out->url, own, out->port);
    add_host(out, own, false);
    if (is_loopback(place) || is_every(place)) add_host(out, "localhost", false);
    if (is_every(place)) add_interfaces(out, place->any.sa_family);
    for (uint32_t i = 0; i < name_count; i++) add_host(out, names[i], true); // a proxy has the usual port
    if (name_count) set_url(&out->url, names[0], out->port);
}

static enum ts_status check_names(const char *const *names, uint32_t name_count, struct ts_err *err)
{
    for (uint32_t i = 0; i < name_count; i++)
        if (!*names[i] || strspn(names[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_") != strlen(names[i]))
            return ts_err_set(err, TS_USAGE, "\"%s\" is no host name: give it without \"http://\" and without a port", names[i]);
    return TS_OK;
}

// --- the socket

static enum ts_status refuse(const char *bind, uint16_t port, int why, struct ts_err *err)
{
    if (why == EADDRINUSE) return ts_err_set(err, TS_CANNOT_CREATE, "port %u of %s is taken: name another with --port, or 0 for one that is free", port, bind);
    if (why == EADDRNOTAVAIL) return ts_err_set(err, TS_CANNOT_CREATE, "\"%s\" is no address of this machine: --bind takes one that it has, or 0.0.0.0 for all", bind);
    if (why == EACCES) return ts_err_set(err, TS_CANNOT_CREATE, "port %u is not for everybody to open: take one from 1024 on", port);
    return ts_err_set(err, TS_CANNOT_CREATE, "cannot listen at %s, port %u: %s", bind, port, strerror(why));
}

// A port is free again at once when a server has ended.
static int open_socket(const union place *place)
{
    int one = 1, descriptor = socket(place->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    socklen_t size = place->any.sa_family == AF_INET6 ? sizeof place->six : sizeof place->four;
    if (descriptor < 0) return -1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (!bind(descriptor, &place->any, size) && !listen(descriptor, BACKLOG)) return descriptor;
    int why = errno;
    close(descriptor);
    errno = why;
    return -1;
}

enum ts_status ts_listening_open(const char *bind, uint16_t port, const char *const *names, uint32_t name_count, struct ts_listening *out,
                                 struct ts_err *err)
{
    union place place;
    socklen_t size = sizeof place;
    *out = (struct ts_listening){.descriptor = -1};
    enum ts_status status = check_names(names, name_count, err);
    if (status) return status;
    if (!read_place(bind, port, &place)) return ts_err_set(err, TS_USAGE, "--bind takes an address such as 127.0.0.1 or 0.0.0.0, not \"%s\"", bind);
    out->descriptor = open_socket(&place);
    if (out->descriptor < 0 || getsockname(out->descriptor, &place.any, &size)) return refuse(bind, port, errno, err);
    out->port = ntohs(place.any.sa_family == AF_INET6 ? place.six.sin6_port : place.four.sin_port);
    add_names(out, &place, names, name_count);
    return TS_OK;
}

void ts_listening_clear(struct ts_listening *listening)
{
    for (char **host = listening->hosts; host && *host; host++) free(*host);
    free(listening->hosts);
    if (listening->descriptor >= 0) close(listening->descriptor);
    ts_buffer_clear(&listening->own);
    ts_buffer_clear(&listening->url);
    *listening = (struct ts_listening){.descriptor = -1};
}
