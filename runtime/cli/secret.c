// secret.c - passwords in the words of a call: taken out of the list of processes
#include "cli/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/url.h"

static const char mark[] = "://";

// One with a password; NULL: there is none. "--store=URL" has it behind the sign.
static char *find_url(char *word)
{
    char *equals = strncmp(word, "--", 2) ? NULL : strchr(word, '=');
    char *url = equals ? equals + 1 : word;
    return ts_url_has_secret(url) ? url : NULL;
}

static char *behind_mark(char *url)
{
    return strstr(url, mark) + sizeof mark - 1;
}

char **ts_secret_hide(int argc, char **argv, bool *has_secret)
{
    char **words = ts_memory_get(((size_t)argc + 1) * sizeof *words);
    *has_secret = false;
    for (int i = 0; i < argc; i++) {
        char *url = find_url(argv[i]);
        words[i] = ts_memory_copy(argv[i]);
        if (url) memset(behind_mark(url), 'x', strlen(behind_mark(url)));
        *has_secret |= url != NULL;
    }
    words[argc] = NULL;
    return words;
}

static size_t count_same(const char *one, const char *other)
{
    size_t length = 0;
    while (one[length] && one[length] == other[length]) length++;
    return length;
}

// Does what is said go on as the word's url does where that is not to be shown any more?
static bool is_secret(const char *said, char *word)
{
    char *url = find_url(word), *shown = url ? ts_url_shown(url) : NULL;
    bool is = url && count_same(said, behind_mark(url)) > count_same(behind_mark(shown), behind_mark(url));
    free(shown);
    return is;
}

void ts_secret_redact(char **words, struct ts_err *err)
{
    for (char *at = err->message; (at = strstr(at, mark));) {
        bool is = false;
        at += sizeof mark - 1;
        for (char **word = words; *word && !is; word++) is = is_secret(at, *word);
        size_t length = is ? strcspn(at, "\"") : 0;
        memmove(at, at + length, strlen(at + length) + 1);
    }
}

void ts_secret_free(char **words)
{
    for (char **word = words; *word; word++) free(*word);
    free(words);
}
