-- steps
-- Gives every line its hash while processes of any earlier version go on, and then requires one. Each step is committed by
-- itself and may be repeated: where a step fails, the next start begins again at the first.

-- A line without a hash gets one when it is written. Processes that know no hashes write such lines, and so do those that find
-- the chain of a project behind its lines. `CREATE TRIGGER` waits for the transactions that are writing lines.
CREATE OR REPLACE FUNCTION "hash_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.hash := CASE WHEN NEW.sequence = 1 THEN sha256(decode(repeat('00', 32), 'hex') || line_content(NEW)) ELSE (
    SELECT sha256(l.hash || line_content(NEW)) FROM credit_transactions l
    WHERE l.project_id = NEW.project_id AND l.sequence = NEW.sequence - 1
  ) END;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER "credit_transactions_hash" BEFORE INSERT ON "credit_transactions"
  FOR EACH ROW WHEN (NEW.hash IS NULL) EXECUTE FUNCTION "hash_line"();

-- As before, but a line that has a hash keeps it, and a line that is missing does not end the chain: the check reports it.
CREATE OR REPLACE FUNCTION "seal_lines"("project" UUID, "most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
  place INTEGER;
  chained BYTEA;
  line RECORD;
  lines INTEGER := 0;
  sequences INTEGER[] := '{}';
  hashes BYTEA[] := '{}';
BEGIN
  SELECT p.chain_sequence, coalesce(p.chain_hash, decode(repeat('00', 32), 'hex')) INTO place, chained
  FROM projects p WHERE p.id = project FOR NO KEY UPDATE;
  FOR line IN
    SELECT l.sequence, l.hash, line_content(l) AS content FROM credit_transactions l
    WHERE l.project_id = project AND l.sequence > place ORDER BY l.sequence LIMIT most
  LOOP
    lines := lines + 1;
    place := line.sequence;
    chained := coalesce(line.hash, sha256(chained || line.content));
    CONTINUE WHEN line.hash IS NOT NULL;
    sequences := sequences || place;
    hashes := hashes || chained;
  END LOOP;
  IF lines > 0 THEN
    UPDATE credit_transactions t SET hash = sealed.hash
    FROM unnest(sequences, hashes) sealed (sequence, hash)
    WHERE t.project_id = project AND t.sequence = sealed.sequence;
    UPDATE projects p SET chain_sequence = place, chain_hash = chained WHERE p.id = project;
  END IF;
  RETURN lines;
END $$;

CREATE OR REPLACE PROCEDURE "hash_every_line"() LANGUAGE plpgsql AS $$
DECLARE project UUID;
BEGIN
  FOR project IN
    SELECT p.id FROM projects p WHERE EXISTS (
      SELECT FROM credit_transactions l WHERE l.project_id = p.id AND l.sequence > p.chain_sequence
    ) ORDER BY p.id
  LOOP
    -- A project is locked for one batch at a time: 500 lines take some 20 ms.
    WHILE seal_lines(project, 500) > 0 LOOP
      COMMIT;
    END LOOP;
  END LOOP;
END $$;

-- step
CALL "hash_every_line"();

-- step
-- SET NOT NULL alone would read the whole table under a lock that blocks charges. The constraint holds for new lines at once,
-- is validated beside charges, and proves to SET NOT NULL that there is nothing to read.
ALTER TABLE "credit_transactions" DROP CONSTRAINT IF EXISTS "credit_transactions_hashed";
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_hashed" CHECK ("hash" IS NOT NULL) NOT VALID;

-- step
ALTER TABLE "credit_transactions" VALIDATE CONSTRAINT "credit_transactions_hashed";

-- step
ALTER TABLE "credit_transactions" ALTER COLUMN "hash" SET NOT NULL;
ALTER TABLE "credit_transactions" DROP CONSTRAINT "credit_transactions_hashed";
DROP PROCEDURE "hash_every_line"();
