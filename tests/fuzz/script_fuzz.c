// script_fuzz.c - a pack's script: compiled, run, and what it defines built, as `turnstone eval` does
#include "lua/host.h"
#include "place.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct place place;
    struct ts_buffer said = {0};
    struct ts_err err;
    place_open(&place, "", "script.lua");
    place_write(&place, data, size);
    if (ts_host_eval(place.file, &said, &err) != TS_OK && !*err.message) abort();
    ts_buffer_clear(&said);
    place_close(&place, "");
    return 0;
}
