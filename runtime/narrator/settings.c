// settings.c - which narrator there is, and how a model is reached
#include "narrator/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static const char *const kinds[] = {[TS_NARRATOR_NONE] = "none", [TS_NARRATOR_GRAMMAR] = "grammar", [TS_NARRATOR_MODEL] = "openai"};
enum { KINDS = sizeof kinds / sizeof *kinds, URL_MAX = 2000 };

const char *ts_narrator_kind_name(enum ts_narrator_kind kind)
{
    return kinds[kind];
}

// --- where a setting is found: its variable, else its row of the file

struct sources {
    json_t *file; // NULL: there is none
    const char *path;
};

static const struct row { const char *name, *variable; } rows[] = {
    {"narrator", "TURNSTONE_NARRATOR"}, {"url", "TURNSTONE_NARRATOR_URL"}, {"model", "TURNSTONE_NARRATOR_MODEL"}, {"key", "TURNSTONE_NARRATOR_KEY"},
    {"wait", "TURNSTONE_NARRATOR_WAIT"}, {"run_tokens", "TURNSTONE_NARRATOR_RUN_TOKENS"}, {"session_tokens", "TURNSTONE_NARRATOR_SESSION_TOKENS"},
    {"names", "TURNSTONE_NARRATOR_NAMES"},
};
enum { KIND, URL, MODEL, KEY, WAIT, RUN_TOKENS, SESSION_TOKENS, NAMES, ROWS };

// A new text, or NULL. `from`: what a message calls the place.
static char *find(const struct sources *sources, int row, const char **from)
{
    const char *set = getenv(rows[row].variable);
    const json_t *stored = json_object_get(sources->file, rows[row].name);
    char number[32];
    *from = rows[row].variable;
    if (set && *set) return ts_memory_copy(set);
    *from = sources->path;
    if (json_is_string(stored)) return ts_memory_copy(json_string_value(stored));
    if (!json_is_number(stored)) return NULL;
    snprintf(number, sizeof number, "%.15g", json_number_value(stored));
    return ts_memory_copy(number);
}

// --- the file

static enum ts_status refuse_file(const char *path, const char *why, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "the narrator's settings \"%s\" are not read: %s", path, why);
}

// Nobody but its owner may have read what may hold a key.
static enum ts_status open_file(const char *path, bool is_named, int *file, struct ts_err *err)
{
    struct stat about;
    char why[200];
    *file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (*file < 0 && errno == ENOENT && !is_named) return TS_OK;
    if (*file < 0) return refuse_file(path, strerror(errno), err);
    if (fstat(*file, &about)) return refuse_file(path, strerror(errno), err);
    if (!S_ISREG(about.st_mode)) return refuse_file(path, "it is no plain file", err);
    if (about.st_uid != geteuid()) return refuse_file(path, "it belongs to another user", err);
    if (!(about.st_mode & 077)) return TS_OK;
    snprintf(why, sizeof why, "others on this machine can read or change it: `chmod 600` it, and change the key that is in it");
    return refuse_file(path, why, err);
}

static enum ts_status check_names(const struct sources *sources, struct ts_err *err)
{
    const char *name;
    json_t *value;
    json_object_foreach(sources->file, name, value) {
        bool is_known = false;
        for (int i = 0; i < ROWS; i++) is_known |= !strcmp(rows[i].name, name);
        if (is_known) continue;
        return ts_err_set(err, TS_DATA, "the narrator's settings \"%s\" have \"%.64s\", which means nothing: there are narrator, url, model, key, wait, run_tokens, session_tokens and names",
                          sources->path, name);
    }
    return TS_OK;
}

static enum ts_status read_file(struct sources *sources, bool is_named, struct ts_err *err)
{
    int file = -1;
    json_error_t where;
    enum ts_status status = open_file(sources->path, is_named, &file, err);
    if (!status && file >= 0) {
        sources->file = json_loadfd(file, JSON_REJECT_DUPLICATES, &where);
        if (!json_is_object(sources->file)) status = ts_err_set(err, TS_DATA, "the narrator's settings \"%s\" are no JSON object (line %d)", sources->path, where.line);
    }
    if (file >= 0) close(file);
    return status ? status : check_names(sources, err);
}

static enum ts_status find_file(struct sources *sources, char **path, struct ts_err *err)
{
    const char *named = getenv("TURNSTONE_NARRATOR_FILE"), *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct ts_buffer made = {0};
    bool is_named = named && *named;
    if (is_named) ts_buffer_add_text(&made, named);
    else if (config && *config) ts_buffer_add_format(&made, "%s/turnstone/narrator.json", config);
    else if (home && *home) ts_buffer_add_format(&made, "%s/.config/turnstone/narrator.json", home);
    sources->path = *path = ts_buffer_take(&made);
    return **path ? read_file(sources, is_named, err) : TS_OK;
}

// --- each setting

