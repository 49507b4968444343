// version.c - semantic versions and ranges of them
#include <ctype.h>
#include <string.h>

#include "base/version.h"

enum { NUMBERS = 3 };

// Digits up to a point or the end; NULL when there are none, or one that stands before others is 0.
static const char *skip_number(const char *at)
{
    size_t digits = strspn(at, "0123456789");
    return digits == 0 || (digits > 1 && *at == '0') || digits > 9 ? NULL : at + digits;
}

// "1", "1.2" or "1.2.3"; where it ends, NULL when it is none.
static const char *skip_numbers(const char *text)
{
    const char *at = skip_number(text);
    for (int i = 1; at && i < NUMBERS && *at == '.'; i++) at = skip_number(at + 1);
    return at;
}

static bool is_identifiers(const char *at, size_t length)
{
    size_t part = 0;
    for (size_t i = 0; i < length; i++) {
        part = at[i] == '.' ? 0 : part + 1;
        if (part == 0 && (i == 0 || at[i - 1] == '.')) return false;
        if (part && !isalnum((unsigned char)at[i]) && at[i] != '-') return false;
    }
    return part > 0;
}

// A number among the words of a pre-release has no 0 before it.
static bool has_padded_number(const char *at, size_t length)
{
    for (size_t part; length; at += part, length -= part) {
        size_t digits = strspn(at, "0123456789");
        part = strcspn(at, ".+");
        if (part > 1 && digits == part && *at == '0') return true;
        if (part < length) part++;
    }
    return false;
}

bool ts_version_is(const char *text)
{
    const char *at = skip_numbers(text);
    size_t length;
    if (!at) return false;
    if (*at == '-') {
        length = strcspn(at + 1, "+");
        if (!is_identifiers(at + 1, length) || has_padded_number(at + 1, length)) return false;
        at += 1 + length;
    }
    if (*at == '+') return is_identifiers(at + 1, strlen(at + 1));
    return *at == '\0';
}

static unsigned long take_number(const char **at)
{
    unsigned long number = 0;
    while (isdigit((unsigned char)**at)) number = number * 10 + (unsigned long)(*(*at)++ - '0');
    if (**at == '.') (*at)++;
    return number;
}

static int compare_numbers(const char *a, const char *b)
{
    for (int i = 0; i < NUMBERS; i++) {
        unsigned long one = take_number(&a), other = take_number(&b);
        if (one != other) return one < other ? -1 : 1;
    }
    return 0;
}

static const char *pre_release(const char *version)
{
    const char *at = version + strcspn(version, "-+");
    return *at == '-' ? at + 1 : "";
}

// Numbers are less than words, and compared as numbers (semver.org, 11.4).
static int compare_identifier(const char *a, size_t length, const char *b, size_t other_length)
{
    bool one = strspn(a, "0123456789") >= length, other = strspn(b, "0123456789") >= other_length;
    size_t shorter = length < other_length ? length : other_length;
    int order;
    if (one != other) return one ? -1 : 1;
    if (one && length != other_length) return length < other_length ? -1 : 1;
    order = strncmp(a, b, shorter);
    return order ? (order < 0 ? -1 : 1) : length < other_length ? -1 : length > other_length;
}

static int compare_pre_releases(const char *a, const char *b)
{
    if (!*a || !*b) return !*a - !*b;
    for (;;) {
        size_t length = strcspn(a, ".+"), other = strcspn(b, ".+");
        int order = compare_identifier(a, length, b, other);
        if (order) return order;
        a += length, b += other;
        if (*a != '.' || *b != '.') return (*a == '.') - (*b == '.');
        a++, b++;
    }
}

int ts_version_compare(const char *a, const char *b)
{
    int order = compare_numbers(a, b);
    return order ? order : compare_pre_releases(pre_release(a), pre_release(b));
}

// --- ranges

struct bound {
    char comparison[4], version[64];
};

// The next bound of a range; false at its end, or with `*at` on what is none.
static bool take_bound(const char **at, struct bound *bound)
{
    const char *text = *at + strspn(*at, " \t,");
    size_t signs = strspn(text, "<>="), length;
    *at = text;
    if (signs == 0 || signs >= sizeof bound->comparison) return false;
    memcpy(bound->comparison, text, signs);
    bound->comparison[signs] = '\0';
    text += signs + strspn(text + signs, " \t");
    length = strcspn(text, " \t,<>=");
    if (length >= sizeof bound->version || !strstr(" >= <= > < = == ", bound->comparison)) return false;
    memcpy(bound->version, text, length);
    bound->version[length] = '\0';
    if (!ts_version_is(bound->version)) return false;
    *at = text + length;
    return true;
}

bool ts_version_range_is(const char *range)
{
    struct bound bound;
    bool any = false;
    while (take_bound(&range, &bound)) any = true;
    return any && *range == '\0';
}

static bool holds(const struct bound *bound, int order)
{
    if (bound->comparison[0] == '=') return order == 0;
    if (order == 0) return bound->comparison[1] == '=';
    return (order < 0) == (bound->comparison[0] == '<');
}

bool ts_version_is_in(const char *version, const char *range)
{
    struct bound bound;
    while (take_bound(&range, &bound))
        if (!holds(&bound, ts_version_compare(version, bound.version))) return false;
    return true;
}
