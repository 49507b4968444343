// crash_note.h - what is written of a crash: a line for each thing that is known
#ifndef TS_CLI_CRASH_NOTE_H
#define TS_CLI_CRASH_NOTE_H

#include "base/ident.h"
#include "lua/host.h"

enum { TS_CRASH_NOTE_MAX = 2048, TS_CRASH_WORDS_MAX = 512 };

struct ts_crash_note {
    char signal[16], pack[TS_CRASH_WORDS_MAX];
    char role[TS_CRASH_WORDS_MAX];  // "effect of harbour:lantern/quay/light"; "": its scripts were being loaded
    char place[TS_CRASH_WORDS_MAX]; // "harbour/init.lua:3"
    char run[TS_CRASH_WORDS_MAX];   // "": none
    int64_t turn;
    uint32_t count; // how many times in a row, from 1; 0: there is no note, or it cannot be read
    bool is_ours;   // the file was written by this program for this user, readable or not
};

// Writes the note and gives its length. Safe in a signal handler; words that are too long are cut.
size_t ts_crash_note_write(char out[TS_CRASH_NOTE_MAX], const struct ts_running *running, int signal, uint32_t count);
// False: there is none that can be read. What could harm a terminal has been taken out of its words.
bool ts_crash_note_read(const char *path, struct ts_crash_note *out);

#endif
