// password.c - passwords made into hashes and checked against them, beside the thread that serves
#include "web/password.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/arena.h"

// Argon2id with 19 MiB, twice over: what is advised for the least, and little enough for a small machine with a game on it.
static const unsigned long long passes = 2;
static const size_t memory = 19 << 20;

struct job {
    struct job *next;
    struct ts_secret secret;
    ts_password_done *done;
    void *self;
};

struct list { struct job *first, *last; };

struct ts_passwords {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wanted;
    struct list waiting, done; // under the lock
    bool is_ending;            // under the lock
    uint32_t count;            // not yet called back; this side's alone
    int ready;
};

static void add(struct list *list, struct job *job)
{
    job->next = NULL;
    if (list->last) list->last->next = job;
    else list->first = job;
    list->last = job;
}

static struct job *take(struct list *list)
{
    struct job *job = list->first;
    if (job) list->first = job->next;
    if (!list->first) list->last = NULL;
    return job;
}

static void drop(struct job *job)
{
    sodium_memzero(job, sizeof *job);
    free(job);
}

void ts_secret_work(struct ts_secret *secret)
{
    size_t length = strlen(secret->password);
    if (secret->is_made) secret->is_good = !crypto_pwhash_str_alg(secret->hash, secret->password, length, passes, memory, crypto_pwhash_ALG_ARGON2ID13);
    else secret->is_good = !crypto_pwhash_str_verify(secret->hash, secret->password, length);
    sodium_memzero(secret->password, sizeof secret->password);
}

const char *ts_password_nobody(void)
{
    return "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

static void *work(void *self)
{
    struct ts_passwords *passwords = self;
    pthread_mutex_lock(&passwords->lock);
    while (!passwords->is_ending) {
        struct job *job = take(&passwords->waiting);
        if (!job) {
            pthread_cond_wait(&passwords->wanted, &passwords->lock);
            continue;
        }
        pthread_mutex_unlock(&passwords->lock);
        ts_secret_work(&job->secret);
        pthread_mutex_lock(&passwords->lock);
        add(&passwords->done, job);
        (void)eventfd_write(passwords->ready, 1);
    }
    pthread_mutex_unlock(&passwords->lock);
    return NULL;
}

enum ts_status ts_passwords_open(struct ts_passwords **out, struct ts_err *err)
{
    struct ts_passwords *passwords = ts_memory_get(sizeof *passwords);
    *passwords = (struct ts_passwords){.ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    *out = NULL;
    pthread_mutex_init(&passwords->lock, NULL);
    pthread_cond_init(&passwords->wanted, NULL);
    int problem = passwords->ready < 0 ? errno : pthread_create(&passwords->thread, NULL, work, passwords);
    if (!problem) {
        *out = passwords;
        return TS_OK;
    }
    if (passwords->ready >= 0) close(passwords->ready);
    free(passwords);
    return ts_err_set(err, TS_IO, "cannot make ready for passwords: %s", strerror(problem));
}

void ts_passwords_close(struct ts_passwords *passwords)
{
    struct job *job;
    if (!passwords) return;
    pthread_mutex_lock(&passwords->lock);
    passwords->is_ending = true;
    pthread_cond_signal(&passwords->wanted);
    pthread_mutex_unlock(&passwords->lock);
    pthread_join(passwords->thread, NULL);
    while ((job = take(&passwords->waiting)) || (job = take(&passwords->done))) drop(job);
    pthread_mutex_destroy(&passwords->lock);
    pthread_cond_destroy(&passwords->wanted);
    close(passwords->ready);
    free(passwords);
}

int ts_passwords_descriptor(const struct ts_passwords *passwords)
{
    return passwords->ready;
}

bool ts_passwords_add(struct ts_passwords *passwords, const struct ts_secret *secret, ts_password_done *done, void *self)
{
    if (passwords->count == TS_SECRETS_MAX) return false;
    struct job *job = ts_memory_get(sizeof *job);
    *job = (struct job){.secret = *secret, .done = done, .self = self};
    passwords->count++;
    pthread_mutex_lock(&passwords->lock);
    add(&passwords->waiting, job);
    pthread_cond_signal(&passwords->wanted);
    pthread_mutex_unlock(&passwords->lock);
    return true;
}

void ts_passwords_hear(struct ts_passwords *passwords)
{
    eventfd_t count;
    struct job *job;
    if (eventfd_read(passwords->ready, &count)) return;
    pthread_mutex_lock(&passwords->lock);
    struct list done = passwords->done;
    passwords->done = (struct list){0};
    pthread_mutex_unlock(&passwords->lock);
    while ((job = take(&done))) {
        passwords->count--;
        job->done(job->self, &job->secret);
        drop(job);
    }
}
