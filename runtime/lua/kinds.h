// kinds.h - the kinds of definitions: one row each
#ifndef TS_LUA_KINDS_H
#define TS_LUA_KINDS_H

#include "lua/fields.h"

// A new kind is a file that has `const struct ts_kind ts_kind_<name>`, and its row here: name, signature, what it is.
#define TS_KINDS(row) \
    row(world, "world(keys: table)", "Declares keys of the shared world and what they hold at first.") \
    row(own, "own(vars: table)", "Declares the pack's own variables, kept in every run beside the story's.") \
    row(story, "story(name: string)(fields: table)", "A story: title, focus, start, vars and scenes.") \
    row(scene, "scene(name: string)(fields: table)", "A scene of a story in another file: define.scene \"lantern/cellar\" { ... }.") \
    row(choices, "choices(name: string)(list: table)", "Choices that scenes share by include = { \"name\" }.") \
    row(storylet, "storylet(name: string)(fields: table)", "A scene that is drawn from a pool of its story.") \
    row(unlock, "unlock(name: string)(fields: table)", "Something that a rule over progression grants a player.") \
    row(npc, "npc(name: string)(fields: table)", "Somebody of the world, the same for all who meet them: title, facts that they begin with, and where they are met. See universe:npc.") \
    row(cosmetic, "cosmetic(name: string)(fields: table)", "Something to be seen by, that a rule over progression grants a player.") \
    row(skill, "skill(name: string)(fields: table)", "What a player can learn for points that completed runs earned.") \
    row(echo, "echo(name: string)(fields: table)", "What a completed character leaves in its universe, to be met by later ones.") \
    row(deeds, "deeds(story: string)(focuses: table)", \
        "Which choices of a story are milestones of the focus it is played with: { grief = { put_to_use = \"sell_one\" } }; a choice or a list of them.") \
    row(focus, "focus(name: string)(fields: table)", "What a run may carry: a setting and the ideas it works with.") \
    row(metaconcept, "metaconcept(name: string)(fields: table)", "A principle that a run can integrate.") \
    row(narrate, "narrate(scene: string)(fields: table)", "The moment of a scene in another file that a narrator may put into words: define.narrate \"lantern/quay\" { brief = … }.") \
    row(grammar, "grammar(name: string)(rules: table)", "Rules that put moments into words: rule = { \"a text\", { \"another\", when = …, weight = 2, is = \"many\" } }; {@rule} tells one.") \
    row(theme, "theme(name: string)(fields: table)", "The words by which a theme that players may not want to read of is known in what a narrator wrote.") \
    row(aliases, "aliases(renames: table)", "Names given up: { scenes = { [\"story/old\"] = \"story/new\" }, choices = { ... }, vars = { ... } }.")

// What can be amended: a file that has `const struct ts_kind ts_kind_amend_<name>`, and its row here.
#define TS_AMENDS(row) \
    row(scene, "scene(id: string)(fields: table)", \
        "Changes a scene: text { before, replace, after }, choices { add, hide, replace }, enter; each text and choice with an optional `when`.") \
    row(storylet, "storylet(id: string)(fields: table)", "The same of a storylet, and its label, weight and a further `when`.") \
    row(ending, "ending(id: string)(fields: table)", \
        "Changes every scene with that ending: text { before, replace, after }, and an effect before the run is completed.") \
    row(unlock, "unlock(id: string)(fields: table)", \
        "Changes an unlock: title, description; its rule by `when` (instead), `also` (another way) or `only` (a further condition).") \
    row(cosmetic, "cosmetic(id: string)(fields: table)", "The same of a cosmetic.") \
    row(skill, "skill(id: string)(fields: table)", "Changes a skill: title, description, cost, requires { add, hide }, and an effect besides its own.") \
    row(echo, "echo(id: string)(fields: table)", "Changes an echo: what it `leaves` (instead), endings { add }.") \
    row(focus, "focus(id: string)(fields: table)", "Changes a focus: title, setting, ideas { add, hide }, metaconcepts { add }, milestones { add }, prompts { add }.")

#define TS_KIND_DECLARED(name, signature, doc) extern const struct ts_kind ts_kind_##name;
#define TS_AMEND_DECLARED(name, signature, doc) extern const struct ts_kind ts_kind_amend_##name;
TS_KINDS(TS_KIND_DECLARED)
TS_AMENDS(TS_AMEND_DECLARED)
extern const struct ts_kind ts_kind_handler; // made by `on`

// All that `define` knows, and all that `amend` does; each ended by NULL.
extern const struct ts_kind *const ts_kinds[], *const ts_amend_kinds[];

#endif
