-- 003_packs.sql - what runs were played with, what packs did to the store, and which rule granted an unlock
--
-- Acts of kind 12 (migrate) carry a pack's changes of names into the log: outside any turn, the run stands where it stood (turn, position
-- and state) but in scenes, detours, variables and counts of new names. `pick` is the migration's name, and `tally` is not a list of names
-- counted but what is counted from then on: "name count turn" for each that changed, count 0 for a name that was given up. In `var` a
-- variable that was given up has the value NULL, which no other has. Nothing that was written before is changed.

CREATE TABLE deed (                       -- what packs did to this store, each once: migrations, and rules asked for all players
  id INTEGER PRIMARY KEY,
  name INTEGER NOT NULL UNIQUE REFERENCES name,
  at INTEGER NOT NULL,
  completion INTEGER NOT NULL             -- the last completion there was then; 0: none
) STRICT;

-- What a run was played with from an act on: "core 1.0.0, harbour 1.2.0"; a row when it changed. A branch has its parent's until its own
-- first. The act's hash covers the row, in what it did to its run; acts of before this migration have none.
CREATE TABLE run_pack (
  run INTEGER NOT NULL REFERENCES run,
  seq INTEGER NOT NULL,
  packs INTEGER NOT NULL REFERENCES name,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE "unlock" ADD COLUMN rule INTEGER REFERENCES name; -- "harbour 1.2.0, harbour/unlocks.lua:3"; NULL: of before this migration
