// skill.h - what players learn for points that completed runs earned
#ifndef TS_ENGINE_SKILL_H
#define TS_ENGINE_SKILL_H

#include "engine/play.h"

// The player pays for a skill, named by its id, or by its name alone while no other pack has one so called; in one transaction. What was
// learned is never unlearned. TS_DATA: no such player or skill. TS_REFUSED: it is learned already, another must be learned first, or there
// are not points enough.
enum ts_status ts_skill_learn(struct ts_engine *engine, const char *player, const char *skill, const struct ts_skill **out,
                              struct ts_err *err) TS_MUST_USE;

#endif
