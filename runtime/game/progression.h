// progression.h - what a player has earned: computed from completions, never kept beside them
#ifndef TS_GAME_PROGRESSION_H
#define TS_GAME_PROGRESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/symbol.h"
#include "game/content.h"

struct ts_completion_record { // one completed run, as stored
    ts_symbol run, universe, story, ending, focus; // ending: "harbour:lantern/spoken" or 0
    ts_symbol life;                                // the first run of the life that was completed: the same for all its branches
    int64_t turns, milestones, at;
    const ts_symbol *metaconcepts;
    uint32_t metaconcept_count;
    int64_t number;                                // from 1 in the store, in the order of completing: deleted runs keep theirs
    const char *reason;                            // given by whoever completed it; NULL: none; borrowed
};

struct ts_progression {
    struct ts_symbols *symbols;  // not owned
    ts_symbol player;
    int64_t completed, turns, milestones;
    struct ts_map tallies;       // "ending/pack:story/name", "focus/id", "story/id" -> count
    ts_symbol *runs;      uint32_t run_count, run_room;
    ts_symbol *universes; uint32_t universe_count, universe_room; // each once
    ts_symbol *metaconcepts; uint32_t metaconcept_count, metaconcept_room; // each once
    struct ts_map unlocked;      // unlock symbol -> 1
    struct ts_map learned;       // skill symbol -> 1
    int64_t spent;               // points paid for skills
    struct ts_map since;         // tally symbol -> time (ms) of the last completion that counted
    struct ts_map joined;        // symbol -> which of the three lists hold it
    struct ts_map lives;         // life << 32 | tally symbol (0: among the completed runs) -> 1: has counted
};

void ts_progression_init(struct ts_progression *progression, struct ts_symbols *symbols, ts_symbol player);
void ts_progression_clear(struct ts_progression *progression);
// Award on completion (reference-facts, "Rules"): +1 run, +its turns, +its milestones, its id, universe and metaconcepts
// joined to the sets. The same run twice counts once; one life counts once among the completed runs, their universes and in each tally,
// however often its branches complete, as going back earns nothing twice.
void ts_progression_add(struct ts_progression *progression, const struct ts_completion_record *completion);
void ts_progression_unlock(struct ts_progression *progression, ts_symbol unlock);
bool ts_progression_is_unlocked(const struct ts_progression *progression, ts_symbol unlock);
// Points for skills: what completed runs earned, see kept.h, less what was paid. Deleting runs takes nothing away and gives nothing back.
int64_t ts_progression_earned(const struct ts_progression *progression);
int64_t ts_progression_points(const struct ts_progression *progression); // left; below 0 when the rule by which they are earned has changed
void ts_progression_learn(struct ts_progression *progression, ts_symbol skill, int64_t paid);
bool ts_progression_has_learned(const struct ts_progression *progression, ts_symbol skill);
int64_t ts_progression_count(const struct ts_progression *progression, ts_symbol key);

#endif
