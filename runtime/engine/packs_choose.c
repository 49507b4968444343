// packs_choose.c - packs switched on and off, and set
#include "engine/packs_choose.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

// The name, of those that a list's objects have, that is near; NULL: none is.
static const char *suggest(const json_t *list, const char *wrong)
{
    const char **names = ts_memory_get((json_array_size(list) + 1) * sizeof *names);
    size_t index;
    json_t *one;
    json_array_foreach((json_t *)list, index, one) names[index] = json_is_string(one) ? json_string_value(one) : text_of(one, "name");
    const char *near = ts_suggest(wrong, names, json_array_size(list));
    free(names);
    return near;
}

// --- packs

enum ts_status ts_packs_find_shown(const json_t *packs, const char *name, json_t **out, struct ts_err *err)
{
    size_t index;
    json_t *pack;
    json_array_foreach((json_t *)packs, index, pack) {
        if (json_is_true(json_object_get(pack, "twin")) || strcmp(text_of(pack, "name"), name) != 0) continue;
        *out = pack;
        return TS_OK;
    }
    const char *near = suggest(packs, name);
    return near ? ts_err_set(err, TS_DATA, "there is no pack \"%s\": did you mean \"%s\"?", name, near)
                : ts_err_set(err, TS_DATA, "there is no pack \"%s\": `turnstone pack list` shows those there are", name);
}

enum ts_status ts_packs_switch(struct ts_packs *packs, const char *name, bool is_enabled, struct ts_err *err)
{
    enum ts_status status = ts_packs_lock(packs, err);
    if (status || ts_packs_is_disabled(packs, name) != is_enabled) return status;
    ts_packs_set_enabled(packs, name, is_enabled);
    return ts_packs_save(packs, err);
}

// --- settings

struct setting { const char *pack, *name, *words; const json_t *one; };

enum ts_status ts_packs_find_setting(const json_t *pack, const char *name, json_t **out, struct ts_err *err)
{
    const json_t *settings = json_object_get(pack, "settings");
    size_t index;
    json_t *one;
    json_array_foreach((json_t *)settings, index, one) {
        if (strcmp(text_of(one, "name"), name) != 0) continue;
        *out = one;
        return TS_OK;
    }
    const char *near = suggest(settings, name), *called = text_of(pack, "name");
    if (near) return ts_err_set(err, TS_DATA, "pack \"%s\" has no setting \"%s\": did you mean \"%s\"?", called, name, near);
    return ts_err_set(err, TS_DATA, "pack \"%s\" has no setting \"%s\": `turnstone pack set %s` shows those there are", called, name, called);
}

static enum ts_status refuse(const struct setting *setting, const char *what, struct ts_err *err)
{
    return ts_err_set(err, TS_DATA, "setting \"%s\" of pack \"%s\" is %s, not \"%s\"", setting->name, setting->pack, what, setting->words);
}

static enum ts_status read_boolean(const struct setting *setting, struct ts_value *out, struct ts_err *err)
{
    static const char *const yes[] = {"true", "yes", "on"}, *const no[] = {"false", "no", "off"};
    for (int i = 0; i < 3; i++) {
        bool is_yes = !strcmp(setting->words, yes[i]);
        *out = ts_value_bool(is_yes);
        if (is_yes || !strcmp(setting->words, no[i])) return TS_OK;
    }
    return refuse(setting, "true or false", err);
}

static enum ts_status read_number(const struct setting *setting, bool is_whole, struct ts_value *out, struct ts_err *err)
{
    static const char digits[] = "+-.0123456789eE";
    char *end;
    errno = 0;
    *out = is_whole ? ts_value_int(strtoll(setting->words, &end, 10)) : ts_value_real(strtod(setting->words, &end));
    bool is_number = *setting->words && !*end && !errno && !setting->words[strspn(setting->words, digits)];
    if (is_number && (is_whole || isfinite(out->real))) return TS_OK;
    return refuse(setting, is_whole ? "a whole number" : "a number", err);
}

