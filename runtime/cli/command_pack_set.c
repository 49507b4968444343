// command_pack_set.c - turnstone pack set
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/packing.h"
#include "cli/page.h"
#include "cli/print.h"

struct set_options { bool to_default; };
static const struct ts_option options[] = {
    {"default", NULL, "back to what the pack itself says; without SETTING all of them", TS_OPTION_FLAG, offsetof(struct set_options, to_default)},
    {0},
};

static const struct ts_column columns[] = {
    {"SETTING", "name", false}, {"VALUE", "value", false}, {"DEFAULT", "default", false}, {"TYPE", "type", false}, {"CHOICES", "choices", false},
    {"LEAST", "least", true}, {"MOST", "most", true}, {"ABOUT", "doc", false}, {0},
};

struct setting { struct ts_packing packing; const char *pack, *name, *words; json_t *settings, *one; };

// --- which one

static enum ts_status find_one(struct setting *setting, struct ts_err *err)
{
    struct ts_words names = {0};
    size_t index;
    json_t *one;
    json_array_foreach(setting->settings, index, one) {
        ts_words_add(&names, ts_packing_text(one, "name"));
        if (setting->name && !strcmp(ts_packing_text(one, "name"), setting->name)) setting->one = one;
    }
    const char *near = setting->name && !setting->one ? ts_suggest(setting->name, names.items, names.count) : NULL;
    ts_words_clear(&names);
    if (!setting->name || setting->one) return TS_OK;
    if (near) return ts_err_set(err, TS_DATA, "pack \"%s\" has no setting \"%s\": did you mean \"%s\"?", setting->pack, setting->name, near);
    return ts_err_set(err, TS_DATA, "pack \"%s\" has no setting \"%s\": `turnstone pack set %s` shows those there are", setting->pack, setting->name, setting->pack);
}

static enum ts_status open(struct ts_cli *cli, struct setting *setting, struct ts_err *err)
{
    json_t *pack;
    setting->pack = cli->words.items[0];
    setting->name = cli->words.count > 1 ? cli->words.items[1] : NULL;
    setting->words = cli->words.count > 2 ? cli->words.items[2] : NULL;
    enum ts_status status = ts_packing_open(cli, false, &setting->packing, err);
    if (!status) status = ts_packing_get(&setting->packing, setting->pack, &pack, err);
    if (!status) setting->settings = json_object_get(pack, "settings");
    return status ? status : find_one(setting, err);
}

// --- a value out of words

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
    const char *type = ts_packing_text(setting->one, "type");
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

