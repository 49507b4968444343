// descriptor.h - open files and pipes, written to
#ifndef TS_BASE_DESCRIPTOR_H
#define TS_BASE_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

// All of it, through interruptions. False: errno says why, and some of it may have been written.
bool ts_descriptor_write(int file, const void *bytes, size_t length);

enum ts_replacing { TS_REPLACED, TS_REPLACE_UNMADE, TS_REPLACE_UNWRITTEN };
// A file becomes `text` and a line break, or stays as it was, and errno says why. It is written and synced under the name that `fresh`, a template of
// mkostemp in the same folder, makes, and moved over `path`. Its owner alone may read it. What was moved stays once its folder is synced. `text` NULL
// cannot be written.
enum ts_replacing ts_descriptor_replace(const char *path, char *fresh, const char *text);
bool ts_descriptor_sync_folder(const char *path); // what was moved into it stays; false: errno

#endif
