// prose_select.c - plurals and selects in text: which branch a value asks for
#include <math.h>
#include <string.h>

#include "base/plural.h"
#include "game/prose_node.h"

static const struct ts_prose_node *branch_of(const struct ts_prose_node *node, const char *name, size_t length)
{
    const struct ts_prose_node *other = NULL;
    for (uint32_t i = 0; i < node->count; i++) {
        const char *form = node->forms->names[i];
        if (strlen(form) == length && memcmp(form, name, length) == 0) return node->branches[i];
        if (strcmp(form, "other") == 0) other = node->branches[i];
    }
    return other;
}

static const struct ts_prose_node *select_plural(const struct ts_prose_node *node, double number)
{
    char form[TS_PLURAL_FORM];
    for (uint32_t i = 0; i < node->count; i++)
        if (node->forms->exact[i] == number) return node->branches[i];
    ts_plural_form(node->forms->plural, number - (double)node->forms->offset, form);
    return branch_of(node, form, strlen(form));
}

static bool is_number(struct ts_value value)
{
    return value.type == TS_INT || value.type == TS_REAL;
}

static struct ts_value less(struct ts_value value, int64_t offset)
{
    if (!offset || !is_number(value)) return value;
    return value.type == TS_INT ? ts_value_int((int64_t)((uint64_t)value.integer - (uint64_t)offset)) : ts_value_real(value.real - (double)offset);
}

const struct ts_prose_node *ts_prose_select(const struct ts_prose_node *node, struct ts_value value, struct ts_value *count)
{
    struct ts_buffer words = {0};
    const struct ts_prose_node *branch;
    if (node->forms->plural) {
        *count = less(value, node->forms->offset);
        if (is_number(value)) return select_plural(node, value.type == TS_INT ? (double)value.integer : value.real);
        return branch_of(node, "other", 5);
    }
    ts_value_print(value, &words);
    branch = branch_of(node, words.bytes ? words.bytes : "", words.length);
    ts_buffer_clear(&words);
    return branch;
}
