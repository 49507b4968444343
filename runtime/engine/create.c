// create.c - new packs, made from those under scripts/new/
//
// All is written to a hidden folder beside the packs, which no loader looks at, and renamed when it is whole.
#include "engine/create.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/descriptor.h"
#include "base/embedded.h"
#include "base/ident.h"
#include "engine/packs_hand.h"

enum { WORDS = 5 };

struct word { const char *is, *becomes; };

struct creating {
    const struct ts_create *how;
    struct word words[WORDS + 1]; // ends with NULL
    char *title, *stage;
    struct ts_err *err;
};

static enum ts_status fail(const struct creating *creating, const char *path)
{
    enum ts_status status = errno == ENOSPC || errno == EDQUOT || errno == EIO ? TS_IO : TS_CANNOT_CREATE;
    return ts_err_set(creating->err, status, "cannot make \"%s\": %s; nothing was left of it", path, strerror(errno));
}

// --- words

// "night_ferry" as "Night Ferry"
static char *title_of(const char *name)
{
    char *title = ts_memory_copy(name);
    for (char *c = title; *c; c++) {
        if (*c == '_' || *c == '-') *c = ' ';
        else if (c == title || c[-1] == ' ') *c = (char)toupper((unsigned char)*c);
    }
    return title;
}

static void set_words(struct creating *creating)
{
    const struct ts_create *how = creating->how;
    struct word *word = creating->words;
    creating->title = title_of(how->name);
    *word++ = (struct word){"pack_name", how->name};
    *word++ = (struct word){"pack_title", creating->title};
    if (!how->story) return;
    const struct ts_symbols *symbols = how->content->symbols;
    *word++ = (struct word){"their_pack", ts_symbol_text(symbols, how->content->packs[how->story->pack].name)};
    *word++ = (struct word){"their_story", ts_symbol_text(symbols, how->story->name)};
    *word++ = (struct word){"their_scene", ts_symbol_text(symbols, how->scene->id)};
}

static const struct word *word_at(const struct creating *creating, const char *text)
{
    for (const struct word *word = creating->words; word->is; word++)
        if (!strncmp(text, word->is, strlen(word->is))) return word;
    return NULL;
}

static void add_replaced(const struct creating *creating, const char *text, struct ts_buffer *out)
{
    while (*text) {
        const struct word *word = word_at(creating, text);
        if (word) ts_buffer_add_text(out, word->becomes);
        else ts_buffer_add_byte(out, *text);
        text += word ? strlen(word->is) : 1;
    }
}

// --- files

static enum ts_status make_parents(const struct creating *creating, char *path)
{
    for (char *slash = path + strlen(creating->stage) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        if (mkdir(path, 0777) && errno != EEXIST) return fail(creating, path);
    }
    return TS_OK;
}

static enum ts_status write_file(const struct creating *creating, const char *path, const struct ts_buffer *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) return fail(creating, path);
    bool is_written = ts_descriptor_write(file, text->bytes, text->length) && !fsync(file);
    int reason = errno;
    if (close(file) && is_written) is_written = false, reason = errno;
    errno = reason;
    return is_written ? TS_OK : fail(creating, path);
}

static enum ts_status create_file(const struct creating *creating, const struct ts_embedded_file *file, const char *inner)
{
    struct ts_buffer path = {0}, text = {0};
    ts_buffer_add_format(&path, "%s/", creating->stage);
    add_replaced(creating, inner, &path);
    add_replaced(creating, file->bytes, &text);
    enum ts_status status = make_parents(creating, path.bytes);
    if (!status) status = write_file(creating, path.bytes, &text);
    ts_buffer_clear(&path);
    ts_buffer_clear(&text);
    return status;
}

static enum ts_status create_files(const struct creating *creating)
{
    char prefix[32];
    size_t length = (size_t)snprintf(prefix, sizeof prefix, "new/%s/", creating->how->kind);
    enum ts_status status = TS_OK;
    for (const struct ts_embedded_file *file = ts_embedded_scripts; file->name && !status; file++)
        if (!strncmp(file->name, prefix, length)) status = create_file(creating, file, file->name + length);
    return status;
}

// --- the pack

static enum ts_status check_name(const struct ts_create *how, struct ts_err *err)
{
    if (!ts_ident_is_name(how->name, strlen(how->name)))
        return ts_err_set(err, TS_DATA, "\"%s\" cannot name a pack: use a-z, 0-9, _ and -", how->name);
    for (uint32_t i = 0; how->content && i < how->content->pack_count; i++) {
        const struct ts_pack *pack = &how->content->packs[i];
        if (!strcmp(ts_symbol_text(how->content->symbols, pack->name), how->name))
            return ts_err_set(err, TS_CANNOT_CREATE, "there is a pack \"%s\" already, in \"%s\": choose another name", how->name, pack->folder);
    }
    return TS_OK;
}

// As permissions are given to what mkdir makes, which mkdtemp does not do.
static void open_to_others(const char *folder)
{
    mode_t mask = umask(0);
    umask(mask);
    chmod(folder, 0777 & ~mask); // a folder that stays private is no reason to make none
}

static enum ts_status create_in_stage(const struct creating *creating, const char *target)
{
    const struct ts_create *how = creating->how;
    if (!mkdtemp(creating->stage)) return fail(creating, target);
    enum ts_status status = create_files(creating);
    if (!status) open_to_others(creating->stage);
    if (!status && rename(creating->stage, target)) status = fail(creating, target);
    if (status) ts_packs_sweep(creating->stage);
    return status ? status : ts_packs_sync(how->folder, creating->err);
}

enum ts_status ts_create_pack(const struct ts_create *how, struct ts_err *err)
{
    struct creating creating = {.how = how, .err = err};
    struct stat info;
    enum ts_status status = check_name(how, err);
    if (status) return status;
    char *target = ts_packs_path(how->folder, how->name);
    creating.stage = ts_packs_path(how->folder, ".new-XXXXXX");
    set_words(&creating);
    if (!lstat(target, &info))
        status = ts_err_set(err, TS_CANNOT_CREATE, "\"%s\" is there already and was left as it is: choose another name", target);
    else if (mkdir(how->folder, 0777) && errno != EEXIST) status = fail(&creating, how->folder);
    else status = create_in_stage(&creating, target);
    free(target);
    free(creating.stage);
    free(creating.title);
    return status;
}
