// helpline.c - where people are found who listen
#include "game/helpline.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/plural.h"

enum { COUNTRY = 2 };

// help/de.fr.txt is Germany's line in French; without a language it is English.
static const struct ts_embedded_file *find_file(const char *country, const char *language)
{
    char path[64];
    snprintf(path, sizeof path, "help/%s%s%.8s.txt", country, language && *language ? "." : "", language ? language : "");
    for (const struct ts_embedded_file *file = ts_embedded_scripts; file->name; file++)
        if (!strcmp(file->name, path)) return file;
    return NULL;
}

static bool read_country(const char *words, char out[COUNTRY + 1])
{
    out[0] = '\0';
    if (!words || strlen(words) != COUNTRY) return false;
    for (int i = 0; i <= COUNTRY; i++) out[i] = (char)tolower((unsigned char)words[i]);
    return find_file(out, NULL) != NULL;
}

bool ts_helpline_has(const char *country)
{
    char letters[COUNTRY + 1];
    return read_country(country, letters);
}

const char *ts_helpline(const char *words, const char *language)
{
    char country[COUNTRY + 1], base[TS_LANGUAGE] = "";
    const char *whose = read_country(words, country) ? country : "world";
    const struct ts_embedded_file *file = NULL;
    if (language) ts_language_base(language, base);
    if (language) file = find_file(whose, *base ? base : language);
    return (file ? file : find_file(whose, NULL))->bytes;
}

void ts_helpline_each(ts_each_country *each, void *self)
{
    char country[COUNTRY + 1] = "";
    for (const struct ts_embedded_file *file = ts_embedded_scripts; file->name; file++) {
        if (strncmp(file->name, "help/", 5) || strlen(file->name) != strlen("help/xx.txt")) continue;
        memcpy(country, file->name + 5, COUNTRY);
        each(self, country);
    }
}
