// build_prose.c - a text in a string: compiled as it is written, and as it is told in another language
#include <string.h>

#include "lua/check.h"
#include "lua/locale.h"

enum { TEXT_COST = 200, MORE_BYTES = 8192, MORE_TIMES = 8 };

struct compiling {
    struct ts_scope *scope;
    const char *text;
    size_t length;
    struct ts_place place;             // file 0: not looked for yet
    struct ts_list holes;              // of struct ts_check_hole: what of the text no player reads, when somebody asks
    struct ts_list placeholders;       // as written, when somebody asks; of char *
    const struct compiling *original;  // NULL: it is what the pack's author wrote
    const struct ts_translation *translation;
    struct ts_revert *revert;
};

// --- what stands in braces

static bool has_placeholder(const struct compiling *compiling, const char *source, size_t length)
{
    for (uint32_t i = 0; i < compiling->placeholders.count; i++) {
        const char *other = compiling->placeholders.items[i];
        if (strlen(other) == length && memcmp(other, source, length) == 0) return true;
    }
    return false;
}

static void note_placeholder(void *self, const char *source, size_t length)
{
    struct compiling *compiling = self;
    struct ts_arena *scratch = compiling->scope->build->scratch;
    ts_list_push(&compiling->placeholders, scratch, ts_arena_copy(scratch, source, length));
}

// What it asks for runs with the rights of the pack whose text it is: another's translation may ask for no more than that does.
static enum ts_status refuse_foreign(const struct compiling *compiling, const char *source, size_t length, struct ts_err *err)
{
    if (!compiling->translation || compiling->translation->is_own) return TS_OK;
    if (!has_placeholder(compiling->original, source, length))
        return ts_err_set(err, TS_FAILED, "it is not in the original, and only the pack's own translation may ask for more");
    if (compiling->placeholders.count > MORE_TIMES * compiling->original->placeholders.count)
        return ts_err_set(err, TS_FAILED, "it asks more than %d times as often as the original", MORE_TIMES);
    return TS_OK;
}

static void add_check(struct compiling *compiling, const struct ts_scope *scope, const struct ts_story *story, const char *source, size_t length)
{
    struct ts_build *build = scope->build;
    struct ts_check *check = ts_list_add(&build->checks, build->scratch, sizeof *check);
    *check = (struct ts_check){.pack = scope->pack,
                               .story = story,
                               .length = length,
                               .place = scope->place,
                               .what = ts_scope_role(compiling->scope),
                               .source = ts_arena_copy(build->scratch, source, length),
                               .revert = compiling->revert};
}

static void note_hole(struct compiling *compiling, const char *from, size_t length)
{
    struct ts_check_hole *hole = ts_list_add(&compiling->holes, compiling->scope->build->scratch, sizeof *hole);
    *hole = (struct ts_check_hole){.from = from, .to = from + length};
}

// The line of a placeholder in a text of several lines; that of the text when the file says it otherwise.
static uint32_t find_line(const struct compiling *compiling, const char *source, size_t length)
{
    struct ts_lua_source *file = ts_build_source(compiling->scope->pack, compiling->place);
    const char *start = compiling->text;
    uint32_t lines = 0;
    while (start < source && (unsigned char)*start <= ' ') start++;
    for (const char *c = start; c < source; c++) lines += *c == '\n';
    if (!lines || !file) return compiling->place.line;
    return ts_source_has(file, compiling->scope->build->scratch, compiling->place.line + lines, source, length) ? compiling->place.line + lines
                                                                                                             : compiling->place.line;
}

static enum ts_status compile_placeholder(void *self, const char *source, size_t length, ts_call *out, struct ts_err *err)
{
    struct compiling *compiling = self;
    struct ts_scope inner = *compiling->scope;
    const struct ts_story *story = inner.story ? inner.story->known : NULL;
    enum ts_status status = refuse_foreign(compiling, source, length, err);
    if (status != TS_OK) return status;
    if (!compiling->place.file) compiling->place = ts_scope_find_text(compiling->scope, compiling->text, compiling->length);
    inner.place = compiling->place;
    inner.place.line = find_line(compiling, source, length);
    if (inner.build->is_thorough) note_hole(compiling, source, length);
    ts_scope_charge_condition(&inner, length, inner.place);
    status = ts_condition_compile(inner.pack, story, source, length, ts_scope_role(&inner), inner.place, out, err);
    if (status == TS_OK && !inner.build->is_rebuilding) add_check(compiling, &inner, story, source, length);
    return status;
}

