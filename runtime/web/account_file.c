// account_file.c - accounts, invitations and sessions as a file holds them
#include "web/account_file.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/descriptor.h"

enum { FILE_VERSION = 1 };

static const char *const role_names[] = {[TS_ROLE_NONE] = "none", [TS_ROLE_PLAYER] = "player", [TS_ROLE_KEEPER] = "keeper"};

static enum ts_status refuse(const struct ts_accounts *accounts, struct ts_err *err, const char *why)
{
    return ts_err_set(err, TS_DATA, "\"%s\", which says who may sign in, is damaged: %s; mend it, or move it away to start afresh", accounts->path, why);
}

// A lock of the process, which its children do not share: it ends with this process, however that ends.
enum ts_status ts_account_file_lock(struct ts_accounts *accounts, struct ts_err *err)
{
    struct ts_buffer path = {0};
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    enum ts_status status = TS_OK;
    ts_buffer_add_format(&path, "%s.lock", accounts->path);
    accounts->lock = open(path.bytes, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (accounts->lock < 0) {
        status = ts_err_set(err, TS_CANNOT_CREATE, "cannot make \"%s\": %s", path.bytes, strerror(errno));
    } else if (fcntl(accounts->lock, F_SETLK, &lock)) {
        status = errno == EAGAIN || errno == EACCES
                     ? ts_err_set(err, TS_BUSY, "another server has \"%s\" open: end that one first, or go on there", accounts->path)
                     : ts_err_set(err, TS_IO, "cannot lock \"%s\": %s", path.bytes, strerror(errno));
    }
    ts_buffer_clear(&path);
    return status;
}

// --- reading

static bool read_text(char *out, size_t size, const char *text)
{
    return text && (size_t)snprintf(out, size, "%s", text) < size;
}

static bool read_hash(unsigned char out[TS_TOKEN_HASH], const char *hex)
{
    size_t length = 0;
    return hex && !sodium_hex2bin(out, TS_TOKEN_HASH, hex, strlen(hex), NULL, &length, NULL) && length == TS_TOKEN_HASH;
}

static bool read_role(enum ts_role *out, const char *name)
{
    *out = name && !strcmp(name, role_names[TS_ROLE_KEEPER]) ? TS_ROLE_KEEPER : TS_ROLE_PLAYER;
    return name && !strcmp(name, role_names[*out]);
}

static bool read_account(json_t *json, struct ts_account *out)
{
    const char *name, *player, *password, *role;
    json_int_t made, seen;
    if (json_unpack(json, "{s:s, s:s, s:s, s:s, s:I, s:I}", "name", &name, "player_id", &player, "password", &password, "role", &role,
                    "made_at", &made, "seen_at", &seen))
        return false;
    out->made_at = made, out->seen_at = seen;
    return read_text(out->name, sizeof out->name, name) && read_text(out->player_id, sizeof out->player_id, player)
           && read_text(out->password, sizeof out->password, password) && read_role(&out->role, role);
}

static bool read_invitation(json_t *json, struct ts_invitation *out)
{
    const char *id, *hash, *name, *role;
    json_int_t made, expires;
    if (json_unpack(json, "{s:s, s:s, s:s, s:s, s:I, s:I}", "id", &id, "hash", &hash, "name", &name, "role", &role, "made_at", &made,
                    "expires_at", &expires))
        return false;
    out->made_at = made, out->expires_at = expires;
    return read_text(out->id, sizeof out->id, id) && read_hash(out->hash, hash) && read_text(out->name, sizeof out->name, name)
           && read_role(&out->role, role);
}

static bool read_session(json_t *json, struct ts_session *out)
{
    const char *hash, *player;
    json_int_t expires;
    if (json_unpack(json, "{s:s, s:s, s:I}", "hash", &hash, "player_id", &player, "expires_at", &expires)) return false;
    out->expires_at = expires;
    return read_hash(out->hash, hash) && read_text(out->player_id, sizeof out->player_id, player);
}

static enum ts_status read_lists(struct ts_accounts *accounts, json_t *root, int64_t now, struct ts_err *err)
{
    struct ts_account_lists *lists = &accounts->now;
    json_t *people, *invitations, *sessions, *one;
    const char *id;
    size_t index;
    int version;
    if (json_unpack(root, "{s:i, s:s, s:o, s:o, s:o}", "version", &version, "id", &id, "accounts", &people, "invitations", &invitations, "sessions",
                    &sessions))
        return refuse(accounts, err, "something is missing");
    if (version != FILE_VERSION) return refuse(accounts, err, "it is of another version of the program");
    if (!read_text(accounts->id, sizeof accounts->id, id)) return refuse(accounts, err, "its id is too long");
    lists->accounts = ts_memory_get((json_array_size(people) + 1) * sizeof *lists->accounts);
    lists->invitations = ts_memory_get((json_array_size(invitations) + 1) * sizeof *lists->invitations);
    lists->sessions = ts_memory_get((json_array_size(sessions) + 1) * sizeof *lists->sessions);
    json_array_foreach(people, index, one)
        if (!read_account(one, &lists->accounts[lists->account_count++])) return refuse(accounts, err, "an account");
    json_array_foreach(invitations, index, one) {
        struct ts_invitation *invitation = &lists->invitations[lists->invitation_count];
        if (!read_invitation(one, invitation)) return refuse(accounts, err, "an invitation");
        lists->invitation_count += invitation->expires_at > now;
    }
    json_array_foreach(sessions, index, one) {
        struct ts_session *session = &lists->sessions[lists->session_count];
        if (!read_session(one, session)) return refuse(accounts, err, "a session");
        lists->session_count += session->expires_at > now;
    }
    return TS_OK;
}

enum ts_status ts_account_file_load(struct ts_accounts *accounts, int64_t now, struct ts_err *err)
{
    json_error_t why;
    FILE *file = fopen(accounts->path, "re");
    if (!file && errno == ENOENT) return TS_OK;
    if (!file) return ts_err_set(err, TS_IO, "cannot read \"%s\": %s", accounts->path, strerror(errno));
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &why);
    fclose(file);
    enum ts_status status = root ? read_lists(accounts, root, now, err) : refuse(accounts, err, why.text);
    json_decref(root);
    return status;
}

