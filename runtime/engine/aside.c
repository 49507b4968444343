// aside.c - packs whose scripts err again and again are set aside for the session
#include <string.h>

#include "engine/hand.h"

enum { FAULTS_MAX = 3 }; // of one pack in one session

static const char set_aside[] = "set aside for this session after 3 faults: its handlers and unlock rules are not called until the run is taken up again";

// The message itself says so, since it is all that is stored.
static bool says_aside(const struct ts_fault *fault)
{
    return strcmp(fault->message, set_aside) == 0;
}

// Faults of the session so far and of the act in hand, which may have opened the session; whether its being set aside is among them.
static uint32_t count(const struct ts_play *play, uint32_t pack, bool *is_said)
{
    const struct ts_changeset *changes = &play->changes;
    uint32_t faults = 0;
    *is_said = false;
    for (uint32_t i = 0; i < play->faulty.count && !changes->opens_session; i++) {
        if (play->faulty.items[i].pack != pack) continue;
        if (play->faulty.items[i].is_said) *is_said = true;
        else faults++;
    }
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        if (changes->faults[i].pack != pack) continue;
        if (says_aside(&changes->faults[i])) *is_said = true;
        else faults++;
    }
    return faults;
}

bool ts_aside_is(const struct ts_play *play, uint32_t pack)
{
    bool is_said;
    if (!play->faulty.count && !play->changes.fault_count) return false;
    return count(play, pack, &is_said) >= FAULTS_MAX;
}

void ts_aside_say(struct ts_play *play)
{
    bool is_said;
    for (uint32_t i = 0, faults = play->changes.fault_count; i < faults; i++) {
        const struct ts_fault fault = play->changes.faults[i];
        if (count(play, fault.pack, &is_said) >= FAULTS_MAX && !is_said) ts_changeset_fault(&play->changes, fault.pack, fault.place, set_aside);
    }
}

static void add(struct ts_faulty *faulty, struct ts_faulty_act act)
{
    if (faulty->count == faulty->room) {
        faulty->room = faulty->room ? faulty->room * 2 : 8;
        faulty->items = ts_memory_grow(faulty->items, faulty->room * sizeof *faulty->items);
    }
    faulty->items[faulty->count++] = act;
}

static uint32_t count_kept(const struct ts_faulty *faulty, uint32_t pack)
{
    uint32_t faults = 0;
    for (uint32_t i = 0; i < faulty->count; i++) faults += faulty->items[i].pack == pack && !faulty->items[i].is_said;
    return faults;
}

void ts_aside_keep(struct ts_play *play)
{
    const struct ts_changeset *changes = &play->changes;
    if (changes->opens_session) play->faulty.count = 0;
    for (uint32_t i = 0; i < changes->fault_count; i++) {
        bool says = says_aside(&changes->faults[i]);
        uint32_t pack = changes->faults[i].pack;
        if (says || count_kept(&play->faulty, pack) < FAULTS_MAX)
            add(&play->faulty, (struct ts_faulty_act){.pack = pack, .turn = changes->turn, .is_said = says});
    }
}

void ts_aside_add_stored(struct ts_play *play, const struct ts_fault_record *fault)
{
    const struct ts_content *content = play->engine->content;
    struct ts_faulty_act act = {.turn = fault->turn, .is_said = strcmp(fault->message, set_aside) == 0};
    const struct ts_pack *pack = ts_content_find_pack(content, fault->pack);
    if (!pack) return;
    act.pack = (uint32_t)(pack - content->packs);
    add(&play->faulty, act);
}

void ts_aside_go_back(struct ts_play *play)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < play->faulty.count; i++)
        if (play->faulty.items[i].turn <= play->run->head.turn) play->faulty.items[kept++] = play->faulty.items[i];
    play->faulty.count = kept;
}
