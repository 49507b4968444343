// plural.c - plural forms by ICU, which is loaded when the first is asked for
#include "base/plural.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/upluralrules.h>

#include "base/arena.h"
#include "base/library.h"

#define ICU_FUNCTIONS(do) do(uplrules_open) do(uplrules_select) do(uplrules_close)

struct icu_library { ICU_FUNCTIONS(TS_LIBRARY_FUNCTION) }; // its headers put its version behind each function's name

struct ts_plural {
    char language[TS_LANGUAGE];
    struct icu_library lib;
    UPluralRules *rules;    // NULL: none are known
};

static enum ts_status open_icu(struct ts_plural *plural, struct ts_err *err)
{
    static const char *const names[] = {ICU_FUNCTIONS(TS_LIBRARY_NAME) NULL};
    UErrorCode code = U_ZERO_ERROR;
    enum ts_status status = ts_library_load("plural forms", TURNSTONE_LIBICU, names, &plural->lib, err);
    if (status) return status;
    plural->rules = plural->lib.uplrules_open(plural->language, &code);
    if (U_FAILURE(code)) plural->rules = NULL;
    return TS_OK;
}

static void free_plural(struct ts_plural *plural)
{
    if (plural->rules) plural->lib.uplrules_close(plural->rules);
    free(plural);
}

static void keep(struct ts_plurals *plurals, struct ts_plural *plural)
{
    if (plurals->count == plurals->room) {
        plurals->room = plurals->room ? plurals->room * 2 : 4;
        plurals->items = ts_memory_grow(plurals->items, plurals->room * sizeof(struct ts_plural *));
    }
    plurals->items[plurals->count++] = plural;
}

enum ts_status ts_plurals_get(struct ts_plurals *plurals, const char *language, const struct ts_plural **out, struct ts_err *err)
{
    struct ts_plural *plural;
    enum ts_status status;
    for (uint32_t i = 0; i < plurals->count; i++) {
        *out = plurals->items[i];
        if (strcmp(plurals->items[i]->language, language) == 0) return TS_OK;
    }
    plural = ts_memory_get(sizeof *plural);
    memset(plural, 0, sizeof *plural);
    strncat(plural->language, language, TS_LANGUAGE - 1);
    *out = plural;
    status = open_icu(plural, err);
    if (status) free_plural(plural);
    else keep(plurals, plural);
    return status;
}

void ts_plurals_clear(struct ts_plurals *plurals)
{
    for (uint32_t i = 0; i < plurals->count; i++) free_plural(plurals->items[i]);
    free(plurals->items);
    *plurals = (struct ts_plurals){0};
}

void ts_plural_form(const struct ts_plural *plural, double number, char form[TS_PLURAL_FORM])
{
    UChar wide[TS_PLURAL_FORM];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = plural->rules ? plural->lib.uplrules_select(plural->rules, number, wide, TS_PLURAL_FORM, &code) : 0;
    if (U_FAILURE(code) || length <= 0 || length >= TS_PLURAL_FORM) {
        strcpy(form, "other");
        return;
    }
    for (int32_t i = 0; i < length; i++) form[i] = (char)wide[i]; // the names of forms are ASCII
    form[length] = '\0';
}

bool ts_plural_is_form(const char *name)
{
    static const char *const forms[] = {"zero", "one", "two", "few", "many", "other"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i], name) == 0) return true;
    return false;
}

// --- names of languages

void ts_language_base(const char *language, char base[TS_LANGUAGE])
{
    size_t length = strcspn(language, "_");
    base[0] = '\0';
    if (language[length] && length < TS_LANGUAGE) strncat(base, language, length);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ts_language_read(const char *words, char language[TS_LANGUAGE])
{
    size_t length = strlen(words), small = 0, part = 0;
    if (length >= TS_LANGUAGE) return false;
    while (words[small] >= 'a' && words[small] <= 'z') small++;
    if (small < 2 || small > 3 || (words[small] && words[small] != '_' && words[small] != '-')) return false;
    for (size_t i = 0; i <= length; i++) {
        char c = words[i] == '-' ? '_' : words[i];
        bool is_end = c == '_' || !c;
        if ((is_end && !part) || (!is_end && !is_letter(c) && (c < '0' || c > '9'))) return false;
        part = is_end ? 0 : part + 1;
        language[i] = c;
    }
    return true;
}