static enum ts_status read_kind(const char *given, const struct sources *sources, enum ts_narrator_kind *out, struct ts_err *err)
{
    const char *from = "--narrator";
    char *name = given ? ts_memory_copy(given) : find(sources, KIND, &from);
    int kind = name ? 0 : TS_NARRATOR_GRAMMAR;
    while (name && kind < KINDS && strcmp(kinds[kind], name) != 0) kind++;
    enum ts_status status = kind < KINDS ? TS_OK : ts_err_set(err, TS_USAGE, "\"%.64s\" (%s) is no narrator: there are none, grammar and openai", name, from);
    if (!status) *out = (enum ts_narrator_kind)kind;
    free(name);
    return status;
}

static enum ts_status read_number(const struct sources *sources, int row, double factor, int64_t usual, int64_t *out, struct ts_err *err)
{
    const char *from;
    char *text = find(sources, row, &from), *end = text;
    *out = usual;
    double number = text ? strtod(text, &end) : 0;
    enum ts_status status = TS_OK;
    if (text && (end == text || *end || !(number > 0) || number > 1e9))
        status = ts_err_set(err, TS_USAGE, "\"%s\" of the narrator (%s) is to be a number above 0, not \"%.64s\"", rows[row].name, from, text);
    else if (text)
        *out = (int64_t)(number * factor);
    free(text);
    return status;
}

static enum ts_status read_names(const struct sources *sources, bool *keeps, struct ts_err *err)
{
    const char *from;
    char *text = find(sources, NAMES, &from);
    enum ts_status status = TS_OK;
    *keeps = text && !strcmp(text, "real");
    if (text && !*keeps && strcmp(text, "placeholder") != 0)
        status = ts_err_set(err, TS_USAGE, "\"names\" of the narrator (%s) is \"placeholder\" or \"real\", not \"%.64s\"", from, text);
    free(text);
    return status;
}

static enum ts_status check_model(struct ts_narrator_settings *settings, struct ts_err *err)
{
    if (!settings->url)
        return ts_err_set(err, TS_USAGE, "the narrator \"openai\" needs to know where a model is: set TURNSTONE_NARRATOR_URL, such as http://127.0.0.1:8080/v1, or \"url\" in its settings");
    if (!settings->model)
        return ts_err_set(err, TS_USAGE, "the narrator \"openai\" needs to know which model to ask: set TURNSTONE_NARRATOR_MODEL, or \"model\" in its settings");
    bool is_web = !strncmp(settings->url, "http://", 7) || !strncmp(settings->url, "https://", 8);
    if (!is_web || strlen(settings->url) > URL_MAX || strpbrk(settings->url, " \t\r\n\"<>"))
        return ts_err_set(err, TS_USAGE, "the narrator's url is to begin with http:// or https://, and to end before /chat/completions");
    if (strchr(settings->url, '@'))
        return ts_err_set(err, TS_USAGE, "the narrator's url has a name or password in it, where others could read it: set TURNSTONE_NARRATOR_KEY instead");
    size_t length = strlen(settings->url);
    while (length && settings->url[length - 1] == '/') settings->url[--length] = '\0';
    if (settings->key && strpbrk(settings->key, "\r\n"))
        return ts_err_set(err, TS_USAGE, "the narrator's key has a line break in it");
    return TS_OK;
}

// What is started from here has no need of it. Its bytes go too: what a process was started with can be read for as long as it lives.
static void take_key_out(void)
{
    char *key = getenv("TURNSTONE_NARRATOR_KEY");
    if (key) sodium_memzero(key, strlen(key));
    unsetenv("TURNSTONE_NARRATOR_KEY");
}

enum ts_status ts_narrator_settings_read(const char *kind, struct ts_narrator_settings *out, struct ts_err *err)
{
    struct sources sources = {0};
    char *path = NULL;
    const char *from;
    *out = (struct ts_narrator_settings){.wait_ms = TS_NARRATOR_WAIT_MS};
    enum ts_status status = find_file(&sources, &path, err);
    if (!status) status = read_kind(kind, &sources, &out->kind, err);
    if (!status) status = read_number(&sources, WAIT, 1000, TS_NARRATOR_WAIT_MS, &out->wait_ms, err);
    if (!status) status = read_number(&sources, RUN_TOKENS, 1, 0, &out->run_tokens, err);
    if (!status) status = read_number(&sources, SESSION_TOKENS, 1, 0, &out->session_tokens, err);
    if (!status) status = read_names(&sources, &out->keeps_names, err);
    if (!status) {
        out->url = find(&sources, URL, &from);
        out->model = find(&sources, MODEL, &from);
        out->key = find(&sources, KEY, &from);
    }
    if (!status && out->kind == TS_NARRATOR_MODEL) status = check_model(out, err);
    take_key_out();
    json_decref(sources.file);
    free(path);
    return status;
}

void ts_narrator_settings_clear(struct ts_narrator_settings *settings)
{
    if (settings->key) sodium_memzero(settings->key, strlen(settings->key));
    free(settings->url);
    free(settings->model);
    free(settings->key);
    *settings = (struct ts_narrator_settings){0};
}