// --- writing

static json_t *write_hash(const unsigned char hash[TS_TOKEN_HASH])
{
    char hex[2 * TS_TOKEN_HASH + 1];
    return json_string(sodium_bin2hex(hex, sizeof hex, hash, TS_TOKEN_HASH));
}

static json_t *write_lists(const struct ts_accounts *accounts)
{
    const struct ts_account_lists *lists = &accounts->now;
    json_t *people = json_array(), *invitations = json_array(), *sessions = json_array();
    for (uint32_t i = 0; i < lists->account_count; i++) {
        const struct ts_account *one = &lists->accounts[i];
        json_array_append_new(people, json_pack("{s:s, s:s, s:s, s:s, s:I, s:I}", "name", one->name, "player_id", one->player_id, "password", one->password,
                                                "role", role_names[one->role], "made_at", (json_int_t)one->made_at, "seen_at", (json_int_t)one->seen_at));
    }
    for (uint32_t i = 0; i < lists->invitation_count; i++) {
        const struct ts_invitation *one = &lists->invitations[i];
        json_array_append_new(invitations, json_pack("{s:s, s:o, s:s, s:s, s:I, s:I}", "id", one->id, "hash", write_hash(one->hash), "name", one->name,
                                                     "role", role_names[one->role], "made_at", (json_int_t)one->made_at, "expires_at", (json_int_t)one->expires_at));
    }
    for (uint32_t i = 0; i < lists->session_count; i++) {
        const struct ts_session *one = &lists->sessions[i];
        json_array_append_new(sessions, json_pack("{s:o, s:s, s:I}", "hash", write_hash(one->hash), "player_id", one->player_id, "expires_at",
                                                  (json_int_t)one->expires_at));
    }
    return json_pack("{s:i, s:s, s:o, s:o, s:o}", "version", FILE_VERSION, "id", accounts->id, "accounts", people, "invitations", invitations, "sessions", sessions);
}

static bool sync_folder_of(const char *path)
{
    char *copy = ts_memory_copy(path);
    bool is_synced = ts_descriptor_sync_folder(dirname(copy));
    free(copy);
    return is_synced;
}

enum ts_status ts_account_file_save(struct ts_accounts *accounts, struct ts_err *err)
{
    enum ts_status status = TS_OK;
    struct ts_buffer path = {0};
    json_t *root = write_lists(accounts);
    char *text = root ? json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
    ts_buffer_add_format(&path, "%s.XXXXXX", accounts->path);
    enum ts_replacing replaced = ts_descriptor_replace(accounts->path, path.bytes, text);
    if (replaced == TS_REPLACE_UNMADE) status = ts_err_set(err, TS_CANNOT_CREATE, "cannot make \"%s\": %s", path.bytes, strerror(errno));
    else if (replaced) status = ts_err_set(err, TS_IO, "cannot write \"%s\": %s; it is as it was", accounts->path, strerror(errno));
    if (!status && !sync_folder_of(accounts->path)) status = ts_err_set(err, TS_IO, "cannot sync the folder of \"%s\": %s", accounts->path, strerror(errno));
    if (!status) accounts->is_seen = false;
    if (text) sodium_memzero(text, strlen(text));
    free(text);
    json_decref(root);
    ts_buffer_clear(&path);
    return status;
}