static enum ts_status compile(struct compiling *compiling, const char *language, const struct ts_prose **out, struct ts_err *err)
{
    struct ts_scope *scope = compiling->scope;
    struct ts_prose_source source = {.arena = scope->build->keep,
                                     .compile = compile_placeholder,
                                     .self = compiling,
                                     .owner = scope->owner,
                                     .symbols = scope->build->symbols,
                                     .has_rules = scope->is_grammar,
                                     .language = language ? language : "en",
                                     .plurals = &scope->build->host->plurals,
                                     .met = scope->line ? note_placeholder : NULL};
    ts_box_charge(scope->L, TEXT_COST + 2 * (lua_Integer)compiling->length);
    return ts_prose_parse(&source, compiling->text, compiling->length, out, err);
}

// --- as it is told

// What is only rearranged is the translator's concern; what is lost, or asked for anew, is worth a look.
static void compare_placeholders(const struct compiling *translated)
{
    const struct compiling *original = translated->original;
    const struct ts_revert *revert = translated->revert;
    struct ts_build *build = translated->scope->build;
    if (!build->host->locale->has_lines || build->is_rebuilding) return;
    for (uint32_t i = 0; i < original->placeholders.count; i++) {
        const char *one = original->placeholders.items[i];
        if (!has_placeholder(translated, one, strlen(one)))
            ts_locale_warn(build, revert->file, revert->line, "translation-placeholder", NULL, "the translation of %s leaves {%.200s} out", revert->id, one);
    }
    for (uint32_t i = 0; i < translated->placeholders.count; i++) {
        const char *one = translated->placeholders.items[i];
        if (!has_placeholder(original, one, strlen(one)))
            ts_locale_warn(build, revert->file, revert->line, "translation-placeholder", NULL,
                           "the translation of %s asks for {%.200s}, which the original does not", revert->id, one);
    }
}

// NULL, with a warning, when it cannot be told.
static const struct ts_prose *compile_translation(const struct compiling *original, const struct ts_prose *own,
                                                  const struct ts_translation *translation)
{
    struct ts_build *build = original->scope->build;
    const struct ts_po_entry *entry = translation->entry;
    struct ts_revert *revert = ts_arena_get(build->scratch, sizeof *revert);
    struct compiling compiling = {.scope = original->scope,
                                  .text = entry->str,
                                  .length = strlen(entry->str),
                                  .original = original,
                                  .translation = translation,
                                  .revert = revert};
    const struct ts_prose *prose = NULL;
    struct ts_err err;
    *revert = (struct ts_revert){.file = translation->file, .line = entry->line, .id = original->scope->line, .original = own};
    if (translation->is_own) compiling.place = (struct ts_place){translation->file->file, entry->line};
    if (compiling.length > MORE_TIMES * original->length + MORE_BYTES)
        ts_err_set(&err, TS_FAILED, "it is more than %d times as long as the original", MORE_TIMES);
    else if (compile(&compiling, translation->file->language, &prose, &err) == TS_OK) {
        compare_placeholders(&compiling);
        revert->told = prose;
        return prose;
    }
    ts_locale_warn(build, translation->file, entry->line, "bad-translation", "the original is told in its stead",
                   "the translation of %s cannot be told: %s", original->scope->line, err.message);
    return NULL;
}

static const struct ts_prose *translate(struct compiling *original, const struct ts_prose *prose)
{
    struct ts_scope *scope = original->scope;
    const struct ts_locale *locale = scope->build->host->locale;
    struct ts_translation found[TS_TRANSLATIONS_MAX];
    const struct ts_prose *told = NULL;
    uint32_t count = ts_locale_find(locale, scope->pack->name, scope->line, original->text, found);
    for (uint32_t i = 0; i < count && (locale->has_lines || (found[i].is_told && !told)); i++) {
        const struct ts_prose *translated = compile_translation(original, prose, &found[i]);
        if (translated && found[i].is_told && !told) told = translated;
    }
    return told ? told : prose;
}

const struct ts_prose *ts_scope_prose(struct ts_scope *scope)
{
    struct compiling compiling = {.scope = scope};
    const struct ts_prose *prose = NULL;
    const char *language = scope->build->host->content.packs ? scope->build->host->content.packs[scope->pack->index].language : NULL;
    struct ts_err err;
    compiling.text = lua_tolstring(scope->L, -1, &compiling.length);
    if (compile(&compiling, language, &prose, &err) != TS_OK) {
        ts_build_problem(scope->build, scope->pack, ts_scope_find_text(scope, compiling.text, compiling.length), "bad-text", NULL, "%s: %s",
                         ts_scope_role(scope), err.message);
        return NULL;
    }
    if (scope->build->is_thorough) ts_check_told(scope, compiling.text, compiling.length, &compiling.holes);
    if (!scope->line || !compiling.length) return prose;
    ts_line_note(scope, scope->line, compiling.text, compiling.length);
    return translate(&compiling, prose);
}
