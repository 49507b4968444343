-- 006_event_care.sql - what an event may ask of who reads of it
--
-- Its themes and how intense it is, of the choice and scene that it comes from or of its own: canonical JSON, see runtime/game/event_care.h. NULL: it asks
-- nothing, as do all events of before. The act's hash covers it where there is one.
ALTER TABLE event ADD COLUMN care INTEGER REFERENCES name;

DROP VIEW events;
CREATE VIEW events AS
SELECT uk.text AS universe, e.position, e.seq, k.text AS run, cn.text AS character, ac.text AS action, co.text AS consequences, e.major,
  pl.text AS place, ca.text AS care
FROM event e LEFT JOIN run r ON r.id = e.run LEFT JOIN name k ON k.id = r.key JOIN universe u ON u.id = e.universe
JOIN name uk ON uk.id = u.key LEFT JOIN character c ON c.id = r.character LEFT JOIN name cn ON cn.id = c.name
LEFT JOIN name ac ON ac.id = e.action LEFT JOIN name co ON co.id = e.consequences LEFT JOIN name pl ON pl.id = e.place
LEFT JOIN name ca ON ca.id = e.care;
