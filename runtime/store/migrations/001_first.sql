-- 001_first.sql - the store's first shape
--
-- History is append-only: act, var, event, world, late, claim, mark, fault, completion and unlock rows are added, never changed
-- (deleting a run takes its own rows away and leaves tombstones). Every act of a universe has a number, its seq, without gaps; what
-- an act did is found by (universe, seq), or by (run, seq).
-- Ids and texts stand once in `name`; columns called run, scene, key and so on hold numbers. The views at the end show them as words.
--
-- application_id is 0x5475726e ("Turn"). While a store is being written the main file says 0x5475726f instead and the write-ahead log
-- says 0x5475726e, so that whoever copies the log back into the file also takes the mark off: a main file that says 0x5475726f
-- without a log beside it is a copy that lacks its latest turns. user_version is the number of the last migration.

-- Every id and authored text once. hash: the first 8 bytes of BLAKE2b(salt, text), by which the chain of acts knows the name, so that
-- text and salt of a person's name can be erased and the chain still verifies.
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  text TEXT UNIQUE,
  salt INTEGER,
  hash INTEGER NOT NULL
) STRICT;

CREATE TABLE player (
  id INTEGER PRIMARY KEY REFERENCES name, -- the player's id
  created_at INTEGER NOT NULL             -- milliseconds since 1970, as all times
) STRICT;

CREATE TABLE character (
  id INTEGER PRIMARY KEY REFERENCES name, -- the character's id
  name INTEGER REFERENCES name            -- how they are called; NULL once forgotten
) STRICT;

CREATE TABLE universe (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL UNIQUE REFERENCES name,
  parent INTEGER REFERENCES universe,     -- of a branch
  fork_position INTEGER,
  fork_seq INTEGER,
  live INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,      -- of the acts up to events_seq, counted now and then
  events_seq INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL UNIQUE REFERENCES name,
  universe INTEGER NOT NULL REFERENCES universe,
  player INTEGER REFERENCES player,
  character INTEGER REFERENCES character,
  story INTEGER NOT NULL REFERENCES name,
  focus INTEGER REFERENCES name,
  seed INTEGER NOT NULL,
  fork_turn INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  salt INTEGER,                           -- of what the run did, in the chain; NULL: the run was deleted
  state INTEGER NOT NULL,                 -- 1 active, 2 paused, 3 abandoned, 4 completed, 5 archived
  turn INTEGER NOT NULL,
  position INTEGER NOT NULL,
  told INTEGER NOT NULL,                  -- acts up to this seq have reached it as news
  seq INTEGER NOT NULL,                   -- of its last act
  scene INTEGER REFERENCES name,
  stack TEXT,                             -- detours that will come back: names "scene onward", inner one last
  session INTEGER NOT NULL,               -- number of the last one
  milestones INTEGER NOT NULL,
  insights INTEGER NOT NULL,
  last_played INTEGER NOT NULL,
  ending INTEGER REFERENCES name,
  reason TEXT,
  completed_at INTEGER,
  text TEXT,                              -- what the player saw last; people's names as references
  choices TEXT                            -- and could choose: JSON
) STRICT;
CREATE INDEX run_universe ON run(universe) WHERE salt IS NOT NULL;
CREATE INDEX run_player ON run(player);

