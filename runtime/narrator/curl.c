// curl.c - a model's connections: curl, with one descriptor that stands for all of them
#include "narrator/asking.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/clock.h"

enum { BUFFER = 16384, EVENTS = 64, IDLE_CONNECTIONS = 16, REFUSAL_MAX = 4096 };

// --- curl tells which sockets it waits for, and until when

static int set_socket(CURL *easy, curl_socket_t socket, int what, void *self, void *of_socket)
{
    const struct ts_model *model = self;
    struct epoll_event event = {.data.fd = socket};
    (void)easy, (void)of_socket;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(model->epoll, EPOLL_CTL_DEL, socket, NULL);
        return 0;
    }
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    if (epoll_ctl(model->epoll, EPOLL_CTL_MOD, socket, &event)) return epoll_ctl(model->epoll, EPOLL_CTL_ADD, socket, &event);
    return 0;
}

// curl's own timers and ours share one: whatever is due is looked at whenever it rings.
static int set_timer(CURLM *multi, long ms, void *self)
{
    (void)multi;
    if (ms >= 0) ts_curl_set_timer(self, ts_clock_millis() + ms);
    return 0;
}

void ts_curl_set_timer(struct ts_model *model, int64_t at)
{
    struct itimerspec now, then = {0};
    int64_t left = at - ts_clock_millis();
    if (left < 1) left = 1;
    timerfd_gettime(model->timer, &now);
    int64_t set = (int64_t)now.it_value.tv_sec * 1000 + now.it_value.tv_nsec / 1000000;
    if ((now.it_value.tv_sec || now.it_value.tv_nsec) && set <= left) return; // it rings before
    then.it_value.tv_sec = left / 1000;
    then.it_value.tv_nsec = left % 1000 * 1000000;
    timerfd_settime(model->timer, 0, &then, NULL);
}

// --- made for each process anew: nothing of them is shared with the one that it was forked from

static bool make(struct ts_model *model)
{
    struct epoll_event event = {.events = EPOLLIN};
    model->process = getpid();
    model->first = NULL;
    model->multi = model->lib.curl_multi_init();
    model->epoll = epoll_create1(EPOLL_CLOEXEC);
    model->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    event.data.fd = model->timer;
    if (!model->multi || model->epoll < 0 || model->timer < 0 || epoll_ctl(model->epoll, EPOLL_CTL_ADD, model->timer, &event)) return false;
    model->rng = ts_rng_stream((uint64_t)ts_hash_salt(), (uint64_t)model->process, 0, 0);
    model->lib.curl_multi_setopt(model->multi, CURLMOPT_SOCKETFUNCTION, set_socket);
    model->lib.curl_multi_setopt(model->multi, CURLMOPT_SOCKETDATA, model);
    model->lib.curl_multi_setopt(model->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    model->lib.curl_multi_setopt(model->multi, CURLMOPT_TIMERDATA, model);
    model->lib.curl_multi_setopt(model->multi, CURLMOPT_MAXCONNECTS, (long)IDLE_CONNECTIONS);
    return true;
}

bool ts_curl_ready(struct ts_model *model)
{
    return model->process == getpid() ? model->multi != NULL : make(model);
}

void ts_curl_close(struct ts_model *model)
{
    if (model->process != getpid()) return;
    model->lib.curl_multi_cleanup(model->multi);
    if (model->epoll >= 0) close(model->epoll);
    if (model->timer >= 0) close(model->timer);
    model->process = 0;
}

// --- one request

// Those of the try before are kept until there are others, so that a status and its words are of one answer.
static void take_refusal(struct ts_asking *asking, long status, const char *bytes, size_t length)
{
    if (!asking->is_refused) asking->refusal.length = 0;
    asking->is_refused = true;
    asking->status = status;
    if (asking->refusal.length < REFUSAL_MAX) ts_buffer_add(&asking->refusal, bytes, length);
}

// Words of an answer that is no success are no words of a story.
static size_t take(char *bytes, size_t size, size_t count, void *self)
{
    struct ts_asking *asking = self;
    long status = 0;
    asking->model->lib.curl_easy_getinfo(asking->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status == 200) ts_stream_take(&asking->reader, bytes, size * count);
    else take_refusal(asking, status, bytes, size * count);
    return *asking->reader.failure ? 0 : size * count; // 0: no more of it is wanted
}

bool ts_curl_send(struct ts_asking *asking)
{
    struct ts_model *model = asking->model;
    CURL *easy = asking->easy = model->lib.curl_easy_init();
    if (!easy) return false;
    model->lib.curl_easy_setopt(easy, CURLOPT_URL, model->address.bytes);
    model->lib.curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    model->lib.curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    model->lib.curl_easy_setopt(easy, CURLOPT_HTTPHEADER, model->headers);
    model->lib.curl_easy_setopt(easy, CURLOPT_POSTFIELDS, asking->body.bytes);
    model->lib.curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)asking->body.length);
    model->lib.curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    model->lib.curl_easy_setopt(easy, CURLOPT_WRITEDATA, asking);
    model->lib.curl_easy_setopt(easy, CURLOPT_PRIVATE, asking);
    model->lib.curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)BUFFER);
    model->lib.curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    model->lib.curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    return model->lib.curl_multi_add_handle(model->multi, easy) == CURLM_OK;
}

void ts_curl_take_back(struct ts_asking *asking)
{
    if (!asking->easy) return;
    asking->model->lib.curl_multi_remove_handle(asking->model->multi, asking->easy);
    asking->model->lib.curl_easy_cleanup(asking->easy);
    asking->easy = NULL;
}

static void end_ended(struct ts_model *model)
{
    CURLMsg *message;
    int left;
    while ((message = model->lib.curl_multi_info_read(model->multi, &left))) {
        struct ts_asking *asking = NULL;
        CURLcode code = message->data.result;
        if (message->msg != CURLMSG_DONE) continue;
        model->lib.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &asking);
        ts_asking_ended(asking, code);
    }
}

void ts_curl_hear(struct ts_model *model)
{
    struct epoll_event events[EVENTS];
    int running, count = epoll_wait(model->epoll, events, EVENTS, 0);
    for (int i = 0; i < count; i++) {
        uint64_t rings;
        if (events[i].data.fd == model->timer) {
            ssize_t length = read(model->timer, &rings, sizeof rings);
            (void)length;
            continue;
        }
        int what = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR) ? CURL_CSELECT_IN : 0) | (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0);
        model->lib.curl_multi_socket_action(model->multi, events[i].data.fd, what, &running);
    }
    model->lib.curl_multi_socket_action(model->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    end_ended(model);
}
