// spared.h - what a player asked to be spared, as a person reads it
#ifndef TS_CLI_SPARED_H
#define TS_CLI_SPARED_H

#include <jansson.h>

// In the place of `owner`'s "care", the engine's data, come words: "nothing above 0.5; nothing of loss".
void ts_spared_say(json_t *owner);

#endif
