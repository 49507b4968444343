// graph_arc.c - groups of nodes in which most ways stay (modularity, by moving nodes and joining groups: Louvain's method)
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/graph.h"

enum { PASSES_MAX = 16, LEVELS_MAX = 8 };

struct level { // a graph whose nodes are groups of the one before
    uint32_t count;
    uint32_t *start, *other; // of node i: other[start[i]] to other[start[i + 1] - 1]
    int64_t *weight;         // of each
    int64_t *degree;         // of each node, what stays inside it twice
    int64_t all;             // of all degrees
    uint32_t *group;         // of each node
};

struct tally { int64_t *to; uint32_t *touched; uint32_t count; }; // weight from one node to the groups around it

static void *get(size_t count, size_t size) { return memset(ts_memory_get((count + 1) * size), 0, (count + 1) * size); }

static void level_init(struct level *level, uint32_t count, const struct ts_link *links, uint32_t link_count)
{
    *level = (struct level){count, get(count + 1, 4), get(2 * (size_t)link_count, 4), get(2 * (size_t)link_count, 8), get(count, 8), 0, get(count, 4)};
    for (uint32_t i = 0; i < link_count; i++) {
        const struct ts_link *link = &links[i];
        level->degree[link->a] += link->weight;
        level->degree[link->b] += link->weight;
        level->all += 2 * link->weight;
        if (link->a != link->b) level->start[link->a + 1]++, level->start[link->b + 1]++;
    }
    for (uint32_t i = 0; i < count; i++) level->start[i + 1] += level->start[i], level->group[i] = i;
    uint32_t *next = get(count, 4);
    memcpy(next, level->start, count * sizeof *next);
    for (uint32_t i = 0; i < link_count; i++) {
        const struct ts_link *link = &links[i];
        if (link->a == link->b) continue;
        level->weight[next[link->a]] = level->weight[next[link->b]] = link->weight;
        level->other[next[link->a]++] = link->b;
        level->other[next[link->b]++] = link->a;
    }
    free(next);
}

static void level_clear(struct level *level)
{
    free(level->start);
    free(level->other);
    free(level->weight);
    free(level->degree);
    free(level->group);
}

static void look_around(const struct level *level, uint32_t node, struct tally *tally)
{
    tally->count = 0;
    for (uint32_t i = level->start[node]; i < level->start[node + 1]; i++) {
        uint32_t group = level->group[level->other[i]];
        if (!tally->to[group]) tally->touched[tally->count++] = group;
        tally->to[group] += level->weight[i];
    }
}

// What is won by being in a group: more of one's ways stay inside than chance would have it.
static int64_t gain(const struct level *level, const struct tally *tally, const int64_t *sums, uint32_t node, uint32_t group)
{
    return tally->to[group] * level->all - level->degree[node] * sums[group];
}

static bool move(struct level *level, uint32_t node, struct tally *tally, int64_t *sums)
{
    uint32_t from = level->group[node], best = from;
    look_around(level, node, tally);
    sums[from] -= level->degree[node];
    int64_t most = gain(level, tally, sums, node, from);
    for (uint32_t i = 0; i < tally->count; i++) {
        int64_t here = gain(level, tally, sums, node, tally->touched[i]);
        if (here > most) most = here, best = tally->touched[i];
    }
    for (uint32_t i = 0; i < tally->count; i++) tally->to[tally->touched[i]] = 0;
    sums[best] += level->degree[node];
    level->group[node] = best;
    return best != from;
}

static bool move_all(struct level *level)
{
    struct tally tally = {get(level->count, 8), get(level->count, 4), 0};
    int64_t *sums = get(level->count, 8);
    bool has_moved = false;
    memcpy(sums, level->degree, level->count * sizeof *sums);
    for (int pass = 0; pass < PASSES_MAX; pass++) {
        bool is_done = true;
        for (uint32_t i = 0; i < level->count; i++) is_done &= !move(level, i, &tally, sums);
        if (is_done) break;
        has_moved = true;
    }
    free(tally.to);
    free(tally.touched);
    free(sums);
    return has_moved;
}

// Groups numbered in the order of their first node; gives how many there are.
static uint32_t number(uint32_t *group, uint32_t count)
{
    uint32_t *numbers = get(count, 4), used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!numbers[group[i]]) numbers[group[i]] = ++used;
        group[i] = numbers[group[i]] - 1;
    }
    free(numbers);
    return used;
}

static int by_ends(const void *a, const void *b)
{
    const struct ts_link *left = a, *right = b;
    if (left->a != right->a) return left->a < right->a ? -1 : 1;
    return left->b < right->b ? -1 : left->b > right->b;
}

// The links between groups, each once.
static uint32_t join(struct ts_link *links, uint32_t count, const uint32_t *group)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t a = group[links[i].a], b = group[links[i].b];
        links[i].a = a < b ? a : b;
        links[i].b = a < b ? b : a;
    }
    qsort(links, count, sizeof *links, by_ends);
    for (uint32_t i = 0; i < count; i++) {
        if (kept && !by_ends(&links[kept - 1], &links[i])) links[kept - 1].weight += links[i].weight;
        else links[kept++] = links[i];
    }
    return kept;
}

uint32_t ts_arcs_find(uint32_t count, const struct ts_link *links, uint32_t link_count, uint32_t *arc_of)
{
    struct ts_link *own = get(link_count, sizeof *own);
    uint32_t groups = count;
    if (link_count) memcpy(own, links, link_count * sizeof *own);
    for (uint32_t i = 0; i < count; i++) arc_of[i] = i;
    link_count = join(own, link_count, arc_of);
    for (int i = 0; i < LEVELS_MAX; i++) {
        struct level level;
        level_init(&level, groups, own, link_count);
        bool has_moved = move_all(&level);
        uint32_t left = number(level.group, groups);
        for (uint32_t k = 0; k < count; k++) arc_of[k] = level.group[arc_of[k]];
        link_count = join(own, link_count, level.group);
        level_clear(&level);
        groups = left;
        if (!has_moved) break;
    }
    free(own);
    return groups;
}
