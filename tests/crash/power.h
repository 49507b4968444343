// power.h - what a power cut would take back: writes and names that were not synced
//
// A disk may keep any part of what was not synced. Of a write it may keep nothing or all; both ends and one mixture are tried.
#ifndef CRASH_POWER_H
#define CRASH_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// Called before the call is made, with what it is about to change. `fd` is any descriptor of the file, open for writing.
void power_note_write(int fd, off_t at, const void *bytes, size_t length);
void power_note_size(int fd, off_t size);
// `path` is about to be made (or to be made a link), to go away, or to be replaced.
void power_note_made(const char *path);
void power_note_gone(const char *path);

void power_note_synced(int fd);        // of a file: its content; of a folder: the names in it
void power_note_sync_failed(int fd);   // what was written to it since its last sync never reaches the disk, whatever later syncs say

enum power_kept {
    POWER_NOTHING,   // of what was not synced
    POWER_NAMES,     // names, but no content
    POWER_ODD,       // names, and every other write
    POWER_SYNCED,    // all but what a failed sync has lost
    POWER_ALL,       // there was no cut
};
void power_cut(enum power_kept kept);

void *power_memory(size_t size); // not from malloc, which is watched; never given back

#endif
