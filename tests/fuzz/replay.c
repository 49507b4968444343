// replay.c - gives every file of a corpus to a fuzzer's target, without a fuzzer: replay FOLDER
#include <dirent.h>
#include <string.h>

#include "place.h"

static int run_file(const char *folder, const char *name)
{
    char path[1024];
    long size;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) return perror(path), 0;
    rewind(file);
    uint8_t *data = malloc((size_t)size + 1);
    if (fread(data, 1, (size_t)size, file) != (size_t)size) abort();
    fclose(file);
    LLVMFuzzerTestOneInput(data, (size_t)size);
    free(data);
    return 1;
}

int main(int count, char **words)
{
    DIR *folder = count == 2 ? opendir(words[1]) : NULL;
    int played = 0;
    if (!folder) return fprintf(stderr, "replay: a corpus folder is needed\n"), 64;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.') played += run_file(words[1], entry->d_name);
    closedir(folder);
    printf("%d inputs\n", played);
    return played > 0 ? 0 : 1;
}
