// archive.c - packs that come as a .zip file
//
// The file is not trusted. Every name in it is looked at before anything is read; what is read is counted byte by byte, whatever sizes
// it claims; and nothing of it is written to disk.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/hash.h"
#include "base/library.h"
#include "lua/archive.h"
#include "lua/locale.h"

enum { NAME_MAX_BYTES = 512 };
static const uint64_t inflated_max = 64 << 20;
static const char manifest_name[] = "pack.lua";

#define ZIP_FUNCTIONS(do) \
    do(zip_fdopen) do(zip_discard) do(zip_get_num_entries) do(zip_get_name) do(zip_name_locate) do(zip_stat_index) \
    do(zip_file_get_external_attributes) do(zip_fopen_index) do(zip_fread) do(zip_fclose)

struct zip_library { ZIP_FUNCTIONS(TS_LIBRARY_FUNCTION) };

struct archive {
    struct zip_library lib;
    struct ts_finder *finder;
    struct ts_found *found;
    zip_t *zip;
    zip_uint64_t count;
    const char *top; // what everything is below: "harbour-main/", or ""
    uint64_t claimed, inflated;
    const char *entry, *why; // what is wrong with which entry
    ts_wants_entry *wants;   // with `take`: for ts_archive_each; NULL: what a pack is loaded from
    ts_take_entry *take;
    void *self;
};

static bool refuse(struct archive *archive, const char *entry, const char *why)
{
    char *clean = ts_arena_copy(archive->finder->build->keep, entry, strnlen(entry, NAME_MAX_BYTES));
    for (char *c = clean; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127) *c = '?';
    archive->entry = clean;
    archive->why = why;
    return false;
}

// --- names

static bool is_clean(const char *name)
{
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127 || *c == '\\') return false;
    return *name && *name != '/' && strlen(name) <= NAME_MAX_BYTES && !(name[1] == ':' && name[0] != '.');
}

// Whether a name stays below its folder: no part of it is empty, "." or "..".
static bool stays_inside(const char *name)
{
    while (*name) {
        size_t length = strcspn(name, "/");
        if (length == 0 || (length <= 2 && strncmp(name, "..", length) == 0)) return false;
        name += length;
        if (*name == '/') name++;
    }
    return true;
}

static bool is_link(const struct archive *archive, zip_uint64_t index)
{
    zip_uint8_t system;
    zip_uint32_t attributes;
    if (archive->lib.zip_file_get_external_attributes(archive->zip, index, 0, &system, &attributes) != 0) return true;
    return system == ZIP_OPSYS_UNIX && (attributes >> 16 & S_IFMT) != 0 && !S_ISREG(attributes >> 16) && !S_ISDIR(attributes >> 16);
}

static bool is_readable(const zip_stat_t *entry)
{
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    return (entry->valid & wanted) == wanted && (entry->comp_method == ZIP_CM_STORE || entry->comp_method == ZIP_CM_DEFLATE);
}

static bool check_entry(struct archive *archive, zip_uint64_t index, struct ts_map *seen)
{
    zip_stat_t entry;
    uint64_t *times;
    size_t length;
    if (archive->lib.zip_stat_index(archive->zip, index, ZIP_FL_ENC_RAW, &entry) != 0 || !entry.name) return refuse(archive, "?", "cannot be read");
    if (!is_clean(entry.name)) return refuse(archive, entry.name, "has a name that is no plain path");
    if (!stays_inside(entry.name)) return refuse(archive, entry.name, "would lie outside its folder");
    if (is_link(archive, index)) return refuse(archive, entry.name, "is a link or a device");
    if (entry.valid & ZIP_STAT_ENCRYPTION_METHOD && entry.encryption_method != ZIP_EM_NONE) return refuse(archive, entry.name, "is encrypted");
    if (!is_readable(&entry)) return refuse(archive, entry.name, "is packed in a way other than deflate");
    length = strlen(entry.name) - (entry.name[strlen(entry.name) - 1] == '/');
    times = ts_map_add(seen, ts_hash_fast(entry.name, length) | 1);
    if ((*times)++) return refuse(archive, entry.name, "is there twice");
    if (entry.size > inflated_max || (archive->claimed += entry.size) > inflated_max)
        return refuse(archive, entry.name, "makes it larger than 64 MB unpacked");
    return true;
}

static bool check_entries(struct archive *archive)
{
    struct ts_map seen = {0};
    bool is_fine = true;
    for (zip_uint64_t i = 0; i < archive->count && is_fine; i++) is_fine = check_entry(archive, i, &seen);
    ts_map_clear(&seen);
    return is_fine;
}

// --- where in it the pack lies: at the top, or below one folder

static bool find_top(struct archive *archive)
{
    uint32_t manifests = 0;
    archive->top = "";
    if (archive->lib.zip_name_locate(archive->zip, manifest_name, ZIP_FL_ENC_RAW) >= 0) return true;
    for (zip_uint64_t i = 0; i < archive->count; i++) {
        const char *name = archive->lib.zip_get_name(archive->zip, i, ZIP_FL_ENC_RAW), *slash = strchr(name, '/');
        if (!slash || strcmp(slash + 1, manifest_name) != 0) continue;
        archive->top = ts_arena_copy(archive->finder->build->scratch, name, (size_t)(slash + 1 - name));
        manifests++;
    }
    if (manifests > 1) return refuse(archive, manifest_name, "is in it more than once; one archive holds one pack");
    return manifests == 1 || refuse(archive, manifest_name, "is not in it, neither at its top nor in a folder there");
}

// --- reading

