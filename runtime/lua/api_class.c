// api_class.c - the tables that packs hand over, as classes of the reference pages: made of the rows that read them
#include "lua/api_class.h"

#include <stdio.h>
#include <string.h>

#include "lua/alias.h"
#include "lua/amend.h"

static const struct ts_field *const choice[] = {ts_choice_fields, ts_care_fields, NULL}, *const draw[] = {ts_draw_fields, NULL},
                                    *const ask[] = {ts_ask_fields, NULL}, *const event[] = {ts_event_fields, NULL},
                                    *const part[] = {ts_part_fields, ts_care_fields, NULL}, *const warning[] = {ts_warning_fields, NULL}, *const moment[] = {ts_moment_fields, NULL},
                                    *const amend_text[] = {ts_amend_text_fields, NULL}, *const amend_hide[] = {ts_amend_hide_fields, NULL},
                                    *const amend_choices[] = {ts_amend_choices_fields, NULL}, *const manifest[] = {ts_manifest_fields, NULL},
                                    *const setting[] = {ts_setting_fields, NULL}, *const aliases[] = {ts_rename_fields, NULL},
                                    *const recap[] = {ts_recap_fields, NULL};

const struct ts_api_class ts_api_classes[] = {
    {"manifest", "What pack.lua returns.", manifest},
    {"setting", "One of a manifest's settings.", setting},
    {"story", "What `define.story \"name\"` takes.", ts_kind_story.fields},
    {"scene", "What `define.scene \"story/name\"` takes, and each of a story's scenes.", ts_kind_scene.fields},
    {"choice", "One of a scene's choices.", choice},
    {"storylet", "What `define.storylet \"name\"` takes.", ts_kind_storylet.fields},
    {"text_part", "A part of a text that is a list.", part},
    {"event", "A deed, as a choice or storylet writes it on the timeline.", event},
    {"draw", "How a scene draws storylets.", draw},
    {"ask", "How a choice takes typed text.", ask},
    {"warning", "What a text is announced by.", warning},
    {"moment", "Something to think about, or a breath to take.", moment},
    {"narrate", "A moment that a narrator may put into words: what `define.narrate \"story/scene\"` takes, and a scene's `narrate`.", ts_kind_narrate.fields},
    {"recap", "How a story's catch-ups are told.", recap},
    {"theme", "What `define.theme \"name\"` takes.", ts_kind_theme.fields},
    {"cosmetic", "What `define.cosmetic \"name\"` takes.", ts_kind_cosmetic.fields},
    {"echo", "What `define.echo \"name\"` takes.", ts_kind_echo.fields},
    {"skill", "What `define.skill \"name\"` takes.", ts_kind_skill.fields},
    {"unlock", "What `define.unlock \"name\"` takes.", ts_kind_unlock.fields},
    {"npc", "What `define.npc \"name\"` takes.", ts_kind_npc.fields},
    {"focus", "What `define.focus \"name\"` takes.", ts_kind_focus.fields},
    {"metaconcept", "What `define.metaconcept \"name\"` takes.", ts_kind_metaconcept.fields},
    {"aliases", "What `define.aliases` takes.", aliases},
    {"filter", "What a handler waits for: the second argument of `on`.", ts_kind_handler.fields},
    {"amend_scene", "What `amend.scene \"pack:story/scene\"` takes.", ts_kind_amend_scene.fields},
    {"amend_storylet", "What `amend.storylet \"pack:story/storylet\"` takes.", ts_kind_amend_storylet.fields},
    {"amend_ending", "What `amend.ending \"pack:story/ending\"` takes.", ts_kind_amend_ending.fields},
    {"amend_unlock", "What `amend.unlock \"pack:unlock\"` takes.", ts_kind_amend_unlock.fields},
    {"amend_cosmetic", "What `amend.cosmetic \"pack:cosmetic\"` takes.", ts_kind_amend_cosmetic.fields},
    {"amend_skill", "What `amend.skill \"pack:skill\"` takes.", ts_kind_amend_skill.fields},
    {"amend_echo", "What `amend.echo \"pack:echo\"` takes.", ts_kind_amend_echo.fields},
    {"amend_focus", "What `amend.focus \"focus\"` takes.", ts_kind_amend_focus.fields},
    {"amend_text", "An amendment's `text`.", amend_text},
    {"amend_choices", "An amendment's `choices`.", amend_choices},
    {"amend_hide", "One of the choices an amendment hides.", amend_hide},
    {NULL, NULL, NULL},
};

const struct ts_api_class *ts_api_class_find(bool is_amendment, const char *name)
{
    char full[64];
    snprintf(full, sizeof full, "%s%s", is_amendment ? "amend_" : "", name);
    for (const struct ts_api_class *class = ts_api_classes; class->name; class++)
        if (!strcmp(class->name, full)) return class;
    return NULL;
}

// What readers that many fields share take.
static const struct {
    ts_field_read *read;
    const char *type;
} readers[] = {
    {ts_read_words, "string"},
    {ts_read_title, "string"},
    {ts_read_name, "string"},
    {ts_read_part_words, "string"},
    {ts_read_part_count, "integer"},
    {ts_read_bool, "boolean"},
    {ts_read_count, "integer"},
    {ts_read_share, "number"},
    {ts_read_names, "string[]"},
    {ts_read_text, "turnstone.text"},
    {ts_read_part_text, "turnstone.text"},
    {ts_read_condition, "turnstone.condition"},
    {ts_read_part_condition, "turnstone.condition"},
    {ts_read_function, "turnstone.effect"},
    {ts_read_part_function, "turnstone.effect"},
    {ts_read_event, "string|turnstone.event"},
    {ts_read_nothing, "table<string, string>"}, // of renames; others say their own
};

const char *ts_api_field_type(const struct ts_field *field)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers && !field->type; i++)
        if (readers[i].read == field->read) return readers[i].type;
    return field->type ? field->type : "any";
}
