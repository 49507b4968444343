-- 005_kept.sql - what a player keeps beside their completions: skills they learned, a name they chose
--
-- `kind` and `name` say what it is ("skill", "harbour:old_hand"), `value` what of it (what the skill cost when it was learned). What `kind` means is told in
-- runtime/game/kept.h. Nothing that was written before is changed.

CREATE TABLE kept (
  player INTEGER NOT NULL REFERENCES player,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,                    -- when it came to be as it is
  value TEXT NOT NULL,
  PRIMARY KEY (player, kind, name)
) STRICT, WITHOUT ROWID;
