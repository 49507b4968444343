-- 002_going_back.sql - runs and universes that branch off others, acts that no run takes, and what a store has been through
--
-- A universe that branches off another has of it what stands at positions <= fork_position and was stored up to fork_seq; its own acts
-- are numbered on from there, so that a seq means the same in all its ancestors, and its first act's hash goes on from the parent's act
-- number fork_seq. Nothing in it stands before fork_position. Its first act is of kind 10 (branch); an act of kind 11 (merge) brings a
-- branch's world home. Acts that no run took (a universe alone was branched, a merge) have no run, nor do their events.

CREATE TABLE version (
  number INTEGER PRIMARY KEY,             -- of the migration
  at INTEGER NOT NULL                     -- when; of the first one: when the first player came
) STRICT;
INSERT INTO version(number, at) SELECT 1, coalesce(min(created_at), 0) FROM player;

ALTER TABLE run ADD COLUMN parent INTEGER REFERENCES run;             -- of a branch: the run whose life it goes on with
ALTER TABLE run ADD COLUMN fork_seq INTEGER;                          -- the parent's act after which it does
ALTER TABLE run ADD COLUMN fork_milestones INTEGER NOT NULL DEFAULT 0; -- how many of its milestones the parent reached
ALTER TABLE run ADD COLUMN life INTEGER REFERENCES run;               -- the first run of this life; NULL: itself
CREATE INDEX run_parent ON run(parent) WHERE parent IS NOT NULL;

CREATE TABLE merge (                      -- what merges brought home: the source's world as of a position and act of its own
  universe INTEGER NOT NULL REFERENCES universe,
  seq INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES universe,
  source_position INTEGER NOT NULL,
  source_seq INTEGER NOT NULL,
  PRIMARY KEY (universe, seq)
) STRICT, WITHOUT ROWID;

DROP VIEW worlds;
DROP VIEW runs;
DROP VIEW turns;
DROP VIEW events;

