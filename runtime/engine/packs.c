// packs.c - what a user chose of packs: read, changed, saved
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/descriptor.h"
#include "engine/packs_hand.h"

enum { FILE_MAX = 1 << 20 };

char *ts_packs_path(const char *folder, const char *name)
{
    struct ts_buffer path = {0};
    ts_buffer_add_format(&path, "%s/%s", folder, name);
    return ts_buffer_take(&path);
}

static void find_places(struct ts_packs *packs, const char *data, const char *home)
{
    struct ts_buffer path = {0};
    if (data && *data == '/') ts_buffer_add_format(&path, "%s/turnstone", data);
    else if (home && *home == '/') ts_buffer_add_format(&path, "%s/.local/share/turnstone", home);
    else return;
    packs->home = ts_buffer_take(&path);
    packs->folder = ts_packs_path(packs->home, "packs");
    packs->file = ts_packs_path(packs->home, "packs.json");
}

// --- the file

static enum ts_status refuse(const struct ts_packs *packs, struct ts_err *err, const char *why)
{
    return ts_err_set(err, TS_DATA, "\"%s\", which says what packs are switched off and set to, is damaged: %s; mend it, or move it away to start afresh",
                      packs->file, why);
}

static bool are_disabled_sound(const json_t *disabled)
{
    size_t index;
    json_t *name;
    if (disabled && !json_is_array(disabled)) return false;
    json_array_foreach((json_t *)disabled, index, name)
        if (!json_is_string(name)) return false;
    return true;
}

static bool are_settings_sound(json_t *settings)
{
    const char *pack, *name;
    json_t *own, *value;
    if (settings && !json_is_object(settings)) return false;
    json_object_foreach(settings, pack, own) {
        if (!json_is_object(own)) return false;
        json_object_foreach(own, name, value)
            if (!json_is_boolean(value) && !json_is_number(value) && !json_is_string(value)) return false;
    }
    return true;
}

static enum ts_status parse(struct ts_packs *packs, int file, struct ts_err *err)
{
    json_error_t problem;
    char why[JSON_ERROR_TEXT_LENGTH + 32];
    json_t *root = json_loadfd(file, JSON_REJECT_DUPLICATES, &problem);
    if (!root) {
        snprintf(why, sizeof why, "line %d: %s", problem.line, problem.text);
        return refuse(packs, err, why);
    }
    json_decref(packs->root);
    packs->root = root;
    if (!json_is_object(root)) return refuse(packs, err, "it is no object");
    if (!are_disabled_sound(json_object_get(root, "disabled"))) return refuse(packs, err, "\"disabled\" must be a list of names");
    if (!are_settings_sound(json_object_get(root, "settings")))
        return refuse(packs, err, "\"settings\" must hold booleans, numbers or texts by pack and name");
    return TS_OK;
}

static enum ts_status read_file(struct ts_packs *packs, struct ts_err *err)
{
    struct stat info;
    enum ts_status status = TS_OK;
    int file = open(packs->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) return TS_OK;
    if (file < 0 || fstat(file, &info)) status = ts_err_set(err, TS_DATA, "cannot read \"%s\": %s", packs->file, strerror(errno));
    else if (!S_ISREG(info.st_mode) || info.st_size > FILE_MAX) status = refuse(packs, err, "it is no plain file of at most 1 MB");
    else status = parse(packs, file, err);
    if (file >= 0) close(file);
    return status;
}

// --- what it says, as loading wants it

static struct ts_value value_of(const json_t *value)
{
    if (json_is_boolean(value)) return ts_value_bool(json_is_true(value));
    if (json_is_integer(value)) return ts_value_int(json_integer_value(value));
    if (json_is_real(value)) return ts_value_real(json_real_value(value));
    return ts_value_text(json_string_value(value), json_string_length(value));
}

static void forget_lists(struct ts_packs *packs)
{
    for (uint32_t i = 0; i < packs->setting_count; i++) ts_value_drop(&packs->settings[i].value);
    free(packs->disabled);
    free(packs->settings);
    packs->disabled = NULL;
    packs->settings = NULL;
    packs->disabled_count = packs->setting_count = 0;
}

