-- Each line carries the SHA-256 of the hash before it and of its own content, so that a change of an old line past the triggers
-- changes every hash after it. This expands only: both columns are added without touching a row, and programs of before, which
-- know neither, go on beside this one. Lines without a hash, theirs and those of before, are filled in by `seal_lines`.
ALTER TABLE "credit_transactions" ADD COLUMN "hash" BYTEA;

-- The newest line up to which every line has its hash, and that hash; null: none has.
ALTER TABLE "projects" ADD COLUMN "chain_sequence" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "chain_hash" BYTEA;

-- The content of a line: the wire form of its columns, whose lengths it states. An enum goes as its name, because the number of
-- its type differs from database to database. Must never change: every hash that was written depends on it. The program encodes
-- lines by itself (src/ledger/chain/line-content.ts), so that neither can go wrong unnoticed.
CREATE FUNCTION "line_content"("l" "credit_transactions") RETURNS BYTEA LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT record_send(ROW(l.project_id, l.sequence, l.kind::text, l.amount, l.balance_after, l.action_id, l.action_kind::text,
    l.grant_id, l.draw_grant_ids, l.draw_credits, l.refund_of, l.counterpart_project_id, l.counterpart_sequence, l.actor, l.note,
    l.key_id, l.idempotency_key, l.request_hash, l.created_at))
$$;

-- A line without a hash may be given one, which is all that may ever change in it.
CREATE FUNCTION "refuse_line_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed credit_transactions := OLD;
BEGIN
  sealed.hash := NEW.hash;
  IF OLD.hash IS NULL AND octet_length(NEW.hash) = 32 AND sealed IS NOT DISTINCT FROM NEW THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'lines of the ledger are never changed or removed (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER "credit_transactions_immutable" ON "credit_transactions";
CREATE TRIGGER "credit_transactions_immutable" BEFORE DELETE OR TRUNCATE ON "credit_transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "credit_transactions_unchanged" BEFORE UPDATE ON "credit_transactions"
  FOR EACH ROW EXECUTE FUNCTION "refuse_line_change"();

-- Gives the next lines of a project their hashes, at most so many, under the lock that charges take. Returns how many.
CREATE FUNCTION "seal_lines"("project" UUID, "most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
  place INTEGER;
  chained BYTEA;
  line RECORD;
  sequences INTEGER[] := '{}';
  hashes BYTEA[] := '{}';
BEGIN
  SELECT p.chain_sequence, coalesce(p.chain_hash, decode(repeat('00', 32), 'hex')) INTO place, chained
  FROM projects p WHERE p.id = project FOR NO KEY UPDATE;
  FOR line IN
    SELECT l.sequence, line_content(l) AS content FROM credit_transactions l
    WHERE l.project_id = project AND l.sequence > place ORDER BY l.sequence LIMIT most
  LOOP
    EXIT WHEN line.sequence <> place + 1; -- a line is missing, which the check tells
    place := line.sequence;
    chained := sha256(chained || line.content);
    sequences := sequences || place;
    hashes := hashes || chained;
  END LOOP;
  IF cardinality(sequences) > 0 THEN
    UPDATE credit_transactions t SET hash = sealed.hash
    FROM unnest(sequences, hashes) sealed (sequence, hash)
    WHERE t.project_id = project AND t.sequence = sealed.sequence;
    UPDATE projects p SET chain_sequence = place, chain_hash = chained WHERE p.id = project;
  END IF;
  RETURN cardinality(sequences);
END $$;