-- As before, but for the run, which may be NULL, and the stack.
CREATE TABLE act_2 (
  universe INTEGER NOT NULL REFERENCES universe,
  seq INTEGER NOT NULL,
  run INTEGER REFERENCES run,             -- NULL: no run took it
  turn INTEGER NOT NULL,
  kind INTEGER NOT NULL,                  -- as in the first migration; 10 branch, 11 merge
  position INTEGER NOT NULL,
  prev INTEGER,                           -- seq of the run's act before in this universe; NULL: seq - 1
  front INTEGER,
  key INTEGER NOT NULL,
  hash BLOB NOT NULL,
  session INTEGER,
  scene INTEGER REFERENCES name,
  at INTEGER,
  choice INTEGER REFERENCES name,
  pick INTEGER REFERENCES name,
  tally TEXT,
  answer TEXT,
  stack TEXT,                             -- detours that will come back, as in run; NULL: none; '?' first: of before this migration,
                                          -- when the hash did not cover it: '?' alone was not kept
  PRIMARY KEY (universe, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO act_2 SELECT a.universe, a.seq, a.run, a.turn, a.kind, a.position, a.prev, a.front, a.key, a.hash, a.session, a.scene, a.at,
  a.choice, a.pick, a.tally, a.answer,
  CASE WHEN a.kind > 1 OR r.salt IS NULL THEN NULL WHEN a.turn = r.turn AND a.scene IS r.scene THEN '?' || r.stack ELSE '?' END
FROM act a JOIN run r ON r.id = a.run ORDER BY a.universe, a.seq;
DROP TABLE act;
ALTER TABLE act_2 RENAME TO act;

CREATE TABLE event_2 (
  universe INTEGER NOT NULL REFERENCES universe,
  position INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  run INTEGER REFERENCES run,             -- NULL: nobody's
  action INTEGER REFERENCES name,
  consequences INTEGER REFERENCES name,
  major INTEGER NOT NULL,
  place INTEGER REFERENCES name,
  PRIMARY KEY (universe, position, seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO event_2 SELECT universe, position, seq, n, run, action, consequences, major, place FROM event ORDER BY universe, position, seq, n;
DROP TABLE event;
ALTER TABLE event_2 RENAME TO event;
CREATE INDEX event_place ON event(universe, place, position, seq);
CREATE INDEX event_major ON event(universe, position, seq) WHERE major;

-- Where a run's turns stand in the log, every 64th of them, so that a past turn is found without walking all acts since.
CREATE TABLE waypoint (
  run INTEGER NOT NULL REFERENCES run,
  turn INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (run, turn)
) STRICT, WITHOUT ROWID;
INSERT INTO waypoint SELECT a.run, a.turn, a.seq FROM act a JOIN run r ON r.id = a.run AND r.salt IS NOT NULL
WHERE a.kind = 1 AND a.turn % 64 = 0 ORDER BY a.run, a.turn;

-- For people and other programs:

CREATE VIEW worlds AS
SELECT k.text AS universe, p.text AS parent, u.fork_position, u.fork_seq, u.live,
  (SELECT coalesce(a.front, a.position) FROM act a WHERE a.universe = u.id ORDER BY a.seq DESC LIMIT 1) AS position,
  (SELECT a.seq FROM act a WHERE a.universe = u.id ORDER BY a.seq DESC LIMIT 1) AS seq,
  u.created_at
FROM universe u JOIN name k ON k.id = u.key LEFT JOIN universe up ON up.id = u.parent LEFT JOIN name p ON p.id = up.key;

CREATE VIEW runs AS
SELECT k.text AS run, pn.text AS player, cn.text AS character, uk.text AS universe, s.text AS story, f.text AS focus,
  CASE r.state WHEN 1 THEN 'active' WHEN 2 THEN 'paused' WHEN 3 THEN 'abandoned' WHEN 4 THEN 'completed' WHEN 5 THEN 'archived' END AS state,
  r.turn, r.position, sc.text AS scene, r.milestones, r.created_at, r.last_played, r.text, rk.text AS parent, r.fork_turn
FROM run r JOIN name k ON k.id = r.key JOIN universe u ON u.id = r.universe JOIN name uk ON uk.id = u.key
LEFT JOIN name pn ON pn.id = r.player LEFT JOIN character c ON c.id = r.character LEFT JOIN name cn ON cn.id = c.name
LEFT JOIN name s ON s.id = r.story LEFT JOIN name f ON f.id = r.focus LEFT JOIN name sc ON sc.id = r.scene
LEFT JOIN run rp ON rp.id = r.parent LEFT JOIN name rk ON rk.id = rp.key
WHERE r.salt IS NOT NULL;

CREATE VIEW turns AS
SELECT uk.text AS universe, a.seq, k.text AS run, a.turn, a.kind, a.session, a.position, a.at, sc.text AS scene, c.text AS choice,
  p.text AS pick, a.answer
FROM act a LEFT JOIN run r ON r.id = a.run LEFT JOIN name k ON k.id = r.key JOIN universe u ON u.id = a.universe
JOIN name uk ON uk.id = u.key LEFT JOIN name sc ON sc.id = a.scene LEFT JOIN name c ON c.id = a.choice LEFT JOIN name p ON p.id = a.pick;

CREATE VIEW events AS
SELECT uk.text AS universe, e.position, e.seq, k.text AS run, cn.text AS character, ac.text AS action, co.text AS consequences, e.major,
  pl.text AS place
FROM event e LEFT JOIN run r ON r.id = e.run LEFT JOIN name k ON k.id = r.key JOIN universe u ON u.id = e.universe
JOIN name uk ON uk.id = u.key LEFT JOIN character c ON c.id = r.character LEFT JOIN name cn ON cn.id = c.name
LEFT JOIN name ac ON ac.id = e.action LEFT JOIN name co ON co.id = e.consequences LEFT JOIN name pl ON pl.id = e.place;
