// asset.c - the pages and what they are made of
#include "web/asset.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"

struct ts_assets {
    struct ts_asset *list;
    uint32_t count;
    struct ts_asset *index; // NULL: the pages were not built in
    struct ts_buffer page;  // its words, with the folder's name
    char version[28];       // of all that was built in: that name
    struct ts_buffer policy;
};

static const char folder[] = "pages/";

static const struct { const char *ending, *type; } types[] = {
    {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"}, {".svg", "image/svg+xml"}, {".png", "image/png"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"}, {".json", "application/json"},
};

// One segment, or the first of several.
static const char *const pages[] = {"", "play", "runs", "world", "progress", "workshop", "join", "login"};

static const char *type_of(const char *name)
{
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i].ending, ending)) return types[i].type;
    return "application/octet-stream";
}

static void write_tag(struct ts_asset *asset, unsigned char hash[TS_HASH_SIZE])
{
    ts_hash_chain(NULL, asset->bytes, asset->length, hash);
    asset->tag[0] = '"';
    sodium_bin2base64(asset->tag + 1, sizeof asset->tag - 2, hash, TS_HASH_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    strcat(asset->tag, "\"");
}

// `all`: the hash of what came before, and then of this too.
static void add_asset(struct ts_assets *assets, const struct ts_embedded_file *file, unsigned char all[TS_HASH_SIZE])
{
    unsigned char hash[TS_HASH_SIZE];
    struct ts_asset *asset = &assets->list[assets->count++];
    *asset = (struct ts_asset){.name = file->name + strlen(folder), .bytes = file->bytes, .length = file->length};
    asset->type = type_of(asset->name);
    write_tag(asset, hash);
    ts_hash_chain(all, hash, sizeof hash, all);
    if (!strcmp(asset->name, "index.html")) assets->index = asset;
}

static void write_index(struct ts_assets *assets)
{
    static const char mark[] = "/pages/@/";
    unsigned char hash[TS_HASH_SIZE];
    if (!assets->index) return;
    for (const char *at = assets->index->bytes, *next; *at; at = next) {
        next = strstr(at, mark);
        if (!next) next = at + strlen(at);
        ts_buffer_add(&assets->page, at, (size_t)(next - at));
        if (!*next) continue;
        ts_buffer_add_format(&assets->page, "/pages/%s/", assets->version);
        next += strlen(mark);
    }
    assets->index->bytes = assets->page.bytes;
    assets->index->length = assets->page.length;
    write_tag(assets->index, hash);
}

// The import map may stand in the page because its hash is named here.
static void write_policy(struct ts_assets *assets)
{
    static const char begin[] = "<script type=\"importmap\">", end[] = "</script>";
    unsigned char hash[crypto_hash_sha256_BYTES];
    char text[sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_ORIGINAL)];
    const char *map = assets->index ? strstr(assets->index->bytes, begin) : NULL, *stop = map ? strstr(map, end) : NULL;
    ts_buffer_add_text(&assets->policy, "default-src 'none'; script-src 'self'");
    if (stop) {
        map += sizeof begin - 1;
        crypto_hash_sha256(hash, (const unsigned char *)map, (unsigned long long)(stop - map));
        ts_buffer_add_format(&assets->policy, " 'sha256-%s'", sodium_bin2base64(text, sizeof text, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL));
    }
    ts_buffer_add_text(&assets->policy, "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
                                        "base-uri 'none'; frame-ancestors 'none'");
}

struct ts_assets *ts_assets_open(const struct ts_embedded_file *files)
{
    struct ts_assets *assets = ts_memory_get(sizeof *assets);
    uint32_t count = 0;
    *assets = (struct ts_assets){0};
    while (files[count].name) count++;
    assets->list = ts_memory_get((count + 1) * sizeof *assets->list);
    unsigned char all[TS_HASH_SIZE] = {0};
    for (; files->name; files++)
        if (!strncmp(files->name, folder, strlen(folder))) add_asset(assets, files, all);
    sodium_bin2base64(assets->version, sizeof assets->version, all, sizeof all, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    write_index(assets);
    write_policy(assets);
    return assets;
}

void ts_assets_close(struct ts_assets *assets)
{
    if (!assets) return;
    ts_buffer_clear(&assets->policy);
    ts_buffer_clear(&assets->page);
    free(assets->list);
    free(assets);
}

bool ts_asset_is_page(const char *path)
{
    size_t length = strcspn(++path, "/");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strlen(pages[i]) == length && !memcmp(pages[i], path, length)) return length || !path[length];
    return false;
}

const struct ts_asset *ts_asset_find(const struct ts_assets *assets, const char *path, bool *is_fixed)
{
    size_t length = strlen(assets->version);
    *is_fixed = false;
    if (ts_asset_is_page(path)) return assets->index;
    if (strncmp(path + 1, folder, strlen(folder))) return NULL;
    const char *name = path + 1 + strlen(folder);
    *is_fixed = !strncmp(name, assets->version, length) && name[length] == '/';
    if (*is_fixed) name += length + 1;
    for (uint32_t i = 0; i < assets->count; i++)
        if (!strcmp(assets->list[i].name, name)) return &assets->list[i];
    return NULL;
}

const char *ts_assets_policy(const struct ts_assets *assets)
{
    return assets->policy.bytes;
}
