// listen.h - the socket that a server listens at, and the names it goes by there
#ifndef TS_WEB_LISTEN_H
#define TS_WEB_LISTEN_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

struct ts_listening {
    int descriptor;          // -1: none
    uint16_t port;
    char **hosts;            // what may stand in Host; ends with NULL
    struct ts_buffer own, url; // as this machine reaches it, and as others do: "http://127.0.0.1:8080"
};

// `bind`: an address of this machine, 0.0.0.0 or :: for all. `names`: further ones that it is called by. Cleared by the caller in any case.
enum ts_status ts_listening_open(const char *bind, uint16_t port, const char *const *names, uint32_t name_count, struct ts_listening *out,
                                 struct ts_err *err) TS_MUST_USE;
void ts_listening_clear(struct ts_listening *listening);

#endif
