// helpline.h - where people are found who listen: a line for each country, and one for everywhere
#ifndef TS_GAME_HELPLINE_H
#define TS_GAME_HELPLINE_H

#include <stdbool.h>

#include "base/buffer.h"

// A country is its two letters, large or small. Lines end with a newline, and are there for good.
bool ts_helpline_has(const char *country); // NULL and other words: false
// The country's line, in that language when it has one; everywhere's when there is none for the country. language NULL: English.
const char *ts_helpline(const char *country, const char *language);
// Each country in small letters, in the order of their letters.
typedef void ts_each_country(void *self, const char *country);
void ts_helpline_each(ts_each_country *each, void *self);

#endif
