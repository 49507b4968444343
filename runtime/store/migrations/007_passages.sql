-- 007_passages.sql - what a narrator told of a turn, behind the authored text
--
-- Piece by piece as it came; what the grammar told comes with the turn itself, as piece 0. Like the screen it is no part of the act, and the chain of
-- hashes does not cover it. Nothing that was written before is changed.

CREATE TABLE passage (
  run INTEGER NOT NULL REFERENCES run,
  turn INTEGER NOT NULL,
  piece INTEGER NOT NULL,                 -- from 0 in its turn
  source INTEGER NOT NULL,                -- 1 the pack's grammar, 2 a model
  joined INTEGER NOT NULL,                -- 1: goes on in the paragraph before it
  tokens_in INTEGER NOT NULL,             -- that a model took for it, and for what was not taken of it
  tokens_out INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,                     -- '': only what it cost; people's names as references
  PRIMARY KEY (run, turn, piece)
) STRICT, WITHOUT ROWID;

CREATE VIEW passages AS
SELECT k.text AS run, p.turn, p.piece, CASE p.source WHEN 1 THEN 'grammar' ELSE 'model' END AS source, p.tokens_in, p.tokens_out, p.at, p.text
FROM passage p JOIN run r ON r.id = p.run LEFT JOIN name k ON k.id = r.key;
