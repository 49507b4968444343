-- partition.sql - the log of worlds in partitions by universe: psql -v ON_ERROR_STOP=1 -f docs/partition.sql URL
--
-- For databases that have grown large, see scale.md. Every table whose primary key begins with the universe is written anew as eight
-- partitions, with its rows, indexes and rights, under the names they had; nothing of turnstone's changes. In one transaction: who plays waits meanwhile.
-- Run it as the owner of the tables. It needs room for what it moves once more. A table that has partitions already is left as it is.
BEGIN;
SET LOCAL search_path = turnstone, pg_catalog, pg_temp;
SET LOCAL statement_timeout = 0;

CREATE FUNCTION pg_temp.partition(whole text, parts int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  line text;
  lines text[];
BEGIN
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', whole);
  SELECT array_agg(words ORDER BY step) INTO lines FROM (
    SELECT 1 step, format('ALTER TABLE %I ADD CONSTRAINT %I %s', whole, conname, pg_get_constraintdef(oid)) words
      FROM pg_constraint WHERE conrelid = whole::regclass AND contype = 'p'
    UNION ALL
    SELECT 2, indexdef FROM pg_indexes
      WHERE schemaname = 'turnstone' AND tablename = whole AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = whole::regclass)
    UNION ALL
    SELECT 3, format('ALTER TABLE %I OWNER TO %I', whole, tableowner) FROM pg_tables WHERE schemaname = 'turnstone' AND tablename = whole
    UNION ALL
    SELECT 4, format('GRANT %s ON %I TO %s', privilege_type, whole, CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END)
      FROM information_schema.role_table_grants WHERE table_schema = 'turnstone' AND table_name = whole
    UNION ALL
    SELECT 5, format('GRANT %s (%I) ON %I TO %s', privilege_type, column_name, whole, CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END)
      FROM information_schema.column_privileges WHERE table_schema = 'turnstone' AND table_name = whole) kept;
  EXECUTE format('ALTER TABLE %I RENAME TO partitioned', whole);
  EXECUTE format('CREATE TABLE %I (LIKE partitioned INCLUDING DEFAULTS) PARTITION BY HASH (universe)', whole);
  FOR part IN 0 .. parts - 1 LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', whole || '_part_' || part, whole, parts, part);
  END LOOP;
  EXECUTE format('INSERT INTO %I SELECT * FROM partitioned', whole);
  DROP TABLE partitioned;
  FOREACH line IN ARRAY lines LOOP EXECUTE line; END LOOP;
END $$;

-- Views hold on to the table itself, not to its name.
CREATE TEMP TABLE kept_view ON COMMIT DROP AS
  SELECT viewname, viewowner, definition, ARRAY(
    SELECT format('GRANT %s ON %I TO %s', privilege_type, viewname, CASE grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(grantee) END)
      FROM information_schema.role_table_grants WHERE table_schema = 'turnstone' AND table_name = viewname) AS rights
  FROM pg_views WHERE schemaname = 'turnstone';

DO $$
DECLARE
  view record;
  whole text;
  line text;
BEGIN
  FOR view IN SELECT * FROM kept_view LOOP EXECUTE format('DROP VIEW %I', view.viewname); END LOOP;
  FOR whole IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE c.relnamespace = 'turnstone'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND i.indisprimary AND a.attname = 'universe'
      ORDER BY c.relname LOOP
    PERFORM pg_temp.partition(whole, 8);
  END LOOP;
  FOR view IN SELECT * FROM kept_view LOOP
    EXECUTE format('CREATE VIEW %I AS %s', view.viewname, view.definition);
    EXECUTE format('ALTER VIEW %I OWNER TO %I', view.viewname, view.viewowner);
    FOREACH line IN ARRAY view.rights LOOP EXECUTE line; END LOOP;
  END LOOP;
END $$;
COMMIT;
