-- 001_first.postgres.sql - what PostgreSQL needs beside the first migration
--
-- Names may be longer than an entry of a tree of texts can be, so they are told apart by their hashes. Their numbers are taken by the
-- block, so that whoever adds one need not wait for its number (see runtime/store/postgres_names.c).
ALTER TABLE name DROP CONSTRAINT name_text_key;
ALTER TABLE name ADD CONSTRAINT name_text_key EXCLUDE USING hash (text WITH =);
ALTER SEQUENCE name_id_seq INCREMENT BY 64;

-- One row: how many people were erased, by which processes know that names they remember may be gone, and whether what was erased may still
-- be in files (see runtime/store/postgres_erase.c). Not in an export.
CREATE TABLE erasing (count BIGINT NOT NULL, is_unclean BOOLEAN NOT NULL);
INSERT INTO erasing VALUES (0, FALSE);
