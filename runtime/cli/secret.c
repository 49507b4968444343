// secret.c - passwords in the words of a call: taken out of the list of processes
#include "cli/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/url.h"

// "--store=URL" has it behind the sign.
static char *find_secret(char *word)
{
    char *equals = strncmp(word, "--", 2) ? NULL : strchr(word, '=');
    char *url = equals ? equals + 1 : word;
    return ts_url_has_secret(url) ? strstr(url, "://") + 3 : NULL;
}

char **ts_secret_hide(int argc, char **argv, bool *has_secret)
{
    char **words = ts_memory_get(((size_t)argc + 1) * sizeof *words);
    *has_secret = false;
    for (int i = 0; i < argc; i++) {
        char *secret = find_secret(argv[i]);
        words[i] = ts_memory_copy(argv[i]);
        if (secret) memset(secret, 'x', strlen(secret));
        *has_secret |= secret != NULL;
    }
    words[argc] = NULL;
    return words;
}

void ts_secret_redact(struct ts_err *err)
{
    static const char mark[] = "://";
    for (char *at = err->message; (at = strstr(at, mark));) {
        at += sizeof mark - 1;
        size_t length = strcspn(at, "\"");
        memmove(at, at + length, strlen(at + length) + 1);
    }
}

void ts_secret_free(char **words)
{
    for (char **word = words; *word; word++) free(*word);
    free(words);
}