static void add_settings(struct ts_packs *packs, const char *pack, json_t *own)
{
    const char *name;
    json_t *value;
    packs->settings = ts_memory_grow(packs->settings, (packs->setting_count + json_object_size(own) + 1) * sizeof *packs->settings);
    json_object_foreach(own, name, value)
        packs->settings[packs->setting_count++] = (struct ts_setting){.pack = pack, .name = name, .value = value_of(value)};
}

static void make_lists(struct ts_packs *packs)
{
    const json_t *disabled = json_object_get(packs->root, "disabled");
    json_t *settings = json_object_get(packs->root, "settings"), *item;
    const char *pack;
    size_t index;
    forget_lists(packs);
    packs->disabled = ts_memory_get((json_array_size(disabled) + 1) * sizeof *packs->disabled);
    json_array_foreach((json_t *)disabled, index, item) packs->disabled[packs->disabled_count++] = json_string_value(item);
    json_object_foreach(settings, pack, item) add_settings(packs, pack, item);
}

enum ts_status ts_packs_open(const char *data, const char *home, struct ts_packs **out, struct ts_err *err)
{
    struct ts_packs *packs = ts_memory_get(sizeof *packs);
    *packs = (struct ts_packs){.root = json_object(), .lock = -1};
    find_places(packs, data, home);
    enum ts_status status = packs->file ? read_file(packs, err) : TS_OK;
    if (status) {
        ts_packs_close(packs);
        return status;
    }
    make_lists(packs);
    *out = packs;
    return TS_OK;
}

void ts_packs_close(struct ts_packs *packs)
{
    if (!packs) return;
    if (packs->lock >= 0) close(packs->lock);
    forget_lists(packs);
    json_decref(packs->root);
    free(packs->home);
    free(packs->folder);
    free(packs->file);
    free(packs);
}

const char *ts_packs_folder(const struct ts_packs *packs)
{
    struct stat info;
    return packs->folder && !stat(packs->folder, &info) && S_ISDIR(info.st_mode) ? packs->folder : NULL;
}

bool ts_packs_is_own(const struct ts_packs *packs, const char *path)
{
    size_t length = packs->folder ? strlen(packs->folder) : 0;
    return length && !strncmp(path, packs->folder, length) && path[length] == '/';
}

void ts_packs_apply(const struct ts_packs *packs, struct ts_loading *how)
{
    how->disabled = packs->disabled;
    how->disabled_count = packs->disabled_count;
    how->settings = packs->settings;
    how->setting_count = packs->setting_count;
}

// --- changes

// Makes a folder and those above it.
static enum ts_status make_folders(const char *path, struct ts_err *err)
{
    char *at = ts_memory_copy(path);
    int failed = 0;
    for (char *slash = strchr(at + 1, '/'); slash && !failed; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        failed = mkdir(at, 0700) && errno != EEXIST;
        *slash = '/';
    }
    if (!failed) failed = mkdir(at, 0700) && errno != EEXIST;
    free(at);
    return failed ? ts_err_set(err, TS_CANNOT_CREATE, "cannot make the folder \"%s\": %s", path, strerror(errno)) : TS_OK;
}

enum ts_status ts_packs_make_home(const struct ts_packs *packs, const char **out, struct ts_err *err)
{
    *out = packs->home;
    if (!packs->home) return ts_err_set(err, TS_CANNOT_CREATE, "there is no place for what is your own: neither HOME nor XDG_DATA_HOME names a folder");
    return make_folders(packs->home, err);
}

