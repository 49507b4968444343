// plural.h - which plural form a number takes in a language: the rules of Unicode's CLDR, by ICU
//
// ICU is loaded at the first plural that is met: linked with, it would add 2.6 ms to the start of a program that starts in 3.
#ifndef TS_BASE_PLURAL_H
#define TS_BASE_PLURAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct ts_plural; // the rules of one language; opened once, then only read

struct ts_plurals { // those asked for so far; zero-initialised is empty
    struct ts_plural **items;
    uint32_t count, room;
};

// The rules of "de", "pt_BR", ..., opened when they are asked for first; they live until ts_plurals_clear. A language that ICU does not
// know has the form "other" alone. TS_UNAVAILABLE: ICU is not installed.
enum ts_status ts_plurals_get(struct ts_plurals *plurals, const char *language, const struct ts_plural **out, struct ts_err *err) TS_MUST_USE;
void ts_plurals_clear(struct ts_plurals *plurals);

enum { TS_PLURAL_FORM = 16 }; // bytes of a form's name with its NUL
void ts_plural_form(const struct ts_plural *plural, double number, char form[TS_PLURAL_FORM]); // zero, one, two, few, many, other
bool ts_plural_is_form(const char *name);

// "de" of "de_AT"; "" when the language is that short already.
enum { TS_LANGUAGE = 32 }; // bytes of a language's name with its NUL
void ts_language_base(const char *language, char base[TS_LANGUAGE]);
// "de", "pt_BR", "sr_Latn": two or three small letters, then parts of letters and digits after "_". "pt-BR" is taken as "pt_BR".
bool ts_language_read(const char *words, char language[TS_LANGUAGE]);

#endif