static enum ts_status read_value(const struct setting *setting, struct ts_value *out, struct ts_err *err)
{
    const char *type = text_of(setting->one, "type");
    if (!strcmp(type, ts_packs_type(TS_BOOL))) return read_boolean(setting, out, err);
    if (!strcmp(type, ts_packs_type(TS_INT))) return read_number(setting, true, out, err);
    if (!strcmp(type, ts_packs_type(TS_REAL))) return read_number(setting, false, out, err);
    json_t *text = json_string(setting->words);
    if (!text) return refuse(setting, "a text in UTF-8", err);
    json_decref(text);
    *out = ts_value_text(setting->words, strlen(setting->words));
    return TS_OK;
}

static bool is_same(const json_t *choice, struct ts_value value)
{
    switch (value.type) {
    case TS_BOOL: return json_is_boolean(choice) && json_is_true(choice) == value.boolean;
    case TS_INT: return json_is_integer(choice) && json_integer_value(choice) == value.integer;
    case TS_REAL: return json_is_number(choice) && json_number_value(choice) == value.real;
    default: return !strcmp(json_string_value(choice) ? json_string_value(choice) : "", value.text->bytes);
    }
}

static void add_choice(struct ts_buffer *out, const json_t *choice)
{
    struct ts_value value = json_is_string(choice) ? ts_value_text(json_string_value(choice), json_string_length(choice))
                            : json_is_integer(choice) ? ts_value_int(json_integer_value(choice)) : ts_value_real(json_number_value(choice));
    if (out->length) ts_buffer_add_text(out, ", ");
    if (json_is_boolean(choice)) ts_buffer_add_text(out, json_is_true(choice) ? "yes" : "no");
    else ts_value_print(value, out);
    ts_value_drop(&value);
}

static enum ts_status check_choices(const struct setting *setting, struct ts_value value, struct ts_err *err)
{
    const json_t *choices = json_object_get(setting->one, "choices");
    json_t *choice;
    struct ts_buffer list = {0};
    bool is_one = !json_array_size(choices);
    size_t index;
    json_array_foreach((json_t *)choices, index, choice) {
        is_one |= is_same(choice, value);
        add_choice(&list, choice);
    }
    bool has_texts = json_is_string(json_array_get(choices, 0));
    const char *near = is_one || !has_texts ? NULL : suggest(choices, setting->words);
    enum ts_status status = is_one ? TS_OK : ts_err_set(err, TS_DATA, "setting \"%s\" of pack \"%s\" is one of %s, not \"%s\"%s%s%s", setting->name, setting->pack, list.bytes,
                                                        setting->words, near ? ": did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    ts_buffer_clear(&list);
    return status;
}

static enum ts_status check_range(const struct setting *setting, struct ts_value value, struct ts_err *err)
{
    const json_t *least = json_object_get(setting->one, "least"), *most = json_object_get(setting->one, "most");
    double number = value.type == TS_INT ? (double)value.integer : value.type == TS_REAL ? value.real : 0;
    if (json_is_number(least) && number < json_number_value(least))
        return ts_err_set(err, TS_DATA, "setting \"%s\" of pack \"%s\" is at least %g, not \"%s\"", setting->name, setting->pack, json_number_value(least), setting->words);
    if (json_is_number(most) && number > json_number_value(most))
        return ts_err_set(err, TS_DATA, "setting \"%s\" of pack \"%s\" is at most %g, not \"%s\"", setting->name, setting->pack, json_number_value(most), setting->words);
    return TS_OK;
}

enum ts_status ts_packs_put_setting(struct ts_packs *packs, const json_t *pack, const char *name, const char *words, struct ts_value *out,
                                    struct ts_err *err)
{
    struct setting setting = {text_of(pack, "name"), name, words, NULL};
    json_t *one = NULL;
    enum ts_status status = ts_packs_find_setting(pack, name, &one, err);
    setting.one = one;
    *out = ts_value_nil();
    if (!status) status = read_value(&setting, out, err);
    if (!status) status = check_choices(&setting, *out, err);
    if (!status) status = check_range(&setting, *out, err);
    if (!status) status = ts_packs_lock(packs, err);
    if (!status) ts_packs_set(packs, setting.pack, name, *out);
    return status ? status : ts_packs_save(packs, err);
}
