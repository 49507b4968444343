// manifest_fuzz.c - a pack.lua: run with tiny limits in an empty environment, and read
#include "lua/host.h"
#include "place.h"

static void take_pack(void *self, const struct ts_pack_info *info)
{
    if (!info->name || !info->path) abort();
    ++*(int *)self;
}

static void take_problem(void *self, const struct ts_problem *problem)
{
    (void)self;
    if (!problem->code || !problem->message) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct place place;
    struct ts_symbols *symbols = ts_symbols_new();
    struct ts_err err;
    int count = 0;
    place_open(&place, "harbour", "pack.lua");
    place_write(&place, data, size);
    const char *folders[] = {place.folder};
    struct ts_loading how = {.folders = folders, .folder_count = 1};
    if (ts_host_each_pack(symbols, &how, take_problem, take_pack, &count, &err) == TS_OK && count != 1) abort();
    ts_symbols_free(symbols);
    place_close(&place, "harbour");
    return 0;
}