CREATE TABLE session (
  run INTEGER NOT NULL REFERENCES run,
  number INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  first_turn INTEGER NOT NULL,
  turns INTEGER,                          -- NULL while it is open
  notes TEXT,
  "end" TEXT,                             -- paused, completed, abandoned, interrupted; NULL while it is open
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- The log of every act. A run's acts are found from its last one backward, by prev: an index by run would be one page more to write
-- at every turn. A turn is taken once because its run's head is compared and moved in the transaction that adds it. kind: 0 start, 1 turn, 2 pause, 3 resume, 4 abandon, 5 complete, 6 archive, 7 catch-up, 8 delete, 9 grant.
CREATE TABLE act (
  universe INTEGER NOT NULL REFERENCES universe,
  seq INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES run,
  turn INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  position INTEGER NOT NULL,
  prev INTEGER,                           -- seq of the run's act before; NULL: seq - 1
  front INTEGER,                          -- the universe's last position after the act; NULL: this act's
  key INTEGER NOT NULL,                   -- by which a repeated act is known
  hash BLOB NOT NULL,                     -- of the act before, what this one did to the world, and a hash of what it did to its run
  session INTEGER,
  scene INTEGER REFERENCES name,          -- where it led
  at INTEGER,
  choice INTEGER REFERENCES name,
  pick INTEGER REFERENCES name,           -- the choice's id as shown, when it is not the choice's own
  tally TEXT,                             -- names counted; NULL: the scene, the choice and the choice's bare name
  answer TEXT,                            -- typed text
  PRIMARY KEY (universe, seq)
) STRICT, WITHOUT ROWID;

-- Of a deleted run's acts nothing is left but the hash of what they did to it.
CREATE TABLE tombstone (
  universe INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (universe, seq)
) STRICT, WITHOUT ROWID;

-- value: as it is; true, false, lists and maps are JSON in a blob.
CREATE TABLE var (
  run INTEGER NOT NULL REFERENCES run,
  name INTEGER NOT NULL REFERENCES name,  -- "harbour:lantern.lit"
  seq INTEGER NOT NULL,
  value ANY,
  PRIMARY KEY (run, name, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (                   -- of a run's counts, now and then
  run INTEGER NOT NULL REFERENCES run,
  turn INTEGER NOT NULL,
  seq INTEGER NOT NULL,                   -- of the act it was made after
  tally TEXT NOT NULL,                    -- "name count turn" for each
  PRIMARY KEY (run, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  run INTEGER NOT NULL REFERENCES run,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  kind INTEGER NOT NULL,                  -- 1 milestone, 2 insight, 3 metaconcept
  id INTEGER NOT NULL REFERENCES name,
  pack INTEGER REFERENCES name,
  PRIMARY KEY (run, seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE fault (
  run INTEGER NOT NULL REFERENCES run,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  pack INTEGER REFERENCES name,
  place TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run, seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  universe INTEGER NOT NULL REFERENCES universe,
  position INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES run,
  action INTEGER REFERENCES name,
  consequences INTEGER REFERENCES name,
  major INTEGER NOT NULL,
  place INTEGER REFERENCES name,
  PRIMARY KEY (universe, position, seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_place ON event(universe, place, position, seq);
CREATE INDEX event_major ON event(universe, position, seq) WHERE major;

-- Writes of world keys; see world_sum.h. kind: 0 add (value is the amount), 1 set.
CREATE TABLE world (
  universe INTEGER NOT NULL REFERENCES universe,
  key INTEGER NOT NULL REFERENCES name,
  position INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  sum INTEGER NOT NULL,                   -- of the adds up to this row, sets left aside
  value ANY,
  leaf INTEGER,                           -- of a set: late adds at its very position that came before it
  PRIMARY KEY (universe, key, position, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX world_set ON world(universe, key, position, seq) WHERE kind = 1;

CREATE TABLE late (                       -- adds that came when the key already had a row at a greater position
  universe INTEGER NOT NULL REFERENCES universe,
  key INTEGER NOT NULL REFERENCES name,
  position INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (universe, key, position, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE late_sum (                   -- and their sums over buckets of 64^level positions
  universe INTEGER NOT NULL REFERENCES universe,
  key INTEGER NOT NULL REFERENCES name,
  level INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (universe, key, level, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (                      -- things that exist once in a universe
  universe INTEGER NOT NULL REFERENCES universe,
  key INTEGER NOT NULL REFERENCES name,
  seq INTEGER NOT NULL,
  PRIMARY KEY (universe, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE completion (                 -- for ever, even when the run is deleted
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL UNIQUE REFERENCES run,
  player INTEGER NOT NULL REFERENCES player,
  universe INTEGER NOT NULL REFERENCES universe,
  story INTEGER NOT NULL REFERENCES name,
  ending INTEGER REFERENCES name,
  focus INTEGER REFERENCES name,
  turns INTEGER NOT NULL,
  milestones INTEGER NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX completion_player ON completion(player);

CREATE TABLE completion_metaconcept (
  completion INTEGER NOT NULL REFERENCES completion,
  n INTEGER NOT NULL,
  metaconcept INTEGER NOT NULL REFERENCES name,
  PRIMARY KEY (completion, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE "unlock" (
  id INTEGER PRIMARY KEY,
  player INTEGER NOT NULL REFERENCES player,
  "unlock" INTEGER NOT NULL REFERENCES name,
  at INTEGER NOT NULL,
  run INTEGER REFERENCES run,             -- whose completion granted it; NULL: the loading of a pack
  evidence TEXT NOT NULL,                 -- JSON: what the rule read
  UNIQUE (player, "unlock")
) STRICT;

-- For people and other programs:

CREATE VIEW worlds AS
SELECT k.text AS universe, p.text AS parent, u.live,
  (SELECT coalesce(a.front, a.position) FROM act a WHERE a.universe = u.id ORDER BY a.seq DESC LIMIT 1) AS position,
  (SELECT a.seq FROM act a WHERE a.universe = u.id ORDER BY a.seq DESC LIMIT 1) AS seq,
  u.created_at
FROM universe u JOIN name k ON k.id = u.key LEFT JOIN universe up ON up.id = u.parent LEFT JOIN name p ON p.id = up.key;

CREATE VIEW runs AS
SELECT k.text AS run, pn.text AS player, cn.text AS character, uk.text AS universe, s.text AS story, f.text AS focus,
  CASE r.state WHEN 1 THEN 'active' WHEN 2 THEN 'paused' WHEN 3 THEN 'abandoned' WHEN 4 THEN 'completed' WHEN 5 THEN 'archived' END AS state,
  r.turn, r.position, sc.text AS scene, r.milestones, r.created_at, r.last_played, r.text
FROM run r JOIN name k ON k.id = r.key JOIN universe u ON u.id = r.universe JOIN name uk ON uk.id = u.key
LEFT JOIN name pn ON pn.id = r.player LEFT JOIN character c ON c.id = r.character LEFT JOIN name cn ON cn.id = c.name
LEFT JOIN name s ON s.id = r.story LEFT JOIN name f ON f.id = r.focus LEFT JOIN name sc ON sc.id = r.scene
WHERE r.salt IS NOT NULL;

CREATE VIEW turns AS
SELECT uk.text AS universe, a.seq, k.text AS run, a.turn, a.kind, a.session, a.position, a.at, sc.text AS scene, c.text AS choice,
  p.text AS pick, a.answer
FROM act a JOIN run r ON r.id = a.run JOIN name k ON k.id = r.key JOIN universe u ON u.id = a.universe JOIN name uk ON uk.id = u.key
LEFT JOIN name sc ON sc.id = a.scene LEFT JOIN name c ON c.id = a.choice LEFT JOIN name p ON p.id = a.pick;

CREATE VIEW events AS
SELECT uk.text AS universe, e.position, e.seq, k.text AS run, cn.text AS character, ac.text AS action, co.text AS consequences, e.major,
  pl.text AS place
FROM event e JOIN run r ON r.id = e.run JOIN name k ON k.id = r.key JOIN universe u ON u.id = e.universe JOIN name uk ON uk.id = u.key
LEFT JOIN character c ON c.id = r.character LEFT JOIN name cn ON cn.id = c.name
LEFT JOIN name ac ON ac.id = e.action LEFT JOIN name co ON co.id = e.consequences LEFT JOIN name pl ON pl.id = e.place;
