// descriptor.h - open files and pipes, written to
#ifndef TS_BASE_DESCRIPTOR_H
#define TS_BASE_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

// All of it, through interruptions. False: errno says why, and some of it may have been written.
bool ts_descriptor_write(int file, const void *bytes, size_t length);

#endif