// Reads at most what was claimed and may be, and one byte more, which there must not be.
static char *inflate(struct archive *archive, zip_file_t *file, const zip_stat_t *entry)
{
    char *text = ts_arena_get(archive->finder->build->keep, (size_t)entry->size + 1), rest;
    zip_uint64_t at = 0;
    zip_int64_t got = 1;
    while (at < entry->size && (got = archive->lib.zip_fread(file, text + at, entry->size - at)) > 0) at += (zip_uint64_t)got;
    archive->inflated += at;
    if (got < 0 || at < entry->size) return refuse(archive, entry->name, "is damaged"), NULL;
    got = archive->lib.zip_fread(file, &rest, 1);
    if (got > 0) return refuse(archive, entry->name, "is larger than it claims"), NULL;
    if (got < 0 || archive->inflated > inflated_max) return refuse(archive, entry->name, "is damaged"), NULL;
    return text;
}

static char *read_entry(struct archive *archive, zip_uint64_t index, const zip_stat_t *entry, bool is_locale)
{
    zip_file_t *file;
    char *text;
    if (!is_locale && entry->size > TS_BOX_SOURCE_MAX) return refuse(archive, entry->name, "is larger than 1024 kB; split it"), NULL;
    if (is_locale && entry->size > TS_PO_BYTES_MAX) return refuse(archive, entry->name, "is larger than 16 MB; split it"), NULL;
    file = archive->lib.zip_fopen_index(archive->zip, index, 0);
    if (!file) return refuse(archive, entry->name, "cannot be read"), NULL;
    text = inflate(archive, file, entry);
    archive->lib.zip_fclose(file);
    return text;
}

static bool is_wanted(const struct archive *archive, const char *inner, bool *is_locale)
{
    if (archive->wants) return archive->wants(inner);
    *is_locale = ts_locale_is_wanted(archive->finder->how, inner);
    return *is_locale || strcmp(inner, manifest_name) == 0 || ts_script_file_is(inner);
}

static bool read_file(struct archive *archive, zip_uint64_t index)
{
    size_t top = strlen(archive->top);
    zip_stat_t entry;
    const char *inner;
    char *text;
    bool is_locale = false;
    if (archive->lib.zip_stat_index(archive->zip, index, ZIP_FL_ENC_RAW, &entry) != 0) return refuse(archive, "?", "cannot be read");
    if (strncmp(entry.name, archive->top, top) != 0) return true;
    inner = entry.name + top;
    if (!is_wanted(archive, inner, &is_locale)) return true;
    text = read_entry(archive, index, &entry, is_locale);
    if (!text) return false;
    if (archive->take) {
        archive->take(archive->self, inner, text, (size_t)entry.size);
        return true;
    }
    if (is_locale) {
        ts_locale_add(archive->finder, archive->found, inner, text, (size_t)entry.size);
    } else if (strcmp(inner, manifest_name) != 0) {
        ts_script_file_add(archive->finder, archive->found, inner, text, (size_t)entry.size);
    } else {
        archive->found->manifest = text;
        archive->found->manifest_length = (size_t)entry.size;
    }
    return true;
}

static bool read_files(struct archive *archive)
{
    for (zip_uint64_t i = 0; i < archive->count; i++)
        if (!read_file(archive, i)) return false;
    return true;
}

static bool read_zip(struct archive *archive)
{
    archive->count = (zip_uint64_t)archive->lib.zip_get_num_entries(archive->zip, 0);
    if (archive->count > TS_PACK_FILES_MAX) return refuse(archive, archive->found->folder, "holds more than 5000 files");
    return check_entries(archive) && find_top(archive) && read_files(archive);
}

// --- opening

static void refuse_archive(struct archive *archive, const char *why)
{
    ts_found_problem(archive->finder, archive->found, "bad-archive", NULL,
                     ts_build_format(archive->finder->build, "the archive \"%s\" cannot be used: %s", archive->found->folder, why));
}

// NULL, or why it cannot be used.
static const char *open_zip(struct archive *archive)
{
    struct stat info;
    int code = 0, file = open(archive->found->folder, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const char *why = NULL;
    if (file < 0) return "it cannot be opened";
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) why = "it is not a plain file";
    else if ((uint64_t)info.st_size > inflated_max) why = "it is larger than 64 MB";
    else if (!(archive->zip = archive->lib.zip_fdopen(file, 0, &code))) why = code == ZIP_ER_NOZIP ? "it is no zip archive" : "it is damaged";
    if (!archive->zip) close(file);
    return why;
}

// NULL, or why it cannot be used.
static const char *read_archive(struct archive *archive)
{
    static const char *const names[] = {ZIP_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    struct ts_err err;
    if (ts_library_load("archives", TURNSTONE_LIBZIP, names, &archive->lib, &err)) return ts_build_format(archive->finder->build, "%s", err.message);
    const char *why = open_zip(archive);
    if (why) return why;
    why = read_zip(archive) ? NULL : ts_build_format(archive->finder->build, "\"%s\" %s", archive->entry, archive->why);
    archive->lib.zip_discard(archive->zip);
    return why;
}

void ts_archive_read(struct ts_finder *finder, struct ts_found *found)
{
    struct archive archive = {.finder = finder, .found = found};
    const char *why = read_archive(&archive);
    if (why) refuse_archive(&archive, why);
}

enum ts_status ts_archive_each(struct ts_arena *arena, const char *path, ts_wants_entry *wants, ts_take_entry *take, void *self,
                               struct ts_err *err)
{
    struct ts_build build = {.keep = arena, .scratch = arena};
    struct ts_finder finder = {.build = &build};
    struct ts_found found = {.folder = path};
    struct archive archive = {.finder = &finder, .found = &found, .wants = wants, .take = take, .self = self};
    const char *why = read_archive(&archive);
    return why ? ts_err_set(err, TS_DATA, "the archive \"%s\" cannot be used: %s", path, why) : TS_OK;
}
