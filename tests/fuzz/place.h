// place.h - a folder of its own for a fuzzer that needs files: in memory where the machine has that, gone with the process
#ifndef TS_TESTS_FUZZ_PLACE_H
#define TS_TESTS_FUZZ_PLACE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct place {
    char folder[64], file[128];
};

static inline void place_open(struct place *place, const char *inside, const char *name)
{
    snprintf(place->folder, sizeof place->folder, "%s/turnstone-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(place->folder)) abort();
    snprintf(place->file, sizeof place->file, "%s/%s", place->folder, inside);
    if (*inside && mkdir(place->file, 0700) != 0) abort();
    snprintf(place->file, sizeof place->file, "%s/%s/%s", place->folder, inside, name);
}

static inline void place_write(const struct place *place, const uint8_t *data, size_t size)
{
    FILE *file = fopen(place->file, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0) abort();
}

static inline void place_close(const struct place *place, const char *inside)
{
    char path[128];
    unlink(place->file);
    snprintf(path, sizeof path, "%s/%s", place->folder, inside);
    rmdir(path);
    rmdir(place->folder);
}

#endif