static enum ts_status check_choices(const struct setting *setting, struct ts_value value, struct ts_err *err)
{
    json_t *choices = json_object_get(setting->one, "choices"), *choice;
    struct ts_words names = {0};
    struct ts_buffer list = {0};
    bool is_one = !json_array_size(choices);
    size_t index;
    json_array_foreach(choices, index, choice) {
        is_one |= is_same(choice, value);
        if (json_is_string(choice)) ts_words_add(&names, json_string_value(choice));
    }
    if (!is_one) ts_page_add_value(&list, choices);
    const char *near = is_one ? NULL : ts_suggest(setting->words, names.items, names.count);
    enum ts_status status = is_one ? TS_OK : ts_err_set(err, TS_DATA, "setting \"%s\" of pack \"%s\" is one of %s, not \"%s\"%s%s%s", setting->name, setting->pack, list.bytes,
                                                        setting->words, near ? ": did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    ts_words_clear(&names);
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

// --- what is done

static enum ts_status tell(struct setting *setting, const char *words, struct ts_err *err)
{
    const struct ts_cli *cli = setting->packing.cli;
    enum ts_status status = ts_packing_again(&setting->packing, err);
    json_t *pack = NULL;
    if (!status) status = ts_packing_get(&setting->packing, setting->pack, &pack, err);
    if (status) return status;
    return ts_packing_tell(cli, json_pack("{s:s, s:O}", "pack", setting->pack, "settings", json_object_get(pack, "settings")), words, err);
}

static enum ts_status reset(struct setting *setting, struct ts_err *err)
{
    struct ts_packs *packs = setting->packing.folders.packs;
    struct ts_buffer words = {0};
    if (setting->words) return ts_err_set(err, TS_USAGE, "--default takes no value, but \"%s\" was given", setting->words);
    enum ts_status status = ts_packs_lock(packs, err);
    if (!status) ts_packs_reset(packs, setting->pack, setting->name);
    if (!status) status = ts_packs_save(packs, err);
    if (status) return status;
    if (setting->name) ts_buffer_add_format(&words, "setting \"%s\" of pack \"%s\" is as the pack has it", setting->name, setting->pack);
    else ts_buffer_add_format(&words, "all settings of pack \"%s\" are as the pack has them", setting->pack);
    status = tell(setting, words.bytes, err);
    ts_buffer_clear(&words);
    return status;
}

static enum ts_status put(struct setting *setting, struct ts_err *err)
{
    struct ts_packs *packs = setting->packing.folders.packs;
    struct ts_value value = ts_value_nil();
    struct ts_buffer words = {0};
    enum ts_status status = read_value(setting, &value, err);
    if (!status) status = check_choices(setting, value, err);
    if (!status) status = check_range(setting, value, err);
    if (!status) status = ts_packs_lock(packs, err);
    if (!status) ts_packs_set(packs, setting->pack, setting->name, value);
    if (!status) status = ts_packs_save(packs, err);
    ts_buffer_add_format(&words, "setting \"%s\" of pack \"%s\" is ", setting->name, setting->pack);
    ts_value_print(value, &words);
    if (!status) status = tell(setting, words.bytes, err);
    ts_buffer_clear(&words);
    ts_value_drop(&value);
    return status;
}

static void write_member(struct ts_buffer *page, const json_t *setting, const char *words, const char *key)
{
    const json_t *value = json_object_get(setting, key);
    if (!value || json_is_null(value) || (json_is_array(value) && !json_array_size(value))) return;
    ts_buffer_add_text(page, words);
    ts_page_add_value(page, value);
}

// "fog = 0.5 (a number, at least 0, at most 1; by default 0.5): how thick"
static void write_one(struct ts_buffer *page, const json_t *setting)
{
    write_member(page, setting, "", "name");
    write_member(page, setting, " = ", "value");
    write_member(page, setting, " (", "type");
    write_member(page, setting, ", one of ", "choices");
    write_member(page, setting, ", at least ", "least");
    write_member(page, setting, ", at most ", "most");
    write_member(page, setting, "; by default ", "default");
    ts_buffer_add_byte(page, ')');
    write_member(page, setting, ": ", "doc");
    ts_buffer_add_byte(page, '\n');
}

static void write_settings(struct ts_buffer *page, const struct setting *setting)
{
    if (setting->one) write_one(page, setting->one);
    else ts_page_table(page, setting->settings, columns, "this pack has no settings");
}

static enum ts_status show(struct setting *setting, struct ts_err *err)
{
    const struct ts_cli *cli = setting->packing.cli;
    struct ts_buffer page = {0};
    json_t *list = setting->one ? json_pack("[O]", setting->one) : json_incref(setting->settings);
    write_settings(&page, setting);
    if (page.length) page.length--; // the line is ended where it is printed
    page.bytes[page.length] = '\0';
    enum ts_status status = ts_packing_tell(cli, json_pack("{s:s, s:o}", "pack", setting->pack, "settings", list), page.bytes, err);
    ts_buffer_clear(&page);
    return status;
}

static enum ts_status run(struct ts_cli *cli, struct ts_err *err)
{
    const struct set_options *how = cli->options;
    struct setting setting = {0};
    enum ts_status status = open(cli, &setting, err);
    if (!status) status = how->to_default ? reset(&setting, err) : setting.words ? put(&setting, err) : show(&setting, err);
    ts_packing_close(&setting.packing);
    return status;
}

const struct ts_command ts_command_pack_set = {
    .name = "pack set", .words = "NAME [SETTING [VALUE]]", .help = "show or change what a pack lets you set", .least = 1, .most = 3,
    .more = "Without VALUE it shows the setting, without SETTING all of them. What is set is kept beside your own packs and holds for\n"
            "whatever is played from then on.",
    .options = options, .size = sizeof(struct set_options), .run = run,
};
