// command_pack_set.c - turnstone pack set
#include "cli/packing.h"
#include "cli/page.h"
#include "cli/print.h"
#include "engine/packs_choose.h"

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

static enum ts_status open(struct ts_cli *cli, struct setting *setting, struct ts_err *err)
{
    json_t *pack;
    setting->pack = cli->words.items[0];
    setting->name = cli->words.count > 1 ? cli->words.items[1] : NULL;
    setting->words = cli->words.count > 2 ? cli->words.items[2] : NULL;
    enum ts_status status = ts_packing_open(cli, false, &setting->packing, err);
    if (!status) status = ts_packing_get(&setting->packing, setting->pack, &pack, err);
    if (!status) setting->settings = json_object_get(pack, "settings");
    return status || !setting->name ? status : ts_packs_find_setting(pack, setting->name, &setting->one, err);
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
    json_t *pack = NULL;
    enum ts_status status = ts_packing_get(&setting->packing, setting->pack, &pack, err);
    if (!status) status = ts_packs_put_setting(packs, pack, setting->name, setting->words, &value, err);
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
