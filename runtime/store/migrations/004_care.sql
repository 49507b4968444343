-- 004_care.sql - what players asked to be spared
--
-- Acts of kind 9 (care) say so in the log of a run, or answer a warning: outside any turn, at the turn and position where the run stood.
-- `pick` says what ("care:set"), `answer` how ("ceiling=0.5"). An act that opens a run or takes it up (kinds 0 and 3) says in `answer` which
-- settings it goes by, when they are others than before. (The first migration names kind 9, but nothing wrote it.)
-- The run's own copy of the settings is one of its variables, which the act's hash covers. Nothing that was written before is changed.

CREATE TABLE care (                       -- a player's settings, as they were last made, in a run or outside of any
  player INTEGER PRIMARY KEY REFERENCES player,
  settings TEXT NOT NULL,                 -- canonical JSON, see runtime/game/care.h
  at INTEGER NOT NULL                     -- when they were last made
) STRICT;