enum ts_status ts_packs_lock(struct ts_packs *packs, struct ts_err *err)
{
    int waited;
    if (packs->lock >= 0) return TS_OK;
    if (!packs->folder) return ts_err_set(err, TS_CANNOT_CREATE, "there is no place for packs: neither HOME nor XDG_DATA_HOME names a folder");
    enum ts_status status = make_folders(packs->folder, err);
    if (status) return status;
    packs->lock = open(packs->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (packs->lock < 0) return ts_err_set(err, TS_CANNOT_CREATE, "cannot open the folder \"%s\": %s", packs->home, strerror(errno));
    do {
        waited = flock(packs->lock, LOCK_EX);
    } while (waited && errno == EINTR);
    if (waited) return ts_err_set(err, TS_CANNOT_CREATE, "cannot lock the folder \"%s\": %s", packs->home, strerror(errno));
    status = read_file(packs, err);
    if (!status) make_lists(packs);
    return status;
}

bool ts_packs_is_disabled(const struct ts_packs *packs, const char *pack)
{
    for (uint32_t i = 0; i < packs->disabled_count; i++)
        if (!strcmp(packs->disabled[i], pack)) return true;
    return false;
}

// The member of `object`, made when it is not there.
static json_t *get_member(json_t *object, const char *name, json_t *fresh)
{
    json_t *member = json_object_get(object, name);
    if (!member) json_object_set(object, name, fresh);
    json_decref(fresh);
    return json_object_get(object, name);
}

void ts_packs_set_enabled(struct ts_packs *packs, const char *pack, bool is_enabled)
{
    json_t *disabled = get_member(packs->root, "disabled", json_array());
    for (size_t i = json_array_size(disabled); i-- > 0;)
        if (!strcmp(json_string_value(json_array_get(disabled, i)), pack)) json_array_remove(disabled, i);
    if (!is_enabled) json_array_append_new(disabled, json_string(pack));
    make_lists(packs);
}

static json_t *json_of(struct ts_value value)
{
    switch (value.type) {
    case TS_BOOL: return json_boolean(value.boolean);
    case TS_INT: return json_integer(value.integer);
    case TS_REAL: return json_real(value.real);
    default: return json_stringn(value.text->bytes, value.text->length);
    }
}

void ts_packs_set(struct ts_packs *packs, const char *pack, const char *setting, struct ts_value value)
{
    json_t *own = get_member(get_member(packs->root, "settings", json_object()), pack, json_object());
    json_object_set_new(own, setting, json_of(value));
    make_lists(packs);
}

void ts_packs_reset(struct ts_packs *packs, const char *pack, const char *setting)
{
    json_t *settings = json_object_get(packs->root, "settings"), *own = json_object_get(settings, pack);
    if (setting && own) json_object_del(own, setting);
    if (own && (!setting || !json_object_size(own))) json_object_del(settings, pack);
    make_lists(packs);
}

enum ts_status ts_packs_save(struct ts_packs *packs, struct ts_err *err)
{
    char *text = json_dumps(packs->root, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(15)), *path = ts_packs_path(packs->home, ".packs.json.XXXXXX");
    enum ts_replacing replaced = ts_descriptor_replace(packs->file, path, text);
    enum ts_status status = TS_OK;
    if (replaced == TS_REPLACE_UNMADE) status = ts_err_set(err, TS_CANNOT_CREATE, "cannot make a file in \"%s\": %s", packs->home, strerror(errno));
    else if (replaced) status = ts_err_set(err, TS_IO, "cannot write \"%s\": %s; it is as it was", packs->file, strerror(errno));
    if (!status) status = ts_packs_sync(packs->home, err);
    free(text);
    free(path);
    return status;
}

// --- packs that are not there

const struct ts_left_out *ts_packs_find_left_out(const struct ts_content *content, const char *id)
{
    size_t length = strcspn(id, ":");
    for (uint32_t i = 0; i < content->left_out_count; i++) {
        const char *name = ts_symbol_text(content->symbols, content->left_out[i].pack);
        if (!content->left_out[i].is_twin && strlen(name) == length && !strncmp(name, id, length)) return &content->left_out[i];
    }
    return NULL;
}

enum ts_status ts_packs_check_left_out(const struct ts_content *content, const char *what, const char *id, struct ts_err *err)
{
    const struct ts_left_out *left_out = strchr(id, ':') ? ts_packs_find_left_out(content, id) : NULL;
    if (!left_out) return TS_OK;
    const char *pack = ts_symbol_text(content->symbols, left_out->pack);
    if (left_out->is_disabled)
        return ts_err_set(err, TS_DATA, "the %s \"%s\" is of the pack \"%s\", which is switched off: `turnstone pack enable %s` switches it on again", what, id, pack,
                          pack);
    return ts_err_set(err, TS_DATA, "the %s \"%s\" is of the pack \"%s\", which is left out: %s", what, id, pack, left_out->why);
}
